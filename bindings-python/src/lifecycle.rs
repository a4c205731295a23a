//! The life of a ticket as a whole: its phases, what is asked before a step, which priority holds.

use aftersales::priority::{GradeRecord, GradeStage, Override};
use aftersales::ticket::{CommandName, diagram, transitions as core_transitions};
use aftersales::vocabulary::{FunctionalLevel, Kind, Priority, Role};
use aftersales::wire::{GradeDocument, OverrideDocument, read_document};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::json;

use crate::answer::to_python;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;

/// Every way from phase to phase: ``from``, the ``command`` that asks for it, the ``event`` that takes it, and ``to``.
///
/// What a policy asks before each is a matter of its gates.
///
/// Examples
/// --------
/// >>> [way["to"] for way in transitions() if way["from"] == "received" and way["command"] == "answer"]
/// ['verifying']
#[pyfunction]
#[pyo3(signature = () -> "list[_Answer]")]
pub(crate) fn transitions(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let ways = core_transitions().iter().map(
        |way| json!({"from": way.from, "command": way.command, "event": way.event.as_str(), "to": way.to}),
    );
    to_python(py, &ways.collect::<Vec<_>>())
}

/// The phases of a ticket as a Mermaid state diagram.
///
/// Examples
/// --------
/// >>> "received --> verifying: answer" in lifecycle_diagram()
/// True
#[pyfunction]
pub(crate) fn lifecycle_diagram() -> String {
    diagram()
}

/// The priority that holds at ``now``: that of the grade, or of a person's override of it for as long as that lasts.
///
/// Parameters
/// ----------
/// grade
///     What ``GradingPolicy.grade`` gave.
/// override
///     ``priority``, ``author``, ``reason``, ``from`` and ``expires_at``; or ``None``.
/// now
///     The instant that is asked about.
///
/// Raises
/// ------
/// AftersalesError
///     ``priority.override.safety`` where anything but P1 overrides a safety hazard.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
/// >>> grade = {"priority": "P3", "safety_hazard": False, "fired": [], "revision": "r"}
/// >>> urgent = {"priority": "P2", "author": "supervisor-1", "reason": "the line stands still", "from": at(9),
/// ...     "expires_at": at(12)}
/// >>> priority_in_force(grade, urgent, at(10)), priority_in_force(grade, urgent, at(12))
/// ('P2', 'P3')
#[pyfunction]
#[pyo3(signature = (grade: "_Given", r#override: "_Given | None", now))]
pub(crate) fn priority_in_force(
    grade: &Bound<'_, PyAny>,
    r#override: Option<&Bound<'_, PyAny>>,
    now: At,
) -> PyResult<&'static str> {
    let grade: GradeDocument = document::read(grade, read_document)?;
    // Who graded it, and how well the case was known, does not decide which priority holds.
    let by = Role::SYSTEM.as_str().parse().map_err(Refusal::from)?;
    let record =
        GradeRecord::from_document(&grade, GradeStage::Preliminary, by, now.0).map_err(Refusal::from)?;
    let written: Option<OverrideDocument> =
        r#override.map(|written| document::read(written, read_document)).transpose()?;
    let overriding =
        written.map(|written| Override::new(&record, &written)).transpose().map_err(Refusal::from)?;
    Ok(record.in_force(overriding.as_ref(), now.0).as_str())
}

/// What a step is asked about: the command, the kind, the priority if there is one, the level.
pub(crate) type Step = (CommandName, Kind, Option<Priority>, FunctionalLevel);

pub(crate) fn step(command: &str, kind: &str, priority: Option<&str>, level: &str) -> PyResult<Step> {
    let priority = priority.map(str::parse).transpose().map_err(Refusal::from)?;
    let kind = kind.parse().map_err(Refusal::from)?;
    Ok((self::command(command)?, kind, priority, level.parse().map_err(Refusal::from)?))
}

/// A command by its word.
pub(crate) fn command(word: &str) -> PyResult<CommandName> {
    let unknown =
        || PyValueError::new_err(format!("`{word}` is not a command of a ticket, such as `start_work`"));
    CommandName::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(unknown)
}
