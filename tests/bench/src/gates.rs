//! What must hold, and what is aimed at.

use serde::Serialize;

use crate::contenders::{Aftersales, Contender, PrefixSums, UleHours};
use crate::race::{COLUMN_ROWS, Entry, Operation};
use crate::statistics::{self, DDSKETCH};
use crate::workload::SPANS;
use crate::{clock_events, estimates};

/// One condition with what was seen.
#[derive(Debug, Serialize)]
pub(crate) struct Gate {
    pub(crate) name: String,
    pub(crate) wanted: String,
    pub(crate) seen: String,
    pub(crate) passed: bool,
}

/// One aim with what was seen; a missed aim fails nothing.
#[derive(Debug, Serialize)]
pub(crate) struct Aim {
    pub(crate) name: &'static str,
    pub(crate) wanted: String,
    /// `None` where nothing measures it yet.
    pub(crate) seen: Option<String>,
    pub(crate) reached: bool,
}

/// The entry of a contender at an operation.
pub(crate) fn find<'a>(entries: &'a [Entry], operation: Operation, contender: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.operation == operation && entry.contender == contender)
}

/// All gates, from medians over the same rounds.
pub(crate) fn gates(entries: &[Entry]) -> Vec<Gate> {
    let median = |operation, contender| {
        find(entries, operation, contender).expect("all contenders of a gate are in the race").median()
    };
    let ours = |operation| median(operation, Aftersales::NAME);
    let mut gates = Vec::new();

    let flat = ours(Operation::Elapsed(365)) / ours(Operation::Elapsed(1));
    gates.push(Gate {
        name: "flat in the span: elapsed 365 d / 1 d".to_owned(),
        wanted: "<= 1.3".to_owned(),
        seen: format!("{flat:.2}"),
        passed: flat <= 1.3,
    });

    for (operation, least) in [(Operation::Elapsed(365), 1_000.0), (Operation::Deadline, 50.0)] {
        let times = median(operation, UleHours::NAME) / ours(operation);
        gates.push(Gate {
            name: format!("{operation}, times as quick as {}", UleHours::NAME),
            wanted: format!(">= {least}"),
            seen: format!("{times:.0}"),
            passed: times >= least,
        });
    }

    for operation in SPANS.map(Operation::Elapsed).into_iter().chain([Operation::Deadline]) {
        let share = ours(operation) / median(operation, PrefixSums::NAME);
        gates.push(Gate {
            name: format!("{operation}, ours / {}", PrefixSums::NAME),
            wanted: "<= 1".to_owned(),
            seen: format!("{share:.2}"),
            passed: share <= 1.0,
        });
    }

    let row = ours(Operation::ElapsedColumns(30, COLUMN_ROWS));
    let (million_rows, times) = (1e3 / row, ours(Operation::Elapsed(30)) / row);
    gates.push(Gate {
        name: format!("elapsed_columns of {COLUMN_ROWS} rows"),
        wanted: ">= 100 M rows/s or >= 3 times the scalar".to_owned(),
        seen: format!("{million_rows:.0} M rows/s, {times:.2} times"),
        passed: million_rows >= 100.0 || times >= 3.0,
    });

    let times = median(Operation::SketchUpdate, DDSKETCH) / ours(Operation::SketchUpdate);
    gates.push(Gate {
        name: format!("sketch update, times as quick as {DDSKETCH}"),
        wanted: ">= 1".to_owned(),
        seen: format!("{times:.1}"),
        passed: times >= 1.0,
    });
    gates
}

/// All aims.
pub(crate) fn aims(entries: &[Entry]) -> Vec<Aim> {
    let ours = |operation| find(entries, operation, Aftersales::NAME).map(Entry::median);
    let within = |name, operation, most: f64, unit: f64, suffix: &str| {
        let seen = ours(operation);
        Aim {
            name,
            wanted: format!("<= {} {suffix}", most / unit),
            seen: seen.map(|seen| format!("{:.2} {suffix}", seen / unit)),
            reached: seen.is_some_and(|seen| seen <= most),
        }
    };
    let at_least = |name, operation, least: f64| {
        let seen = ours(operation).map(|row| 1e9 / row);
        Aim {
            name,
            wanted: format!(">= {} M/s", least / 1e6),
            seen: seen.map(|seen| format!("{:.2} M/s", seen / 1e6)),
            reached: seen.is_some_and(|seen| seen >= least),
        }
    };
    vec![
        within("elapsed over 30 d", Operation::Elapsed(30), 20.0, 1.0, "ns"),
        within("deadline", Operation::Deadline, 30.0, 1.0, "ns"),
        within("compile", Operation::Compile, 2e6, 1e6, "ms"),
        within(
            "estimate of ten lines, two payers, two taxes",
            Operation::Estimate,
            estimates::AIM_NS,
            1e3,
            "µs",
        ),
        at_least("clock events on one core", Operation::ClockEvent, clock_events::AIM_PER_SECOND),
        at_least("sketch updates on one core", Operation::SketchUpdate, statistics::AIM_PER_SECOND),
        within(
            "Kaplan-Meier curve of a million",
            Operation::KaplanMeier,
            statistics::AIM_PER_DURATION,
            1.0,
            "ns a duration",
        ),
    ]
}
