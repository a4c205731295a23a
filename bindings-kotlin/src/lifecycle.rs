//! The life of a ticket as a whole, and which priority holds.

use aftersales::priority::{GradeRecord, GradeStage, Override};
use aftersales::ticket::{self, CommandName, Phase, TimerKind};
use aftersales::time::Instant;
use aftersales::vocabulary::{FunctionalLevel, Kind, Priority, Role};
use aftersales::wire::{FiringDocument, FiringExplanationDocument, GradeDocument, OverrideDocument};

use crate::error::Answer;
use crate::values::Count;
use crate::{AftersalesError, Bundle, Requirements, Ticket};

/// One way from phase to phase. What a policy asks before it is a matter of its gates.
#[derive(Debug, Clone, uniffi::Record)]
pub struct LifecycleStep {
    /// Where it begins.
    pub from: Phase,
    /// The command that asks for it.
    pub command: CommandName,
    /// The event that takes it.
    pub event: String,
    /// Where it ends.
    pub to: Phase,
}

/// Every way from phase to phase.
#[uniffi::export]
pub fn lifecycle() -> Vec<LifecycleStep> {
    let step = |way: &ticket::Transition| LifecycleStep {
        from: way.from,
        command: way.command,
        event: way.event.as_str().to_owned(),
        to: way.to,
    };
    ticket::transitions().iter().map(step).collect()
}

/// The phases of a ticket as a Mermaid state diagram.
#[uniffi::export]
pub fn lifecycle_diagram() -> String {
    ticket::diagram()
}

/// Every code that an exception can have, sorted.
#[uniffi::export]
pub fn error_codes() -> Vec<String> {
    aftersales::error_codes().into_iter().map(str::to_owned).collect()
}

/// The priority that holds at `now`: that of the grade, or of a person's override of it for as long as that lasts. Nothing but
/// P1 overrides a safety hazard.
#[uniffi::export]
pub fn priority_in_force(
    grade: GradeDocument,
    overriding: Option<OverrideDocument>,
    now: Instant,
) -> Answer<Priority> {
    // Who graded it, and how well the case was known, does not decide which priority holds.
    let by = Role::SYSTEM.as_str().parse()?;
    let record = GradeRecord::from_document(&grade, GradeStage::Preliminary, by, now);
    let record = record.map_err(|error| AftersalesError::from(error).in_document(&grade))?;
    let overriding = overriding.map(|written| {
        Override::new(&record, &written).map_err(|error| AftersalesError::from(error).in_document(&written))
    });
    Ok(record.in_force(overriding.transpose()?.as_ref(), now))
}

/// Something that happens to a ticket by itself when its time comes.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TicketTimer {
    /// When.
    pub at: Instant,
    /// What.
    pub what: TicketTimerKind,
}

/// What happens by itself.
#[derive(Debug, Clone, uniffi::Enum)]
#[non_exhaustive]
pub enum TicketTimerKind {
    /// A wait ends.
    WaitEnds {
        /// What was waited for.
        reason: String,
    },
    /// The override of the grade ends.
    OverrideExpires,
    /// The estimate is no longer valid.
    EstimateExpires {
        /// Its version.
        version: Count,
    },
    /// Watching is over: the desk is to say what it showed.
    ObservationEnds {
        /// Which one, counted from 1.
        number: Count,
    },
    /// Progress is to be reported.
    ProgressReportDue {
        /// Which report, counted from 1.
        number: Count,
    },
    /// The customer is to be called back.
    CallBackDue {
        /// Which call, counted from 1.
        number: Count,
    },
    /// The customer's word did not come: the ticket is archived.
    ConfirmationTimesOut,
}

#[uniffi::export]
impl Ticket {
    /// Everything that will happen by itself if nothing else does, escalation rules and clocks aside, in order of time.
    pub fn timers(&self) -> Vec<TicketTimer> {
        let timer = |timer: ticket::Timer| Some(TicketTimer { at: timer.at, what: kind(timer.kind)? });
        self.0.get().timers().into_iter().filter_map(timer).collect()
    }

    /// Why a rule of escalation fired: its place in the document, when it began and by what, the conditions that held, the
    /// clock behind it. Null for a firing of a rule that is not in force.
    pub fn explain_firing(&self, firing: FiringDocument) -> Answer<Option<FiringExplanationDocument>> {
        Ok(self.0.get().explain_firing(&firing).as_ref().map(FiringExplanationDocument::from))
    }

    /// The status for a system that speaks TM Forum's TMF621, such as `inProgress`.
    pub fn tmf_status(&self) -> String {
        self.0.get().tmf_status().as_str().to_owned()
    }
}

fn kind(kind: TimerKind) -> Option<TicketTimerKind> {
    Some(match kind {
        TimerKind::WaitEnds(reason) => TicketTimerKind::WaitEnds { reason: reason.to_string() },
        TimerKind::OverrideExpires => TicketTimerKind::OverrideExpires,
        TimerKind::EstimateExpires(version) => TicketTimerKind::EstimateExpires { version: Count(version) },
        TimerKind::ObservationEnds(number) => TicketTimerKind::ObservationEnds { number: Count(number) },
        TimerKind::ProgressReportDue(number) => TicketTimerKind::ProgressReportDue { number: Count(number) },
        TimerKind::CallBackDue(number) => TicketTimerKind::CallBackDue { number: Count(number) },
        TimerKind::ConfirmationTimesOut => TicketTimerKind::ConfirmationTimesOut,
        _ => return None,
    })
}

#[uniffi::export]
impl Bundle {
    /// What is required before a command to a ticket of that kind, priority and functional level.
    pub fn required(
        &self,
        command: CommandName,
        kind: Kind,
        priority: Option<Priority>,
        level: FunctionalLevel,
    ) -> Answer<Requirements> {
        Ok(Requirements(self.ticket()?.gates().required(command, kind, priority, level)))
    }

    /// The roles of which an actor needs one to give a command; none named: everybody may.
    pub fn roles(&self, command: CommandName) -> Answer<Vec<String>> {
        Ok(self.ticket()?.gates().roles(command).iter().map(ToString::to_string).collect())
    }
}
