//! The same tickets under several policies.

use aftersales::escalation::{Backtest as CoreBacktest, Candidate};
use aftersales::sla::Event;
use aftersales::wire::{TimelineEventDocument, read_document};
use pyo3::prelude::*;

use crate::answer::to_python;
use crate::clocks::name;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::escalation::EscalationPolicy;
use crate::handle::Shared;
use crate::sla::SlaPolicy;
use crate::ticket::Ticket;

/// A replay of the same tickets under several policies in the making, as of an instant.
///
/// ``policies`` are names with service levels and, where firings of rules are to be counted, escalation rules. Parts that were
/// replayed elsewhere can be merged. ``backtest`` makes one of a table.
///
/// Parameters
/// ----------
/// policies
///     Tuples of a name, an ``SlaPolicy``, and an ``EscalationPolicy`` or ``None``.
/// as_of
///     The instant of looking.
/// most_differences
///     How many tickets that turn out otherwise are named.
///
/// Raises
/// ------
/// AftersalesError
///     For no policy, more than 16, or two of one name.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
/// >>> sla = Bundle.preset("clocks-only").sla
/// >>> replay = Backtest([("as it is", sla, None)], at(20))
/// >>> replay.add("TS-1", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}, {"at": at(2), "type": "stopped"}])
/// >>> [(promise["metric"], promise["met"]) for promise in replay.document()["policies"][0]["promises"]]
/// [('first_response', 0), ('resolution', 1)]
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct Backtest(Shared<CoreBacktest>);

/// A policy as it is given: its name, the service levels, the escalation rules.
type Given<'py> = (String, PyRef<'py, SlaPolicy>, Option<PyRef<'py, EscalationPolicy>>);

#[pymethods]
impl Backtest {
    #[new]
    #[pyo3(signature = (
        policies: "Sequence[tuple[str, SlaPolicy, EscalationPolicy | None]]", as_of, most_differences=1_000
    ))]
    fn new(policies: Vec<Given<'_>>, as_of: At, most_differences: usize) -> PyResult<Self> {
        let candidates = policies.iter().map(|(word, sla, escalation)| {
            let candidate = Candidate::new(name(word)?, sla.core.clone());
            Ok(match escalation {
                Some(escalation) => candidate.with_escalation(escalation.core.clone()),
                None => candidate,
            })
        });
        let core = CoreBacktest::new(candidates.collect::<PyResult<_>>()?, as_of.0).map_err(Refusal::from)?;
        Ok(Self(Shared::new(core.with_most_differences(most_differences))))
    }

    /// Replays a ticket: its events in order of time, as ``TicketClocks`` take them. One whose events contradict each other
    /// counts as rejected.
    ///
    /// Parameters
    /// ----------
    /// ticket
    ///     Its number, by which differences name it.
    /// events
    ///     Dicts or JSON text, as ``TicketClocks.apply`` takes them.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For an event that cannot be read.
    ///
    /// Examples
    /// --------
    /// >>> replay.add("TS-2", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}])
    /// >>> replay.document()["tickets"]
    /// 2
    #[pyo3(signature = (ticket, events: "Iterable[_Given]"))]
    fn add(&self, ticket: &str, events: &Bound<'_, PyAny>) -> PyResult<()> {
        let read = |event: PyResult<Bound<'_, PyAny>>| document::read(&event?, read_document);
        let events = events.try_iter()?.map(read).collect::<PyResult<Vec<TimelineEventDocument>>>()?;
        self.0.change(|backtest| backtest.add_documents(ticket, &events));
        Ok(())
    }

    /// Replays a ticket of this library from what its clocks have seen.
    ///
    /// Parameters
    /// ----------
    /// ticket
    ///     A ``Ticket``, decided under whatever policy.
    ///
    /// Examples
    /// --------
    /// >>> bundle = Bundle.preset("after-sales")
    /// >>> command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": at(9), "idempotency_key": "a",
    /// ...     "expected_version": 0, "kind": {"type": "open", "number": "TS20260302-0009", "kind": "enquiry", "channel": "chat"}}
    /// >>> replay.add_ticket(Ticket.open(bundle, command, at(9))[0])
    /// >>> replay.document()["tickets"]
    /// 2
    fn add_ticket(&self, ticket: &Ticket) -> PyResult<()> {
        let ticket = ticket.core.get();
        let events: Vec<Event> = ticket.clocks().map_err(Refusal::from)?.events().to_vec();
        self.0.change(|backtest| backtest.add(&ticket.state().number.to_string(), &events));
        Ok(())
    }

    /// Takes in what another replay under the same policies as of the same instant holds.
    ///
    /// Parameters
    /// ----------
    /// other
    ///     A replay of other tickets.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     Where the policies or the instants differ.
    ///
    /// Examples
    /// --------
    /// >>> part = Backtest([("as it is", sla, None)], at(20))
    /// >>> part.add("TS-2", [{"at": at(1), "type": "started", "inputs": {"priority": "P1"}}])
    /// >>> replay.merge(part)
    /// >>> replay.document()["tickets"]
    /// 2
    fn merge(&self, other: &Self) -> PyResult<()> {
        let other = CoreBacktest::clone(&other.0.get());
        Ok(self.0.change(|backtest| backtest.merge(other)).map_err(Refusal::from)?)
    }

    /// What became of the promises under each policy, and which tickets turn out otherwise.
    ///
    /// Returns
    /// -------
    /// dict
    ///     By policy the promises with their shares met, breaches and firings; and the tickets that differ. Lengths in
    ///     microseconds.
    ///
    /// Examples
    /// --------
    /// >>> sorted(replay.document())
    /// ['as_of', 'differing_tickets', 'moved_tickets', 'policies', 'rejected_tickets', 'tickets']
    #[pyo3(signature = () -> "_Answer")]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &CoreBacktest::clone(&self.0.get()).finish())
    }

    fn __repr__(&self) -> String {
        "Backtest()".to_owned()
    }
}
