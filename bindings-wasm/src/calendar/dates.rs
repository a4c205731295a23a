//! Working dates, and local time.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WorkingCalendar;
use crate::argument::{self, date, instant, time_of_day};
use crate::error::Thrown;
use crate::types::{DateInput, InstantInput, LocalTimeObject, TimeInput, local_time};

#[wasm_bindgen]
impl WorkingCalendar {
    /// Whether the document lists the date as a holiday, be it worked by a dated override or not.
    #[wasm_bindgen(js_name = isHoliday)]
    pub fn is_holiday(&self, on: &DateInput) -> Result<bool, Thrown> {
        Ok(self.0.is_holiday(date("on", on)?))
    }

    /// Whether a shift starts on the date.
    #[wasm_bindgen(js_name = isWorkingDay)]
    pub fn is_working_day(&self, on: &DateInput) -> Result<bool, Thrown> {
        Ok(self.0.is_working_day(date("on", on)?))
    }

    /// The first `count` working dates after a date, fewer where the calendar has no more.
    #[wasm_bindgen(js_name = nextWorkingDates)]
    pub fn next_working_dates(&self, after: &DateInput, count: f64) -> Result<Vec<String>, Thrown> {
        let dates = self.0.next_working_dates(date("after", after)?, argument::count("count", count)?);
        Ok(dates.iter().map(ToString::to_string).collect())
    }

    /// The number of working dates after `from` up to and including `to`; negative where `to` lies before `from`.
    #[wasm_bindgen(js_name = workingDaysBetween)]
    pub fn working_days_between(&self, from: &DateInput, to: &DateInput) -> Result<f64, Thrown> {
        // At most 3.7 million dates, so the number is exact.
        Ok(self.0.working_days_between(date("from", from)?, date("to", to)?) as f64)
    }

    /// The same wall-clock time on the `days`-th working date after that of `from` (before it, where `days` is negative),
    /// then moved forward (back) into open time. Zero days only move. `undefined` where there is none.
    #[wasm_bindgen(js_name = addWorkingDays)]
    pub fn add_working_days(&self, from: &InstantInput, days: f64) -> Result<Option<String>, Thrown> {
        let at = self.0.add_working_days(instant("from", from)?, argument::days("days", days)?);
        Ok(at.map(|at| at.to_string()))
    }

    /// The `days`-th working date after `from` (before it, where `days` is negative). Zero days move to the next working
    /// date unless `from` is one. `undefined` where there is none.
    #[wasm_bindgen(js_name = addWorkingDates)]
    pub fn add_working_dates(&self, from: &DateInput, days: f64) -> Result<Option<String>, Thrown> {
        let date = self.0.add_working_dates(date("from", from)?, argument::days("days", days)?);
        Ok(date.map(|date| date.to_string()))
    }

    /// What the clocks of the calendar's zone show at an instant, floored to the second.
    pub fn local(&self, at: &InstantInput) -> Result<LocalTimeObject, Thrown> {
        let (date, time) = self.0.local(instant("at", at)?);
        Ok(local_time(&date.to_string(), &time.to_string()))
    }

    /// The instant at which the clocks of the calendar's zone show `time` on a date: the first of the two where the time
    /// comes twice, and as much later as the gap is long where the clocks skip it. `undefined` outside the years 0001 to 9999.
    #[wasm_bindgen(js_name = localToInstant)]
    pub fn local_to_instant(&self, on: &DateInput, time: &TimeInput) -> Result<Option<String>, Thrown> {
        let at = self.0.zone().local_to_instant(date("on", on)?, time_of_day("time", time)?);
        Ok(at.map(|at| at.to_string()))
    }
}
