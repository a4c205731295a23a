use core::str::FromStr;
use std::collections::{BTreeMap, BTreeSet};

use super::EscalationError;
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name, Priority, Role, VocabularyError};
use crate::wire::{FiredActionDocument, FiringDocument};

/// A step of a rule that has become due, with what it does to the ticket as it stands then.
///
/// It is the outcome: a host that stores it needs no rule to replay it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Firing {
    /// What it is, once and for all.
    pub key: FiringKey,
    /// When it became due, however late it was asked for.
    pub at: Instant,
    /// What is to be done, in the order of the document. Raises that have no effect on the ticket are left out, so it may be
    /// empty.
    pub actions: Vec<Action>,
    /// When what set the rule off came about.
    pub reached_at: Instant,
    /// When the rule began.
    pub began_at: Instant,
    /// What came last and so decided when the rule began.
    pub began_by: BeganBy,
}

/// What a firing is: no two of a ticket have the same. The key of the effects that follow from it, by which acknowledging
/// revokes them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct FiringKey {
    /// The rule's id.
    pub rule: Name,
    /// The metric that set the rule off, if one did.
    pub metric: Option<Name>,
    /// The cycle of what set it off, counted from 1: of the metric, the stay on a level, the silence or the mark.
    pub cycle: u32,
    /// How often another priority had armed the rule anew.
    pub arming: u32,
    /// The step, counted from 0.
    pub step: u32,
    /// The repetition of the step, counted from 0.
    pub repetition: u32,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Tell a role.
    Notify(Role),
    /// Move the ticket to this functional level, higher than its own.
    RaiseLevel(FunctionalLevel),
    /// Give the ticket this priority, higher than its own.
    RaisePriority(Priority),
    /// Ask for a hierarchic escalation to a role.
    RequestHierarchic(Role),
}

/// What came last and so decided when a rule began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BeganBy {
    /// What sets the rule off.
    Trigger,
    /// The promise that the clock is measured against: by a change of it the point lay behind at once.
    Promise,
    /// The rule's conditions: the ticket did not fit before.
    Conditions,
    /// The rule itself: it did not apply to the ticket before.
    Policy,
    /// Another priority, which armed the rule anew.
    Regrade,
    /// The clock, which stood still.
    Resumption,
}

/// What has been fired for a ticket: the only memory that escalation needs. Recording a firing twice changes nothing.
///
/// ```
/// use aftersales::escalation::{FiredRules, Firing};
/// use aftersales::wire::{FiringDocument, read_document};
///
/// let stored: FiringDocument = read_document(r#"{
///     "rule": "half of it", "metric": "resolution", "cycle": 1, "step": 0, "at": "2026-03-02T11:00:00Z",
///     "reached_at": "2026-03-02T11:00:00Z", "began_at": "2026-03-02T11:00:00Z", "began_by": "trigger",
///     "actions": [{"type": "notify", "role": "engineer"}]
/// }"#)?;
/// let firing = Firing::try_from(&stored)?;
/// let mut fired = FiredRules::default();
/// fired.record(&firing);
/// assert!(fired.contains(&firing.key));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FiredRules {
    fired: BTreeMap<FiringKey, Fired>,
    /// Rules that have raised the ticket's priority.
    raised: BTreeSet<Name>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fired {
    at: Instant,
    beginning: Beginning,
}

/// When a rule began, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beginning {
    pub(super) reached_at: Instant,
    pub(super) began_at: Instant,
    pub(super) began_by: BeganBy,
}

impl FiredRules {
    /// Takes a firing into account.
    pub fn record(&mut self, firing: &Firing) {
        let Firing { at, reached_at, began_at, began_by, .. } = *firing;
        let beginning = Beginning { reached_at, began_at, began_by };
        self.fired.entry(firing.key.clone()).or_insert(Fired { at, beginning });
        if firing.actions.iter().any(|action| matches!(action, Action::RaisePriority(_))) {
            self.raised.insert(firing.key.rule.clone());
        }
    }

    /// Whether this has been fired.
    #[must_use]
    pub fn contains(&self, key: &FiringKey) -> bool {
        self.fired.contains_key(key)
    }

    /// Whether a rule has raised the ticket's priority; it does so once.
    #[must_use]
    pub fn has_raised(&self, rule: &Name) -> bool {
        self.raised.contains(rule)
    }

    /// Everything that has been fired, by key, with its instant.
    pub fn iter(&self) -> impl Iterator<Item = (&FiringKey, Instant)> {
        self.fired.iter().map(|(key, fired)| (key, fired.at))
    }

