//! Whether a ticket has what a gate asks for.

use super::consent::consent;
use super::gates::GatesPolicy;
use super::{EscalationStatus, EstimateStatus, PartStatus, Reason, Requirement, TicketState, VisitStatus};

impl Requirement {
    /// The reason of a refusal if it is missing.
    pub(super) fn missing(self, state: &TicketState, gates: &GatesPolicy) -> Option<Reason> {
        if state.vouched.contains(&self) {
            return None;
        }
        let details = match self {
            Self::Intake => listed(state.intake.missing.iter().map(|missing| &missing.field)),
            Self::Archive => {
                let needed = gates.archive(state.sort());
                listed(needed.difference(&state.care.archive))
            }
            Self::EndOfWaits => listed(state.waits.iter().map(|wait| &wait.reason)),
            Self::VisitSignature => {
                let unsigned = state.visits.iter().filter(|visit| !is_over(visit.status));
                listed(unsigned.map(|visit| &visit.visit))
            }
            Self::Parts => {
                let due = state.parts.iter().filter(|part| part.status == PartStatus::Ordered);
                listed(due.map(|part| &part.part))
            }
            Self::PartsReturn => {
                let out = state.parts.iter().filter(|part| part.status != PartStatus::Returned);
                listed(out.map(|part| &part.part))
            }
            _ if self.is_there(state, gates) => return None,
            _ => return Some(self.reason(gates, Vec::new())),
        };
        (!details.is_empty()).then(|| self.reason(gates, details))
    }

    fn reason(self, gates: &GatesPolicy, details: Vec<String>) -> Reason {
        let supplied_by = self.supplied_by();
        Reason::Requirement {
            requirement: self,
            supplied_by,
            roles: gates.roles(supplied_by).to_vec(),
            details,
        }
    }

    /// Whether one thing is there; requirements of many things are looked at one by one.
    fn is_there(self, state: &TicketState, gates: &GatesPolicy) -> bool {
        let (work, care, complaint) = (&state.work, &state.care, &state.complaint);
        let plan = state.plan.present().filter(|entry| entry.refused_because.is_none());
        match self {
            Self::Class => state.classification.class.is_some(),
            Self::Grade => state.grade.priority().is_some(),
            Self::EngineerGrade => state.grade.engineer.is_some(),
            Self::Assignment => state.assignment.assignee.is_some(),
            Self::Response => state.conversation.first_response_at.is_some(),
            Self::DiagnosisStep => !state.diagnosis.steps.is_empty(),
            Self::Diagnosis => state.diagnosis.conclusion.is_some(),
            Self::Survey => state.diagnosis.survey.is_some(),
            Self::Plan => plan.is_some(),
            Self::Approval => plan.is_some_and(|entry| entry.approved_by.is_some()),
            Self::KnowledgeReference => {
                work.knowledge_reference.is_some()
                    || plan.is_some_and(|entry| entry.plan.knowledge_reference.is_some())
            }
            Self::Estimate => state.estimate().is_some_and(|estimate| {
                matches!(estimate.status, EstimateStatus::Sent | EstimateStatus::Authorised)
            }),
            Self::Authorisation => consent(state, gates).is_some(),
            Self::AuthorisationEvidence => {
                consent(state, gates).is_some_and(|given| given.authorisation.evidence.is_some())
            }
            Self::StartGate => work.start_gate.is_some(),
            Self::Visit => state.visits.iter().any(|visit| visit.status != VisitStatus::Cancelled),
            Self::Workaround => work.workaround_at.is_some(),
            Self::SelfCheck => work.self_check_by.is_some(),
            Self::SecondCheck => work.second_check_by.is_some(),
            Self::Observation => work.finding.is_some(),
            Self::Confirmation => care.confirmed_at.is_some(),
            Self::Rating => !care.ratings.is_empty(),
            Self::CallBack => care.called_back_at.is_some(),
            Self::ComplaintFinding => complaint.finding.is_some(),
            Self::ComplaintReview => complaint.reviewed_by.is_some(),
            Self::Measure => complaint.measure.is_some(),
            Self::EscalationEnd => {
                matches!(state.escalation.status, EscalationStatus::None | EscalationStatus::Closed)
            }
            Self::Intake
            | Self::Archive
            | Self::EndOfWaits
            | Self::VisitSignature
            | Self::Parts
            | Self::PartsReturn => true,
        }
    }
}

const fn is_over(status: VisitStatus) -> bool {
    matches!(status, VisitStatus::Signed | VisitStatus::Cancelled)
}

fn listed<T: ToString>(words: impl Iterator<Item = T>) -> Vec<String> {
    words.map(|word| word.to_string()).collect()
}
