//! How an event becomes part of a ticket: checked, taken by every region, and read by the clocks and the escalation rules.

use std::collections::BTreeMap;

use super::ahead::Ahead;
use super::region::{completes, starts_again, withdraws};
use super::{Event, EventKind, EventName, Phase, Ticket, TicketError, TicketState, transitions};
use crate::escalation::{Acknowledgement, FiredRules, Firing, Milestone, Rating};
use crate::sla;
use crate::time::Instant;
use crate::vocabulary::{Name, Priority};

/// What escalation rules have seen of a ticket, in the form in which they read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Watch {
    pub(super) fired: FiredRules,
    pub(super) milestones: Vec<Milestone>,
    pub(super) ratings: Vec<Rating>,
    pub(super) acknowledgements: Vec<Acknowledgement>,
}

/// What an event may change that the clocks must hear of.
struct Before {
    phase: Phase,
    priority: Option<Priority>,
    waits: Vec<(Name, Instant)>,
}

impl Ticket {
    /// Takes the next event of the ticket's log.
    ///
    /// # Errors
    ///
    /// [`TicketError`] for an event of another ticket, one out of sequence, one that the state does not allow, one under a policy
    /// that was not handed in. The ticket is then as it was.
    pub fn apply(&mut self, event: &Event) -> Result<(), TicketError> {
        self.check(event)?;
        self.ahead = Ahead::default();
        let ending = completes(&event.kind) || withdraws(&event.kind);
        let waits = if ending { &*self.state.waits } else { &[] };
        let before = Before {
            phase: self.state.phase.phase,
            priority: self.state.grade.priority(),
            waits: waits.iter().map(|wait| (wait.reason.clone(), wait.since)).collect(),
        };
        if let EventKind::PolicyRevised(revised) = &event.kind {
            self.put_in_force(&revised.revision, event.occurred_at);
        }
        self.state.take(event);
        self.take_effects(event);
        self.feed_clocks(event, before);
        self.feed_watch(event);
        Ok(())
    }

    fn check(&self, event: &Event) -> Result<(), TicketError> {
        let (sequence, state) = (event.sequence, &self.state);
        let expected = state.sequence.saturating_add(1);
        if event.ticket != state.number {
            let (found, expected) = (event.ticket.clone(), state.number.clone());
            return Err(TicketError::OtherTicket { sequence, found, expected });
        }
        if sequence != expected {
            return Err(TicketError::OutOfSequence { found: sequence, last: state.sequence, expected });
        }
        if let EventKind::PolicyRevised(revised) = &event.kind
            && !self.knows(&revised.revision)
        {
            return Err(self.unknown_policy(&revised.revision));
        }
        misfit(state, &event.kind).map_or(Ok(()), |expected| {
            Err(TicketError::DoesNotFit { sequence, kind: event.kind.name().as_str(), expected })
        })
    }

    fn feed_clocks(&mut self, event: &Event, before: Before) {
        let at = event.occurred_at;
        let kind = &event.kind;
        for (reason, since) in before.waits {
            self.clocks.push(at.max(since), sla::EventKind::WaitEnded(reason));
        }
        match kind {
            EventKind::MessageReceived(_) => self.clocks.push(at, sla::EventKind::CustomerMessage),
            EventKind::WaitStarted(wait) => {
                self.clocks.push(at, sla::EventKind::WaitStarted(wait.reason.clone()));
            }
            EventKind::WaitEnded(ended) => {
                self.clocks.push(at, sla::EventKind::WaitEnded(ended.reason.clone()));
            }
            EventKind::Triaged(_) | EventKind::DiagnosisConcluded(_) => self.feed_inputs(at),
            _ if before.priority != self.state.grade.priority() => self.feed_inputs(at),
            _ => {}
        }
        if super::region::speaks(kind) {
            self.clocks.push(at, sla::EventKind::AgentMessage);
        }
        if let Some(mark) = mark(kind).and_then(|mark| mark.parse::<Name>().ok()) {
            self.clocks.push(at, sla::EventKind::WaitStarted(mark.clone()));
            self.clocks.push(at, sla::EventKind::WaitEnded(mark));
        }
        if completes(kind) {
            self.clocks.push(at, sla::EventKind::Stopped);
        } else if withdraws(kind) {
            self.clocks.push(at, sla::EventKind::Withdrawn);
        } else if starts_again(kind) {
            self.clocks.push(at, sla::EventKind::Reopened);
        }
        if self.state.phase.phase != before.phase {
            self.clocks.push(at, state_entered(self.state.phase.phase));
        }
    }