    /// Whether anything of a rule has been fired.
    pub(super) fn has_begun(&self, rule: &Name) -> bool {
        if self.fired.is_empty() {
            return false;
        }
        let first =
            FiringKey { rule: rule.clone(), metric: None, cycle: 0, arming: 0, step: 0, repetition: 0 };
        self.fired.range(first..).next().is_some_and(|(key, _)| key.rule == *rule)
    }

    /// When the rule of a firing began.
    pub(super) fn beginning(&self, key: &FiringKey) -> Option<Beginning> {
        self.fired.get(key).map(|fired| fired.beginning)
    }
}

impl Extend<Firing> for FiredRules {
    fn extend<T: IntoIterator<Item = Firing>>(&mut self, firings: T) {
        firings.into_iter().for_each(|firing| self.record(&firing));
    }
}

impl Firing {
    /// Whether it changes the ticket, so that what comes after it must be looked at anew.
    pub(super) fn raises(&self) -> bool {
        let raise = |action: &Action| matches!(action, Action::RaisePriority(_) | Action::RaiseLevel(_));
        self.actions.iter().any(raise)
    }
}

impl BeganBy {
    /// All words of the list, in order.
    pub const ALL: &'static [Self] =
        &[Self::Trigger, Self::Promise, Self::Conditions, Self::Policy, Self::Regrade, Self::Resumption];

    /// The word as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Promise => "promise",
            Self::Conditions => "conditions",
            Self::Policy => "policy",
            Self::Regrade => "regrade",
            Self::Resumption => "resumption",
        }
    }
}

impl From<&Firing> for FiringDocument {
    fn from(firing: &Firing) -> Self {
        let key = &firing.key;
        Self {
            rule: key.rule.to_string(),
            metric: key.metric.as_ref().map(ToString::to_string),
            cycle: key.cycle,
            arming: key.arming,
            step: key.step,
            repetition: key.repetition,
            at: firing.at,
            reached_at: firing.reached_at,
            began_at: firing.began_at,
            began_by: firing.began_by.as_str().to_owned(),
            actions: firing.actions.iter().map(FiredActionDocument::from).collect(),
        }
    }
}

impl From<&Action> for FiredActionDocument {
    fn from(action: &Action) -> Self {
        match action {
            Action::Notify(role) => Self::Notify { role: role.to_string() },
            Action::RaiseLevel(level) => Self::RaiseLevel { to: level.to_string() },
            Action::RaisePriority(priority) => Self::RaisePriority { to: priority.to_string() },
            Action::RequestHierarchic(role) => Self::RequestHierarchic { role: role.to_string() },
        }
    }
}

impl TryFrom<&FiringDocument> for Firing {
    type Error = EscalationError;

    fn try_from(document: &FiringDocument) -> Result<Self, EscalationError> {
        let began_by = BeganBy::ALL.iter().copied().find(|word| word.as_str() == document.began_by);
        let allowed = "`trigger`, `promise`, `conditions`, `policy`, `regrade` or `resumption`";
        let unknown = || EscalationError::out_of_range("began_by", &document.began_by, allowed);
        let actions = document.actions.iter().enumerate();
        let key = FiringKey {
            rule: read("rule", &document.rule)?,
            metric: document.metric.as_deref().map(|metric| read("metric", metric)).transpose()?,
            cycle: document.cycle,
            arming: document.arming,
            step: document.step,
            repetition: document.repetition,
        };
        Ok(Self {
            key,
            at: document.at,
            actions: actions
                .map(|(position, written)| action(position, written))
                .collect::<Result<_, _>>()?,
            reached_at: document.reached_at,
            began_at: document.began_at,
            began_by: began_by.ok_or_else(unknown)?,
        })
    }
}

fn action(position: usize, written: &FiredActionDocument) -> Result<Action, EscalationError> {
    let (role, to) = (format!("actions[{position}].role"), format!("actions[{position}].to"));
    Ok(match written {
        FiredActionDocument::Notify { role: name } => Action::Notify(read(&role, name)?),
        FiredActionDocument::RaiseLevel { to: level } => Action::RaiseLevel(read(&to, level)?),
        FiredActionDocument::RaisePriority { to: priority } => Action::RaisePriority(read(&to, priority)?),
        FiredActionDocument::RequestHierarchic { role: name } => {
            Action::RequestHierarchic(read(&role, name)?)
        }
    })
}

fn read<T: FromStr<Err = VocabularyError>>(path: &str, text: &str) -> Result<T, EscalationError> {
    text.parse().map_err(|source| EscalationError::Word { path: path.to_owned(), source })
}
