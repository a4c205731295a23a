//! A column as the caller holds it.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, make_array};
use arrow_array::{DurationMicrosecondArray, Float64Array, Int64Array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, TimeUnit};
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrow;

/// The frame library of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    Pandas,
    Polars,
    PyArrow,
    NumPy,
    Other,
}

impl Library {
    pub(crate) fn of(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = value.py();
        // Subclasses of other packages are of the library of the class that they extend.
        for class in value.get_type().mro() {
            let module = class.getattr(intern!(py, "__module__"))?;
            let Ok(module) = module.extract::<String>() else { continue };
            match module.split('.').next() {
                Some("pandas") => return Ok(Self::Pandas),
                Some("polars") => return Ok(Self::Polars),
                Some("pyarrow") => return Ok(Self::PyArrow),
                Some("numpy") => return Ok(Self::NumPy),
                _ => {}
            }
        }
        Ok(Self::Other)
    }
}

/// Whether an object holds rows as frame libraries do.
pub(crate) fn is_a_column(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = value.py();
    Ok(value.hasattr(intern!(py, "__arrow_c_array__"))?
        || value.hasattr(intern!(py, "__arrow_c_stream__"))?
        // A single number of NumPy has no length.
        || (value.hasattr(intern!(py, "__array__"))? && value.hasattr(intern!(py, "__len__"))?))
}

/// A column with its rows in Arrow's layout.
#[derive(Clone)]
pub(crate) struct Given {
    /// What errors call it: the argument, and the name that the column has itself.
    pub(crate) label: String,
    /// Its type as its own library writes it.
    pub(crate) type_name: String,
    pub(crate) data_type: DataType,
    pub(crate) chunks: Vec<ArrayRef>,
}

impl Given {
    /// Reads the column of an argument.
    pub(crate) fn read(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let label = label(argument, value)?;
        let type_name = type_name(value)?;
        let library = Library::of(value)?;
        let (data_type, chunks) = match library {
            Library::Pandas => pandas(&label, value)?,
            Library::NumPy => numpy(&label, value)?,
            Library::Polars if type_name == "Object" => {
                return Err(PyTypeError::new_err(format!(
                    "{label} is `Object`, whose rows only Python can read; cast it to a type of Polars"
                )));
            }
            _ => arrow::chunks(value)?.ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "{label} is `{type_name}`; expected a column: a pandas or Polars Series, a PyArrow or NumPy array, or \
                     anything with `__arrow_c_array__` or `__arrow_c_stream__`"
                ))
            })?,
        };
        // A relation of DuckDB is a table even where it has one column, such as `relation["opened"]`.
        if let (Library::Other, DataType::Struct(fields)) = (library, &data_type)
            && let [field] = &fields[..]
        {
            return Ok(Self {
                label: format!("column `{}` (argument `{argument}`)", field.name()),
                type_name: field.data_type().to_string(),
                data_type: field.data_type().clone(),
                chunks: chunks.iter().map(|chunk| Arc::clone(chunk.as_struct().column(0))).collect(),
            });
        }
        Ok(Self { label, type_name, data_type, chunks })
    }

    pub(crate) fn rows(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    /// The error for a column of another type than is wanted.
    pub(crate) fn unsuitable(&self, wanted: &str) -> PyErr {
        PyTypeError::new_err(format!("{} is `{}`; expected {wanted}", self.label, self.type_name))
    }
}

/// ``column `opened` (argument `from_`)``.
pub(crate) fn label(argument: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    let name = value.getattr_opt(intern!(value.py(), "name"))?;
    let name = name.and_then(|name| name.extract::<String>().ok()).filter(|name| !name.is_empty());
    Ok(match name {
        Some(name) if name == argument => format!("column `{name}`"),
        Some(name) => format!("column `{name}` (argument `{argument}`)"),
        None => format!("column `{argument}`"),
    })
}

fn type_name(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = value.py();
    for attribute in [intern!(py, "dtype"), intern!(py, "type")] {
        if let Some(data_type) = value.getattr_opt(attribute)? {
            return data_type.str()?.extract();
        }
    }
    value.get_type().name()?.extract()
}

type Chunks = (DataType, Vec<ArrayRef>);

