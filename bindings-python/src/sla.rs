use aftersales::sla::{Inputs, SlaPolicy as CorePolicy};
use aftersales::wire::{InputsDocument, SlaDocument, canonical_json, read_document};
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::json;

use crate::answer::to_python;
use crate::arrow::Table;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;
use crate::policy::Bundle;
use crate::zones::ZoneDatabase;

/// Service levels, compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     Calendars, metrics, and who is promised what.
/// zones
///     Rules of time zones in place of the bundled ones.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> policy = SlaPolicy({
/// ...     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
/// ...     "default_calendar": "office",
/// ...     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
/// ...     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
/// ... })
/// >>> [promise] = policy.promises({"priority": "P2"}, datetime(2026, 3, 2, 9, tzinfo=timezone.utc))
/// >>> promise["due"]
/// datetime.datetime(2026, 3, 2, 13, 0, tzinfo=datetime.timezone.utc)
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct SlaPolicy {
    pub(crate) core: CorePolicy,
    pub(crate) origin: Origin,
}

/// What a policy is made from again.
pub(crate) enum Origin {
    Document(String, Option<Py<ZoneDatabase>>),
    Bundle(Py<Bundle>),
}

impl Origin {
    /// The document as canonical JSON, or that part of a bundle.
    pub(crate) fn document(&self, part: fn(&Bundle) -> PyResult<String>) -> PyResult<String> {
        match self {
            Self::Document(document, _) => Ok(document.clone()),
            Self::Bundle(bundle) => part(bundle.get()),
        }
    }

    /// What pickle makes the same again from: the class with its document, or the part of a bundle.
    pub(crate) fn reduce<'py, T: PyTypeInfo>(
        &self,
        py: Python<'py>,
        part: &str,
    ) -> PyResult<Bound<'py, PyTuple>> {
        match self {
            Self::Document(document, None) => (py.get_type::<T>(), (document,)).into_pyobject(py),
            Self::Document(document, zones) => (py.get_type::<T>(), (document, zones)).into_pyobject(py),
            Self::Bundle(bundle) => {
                (py.import("builtins")?.getattr("getattr")?, (bundle, part)).into_pyobject(py)
            }
        }
    }
}

#[pymethods]
impl SlaPolicy {
    #[new]
    #[pyo3(signature = (document: "_Given", zones=None))]
    fn new(document: &Bound<'_, PyAny>, zones: Option<&Bound<'_, ZoneDatabase>>) -> PyResult<Self> {
        let document = document::read(document, SlaDocument::from_json)?;
        let core = CorePolicy::compile(&document, &ZoneDatabase::core(zones)).map_err(Refusal::from)?;
        let document = canonical_json(&document).map_err(Refusal::from)?;
        Ok(Self { core, origin: Origin::Document(document, zones.map(|zones| zones.clone().unbind())) })
    }

    /// What a ticket of which this is known would be promised on clocks that start at ``from_``, metric by metric.
    ///
    /// Parameters
    /// ----------
    /// inputs
    ///     What is known of the ticket: ``priority``, ``tier``, ``kind`` and the like.
    /// from_
    ///     An aware ``datetime``.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     ``metric``, ``target`` and ``due``, an instant in UTC.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For an input that there is not, by its path.
    ///
    /// Examples
    /// --------
    /// >>> policy.promises({}, datetime(2026, 3, 2, 15, tzinfo=timezone.utc))[0]["due"]
    /// datetime.datetime(2026, 3, 9, 11, 0, tzinfo=datetime.timezone.utc)
    #[pyo3(signature = (inputs: "_Given", from_) -> "list[_Answer]")]
    fn promises<'py>(&self, inputs: &Bound<'py, PyAny>, from_: At) -> PyResult<Bound<'py, PyAny>> {
        let known: InputsDocument = document::read(inputs, read_document)?;
        let known = Inputs::try_from(&known).map_err(Refusal::from)?;
        let promises = self.core.promises(&known, from_.0).into_iter().map(|promise| {
            json!({
                "metric": promise.metric, "due": promise.due, "target_source": promise.target_source,
                "calendar": promise.calendar, "calendar_source": promise.calendar_source,
            })
        });
        to_python(inputs.py(), &promises.collect::<Vec<_>>())
    }

    /// The clocks of many tickets as of ``now``, from a table with an event a row.
    ///
    /// Parameters
    /// ----------
    /// events
    ///     A frame of pandas or Polars, a PyArrow table, a relation of DuckDB, a dict of columns, or anything with
    ///     ``__arrow_c_stream__``. Its columns are ``ticket``, ``at`` and ``type``, with ``state`` and ``reason`` where types
    ///     need them and what is known of a ticket: ``priority``, ``tier``, ``kind``, ``class``, ``channel``,
    ///     ``entitlement``, ``product_line``, ``site``. The rows of a ticket stand in order of time.
    /// now
    ///     The instant of looking; later events are not looked at.
    /// columns
    ///     Columns of other names, by field.
    /// naive
    ///     The zone of times that have none.
    ///
    /// Returns
    /// -------
    /// tuple of Table
    ///     A row for each reading, with the number of its ticket, instants in UTC and lengths as durations; and the rows that
    ///     were refused, each with ``row``, ``ticket``, ``code`` and ``message``. A ticket with such a row has no readings.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a column that is missing or of the wrong type, by its name.
    ///
    /// Examples
    /// --------
    /// >>> import polars
    /// >>> from datetime import datetime, timezone
    /// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    /// >>> events = polars.DataFrame({
    /// ...     "ticket": ["TS-1", "TS-2", "TS-1"], "at": [at(1), at(2), at(3)], "type": ["started", "stopped", "agent_message"],
    /// ...     "priority": ["P1", None, None],
    /// ... })
    /// >>> readings, refused = Bundle.preset("clocks-only").sla.readings(events, at(4))
    /// >>> readings.to_polars().select("ticket", "metric", "state").rows()
    /// [('TS-1', 'first_response', 'stopped'), ('TS-1', 'resolution', 'running')]
    /// >>> refused["row"].to_list()
    /// [1]
    #[pyo3(signature = (
        events: "_Frame",
        now,
        *,
        columns: "Mapping[str, str | None] | None" = None,
        naive: "_Zone | None" = None,
    ))]
    fn readings<'py>(
        &self,
        events: &Bound<'py, PyAny>,
        now: At,
        columns: Option<&Bound<'py, PyDict>>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Table, Table)> {
        crate::columns::events::readings(&self.core, events, now.0, columns, naive)
    }

    /// The names of the metrics, in the order of the document.
    #[getter]
    fn metrics(&self) -> Vec<&str> {
        self.core.metrics().iter().map(|metric| metric.name().as_str()).collect()
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> PyResult<String> {
        Ok(html::document(&self.origin.document(Bundle::sla_document)?))
    }

    fn __repr__(&self) -> String {
        format!("SlaPolicy(metrics={:?}, revision={:?})", self.metrics(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.origin.reduce::<Self>(py, "sla")
    }
}

handle!(SlaPolicy);
