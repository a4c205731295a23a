use thiserror::Error;

/// What can be wrong with a word.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VocabularyError {
    /// A word that is not one of the words of its list.
    #[error("`{value}` is not a {list}; use one of {allowed}")]
    Unknown {
        /// The list, such as `priority`.
        list: &'static str,
        /// The word as it was given.
        value: String,
        /// All words of the list.
        allowed: String,
    },
    /// A name that is empty, too long or holds control characters.
    #[error("`{value}` is not a name: 1 to 100 characters without control characters or outer spaces")]
    NameMalformed {
        /// The name as it was given, without control characters.
        value: String,
    },
}

impl VocabularyError {
    /// Every code that [`VocabularyError::code`] can return.
    pub const CODES: &'static [&'static str] = &["vocabulary.word.unknown", "vocabulary.name.malformed"];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "vocabulary.word.unknown",
            Self::NameMalformed { .. } => "vocabulary.name.malformed",
        }
    }
}
