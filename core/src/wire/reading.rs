use serde::{Deserialize, Serialize};

use super::read::tagged_by_type;
use crate::time::Instant;

/// The state of one clock at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadingDocument {
    /// The metric's name.
    pub metric: String,
    /// The cycle, counted from 1.
    pub cycle: u32,
    /// `running`, `paused`, `stopped` or `withdrawn`.
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
    /// Of a clock stopped within its target: when it would have been due, had it run on from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at_stop: Option<Instant>,
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
    /// Until when `consumed_us` grows by `rate` and nothing else changes; absent: until the next event. While paused,
    /// `paused_us` and `due_if_resumed` move with time all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Instant>,
    /// 1 while the clock runs in open time, else 0.
    pub rate: u8,
}

tagged_by_type! {
    /// How a stopped clock ended.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
}

/// A level and its instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelReadingDocument {
    /// The level's name.
    pub name: String,
    /// When it was or will be reached; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// The readings of many tickets at one instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoardDocument {
    /// One row a ticket, in the order they were given.
    pub rows: Vec<BoardRowDocument>,
    /// The earliest change of any of them, if no event comes before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<Instant>,
    /// Until when all readings hold; absent: until the next event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Instant>,
}

/// The readings of one ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoardRowDocument {
    /// The readings of the clocks that have begun.
    pub readings: Vec<ReadingDocument>,
    /// The earliest due instant of the clocks that still run or wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<Instant>,
}

/// A promise that was broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreachDocument {
    /// The metric's name.
    pub metric: String,
    /// Its cycle.
    pub cycle: u32,
    /// When it was broken.
    pub at: Instant,
    /// The target that was broken, in microseconds of open time.
    pub target_us: i64,
    /// The revision of the policy that held.
    pub revision: String,
}

/// How a clock came to its reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplanationDocument {
    /// The metric's name.
    pub metric: String,
    /// The cycle that is explained.
    pub cycle: u32,
    /// The promise in microseconds of open time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_us: Option<i64>,
    /// The path of the policy entry that gives the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_source: Option<String>,
    /// The calendar's name in the policy.
    pub calendar: String,
    /// The revision of that calendar.
    pub calendar_revision: String,
    /// `open_time` or `calendar_time`.
    pub basis: String,
    /// The version of the time zone database behind it.
    pub tzdb_version: String,
    /// The revision of the policy.
    pub policy_revision: String,
    /// When this promise came into force.
    pub promised_at: Instant,
    /// The stretches of the cycle, one after the other.
    pub segments: Vec<SegmentDocument>,
}

/// A stretch of a clock's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SegmentDocument {
    /// Its start.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// `running`, `paused`, `stopped`, `carried` or `dropped`.
    pub activity: String,
    /// The states and waits that held a paused clock.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Its open time in microseconds, counted or not.
    pub open_us: i64,
    /// Open time that it added, in microseconds.
    pub counted_us: i64,
    /// Open time used up at its end, in microseconds.
    pub total_us: i64,
}
