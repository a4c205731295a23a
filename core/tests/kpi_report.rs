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
use aftersales::report::{KpiReport, Language};
use aftersales::time::{Instant, Span, ZoneRules};
use aftersales::wire::{
    FigureDetailDocument, KpiFindingDocument, KpiReportDocument, PromiseDocument, TicketFactsDocument,
    read_document,
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
    assert_eq!(&read, report.document());
    assert_eq!(KpiReport::from(read).text(Language::English), report.text(Language::English));
    let summary = &report.document().summary;
    let resolution = summary.iter().find(|figure| figure.name == "resolution").unwrap();
    assert_eq!(resolution.value, 20.0 * 3_600.0);
    let Some(FigureDetailDocument::Distribution { running, .. }) = resolution.detail else { panic!() };
    assert_eq!(resolution.denominator + running, 88);
    assert_eq!(report.document().rejected_rows, 1);
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
