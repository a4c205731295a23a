//! The place of the SLA clocks in the race: events a second on one core, against an aim of two million.
//!
//! Nothing is measured here yet, and the aims say so.

use crate::race::Entry;

/// Events a second on one core that are aimed at.
pub(crate) const AIM_PER_SECOND: f64 = 2e6;

/// The entry of [`crate::race::Operation::ClockEvent`]: one row is one event that a clock takes and re-reads.
pub(crate) fn entry() -> Option<Entry> {
    None
}
