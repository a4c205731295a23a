use aftersales::sla::{Event, TicketClocks as CoreClocks};
use aftersales::vocabulary::Name;
use aftersales::wire::{
    BoardDocument, BreachDocument, ExplanationDocument, ReadingDocument, TimelineEventDocument, read_document,
};
use pyo3::prelude::*;

use crate::answer::to_python;
use crate::arrow::Table;
use crate::columns::board;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::Shared;
use crate::sla::SlaPolicy;

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

/// Reads the clocks of many tickets at one instant into a table with a row for each reading.
///
/// The column ``ticket`` is the place in ``tickets``. Instants are in UTC, lengths are durations.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> clocks.apply({"at": datetime(2026, 3, 2, tzinfo=timezone.utc), "type": "started", "inputs": {"priority": "P1"}})
/// >>> board_table([clocks], datetime(2026, 3, 2, 12, tzinfo=timezone.utc)).to_polars().select("ticket", "metric", "state").rows()
/// [(0, 'first_response', 'running'), (0, 'resolution', 'running')]
#[pyfunction]
pub(crate) fn board_table<'py>(
    py: Python<'py>,
    tickets: Vec<PyRef<'py, TicketClocks>>,
    now: At,
) -> PyResult<Table> {
    let clocks: Vec<_> = tickets.iter().map(|ticket| ticket.0.get()).collect();
    let board = py.detach(|| aftersales::sla::read_board(clocks.iter().map(AsRef::as_ref), now.0));
    board::table(&board.map_err(Refusal::from)?)
}

pub(crate) fn name(text: &str) -> PyResult<Name> {
    Ok(text.parse().map_err(Refusal::from)?)
}
