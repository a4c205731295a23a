//! Documents as Python's own dicts and lists: what the wire names an instant is an aware `datetime`, all else is as in JSON.

use std::fmt;

use aftersales::time::Instant;
use aftersales::wire::{ErrorDocument, WireError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyString, PyTime, PyTuple, PyType,
};
use pyo3::{IntoPyObjectExt, sync::PyOnceLock};
use serde::Serialize;
use serde_json::{Map, Number, Value};

use crate::convert::{self, At};
use crate::error::Refusal;

/// Deepest nesting that is read, which is that of JSON text.
const MOST_LEVELS: usize = 127;

/// Where in a document a value stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

/// A document from Python's objects.
pub(crate) fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    read(value, Place::Root, 0)
}

/// An answer of the core as Python's objects.
pub(crate) fn to_python<'py, T: Serialize>(py: Python<'py>, answer: &T) -> PyResult<Bound<'py, PyAny>> {
    write(py, &json(answer)?, "")
}

/// An answer of the core as JSON.
pub(crate) fn json<T: Serialize>(answer: &T) -> PyResult<Value> {
    let not_canonical = |error: serde_json::Error| WireError::NotCanonical { detail: error.to_string() };
    Ok(serde_json::to_value(answer).map_err(not_canonical).map_err(Refusal::from)?)
}

fn read(value: &Bound<'_, PyAny>, place: Place<'_>, levels: usize) -> PyResult<Value> {
    if levels > MOST_LEVELS {
        return Err(malformed(place, "the document is nested too deeply").into());
    }
    let levels = levels.saturating_add(1);
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::String(text.to_cow()?.into_owned()));
    }
    if let Ok(yes) = value.cast::<PyBool>() {
        return Ok(Value::Bool(yes.is_true()));
    }
    if value.is_instance_of::<PyInt>() {
        let number =
            value.extract::<i64>().map(Number::from).or_else(|_| value.extract::<u64>().map(Number::from));
        return number
            .map(Value::Number)
            .map_err(|_| malformed(place, "the number is beyond 64 bits").into());
    }
    if value.is_instance_of::<PyFloat>() {
        let number = Number::from_f64(value.extract()?);
        return number
            .map(Value::Number)
            .ok_or_else(|| malformed(place, "`nan` and infinity are no numbers of JSON").into());
    }
    if let Ok(fields) = value.cast::<PyDict>() {
        let mut read_fields = Map::new();
        for (key, field) in fields {
            let key = key_text(&key, place)?;
            let field = read(&field, Place::Field(&place, &key), levels)?;
            read_fields.insert(key, field);
        }
        return Ok(Value::Object(read_fields));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items = value.try_iter()?.enumerate();
        let items = items.map(|(position, item)| read(&item?, Place::Item(&place, position), levels));
        return items.collect::<PyResult<_>>().map(Value::Array);
    }
    if let Ok(instant) = value.cast::<PyDateTime>() {
        let instant = convert::instant(&instant.as_borrowed())?;
        return instant
            .map(|at| Value::String(at.to_string()))
            .map_err(|refusal| refusal.at(&place.to_string()).into());
    }
    if is_written_as_text(value)? {
        return Ok(Value::String(value.str()?.to_cow()?.into_owned()));
    }
    let found = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "`{place}` is a `{found}`; a document holds dicts, lists, text, numbers, bools, None, aware datetimes, dates, times, \
         Decimals and ZoneInfos, and names lengths of time by their unit"
    )))
}

fn key_text(key: &Bound<'_, PyAny>, place: Place<'_>) -> PyResult<String> {
    match read(key, place, 0)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(PyTypeError::new_err(format!(
            "a key of `{place}` is `{key}`; keys are text, dates or numbers"
        ))),
    }
}

/// Objects whose text is that of the wire.
fn is_written_as_text(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static ZONE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(value.is_instance_of::<PyDate>()
        || value.is_instance_of::<PyTime>()
        || value.is_instance(DECIMAL.import(value.py(), "decimal", "Decimal")?)?
        || value.is_instance(ZONE.import(value.py(), "zoneinfo", "ZoneInfo")?)?)
}

fn write<'py>(py: Python<'py>, value: &Value, field: &str) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(yes) => yes.into_bound_py_any(py),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into_bound_py_any(py),
            (None, Some(number)) => number.into_bound_py_any(py),
            (None, None) => number.as_f64().into_bound_py_any(py),
        },
        Value::String(text) => match instant(field, text) {
            Some(at) => At(at).into_bound_py_any(py),
            None => text.into_bound_py_any(py),
        },
        Value::Array(items) => {
            let items = items.iter().map(|item| write(py, item, field)).collect::<PyResult<Vec<_>>>()?;
            items.into_bound_py_any(py)
        }
        Value::Object(fields) => {
            let written = PyDict::new(py);
            for (key, value) in fields {
                written.set_item(key, write(py, value, key)?)?;
            }
            Ok(written.into_any())
        }
    }
}

/// The instant that a field holds. Only text that the instant itself would write is one, so nothing is lost on the way back.
fn instant(field: &str, text: &str) -> Option<Instant> {
    if !is_of_an_instant(field) {
        return None;
    }
    text.parse().ok().filter(|at: &Instant| at.to_string() == text)
}

/// Whether the wire has instants in fields of this name.
fn is_of_an_instant(field: &str) -> bool {
    const NAMES: [&str; 21] = [
        "as_of",
        "at",
        "completion",
        "due",
        "due_at_stop",
        "due_if_resumed",
        "from",
        "late_from",
        "new_completion",
        "next_change",
        "next_due",
        "not_before",
        "now",
        "last",
        "period",
        "promised",
        "rules_since",
        "since",
        "to",
        "until",
        "used",
    ];
    field.ends_with("_at") || field.ends_with("_until") || field == "valid_from" || NAMES.contains(&field)
}

fn malformed(place: Place<'_>, detail: &str) -> Refusal {
    Refusal::from(WireError::Malformed { path: place.to_string(), detail: detail.to_owned() })
}

/// The path as errors of the core write it: `weekly.mon[0]`, and `.` for the document itself.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("."),
            Self::Field(Place::Root, field) => f.write_str(field),
            Self::Field(outer, field) => write!(f, "{outer}.{field}"),
            Self::Item(Place::Root, position) => write!(f, "[{position}]"),
            Self::Item(outer, position) => write!(f, "{outer}[{position}]"),
        }
    }
}

impl Refusal {
    fn at(self, path: &str) -> Self {
        let ErrorDocument { code, message, .. } = self.error;
        let message = format!("`{path}`: {message}");
        Self { error: ErrorDocument { code, message, path: Some(path.to_owned()) }, reasons: self.reasons }
    }
}
