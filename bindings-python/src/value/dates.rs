//! Holidays from where people have them: any iterable of dates.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateTime, PyList, PyString, PyTuple};
use serde_json::Value;

use super::Place;

/// The dates of a list in its order, of anything else in order of time: a set, a dict of dates, an object of the package
/// `holidays`, a column. What is no date is left to be refused where the document is read.
pub(super) fn read(value: &Bound<'_, PyAny>, place: Place<'_>) -> PyResult<Value> {
    let listed = value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>();
    if value.is_none() || value.is_instance_of::<PyString>() {
        return super::read(value, place, 0);
    }
    let Ok(items) = value.try_iter() else { return super::read(value, place, 0) };
    let read = items.enumerate().map(|(position, item)| date(&item?, Place::Item(&place, position)));
    let mut dates = read.collect::<PyResult<Vec<Value>>>()?;
    if dates.is_empty() && value.hasattr("years")? {
        return Err(PyValueError::new_err(format!(
            "`{place}` is empty: an object of the package `holidays` holds the years it was made with, such as \
             `holidays.US(years=[2026, 2027])`"
        )));
    }
    if !listed {
        dates.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
        dates.dedup();
    }
    Ok(Value::Array(dates))
}

fn date(item: &Bound<'_, PyAny>, place: Place<'_>) -> PyResult<Value> {
    const DATE_LENGTH: usize = 10;
    if item.is_instance_of::<PyDateTime>() {
        return super::read(&item.call_method0("date")?, place, 0);
    }
    // numpy writes an instant of any unit with its date first.
    let written = !item.is_instance_of::<PyDate>() && item.get_type().name()? == "datetime64";
    if written {
        let text = item.str()?;
        return Ok(Value::String(text.to_cow()?.chars().take(DATE_LENGTH).collect()));
    }
    super::read(item, place, 0)
}
