//! What follows from events for the host to do. Effects are a pure function of the stored events: each is kept with the
//! sequence of its event and a key, and the event that makes it void is noted on it.

use super::region::{completes, withdraws};
use super::{
    Acknowledgement, BreachSuperseded, CommandName, EffectDocument, EffectKey, Event, EventKind, EventName,
    Reminder, Ticket,
};
use crate::vocabulary::{FunctionalLevel, Kind, Name, Role};
use crate::wire::{FiredActionDocument, FiringDocument};

impl Ticket {
    /// What the host is to do that followed from events after `sequence`, and what it need not do any more because an event
    /// after `sequence` revoked it.
    ///
    /// A host that has acted on all effects up to a sequence asks from there: a crash in between loses nothing, and the key
    /// keeps it from acting twice.
    #[must_use]
    pub fn effects_since(&self, sequence: u64) -> Vec<EffectDocument> {
        let later = |effect: &&EffectDocument| {
            effect.sequence > sequence || effect.revoked_by.is_some_and(|revoked| revoked > sequence)
        };
        self.state.effects.iter().filter(later).cloned().collect()
    }

    /// Takes an event's effects, after the regions have taken it.
    pub(super) fn take_effects(&mut self, event: &Event) {
        let kind = &event.kind;
        if let Some(revoked) = revocation(kind) {
            let firings = &self.state.firings;
            let standing = self.state.effects.iter_mut().filter(|effect| effect.revoked_by.is_none());
            for effect in standing.filter(|effect| revoked.holds(effect, firings)) {
                effect.revoked_by = Some(event.sequence);
            }
        }
        if let EventKind::RuleFired(fired) = kind {
            let Ok(rule) = fired.rule.parse::<Name>() else { return };
            let key = EffectKey {
                cycle: fired.cycle,
                rule,
                step: fired.step,
                repetition: fired.repetition,
                arming: fired.arming,
            };
            for action in &fired.actions {
                let role = match action {
                    FiredActionDocument::Notify { role }
                    | FiredActionDocument::RequestHierarchic { role } => role,
                    FiredActionDocument::RaiseLevel { .. } | FiredActionDocument::RaisePriority { .. } => {
                        continue;
                    }
                };
                if let Ok(role) = role.parse() {
                    self.add_effect(event, key.clone(), role);
                }
            }
            return;
        }
        let roles = self.tells(kind);
        if roles.is_empty() {
            return;
        }
        let (word, cycle) = match kind {
            EventKind::Reminded(reminded) => (reminded.reminder.as_str(), Some(reminded.cycle)),
            kind => (kind.name().as_str(), None),
        };
        let Ok(rule) = word.parse::<Name>() else { return };
        let earlier = self.state.effects.iter().filter(|effect| effect.key.rule == rule);
        let cycle = cycle.unwrap_or_else(|| {
            earlier.map(|effect| effect.key.cycle).max().unwrap_or_default().saturating_add(1)
        });
        for role in roles {
            let key = EffectKey { cycle, rule: rule.clone(), step: 0, repetition: 0, arming: 0 };
            self.add_effect(event, key, role);
        }
    }

    fn add_effect(&mut self, event: &Event, key: EffectKey, notify: Role) {
        let Ok(about) = event.kind.name().as_str().parse() else { return };
        self.state.effects.push(EffectDocument {
            key,
            sequence: event.sequence,
            at: event.occurred_at,
            notify,
            about,
            revoked_by: None,
        });
    }

    /// Who is told of an event.
    fn tells(&self, kind: &EventKind) -> Vec<Role> {
        let level = desk_of(self.state.level.level);
        let one = match kind {
            EventKind::PlanProposed(_) | EventKind::PlanChanged(_) => return self.approvers(),
            EventKind::Opened(opened) => match opened.opening.kind {
                Kind::Complaint => Role::SERVICE_SUPERVISOR,
                Kind::Suggestion => Role::DEPARTMENT_MANAGER,
                _ => Role::FRONT_DESK,
            },
            EventKind::LevelRaised(_)
            | EventKind::LevelReturned(_)
            | EventKind::NotSolved(_)
            | EventKind::Reopened(_) => level,
            EventKind::PlanRefused(_) => Role::ENGINEER,
            EventKind::EstimateExpired(_) => Role::FRONT_DESK,
            EventKind::EstimateSent(_)
            | EventKind::Completed(_)
            | EventKind::Answered(_)
            | EventKind::Closed(_) => Role::CUSTOMER,
            EventKind::EscalationRequested(request) => request.to.clone(),
            EventKind::Reminded(_) => self.state.assignment.role.clone().unwrap_or(level),
            _ => return Vec::new(),
        };
        vec![one]
    }

