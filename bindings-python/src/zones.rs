use std::collections::BTreeMap;

use aftersales::time::{ZoneDatabase as Core, ZoneRules};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple, PyType};

use crate::convert::{At, Length};
use crate::error::Refusal;
use crate::html;

/// Rules of time zones that the host hands in, in place of those that the package bundles.
///
/// Policies name the version in their revision, because other rules can give other due times.
///
/// Parameters
/// ----------
/// version
///     Which tz database they are from, such as ``"2026a"``.
/// rules
///     TZif bytes (RFC 9636) by IANA name, as the files of ``zoneinfo`` hold them.
///
/// Raises
/// ------
/// AftersalesError
///     ``time.zone.tzif_malformed`` for bytes that are none.
///
/// Examples
/// --------
/// >>> from pathlib import Path
/// >>> header = b"TZif2" + bytes(15) + b"".join(count.to_bytes(4, "big") for count in (0, 0, 0, 0, 1, 4))
/// >>> block = (3600).to_bytes(4, "big") + bytes([0, 0]) + b"OWN" + bytes(1)
/// >>> zones = ZoneDatabase("own", {"Own/Zone": header + block + header + block + b"\nOWN-1\n"})
/// >>> from datetime import datetime, timedelta, timezone
/// >>> zones.utc_offset("Own/Zone", datetime(2026, 3, 2, tzinfo=timezone.utc)) == timedelta(hours=1)
/// True
/// >>> Bundle({"name": "desk", "calendars": {"office": {"time_zone": "Own/Zone"}}}, zones=zones).calendar("office").tzdb_version
/// 'own'
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct ZoneDatabase {
    core: Core,
    rules: BTreeMap<String, Py<PyBytes>>,
}

#[pymethods]
impl ZoneDatabase {
    #[new]
    fn new(py: Python<'_>, version: &str, rules: BTreeMap<String, Py<PyBytes>>) -> PyResult<Self> {
        let mut core = Core::empty(version);
        for (zone, bytes) in &rules {
            core = core.with(ZoneRules::from_tzif(zone, version, bytes.as_bytes(py)).map_err(Refusal::from)?);
        }
        Ok(Self { core, rules })
    }

    /// The rules of zones from the package ``tzdata``, which is newer than this one where ``pip`` has updated it.
    ///
    /// Parameters
    /// ----------
    /// zones
    ///     IANA names.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``time.zone.unknown`` for a zone that the package does not have.
    /// ImportError
    ///     Without the package.
    ///
    /// Examples
    /// --------
    /// >>> import tzdata
    /// >>> ZoneDatabase.from_tzdata("Europe/Berlin").version == tzdata.IANA_VERSION
    /// True
    #[classmethod]
    #[pyo3(signature = (*zones: "str"))]
    fn from_tzdata(class: &Bound<'_, PyType>, zones: Vec<String>) -> PyResult<Self> {
        let py = class.py();
        let version: String = py.import("tzdata")?.getattr("IANA_VERSION")?.extract()?;
        let files = py.import("importlib.resources")?.call_method1("files", ("tzdata.zoneinfo",))?;
        let mut rules = BTreeMap::new();
        for zone in zones {
            // An unknown zone is refused with the error that the bundled database has for it.
            Core::bundled().rules(&zone).map_err(Refusal::from)?;
            let file =
                files.call_method1("joinpath", PyTuple::new(py, zone.split('/').collect::<Vec<_>>())?)?;
            rules.insert(zone, file.call_method0("read_bytes")?.cast_into::<PyBytes>()?.unbind());
        }
        Self::new(py, &version, rules)
    }

    /// Which tz database the rules are from.
    #[getter]
    fn version(&self) -> &str {
        self.core.version()
    }

    /// The names of the zones, sorted.
    #[getter]
    fn zones(&self) -> Vec<&str> {
        self.rules.keys().map(String::as_str).collect()
    }

    /// By how much the wall clocks of a zone are ahead of UTC at an instant.
    ///
    /// Parameters
    /// ----------
    /// zone
    ///     One of the database.
    /// at
    ///     An aware ``datetime``.
    ///
    /// Returns
    /// -------
    /// timedelta
    ///     Negative west of Greenwich.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``time.zone.unknown``.
    ///
    /// Examples
    /// --------
    /// >>> zones.utc_offset("Own/Zone", datetime(2026, 7, 2, tzinfo=timezone.utc))
    /// datetime.timedelta(seconds=3600)
    fn utc_offset(&self, zone: &str, at: At) -> PyResult<Length> {
        let seconds = self.core.rules(zone).map_err(Refusal::from)?.offset_seconds(at.0);
        Ok(Length(aftersales::time::Span::from_seconds(seconds.into())))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        self.same(py) == other.same(py)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        let (version, rules) = self.same(py);
        PyTuple::new(py, rules.into_iter().map(|(zone, bytes)| (version, zone, PyBytes::new(py, bytes))))?
            .hash()
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("ZoneDatabase(version={:?}, zones={:?})", self.version(), self.zones())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let rules = PyDict::new(py);
        for (zone, bytes) in &self.rules {
            rules.set_item(zone, bytes)?;
        }
        (py.get_type::<Self>(), (self.version(), rules)).into_pyobject(py)
    }
}

impl ZoneDatabase {
    /// What a host handed in, or what the package bundles.
    pub(crate) fn core(zones: Option<&Bound<'_, Self>>) -> Core {
        zones.map_or_else(Core::bundled, |zones| zones.get().core.clone())
    }

    /// The bytes of a zone, and the version that they are from.
    pub(crate) fn tzif<'py>(&self, py: Python<'py>, zone: &str) -> Option<(Bound<'py, PyBytes>, &str)> {
        Some((self.rules.get(zone)?.bind(py).clone(), self.version()))
    }

    fn same<'a>(&'a self, py: Python<'a>) -> (&'a str, Vec<(&'a str, &'a [u8])>) {
        let rules = self.rules.iter().map(|(zone, bytes)| (zone.as_str(), bytes.as_bytes(py)));
        (self.version(), rules.collect())
    }
}
