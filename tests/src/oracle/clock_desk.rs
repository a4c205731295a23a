//! A calendar as a row of minutes, and the promises that are made on it.

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::{CalendarDocument, DayEndDocument, ShiftDocument, TargetDocument};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

pub(super) const MINUTE: i64 = 60_000_000;

/// A calendar minute by minute over the time that the oracle sees. Its edges lie on whole minutes.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) document: CalendarDocument,
    zone: TimeZone,
    from: i64,
    open: Vec<bool>,
}

/// Which minutes of a desk count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    Working,
    Always,
}

/// A target in whole microseconds or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    OpenTime(i64),
    WorkingDays(i32, DayEndDocument),
    CalendarDays(i32),
}

/// What a target becomes at the start of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    pub(super) amount: i64,
    pub(super) hours: Hours,
    /// Due at the opening at which the next microsecond begins to count, not at the closing before it.
    pub(super) ends_at_opening: bool,
}

impl Desk {
    pub(super) fn new(document: &CalendarDocument, from: i64, to: i64) -> Self {
        let calendar = WorkingCalendar::compile(document, &ZoneDatabase::bundled()).unwrap();
        let minutes = (to - from) / MINUTE;
        let open = (0..minutes).map(|minute| calendar.is_open(instant(from + minute * MINUTE))).collect();
        let zone = TimeZone::get(&document.time_zone).unwrap();
        Self { document: document.clone(), zone, from, open }
    }

    pub(super) fn end(&self) -> i64 {
        self.from + self.open.len() as i64 * MINUTE
    }

    /// Whether the minute that holds `at` counts.
    pub(super) fn counts(&self, hours: Hours, at: i64) -> bool {
        let minute =
            usize::try_from((at - self.from).div_euclid(MINUTE)).expect("within what the oracle sees");
        hours == Hours::Always || self.open[minute]
    }

    fn is_open(&self, at: i64) -> bool {
        self.counts(Hours::Working, at)
    }

    /// The starts of the minutes from `at`, a whole minute, to the end of what is seen.
    pub(super) fn minutes(&self, at: i64) -> impl Iterator<Item = i64> + use<> {
        (at..self.end()).step_by(MINUTE as usize)
    }

    /// The budget of a target for a clock that starts at `from`, and when it ends without a pause, if that is seen.
    pub(super) fn budget(&self, target: Target, from: i64) -> Option<(Budget, Option<i64>)> {
        let (hours, due) = match target {
            Target::OpenTime(amount) => {
                let due =
                    self.minutes(from).filter(|&at| self.is_open(at)).nth(((amount - 1) / MINUTE) as usize);
                let due = due.map(|minute| minute + (amount - 1) % MINUTE + 1);
                return Some((Budget { amount, hours: Hours::Working, ends_at_opening: false }, due));
            }
            Target::WorkingDays(days, end) => {
                let open = self.next_open(from)?;
                let same_time = self.on_working_date(open, days)?;
                let due = match end {
                    DayEndDocument::LastClose => self.last_close(same_time)?,
                    _ => self.into_open_time(same_time)?,
                };
                (Hours::Working, due)
            }
            Target::CalendarDays(days) => {
                let local = self.local(from);
                (Hours::Always, self.instant_of(local.date() + days.days(), local))
            }
        };
        let amount =
            self.minutes(from).take_while(|&at| at < due).filter(|&at| self.counts(hours, at)).count();
        let ends_at_opening = !self.counts(hours, due - 1);
        Some((Budget { amount: amount as i64 * MINUTE, hours, ends_at_opening }, Some(due)))
    }

    /// Working days after (before) a due instant: a closing stays one.
    pub(super) fn working_days_from(&self, due: i64, days: i32) -> Option<i64> {
        let at = self.on_working_date(due, days)?;
        if self.is_open(at - 1) { Some(at) } else { self.into_open_time(at) }
    }

