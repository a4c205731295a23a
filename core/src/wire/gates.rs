use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ReauthorisationDocument;
use super::read::tagged_by_type;
use super::ticket::{ArchivePiece, CommandName, Requirement};
use crate::vocabulary::{FunctionalLevel, Kind, Name, Priority, Role};

/// What a desk asks before each step of a ticket, by kind, priority and level, and the times that its life keeps to.
///
/// ```
/// use aftersales::wire::GatesDocument;
///
/// let document = GatesDocument::from_json(r#"{
///     "roles": {"approve_plan": ["technical_supervisor"]},
///     "gates": [
///         {"before": ["start_work"], "when": {"kind": ["repair"], "priority": ["P1", "P2"]},
///          "requires": ["approval", "authorisation_evidence", "start_gate"]},
///         {"before": ["close"], "requires": ["archive"]}
///     ],
///     "archive": [{"pieces": ["problem", "solution"]}],
///     "reopening_window": {"type": "calendar_days", "days": 14},
///     "confirmation_time_out": {"type": "working_days", "days": 5}
/// }"#)?;
/// assert_eq!(document.gates.len(), 2);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GatesDocument {
    /// The roles that may give a command, of which an actor needs one; a command that is not named is open to all.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<CommandName, Vec<Role>>,
    /// What is required before commands; all entries that fit add up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<GateDocument>,
    /// The pieces of an archive; all entries that fit add up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub archive: Vec<ArchiveDocument>,
    /// How long ago a command may have happened, in seconds of real time; absent: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backdating_limit_seconds: Option<i64>,
    /// How long after closing a ticket can be taken up again; absent: never, a follow-up takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopening_window: Option<PeriodDocument>,
    /// How long after completion a new report of the same problem counts as rework (domain fact CL-6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rework_window: Option<PeriodDocument>,
    /// How long the customer's word is awaited after completion before the ticket closes by itself; absent: for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation_time_out: Option<PeriodDocument>,
    /// Who is called back; the first entry that fits holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub call_backs: Vec<CallBackDocument>,
    /// How often progress is reported while a ticket is open; the first entry that fits holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub progress_reports: Vec<ProgressReportDocument>,
    /// How far a later estimate may pass what the customer has consented to without asking again (domain fact PL-4); absent: not
    /// at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reauthorisation: Option<ReauthorisationDocument>,
    /// Reasons of waits that a message of the customer ends, such as `customer`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub message_ends_waits: Vec<Name>,
}

/// What is required before some commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GateDocument {
    /// The commands.
    pub before: Vec<CommandName>,
    /// Of which tickets.
    #[serde(default, skip_serializing_if = "GateWhenDocument::is_empty")]
    pub when: GateWhenDocument,
    /// What is required.
    pub requires: Vec<Requirement>,
}

/// Which tickets an entry is for: every list that names values must hold the ticket's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GateWhenDocument {
    /// Kinds of ticket.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<Kind>,
    /// Priorities; a ticket without one fits only where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<Priority>,
    /// Functional levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub level: Vec<FunctionalLevel>,
}

impl GateWhenDocument {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The pieces of the archive of some tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArchiveDocument {
    /// Of which tickets.
    #[serde(default, skip_serializing_if = "GateWhenDocument::is_empty")]
    pub when: GateWhenDocument,
    /// The pieces.
    pub pieces: Vec<ArchivePiece>,
}

/// Whether and when some customers are called back (domain fact CL-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CallBackDocument {
    /// Of which tickets.
    #[serde(default, skip_serializing_if = "GateWhenDocument::is_empty")]
    pub when: GateWhenDocument,
    /// Whether the ticket closes before or after it.
    pub placement: CallBackPlacement,
    /// When it is due, from completion on.
    pub within: PeriodDocument,
}

/// Where a call-back lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallBackPlacement {
    /// Closing requires it.
    BeforeClosing,
    /// It may follow closing; a problem then opens the ticket again.
    AfterClosing,
}

/// How often the customers of some tickets are told how far the work has come (domain fact WK-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressReportDocument {
    /// Of which tickets.
    #[serde(default, skip_serializing_if = "GateWhenDocument::is_empty")]
    pub when: GateWhenDocument,
    /// How long after the last report, or the ticket's beginning, the next is due.
    pub every: PeriodDocument,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// A length of time. The calendar is one of the service-level document's; absent: its default calendar.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum PeriodDocument {
        /// Open time.
        OpenTime {
            /// Seconds, at least 1.
            seconds: i64,
            /// The calendar.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            calendar: Option<String>,
        },
        /// Working days, ending at the same time of day.
        WorkingDays {
            /// Days, at least 1.
            days: i32,
            /// The calendar.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            calendar: Option<String>,
        },
        /// Days of any kind, at the same wall-clock time.
        CalendarDays {
            /// Days, at least 1.
            days: i32,
            /// The calendar, for its time zone.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            calendar: Option<String>,
        },
    }
}

impl GatesDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
