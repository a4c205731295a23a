//! Openings and closings.

use aftersales::calendar::{Period, Transition, TransitionKind};
use aftersales::time::Instant;

use crate::error::Answer;
use crate::{Count, WorkingCalendar};

/// An edge of open time.
#[uniffi::remote(Record)]
pub struct Transition {
    /// The instant from which the new state holds.
    pub at: Instant,
    /// What begins there.
    pub kind: TransitionKind,
}

/// What begins at an edge of open time.
#[uniffi::remote(Enum)]
pub enum TransitionKind {
    /// Open time begins.
    Open,
    /// Closed time begins.
    Close,
}

/// An open interval, the first instant in, the last one out.
#[uniffi::remote(Record)]
pub struct Period {
    /// The first open instant.
    pub from: Instant,
    /// The first closed instant after it, or where the question ends.
    pub to: Instant,
}

#[uniffi::export]
impl WorkingCalendar {
    /// Whether the instant is open. An opening instant is, a closing instant is not.
    pub fn is_open(&self, at: Instant) -> Answer<bool> {
        Ok(self.0.is_open(at))
    }

    /// The first open instant at or after `at`.
    pub fn next_open(&self, at: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.next_open(at))
    }

    /// The first closing after `at`.
    pub fn next_close(&self, at: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.next_close(at))
    }

    /// The last closing: `at` itself where the time just before it is open, else the closing before.
    pub fn previous_close(&self, at: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.previous_close(at))
    }

    /// The first edge after `at`.
    pub fn next_transition(&self, at: Instant) -> Answer<Option<Transition>> {
        Ok(self.0.next_transition(at))
    }

    /// The last edge at or before `at`.
    pub fn last_transition(&self, at: Instant) -> Answer<Option<Transition>> {
        Ok(self.0.last_transition(at))
    }

    /// The first `count` open periods from `at` on, the first one clipped at `at`.
    pub fn periods_after(&self, at: Instant, count: Count) -> Answer<Vec<Period>> {
        Ok(self.0.periods_after(at).take(count.get()).collect())
    }

    /// The last `count` open periods before `at`, latest first, the first one clipped at `at`.
    pub fn periods_before(&self, at: Instant, count: Count) -> Answer<Vec<Period>> {
        Ok(self.0.periods_before(at).take(count.get()).collect())
    }
}
