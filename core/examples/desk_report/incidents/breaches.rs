//! Broken promises: how many, the worst, and one step by step.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aftersales::sla::{Activity, Explanation, Outcome, Reading};
use aftersales::time::{Instant, Span};
use serde::Serialize;

use super::{Case, RESOLUTION};
use crate::read::ReportError;

const WORST: usize = 5;
/// The breach that is explained has both a pause and a reopening, and no more segments than fit a screen.
const MOST_SEGMENTS: usize = 12;

/// A promise that was broken by a long way.
#[derive(Debug, Serialize)]
pub(crate) struct WorstBreach {
    pub(crate) number: String,
    pub(crate) metric: String,
    pub(crate) priority: String,
    pub(crate) target_us: i64,
    pub(crate) consumed_us: i64,
    pub(crate) beyond_us: i64,
    pub(crate) opened_at: Instant,
    pub(crate) stopped_at: Option<Instant>,
}

/// One breach, step by step.
#[derive(Debug, Serialize)]
pub(crate) struct Explained {
    pub(crate) number: String,
    pub(crate) metric: String,
    pub(crate) priority: String,
    pub(crate) target_us: Option<i64>,
    pub(crate) target_source: Option<String>,
    pub(crate) calendar: String,
    pub(crate) calendar_revision: String,
    pub(crate) tzdb_version: String,
    pub(crate) policy_revision: String,
    pub(crate) promised_at: Instant,
    pub(crate) late_from: Option<Instant>,
    pub(crate) stopped_at: Option<Instant>,
    pub(crate) beyond_us: i64,
    pub(crate) segments: Vec<Step>,
}

/// One stretch of the clock's life.
#[derive(Debug, Serialize)]
pub(crate) struct Step {
    pub(crate) from: Instant,
    pub(crate) to: Instant,
    pub(crate) activity: &'static str,
    pub(crate) reasons: Vec<String>,
    pub(crate) counted_us: i64,
    pub(crate) total_us: i64,
}

/// Breaches by metric, and how many of them stand in the history of a promise that was kept in the end.
pub(super) fn count(cases: &[Case], now: Instant) -> Result<(BTreeMap<String, usize>, usize), ReportError> {
    let mut by_metric = BTreeMap::new();
    let mut kept = 0;
    for case in cases {
        for breach in case.clocks.breaches(now).map_err(|error| case.refused(error))? {
            let reading = case.reading(breach.metric.as_str());
            kept += usize::from(reading.is_some_and(|reading| reading.breached_at.is_none()));
            *by_metric.entry(breach.metric.to_string()).or_default() += 1;
        }
    }
    Ok((by_metric, kept))
}

/// The breaches with the most working time beyond the target, the longest first, ties in the order of the log.
pub(super) fn worst(cases: &[Case]) -> Vec<WorstBreach> {
    let broken = broken(cases).into_iter().take(WORST);
    let breach = |(beyond, case, reading): (Span, &Case, &Reading)| WorstBreach {
        number: case.incident.number.clone(),
        metric: reading.metric.to_string(),
        priority: case.incident.priority.to_string(),
        target_us: reading.target.unwrap_or_default().micros(),
        consumed_us: reading.consumed.micros(),
        beyond_us: beyond.micros(),
        opened_at: reading.started_at,
        stopped_at: reading.stopped_at,
    };
    broken.map(breach).collect()
}

/// The worst breach of a resolution that shows a pause and a reopening on one screen.
pub(super) fn explained(cases: &[Case], now: Instant) -> Result<Option<Explained>, ReportError> {
    for (beyond, case, reading) in broken(cases) {
        if reading.metric.as_str() != RESOLUTION {
            continue;
        }
        let explanation = case.clocks.explain(&reading.metric, now).map_err(|error| case.refused(error))?;
        if let Some(explanation) = explanation.filter(is_instructive) {
            return Ok(Some(Explained::of(beyond, case, reading, explanation)));
        }
    }
    Ok(None)
}

fn is_instructive(explanation: &Explanation) -> bool {
    let has = |activity| explanation.segments.iter().any(|segment| segment.activity == activity);
    explanation.segments.len() <= MOST_SEGMENTS && has(Activity::Paused) && has(Activity::Stopped)
}

/// All broken promises, the worst first.
fn broken(cases: &[Case]) -> Vec<(Span, &Case, &Reading)> {
    let readings = cases.iter().flat_map(|case| case.readings.iter().map(move |reading| (case, reading)));
    let late = readings.filter_map(|(case, reading)| match (reading.outcome, reading.remaining) {
        (Some(Outcome::Missed(by)), _) => Some((by, case, reading)),
        (None, Some(remaining)) if remaining < Span::ZERO => {
            Some((Span::ZERO.saturating_sub(remaining), case, reading))
        }
        _ => None,
    });
    let mut late: Vec<_> = late.collect();
    late.sort_by_key(|(beyond, _, _)| Reverse(*beyond));
    late
}

impl Explained {
    fn of(beyond: Span, case: &Case, reading: &Reading, explanation: Explanation) -> Self {
        let step = |segment: &aftersales::sla::Segment| Step {
            from: segment.from,
            to: segment.to,
            activity: segment.activity.as_str(),
            reasons: segment.reasons.iter().map(ToString::to_string).collect(),
            counted_us: segment.counted.micros(),
            total_us: segment.total.micros(),
        };
        Self {
            number: case.incident.number.clone(),
            metric: explanation.metric.to_string(),
            priority: case.incident.priority.to_string(),
            target_us: explanation.target.map(Span::micros),
            segments: explanation.segments.iter().map(step).collect(),
            target_source: explanation.target_source,
            calendar: explanation.calendar.to_string(),
            calendar_revision: explanation.calendar_revision,
            tzdb_version: explanation.tzdb_version,
            policy_revision: explanation.policy_revision,
            promised_at: explanation.promised_at,
            late_from: reading.late_from,
            stopped_at: reading.stopped_at,
            beyond_us: beyond.micros(),
        }
    }
}
