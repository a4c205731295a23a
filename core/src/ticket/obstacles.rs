//! What stands in the way of a command whatever it says: phase, role, gates, and the state of what it is about.

use super::reopening::{Reopening, may_reopen};
use super::{
    CommandName, EscalationStatus, EstimateStatus, Listed, PartStatus, Reason, Ticket, VisitStatus,
    transitions,
};
use crate::time::Instant;
use crate::vocabulary::{Actor, FunctionalLevel, Kind};

impl Ticket {
    /// Everything that stands in the way of a command at an instant; for nobody in particular where there is no actor.
    pub(super) fn obstacles(&self, command: CommandName, actor: Option<&Actor>, at: Instant) -> Vec<Reason> {
        let (state, gates) = (&self.state, self.policy.gates());
        let mut reasons = Vec::new();
        let phase = state.phase.phase;
        if !transitions::allows(command, phase) {
            reasons.push(Reason::Phase { command, phase, allowed: transitions::phases_of(command) });
        }
        let needed = gates.roles(command);
        if let Some(actor) = actor
            && !needed.is_empty()
            && !needed.iter().any(|role| actor.has(role))
        {
            reasons.push(Reason::Role { command, needed: Listed(needed.to_vec()) });
        }
        let required = gates.requires(command, state.sort());
        reasons.extend(required.into_iter().filter_map(|requirement| requirement.missing(state, gates)));
        self.subject(command, actor, at, &mut reasons);
        reasons
    }

    /// What stands in the way in the region that the command is about.
    fn subject(&self, command: CommandName, actor: Option<&Actor>, at: Instant, reasons: &mut Vec<Reason>) {
        let state = &self.state;
        let mut need = |met: bool, reason: Reason| {
            if !met {
                reasons.push(reason);
            }
        };
        match command {
            CommandName::Open | CommandName::Import => {
                need(false, Reason::AlreadyOpen { number: state.number.clone() });
            }
            CommandName::Grade => need(self.policy.grading().is_some(), Reason::NoGrading {}),
            CommandName::WithdrawOverride => need(state.grade.overridden.is_some(), Reason::NoOverride {}),
            CommandName::AttributeMisdiagnosis => {
                need(state.diagnosis.concluded_at.is_some(), Reason::NoMisdiagnosis {});
            }
            CommandName::ApprovePlan | CommandName::RefusePlan => match state.plan.pending() {
                None => need(false, Reason::NoPlanPending {}),
                Some(plan) => {
                    let own = actor.is_some_and(|actor| actor.id == plan.author);
                    let author = plan.author.clone();
                    need(!own || command == CommandName::RefusePlan, Reason::ApproverIsAuthor { author });
                }
            },
            CommandName::SendEstimate => {
                let needed = EstimateStatus::Draft;
                need(self.has_estimate(needed), Reason::NoEstimate { needed });
            }
            CommandName::Authorise => {
                let something = state.plan.present().is_some() || self.has_estimate(EstimateStatus::Sent);
                need(something, Reason::NothingToAuthorise {});
            }
            CommandName::Decline => {
                let something = state.plan.present().is_some()
                    || self.has_estimate(EstimateStatus::Sent)
                    || self.has_estimate(EstimateStatus::Authorised);
                need(something, Reason::NothingToDecline {});
            }
            CommandName::Resume => need(!state.waits.is_empty(), Reason::NoWait {}),
            CommandName::SetOut
            | CommandName::FinishVisit
            | CommandName::SignVisit
            | CommandName::CancelVisit => {
                let needed = visit_needs(command);
                let found = state.visits.iter().any(|visit| needed.contains(&visit.status));
                need(found, Reason::NoVisit { needed: Listed(needed.to_vec()) });
            }
            CommandName::ReceivePart | CommandName::UsePart | CommandName::ReturnPart => {
                let needed = part_needs(command);
                let found = state.parts.iter().any(|part| needed.contains(&part.status));
                need(found, Reason::NoPart { needed: Listed(needed.to_vec()) });
            }
            CommandName::PassSecondCheck => {
                let own = state
                    .work
                    .worker
                    .as_ref()
                    .filter(|worker| actor.is_some_and(|actor| actor.id == **worker));
                if let Some(worker) = own {
                    need(false, Reason::CheckerIsWorker { worker: worker.clone() });
                }
            }
            CommandName::FinishObservation => {
                need(state.work.observed_until.is_some(), Reason::NoObservation {});
            }
            CommandName::Reopen => {
                for reason in self.reopening_problem(at) {
                    need(false, reason);
                }
            }
            CommandName::Escalate => {
                let level = state.level.level;
                need(level < FunctionalLevel::L3, Reason::LevelHighest { level });
            }
            CommandName::ReturnLevel => {
                let level = state.level.level;
                need(level > FunctionalLevel::L1, Reason::LevelLowest { level });
            }
            CommandName::RequestEscalation
            | CommandName::ApproveEscalation
            | CommandName::TakeUpEscalation
            | CommandName::CloseEscalation => self.escalation_subject(command, actor, &mut need),
            CommandName::VerifyComplaint | CommandName::ReviewComplaint => {
                let kind = state.classification.kind;
                need(kind == Kind::Complaint, Reason::NotAComplaint { kind });
            }
            CommandName::EraseContact => need(state.intake.contact.is_some(), Reason::NoContact {}),
            _ => {}
        }
    }

    fn escalation_subject(
        &self,
        command: CommandName,
        actor: Option<&Actor>,
        need: &mut impl FnMut(bool, Reason),
    ) {
        let escalation = &self.state.escalation;
        let needed = escalation_needs(command);
        let status = escalation.status;
        need(needed.contains(&status), Reason::EscalationStatus { status, needed: Listed(needed.to_vec()) });
        if command == CommandName::ApproveEscalation
            && let Some(requester) = &escalation.requested_by
            && actor.is_some_and(|actor| actor.id == *requester)
        {
            need(false, Reason::ApproverIsRequester { requester: requester.clone() });
        }
    }

    /// Whether it is too late to take the ticket up again.
    pub(super) fn reopening_problem(&self, at: Instant) -> Vec<Reason> {
        match may_reopen(&self.state, self.policy.gates(), at) {
            Reopening::Possible => Vec::new(),
            Reopening::Over(until) => vec![Reason::ReopeningOver { until }],
            Reopening::Never => vec![Reason::ReopeningNever {}],
        }
    }

    fn has_estimate(&self, status: EstimateStatus) -> bool {
        self.state.estimate().is_some_and(|estimate| estimate.status == status)
    }
}

pub(super) const fn visit_needs(command: CommandName) -> &'static [VisitStatus] {
    match command {
        CommandName::SetOut => &[VisitStatus::Booked],
        CommandName::SignVisit => &[VisitStatus::Done],
        _ => &[VisitStatus::Booked, VisitStatus::OnRoute],
    }
}

pub(super) const fn part_needs(command: CommandName) -> &'static [PartStatus] {
    match command {
        CommandName::ReceivePart => &[PartStatus::Ordered],
        CommandName::UsePart => &[PartStatus::Received],
        _ => &[PartStatus::Ordered, PartStatus::Received, PartStatus::Used],
    }
}

const fn escalation_needs(command: CommandName) -> &'static [EscalationStatus] {
    match command {
        CommandName::ApproveEscalation => &[EscalationStatus::Requested],
        CommandName::TakeUpEscalation => &[EscalationStatus::Approved],
        CommandName::CloseEscalation => {
            &[EscalationStatus::Requested, EscalationStatus::Approved, EscalationStatus::Active]
        }
        _ => &[EscalationStatus::None, EscalationStatus::Closed],
    }
}
