//! Answers as Python's own dicts and lists: what the wire names an instant is an aware `datetime`, what it names an amount or
//! a rate is a `Decimal`, all else is as in JSON.

use aftersales::money::Decimal;
use aftersales::time::Instant;
use aftersales::wire::WireError;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;
use serde_json::Value;

use crate::amount::decimal_class;
use crate::convert::At;
use crate::error::Refusal;

/// An answer of the core as Python's objects.
pub(crate) fn to_python<'py, T: Serialize>(py: Python<'py>, answer: &T) -> PyResult<Bound<'py, PyAny>> {
    let not_canonical = |error: serde_json::Error| WireError::NotCanonical { detail: error.to_string() };
    let answer = serde_json::to_value(answer).map_err(not_canonical).map_err(Refusal::from)?;
    write(py, &answer, "")
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
            None if is_a_decimal(field, text) => decimal_class(py)?.call1((text,)),
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
    const NAMES: [&str; 28] = [
        "as_of",
        "at",
        "completion",
        "due",
        "due_at_stop",
        "due_if_resumed",
        "expected",
        "from",
        "late_from",
        "new_completion",
        "next_change",
        "next_due",
        "not_before",
        "notice_from",
        "now",
        "last",
        "p10",
        "p50",
        "p90",
        "period",
        "promised",
        "rules_since",
        "since",
        "start",
        "started",
        "to",
        "until",
        "used",
    ];
    field.ends_with("_at") || field.ends_with("_until") || field == "valid_from" || NAMES.contains(&field)
}

/// Whether text is a decimal number by the name of its field. Only text that the number itself would write is one.
fn is_a_decimal(field: &str, text: &str) -> bool {
    const NAMES: [&str; 11] = [
        "amount",
        "beyond_typical",
        "cost",
        "from",
        "multiplier",
        "of",
        "percent",
        "quantity",
        "rate",
        "step",
        "to",
    ];
    (NAMES.contains(&field) || field.ends_with("_percent"))
        && text.parse().is_ok_and(|number: Decimal| number.to_string() == text)
}
