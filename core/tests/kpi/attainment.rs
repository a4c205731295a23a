use std::collections::BTreeMap;

use aftersales::kpi::{Detail, FigureDefinition, Measure, Readings, Stamp};
use aftersales::wire::{PromiseDocument, TicketFactsDocument};

use crate::{define, figures, scope, ticket};

fn attainment() -> FigureDefinition {
    define(
        "attainment",
        Measure::Attainment { metric: "resolution".parse().unwrap(), stop: Stamp::Completed },
    )
}

fn promised(number: &str, due: &str, stopped: Option<&str>) -> TicketFactsDocument {
    let instant = |text: &str| format!("2026-{text}:00Z");
    let promise = PromiseDocument {
        due_at: Some(instant(due)),
        stopped_at: stopped.map(instant),
        ..PromiseDocument::default()
    };
    TicketFactsDocument {
        promises: BTreeMap::from([("resolution".to_owned(), promise)]),
        ..ticket(number, "02T09:00", None)
    }
}

fn readings(rows: &[TicketFactsDocument]) -> Readings {
    let figures = figures(vec![attainment()], rows, scope());
    let Detail::Readings(readings) = figures.figures()[0].detail else { panic!() };
    readings
}

/// One desk, three numbers: two in three of the closed, two in four of those due, two in five of all.
#[test]
fn the_three_readings_differ_by_the_open_tickets() {
    let rows = [
        promised("TS-1", "03-10T09:00", Some("03-10T09:00")),
        promised("TS-2", "03-10T09:00", Some("03-09T09:00")),
        promised("TS-3", "03-10T09:00", Some("03-11T09:00")),
        promised("TS-4", "03-10T09:00", None),
        promised("TS-5", "04-10T09:00", None),
        ticket("TS-6", "02T09:00", None),
    ];
    let readings = readings(&rows);
    let shown = [readings.of_closed, readings.of_due, readings.of_all];
    assert_eq!(shown.map(|share| (share.successes(), share.n())), [(2, 3), (2, 4), (2, 5)]);
}

#[test]
fn a_promise_in_the_policys_own_time_is_judged_in_it() {
    let own_time = |number, consumed_us, stopped: bool| {
        let mut row = promised(number, "03-10T09:00", stopped.then_some("03-20T09:00"));
        let promise = row.promises.get_mut("resolution").unwrap();
        (promise.target_us, promise.consumed_us) = (Some(1_000), Some(consumed_us));
        row
    };
    // Stopped long after the due instant, but the clock was paused in between.
    let kept = readings(&[own_time("TS-1", 1_000, true)]);
    assert_eq!(kept.of_closed.successes(), 1);
    let missed = readings(&[own_time("TS-1", 1_001, true)]);
    assert_eq!(missed.of_closed.successes(), 0);
}

#[test]
fn a_breach_that_the_present_reading_forgives_is_told() {
    let mut row = promised("TS-1", "03-10T09:00", Some("03-10T08:00"));
    row.promises.get_mut("resolution").unwrap().breached_at = Some("2026-03-05T09:00:00Z".to_owned());
    let readings = readings(&[row]);
    assert_eq!((readings.of_closed.successes(), readings.breached_once), (1, 1));
}