/// A pandas Series, by way of the module that knows its layouts.
fn pandas(label: &str, value: &Bound<'_, PyAny>) -> PyResult<Chunks> {
    let py = value.py();
    let glue = py.import(intern!(py, "aftersales.pandas"))?;
    let (values, zone): (Bound<'_, PyAny>, Option<String>) =
        glue.call_method1(intern!(py, "given"), (value, label))?.extract()?;
    let (data_type, chunks) = match Library::of(&values)? {
        Library::NumPy => numpy(label, &values)?,
        _ => match arrow::chunks(&values)? {
            Some(chunks) => chunks,
            None => return Err(PyTypeError::new_err(format!("{label} is no column"))),
        },
    };
    let (Some(zone), DataType::Timestamp(unit, None)) = (zone, &data_type) else {
        return Ok((data_type, chunks));
    };
    let data_type = DataType::Timestamp(*unit, Some(zone.into()));
    let zoned = |chunk: ArrayRef| {
        let data = chunk.to_data().into_builder().data_type(data_type.clone()).build();
        data.map(make_array).map_err(arrow::malformed)
    };
    let chunks = chunks.into_iter().map(zoned).collect::<PyResult<_>>()?;
    Ok((data_type, chunks))
}

/// A NumPy array of one dimension.
fn numpy(label: &str, value: &Bound<'_, PyAny>) -> PyResult<Chunks> {
    let py = value.py();
    let unsuitable = |advice: &str| {
        PyTypeError::new_err(format!(
            "{label} is a NumPy array of `{}`; {advice}",
            type_name(value).unwrap_or_default()
        ))
    };
    if value.getattr(intern!(py, "ndim"))?.extract::<usize>()? != 1 {
        return Err(unsuitable("expected one dimension"));
    }
    let word: String = value.getattr(intern!(py, "dtype"))?.getattr(intern!(py, "str"))?.extract()?;
    let native = |as_type: &str| {
        let numpy = py.import(intern!(py, "numpy"))?;
        let array = numpy.call_method1(intern!(py, "require"), (value, py.None(), ("C", "A")))?;
        array.call_method1(intern!(py, "view"), (as_type,))
    };
    // The first sign is the order of bytes.
    let chars: Vec<char> = word.chars().collect();
    let (order, kind, rest) = match chars.as_slice() {
        [order, kind, rest @ ..] => (*order, *kind, rest.iter().collect::<String>()),
        _ => return Err(unsuitable("expected a native type")),
    };
    if order == '>' {
        return Err(unsuitable(
            "expected the byte order of this machine: `.astype(column.dtype.newbyteorder(\"=\"))`",
        ));
    }
    let unit = match rest.as_str() {
        "8[s]" => Some(TimeUnit::Second),
        "8[ms]" => Some(TimeUnit::Millisecond),
        "8[us]" => Some(TimeUnit::Microsecond),
        "8[ns]" => Some(TimeUnit::Nanosecond),
        _ => None,
    };
    let data_type = match (kind, unit) {
        ('M', Some(unit)) => DataType::Timestamp(unit, None),
        ('m', Some(unit)) => DataType::Duration(unit),
        ('M' | 'm', None) => {
            return Err(unsuitable(
                "expected seconds, milli-, micro- or nanoseconds: `.astype(\"datetime64[us]\")`",
            ));
        }
        ('O', _) => {
            return Err(unsuitable(
                "its rows are Python objects; `.astype(\"datetime64[us]\")` makes instants of them",
            ));
        }
        _ => DataType::Null,
    };
    if data_type != DataType::Null {
        let numbers = PyBuffer::<i64>::get(&native("int64")?)?;
        let numbers = arrow::values(numbers).ok_or_else(|| unsuitable("expected rows side by side"))?;
        let array = with_missing(data_type.clone(), numbers)?;
        return Ok((data_type, vec![array]));
    }
    plain(kind, value)
        .and_then(|array| array.ok_or_else(|| unsuitable("expected datetime64, numbers or bool")))
}

/// Numbers and truth of NumPy. A float that is not a number is missing.
fn plain(kind: char, value: &Bound<'_, PyAny>) -> PyResult<Option<Chunks>> {
    let py = value.py();
    let cast = |to: &str| value.call_method1(intern!(py, "astype"), (to,));
    let array: ArrayRef = match kind {
        'i' | 'u' => Arc::new(Int64Array::from(PyBuffer::<i64>::get(&cast("int64")?)?.to_vec(py)?)),
        'b' => {
            let bytes = PyBuffer::<u8>::get(&cast("uint8")?)?.to_vec(py)?;
            Arc::new(arrow_array::BooleanArray::from_iter(bytes.iter().map(|&byte| Some(byte != 0))))
        }
        'f' => {
            let numbers = PyBuffer::<f64>::get(&cast("float64")?)?.to_vec(py)?;
            let known = NullBuffer::from_iter(numbers.iter().map(|number| !number.is_nan()));
            Arc::new(Float64Array::new(numbers.into(), Some(known).filter(|known| known.null_count() > 0)))
        }
        _ => return Ok(None),
    };
    Ok(Some((array.data_type().clone(), vec![array])))
}

/// Times of NumPy, where the least number stands for none.
fn with_missing(data_type: DataType, numbers: Buffer) -> PyResult<ArrayRef> {
    const MISSING: i64 = i64::MIN;
    let values = ScalarBuffer::<i64>::from(numbers);
    let rows = values.len();
    let any = values.contains(&MISSING);
    let known = any
        .then(|| NullBuffer::new(BooleanBuffer::collect_bool(rows, |row| values.get(row) != Some(&MISSING))));
    let array = DurationMicrosecondArray::new(values, known);
    let data = array.to_data().into_builder().data_type(data_type).build();
    data.map(make_array).map_err(arrow::malformed)
}