    fn feed_inputs(&mut self, at: Instant) {
        self.clocks.push(at, sla::EventKind::InputsChanged(self.state.inputs()));
    }

    fn feed_watch(&mut self, event: &Event) {
        let at = event.occurred_at;
        if let Some(name) = milestone(&event.kind).and_then(|name| name.parse::<Name>().ok()) {
            self.state.milestones.push(super::MilestoneState { name: name.clone(), at });
            insert_by(&mut self.watch.milestones, Milestone { name, at }, |known| known.at);
        }
        match &event.kind {
            EventKind::RuleFired(fired) => {
                self.state.firings.push(fired.clone());
                if let Ok(firing) = Firing::try_from(fired) {
                    self.watch.fired.record(&firing);
                }
            }
            EventKind::Rated(rating) => {
                if let Ok(scale) = rating.scale.as_str().parse::<Name>() {
                    let value = i32::from(rating.score);
                    self.state.marks.push(super::MarkState { scale: scale.clone(), value, at });
                    insert_by(&mut self.watch.ratings, Rating { scale, value, at }, |known| known.at);
                }
            }
            EventKind::Acknowledged(note) => {
                self.take_note(note, at);
            }
            _ => {}
        }
    }

    /// Takes note of what was told so far. Of two notes between which nothing began, the earlier one says it all.
    fn take_note(&mut self, note: &super::Acknowledgement, at: Instant) {
        let state = &mut self.state;
        let mut begun: BTreeMap<(&str, u32), Vec<Instant>> = BTreeMap::new();
        let named = |rule: &str, cycle: u32| {
            note.rule.as_ref().is_none_or(|wanted| wanted.as_str() == rule)
                && note.cycle.is_none_or(|wanted| wanted == cycle)
        };
        for firing in state.firings.iter().filter(|firing| named(&firing.rule, firing.cycle)) {
            begun.entry((&firing.rule, firing.cycle)).or_default().push(firing.began_at);
        }
        let between = |begun: &[Instant], from: Instant, to: Instant| {
            begun.iter().any(|began| from < *began && *began <= to)
        };
        state.acknowledgements.retain(|known| {
            let begun = begun.get(&(known.rule.as_str(), known.cycle));
            known.at <= at || begun.is_none_or(|begun| between(begun, at, known.at))
        });
        for known in state.acknowledgements.iter().filter(|known| known.at <= at) {
            let key = (known.rule.as_str(), known.cycle);
            if begun.get(&key).is_some_and(|begun| !between(begun, known.at, at)) {
                begun.remove(&key);
            }
        }
        let new = begun.into_keys().filter_map(|(rule, cycle)| {
            Some(super::AcknowledgementState { rule: rule.parse().ok()?, cycle, at })
        });
        let new: Vec<_> = new.collect();
        state.acknowledgements.extend(new);
        self.watch.acknowledgements = Watch::acknowledgements(state);
    }
}

impl Watch {
    fn acknowledgements(state: &TicketState) -> Vec<Acknowledgement> {
        let taken = state.acknowledgements.iter();
        let mut taken: Vec<_> = taken
            .map(|note| Acknowledgement { rule: note.rule.clone(), cycle: note.cycle, at: note.at })
            .collect();
        crate::order::by_key(&mut taken, |note| note.at);
        taken
    }

    /// What rules have seen, from a state.
    pub(super) fn of(state: &TicketState) -> Self {
        let mut watch = Self::default();
        for milestone in &state.milestones {
            let milestone = Milestone { name: milestone.name.clone(), at: milestone.at };
            insert_by(&mut watch.milestones, milestone, |known| known.at);
        }
        for mark in &state.marks {
            let rating = Rating { scale: mark.scale.clone(), value: mark.value, at: mark.at };
            insert_by(&mut watch.ratings, rating, |known| known.at);
        }
        watch.acknowledgements = Self::acknowledgements(state);
        watch.fired.extend(state.firings.iter().filter_map(|firing| Firing::try_from(firing).ok()));
        watch
    }
}

