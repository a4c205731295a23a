//! Documents that do not compile, and findings: each is shown by its witness, and none is there without one.

use std::collections::BTreeMap;

use aftersales::priority::{GradingFindingKind, GradingPolicy, PriorityError};
use aftersales::wire::{InputValue, RulesDocument};
use aftersales_tests::oracle::GradingOracle;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::config;
use crate::generate::scenes;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_refused_is_shown_by_its_witness(scene in scenes()) {
        let oracle = GradingOracle::new(scene.document.clone());
        match GradingPolicy::compile(&scene.document) {
            Ok(_) => {}
            Err(PriorityError::Gap { witness, .. }) => {
                prop_assert!(oracle.wrong(witness.values()).is_empty(), "{}", witness);
                prop_assert_eq!(oracle.rows(witness.values()), Vec::<usize>::new());
            }
            Err(PriorityError::Overlap { first, second, witness, .. }) => {
                let rows = oracle.rows(witness.values());
                let paths: Vec<String> = rows.iter().map(|row| format!("base.rows[{row}]")).collect();
                prop_assert!(paths.contains(&first) && paths.contains(&second), "{:?} for {}", paths, witness);
            }
            Err(PriorityError::Lowered { input, from, to, before, after, witness }) => {
                prop_assert!(after > before);
                let mut case = witness.values().clone();
                prop_assert_eq!(oracle.grade(&case).unwrap().priority, before.as_str()[1..].parse::<u8>().unwrap());
                for (value, priority) in [(from, before), (to, after)] {
                    // The message shows numbers and lists of keywords as text.
                    let value = match (input.as_str(), value.parse::<i64>()) {
                        ("age", Ok(number)) => InputValue::from(number),
                        ("symptom", _) => continue,
                        _ => value.as_str().into(),
                    };
                    case.insert(input.clone(), value);
                    let graded = oracle.grade(&case).unwrap().priority;
                    prop_assert_eq!(graded, priority.as_str()[1..].parse::<u8>().unwrap(), "{:?}", case);
                }
            }
            // Hazards that an optional input tells.
            Err(PriorityError::NotAllowed { path, .. }) => prop_assert!(path.starts_with("hazards")),
            // Two lists can draw the same word in another case.
            Err(PriorityError::Duplicate { path, .. }) => prop_assert!(path.contains("words")),
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn rows_that_never_decide_decide_nothing(scene in scenes()) {
        let Ok(policy) = GradingPolicy::compile(&scene.document) else { return Ok(()) };
        let oracle = GradingOracle::new(scene.document.clone());
        let deciding = |case: &BTreeMap<String, InputValue>| oracle.grade(case).unwrap().fired[0].clone();
        let findings = policy.findings();
        let cases = scene.cases.iter().filter(|case| oracle.wrong(case).is_empty());
        let mut decided: Vec<String> = cases.map(&deciding).collect();
        for finding in &findings {
            let holding = |case: &BTreeMap<String, InputValue>, path: &str| {
                oracle.rows(case).iter().any(|row| format!("base.rows[{row}]") == path)
            };
            if let Some(witness) = finding.witness() {
                prop_assert!(oracle.wrong(witness.values()).is_empty());
                decided.push(deciding(witness.values()));
            }
            match &finding.kind {
                GradingFindingKind::PreEmpted { by, witness } => {
                    prop_assert!(holding(witness.values(), &finding.path) && holding(witness.values(), by));
                }
                GradingFindingKind::Crossing { other, witness } => {
                    prop_assert!(holding(witness.values(), &finding.path) && holding(witness.values(), other));
                }
                GradingFindingKind::InVain { witness } => {
                    prop_assert!(oracle.grade(witness.values()).unwrap().fired.contains(&finding.path));
                }
                _ => {}
            }
        }
        let never = findings.iter().filter(|finding| {
            matches!(finding.kind, GradingFindingKind::PreEmpted { .. } | GradingFindingKind::NeverHolds)
        });
        for finding in never {
            prop_assert!(!decided.contains(&finding.path), "{}", finding.path);
        }
        // Modifiers that are in vain or never hold can go without changing a grade.
        let mut without = scene.document.clone();
        let useless = |position: usize| {
            let path = format!("modifiers[{position}]");
            findings.iter().any(|finding| finding.path == path)
        };
        let mut position = 0;
        without.modifiers.retain(|_| {
            position += 1;
            !useless(position - 1)
        });
        let without = GradingOracle::new(without);
        for case in scene.cases.iter().filter(|case| oracle.wrong(case).is_empty()) {
            prop_assert_eq!(oracle.grade(case).unwrap().priority, without.grade(case).unwrap().priority);
        }
    }
}

/// The documents are not all refused for one reason: the laws would then hold of nothing.
#[test]
fn the_generator_makes_all_sorts_of_documents() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..600 {
        let scene = scenes().new_tree(&mut runner).unwrap().current();
        let what = match GradingPolicy::compile(&scene.document) {
            Ok(_) if matches!(scene.document.base, RulesDocument::Matrix { .. }) => "matrix",
            Ok(_) => "table",
            Err(error) => error.code(),
        };
        *met.entry(what).or_default() += 1;
    }
    for (what, least) in [
        ("matrix", 60),
        ("table", 60),
        ("priority.table.gap", 20),
        ("priority.table.overlap", 10),
        ("priority.order.lowered", 60),
    ] {
        assert!(met.get(what).is_some_and(|count| *count >= least), "{what}: {met:?}");
    }
}
