//! Attainment, and response and resolution times.

use std::collections::BTreeMap;

use aftersales::sla::{Outcome, SlaPolicy};
use aftersales::time::{Instant, Span};
use aftersales::vocabulary::Priority;
use aftersales::wire::{SelectorEntryDocument, SlaDocument, TargetDocument};
use serde::Serialize;

use super::{Case, FIRST_RESPONSE, OFFICE, Promise, RESOLUTION};
use crate::figures::{Distribution, Share, hours};

/// How many promises of one metric were kept, by the priority on the incident's last event.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Attainment {
    pub(crate) metric: &'static str,
    /// `P1` to `P4`, or `all`.
    pub(crate) priority: String,
    pub(crate) incidents: usize,
    /// Stopped within the target.
    pub(crate) met: usize,
    /// Stopped after the target, or open and beyond it.
    pub(crate) missed: usize,
    /// Those of the missed that are open.
    pub(crate) missed_open: usize,
    /// Open within the target: neither met nor missed.
    pub(crate) open: usize,
}

/// How long stopped clocks took.
#[derive(Debug, Serialize)]
pub(crate) struct Times {
    pub(crate) metric: &'static str,
    /// `P1` to `P4`, or `all`.
    pub(crate) priority: String,
    /// Open time of the promise's calendar, without pauses.
    pub(crate) working: Option<Distribution>,
    /// From opening to stop by the wall clock.
    pub(crate) calendar: Option<Distribution>,
}

/// The log's own stamps, without clocks.
#[derive(Debug, Serialize)]
pub(crate) struct LogTimes {
    /// `opened_at` to the stamp of the first event whose state is not New; negative for stamps before the opening.
    pub(crate) first_response: Option<Distribution>,
    /// `opened_at` to `resolved_at` in working time, waits included; incidents without the stamp are left out.
    pub(crate) resolved_working: Option<Distribution>,
    /// The same by the wall clock.
    pub(crate) resolved: Option<Distribution>,
    /// `opened_at` to `closed_at`.
    pub(crate) closed: Option<Distribution>,
    /// `resolved_at` to `closed_at`.
    pub(crate) close_lag: Option<Distribution>,
}

/// The policy's lines, readable.
pub(super) fn promises(document: &SlaDocument) -> Vec<Promise> {
    let line = |entry: &SelectorEntryDocument| {
        let SelectorEntryDocument::Set { when, calendar, targets } = entry else { return None };
        let target = |metric: &str| targets.get(metric).map(target_text).unwrap_or_default();
        Some(Promise {
            priorities: when.priority.clone(),
            calendar: calendar.clone().unwrap_or_else(|| document.default_calendar.clone()),
            first_response: target(FIRST_RESPONSE),
            resolution: target(RESOLUTION),
        })
    };
    document.selector.iter().filter_map(line).collect()
}

fn target_text(target: &TargetDocument) -> String {
    match target {
        TargetDocument::OpenTime { duration: Some(duration), .. } => {
            let text = duration.trim_start_matches("PT");
            text.replace('H', " h").replace('M', " min").replace('S', " s")
        }
        TargetDocument::OpenTime { seconds, .. } => {
            Span::from_seconds(seconds.unwrap_or_default()).to_string()
        }
        TargetDocument::WorkingDays { days, .. } => format!("{days} working days"),
        TargetDocument::CalendarDays { days } => format!("{days} days"),
        _ => String::new(),
    }
}

/// `P1` to `P4`, each with its cases, and `all`.
fn by_priority(cases: &[Case]) -> Vec<(String, Vec<&Case>)> {
    let of =
        |priority: Priority| cases.iter().filter(move |case| case.incident.priority == priority).collect();
    let graded = Priority::ALL.iter().map(|&priority| (priority.to_string(), of(priority)));
    graded.chain([("all".to_owned(), cases.iter().collect())]).collect()
}

pub(super) fn attainment(cases: &[Case]) -> Vec<Attainment> {
    let mut rows = Vec::new();
    for metric in [FIRST_RESPONSE, RESOLUTION] {
        for (priority, cases) in by_priority(cases) {
            let mut row = Attainment { metric, priority, ..Attainment::default() };
            for reading in cases.iter().filter_map(|case| case.reading(metric)) {
                row.incidents += 1;
                match reading.outcome {
                    Some(Outcome::Missed(_)) => row.missed += 1,
                    Some(_) => row.met += 1,
                    None if reading.breached_at.is_some() => {
                        row.missed += 1;
                        row.missed_open += 1;
                    }
                    None => row.open += 1,
                }
            }
            rows.push(row);
        }
    }
    rows
}

impl Attainment {
    /// Met out of met and missed.
    pub(crate) fn share(&self) -> Share {
        Share { count: self.met, of: self.met + self.missed }
    }
}

pub(super) fn times(cases: &[Case]) -> Vec<Times> {
    let mut rows = Vec::new();
    for metric in [FIRST_RESPONSE, RESOLUTION] {
        for (priority, cases) in by_priority(cases) {
            let readings = cases.iter().filter_map(|case| case.reading(metric));
            let stopped: Vec<_> =
                readings.filter_map(|reading| Some((reading, reading.stopped_at?))).collect();
            let working = stopped.iter().map(|(reading, _)| hours(reading.consumed)).collect();
            let calendar = stopped.iter().map(|(reading, at)| hours(at.since(reading.started_at))).collect();
            rows.push(Times {
                metric,
                priority,
                working: Distribution::of(working),
                calendar: Distribution::of(calendar),
            });
        }
    }
    rows
}

pub(super) fn log_times(cases: &[Case], policy: &SlaPolicy) -> BTreeMap<String, LogTimes> {
    let office = policy.calendar(OFFICE);
    let groups = by_priority(cases).into_iter().map(|(priority, cases)| {
        let lengths = |length: &dyn Fn(&Case) -> Option<Span>| {
            Distribution::of(cases.iter().filter_map(|case| length(case)).map(hours).collect())
        };
        let from_opening = |case: &Case, to: Instant| to.since(case.incident.opened_at);
        let times = LogTimes {
            first_response: lengths(&|case| Some(from_opening(case, case.incident.first_not_new_at?))),
            resolved_working: lengths(&|case| {
                Some(office?.elapsed(case.incident.opened_at, case.incident.resolved_at?))
            }),
            resolved: lengths(&|case| Some(from_opening(case, case.incident.resolved_at?))),
            closed: lengths(&|case| Some(from_opening(case, case.incident.closed_at))),
            close_lag: lengths(&|case| Some(case.incident.closed_at.since(case.incident.resolved_at?))),
        };
        (priority, times)
    });
    groups.collect()
}
