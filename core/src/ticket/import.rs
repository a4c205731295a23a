//! Tickets that come from another system in the middle of their life.

use super::apply::state_entered;
use super::{History, Importing, Phase, Reason, TicketError, TicketState};
use crate::sla::{Event, EventKind, TicketClocks};
use crate::time::Instant;

/// What the clocks have to read of an imported ticket. Where its history is not known, they count from the import.
pub(super) fn timeline(
    at: Instant,
    importing: &Importing,
    state: &TicketState,
) -> Result<Vec<Event>, TicketError> {
    if importing.history == History::Known {
        // No policy can be revised in a history that has never had one of ours.
        let read = importing.timeline.iter().map(|event| Event::from_document(event, |_| None));
        return Ok(read.collect::<Result<_, _>>()?);
    }
    let completed = matches!(importing.phase, Phase::Verifying | Phase::Closed);
    let ended = matches!(importing.phase, Phase::Rejected | Phase::Cancelled | Phase::Merged);
    let started = [EventKind::Started(state.inputs()), state_entered(importing.phase)];
    let waits = importing.waits.iter().map(|wait| EventKind::WaitStarted(wait.reason.clone()));
    let end = completed.then_some(EventKind::Stopped).or(ended.then_some(EventKind::Withdrawn));
    let kinds = started.into_iter().chain(waits).chain(end);
    Ok(kinds.map(|kind| Event::new(at, kind)).collect())
}

/// What does not fit together in an import.
pub(super) fn problems(
    at: Instant,
    importing: &Importing,
    state: &TicketState,
    policy: &super::TicketPolicy,
) -> Vec<Reason> {
    let mut problems = Vec::new();
    let mut say = |detail: String| problems.push(Reason::ImportInvalid { detail });
    let completed = matches!(importing.phase, Phase::Verifying | Phase::Closed);
    if completed != importing.completed_at.is_some() {
        say(format!("phase `{}` and `completed_at` contradict each other", importing.phase));
    }
    if importing.opened_at > at || importing.completed_at.is_some_and(|done| done > at) {
        say(format!("it was opened or completed after its import, `{at}`"));
    }
    if !importing.phase.is_under_way() && !importing.waits.is_empty() {
        say(format!("a ticket in phase `{}` waits for nothing", importing.phase));
    }
    for (position, wait) in importing.waits.iter().enumerate() {
        let reason = &wait.reason;
        if importing.waits.iter().take(position).any(|other| other.reason == *reason) {
            say(format!("it waits for `{reason}` twice"));
        }
        if super::clocks::MARKS.contains(&reason.as_str()) {
            say(format!("`{reason}` names a mark of the clocks and cannot be a wait"));
        }
    }
    if importing.history == History::Unknown && !importing.timeline.is_empty() {
        say("a timeline is given, though the history is said to be unknown".to_owned());
    }
    match timeline(at, importing, state) {
        Err(error) => say(format!("the timeline: {error}")),
        Ok(timeline) => {
            let mut clocks = TicketClocks::new(policy.sla().clone());
            let refused = timeline.iter().find_map(|event| clocks.apply(event.clone()).err());
            if let Some(error) = refused {
                say(format!("the timeline: {error}"));
            } else if timeline.is_empty() {
                say("the timeline is empty; its first event is `started`".to_owned());
            } else if timeline.last().is_some_and(|last| last.at > at) {
                say(format!("the timeline goes on after the import, `{at}`"));
            } else if importing.history == History::Known {
                contradictions(importing, &timeline).into_iter().for_each(say);
            }
        }
    }
    problems
}

/// Where a known history ends elsewhere than the ticket stands.
fn contradictions(importing: &Importing, timeline: &[Event]) -> Vec<String> {
    let (mut waits, mut ended, mut state) = (Vec::new(), false, None);
    for event in timeline {
        match &event.kind {
            EventKind::WaitStarted(reason) => waits.push(reason),
            EventKind::WaitEnded(reason) => waits.retain(|open| *open != reason),
            EventKind::Stopped | EventKind::Withdrawn => ended = true,
            EventKind::Reopened => ended = false,
            EventKind::StateEntered(entered) => state = Some(entered),
            _ => {}
        }
    }
    let mut found = Vec::new();
    if ended == importing.phase.is_under_way() {
        found.push(format!("the timeline and phase `{}` contradict each other", importing.phase));
    }
    if state.is_some_and(|state| state.as_str() != importing.phase.as_str()) {
        found.push(format!("the last state of the timeline is not `{}`", importing.phase));
    }
    let given: Vec<_> = importing.waits.iter().map(|wait| &wait.reason).collect();
    if !ended && (waits.len() != given.len() || waits.iter().any(|wait| !given.contains(wait))) {
        found.push("the waits that the timeline leaves open are not those that are given".to_owned());
    }
    found
}
