use aftersales::ticket::NumberScheme as CoreScheme;
use aftersales::wire::{NumberReadingDocument, NumberingDocument, canonical_json};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;
use crate::zones::ZoneDatabase;

/// How tickets are numbered, compiled from a document: a dict, or JSON text.
///
/// The host keeps the last serial of each ``period_key``, in the transaction that stores the ticket.
///
/// Parameters
/// ----------
/// document
///     The parts from left to right. A scheme whose numbers would repeat is refused.
/// zones
///     Rules of time zones in place of the bundled ones.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> scheme = NumberScheme({
/// ...     "time_zone": "Europe/Berlin", "reset": "yearly",
/// ...     "parts": [{"type": "date", "form": "yyyy"}, {"type": "text", "text": "-"}, {"type": "serial", "width": 6}],
/// ... })
/// >>> now = datetime(2025, 12, 31, 23, 30, tzinfo=timezone.utc)
/// >>> scheme.period_key(now), scheme.format(7, now)
/// ('2026', '2026-000007')
/// >>> scheme.parse("2026-000007")["serial"]
/// 7
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct NumberScheme {
    pub(crate) core: CoreScheme,
    document: String,
    zones: Option<Py<ZoneDatabase>>,
}

#[pymethods]
impl NumberScheme {
    #[new]
    #[pyo3(signature = (document: "_Given", zones=None))]
    fn new(document: &Bound<'_, PyAny>, zones: Option<&Bound<'_, ZoneDatabase>>) -> PyResult<Self> {
        Self::compile(&document::read(document, NumberingDocument::from_json)?, zones)
    }

    /// The number with a serial from 1, given at an instant, at a site where the scheme names one.
    ///
    /// Parameters
    /// ----------
    /// serial
    ///     From 1 within ``period_key``.
    /// at
    ///     The instant at which the ticket is numbered.
    /// site
    ///     One of the scheme's sites, where it has such.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a serial that the scheme cannot show, or a site that it does not know.
    ///
    /// Examples
    /// --------
    /// >>> scheme.format(42, now)
    /// '2026-000042'
    #[pyo3(signature = (serial, at, site=None))]
    fn format(&self, serial: u64, at: At, site: Option<&str>) -> PyResult<String> {
        Ok(self.core.format(serial, at.0, site).map_err(Refusal::from)?.as_str().to_owned())
    }

    /// Takes a number apart: its serial, and the date and site that it shows. Its check digits must fit.
    ///
    /// Parameters
    /// ----------
    /// number
    ///     As ``format`` wrote it.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``serial``, and what of date and site the number shows.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``number.text.malformed`` for a number that the scheme does not write.
    ///
    /// Examples
    /// --------
    /// >>> sorted(scheme.parse("2026-000007"))
    /// ['number', 'serial', 'year']
    #[pyo3(signature = (number) -> "_Answer")]
    fn parse<'py>(&self, py: Python<'py>, number: &str) -> PyResult<Bound<'py, PyAny>> {
        let reading = self.core.parse(number).map_err(Refusal::from)?;
        to_python(py, &NumberReadingDocument::from(&reading))
    }

    /// What the host counts serials by: the local date, month or year, or nothing where they never begin again.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant, which falls into the period of the scheme's zone.
    ///
    /// Examples
    /// --------
    /// >>> scheme.period_key(datetime(2025, 12, 31, 22, tzinfo=timezone.utc))
    /// '2025'
    fn period_key(&self, now: At) -> String {
        self.core.period_key(now.0)
    }

    /// The first instant after ``now`` from which serials begin again; ``None`` if that never comes.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> scheme.next_period(now)
    /// datetime.datetime(2026, 12, 31, 23, 0, tzinfo=datetime.timezone.utc)
    fn next_period(&self, now: At) -> Option<At> {
        self.core.next_period(now.0).map(At)
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as canonical JSON.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces: the text that ``revision`` is the hash of.
    ///
    /// Examples
    /// --------
    /// >>> NumberScheme(scheme.to_json()) == scheme
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("NumberScheme(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document, &self.zones)).into_pyobject(py)
    }
}

impl NumberScheme {
    pub(crate) fn compile(
        document: &NumberingDocument,
        zones: Option<&Bound<'_, ZoneDatabase>>,
    ) -> PyResult<Self> {
        let core = CoreScheme::compile(document, &ZoneDatabase::core(zones)).map_err(Refusal::from)?;
        let document = canonical_json(document).map_err(Refusal::from)?;
        Ok(Self { core, document, zones: zones.map(|zones| zones.clone().unbind()) })
    }
}

handle!(NumberScheme);
