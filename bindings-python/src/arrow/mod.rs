//! Columns and tables in the memory layout that frame libraries share.
//!
//! Whatever has `__arrow_c_array__` or `__arrow_c_stream__` is read, and what is answered has them, so the package needs none
//! of those libraries.

mod capsule;
mod column;
mod pickled;
mod table;

use arrow_array::ArrayRef;
use arrow_array::ffi_stream::ArrayStreamReader;
use arrow_buffer::Buffer;
use arrow_schema::DataType;
use pyo3::buffer::PyBuffer;
use pyo3::intern;
use pyo3::prelude::*;

pub(crate) use capsule::malformed;
pub(crate) use column::Column;
pub(crate) use table::Table;

/// The chunks of a column and their type, if the object speaks Arrow.
pub(crate) fn chunks(value: &Bound<'_, PyAny>) -> PyResult<Option<(DataType, Vec<ArrayRef>)>> {
    let py = value.py();
    if value.hasattr(intern!(py, "__arrow_c_array__"))? {
        let array = capsule::array(value)?;
        return Ok(Some((array.data_type().clone(), vec![array])));
    }
    if !value.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return Ok(None);
    }
    let stream = capsule::stream(value)?;
    let data_type = arrow_array::ArrayReader::field(&stream).data_type().clone();
    let chunks = stream.collect::<Result<_, _>>().map_err(capsule::malformed)?;
    Ok(Some((data_type, chunks)))
}

/// The batches of a table, each a struct of its columns.
pub(crate) fn batches(value: &Bound<'_, PyAny>) -> PyResult<ArrayStreamReader> {
    capsule::stream(value)
}

/// The values of a buffer without a copy; `None` where they do not lie side by side.
pub(crate) fn values(buffer: PyBuffer<i64>) -> Option<Buffer> {
    capsule::values(buffer)
}
