use serde::Serialize;
use thiserror::Error;

use super::refusal::Listed;
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Kind, Name, Priority, Role};
use crate::wire::ticket::{
    CommandName, EscalationStatus, EstimateStatus, Outcome, PartStatus, Phase, Requirement, VisitStatus,
};

/// One thing that stands in the way of a command.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Reason {
    /// Something that policy asks for before this step is missing.
    #[error("`{requirement}` is missing; `{supplied_by}` supplies it")]
    Requirement {
        /// What is missing.
        requirement: Requirement,
        /// The command that supplies it.
        supplied_by: CommandName,
        /// The roles that may give that command; none named: everybody may.
        roles: Vec<Role>,
        /// Which of it: fields, pieces, parts, waits.
        details: Vec<String>,
    },
    /// The phase does not allow it.
    #[error("`{command}` is not possible in phase `{phase}`")]
    Phase {
        /// The command.
        command: CommandName,
        /// The phase that the ticket is in.
        phase: Phase,
        /// The phases in which it is possible.
        allowed: Vec<Phase>,
    },
    /// The actor has none of the roles that may give it.
    #[error("`{command}` needs one of the roles {needed}")]
    Role {
        /// The command.
        command: CommandName,
        /// The roles that may give it.
        needed: Listed<Role>,
    },
    /// Somebody else was first.
    #[error(
        "the ticket stands at version {actual}, the command was given at version {expected}; read it again"
    )]
    Version {
        /// The version that the giver had seen.
        expected: u64,
        /// The version that it has.
        actual: u64,
    },
    /// The idempotency key was used for something else.
    #[error("key `{key}` was used for `{command}` before; use a new one")]
    KeyReused {
        /// The key.
        key: Name,
        /// What it was used for.
        command: CommandName,
    },
    /// It is said to have happened later than now.
    #[error("`{occurred_at}` lies after now, `{now}`")]
    InFuture {
        /// When it is said to have happened.
        occurred_at: Instant,
        /// What the host says the time is.
        now: Instant,
    },
    /// It happened longer ago than the policy accepts.
    #[error("`{occurred_at}` lies more than {limit_seconds} seconds before now, `{now}`")]
    TooFarBack {
        /// When it is said to have happened.
        occurred_at: Instant,
        /// What the host says the time is.
        now: Instant,
        /// The limit of the policy.
        limit_seconds: i64,
    },
    /// It is said to have happened before the ticket began.
    #[error("`{occurred_at}` lies before the ticket began, `{opened_at}`")]
    BeforeOpening {
        /// When it is said to have happened.
        occurred_at: Instant,
        /// When the ticket began.
        opened_at: Instant,
    },
    /// It happened at a time into whose history it does not fit.
    #[error("at `{occurred_at}` it does not fit into what is known of that time: {detail}")]
    HistoryDoesNotFit {
        /// When it is said to have happened.
        occurred_at: Instant,
        /// What stands in the way.
        detail: String,
    },
    /// The ticket has begun already.
    #[error("ticket `{number}` is open already")]
    AlreadyOpen {
        /// Its number.
        number: Name,
    },
    /// A ticket does not begin with it.
    #[error("`{command}` needs a ticket; the first command is `open` or `import`")]
    NotAnOpening {
        /// The command.
        command: CommandName,
    },
    /// Something of the record cannot be read.
    #[error("`{field}`: {detail}")]
    IntakeInvalid {
        /// The field.
        field: String,
        /// What is wrong.
        detail: String,
    },
    /// There are no rules to grade by.
    #[error("the policy has no grading rules")]
    NoGrading {},
    /// A fact of the case is unknown or malformed.
    #[error("{detail}")]
    InputInvalid {
        /// The code of the grading room.
        code: String,
        /// What is wrong with the input, and what would be right.
        detail: String,
    },
    /// A safety hazard forbids a lower priority (domain fact PR-6).
    #[error("a safety hazard stands, so the priority stays P1, not `{priority}`")]
    SafetyStands {
        /// The priority that was asked for.
        priority: Priority,
    },
    /// There is no override to end.
    #[error("no override is in force")]
    NoOverride {},
    /// An override would end before it begins.
    #[error("the override would end at `{expires_at}`, which is not after it begins")]
    ExpiryPast {
        /// When it would end.
        expires_at: Instant,
    },
    /// There is no plan to decide on.
    #[error("no plan waits for a decision")]
    NoPlanPending {},
    /// Another version of the plan waits for a decision.
    #[error("plan version {version} does not wait for a decision; version {pending} does")]
    PlanVersion {
        /// The version that was named.
        version: u32,
        /// The version that waits.
        pending: u32,
    },
    /// Nobody approves a plan of their own (domain fact PL-2).
    #[error("`{author}` made the plan; another person must approve it")]
    ApproverIsAuthor {
        /// Who made it.
        author: Name,
    },
    /// A duration is not positive.
    #[error("a duration of `{seconds}` seconds is not positive")]
    DurationInvalid {
        /// The duration.
        seconds: i64,
    },
    /// There is no estimate in the status that is needed.
    #[error("no estimate is `{needed}`")]
    NoEstimate {
        /// The status that one must have.
        needed: EstimateStatus,
    },
    /// That version of the estimate is not in the status that is needed.
    #[error("estimate version {version} is not `{needed}`")]
    EstimateVersion {
        /// The version that was named.
        version: u32,
        /// The status that it must have.
        needed: EstimateStatus,
    },
    /// An amount cannot be read.
    #[error("`{path}`: {detail}")]
    AmountMalformed {
        /// Which amount.
        path: String,
        /// What is wrong.
        detail: String,
    },
    /// Amounts contradict each other.
    #[error("`{path}`: {detail}")]
    AmountOrder {
        /// Which amount.
        path: String,
        /// What is wrong.
        detail: String,
    },
    /// An estimate would end before it is made.
    #[error("the estimate would end at `{valid_until}`, before it is made")]
    ValidityPast {
        /// When it would end.
        valid_until: Instant,
    },
    /// There is nothing to consent to.
    #[error("there is neither a plan nor an estimate to consent to")]
    NothingToAuthorise {},
    /// There is nothing to refuse.
    #[error("there is neither a plan nor an estimate to refuse")]
    NothingToDecline {},
    /// The wait lasts already.
    #[error("it waits for `{reason}` already")]
    WaitOpen {
        /// The wait.
        reason: Name,
    },
    /// There is no such wait.
    #[error("it does not wait for `{reason}`")]
    WaitNotOpen {
        /// The wait.
        reason: Name,
        /// What it waits for.
        open: Vec<Name>,
    },
    /// The name is taken.
    #[error("`{reason}` names a mark of the clocks and cannot be a wait")]
    WaitReserved {
        /// The wait.
        reason: Name,
    },
    /// There is no wait to end.
    #[error("it waits for nothing")]
    NoWait {},
    /// A wait would end before it begins.
    #[error("`{until}` is not after the wait begins")]
    UntilPast {
        /// When it would end.
        until: Instant,
    },
    /// The id is taken.
    #[error("visit `{visit}` is known already")]
    VisitKnown {
        /// The visit.
        visit: Name,
    },
    /// The visit is unknown, or has not come that far.
    #[error("visit `{visit}` is not {needed}")]
    VisitStatus {
        /// The visit.
        visit: Name,
        /// The statuses of which it needs one.
        needed: Listed<VisitStatus>,
    },
    /// No visit has come that far.
    #[error("no visit is {needed}")]
    NoVisit {
        /// The statuses of which one needs one.
        needed: Listed<VisitStatus>,
    },
    /// A visit would end before it begins.
    #[error("the visit would end at `{to}`, before it begins at `{from}`")]
    VisitTimes {
        /// The earliest arrival.
        from: Instant,
        /// The latest arrival.
        to: Instant,
    },
    /// The id is taken.
    #[error("part `{part}` is known already")]
    PartKnown {
        /// The part.
        part: Name,
    },
    /// The part is unknown, or has not come that far.
    #[error("part `{part}` is not {needed}")]
    PartStatus {
        /// The part.
        part: Name,
        /// The statuses of which it needs one.
        needed: Listed<PartStatus>,
    },
    /// No part has come that far.
    #[error("no part is {needed}")]
    NoPart {
        /// The statuses of which one needs one.
        needed: Listed<PartStatus>,
    },
    /// Nothing was ordered.
    #[error("the quantity of part `{part}` is 0; it is at least 1")]
    PartQuantity {
        /// The part.
        part: Name,
    },
    /// Nobody checks work of their own a second time (domain fact WK-2).
    #[error("`{worker}` did the work; another person must check it")]
    CheckerIsWorker {
        /// Who did it.
        worker: Name,
    },
    /// An outcome short of a solution needs a reason (domain fact CL-3).
    #[error("outcome `{outcome}` needs a reason")]
    ReasonNeeded {
        /// The outcome.
        outcome: Outcome,
    },
    /// There is nothing to end.
    #[error("the unit is not watched")]
    NoObservation {},
    /// Watching would end before it begins.
    #[error("`{until}` is not after watching begins")]
    ObservationPast {
        /// When it would end.
        until: Instant,
    },
    /// There is no higher level.
    #[error("functional level `{level}` is the highest")]
    LevelHighest {
        /// The level it is at.
        level: FunctionalLevel,
    },
    /// There is no lower level.
    #[error("functional level `{level}` is the lowest")]
    LevelLowest {
        /// The level it is at.
        level: FunctionalLevel,
    },
    /// The level would not rise.
    #[error("functional level `{to}` is not above `{level}`")]
    LevelNotHigher {
        /// The level it is at.
        level: FunctionalLevel,
        /// The level that was named.
        to: FunctionalLevel,
    },
    /// The level would not fall.
    #[error("functional level `{to}` is not below `{level}`")]
    LevelNotLower {
        /// The level it is at.
        level: FunctionalLevel,
        /// The level that was named.
        to: FunctionalLevel,
    },
    /// The hierarchic escalation has not come that far, or further.
    #[error("the hierarchic escalation is `{status}`, not {needed}")]
    EscalationStatus {
        /// How far it has come.
        status: EscalationStatus,
        /// How far it must have come.
        needed: Listed<EscalationStatus>,
    },
    /// Nobody grants what they asked for.
    #[error("`{requester}` asked for it; another person must approve it")]
    ApproverIsRequester {
        /// Who asked.
        requester: Name,
    },
    /// A mark lies outside its scale.
    #[error("`{path}`: `{score}` is not from {least} to {most}")]
    RatingRange {
        /// Which mark.
        path: String,
        /// The mark.
        score: u8,
        /// The lowest.
        least: u8,
        /// The highest.
        most: u8,
    },
    /// Only complaints are handled as such.
    #[error("it is a `{kind}`, not a complaint")]
    NotAComplaint {
        /// What it is.
        kind: Kind,
    },
    /// The time for taking it up again is over.
    #[error("it could be taken up again until `{until}`; open a follow-up")]
    ReopeningOver {
        /// Until when.
        until: Instant,
    },
    /// The policy does not take closed tickets up again.
    #[error("a closed ticket is not taken up again under this policy; open a follow-up")]
    ReopeningNever {},
    /// The earlier ticket lies too far back to be rework of it (domain fact CL-6).
    #[error("a report counted as rework until `{until}`")]
    ReworkOver {
        /// Until when.
        until: Instant,
    },
    /// The earlier ticket is none.
    #[error("the other ticket was completed at `{completed_at}`, after this one began")]
    ReworkOrder {
        /// When.
        completed_at: Instant,
    },
    /// A ticket is linked to itself.
    #[error("ticket `{ticket}` cannot be linked to itself")]
    LinkSelf {
        /// The ticket.
        ticket: Name,
    },
    /// Merging would go in a circle.
    #[error("`{into}` went on in {chain}, so this ticket would go on in itself")]
    MergeCycle {
        /// The other ticket.
        into: Name,
        /// Where that went on.
        chain: Listed<Name>,
    },
    /// There is no diagnosis that could be wrong.
    #[error("no diagnosis was concluded")]
    NoMisdiagnosis {},
    /// There is nothing to erase.
    #[error("there is no contact record to erase")]
    NoContact {},
    /// Nothing would change.
    #[error("policy `{revision}` is in force already")]
    SamePolicy {
        /// The revision.
        revision: Name,
    },
    /// The policy is not at hand.
    #[error("policy `{revision}` was not handed in")]
    PolicyUnknown {
        /// The revision.
        revision: Name,
    },
    /// The number does not follow the scheme of the policy.
    #[error("number `{number}`: {detail}")]
    NumberInvalid {
        /// The number.
        number: Name,
        /// What is wrong with it.
        detail: String,
    },
    /// The history of the ticket contradicts itself.
    #[error("the history cannot be read on: {detail}")]
    HistoryUnreadable {
        /// What stands in the way.
        detail: String,
    },
    /// What is imported does not fit together.
    #[error("{detail}")]
    ImportInvalid {
        /// What does not fit.
        detail: String,
    },
}
