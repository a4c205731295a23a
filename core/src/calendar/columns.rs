//! Whole columns at once, as microseconds since 1970-01-01T00:00:00Z.

use super::{CalendarError, WorkingCalendar};
use crate::time::{Instant, Span};

/// What stands for "none" in a column of instants.
pub const NO_INSTANT: i64 = i64::MIN;

impl WorkingCalendar {
    /// [`WorkingCalendar::elapsed`] row by row: open microseconds from each `from` to each `to`.
    ///
    /// All rows are checked before the first result is written, so an error leaves `out` as it was.
    ///
    /// # Errors
    ///
    /// [`CalendarError::ColumnLength`] or [`CalendarError::ColumnInstant`].
    pub fn elapsed_columns(&self, from: &[i64], to: &[i64], out: &mut [i64]) -> Result<(), CalendarError> {
        same_length("to", to.len(), from.len())?;
        same_length("out", out.len(), from.len())?;
        check_instants("from", from)?;
        check_instants("to", to)?;
        let measure = |at| self.open_before(at);
        for ((result, &from), &to) in out.iter_mut().zip(from).zip(to) {
            *result = measure(to).wrapping_sub(measure(from));
        }
        Ok(())
    }

    /// [`WorkingCalendar::deadline`] row by row with one budget; [`NO_INSTANT`] where there is none.
    ///
    /// # Errors
    ///
    /// As [`WorkingCalendar::elapsed_columns`].
    pub fn deadline_columns(&self, from: &[i64], budget: Span, out: &mut [i64]) -> Result<(), CalendarError> {
        same_length("out", out.len(), from.len())?;
        check_instants("from", from)?;
        for (result, &from) in out.iter_mut().zip(from) {
            *result = self.deadline(Instant::saturating(from), budget).map_or(NO_INSTANT, Instant::micros);
        }
        Ok(())
    }

    /// [`WorkingCalendar::is_open`] row by row.
    ///
    /// # Errors
    ///
    /// As [`WorkingCalendar::elapsed_columns`].
    pub fn is_open_columns(&self, at: &[i64], out: &mut [bool]) -> Result<(), CalendarError> {
        same_length("out", out.len(), at.len())?;
        check_instants("at", at)?;
        for (result, &at) in out.iter_mut().zip(at) {
            *result = self.is_open_micros(at);
        }
        Ok(())
    }
}

fn same_length(column: &'static str, count: usize, expected: usize) -> Result<(), CalendarError> {
    if count == expected { Ok(()) } else { Err(CalendarError::ColumnLength { column, count, expected }) }
}

fn check_instants(column: &'static str, values: &[i64]) -> Result<(), CalendarError> {
    let supported = |value: i64| (Instant::MIN.micros()..=Instant::MAX.micros()).contains(&value);
    // A fold without a way out, so that it compiles to straight code.
    if values.iter().fold(true, |all, &value| all & supported(value)) {
        return Ok(());
    }
    match values.iter().enumerate().find(|&(_, &value)| !supported(value)) {
        Some((row, &value)) => Err(CalendarError::ColumnInstant { column, row, value }),
        None => Ok(()),
    }
}
