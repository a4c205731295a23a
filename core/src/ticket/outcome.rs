//! What a command that nothing stands in the way of leads to.

use super::reopening::rework_until;
use super::{
    Authorisation, Authorised, Because, CallBackResult, CloseCause, Closing, CommandKind, ContactErased,
    EstimateDrafted, EventKind, Graded, Grading, IntakeAmended, IntakeRecord, Link, OpenWait, Opened,
    Opening, Phase, PlanChanged, PlanProposed, PreviousTicket, Reason, Safety, Text, Ticket, TicketPolicy,
    Triage, WaitEnd, WaitEnded,
};
use crate::priority::PriorityError;
use crate::time::Instant;
use crate::vocabulary::{Channel, Kind};
use crate::wire::{IntakeRecordDocument, MissingFieldDocument};

impl Ticket {
    /// The events of a command.
    ///
    /// # Errors
    ///
    /// What only carrying it out can show: facts that the grading rules do not take.
    pub(super) fn outcome(&self, kind: &CommandKind) -> Result<Vec<EventKind>, Vec<Reason>> {
        let state = &self.state;
        let one = match kind.clone() {
            CommandKind::Open(_) | CommandKind::Import(_) => return Ok(Vec::new()),
            CommandKind::AmendIntake(amendment) => {
                let known = &state.classification;
                let missing = missing(&self.policy, &amendment.intake, known.kind, known.channel);
                EventKind::IntakeAmended(IntakeAmended { intake: amendment.intake, missing })
            }
            CommandKind::Triage(triage) => return Ok(self.triage(triage)),
            CommandKind::Grade(grading) => EventKind::Graded(grade(&self.policy, grading)?),
            CommandKind::OverrideGrade(given) => EventKind::GradeOverridden(given),
            CommandKind::WithdrawOverride(because) => EventKind::OverrideWithdrawn(because),
            CommandKind::Assign(assignment) => EventKind::Assigned(assignment),
            CommandKind::ReceiveMessage(message) => {
                let ended = state.waits.iter().filter(|wait| self.ends_with_message(wait));
                let ended = ended.map(|wait| {
                    EventKind::WaitEnded(WaitEnded { reason: wait.reason.clone(), end: WaitEnd::Message })
                });
                return Ok([EventKind::MessageReceived(message)].into_iter().chain(ended).collect());
            }
            CommandKind::SendMessage(message) => EventKind::MessageSent(message),
            CommandKind::Answer(answer) => EventKind::Answered(answer),
            CommandKind::StartDiagnosis(remark) => EventKind::DiagnosisStarted(remark),
            CommandKind::LogStep(step) => EventKind::StepLogged(step),
            CommandKind::ConcludeDiagnosis(conclusion) => EventKind::DiagnosisConcluded(conclusion),
            CommandKind::AttributeMisdiagnosis(wrong) => EventKind::MisdiagnosisAttributed(wrong),
            CommandKind::RequestSurvey(because) => EventKind::SurveyRequested(because),
            CommandKind::FileSurvey(filed) => EventKind::SurveyFiled(filed),
            CommandKind::ProposePlan(plan) => {
                EventKind::PlanProposed(PlanProposed { version: state.plan.next_version(), plan })
            }
            CommandKind::ApprovePlan(approval) => EventKind::PlanApproved(approval),
            CommandKind::RefusePlan(refusal) => EventKind::PlanRefused(refusal),
            CommandKind::ChangePlan(change) => EventKind::PlanChanged(PlanChanged {
                version: state.plan.next_version(),
                plan: change.plan,
                reason: change.reason,
            }),
            CommandKind::DraftEstimate(estimate) => {
                let version = state.estimate().map_or(1, |latest| latest.version.saturating_add(1));
                EventKind::EstimateDrafted(EstimateDrafted { version, estimate })
            }
            CommandKind::SendEstimate(version) => EventKind::EstimateSent(version),
            CommandKind::Authorise(authorisation) => EventKind::Authorised(self.authorised(authorisation)),
            CommandKind::Decline(declination) => EventKind::Declined(declination),
            CommandKind::PassStartGate(gate) => EventKind::StartGatePassed(gate),
            CommandKind::StartWork(remark) => EventKind::WorkStarted(remark),
            CommandKind::Wait(wait) => EventKind::WaitStarted(wait),
            CommandKind::Resume(resumption) => {
                EventKind::WaitEnded(WaitEnded { reason: resumption.reason, end: WaitEnd::Resumed })
            }
            CommandKind::ProvideWorkaround(workaround) => EventKind::WorkaroundProvided(workaround),
            CommandKind::BookVisit(booking) => EventKind::VisitBooked(booking),
            CommandKind::SetOut(visit) => EventKind::VisitSetOut(visit),
            CommandKind::FinishVisit(report) => EventKind::VisitFinished(report),
            CommandKind::SignVisit(signature) => EventKind::VisitSigned(signature),
            CommandKind::CancelVisit(cancellation) => EventKind::VisitCancelled(cancellation),
            CommandKind::OrderPart(order) => EventKind::PartOrdered(order),
            CommandKind::ReceivePart(part) => EventKind::PartReceived(part),
            CommandKind::UsePart(part) => EventKind::PartUsed(part),
            CommandKind::ReturnPart(back) => EventKind::PartReturned(back),
            CommandKind::PassSelfCheck(check) => EventKind::SelfCheckPassed(check),
            CommandKind::PassSecondCheck(check) => EventKind::SecondCheckPassed(check),
            CommandKind::Complete(completion) => EventKind::Completed(completion),
            CommandKind::StartObservation(observation) => EventKind::ObservationStarted(observation),
            CommandKind::FinishObservation(finding) => EventKind::ObservationFinished(finding),
            CommandKind::Confirm(confirmation) => EventKind::Confirmed(confirmation),
            CommandKind::ReportNotSolved(because) => EventKind::NotSolved(because),
            CommandKind::Rate(rating) => EventKind::Rated(rating),
            CommandKind::ArchivePiece(archiving) => EventKind::PieceArchived(archiving),
            CommandKind::Close(remark) => {
                EventKind::Closed(Closing { cause: CloseCause::Command, note: remark.note })
            }
            CommandKind::RecordCallBack(call) => return Ok(self.call_back(call)),
            CommandKind::Reopen(because) => EventKind::Reopened(because),
            CommandKind::LinkFollowUp(link) => EventKind::FollowUpLinked(link),
            CommandKind::LinkRework(previous) => EventKind::ReworkLinked(previous),
            CommandKind::Reject(because) => EventKind::Rejected(because),
            CommandKind::Cancel(because) => EventKind::Cancelled(because),
            CommandKind::Merge(merge) => EventKind::Merged(merge),
            CommandKind::Escalate(raise) => EventKind::LevelRaised(raise),
            CommandKind::ReturnLevel(back) => EventKind::LevelReturned(back),
            CommandKind::RequestEscalation(request) => EventKind::EscalationRequested(request),
            CommandKind::ApproveEscalation(remark) => EventKind::EscalationApproved(remark),
            CommandKind::TakeUpEscalation(remark) => EventKind::EscalationTakenUp(remark),
            CommandKind::CloseEscalation(end) => EventKind::EscalationClosed(end),
            CommandKind::Acknowledge(note) => EventKind::Acknowledged(note),
            CommandKind::ReportProgress(progress) => EventKind::ProgressReported(progress),
            CommandKind::AnnounceDelay(delay) => EventKind::DelayAnnounced(delay),
            CommandKind::VerifyComplaint(verification) => EventKind::ComplaintVerified(verification),
            CommandKind::ReviewComplaint(review) => EventKind::ComplaintReviewed(review),
            CommandKind::RecordMeasure(measure) => EventKind::MeasureRecorded(measure),
            CommandKind::EraseContact(_) => EventKind::ContactErased(ContactErased {
                contact: state.intake.contact.clone().unwrap_or_default(),
            }),
            CommandKind::RevisePolicy(revised) => EventKind::PolicyRevised(revised),
        };
        Ok(vec![one])
    }

