use std::sync::Arc;

use aftersales::sla::{Event, TicketClocks as CoreClocks};
use aftersales::time::Instant;
use aftersales::vocabulary::Name;
use aftersales::wire::{
    BoardDocument, BreachDocument, ExplanationDocument, ReadingDocument, TimelineEventDocument, read_document,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};

use crate::answer::to_python;
use crate::arrow::Table;
use crate::columns::board;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::Shared;
use crate::html;
use crate::sla::SlaPolicy;

/// All clocks of one ticket, for a desk with a lifecycle of its own.
///
/// Events are applied in order of time; ``replay`` makes the same clocks of a stored log. Readings can be taken at any
/// instant from the last event on and change nothing. Clocks are equal if their policies and logs are; they pickle as those.
///
/// Parameters
/// ----------
/// policy
///     The service levels in force from now on.
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
/// >>> TicketClocks.replay(Bundle.preset("clocks-only").sla, clocks.events()) == clocks
/// True
#[pyclass(frozen, eq, module = "aftersales")]
pub(crate) struct TicketClocks(Shared<Log>);

/// The clocks with what they were made of.
#[derive(Clone)]
struct Log {
    clocks: CoreClocks,
    policy: Arc<Py<SlaPolicy>>,
    events: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    event: TimelineEventDocument,
    policy: Option<Arc<Py<SlaPolicy>>>,
}

#[pymethods]
impl TicketClocks {
    #[new]
    fn new(policy: &Bound<'_, SlaPolicy>) -> Self {
        let clocks = CoreClocks::new(policy.get().core.clone());
        Self(Shared::new(Log { clocks, policy: Arc::new(policy.clone().unbind()), events: Vec::new() }))
    }

    /// The clocks of a stored log; ``policies`` are those that its ``policy_revised`` events name.
    ///
    /// Parameters
    /// ----------
    /// policy
    ///     The service levels in force at the start.
    /// events
    ///     Dicts or JSON text, in order.
    /// policies
    ///     Service levels by the names in the log.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For an event that does not fit or comes out of order.
    ///
    /// Examples
    /// --------
    /// >>> TicketClocks.replay(Bundle.preset("clocks-only").sla, clocks.events()).readings(at(2, 2)) == clocks.readings(at(2, 2))
    /// True
    #[classmethod]
    #[pyo3(signature = (policy, events: "Iterable[_Given]", policies: "dict[str, SlaPolicy] | None" = None))]
    fn replay(
        _class: &Bound<'_, PyType>,
        policy: &Bound<'_, SlaPolicy>,
        events: &Bound<'_, PyAny>,
        policies: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let clocks = Self::new(policy);
        for event in events.try_iter()? {
            let event: TimelineEventDocument = document::read(&event?, read_document)?;
            clocks.take(event, |name| {
                let known = policies.map(|policies| policies.get_item(name)).transpose()?.flatten();
                known.map(|policy| Ok(policy.cast_into::<SlaPolicy>()?)).transpose()
            })?;
        }
        Ok(clocks)
    }

    /// What pickle makes the same clocks of.
    #[classmethod]
    #[pyo3(signature = (policy, log: "Sequence[tuple[str, SlaPolicy | None]]"))]
    fn _restore(
        _class: &Bound<'_, PyType>,
        policy: &Bound<'_, SlaPolicy>,
        log: Vec<(String, Option<Bound<'_, SlaPolicy>>)>,
    ) -> PyResult<Self> {
        let clocks = Self::new(policy);
        for (event, revised) in log {
            clocks.take(read_document(&event).map_err(Refusal::from)?, |_| Ok(revised))?;
        }
        Ok(clocks)
    }

    /// Takes the next event; ``policy`` is the one that a ``policy_revised`` event puts in force.
    ///
    /// Parameters
    /// ----------
    /// event
    ///     The wire's ``timeline_event``.
    /// policy
    ///     For ``policy_revised`` alone.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For an event that does not fit or comes out of order; the clocks are then as they were.
    ///
    /// Examples
    /// --------
    /// >>> clocks.apply({"at": at(2, 2), "type": "agent_message"})
    /// >>> clocks.readings(at(2, 3))[0]["state"]
    /// 'stopped'
    #[pyo3(signature = (event: "_Given", policy=None))]
    fn apply(&self, event: &Bound<'_, PyAny>, policy: Option<&Bound<'_, SlaPolicy>>) -> PyResult<()> {
        self.take(document::read(event, read_document)?, |_| Ok(policy.cloned()))
    }

    /// The events that were applied, for ``replay``.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``timeline_event``.
    ///
    /// Examples
    /// --------
    /// >>> [event["type"] for event in clocks.events()]
    /// ['started']
    #[pyo3(signature = () -> "list[_Answer]")]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let log = self.0.get();
        to_python(py, &log.events.iter().map(|entry| &entry.event).collect::<Vec<_>>())
    }

