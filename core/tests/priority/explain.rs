//! Why a case has its grade, and what would give it another.

use aftersales::priority::{GradeExplanation, RuleState};
use aftersales::vocabulary::Priority;
use aftersales::wire::GradeExplanationDocument;
use serde_json::{Value, json};

use crate::desk::{case, compile, graded, policy};

fn explained(changes: &[(&str, Value)]) -> GradeExplanation {
    let policy = policy();
    policy.explain(&policy.read(&case(changes)).unwrap()).unwrap()
}

#[test]
fn every_rule_says_what_became_of_it() {
    let changes = [("tier", json!("strategic")), ("kind", json!("enquiry")), ("units_down", json!(3))];
    let explanation = explained(&changes);
    let told: Vec<_> =
        explanation.rules.iter().map(|rule| (rule.path.as_str(), rule.state, rule.priority)).collect();
    assert_eq!(
        told,
        [
            ("base.cells.minor.one", RuleState::Decided, Some(Priority::P3)),
            ("modifiers[0]", RuleState::Fired, Some(Priority::P2)),
            ("modifiers[1]", RuleState::Fired, Some(Priority::P3)),
            ("modifiers[2]", RuleState::NotMet, None),
            ("hazards[0]", RuleState::NotMet, None),
            ("hazards[1]", RuleState::NotMet, None),
        ]
    );
    assert_eq!(explanation.grade, graded(&policy(), &changes));
    assert_eq!(explanation.rules[1].note.as_deref(), Some("dedicated adviser"));
    assert_eq!(
        explanation.rules[4].unmet.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["safety_hazard"]
    );
}

#[test]
fn a_rule_that_changes_nothing_is_without_effect() {
    let explanation =
        explained(&[("severity", json!("severe")), ("impact", json!("many")), ("units_down", json!(50))]);
    assert_eq!(explanation.rules[3].state, RuleState::WithoutEffect);
    assert_eq!(explanation.grade.priority(), Priority::P2);
}

#[test]
fn facts_name_values_and_keywords_but_not_the_text() {
    let explanation = explained(&[("symptom", json!("MB overheat, then production DOWN"))]);
    let fact = |name: &str| explanation.facts.iter().find(|fact| fact.input.as_str() == name).unwrap();
    assert_eq!(fact("severity").value, Some("minor".into()));
    assert_eq!(fact("safety_hazard").value, Some(false.into()));
    assert_eq!(fact("units_down").value, None);
    let symptom = fact("symptom");
    assert_eq!(symptom.value, None);
    let words: Vec<_> =
        symptom.keywords.iter().map(|found| (found.list.as_str(), found.word.as_str())).collect();
    assert_eq!(words, [("danger", "Overheat"), ("outage", "production down")]);
}

#[test]
fn the_nearest_other_grades_are_told_and_true() {
    let changes = [("severity", json!("severe")), ("units_down", json!(4))];
    let explanation = explained(&changes);
    assert_eq!(explanation.grade.priority(), Priority::P3);
    let nearest = |input: &str, priority: Priority| {
        let found = explanation.alternatives.iter();
        let mut found = found.filter(|each| each.input.as_str() == input && each.priority == priority);
        found.next().map(|each| each.value.clone())
    };
    assert_eq!(nearest("impact", Priority::P2), Some(Some("some".into())));
    assert_eq!(nearest("severity", Priority::P4), Some(Some("blemish".into())));
    assert_eq!(nearest("severity", Priority::P2), Some(Some("unusable".into())));
    assert_eq!(nearest("tier", Priority::P2), Some(Some("strategic".into())));
    assert_eq!(nearest("units_down", Priority::P2), Some(Some(10.into())));
    assert_eq!(nearest("safety_hazard", Priority::P1), Some(Some(true.into())));
    assert_eq!(nearest("symptom", Priority::P1), Some(Some("漏液".into())));
    assert_eq!(nearest("kind", Priority::P4), None);
    for each in &explanation.alternatives {
        let mut changed = case(&changes);
        match &each.value {
            Some(value) => drop(changed.insert(each.input.to_string(), value.clone())),
            None => drop(changed.remove(each.input.as_str())),
        }
        let policy = policy();
        assert_eq!(
            policy.grade(&policy.read(&changed).unwrap()).unwrap().priority(),
            each.priority,
            "{each:?}"
        );
    }
}

#[test]
fn leaving_an_input_out_can_be_the_change() {
    let explanation = explained(&[("units_down", json!(10_000))]);
    assert_eq!(explanation.grade.priority(), Priority::P2);
    let changes: Vec<_> =
        explanation.alternatives.iter().filter(|each| each.input.as_str() == "units_down").collect();
    // Fewer units come before no answer.
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].value.clone(), changes[0].priority), (Some(9.into()), Priority::P3));
}

/// Numbers that lie apart are met by the same tests, but what lies between them is not.
#[test]
fn the_nearest_number_can_lie_among_others() {
    let policy = compile(&json!({
        "inputs": [{"type": "number", "name": "age", "unit": "hours", "least": 0, "most": 12, "order": "none"}],
        "base": {"type": "table", "hit_policy": "first", "rows": [
            {"when": {"age": {"one_of": [0, 3, 9]}}, "then": {"priority": "P1"}},
            {"then": {"priority": "P4"}}
        ]}
    }))
    .unwrap();
    for (age, nearest) in [(0, 1), (1, 0), (2, 3), (3, 2), (5, 3), (7, 9), (9, 8), (12, 9)] {
        let case = serde_json::from_value(json!({"age": age})).unwrap();
        let explanation = policy.explain(&policy.read(&case).unwrap()).unwrap();
        let values: Vec<_> =
            explanation.alternatives.iter().map(|each| each.value.clone().unwrap()).collect();
        assert_eq!(values, [nearest.into()], "from {age}");
    }
}

#[test]
fn rows_of_a_table_say_which_decided_and_which_came_too_late() {
    let policy = compile(&json!({
        "inputs": [
            {"type": "number", "name": "loss", "unit": "EUR", "least": 0, "most": 100000, "order": "rising"},
            {"type": "yes_no", "name": "usable", "order": "falling"}
        ],
        "base": {"type": "table", "hit_policy": "first", "rows": [
            {"when": {"loss": {"above": 5000}, "usable": {"one_of": [false]}}, "then": {"priority": "P1"}},
            {"when": {"loss": {"above": 1000}}, "then": {"priority": "P2"}, "note": "dear"},
            {"then": {"priority": "P4"}}
        ]}
    }))
    .unwrap();
    let case = serde_json::from_value(json!({"loss": 9000, "usable": true})).unwrap();
    let explanation = policy.explain(&policy.read(&case).unwrap()).unwrap();
    let document = serde_json::to_value(GradeExplanationDocument::from(&explanation)).unwrap();
    assert_eq!(
        document["rules"],
        json!([
            {"path": "base.rows[0]", "state": "not_met", "unmet": ["usable"]},
            {"path": "base.rows[1]", "state": "decided", "priority": "P2", "note": "dear"},
            {"path": "base.rows[2]", "state": "pre_empted"}
        ])
    );
    assert_eq!(
        document["alternatives"],
        json!([
            {"input": "loss", "value": 1000, "priority": "P4"},
            {"input": "usable", "value": false, "priority": "P1"}
        ])
    );
    assert_eq!(document["facts"][0], json!({"input": "loss", "value": 9000}));
}
