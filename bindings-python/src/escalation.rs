use aftersales::escalation::{
    Acknowledgement, EscalationPolicy as CorePolicy, EscalationView, FiredRules, Firing, FiringExplanation,
    LevelStay, Milestone, Rating, Standing,
};
use aftersales::sla::TicketClocks as CoreClocks;
use aftersales::time::Instant;
use aftersales::vocabulary::{FunctionalLevel, Name};
use aftersales::wire::{
    EscalationDocument, FiringDocument, FiringExplanationDocument, canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Deserialize;

use crate::answer::to_python;
use crate::clocks::TicketClocks;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::html;
use crate::sla::SlaPolicy;

/// Who must hear of a ticket and which functional level holds it, for a desk with a lifecycle of its own.
///
/// Compiled from a document, a dict or JSON text, against the service levels whose metrics and calendars it names. The host
/// shows a ticket by its clocks and a *view*: a dict with
///
/// - ``level``: the functional level that holds it, since when, and which stay on a level this is, counted from 1;
/// - ``fired``: every firing so far, as ``due`` gave it (optional, as all that follows);
/// - ``standing``: ``"open"``, or ``"ended"`` where nothing is fired any more;
/// - ``milestones`` (``name``, ``at``), ``ratings`` (``scale``, ``value``, ``at``) and ``acknowledgements`` (``rule``,
///   ``cycle``, ``at``), each in order of time;
/// - ``authority_exceeded_at``: when the case was found to lie beyond the authority of the level;
/// - ``rules_since``: since when the rules apply to the ticket.
///
/// Parameters
/// ----------
/// document
///     The rules.
/// sla
///     The service levels that they watch.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document, and a code such as ``escalation.document.undefined``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
/// >>> sla = SlaPolicy({
/// ...     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
/// ...     "default_calendar": "office",
/// ...     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
/// ...     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
/// ... })
/// >>> policy = EscalationPolicy({"rules": [{
/// ...     "id": "half of it", "trigger": {"type": "metric", "metric": "resolution", "at": {"type": "share", "percent": 50}},
/// ...     "steps": [{"actions": [{"type": "notify", "role": "engineer"}]}],
/// ... }]}, sla)
/// >>> clocks = TicketClocks(sla)
/// >>> clocks.apply({"at": at(9), "type": "started"})
/// >>> view = {"level": {"level": "L1", "since": at(9), "number": 1}}
/// >>> policy.next_change(clocks, view, at(9)) == at(11)
/// True
/// >>> [firing] = policy.due(clocks, view, at(12))
/// >>> firing["rule"], firing["at"] == at(11), firing["actions"]
/// ('half of it', True, [{'role': 'engineer', 'type': 'notify'}])
/// >>> policy.due(clocks, view | {"fired": [firing]}, at(12))
/// []
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct EscalationPolicy {
    pub(crate) core: CorePolicy,
    document: String,
    sla: Py<SlaPolicy>,
}

/// What the host shows of a ticket beside its clocks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    level: Stay,
    #[serde(default)]
    standing: Word,
    rules_since: Option<Instant>,
    authority_exceeded_at: Option<Instant>,
    #[serde(default)]
    milestones: Vec<Met>,
    #[serde(default)]
    ratings: Vec<Mark>,
    #[serde(default)]
    acknowledgements: Vec<Seen>,
    #[serde(default)]
    fired: Vec<FiringDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stay {
    level: FunctionalLevel,
    since: Instant,
    number: u32,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    #[default]
    Open,
    Ended,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    name: Name,
    at: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    scale: Name,
    value: i32,
    at: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    rule: Name,
    cycle: u32,
    at: Instant,
}

#[pymethods]
impl EscalationPolicy {
    #[new]
    #[pyo3(signature = (document: "_Given", sla))]
    fn new(document: &Bound<'_, PyAny>, sla: &Bound<'_, SlaPolicy>) -> PyResult<Self> {
        let document = document::read(document, EscalationDocument::from_json)?;
        let core = CorePolicy::compile(&document, &sla.get().core).map_err(Refusal::from)?;
        let document = canonical_json(&document).map_err(Refusal::from)?;
        Ok(Self { core, document, sla: sla.clone().unbind() })
    }

    /// Every step that is due by ``now`` and has not been fired, in order of time, however late it is asked.
    ///
    /// The host stores the firings, applies their actions as of their instants, and hands them in as ``fired`` from then on.
    ///
    /// Parameters
    /// ----------
    /// clocks
    ///     The clocks of the ticket under the service levels that the policy was compiled against.
    /// view
    ///     The ticket as the host sees it; see the class.
    /// now
    ///     An instant from the last event on.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     Firings with ``rule``, ``step``, ``at`` and ``actions``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a view that cannot be read, by its path.
    ///
    /// Examples
    /// --------
    /// >>> policy.due(clocks, view, at(10))
    /// []
    #[pyo3(signature = (clocks, view: "_Given", now) -> "list[_Answer]")]
    fn due<'py>(
        &self,
        clocks: &Bound<'py, TicketClocks>,
        view: &Bound<'py, PyAny>,
        now: At,
    ) -> PyResult<Bound<'py, PyAny>> {
        let firings = seen(clocks, view, |view, fired| Ok(self.core.due(view, fired, now.0)))?;
        to_python(clocks.py(), &firings.iter().map(FiringDocument::from).collect::<Vec<_>>())
    }

    /// The earliest instant after ``now`` at which a step becomes due, if no event comes before; ``None`` where none does.
    ///
    /// What is due by ``now`` is taken as fired.
    ///
    /// Parameters
    /// ----------
    /// clocks, view, now
    ///     As for ``due``.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> policy.next_change(clocks, view, at(12)) is None
    /// True
    #[pyo3(signature = (clocks, view: "_Given", now))]
    fn next_change(
        &self,
        clocks: &Bound<'_, TicketClocks>,
        view: &Bound<'_, PyAny>,
        now: At,
    ) -> PyResult<Option<At>> {
        seen(clocks, view, |view, fired| Ok(self.core.next_change(view, fired, now.0).map(At)))
    }

    /// Why a step was fired: the rule with its place, the conditions that held and the clock behind it; ``None`` for a rule
    /// that is not in the policy.
    ///
    /// Parameters
    /// ----------
    /// clocks, view
    ///     As for ``due``.
    /// firing
    ///     As ``due`` gave it.
    ///
    /// Returns
    /// -------
    /// dict or None
    ///     ``rule``, ``path``, conditions with their outcomes, and the clock.
    ///
    /// Examples
    /// --------
    /// >>> policy.explain(clocks, view, firing)["rule"]
    /// 'half of it'
    #[pyo3(signature = (clocks, view: "_Given", firing: "_Given") -> "_Answer | None")]
    fn explain<'py>(
        &self,
        clocks: &Bound<'py, TicketClocks>,
        view: &Bound<'py, PyAny>,
        firing: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let firing: FiringDocument = document::read(firing, read_document)?;
        let firing = Firing::try_from(&firing).map_err(Refusal::from)?;
        let explanation = seen(clocks, view, |view, _| Ok(self.core.explain(view, &firing)))?;
        to_python(clocks.py(), &explanation.as_ref().map(explained))
    }

    /// The rules' ids, in the order of the document.
    #[getter]
    fn rules(&self) -> Vec<&str> {
        self.core.rules().map(Name::as_str).collect()
    }

    /// The content hash of the document with the revision of the service levels.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as canonical JSON.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces.
    ///
    /// Examples
    /// --------
    /// >>> EscalationPolicy(policy.to_json(), sla) == policy
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("EscalationPolicy(rules={:?}, revision={:?})", self.rules(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document, &self.sla)).into_pyobject(py)
    }
}

