//! Rules that set themselves off again by the priority they raise.

use super::rule::{Act, OnRegrade, PriorityRaise, Rule, all_of};
use crate::vocabulary::Priority;

/// A rule that raises the priority, as one link of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RaiseStep {
    /// Where the rule stands in the document, such as `rules[2]`.
    pub path: String,
    /// The priority that it finds; `None` before the first grade.
    pub from: Option<Priority>,
    /// The priority that it gives.
    pub to: Priority,
}

/// For a rule that another priority arms anew: the shortest chain of raises, its own first, after which it may begin again.
///
/// A raise always leads to a higher priority, so a chain has at most four links and every one is tried.
pub(super) fn own_cascade(rules: &[Rule], position: usize) -> Option<Vec<RaiseStep>> {
    let rule = rules.get(position).filter(|rule| rule.on_regrade == OnRegrade::Rearm)?;
    let own = raises(rule);
    let first = rule.when.priorities().filter_map(|from| link(position, &own, from));
    let mut chains: Vec<Vec<RaiseStep>> = first.map(|link| vec![link]).collect();
    let mut known: Vec<Priority> = Vec::new();
    while !chains.is_empty() {
        if let Some(found) = chains.iter().find(|chain| rule.when.fit_priority(reached(chain))) {
            return Some(found.clone());
        }
        let mut longer = Vec::new();
        for chain in chains {
            let from = reached(&chain);
            if from.is_none_or(|from| known.contains(&from)) {
                continue;
            }
            known.extend(from);
            for (other, next) in rules.iter().enumerate().filter(|&(other, _)| other != position) {
                if !next.when.fit_priority(from) || !meet(rule, next) {
                    continue;
                }
                if let Some(link) = link(other, &raises(next), from) {
                    longer.push(chain.iter().cloned().chain([link]).collect());
                }
            }
        }
        chains = longer;
    }
    None
}

fn reached(chain: &[RaiseStep]) -> Option<Priority> {
    chain.last().map(|link| link.to)
}

fn raises(rule: &Rule) -> Vec<PriorityRaise> {
    let acts = rule.steps.iter().flat_map(|step| &step.acts);
    acts.filter_map(|act| if let Act::RaisePriority(raise) = act { Some(*raise) } else { None }).collect()
}

/// The first of a rule's raises that has an effect is the only one.
fn link(position: usize, raises: &[PriorityRaise], from: Option<Priority>) -> Option<RaiseStep> {
    let to = raises.iter().find_map(|raise| raise.of(from))?;
    Some(RaiseStep { path: format!("rules[{position}]"), from, to })
}

/// Whether some ticket, whatever its priority and level, fits both.
fn meet(left: &Rule, right: &Rule) -> bool {
    fn common<T: Ord>(left: &[T], right: &[T]) -> bool {
        left.is_empty()
            || right.iter().any(|value| all_of(left, core::slice::from_ref(value)))
            || right.is_empty()
    }
    let (left, right) = (&left.when, &right.when);
    common(&left.tier, &right.tier) && common(&left.kind, &right.kind) && common(&left.class, &right.class)
}
