use aftersales::cost::{DelayRule, Promise, StandardHours as CoreHours};
use aftersales::wire::{
    CompletionPromiseDocument, CompletionRequestDocument, DelayRequestDocument, EffortRequestDocument,
    JobEffortDocument, StandardHoursDocument, canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::calendar::WorkingCalendar;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// How long each procedure takes by the book, corrected by recorded cases; compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     The wire's ``standard_hours``; lengths in seconds.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> hours = StandardHours({
/// ...     "prior_cases": 8,
/// ...     "procedures": [{"name": "replace_display", "efforts": {
/// ...         "standard": {"type": "log_normal", "median_seconds": 2700, "sigma": "0.4"},
/// ...     }}],
/// ... })
/// >>> case = {"procedure": "replace_display", "difficulty": "standard", "model": "X1", "fault": "display",
/// ...         "grade": "senior", "seconds": 3600}
/// >>> effort = hours.effort({
/// ...     "job": {"model": "X1", "operations": [{"procedure": "replace_display", "difficulty": "standard", "quantity": 1}]},
/// ...     "cases": [case] * 12,
/// ... })
/// >>> [(each["group"], each["cases"]) for each in effort["operations"][0]["corrections"]]
/// [('model', 12)]
/// >>> 2700 < effort["total"]["p50_seconds"] < 3600
/// True
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct StandardHours {
    core: CoreHours,
    document: String,
}

#[pymethods]
impl StandardHours {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, StandardHoursDocument::from_json)?;
        let core = CoreHours::compile(&document).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// How long a job takes, operation by operation and as a whole: ``job``, and the recorded ``cases`` that correct the book.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``effort_request``; lengths in seconds.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``effort``: P10, P50 and P90 in seconds, with the method that gave them.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a procedure that the book does not have, by its path.
    ///
    /// Examples
    /// --------
    /// >>> effort["total"]["p10_seconds"] < effort["total"]["p90_seconds"]
    /// True
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn effort<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<EffortRequestDocument>)?;
        let effort = py.detach(|| self.core.effort_of(&request)).map_err(Refusal::from)?;
        to_python(py, &JobEffortDocument::from(&effort))
    }

    /// The content hash of the document.
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
    /// >>> StandardHours(hours.to_json()) == hours
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("StandardHours(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(StandardHours);

/// When a job will be completed, from its effort, the parts that it waits for and the engineers' calendar.
///
/// Parameters
/// ----------
/// calendar
///     When the engineers work.
/// request
///     The wire's ``completion_request``; lengths in seconds.
///
/// Returns
/// -------
/// dict
///     The wire's ``completion``: instants in UTC.
///
/// Raises
/// ------
/// AftersalesError
///     For a request that cannot be read, by its path.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> engineers = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}})
/// >>> promise = promise_completion(engineers, {
/// ...     "start": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "promised_percent": 80,
/// ...     "effort": [{"type": "log_normal", "median_seconds": 7200, "sigma": "0.45"}],
/// ... })
/// >>> promise["p50"]
/// datetime.datetime(2026, 3, 2, 11, 0, tzinfo=datetime.timezone.utc)
/// >>> promise["p50"] < promise["promised"] < promise["p90"]
/// True
#[pyfunction]
#[pyo3(signature = (calendar, request: "_Given") -> "_Answer")]
pub(crate) fn promise_completion<'py>(
    py: Python<'py>,
    calendar: &WorkingCalendar,
    request: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let request = document::read(request, read_document::<CompletionRequestDocument>)?;
    let promise = py.detach(|| Promise::of_request(&calendar.core, &request)).map_err(Refusal::from)?;
    to_python(py, &CompletionPromiseDocument::from(&promise))
}

/// How late a job is against what was promised, and what the customer must be told: from a delay of 20 % on, unless
/// ``percent`` says otherwise, the reason and a new time.
///
/// Parameters
/// ----------
/// calendar
///     When the engineers work.
/// request
///     The wire's ``delay_request``.
///
/// Returns
/// -------
/// dict
///     The wire's ``delay``; lengths in seconds.
///
/// Raises
/// ------
/// AftersalesError
///     ``cost.document.missing`` where a notice is due and the reason or the new time is lacking.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> engineers = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}})
/// >>> delay = check_delay(engineers, {
/// ...     "started": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "promised": datetime(2026, 3, 2, 14, tzinfo=timezone.utc),
/// ...     "expected": datetime(2026, 3, 2, 15, tzinfo=timezone.utc), "reason": "the display that was delivered is faulty",
/// ... })
/// >>> (delay["needs_notice"], delay["delay_percent"], delay["notice"]["new_completion"].hour)
/// (True, 20, 15)
#[pyfunction]
#[pyo3(signature = (calendar, request: "_Given") -> "_Answer")]
pub(crate) fn check_delay<'py>(
    py: Python<'py>,
    calendar: &WorkingCalendar,
    request: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let request = document::read(request, read_document::<DelayRequestDocument>)?;
    to_python(py, &DelayRule::answer(&calendar.core, &request).map_err(Refusal::from)?)
}
