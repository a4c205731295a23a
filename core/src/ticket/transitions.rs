use core::fmt::Write;

use super::{CommandName, EventName, Phase};

/// One way from phase to phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Transition {
    /// Where it begins.
    pub from: Phase,
    /// The command that asks for it.
    pub command: CommandName,
    /// The event that takes it.
    pub event: EventName,
    /// Where it ends.
    pub to: Phase,
}

/// Every way from phase to phase. What policy asks before each is a matter of gates.
///
/// ```
/// use aftersales::ticket::{CommandName, Phase, transitions};
///
/// let short = transitions().iter().find(|way| way.from == Phase::Received && way.command == CommandName::Answer);
/// assert_eq!(short.map(|way| way.to), Some(Phase::Verifying));
/// ```
#[must_use]
pub const fn transitions() -> &'static [Transition] {
    TRANSITIONS
}

/// The phases as a Mermaid state diagram.
///
/// ```
/// assert!(aftersales::ticket::diagram().contains("received --> verifying: answer"));
/// ```
#[must_use]
pub fn diagram() -> String {
    let mut text = String::from("stateDiagram-v2\n    [*] --> received: open\n");
    let mut drawn: Vec<(Phase, Phase)> = Vec::new();
    for way in TRANSITIONS {
        if drawn.contains(&(way.from, way.to)) {
            continue;
        }
        drawn.push((way.from, way.to));
        let same = TRANSITIONS.iter().filter(|other| (other.from, other.to) == (way.from, way.to));
        let commands: Vec<_> = same.map(|other| other.command.as_str()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {} --> {}: {}", way.from, way.to, commands.join(", "));
    }
    for phase in Phase::ALL.iter().filter(|phase| phase.is_terminal()) {
        let _ = writeln!(text, "    {phase} --> [*]");
    }
    text
}

/// Where an event leads from a phase; `None` where the event does not move a ticket, or not from there.
pub(super) fn next(from: Phase, event: EventName) -> Option<Phase> {
    TRANSITIONS.iter().find(|way| way.from == from && way.event == event).map(|way| way.to)
}

/// Whether a kind of event moves tickets from phase to phase.
pub(super) fn moves(event: EventName) -> bool {
    TRANSITIONS.iter().any(|way| way.event == event)
}

/// The phases in which a command is possible.
pub(crate) fn phases_of(command: CommandName) -> Vec<Phase> {
    Phase::ALL.iter().copied().filter(|phase| allows(command, *phase)).collect()
}

/// Whether a command is possible in a phase.
pub(super) fn allows(command: CommandName, phase: Phase) -> bool {
    let mut moving = TRANSITIONS.iter().filter(|way| way.command == command).peekable();
    if moving.peek().is_some() {
        moving.any(|way| way.from == phase)
    } else {
        stays_in(command).contains(&phase)
    }
}

const fn way(from: Phase, command: CommandName, event: EventName, to: Phase) -> Transition {
    Transition { from, command, event, to }
}

use Phase::{Cancelled, Closed, Diagnosing, Merged, Planning, Received, Rejected, Verifying, Working};

const TRANSITIONS: &[Transition] = &[
    way(Received, CommandName::StartDiagnosis, EventName::DiagnosisStarted, Diagnosing),
    way(Received, CommandName::Answer, EventName::Answered, Verifying),
    way(Received, CommandName::Reject, EventName::Rejected, Rejected),
    way(Received, CommandName::Cancel, EventName::Cancelled, Cancelled),
    way(Received, CommandName::Merge, EventName::Merged, Merged),
    way(Diagnosing, CommandName::ConcludeDiagnosis, EventName::DiagnosisConcluded, Planning),
    way(Diagnosing, CommandName::Answer, EventName::Answered, Verifying),
    way(Diagnosing, CommandName::Reject, EventName::Rejected, Rejected),
    way(Diagnosing, CommandName::Cancel, EventName::Cancelled, Cancelled),
    way(Diagnosing, CommandName::Merge, EventName::Merged, Merged),
    way(Planning, CommandName::StartWork, EventName::WorkStarted, Working),
    way(Planning, CommandName::StartDiagnosis, EventName::DiagnosisStarted, Diagnosing),
    way(Planning, CommandName::Answer, EventName::Answered, Verifying),
    way(Planning, CommandName::Cancel, EventName::Cancelled, Cancelled),
    way(Planning, CommandName::Merge, EventName::Merged, Merged),
    way(Working, CommandName::Complete, EventName::Completed, Verifying),
    way(Working, CommandName::ChangePlan, EventName::PlanChanged, Planning),
    way(Working, CommandName::StartDiagnosis, EventName::DiagnosisStarted, Diagnosing),
    way(Working, CommandName::Cancel, EventName::Cancelled, Cancelled),
    way(Working, CommandName::Merge, EventName::Merged, Merged),
    way(Verifying, CommandName::Close, EventName::Closed, Closed),
    way(Verifying, CommandName::ReportNotSolved, EventName::NotSolved, Diagnosing),
    way(Verifying, CommandName::Reopen, EventName::Reopened, Diagnosing),
    way(Closed, CommandName::Reopen, EventName::Reopened, Diagnosing),
];

const OPEN: &[Phase] = &[Received, Diagnosing, Planning, Working, Verifying];
const OPEN_OR_CLOSED: &[Phase] = &[Received, Diagnosing, Planning, Working, Verifying, Closed];
const UNDER_WAY: &[Phase] = &[Received, Diagnosing, Planning, Working];
const AT_WORK: &[Phase] = &[Diagnosing, Planning, Working];
const AFTER_INTAKE: &[Phase] = &[Diagnosing, Planning, Working, Verifying];

/// The phases in which a command that moves no ticket is possible.
const fn stays_in(command: CommandName) -> &'static [Phase] {
    match command {
        CommandName::AmendIntake
        | CommandName::Triage
        | CommandName::WithdrawOverride
        | CommandName::Assign
        | CommandName::ArchivePiece
        | CommandName::RequestEscalation
        | CommandName::ApproveEscalation
        | CommandName::TakeUpEscalation
        | CommandName::CloseEscalation
        | CommandName::VerifyComplaint
        | CommandName::ReviewComplaint
        | CommandName::RecordMeasure => OPEN,
        CommandName::ReceiveMessage
        | CommandName::SendMessage
        | CommandName::AttributeMisdiagnosis
        | CommandName::LinkFollowUp
        | CommandName::LinkRework
        | CommandName::Acknowledge
        | CommandName::RevisePolicy => OPEN_OR_CLOSED,
        CommandName::Grade
        | CommandName::OverrideGrade
        | CommandName::LogStep
        | CommandName::Wait
        | CommandName::Resume
        | CommandName::ProvideWorkaround
        | CommandName::Escalate
        | CommandName::ReturnLevel
        | CommandName::ReportProgress
        | CommandName::AnnounceDelay => UNDER_WAY,
        CommandName::RequestSurvey
        | CommandName::FileSurvey
        | CommandName::DraftEstimate
        | CommandName::SendEstimate
        | CommandName::Authorise
        | CommandName::Decline
        | CommandName::BookVisit
        | CommandName::OrderPart => AT_WORK,
        CommandName::SetOut
        | CommandName::FinishVisit
        | CommandName::SignVisit
        | CommandName::CancelVisit
        | CommandName::ReceivePart
        | CommandName::ReturnPart => AFTER_INTAKE,
        CommandName::ProposePlan | CommandName::ApprovePlan | CommandName::RefusePlan => &[Planning],
        CommandName::PassStartGate => &[Planning, Working],
        CommandName::UsePart | CommandName::PassSelfCheck | CommandName::PassSecondCheck => &[Working],
        CommandName::StartObservation | CommandName::FinishObservation => &[Working, Verifying],
        CommandName::Confirm => &[Verifying],
        CommandName::Rate | CommandName::RecordCallBack => &[Verifying, Closed],
        CommandName::EraseContact => Phase::ALL,
        // The first command of a ticket, and those that move it.
        CommandName::Open
        | CommandName::Import
        | CommandName::Answer
        | CommandName::StartDiagnosis
        | CommandName::ConcludeDiagnosis
        | CommandName::ChangePlan
        | CommandName::StartWork
        | CommandName::Complete
        | CommandName::ReportNotSolved
        | CommandName::Close
        | CommandName::Reopen
        | CommandName::Reject
        | CommandName::Cancel
        | CommandName::Merge => &[],
    }
}
