//! From a document to rules.

use core::str::FromStr;
use std::collections::BTreeSet;

use super::EscalationError;
use super::rule::{Act, Conditions, OnRegrade, PriorityRaise, Rule, Step, Trigger};
use crate::calendar::WorkingCalendar;
use crate::sla::{LevelPoint, SlaPolicy};
use crate::time::MICROS;
use crate::vocabulary::{FunctionalLevel, Name, Priority, Role, VocabularyError};
use crate::wire::{
    EscalationActionDocument, EscalationDocument, EscalationRuleDocument, EscalationStepDocument,
    EscalationTriggerDocument, EscalationWhenDocument, OnRegradeDocument,
};

const MOST_RULES: usize = 200;
const MOST_ROLES: usize = 200;
const MOST_STEPS: usize = 32;
const MOST_ACTIONS: usize = 16;
/// Most values that one rule asks for.
const MOST_VALUES: usize = 200;
const MOST_TIMES: u32 = 100;
/// Most steps of all rules, their repetitions counted, so that one late call cannot give without measure.
const MOST_FIRINGS: usize = 2_000;
/// Ten years, as for promises.
const MOST_SECONDS: i64 = 10 * 366 * 86_400;
const SECONDS: &str = "1 second to 10 years";

pub(super) fn compile(document: &EscalationDocument, sla: &SlaPolicy) -> Result<Vec<Rule>, EscalationError> {
    limit("rules", document.rules.len(), MOST_RULES)?;
    let reader = Reader { sla, roles: roles(&document.roles)? };
    let (mut rules, mut ids) = (Vec::with_capacity(document.rules.len()), BTreeSet::new());
    let mut firings = 0_usize;
    for (position, written) in document.rules.iter().enumerate() {
        let path = format!("rules[{position}]");
        let rule = reader.rule(&path, written)?;
        if !ids.insert(rule.id.clone()) {
            return Err(EscalationError::Duplicate { path: format!("{path}.id"), value: written.id.clone() });
        }
        firings = firings.saturating_add(rule.schedule().count());
        limit(&format!("{path}.steps"), firings, MOST_FIRINGS)?;
        rules.push(rule);
    }
    Ok(rules)
}

/// The roles of the desk, the well-known ones included.
fn roles(written: &[String]) -> Result<BTreeSet<Role>, EscalationError> {
    limit("roles", written.len(), MOST_ROLES)?;
    let mut roles = crate::order::set(Role::KNOWN.iter().cloned());
    for (position, text) in written.iter().enumerate() {
        let path = format!("roles[{position}]");
        if !roles.insert(word(&path, text)?) {
            return Err(EscalationError::Duplicate { path, value: text.clone() });
        }
    }
    Ok(roles)
}

struct Reader<'a> {
    sla: &'a SlaPolicy,
    roles: BTreeSet<Role>,
}

