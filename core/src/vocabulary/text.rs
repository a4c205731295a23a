use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use super::VocabularyError;

/// What somebody wrote: a reason, a finding, a summary. Never empty; 1 to 4000 characters without control characters other
/// than line breaks and tabs. Cloning is cheap.
///
/// ```
/// use aftersales::vocabulary::Text;
///
/// let reason: Text = "the fan is worn".parse()?;
/// assert_eq!(reason.as_str(), "the fan is worn");
/// assert!("  ".parse::<Text>().is_err());
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// Most characters of a text.
    pub const MOST_CHARACTERS: usize = 4_000;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Text {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        let plain = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
        let filled = !text.trim().is_empty() && text.chars().all(plain);
        if filled && text.chars().count() <= Self::MOST_CHARACTERS {
            return Ok(Self(text.into()));
        }
        const SHOWN: usize = 100;
        let shown = text.chars().filter(|character| !character.is_control()).take(SHOWN).collect();
        Err(VocabularyError::TextMalformed { value: shown, most: Self::MOST_CHARACTERS })
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
