use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::CheckMethodDocument;
use super::read::tagged_by_type;

/// What a desk asks for before a ticket may move on: the source of an [`IntakePolicy`](crate::ticket::IntakePolicy)
/// (domain facts IN-3, IN-4, IN-6).
///
/// ```
/// use aftersales::wire::IntakeDocument;
///
/// let document = IntakeDocument::from_json(r#"{
///     "requirements": [
///         {"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]},
///         {"when": {"kind": ["repair"]}, "fields": ["brand", "model", "serial_number", "fault_at"]}
///     ],
///     "formats": {"serial_number": {"patterns": ["AA9{8}"]}}
/// }"#)?;
/// assert_eq!(document.requirements.len(), 2);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IntakeDocument {
    /// What is required of which ticket; all entries that fit add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<RequirementDocument>,
    /// What a field may look like, required or not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub formats: BTreeMap<String, FormatDocument>,
}

/// What is required of some tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RequirementDocument {
    /// Which tickets.
    #[serde(skip_serializing_if = "IntakeWhenDocument::is_empty")]
    pub when: IntakeWhenDocument,
    /// Fields that must be given, such as `serial_number`, `contact.phone`, `environment.temperature` or `custom.line`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Fields of which one must be given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<String>,
}

/// Which tickets something is required of: every list that names values must hold the ticket's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct IntakeWhenDocument {
    /// Kinds of ticket.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    /// Channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
}

impl IntakeWhenDocument {
    fn is_empty(&self) -> bool {
        self.kind.is_empty() && self.channel.is_empty()
    }
}

/// What a field may look like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct FormatDocument {
    /// Patterns of which the whole value fits one: `9` a digit, `A` a capital letter, `a` a small letter, `X` a capital letter or
    /// digit, `{4}` or `{4,8}` times the one before, `\` before a character that means itself; all others mean themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<String>,
    /// Check digits at the end of the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckMethodDocument>,
}

/// What was recorded at intake (domain facts IN-3, IN-6). It holds no contact data, only the id of the record that does.
///
/// Every field is optional and a blank text counts as none: the policy says what must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct IntakeRecordDocument {
    /// Whose ticket it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactReferenceDocument>,
    /// The brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The unit's serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// The number of the purchase receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_number: Option<String>,
    /// The date of the purchase, `2026-03-14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchased_on: Option<String>,
    /// When the fault showed itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault_at: Option<String>,
    /// What the customer observes or asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symptom: Option<String>,
    /// What shows itself with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accompanying_signs: Option<String>,
    /// How often it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    /// What sets it off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How to make it happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps_to_reproduce: Option<String>,
    /// The code that the unit shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The message that the unit shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// Who and what is affected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// How urgent the customer says it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_urgency: Option<String>,
    /// What the customer wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted_outcome: Option<String>,
    /// Versions, temperature, humidity, network, magnetic fields and the like, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub environment: BTreeMap<String, String>,
    /// Fields of the desk's own, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// Photos, screenshots, logs: where the host keeps them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentDocument>,
    /// Fields that this version does not know. They are kept.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, Value>,
}

/// The id of a contact record, and which of its fields are given: all that a ticket keeps of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactReferenceDocument {
    /// The id of the contact record.
    pub id: String,
    /// The names of the fields that are given there, such as `phone`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<String>,
}

/// Something that belongs to a ticket and is kept by the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttachmentDocument {
    /// `photo`, `screenshot`, `log`, `recording` or `document`.
    pub kind: String,
    /// Where the host keeps it.
    pub reference: String,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// Contact data, or what is left after they were erased.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ContactDocument {
        /// Contact data.
        Record(ContactRecordDocument),
        /// They were erased.
        Erased {
            /// The id of the contact record.
            id: String,
            /// When they were erased.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
            erased_at: String,
        },
    }
}

/// Contact data: kept apart from tickets, so that they can be erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ContactRecordDocument {
    /// The id, which tickets hold.
    pub id: String,
    /// The customer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// Whom to speak to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// One thing that intake lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingFieldDocument {
    /// The field, such as `serial_number`.
    pub field: String,
    /// The stable code, such as `intake.field.missing`.
    pub code: String,
    /// One sentence with what would be right.
    pub message: String,
}

/// How complete intake is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompletenessDocument {
    /// Things asked for.
    pub required: u32,
    /// Those that are there and valid.
    pub given: u32,
}

impl IntakeDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
