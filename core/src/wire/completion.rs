use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// When a job will be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a customer is told of a delay (domain fact WK-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
