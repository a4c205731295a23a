use serde::{Deserialize, Serialize};

use super::FigureTargetDocument;
use super::read::tagged_by_type;

/// What a figure is: everything that somebody needs who wants to compute the same number again.
///
/// `unit`, `stop`, `numerator` and `denominator` follow from the measure: the library writes them for the reader, and
/// refuses a document in which they say something else.
///
/// ```
/// use aftersales::wire::{FigureDefinitionDocument, read_document};
///
/// let document: FigureDefinitionDocument = read_document(r#"{
///     "name": "resolution of P1",
///     "measure": {"type": "duration", "from": "created", "to": "confirmed", "basis": "calendar"},
///     "selection": [{"dimension": "priority", "words": ["P1"]}],
///     "period_stamp": "closed",
///     "target": {"type": "at_most", "value": 14400.0}
/// }"#)?;
/// assert_eq!(document.selection[0].dimension, "priority");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigureDefinitionDocument {
    /// Its name, such as `first_response`.
    pub name: String,
    /// The fact or rule that it comes from, such as `KP-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What is measured.
    pub measure: MeasureDocument,
    /// Which tickets it is of: every dimension that is named must hold one of its words; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<WordSelectionDocument>,
    /// The conditions that must hold besides; where one cannot be told, a ticket is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub among: Vec<ConditionDocument>,
    /// Which stamp decides to which period a ticket belongs: `opened` (the default), `due` or `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_stamp: Option<String>,
    /// What becomes of an end before its beginning: `reject` (the default), `keep` or `zero`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_duration: Option<String>,
    /// What it should be, in its own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<FigureTargetDocument>,
    /// What the value counts: `seconds`, `share`, `points` or `count`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The stop event, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
    /// What is added up, such as `kept_promises`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    /// What that is divided by, such as `promises_due`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
}

/// Tickets whose word of a dimension is one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordSelectionDocument {
    /// Where the word stands, such as `priority`.
    pub dimension: String,
    /// The words.
    pub words: Vec<String>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What is measured.
    #[derive(Debug, Clone, PartialEq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum MeasureDocument {
        /// How long it took from one stamp to another; tickets that did not get there count as censored.
        Duration {
            /// Where it counts from, such as `created`.
            from: String,
            /// The stop event, such as `completed`.
            to: String,
            /// Which time counts: `calendar` or `working`.
            basis: String,
        },
        /// The share of tickets of which something holds, among those of which it can be told.
        Share {
            /// What holds.
            condition: ConditionDocument,
        },
        /// The mean satisfaction from 1 to 5.
        Satisfaction {},
        /// The mean satisfaction with one aspect.
        Aspect {
            /// The aspect, such as `speed`.
            aspect: String,
        },
        /// Promoters (9 and 10) less detractors (0 to 6), in points from −100 to 100.
        NetPromoterScore {},
        /// The share of promises that were kept, in three readings.
        Attainment {
            /// The clock: the metric of the promise.
            metric: String,
            /// What stops it, for the reader.
            stop: String,
        },
        /// The share of parts that were there in time out of those that were asked for.
        PartsFillRate {},
        /// How the actual cost divides between its kinds.
        CostComposition {},
        /// How tickets divide between the words of a dimension, the most frequent first.
        Categories {
            /// The dimension, such as `kind`.
            dimension: String,
        },
        /// How tickets divide between the words of a dimension and, within each, those of another.
        NestedCategories {
            /// The outer dimension, such as `fault_class`.
            outer: String,
            /// The inner one, such as `fault`.
            inner: String,
        },
        /// Where the time goes: the stretch before each stamp, and the one that takes the most.
        Stages {
            /// Which time counts: `calendar` or `working`.
            basis: String,
        },
        /// How many tickets something holds of.
        Count {
            /// What holds.
            condition: ConditionDocument,
        },
        /// Calls that nobody took although the desk was open.
        MissedCalls {},
        /// What is open at the instant of looking, and how old it is.
        Backlog {},
    }
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// Something that holds of a ticket or does not, or cannot be told.
    #[derive(Debug, Clone, PartialEq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ConditionDocument {
        /// It was reported; this can always be told.
        Any {},
        /// A flag is set, among tickets of which it is known.
        Is {
            /// The flag, such as `misdiagnosed`.
            flag: String,
        },
        /// A word is one of these, among tickets with a word there.
        Word {
            /// Where the word stands.
            dimension: String,
            /// The words.
            words: Vec<String>,
        },
        /// A number is at least so much, among tickets with a number there.
        AtLeast {
            /// The number, such as `reopened`.
            quantity: String,
            /// The limit, which is within.
            value: u32,
        },
        /// A number is at most so much, among tickets with a number there.
        AtMost {
            /// The number, such as `reopened`.
            quantity: String,
            /// The limit, which is within.
            value: u32,
        },
        /// It got from one stamp to the other in time, among those that got there or can no longer do so in time.
        Within {
            /// Where it counts from.
            from: String,
            /// The stop event.
            to: String,
            /// Which time counts: `calendar` or `working`.
            basis: String,
            /// The limit in microseconds, which is within.
            most: i64,
        },
        /// It was reported again within the window after completion, among those followed that long.
        Reworked {
            /// The window in microseconds.
            window: i64,
        },
        /// It was solved in the first repair attempt, among those completed and followed that long.
        FixedFirstTime {
            /// The window in microseconds.
            window: i64,
        },
        /// The satisfaction is at least so much, among tickets with one.
        Satisfied {
            /// The lowest score that counts, from 1 to 5.
            least: f64,
        },
        /// The stamp is there, among all.
        Reached {
            /// The stamp, such as `completed`.
            stamp: String,
        },
        /// All of these hold, among tickets of which each can be told.
        All {
            /// The conditions.
            conditions: Vec<ConditionDocument>,
        },
    }
}
