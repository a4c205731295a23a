use aftersales::ticket::{
    BreachStanding, Command, Decision, Event, ReasonDocument, SnapshotDocument, Standing,
    Ticket as CoreTicket, TicketPolicy,
};
use aftersales::vocabulary::Actor;
use aftersales::wire::{ExplanationDocument, ReadingDocument, read_document};
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde_json::json;

use crate::answer::to_python;
use crate::clocks::name;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::Shared;
use crate::policy::Bundle;

/// One ticket: the state that its events have made, under the policy in force.
///
/// Commands and events are dicts or JSON text. The host stores the events of every decision; ``replay`` makes the same ticket
/// of them again. A command that is refused raises ``Refused`` with every reason and changes nothing.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
/// >>> bundle = Bundle.preset("after-sales")
/// >>> command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": now, "idempotency_key": "a",
/// ...     "expected_version": 0, "kind": {"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat"}}
/// >>> ticket, decision = Ticket.open(bundle, command, now)
/// >>> ticket.phase, [event["kind"]["type"] for event in decision["events"]]
/// ('received', ['opened'])
/// >>> close = command | {"idempotency_key": "b", "expected_version": 1, "kind": {"type": "close"}}
/// >>> try:
/// ...     ticket.execute(close, now)
/// ... except Refused as refused:
/// ...     refused.reasons[0].code
/// 'ticket.phase.not_allowed'
/// >>> Ticket.replay([bundle], decision["events"]) == ticket
/// True
#[pyclass(frozen, eq, module = "aftersales")]
pub(crate) struct Ticket(Shared<CoreTicket>);

