//! The desk's board on one morning of the log.

use std::collections::BTreeMap;

use aftersales::sla::{EventKind, ReadingState, TicketClocks, read_board};
use aftersales::time::{Instant, Span};
use serde::Serialize;

use super::{Case, RESOLUTION};
use crate::read::{ReportError, clocks_error};

const A_DAY: Span = Span::from_seconds(86_400);

/// The unresolved incidents of one priority.
#[derive(Debug, Default, Serialize)]
pub(crate) struct BoardRow {
    /// The priority at that instant: `P1` to `P4`, or `all`.
    pub(crate) priority: String,
    pub(crate) unresolved: usize,
    /// Beyond the target for resolution.
    pub(crate) late: usize,
    /// Within the target, waiting.
    pub(crate) paused: usize,
    /// Within the target, running, and due within 24 hours of the wall clock.
    pub(crate) due_within_a_day: usize,
    /// Still without a first response.
    pub(crate) unanswered: usize,
}

/// The board at `now`: the incidents that had begun and were not resolved, with what was known of them then.
pub(super) fn board(cases: &[Case], now: Instant) -> Result<Vec<BoardRow>, ReportError> {
    let mut open = Vec::new();
    let mut priorities = Vec::new();
    for case in cases {
        let known: Vec<_> = case.clocks.events().iter().take_while(|event| event.at <= now).collect();
        let ends =
            known.iter().rev().find(|event| matches!(event.kind, EventKind::Stopped | EventKind::Reopened));
        if known.is_empty() || ends.is_some_and(|event| matches!(event.kind, EventKind::Stopped)) {
            continue;
        }
        let mut clocks = TicketClocks::new(case.clocks.policy().clone());
        let mut priority = None;
        for event in known {
            if let EventKind::Started(inputs) | EventKind::InputsChanged(inputs) = &event.kind {
                priority = inputs.priority;
            }
            clocks.apply(event.clone()).map_err(|error| case.refused(error))?;
        }
        open.push(clocks);
        priorities.push(priority.map(|priority| priority.to_string()).unwrap_or_default());
    }
    let board = read_board(&open, now).map_err(|error| clocks_error("the board", error))?;
    let mut rows: BTreeMap<String, BoardRow> = BTreeMap::new();
    for (priority, clocks) in priorities.iter().zip(&board.rows) {
        for name in [priority.as_str(), "all"] {
            let row = rows.entry(name.to_owned()).or_default();
            row.priority = name.to_owned();
            row.unresolved += 1;
            for reading in &clocks.readings {
                if reading.metric.as_str() != RESOLUTION {
                    row.unanswered += usize::from(reading.stopped_at.is_none());
                } else if reading.breached_at.is_some() {
                    row.late += 1;
                } else if reading.state == ReadingState::Paused {
                    row.paused += 1;
                } else {
                    let soon = reading.due.is_some_and(|due| due.since(now) <= A_DAY);
                    row.due_within_a_day += usize::from(soon);
                }
            }
        }
    }
    Ok(rows.into_values().collect())
}
