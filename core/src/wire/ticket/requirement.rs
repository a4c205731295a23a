use super::CommandName;
use crate::vocabulary::words;

words! {
    /// What a gate may ask of a ticket before a step. Each is read from the ticket's state.
    ///
    /// ```
    /// use aftersales::wire::ticket::Requirement;
    ///
    /// assert_eq!(Requirement::Approval.code(), "ticket.gate.approval_missing");
    /// assert_eq!(Requirement::Approval.supplied_by().as_str(), "approve_plan");
    /// ```
    Requirement, "requirement" {
        /// Intake is complete (domain fact IN-4).
        Intake = "intake",
        /// The class of the problem is known.
        Class = "class",
        /// It has a priority.
        Grade = "grade",
        /// The engineer graded it (domain fact PR-4).
        EngineerGrade = "engineer_grade",
        /// Somebody answers for it.
        Assignment = "assignment",
        /// The desk has answered the customer.
        Response = "response",
        /// At least one step of the diagnosis is logged (domain fact ES-4).
        DiagnosisStep = "diagnosis_step",
        /// The diagnosis is concluded.
        Diagnosis = "diagnosis",
        /// The survey is filed (domain fact DG-5).
        Survey = "survey",
        /// A plan is there and was not sent back.
        Plan = "plan",
        /// The present plan is approved, and not by its author (domain fact PL-2).
        Approval = "approval",
        /// The plan or answer names the known solution that it follows (domain fact PL-5).
        KnowledgeReference = "knowledge_reference",
        /// The customer was shown the present estimate (domain fact CO-3).
        Estimate = "estimate",
        /// The customer consents to the present plan and estimate (domain fact PL-3).
        Authorisation = "authorisation",
        /// The same with a record of it.
        AuthorisationEvidence = "authorisation_evidence",
        /// People, tools, parts and safety are in place (domain fact WK-1).
        StartGate = "start_gate",
        /// A visit is booked or done.
        Visit = "visit",
        /// Every visit that took place is signed.
        VisitSignature = "visit_signature",
        /// Every part that was ordered is at hand.
        Parts = "parts",
        /// No part is outstanding: each is given back (domain fact WK-4).
        PartsReturn = "parts_return",
        /// It waits for nothing.
        EndOfWaits = "end_of_waits",
        /// A way round the problem is in place.
        Workaround = "workaround",
        /// The worker checked the work (domain fact WK-2).
        SelfCheck = "self_check",
        /// Another person checked it (domain fact WK-2).
        SecondCheck = "second_check",
        /// The unit was watched (domain fact CL-5).
        Observation = "observation",
        /// The customer agrees that it is solved (domain fact CL-1).
        Confirmation = "confirmation",
        /// The customer gave a mark.
        Rating = "rating",
        /// Every piece of the archive is there (domain fact CL-2).
        Archive = "archive",
        /// The customer was called back (domain fact CL-4).
        CallBack = "call_back",
        /// It was said whether the complaint holds (domain fact IN-9).
        ComplaintFinding = "complaint_finding",
        /// A manager looked through the complaint.
        ComplaintReview = "complaint_review",
        /// A measure against recurrence is recorded.
        Measure = "measure",
        /// No hierarchic escalation is open.
        EscalationEnd = "escalation_end",
    }
}

impl Requirement {
    /// The stable code of a refusal for want of it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intake => "ticket.gate.intake_missing",
            Self::Class => "ticket.gate.class_missing",
            Self::Grade => "ticket.gate.grade_missing",
            Self::EngineerGrade => "ticket.gate.engineer_grade_missing",
            Self::Assignment => "ticket.gate.assignment_missing",
            Self::Response => "ticket.gate.response_missing",
            Self::DiagnosisStep => "ticket.gate.diagnosis_step_missing",
            Self::Diagnosis => "ticket.gate.diagnosis_missing",
            Self::Survey => "ticket.gate.survey_missing",
            Self::Plan => "ticket.gate.plan_missing",
            Self::Approval => "ticket.gate.approval_missing",
            Self::KnowledgeReference => "ticket.gate.knowledge_reference_missing",
            Self::Estimate => "ticket.gate.estimate_missing",
            Self::Authorisation => "ticket.gate.authorisation_missing",
            Self::AuthorisationEvidence => "ticket.gate.authorisation_evidence_missing",
            Self::StartGate => "ticket.gate.start_gate_missing",
            Self::Visit => "ticket.gate.visit_missing",
            Self::VisitSignature => "ticket.gate.visit_signature_missing",
            Self::Parts => "ticket.gate.parts_missing",
            Self::PartsReturn => "ticket.gate.parts_return_missing",
            Self::EndOfWaits => "ticket.gate.end_of_waits_missing",
            Self::Workaround => "ticket.gate.workaround_missing",
            Self::SelfCheck => "ticket.gate.self_check_missing",
            Self::SecondCheck => "ticket.gate.second_check_missing",
            Self::Observation => "ticket.gate.observation_missing",
            Self::Confirmation => "ticket.gate.confirmation_missing",
            Self::Rating => "ticket.gate.rating_missing",
            Self::Archive => "ticket.gate.archive_missing",
            Self::CallBack => "ticket.gate.call_back_missing",
            Self::ComplaintFinding => "ticket.gate.complaint_finding_missing",
            Self::ComplaintReview => "ticket.gate.complaint_review_missing",
            Self::Measure => "ticket.gate.measure_missing",
            Self::EscalationEnd => "ticket.gate.escalation_end_missing",
        }
    }

    /// The command that supplies it.
    #[must_use]
    pub const fn supplied_by(self) -> CommandName {
        match self {
            Self::Intake => CommandName::AmendIntake,
            Self::Class => CommandName::Triage,
            Self::Grade | Self::EngineerGrade => CommandName::Grade,
            Self::Assignment => CommandName::Assign,
            Self::Response => CommandName::SendMessage,
            Self::DiagnosisStep => CommandName::LogStep,
            Self::Diagnosis => CommandName::ConcludeDiagnosis,
            Self::Survey => CommandName::FileSurvey,
            Self::Plan | Self::KnowledgeReference => CommandName::ProposePlan,
            Self::Approval => CommandName::ApprovePlan,
            Self::Estimate => CommandName::SendEstimate,
            Self::Authorisation | Self::AuthorisationEvidence => CommandName::Authorise,
            Self::StartGate => CommandName::PassStartGate,
            Self::Visit => CommandName::BookVisit,
            Self::VisitSignature => CommandName::SignVisit,
            Self::Parts => CommandName::ReceivePart,
            Self::PartsReturn => CommandName::ReturnPart,
            Self::EndOfWaits => CommandName::Resume,
            Self::Workaround => CommandName::ProvideWorkaround,
            Self::SelfCheck => CommandName::PassSelfCheck,
            Self::SecondCheck => CommandName::PassSecondCheck,
            Self::Observation => CommandName::FinishObservation,
            Self::Confirmation => CommandName::Confirm,
            Self::Rating => CommandName::Rate,
            Self::Archive => CommandName::ArchivePiece,
            Self::CallBack => CommandName::RecordCallBack,
            Self::ComplaintFinding => CommandName::VerifyComplaint,
            Self::ComplaintReview => CommandName::ReviewComplaint,
            Self::Measure => CommandName::RecordMeasure,
            Self::EscalationEnd => CommandName::CloseEscalation,
        }
    }
}
