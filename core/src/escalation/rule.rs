//! Rules, compiled.

use crate::calendar::WorkingCalendar;
use crate::sla::{Inputs, LevelPoint};
use crate::vocabulary::{FunctionalLevel, Kind, Name, Priority, Role, Tier};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) id: Name,
    pub(super) trigger: Trigger,
    pub(super) when: Conditions,
    /// Where it waits in open time; `None`: in real time, or by the clock of its metric.
    pub(super) calendar: Option<WorkingCalendar>,
    pub(super) on_regrade: OnRegrade,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trigger {
    Metric { metric: Name, point: LevelPoint },
    Breach { metric: Name },
    TimeAtLevel { within: i64, without: Option<Name> },
    Silence { milestone: Name, within: i64 },
    AtOnce,
    AuthorityExceeded,
    Reopened { times: u32 },
    RatedBelow { scale: Name, below: i32 },
}

impl Trigger {
    pub(super) const fn metric(&self) -> Option<&Name> {
        match self {
            Self::Metric { metric, .. } | Self::Breach { metric } => Some(metric),
            _ => None,
        }
    }

    /// Whether a rule runs only while the ticket stays on its level.
    pub(super) const fn is_of_stay(&self) -> bool {
        matches!(self, Self::TimeAtLevel { .. } | Self::AuthorityExceeded)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnRegrade {
    Keep,
    Rearm,
}

/// Which tickets a rule is for, in sorted lists; an empty one asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    pub(super) priority: Vec<Priority>,
    pub(super) tier: Vec<Tier>,
    pub(super) kind: Vec<Kind>,
    pub(super) class: Vec<Name>,
    pub(super) level: Vec<FunctionalLevel>,
}

impl Conditions {
    /// Whether a ticket fits, its level aside. What is unknown of it fits only a rule that does not ask.
    pub(super) fn fit(&self, inputs: &Inputs) -> bool {
        self.fit_priority(inputs.priority)
            && holds(&self.tier, inputs.tier.as_ref())
            && holds(&self.kind, inputs.kind.as_ref())
            && holds(&self.class, inputs.class.as_ref())
    }

    pub(super) fn fit_priority(&self, priority: Option<Priority>) -> bool {
        holds(&self.priority, priority.as_ref())
    }

    pub(super) fn fit_level(&self, level: FunctionalLevel) -> bool {
        holds(&self.level, Some(&level))
    }

    /// Whether every ticket that fits `other` fits these as well, its level aside.
    pub(super) fn include(&self, other: &Self) -> bool {
        all_of(&self.priority, &other.priority)
            && all_of(&self.tier, &other.tier)
            && all_of(&self.kind, &other.kind)
            && all_of(&self.class, &other.class)
    }

    /// The levels on which it may begin.
    pub(super) fn levels(&self) -> &[FunctionalLevel] {
        if self.level.is_empty() { FunctionalLevel::ALL } else { &self.level }
    }

    /// The priorities, without one included, with which it may begin.
    pub(super) fn priorities(&self) -> impl Iterator<Item = Option<Priority>> {
        let graded = Priority::ALL.iter().copied().map(Some);
        graded.chain([None]).filter(|&priority| self.fit_priority(priority))
    }
}

fn holds<T: Ord>(allowed: &[T], value: Option<&T>) -> bool {
    allowed.is_empty() || value.is_some_and(|value| allowed.binary_search(value).is_ok())
}

/// Whether a list holds all that the other one does.
pub(super) fn all_of<T: Ord>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|value| wide.binary_search(value).is_ok()))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Microseconds after the last repetition of the step before.
    pub(super) after: i64,
    /// Microseconds from one repetition to the next.
    pub(super) every: i64,
    /// Repetitions in all, at least one.
    pub(super) times: u32,
    pub(super) acts: Vec<Act>,
}

/// What a step does, as the rule says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    Notify(Role),
    RaiseLevel(FunctionalLevel),
    RaisePriority(PriorityRaise),
    RequestHierarchic(Role),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PriorityRaise {
    By(usize),
    AtLeast(Priority),
}

impl PriorityRaise {
    /// The higher priority that it makes of one; `None` where it raises nothing.
    pub(super) fn of(self, priority: Option<Priority>) -> Option<Priority> {
        let raised = match self {
            Self::By(steps) => {
                let position = Priority::ALL.iter().position(|&known| Some(known) == priority)?;
                *Priority::ALL.get(position.saturating_sub(steps))?
            }
            Self::AtLeast(least) => least,
        };
        // The order is that of urgency.
        priority.is_none_or(|priority| raised < priority).then_some(raised)
    }
}

/// A step in a repetition, with how long after the rule's beginning it comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due<'a> {
    pub(super) position: u32,
    pub(super) repetition: u32,
    /// Microseconds.
    pub(super) offset: i64,
    pub(super) step: &'a Step,
}

impl Rule {
    /// Whether a step takes every ticket of the rule to a level where the rule ends.
    pub(super) fn ends_its_stay(&self) -> bool {
        let acts = self.steps.iter().flat_map(|step| &step.acts);
        let leaves = |act: &Act| match act {
            Act::RaiseLevel(to) => self.when.levels().iter().all(|level| level < to),
            _ => false,
        };
        self.trigger.is_of_stay() && acts.into_iter().any(leaves)
    }

    /// All steps in all their repetitions, in order.
    pub(super) fn schedule(&self) -> impl Iterator<Item = Due<'_>> {
        let mut offset = 0_i64;
        (0_u32..).zip(&self.steps).flat_map(move |(position, step)| {
            let first = offset.saturating_add(step.after);
            let at =
                move |repetition: u32| first.saturating_add(step.every.saturating_mul(repetition.into()));
            offset = at(step.times.saturating_sub(1));
            (0..step.times).map(move |repetition| Due { position, repetition, offset: at(repetition), step })
        })
    }
}
