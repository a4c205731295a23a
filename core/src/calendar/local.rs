//! The schedule on the wall clock: which intervals of a local date are open, and the measure of open local time.

use std::collections::BTreeMap;

use super::pattern::{DayPattern, Slot};
use crate::time::{DAY_MICROS, DAY_SECONDS, MICROS, weekday_of};

/// A shift that starts on a date, in seconds after its midnight; `close` may lie in the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) open: i64,
    pub(super) close: i64,
}

/// What a document says of a single date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DatedDay {
    pub(super) shifts: Option<Vec<Shift>>,
    pub(super) holiday: bool,
    pub(super) breaks: DayPattern,
}

/// The schedule of local dates, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalSchedule {
    weekly_shifts: [Vec<Shift>; 7],
    weekly_patterns: [DayPattern; 7],
    /// Open seconds from Monday 00:00 to the start of each weekday; the last entry is the whole week.
    week_open: [i64; 8],
    /// Working dates from Monday to before each weekday; the last entry is the whole week.
    week_dates: [i64; 8],
    /// Days with an entry of their own, and those after them that it changes, in order.
    exceptions: Vec<Exception>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception {
    day: i64,
    pattern: DayPattern,
    /// Open seconds up to the end of this day beyond what the ordinary week gives.
    open_surplus: i64,
    /// Working dates up to and including this day beyond what the ordinary week gives.
    date_surplus: i64,
    /// The latest close of the shifts that start on this day, in seconds after its midnight; 0 where none does.
    last_close: i64,
    holiday: bool,
}

impl LocalSchedule {
    pub(super) fn new(weekly_shifts: [Vec<Shift>; 7], dated: BTreeMap<i64, DatedDay>) -> Self {
        let weekly_patterns = core::array::from_fn(|weekday| {
            let before = weekly_shifts.iter().cycle().nth(weekday.wrapping_add(6));
            let own = weekly_shifts.get(weekday);
            day_pattern(own.map_or(&[], Vec::as_slice), before.map_or(&[], Vec::as_slice))
        });
        let mut schedule = Self {
            week_open: running_sums(weekly_patterns.iter().map(DayPattern::total)),
            week_dates: running_sums(weekly_shifts.iter().map(|shifts| i64::from(!shifts.is_empty()))),
            weekly_shifts,
            weekly_patterns,
            exceptions: Vec::new(),
        };
        schedule.exceptions = schedule.find_exceptions(&dated);
        schedule
    }

    fn find_exceptions(&self, dated: &BTreeMap<i64, DatedDay>) -> Vec<Exception> {
        let mut days: Vec<i64> = dated.keys().flat_map(|&day| [day, day.saturating_add(1)]).collect();
        days.sort_unstable();
        days.dedup();
        let (mut open_surplus, mut date_surplus) = (0_i64, 0_i64);
        let mut exceptions = Vec::with_capacity(days.len());
        for day in days {
            let own = dated.get(&day);
            let shifts = self.shifts_starting(day, dated);
            let mut pattern = day_pattern(shifts, self.shifts_starting(day.saturating_sub(1), dated));
            if let Some(own) = own {
                pattern = pattern.without(&own.breaks);
            }
            let ordinary = self.weekly_patterns.get(weekday_of(day));
            if own.is_none() && ordinary == Some(&pattern) {
                continue;
            }
            let ordinary_date = i64::from(!self.weekly_shifts_of(day).is_empty());
            open_surplus = open_surplus
                .saturating_add(pattern.total())
                .saturating_sub(ordinary.map_or(0, DayPattern::total));
            date_surplus =
                date_surplus.saturating_add(i64::from(!shifts.is_empty())).saturating_sub(ordinary_date);
            let last_close = shifts.iter().map(|shift| shift.close).max().unwrap_or_default();
            let holiday = own.is_some_and(|own| own.holiday);
            exceptions.push(Exception { day, pattern, open_surplus, date_surplus, last_close, holiday });
        }
        exceptions.shrink_to_fit();
        exceptions
    }

    fn shifts_starting<'a>(&'a self, day: i64, dated: &'a BTreeMap<i64, DatedDay>) -> &'a [Shift] {
        match dated.get(&day) {
            Some(DatedDay { shifts: Some(shifts), .. }) => shifts,
            Some(DatedDay { holiday: true, .. }) => &[],
            _ => self.weekly_shifts_of(day),
        }
    }

    fn weekly_shifts_of(&self, day: i64) -> &[Shift] {
        self.weekly_shifts.get(weekday_of(day)).map_or(&[][..], Vec::as_slice)
    }

