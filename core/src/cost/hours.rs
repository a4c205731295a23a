//! A job's time by the hours in which it lies.

use super::words::WorkHours;
use crate::calendar::WorkingCalendar;
use crate::time::{Date, Instant, MICROS, Span, TimeOfDay};

/// Seconds by [`WorkHours`] of work that begins at `at` and goes on without a break.
///
/// Open time is regular. The rest belongs to the local date on which it lies: after hours where a shift starts on that date,
/// else holiday or rest day. A part of a second at the start is left out. Takes a step for each date.
pub(super) fn split(calendar: &WorkingCalendar, at: Instant, seconds: i64) -> [i64; WorkHours::ALL.len()] {
    let mut result = [0; WorkHours::ALL.len()];
    let mut add = |hours: WorkHours, seconds: i64| {
        if let Some(sum) = result.get_mut(hours as usize) {
            *sum = seconds.saturating_add(*sum);
        }
    };
    let mut from = at.micros().div_euclid(MICROS);
    let end = from.saturating_add(seconds);
    while from < end {
        let start = Instant::from_seconds(from).unwrap_or(Instant::MAX);
        let (date, _) = calendar.local(start);
        let until =
            next_midnight(calendar, date).map_or(end, |midnight| midnight.clamp(from.saturating_add(1), end));
        let open =
            Instant::from_seconds(until).map_or(Span::ZERO, |stop| calendar.elapsed(start, stop)).seconds();
        let closed = until.saturating_sub(from).saturating_sub(open);
        add(WorkHours::Regular, open);
        add(closed_hours(calendar, date), closed);
        from = until;
    }
    result
}

fn closed_hours(calendar: &WorkingCalendar, date: Date) -> WorkHours {
    if calendar.is_working_day(date) {
        WorkHours::AfterHours
    } else if calendar.is_holiday(date) {
        WorkHours::Holiday
    } else {
        WorkHours::RestDay
    }
}

/// The start of the next date, in seconds.
fn next_midnight(calendar: &WorkingCalendar, date: Date) -> Option<i64> {
    let next = Date::new(date.days().checked_add(1)?)?;
    let midnight = calendar.zone().local_to_instant(next, TimeOfDay::MIDNIGHT)?;
    Some(midnight.micros().div_euclid(MICROS))
}
