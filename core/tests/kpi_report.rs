//! The report says what the figures say, to people, in both languages.
#![cfg(all(feature = "report", feature = "tzdb-bundled"))]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what is wrong by panicking, and counts hours of half a year"
)]

use std::collections::BTreeMap;

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{
    Accumulator, Basis, Dimension, FigureDefinition, Figures, Grouping, Measure, Mode, Scope,
};
use aftersales::report::{KpiReport, Language, charts};
use aftersales::time::{Instant, Span, ZoneRules};
use aftersales::wire::{
    ChartDocument, FigureDetailDocument, KpiFindingDocument, KpiReportDocument, MoneyDocument,
    PromiseDocument, TicketFactsDocument, read_document,
};

/// A desk of half a year: three tickets a day, done in two hours; in June they take much longer, and most stay open.
fn tickets() -> Vec<TicketFactsDocument> {
    let start: Instant = "2026-01-01T09:00:00Z".parse().unwrap();
    let hours = |hours: i64| Span::from_seconds(hours * 3_600);
    let ticket = |number: i64| {
        let created = start.checked_add(hours(8 * number)).unwrap();
        let in_june = created >= "2026-06-01T00:00:00Z".parse().unwrap();
        let completed = (!in_june || number % 3 == 0).then(|| {
            created.checked_add(hours(if in_june { 20 } else { 2 + number % 2 })).unwrap().to_string()
        });
        let promise = PromiseDocument {
            due_at: Some(created.checked_add(hours(4)).unwrap().to_string()),
            stopped_at: completed.clone(),
            ..PromiseDocument::default()
        };
        TicketFactsDocument {
            ticket: Some(format!("TS-{number:04}")),
            created_at: Some(created.to_string()),
            first_response_at: created.checked_add(hours(1)).map(|at| at.to_string()),
            completed_at: completed.clone(),
            closed_at: completed,
            kind: Some("repair".to_owned()),
            model: Some("A|B <x>".to_owned()),
            person: Some("engineer-1".to_owned()),
            promises: BTreeMap::from([("resolution".to_owned(), promise)]),
            ..TicketFactsDocument::default()
        }
    };
    (0..540).map(ticket).collect()
}

fn figures(as_of: &str, period: (&str, &str), groupings: Vec<Grouping>) -> Figures {
    let instant = |date: &str| format!("{date}T00:00:00Z").parse::<Instant>().unwrap();
    let scope =
        Scope::new(instant(as_of), ZoneRules::utc()).with_period(instant(period.0), instant(period.1));
    let mut definitions = Handbook::default().figures(Basis::Calendar);
    let models = Measure::Categories(Dimension::Model);
    definitions.push(FigureDefinition::new("models".parse().unwrap(), models));
    let mut desk = Accumulator::new(definitions, groupings, scope, Mode::Exact).unwrap();
    tickets().iter().for_each(|ticket| desk.add_document(ticket));
    desk.add_document(&TicketFactsDocument { priority: Some("urgent".to_owned()), ..Default::default() });
    desk.finish()
}

fn report() -> KpiReport {
    let june = figures("2026-07-01", ("2026-06-01", "2026-07-01"), vec![]);
    let may = figures("2026-06-01", ("2026-05-01", "2026-06-01"), vec![]);
    let weeks = figures("2026-07-01", ("2026-02-02", "2026-06-29"), vec![Grouping::ByWeek]);
    let people = vec![Grouping::By(Dimension::Person)];
    let people = figures("2026-07-01", ("2026-06-01", "2026-07-01"), people);
    KpiReport::new(&june).with_earlier(&may).with_trend(&weeks).with_people(&people)
}

