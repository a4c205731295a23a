use super::cascade::{RaiseStep, own_cascade};
use super::rule::{Act, OnRegrade, Rule, Step, Trigger, all_of};
use crate::sla::{LevelPoint, SlaPolicy};
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name, Priority};

/// Something remarkable about the rules of a policy, for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EscalationFact {
    /// A rule that begins on no ticket.
    NeverBegins {
        /// The rule, such as `rules[2]`.
        path: String,
        /// Why.
        reason: NeverReason,
    },
    /// A rule, step or action that another rule always comes before: by then the ticket no longer fits, or there is nothing
    /// left to do. Only somebody who takes the ticket back by hand makes room for it.
    PreEmpted {
        /// What never comes about, such as `rules[2]` or `rules[2].steps[0].actions[1]`.
        path: String,
        /// The action that comes before it.
        by: String,
    },
    /// A step that an earlier step of its own rule cuts off on some tickets: the raise takes the ticket to where the rule
    /// ends.
    CutOff {
        /// The step, such as `rules[2].steps[1]`.
        path: String,
        /// The action that cuts it off.
        by: String,
        /// A ticket on which it does.
        witness: CutOffWitness,
    },
    /// A rule that sets itself off again: it raises the priority, which arms it anew. It is fired again, though it raises
    /// only once.
    Loop {
        /// The rule.
        path: String,
        /// The raises, one after the other, after which it begins again.
        chain: Vec<RaiseStep>,
    },
}

/// Why a rule never begins.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NeverReason {
    /// The service-level policy promises nothing for the metric to any ticket that fits.
    NoTarget {
        /// The metric.
        metric: Name,
    },
    /// The rule's calendar has no open time in which to wait.
    NeverOpen,
}

/// A ticket on which a step is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CutOffWitness {
    /// One on this functional level.
    Level(FunctionalLevel),
    /// One of this priority.
    Priority(Option<Priority>),
}

pub(super) fn facts(rules: &[Rule], sla: &SlaPolicy) -> Vec<EscalationFact> {
    let mut facts = Vec::new();
    for (position, rule) in rules.iter().enumerate() {
        let path = format!("rules[{position}]");
        if let Some(reason) = never(rule, sla) {
            facts.push(EscalationFact::NeverBegins { path, reason });
            continue;
        }
        facts.extend(rules.iter().take(position).enumerate().find_map(|(earlier, other)| {
            let by = pre_empts(other, rule)?;
            Some(EscalationFact::PreEmpted { path: path.clone(), by: format!("rules[{earlier}].{by}") })
        }));
        facts.extend(idle_actions(rules, position, rule));
        facts.extend(cut_off(&path, rule));
        if let Some(chain) = own_cascade(rules, position) {
            facts.push(EscalationFact::Loop { path, chain });
        }
    }
    facts
}

fn never(rule: &Rule, sla: &SlaPolicy) -> Option<NeverReason> {
    if rule.calendar.as_ref().is_some_and(|calendar| calendar.next_open(Instant::MIN).is_none()) {
        let waits = matches!(rule.trigger, Trigger::TimeAtLevel { .. } | Trigger::Silence { .. });
        return (waits || rule.steps.first().is_some_and(|step| step.after > 0))
            .then_some(NeverReason::NeverOpen);
    }
    let metric = rule.trigger.metric()?;
    if matches!(rule.trigger, Trigger::Metric { point: LevelPoint::Elapsed(_), .. }) {
        return None;
    }
    let when = &rule.when;
    let promised = sla.may_promise(metric, &when.priority, &when.tier, &when.kind, &when.class);
    (!promised).then(|| NeverReason::NoTarget { metric: metric.clone() })
}

/// The actions of a rule that come with its beginning, so that nothing can revoke them, with their places in the rule.
fn immediate(rule: &Rule) -> impl Iterator<Item = (String, &Act)> {
    let steps = rule.steps.iter().enumerate().take_while(|(_, step)| step.after == 0 && step.times == 1);
    steps.flat_map(|(step, written)| acts(step, written))
}

fn acts(position: usize, step: &Step) -> impl Iterator<Item = (String, &Act)> {
    let acts = step.acts.iter().enumerate();
    acts.map(move |(number, act)| (format!("steps[{position}].actions[{number}]"), act))
}

/// The place of the action by which an earlier rule keeps a later one from ever beginning.
fn pre_empts(earlier: &Rule, later: &Rule) -> Option<String> {
    if !always_before(earlier, later) {
        return None;
    }
    let (levels, priorities) = (&later.when.level, &later.when.priority);
    let takes_away = |act: &Act| match act {
        Act::RaiseLevel(to) => !levels.is_empty() && levels.iter().all(|level| level < to),
        Act::RaisePriority(raise) => {
            let away = |&priority: &Priority| {
                raise.of(Some(priority)).is_some_and(|raised| !later.when.fit_priority(Some(raised)))
            };
            !priorities.is_empty() && priorities.iter().all(away)
        }
        Act::Notify(_) | Act::RequestHierarchic(_) => false,
    };
    immediate(earlier).find(|(_, act)| takes_away(act)).map(|(place, _)| place)
}

