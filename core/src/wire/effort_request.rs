use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CaseDocument, EffortDocument, EstimateRequestDocument, JobDocument};

/// Planned work whose time is uncertain, to be estimated at P10, P50 and P90.
///
/// ```
/// use aftersales::wire::{EstimateRangeRequestDocument, read_document};
///
/// let request: EstimateRangeRequestDocument = read_document(r#"{
///     "estimate": {
///         "version": 1, "issued_at": "2026-03-02T09:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
///         "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 3600}}]
///     },
///     "efforts": {"1": {"type": "log_normal", "median_seconds": 3600, "sigma": "0.5"}}
/// }"#)?;
/// assert_eq!(request.efforts.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EstimateRangeRequestDocument {
    /// The planned work.
    pub estimate: EstimateRequestDocument,
    /// The time of lines of labour by their names; other lines take the time of the plan.
    pub efforts: BTreeMap<String, EffortDocument>,
    /// `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// A job whose effort is asked for, with the recorded cases that correct the book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EffortRequestDocument {
    /// What is to be done.
    pub job: JobDocument,
    /// How long operations once took.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseDocument>,
    /// `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}
