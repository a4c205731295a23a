//! The incident log: times, curves as of a day, repeated contacts, backlog, stages.

use std::collections::BTreeMap;

use aftersales::calendar::WorkingCalendar;
use aftersales::kpi::statistics::{QuantileMethod, XmrChart};
use aftersales::kpi::{
    Basis, Condition, Detail, Dimension, Facts, Figure, FigureDefinition, Grouping, Measure,
    NegativeDuration, Quantity, Scope, Stamp, link_rework, state_times,
};
use aftersales::time::{Instant, Span, ZoneDatabase, ZoneRules};
use aftersales::wire::{CalendarDocument, ShiftDocument};
use serde_json::{Value, json};

use crate::incidents::{Incidents, read};
use crate::{
    Found, agree, all_and_by, at, at_the_end, counts, curve, data, define, figures, pareto, read_facts,
    share, stats, wilson,
};

/// Counts of rows, a flag of the log's own, and statistics of a count, which is no figure of a desk.
const PLAIN: &[&str] = &[
    "n_events",
    "n_incidents",
    "censor",
    "matrix_events",
    "matrix_exceptions",
    "made_sla.all",
    "priority_last",
    "reassign",
    "reopen_count_dist",
    "xmr_daily_opened",
];

const HOUR: f64 = 3_600.0;
const PRIORITY: (Dimension, &str) = (Dimension::Priority, "");
const CONTACT: (Dimension, &str) = (Dimension::Segment, ".contact");

#[test]
fn the_incidents_agree() {
    let log = read(&data("uci-incidents").join("incident_event_log.csv.gz")).unwrap();
    let facts = read_facts(log.incidents.iter().map(|incident| &incident.facts));
    let finished: Vec<_> = log.incidents.iter().map(|incident| incident.finished()).collect();
    let mut finished = read_facts(finished.iter());
    link_rework(&mut finished, Span::from_seconds(7 * 86_400));
    let mut found = Found::new();
    times(&mut found, &facts);
    shares(&mut found, &facts, &finished);
    as_of(&mut found, &finished);
    targets(&mut found, &finished);
    backlog(&mut found, &facts);
    ranks(&mut found, &facts);
    stages(&mut found, &log);
    plain(&mut found, &log, &facts);
    agree("uci-incidents", &found, PLAIN, &[]);
}

fn duration(name: &str, from: Stamp, to: Stamp, basis: Basis) -> FigureDefinition {
    define(name, Measure::Duration { from, to, basis }).negative_duration(NegativeDuration::Keep)
}

fn office() -> WorkingCalendar {
    let document = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("08:00", "18:00")]);
    WorkingCalendar::compile(&document, &ZoneDatabase::bundled()).unwrap()
}

fn times(found: &mut Found, facts: &[Facts]) {
    let scope = at_the_end().with_calendar(office());
    let calendar = |name, from, to| duration(name, from, to, Basis::Calendar);
    let response = calendar("first_response", Stamp::Created, Stamp::FirstResponse);
    all_and_by(found, facts, &response, PRIORITY, &scope, stats(60.0));
    all_and_by(found, facts, &response, CONTACT, &scope, stats(60.0));
    let negative = response.clone().negative_duration(NegativeDuration::Reject);
    let rejected = figures(facts, vec![negative], &[], scope.clone());
    let count: u64 = rejected.unusable().values().flat_map(|rejected| rejected.counts().values()).sum();
    found.get_mut("first_response.all").unwrap()["negative"] = count.into();
    let resolved = calendar("mttr", Stamp::Created, Stamp::Completed);
    all_and_by(found, facts, &resolved, PRIORITY, &scope, stats(HOUR));
    let closed = calendar("ttc", Stamp::Created, Stamp::Closed);
    all_and_by(found, facts, &closed, PRIORITY, &scope, stats(HOUR));
    let working = duration("business_h", Stamp::Created, Stamp::Completed, Basis::Working);
    all_and_by(found, facts, &working, PRIORITY, &scope, stats(HOUR));

    let km = calendar("km", Stamp::Created, Stamp::Completed);
    all_and_by(found, facts, &km, PRIORITY, &scope, |figure| survival(figure, &[24, 120, 720]));

    let lag = calendar("close_lag", Stamp::Completed, Stamp::Closed);
    let within = |name, most| {
        let (from, to) = (Stamp::Completed, Stamp::Closed);
        share(name, Condition::Within { from, to, basis: Basis::Calendar, most: Span::from_micros(most) })
    };
    const MINUTE: i64 = 60_000_000;
    let shares = vec![
        lag,
        within("an hour", 60 * MINUTE - 1),
        within("before", 119 * 60 * MINUTE + 30 * MINUTE - 1),
        within("five days", 121 * 60 * MINUTE),
    ];
    let lags = figures(facts, shares, &[], scope);
    let mut shown = stats(HOUR)(lags.named("close_lag").unwrap());
    let hits = |name| lags.named(name).unwrap().numerator;
    let n = lags.named("five days").unwrap().denominator;
    shown["share_under_1h"] = lags.named("an hour").unwrap().value.into();
    shown["share_119_5_to_121h"] = ((hits("five days") - hits("before")) as f64 / n as f64).into();
    let micros = |facts: &Facts| {
        let [resolved, closed] = [Stamp::Completed, Stamp::Closed].map(|stamp| facts.stamp(stamp));
        Some(closed?.since(resolved?).micros())
    };
    let mut values: Vec<i64> = facts.iter().filter_map(micros).collect();
    let p10 = QuantileMethod::Linear.quantile(&mut values, 0.1).unwrap().unwrap();
    shown["p10"] = (p10 / 1e6 / HOUR).into();
    found.insert("close_lag".to_owned(), shown);
}

