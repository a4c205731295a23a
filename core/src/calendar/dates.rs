//! Working dates: counting them and moving along them.

use chrono::Datelike;

use super::WorkingCalendar;
use super::working::first_day;
use crate::time::{DAY_SECONDS, Date, Instant, MICROS, TimeOfDay};

impl WorkingCalendar {
    /// The local date and time of day at an instant; the time of day is floored to the second.
    #[must_use]
    pub fn local(&self, at: Instant) -> (Date, TimeOfDay) {
        let local = at.micros().div_euclid(MICROS).saturating_add(self.timeline().offset_at(at.micros()));
        let day = local.div_euclid(DAY_SECONDS).clamp(Date::MIN.days(), Date::MAX.days());
        let date = Date::new(day).unwrap_or(Date::MIN);
        (date, TimeOfDay::new(local.rem_euclid(DAY_SECONDS)).unwrap_or(TimeOfDay::MIDNIGHT))
    }

    /// Whether the document lists the date as a holiday, be it worked by a dated override or not.
    #[must_use]
    pub fn is_holiday(&self, date: Date) -> bool {
        self.timeline().local().is_holiday(date.days())
    }

    /// The last year in which the document lists a holiday, as its wall clocks count it; `None` where it lists none.
    ///
    /// Beyond it the calendar answers as if there were none, which a host does well to say.
    #[must_use]
    pub fn last_holiday_year(&self) -> Option<i32> {
        let last = self.timeline().local().last_holiday()?;
        Date::new(last)?.to_date().map(|date| date.year())
    }

    /// Whether a shift starts on the date.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.timeline().local().is_working_day(date.days())
    }

    /// The first `count` working dates after `date`, fewer where the calendar has no more.
    #[must_use]
    pub fn next_working_dates(&self, date: Date, count: usize) -> Vec<Date> {
        let mut dates = Vec::new();
        let mut last = date;
        while dates.len() < count {
            let Some(next) = self.nth_working_date(last, 1) else { break };
            dates.push(next);
            last = next;
        }
        dates
    }

    /// The number of working dates after `from` up to and including `to`; negative when `to` lies before `from`. Logarithmic
    /// in the number of dated entries.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        self.working_dates_through(to.days()).saturating_sub(self.working_dates_through(from.days()))
    }

    /// The `days`-th working date after `date` (before it, where `days` is negative). Zero days move to the next working date
    /// unless `date` is one. `None` where there is none in the years 0001 to 9999.
    #[must_use]
    pub fn add_working_dates(&self, date: Date, days: i32) -> Option<Date> {
        if days == 0 && !self.is_working_day(date) {
            return self.nth_working_date(date, 1);
        }
        self.nth_working_date(date, i64::from(days))
    }

    /// The same wall-clock time on the `days`-th working date after `from`'s date (before it, where `days` is negative), then
    /// moved forward (back) into open time. Zero days only move.
    ///
    /// The wall-clock time keeps its microseconds; a time that the clocks skip that day is as much later as the gap is long.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Instant, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let thursday: Instant = "2026-03-26T10:15:00+01:00".parse()?;
    /// assert_eq!(calendar.add_working_days(thursday, 2), Some("2026-03-30T10:15:00+02:00".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn add_working_days(&self, from: Instant, days: i32) -> Option<Instant> {
        let at = if days == 0 { from } else { self.same_time_on_working_date(from, days)? };
        if days < 0 { self.previous_open_or_close(at) } else { self.next_open(at) }
    }

    /// The same wall-clock time on the `days`-th working date after (before) `from`'s date, open or not.
    pub(crate) fn same_time_on_working_date(&self, from: Instant, days: i32) -> Option<Instant> {
        let (date, _) = self.local(from);
        self.same_time_on(from, self.nth_working_date(date, i64::from(days))?)
    }

    /// The same wall-clock time on another date.
    pub(crate) fn same_time_on(&self, from: Instant, date: Date) -> Option<Instant> {
        let (_, time) = self.local(from);
        let whole = self.zone().local_to_instant(date, time)?;
        Instant::checked(whole.micros().checked_add(from.micros().rem_euclid(MICROS))?)
    }

    /// The last closing of the shifts that start on a date, or `None` where none does. Where breaks take all of their time,
    /// it is the closing before.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Instant, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("22:00", "06:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let friday = "2026-03-27".parse()?;
    /// assert_eq!(calendar.last_close_of(friday), Some("2026-03-28T06:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn last_close_of(&self, date: Date) -> Option<Instant> {
        let close = self.timeline().local().last_close(date.days())?;
        let local = date.days().checked_mul(DAY_SECONDS)?.checked_add(close)?;
        let last = self.zone().local_seconds_to_last_utc(local).checked_mul(MICROS)?;
        self.previous_close(Instant::checked(last)?)
    }

    fn previous_open_or_close(&self, at: Instant) -> Option<Instant> {
        if self.is_open(at) { Some(at) } else { self.previous_close(at) }
    }

    fn nth_working_date(&self, date: Date, days: i64) -> Option<Date> {
        if days == 0 {
            return Some(date);
        }
        // Counting back, the date itself counts as not yet passed.
        let through = if days > 0 { date.days() } else { date.days().saturating_sub(1) };
        let step = if days > 0 { days } else { days.saturating_add(1) };
        let wanted = self.working_dates_through(through).checked_add(step)?;
        if wanted <= self.working_dates_through(Date::MIN.days().saturating_sub(1)) {
            return None;
        }
        let reached = |day: i64| self.working_dates_through(day) >= wanted;
        Date::new(first_day((Date::MIN.days(), Date::MAX.days()), reached)?)
    }

    fn working_dates_through(&self, day: i64) -> i64 {
        self.timeline().local().working_dates_before(day.saturating_add(1))
    }
}
