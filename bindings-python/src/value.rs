//! Documents from Python's own dicts and lists, with the path of what cannot stand in one.

use std::fmt;

use aftersales::wire::{ErrorDocument, WireError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyDate, PyDateTime, PyDict, PyFloat, PyInt, PyList, PyString, PyTime, PyTuple, PyType,
};
use serde_json::{Map, Number, Value};

use crate::amount;
use crate::convert;
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

mod dates;

/// A document from Python's objects.
pub(crate) fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    read(value, Place::Root, 0)
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
            let inner = Place::Field(&place, &key);
            let field =
                if key == "holidays" { dates::read(&field, inner) } else { read(&field, inner, levels) }?;
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
    if let Some(number) = decimal_text(value)? {
        return Ok(Value::String(number));
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

/// A `Decimal` written out: its own text may have an exponent.
fn decimal_text(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if !value.is_instance(amount::decimal_class(value.py())?)? {
        return Ok(None);
    }
    value.call_method1("__format__", ("f",))?.extract().map(Some)
}

/// Objects whose text is that of the wire.
fn is_written_as_text(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    static ZONE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(value.is_instance_of::<PyDate>()
        || value.is_instance_of::<PyTime>()
        || value.is_instance(ZONE.import(value.py(), "zoneinfo", "ZoneInfo")?)?)
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
