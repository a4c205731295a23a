use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_path_to_error::Segment;
use thiserror::Error;

use crate::time::shown_up_to;

/// Longest document in bytes that is read.
pub(super) const MOST_DOCUMENT_BYTES: usize = 4 * 1024 * 1024;

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

/// Reads any document of the wire, refusing what is too large, nested too deeply or of another shape.
///
/// # Errors
///
/// [`WireError::TooLarge`] or [`WireError::Malformed`] with the path.
pub fn read_document<T: DeserializeOwned>(text: &str) -> Result<T, WireError> {
    if text.len() > MOST_DOCUMENT_BYTES {
        return Err(WireError::TooLarge { bytes: text.len(), most: MOST_DOCUMENT_BYTES });
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let document = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| malformed(&place(error.path()), error.inner()))?;
    reader.end().map_err(|error| malformed(".", &error))?;
    Ok(document)
}

/// Text that breaks off has no place of its own; it is named by the last one before it.
fn place(path: &serde_path_to_error::Path) -> String {
    let known: Vec<_> = path.iter().take_while(|step| !matches!(step, Segment::Unknown)).collect();
    let mut place = String::new();
    for step in known {
        match step {
            Segment::Seq { .. } => place.push_str(&step.to_string()),
            _ if place.is_empty() => place.push_str(&step.to_string()),
            _ => place.push_str(&format!(".{step}")),
        }
    }
    if place.is_empty() { ".".to_owned() } else { place }
}

/// Both texts repeat what stands in the document, which may be anything.
fn malformed(path: &str, error: &serde_json::Error) -> WireError {
    const MOST_CHARACTERS: usize = 400;
    let detail = shown_up_to(&error.to_string(), MOST_CHARACTERS);
    WireError::Malformed { path: shown_up_to(path, MOST_CHARACTERS), detail }
}
