//! How long a ticket can be taken up again, and how long a new report counts as rework.

use super::gates::GatesPolicy;
use super::{Phase, TicketState};
use crate::time::Instant;

pub(super) enum Reopening {
    Possible,
    /// The window ended at this instant, which still belonged to it.
    Over(Instant),
    Never,
}

/// From verifying always, from closed within the window of the policy (domain fact CL-4).
pub(super) fn may_reopen(state: &TicketState, gates: &GatesPolicy, at: Instant) -> Reopening {
    if state.phase.phase != Phase::Closed {
        return Reopening::Possible;
    }
    let Some(window) = &gates.reopening_window else { return Reopening::Never };
    match window.end(state.phase.closed_at.unwrap_or(state.phase.since)) {
        Some(until) if at > until => Reopening::Over(until),
        _ => Reopening::Possible,
    }
}

/// The last instant at which a report of the same problem counts as rework of a ticket that was completed then (domain fact
/// CL-6); `None` where the policy knows no rework.
pub(super) fn rework_until(gates: &GatesPolicy, completed_at: Instant) -> Option<Instant> {
    gates.rework_window.as_ref().map(|window| window.end(completed_at).unwrap_or(Instant::MAX))
}
