//! Diagnosis, plan, estimate, authorisation.

use serde::{Deserialize, Serialize};

use super::{Evidence, Method, Text};
use crate::time::Instant;
use crate::vocabulary::Name;
use crate::wire::MoneyDocument;
use crate::wire::read::with_flattened;

/// One step of a diagnosis (domain fact DG-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiagnosisStep {
    /// What was done.
    pub action: Text,
    /// What was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observation: Option<Text>,
    /// With which tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<Name>,
    /// What was measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measurements: Vec<Measurement>,
    /// What follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Text>,
    /// The solution that was tried, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<Text>,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measurement {
    /// What was measured.
    pub quantity: Name,
    /// The value with its unit.
    pub value: Name,
}

/// What the diagnosis says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conclusion {
    /// The class of the fault, such as `hardware` (domain fact DG-2).
    pub class: Name,
    /// The fault within its class, such as `power`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Name>,
    /// Where it comes from.
    pub cause: Text,
    /// What of it lies beyond the authority of those who hold the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_authority: Option<Text>,
}

/// A diagnosis was wrong (domain fact DG-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Misdiagnosis {
    /// Who had judged.
    pub judged_by: Name,
    /// What was wrong.
    pub reason: Text,
}

/// How the problem is to be solved (domain facts PL-1, PL-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// By which way.
    pub method: Method,
    /// What is to be done.
    pub summary: Text,
    /// The known solution that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge_reference: Option<Name>,
    /// What the customer must do or bear, such as a backup or a stop of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_part: Option<Text>,
    /// What can go wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risks: Option<Text>,
    /// How long the work will take, in seconds of real time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
}

/// A plan was put forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanProposed {
    /// Its version, counted from 1.
    pub version: u32,
    /// The plan.
    pub plan: Plan,
}

/// The service side consents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanApproval {
    /// To which version.
    pub version: u32,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The service side does not consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanRefusal {
    /// To which version.
    pub version: u32,
    /// Why.
    pub reason: Text,
}

/// Another plan, during work (domain fact PL-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanChange {
    /// The plan.
    pub plan: Plan,
    /// Why.
    pub reason: Text,
}

/// Work stopped for another plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanChanged {
    /// Its version.
    pub version: u32,
    /// The plan.
    pub plan: Plan,
    /// Why.
    pub reason: Text,
}

/// What it will cost, as the customer is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The sum that the customer pays.
    pub total: MoneyDocument,
    /// The same without taxes, for rules about consent that compare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<MoneyDocument>,
    /// The low end of its range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<MoneyDocument>,
    /// The high end of its range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<MoneyDocument>,
    /// The sum that may not be passed without a new authorisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_to_exceed: Option<MoneyDocument>,
    /// Until when it can be accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Instant>,
    /// The revision of the price book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_book: Option<Name>,
    /// Where the host keeps the lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Name>,
}

/// An estimate was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EstimateDrafted {
    /// Its version, counted from 1.
    pub version: u32,
    /// The estimate.
    pub estimate: Estimate,
}

/// An estimate by its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EstimateVersion {
    /// The version.
    pub version: u32,
}

/// The customer consents (domain fact PL-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Authorisation {
    /// To which version of the estimate; absent where nothing is to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<u32>,
    /// Up to which sum, where the customer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_to_exceed: Option<MoneyDocument>,
    /// The record of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// The customer consented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Authorised {
    /// To what.
    #[serde(flatten)]
    pub authorisation: Authorisation,
    /// The version of the plan that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<u32>,
}

with_flattened!(Authorised { flat authorisation, plan: Option<u32> });

/// The customer does not consent, and may ask for another plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Declination {
    /// Why.
    pub reason: Text,
}

/// What was checked before work (domain fact WK-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StartGate {
    /// Who is there.
    pub people: Text,
    /// Which tools are there.
    pub tools: Text,
    /// Which parts are there, or that none are needed.
    pub parts: Text,
    /// How safety is seen to: power off, discharge.
    pub safety: Text,
}
