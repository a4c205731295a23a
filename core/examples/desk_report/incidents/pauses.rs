//! Why resolution clocks stood still, and for how long.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::sla::{Activity, SlaPolicy};
use aftersales::time::{Instant, Span};
use serde::Serialize;

use super::{Case, RESOLUTION};
use crate::figures::hours;
use crate::read::ReportError;

/// One reason for pauses.
#[derive(Debug, Serialize)]
pub(crate) struct Pause {
    pub(crate) reason: String,
    pub(crate) incidents: usize,
    pub(crate) pauses: usize,
    /// Open time of the promise's calendar.
    pub(crate) working_hours: f64,
    pub(crate) calendar_hours: f64,
}

#[derive(Default)]
struct Total {
    incidents: BTreeSet<usize>,
    pauses: usize,
    working: i64,
    calendar: i64,
}

/// The pauses by reason, as the clocks explain them.
pub(super) fn pauses(cases: &[Case], policy: &SlaPolicy, now: Instant) -> Result<Vec<Pause>, ReportError> {
    let mut totals: BTreeMap<String, Total> = BTreeMap::new();
    for (position, case) in cases.iter().enumerate() {
        let Some(reading) = case.reading(RESOLUTION) else { continue };
        let explained = case.clocks.explain(&reading.metric, now).map_err(|error| case.refused(error))?;
        let Some(explanation) = explained else { continue };
        let calendar = policy.calendar(explanation.calendar.as_str());
        let paused = explanation.segments.iter().filter(|segment| segment.activity == Activity::Paused);
        for segment in paused {
            let working = calendar.map_or(0, |calendar| calendar.elapsed(segment.from, segment.to).micros());
            for reason in &segment.reasons {
                let total = totals.entry(reason.to_string()).or_default();
                total.incidents.insert(position);
                total.pauses += 1;
                total.working += working;
                total.calendar += segment.to.since(segment.from).micros();
            }
        }
    }
    let row = |(reason, total): (String, Total)| Pause {
        reason,
        incidents: total.incidents.len(),
        pauses: total.pauses,
        working_hours: hours(Span::from_micros(total.working)),
        calendar_hours: hours(Span::from_micros(total.calendar)),
    };
    Ok(totals.into_iter().map(row).collect())
}
