use serde::{Deserialize, Serialize};

use super::EffortDocument;
use crate::time::Instant;

/// When a job starts, how long it takes and which parts it waits for.
///
/// ```
/// use aftersales::wire::{CompletionRequestDocument, read_document};
///
/// let request: CompletionRequestDocument = read_document(r#"{
///     "start": "2026-03-02T09:00:00Z",
///     "effort": [{"type": "log_normal", "median_seconds": 7200, "sigma": "0.45"}],
///     "parts": [{"ordered_at": "2026-03-02T09:00:00Z", "lead": {"type": "fixed", "seconds": 172800}}],
///     "promised_percent": 80
/// }"#)?;
/// assert_eq!(request.parts.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompletionRequestDocument {
    /// When work can start at the earliest.
    pub start: Instant,
    /// The efforts of the job, in seconds of work; they are summed.
    pub effort: Vec<EffortDocument>,
    /// The parts that are waited for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartArrivalDocument>,
    /// The share of such jobs that shall be completed by the promised instant, in per cent: 50 to 95.
    pub promised_percent: u8,
    /// `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// A part that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartArrivalDocument {
    /// When it was ordered.
    pub ordered_at: Instant,
    /// How long it takes from then on, in seconds of real time.
    pub lead: EffortDocument,
}

/// When a job will be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompletionPromiseDocument {
    /// One such job in ten is completed by then.
    pub p10: Instant,
    /// Half of such jobs are completed by then.
    pub p50: Instant,
    /// Nine such jobs in ten are completed by then.
    pub p90: Instant,
    /// What the customer is told.
    pub promised: Instant,
    /// The share of such jobs that are completed by the promised instant, in per cent.
    pub promised_percent: u8,
}

/// A job that may be late against what was promised (domain fact WK-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DelayRequestDocument {
    /// The share of the estimated duration from which on the customer must be told, in per cent; 20 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// When the job started.
    pub started: Instant,
    /// What was promised.
    pub promised: Instant,
    /// When it is expected to be completed now.
    pub expected: Instant,
    /// Why it takes longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How late a job is, and what the customer must be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DelayDocument {
    /// Open time from the promised to the expected instant, in seconds; negative when the job is early.
    pub delay_seconds: i64,
    /// The same in whole per cent of the estimated duration, rounded down.
    pub delay_percent: i64,
    /// Whether the customer must be told.
    pub needs_notice: bool,
    /// From when on an unfinished job is so late; absent where the calendar has too little open time left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_from: Option<Instant>,
    /// What the customer is told, where that is needed and the reason is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DelayNoticeDocument>,
}

/// What a customer is told of a delay (domain fact WK-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DelayNoticeDocument {
    /// Why the repair takes longer.
    pub reason: String,
    /// What was promised.
    pub promised: Instant,
    /// The new time.
    pub new_completion: Instant,
    /// Open time between the two, in seconds.
    pub delay_seconds: i64,
    /// The same in whole per cent of the estimated duration.
    pub delay_percent: i64,
}
