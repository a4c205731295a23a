//! What the bench of the package measures columns against.

use aftersales::time::Instant;
use pyo3::prelude::*;

use crate::calendar::WorkingCalendar;
use crate::error::Refusal;

/// The seconds that `elapsed` takes for slices of so many rows, without Python.
#[pyfunction]
pub(crate) fn slice_seconds(
    py: Python<'_>,
    calendar: &WorkingCalendar,
    from_: Vec<i64>,
    to: Vec<i64>,
) -> PyResult<f64> {
    let calendar = calendar.core();
    let seconds = py.detach(|| {
        #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
        let begun = std::time::Instant::now();
        let mut open = vec![0; from_.len()];
        calendar.elapsed_columns(&from_, &to, &mut open)?;
        let seconds = begun.elapsed().as_secs_f64();
        // Keeps the answers from being left out.
        let sum = open.iter().fold(0_i64, |sum, open| sum.wrapping_add(*open));
        Ok::<_, aftersales::calendar::CalendarError>(if sum == Instant::MAX.micros() { 0.0 } else { seconds })
    });
    Ok(seconds.map_err(Refusal::from)?)
}
