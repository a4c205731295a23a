//! Arrow's C data interface in Python's capsules: the only place of the package with `unsafe`.
#![expect(unsafe_code, reason = "the C data interface hands structs over by pointer")]

use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, RecordBatchReader, make_array};
use arrow_buffer::Buffer;
use arrow_schema::{ArrowError, DataType, Field};
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// The array behind `__arrow_c_array__`.
pub(super) fn array(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let capsules = value.call_method0(intern!(value.py(), "__arrow_c_array__"))?;
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(c"arrow_array"))?.cast::<FFI_ArrowArray>();
    // SAFETY: a capsule of these names holds a struct of this type, which lives as long as the capsule. `from_raw` leaves a
    // released array behind, so the capsule frees nothing twice; the schema is only read.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(make_array(data.map_err(malformed)?))
}

/// The arrays behind `__arrow_c_stream__`.
pub(super) fn stream(value: &Bound<'_, PyAny>) -> PyResult<ArrayStreamReader> {
    let capsule = value.call_method0(intern!(value.py(), "__arrow_c_stream__"))?;
    let capsule = capsule.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: as above; a released stream is left behind.
    unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) }.map_err(malformed)
}

/// The values of a buffer without a copy; `None` where they do not lie side by side.
///
/// As with every operation on a NumPy array that lets other threads run, these must not write to it meanwhile.
pub(super) fn values(buffer: PyBuffer<i64>) -> Option<Buffer> {
    if buffer.item_count() == 0 {
        return Some(Buffer::from_vec(Vec::<i64>::new()));
    }
    let start = buffer.as_slice_ptr()?;
    let (start, bytes) = (start.cast::<u8>(), buffer.len_bytes());
    let owner = Arc::new(Exported(buffer));
    // SAFETY: a typed buffer is aligned and initialised, and the memory is held as long as its export, which is the owner.
    Some(unsafe { Buffer::from_custom_allocation(start, bytes, owner) })
}

/// Keeps the memory of a buffer.
struct Exported(#[expect(dead_code, reason = "held, not read")] PyBuffer<i64>);

// A panic that unwinds past an export leaves it whole: it is never changed.
impl std::panic::RefUnwindSafe for Exported {}

/// What `__arrow_c_array__` answers.
pub(super) fn array_capsules<'py>(
    py: Python<'py>,
    array: &dyn Array,
) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let (array, schema) = to_ffi(&array.to_data()).map_err(malformed)?;
    Ok((
        PyCapsule::new_with_value(py, schema, c"arrow_schema")?,
        PyCapsule::new_with_value(py, array, c"arrow_array")?,
    ))
}

/// What `__arrow_c_schema__` answers for a column.
pub(super) fn schema_capsule<'py>(py: Python<'py>, of: &DataType) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(of).map_err(malformed)?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// What `__arrow_c_schema__` answers for a table.
pub(super) fn fields_capsule<'py>(py: Python<'py>, of: &Field) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(of).map_err(malformed)?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// What `__arrow_c_stream__` answers.
pub(super) fn stream_capsule(
    py: Python<'_>,
    batches: impl RecordBatchReader + Send + 'static,
) -> PyResult<Bound<'_, PyCapsule>> {
    let stream = FFI_ArrowArrayStream::new(Box::new(batches));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

/// Where the values of an array begin.
pub(super) fn address<T>(values: &[T]) -> usize {
    NonNull::from(values).cast::<T>().as_ptr().expose_provenance()
}

/// An error of the interface: what was handed over is not what it says it is.
pub(crate) fn malformed(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
