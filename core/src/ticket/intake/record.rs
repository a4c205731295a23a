use core::str::FromStr;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{ContactReference, IntakeError, IntakeField};
use crate::time::{Date, Instant, shown};
use crate::vocabulary::{Name, VocabularyError};
use crate::wire::{AttachmentDocument, IntakeRecordDocument};

/// Most characters of one text.
pub(super) const MOST_TEXT: usize = 10_000;
/// Most entries of one list.
const MOST_ENTRIES: usize = 200;

/// What was recorded at intake (domain facts IN-3, IN-6). Texts are trimmed; a blank one is none.
///
/// ```
/// use aftersales::ticket::{IntakeField, IntakeRecord};
/// use aftersales::wire::IntakeRecordDocument;
///
/// let document: IntakeRecordDocument =
///     serde_json::from_str(r#"{"model": "K3", "symptom": " ", "fault_at": "2026-03-14T07:30:00Z"}"#)?;
/// let record = IntakeRecord::try_from(&document)?;
/// assert_eq!(record.text(&IntakeField::Model), Some("K3"));
/// assert!(!record.holds(&IntakeField::Symptom));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntakeRecord {
    contact: Option<ContactReference>,
    texts: BTreeMap<IntakeField, String>,
    purchased_on: Option<Date>,
    fault_at: Option<Instant>,
    attachments: Vec<Attachment>,
    unknown: BTreeMap<String, Value>,
}

/// Something that belongs to a ticket and is kept by the host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// Where the host keeps it.
    pub reference: String,
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AttachmentKind {
    /// A photo.
    Photo,
    /// A screenshot.
    Screenshot,
    /// A log of the unit or its software.
    Log,
    /// A recording of sound or picture.
    Recording,
    /// Any other document.
    Document,
}

impl IntakeRecord {
    /// Whose ticket it is.
    #[must_use]
    pub const fn contact(&self) -> Option<&ContactReference> {
        self.contact.as_ref()
    }

    /// What a field of text holds.
    #[must_use]
    pub fn text(&self, field: &IntakeField) -> Option<&str> {
        self.texts.get(field).map(String::as_str)
    }

    /// The date of the purchase.
    #[must_use]
    pub const fn purchased_on(&self) -> Option<Date> {
        self.purchased_on
    }

    /// When the fault showed itself.
    #[must_use]
    pub const fn fault_at(&self) -> Option<Instant> {
        self.fault_at
    }

    /// Photos, screenshots, logs.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Whether a field is given.
    #[must_use]
    pub fn holds(&self, field: &IntakeField) -> bool {
        match field {
            IntakeField::Contact(field) => self.contact.as_ref().is_some_and(|contact| contact.holds(*field)),
            IntakeField::PurchasedOn => self.purchased_on.is_some(),
            IntakeField::FaultAt => self.fault_at.is_some(),
            IntakeField::Attachments => !self.attachments.is_empty(),
            text => self.texts.contains_key(text),
        }
    }

    /// The names of fields that this version does not know, in order.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.keys().map(String::as_str)
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = (&IntakeField, &str)> {
        self.texts.iter().map(|(field, text)| (field, text.as_str()))
    }
}

impl TryFrom<&IntakeRecordDocument> for IntakeRecord {
    type Error = IntakeError;

    fn try_from(document: &IntakeRecordDocument) -> Result<Self, IntakeError> {
        limit("environment", document.environment.len())?;
        limit("custom", document.custom.len())?;
        limit("attachments", document.attachments.len())?;
        let mut texts = BTreeMap::new();
        for (field, written) in plain_texts(document) {
            let text = text_within(field.as_str(), written, MOST_TEXT)?;
            texts.extend(text.map(|text| (field, text)));
        }
        let environment = document.environment.iter().map(|each| ("environment", each));
        let custom = document.custom.iter().map(|each| ("custom", each));
        for (group, (key, written)) in environment.chain(custom) {
            let name = name(group, key)?;
            let field =
                if group == "custom" { IntakeField::Custom(name) } else { IntakeField::Environment(name) };
            let text = text_within(&field.to_string(), Some(written), MOST_TEXT)?;
            texts.extend(text.map(|text| (field, text)));
        }
        let attachments = document.attachments.iter().enumerate();
        Ok(Self {
            contact: document.contact.as_ref().map(TryInto::try_into).transpose()?,
            texts,
            purchased_on: time("purchased_on", document.purchased_on.as_deref())?,
            fault_at: time("fault_at", document.fault_at.as_deref())?,
            attachments: attachments.map(attachment).collect::<Result<_, _>>()?,
            unknown: document.unknown.clone(),
        })
    }
}

