use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::InputValue;
use super::read::tagged_by_type;

/// How urgent a case is: typed inputs, a base, safety hazards and ordered modifiers (domain facts PR-1 to PR-6).
///
/// ```
/// use aftersales::wire::GradingDocument;
///
/// let document = GradingDocument::from_json(r#"{
///     "inputs": [
///         {"type": "choice", "name": "severity", "values": ["blemish", "minor", "severe"], "order": "rising"},
///         {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
///         {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
///     ],
///     "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
///         "blemish": {"one": "P4", "many": "P4"},
///         "minor": {"one": "P3", "many": "P3"},
///         "severe": {"one": "P2", "many": "P1"}
///     }},
///     "hazards": [{"safety_hazard": {"one_of": [true]}}]
/// }"#)?;
/// assert_eq!(document.inputs.len(), 3);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradingDocument {
    /// What is asked of a case, at most 32 inputs.
    pub inputs: Vec<GradingInputDocument>,
    /// The grade before hazards and modifiers; the one output is the priority, `P1` to `P4`.
    pub base: RulesDocument,
    /// Each of these conditions (tests by input) alone is a safety hazard: `P1`, whatever the rest says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hazards: Vec<BTreeMap<String, TestDocument>>,
    /// What changes the base, one after the other, at most 128.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<ModifierDocument>,
}

/// A table whose answers are words of scales of its own, for decisions other than the priority of a ticket.
///
/// ```
/// use aftersales::wire::{DecisionTableDocument, read_document};
///
/// let document: DecisionTableDocument = read_document(r#"{
///     "inputs": [{"type": "number", "name": "age", "unit": "years", "least": 0, "most": 150, "order": "none"}],
///     "outputs": [{"name": "fare", "values": ["full", "reduced"]}],
///     "rules": {"type": "table", "hit_policy": "unique", "rows": [
///         {"when": {"age": {"below": 18}}, "then": {"fare": "reduced"}},
///         {"when": {"age": {"at_least": 18}}, "then": {"fare": "full"}}
///     ]}
/// }"#)?;
/// assert_eq!(document.outputs[0].values, ["full", "reduced"]);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionTableDocument {
    /// What is asked, at most 32 inputs.
    pub inputs: Vec<GradingInputDocument>,
    /// What is answered, at most 16 outputs.
    pub outputs: Vec<OutputDocument>,
    /// How the answer is found.
    pub rules: RulesDocument,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// One input with what may stand there.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum GradingInputDocument {
        /// One of a list of values.
        Choice {
            /// Its name.
            name: String,
            /// The values, at most 64.
            values: Vec<String>,
            /// What a later value means.
            order: OrderDocument,
            /// Whether it may be left out.
            #[serde(default, skip_serializing_if = "is_default")]
            presence: PresenceDocument,
        },
        /// A choice of `no` and `yes`, in this order.
        YesNo {
            /// Its name.
            name: String,
            /// What `yes` means.
            order: OrderDocument,
            /// Whether it may be left out.
            #[serde(default, skip_serializing_if = "is_default")]
            presence: PresenceDocument,
        },
        /// A whole number.
        Number {
            /// Its name.
            name: String,
            /// What is counted, such as `hours`.
            unit: String,
            /// The least that is allowed.
            least: i64,
            /// The most that is allowed.
            most: i64,
            /// What a greater number means.
            order: OrderDocument,
            /// Whether it may be left out.
            #[serde(default, skip_serializing_if = "is_default")]
            presence: PresenceDocument,
        },
        /// A text in which keywords are looked for.
        Text {
            /// Its name.
            name: String,
            /// The lists of keywords, at most 10.
            keywords: Vec<KeywordListDocument>,
            /// Whether it may be left out.
            #[serde(default, skip_serializing_if = "is_default")]
            presence: PresenceDocument,
        },
    }
}

/// Words of which one is enough. Upper and lower case are the same; a word is found inside others too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeywordListDocument {
    /// Its name.
    pub name: String,
    /// The keywords.
    pub words: Vec<String>,
    /// What finding one means.
    pub order: OrderDocument,
}

/// What more of an input means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrderDocument {
    /// A later value, a greater number or a found keyword never gives a less urgent grade.
    Rising,
    /// It never gives a more urgent grade.
    Falling,
    /// It may give either.
    None,
}

/// Whether an input may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PresenceDocument {
    /// It must be given.
    #[default]
    Required,
    /// It may be left out; then it meets no test but `"presence": "absent"`.
    Optional,
}

/// One output with its scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutputDocument {
    /// Its name.
    pub name: String,
    /// The scale in order; for `priority` and `output_order` the first value comes first.
    pub values: Vec<String>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// How an answer is found.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum RulesDocument {
        /// One answer for each pair of values of two choices. A cell that is not there is refused.
        Matrix {
            /// The choice whose values name the rows.
            rows: String,
            /// The choice whose values name the columns.
            columns: String,
            /// The answers by row and column.
            cells: BTreeMap<String, BTreeMap<String, String>>,
        },
        /// Rows with conditions.
        Table {
            /// Which of the rows that hold gives the answer.
            hit_policy: HitPolicyDocument,
            /// The rows, at most 500.
            rows: Vec<RowDocument>,
        },
    }
}

/// Which of the rows that hold gives the answer (the hit policies of DMN 1.5, clause 8.2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HitPolicyDocument {
    /// At most one row can hold; rows that overlap are refused.
    Unique,
    /// All rows that hold say the same; overlapping rows that disagree are refused.
    Any,
    /// The first row that holds.
    First,
    /// The row whose answer comes first on the scales.
    Priority,
    /// All rows that hold, as they stand.
    RuleOrder,
    /// All rows that hold, in the order of the scales.
    OutputOrder,
    /// All rows that hold, as they stand.
    Collect,
    /// The answer that comes first on the one scale.
    CollectMin,
    /// The answer that comes last on the one scale.
    CollectMax,
    /// How many rows hold.
    CollectCount,
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowDocument {
    /// Tests by input, which must all hold; an input that is not named may be anything.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, TestDocument>,
    /// The answer, a word for each output.
    pub then: BTreeMap<String, String>,
    /// What people should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What one input must be; all that is said must hold.
///
/// Numbers are compared as numbers, values of a choice by their place in its list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TestDocument {
    /// One of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<InputValue>>,
    /// None of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub none_of: Vec<InputValue>,
    /// This or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<InputValue>,
    /// This or less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<InputValue>,
    /// More than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<InputValue>,
    /// Less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<InputValue>,
    /// A keyword of one of these lists is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<Vec<String>>,
    /// No keyword of any of these lists is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches_none: Vec<String>,
    /// Whether it is there at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<PresenceTestDocument>,
}

/// Whether an optional input is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PresenceTestDocument {
    /// It was given.
    Given,
    /// It was left out.
    Absent,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What changes a grade; `when_any` holds when one of its conditions does.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ModifierDocument {
        /// More urgent by some grades, as far as `P1`.
        Raise {
            /// How many, 1 to 3.
            by: u8,
            /// When.
            when_any: Vec<BTreeMap<String, TestDocument>>,
            /// What people should know of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
        },
        /// At least as urgent as this.
        AtLeast {
            /// The priority.
            priority: String,
            /// When.
            when_any: Vec<BTreeMap<String, TestDocument>>,
            /// What people should know of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
        },
        /// At most as urgent as this.
        AtMost {
            /// The priority.
            priority: String,
            /// When.
            when_any: Vec<BTreeMap<String, TestDocument>>,
            /// What people should know of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
        },
    }
}

impl GradingDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