    fn into_open_time(&self, at: i64) -> Option<i64> {
        let (open, close) = (self.next_open(at), self.last_close(at));
        match (open, close) {
            (Some(open), Some(close)) => Some(if close < open { close } else { open }),
            (open, close) => open.or(close),
        }
    }

    pub(super) fn next_open(&self, at: i64) -> Option<i64> {
        if self.is_open(at) {
            return Some(at);
        }
        self.minutes(at).find(|&minute| self.is_open(minute))
    }

    /// The first instant after `at` at which opening hours begin or end.
    pub(super) fn next_edge(&self, hours: Hours, at: i64) -> Option<i64> {
        let minute = at - (at - self.from).rem_euclid(MINUTE);
        let open = self.counts(hours, minute);
        self.minutes(minute).find(|&later| self.counts(hours, later) != open)
    }

    /// The last closing of the shifts that start on the date of `at`.
    fn last_close(&self, at: i64) -> Option<i64> {
        let date = self.local(at).date();
        let ends = self.shifts(date).iter().filter_map(|ShiftDocument(open, close)| {
            let (open, close) = (minutes_of(open), minutes_of(close));
            let close = if close < open { close + 1440 } else { close };
            (close > open).then_some(close)
        });
        let latest = date.at(0, 0, 0, 0) + ends.max()?.minutes();
        let latest = self.zone.to_ambiguous_timestamp(latest).later().unwrap().as_microsecond();
        let mut close = latest;
        while close > self.from && !self.is_open(close - MINUTE) {
            close -= MINUTE;
        }
        (close > self.from).then_some(close)
    }

    /// The same wall-clock time on the n-th working date after (before) that of `at`.
    fn on_working_date(&self, at: i64, days: i32) -> Option<i64> {
        let local = self.local(at);
        let step = days.signum();
        let dates = (1..=40).map(|away| local.date() + (away * step).days());
        let mut working = dates.filter(|&date| {
            self.shifts(date).iter().any(|ShiftDocument(open, close)| minutes_of(open) != minutes_of(close))
        });
        Some(self.instant_of(working.nth(days.unsigned_abs() as usize - 1)?, local))
    }

    fn shifts(&self, date: Date) -> &[ShiftDocument] {
        let (text, weekly) = (date.to_string(), &self.document.weekly);
        if let Some(shifts) = self.document.date_overrides.get(&text) {
            return shifts;
        }
        if self.document.holidays.contains(&text) {
            return &[];
        }
        let days =
            [&weekly.mon, &weekly.tue, &weekly.wed, &weekly.thu, &weekly.fri, &weekly.sat, &weekly.sun];
        days[date.weekday().to_monday_zero_offset() as usize]
    }

    fn local(&self, at: i64) -> DateTime {
        self.zone.to_datetime(Timestamp::from_microsecond(at).unwrap())
    }

    fn instant_of(&self, date: Date, time: DateTime) -> i64 {
        let local = date.to_datetime(time.time());
        self.zone.to_ambiguous_timestamp(local).compatible().unwrap().as_microsecond()
    }
}

impl Target {
    pub(super) fn of(document: &TargetDocument) -> Self {
        match document {
            TargetDocument::OpenTime { seconds: Some(seconds), .. } => Self::OpenTime(seconds * 1_000_000),
            TargetDocument::OpenTime { duration: Some(duration), .. } => {
                let span: jiff::SignedDuration = duration.parse().unwrap();
                Self::OpenTime(span.as_secs() * 1_000_000)
            }
            TargetDocument::WorkingDays { days, end } => Self::WorkingDays(*days, *end),
            TargetDocument::CalendarDays { days } => Self::CalendarDays(*days),
            other => panic!("no target: {other:?}"),
        }
    }
}

pub(super) fn instant(micros: i64) -> Instant {
    Instant::from_micros(micros).unwrap()
}

/// `09:30` as minutes after midnight.
fn minutes_of(time: &str) -> i64 {
    let (hours, minutes) = time.split_once(':').unwrap();
    hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
}
