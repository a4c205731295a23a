use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Something that the check of a bundle found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingDocument {
    /// How bad it is.
    pub severity: SeverityDocument,
    /// The stable code, such as `policy.calendar.never_opens`; that of an error where a part does not compile.
    pub code: String,
    /// Where in the bundle.
    pub path: String,
    /// One sentence.
    pub message: String,
    /// An example that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<WitnessDocument>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SeverityDocument {
    /// The bundle cannot do what it says.
    Error,
    /// It can, but hardly as it was meant.
    Warning,
    /// Worth knowing.
    Notice,
}

/// An example that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum WitnessDocument {
    /// A ticket.
    Case {
        /// What is known of it, by name; what is not named may be anything or unknown.
        inputs: BTreeMap<String, String>,
        /// When it begins, where that matters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
        at: Option<String>,
    },
    /// Places in the bundle that lead to one another, or stand in one another's way.
    Places {
        /// Their paths, in order.
        paths: Vec<String>,
    },
    /// A date.
    Date {
        /// The date.
        #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
        date: String,
    },
}
