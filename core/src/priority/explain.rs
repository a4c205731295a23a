use super::classes::{InputClasses, Sample};
use super::condition::Condition;
use super::grade::bit;
use super::input::{Input, InputKind};
use super::keywords::Found;
use super::policy::Policy;
use super::rules::{Entry, RulesKind};
use super::{Grade, GradingPolicy, Inputs, PriorityError};
use crate::vocabulary::{Name, Priority};
use crate::wire::{
    AlternativeDocument, FactDocument, FoundKeywordDocument, GradeExplanationDocument, InputValue,
    RuleReadingDocument,
};

/// How a grade came about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GradeExplanation {
    /// The grade.
    pub grade: Grade,
    /// What is known of the inputs that some rule asks about, in the order of the document.
    pub facts: Vec<Fact>,
    /// Every rule in the order in which it is applied: the rows of the base (of a matrix the one cell), modifiers, hazards.
    pub rules: Vec<RuleReading>,
    /// For each input and each other grade the nearest value that would give it, if this input alone changed; of a text
    /// keywords that would do.
    pub alternatives: Vec<Alternative>,
}

/// What is known of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// The input.
    pub input: Name,
    /// Its value; `None` where it was left out, and of a text, of which only keywords are kept.
    pub value: Option<InputValue>,
    /// The keywords found in a text, the first of each list.
    pub keywords: Vec<FoundKeyword>,
}

/// A keyword that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundKeyword {
    /// The list it is of.
    pub list: Name,
    /// The keyword as the document writes it.
    pub word: Name,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleReading {
    /// Where it stands in the document.
    pub path: String,
    /// What became of it.
    pub state: RuleState,
    /// The inputs that did not meet its tests; where several conditions are alternatives, those of the nearest.
    pub unmet: Vec<Name>,
    /// The priority after it, where it set or changed it.
    pub priority: Option<Priority>,
    /// What the document says of it.
    pub note: Option<String>,
}

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RuleState {
    /// The row or cell of the base that gave the answer.
    Decided,
    /// It held and changed the grade, or it is a hazard that stands.
    Fired,
    /// It held, but the grade was so already.
    WithoutEffect,
    /// A row that held, where another gave the answer.
    PreEmpted,
    /// It did not hold.
    NotMet,
}

/// A change of one input that gives another grade.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alternative {
    /// The input.
    pub input: Name,
    /// Its nearest value with that grade, of a text some keywords; `None`: left out.
    pub value: Option<InputValue>,
    /// The grade then.
    pub priority: Priority,
}

impl RuleState {
    /// The state as the wire writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Fired => "fired",
            Self::WithoutEffect => "without_effect",
            Self::PreEmpted => "pre_empted",
            Self::NotMet => "not_met",
        }
    }
}

impl GradingPolicy {
    /// How the grade of a case comes about.
    ///
    /// # Errors
    ///
    /// [`PriorityError::ForeignInputs`] for inputs that were read under a document with other inputs.
    pub fn explain(&self, inputs: &Inputs) -> Result<GradeExplanation, PriorityError> {
        let grade = self.grade(inputs)?;
        let policy = &*self.0;
        Ok(GradeExplanation {
            facts: facts(policy, inputs),
            rules: rules(policy, inputs, &grade),
            alternatives: alternatives(policy, inputs, grade.priority()),
            grade,
        })
    }
}

fn facts(policy: &Policy, inputs: &Inputs) -> Vec<Fact> {
    let told_apart = policy.rules.told_apart();
    let each = policy.schema.inputs.iter().zip(&inputs.slots).enumerate();
    let asked = each.filter(|(position, _)| {
        told_apart.contains(position)
            || policy.conditions().any(|condition| condition.test_of(*position).is_some())
    });
    let fact = |(position, (input, slot)): (usize, (&Input, &Option<i64>))| Fact {
        input: input.name.clone(),
        value: slot.and_then(|slot| input.value(slot)),
        keywords: found(inputs, position).filter_map(|found| keyword(input, found)).collect(),
    };
    asked.map(fact).collect()
}

fn found(inputs: &Inputs, position: usize) -> impl Iterator<Item = Found> + '_ {
    inputs.found.iter().filter(move |(input, _)| *input == position).map(|(_, found)| *found)
}

fn keyword(input: &Input, found: Found) -> Option<FoundKeyword> {
    let InputKind::Text(keywords) = &input.kind else { return None };
    let (list, keyword) = keywords.word(found)?;
    Some(FoundKeyword { list: list.name.clone(), word: keyword.written.clone() })
}

