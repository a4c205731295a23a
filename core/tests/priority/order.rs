//! More of what rises never lowers a grade: shown for every case when the policy compiles.

use aftersales::priority::{GradingFindingKind, PriorityError};
use aftersales::vocabulary::Priority;
use serde_json::{Value, json};

use crate::desk::{compile, document, spoilt};

fn lowered(document: &Value) -> (String, String, String, Priority, Priority) {
    match compile(document).unwrap_err() {
        PriorityError::Lowered { input, from, to, before, after, witness } => {
            // The witness is a case of the document, and its grade is the one before.
            let mut free = document.clone();
            for input in free["inputs"].as_array_mut().unwrap() {
                if input["type"] == "text" {
                    for list in input["keywords"].as_array_mut().unwrap() {
                        list["order"] = json!("none");
                    }
                } else {
                    input["order"] = json!("none");
                }
            }
            let policy = compile(&free).unwrap();
            let priority = policy.grade(&policy.read(witness.values()).unwrap()).unwrap().priority();
            assert_eq!(priority, before, "{witness}");
            (input, from, to, before, after)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_cell_that_falls_is_refused_with_a_case() {
    let written = spoilt("/base/cells/severe/many", json!("P4"));
    let (input, from, to, before, after) = lowered(&written);
    assert!(input == "severity" || input == "impact", "{input} {from} {to}");
    assert!(after > before);
}

#[test]
fn a_cap_that_depends_on_what_rises_is_refused() {
    let cap = json!({"type": "at_most", "priority": "P4", "when_any": [{"tier": {"one_of": ["strategic"]}}]});
    let (input, from, to, ..) = lowered(&spoilt("/modifiers/2", cap));
    assert_eq!((input.as_str(), from.as_str(), to.as_str()), ("tier", "growth", "strategic"));
}

#[test]
fn a_keyword_that_lowers_is_refused_unless_its_list_says_so() {
    let mut written = document();
    let cap =
        json!({"type": "at_most", "priority": "P4", "when_any": [{"symptom": {"matches": ["outage"]}}]});
    written["modifiers"][2] = cap;
    let (input, _, to, ..) = lowered(&written);
    assert_eq!(input, "symptom");
    assert!(to.contains("停机"), "{to}");
    written["inputs"][6]["keywords"][1]["order"] = json!("falling");
    assert!(compile(&written).is_ok());
    written["inputs"][6]["keywords"][1]["order"] = json!("none");
    assert!(compile(&written).is_ok());
}

#[test]
fn a_greater_number_that_lowers_is_refused_at_its_edge() {
    let mut written = document();
    let unit = json!({"type": "at_most", "priority": "P4", "when_any": [{"units_down": {"above": 100}}]});
    written["modifiers"].as_array_mut().unwrap().push(unit);
    let (input, from, to, ..) = lowered(&written);
    assert_eq!((input.as_str(), from.as_str(), to.as_str()), ("units_down", "100", "101"));
}

#[test]
fn what_falls_may_not_raise() {
    let written = json!({
        "inputs": [{"type": "number", "name": "days_left", "unit": "days", "least": 0, "most": 365, "order": "falling"}],
        "base": {"type": "table", "hit_policy": "first", "rows": [
            {"when": {"days_left": {"above": 30}}, "then": {"priority": "P2"}},
            {"then": {"priority": "P3"}}
        ]}
    });
    let (input, from, to, ..) = lowered(&written);
    assert_eq!((input.as_str(), from.as_str(), to.as_str()), ("days_left", "31", "30"));
}

#[test]
fn an_input_without_order_may_do_either() {
    assert!(compile(&document()).is_ok(), "`kind` caps and does not");
    let (input, ..) = lowered(&spoilt("/inputs/3/order", json!("rising")));
    assert_eq!(input, "kind");
}

#[test]
fn too_many_cases_are_reported_and_not_taken_for_proved() {
    let mut written = document();
    let inputs = written["inputs"].as_array_mut().unwrap();
    let mut tests = serde_json::Map::new();
    for number in 0..12 {
        let name = format!("answer_{number}");
        inputs.push(json!({"type": "yes_no", "name": name, "order": "rising"}));
        tests.insert(name, json!({"one_of": [true]}));
    }
    let raise = json!({"type": "raise", "by": 1, "when_any": [tests]});
    written["modifiers"].as_array_mut().unwrap().push(raise);
    let findings = compile(&written).unwrap().findings();
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let GradingFindingKind::NotProved { cases, most } = finding.kind else { panic!("{finding:?}") };
    assert!(cases > most && most <= 250_000);
    assert_eq!(finding.code(), "priority.finding.not_proved");
}