/// A document whose fractions are texts of twelve digits: the reader of JSON may be off in the sixteenth.
fn rounded(document: &impl serde::Serialize) -> serde_json::Value {
    fn round(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Number(number) if number.is_f64() => {
                *value = format!("{:.11e}", number.as_f64().unwrap()).into();
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(round),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(document).unwrap();
    round(&mut value);
    value
}

#[test]
fn what_stands_out_is_found() {
    let report = report();
    let findings = &report.document().findings;
    let backlog = findings.iter().find_map(|finding| match finding {
        KpiFindingDocument::GrowingBacklog { before, now } => Some((*before, *now)),
        _ => None,
    });
    let (before, now) = backlog.unwrap();
    assert!(before <= 1 && now > 50, "{before} {now}");
    let flattering = findings.iter().any(
        |finding| matches!(finding, KpiFindingDocument::FlatteringAttainment { figure, .. } if figure == "attainment"),
    );
    assert!(!flattering, "June's closed tickets are late as well");
    assert!(findings.iter().any(
        |finding| matches!(finding, KpiFindingDocument::Bottleneck { until, .. } if until == "completed")
    ));
    let signals: Vec<&str> = findings
        .iter()
        .filter_map(|finding| match finding {
            KpiFindingDocument::Signal { figure, period, .. } if figure == "attainment" => {
                Some(period.as_str())
            }
            _ => None,
        })
        .collect();
    assert!(signals.iter().any(|week| *week >= "2026-06-01"), "{signals:?}");
    let open = findings.iter().find_map(|finding| match finding {
        KpiFindingDocument::OpenTicketsCount { figure, censored_median, .. } if figure == "resolution" => {
            Some(*censored_median)
        }
        _ => None,
    });
    assert_eq!(open, Some(None), "fewer than half of June's tickets have ended");
}

#[test]
fn the_earlier_period_stands_beside() {
    let report = report();
    let line = report.document().comparison.iter().find(|line| line.name == "attainment").unwrap();
    assert!(line.before > 0.99 && line.now < 0.01, "{line:?}");
    assert_eq!(line.beyond_chance, Some(true));
}

#[test]
fn both_languages_name_every_figure() {
    let report = report();
    let english = report.text(Language::English);
    let chinese = report.text(Language::Chinese);
    for (text, some) in [(&english, "Time to resolve"), (&chinese, "问题解决时间")] {
        assert!(text.contains(some), "{text}");
        assert!(text.contains("engineer-1") && text.contains("TS") || text.contains("urgent"), "{text}");
    }
    // Every figure of the handbooks has a name in both languages, so that no key of the code is shown.
    for definition in Handbook::default().figures(Basis::Working) {
        let name = definition.name().as_str();
        if name.contains('_') {
            assert!(!english.contains(name) && !chinese.contains(name), "{name}");
        }
    }
    assert!(english.contains("of closed") && chinese.contains("占已到期"));
}

#[test]
fn words_of_the_host_stay_inside_the_cells_of_a_markdown_table() {
    let markdown = report().markdown(Language::English);
    assert!(markdown.contains("A\\|B &lt;x&gt;"), "{markdown}");
    let tables = markdown.split("\n\n").filter(|block| block.starts_with('|'));
    let mut rows = 0;
    for table in tables {
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let first = bars(table.lines().next().unwrap());
        for line in table.lines() {
            rows += 1;
            assert_eq!(bars(line), first, "{line}");
        }
    }
    assert!(rows > 50, "{rows}");
    assert!(markdown.starts_with("# Service report\n"));
}

#[test]
fn the_document_is_the_report() {
    let report = report();
    let text = serde_json::to_string(report.document()).unwrap();
    let read: KpiReportDocument = read_document(&text).unwrap();
    assert_eq!(rounded(&read), rounded(report.document()));
    assert_eq!(KpiReport::from(read).text(Language::English), report.text(Language::English));
    let summary = &report.document().summary;
    let resolution = summary.iter().find(|figure| figure.name == "resolution").unwrap();
    assert_eq!(resolution.value, 20.0 * 3_600.0);
    let Some(FigureDetailDocument::Distribution { running, .. }) = resolution.detail else { panic!() };
    assert_eq!(resolution.denominator + running, 88);
    assert_eq!(report.document().rejected_rows, 1);
}

#[test]
fn curves_are_drawn_by_group_with_their_bands() {
    let by_kind = vec![Grouping::By(Dimension::Kind)];
    let june = figures("2026-07-01", ("2026-06-01", "2026-07-01"), by_kind);
    let drawn = charts(&june, Language::English);
    let curve = drawn.iter().find_map(|chart| match chart {
        ChartDocument::Survival { title, curves, .. } if title == "Time to resolve" => Some(&curves[0]),
        _ => None,
    });
    let curve = curve.unwrap();
    assert_eq!((curve.group.as_slice(), curve.label.as_str()), (&["repair".to_owned()][..], "repair"));
    let ended = curve.cases - curve.running;
    assert_eq!((curve.points[0].time, curve.points[0].share), (0.0, 1.0));
    let last = curve.points.last().unwrap();
    assert_eq!((last.time, curve.median), (72_000.0, None));
    assert!((last.share - curve.running as f64 / curve.cases as f64).abs() < 0.02, "{ended} ended: {last:?}");
    assert!(last.lower.unwrap() < last.share && last.share < last.upper.unwrap());
    for chart in &drawn {
        let text = serde_json::to_string(chart).unwrap();
        assert_eq!(rounded(&read_document::<ChartDocument>(&text).unwrap()), rounded(chart));
    }
}

#[test]
fn a_desk_has_charts_of_its_parts_ages_and_stages() {
    let june = figures("2026-07-01", ("2026-06-01", "2026-07-01"), vec![]);
    let drawn = charts(&june, Language::Chinese);
    let pareto = drawn.iter().find_map(|chart| match chart {
        ChartDocument::Pareto { figure, bars, .. } if figure == "models" => Some(&bars[0]),
        _ => None,
    });
    assert_eq!(pareto.map(|bar| (bar.word.as_str(), bar.cumulative)), Some(("A|B <x>", 1.0)));
    let ageing = drawn.iter().find_map(|chart| match chart {
        ChartDocument::Ageing { buckets, series, .. } => Some((buckets, &series[0])),
        _ => None,
    });
    let (buckets, series) = ageing.unwrap();
    let labels: Vec<&str> = buckets.iter().map(|bucket| bucket.label.as_str()).collect();
    assert_eq!(labels, ["< 1 天", "1–3 天", "3–7 天", "7–30 天", "≥ 30 天"]);
    assert_eq!((buckets[1].from, buckets[1].to, buckets[4].to), (86_400, Some(259_200), None));
    assert_eq!((series.counts.iter().sum::<u64>(), series.label.as_str()), (series.open, "全部工单"));
    let stages =
        drawn.iter().any(|chart| matches!(chart, ChartDocument::Stages { stages, .. } if !stages.is_empty()));
    assert!(stages);
}

#[test]
fn cost_stands_beside_what_is_typical() {
    let scope = Scope::new("2026-04-01T00:00:00Z".parse().unwrap(), ZoneRules::utc());
    let cost = FigureDefinition::new("cost_composition".parse().unwrap(), Measure::CostComposition);
    let mut desk = Accumulator::new(vec![cost], vec![], scope, Mode::Exact).unwrap();
    let money = |kind: &str, amount: &str| (kind.to_owned(), MoneyDocument::new(amount, "EUR"));
    desk.add_document(&TicketFactsDocument {
        created_at: Some("2026-03-02T09:00:00Z".to_owned()),
        actual_cost: [money("labour", "50.00"), money("parts", "30.00"), money("packing", "20.00")].into(),
        ..TicketFactsDocument::default()
    });
    let drawn = charts(&desk.finish(), Language::English);
    let [ChartDocument::Composition { parts, .. }] = &drawn[..] else { panic!("{drawn:?}") };
    let parts: Vec<_> = parts.iter().map(|part| (part.kind.as_str(), part.share, part.typical)).collect();
    let typical = [("labour", 0.5, Some(0.6)), ("parts", 0.3, Some(0.25)), ("transport", 0.0, Some(0.1))];
    assert_eq!(parts[..3], typical);
    assert_eq!(parts[3..], [("other", 0.0, Some(0.05)), ("packing", 0.2, None)]);
}

#[test]
fn trends_follow_groups_and_the_largest_parts() {
    let months = |groupings| figures("2026-07-01", ("2026-01-01", "2026-07-01"), groupings);
    let by_kind = months(vec![Grouping::By(Dimension::Kind), Grouping::ByWeek]);
    let report = KpiReport::new(&months(vec![])).with_trend(&by_kind);
    let trends = &report.document().trends;
    let attainment = trends.iter().find(|trend| trend.name == "attainment").unwrap();
    assert_eq!(attainment.group, ["repair"]);
    assert_eq!(attainment.limits.as_deref(), Some("laney"));
    assert!(attainment.centre.is_some_and(|centre| (0.5..1.0).contains(&centre)), "{attainment:?}");
    let periods: Vec<&str> = attainment.points.iter().map(|point| point.period.as_str()).collect();
    assert!(periods.is_sorted() && periods.len() == 27, "{periods:?}");
    let models = trends.iter().find(|trend| trend.name == "models").unwrap();
    assert_eq!(models.part.as_deref(), Some("A|B <x>"));
    assert!(models.points.iter().all(|point| point.value == 1.0));
    let resolution = trends.iter().find(|trend| trend.name == "resolution").unwrap();
    assert_eq!((resolution.part.as_deref(), resolution.limits.as_deref()), (None, Some("xmr")));
    assert!(report.text(Language::English).contains("Trend: Attainment of resolution · repair"));
    let drawn = charts(&by_kind, Language::Chinese);
    assert_eq!(drawn.len(), trends.len());
    assert!(drawn.iter().all(|chart| matches!(chart, ChartDocument::Trend { .. })));
    // The report says once what each of its figures is.
    let definitions = &report.document().definitions;
    let names: std::collections::BTreeSet<&str> = definitions.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(names.len(), definitions.len());
    let kept = definitions.iter().find(|each| each.name == "attainment").unwrap();
    assert_eq!(kept.denominator.as_deref(), Some("promises_due"));
}

#[test]
fn words_of_the_host_stay_text_in_html() {
    let html = report().html(Language::English);
    assert!(html.contains("A|B &lt;x&gt;") && !html.contains("<x>"), "{html}");
    assert!(html.starts_with("<h1>Service report</h1>\n<ul>\n<li>"));
    for tag in ["h1", "h2", "ul", "li", "table", "thead", "tbody", "tr", "th"] {
        let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert!(report().html(Language::Chinese).contains("<th>指标</th>"));
}

#[test]
#[cfg(feature = "presets")]
fn a_policy_promises_what_follows_from_the_stamps() {
    use aftersales::report::promised;
    let policy =
        aftersales::presets::Preset::ClocksOnly.compile(&aftersales::time::ZoneDatabase::bundled()).unwrap();
    let policy = policy.sla().unwrap();
    let as_of = "2026-03-10T00:00:00Z".parse().unwrap();
    let text = |text: &str| Some(text.to_owned());
    let facts = TicketFactsDocument {
        priority: text("P1"),
        created_at: text("2026-03-02T01:00:00Z"),
        first_response_at: text("2026-03-02T01:20:00Z"),
        closed_at: text("2026-03-02T06:00:00Z"),
        ..TicketFactsDocument::default()
    };
    let known = promised(policy, &facts, as_of);
    let (response, resolution) = (&known.promises["first_response"], &known.promises["resolution"]);
    assert_eq!(response.due_at.as_deref(), Some("2026-03-02T01:30:00Z"));
    assert_eq!((response.target_us, response.consumed_us), (Some(1_800_000_000), Some(1_200_000_000)));
    assert_eq!(response.breached_at, None);
    assert_eq!(resolution.due_at.as_deref(), Some("2026-03-02T05:00:00Z"));
    assert_eq!(resolution.stopped_at.as_deref(), Some("2026-03-02T06:00:00Z"));
    assert_eq!(resolution.breached_at.as_deref(), Some("2026-03-02T05:00:00.000001Z"));
    // What comes later has not happened, what is stated stays, what was withdrawn is promised nothing.
    let early = promised(policy, &facts, "2026-03-02T01:10:00Z".parse().unwrap());
    assert_eq!(early.promises["first_response"].stopped_at, None);
    let stated = PromiseDocument { due_at: text("2026-03-03T00:00:00Z"), ..PromiseDocument::default() };
    let with =
        TicketFactsDocument { promises: [("resolution".to_owned(), stated.clone())].into(), ..facts.clone() };
    assert_eq!(promised(policy, &with, as_of).promises["resolution"], stated);
    let withdrawn = TicketFactsDocument { outcome: text("withdrawn"), ..facts.clone() };
    assert!(!promised(policy, &withdrawn, as_of).promises.contains_key("resolution"));
    let unknown = TicketFactsDocument { created_at: text("yesterday"), ..facts };
    assert_eq!(promised(policy, &unknown, as_of), unknown);
}
