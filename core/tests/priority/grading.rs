//! The priorities that a policy gives.

use aftersales::vocabulary::Priority;
use aftersales::wire::GradeDocument;
use serde_json::json;

use crate::desk::{case, compile, document, graded, policy, priority};

#[test]
fn the_matrix_gives_the_base() {
    let cell =
        |severity: &str, impact: &str| priority(&[("severity", json!(severity)), ("impact", json!(impact))]);
    assert_eq!(cell("blemish", "one"), Priority::P4);
    assert_eq!(cell("blemish", "many"), Priority::P3);
    assert_eq!(cell("severe", "some"), Priority::P2);
    assert_eq!(cell("unusable", "many"), Priority::P1);
}

#[test]
fn modifiers_apply_in_their_order() {
    assert_eq!(priority(&[("tier", json!("strategic"))]), Priority::P2);
    // Raised to P2 by the tier, then kept at P3 because it is an enquiry.
    assert_eq!(priority(&[("tier", json!("strategic")), ("kind", json!("enquiry"))]), Priority::P3);
    // The last word is with "at least P2".
    let changes = [("kind", json!("enquiry")), ("units_down", json!(10))];
    assert_eq!(priority(&changes), Priority::P2);
    assert_eq!(priority(&[("units_down", json!(9))]), Priority::P3);
}

#[test]
fn raising_ends_at_p1() {
    let mut written = document();
    written["modifiers"][0]["by"] = json!(3);
    let grade =
        graded(&compile(&written).unwrap(), &[("tier", json!("strategic")), ("severity", json!("blemish"))]);
    assert_eq!(grade.priority(), Priority::P1);
}

#[test]
fn a_safety_hazard_is_p1_whatever_the_rest_says() {
    let enquiry = ("kind", json!("enquiry"));
    for hazard in [json!(true), json!("yes")] {
        let grade =
            graded(&policy(), &[("severity", json!("blemish")), enquiry.clone(), ("safety_hazard", hazard)]);
        assert_eq!((grade.priority(), grade.is_safety_hazard()), (Priority::P1, true));
    }
    for symptom in ["设备漏液，已断电", "There is SMOKE", "overheats", "it OVERHEATED"] {
        let grade = graded(&policy(), &[enquiry.clone(), ("symptom", json!(symptom))]);
        assert_eq!((grade.priority(), grade.is_safety_hazard()), (Priority::P1, true), "{symptom}");
    }
    let grade = graded(&policy(), &[enquiry, ("symptom", json!("no sound, no picture"))]);
    assert_eq!((grade.priority(), grade.is_safety_hazard()), (Priority::P3, false));
}

#[test]
fn what_fired_is_named_in_the_order_of_application() {
    let changes = [("tier", json!("strategic")), ("kind", json!("enquiry")), ("safety_hazard", json!(true))];
    let grade = graded(&policy(), &changes);
    let fired: Vec<_> = grade.fired().collect();
    assert_eq!(fired, ["base.cells.minor.one", "modifiers[0]", "modifiers[1]", "hazards[0]"]);
    let written = GradeDocument::from(&grade);
    assert_eq!(
        serde_json::to_value(&written).unwrap(),
        json!({
            "priority": "P1", "safety_hazard": true, "fired": fired, "revision": policy().revision()
        })
    );
}

#[test]
fn the_revision_follows_the_content() {
    let mut other = document();
    other["modifiers"][0]["by"] = json!(2);
    assert_eq!(policy().revision(), policy().revision());
    assert_ne!(policy().revision(), compile(&other).unwrap().revision());
    let reread =
        serde_json::to_value(aftersales::wire::GradingDocument::from_json(&document().to_string()).unwrap());
    assert_eq!(reread.unwrap(), document(), "nothing is lost in reading and writing");
}

#[test]
fn inputs_hold_no_text_and_fit_other_rules_over_the_same_inputs() {
    let ours = policy();
    let inputs = ours.read(&case(&[("symptom", json!("the customer's own words: smoke"))])).unwrap();
    assert!(!format!("{inputs:?}").contains("customer's"));
    assert!(!inputs.values().contains_key("symptom"));
    assert_eq!(inputs.values()["severity"], "minor".into());
    let mut revised = document();
    revised["base"]["cells"]["minor"]["one"] = json!("P4");
    assert!(compile(&revised).unwrap().grade(&inputs).is_ok());
}

#[test]
fn the_documents_of_the_manual_compile() {
    let manual = include_str!("../../../docs/grading.md");
    let blocks: Vec<&str> =
        manual.split("```json\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    let [whole, rows] = blocks.as_slice() else { panic!("{} blocks", blocks.len()) };
    let whole = compile(&serde_json::from_str(whole).unwrap()).unwrap();
    assert_eq!(whole.findings(), []);
    let three = json!({
        "inputs": [
            {"type": "choice", "name": "grade", "values": ["三级", "二级", "一级"], "order": "rising"},
            {"type": "yes_no", "name": "fault", "order": "rising"}
        ],
        "base": serde_json::from_str::<serde_json::Value>(rows).unwrap()
    });
    assert!(compile(&three).is_ok());
}

/// PR-2: a desk with three grades asks its engineers for one of them; the policy says what they mean.
#[test]
fn three_grades_map_to_four_priorities() {
    let three = compile(&json!({
        "inputs": [
            {"type": "choice", "name": "grade", "values": ["三级", "二级", "一级"], "order": "rising"},
            {"type": "yes_no", "name": "fault", "order": "rising"},
            {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
        ],
        "base": {"type": "table", "hit_policy": "unique", "rows": [
            {"when": {"grade": {"one_of": ["一级"]}}, "then": {"priority": "P1"}},
            {"when": {"grade": {"one_of": ["二级"]}}, "then": {"priority": "P2"}},
            {"when": {"grade": {"one_of": ["三级"]}, "fault": {"one_of": [true]}}, "then": {"priority": "P3"}},
            {"when": {"grade": {"one_of": ["三级"]}, "fault": {"one_of": [false]}}, "then": {"priority": "P4"}}
        ]},
        "hazards": [{"safety_hazard": {"one_of": [true]}}]
    }))
    .unwrap();
    let grade = |grade: &str, fault: bool| {
        let case = json!({"grade": grade, "fault": fault, "safety_hazard": false});
        let inputs = three.read(&serde_json::from_value(case).unwrap()).unwrap();
        three.grade(&inputs).unwrap().priority()
    };
    assert_eq!([grade("一级", true), grade("一级", false)], [Priority::P1, Priority::P1]);
    assert_eq!([grade("二级", true), grade("二级", false)], [Priority::P2, Priority::P2]);
    assert_eq!([grade("三级", true), grade("三级", false)], [Priority::P3, Priority::P4]);
    assert!(three.findings().is_empty());
}
