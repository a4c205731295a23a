//! The regions of a ticket that the repair itself changes: plans, estimates, consent, work, visits and parts.

use serde::{Deserialize, Serialize};

use super::{
    Authorisation, Completion, Estimate, EstimateStatus, PartStatus, Plan, StartGate, Text, VisitStatus,
};
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name};
use crate::wire::read::with_flattened;

/// The plans of a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanState {
    /// The plans, by version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<PlanEntry>,
    /// The first version that an earlier authorisation does not cover.
    pub authorised_from: u32,
    /// Versions up to this one belong to an earlier attempt.
    pub past: u32,
}

/// A plan with what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanEntry {
    /// Its version.
    pub version: u32,
    /// The plan.
    pub plan: Plan,
    /// Who made it.
    pub author: Name,
    /// When.
    pub proposed_at: Instant,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Name>,
    /// When it was approved or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Instant>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_because: Option<Text>,
}

/// An estimate and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EstimateState {
    /// Its version.
    pub version: u32,
    /// What became of it.
    pub status: EstimateStatus,
    /// The estimate.
    pub estimate: Estimate,
    /// Since when it stands there.
    pub at: Instant,
}

/// The customer's consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuthorisationState {
    /// To what.
    #[serde(flatten)]
    pub authorisation: Authorisation,
    /// The version of the plan that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<u32>,
    /// When.
    pub at: Instant,
    /// Who took it down.
    pub by: Name,
}

with_flattened!(AuthorisationState { flat authorisation, plan: Option<u32>, at: Instant, by: Name });

/// The work on a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkState {
    /// What was checked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_gate: Option<StartGate>,
    /// When work began, for the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Instant>,
    /// When work began, for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_started_at: Option<Instant>,
    /// Who works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<Name>,
    /// How often work began.
    pub attempts: u32,
    /// When a way round the problem was in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workaround_at: Option<Instant>,
    /// Who checked the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_check_by: Option<Name>,
    /// Who checked it a second time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_check_by: Option<Name>,
    /// What was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Completion>,
    /// The functional level that completed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solved_at_level: Option<FunctionalLevel>,
    /// The known solution that an answer followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge_reference: Option<Name>,
    /// Until when the unit is watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_until: Option<Instant>,
    /// How many observations were seen to end.
    pub observation_reminded: u32,
    /// How many observations began.
    pub observations: u32,
    /// What watching showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Text>,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitState {
    /// Its id.
    pub visit: Name,
    /// How far it has come.
    pub status: VisitStatus,
    /// The earliest arrival.
    pub from: Instant,
    /// The latest arrival.
    pub to: Instant,
    /// Who comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engineer: Option<Name>,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartState {
    /// The id of the order line.
    pub part: Name,
    /// What it is.
    pub item: Name,
    /// How many.
    pub quantity: u32,
    /// How far it has come.
    pub status: PartStatus,
    /// When it was asked for.
    pub ordered_at: Instant,
    /// When it should be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<Instant>,
    /// When it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Instant>,
    /// When it was built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Instant>,
}
