use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// One event of a case's history, as the clocks see it.
///
/// ```
/// use aftersales::wire::{TimelineEventDocument, read_document};
///
/// let event: TimelineEventDocument =
///     read_document(r#"{"at": "2026-03-02T09:00:00Z", "type": "wait_started", "reason": "parts"}"#)?;
/// assert_eq!(event.at, "2026-03-02T09:00:00Z");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEventDocument {
    /// When it happened, RFC 3339.
    pub at: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: TimelineKindDocument,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TimelineKindDocument {
    /// The case began.
    Started {
        /// What is known of it then.
        #[serde(default, skip_serializing_if = "InputsDocument::is_empty")]
        inputs: InputsDocument,
    },
    /// The customer wrote or called.
    CustomerMessage,
    /// The desk answered the customer.
    AgentMessage,
    /// The case entered a state.
    StateEntered {
        /// The state's name.
        state: String,
    },
    /// A wait began.
    WaitStarted {
        /// The wait's reason.
        reason: String,
    },
    /// A wait ended.
    WaitEnded {
        /// The wait's reason.
        reason: String,
    },
    /// What is known of the case changed; these inputs replace the ones before.
    InputsChanged {
        /// All that is known from now on.
        inputs: InputsDocument,
    },
    /// Another policy holds from now on.
    PolicyRevised {
        /// The name under which the host keeps it.
        policy: String,
    },
    /// The work was completed.
    Stopped,
    /// The work turned out not to be complete.
    Reopened,
}

/// What the selector may ask of a case; absent is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InputsDocument {
    /// `P1` to `P4`; absent before the first grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The customer's tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The kind of ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The class of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The channel it came by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The entitlement it falls under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<String>,
    /// The product line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_line: Option<String>,
    /// The site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

impl InputsDocument {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The state of one clock at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingDocument {
    /// The metric's name.
    pub metric: String,
    /// The cycle, counted from 1.
    pub cycle: u32,
    /// `running`, `paused`, `stopped` or `detached`.
    pub state: String,
    /// Where the cycle counts from.
    pub started_at: Instant,
    /// When it was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Instant>,
    /// The promise in microseconds of open time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_us: Option<i64>,
    /// Open time used up, in microseconds.
    pub consumed_us: i64,
    /// Target less consumed; negative when late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_us: Option<i64>,
    /// Consumed in whole per cent of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_percent: Option<i64>,
    /// Open time spent paused, in microseconds.
    pub paused_us: i64,
    /// When the target is used up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
    /// When it would be, if a paused clock ran again now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_if_resumed: Option<Instant>,
    /// The first microsecond at which more than the target is used up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_from: Option<Instant>,
    /// When the current reading became late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Instant>,
    /// The earliest time at which it may be stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Instant>,
    /// How a stopped clock ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeDocument>,
    /// The levels with their instants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelReadingDocument>,
    /// The earliest level, due or late instant ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<Instant>,
    /// Until when `consumed_us` grows by `rate` and nothing else changes; absent: until the next event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Instant>,
    /// 1 while the clock runs in open time, else 0.
    pub rate: u8,
}

/// How a stopped clock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum OutcomeDocument {
    /// Within the target.
    Met {
        /// Open time that was left, in microseconds.
        by_us: i64,
    },
    /// After the target.
    Missed {
        /// Open time beyond it, in microseconds.
        by_us: i64,
    },
    /// Before its earliest time.
    Early {
        /// Real time that was left until then, in microseconds.
        by_us: i64,
    },
}

/// A level and its instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelReadingDocument {
    /// The level's name.
    pub name: String,
    /// When it was or will be reached; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}
