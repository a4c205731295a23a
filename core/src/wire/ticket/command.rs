use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::kinds::kinds;
use super::{
    Acknowledgement, Answer, Archiving, Assignment, Authorisation, Because, CallBack, Check, ComplaintReview,
    ComplaintVerification, Completion, Conclusion, Confirmation, Declination, Delay, DiagnosisStep,
    EscalationRequest, Estimate, EstimateVersion, Filed, Finding, GradeOverride, Grading, Importing,
    IntakeAmendment, Justification, LevelRaise, LevelReturn, Link, Measure, Merge, Message, Misdiagnosis,
    Nothing, Observation, Opening, PartName, PartOrder, PartReturn, Plan, PlanApproval, PlanChange,
    PlanRefusal, PolicyRevision, PreviousTicket, Progress, Rating, Remark, Resumption, StartGate, Triage,
    VisitBooking, VisitCancellation, VisitName, VisitReport, VisitSignature, Wait, Workaround, unknown_field,
};
use crate::time::Instant;
use crate::vocabulary::{Actor, Name};
use crate::wire::{WireError, read_document};

/// A command as it stands on the wire.
///
/// ```
/// use aftersales::wire::ticket::Command;
///
/// let command = Command::from_json(r#"{
///     "by": {"id": "engineer-1", "roles": ["engineer"]},
///     "occurred_at": "2026-03-02T09:00:00Z",
///     "idempotency_key": "7f3a",
///     "expected_version": 4,
///     "kind": {"type": "wait", "reason": "parts"}
/// }"#)?;
/// assert_eq!(command.kind.name().as_str(), "wait");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Who gives it.
    pub by: Actor,
    /// When it happened, which is what clocks read.
    pub occurred_at: Instant,
    /// What tells it from every other command to the ticket: given twice, it is carried out once.
    pub idempotency_key: Name,
    /// The sequence of the last event that its giver had seen; 0 before the first.
    pub expected_version: u64,
    /// What it asks.
    pub kind: CommandKind,
}

impl Command {
    /// Reads a command; unknown fields are refused, wherever they stand.
    ///
    /// # Errors
    ///
    /// [`WireError`] with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, WireError> {
        let command: Self = read_document(text)?;
        let given: Value = read_document(text)?;
        let malformed = |path: String, detail: &str| WireError::Malformed { path, detail: detail.to_owned() };
        let known =
            serde_json::to_value(&command).map_err(|error| malformed(".".to_owned(), &error.to_string()))?;
        match unknown_field(&given, &known) {
            Some(path) => Err(malformed(path, "unknown field")),
            None => Ok(command),
        }
    }
}