impl Reader<'_> {
    fn rule(&self, path: &str, written: &EscalationRuleDocument) -> Result<Rule, EscalationError> {
        let id = word(&format!("{path}.id"), &written.id)?;
        let trigger = self.trigger(&format!("{path}.trigger"), &written.trigger)?;
        let when = conditions(&format!("{path}.when"), &written.when)?;
        let calendar =
            written.calendar.as_deref().map(|name| self.calendar(path, name, &trigger)).transpose()?;
        let on_regrade = match written.on_regrade {
            OnRegradeDocument::Keep => OnRegrade::Keep,
            OnRegradeDocument::Rearm => OnRegrade::Rearm,
        };
        let path = format!("{path}.steps");
        limit(&path, written.steps.len(), MOST_STEPS)?;
        not_empty(&path, written.steps.len(), "at least one step")?;
        let mut rule = Rule { id, trigger, when, calendar, on_regrade, steps: Vec::new() };
        for (position, written) in written.steps.iter().enumerate() {
            let path = format!("{path}[{position}]");
            if rule.ends_its_stay() {
                return Err(EscalationError::never(&path, &rule.id.to_string(), AFTER_THE_STAY));
            }
            let step = self.step(&path, written, &rule)?;
            rule.steps.push(step);
        }
        Ok(rule)
    }

    fn trigger(&self, path: &str, written: &EscalationTriggerDocument) -> Result<Trigger, EscalationError> {
        let seconds = |seconds: i64| within(&format!("{path}.within_seconds"), seconds);
        Ok(match written {
            EscalationTriggerDocument::Metric { metric, at } => Trigger::Metric {
                metric: self.metric(path, metric)?,
                point: LevelPoint::read(&format!("{path}.at"), *at).map_err(EscalationError::from_sla)?,
            },
            EscalationTriggerDocument::Breach { metric } => {
                Trigger::Breach { metric: self.metric(path, metric)? }
            }
            EscalationTriggerDocument::TimeAtLevel { within_seconds, without } => {
                let without = without.as_deref().map(|name| word(&format!("{path}.without"), name));
                Trigger::TimeAtLevel { within: seconds(*within_seconds)?, without: without.transpose()? }
            }
            EscalationTriggerDocument::Silence { milestone, within_seconds } => Trigger::Silence {
                milestone: word(&format!("{path}.milestone"), milestone)?,
                within: seconds(*within_seconds)?,
            },
            EscalationTriggerDocument::AtOnce {} => Trigger::AtOnce,
            EscalationTriggerDocument::AuthorityExceeded {} => Trigger::AuthorityExceeded,
            EscalationTriggerDocument::Reopened { times: 0 } => {
                return Err(EscalationError::out_of_range(&format!("{path}.times"), "0", "at least 1"));
            }
            EscalationTriggerDocument::Reopened { times } => Trigger::Reopened { times: *times },
            EscalationTriggerDocument::RatedBelow { scale, below } => {
                Trigger::RatedBelow { scale: word(&format!("{path}.scale"), scale)?, below: *below }
            }
        })
    }

    fn metric(&self, path: &str, name: &str) -> Result<Name, EscalationError> {
        let names = || self.sla.metrics().iter().map(|metric| metric.name());
        let found = names().find(|known| known.as_str() == name);
        let path = format!("{path}.metric");
        found.cloned().ok_or_else(|| EscalationError::undefined(&path, name, names().map(Name::as_str)))
    }

    fn calendar(
        &self,
        path: &str,
        name: &str,
        trigger: &Trigger,
    ) -> Result<WorkingCalendar, EscalationError> {
        let path = format!("{path}.calendar");
        if trigger.metric().is_some() {
            let allowed = "none on a rule that waits by the clock of its metric";
            return Err(EscalationError::out_of_range(&path, name, allowed));
        }
        let found = self.sla.calendar(name).cloned();
        found.ok_or_else(|| EscalationError::undefined(&path, name, self.sla.calendar_names()))
    }

    fn role(&self, path: &str, text: &str) -> Result<Role, EscalationError> {
        let role: Role = word(path, text)?;
        if self.roles.contains(&role) {
            return Ok(role);
        }
        Err(EscalationError::undefined(path, text, self.roles.iter().map(Role::as_str)))
    }

    fn step(
        &self,
        path: &str,
        written: &EscalationStepDocument,
        rule: &Rule,
    ) -> Result<Step, EscalationError> {
        let after = format!("{path}.after_seconds");
        let after = if written.after_seconds == 0 { 0 } else { within(&after, written.after_seconds)? };
        let (every, times) = match &written.repeat {
            None => (0, 1),
            Some(repeat) if (2..=MOST_TIMES).contains(&repeat.times) => {
                (within(&format!("{path}.repeat.every_seconds"), repeat.every_seconds)?, repeat.times)
            }
            Some(repeat) => {
                let (path, times) = (format!("{path}.repeat.times"), repeat.times.to_string());
                return Err(EscalationError::out_of_range(&path, &times, "2 to 100 times"));
            }
        };
        let path = format!("{path}.actions");
        limit(&path, written.actions.len(), MOST_ACTIONS)?;
        not_empty(&path, written.actions.len(), "at least one action")?;
        let mut acts = Vec::with_capacity(written.actions.len());
        for (position, written) in written.actions.iter().enumerate() {
            let path = format!("{path}[{position}]");
            let act = self.act(&path, written, rule)?;
            if times > 1 && !matches!(act, Act::Notify(_)) {
                let allowed = "`notify` alone in a step that repeats";
                return Err(EscalationError::out_of_range(&path, name(&act), allowed));
            }
            acts.push(act);
        }
        Ok(Step { after, every, times, acts })
    }

    fn act(
        &self,
        path: &str,
        written: &EscalationActionDocument,
        rule: &Rule,
    ) -> Result<Act, EscalationError> {
        let role = |name: &str| self.role(&format!("{path}.role"), name);
        match written {
            EscalationActionDocument::Notify { role: name } => Ok(Act::Notify(role(name)?)),
            EscalationActionDocument::RequestHierarchic { role: name } => {
                Ok(Act::RequestHierarchic(role(name)?))
            }
            EscalationActionDocument::RaiseLevel { to } => {
                let level: FunctionalLevel = word(&format!("{path}.to"), to)?;
                // A rule of a metric may find the ticket on another level by the time of a later step, but never below L1.
                if level == FunctionalLevel::L1 || rule.when.levels().iter().all(|&from| from >= level) {
                    return Err(EscalationError::never(&format!("{path}.to"), to, NO_HIGHER_LEVEL));
                }
                Ok(Act::RaiseLevel(level))
            }
            EscalationActionDocument::RaisePriority { by, at_least } => {
                let (path, raise) = priority_raise(path, *by, at_least.as_deref())?;
                if rule.when.priorities().all(|priority| raise.of(priority).is_none()) {
                    let written =
                        by.map_or_else(|| at_least.clone().unwrap_or_default(), |by| by.to_string());
                    return Err(EscalationError::never(&path, &written, NO_HIGHER_PRIORITY));
                }
                Ok(Act::RaisePriority(raise))
            }
        }
    }
}

