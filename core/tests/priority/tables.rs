//! Decision tables of any scale, and their analysis.

use std::collections::BTreeMap;

use aftersales::priority::{Coverage, Decision, DecisionTable, PriorityError};
use aftersales::wire::{DecisionTableDocument, read_document};
use serde_json::{Value, json};

fn document(hit_policy: &str, rows: Value) -> Value {
    json!({
        "inputs": [
            {"type": "number", "name": "age", "unit": "years", "least": 0, "most": 150, "order": "none"},
            {"type": "choice", "name": "size", "values": ["small", "medium", "large"], "order": "rising"},
            {"type": "text", "name": "text", "presence": "optional", "keywords": [
                {"name": "smoke", "words": ["smoke"], "order": "none"},
                {"name": "smoke_alarm", "words": ["smoke alarm"], "order": "none"}
            ]}
        ],
        "outputs": [{"name": "out", "values": ["a", "b", "c"]}],
        "rules": {"type": "table", "hit_policy": hit_policy, "rows": rows}
    })
}

fn compile(document: &Value) -> Result<DecisionTable, PriorityError> {
    let document: DecisionTableDocument = read_document(&document.to_string()).unwrap();
    DecisionTable::compile(&document)
}

fn decide(table: &DecisionTable, case: Value) -> Vec<String> {
    let inputs = table.read(&serde_json::from_value(case).unwrap()).unwrap();
    match table.decide(&inputs).unwrap() {
        Decision::One(hit) => vec![hit.values["out"].to_owned()],
        Decision::Many(hits) => hits.iter().map(|hit| hit.values["out"].to_owned()).collect(),
        Decision::Count(count) => vec![count.to_string()],
        _ => Vec::new(),
    }
}

fn rows() -> Value {
    json!([
        {"when": {"age": {"at_least": 10}}, "then": {"out": "b"}},
        {"when": {"age": {"at_least": 20, "none_of": [25]}}, "then": {"out": "a"}},
        {"when": {"age": {"at_least": 30}}, "then": {"out": "c"}}
    ])
}

#[test]
fn hit_policies_choose_among_the_rows_that_hold() {
    let answers = |hit_policy: &str| {
        decide(&compile(&document(hit_policy, rows())).unwrap(), json!({"age": 30, "size": "small"}))
    };
    assert_eq!(answers("first"), ["b"]);
    assert_eq!(answers("priority"), ["a"]);
    assert_eq!(answers("collect_min"), ["a"]);
    assert_eq!(answers("collect_max"), ["c"]);
    assert_eq!(answers("collect_count"), ["3"]);
    assert_eq!(answers("rule_order"), ["b", "a", "c"]);
    assert_eq!(answers("collect"), ["b", "a", "c"]);
    assert_eq!(answers("output_order"), ["a", "b", "c"]);
    let none = |hit_policy: &str| {
        decide(&compile(&document(hit_policy, rows())).unwrap(), json!({"age": 9, "size": "small"}))
    };
    assert!(none("first").is_empty() && none("rule_order").is_empty());
    assert_eq!(none("collect_count"), ["0"]);
}

#[test]
fn unique_and_any_refuse_rows_that_overlap() {
    let refused = |hit_policy: &str, rows: Value| match compile(&document(hit_policy, rows)) {
        Err(PriorityError::Overlap { first, second, witness, hit_policy: named }) => {
            assert_eq!(named, hit_policy);
            Some((first, second, witness))
        }
        Err(error) => panic!("{error}"),
        Ok(_) => None,
    };
    let (first, second, witness) = refused("unique", rows()).unwrap();
    assert_eq!((first.as_str(), second.as_str()), ("rules.rows[0]", "rules.rows[1]"));
    assert_eq!(witness.values()["age"], 20.into());
    assert!(refused("any", rows()).is_some());
    let agreeing = json!([
        {"when": {"age": {"at_least": 10}}, "then": {"out": "b"}},
        {"when": {"size": {"at_least": "medium"}}, "then": {"out": "b"}}
    ]);
    assert!(refused("any", agreeing.clone()).is_none());
    assert!(refused("unique", agreeing).is_some());
    let apart = json!([
        {"when": {"size": {"at_least": "medium"}}, "then": {"out": "b"}},
        {"when": {"size": {"below": "medium"}, "age": {"one_of": [1, 2]}}, "then": {"out": "a"}}
    ]);
    assert!(refused("unique", apart).is_none());
}

#[test]
fn keywords_that_contain_others_are_no_overlap_that_cannot_be() {
    // Who writes "smoke alarm" also writes "smoke", so these rows never hold together.
    let rows = json!([
        {"when": {"text": {"matches": ["smoke_alarm"]}}, "then": {"out": "a"}},
        {"when": {"text": {"matches_none": ["smoke"]}}, "then": {"out": "b"}},
        {"when": {"text": {"matches": ["smoke"], "matches_none": ["smoke_alarm"]}}, "then": {"out": "c"}},
        {"when": {"text": {"presence": "absent"}}, "then": {"out": "c"}}
    ]);
    let table = compile(&document("unique", rows)).unwrap();
    let analysis = table.analysis().unwrap();
    assert_eq!(
        (analysis.coverage, analysis.overlaps.len(), analysis.never_first.len()),
        (Coverage::Complete, 0, 0)
    );
    let case = |text: Value| {
        let mut case = json!({"age": 1, "size": "small"});
        if !text.is_null() {
            case["text"] = text;
        }
        decide(&table, case)
    };
    assert_eq!(case(json!("Smoke alarm went off")), ["a"]);
    assert_eq!(case(json!("")), ["b"]);
    assert_eq!(case(json!("smoke, no alarm")), ["c"]);
    assert_eq!(case(Value::Null), ["c"]);
}

#[test]
fn an_absent_value_meets_no_test_but_its_own() {
    let rows = json!([
        {"when": {"text": {"presence": "given"}}, "then": {"out": "a"}},
        {"when": {"text": {"presence": "absent"}}, "then": {"out": "b"}}
    ]);
    let table = compile(&document("unique", rows)).unwrap();
    assert_eq!(decide(&table, json!({"age": 1, "size": "small", "text": ""})), ["a"]);
    assert_eq!(decide(&table, json!({"age": 1, "size": "small"})), ["b"]);
}

#[test]
fn a_gap_is_found_behind_many_rows() {
    // A checkerboard of ages and sizes with one square left out.
    let mut rows = Vec::new();
    for age in (0..150).step_by(10) {
        for size in ["small", "medium", "large"] {
            if (age, size) != (70, "medium") {
                let when = json!({"age": {"at_least": age, "below": age + 10}, "size": {"one_of": [size]}});
                rows.push(json!({"when": when, "then": {"out": "a"}}));
            }
        }
    }
    rows.push(json!({"when": {"age": {"at_least": 150}}, "then": {"out": "a"}}));
    let table = compile(&document("unique", json!(rows))).unwrap();
    let Coverage::Gap(witness) = table.analysis().unwrap().coverage else { panic!() };
    let found: BTreeMap<_, _> = witness.values().clone();
    assert_eq!((&found["age"], &found["size"]), (&70.into(), &"medium".into()));
    assert!(decide(&table, serde_json::to_value(&found).unwrap()).is_empty());
    let when = json!({"age": {"at_least": 70, "below": 80}, "size": {"one_of": ["medium"]}});
    rows.push(json!({"when": when, "then": {"out": "b"}}));
    assert_eq!(
        compile(&document("unique", json!(rows))).unwrap().analysis().unwrap().coverage,
        Coverage::Complete
    );
}