    fn approvers(&self) -> Vec<Role> {
        let roles = self.policy.gates().roles(CommandName::ApprovePlan);
        if roles.is_empty() { vec![Role::TECHNICAL_SUPERVISOR] } else { roles.to_vec() }
    }
}

/// Which effects an event makes void.
enum Revoked<'a> {
    All,
    About(&'static [EventName]),
    Reminder(Reminder),
    Acknowledged(&'a Acknowledgement),
    Breach(&'a BreachSuperseded),
}

impl Revoked<'_> {
    fn holds(&self, effect: &EffectDocument, firings: &[FiringDocument]) -> bool {
        match self {
            Self::All => true,
            Self::About(names) => names.iter().any(|name| effect.about.as_str() == name.as_str()),
            Self::Reminder(reminder) => effect.key.rule.as_str() == reminder.as_str(),
            Self::Acknowledged(note) => {
                note.rule.as_ref().is_none_or(|rule| *rule == effect.key.rule)
                    && note.cycle.is_none_or(|cycle| cycle == effect.key.cycle)
            }
            Self::Breach(breach) => firings.iter().any(|firing| {
                firing.metric.as_deref() == Some(breach.metric.as_str())
                    && firing.cycle == breach.cycle
                    && firing.at >= breach.at
                    && firing.rule == effect.key.rule.as_str()
                    && firing.cycle == effect.key.cycle
            }),
        }
    }
}

const fn revocation(kind: &EventKind) -> Option<Revoked<'_>> {
    Some(match kind {
        EventKind::Acknowledged(note) => Revoked::Acknowledged(note),
        EventKind::PlanProposed(_)
        | EventKind::PlanChanged(_)
        | EventKind::PlanApproved(_)
        | EventKind::PlanRefused(_) => {
            Revoked::About(&[EventName::PlanProposed, EventName::PlanChanged, EventName::PlanRefused])
        }
        EventKind::EstimateDrafted(_)
        | EventKind::EstimateSent(_)
        | EventKind::EstimateExpired(_)
        | EventKind::Authorised(_)
        | EventKind::Declined(_) => Revoked::About(&[EventName::EstimateSent, EventName::EstimateExpired]),
        EventKind::Confirmed(_) | EventKind::NotSolved(_) | EventKind::Reopened(_) => {
            Revoked::About(&[EventName::Completed, EventName::Answered, EventName::Closed])
        }
        EventKind::LevelRaised(_) | EventKind::LevelReturned(_) => {
            Revoked::About(&[EventName::LevelRaised, EventName::LevelReturned])
        }
        EventKind::EscalationApproved(_) | EventKind::EscalationClosed(_) => {
            Revoked::About(&[EventName::EscalationRequested])
        }
        EventKind::ProgressReported(_) => Revoked::Reminder(Reminder::ProgressReport),
        EventKind::CalledBack(_) => Revoked::Reminder(Reminder::CallBack),
        EventKind::ObservationFinished(_) => Revoked::Reminder(Reminder::Observation),
        EventKind::BreachSuperseded(breach) => Revoked::Breach(breach),
        // What was asked for while the work lasted is not asked for any more.
        EventKind::Closed(_) => Revoked::All,
        kind if withdraws(kind) || completes(kind) => Revoked::All,
        _ => return None,
    })
}

const fn desk_of(level: FunctionalLevel) -> Role {
    match level {
        FunctionalLevel::L1 => Role::FRONT_DESK,
        FunctionalLevel::L2 => Role::ENGINEER,
        FunctionalLevel::L3 => Role::EXPERT,
    }
}