#[pymethods]
impl Ticket {
    /// Opens a ticket with a command to ``open`` or ``import`` it, recorded ``now``: the ticket and the decision.
    #[classmethod]
    fn open<'py>(
        class: &Bound<'py, PyType>,
        bundle: &Bundle,
        command: &Bound<'py, PyAny>,
        now: At,
    ) -> PyResult<(Self, Bound<'py, PyAny>)> {
        let opened = CoreTicket::open(bundle.ticket()?, &document::read(command, Command::from_json)?, now.0);
        let (ticket, decision) = opened.map_err(Refusal::from)?;
        Ok((Self(Shared::new(ticket)), answer(class.py(), &decision)?))
    }

    /// The same ticket from its log; ``bundles`` are those under which it was decided.
    #[classmethod]
    fn replay(
        _class: &Bound<'_, PyType>,
        bundles: Vec<PyRef<'_, Bundle>>,
        events: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let events = events.try_iter()?.map(|event| document::read(&event?, Event::from_json));
        let ticket = CoreTicket::replay(&policies(&bundles)?, &events.collect::<PyResult<Vec<_>>>()?);
        Ok(Self(Shared::new(ticket.map_err(Refusal::from)?)))
    }

    /// The ticket of a snapshot; ``bundles`` are those under which it was decided.
    #[classmethod]
    fn restore(
        _class: &Bound<'_, PyType>,
        bundles: Vec<PyRef<'_, Bundle>>,
        snapshot: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let snapshot: SnapshotDocument = document::read(snapshot, read_document)?;
        let ticket = CoreTicket::restore(&policies(&bundles)?, &snapshot).map_err(Refusal::from)?;
        Ok(Self(Shared::new(ticket)))
    }

    /// Decides a command, recorded ``now``, and applies its events.
    fn execute<'py>(&self, command: &Bound<'py, PyAny>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let written = document::read(command, Command::from_json)?;
        let decision = self.0.change(|ticket| ticket.execute(&written, now.0)).map_err(Refusal::from)?;
        answer(command.py(), &decision)
    }

    /// What a command leads to, recorded ``now``. Nothing changes: the host stores the events and then applies them.
    fn decide<'py>(&self, command: &Bound<'py, PyAny>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let written = document::read(command, Command::from_json)?;
        answer(command.py(), &self.0.get().decide(&written, now.0).map_err(Refusal::from)?)
    }

    /// Takes the next event of the log.
    fn apply(&self, event: &Bound<'_, PyAny>) -> PyResult<()> {
        let event = document::read(event, Event::from_json)?;
        Ok(self.0.change(|ticket| ticket.apply(&event)).map_err(Refusal::from)?)
    }

    /// Hands in a bundle, so that ``revise_policy`` can put it in force.
    fn learn(&self, bundle: &Bundle) -> PyResult<()> {
        let policy = bundle.ticket()?;
        self.0.change(|ticket| ticket.learn(policy));
        Ok(())
    }

    /// For every command, what stands in its way ``now``, for an actor or for whoever has the role it needs.
    #[pyo3(signature = (now, actor=None))]
    fn available<'py>(
        &self,
        py: Python<'py>,
        now: At,
        actor: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let actor: Option<Actor> = actor.map(|actor| document::read(actor, read_document)).transpose()?;
        let commands = self.0.get().available(now.0, actor.as_ref()).into_iter().map(|each| {
            let lacks: Vec<_> = each.lacks.iter().map(ReasonDocument::from).collect();
            json!({"command": each.command, "lacks": lacks})
        });
        to_python(py, &commands.collect::<Vec<_>>())
    }

    /// Everything that fell due up to ``now``. Nothing changes: the host stores the events and then applies them.
    fn advance<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.get().advance(now.0))
    }

    /// The earliest instant from ``now`` on at which anything changes without a new event; ``None`` where nothing will.
    fn next_wakeup(&self, now: At) -> Option<At> {
        self.0.get().next_wakeup(now.0).map(At)
    }

    /// What the host is to do that followed from events after ``sequence``, and what it need not do any more.
    fn effects_since<'py>(&self, py: Python<'py>, sequence: u64) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.get().effects_since(sequence))
    }

    /// The ticket as it stands, for ``restore``.
    fn snapshot<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.get().snapshot())
    }

    /// The state, region by region.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.0.get().state())
    }

    /// The reading of every clock that has begun.
    fn readings<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.0.get().readings(now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.
    fn explain<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let ticket = self.0.get();
        let clocks = ticket.clocks().map_err(Refusal::from)?;
        let explanation = clocks.explain(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &explanation.as_ref().map(ExplanationDocument::from))
    }

    /// Every breach up to ``now``, in order of time, with whether it stands.
    fn breaches<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let breaches = self.0.get().breaches(now.0).map_err(Refusal::from)?.into_iter().map(|breach| {
            let standing = if breach.standing == BreachStanding::Stands { "stands" } else { "superseded" };
            json!({
                "metric": breach.metric, "cycle": breach.cycle, "at": breach.at, "target_us": breach.target.micros(),
                "revision": breach.revision, "standing": standing,
            })
        });
        to_python(py, &breaches.collect::<Vec<_>>())
    }

    /// What figures of the desk need to know of this ticket, as of ``now``.
    fn facts<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.get().facts(now.0).map_err(Refusal::from)?)
    }

    /// Its number.
    #[getter]
    fn number(&self) -> String {
        self.0.get().state().number.to_string()
    }

    /// Where it stands on its main way.
    #[getter]
    fn phase(&self) -> &'static str {
        self.0.get().phase().as_str()
    }

    /// The sequence of the last event: what a command names as the version it expects.
    #[getter]
    fn version(&self) -> u64 {
        self.0.get().version()
    }

    /// The revision of the policy in force, the ``ticket_revision`` of its bundle.
    #[getter]
    fn revision(&self) -> String {
        self.0.get().policy().revision().to_string()
    }

    fn __repr__(&self) -> String {
        format!("Ticket(number={:?}, phase={:?}, version={})", self.number(), self.phase(), self.version())
    }
}

impl PartialEq for Ticket {
    fn eq(&self, other: &Self) -> bool {
        *self.0.get() == *other.0.get()
    }
}

fn policies(bundles: &[PyRef<'_, Bundle>]) -> PyResult<Vec<TicketPolicy>> {
    bundles.iter().map(|bundle| bundle.ticket().cloned()).collect()
}

fn answer<'py>(py: Python<'py>, decision: &Decision) -> PyResult<Bound<'py, PyAny>> {
    let standing = if decision.standing == Standing::New { "new" } else { "repeated" };
    let Decision { events, first, last, .. } = decision;
    to_python(py, &json!({"events": events, "first": first, "last": last, "standing": standing}))
}
