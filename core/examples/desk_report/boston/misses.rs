//! Due stamps that the calendar does not give, and what the data proves of them.

use aftersales::calendar::WorkingCalendar;
use aftersales::sla::SlaPolicy;
use aftersales::time::{Instant, Span};
use serde::Serialize;

use super::{Request, near, policy};

/// Stamps this close to a rule were set by it: a clerk took some minutes.
const SOME_MINUTES: Span = Span::from_seconds(300);

/// A due stamp that the calendar does not give.
#[derive(Debug, Serialize)]
pub(crate) struct Miss {
    pub(crate) request: String,
    pub(crate) r#type: String,
    pub(crate) reason: Reason,
    /// Wall-clock times of the city.
    pub(crate) opened: String,
    pub(crate) published: String,
    pub(crate) recomputed: String,
}

/// What the data proves of such a stamp; in the order in which it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    SameAsOpening,
    MinutesOff,
    OtherWorkingDays,
    FromClosing,
    OutsideHours,
    WholeMinute,
    NoRuleFound,
}

impl Reason {
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::SameAsOpening => "due at the opening itself: no time was given",
            Self::MinutesOff => "two to five minutes off: past the tolerance for typed stamps",
            Self::OtherWorkingDays => "two to five working days instead of one",
            Self::FromClosing => "one working day from the closing, not from the opening",
            Self::OutsideHours => "outside working hours, where no target of one working day ends",
            Self::WholeMinute => "on a whole minute, by no rule found: entered by hand",
            Self::NoRuleFound => "by no rule found",
        }
    }
}

/// The stamps of a request that its rule does not reproduce.
pub(super) struct MissedStamp {
    pub(super) opened: Instant,
    pub(super) closed: Option<Instant>,
    pub(super) published: Instant,
    /// By the rule.
    pub(super) due: Instant,
}

impl MissedStamp {
    pub(super) fn explain(&self, request: &Request, policy: &SlaPolicy) -> Miss {
        let calendar = policy.calendar(policy::CALENDAR);
        let local = |at: Instant| {
            let (date, time) = calendar?.local(at);
            Some(format!("{date} {time}").chars().take(16).collect())
        };
        Miss {
            request: request.id.clone(),
            r#type: request.class.clone(),
            reason: calendar.map_or(Reason::NoRuleFound, |calendar| self.reason(calendar)),
            opened: local(self.opened).unwrap_or_default(),
            published: local(self.published).unwrap_or_default(),
            recomputed: local(self.due).unwrap_or_default(),
        }
    }

    fn reason(&self, calendar: &WorkingCalendar) -> Reason {
        let after = |from: Instant, days: i32| {
            calendar.next_open(from).and_then(|open| calendar.add_working_days(open, days))
        };
        let is_at = |due: Option<Instant>| due.is_some_and(|due| near(due, self.published));
        if near(self.opened, self.published) {
            Reason::SameAsOpening
        } else if self.some_minutes_from(self.due) {
            Reason::MinutesOff
        } else if (2..=5).any(|days| is_at(after(self.opened, days))) {
            Reason::OtherWorkingDays
        } else if self
            .closed
            .and_then(|closed| after(closed, 1))
            .is_some_and(|due| self.some_minutes_from(due))
        {
            Reason::FromClosing
        } else if !calendar.is_open(self.published) {
            Reason::OutsideHours
        } else if self.published.micros() % 60_000_000 == 0 {
            Reason::WholeMinute
        } else {
            Reason::NoRuleFound
        }
    }

    fn some_minutes_from(&self, due: Instant) -> bool {
        self.published.since(due) <= SOME_MINUTES && due.since(self.published) <= SOME_MINUTES
    }
}
