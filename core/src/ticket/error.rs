use thiserror::Error;

use super::{IntakeError, NumberError};
use crate::calendar::CalendarError;
use crate::cost::CostError;
use crate::escalation::EscalationError;
use crate::priority::PriorityError;
use crate::sla::SlaError;
use crate::vocabulary::Name;
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a ticket's policy, its log or a question to it. What is wrong with a command is a
/// [`Refusal`](super::Refusal).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TicketError {
    /// Text that is no document of this room.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// A service-level document that does not compile, or a log that the clocks cannot read.
    #[error(transparent)]
    Sla(#[from] SlaError),
    /// A grading document that does not compile.
    #[error(transparent)]
    Grading(#[from] PriorityError),
    /// An escalation document that does not compile.
    #[error(transparent)]
    Escalation(#[from] EscalationError),
    /// An intake document that does not compile.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// A numbering document that does not compile.
    #[error(transparent)]
    Numbering(#[from] NumberError),
    /// A rule about a changed price that does not compile.
    #[error("`reauthorisation`: {0}")]
    Reauthorisation(#[from] CostError),
    /// A calendar that the service-level document does not define.
    #[error("`{path}`: calendar `{calendar}` is not defined; use one of {known}")]
    UnknownCalendar {
        /// Where in the document.
        path: String,
        /// The name as it was given.
        calendar: String,
        /// The calendars that are.
        known: String,
    },
    /// A calendar that cannot be made.
    #[error("`{path}`: {source}")]
    Calendar {
        /// Where in the document.
        path: String,
        /// What is wrong with it.
        source: CalendarError,
    },
    /// A number outside its range.
    #[error("`{path}`: `{value}` is not {expected}")]
    OutOfRange {
        /// Where in the document.
        path: String,
        /// The number as it was given.
        value: i64,
        /// What is allowed.
        expected: &'static str,
    },
    /// More entries than allowed.
    #[error("`{path}` has {entries} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document.
        path: String,
        /// How many there are.
        entries: usize,
        /// How many are allowed.
        most: usize,
    },
    /// An event of a kind, or of a version of a kind, that this version of the library does not know.
    #[error(
        "event {sequence} is of kind `{kind}`, version {version}, which this version of the library does not know"
    )]
    UnsupportedKind {
        /// Its place in the log.
        sequence: u64,
        /// The kind.
        kind: String,
        /// Its version.
        version: u32,
    },
    /// An event whose fields cannot be read.
    #[error("event {sequence} of kind `{kind}`: {detail}")]
    EventMalformed {
        /// Its place in the log.
        sequence: u64,
        /// The kind.
        kind: String,
        /// What is wrong.
        detail: String,
    },
    /// A log without events.
    #[error("the log is empty; its first event is `opened` or `imported`")]
    EmptyLog,
    /// An event that is not the next one of its log.
    #[error("event {found} does not follow event {last}: {expected} is expected")]
    OutOfSequence {
        /// Its place in the log.
        found: u64,
        /// The last event that was applied.
        last: u64,
        /// The place that is expected.
        expected: u64,
    },
    /// An event of another ticket.
    #[error("event {sequence} is of ticket `{found}`, not of `{expected}`")]
    OtherTicket {
        /// Its place in the log.
        sequence: u64,
        /// The ticket that it names.
        found: Name,
        /// The ticket that it was applied to.
        expected: Name,
    },
    /// An event that the ticket's state does not allow.
    #[error("event {sequence}, `{kind}`, does not fit: {expected}")]
    DoesNotFit {
        /// Its place in the log.
        sequence: u64,
        /// Its kind.
        kind: &'static str,
        /// What stands in its way.
        expected: String,
    },
    /// A policy that was not handed in.
    #[error("policy `{revision}` was not handed in; known are {known}")]
    UnknownPolicy {
        /// The revision.
        revision: String,
        /// The revisions that were.
        known: String,
    },
}

impl TicketError {
    /// Every code that [`TicketError::code`] can return beside those of the documents it is made of.
    pub const CODES: &'static [&'static str] = &[
        "ticket.policy.unknown_calendar",
        "ticket.policy.out_of_range",
        "ticket.policy.too_many",
        "event.unsupported_kind",
        "event.malformed",
        "ticket.log.empty",
        "ticket.log.out_of_sequence",
        "ticket.log.other_ticket",
        "ticket.log.does_not_fit",
        "ticket.policy.unknown",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Wire(error) => error.code(),
            Self::Sla(error) => error.code(),
            Self::Grading(error) => error.code(),
            Self::Escalation(error) => error.code(),
            Self::Intake(error) => error.code(),
            Self::Numbering(error) => error.code(),
            Self::Reauthorisation(error) => error.code(),
            Self::Calendar { source, .. } => source.code(),
            Self::UnknownCalendar { .. } => "ticket.policy.unknown_calendar",
            Self::OutOfRange { .. } => "ticket.policy.out_of_range",
            Self::TooMany { .. } => "ticket.policy.too_many",
            Self::UnsupportedKind { .. } => "event.unsupported_kind",
            Self::EventMalformed { .. } => "event.malformed",
            Self::EmptyLog => "ticket.log.empty",
            Self::OutOfSequence { .. } => "ticket.log.out_of_sequence",
            Self::OtherTicket { .. } => "ticket.log.other_ticket",
            Self::DoesNotFit { .. } => "ticket.log.does_not_fit",
            Self::UnknownPolicy { .. } => "ticket.policy.unknown",
        }
    }

    /// Where in the gates the error lies, if it has a place there.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Calendar { path, .. }
            | Self::UnknownCalendar { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl From<&TicketError> for ErrorDocument {
    fn from(error: &TicketError) -> Self {
        match error {
            TicketError::Wire(error) => Self::from(error),
            TicketError::Sla(error) => Self::from(error),
            TicketError::Grading(error) => Self::from(error),
            TicketError::Escalation(error) => Self::from(error),
            TicketError::Intake(error) => Self::from(error),
            TicketError::Numbering(error) => Self::from(error),
            error => Self::new(error.code(), error, error.path()),
        }
    }
}