const fn name(act: &Act) -> &'static str {
    match act {
        Act::Notify(_) => "notify",
        Act::RaiseLevel(_) => "raise_level",
        Act::RaisePriority(_) => "raise_priority",
        Act::RequestHierarchic(_) => "request_hierarchic",
    }
}

const AFTER_THE_STAY: &str =
    "the step before takes the ticket to another level, where this rule ends; put the step first";
const NO_HIGHER_LEVEL: &str = "the level only climbs; a level above those of the rule would be right";
const NO_HIGHER_PRIORITY: &str = "the priority only rises; one above those of the rule would be right";

fn priority_raise(
    path: &str,
    by: Option<u8>,
    at_least: Option<&str>,
) -> Result<(String, PriorityRaise), EscalationError> {
    match (by, at_least) {
        (Some(steps @ 1..=3), None) => Ok((format!("{path}.by"), PriorityRaise::By(steps.into()))),
        (Some(steps), None) => {
            Err(EscalationError::out_of_range(&format!("{path}.by"), &steps.to_string(), "1 to 3 steps"))
        }
        (None, Some(text)) => {
            let path = format!("{path}.at_least");
            let priority: Priority = word(&path, text)?;
            Ok((path, PriorityRaise::AtLeast(priority)))
        }
        _ => Err(EscalationError::out_of_range(path, "raise_priority", "exactly one of `by` and `at_least`")),
    }
}

fn conditions(path: &str, written: &EscalationWhenDocument) -> Result<Conditions, EscalationError> {
    let lists = [&written.priority, &written.tier, &written.kind, &written.class, &written.level];
    limit(path, lists.iter().map(|list| list.len()).sum(), MOST_VALUES)?;
    Ok(Conditions {
        priority: sorted(&format!("{path}.priority"), &written.priority)?,
        tier: sorted(&format!("{path}.tier"), &written.tier)?,
        kind: sorted(&format!("{path}.kind"), &written.kind)?,
        class: sorted(&format!("{path}.class"), &written.class)?,
        level: sorted(&format!("{path}.level"), &written.level)?,
    })
}

fn sorted<T>(path: &str, written: &[String]) -> Result<Vec<T>, EscalationError>
where
    T: FromStr<Err = VocabularyError> + Ord,
{
    let words = written.iter().enumerate();
    let words = words.map(|(position, text)| word(&format!("{path}[{position}]"), text));
    let mut words = words.collect::<Result<Vec<T>, _>>()?;
    crate::order::by(&mut words, Ord::cmp);
    words.dedup();
    Ok(words)
}

fn word<T: FromStr<Err = VocabularyError>>(path: &str, text: &str) -> Result<T, EscalationError> {
    text.parse().map_err(|source| EscalationError::Word { path: path.to_owned(), source })
}

/// Microseconds.
fn within(path: &str, seconds: i64) -> Result<i64, EscalationError> {
    if (1..=MOST_SECONDS).contains(&seconds) {
        return Ok(seconds.saturating_mul(MICROS));
    }
    Err(EscalationError::out_of_range(path, &seconds.to_string(), SECONDS))
}

fn not_empty(path: &str, count: usize, allowed: &'static str) -> Result<(), EscalationError> {
    if count == 0 {
        return Err(EscalationError::out_of_range(path, "[]", allowed));
    }
    Ok(())
}

fn limit(path: &str, count: usize, most: usize) -> Result<(), EscalationError> {
    if count > most {
        return Err(EscalationError::TooMany { path: path.to_owned(), count, most });
    }
    Ok(())
}