pub(super) fn state_entered(phase: Phase) -> sla::EventKind {
    // Every phase is a name.
    phase.as_str().parse().map_or(sla::EventKind::AgentMessage, sla::EventKind::StateEntered)
}

fn insert_by<T>(list: &mut Vec<T>, value: T, at: impl Fn(&T) -> Instant) {
    let position = list.partition_point(|known| at(known) <= at(&value));
    list.insert(position, value);
}

/// The mark that an event leaves for clocks; see [`clocks`](super::clocks).
fn mark(kind: &EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::DiagnosisConcluded(_) => "diagnosis",
        EventKind::WorkaroundProvided(_) => "workaround",
        EventKind::Confirmed(_) => "confirmation",
        EventKind::CalledBack(_) => "call_back",
        EventKind::ProgressReported(_) => "progress_report",
        _ => return None,
    })
}

/// The milestone that an event is for escalation rules.
fn milestone(kind: &EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::PlanProposed(_) | EventKind::PlanChanged(_) => "plan",
        EventKind::PlanApproved(_) => "approval",
        EventKind::Authorised(_) => "authorisation",
        EventKind::WorkStarted(_) => "work",
        EventKind::SurveyFiled(_) => "survey",
        EventKind::Assigned(_) => "assignment",
        kind if super::region::speaks(kind) && mark(kind).is_none() => "response",
        kind => return mark(kind),
    })
}

/// What stands in an event's way; `None` where it fits.
fn misfit(state: &TicketState, kind: &EventKind) -> Option<String> {
    let phase = state.phase.phase;
    let name = kind.name();
    if matches!(kind, EventKind::Opened(_) | EventKind::Imported(_)) {
        return Some("the ticket has begun already".to_owned());
    }
    if transitions::moves(name) && transitions::next(phase, name).is_none() {
        return Some(format!("the ticket is in phase `{phase}`"));
    }
    let known = |known: bool, what: &str| (!known).then(|| format!("{what} is not known"));
    match kind {
        EventKind::WaitStarted(wait) => {
            let open = state.waits.iter().any(|known| known.reason == wait.reason);
            open.then(|| format!("wait `{}` is open already", wait.reason))
        }
        EventKind::WaitEnded(ended) => {
            known(state.waits.iter().any(|known| known.reason == ended.reason), "the wait")
        }
        EventKind::PlanApproved(approval) => {
            known(state.plan.versions.iter().any(|plan| plan.version == approval.version), "the plan")
        }
        EventKind::PlanRefused(refusal) => {
            known(state.plan.versions.iter().any(|plan| plan.version == refusal.version), "the plan")
        }
        EventKind::EstimateSent(sent) | EventKind::EstimateExpired(sent) => {
            known(state.estimates.iter().any(|known| known.version == sent.version), "the estimate")
        }
        EventKind::VisitSetOut(visit) => known(state.visit(&visit.visit).is_some(), "the visit"),
        EventKind::VisitFinished(visit) => known(state.visit(&visit.visit).is_some(), "the visit"),
        EventKind::VisitSigned(visit) => known(state.visit(&visit.visit).is_some(), "the visit"),
        EventKind::VisitCancelled(visit) => known(state.visit(&visit.visit).is_some(), "the visit"),
        EventKind::PartReceived(part) | EventKind::PartUsed(part) => {
            known(state.part(&part.part).is_some(), "the part")
        }
        EventKind::PartReturned(part) => known(state.part(&part.part).is_some(), "the part"),
        EventKind::RuleFired(fired) => Firing::try_from(fired).err().map(|error| error.to_string()),
        _ => None,
    }
}

/// The kinds of event with which a log can begin.
pub(super) const fn begins(name: EventName) -> bool {
    matches!(name, EventName::Opened | EventName::Imported)
}
