use thiserror::Error;

use crate::sla::SlaError;
use crate::time::shown_up_to;
use crate::vocabulary::VocabularyError;
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with an escalation document or a stored firing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EscalationError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A word, name or role that is none.
    #[error("`{path}`: {source}")]
    Word {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: VocabularyError,
    },
    /// A reference to something that neither this document nor the service-level policy defines.
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
    /// A value outside its range, or one that does not belong there.
    #[error("`{path}`: `{value}` is out of range; {allowed} is allowed")]
    OutOfRange {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
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
    /// A step or action that can have no effect on any ticket of its rule.
    #[error("`{path}`: `{value}` can never happen: {reason}")]
    Never {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// Why not, and what would be right.
        reason: &'static str,
    },
}

impl EscalationError {
    /// The codes that only this room has; errors of a word or text keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "escalation.document.undefined",
        "escalation.document.duplicate",
        "escalation.document.out_of_range",
        "escalation.document.too_many",
        "escalation.step.never",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Word { source, .. } => source.code(),
            Self::Undefined { .. } => "escalation.document.undefined",
            Self::Duplicate { .. } => "escalation.document.duplicate",
            Self::OutOfRange { .. } => "escalation.document.out_of_range",
            Self::TooMany { .. } => "escalation.document.too_many",
            Self::Never { .. } => "escalation.step.never",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Word { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. }
            | Self::Never { path, .. } => Some(path),
            Self::Document(_) => None,
        }
    }

    /// What the `sla` room finds wrong with a point of a clock.
    pub(super) fn from_sla(error: SlaError) -> Self {
        match error {
            SlaError::OutOfRange { path, value, allowed } => Self::OutOfRange { path, value, allowed },
            other => {
                let path = other.path().unwrap_or(".").to_owned();
                Self::Document(WireError::Malformed { path, detail: other.to_string() })
            }
        }
    }

    pub(super) fn undefined<'a>(path: &str, value: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Self::Undefined { path: path.to_owned(), value: shown_up_to(value, MOST_SHOWN), known }
    }

    pub(super) fn out_of_range(path: &str, value: &str, allowed: &'static str) -> Self {
        Self::OutOfRange { path: path.to_owned(), value: shown_up_to(value, MOST_SHOWN), allowed }
    }

    pub(super) fn never(path: &str, value: &str, reason: &'static str) -> Self {
        Self::Never { path: path.to_owned(), value: shown_up_to(value, MOST_SHOWN), reason }
    }
}

/// Most characters of what stands in a document that a message repeats.
const MOST_SHOWN: usize = 100;

impl From<&EscalationError> for ErrorDocument {
    fn from(error: &EscalationError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
