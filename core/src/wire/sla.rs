use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CalendarDocument;
use super::read::tagged_by_type;

/// What a desk promises: metrics, and a selector that gives each ticket its targets and calendar (domain facts SL-1 to SL-10).
///
/// ```
/// use aftersales::wire::SlaDocument;
///
/// let document = SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office",
///     "metrics": [{
///         "name": "first_response",
///         "starts": [{"type": "started"}],
///         "stops": [{"type": "agent_message"}]
///     }],
///     "selector": [
///         {"type": "set", "targets": {"first_response": {"type": "open_time", "duration": "PT8H"}}},
///         {"type": "set", "when": {"priority": ["P1"]}, "targets": {"first_response": {"type": "open_time", "seconds": 1800}}}
///     ]
/// }"#)?;
/// assert_eq!(document.selector.len(), 2);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SlaDocument {
    /// The calendars by name.
    pub calendars: BTreeMap<String, CalendarDocument>,
    /// The calendar that holds where the selector names none.
    pub default_calendar: String,
    /// The clocks.
    pub metrics: Vec<MetricDocument>,
    /// Which ticket has which targets, and on which calendar.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selector: Vec<SelectorEntryDocument>,
    /// What holds until a ticket has a priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ungraded: Option<UngradedDocument>,
}

/// The definition of one clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MetricDocument {
    /// Its name, such as `resolution`.
    pub name: String,
    /// What starts it.
    pub starts: Vec<TriggerDocument>,
    /// What stops it. The end of the ticket stops every clock that does not start there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<TriggerDocument>,
    /// Starts count only after this has happened once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub armed_by: Option<TriggerDocument>,
    /// When it stands still.
    #[serde(default, skip_serializing_if = "PausesDocument::is_empty")]
    pub pauses: PausesDocument,
    /// If any are named, it runs only in these states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs_in: Vec<String>,
    /// Whether a later start begins a new cycle.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cycles: CyclesDocument,
    /// Where a new cycle counts from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub anchor: AnchorDocument,
    /// What happens when a ticket is reopened.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reopening: ReopeningDocument,
    /// How it is read again when inputs, policy or calendar change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_change: OnChangeDocument,
    /// A calendar of its own, whatever the selector says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// The earliest time at which it may be stopped, counted from the start of the cycle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<TargetDocument>,
    /// Instants at which somebody should be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelDocument>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// Something in a ticket's history that starts, stops or arms a clock.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum TriggerDocument {
        /// The ticket began.
        Started {},
        /// The customer wrote or called.
        CustomerMessage {},
        /// The desk answered the customer.
        AgentMessage {},
        /// The ticket entered a state.
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
        /// The work was completed.
        Stopped {},
        /// The work turned out not to be complete.
        Reopened {},
    }
}

/// The states and waits in which a clock stands still.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PausesDocument {
    /// States.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// Reasons of waits; a clock runs again when its last pausing wait ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<String>,
}

impl PausesDocument {
    fn is_empty(&self) -> bool {
        self.states.is_empty() && self.waits.is_empty()
    }
}

/// Whether a clock that was stopped can start again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CyclesDocument {
    /// One cycle a ticket.
    #[default]
    Once,
    /// Each start after a stop begins a new cycle.
    Repeat,
}

/// Where a new cycle counts from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnchorDocument {
    /// The event that begins it.
    #[default]
    Event,
    /// The instant at which the cycle before was due.
    PreviousDue,
}

/// What a reopened ticket does to a clock that the ticket's end had stopped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReopeningDocument {
    /// It goes on where it stood; the time between does not count.
    #[default]
    Resume,
    /// A new cycle begins.
    Restart,
    /// It stays stopped.
    Ignore,
}

/// How a running clock is read again after a change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OnChangeDocument {
    /// The whole cycle under the new target and calendar.
    #[default]
    Retroactive,
    /// What is used up stays, the rest runs under the new target and calendar.
    CarryOver,
    /// The new target counts from the change.
    Restart,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// How long a promise runs.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum TargetDocument {
        /// Open time; either `seconds` or an ISO 8601 `duration` of hours, minutes and seconds such as `PT4H30M`.
        OpenTime {
            /// Seconds, at least 1.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            seconds: Option<i64>,
            /// The same as a duration.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            duration: Option<String>,
        },
        /// Working days after the start, which first moves into open time.
        WorkingDays {
            /// Days, at least 1.
            days: i32,
            /// Where on the last day it ends.
            #[serde(default, skip_serializing_if = "is_default")]
            end: DayEndDocument,
        },
        /// Days of the calendar, open or not, at the same wall-clock time.
        CalendarDays {
            /// Days, at least 1.
            days: i32,
        },
    }
}

/// Where on its last day a target of working days ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DayEndDocument {
    /// At the wall-clock time of the start, or the day's last closing where that comes first.
    #[default]
    SameTime,
    /// At the day's last closing.
    LastClose,
}

/// A point of a clock at which somebody should be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LevelDocument {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub at: LevelPointDocument,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// Where a level lies.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum LevelPointDocument {
        /// A share of the target.
        Share {
            /// Per cent, at least 1.
            percent: u32,
        },
        /// Open time used up.
        Elapsed {
            /// Seconds, at least 1.
            seconds: i64,
        },
        /// Open time before the due instant: the latest instant that leaves it.
        BeforeDue {
            /// Seconds, at least 1.
            seconds: i64,
        },
        /// Open time after the due instant.
        AfterDue {
            /// Seconds, at least 1.
            seconds: i64,
        },
        /// Working days after the due instant (before it, where negative), at its time of day.
        WorkingDaysFromDue {
            /// Days, not 0.
            days: i32,
        },
    }
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// One entry of the selector.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum SelectorEntryDocument {
        /// The most specific matching entry gives the target; two that match the same ticket equally closely are refused.
        Set {
            /// Which tickets it is for.
            #[serde(default)]
            when: WhenDocument,
            /// The calendar, if it says so.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            calendar: Option<String>,
            /// Targets by metric.
            #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
            targets: BTreeMap<String, TargetDocument>,
        },
        /// Every matching entry caps the target.
        AtMost {
            /// Which tickets it is for.
            #[serde(default)]
            when: WhenDocument,
            /// Targets by metric.
            targets: BTreeMap<String, TargetDocument>,
        },
    }
}

/// Which tickets an entry is for: every dimension that names values must hold one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct WhenDocument {
    /// Priorities, `P1` to `P4`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<String>,
    /// Customer tiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tier: Vec<String>,
    /// Kinds of ticket.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    /// Classes of problem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<String>,
    /// Channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
    /// Entitlements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entitlement: Vec<String>,
    /// Product lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product_line: Vec<String>,
    /// Sites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub site: Vec<String>,
}

/// What holds until a ticket has a priority.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UngradedDocument {
    /// The calendar, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Targets by metric.
    pub targets: BTreeMap<String, TargetDocument>,
}

impl SlaDocument {
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