fn survival(figure: &Figure, times: &[u32]) -> Value {
    let mut shown = curve(figure, HOUR, times);
    let Detail::Distribution(lengths) = &figure.detail else { panic!("{figure:?}") };
    let restricted = lengths.curve.as_ref().unwrap().restricted_mean(720.0 * HOUR).unwrap().unwrap();
    shown["rmst720"] = (restricted.value / HOUR).into();
    shown
}

fn shares(found: &mut Found, facts: &[Facts], finished: &[Facts]) {
    let scope = at_the_end();
    let reopened = share("reopen", Condition::AtLeast(Quantity::Reopened, 1));
    all_and_by(found, facts, &reopened, PRIORITY, &scope, wilson);
    let never = |quantity| Condition::AtMost(quantity, 0);
    let once = Condition::All(vec![never(Quantity::Reassigned), never(Quantity::Reopened)]);
    let once = share("fcr_like", once);
    all_and_by(found, facts, &once, PRIORITY, &scope, wilson);
    all_and_by(found, facts, &once, CONTACT, &scope, wilson);
    let first_line = share("l1_share", never(Quantity::Reassigned));
    all_and_by(found, facts, &first_line, PRIORITY, &scope, wilson);
    let all = found.remove("l1_share.all").unwrap();
    found.insert("l1_share".to_owned(), all);

    // As of the instant after the last stamp, so that an incident finished a week before it counts.
    let last = Scope::new(at("2017-02-18T15:00:00Z"), ZoneRules::utc());
    let again = share("repeat7", Condition::Reworked { window: Span::from_seconds(7 * 86_400) });
    let repeated = figures(finished, vec![again], &[], last);
    found.insert("repeat7.subcategory".to_owned(), wilson(&repeated.figures()[0]));
}

fn as_of(found: &mut Found, finished: &[Facts]) {
    let day = at("2016-05-01T00:00:00Z");
    let finish = || duration("finish", Stamp::Created, Stamp::Completed, Basis::Calendar);
    // Without the closing, which is the finish or later.
    let known: Vec<Facts> = finished.iter().filter_map(|facts| facts.as_of(day)).collect();
    let then = Scope::new(day, ZoneRules::utc());
    let truth = at_the_end().with_period(Instant::MIN, day);
    let by_priority: &[Grouping] = &[Grouping::By(Dimension::Priority)];
    for groupings in [&[], by_priority] {
        let seen = figures(&known, vec![finish()], groupings, then.clone());
        let true_ones = figures(finished, vec![finish()], groupings, truth.clone());
        for (figure, truth) in seen.figures().iter().zip(true_ones.figures()) {
            assert_eq!(figure.group, truth.group);
            let (Detail::Distribution(lengths), Detail::Distribution(real)) = (&figure.detail, &truth.detail)
            else {
                panic!("{figure:?}")
            };
            let km = survival(figure, &[24, 120, 720]);
            let n = lengths.ended + lengths.running;
            let shown = json!({
                "n": n, "open": lengths.running, "open_share": lengths.running as f64 / n as f64,
                "naive_mean": lengths.mean / HOUR, "naive_median": lengths.median / HOUR,
                "true_mean": real.mean / HOUR, "true_median": real.median / HOUR,
                "km_median": km["median"], "km": km,
            });
            let suffix = if groupings.is_empty() {
                String::new()
            } else {
                format!(".{}", figure.group).to_lowercase()
            };
            found.insert(format!("asof.2016-05-01{suffix}"), shown);
        }
    }
}

