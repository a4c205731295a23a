//! From a document to a policy.

use std::sync::Arc;

use super::PriorityError;
use super::analysis::{Grid, refuse_overlaps};
use super::classes::Classes;
use super::condition::{Condition, refuse_too_many};
use super::input::{Schema, not_allowed};
use super::modifier::{hazards, modifiers};
use super::policy::Policy;
use super::proof::{Proof, prove};
use super::rules::{Output, Rules, RulesKind, name};
use crate::vocabulary::Priority;
use crate::wire::{GradingDocument, HitPolicyDocument, OutputDocument, RulesDocument, revision};

pub(super) fn compile(document: &GradingDocument) -> Result<Policy, PriorityError> {
    let schema = Schema::compile(&document.inputs)?;
    if let RulesDocument::Table { hit_policy, .. } = &document.base {
        one_answer(*hit_policy)?;
    }
    let rules = Rules::compile("base", &document.base, &schema, &[priorities()?])?;
    let hazards = hazards(&document.hazards, &schema)?;
    let modifiers = modifiers(&document.modifiers, &schema)?;
    let conditions: Vec<&Condition> = rules
        .conditions()
        .iter()
        .chain(hazards.iter().map(|hazard| &hazard.condition))
        .chain(modifiers.iter().flat_map(|modifier| &modifier.any))
        .collect();
    refuse_too_many(&conditions)?;
    let classes = Classes::of(&schema, &conditions, &rules.told_apart());
    if let RulesKind::Table(table) = &rules.kind {
        let grid = Grid::of(&classes, &table.conditions);
        refuse_overlaps(&grid, table.hit_policy, &rules.entries, &schema, &classes)?;
        grid.refuse_gap("base.rows", &schema, &classes)?;
    }
    let mut policy = Policy {
        revision: revision(document, "")?,
        schema: Arc::new(schema),
        rules,
        hazards,
        modifiers,
        classes,
        proof: Proof::default(),
    };
    policy.proof = prove(&policy)?;
    Ok(policy)
}

fn priorities() -> Result<Output, PriorityError> {
    let values = Priority::ALL.iter().map(ToString::to_string).collect();
    let document = OutputDocument { name: "priority".to_owned(), values };
    let mut outputs = super::rules::outputs(&[document])?;
    outputs.pop().ok_or_else(|| not_allowed("base", "", "it has one output, the priority"))
}

/// A ticket has one priority.
fn one_answer(hit_policy: HitPolicyDocument) -> Result<(), PriorityError> {
    match hit_policy {
        HitPolicyDocument::Unique
        | HitPolicyDocument::Any
        | HitPolicyDocument::First
        | HitPolicyDocument::Priority
        | HitPolicyDocument::CollectMin
        | HitPolicyDocument::CollectMax => Ok(()),
        HitPolicyDocument::RuleOrder
        | HitPolicyDocument::OutputOrder
        | HitPolicyDocument::Collect
        | HitPolicyDocument::CollectCount => {
            let allowed = "use one of `unique`, `any`, `first`, `priority`, `collect_min`, `collect_max`";
            Err(not_allowed("base.hit_policy", name(hit_policy), allowed))
        }
    }
}
