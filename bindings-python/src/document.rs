//! What the core is given: documents and, where the host hands them in, the rules of a zone.

use aftersales::time::{ZoneDatabase, ZoneRules};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyDict, PyString};

use crate::error::Refusal;
use crate::value;

/// Reads a document from JSON text, or from a `dict` of the same shape in which instants, dates, times, amounts and zones
/// may be Python's own.
pub(crate) fn read<T, E>(
    document: &Bound<'_, PyAny>,
    from_json: impl FnOnce(&str) -> Result<T, E>,
) -> PyResult<T>
where
    Refusal: From<E>,
{
    if let Ok(text) = document.cast::<PyString>() {
        return Ok(from_json(&text.to_cow()?).map_err(Refusal::from)?);
    }
    if !document.is_instance_of::<PyDict>() {
        let found = document.get_type().name()?;
        return Err(PyTypeError::new_err(format!("a document is a dict or JSON text, not `{found}`")));
    }
    Ok(from_json(&value::from_python(document)?.to_string()).map_err(Refusal::from)?)
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
