use std::collections::BTreeMap;
use std::sync::Arc;

use super::classes::Classes;
use super::compile::compile;
use super::condition::Condition;
use super::grade::Outcome;
use super::input::Schema;
use super::modifier::{Hazard, Modifier};
use super::proof::Proof;
use super::rules::Rules;
use super::{Grade, Inputs, PriorityError};
use crate::vocabulary::Priority;
use crate::wire::{GradingDocument, InputValue};

/// How urgent a case is, compiled. Cloning is cheap.
///
/// What compiles gives every case a grade, and never a less urgent one for more of an input that is declared to rise,
/// unless [`GradingPolicy::findings`] says that there are too many cases to show it.
///
/// ```
/// use std::collections::BTreeMap;
/// use aftersales::priority::GradingPolicy;
/// use aftersales::vocabulary::Priority;
/// use aftersales::wire::GradingDocument;
///
/// let policy = GradingPolicy::compile(&GradingDocument::from_json(r#"{
///     "inputs": [
///         {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
///         {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
///         {"type": "choice", "name": "tier", "values": ["basic", "strategic"], "order": "rising"},
///         {"type": "text", "name": "symptom", "presence": "optional", "keywords": [
///             {"name": "fire", "words": ["smoke", "冒烟"], "order": "rising"}
///         ]}
///     ],
///     "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
///         "minor": {"one": "P4", "many": "P3"},
///         "severe": {"one": "P3", "many": "P2"}
///     }},
///     "hazards": [{"symptom": {"matches": ["fire"]}}],
///     "modifiers": [{"type": "raise", "by": 1, "when_any": [{"tier": {"one_of": ["strategic"]}}]}]
/// }"#)?)?;
/// let mut case = BTreeMap::new();
/// for (input, value) in [("severity", "severe"), ("impact", "one"), ("tier", "strategic")] {
///     case.insert(input.to_owned(), value.into());
/// }
/// assert_eq!(policy.grade(&policy.read(&case)?)?.priority(), Priority::P2);
/// case.insert("symptom".to_owned(), "主板冒烟".into());
/// assert_eq!(policy.grade(&policy.read(&case)?)?.priority(), Priority::P1);
///
/// case.insert("impact".to_owned(), "High".into());
/// let refused = policy.read(&case).unwrap_err();
/// assert_eq!(refused.to_string(), "`impact` is `High`; it takes `one`, `many`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradingPolicy(pub(super) Arc<Policy>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) revision: String,
    pub(super) schema: Arc<Schema>,
    pub(super) rules: Rules,
    pub(super) hazards: Vec<Hazard>,
    pub(super) modifiers: Vec<Modifier>,
    pub(super) classes: Classes,
    pub(super) proof: Proof,
}

impl GradingPolicy {
    /// Compiles a document.
    ///
    /// The cost is bounded: at most 250,000 cases are gone through (fewer where there are more than 80 tests), and a
    /// document has at most 3,000 tests.
    ///
    /// # Errors
    ///
    /// [`PriorityError`] with the path of what is wrong: a name that is not defined or defined twice, a value that is not
    /// allowed, a matrix without all its cells, a case that no row is for, rows that overlap against the hit policy, more of
    /// an input that lowers the grade against its order, more entries than allowed.
    pub fn compile(document: &GradingDocument) -> Result<Self, PriorityError> {
        Ok(Self(Arc::new(compile(document)?)))
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The names of the inputs, in the order of the document.
    pub fn input_names(&self) -> impl Iterator<Item = &str> {
        self.0.schema.names()
    }

    /// Reads what is known of a case.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Inputs`] with everything that is wrong: fields that the document does not know, required ones that
    /// are missing, values that are not allowed, each with what would be right.
    pub fn read(&self, values: &BTreeMap<String, InputValue>) -> Result<Inputs, PriorityError> {
        Inputs::read(&self.0.schema, values)
    }

    /// The grade of a case. It allocates nothing.
    ///
    /// # Errors
    ///
    /// [`PriorityError::ForeignInputs`] for inputs that were read under a document with other inputs.
    pub fn grade(&self, inputs: &Inputs) -> Result<Grade, PriorityError> {
        inputs.refuse_other(&self.0.schema, &self.0.revision)?;
        Ok(Grade { policy: self.0.clone(), outcome: self.0.outcome(&inputs.slots) })
    }
}

impl Policy {
    /// What the rules make of a case.
    pub(super) fn outcome(&self, slots: &[Option<i64>]) -> Outcome {
        let entry = self.rules.entry(slots);
        // That some entry is for every case was shown when the policy was compiled; the most urgent is on the safe side.
        let mut priority = entry.map_or(Priority::P1, |entry| self.base(entry));
        let (mut fired, mut changed, mut bit) = (0, 0, 1_u128);
        for modifier in &self.modifiers {
            if modifier.holds(slots) {
                fired |= bit;
                let after = modifier.change.apply(priority);
                if after != priority {
                    changed |= bit;
                }
                priority = after;
            }
            bit = bit.wrapping_shl(1);
        }
        let mut hazards = 0;
        for (position, hazard) in (0_u32..).zip(&self.hazards) {
            hazards |= u32::from(hazard.condition.holds(slots)).wrapping_shl(position);
        }
        if hazards != 0 {
            priority = Priority::P1;
        }
        Outcome { priority, entry, hazards, fired, changed }
    }

    /// Every condition there is.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let modifiers = self.modifiers.iter().flat_map(|modifier| &modifier.any);
        let hazards = self.hazards.iter().map(|hazard| &hazard.condition);
        self.rules.conditions().iter().chain(modifiers).chain(hazards)
    }

    /// How many tests there are.
    pub(super) fn tests(&self) -> usize {
        self.conditions().map(|condition| condition.tests.len()).sum()
    }

    /// The priority of a cell or row of the base.
    pub(super) fn base(&self, entry: usize) -> Priority {
        let place = self.rules.entries.get(entry).and_then(|entry| entry.answer.first());
        place.and_then(|place| Priority::ALL.get(*place)).copied().unwrap_or(Priority::P1)
    }
}
