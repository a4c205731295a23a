//! Any text as a grading document with cases.

use std::collections::BTreeMap;

use aftersales::priority::GradingPolicy;
use aftersales::vocabulary::Priority;
use aftersales::wire::{ErrorDocument, GradingDocument, InputValue, read_document};
use serde::Deserialize;

use super::well_refused;

/// What a seed holds.
#[derive(Deserialize)]
struct Desk {
    document: GradingDocument,
    cases: Vec<BTreeMap<String, InputValue>>,
}

pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let desk = match read_document::<Desk>(text) {
        Ok(desk) => desk,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    let policy = match GradingPolicy::compile(&desk.document) {
        Ok(policy) => policy,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    for case in &desk.cases {
        match policy.read(case) {
            Ok(_) => graded(&policy, case),
            Err(error) => well_refused(&ErrorDocument::from(&error)),
        }
    }
    for finding in policy.findings() {
        if let Some(witness) = finding.witness() {
            graded(&policy, witness.values());
        }
    }
}

/// A case that can be read has a grade, a hazard is P1, the explanation has the same grade, and what it offers is true.
fn graded(policy: &GradingPolicy, case: &BTreeMap<String, InputValue>) {
    let inputs = policy.read(case).expect("it was found good, or is a witness");
    let grade = policy.grade(&inputs).expect("the inputs are its own");
    assert!(!grade.is_safety_hazard() || grade.priority() == Priority::P1);
    let explanation = policy.explain(&inputs).expect("the inputs are its own");
    assert_eq!(explanation.grade, grade);
    for each in &explanation.alternatives {
        let mut changed = case.clone();
        match &each.value {
            Some(value) => drop(changed.insert(each.input.to_string(), value.clone())),
            None => drop(changed.remove(each.input.as_str())),
        }
        let inputs = policy.read(&changed).expect("an alternative can be read");
        assert_eq!(policy.grade(&inputs).expect("they are its own").priority(), each.priority);
    }
}
