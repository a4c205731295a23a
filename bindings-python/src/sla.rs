use aftersales::sla::{Event, Inputs, SlaPolicy as CorePolicy, TicketClocks as CoreClocks};
use aftersales::time::ZoneDatabase;
use aftersales::vocabulary::Name;
use aftersales::wire::{
    BoardDocument, BreachDocument, ExplanationDocument, InputsDocument, ReadingDocument, SlaDocument,
    TimelineEventDocument, canonical_json, read_document,
};
use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::json;

use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::{Shared, handle};
use crate::policy::Bundle;
use crate::value::to_python;

/// Service levels, compiled from a document: a dict, or JSON text.
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
    Document(String),
    Bundle(Py<Bundle>),
}

impl Origin {
    /// What pickle makes the same again from: the class with its document, or the part of a bundle.
    pub(crate) fn reduce<'py, T: PyTypeInfo>(
        &self,
        py: Python<'py>,
        part: &str,
    ) -> PyResult<Bound<'py, PyTuple>> {
        match self {
            Self::Document(document) => (py.get_type::<T>(), (document,)).into_pyobject(py),
            Self::Bundle(bundle) => {
                (py.import("builtins")?.getattr("getattr")?, (bundle, part)).into_pyobject(py)
            }
        }
    }
}

#[pymethods]
impl SlaPolicy {
    #[new]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, SlaDocument::from_json)?;
        let core = CorePolicy::compile(&document, &ZoneDatabase::bundled()).map_err(Refusal::from)?;
        Ok(Self { core, origin: Origin::Document(canonical_json(&document).map_err(Refusal::from)?) })
    }

    /// What a ticket of which this is known would be promised on clocks that start at ``from_``, metric by metric.
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

    fn __repr__(&self) -> String {
        format!("SlaPolicy(metrics={:?}, revision={:?})", self.metrics(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.origin.reduce::<Self>(py, "sla")
    }
}

handle!(SlaPolicy);

/// All clocks of one ticket, for a desk with a lifecycle of its own.
///
/// Events are applied in order of time. Readings can be taken at any instant from the last event on and change nothing.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> at = lambda day, hour: datetime(2026, 3, day, hour, tzinfo=timezone.utc)
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> clocks.apply({"at": at(2, 1), "type": "started", "inputs": {"priority": "P1"}})
/// >>> [reading["metric"] for reading in clocks.readings(at(2, 2))]
/// ['first_response', 'resolution']
/// >>> clocks.next_change(at(2, 2)) == clocks.readings(at(2, 2))[1]["next_change"]
/// True
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct TicketClocks(Shared<CoreClocks>);

#[pymethods]
impl TicketClocks {
    #[new]
    fn new(policy: &SlaPolicy) -> Self {
        Self(Shared::new(CoreClocks::new(policy.core.clone())))
    }

    /// Takes the next event; ``policy`` is the one that a ``policy_revised`` event puts in force.
    #[pyo3(signature = (event, policy=None))]
    fn apply(&self, event: &Bound<'_, PyAny>, policy: Option<&SlaPolicy>) -> PyResult<()> {
        let event: TimelineEventDocument = document::read(event, read_document)?;
        let event = Event::from_document(&event, |_| policy.map(|policy| policy.core.clone()));
        let event = event.map_err(Refusal::from)?;
        Ok(self.0.change(|clocks| clocks.apply(event)).map_err(Refusal::from)?)
    }

    /// The reading of every clock that has begun, in the order of the policy, each in its latest cycle.
    fn readings<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.0.get().readings(now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// The readings of all cycles of one clock, finished ones included, in order.
    fn cycles<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.0.get().cycles(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// Every breach up to ``now``, in order of time.
    fn breaches<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let breaches = self.0.get().breaches(now.0).map_err(Refusal::from)?;
        to_python(py, &breaches.iter().map(BreachDocument::from).collect::<Vec<_>>())
    }

    /// The earliest level, due or late instant after ``now`` of any clock, if no event comes before.
    fn next_change(&self, now: At) -> PyResult<Option<At>> {
        Ok(self.0.get().next_change(now.0).map_err(Refusal::from)?.map(At))
    }

    /// How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.
    fn explain<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let explanation = self.0.get().explain(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &explanation.as_ref().map(ExplanationDocument::from))
    }

    fn __repr__(&self) -> String {
        let clocks = self.0.get();
        format!("TicketClocks(events={}, policy={:?})", clocks.events().len(), clocks.policy().revision())
    }
}

/// Reads the clocks of many tickets at one instant. Other threads run meanwhile.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> read_board([clocks, clocks], datetime(2026, 3, 2, tzinfo=timezone.utc))
/// {'rows': [{'readings': []}, {'readings': []}]}
#[pyfunction]
pub(crate) fn read_board<'py>(
    py: Python<'py>,
    tickets: Vec<PyRef<'py, TicketClocks>>,
    now: At,
) -> PyResult<Bound<'py, PyAny>> {
    let clocks: Vec<_> = tickets.iter().map(|ticket| ticket.0.get()).collect();
    let board = py.detach(|| aftersales::sla::read_board(clocks.iter().map(AsRef::as_ref), now.0));
    to_python(py, &BoardDocument::from(&board.map_err(Refusal::from)?))
}

pub(crate) fn name(text: &str) -> PyResult<Name> {
    Ok(text.parse().map_err(Refusal::from)?)
}
