use core::fmt;
use core::str::FromStr;
use std::borrow::Cow;

use super::{Name, VocabularyError};

/// The part that somebody plays in a ticket's life (domain fact ES-1): an open list with well-known words.
///
/// A role is written in lower case with underscores, so two spellings of one role are not taken for two roles.
///
/// ```
/// use aftersales::vocabulary::Role;
///
/// assert_eq!("service_supervisor".parse(), Ok(Role::SERVICE_SUPERVISOR));
/// assert_eq!("customer_success".parse::<Role>()?.as_str(), "customer_success");
/// assert_eq!("Front desk".parse::<Role>().unwrap_err().code(), "vocabulary.role.malformed");
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(Cow<'static, str>);

impl Role {
    /// Takes requests in and keeps the customer informed: functional level L1.
    pub const FRONT_DESK: Self = Self(Cow::Borrowed("front_desk"));
    /// Diagnoses, plans and repairs: functional level L2.
    pub const ENGINEER: Self = Self(Cow::Borrowed("engineer"));
    /// Takes on core defects and customisation: functional level L3.
    pub const EXPERT: Self = Self(Cow::Borrowed("expert"));
    /// Approves plans and reviews knowledge.
    pub const TECHNICAL_SUPERVISOR: Self = Self(Cow::Borrowed("technical_supervisor"));
    /// Watches indicators and complaints.
    pub const SERVICE_SUPERVISOR: Self = Self(Cow::Borrowed("service_supervisor"));
    /// Manages the department.
    pub const DEPARTMENT_MANAGER: Self = Self(Cow::Borrowed("department_manager"));
    /// Whose case it is.
    pub const CUSTOMER: Self = Self(Cow::Borrowed("customer"));
    /// The engine itself, where a rule acts.
    pub const SYSTEM: Self = Self(Cow::Borrowed("system"));

    /// The well-known roles.
    pub const KNOWN: &'static [Self] = &[
        Self::FRONT_DESK,
        Self::ENGINEER,
        Self::EXPERT,
        Self::TECHNICAL_SUPERVISOR,
        Self::SERVICE_SUPERVISOR,
        Self::DEPARTMENT_MANAGER,
        Self::CUSTOMER,
        Self::SYSTEM,
    ];

    /// The role as it stands in documents.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Role {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        if let Some(known) = Self::KNOWN.iter().find(|known| known.as_str() == text) {
            return Ok(known.clone());
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let lettered = text.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
        if lettered && text.len() <= Name::MOST_CHARACTERS && text.bytes().all(plain) {
            return Ok(Self(Cow::Owned(text.to_owned())));
        }
        let shown = text.chars().filter(|character| !character.is_control());
        Err(VocabularyError::RoleMalformed { value: shown.take(Name::MOST_CHARACTERS).collect() })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
