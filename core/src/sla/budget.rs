//! Targets, and what becomes of them when a clock starts.

use crate::calendar::WorkingCalendar;
use crate::time::{Date, Instant, Span};
use crate::vocabulary::Name;

/// How long a promise runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Microseconds of open time, at least one.
    OpenTime(i64),
    /// Working days, at least one.
    WorkingDays { days: i32, end: DayEnd },
    /// Days of the calendar, at least one.
    CalendarDays(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayEnd {
    SameTime,
    LastClose,
}

/// A calendar with the round-the-clock calendar of its zone, on which days of the calendar run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Calendars {
    pub(super) name: Name,
    pub(super) working: WorkingCalendar,
    pub(super) round_the_clock: WorkingCalendar,
}

/// A target in open time, made when the clock starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Budget {
    /// Microseconds of open time.
    pub(super) amount: i64,
    /// Which of the instants with the same open time behind them is the due one.
    pub(super) edge: Edge,
    /// The calendar that it runs on.
    pub(super) calendar: WorkingCalendar,
}

/// Where a budget that ends between two shifts falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// At the closing before.
    Closing,
    /// At the opening after: a target of working days that ends there.
    Opening,
}

impl Target {
    /// When this target ends without a pause for a clock that starts at `from`: the second half of
    /// [`Target::budget`], without the first.
    pub(super) fn end(self, from: Instant, calendars: &Calendars) -> Option<Instant> {
        let working = &calendars.working;
        match self {
            Self::OpenTime(amount) => working.deadline(from, Span::from_micros(amount)),
            Self::WorkingDays { days, end } => working_days_due(working, from, days, end),
            Self::CalendarDays(days) => calendar_days_due(working, from, days),
        }
    }

    /// The budget of this target for a clock that starts at `from`, with the instant it would end without a pause: none where
    /// the calendar has not that much open time before the year 10000.
    ///
    /// `None` for days that the calendar does not have.
    pub(super) fn budget(self, from: Instant, calendars: &Calendars) -> Option<(Budget, Option<Instant>)> {
        let working = &calendars.working;
        let (due, calendar) = match self {
            Self::OpenTime(amount) => {
                let due = working.deadline(from, Span::from_micros(amount));
                let budget = Budget { amount, edge: Edge::Closing, calendar: working.clone() };
                return Some((budget, due));
            }
            Self::WorkingDays { days, end } => (working_days_due(working, from, days, end)?, working),
            Self::CalendarDays(days) => (calendar_days_due(working, from, days)?, &calendars.round_the_clock),
        };
        let open_time = calendar.elapsed(from, due);
        // Only where closed time lies before the due instant does the edge make a difference.
        let closing = calendar.deadline(from, open_time) == Some(due);
        let edge = if closing { Edge::Closing } else { Edge::Opening };
        Some((Budget { amount: open_time.micros(), edge, calendar: calendar.clone() }, Some(due)))
    }
}

/// The instant `days` working days after `from`, which first moves into open time (the rule that a city's production stamps
/// follow); a time of day past the day's last closing ends there.
fn working_days_due(calendar: &WorkingCalendar, from: Instant, days: i32, end: DayEnd) -> Option<Instant> {
    let from = calendar.next_open(from)?;
    let same_time = calendar.same_time_on_working_date(from, days)?;
    match end {
        DayEnd::LastClose => last_close(calendar, same_time),
        DayEnd::SameTime => into_open_time(calendar, same_time),
    }
}

/// The instant `days` working days after (before) a due instant, at its time of day; a closing edge stays one.
pub(super) fn working_days_from_due(calendar: &WorkingCalendar, due: Instant, days: i32) -> Option<Instant> {
    let same_time = calendar.same_time_on_working_date(due, days)?;
    if calendar.previous_close(same_time) == Some(same_time) {
        return Some(same_time);
    }
    into_open_time(calendar, same_time)
}

/// Forward to the next opening, but not beyond the date's last closing.
fn into_open_time(calendar: &WorkingCalendar, at: Instant) -> Option<Instant> {
    let open = calendar.next_open(at);
    last_close(calendar, at).filter(|&close| open.is_none_or(|open| close < open)).or(open)
}

fn last_close(calendar: &WorkingCalendar, at: Instant) -> Option<Instant> {
    let (date, _) = calendar.local(at);
    calendar.last_close_of(date)
}

fn calendar_days_due(calendar: &WorkingCalendar, from: Instant, days: i32) -> Option<Instant> {
    let (date, _) = calendar.local(from);
    let date = Date::new(date.days().checked_add(i64::from(days))?)?;
    calendar.same_time_on(from, date)
}
