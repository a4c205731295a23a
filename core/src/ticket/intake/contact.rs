use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use super::record::{MOST_TEXT, name, text_within};
use super::{ContactField, IntakeError};
use crate::time::Instant;
use crate::vocabulary::Name;
use crate::wire::{ContactDocument, ContactRecordDocument, ContactReferenceDocument};

/// Contact data or what is left of them (domain fact IN-3). A ticket's log holds only the id, so that erasing this record erases
/// the person from all tickets at once.
///
/// ```
/// use aftersales::ticket::{Contact, ContactRecord};
/// use aftersales::wire::{ContactDocument, ContactRecordDocument};
///
/// let document = ContactRecordDocument {
///     id: "contact-1".to_owned(),
///     phone: Some("+86 21 5555 0100".to_owned()),
///     ..ContactRecordDocument::default()
/// };
/// let contact = Contact::Record(ContactRecord::try_from(&document)?);
/// let erased = contact.erased("2026-03-14T08:00:00Z".parse()?);
/// assert_eq!(erased.id().as_str(), "contact-1");
/// assert!(matches!(erased, Contact::Erased { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contact {
    /// Contact data.
    Record(ContactRecord),
    /// They were erased; nothing but the id is left.
    Erased {
        /// The id, which tickets hold.
        id: Name,
        /// When they were erased.
        erased_at: Instant,
    },
}

/// Contact data. Its debug form shows which fields are given, not what they hold.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRecord {
    id: Name,
    fields: BTreeMap<ContactField, String>,
}

/// What a ticket keeps of a contact: the id, and which fields are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactReference {
    id: Name,
    given: BTreeSet<ContactField>,
}

impl Contact {
    /// The id, which tickets hold.
    #[must_use]
    pub const fn id(&self) -> &Name {
        match self {
            Self::Record(record) => &record.id,
            Self::Erased { id, .. } => id,
        }
    }

    /// The same contact without its data. What was erased before keeps the instant of the first time.
    #[must_use]
    pub fn erased(&self, at: Instant) -> Self {
        match self {
            Self::Record(record) => Self::Erased { id: record.id.clone(), erased_at: at },
            erased @ Self::Erased { .. } => erased.clone(),
        }
    }
}

impl ContactRecord {
    /// The id, which tickets hold.
    #[must_use]
    pub const fn id(&self) -> &Name {
        &self.id
    }

    /// What a field holds.
    #[must_use]
    pub fn text(&self, field: ContactField) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// What a ticket keeps of it.
    #[must_use]
    pub fn reference(&self) -> ContactReference {
        ContactReference { id: self.id.clone(), given: self.fields.keys().copied().collect() }
    }
}

impl ContactReference {
    /// The id of the contact record.
    #[must_use]
    pub const fn id(&self) -> &Name {
        &self.id
    }

    /// Whether the record holds a field.
    #[must_use]
    pub fn holds(&self, field: ContactField) -> bool {
        self.given.contains(&field)
    }
}

impl fmt::Debug for ContactRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<_> = self.fields.keys().collect();
        f.debug_struct("ContactRecord").field("id", &self.id).field("given", &given).finish()
    }
}

impl TryFrom<&ContactDocument> for Contact {
    type Error = IntakeError;

    fn try_from(document: &ContactDocument) -> Result<Self, IntakeError> {
        match document {
            ContactDocument::Record(record) => record.try_into().map(Self::Record),
            ContactDocument::Erased { id, erased_at } => {
                let value = |source| IntakeError::Value { path: "erased_at".to_owned(), source };
                Ok(Self::Erased { id: name("id", id)?, erased_at: erased_at.parse().map_err(value)? })
            }
        }
    }
}

impl From<&Contact> for ContactDocument {
    fn from(contact: &Contact) -> Self {
        match contact {
            Contact::Record(record) => Self::Record(record.into()),
            Contact::Erased { id, erased_at } => {
                Self::Erased { id: id.to_string(), erased_at: erased_at.to_string() }
            }
        }
    }
}

impl TryFrom<&ContactRecordDocument> for ContactRecord {
    type Error = IntakeError;

    fn try_from(document: &ContactRecordDocument) -> Result<Self, IntakeError> {
        let written = [
            (ContactField::CustomerName, &document.customer_name),
            (ContactField::ContactName, &document.contact_name),
            (ContactField::Organisation, &document.organisation),
            (ContactField::Phone, &document.phone),
            (ContactField::Email, &document.email),
            (ContactField::Address, &document.address),
        ];
        let mut fields = BTreeMap::new();
        for (field, text) in written {
            let text = text_within(field.as_str(), text.as_deref(), MOST_TEXT)?;
            fields.extend(text.map(|text| (field, text)));
        }
        let reached =
            |field, rule: fn(&str) -> bool| fields.get(&field).is_none_or(|text: &String| rule(text));
        let unreachable = |path, expected| Err(IntakeError::Unreachable { path, expected });
        if !reached(ContactField::Phone, is_phone) {
            return unreachable("phone", "a number of at least three digits");
        }
        if !reached(ContactField::Email, is_email) {
            return unreachable("email", "an address with one `@` and no space");
        }
        Ok(Self { id: name("id", &document.id)?, fields })
    }
}

impl From<&ContactRecord> for ContactRecordDocument {
    fn from(record: &ContactRecord) -> Self {
        let text = |field| record.text(field).map(ToOwned::to_owned);
        Self {
            id: record.id.to_string(),
            customer_name: text(ContactField::CustomerName),
            contact_name: text(ContactField::ContactName),
            organisation: text(ContactField::Organisation),
            phone: text(ContactField::Phone),
            email: text(ContactField::Email),
            address: text(ContactField::Address),
        }
    }
}

impl TryFrom<&ContactReferenceDocument> for ContactReference {
    type Error = IntakeError;

    fn try_from(document: &ContactReferenceDocument) -> Result<Self, IntakeError> {
        let mut given = BTreeSet::new();
        for (position, field) in document.given.iter().enumerate() {
            let word = |source| IntakeError::Word { path: format!("contact.given[{position}]"), source };
            given.insert(field.parse().map_err(word)?);
        }
        Ok(Self { id: name("contact.id", &document.id)?, given })
    }
}

impl From<&ContactReference> for ContactReferenceDocument {
    fn from(reference: &ContactReference) -> Self {
        let given = reference.given.iter().map(ToString::to_string).collect();
        Self { id: reference.id.to_string(), given }
    }
}

fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    plain
        && parts.is_some_and(|(mailbox, host)| !mailbox.is_empty() && !host.is_empty() && !host.contains('@'))
}
