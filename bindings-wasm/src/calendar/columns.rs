//! Whole columns at once.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WorkingCalendar;
use crate::argument::column_micros;
use crate::error::Thrown;

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
}
