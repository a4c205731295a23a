use thiserror::Error;

use crate::time::TimeError;
use crate::vocabulary::VocabularyError;
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with an intake document, a record or contact data. What a record merely lacks is a
/// [`MissingField`](super::MissingField).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A word or name that is none.
    #[error("`{path}`: {source}")]
    Word {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: VocabularyError,
    },
    /// A date or an instant that is none.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// A pattern that cannot be read.
    #[error("`{path}`: `{value}` is not a pattern: {detail}")]
    Pattern {
        /// Where in the document.
        path: String,
        /// The pattern.
        value: String,
        /// What is wrong and what would be right.
        detail: &'static str,
    },
    /// A format for a field that is no text, or one that asks nothing.
    #[error("`{path}`: {detail}")]
    Format {
        /// Where in the document.
        path: String,
        /// What is wrong and what would be right.
        detail: &'static str,
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
    /// A text longer than allowed.
    #[error("`{path}` has {count} characters; at most {most} are allowed")]
    TooLong {
        /// Where in the document.
        path: String,
        /// How many characters stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A telephone number or e-mail address that cannot be one. The value is not shown, for it is personal.
    #[error("`{path}` cannot be reached: {expected} is expected")]
    Unreachable {
        /// Where in the record.
        path: &'static str,
        /// What would be right.
        expected: &'static str,
    },
}

impl IntakeError {
    /// The codes that only intake has; errors of a value or word keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "intake.pattern.malformed",
        "intake.format.misplaced",
        "intake.document.too_many",
        "intake.text.too_long",
        "intake.contact.unreachable",
        "intake.field.missing",
        "intake.field.malformed",
        "intake.field.check_wrong",
        "intake.field.contradiction",
        "intake.field.unknown",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Word { source, .. } => source.code(),
            Self::Value { source, .. } => source.code(),
            Self::Pattern { .. } => "intake.pattern.malformed",
            Self::Format { .. } => "intake.format.misplaced",
            Self::TooMany { .. } => "intake.document.too_many",
            Self::TooLong { .. } => "intake.text.too_long",
            Self::Unreachable { .. } => "intake.contact.unreachable",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Word { path, .. }
            | Self::Value { path, .. }
            | Self::Pattern { path, .. }
            | Self::Format { path, .. }
            | Self::TooMany { path, .. }
            | Self::TooLong { path, .. } => Some(path),
            Self::Unreachable { path, .. } => Some(path),
            Self::Document(_) => None,
        }
    }
}

impl From<&IntakeError> for ErrorDocument {
    fn from(error: &IntakeError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
