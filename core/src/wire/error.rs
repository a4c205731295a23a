use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What can be wrong with a text before its meaning is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WireError {
    /// Text that is not JSON, or JSON of another shape.
    #[error("`{path}`: {detail}")]
    Malformed {
        /// Where in the document, such as `weekly.mon[0]`; `.` for the document itself.
        path: String,
        /// What is wrong there and what is expected.
        detail: String,
    },
    /// A text beyond the size limit.
    #[error("the document has {bytes} bytes; at most {most} are read")]
    TooLarge {
        /// The size of the text.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// A value without a canonical form.
    #[error("the value has no canonical form: {detail}")]
    NotCanonical {
        /// What stands in the way.
        detail: String,
    },
}

impl WireError {
    /// Every code that [`WireError::code`] can return.
    pub const CODES: &'static [&'static str] =
        &["wire.document.malformed", "wire.document.too_large", "wire.value.not_canonical"];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "wire.document.malformed",
            Self::TooLarge { .. } => "wire.document.too_large",
            Self::NotCanonical { .. } => "wire.value.not_canonical",
        }
    }
}

/// An error as every language shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorDocument {
    /// The stable code, such as `calendar.date.malformed`.
    pub code: String,
    /// One sentence with the value in question and what would be right.
    pub message: String,
    /// Where in the document or call, if the error has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl ErrorDocument {
    /// An error document from its parts.
    #[must_use]
    pub fn new(code: &str, message: &impl ToString, path: Option<&str>) -> Self {
        Self { code: code.to_owned(), message: message.to_string(), path: path.map(ToOwned::to_owned) }
    }
}

impl From<&WireError> for ErrorDocument {
    fn from(error: &WireError) -> Self {
        let path = match error {
            WireError::Malformed { path, .. } => Some(path.as_str()),
            _ => None,
        };
        Self::new(error.code(), error, path)
    }
}
