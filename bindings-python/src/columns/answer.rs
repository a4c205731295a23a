//! Answers as the caller's own library holds columns.

use arrow_array::ArrayRef;
use pyo3::intern;
use pyo3::prelude::*;

use super::given::Library;
use crate::arrow::Column;

/// The rows as a column like the one that was asked about.
pub(crate) fn like<'py>(asked: &Bound<'py, PyAny>, rows: ArrayRef) -> PyResult<Bound<'py, PyAny>> {
    let py = asked.py();
    let column = Bound::new(py, Column(rows))?;
    match Library::of(asked)? {
        Library::Pandas => {
            py.import(intern!(py, "aftersales.pandas"))?.call_method1(intern!(py, "series"), (column, asked))
        }
        Library::Polars => {
            let name = asked.getattr(intern!(py, "name"))?;
            let series = py.import(intern!(py, "polars"))?.call_method1(intern!(py, "Series"), (column,))?;
            series.call_method1(intern!(py, "alias"), (name,))
        }
        Library::PyArrow => {
            let pyarrow = py.import(intern!(py, "pyarrow"))?;
            let array = pyarrow.call_method1(intern!(py, "array"), (column,))?;
            let chunked = asked.is_instance(&pyarrow.getattr(intern!(py, "ChunkedArray"))?)?;
            if chunked { pyarrow.call_method1(intern!(py, "chunked_array"), ([array],)) } else { Ok(array) }
        }
        Library::NumPy => column.call_method0(intern!(py, "to_numpy")),
        Library::Other => Ok(column.into_any()),
    }
}

/// Refuses two pandas columns whose rows are labelled differently: answers go by place.
pub(crate) fn check_rows(one: &Bound<'_, PyAny>, other: &Bound<'_, PyAny>) -> PyResult<()> {
    if Library::of(one)? == Library::Pandas && Library::of(other)? == Library::Pandas {
        let py = one.py();
        py.import(intern!(py, "aftersales.pandas"))?
            .call_method1(intern!(py, "check_index"), (one, other))?;
    }
    Ok(())
}
