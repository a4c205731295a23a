//! Whole columns at once.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WorkingCalendar;
use crate::argument::{column_micros, span};
use crate::error::Thrown;
use crate::result::column_millis;
use crate::types::SpanInput;

#[wasm_bindgen]
impl WorkingCalendar {
    /// `elapsed` row by row: open microseconds from each `from` to each `to`, both in microseconds since
    /// 1970-01-01T00:00:00Z.
    ///
    /// @throws {AftersalesError} for columns of different lengths, or a row that is not in the years 0001 to 9999.
    #[wasm_bindgen(js_name = elapsedColumn)]
    pub fn elapsed_column(&self, from: &[i64], to: &[i64]) -> Result<Vec<i64>, Thrown> {
        let mut elapsed = vec![0; from.len()];
        self.0.elapsed_columns(from, to, &mut elapsed)?;
        Ok(elapsed)
    }

    /// `elapsed` row by row in milliseconds, as `Date.getTime` gives them. Instants are floored to the microsecond. Results
    /// are exact for whole milliseconds, else the nearest number to their microseconds.
    ///
    /// @throws {AftersalesError} as `elapsedColumn`; a row that is no number is not an instant.
    #[wasm_bindgen(js_name = elapsedColumnMillis)]
    pub fn elapsed_column_millis(&self, from: &[f64], to: &[f64]) -> Result<Vec<f64>, Thrown> {
        let [from, to] = [from, to].map(|column| column.iter().map(column_micros).collect::<Vec<_>>());
        let elapsed = self.elapsed_column(&from, &to)?;
        Ok(elapsed.into_iter().map(|micros| micros as f64 / 1000.0).collect())
    }

    /// `deadline` row by row: when `budget` microseconds of open time have passed since each `from`; the least 64-bit number
    /// where they never do.
    ///
    /// @throws {AftersalesError} for a row that is not in the years 0001 to 9999.
    #[wasm_bindgen(js_name = deadlineColumn)]
    pub fn deadline_column(&self, from: &[i64], budget: &SpanInput) -> Result<Vec<i64>, Thrown> {
        let mut due = vec![0; from.len()];
        self.0.deadline_columns(from, span("budget", budget)?, &mut due)?;
        Ok(due)
    }

    /// The same in milliseconds; `NaN` where they never do. The budget stays in microseconds.
    #[wasm_bindgen(js_name = deadlineColumnMillis)]
    pub fn deadline_column_millis(&self, from: &[f64], budget: &SpanInput) -> Result<Vec<f64>, Thrown> {
        let from: Vec<i64> = from.iter().map(column_micros).collect();
        Ok(self.deadline_column(&from, budget)?.iter().map(column_millis).collect())
    }

    /// `isOpen` row by row: 1 where the calendar is open, else 0.
    ///
    /// @throws {AftersalesError} for a row that is not in the years 0001 to 9999.
    #[wasm_bindgen(js_name = isOpenColumn)]
    pub fn is_open_column(&self, at: &[i64]) -> Result<Vec<u8>, Thrown> {
        let mut open = vec![false; at.len()];
        self.0.is_open_columns(at, &mut open)?;
        Ok(open.into_iter().map(u8::from).collect())
    }

    /// The same for milliseconds.
    #[wasm_bindgen(js_name = isOpenColumnMillis)]
    pub fn is_open_column_millis(&self, at: &[f64]) -> Result<Vec<u8>, Thrown> {
        self.is_open_column(&at.iter().map(column_micros).collect::<Vec<_>>())
    }
}
