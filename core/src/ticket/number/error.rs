use thiserror::Error;

use crate::time::{Instant, TimeError};
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a numbering document, a number or a serial.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NumberError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A zone that is not known.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// A part outside what is allowed.
    #[error("`{path}`: `{value}` is not allowed; {allowed}")]
    OutOfRange {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// Parts that do not make a scheme.
    #[error("`{path}`: {detail}")]
    Scheme {
        /// Where in the document.
        path: String,
        /// What is wrong and what would be right.
        detail: &'static str,
    },
    /// Serials that count from one again although the numbers do not show the period: they would repeat.
    #[error(
        "`reset` is `{reset}`, but the numbers do not show the {lacking}: they would repeat; add it to the date"
    )]
    Repeats {
        /// When serials count from one again.
        reset: &'static str,
        /// What the date does not show.
        lacking: &'static str,
    },
    /// A text that is not a number of this scheme.
    #[error(
        "`{value}` is not a ticket number such as `{example}`: `{found}` stands where {expected} is expected"
    )]
    Malformed {
        /// The text as it was given, cut short.
        value: String,
        /// A number of the scheme.
        example: String,
        /// What stands at the place in question.
        found: String,
        /// What is expected there.
        expected: String,
    },
    /// Check digits that do not fit.
    #[error(
        "`{value}` has the check digits `{found}`; `{expected}` would fit, so a character may be mistyped"
    )]
    CheckDigits {
        /// The text as it was given.
        value: String,
        /// Its check digits.
        found: String,
        /// Those that would fit.
        expected: String,
    },
    /// A serial that does not fit its width.
    #[error("serial `{serial}` is out of range; 1 to {most} are possible")]
    Serial {
        /// The serial.
        serial: u64,
        /// The largest one.
        most: u64,
    },
    /// A site that the scheme does not know, or none where it asks for one.
    #[error("site `{site}` is not one of the scheme's; {allowed}")]
    Site {
        /// The site; empty where none was given.
        site: String,
        /// The sites of the scheme.
        allowed: String,
    },
    /// An instant whose year the scheme cannot show.
    #[error("`{at}` lies in a year that two digits cannot show; 2000 to 2099 are possible")]
    Year {
        /// The instant.
        at: Instant,
    },
}

impl NumberError {
    /// The codes that only numbers have; errors of a value keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "number.part.out_of_range",
        "number.scheme.malformed",
        "number.scheme.repeats",
        "number.text.malformed",
        "number.check.wrong",
        "number.serial.out_of_range",
        "number.site.unknown",
        "number.year.out_of_range",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Value { source, .. } => source.code(),
            Self::OutOfRange { .. } => "number.part.out_of_range",
            Self::Scheme { .. } => "number.scheme.malformed",
            Self::Repeats { .. } => "number.scheme.repeats",
            Self::Malformed { .. } => "number.text.malformed",
            Self::CheckDigits { .. } => "number.check.wrong",
            Self::Serial { .. } => "number.serial.out_of_range",
            Self::Site { .. } => "number.site.unknown",
            Self::Year { .. } => "number.year.out_of_range",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Value { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::Scheme { path, .. } => Some(path),
            Self::Repeats { .. } => Some("reset"),
            _ => None,
        }
    }
}

impl From<&NumberError> for ErrorDocument {
    fn from(error: &NumberError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