    /// Another kind asks for other fields at intake.
    fn triage(&self, triage: Triage) -> Vec<EventKind> {
        let (intake, known) = (&self.state.intake, &self.state.classification);
        let kind = triage.kind.unwrap_or(known.kind);
        let missing = missing(&self.policy, &intake.record, kind, known.channel);
        let amended = (kind != known.kind && missing != intake.missing)
            .then(|| EventKind::IntakeAmended(IntakeAmended { intake: intake.record.clone(), missing }));
        [EventKind::Triaged(triage)].into_iter().chain(amended).collect()
    }

    fn ends_with_message(&self, wait: &OpenWait) -> bool {
        self.policy.gates().message_ends_waits.contains(&wait.reason)
    }

    /// What the customer accepts of an estimate holds its own limit, unless the customer names another.
    fn authorised(&self, mut authorisation: Authorisation) -> Authorised {
        if authorisation.estimate.is_some() && authorisation.not_to_exceed.is_none() {
            let estimate = self.state.estimate().map(|latest| &latest.estimate);
            authorisation.not_to_exceed = estimate.and_then(|estimate| estimate.not_to_exceed.clone());
        }
        let plan = self.state.plan.present().map(|plan| plan.version);
        Authorised { authorisation, plan }
    }

    /// A call-back that finds a problem starts handling again until it is solved (domain fact CL-4).
    fn call_back(&self, call: super::CallBack) -> Vec<EventKind> {
        let problem = call.result == CallBackResult::Problem;
        let reason = call.note.clone().or_else(|| "the call-back found a problem".parse::<Text>().ok());
        let again = reason.filter(|_| problem).map(|reason| match self.state.phase.phase {
            Phase::Verifying => EventKind::NotSolved(Because { reason }),
            _ => EventKind::Reopened(Because { reason }),
        });
        [EventKind::CalledBack(call)].into_iter().chain(again).collect()
    }
}

