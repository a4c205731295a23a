use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What words are called in front of people, beside and above the labels that ship with the library.
///
/// ```
/// use aftersales::wire::LabelsDocument;
///
/// let document = LabelsDocument::from_json(r#"{
///     "lists": {"priority": {"P1": {"en": "Critical", "zh": "特急"}}}
/// }"#)?;
/// assert_eq!(document.lists["priority"]["P1"].zh, "特急");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelsDocument {
    /// Labels by list and word, such as `priority` and `P1`.
    pub lists: BTreeMap<String, BTreeMap<String, LabelDocument>>,
}

/// What one word is called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelDocument {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl LabelsDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
