use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::MoneyDocument;

/// What is known of one ticket for the figures of its desk: one flat record, everything optional.
///
/// It comes from a ticket of this library or from a row of somebody else's system. Instants are texts here, so that one
/// impossible date is a rejected row with its reason and not a batch that cannot be read:
/// [`Facts`](crate::kpi::Facts) is the way in.
///
/// ```
/// use aftersales::wire::{TicketFactsDocument, read_document};
///
/// let facts: TicketFactsDocument = read_document(r#"{
///     "ticket": "TS20260314-0007", "unit": "SN-1", "problem": "no power", "priority": "P2",
///     "created_at": "2026-03-14T09:00:00Z", "completed_at": "2026-03-14T15:30:00Z",
///     "promises": {"resolution": {"due_at": "2026-03-15T09:00:00Z", "stopped_at": "2026-03-14T15:30:00Z"}},
///     "satisfaction": 4.5, "parts_asked": 2, "parts_in_time": 1
/// }"#)?;
/// assert_eq!(facts.priority.as_deref(), Some("P2"));
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TicketFactsDocument {
    /// The ticket's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The unit it is about, such as a serial number: what rework is looked for on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The problem, in words that are the same for the same problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// How it ended: `solved`, `partly_solved`, `not_solvable`, `refunded`, `exchanged`, `rejected`, `withdrawn`,
    /// `cancelled`, `merged` or `duplicate`; absent while open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,

    /// When it was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// When a person first answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_response_at: Option<String>,
    /// When the diagnosis began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosis_started_at: Option<String>,
    /// When the diagnosis was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnosed_at: Option<String>,
    /// When the plan was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_at: Option<String>,
    /// When work began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_started_at: Option<String>,
    /// When the work was done, for the last time if it was reopened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<String>,
    /// When the customer confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<String>,
    /// When it was archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<String>,

    /// `P1` to `P4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The customer's tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The kind of ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The channel it came by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The class of the problem, as the policy names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The fault's class, such as `hardware`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault_class: Option<String>,
    /// The fault within its class, such as `power`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// The model of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// How it was diagnosed or repaired, such as `remote` or `on_site`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The difficulty, such as `standard` or `complex`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<String>,
    /// The product line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_line: Option<String>,
    /// The site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The highest functional level that worked on it, `L1` to `L3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest_level: Option<String>,
    /// The functional level that solved it, `L1` to `L3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solved_at_level: Option<String>,
    /// A word of the host's own to group by, where no other field fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,

    /// Whether the problem is one of the common ones, which the first level should solve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common_problem: Option<bool>,
    /// Whether a diagnosis turned out to be wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misdiagnosed: Option<bool>,
    /// Whether the intake named what it had to, and named it right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intake_complete: Option<bool>,
    /// Whether the archive holds all that it must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_complete: Option<bool>,
    /// Whether it became a knowledge entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knowledge_entry: Option<bool>,
    /// Whether this is the record of a call that nobody took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed_call: Option<bool>,

    /// How often it was reopened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<u32>,
    /// How often it changed hands between groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reassigned: Option<u32>,
    /// How many attempts the repair took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair_attempts: Option<u32>,
    /// Parts that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts_asked: Option<u32>,
    /// Of these, parts that were there in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts_in_time: Option<u32>,
    /// The number of the ticket whose rework this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rework_of: Option<String>,

    /// Satisfaction from 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<f64>,
    /// Satisfaction from 1 to 5 by aspect, such as `speed`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub aspects: BTreeMap<String, f64>,
    /// How likely the customer is to recommend, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<u32>,

    /// What it was estimated to cost, by kind of cost such as `labour`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub estimated_cost: BTreeMap<String, MoneyDocument>,
    /// What it did cost, by kind of cost.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub actual_cost: BTreeMap<String, MoneyDocument>,

    /// Time spent waiting by reason, in microseconds.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub waits_us: BTreeMap<String, i64>,
    /// What was promised, by metric.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub promises: BTreeMap<String, PromiseDocument>,
}

/// One promise of a ticket and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PromiseDocument {
    /// When it falls due; absent while its clock is paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<String>,
    /// When its clock was stopped; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<String>,
    /// The promise in microseconds of the policy's own time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_us: Option<i64>,
    /// What of it was used up, in microseconds of the same time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumed_us: Option<i64>,
    /// When the history first says it was broken, whatever the current reading says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<String>,
}
