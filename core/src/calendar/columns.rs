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
        let rows = out.iter_mut().zip(from).zip(to);
        let Some(view) = self.table_view() else {
            rows.for_each(|((result, &from), &to)| *result = to.wrapping_sub(from));
            return Ok(());
        };
        for ((result, &from), &to) in rows {
            let until = view.open_before(to);
            let open = until.and_then(|until| Some(until.wrapping_sub(view.open_before(from)?)));
            *result = open.unwrap_or_else(|| self.elapsed_outside(from, to));
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
        let Some(view) = self.table_view() else {
            out.fill(true);
            return Ok(());
        };
        for (result, &at) in out.iter_mut().zip(at) {
            *result = view.is_open(at).unwrap_or_else(|| self.is_open_outside(at));
        }
        Ok(())
    }
}

fn same_length(column: &'static str, count: usize, expected: usize) -> Result<(), CalendarError> {
    if count == expected { Ok(()) } else { Err(CalendarError::ColumnLength { column, count, expected }) }
}

fn check_instants(column: &'static str, values: &[i64]) -> Result<(), CalendarError> {
    /// Instants from 1970 to this one are told by their bits alone; it lies in the year 6536.
    const COMMON: i64 = 1 << 57;
    let supported = |value: i64| (Instant::MIN.micros()..=Instant::MAX.micros()).contains(&value);
    let bits = values.iter().fold(0, |bits, &value| bits | value);
    if (0..COMMON).contains(&bits) {
        return Ok(());
    }
    match values.iter().enumerate().find(|&(_, &value)| !supported(value)) {
        Some((row, &value)) => Err(CalendarError::ColumnInstant { column, row, value }),
        None => Ok(()),
    }
}