kinds! {
    /// What a command asks, with what it needs for that.
    CommandKind,
    /// The commands by name.
    CommandName, "command" {
        /// Takes a ticket in.
        Open(Opening) = "open",
        /// Takes over a ticket of another system.
        Import(Importing) = "import",
        /// Adds what was missing at intake.
        AmendIntake(IntakeAmendment) = "amend_intake",
        /// Says what it is.
        Triage(Triage) = "triage",
        /// Grades it by the rules.
        Grade(Grading) = "grade",
        /// Grades it against the rules.
        OverrideGrade(GradeOverride) = "override_grade",
        /// Ends an override before its time.
        WithdrawOverride(Because) = "withdraw_override",
        /// Hands it to somebody.
        Assign(Assignment) = "assign",
        /// Notes that the customer wrote or called.
        ReceiveMessage(Message) = "receive_message",
        /// Notes that the desk wrote or called.
        SendMessage(Message) = "send_message",
        /// Answers it on the spot.
        Answer(Answer) = "answer",
        /// Begins or resumes the diagnosis.
        StartDiagnosis(Remark) = "start_diagnosis",
        /// Notes a step of the diagnosis.
        LogStep(DiagnosisStep) = "log_step",
        /// Says what the diagnosis is.
        ConcludeDiagnosis(Conclusion) = "conclude_diagnosis",
        /// Says whose diagnosis was wrong.
        AttributeMisdiagnosis(Misdiagnosis) = "attribute_misdiagnosis",
        /// Asks for a survey of the site.
        RequestSurvey(Because) = "request_survey",
        /// Files the survey.
        FileSurvey(Filed) = "file_survey",
        /// Puts a plan forward.
        ProposePlan(Plan) = "propose_plan",
        /// Consents to a plan for the service side.
        ApprovePlan(PlanApproval) = "approve_plan",
        /// Sends a plan back.
        RefusePlan(PlanRefusal) = "refuse_plan",
        /// Stops work for another plan.
        ChangePlan(PlanChange) = "change_plan",
        /// Makes an estimate.
        DraftEstimate(Estimate) = "draft_estimate",
        /// Shows an estimate to the customer.
        SendEstimate(EstimateVersion) = "send_estimate",
        /// Notes the customer's consent.
        Authorise(Authorisation) = "authorise",
        /// Notes that the customer does not consent.
        Decline(Declination) = "decline",
        /// Notes that people, tools, parts and safety are in place.
        PassStartGate(StartGate) = "pass_start_gate",
        /// Begins the work.
        StartWork(Remark) = "start_work",
        /// Begins a wait.
        Wait(Wait) = "wait",
        /// Ends a wait.
        Resume(Resumption) = "resume",
        /// Puts a way round the problem in place.
        ProvideWorkaround(Workaround) = "provide_workaround",
        /// Agrees a visit.
        BookVisit(VisitBooking) = "book_visit",
        /// Sets out for a visit.
        SetOut(VisitName) = "set_out",
        /// Reports a visit done.
        FinishVisit(VisitReport) = "finish_visit",
        /// Notes the customer's signature.
        SignVisit(VisitSignature) = "sign_visit",
        /// Calls a visit off.
        CancelVisit(VisitCancellation) = "cancel_visit",
        /// Asks for a part.
        OrderPart(PartOrder) = "order_part",
        /// Notes that a part is at hand.
        ReceivePart(PartName) = "receive_part",
        /// Notes that a part is built in.
        UsePart(PartName) = "use_part",
        /// Gives a part back.
        ReturnPart(PartReturn) = "return_part",
        /// Notes that the worker checked the work.
        PassSelfCheck(Check) = "pass_self_check",
        /// Notes that another person checked the work.
        PassSecondCheck(Check) = "pass_second_check",
        /// Says that the work is done.
        Complete(Completion) = "complete",
        /// Begins to watch the unit.
        StartObservation(Observation) = "start_observation",
        /// Says what watching showed.
        FinishObservation(Finding) = "finish_observation",
        /// Notes that the customer agrees.
        Confirm(Confirmation) = "confirm",
        /// Notes that the customer does not agree.
        ReportNotSolved(Because) = "report_not_solved",
        /// Notes the customer's mark.
        Rate(Rating) = "rate",
        /// Files a piece of the archive.
        ArchivePiece(Archiving) = "archive_piece",
        /// Archives the ticket.
        Close(Remark) = "close",
        /// Notes a call-back.
        RecordCallBack(CallBack) = "record_call_back",
        /// Takes the ticket up again.
        Reopen(Because) = "reopen",
        /// Names a ticket that follows this one up.
        LinkFollowUp(Link) = "link_follow_up",
        /// Names the ticket whose rework this is.
        LinkRework(PreviousTicket) = "link_rework",
        /// Does not take it on.
        Reject(Because) = "reject",
        /// Withdraws it.
        Cancel(Because) = "cancel",
        /// Lets it go on in another ticket.
        Merge(Merge) = "merge",
        /// Raises the functional level.
        Escalate(LevelRaise) = "escalate",
        /// Lowers the functional level.
        ReturnLevel(LevelReturn) = "return_level",
        /// Asks somebody in charge in.
        RequestEscalation(EscalationRequest) = "request_escalation",
        /// Grants that.
        ApproveEscalation(Remark) = "approve_escalation",
        /// Takes the escalation up.
        TakeUpEscalation(Remark) = "take_up_escalation",
        /// Ends the escalation.
        CloseEscalation(Justification) = "close_escalation",
        /// Takes note of what was told.
        Acknowledge(Acknowledgement) = "acknowledge",
        /// Tells the customer how far it is.
        ReportProgress(Progress) = "report_progress",
        /// Tells the customer of a delay.
        AnnounceDelay(Delay) = "announce_delay",
        /// Says whether a complaint holds.
        VerifyComplaint(ComplaintVerification) = "verify_complaint",
        /// Looks through a complaint.
        ReviewComplaint(ComplaintReview) = "review_complaint",
        /// Says what is done against recurrence.
        RecordMeasure(Measure) = "record_measure",
        /// Notes that the contact record was erased.
        EraseContact(Nothing) = "erase_contact",
        /// Puts another policy in force.
        RevisePolicy(PolicyRevision) = "revise_policy",
    }
}
