use aftersales::calendar::CalendarError;
use aftersales::cost::CostError;
use aftersales::time::TimeError;
use aftersales::vocabulary::VocabularyError;
use aftersales::wire::{ErrorDocument, WireError};

/// What the engine refused, with the code that is the same in every language.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[non_exhaustive]
pub enum AftersalesError {
    /// An input that is wrong.
    #[error("{code}: {detail}")]
    Refused {
        /// The stable code, such as `calendar.break.reversed`.
        code: String,
        /// One sentence with the value in question and what would be right.
        detail: String,
        /// Where in the document, if the error has a place there.
        path: Option<String>,
    },
}

/// What a method answers, or what is wrong with its arguments, such as an instant beyond the supported years.
pub(crate) type Answer<T> = Result<T, AftersalesError>;

impl From<ErrorDocument> for AftersalesError {
    fn from(document: ErrorDocument) -> Self {
        Self::Refused { code: document.code, detail: document.message, path: document.path }
    }
}

impl From<CalendarError> for AftersalesError {
    fn from(error: CalendarError) -> Self {
        ErrorDocument::from(&error).into()
    }
}

impl From<CostError> for AftersalesError {
    fn from(error: CostError) -> Self {
        ErrorDocument::from(&error).into()
    }
}

impl From<VocabularyError> for AftersalesError {
    fn from(error: VocabularyError) -> Self {
        ErrorDocument::new(error.code(), &error, None).into()
    }
}

impl From<WireError> for AftersalesError {
    fn from(error: WireError) -> Self {
        ErrorDocument::from(&error).into()
    }
}

impl From<TimeError> for AftersalesError {
    fn from(error: TimeError) -> Self {
        ErrorDocument::new(error.code(), &error, None).into()
    }
}
