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
    /// A role that is not written as roles are.
    #[error("`{value}` is not a role: 1 to 100 of `a` to `z`, `0` to `9` and `_`, a letter first")]
    RoleMalformed {
        /// The role as it was given, without control characters.
        value: String,
    },
    /// A text that is empty, too long or holds control characters.
    #[error("`{value}` is not a text: 1 to {most} characters, not all blank, without control characters")]
    TextMalformed {
        /// The beginning of the text as it was given, without control characters.
        value: String,
        /// Most characters of such a text.
        most: usize,
    },
}

impl VocabularyError {
    /// Every code that [`VocabularyError::code`] can return.
    pub const CODES: &'static [&'static str] = &[
        "vocabulary.word.unknown",
        "vocabulary.name.malformed",
        "vocabulary.role.malformed",
        "vocabulary.text.malformed",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "vocabulary.word.unknown",
            Self::NameMalformed { .. } => "vocabulary.name.malformed",
            Self::RoleMalformed { .. } => "vocabulary.role.malformed",
            Self::TextMalformed { .. } => "vocabulary.text.malformed",
        }
    }
}
