use serde::{Deserialize, Serialize};

use super::LevelPointDocument;
use super::read::tagged_by_type;
use crate::time::Instant;

/// Who hears of a ticket and which functional level holds it: ordered rules (domain facts ES-1 to ES-11).
///
/// ```
/// use aftersales::wire::EscalationDocument;
///
/// let document = EscalationDocument::from_json(r#"{
///     "rules": [{
///         "id": "no first diagnosis",
///         "trigger": {"type": "time_at_level", "within_seconds": 3600, "without": "diagnosis"},
///         "when": {"level": ["L1"]},
///         "steps": [{"actions": [{"type": "raise_level", "to": "L2"}, {"type": "notify", "role": "engineer"}]}]
///     }]
/// }"#)?;
/// assert_eq!(document.rules.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EscalationDocument {
    /// Roles of this desk beside the well-known ones; a rule may name no other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The rules; of those that begin at one instant, the first comes first.
    pub rules: Vec<EscalationRuleDocument>,
}

/// One rule: what sets it off, for which tickets, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EscalationRuleDocument {
    /// Its name, unique in the document.
    pub id: String,
    /// What sets it off.
    pub trigger: EscalationTriggerDocument,
    /// For which tickets. Asked until the first step is fired; from then on the rule goes on whatever changes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: EscalationWhenDocument,
    /// The calendar in whose open time it waits; absent: real time. A rule on a metric waits by the clock of the metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// What another priority does to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_regrade: OnRegradeDocument,
    /// What follows, one step after the other; at least one.
    pub steps: Vec<EscalationStepDocument>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What sets a rule off.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum EscalationTriggerDocument {
        /// A clock comes to a point: a share of its target, or an offset from its start or due instant. Once a cycle.
        Metric {
            /// The metric.
            metric: String,
            /// The point.
            at: LevelPointDocument,
        },
        /// A clock exceeds its target. Once a cycle.
        Breach {
            /// The metric.
            metric: String,
        },
        /// The ticket has been on its functional level for a time. Once a stay.
        TimeAtLevel {
            /// Seconds, at least 1.
            within_seconds: i64,
            /// A milestone that ends it, such as `diagnosis`.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            without: Option<String>,
        },
        /// A milestone has not been met for a time since the last one, or since the work began. Once a silence.
        Silence {
            /// The milestone, such as `progress_report`.
            milestone: String,
            /// Seconds, at least 1.
            within_seconds: i64,
        },
        /// The conditions hold. Once a ticket.
        AtOnce {},
        /// What has to be done exceeds the authority of the level. Once a stay.
        AuthorityExceeded {},
        /// The work has turned out not to be complete so many times. Once a ticket.
        Reopened {
            /// Times, at least 1.
            times: u32,
        },
        /// The customer gave a mark below a threshold. Once a mark.
        RatedBelow {
            /// The scale, such as `nps` or `satisfaction`.
            scale: String,
            /// The lowest mark that is well.
            below: i32,
        },
    }
}

/// For which tickets a rule is: every dimension that names values must hold one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EscalationWhenDocument {
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
    /// Functional levels, `L1` to `L3`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub level: Vec<String>,
}

/// What another priority does to a rule that has begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OnRegradeDocument {
    /// It goes on to its last step and does not begin again.
    #[default]
    Keep,
    /// What is still to come is withdrawn, and it may begin again.
    Rearm,
}

/// One step of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EscalationStepDocument {
    /// Seconds after the last repetition of the step before; of the first step, after the rule began.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after_seconds: i64,
    /// How often it repeats; a step that repeats only notifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<RepeatDocument>,
    /// What is done; at least one.
    pub actions: Vec<EscalationActionDocument>,
}

/// How often a step repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepeatDocument {
    /// Seconds from one to the next, at least 1.
    pub every_seconds: i64,
    /// Times in all, 2 to 100.
    pub times: u32,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What a step does.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum EscalationActionDocument {
        /// Tells a role.
        Notify {
            /// The role.
            role: String,
        },
        /// Moves the ticket to a functional level, if that is higher than its own.
        RaiseLevel {
            /// `L2` or `L3`.
            to: String,
        },
        /// Raises the priority; a rule does so once a ticket. Either `by` or `at_least`.
        RaisePriority {
            /// By so many steps, 1 to 3; an ungraded ticket stays ungraded.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            by: Option<u8>,
            /// To this priority, `P1` to `P3`, if the ticket has a lower one or none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at_least: Option<String>,
        },
        /// Asks for a hierarchic escalation to a role.
        RequestHierarchic {
            /// The role.
            role: String,
        },
    }
}

/// A step of a rule that has become due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FiringDocument {
    /// The rule's id.
    pub rule: String,
    /// The metric that set it off, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The cycle of what set it off, counted from 1.
    pub cycle: u32,
    /// How often the rule had been armed anew.
    #[serde(default, skip_serializing_if = "is_default")]
    pub arming: u32,
    /// The step, counted from 0.
    pub step: u32,
    /// The repetition, counted from 0.
    #[serde(default, skip_serializing_if = "is_default")]
    pub repetition: u32,
    /// When it became due, however late it was asked for.
    pub at: Instant,
    /// When what set the rule off came about.
    pub reached_at: Instant,
    /// When the rule began: no earlier than its promise, its conditions and the rule itself held.
    pub began_at: Instant,
    /// What came last and so decided when the rule began: `trigger`, `promise`, `conditions`, `policy`, `regrade` or
    /// `resumption`.
    pub began_by: String,
    /// What is to be done.
    pub actions: Vec<FiredActionDocument>,
}

/// Why a step of a rule was fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FiringExplanationDocument {
    /// The rule's id.
    pub rule: String,
    /// Where the step stands in the document, such as `rules[2].steps[0]`.
    pub path: String,
    /// When what set the rule off came about.
    pub reached_at: Instant,
    /// When the rule began.
    pub began_at: Instant,
    /// What came last and so decided when the rule began: `trigger`, `promise`, `conditions`, `policy`, `regrade` or
    /// `resumption`.
    pub began_by: String,
    /// How long after that the step comes, in microseconds: in open time by the clock of the metric or by the calendar of the
    /// rule, in real time without one.
    pub wait_us: i64,
    /// When the step became due.
    pub at: Instant,
    /// The conditions that the rule asks, with what held when it began.
    pub conditions: Vec<ConditionMetDocument>,
    /// The clock that set the rule off, as of the step or, if there were events since then, of the last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<super::ReadingDocument>,
}

/// A condition of a rule and what held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionMetDocument {
    /// What it asks about: `priority`, `tier`, `kind`, `class` or `level`.
    pub what: String,
    /// The values that fit.
    pub fitting: Vec<String>,
    /// The value that held when the rule began; absent where it is not known any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

tagged_by_type! {
    /// What a step that has become due does to a ticket as it stands.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum FiredActionDocument {
        /// A role is told.
        Notify {
            /// The role.
            role: String,
        },
        /// The ticket moves to a higher functional level.
        RaiseLevel {
            /// The new level.
            to: String,
        },
        /// The ticket gets a higher priority.
        RaisePriority {
            /// The new priority.
            to: String,
        },
        /// A hierarchic escalation to a role is asked for.
        RequestHierarchic {
            /// The role.
            role: String,
        },
    }
}

impl EscalationDocument {
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
