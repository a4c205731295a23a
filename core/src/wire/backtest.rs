use serde::{Deserialize, Serialize};

use super::WholeNumberDocument;
use crate::time::Instant;

/// What the same tickets would have been under each of several policies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestDocument {
    /// The instant of looking; later events are not known yet.
    pub as_of: Instant,
    /// Tickets that had begun by then and could be replayed.
    pub tickets: u64,
    /// What became of the promises under each policy, in the order in which they were given.
    pub policies: Vec<BacktestPolicyDocument>,
    /// Tickets of which a promise turned out otherwise: kept under one policy and broken under another, or made by one only.
    pub differing_tickets: u64,
    /// Tickets of which only due instants or targets differ.
    pub moved_tickets: u64,
    /// How tickets differ that turned out otherwise, in order of ticket and metric; the first ones where there are very many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<BacktestDifferenceDocument>,
    /// Tickets whose events contradict each other.
    pub rejected_tickets: u64,
    /// Some of them, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<BacktestRejectionDocument>,
}

/// What became of the promises under one policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestPolicyDocument {
    /// The name under which it was given.
    pub policy: String,
    /// The revision of the service-level policy.
    pub revision: String,
    /// The revision of the escalation policy, if one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation_revision: Option<String>,
    /// Promises by metric and priority, in the order of the metrics.
    pub promises: Vec<BacktestPromisesDocument>,
    /// Steps of escalation rules that clocks set off.
    pub firings: u64,
    /// The same by rule, in order of the rules' ids; rules without firings are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub firings_by_rule: Vec<BacktestFiringsDocument>,
}

/// What became of the promises of one metric to tickets of one priority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestPromisesDocument {
    /// The metric.
    pub metric: String,
    /// The priority at the instant of looking; absent for tickets that were not graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// Promises kept.
    pub met: u64,
    /// Promises broken by clocks that were stopped.
    pub missed: u64,
    /// Promises broken by clocks that still run or wait.
    pub overdue: u64,
    /// Clocks that were stopped before their earliest time.
    pub early: u64,
    /// Promises that are not decided yet.
    pub pending: u64,
    /// Kept of those that were decided, from 0 to 1; absent without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attainment: Option<f64>,
    /// Breaches in the history, those that a later change made good included.
    pub breaches: u64,
    /// Open time that the clocks counted, in microseconds.
    pub consumed_us: WholeNumberDocument,
    /// Open time beyond the targets, in microseconds.
    pub late_us: WholeNumberDocument,
}

/// How often a rule fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestFiringsDocument {
    /// The rule's id.
    pub rule: String,
    /// Steps that became due.
    pub firings: u64,
}

/// One clock of a ticket that turned out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestDifferenceDocument {
    /// The ticket.
    pub ticket: String,
    /// The metric.
    pub metric: String,
    /// Its cycle, counted from 1.
    pub cycle: u32,
    /// The ticket's priority at the instant of looking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// How it turned out under each policy, in their order.
    pub outcomes: Vec<BacktestOutcomeDocument>,
}

/// How a clock turned out under one policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestOutcomeDocument {
    /// `met`, `missed`, `overdue`, `early`, `pending`, or `nothing_promised`.
    pub outcome: String,
    /// The promise in microseconds of open time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_us: Option<i64>,
    /// Target less consumed in microseconds of open time; negative when late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_us: Option<i64>,
    /// When it fell or falls due, or would have fallen due when the clock was stopped in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
}

/// A ticket that could not be replayed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BacktestRejectionDocument {
    /// The ticket.
    pub ticket: String,
    /// The code of the error, such as `sla.event.out_of_order`.
    pub code: String,
    /// What is wrong.
    pub message: String,
}