    fn exception(&self, day: i64) -> Option<&Exception> {
        let position = self.exceptions.binary_search_by_key(&day, |exception| exception.day).ok()?;
        self.exceptions.get(position)
    }

    pub(super) fn is_working_day(&self, day: i64) -> bool {
        self.last_close(day).is_some()
    }

    /// The last day that the document lists as a holiday.
    pub(super) fn last_holiday(&self) -> Option<i64> {
        self.exceptions.iter().rev().find(|exception| exception.holiday).map(|exception| exception.day)
    }

    pub(super) fn is_holiday(&self, day: i64) -> bool {
        self.exception(day).is_some_and(|exception| exception.holiday)
    }

    /// The latest close of the shifts that start on a date, in seconds after its midnight.
    pub(super) fn last_close(&self, day: i64) -> Option<i64> {
        match self.exception(day) {
            Some(exception) => Some(exception.last_close).filter(|&close| close > 0),
            None => self.weekly_shifts_of(day).iter().map(|shift| shift.close).max(),
        }
    }

    /// Whether every instant is open.
    pub(super) fn is_round_the_clock(&self) -> bool {
        let mut patterns =
            self.weekly_patterns.iter().chain(self.exceptions.iter().map(|each| &each.pattern));
        patterns.all(|pattern| pattern.total() == DAY_SECONDS)
    }

    /// The open intervals of a local date.
    pub(super) fn pattern(&self, day: i64) -> &DayPattern {
        static CLOSED: DayPattern = DayPattern::closed();
        match self.exception(day) {
            Some(exception) => &exception.pattern,
            None => self.weekly_patterns.get(weekday_of(day)).unwrap_or(&CLOSED),
        }
    }

    /// Days whose pattern may differ from the ordinary week, in order.
    pub(super) fn exceptional_days(&self) -> impl Iterator<Item = i64> + '_ {
        self.exceptions.iter().map(|exception| exception.day)
    }

    /// The last day with an entry of its own.
    pub(super) fn last_dated_day(&self) -> Option<i64> {
        self.exceptions.last().map(|exception| exception.day)
    }

    /// Open local microseconds before a local microsecond, counted from Monday 1969-12-29; negative before.
    pub(super) fn open_before(&self, local: i64) -> i64 {
        let (day, tod) = (local.div_euclid(DAY_MICROS), local.rem_euclid(DAY_MICROS));
        let (ordinary, surplus) =
            self.totals_before(day, &self.week_open, |exception| exception.open_surplus);
        let seconds = ordinary.wrapping_add(surplus);
        seconds.wrapping_mul(MICROS).wrapping_add(self.pattern(day).open_before(tod))
    }

    /// Working dates before a day, counted from Monday 1969-12-29; negative before.
    pub(super) fn working_dates_before(&self, day: i64) -> i64 {
        let (ordinary, surplus) =
            self.totals_before(day, &self.week_dates, |exception| exception.date_surplus);
        ordinary.wrapping_add(surplus)
    }

    fn totals_before(&self, day: i64, week: &[i64; 8], surplus: impl Fn(&Exception) -> i64) -> (i64, i64) {
        let weeks = day.wrapping_add(3).div_euclid(7);
        let in_week = week.get(weekday_of(day)).copied().unwrap_or_default();
        let ordinary = weeks.wrapping_mul(week.last().copied().unwrap_or_default()).wrapping_add(in_week);
        let later = self.exceptions.partition_point(|exception| exception.day < day);
        let last = later.checked_sub(1).and_then(|position| self.exceptions.get(position));
        (ordinary, last.map_or(0, surplus))
    }
}

/// The open intervals of a date: its own shifts up to midnight, and the tails of the shifts of the evening before.
fn day_pattern(own: &[Shift], before: &[Shift]) -> DayPattern {
    let own = own.iter().map(|shift| Slot { open: shift.open, close: shift.close });
    let tails = before.iter().map(|shift| Slot {
        open: shift.open.saturating_sub(DAY_SECONDS),
        close: shift.close.saturating_sub(DAY_SECONDS),
    });
    DayPattern::union(own.chain(tails).collect())
}

fn running_sums(values: impl Iterator<Item = i64>) -> [i64; 8] {
    let mut sum = 0_i64;
    let mut sums = [0_i64; 8];
    for (slot, value) in sums.iter_mut().skip(1).zip(values) {
        sum = sum.saturating_add(value);
        *slot = sum;
    }
    sums
}