/// The events that open a ticket: a report of a problem that was solved not long ago is rework of that ticket, one that comes
/// later follows it up (domain fact CL-6).
pub(super) fn opening(policy: &TicketPolicy, opening: &Opening, at: Instant) -> Vec<EventKind> {
    let missing = missing(policy, &opening.intake, opening.kind, opening.channel);
    let mut events = vec![EventKind::Opened(Opened { opening: opening.clone(), missing })];
    events.extend(opening.previous.as_ref().map(|previous| link(policy, previous, at)));
    events
}

fn link(policy: &TicketPolicy, previous: &PreviousTicket, at: Instant) -> EventKind {
    let rework = rework_until(policy.gates(), previous.completed_at).is_some_and(|until| at <= until);
    if rework {
        EventKind::ReworkLinked(previous.clone())
    } else {
        EventKind::FollowsUp(Link { ticket: previous.ticket.clone() })
    }
}

fn missing(
    policy: &TicketPolicy,
    record: &IntakeRecordDocument,
    kind: Kind,
    channel: Channel,
) -> Vec<MissingFieldDocument> {
    let (Some(intake), Ok(record)) = (policy.intake(), IntakeRecord::try_from(record)) else {
        return Vec::new();
    };
    intake.missing(&record, kind, channel).iter().map(MissingFieldDocument::from).collect()
}

fn grade(policy: &TicketPolicy, grading: Grading) -> Result<Graded, Vec<Reason>> {
    let rules = policy.grading().ok_or_else(|| vec![Reason::NoGrading {}])?;
    let refused = |error: PriorityError| match error {
        PriorityError::Inputs { problems } => problems
            .iter()
            .map(|problem| Reason::InputInvalid {
                code: problem.code().to_owned(),
                detail: problem.to_string(),
            })
            .collect(),
        error => vec![Reason::InputInvalid { code: error.code().to_owned(), detail: error.to_string() }],
    };
    let inputs = rules.read(&grading.inputs).map_err(refused)?;
    let grade = rules.grade(&inputs).map_err(refused)?;
    Ok(Graded {
        stage: grading.stage,
        priority: grade.priority(),
        safety: if grade.is_safety_hazard() { Safety::Hazard } else { Safety::Clear },
        rules: grade.fired().map(ToOwned::to_owned).collect(),
        inputs: inputs.values(),
    })
}
