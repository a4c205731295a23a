use core::fmt;

use thiserror::Error;

use crate::calendar::CalendarError;
use crate::escalation::EscalationError;
use crate::priority::PriorityError;
use crate::sla::SlaError;
use crate::ticket::{IntakeError, NumberError, TicketError};
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A calendar that does not compile.
    #[error("calendar `{calendar}`: {source}")]
    Calendar {
        /// The calendar's name.
        calendar: String,
        /// What is wrong with it.
        source: Box<CalendarError>,
    },
    /// A calendar of the bundle that its service levels define differently.
    #[error("calendar `{calendar}` is defined differently in `sla.calendars`; define it once")]
    CalendarTwice {
        /// The calendar's name.
        calendar: String,
    },
    /// Grading that does not compile.
    #[error("in `grading`: {0}")]
    Grading(Box<PriorityError>),
    /// Service levels that do not compile.
    #[error("in `sla`: {0}")]
    Sla(Box<SlaError>),
    /// Escalation that does not compile.
    #[error("in `escalation`: {0}")]
    Escalation(Box<EscalationError>),
    /// Gates that do not compile.
    #[error("in `gates`: {0}")]
    Gates(Box<TicketError>),
    /// A part that cannot do without another.
    #[error("`{part}` needs `{needed}`, which the bundle does not have; add it or leave the part out")]
    PartMissing {
        /// The part.
        part: &'static str,
        /// What it needs.
        needed: &'static str,
    },
    /// Intake that does not compile.
    #[error("in `intake`: {0}")]
    Intake(Box<IntakeError>),
    /// Numbers that do not compile.
    #[error("in `numbering`: {0}")]
    Number(Box<NumberError>),
    /// A list of labels that the library does not know.
    #[error("`{path}` is not a list of labels; use one of {known}")]
    UnknownList {
        /// Where in the document.
        path: String,
        /// The lists that are.
        known: String,
    },
    /// A label that cannot be shown.
    #[error("`{path}`: `{value}` is not a label: 1 to 200 characters")]
    Label {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
    },
    /// More entries than allowed.
    #[error("`{path}` has {count} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document.
        path: String,
        /// How many entries stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
}

/// Everything that is wrong with a bundle, in the order of its parts: of each part, and of each calendar, what was found
/// first.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct PolicyErrors(pub(super) Vec<PolicyError>);

impl PolicyError {
    /// The codes that only this room has; errors of a part keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "policy.calendar.defined_twice",
        "policy.part.missing",
        "policy.labels.unknown_list",
        "policy.labels.malformed",
        "policy.document.too_many",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Calendar { source, .. } => source.code(),
            Self::CalendarTwice { .. } => "policy.calendar.defined_twice",
            Self::Grading(error) => error.code(),
            Self::Sla(error) => error.code(),
            Self::Escalation(error) => error.code(),
            Self::Gates(error) => error.code(),
            Self::PartMissing { .. } => "policy.part.missing",
            Self::Intake(error) => error.code(),
            Self::Number(error) => error.code(),
            Self::UnknownList { .. } => "policy.labels.unknown_list",
            Self::Label { .. } => "policy.labels.malformed",
            Self::TooMany { .. } => "policy.document.too_many",
        }
    }

    /// Where in the bundle the error lies.
    #[must_use]
    pub fn path(&self) -> String {
        let within = |part: &str, path: Option<&str>| {
            path.map_or_else(|| part.to_owned(), |inner| format!("{part}.{inner}"))
        };
        match self {
            Self::Document(WireError::Malformed { path, .. }) => path.clone(),
            Self::Document(_) => ".".to_owned(),
            Self::Calendar { calendar, source } => within(&format!("calendars.{calendar}"), source.path()),
            Self::CalendarTwice { calendar } => format!("calendars.{calendar}"),
            Self::Grading(error) => within("grading", error.path()),
            Self::Sla(error) => within("sla", error.path()),
            Self::Escalation(error) => within("escalation", error.path()),
            Self::Gates(error) => within("gates", error.path()),
            Self::PartMissing { part, .. } => (*part).to_owned(),
            Self::Intake(error) => within("intake", error.path()),
            Self::Number(error) => within("numbering", error.path()),
            Self::TooMany { path, .. } => path.clone(),
            Self::UnknownList { path, .. } | Self::Label { path, .. } => {
                format!("labels.{path}")
            }
        }
    }
}

impl PolicyErrors {
    /// The errors; at least one.
    #[must_use]
    pub fn all(&self) -> &[PolicyError] {
        &self.0
    }
}

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "; " };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl From<WireError> for PolicyErrors {
    fn from(error: WireError) -> Self {
        Self(vec![error.into()])
    }
}

impl From<&PolicyError> for ErrorDocument {
    fn from(error: &PolicyError) -> Self {
        Self::new(error.code(), error, Some(&error.path()))
    }
}
