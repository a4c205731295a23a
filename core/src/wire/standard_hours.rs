use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::MoneyDocument;
use super::read::tagged_by_type;

/// How long each procedure takes by the book (domain fact CO-1), and which work two procedures share.
///
/// ```
/// use aftersales::wire::StandardHoursDocument;
///
/// let document = StandardHoursDocument::from_json(r#"{
///     "prior_cases": 8,
///     "procedures": [{
///         "name": "replace_display",
///         "efforts": {"standard": {"type": "log_normal", "median_seconds": 2700, "sigma": "0.4"}}
///     }]
/// }"#)?;
/// assert_eq!(document.procedures.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardHoursDocument {
    /// How many cases the book counts as, when recorded cases correct it; at least 1.
    pub prior_cases: u32,
    /// The procedures.
    pub procedures: Vec<ProcedureDocument>,
    /// Work that need not be done twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<OverlapDocument>,
}

/// A procedure with its effort by difficulty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcedureDocument {
    /// Its name, such as `replace_display`.
    pub name: String,
    /// Its effort by difficulty, such as `standard` and `corroded`.
    pub efforts: BTreeMap<String, EffortDocument>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// How long something takes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum EffortDocument {
        /// The same in every case: a flat rate, which recorded cases do not correct.
        Fixed {
            /// Seconds.
            seconds: i64,
        },
        /// Least, most likely, most, as PERT has it.
        ThreePoint {
            /// Seconds.
            low_seconds: i64,
            /// Seconds.
            mode_seconds: i64,
            /// Seconds.
            high_seconds: i64,
        },
        /// Least, most likely, most, as a triangle.
        Triangular {
            /// Seconds.
            low_seconds: i64,
            /// Seconds.
            mode_seconds: i64,
            /// Seconds.
            high_seconds: i64,
        },
        /// Log-normal, as repair times are.
        LogNormal {
            /// Seconds.
            median_seconds: i64,
            /// The standard deviation of the natural logarithm, as a decimal number such as `0.45`.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            sigma: String,
        },
    }
}

/// Work that two procedures share, such as opening the housing: done beside the other, one of them takes less.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverlapDocument {
    /// The procedure that takes less.
    pub procedure: String,
    /// The procedure beside which it does.
    pub beside: String,
    /// By how much, in seconds; less than the procedure takes.
    pub deduct_seconds: i64,
}

/// What is to be done to one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JobDocument {
    /// The unit's model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The fault that was diagnosed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// The grade of the engineer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The operations, in the order of the work.
    pub operations: Vec<OperationDocument>,
}

/// One procedure of a job.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OperationDocument {
    /// The procedure's name.
    pub procedure: String,
    /// Its difficulty.
    pub difficulty: String,
    /// How often it is done, each time anew; at least 1.
    pub quantity: u32,
}

/// How long an operation once took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseDocument {
    /// The procedure's name.
    pub procedure: String,
    /// Its difficulty.
    pub difficulty: String,
    /// The unit's model.
    pub model: String,
    /// The fault.
    pub fault: String,
    /// The grade of the engineer.
    pub grade: String,
    /// How long it took, in seconds; at least 1.
    pub seconds: i64,
}

/// How long a job takes, operation by operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobEffortDocument {
    /// The revision of the standard hours.
    pub revision: String,
    /// The operations, as they were given.
    pub operations: Vec<OperationEffortDocument>,
    /// The whole job.
    pub total: EffortRangeDocument,
}

/// How long one operation takes, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OperationEffortDocument {
    /// The procedure's name.
    pub procedure: String,
    /// Its difficulty.
    pub difficulty: String,
    /// How often it is done.
    pub quantity: u32,
    /// Half of the cases stay below this by the book, in seconds.
    pub book_seconds: i64,
    /// What recorded cases did to the book, from the widest group to the narrowest; groups without cases are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionDocument>,
    /// What other procedures of the job have done already, in seconds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub overlap_seconds: i64,
    /// One time of it, corrected and less the overlap.
    pub each: EffortRangeDocument,
}

/// What one group of cases did to the time by the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CorrectionDocument {
    /// What the cases have in common with the job: `procedure`, `model`, `fault` or `grade`, each with those before it.
    pub group: String,
    /// How many cases there are.
    pub cases: u64,
    /// Their typical time at the job's difficulty, in seconds.
    pub history_seconds: i64,
    /// Their weight against what was known before, in whole per cent.
    pub weight_percent: i64,
    /// What is known with them, in seconds.
    pub seconds: i64,
}

/// What an effort is spread over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffortRangeDocument {
    /// One case in ten stays below this, in seconds.
    pub p10_seconds: i64,
    /// Half of the cases stay below this, in seconds.
    pub p50_seconds: i64,
    /// Nine cases in ten stay below this, in seconds.
    pub p90_seconds: i64,
    /// The mean, in seconds.
    pub mean_seconds: i64,
    /// `exact`, `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`.
    pub method: String,
}

/// What an estimate is spread over, where the time of its labour is uncertain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EstimateRangeDocument {
    /// The uncertain effort of all lines of labour, with the method.
    pub effort: EffortRangeDocument,
    /// What all payers pay together.
    pub total: RangeTotalsDocument,
    /// What each payer pays.
    pub payers: Vec<RangeTotalsDocument>,
}

/// Totals with tax at three shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RangeTotalsDocument {
    /// The payer; absent for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<String>,
    /// One such job in ten stays below this.
    pub p10: MoneyDocument,
    /// Half of such jobs stay below this.
    pub p50: MoneyDocument,
    /// Nine such jobs in ten stay below this.
    pub p90: MoneyDocument,
}

impl StandardHoursDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}

fn is_zero(value: &i64) -> bool {
    *value == 0
}