    /// The reading of every clock that has begun, in the order of the policy, each in its latest cycle.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``reading``; lengths in microseconds, instants in UTC.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``sla.now.before_last_event``.
    ///
    /// Examples
    /// --------
    /// >>> [reading["state"] for reading in clocks.readings(at(2, 2))]
    /// ['running', 'running']
    #[pyo3(signature = (now) -> "list[_Answer]")]
    fn readings<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.0.get().clocks.readings(now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// The readings of all cycles of one clock, finished ones included, in order.
    ///
    /// Parameters
    /// ----------
    /// metric
    ///     One of ``SlaPolicy.metrics``.
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``reading``; lengths in microseconds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``sla.metric.unknown``.
    ///
    /// Examples
    /// --------
    /// >>> len(clocks.cycles("resolution", at(2, 2)))
    /// 1
    #[pyo3(signature = (metric, now) -> "list[_Answer]")]
    fn cycles<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.0.get().clocks.cycles(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// Every breach up to ``now``, in order of time.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``breach``.
    ///
    /// Examples
    /// --------
    /// >>> [breach["metric"] for breach in clocks.breaches(at(31, 0))]
    /// ['first_response', 'resolution']
    #[pyo3(signature = (now) -> "list[_Answer]")]
    fn breaches<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let breaches = self.0.get().clocks.breaches(now.0).map_err(Refusal::from)?;
        to_python(py, &breaches.iter().map(BreachDocument::from).collect::<Vec<_>>())
    }

    /// The earliest level, due or late instant after ``now`` of any clock, if no event comes before.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> clocks.next_change(at(2, 2)) > at(2, 2)
    /// True
    fn next_change(&self, now: At) -> PyResult<Option<At>> {
        Ok(self.0.get().clocks.next_change(now.0).map_err(Refusal::from)?.map(At))
    }

    /// How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.
    ///
    /// Parameters
    /// ----------
    /// metric
    ///     One of ``SlaPolicy.metrics``.
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// dict or None
    ///     The wire's ``explanation``; lengths in microseconds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``sla.metric.unknown``.
    ///
    /// Examples
    /// --------
    /// >>> clocks.explain("resolution", at(2, 2))["target_us"]
    /// 14400000000
    #[pyo3(signature = (metric, now) -> "_Answer | None")]
    fn explain<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let explanation = self.0.get().clocks.explain(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &explanation.as_ref().map(ExplanationDocument::from))
    }

    fn __repr__(&self) -> String {
        let log = self.0.get();
        format!("TicketClocks(events={}, policy={:?})", log.events.len(), log.clocks.policy().revision())
    }

    /// The clocks as of the last event, as a table for notebooks.
    fn _repr_html_(&self) -> PyResult<String> {
        let log = self.0.get();
        let last = log.clocks.events().last().map(|event| event.at);
        let readings = last.map(|last| log.clocks.readings(last)).transpose().map_err(Refusal::from)?;
        let rows = readings.into_iter().flatten().map(|reading| {
            let reading = ReadingDocument::from(&reading);
            let shown = |at: Option<Instant>| at.map_or_else(String::new, |at| at.to_string());
            let used = reading.used_percent.map_or_else(String::new, |percent| format!("{percent} %"));
            vec![reading.metric, reading.state, used, shown(reading.due), shown(reading.breached_at)]
        });
        Ok(html::table(&["clock", "state", "used", "due", "late since"], rows))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let log = self.0.get();
        let events = PyList::empty(py);
        for Entry { event, policy } in &log.events {
            events.append((
                aftersales::wire::canonical_json(event).map_err(Refusal::from)?,
                policy.as_deref(),
            ))?;
        }
        (py.get_type::<Self>().getattr("_restore")?, (&*log.policy, events)).into_pyobject(py)
    }
}

