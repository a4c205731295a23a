//! Columns as what Python pickles: the type by its name, and the bytes of the buffers.

use arrow_array::{Array, ArrayRef, make_array, new_empty_array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_schema::{ArrowError, DataType};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyTuple};

use super::capsule::malformed;

/// Type, rows, first row, bits of the rows that are there with the first of them, buffers, columns within.
type Given<'py> =
    (String, usize, usize, Option<(PyBackedBytes, usize)>, Vec<PyBackedBytes>, Vec<Bound<'py, PyTuple>>);

pub(super) fn state<'py>(py: Python<'py>, array: &ArrayRef) -> PyResult<Bound<'py, PyTuple>> {
    let data = array.to_data();
    let there = data.nulls().map(|nulls| (PyBytes::new(py, nulls.validity()), nulls.offset()));
    let buffers: Vec<_> = data.buffers().iter().map(|buffer| PyBytes::new(py, buffer.as_slice())).collect();
    let within = data.child_data().iter().map(|child| state(py, &make_array(child.clone())));
    let within = within.collect::<PyResult<Vec<_>>>()?;
    (data.data_type().to_string(), data.len(), data.offset(), there, buffers, within).into_pyobject(py)
}

/// Checks what it is given, as pickles may come from anywhere.
pub(super) fn column(state: &Bound<'_, PyTuple>) -> PyResult<ArrayRef> {
    let (kind, rows, first, there, buffers, within): Given<'_> = state.extract()?;
    let kind: DataType = kind.parse().map_err(malformed)?;
    let there = there.map(|(bits, first)| {
        let enough = first.checked_add(rows).is_some_and(|end| end.div_ceil(8) <= bits.len());
        let bits = || NullBuffer::new(BooleanBuffer::new(Buffer::from(&bits[..]), first, rows));
        enough.then(bits).ok_or_else(|| ArrowError::InvalidArgumentError("too few bits".to_owned()))
    });
    let within = within.iter().map(|child| Ok(column(child)?.to_data())).collect::<PyResult<_>>()?;
    let data = new_empty_array(&kind)
        .to_data()
        .into_builder()
        .len(rows)
        .offset(first)
        .nulls(there.transpose().map_err(malformed)?)
        .buffers(buffers.iter().map(|buffer| Buffer::from(&buffer[..])).collect())
        .child_data(within);
    Ok(make_array(data.build().map_err(malformed)?))
}
