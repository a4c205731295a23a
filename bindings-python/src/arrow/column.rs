use std::slice;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    DurationMicrosecondType, Float64Type, Int64Type, TimestampMicrosecondType, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use pyo3::exceptions::PyAttributeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList, PyTuple};

use super::{capsule, pickled, table};
use crate::convert::{At, Length};
use aftersales::time::{Instant, Span};

/// A column of answers, for any library that reads Arrow: ``polars.Series(column)``, ``pyarrow.array(column)``.
///
/// Columns of pandas, Polars, PyArrow and NumPy are answered with their like; this is what all others get.
///
/// Examples
/// --------
/// >>> import pyarrow
/// >>> from datetime import datetime, timedelta, timezone
/// >>> always = WorkingCalendar.round_the_clock("Etc/UTC")
/// >>> opened = pyarrow.array([datetime(2026, 3, 2, tzinfo=timezone.utc), None])
/// >>> class Foreign:
/// ...     __arrow_c_array__ = opened.__arrow_c_array__
/// >>> column = always.deadline(Foreign(), timedelta(hours=1))
/// >>> column.to_list()
/// [datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.timezone.utc), None]
#[pyclass(frozen, eq, module = "aftersales")]
pub(crate) struct Column(pub(crate) ArrayRef);

#[pymethods]
impl Column {
    /// The column by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        capsule::array_capsules(py, &self.0)
    }

    /// The type of the column by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema_capsule(py, self.0.data_type())
    }

    /// The values by NumPy's array interface, for columns of lengths, instants and numbers.
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (word, address) = match self.0.data_type() {
            DataType::Duration(TimeUnit::Microsecond) => {
                ("<m8[us]", capsule::address(self.0.as_primitive::<DurationMicrosecondType>().values()))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                ("<M8[us]", capsule::address(self.0.as_primitive::<TimestampMicrosecondType>().values()))
            }
            DataType::Int64 => ("<i8", capsule::address(self.0.as_primitive::<Int64Type>().values())),
            DataType::UInt64 => ("<u8", capsule::address(self.0.as_primitive::<UInt64Type>().values())),
            DataType::Float64 => ("<f8", capsule::address(self.0.as_primitive::<Float64Type>().values())),
            other => {
                return Err(PyAttributeError::new_err(format!("a column of `{other}` has no NumPy layout")));
            }
        };
        let interface = PyDict::new(py);
        interface.set_item("version", 3)?;
        interface.set_item("shape", (self.0.len(),))?;
        interface.set_item("typestr", word)?;
        interface.set_item("data", (address, true))?;
        Ok(interface)
    }

    /// The column as a NumPy array: instants as ``datetime64[us]`` in UTC, lengths as ``timedelta64[us]``, both ``NaT`` where
    /// there is none; truth as ``bool``, where none is ``False``; words as objects.
    ///
    /// Returns
    /// -------
    /// numpy.ndarray
    ///     Microseconds since 1970 in UTC for instants, microseconds for lengths.
    ///
    /// Examples
    /// --------
    /// >>> column.to_numpy().dtype.name
    /// 'datetime64[us]'
    fn to_numpy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let numpy = py.import(intern!(py, "numpy"))?;
        let array = &slf.get().0;
        match array.data_type() {
            DataType::Boolean => {
                let rows = array.as_boolean();
                let bytes: Vec<u8> = rows.iter().map(|row| u8::from(row.unwrap_or_default())).collect();
                numpy.call_method1(intern!(py, "frombuffer"), (PyBytes::new(py, &bytes), "bool"))
            }
            DataType::Utf8 | DataType::Dictionary(..) => {
                let rows = slf.get().to_list(py)?;
                numpy.call_method1(intern!(py, "array"), (rows, "object"))
            }
            _ => numpy.call_method1(intern!(py, "asarray"), (slf,)),
        }
    }

    /// The rows as ``datetime``, ``timedelta``, ``bool``, ``int``, ``float`` or ``str``, and ``None`` where there is none.
    ///
    /// Returns
    /// -------
    /// list
    ///     Instants in UTC.
    ///
    /// Examples
    /// --------
    /// >>> column.to_list()[1] is None
    /// True
    pub(super) fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for row in 0..self.0.len() {
            rows.append(self.row(py, row)?)?;
        }
        Ok(rows)
    }

    /// The number of rows without an answer.
    #[getter]
    fn null_count(&self) -> usize {
        self.0.null_count()
    }

    /// The zone in which instants are shown, which are in UTC whatever it is; ``None`` for other columns.
    #[getter]
    fn time_zone(&self) -> Option<&str> {
        match self.0.data_type() {
            DataType::Timestamp(_, zone) => zone.as_deref(),
            _ => None,
        }
    }

    /// The first rows for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        table::shown(py, &[&self.0.data_type().to_string()], slice::from_ref(&self.0), self.0.len())
    }

    fn __hash__(&self) -> isize {
        table::hashed(slice::from_ref(&self.0))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let restore = slf.get_type().getattr(intern!(py, "_restore"))?;
        (restore, (pickled::state(py, &slf.get().0)?,)).into_pyobject(py)
    }

    /// The column that was pickled.
    #[staticmethod]
    #[pyo3(signature = (state: "tuple[Any, ...]"))]
    fn _restore(state: &Bound<'_, PyTuple>) -> PyResult<Self> {
        pickled::column(state).map(Self)
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("Column({}, rows={}, null_count={})", self.0.data_type(), self.0.len(), self.null_count())
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl Column {
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Option<Bound<'py, PyAny>>> {
        let array = &self.0;
        if array.is_null(row) {
            return Ok(None);
        }
        let object = match array.data_type() {
            DataType::Duration(_) => {
                let micros = array.as_primitive::<DurationMicrosecondType>().value(row);
                Length(Span::from_micros(micros)).into_pyobject(py)?.into_any()
            }
            DataType::Timestamp(..) => {
                let micros = array.as_primitive::<TimestampMicrosecondType>().value(row);
                let at = Instant::from_micros(micros).map_err(crate::error::Refusal::from)?;
                At(at).into_pyobject(py)?.into_any()
            }
            DataType::Boolean => array.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
            DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into_pyobject(py)?.into_any(),
            DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
            DataType::Utf8 => array.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
            DataType::Dictionary(..) => {
                let words = array.as_dictionary::<UInt32Type>();
                let code = words.keys().value(row);
                let word = words.values().as_string::<i32>().iter().nth(code as usize).flatten();
                return Ok(word.map(|word| word.into_pyobject(py)).transpose()?.map(Bound::into_any));
            }
            other => {
                return Err(PyAttributeError::new_err(format!("a column of `{other}` has no rows to list")));
            }
        };
        Ok(Some(object))
    }
}
