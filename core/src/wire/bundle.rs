use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    CalendarDocument, EscalationDocument, GatesDocument, GradingDocument, IntakeDocument, LabelsDocument,
    NumberingDocument, SlaDocument,
};

/// All policy documents of a desk; each is optional and could be used alone.
///
/// ```
/// use aftersales::wire::BundleDocument;
///
/// let document = BundleDocument::from_json(r#"{
///     "name": "front desk",
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "intake": {"requirements": [{"fields": ["symptom"]}]}
/// }"#)?;
/// assert!(document.sla.is_none());
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleDocument {
    /// Its name.
    pub name: String,
    /// What people should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Calendars that all parts may name, beside those of the service levels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub calendars: BTreeMap<String, CalendarDocument>,
    /// Grading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading: Option<GradingDocument>,
    /// Service levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sla: Option<SlaDocument>,
    /// Escalation, which needs the service levels whose metrics it watches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<EscalationDocument>,
    /// What is asked before each step of a ticket; it needs the service levels, whose calendars it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gates: Option<GatesDocument>,
    /// Intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<IntakeDocument>,
    /// Ticket numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbering: Option<NumberingDocument>,
    /// Labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<LabelsDocument>,
}

impl BundleDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