/// The finish of every incident against 4, 8, 24 and 72 hours, of all time and of working time.
fn targets(found: &mut Found, finished: &[Facts]) {
    let scope = at_the_end().with_calendar(office());
    for (basis, name) in [(Basis::Calendar, "target_calendar"), (Basis::Working, "target_business")] {
        for (priority, hours) in [("P1", 4), ("P2", 8), ("P3", 24), ("P4", 72)] {
            let most = Span::from_seconds(hours * 3_600);
            let (from, to) = (Stamp::Created, Stamp::Completed);
            let kept = share(name, Condition::Within { from, to, basis, most })
                .selecting(Dimension::Priority, vec![priority.parse().unwrap()]);
            let figures = figures(finished, vec![kept], &[], scope.clone());
            found.insert(format!("{name}.{}", &priority[1..]), wilson(&figures.figures()[0]));
        }
    }
}

fn backlog(found: &mut Found, facts: &[Facts]) {
    for day in ["2016-05-01", "2016-07-01", "2017-01-01"] {
        let scope = Scope::new(at(&format!("{day}T00:00:00Z")), ZoneRules::utc());
        let backlog = || vec![define("backlog", Measure::Backlog)];
        let all = figures(facts, backlog(), &[], scope.clone());
        let Detail::Ageing(ageing) = &all.figures()[0].detail else { panic!() };
        let grouped = figures(facts, backlog(), &[Grouping::By(Dimension::Priority)], scope);
        let by_priority = grouped.figures().iter().filter(|figure| figure.value > 0.0);
        let by_priority: BTreeMap<String, f64> =
            by_priority.map(|figure| (figure.group.to_string().replace('P', ""), figure.value)).collect();
        let [day1, day3, day7, day30, older] = ageing.by_age;
        let shown = json!({
            "n": ageing.open, "median_age_h": ageing.median_age.unwrap() / HOUR, "by_priority": by_priority,
            "0-24h": day1, "24-72h": day3, "72-168h": day7, "168-720h": day30, "720h+": older,
        });
        found.insert(format!("backlog.{day}"), shown);
    }
}

fn ranks(found: &mut Found, facts: &[Facts]) {
    let definitions = vec![
        define("category", Measure::Categories(Dimension::FaultClass)),
        define("group", Measure::Categories(Dimension::Site)),
    ];
    let ranked = figures(facts, definitions, &[], at_the_end());
    for name in ["category", "group"] {
        found.insert(format!("pareto.{name}"), pareto(ranked.named(name).unwrap()));
    }
    found.insert("month.n".to_owned(), json!(counts(facts, &[Grouping::ByMonth], at_the_end())));
}

fn stages(found: &mut Found, log: &Incidents) {
    let columns = &log.stages;
    let times = state_times(&columns.incident, &columns.state, &columns.at, NegativeDuration::Zero).unwrap();
    for (state, time) in times {
        let hours = |micros: f64| micros / 1e6 / HOUR;
        let shown = json!({
            "visits": time.visits, "total_h": hours(time.total as f64), "mean_h": hours(time.mean),
            "median_h": hours(time.median), "share": time.share,
        });
        found.insert(format!("stage.{}", columns.states[state as usize]), shown);
    }
}

