use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use super::VocabularyError;

/// A name that a policy or a host gives to something: a metric, a state, a wait's reason, a site.
///
/// Cloning is cheap. Names differ when any character differs, case included.
///
/// ```
/// use aftersales::vocabulary::Name;
///
/// let reason: Name = "awaiting customer".parse()?;
/// assert_eq!(reason.as_str(), "awaiting customer");
/// assert!("".parse::<Name>().is_err());
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// Most characters of a name.
    pub const MOST_CHARACTERS: usize = 100;

    /// A name that stands in the code.
    #[cfg(feature = "kpi")]
    pub(crate) fn known(text: &'static str) -> Self {
        Self(text.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        let plain = !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control);
        if plain && text.chars().count() <= Self::MOST_CHARACTERS {
            return Ok(Self(text.into()));
        }
        let shown =
            text.chars().filter(|character| !character.is_control()).take(Self::MOST_CHARACTERS).collect();
        Err(VocabularyError::NameMalformed { value: shown })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
