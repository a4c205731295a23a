//! Documents that compile: the oracle's grades, explanations that agree, columns that agree, nothing lowered.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::priority::{
    Column, GradingFindingKind, GradingPolicy, NO_INDEX, NO_NUMBER, PriorityError, RuleState,
};
use aftersales::vocabulary::Priority;
use aftersales::wire::{GradingInputDocument, InputValue, OrderDocument};
use aftersales_tests::oracle::GradingOracle;
use proptest::prelude::*;

use crate::config;
use crate::generate::{Scene, scenes};

/// The cases that the policy reads, with the grade that the oracle gives.
fn right(scene: &Scene, oracle: &GradingOracle) -> Vec<(BTreeMap<String, InputValue>, u8)> {
    let right = scene.cases.iter().filter(|case| oracle.wrong(case).is_empty());
    right.map(|case| (case.clone(), oracle.grade(case).unwrap().priority)).collect()
}

fn compiled(scene: &Scene) -> Option<(GradingPolicy, GradingOracle)> {
    let policy = GradingPolicy::compile(&scene.document).ok()?;
    Some((policy, GradingOracle::new(scene.document.clone())))
}

fn number(priority: Priority) -> u8 {
    priority.as_str()[1..].parse().unwrap()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn grades_and_refusals_as_the_oracle_gives_them(scene in scenes()) {
        let Some((policy, oracle)) = compiled(&scene) else { return Ok(()) };
        for case in &scene.cases {
            let wrong = oracle.wrong(case);
            match policy.read(case) {
                Err(PriorityError::Inputs { problems }) => {
                    let named: BTreeSet<String> = problems.iter().map(|problem| problem.field.clone()).collect();
                    prop_assert_eq!(named, wrong);
                }
                Err(error) => prop_assert!(false, "{}", error),
                Ok(inputs) => {
                    prop_assert!(wrong.is_empty());
                    let grade = policy.grade(&inputs).unwrap();
                    let expected = oracle.grade(case);
                    prop_assert!(expected.is_some(), "the base has no answer for {:?}", case);
                    let expected = expected.unwrap();
                    prop_assert_eq!(number(grade.priority()), expected.priority);
                    prop_assert_eq!(grade.is_safety_hazard(), expected.safety_hazard);
                    prop_assert_eq!(grade.fired().collect::<Vec<_>>(), expected.fired);
                }
            }
        }
    }

    #[test]
    fn explanations_agree_with_grades(scene in scenes()) {
        let Some((policy, oracle)) = compiled(&scene) else { return Ok(()) };
        for (case, priority) in right(&scene, &oracle) {
            let inputs = policy.read(&case).unwrap();
            let explanation = policy.explain(&inputs).unwrap();
            prop_assert_eq!(&explanation.grade, &policy.grade(&inputs).unwrap());
            let held = explanation.rules.iter().filter(|rule| {
                matches!(rule.state, RuleState::Decided | RuleState::Fired | RuleState::WithoutEffect)
            });
            let held: Vec<&str> = held.map(|rule| rule.path.as_str()).collect();
            prop_assert_eq!(held, explanation.grade.fired().collect::<Vec<_>>());
            let last = explanation.rules.iter().filter_map(|rule| rule.priority).next_back();
            prop_assert_eq!(last.map(number), Some(priority), "the last rule that changed it gave it");
            for rule in &explanation.rules {
                prop_assert_eq!(rule.unmet.is_empty(), rule.state != RuleState::NotMet, "{:?}", rule);
            }
            alternatives_are_all_there_is(&policy, &oracle, &case, priority)?;
        }
    }

    #[test]
    fn columns_agree_with_rows(scene in scenes()) {
        let Some((policy, oracle)) = compiled(&scene) else { return Ok(()) };
        let cases = right(&scene, &oracle);
        let texts: BTreeMap<&str, Vec<String>> = policy
            .input_names()
            .map(|name| (name, cases.iter().filter_map(|(case, _)| Some(case.get(name)?.to_string())).collect()))
            .collect();
        let words: BTreeMap<&str, Vec<&str>> =
            texts.iter().map(|(name, texts)| (*name, texts.iter().map(String::as_str).collect())).collect();
        let (mut indices, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        for name in policy.input_names() {
            let mut given = 0_u32..;
            let index = |(case, _): &(BTreeMap<String, InputValue>, u8)| {
                case.get(name).map_or(NO_INDEX, |_| given.next().unwrap())
            };
            indices.insert(name, cases.iter().map(index).collect::<Vec<u32>>());
            let number = |(case, _): &(BTreeMap<String, InputValue>, u8)| match case.get(name) {
                Some(InputValue::Number(number)) => *number,
                _ => NO_NUMBER,
            };
            numbers.insert(name, cases.iter().map(number).collect::<Vec<i64>>());
        }
        let columns: Vec<(&str, Column<'_>)> = policy
            .input_names()
            .map(|name| match name {
                "age" => (name, Column::Numbers(&numbers[name])),
                _ => (name, Column::Words { dictionary: &words[name], indices: &indices[name] }),
            })
            .collect();
        let mut out = vec![Priority::P1; cases.len()];
        policy.grade_columns(&columns, &mut out).unwrap();
        let expected: Vec<u8> = cases.iter().map(|(_, priority)| *priority).collect();
        prop_assert_eq!(out.into_iter().map(number).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn keywords_that_rise_never_lower(scene in scenes()) {
        let Some((policy, oracle)) = compiled(&scene) else { return Ok(()) };
        let lists = scene.document.inputs.iter().find_map(|input| match input {
            GradingInputDocument::Text { keywords, .. } => Some(keywords),
            _ => None,
        });
        let Some(lists) = lists else { return Ok(()) };
        prop_assume!(!policy.findings().iter().any(|finding| matches!(finding.kind, GradingFindingKind::NotProved { .. })));
        for (case, priority) in right(&scene, &oracle) {
            let Some(text) = case.get("symptom").map(ToString::to_string) else { continue };
            for word in lists.iter().flat_map(|list| &list.words) {
                let more = format!("{text}\n{word}");
                let found = |text: &str, words: &[String]| {
                    words.iter().any(|word| text.to_lowercase().contains(&word.to_lowercase()))
                };
                let mut added = lists.iter().filter(|list| found(&more, &list.words) && !found(&text, &list.words));
                if added.all(|list| list.order == OrderDocument::Rising) {
                    let mut changed = case.clone();
                    changed.insert("symptom".to_owned(), more.as_str().into());
                    prop_assert!(oracle.grade(&changed).unwrap().priority <= priority, "{:?}", changed);
                }
            }
        }
    }

    #[test]
    fn more_of_what_rises_never_lowers(scene in scenes()) {
        let Some((policy, oracle)) = compiled(&scene) else { return Ok(()) };
        let findings = policy.findings();
        prop_assume!(!findings.iter().any(|finding| matches!(finding.kind, GradingFindingKind::NotProved { .. })));
        for (case, priority) in right(&scene, &oracle) {
            for input in &scene.document.inputs {
                let (name, values, order) = match input {
                    GradingInputDocument::Choice { name, values, order, .. } => {
                        (name, values.iter().map(|value| value.as_str().into()).collect(), *order)
                    }
                    GradingInputDocument::YesNo { name, order, .. } => {
                        (name, vec![InputValue::from("no"), InputValue::from("yes")], *order)
                    }
                    GradingInputDocument::Number { name, least, most, order, .. } => {
                        (name, (*least..=*most).map(InputValue::from).collect(), *order)
                    }
                    _ => continue,
                };
                let Some(now) = case.get(name).map(ToString::to_string) else { continue };
                let place = values.iter().position(|value: &InputValue| value.to_string() == now).unwrap();
                for (other, value) in values.iter().enumerate() {
                    let mut changed = case.clone();
                    changed.insert(name.clone(), value.clone());
                    let then = oracle.grade(&changed).unwrap().priority;
                    let rises = match order {
                        OrderDocument::Rising => other > place,
                        OrderDocument::Falling => other < place,
                        _ => continue,
                    };
                    prop_assert!(!rises || then <= priority, "{} in place of {}: {:?}", value, now, case);
                }
            }
        }
    }
}

/// Every single change of an input leads to a grade that the explanation names for it, and what it names is true.
fn alternatives_are_all_there_is(
    policy: &GradingPolicy,
    oracle: &GradingOracle,
    case: &BTreeMap<String, InputValue>,
    priority: u8,
) -> Result<(), TestCaseError> {
    let explanation = policy.explain(&policy.read(case).unwrap()).unwrap();
    let mut told: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for each in &explanation.alternatives {
        let mut changed = case.clone();
        match &each.value {
            Some(value) => drop(changed.insert(each.input.to_string(), value.clone())),
            None => drop(changed.remove(each.input.as_str())),
        }
        prop_assert!(oracle.wrong(&changed).is_empty(), "{:?}", each);
        prop_assert_eq!(oracle.grade(&changed).unwrap().priority, number(each.priority), "{:?}", each);
        prop_assert_ne!(number(each.priority), priority);
        prop_assert!(told.entry(each.input.as_str()).or_default().insert(number(each.priority)));
    }
    for (input, values) in [
        ("severity", vec!["v0".into(), "v1".into(), "v2".into(), "v3".into()]),
        ("danger", vec![true.into(), false.into()]),
        ("age", (0..=12).map(InputValue::from).collect()),
        ("symptom", ["abc", "冒烟", "停机", "", "ca", "CAB"].map(InputValue::from).to_vec()),
    ] {
        for value in values {
            let mut changed = case.clone();
            changed.insert(input.to_owned(), value);
            if oracle.wrong(&changed).is_empty() {
                let then = oracle.grade(&changed).unwrap().priority;
                let named = told.get(input).is_some_and(|told| told.contains(&then));
                prop_assert!(then == priority || named, "{:?} is not told", changed);
            }
        }
    }
    Ok(())
}