impl From<&IntakeRecord> for IntakeRecordDocument {
    fn from(record: &IntakeRecord) -> Self {
        let text = |field| record.text(&field).map(ToOwned::to_owned);
        let mut document = Self {
            contact: record.contact.as_ref().map(Into::into),
            brand: text(IntakeField::Brand),
            model: text(IntakeField::Model),
            serial_number: text(IntakeField::SerialNumber),
            receipt_number: text(IntakeField::ReceiptNumber),
            purchased_on: record.purchased_on.map(|date| date.to_string()),
            fault_at: record.fault_at.map(|at| at.to_string()),
            symptom: text(IntakeField::Symptom),
            accompanying_signs: text(IntakeField::AccompanyingSigns),
            frequency: text(IntakeField::Frequency),
            trigger: text(IntakeField::Trigger),
            steps_to_reproduce: text(IntakeField::StepsToReproduce),
            error_code: text(IntakeField::ErrorCode),
            error_message: text(IntakeField::ErrorMessage),
            scope: text(IntakeField::Scope),
            first_urgency: text(IntakeField::FirstUrgency),
            wanted_outcome: text(IntakeField::WantedOutcome),
            unknown: record.unknown.clone(),
            ..Self::default()
        };
        for (field, text) in record.texts() {
            let named = match field {
                IntakeField::Environment(name) => (&mut document.environment, name),
                IntakeField::Custom(name) => (&mut document.custom, name),
                _ => continue,
            };
            named.0.insert(named.1.to_string(), text.to_owned());
        }
        let written = |each: &Attachment| AttachmentDocument {
            kind: each.kind.as_str().to_owned(),
            reference: each.reference.clone(),
        };
        document.attachments = record.attachments.iter().map(written).collect();
        document
    }
}

fn plain_texts(document: &IntakeRecordDocument) -> [(IntakeField, Option<&str>); 14] {
    [
        (IntakeField::Brand, document.brand.as_deref()),
        (IntakeField::Model, document.model.as_deref()),
        (IntakeField::SerialNumber, document.serial_number.as_deref()),
        (IntakeField::ReceiptNumber, document.receipt_number.as_deref()),
        (IntakeField::Symptom, document.symptom.as_deref()),
        (IntakeField::AccompanyingSigns, document.accompanying_signs.as_deref()),
        (IntakeField::Frequency, document.frequency.as_deref()),
        (IntakeField::Trigger, document.trigger.as_deref()),
        (IntakeField::StepsToReproduce, document.steps_to_reproduce.as_deref()),
        (IntakeField::ErrorCode, document.error_code.as_deref()),
        (IntakeField::ErrorMessage, document.error_message.as_deref()),
        (IntakeField::Scope, document.scope.as_deref()),
        (IntakeField::FirstUrgency, document.first_urgency.as_deref()),
        (IntakeField::WantedOutcome, document.wanted_outcome.as_deref()),
    ]
}

fn attachment((position, written): (usize, &AttachmentDocument)) -> Result<Attachment, IntakeError> {
    let path = format!("attachments[{position}]");
    let word = |source| IntakeError::Word { path: format!("{path}.kind"), source };
    let kind = written.kind.parse().map_err(word)?;
    let reference = text_within(&format!("{path}.reference"), Some(&written.reference), MOST_TEXT)?;
    let nowhere = || IntakeError::Word {
        path: format!("{path}.reference"),
        source: VocabularyError::NameMalformed { value: String::new() },
    };
    Ok(Attachment { kind, reference: reference.ok_or_else(nowhere)? })
}

impl AttachmentKind {
    /// All kinds, in order.
    pub const ALL: &'static [Self] =
        &[Self::Photo, Self::Screenshot, Self::Log, Self::Recording, Self::Document];

    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Screenshot => "screenshot",
            Self::Log => "log",
            Self::Recording => "recording",
            Self::Document => "document",
        }
    }
}

impl FromStr for AttachmentKind {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| {
            let words: Vec<_> = Self::ALL.iter().map(|kind| format!("`{}`", kind.as_str())).collect();
            let allowed = words.join(", ");
            VocabularyError::Unknown { list: "kind of attachment", value: shown(text), allowed }
        })
    }
}

/// A text without outer spaces; none where it is blank.
pub(super) fn text_within(
    path: &str,
    text: Option<&str>,
    most: usize,
) -> Result<Option<String>, IntakeError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let count = text.chars().count();
    if count > most {
        return Err(IntakeError::TooLong { path: path.to_owned(), count, most });
    }
    Ok(Some(text.to_owned()))
}

pub(super) fn name(path: &str, text: &str) -> Result<Name, IntakeError> {
    text.parse().map_err(|source| IntakeError::Word { path: path.to_owned(), source })
}

fn time<T: FromStr<Err = crate::time::TimeError>>(
    path: &str,
    text: Option<&str>,
) -> Result<Option<T>, IntakeError> {
    let given = text.map(str::trim).filter(|text| !text.is_empty());
    let parsed = given.map(str::parse).transpose();
    parsed.map_err(|source| IntakeError::Value { path: path.to_owned(), source })
}

fn limit(path: &str, count: usize) -> Result<(), IntakeError> {
    if count > MOST_ENTRIES {
        return Err(IntakeError::TooMany { path: path.to_owned(), count, most: MOST_ENTRIES });
    }
    Ok(())
}
