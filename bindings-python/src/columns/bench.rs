//! What the bench of the package measures columns against.

use aftersales::calendar::CalendarError;
use pyo3::prelude::*;

use super::buffer;
use crate::calendar::WorkingCalendar;
use crate::error::Refusal;

/// The seconds that ``elapsed`` takes in Rust from slices to a slice, the memory of its answers included.
#[pyfunction]
pub(crate) fn slice_seconds(
    py: Python<'_>,
    calendar: &WorkingCalendar,
    from_: &Bound<'_, PyAny>,
    to: &Bound<'_, PyAny>,
) -> PyResult<f64> {
    let calendar = calendar.core();
    let (from, to) = (buffer::column("from_", from_)?, buffer::column("to", to)?);
    let seconds = py.detach(|| {
        #[expect(clippy::disallowed_methods, reason = "a bench measures time")]
        let begun = std::time::Instant::now();
        let mut open = vec![0; from.len()];
        calendar.elapsed_columns(&from, &to, &mut open)?;
        std::hint::black_box(&open);
        Ok::<_, CalendarError>(begun.elapsed().as_secs_f64())
    });
    Ok(seconds.map_err(Refusal::from)?)
}
