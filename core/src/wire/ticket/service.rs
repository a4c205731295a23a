//! Work, visits, parts, and what comes after.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ArchivePiece, CallBackResult, CloseCause, ComplaintFinding, Evidence, Outcome, RatingScale, Text, WaitEnd,
};
use crate::time::Instant;
use crate::vocabulary::Name;

/// A wait begins (domain fact WK-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wait {
    /// For what.
    pub reason: Name,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A wait is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resumption {
    /// For what it was.
    pub reason: Name,
}

/// A wait ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitEnded {
    /// For what it was.
    pub reason: Name,
    /// How.
    pub end: WaitEnd,
}

/// The problem is answered on the spot (domain fact ES-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// What was answered.
    pub summary: Text,
    /// The known solution that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge_reference: Option<Name>,
}

/// A way round the problem is in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Workaround {
    /// Which.
    pub summary: Text,
}

/// A visit is agreed with the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitBooking {
    /// Its id.
    pub visit: Name,
    /// The earliest arrival.
    pub from: Instant,
    /// The latest arrival.
    pub to: Instant,
    /// Who comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engineer: Option<Name>,
}

/// A visit by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitName {
    /// The id.
    pub visit: Name,
}

/// A visit is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitReport {
    /// Its id.
    pub visit: Name,
    /// What was done, found and explained.
    pub summary: Text,
    /// Where the host keeps photos of before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Name>,
}

/// The customer's responsible person signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitSignature {
    /// The visit's id.
    pub visit: Name,
    /// The signature.
    pub evidence: Evidence,
}

/// A visit does not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitCancellation {
    /// Its id.
    pub visit: Name,
    /// Why.
    pub reason: Text,
}

/// A part is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartOrder {
    /// The id of the order line.
    pub part: Name,
    /// What it is.
    pub item: Name,
    /// How many; at least 1.
    pub quantity: u32,
    /// When it should be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<Instant>,
}

/// A part by the id of its order line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartName {
    /// The id.
    pub part: Name,
}

/// A part goes back to the store (domain fact WK-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartReturn {
    /// The id of the order line.
    pub part: Name,
    /// In what state.
    pub condition: Text,
}

/// A check after work (domain fact WK-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// The list that was followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Name>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The work is done (domain fact CL-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Completion {
    /// How it ended.
    pub outcome: Outcome,
    /// What was done.
    pub summary: Text,
    /// Where it is not solved: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The unit is watched (domain fact CL-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Observation {
    /// Until when.
    pub until: Instant,
}

/// What watching showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// What.
    pub finding: Text,
}

/// The customer agrees that it is solved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmation {
    /// The record of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The customer's mark (domain fact CL-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rating {
    /// On which scale.
    pub scale: RatingScale,
    /// The mark.
    pub score: u8,
    /// Marks by aspect on the same scale, such as `speed`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aspects: BTreeMap<Name, u8>,
}

/// A piece of the archive is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archiving {
    /// Which.
    pub piece: ArchivePiece,
    /// Where the host keeps it.
    pub reference: Name,
}

/// A ticket was archived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Closing {
    /// Why.
    pub cause: CloseCause,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The desk asked whether all is well (domain fact CL-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallBack {
    /// What it brought.
    pub result: CallBackResult,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The customer was told how far the work has come (domain fact WK-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// What.
    pub summary: Text,
}

/// The customer was told of a delay (domain fact WK-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delay {
    /// Why.
    pub reason: Text,
    /// The new time.
    pub expected_at: Instant,
}

/// Whether a complaint holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintVerification {
    /// Whether it does.
    pub finding: ComplaintFinding,
    /// What was found.
    pub summary: Text,
}

/// A manager looked through a complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintReview {
    /// What follows.
    pub conclusion: Text,
}

/// What is done against recurrence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measure {
    /// Where it came from.
    pub root_cause: Text,
    /// What is done.
    pub measure: Text,
}
