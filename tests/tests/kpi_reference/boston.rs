//! Requests of a city: attainment in its readings, curves of requests that are not all closed, months as a chart.

use std::collections::BTreeMap;

use aftersales::kpi::statistics::{Confidence, Proportion, XmrChart};
use aftersales::kpi::{
    Basis, Detail, Dimension, Facts, Figure, Grouping, Measure, RejectedBecause, Scope, Stamp,
};
use aftersales::time::ZoneRules;
use serde_json::{Value, json};

use crate::boston::{METRIC, Request, read};
use crate::{Found, agree, at, at_the_end, counts, curve, data, define, figures, read_facts, stats};

/// Counts of rows.
const PLAIN: &[&str] = &["n", "source", "status", "type", "with_target", "flag_agreement"];

/// Due stamps recomputed by the clocks: `tests/tests/desk_report.rs` holds them.
const ELSEWHERE: &[&str] = &["due_1bd.with_holidays", "due_120cd"];

const DAY: f64 = 86_400.0;

#[test]
fn the_requests_agree() {
    let path = data("boston-311").join("requests_2013_2019.csv.gz");
    let requests = read(&path, &ZoneRules::utc()).unwrap();
    let facts = read_facts(requests.iter().map(|request| &request.facts));
    let mut found = Found::new();

    let attainment =
        || define("sla", Measure::Attainment { metric: METRIC.parse().unwrap(), stop: Stamp::Closed });
    let all = figures(&facts, vec![attainment()], &[], at_the_end());
    found.insert("sla.all".to_owned(), readings(&all.figures()[0]));
    for (dimension, label) in [(Dimension::Class, "type"), (Dimension::Segment, "source")] {
        let grouped = figures(&facts, vec![attainment()], &[Grouping::By(dimension)], at_the_end());
        let named = |figure: &Figure| (format!("sla.{label}.{}", figure.group), readings(figure));
        found.extend(grouped.figures().iter().map(named));
    }
    for year in 2013..=2019 {
        let [from, to] = [year, year + 1].map(|year| at(&format!("{year}-01-01T00:00:00Z")));
        let of_year = figures(&facts, vec![attainment()], &[], at_the_end().with_period(from, to));
        found.insert(format!("sla.year.{year}"), readings(&of_year.figures()[0]));
    }

    let close = || {
        let measure = Measure::Duration { from: Stamp::Created, to: Stamp::Closed, basis: Basis::Calendar };
        define("close_hours", measure)
    };
    let by_source = figures(&facts, vec![close()], &[Grouping::By(Dimension::Segment)], at_the_end());
    let named = |figure: &Figure| (format!("close_hours.source.{}", figure.group), stats(3_600.0)(figure));
    found.extend(by_source.figures().iter().map(named));

    let scope = Scope::new(at("2020-01-01T00:00:00Z"), ZoneRules::utc());
    for class in ["Animal Found", "Bed Bugs", "Pick up Dead Animal"] {
        let of_class = close().selecting(Dimension::Class, vec![class.parse().unwrap()]);
        let figures = figures(&facts, vec![of_class], &[], scope.clone());
        found.insert(format!("km.{class}"), survival(&figures));
    }
    plain(&mut found, &requests, &facts);
    agree("boston-311", &found, PLAIN, ELSEWHERE);
}

fn survival(figures: &aftersales::kpi::Figures) -> Value {
    let figure = &figures.figures()[0];
    let mut shown = curve(figure, DAY, &[1, 7, 30]);
    let Detail::Distribution(lengths) = &figure.detail else { panic!("{figure:?}") };
    shown["naive_mean_closed"] = (lengths.mean / DAY).into();
    shown["naive_median_closed"] = (lengths.median / DAY).into();
    let unusable = figures.unusable().get(figure.definition.name());
    let negative = unusable.and_then(|rejected| rejected.counts().get(&RejectedBecause::NegativeDuration));
    shown["negative_excluded"] = negative.copied().unwrap_or_default().into();
    shown
}

/// All that were due by then are all that had a target: the scope looks from later than every due stamp.
fn readings(figure: &Figure) -> Value {
    let Detail::Readings(readings) = &figure.detail else { panic!("{figure:?}") };
    assert_eq!(readings.of_due, readings.of_all);
    let shown = |share: Proportion| {
        let interval = share.wilson(Confidence::P95);
        let ends = interval.map(|interval| [interval.lower, interval.upper]);
        json!({"k": share.successes(), "n": share.n(), "rate": share.rate(), "lo": ends.map(|ends| ends[0]), "hi": ends.map(|ends| ends[1])})
    };
    json!({
        "closed_only": shown(readings.of_closed),
        "all_due": shown(readings.of_due),
        "open": readings.of_due.n() - readings.of_closed.n(),
    })
}

fn plain(found: &mut Found, requests: &[Request], facts: &[Facts]) {
    let by = |grouping| counts(facts, &[grouping], at_the_end());
    found.insert("n".to_owned(), requests.len().into());
    found.insert("source".to_owned(), json!(by(Grouping::By(Dimension::Segment))));
    found.insert("type".to_owned(), json!(by(Grouping::By(Dimension::Class))));
    let closed = requests.iter().filter(|request| request.facts.closed_at.is_some()).count();
    found.insert("status".to_owned(), json!({"Closed": closed, "Open": requests.len() - closed}));
    let with_target = requests.iter().filter(|request| !request.facts.promises.is_empty());
    found.insert("with_target".to_owned(), with_target.clone().count().into());
    let mut agreement = BTreeMap::<(bool, bool), usize>::new();
    for request in with_target {
        let promise = &request.facts.promises[METRIC];
        let instant = |text: &Option<String>| text.as_deref().map(at);
        let met =
            instant(&promise.stopped_at).is_some_and(|stopped| Some(stopped) <= instant(&promise.due_at));
        *agreement.entry((request.published_on_time, met)).or_default() += 1;
    }
    let count = |published, met| agreement.get(&(published, met)).copied().unwrap_or_default();
    found.insert(
        "flag_agreement".to_owned(),
        json!({
            "published_ontime_and_met": count(true, true),
            "published_overdue_and_not_met": count(false, false),
            "disagree": count(true, false) + count(false, true),
        }),
    );
    let months = by(Grouping::ByMonth);
    let in_question = months.iter().filter(|(month, _)| ("2015-01".."2019-12").contains(&month.as_str()));
    let values: Vec<f64> = in_question.map(|(_, &count)| count as f64).collect();
    let chart = XmrChart::new(&values).unwrap().unwrap();
    found.insert(
        "xmr_monthly_opened".to_owned(),
        json!({
            "points": values.len(), "mean": chart.mean(), "mean_mr": chart.mean_range(),
            "unpl": chart.limits().upper, "lnpl": chart.limits().lower, "outside": chart.outside().len(),
        }),
    );
}