fn plain(found: &mut Found, log: &Incidents, facts: &[Facts]) {
    let n = log.incidents.len();
    found.insert("n_events".to_owned(), log.stages.at.len().into());
    found.insert("n_incidents".to_owned(), n.into());
    let unresolved = log.incidents.iter().filter(|incident| incident.facts.completed_at.is_none()).count();
    let open = log.incidents.iter().filter(|incident| incident.last_state != "Closed").count();
    let share = unresolved as f64 / n as f64;
    found.insert(
        "censor".to_owned(),
        json!({"open_at_extract": open, "no_resolved_stamp": unresolved, "share_no_resolved_stamp": share}),
    );
    found.insert("matrix_events".to_owned(), json!(log.matrix));
    let pairs: std::collections::BTreeSet<&str> = log.matrix.keys().map(|key| &key[..3]).collect();
    found.insert("matrix_exceptions".to_owned(), (log.matrix.len() - pairs.len()).into());
    let by = |grouping| counts(facts, &[grouping], at_the_end());
    let priorities = by(Grouping::By(Dimension::Priority));
    let numbers: BTreeMap<_, _> =
        priorities.iter().map(|(priority, count)| (&priority[1..], count)).collect();
    found.insert("priority_last".to_owned(), json!(numbers));
    made_sla(found, log);

    let reopened: Vec<u32> = facts.iter().filter_map(|facts| facts.quantity(Quantity::Reopened)).collect();
    let mut distribution = BTreeMap::<String, u64>::new();
    reopened.iter().for_each(|count| *distribution.entry(count.to_string()).or_default() += 1);
    found.insert("reopen_count_dist".to_owned(), json!(distribution));
    let mut moved: Vec<u32> = facts.iter().filter_map(|facts| facts.quantity(Quantity::Reassigned)).collect();
    let often = moved.iter().filter(|&&count| count >= 3).count() as f64 / n as f64;
    let mean = moved.iter().sum::<u32>() as f64 / n as f64;
    let quantiles = QuantileMethod::Linear.quantiles(&mut moved, &[0.5, 0.9, 1.0]).unwrap().unwrap();
    let [median, p90, max] = quantiles[..] else { panic!() };
    found.insert(
        "reassign".to_owned(),
        json!({"n": n, "mean": mean, "median": median, "p90": p90, "max": max, "share_ge3": often}),
    );
    daily(found, facts);
}

fn made_sla(found: &mut Found, log: &Incidents) {
    let mut counts = BTreeMap::<String, (u64, u64)>::new();
    for incident in &log.incidents {
        let priority = incident.facts.priority.as_deref().unwrap().replace('P', "");
        let contact = format!("contact.{}", incident.facts.segment.as_deref().unwrap());
        for group in ["all".to_owned(), priority, contact] {
            let (made, of) = counts.entry(group).or_default();
            (*made, *of) = (*made + u64::from(incident.made_sla), *of + 1);
        }
    }
    for (group, (made, of)) in counts {
        use aftersales::kpi::statistics::{Confidence, Proportion};
        let share = Proportion::new(made, of).unwrap();
        let interval = share.wilson(Confidence::P95).unwrap();
        let shown =
            json!({"k": made, "n": of, "rate": share.rate(), "lo": interval.lower, "hi": interval.upper});
        found.insert(format!("made_sla.{group}"), shown);
    }
}

fn daily(found: &mut Found, facts: &[Facts]) {
    let scope = at_the_end();
    let mut opened = BTreeMap::<i64, u64>::new();
    for facts in facts {
        *opened.entry(scope.date_of(facts.stamp(Stamp::Created).unwrap()).days()).or_default() += 1;
    }
    let day = |text: &str| text.parse::<aftersales::time::Date>().unwrap().days();
    let weekdays = (day("2016-03-01")..=day("2016-05-31"))
        .filter(|&day| aftersales::time::Date::new(day).unwrap().weekday_index() < 5);
    let values: Vec<f64> = weekdays.map(|day| opened.get(&day).copied().unwrap_or_default() as f64).collect();
    let chart = XmrChart::new(&values).unwrap().unwrap();
    found.insert(
        "xmr_daily_opened".to_owned(),
        json!({
            "points": values.len(), "mean": chart.mean(), "mean_mr": chart.mean_range(),
            "unpl": chart.limits().upper, "lnpl": chart.limits().lower, "url_mr": chart.range_limit(),
            "outside": chart.outside().len(), "mr_outside": chart.ranges_outside().len(),
        }),
    );
}