/// Raises of the level to where an earlier rule has always taken the ticket by then.
fn idle_actions(rules: &[Rule], position: usize, rule: &Rule) -> Vec<EscalationFact> {
    let mut facts = Vec::new();
    for (place, act) in rule.steps.iter().enumerate().flat_map(|(step, written)| acts(step, written)) {
        let Act::RaiseLevel(to) = act else { continue };
        let before =
            rules.iter().take(position).enumerate().filter(|(_, earlier)| always_before(earlier, rule));
        let raised = before.filter_map(|(number, earlier)| {
            let mut acts = immediate(earlier);
            let (by, _) = acts.find(|(_, act)| matches!(act, Act::RaiseLevel(level) if level >= to))?;
            Some(format!("rules[{number}].{by}"))
        });
        facts.extend(
            raised
                .take(1)
                .map(|by| EscalationFact::PreEmpted { path: format!("rules[{position}].{place}"), by }),
        );
    }
    facts
}

/// Whether an earlier rule begins on every ticket on which a later one does, and no later than that.
fn always_before(earlier: &Rule, later: &Rule) -> bool {
    earlier.when.include(&later.when)
        && all_of(&earlier.when.level, &later.when.level)
        && (earlier.calendar == later.calendar || earlier.trigger == Trigger::AtOnce)
        && no_later(&earlier.trigger, &later.trigger)
}

/// Whether one trigger never comes after another that comes about.
fn no_later(one: &Trigger, other: &Trigger) -> bool {
    match (one, other) {
        (Trigger::AtOnce, _) | (Trigger::AuthorityExceeded, Trigger::AuthorityExceeded) => true,
        (Trigger::Metric { metric: one, point }, Trigger::Metric { metric: other, point: until }) => {
            one == other && not_after(*point, *until)
        }
        (Trigger::Metric { metric: one, point }, Trigger::Breach { metric: other }) => {
            let before_due = matches!(point, LevelPoint::BeforeDue(_) | LevelPoint::Share(..=100));
            one == other && before_due
        }
        (Trigger::Breach { metric: one }, Trigger::Metric { metric: other, point }) => {
            one == other && matches!(point, LevelPoint::AfterDue(_))
        }
        (Trigger::Breach { metric: one }, Trigger::Breach { metric: other }) => one == other,
        (
            Trigger::TimeAtLevel { within, without },
            Trigger::TimeAtLevel { within: until, without: unless },
        ) => within <= until && (without.is_none() || without == unless),
        (Trigger::Silence { milestone, within }, Trigger::Silence { milestone: other, within: until }) => {
            milestone == other && within <= until
        }
        (Trigger::Reopened { times }, Trigger::Reopened { times: until }) => times <= until,
        (Trigger::RatedBelow { scale, below }, Trigger::RatedBelow { scale: other, below: until }) => {
            scale == other && below >= until
        }
        _ => false,
    }
}

/// Whether a clock never comes to one point after another.
const fn not_after(one: LevelPoint, other: LevelPoint) -> bool {
    match (one, other) {
        (LevelPoint::Share(one), LevelPoint::Share(other)) => one <= other,
        (LevelPoint::Elapsed(one), LevelPoint::Elapsed(other))
        | (LevelPoint::AfterDue(one), LevelPoint::AfterDue(other))
        | (LevelPoint::BeforeDue(other), LevelPoint::BeforeDue(one)) => one <= other,
        (LevelPoint::WorkingDaysFromDue(one), LevelPoint::WorkingDaysFromDue(other)) => one <= other,
        (LevelPoint::Share(..=100), LevelPoint::AfterDue(_))
        | (LevelPoint::BeforeDue(_), LevelPoint::AfterDue(_)) => true,
        _ => false,
    }
}

/// Steps that an earlier raise of the same rule cuts off.
fn cut_off(path: &str, rule: &Rule) -> Vec<EscalationFact> {
    let mut facts = Vec::new();
    let mut cut: Option<(String, CutOffWitness)> = None;
    for (position, step) in rule.steps.iter().enumerate() {
        if let Some((by, witness)) = &cut {
            let (path, by) = (format!("{path}.steps[{position}]"), by.clone());
            facts.push(EscalationFact::CutOff { path, by, witness: *witness });
            continue;
        }
        cut =
            acts(position, step).find_map(|(place, act)| Some((format!("{path}.{place}"), ends(rule, act)?)));
    }
    facts
}

/// A ticket that an action takes to where the rule ends.
fn ends(rule: &Rule, act: &Act) -> Option<CutOffWitness> {
    match act {
        Act::RaiseLevel(to) if rule.trigger.is_of_stay() => {
            rule.when.levels().iter().find(|&level| level < to).copied().map(CutOffWitness::Level)
        }
        Act::RaisePriority(raise) if rule.on_regrade == OnRegrade::Rearm => {
            // The first grade is no regrade.
            let mut graded = rule.when.priorities().filter(Option::is_some);
            let away = |priority: &Option<Priority>| {
                raise.of(*priority).is_some_and(|raised| !rule.when.fit_priority(Some(raised)))
            };
            graded.find(away).map(CutOffWitness::Priority)
        }
        _ => None,
    }
}