impl EscalationPolicy {
    /// The rules of a bundle.
    pub(crate) fn of_bundle(
        core: CorePolicy,
        document: &EscalationDocument,
        sla: Py<SlaPolicy>,
    ) -> PyResult<Self> {
        Ok(Self { core, document: canonical_json(document).map_err(Refusal::from)?, sla })
    }
}

crate::handle::handle!(EscalationPolicy);

/// What the core sees of a ticket.
fn seen<R>(
    clocks: &Bound<'_, TicketClocks>,
    view: &Bound<'_, PyAny>,
    look: impl FnOnce(&EscalationView<'_>, &FiredRules) -> PyResult<R>,
) -> PyResult<R> {
    let View {
        level,
        standing,
        rules_since,
        authority_exceeded_at,
        milestones,
        ratings,
        acknowledgements,
        fired,
    } = document::read(view, read_document)?;
    let firings = fired.iter().map(Firing::try_from).collect::<Result<Vec<_>, _>>().map_err(Refusal::from)?;
    let mut rules = FiredRules::default();
    rules.extend(firings);
    let milestones: Vec<_> = milestones.into_iter().map(|Met { name, at }| Milestone { name, at }).collect();
    let ratings: Vec<_> =
        ratings.into_iter().map(|Mark { scale, value, at }| Rating { scale, value, at }).collect();
    let acknowledgements: Vec<_> = acknowledgements
        .into_iter()
        .map(|Seen { rule, cycle, at }| Acknowledgement { rule, cycle, at })
        .collect();
    clocks.get().with(|clocks: &CoreClocks| {
        let Stay { level, since, number } = level;
        let mut seen = EscalationView::new(clocks, LevelStay { level, since, number });
        seen.standing = match standing {
            Word::Open => Standing::Open,
            Word::Ended => Standing::Ended,
        };
        seen.rules_since = rules_since;
        seen.authority_exceeded_at = authority_exceeded_at;
        (seen.milestones, seen.ratings, seen.acknowledgements) = (&milestones, &ratings, &acknowledgements);
        look(&seen, &rules)
    })
}

/// An explanation as a document.
pub(crate) fn explained(why: &FiringExplanation) -> FiringExplanationDocument {
    why.into()
}
