use core::fmt;
use core::str::FromStr;

use crate::vocabulary::{Name, VocabularyError};

/// A field of intake, as policies name it (domain facts IN-3, IN-6).
///
/// ```
/// use aftersales::ticket::{ContactField, IntakeField};
///
/// assert_eq!("contact.phone".parse(), Ok(IntakeField::Contact(ContactField::Phone)));
/// assert_eq!("environment.temperature".parse::<IntakeField>()?.to_string(), "environment.temperature");
/// assert!("serial".parse::<IntakeField>().is_err());
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IntakeField {
    /// A field of the contact record.
    Contact(ContactField),
    /// The brand.
    Brand,
    /// The model.
    Model,
    /// The unit's serial number.
    SerialNumber,
    /// The number of the purchase receipt.
    ReceiptNumber,
    /// The date of the purchase.
    PurchasedOn,
    /// When the fault showed itself.
    FaultAt,
    /// What the customer observes or asks for.
    Symptom,
    /// What shows itself with it.
    AccompanyingSigns,
    /// How often it happens.
    Frequency,
    /// What sets it off.
    Trigger,
    /// How to make it happen.
    StepsToReproduce,
    /// The code that the unit shows.
    ErrorCode,
    /// The message that the unit shows.
    ErrorMessage,
    /// Who and what is affected.
    Scope,
    /// How urgent the customer says it is.
    FirstUrgency,
    /// What the customer wants.
    WantedOutcome,
    /// Photos, screenshots, logs.
    Attachments,
    /// One condition of the environment.
    Environment(Name),
    /// A field of the desk's own.
    Custom(Name),
}

/// A field of the contact record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ContactField {
    /// The customer's name.
    CustomerName,
    /// Whom to speak to.
    ContactName,
    /// The organisation.
    Organisation,
    /// The telephone number.
    Phone,
    /// The e-mail address.
    Email,
    /// The postal address.
    Address,
}

impl IntakeField {
    /// All fields but those of the contact record and those that a desk names itself.
    pub const PLAIN: &'static [Self] = &[
        Self::Brand,
        Self::Model,
        Self::SerialNumber,
        Self::ReceiptNumber,
        Self::PurchasedOn,
        Self::FaultAt,
        Self::Symptom,
        Self::AccompanyingSigns,
        Self::Frequency,
        Self::Trigger,
        Self::StepsToReproduce,
        Self::ErrorCode,
        Self::ErrorMessage,
        Self::Scope,
        Self::FirstUrgency,
        Self::WantedOutcome,
        Self::Attachments,
    ];

    /// The field's own word: for a named one the word before its name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Contact(_) => "contact",
            Self::Brand => "brand",
            Self::Model => "model",
            Self::SerialNumber => "serial_number",
            Self::ReceiptNumber => "receipt_number",
            Self::PurchasedOn => "purchased_on",
            Self::FaultAt => "fault_at",
            Self::Symptom => "symptom",
            Self::AccompanyingSigns => "accompanying_signs",
            Self::Frequency => "frequency",
            Self::Trigger => "trigger",
            Self::StepsToReproduce => "steps_to_reproduce",
            Self::ErrorCode => "error_code",
            Self::ErrorMessage => "error_message",
            Self::Scope => "scope",
            Self::FirstUrgency => "first_urgency",
            Self::WantedOutcome => "wanted_outcome",
            Self::Attachments => "attachments",
            Self::Environment(_) => "environment",
            Self::Custom(_) => "custom",
        }
    }

    /// Whether a value is a text of which a format can say something.
    pub(super) const fn is_text(&self) -> bool {
        !matches!(self, Self::PurchasedOn | Self::FaultAt | Self::Attachments)
    }
}

impl ContactField {
    /// All fields, in order.
    pub const ALL: &'static [Self] =
        &[Self::CustomerName, Self::ContactName, Self::Organisation, Self::Phone, Self::Email, Self::Address];

    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CustomerName => "customer_name",
            Self::ContactName => "contact_name",
            Self::Organisation => "organisation",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
        }
    }
}

impl FromStr for IntakeField {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        let named = match text.split_once('.') {
            Some(("contact", field)) => return field.parse().map(Self::Contact),
            Some(("environment", name)) => return name.parse().map(Self::Environment),
            Some(("custom", name)) => return name.parse().map(Self::Custom),
            _ => Self::PLAIN.iter().find(|field| field.as_str() == text),
        };
        named.cloned().ok_or_else(|| {
            let plain = Self::PLAIN.iter().map(Self::as_str);
            let all = plain.chain(["contact.…", "environment.…", "custom.…"]);
            unknown("field of intake", text, all)
        })
    }
}

impl FromStr for ContactField {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        let found = Self::ALL.iter().copied().find(|field| field.as_str() == text);
        found.ok_or_else(|| {
            unknown("field of a contact record", text, Self::ALL.iter().map(|each| each.as_str()))
        })
    }
}

fn unknown<'a>(list: &'static str, text: &str, allowed: impl Iterator<Item = &'a str>) -> VocabularyError {
    let allowed: Vec<_> = allowed.map(|each| format!("`{each}`")).collect();
    VocabularyError::Unknown { list, value: crate::time::shown(text), allowed: allowed.join(", ") }
}

impl fmt::Display for IntakeField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contact(field) => write!(f, "contact.{}", field.as_str()),
            Self::Environment(name) => write!(f, "environment.{name}"),
            Self::Custom(name) => write!(f, "custom.{name}"),
            plain => f.write_str(plain.as_str()),
        }
    }
}

impl fmt::Display for ContactField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
