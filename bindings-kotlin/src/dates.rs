//! Working dates and local time.

use aftersales::time::{Date as LocalDate, Instant, TimeOfDay as LocalTime};

use crate::error::Answer;
use crate::{Count, LocalDateTime, WorkingCalendar};

#[uniffi::export]
impl WorkingCalendar {
    /// Whether the document lists the date as a holiday, be it worked by a dated override or not.
    pub fn is_holiday(&self, date: LocalDate) -> Answer<bool> {
        Ok(self.0.is_holiday(date))
    }

    /// Whether a shift starts on the date.
    pub fn is_working_day(&self, date: LocalDate) -> Answer<bool> {
        Ok(self.0.is_working_day(date))
    }

    /// The first `count` working dates after `date`, fewer where the calendar has no more.
    pub fn next_working_dates(&self, date: LocalDate, count: Count) -> Answer<Vec<LocalDate>> {
        Ok(self.0.next_working_dates(date, count.get()))
    }

    /// The number of working dates after `from` up to and including `to`; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: LocalDate, to: LocalDate) -> Answer<i64> {
        Ok(self.0.working_days_between(from, to))
    }

    /// The same wall-clock time `days` working dates later (earlier, if negative), moved forward (back) into open time.
    pub fn add_working_days(&self, from: Instant, days: i32) -> Answer<Option<Instant>> {
        Ok(self.0.add_working_days(from, days))
    }

    /// The `days`-th working date after `date` (before it, if negative); zero days move to the next one unless `date` is one.
    pub fn add_working_dates(&self, date: LocalDate, days: i32) -> Answer<Option<LocalDate>> {
        Ok(self.0.add_working_dates(date, days))
    }

    /// The instant at which the calendar's clocks show `time` on `date`: the first of the two where the time comes twice, and
    /// as much later as the gap is long where the clocks skip it. Floored to the second. `24:00` is `00:00` on the next date.
    pub fn local_to_instant(&self, date: LocalDate, time: LocalTime) -> Answer<Option<Instant>> {
        Ok(self.0.zone().local_to_instant(date, time))
    }

    /// The date and time that the calendar's clocks show at an instant, to the second.
    pub fn local(&self, at: Instant) -> Answer<LocalDateTime> {
        let (date, time) = self.0.local(at);
        Ok(LocalDateTime::of(date, time))
    }
}
