//! Openings and closings: the edges of open time and the periods between them.

use serde::{Deserialize, Serialize};

use super::WorkingCalendar;
use super::working::first_day;
use crate::time::{DAY_MICROS, Instant, Span};

/// An edge of open time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Transition {
    /// The instant from which the new state holds.
    pub at: Instant,
    /// What begins there.
    pub kind: TransitionKind,
}

/// What begins at an edge of open time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::exhaustive_enums, reason = "an edge either opens or closes")]
pub enum TransitionKind {
    /// Open time begins.
    Open,
    /// Closed time begins.
    Close,
}

/// An open interval `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first open instant.
    pub from: Instant,
    /// The first closed instant after it, or where the question ends.
    pub to: Instant,
}

impl Period {
    /// The length of the period.
    #[must_use]
    pub const fn length(self) -> Span {
        self.to.since(self.from)
    }
}

impl WorkingCalendar {
    /// The first open instant at or after `at`, or `None` where the calendar never opens again.
    #[must_use]
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        let after = self.after_open(self.open_before(at.micros()).checked_add(1)?)?;
        Instant::checked(after.micros().checked_sub(1)?)
    }

    /// The first closing after `at`: of the period that is open at `at`, else of the next one. `None` where there is none.
    #[must_use]
    pub fn next_close(&self, at: Instant) -> Option<Instant> {
        self.next_closed(self.next_open(at)?)
    }

    /// The last closing: `at` itself where the time just before it is open, else the closing before. `None` where there is
    /// none.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Instant, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("09:00", "17:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let sunday = "2026-03-29T12:00:00Z".parse()?;
    /// assert_eq!(calendar.previous_close(sunday), Some("2026-03-27T17:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn previous_close(&self, at: Instant) -> Option<Instant> {
        let open = self.open_before(at.micros());
        if open <= self.open_before(Instant::MIN.micros()) {
            return None;
        }
        self.after_open(open)
    }

    /// The next edge after `at`, or `None` where the state never changes again.
    #[must_use]
    pub fn next_transition(&self, at: Instant) -> Option<Transition> {
        if self.is_open(at) {
            return Some(Transition { at: self.next_closed(at)?, kind: TransitionKind::Close });
        }
        Some(Transition { at: self.next_open(at)?, kind: TransitionKind::Open })
    }

    /// The last edge at or before `at`, or `None` where the state never changed before.
    #[must_use]
    pub fn last_transition(&self, at: Instant) -> Option<Transition> {
        if self.is_open(at) {
            return Some(Transition { at: self.opening_of(at)?, kind: TransitionKind::Open });
        }
        Some(Transition { at: self.previous_close(at)?, kind: TransitionKind::Close })
    }

    /// The open periods from `at` on, the first one clipped at `at`.
    ///
    /// The iterator ends where the calendar never opens again; a calendar that never closes gives one period that ends with
    /// the year 9999.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Instant, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("09:00", "17:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let friday: Instant = "2026-03-27T16:00:00Z".parse()?;
    /// let next_two: Vec<_> = calendar.periods_after(friday).take(2).map(|period| period.to.to_string()).collect();
    /// assert_eq!(next_two, ["2026-03-27T17:00:00Z", "2026-03-30T17:00:00Z"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn periods_after(&self, at: Instant) -> impl Iterator<Item = Period> + '_ {
        let mut cursor = Some(at);
        core::iter::from_fn(move || {
            let from = self.next_open(cursor.take()?)?;
            match self.next_closed(from) {
                Some(to) => {
                    cursor = Some(to);
                    Some(Period { from, to })
                }
                None => (from < Instant::MAX).then_some(Period { from, to: Instant::MAX }),
            }
        })
    }

    /// The open periods before `at`, latest first, the first one clipped at `at`.
    pub fn periods_before(&self, at: Instant) -> impl Iterator<Item = Period> + '_ {
        let mut cursor = Some(at);
        core::iter::from_fn(move || {
            let to = self.previous_close(cursor.take()?)?;
            let last_open = Instant::checked(to.micros().checked_sub(1)?)?;
            match self.opening_of(last_open) {
                Some(from) => {
                    cursor = Some(from);
                    Some(Period { from, to })
                }
                None => Some(Period { from: Instant::MIN, to }),
            }
        })
    }

    /// The first closed instant at or after `at`.
    fn next_closed(&self, at: Instant) -> Option<Instant> {
        if self.is_round_the_clock() {
            return None;
        }
        let after = self.after_closed(self.closed_before(at.micros()).checked_add(1)?, at)?;
        Instant::checked(after.micros().checked_sub(1)?)
    }

    /// The first instant of the open period that `at` lies in.
    fn opening_of(&self, at: Instant) -> Option<Instant> {
        let closed = self.closed_before(at.micros());
        if self.is_round_the_clock() || closed <= self.closed_before(Instant::MIN.micros()) {
            return None;
        }
        self.after_closed(closed, at)
    }

    fn closed_before(&self, at: i64) -> i64 {
        at.wrapping_sub(self.open_before(at))
    }

    /// The first instant before which `closed` microseconds are closed; `near` is where the search starts.
    fn after_closed(&self, closed: i64, near: Instant) -> Option<Instant> {
        let reached =
            |day: i64| self.closed_before(day.saturating_add(1).saturating_mul(DAY_MICROS)) >= closed;
        let day = self.day_near(near.micros().div_euclid(DAY_MICROS), reached)?;
        let start = day.saturating_mul(DAY_MICROS);
        let left = closed.checked_sub(self.closed_before(start))?;
        let tod = if left <= 0 { 0 } else { self.with_utc_day(day, |pattern| pattern.after_closed(left))? };
        Instant::checked(start.checked_add(tod)?)
    }

    /// The first day for which `reached` holds, sought in steps that double from `near`.
    fn day_near(&self, near: i64, reached: impl Fn(i64) -> bool) -> Option<i64> {
        let (first, last) = self.all_days();
        let mut step = 1_i64;
        if reached(near) {
            let mut high = near;
            loop {
                let low = near.saturating_sub(step).max(first);
                if low == first || !reached(low) {
                    return first_day((low, high), reached);
                }
                high = low;
                step = step.saturating_mul(2);
            }
        }
        let mut low = near;
        loop {
            let high = near.saturating_add(step).min(last);
            if high == last || reached(high) {
                return first_day((low, high), reached);
            }
            low = high;
            step = step.saturating_mul(2);
        }
    }
}