impl TicketClocks {
    /// Looks at the clocks as they stand.
    pub(crate) fn with<R>(&self, look: impl FnOnce(&CoreClocks) -> R) -> R {
        look(&self.0.get().clocks)
    }

    /// Takes an event, with the policy that it puts in force by its name.
    fn take<'py>(
        &self,
        mut event: TimelineEventDocument,
        policy: impl FnOnce(&str) -> PyResult<Option<Bound<'py, SlaPolicy>>>,
    ) -> PyResult<()> {
        use aftersales::wire::TimelineKindDocument::PolicyRevised;
        let policy = if let PolicyRevised { policy: name } = &event.kind { policy(name)? } else { None };
        let core = policy.as_ref().map(|policy| policy.get().core.clone());
        let applied = Event::from_document(&event, |_| core.clone()).map_err(Refusal::from)?;
        event.at = applied.at.to_string();
        let entry = Entry { event, policy: policy.map(|policy| Arc::new(policy.unbind())) };
        self.0.change(|log| -> Result<(), Refusal> {
            log.clocks.apply(applied)?;
            log.events.push(entry);
            Ok(())
        })?;
        Ok(())
    }
}

impl PartialEq for TicketClocks {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.0.get(), other.0.get());
        one.policy.get().core == other.policy.get().core && one.clocks.events() == other.clocks.events()
    }
}

/// Reads the clocks of many tickets at one instant. Other threads run meanwhile.
///
/// Parameters
/// ----------
/// tickets
///     The clocks of each.
/// now
///     An instant, no earlier than the last event of any.
///
/// Returns
/// -------
/// dict
///     ``rows``, each with its ``readings``; lengths in microseconds. The wire's ``board``.
///
/// Raises
/// ------
/// AftersalesError
///     ``sla.now.before_last_event``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> read_board([clocks, clocks], datetime(2026, 3, 2, tzinfo=timezone.utc))
/// {'rows': [{'readings': []}, {'readings': []}]}
#[pyfunction]
#[pyo3(signature = (tickets: "Sequence[TicketClocks]", now) -> "_Answer")]
pub(crate) fn read_board<'py>(
    py: Python<'py>,
    tickets: Vec<PyRef<'py, TicketClocks>>,
    now: At,
) -> PyResult<Bound<'py, PyAny>> {
    let logs: Vec<_> = tickets.iter().map(|ticket| ticket.0.get()).collect();
    let board = py.detach(|| aftersales::sla::read_board(logs.iter().map(|log| &log.clocks), now.0));
    to_python(py, &BoardDocument::from(&board.map_err(Refusal::from)?))
}

/// Reads the clocks of many tickets at one instant into a table with a row for each reading.
///
/// The column ``ticket`` is the place in ``tickets``. Instants are in UTC, lengths are durations.
///
/// Parameters
/// ----------
/// tickets
///     The clocks of each.
/// now
///     An instant, no earlier than the last event of any.
///
/// Returns
/// -------
/// Table
///     The columns of ``reading`` by name.
///
/// Raises
/// ------
/// AftersalesError
///     ``sla.now.before_last_event``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> clocks.apply({"at": datetime(2026, 3, 2, tzinfo=timezone.utc), "type": "started", "inputs": {"priority": "P1"}})
/// >>> board_table([clocks], datetime(2026, 3, 2, 12, tzinfo=timezone.utc)).to_polars().select("ticket", "metric", "state").rows()
/// [(0, 'first_response', 'running'), (0, 'resolution', 'running')]
#[pyfunction]
#[pyo3(signature = (tickets: "Sequence[TicketClocks]", now))]
pub(crate) fn board_table<'py>(
    py: Python<'py>,
    tickets: Vec<PyRef<'py, TicketClocks>>,
    now: At,
) -> PyResult<Table> {
    let logs: Vec<_> = tickets.iter().map(|ticket| ticket.0.get()).collect();
    let board = py.detach(|| aftersales::sla::read_board(logs.iter().map(|log| &log.clocks), now.0));
    board::table(&board.map_err(Refusal::from)?, None)
}

pub(crate) fn name(text: &str) -> PyResult<Name> {
    Ok(text.parse().map_err(Refusal::from)?)
}
