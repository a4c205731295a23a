use serde::{Deserialize, Serialize};

use super::InputValue;
use crate::time::Instant;

/// A grade that rules gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeDocument {
    /// `P1` to `P4`.
    pub priority: String,
    /// Whether a safety hazard stands, which nothing can lower.
    pub safety_hazard: bool,
    /// The paths of the rules that held, in the order in which they are applied.
    pub fired: Vec<String>,
    /// The revision of the policy.
    pub revision: String,
}

/// How a grade came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeExplanationDocument {
    /// The grade.
    pub grade: GradeDocument,
    /// What was known of the case.
    pub facts: Vec<FactDocument>,
    /// Every rule, in the order in which they are applied.
    pub rules: Vec<RuleReadingDocument>,
    /// What other grade the nearest change of one input would give.
    pub alternatives: Vec<AlternativeDocument>,
}

/// One input of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactDocument {
    /// The input's name.
    pub input: String,
    /// Its value; absent where it was left out, and of a text, which stays with the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<InputValue>,
    /// The keywords found in a text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<FoundKeywordDocument>,
}

/// A keyword that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundKeywordDocument {
    /// The list it is of.
    pub list: String,
    /// The keyword as the policy writes it.
    pub word: String,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleReadingDocument {
    /// Where it stands in the document.
    pub path: String,
    /// `decided`, `fired`, `without_effect`, `pre_empted` or `not_met`.
    pub state: String,
    /// The inputs that did not meet its tests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
    /// The priority after it, where it changed or set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// What the document says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A change of one input that gives another grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlternativeDocument {
    /// The input to change.
    pub input: String,
    /// Its nearest value with that grade; absent: leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<InputValue>,
    /// The grade then.
    pub priority: String,
}

/// A grade by a person against the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverrideDocument {
    /// `P1` to `P4`.
    pub priority: String,
    /// Who gave it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub from: Instant,
    /// When it ends.
    pub expires_at: Instant,
}
