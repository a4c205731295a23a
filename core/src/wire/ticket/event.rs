use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::kinds::kinds;
use super::{
    Acknowledgement, Answer, Archiving, Assignment, Authorised, Because, BreachSuperseded, CallBack, Check,
    Closing, CommandName, ComplaintReview, ComplaintVerification, Completion, Conclusion, Confirmation,
    ContactErased, Declination, Delay, DiagnosisStep, EscalationRequest, EstimateDrafted, EstimateVersion,
    Filed, Finding, GradeOverride, Graded, Importing, IntakeAmended, Justification, LevelRaise, LevelReturn,
    Link, Measure, Merge, Message, Misdiagnosis, Nothing, Observation, Opened, PartName, PartOrder,
    PartReturn, PlanApproval, PlanChanged, PlanProposed, PlanRefusal, PolicyRevision, PreviousTicket,
    Progress, Rating, Remark, Reminded, StartGate, Triage, VisitBooking, VisitCancellation, VisitName,
    VisitReport, VisitSignature, Wait, WaitEnded, Workaround,
};
use crate::time::Instant;
use crate::vocabulary::{Actor, Name};
use crate::wire::FiringDocument;

/// An event as it stands on the wire. What this version of the library does not know is kept.
///
/// ```
/// use aftersales::wire::ticket::EventDocument;
///
/// let text = r#"{"ticket":"TS20260314-0007","sequence":5,"recorded_at":"2026-03-14T09:00:01Z",
///     "occurred_at":"2026-03-14T09:00:00Z","by":{"id":"engineer-1"},"version":1,
///     "kind":{"type":"wait_started","reason":"parts"},"trace":"a1"}"#;
/// let event: EventDocument = aftersales::wire::read_document(text)?;
/// assert_eq!(event.unknown["trace"], "a1");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventDocument {
    /// The number of the ticket.
    pub ticket: Name,
    /// The place in the ticket's log, counted from 1.
    pub sequence: u64,
    /// When it was written down.
    pub recorded_at: Instant,
    /// When it happened, which is what clocks read.
    pub occurred_at: Instant,
    /// Who gave the command; the engine itself where a rule or a timer acted.
    pub by: Actor,
    /// The command that it comes from; absent where a rule or a timer acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseDocument>,
    /// The revision of the policy that it was decided under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Name>,
    /// The version of the kind.
    pub version: u32,
    /// What happened: `type` and its fields.
    pub kind: Map<String, Value>,
    /// Fields that this version of the library does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The command that an event comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CauseDocument {
    /// What it asked.
    pub command: CommandName,
    /// What tells it from every other command to the ticket.
    pub idempotency_key: Name,
}

