//! All cases of a policy, gone through once when it is compiled.

use super::PriorityError;
use super::classes::Sample;
use super::input::Input;
use super::policy::Policy;
use crate::vocabulary::Priority;

/// Most cases that are gone through, and most looks at a test that this may take.
const MOST_CASES: usize = 250_000;
const MOST_LOOKS: usize = 20_000_000;

/// What going through all cases has shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Proof {
    /// How many cases there are, as far as they can be counted.
    pub(super) cases: usize,
    /// How many would have been gone through.
    pub(super) most: usize,
    /// For each modifier what became of it; empty where there are too many cases.
    pub(super) modifiers: Vec<Use>,
    /// For each hazard whether it stands in some case; empty where there are too many cases.
    pub(super) hazards: Vec<bool>,
}

/// What became of a modifier in all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Use {
    /// It holds for none.
    Never,
    /// It holds, but changes nothing, as for this one.
    InVain(Vec<usize>),
    /// It changes a grade.
    Used,
}

impl Proof {
    pub(super) fn is_complete(&self) -> bool {
        self.cases <= self.most
    }
}

/// Shows that more of an input that rises never lowers a grade.
pub(super) fn prove(policy: &Policy) -> Result<Proof, PriorityError> {
    let cases = policy.classes.cases();
    let most = MOST_LOOKS.checked_div(policy.tests().saturating_add(1)).unwrap_or(0).min(MOST_CASES);
    let mut proof = Proof { cases, most, ..Proof::default() };
    if !proof.is_complete() {
        return Ok(proof);
    }
    proof.modifiers = vec![Use::Never; policy.modifiers.len()];
    proof.hazards = vec![false; policy.hazards.len()];
    let sizes: Vec<usize> = policy.classes.0.iter().map(|input| input.classes.len()).collect();
    let mut priorities = Vec::with_capacity(cases);
    let mut point = vec![0; sizes.len()];
    let mut slots: Vec<Option<i64>> = (0..sizes.len()).map(|input| slot(policy, input, 0)).collect();
    for _ in 0..cases {
        let outcome = policy.outcome(&slots);
        priorities.push(outcome.priority);
        for (position, seen) in (0_u32..).zip(&mut proof.hazards) {
            *seen |= super::grade::bit(outcome.hazards.into(), position);
        }
        // Under a hazard no modifier matters.
        for (position, seen) in (0_u32..).zip(&mut proof.modifiers).filter(|_| outcome.hazards == 0) {
            if super::grade::bit(outcome.changed, position) {
                *seen = Use::Used;
            } else if super::grade::bit(outcome.fired, position) && *seen == Use::Never {
                *seen = Use::InVain(point.clone());
            }
        }
        advance(&mut point, &sizes, |input, class| {
            if let Some(known) = slots.get_mut(input) {
                *known = slot(policy, input, class);
            }
        });
    }
    refuse_lowering(policy, &sizes, &priorities)?;
    Ok(proof)
}

/// The next case: the last input changes first.
fn advance(point: &mut [usize], sizes: &[usize], mut changed: impl FnMut(usize, usize)) {
    for (input, (class, size)) in point.iter_mut().zip(sizes).enumerate().rev() {
        *class = class.saturating_add(1);
        if *class < *size {
            return changed(input, *class);
        }
        *class = 0;
        changed(input, 0);
    }
}

fn slot(policy: &Policy, input: usize, class: usize) -> Option<i64> {
    policy.classes.0.get(input)?.classes.get(class)?.sample.slot()
}

/// `priorities` are those of all cases in the order of [`advance`].
fn refuse_lowering(policy: &Policy, sizes: &[usize], priorities: &[Priority]) -> Result<(), PriorityError> {
    for (position, (input, classes)) in policy.schema.inputs.iter().zip(&policy.classes.0).enumerate() {
        let inner = sizes.iter().skip(position.saturating_add(1)).product::<usize>().max(1);
        let outer = inner.saturating_mul(classes.classes.len()).max(1);
        for step in &classes.steps {
            for start in (0..priorities.len()).step_by(outer) {
                for offset in 0..inner {
                    let case = |class: usize| {
                        start.saturating_add(class.saturating_mul(inner)).saturating_add(offset)
                    };
                    let (Some(before), Some(after)) =
                        (priorities.get(case(step.from)), priorities.get(case(step.to)))
                    else {
                        continue;
                    };
                    if after > before {
                        let mut point = point_of(case(step.from), sizes);
                        if let Some(class) = point.get_mut(position) {
                            *class = step.from;
                        }
                        return Err(PriorityError::Lowered {
                            input: input.name.to_string(),
                            from: shown(&step.less, input),
                            to: shown(&step.more, input),
                            before: *before,
                            after: *after,
                            witness: policy.classes.witness(&policy.schema, &point),
                        });
                    }
                }
            }
        }
    }
    Ok(())
}

/// The classes of a case by its number.
fn point_of(mut case: usize, sizes: &[usize]) -> Vec<usize> {
    let mut point: Vec<usize> = Vec::with_capacity(sizes.len());
    for size in sizes.iter().rev() {
        point.push(case.checked_rem(*size).unwrap_or(0));
        case = case.checked_div(*size).unwrap_or(0);
    }
    point.reverse();
    point
}

fn shown(sample: &Sample, input: &Input) -> String {
    let value = sample.value(input).map(|value| crate::time::shown(&value.to_string()));
    value.unwrap_or_default()
}