fn rules(policy: &Policy, inputs: &Inputs, grade: &Grade) -> Vec<RuleReading> {
    let slots = &inputs.slots;
    let unmet = |conditions: &[Condition]| {
        let each = conditions.iter().map(|condition| unmet_of(policy, condition, slots));
        each.min_by_key(Vec::len).unwrap_or_default()
    };
    let outcome = grade.outcome;
    let base = |entry: &Entry, decided| RuleReading {
        path: entry.path.clone(),
        state: RuleState::Decided,
        unmet: Vec::new(),
        priority: Some(decided),
        note: entry.note.clone(),
    };
    let mut readings = Vec::new();
    let mut priority = outcome.entry.map_or(Priority::P1, |entry| policy.base(entry));
    for (position, entry) in policy.rules.entries.iter().enumerate() {
        if outcome.entry == Some(position) {
            readings.push(base(entry, priority));
        } else if let RulesKind::Table(table) = &policy.rules.kind {
            let condition = table.conditions.get(position);
            let unmet =
                condition.map(|condition| unmet(core::slice::from_ref(condition))).unwrap_or_default();
            let state = if unmet.is_empty() { RuleState::PreEmpted } else { RuleState::NotMet };
            readings.push(RuleReading { state, unmet, priority: None, ..base(entry, priority) });
        }
    }
    for (position, modifier) in (0_u32..).zip(&policy.modifiers) {
        let (state, after) = match (bit(outcome.fired, position), bit(outcome.changed, position)) {
            (false, _) => (RuleState::NotMet, None),
            (true, false) => (RuleState::WithoutEffect, None),
            (true, true) => {
                priority = modifier.change.apply(priority);
                (RuleState::Fired, Some(priority))
            }
        };
        let (path, note) = (modifier.path.clone(), modifier.note.clone());
        readings.push(RuleReading { path, state, unmet: unmet(&modifier.any), priority: after, note });
    }
    for (position, hazard) in (0_u32..).zip(&policy.hazards) {
        let stands = bit(outcome.hazards.into(), position);
        readings.push(RuleReading {
            path: hazard.path.clone(),
            state: if stands { RuleState::Fired } else { RuleState::NotMet },
            unmet: unmet(core::slice::from_ref(&hazard.condition)),
            priority: stands.then_some(Priority::P1),
            note: None,
        });
    }
    readings
}

fn unmet_of(policy: &Policy, condition: &Condition, slots: &[Option<i64>]) -> Vec<Name> {
    let failing =
        condition.tests.iter().filter(|(input, test)| !test.holds(slots.get(*input).copied().flatten()));
    failing
        .filter_map(|(input, _)| policy.schema.inputs.get(*input))
        .map(|input| input.name.clone())
        .collect()
}

fn alternatives(policy: &Policy, inputs: &Inputs, now: Priority) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    let mut slots = inputs.slots.to_vec();
    for (position, (input, classes)) in policy.schema.inputs.iter().zip(&policy.classes.0).enumerate() {
        let current = slots.get(position).copied().flatten();
        let mut candidates = candidates(input, classes, current);
        crate::order::by_key(&mut candidates, |(distance, _)| *distance);
        let mut seen = vec![now];
        for (_, sample) in candidates {
            if let Some(slot) = slots.get_mut(position) {
                *slot = sample.slot();
            }
            let priority = policy.outcome(&slots).priority;
            if !seen.contains(&priority) {
                seen.push(priority);
                alternatives.push(Alternative {
                    input: input.name.clone(),
                    value: sample.value(input),
                    priority,
                });
            }
        }
        if let Some(slot) = slots.get_mut(position) {
            *slot = current;
        }
    }
    alternatives
}

/// The values that may give another grade, with how far off they are: places of a choice, a difference of numbers, lists of
/// keywords. Leaving an input out comes last.
fn candidates(input: &Input, classes: &InputClasses, current: Option<i64>) -> Vec<(u64, Sample)> {
    let far = |slot: i64| current.map_or(0, |current| current.abs_diff(slot));
    match &input.kind {
        InputKind::Choice(_) | InputKind::YesNo => {
            let places = 0..i64::try_from(input.values().len()).unwrap_or(0);
            let absent = input.is_optional().then_some((u64::MAX, Sample::Absent));
            places.map(|place| (far(place), Sample::Slot(place))).chain(absent).collect()
        }
        InputKind::Number { .. } => {
            let each = classes.classes.iter().map(|class| match (class.sample.slot(), class.last.slot()) {
                (Some(from), Some(to)) => {
                    let nearest = current.unwrap_or(from).max(from).min(to);
                    (far(nearest), Sample::Slot(nearest))
                }
                _ => (u64::MAX, Sample::Absent),
            });
            each.collect()
        }
        InputKind::Text(_) => {
            let tested = classes
                .classes
                .iter()
                .filter_map(|class| class.sample.slot())
                .fold(0, |all, each| all | each);
            let each = classes.classes.iter().map(|class| {
                let lists = class.sample.slot().map(|flags| flags ^ (current.unwrap_or(0) & tested));
                (lists.map_or(u64::MAX, |lists| u64::from(lists.count_ones())), class.sample.clone())
            });
            each.collect()
        }
    }
}

impl From<&GradeExplanation> for GradeExplanationDocument {
    fn from(explanation: &GradeExplanation) -> Self {
        let text = ToString::to_string;
        Self {
            grade: (&explanation.grade).into(),
            facts: explanation.facts.iter().map(fact_document).collect(),
            rules: explanation
                .rules
                .iter()
                .map(|rule| RuleReadingDocument {
                    path: rule.path.clone(),
                    state: rule.state.as_str().to_owned(),
                    unmet: rule.unmet.iter().map(text).collect(),
                    priority: rule.priority.as_ref().map(ToString::to_string),
                    note: rule.note.clone(),
                })
                .collect(),
            alternatives: explanation
                .alternatives
                .iter()
                .map(|each| AlternativeDocument {
                    input: each.input.to_string(),
                    value: each.value.clone(),
                    priority: each.priority.to_string(),
                })
                .collect(),
        }
    }
}

fn fact_document(fact: &Fact) -> FactDocument {
    let keyword = |found: &FoundKeyword| FoundKeywordDocument {
        list: found.list.to_string(),
        word: found.word.to_string(),
    };
    FactDocument {
        input: fact.input.to_string(),
        value: fact.value.clone(),
        keywords: fact.keywords.iter().map(keyword).collect(),
    }
}
