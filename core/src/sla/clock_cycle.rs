use super::cycle::{Cycle, StopCause};
use super::metric::LevelPoint;
use crate::time::{Instant, Span};

/// One cycle of one clock, to be asked when it comes to a point of its way: an instant behind, or one ahead if it runs on.
///
/// Given by [`TicketClocks::cycles_of`](super::TicketClocks::cycles_of). Every answer is that of the current reading.
#[derive(Debug, Clone, Copy)]
pub struct ClockCycle<'a> {
    cycle: &'a Cycle,
}

impl<'a> ClockCycle<'a> {
    pub(super) const fn new(cycle: &'a Cycle) -> Self {
        Self { cycle }
    }

    /// The cycle, counted from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.cycle.number
    }

    /// Whether the cycle no longer applies.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.cycle.stop.is_some_and(|stop| stop.cause == StopCause::Withdrawn)
    }

    /// Since when its promise is in force: its start, or the last change of target or calendar.
    #[must_use]
    pub const fn promised_at(&self) -> Instant {
        self.cycle.promise.changed_at
    }

    /// The first microsecond at which more than the target is used up; `None` where that is not known.
    #[must_use]
    pub fn late_from(&self) -> Option<Instant> {
        self.cycle.late_from()
    }

    /// When the clock comes to a point; `None` where that is not known: the clock stands still or has stopped before it, or
    /// nothing is promised.
    #[must_use]
    pub fn reaches(&self, point: LevelPoint) -> Option<Instant> {
        self.cycle.level(point)
    }

    /// When the clock has counted `amount` more than at `from`; `from` itself for nothing, `None` where that is not known.
    #[must_use]
    pub fn counts_on(&self, from: Instant, amount: Span) -> Option<Instant> {
        self.cycle.reach_from(from, amount.micros())
    }

    /// The first instant from `at` on at which the clock runs, in open time or not; `None` where that is not known. The instant
    /// at which it is paused or stopped still counts as running.
    #[must_use]
    pub fn runs_from(&self, at: Instant) -> Option<Instant> {
        self.cycle.runs_from(at)
    }
}
