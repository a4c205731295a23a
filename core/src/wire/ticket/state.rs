//! A ticket as it stands: regions beside each other, each changed by its own events.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    ArchivePiece, AuthorisationState, BreachSuperseded, CommandName, ComplaintFinding, Conclusion,
    DiagnosisStep, EffectDocument, EscalationStatus, EstimateState, Measure, Misdiagnosis, PartState, Phase,
    PlanState, Rating, Requirement, Safety, Text, Turn, VisitState, WorkState,
};
use crate::time::Instant;
use crate::vocabulary::{Channel, FunctionalLevel, Kind, Name, Priority, Role, Tier};
use crate::wire::{FiringDocument, IntakeRecordDocument, MissingFieldDocument, TimelineEventDocument};

/// The state of a ticket: what a snapshot holds beside the clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketState {
    /// Its number.
    pub number: Name,
    /// The sequence of the last event.
    pub sequence: u64,
    /// The revision of the policy in force.
    pub revision: Name,
    /// When it began.
    pub opened_at: Instant,
    /// The latest instant at which something occurred.
    pub last_at: Instant,
    /// Where it stands on its main way.
    pub phase: PhaseState,
    /// What it is.
    pub classification: Classification,
    /// What was taken in.
    pub intake: IntakeState,
    /// How urgent it is.
    pub grade: GradeState,
    /// Which functional level holds it.
    pub level: LevelState,
    /// The hierarchic escalation.
    pub escalation: EscalationState,
    /// Who answers for it.
    pub assignment: AssignmentState,
    /// Who spoke, and whose turn it is.
    pub conversation: ConversationState,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<OpenWait>,
    /// The diagnosis.
    pub diagnosis: DiagnosisState,
    /// The plans.
    pub plan: PlanState,
    /// The estimates, by version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub estimates: Vec<EstimateState>,
    /// The customer's consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisation: Option<AuthorisationState>,
    /// The work.
    pub work: WorkState,
    /// The visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<VisitState>,
    /// The parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartState>,
    /// What comes after the work.
    pub care: CareState,
    /// The handling of a complaint.
    pub complaint: ComplaintState,
    /// Other tickets.
    pub links: LinkState,
    /// What another system vouches for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub vouched: BTreeSet<Requirement>,
    /// Since when the escalation rules in force apply; absent: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_since: Option<Instant>,
    /// The escalation rules that fired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub firings: Vec<FiringDocument>,
    /// What the work has come to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<MilestoneState>,
    /// The customer's marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<MarkState>,
    /// What somebody took note of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acknowledgements: Vec<AcknowledgementState>,
    /// What followed from events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<EffectDocument>,
    /// Breaches that turned out not to have been any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<BreachSuperseded>,
    /// The commands that were answered, by idempotency key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answered: BTreeMap<Name, AnsweredCommand>,
}

/// Where a ticket stands on its main way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseState {
    /// The phase.
    pub phase: Phase,
    /// Since when.
    pub since: Instant,
    /// How often it was taken up again.
    pub reopened: u32,
    /// When the work was completed, for the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Instant>,
    /// When it was archived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Instant>,
    /// Why it was rejected, cancelled or merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_because: Option<Text>,
}

/// What a ticket is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Classification {
    /// What it is about.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
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
    /// The unit, by its serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The model of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Name>,
}

/// What was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IntakeState {
    /// The id of the contact record; absent once it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The latest record; without the contact once that was erased.
    #[serde(default)]
    pub record: IntakeRecordDocument,
    /// The fields that are still missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFieldDocument>,
    /// When the contact record was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_at: Option<Instant>,
}

/// How urgent a ticket is, and who says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeState {
    /// The front desk's grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preliminary: Option<GradeEntry>,
    /// The engineer's grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engineer: Option<GradeEntry>,
    /// The override in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overridden: Option<OverrideState>,
    /// The priority that a rule raised the ticket to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<Priority>,
    /// The priority that came with an import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Priority>,
    /// How often a grade was given.
    pub count: u32,
}

/// A grade by the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GradeEntry {
    /// The priority.
    pub priority: Priority,
    /// Whether a safety hazard stands.
    pub safety: Safety,
    /// When.
    pub at: Instant,
    /// By whose judgement.
    pub by: Name,
}

