//! Taking a ticket in, sorting it, grading it, handing it to somebody.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{GradeStage, History, Phase, Requirement, Safety, Text, Wait};
use crate::time::Instant;
use crate::vocabulary::{Channel, FunctionalLevel, Kind, Name, Priority, Role, Tier};
use crate::wire::read::with_flattened;
use crate::wire::{InputValue, IntakeRecordDocument, MissingFieldDocument, TimelineEventDocument};

/// A new ticket (domain facts IN-3, IN-5). The contact stands in a record of its own, which can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opening {
    /// The ticket's number.
    pub number: Name,
    /// What it is about.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// The customer's tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The class of the problem, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Name>,
    /// The entitlement it falls under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<Name>,
    /// The product line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_line: Option<Name>,
    /// The site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Name>,
    /// The problem, in words that are the same for the same problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Name>,
    /// What was recorded: the unit, the symptom, the id of the contact record.
    #[serde(default)]
    pub intake: IntakeRecordDocument,
    /// An earlier ticket of the same problem, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousTicket>,
}

/// An earlier ticket of the same problem on the same unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviousTicket {
    /// Its number.
    pub ticket: Name,
    /// When its work was completed.
    pub completed_at: Instant,
}

/// A ticket was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opened {
    /// What was taken in.
    #[serde(flatten)]
    pub opening: Opening,
    /// The fields that the intake policy still asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFieldDocument>,
}

with_flattened!(Opened { flat opening, #[serde(default)] missing: Vec<MissingFieldDocument> });

/// What was missing at intake, asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntakeAmendment {
    /// The whole record as it is now.
    pub intake: IntakeRecordDocument,
}

/// The record was brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntakeAmended {
    /// The whole record as it is now.
    pub intake: IntakeRecordDocument,
    /// The fields that the intake policy still asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFieldDocument>,
}

/// What a ticket is, as far as it is to be changed; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Triage {
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The customer's tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The class of the problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Name>,
    /// The entitlement it falls under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<Name>,
    /// The product line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_line: Option<Name>,
    /// The site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Name>,
    /// The problem, in words that are the same for the same problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Name>,
}

/// The facts of a case, to be graded by the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grading {
    /// Whose judgement it is.
    pub stage: GradeStage,
    /// The facts by name, as the grading document declares them.
    pub inputs: BTreeMap<String, InputValue>,
}

/// What the rules made of the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Graded {
    /// Whose judgement it is.
    pub stage: GradeStage,
    /// The priority.
    pub priority: Priority,
    /// Whether a safety hazard stands, while which no override can lower the priority.
    pub safety: Safety,
    /// The rules that fired, by their paths in the grading document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The facts, free texts aside: these stay with the host.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, InputValue>,
}

/// A grade by a person against the rules (domain fact PR-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeOverride {
    /// The priority.
    pub priority: Priority,
    /// Why.
    pub reason: Text,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// Who answers for the ticket from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// The person or group, under the host's own id.
    pub assignee: Name,
    /// In what capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

/// Something was said. What it says stays with the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// How.
    pub channel: Channel,
    /// Where the host keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Name>,
}

/// A ticket of another system, taken over in the middle of its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Importing {
    /// What was taken in.
    pub opening: Opening,
    /// Where it stands.
    pub phase: Phase,
    /// Which functional level holds it.
    pub level: FunctionalLevel,
    /// When it was opened there.
    pub opened_at: Instant,
    /// Its priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Name>,
    /// When its work was completed; needed from verifying on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Instant>,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Wait>,
    /// The requirements that the other system vouches for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub vouched: BTreeSet<Requirement>,
    /// What is known of its life before.
    pub history: History,
    /// Where the history is known: all that clocks read, from `started` on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEventDocument>,
}
