//! What a calendar is made from: a document and, where the host hands them in, the rules of its zone.

use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::wire::CalendarDocument;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyDict, PyString};

use crate::error::Refusal;

/// Reads a document from JSON text, or from a `dict` of the same shape in which dates and times may be Python's own.
pub(crate) fn read(document: &Bound<'_, PyAny>) -> PyResult<CalendarDocument> {
    if let Ok(text) = document.cast::<PyString>() {
        return Ok(CalendarDocument::from_json(&text.to_cow()?).map_err(Refusal::from)?);
    }
    let Ok(document) = document.cast::<PyDict>() else {
        let found = document.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "a calendar document is a dict or JSON text, not `{found}`"
        )));
    };
    let py = document.py();
    let options = PyDict::new(py);
    // `str` writes dates and times as the wire does; what else it writes, the core refuses with path and value.
    options.set_item("default", py.get_type::<PyString>())?;
    let text: String = py.import("json")?.call_method("dumps", (document,), Some(&options))?.extract()?;
    Ok(CalendarDocument::from_json(&text).map_err(Refusal::from)?)
}

/// The bundled database, or one with the rules that the host hands in: TZif bytes and the version they come from.
pub(crate) fn zones(
    time_zone: &str,
    tzif: Option<&PyBackedBytes>,
    tzdb_version: Option<&str>,
) -> PyResult<ZoneDatabase> {
    match (tzif, tzdb_version) {
        (None, None) => Ok(ZoneDatabase::bundled()),
        (Some(tzif), Some(version)) => {
            let rules = ZoneRules::from_tzif(time_zone, version, tzif).map_err(Refusal::from)?;
            Ok(ZoneDatabase::empty(version).with(rules))
        }
        _ => Err(PyTypeError::new_err("`tzif` and `tzdb_version` are given together or not at all")),
    }
}