/// A grade by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OverrideState {
    /// The priority.
    pub priority: Priority,
    /// Why.
    pub reason: Text,
    /// By whom.
    pub by: Name,
    /// Until when.
    pub expires_at: Instant,
}

/// Which functional level holds a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelState {
    /// The level.
    pub level: FunctionalLevel,
    /// Since when.
    pub since: Instant,
    /// The highest so far.
    pub highest: FunctionalLevel,
    /// How many stays on a level there have been.
    pub stays: u32,
    /// When the case was found to lie beyond the authority of the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_authority_at: Option<Instant>,
}

/// The hierarchic escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EscalationState {
    /// How far it has come.
    pub status: EscalationStatus,
    /// Who was asked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Role>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<Name>,
    /// Why, and at the end how it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<Text>,
    /// Since when it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
}

/// Who answers for a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssignmentState {
    /// The person or group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Name>,
    /// In what capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
    /// How often it changed hands.
    pub changes: u32,
}

/// Who spoke, and whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConversationState {
    /// Whose turn it is.
    pub turn: Turn,
    /// When the desk first answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_response_at: Option<Instant>,
    /// When the customer last spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_customer_at: Option<Instant>,
    /// When the desk last spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_desk_at: Option<Instant>,
}

/// A wait that lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenWait {
    /// For what.
    pub reason: Name,
    /// Since when.
    pub since: Instant,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

/// The diagnosis.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiagnosisState {
    /// When it began, for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Instant>,
    /// The steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<DiagnosisStep>,
    /// What it says; absent again when it turned out wrong or not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
    /// When it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded_at: Option<Instant>,
    /// Who said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded_by: Option<Name>,
    /// Diagnoses that were wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misdiagnoses: Vec<Misdiagnosis>,
    /// When a survey was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey_requested_at: Option<Instant>,
    /// Where the host keeps the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey: Option<Name>,
}

/// What comes after the work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CareState {
    /// When the customer confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Instant>,
    /// The customer's marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Rating>,
    /// The pieces of the archive that are there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub archive: BTreeSet<ArchivePiece>,
    /// When the customer was called back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_back_at: Option<Instant>,
    /// For which completion the desk was reminded of the call-back.
    pub call_back_reminded: u32,
    /// How often the work was completed.
    pub completions: u32,
    /// When progress was last reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress_at: Option<Instant>,
    /// How often progress was reported.
    pub progress_cycle: u32,
    /// For which of these the desk was reminded.
    pub progress_reminded: u32,
    /// The new time that the customer was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_until: Option<Instant>,
}

/// The handling of a complaint (domain fact IN-9).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintState {
    /// Whether it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<ComplaintFinding>,
    /// Who looked through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<Name>,
    /// What is done against recurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

/// Other tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkState {
    /// The ticket whose rework this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rework_of: Option<Name>,
    /// The ticket that this one follows up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_of: Option<Name>,
    /// Tickets that follow this one up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<Name>,
    /// The ticket in which this one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Name>,
}

/// Something that the work has come to, for the rules that look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MilestoneState {
    /// What it is.
    pub name: Name,
    /// When.
    pub at: Instant,
}

/// A mark of the customer, for the rules that look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkState {
    /// The scale.
    pub scale: Name,
    /// The mark.
    pub value: i32,
    /// When.
    pub at: Instant,
}

/// Somebody took note of a rule's firing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AcknowledgementState {
    /// The rule.
    pub rule: Name,
    /// The cycle.
    pub cycle: u32,
    /// When.
    pub at: Instant,
}

/// A command that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnsweredCommand {
    /// What it asked.
    pub command: CommandName,
    /// Who gave it.
    pub by: Name,
    /// When it happened.
    pub occurred_at: Instant,
    /// The sequence of its first event.
    pub first: u64,
    /// The sequence of its last event.
    pub last: u64,
}

/// A ticket at one moment: restoring it and applying the events after it is the same as replaying all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SnapshotDocument {
    /// The revision of the policy that the clocks began under.
    pub clocks_from: Name,
    /// The regions.
    pub state: TicketState,
    /// What the clocks have read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEventDocument>,
}