kinds! {
    /// What an event says, with the outcome.
    EventKind,
    /// The kinds of event by name.
    EventName, "kind of event" {
        /// It was taken in.
        Opened(Opened) = "opened",
        /// It was taken over from another system.
        Imported(Importing) = "imported",
        /// What was missing at intake was added.
        IntakeAmended(IntakeAmended) = "intake_amended",
        /// It was said what it is.
        Triaged(Triage) = "triaged",
        /// The rules gave it a priority.
        Graded(Graded) = "graded",
        /// A person gave it a priority.
        GradeOverridden(GradeOverride) = "grade_overridden",
        /// An override was ended.
        OverrideWithdrawn(Because) = "override_withdrawn",
        /// An override ran out.
        OverrideExpired(Nothing) = "override_expired",
        /// It was handed to somebody.
        Assigned(Assignment) = "assigned",
        /// The customer wrote or called.
        MessageReceived(Message) = "message_received",
        /// The desk wrote or called.
        MessageSent(Message) = "message_sent",
        /// It was answered on the spot.
        Answered(Answer) = "answered",
        /// The diagnosis began or was resumed.
        DiagnosisStarted(Remark) = "diagnosis_started",
        /// A step of the diagnosis was made.
        StepLogged(DiagnosisStep) = "step_logged",
        /// The diagnosis is there.
        DiagnosisConcluded(Conclusion) = "diagnosis_concluded",
        /// A diagnosis was wrong.
        MisdiagnosisAttributed(Misdiagnosis) = "misdiagnosis_attributed",
        /// A survey was asked for.
        SurveyRequested(Because) = "survey_requested",
        /// The survey is there.
        SurveyFiled(Filed) = "survey_filed",
        /// A plan was put forward.
        PlanProposed(PlanProposed) = "plan_proposed",
        /// The service side consented to it.
        PlanApproved(PlanApproval) = "plan_approved",
        /// The service side sent it back.
        PlanRefused(PlanRefusal) = "plan_refused",
        /// Work stopped for another plan.
        PlanChanged(PlanChanged) = "plan_changed",
        /// An estimate was made.
        EstimateDrafted(EstimateDrafted) = "estimate_drafted",
        /// The customer was shown it.
        EstimateSent(EstimateVersion) = "estimate_sent",
        /// Its validity ran out.
        EstimateExpired(EstimateVersion) = "estimate_expired",
        /// The customer consented.
        Authorised(Authorised) = "authorised",
        /// The customer did not consent.
        Declined(Declination) = "declined",
        /// All that work needs was in place.
        StartGatePassed(StartGate) = "start_gate_passed",
        /// Work began.
        WorkStarted(Remark) = "work_started",
        /// A wait began.
        WaitStarted(Wait) = "wait_started",
        /// A wait ended.
        WaitEnded(WaitEnded) = "wait_ended",
        /// A way round the problem was in place.
        WorkaroundProvided(Workaround) = "workaround_provided",
        /// A visit was agreed.
        VisitBooked(VisitBooking) = "visit_booked",
        /// Somebody set out.
        VisitSetOut(VisitName) = "visit_set_out",
        /// A visit was done.
        VisitFinished(VisitReport) = "visit_finished",
        /// The customer's responsible person signed.
        VisitSigned(VisitSignature) = "visit_signed",
        /// A visit was called off.
        VisitCancelled(VisitCancellation) = "visit_cancelled",
        /// A part was asked for.
        PartOrdered(PartOrder) = "part_ordered",
        /// A part was at hand.
        PartReceived(PartName) = "part_received",
        /// A part was built in.
        PartUsed(PartName) = "part_used",
        /// A part was given back.
        PartReturned(PartReturn) = "part_returned",
        /// The worker checked the work.
        SelfCheckPassed(Check) = "self_check_passed",
        /// Another person checked it.
        SecondCheckPassed(Check) = "second_check_passed",
        /// The work was done.
        Completed(Completion) = "completed",
        /// The unit was watched.
        ObservationStarted(Observation) = "observation_started",
        /// Watching ended.
        ObservationFinished(Finding) = "observation_finished",
        /// The customer agreed.
        Confirmed(Confirmation) = "confirmed",
        /// The customer did not agree.
        NotSolved(Because) = "not_solved",
        /// The customer gave a mark.
        Rated(Rating) = "rated",
        /// A piece of the archive was filed.
        PieceArchived(Archiving) = "piece_archived",
        /// It was archived.
        Closed(Closing) = "closed",
        /// The customer was called back.
        CalledBack(CallBack) = "called_back",
        /// It was taken up again.
        Reopened(Because) = "reopened",
        /// A ticket follows this one up.
        FollowUpLinked(Link) = "follow_up_linked",
        /// This one follows up another ticket.
        FollowsUp(Link) = "follows_up",
        /// It is the rework of another ticket.
        ReworkLinked(PreviousTicket) = "rework_linked",
        /// It was not taken on.
        Rejected(Because) = "rejected",
        /// It was withdrawn.
        Cancelled(Because) = "cancelled",
        /// It went on in another ticket.
        Merged(Merge) = "merged",
        /// The functional level was raised.
        LevelRaised(LevelRaise) = "level_raised",
        /// The functional level was lowered.
        LevelReturned(LevelReturn) = "level_returned",
        /// Somebody in charge was asked in.
        EscalationRequested(EscalationRequest) = "escalation_requested",
        /// That was granted.
        EscalationApproved(Remark) = "escalation_approved",
        /// Somebody in charge took it up.
        EscalationTakenUp(Remark) = "escalation_taken_up",
        /// The escalation ended.
        EscalationClosed(Justification) = "escalation_closed",
        /// Somebody took note.
        Acknowledged(Acknowledgement) = "acknowledged",
        /// The customer was told how far it is.
        ProgressReported(Progress) = "progress_reported",
        /// The customer was told of a delay.
        DelayAnnounced(Delay) = "delay_announced",
        /// It was said whether a complaint holds.
        ComplaintVerified(ComplaintVerification) = "complaint_verified",
        /// A manager looked through it.
        ComplaintReviewed(ComplaintReview) = "complaint_reviewed",
        /// It was said what is done against recurrence.
        MeasureRecorded(Measure) = "measure_recorded",
        /// The contact record was erased.
        ContactErased(ContactErased) = "contact_erased",
        /// Another policy came into force.
        PolicyRevised(PolicyRevision) = "policy_revised",
        /// An escalation rule fired.
        RuleFired(FiringDocument) = "rule_fired",
        /// The time for something came.
        Reminded(Reminded) = "reminded",
        /// A breach turned out not to have been one.
        BreachSuperseded(BreachSuperseded) = "breach_superseded",
    }
}
