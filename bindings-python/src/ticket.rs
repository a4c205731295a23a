use std::sync::Arc;

use aftersales::ticket::{
    BreachStanding, Command, Event, ReasonDocument, SnapshotDocument, Ticket as CoreTicket, TicketPolicy,
};
use aftersales::vocabulary::Actor;
use aftersales::wire::{ExplanationDocument, FiringDocument, ReadingDocument, canonical_json, read_document};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};
use serde_json::json;

use crate::answer::to_python;
use crate::clocks::name;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::escalation::explained;
use crate::handle::Shared;
use crate::html;
use crate::policy::Bundle;
use crate::ticket_answer::{answer, timer};

/// One ticket: the state that its events have made, under the policy in force.
///
/// Commands and events are dicts or JSON text. The host stores the events of every decision; ``replay`` makes the same ticket
/// of them again. A command that is refused raises ``Refused`` with every reason and changes nothing. A ticket pickles as its
/// snapshot with the bundles that it was decided under.
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
pub(crate) struct Ticket {
    pub(crate) core: Shared<CoreTicket>,
    /// What the policies come from, for pickle.
    bundles: Shared<Vec<Arc<Py<Bundle>>>>,
}

#[pymethods]
impl Ticket {
    /// Opens a ticket with a command to ``open`` or ``import`` it, recorded ``now``: the ticket and the decision.
    ///
    /// Parameters
    /// ----------
    /// bundle
    ///     The policies in force from now on.
    /// command
    ///     The wire's ``ticket_command``.
    /// now
    ///     When the host records it.
    ///
    /// Returns
    /// -------
    /// tuple of Ticket and dict
    ///     The decision has ``events``, which the host stores.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With every reason.
    ///
    /// Examples
    /// --------
    /// >>> decision["events"][0]["sequence"]
    /// 1
    #[classmethod]
    #[pyo3(signature = (bundle, command: "_Given", now) -> "tuple[Ticket, _Answer]")]
    fn open<'py>(
        class: &Bound<'py, PyType>,
        bundle: &Bound<'py, Bundle>,
        command: &Bound<'py, PyAny>,
        now: At,
    ) -> PyResult<(Self, Bound<'py, PyAny>)> {
        let command = document::read(command, Command::from_json)?;
        let opened = CoreTicket::open(bundle.get().ticket()?, &command, now.0);
        let (ticket, decision) = opened.map_err(Refusal::from)?;
        Ok((Self::of(ticket, std::slice::from_ref(bundle)), answer(class.py(), &decision)?))
    }

    /// The same ticket from its log; ``bundles`` are those under which it was decided.
    ///
    /// Parameters
    /// ----------
    /// bundles
    ///     Those in force by then, in any order.
    /// events
    ///     The whole log, in order.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a log with a gap, or decided under a bundle that is not among these.
    ///
    /// Examples
    /// --------
    /// >>> Ticket.replay([bundle], decision["events"]).phase
    /// 'received'
    #[classmethod]
    #[pyo3(signature = (bundles: "Sequence[Bundle]", events: "Iterable[_Given]"))]
    fn replay(
        _class: &Bound<'_, PyType>,
        bundles: Vec<Bound<'_, Bundle>>,
        events: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let events = events.try_iter()?.map(|event| document::read(&event?, Event::from_json));
        let ticket = CoreTicket::replay(&policies(&bundles)?, &events.collect::<PyResult<Vec<_>>>()?);
        Ok(Self::of(ticket.map_err(Refusal::from)?, &bundles))
    }

    /// The ticket of a snapshot; ``bundles`` are those under which it was decided.
    ///
    /// Parameters
    /// ----------
    /// bundles
    ///     As for ``replay``.
    /// snapshot
    ///     The answer of ``snapshot``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a snapshot that cannot be read, by its path.
    ///
    /// Examples
    /// --------
    /// >>> Ticket.restore([bundle], ticket.snapshot()) == ticket
    /// True
    #[classmethod]
    #[pyo3(signature = (bundles: "Sequence[Bundle]", snapshot: "_Given"))]
    fn restore(
        _class: &Bound<'_, PyType>,
        bundles: Vec<Bound<'_, Bundle>>,
        snapshot: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let snapshot: SnapshotDocument = document::read(snapshot, read_document)?;
        let ticket = CoreTicket::restore(&policies(&bundles)?, &snapshot).map_err(Refusal::from)?;
        Ok(Self::of(ticket, &bundles))
    }

    /// Decides a command, recorded ``now``, and applies its events.
    ///
    /// Parameters
    /// ----------
    /// command
    ///     The wire's ``ticket_command``.
    /// now
    ///     When the host records it.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``events``, and the ``effects`` that follow from them.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With every reason; the ticket is then as it was.
    ///
    /// Examples
    /// --------
    /// >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
    /// >>> [event["kind"]["type"] for event in ticket.execute(note, now)["events"]]
    /// ['message_sent']
    #[pyo3(signature = (command: "_Given", now) -> "_Answer")]
    fn execute<'py>(&self, command: &Bound<'py, PyAny>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let written = document::read(command, Command::from_json)?;
        let decision = self.core.change(|ticket| ticket.execute(&written, now.0)).map_err(Refusal::from)?;
        answer(command.py(), &decision)
    }

    /// What a command leads to, recorded ``now``. Nothing changes: the host stores the events and then applies them.
    ///
    /// Returns
    /// -------
    /// dict
    ///     As for ``execute``.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With every reason.
    ///
    /// Examples
    /// --------
    /// >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
    /// >>> len(ticket.decide(note, now)["events"]), ticket.version
    /// (1, 1)
    #[pyo3(signature = (command: "_Given", now) -> "_Answer")]
    fn decide<'py>(&self, command: &Bound<'py, PyAny>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let written = document::read(command, Command::from_json)?;
        answer(command.py(), &self.core.get().decide(&written, now.0).map_err(Refusal::from)?)
    }

    /// Takes the next event of the log.
    ///
    /// Parameters
    /// ----------
    /// event
    ///     The wire's ``ticket_event``, with the next number in sequence.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For an event that cannot be read or does not follow; the ticket is then as it was.
    ///
    /// Examples
    /// --------
    /// >>> note = command | {"idempotency_key": "n", "expected_version": 1, "kind": {"type": "send_message", "channel": "chat"}}
    /// >>> for event in ticket.decide(note, now)["events"]:
    /// ...     ticket.apply(event)
    /// >>> ticket.version
    /// 2
    #[pyo3(signature = (event: "_Given"))]
    fn apply(&self, event: &Bound<'_, PyAny>) -> PyResult<()> {
        let event = document::read(event, Event::from_json)?;
        Ok(self.core.change(|ticket| ticket.apply(&event)).map_err(Refusal::from)?)
    }

    /// Hands in a bundle, so that ``revise_policy`` can put it in force.
    ///
    /// Parameters
    /// ----------
    /// bundle
    ///     Policies of a later date.
    ///
    /// Examples
    /// --------
    /// >>> ticket.learn(Bundle.preset("after-sales"))
    fn learn(&self, bundle: &Bound<'_, Bundle>) -> PyResult<()> {
        let policy = bundle.get().ticket()?;
        self.bundles.change(|bundles| bundles.push(Arc::new(bundle.clone().unbind())));
        self.core.change(|ticket| ticket.learn(policy));
        Ok(())
    }

    /// For every command, what stands in its way ``now``, for an actor or for whoever has the role it needs.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    /// actor
    ///     ``id`` and ``roles``; whoever has the role without it.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     ``command``, and the ``reasons`` that stand in its way, none where it is free.
    ///
    /// Examples
    /// --------
    /// >>> "close" in [each["command"] for each in ticket.available(now)]
    /// True
    #[pyo3(signature = (now, actor: "_Given | None" = None) -> "list[_Answer]")]
    fn available<'py>(
        &self,
        py: Python<'py>,
        now: At,
        actor: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let actor: Option<Actor> = actor.map(|actor| document::read(actor, read_document)).transpose()?;
        let commands = self.core.get().available(now.0, actor.as_ref()).into_iter().map(|each| {
            let lacks: Vec<_> = each.lacks.iter().map(ReasonDocument::from).collect();
            json!({"command": each.command, "lacks": lacks})
        });
        to_python(py, &commands.collect::<Vec<_>>())
    }

    /// Everything that fell due up to ``now``. Nothing changes: the host stores the events and then applies them.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     Events.
    ///
    /// Examples
    /// --------
    /// >>> ticket.advance(now)
    /// []
    #[pyo3(signature = (now) -> "list[_Answer]")]
    fn advance<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.get().advance(now.0))
    }

    /// The earliest instant from ``now`` on at which anything changes without a new event; ``None`` where nothing will.
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
    /// >>> wakeup = ticket.next_wakeup(now)
    /// >>> wakeup is None or wakeup >= now
    /// True
    fn next_wakeup(&self, now: At) -> Option<At> {
        self.core.get().next_wakeup(now.0).map(At)
    }

    /// What the host is to do that followed from events after ``sequence``, and what it need not do any more.
    ///
    /// Parameters
    /// ----------
    /// sequence
    ///     The number of the last event whose effects the host has carried out, 0 for none.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     In order, such as notifications and timers.
    ///
    /// Examples
    /// --------
    /// >>> isinstance(ticket.effects_since(0), list)
    /// True
    #[pyo3(signature = (sequence) -> "list[_Answer]")]
    fn effects_since<'py>(&self, py: Python<'py>, sequence: u64) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.get().effects_since(sequence))
    }

    /// The ticket as it stands, for ``restore``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``ticket_state`` with what ``restore`` needs besides.
    ///
    /// Examples
    /// --------
    /// >>> Ticket.restore([bundle], ticket.snapshot()).number
    /// 'TS20260302-0001'
    #[pyo3(signature = () -> "_Answer")]
    fn snapshot<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.get().snapshot())
    }

    /// The state, region by region.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``ticket_state``.
    ///
    /// Examples
    /// --------
    /// >>> sorted(ticket.state())[:3]
    /// ['answered', 'assignment', 'care']
    #[pyo3(signature = () -> "_Answer")]
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.core.get().state())
    }

    /// The reading of every clock that has begun.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``reading``; lengths in microseconds.
    ///
    /// Examples
    /// --------
    /// >>> [reading["metric"] for reading in ticket.readings(now)]
    /// ['first_response', 'start_of_work', 'workaround', 'resolution', 'progress_report']
    #[pyo3(signature = (now) -> "list[_Answer]")]
    fn readings<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let readings = self.core.get().readings(now.0).map_err(Refusal::from)?;
        to_python(py, &readings.iter().map(ReadingDocument::from).collect::<Vec<_>>())
    }

    /// How a clock came to its reading, stretch by stretch; ``None`` where it has not begun.
    ///
    /// Parameters
    /// ----------
    /// metric
    ///     Of the policy in force, such as ``"resolution"``.
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// dict or None
    ///     The wire's ``explanation``; lengths in microseconds.
    ///
    /// Examples
    /// --------
    /// >>> sorted(ticket.explain("first_response", now))[:2]
    /// ['basis', 'calendar']
    #[pyo3(signature = (metric, now) -> "_Answer | None")]
    fn explain<'py>(&self, py: Python<'py>, metric: &str, now: At) -> PyResult<Bound<'py, PyAny>> {
        let ticket = self.core.get();
        let clocks = ticket.clocks().map_err(Refusal::from)?;
        let explanation = clocks.explain(&name(metric)?, now.0).map_err(Refusal::from)?;
        to_python(py, &explanation.as_ref().map(ExplanationDocument::from))
    }

    /// Why a rule of escalation fired: its place in the document, when it began and by what, the conditions that held, the
    /// clock behind it. ``firing`` is what a ``rule_fired`` event holds; ``None`` for one of a rule that is not in force.
    ///
    /// Parameters
    /// ----------
    /// firing
    ///     The wire's ``firing``.
    ///
    /// Returns
    /// -------
    /// dict or None
    ///     The wire's ``firing_explanation``.
    ///
    /// Examples
    /// --------
    /// >>> fired = {"rule": "none such", "step": 0, "cycle": 1, "at": now, "reached_at": now, "began_at": now, "began_by": "x"}
    /// >>> ticket.explain_firing(fired | {"actions": []}) is None
    /// True
    #[pyo3(signature = (firing: "_Given") -> "_Answer | None")]
    fn explain_firing<'py>(&self, firing: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let written: FiringDocument = document::read(firing, read_document)?;
        let explanation = self.core.get().explain_firing(&written);
        to_python(firing.py(), &explanation.as_ref().map(explained))
    }

    /// Every breach up to ``now``, in order of time, with whether it stands.
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
    /// >>> ticket.breaches(now)
    /// []
    #[pyo3(signature = (now) -> "list[_Answer]")]
    fn breaches<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        let breaches = self.core.get().breaches(now.0).map_err(Refusal::from)?.into_iter().map(|breach| {
            let standing = if breach.standing == BreachStanding::Stands { "stands" } else { "superseded" };
            json!({
                "metric": breach.metric, "cycle": breach.cycle, "at": breach.at, "target_us": breach.target.micros(),
                "revision": breach.revision, "standing": standing,
            })
        });
        to_python(py, &breaches.collect::<Vec<_>>())
    }

    /// Everything that will happen by itself if nothing else does, escalation and clocks aside, in order of time: ``at`` and
    /// ``kind``, with what it is about where there may be several.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     Instants in UTC.
    ///
    /// Examples
    /// --------
    /// >>> isinstance(ticket.timers(), list)
    /// True
    #[pyo3(signature = () -> "list[_Answer]")]
    fn timers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.get().timers().iter().filter_map(timer).collect::<Vec<_>>())
    }

    /// The status for a system that speaks TM Forum's TMF621, such as ``"inProgress"``.
    #[getter]
    fn tmf_status(&self) -> &'static str {
        self.core.get().tmf_status().as_str()
    }

    /// What figures of the desk need to know of this ticket, as of ``now``.
    ///
    /// Parameters
    /// ----------
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``ticket_facts``, which ``Accumulator.add`` takes.
    ///
    /// Examples
    /// --------
    /// >>> ticket.facts(now)["created_at"] == now
    /// True
    #[pyo3(signature = (now) -> "_Answer")]
    fn facts<'py>(&self, py: Python<'py>, now: At) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.get().facts(now.0).map_err(Refusal::from)?)
    }

    /// Its number.
    #[getter]
    fn number(&self) -> String {
        self.core.get().state().number.to_string()
    }

    /// Where it stands on its main way.
    #[getter]
    fn phase(&self) -> &'static str {
        self.core.get().phase().as_str()
    }

    /// The sequence of the last event: what a command names as the version it expects.
    #[getter]
    fn version(&self) -> u64 {
        self.core.get().version()
    }

    /// The revision of the policy in force, the ``ticket_revision`` of its bundle.
    #[getter]
    fn revision(&self) -> String {
        self.core.get().policy().revision().to_string()
    }

    fn __repr__(&self) -> String {
        format!("Ticket(number={:?}, phase={:?}, version={})", self.number(), self.phase(), self.version())
    }

    /// A table for notebooks.
    fn _repr_html_(&self) -> String {
        let ticket = self.core.get();
        let state = ticket.state();
        let priority = state.grade.priority().map(|priority| priority.to_string());
        let rows = [
            ("number", state.number.to_string()),
            ("phase", ticket.phase().to_string()),
            ("kind", state.classification.kind.to_string()),
            ("priority", priority.unwrap_or_else(|| "not graded yet".to_owned())),
            ("level", state.level.level.to_string()),
            ("waits", state.waits.iter().map(|wait| wait.reason.to_string()).collect::<Vec<_>>().join(", ")),
            ("version", ticket.version().to_string()),
        ];
        html::table(&["Ticket", ""], rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let bundles = PyList::empty(py);
        for bundle in self.bundles.get().iter() {
            bundles.append(&**bundle)?;
        }
        let snapshot = canonical_json(&self.core.get().snapshot()).map_err(Refusal::from)?;
        (py.get_type::<Self>().getattr("restore")?, (bundles, snapshot)).into_pyobject(py)
    }
}

impl Ticket {
    fn of(core: CoreTicket, bundles: &[Bound<'_, Bundle>]) -> Self {
        let bundles = bundles.iter().map(|bundle| Arc::new(bundle.clone().unbind())).collect();
        Self { core: Shared::new(core), bundles: Shared::new(bundles) }
    }
}

impl PartialEq for Ticket {
    fn eq(&self, other: &Self) -> bool {
        *self.core.get() == *other.core.get()
    }
}

fn policies(bundles: &[Bound<'_, Bundle>]) -> PyResult<Vec<TicketPolicy>> {
    bundles.iter().map(|bundle| bundle.get().ticket().cloned()).collect()
}
