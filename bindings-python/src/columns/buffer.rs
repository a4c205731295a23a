//! Columns of 64-bit microseconds through Python's buffer protocol, without a dependency on a frame library.

use aftersales::calendar::WorkingCalendar;
use pyo3::buffer::{Element, PyBuffer, PyUntypedBuffer};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;

use crate::error::Refusal;

/// Open microseconds row by row as an `array.array` of 64-bit integers.
///
/// The rows are copied in and out, so that other threads may run, and write to the buffers, meanwhile.
pub(crate) fn elapsed<'py>(
    calendar: &WorkingCalendar,
    from: &Bound<'py, PyAny>,
    to: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = from.py();
    let (from, to) = (column("from_", from)?, column("to", to)?);
    let mut out = vec![0; from.len()];
    py.detach(|| calendar.elapsed_columns(&from, &to, &mut out)).map_err(Refusal::from)?;
    array(py, &out)
}

pub(super) fn column(name: &str, value: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    let refused = |found: String| {
        PyTypeError::new_err(format!(
            "column `{name}` is {found}; expected a buffer of 64-bit integers (microseconds since 1970), such as an \
             `array.array(\"q\")` or numpy `int64`; `.view(\"int64\")` makes one of `datetime64[us]`"
        ))
    };
    let Ok(buffer) = PyUntypedBuffer::get(value) else {
        return Err(refused(format!("`{}`", value.get_type().name()?)));
    };
    let format = buffer.format();
    if !i64::is_compatible_format(format) {
        return Err(refused(format!("a buffer of format `{}`", format.to_string_lossy())));
    }
    // An empty buffer may point anywhere, which a typed one may not.
    if buffer.item_count() == 0 { Ok(Vec::new()) } else { buffer.into_typed()?.to_vec(value.py()) }
}

fn array<'py>(py: Python<'py>, values: &[i64]) -> PyResult<Bound<'py, PyAny>> {
    let class = py.import(intern!(py, "array"))?.getattr(intern!(py, "array"))?;
    let rows = class.call1((intern!(py, "q"), (0_i64,)))?.mul(values.len())?;
    if !values.is_empty() {
        PyBuffer::get(&rows)?.copy_from_slice(py, values)?;
    }
    Ok(rows)
}
