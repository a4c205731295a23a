//! What many commands and events carry.

use serde::{Deserialize, Serialize};

use super::{Reminder, Text};
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name, Role};

/// No more than that it is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

/// A remark, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark {
    /// The remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The reason for a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Because {
    /// Why.
    pub reason: Text,
}

/// Something was put down in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filed {
    /// Where the host keeps it.
    pub reference: Name,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
}

/// The record that proves a customer's word (domain fact PL-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What it is, such as `email`, `signature` or `code`.
    pub form: Name,
    /// Where the host keeps it.
    pub reference: Name,
}

/// Another ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// Its number.
    pub ticket: Name,
}

/// The ticket goes on in another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Merge {
    /// The number of that ticket.
    pub into: Name,
    /// The tickets that the other one was merged into, and these in turn, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Name>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// Another policy holds from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyRevision {
    /// Its revision.
    pub revision: Name,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The contact record was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactErased {
    /// The id it had.
    pub contact: String,
}

/// What tells one effect of a ticket from all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffectKey {
    /// The cycle of the clock, or the count of the thing it is about.
    pub cycle: u32,
    /// The rule, or the kind of event.
    pub rule: Name,
    /// The step of the rule, counted from 0.
    pub step: u32,
    /// The repetition of the step, counted from 0.
    #[serde(default)]
    pub repetition: u32,
    /// How often the rule had been armed anew.
    #[serde(default)]
    pub arming: u32,
}

/// The time for something came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reminded {
    /// For what.
    pub reminder: Reminder,
    /// For the how manieth time.
    pub cycle: u32,
}

/// A breach in the history turned out not to have been one, because something had happened before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreachSuperseded {
    /// The clock.
    pub metric: Name,
    /// Its cycle.
    pub cycle: u32,
    /// When it was thought broken.
    pub at: Instant,
    /// The target in microseconds.
    pub target_us: i64,
    /// The revision of the policy that held.
    pub revision: Name,
}

/// A ticket climbs (domain facts ES-2 to ES-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelRaise {
    /// The functional level that is to hold it.
    pub to: FunctionalLevel,
    /// Why.
    pub reason: Text,
}

/// A ticket comes down again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelReturn {
    /// The functional level that is to hold it.
    pub to: FunctionalLevel,
    /// Why.
    pub reason: Text,
}

/// Somebody in charge is asked in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EscalationRequest {
    /// Who.
    pub to: Role,
    /// Why.
    pub justification: Text,
}

/// The end of an escalation is justified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Justification {
    /// How it ended and why.
    pub justification: Text,
}

/// Somebody took note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acknowledgement {
    /// Of which rule or kind of event; absent: of all that was told so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Name>,
    /// Of which cycle; absent: of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u32>,
}
