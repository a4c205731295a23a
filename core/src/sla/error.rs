use thiserror::Error;

use crate::calendar::CalendarError;
use crate::time::{Instant, TimeError};
use crate::vocabulary::{Name, VocabularyError};
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a policy document, a timeline or a question.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SlaError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A calendar of the policy that does not compile.
    #[error("calendar `{calendar}`: {source}")]
    Calendar {
        /// The calendar's name.
        calendar: String,
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: Box<CalendarError>,
    },
    /// A word or name that is none.
    #[error("`{path}`: {source}")]
    Word {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: VocabularyError,
    },
    /// An instant that is none.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// A reference to something that the document does not define.
    #[error("`{path}`: `{value}` is not defined; known are {known}")]
    Undefined {
        /// Where in the document.
        path: String,
        /// The name that is not known.
        value: String,
        /// The names that are.
        known: String,
    },
    /// Two things of the same name.
    #[error("`{path}`: `{value}` is defined twice")]
    Duplicate {
        /// Where in the document.
        path: String,
        /// The name.
        value: String,
    },
    /// A number or duration outside its range.
    #[error("`{path}`: `{value}` is out of range; {allowed} is allowed")]
    OutOfRange {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// Two selector entries that fit the same ticket equally closely.
    #[error(
        "`{first}` and `{second}` fit the same ticket equally closely for `{what}`; make one more specific"
    )]
    Tie {
        /// The path of one entry.
        first: String,
        /// The path of the other.
        second: String,
        /// The metric, or `calendar`.
        what: String,
    },
    /// More entries than a policy may have.
    #[error("`{path}` has {count} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document.
        path: String,
        /// How many entries stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// An event before the one that was applied last.
    #[error("event at `{at}` lies before the last event at `{last}`; events come in order of time")]
    OutOfOrder {
        /// The event's instant.
        at: Instant,
        /// The instant of the event before.
        last: Instant,
    },
    /// An event that does not fit the ticket's state.
    #[error("event `{event}` at `{at}` does not fit: {expected}")]
    DoesNotFit {
        /// The event's type.
        event: &'static str,
        /// Its instant.
        at: Instant,
        /// What would fit.
        expected: String,
    },
    /// A reading asked for an instant before the last event.
    #[error("`now` is `{now}`, before the last event at `{last}`")]
    NowBeforeLastEvent {
        /// The instant asked for.
        now: Instant,
        /// The instant of the last event.
        last: Instant,
    },
    /// A metric that the policy does not define.
    #[error("metric `{metric}` is not defined by the policy; known are {known}")]
    UnknownMetric {
        /// The metric asked for.
        metric: Name,
        /// The metrics that are.
        known: String,
    },
}

impl SlaError {
    /// The codes that only this room has; errors of a value, word or calendar keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "sla.document.undefined",
        "sla.document.duplicate",
        "sla.document.out_of_range",
        "sla.selector.tie",
        "sla.document.too_many",
        "sla.timeline.out_of_order",
        "sla.timeline.does_not_fit",
        "sla.now.before_last_event",
        "sla.metric.unknown",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Calendar { source, .. } => source.code(),
            Self::Word { source, .. } => source.code(),
            Self::Value { source, .. } => source.code(),
            Self::Undefined { .. } => "sla.document.undefined",
            Self::Duplicate { .. } => "sla.document.duplicate",
            Self::OutOfRange { .. } => "sla.document.out_of_range",
            Self::Tie { .. } => "sla.selector.tie",
            Self::TooMany { .. } => "sla.document.too_many",
            Self::OutOfOrder { .. } => "sla.timeline.out_of_order",
            Self::DoesNotFit { .. } => "sla.timeline.does_not_fit",
            Self::NowBeforeLastEvent { .. } => "sla.now.before_last_event",
            Self::UnknownMetric { .. } => "sla.metric.unknown",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Calendar { path, .. }
            | Self::Word { path, .. }
            | Self::Value { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::Tie { first: path, .. }
            | Self::TooMany { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl From<&SlaError> for ErrorDocument {
    fn from(error: &SlaError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
