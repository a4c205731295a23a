//! What is refused, and that the refusal names the code, the place, the value and what is allowed.

use std::collections::BTreeSet;

use aftersales::priority::{Column, InputProblemKind, PriorityError};
use aftersales::vocabulary::{Priority, VocabularyError};
use aftersales::wire::{DecisionTableDocument, ErrorDocument, WireError, read_document};
use serde_json::{Value, json};

use crate::desk::{case, compile, document, policy, refusal, spoilt};

/// Refused with that code and path and every text in its message.
fn refused(written: &Value, code: &str, path: &str, texts: &[&str]) {
    let got = refusal(written);
    assert_eq!((got.0.as_str(), got.1.as_str()), (code, path), "{}", got.2);
    for text in texts {
        assert!(got.2.contains(text), "`{text}` is not in {}", got.2);
    }
    assert!(
        !got.2.ends_with('.') && !got.2.contains('\n') && !got.2.starts_with(char::is_uppercase),
        "{}",
        got.2
    );
}

#[test]
fn bad_inputs_are_named_all_at_once() {
    let mut bad =
        case(&[("severity", json!("High")), ("safety_hazard", json!(null)), ("units_down", json!(-1))]);
    bad.remove("tier");
    bad.insert("colour".to_owned(), "red".into());
    let error = policy().read(&bad).unwrap_err();
    let PriorityError::Inputs { problems } = &error else { panic!("{error}") };
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.kind, problem.value.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("colour", InputProblemKind::UnknownField, Some("red")),
            ("severity", InputProblemKind::NotAllowed, Some("High")),
            ("tier", InputProblemKind::Missing, None),
            ("safety_hazard", InputProblemKind::NotAllowed, Some("null")),
            ("units_down", InputProblemKind::NotAllowed, Some("-1")),
        ]
    );
    let message = error.to_string();
    for text in [
        "`severity` is `High`; it takes `blemish`, `minor`, `severe`, `unusable`",
        "`tier` is missing; it takes `basic`, `growth`, `strategic`",
        "`safety_hazard` is `null`; it takes `no`, `yes`",
        "`units_down` is `-1`; it takes whole numbers of units from 0 to 10000",
        "`colour` (`red`) is not an input; known are `severity`, `impact`",
    ] {
        assert!(message.contains(text), "{text}\n{message}");
    }
    assert_eq!(error.code(), "priority.inputs.refused");
    assert_eq!(ErrorDocument::from(&error).path.as_deref(), Some("colour"));
}

/// The misspelling that the best-known engine grades as the lowest priority without a word.
#[test]
fn nothing_defaults() {
    for (input, value) in [
        ("impact", json!("One")),
        ("impact", json!(1)),
        ("impact", json!(["one"])),
        ("safety_hazard", json!("true")),
        ("safety_hazard", json!(0)),
        ("units_down", json!("10")),
        ("units_down", json!(10.5)),
        ("units_down", json!(1e3)),
        ("symptom", json!(true)),
        ("tier", json!("")),
    ] {
        let error = policy().read(&case(&[(input, value.clone())])).unwrap_err();
        assert_eq!(error.path(), Some(input), "{value}");
    }
    assert!(policy().read(&Default::default()).is_err());
}

#[test]
fn names_that_are_not_defined_are_refused_with_those_that_are() {
    let code = "priority.document.undefined";
    refused(&spoilt("/base/rows", json!("colour")), code, "base.rows", &["`colour`", "`severity`, `impact`"]);
    refused(&spoilt("/base/cells/enormous", json!({})), code, "base.cells", &["`enormous`", "`unusable`"]);
    refused(
        &spoilt("/base/cells/minor/all", json!("P1")),
        code,
        "base.cells.minor",
        &["`all`", "`one`, `some`"],
    );
    refused(
        &spoilt("/base/cells/minor/one", json!("P5")),
        code,
        "base.cells.minor.one",
        &["`P5`", "`P1`, `P2`"],
    );
    refused(&spoilt("/hazards/0", json!({"smell": {}})), code, "hazards[0]", &["`smell`"]);
    let lists = spoilt("/hazards/1", json!({"symptom": {"matches": ["fire"]}}));
    refused(&lists, code, "hazards[1].symptom.matches[0]", &["`fire`", "`danger`, `outage`"]);
    refused(
        &table(json!([{"then": {"grade": "P1"}}])),
        code,
        "base.rows[0].then",
        &["`grade`", "`priority`"],
    );
}

fn table(rows: Value) -> Value {
    spoilt("/base", json!({"type": "table", "hit_policy": "first", "rows": rows}))
}

#[test]
fn names_that_stand_twice_are_refused() {
    let code = "priority.document.duplicate";
    refused(&spoilt("/inputs/1/name", json!("severity")), code, "inputs[1].name", &["`severity`"]);
    refused(&spoilt("/inputs/1/values", json!(["one", "one"])), code, "inputs[1].values[1]", &["`one`"]);
    refused(
        &spoilt("/inputs/6/keywords/1/name", json!("danger")),
        code,
        "inputs[6].keywords[1].name",
        &["`danger`"],
    );
    let words = spoilt("/inputs/6/keywords/0/words", json!(["Smoke", "smoke"]));
    refused(&words, code, "inputs[6].keywords[0].words[1]", &["`smoke`"]);
}

#[test]
fn what_may_not_stand_where_it_stands_is_refused() {
    let code = "priority.document.not_allowed";
    refused(&spoilt("/inputs/1/values", json!([])), code, "inputs[1].values", &["at least one value"]);
    refused(&spoilt("/inputs/5/most", json!(-1)), code, "inputs[5].most", &["`-1`", "`least`, which is 0"]);
    refused(&spoilt("/inputs/5/least", json!(i64::MIN)), code, "inputs[5].least", &["9007199254740991"]);
    refused(
        &spoilt("/inputs/6/keywords/0/words", json!([])),
        code,
        "inputs[6].keywords[0].words",
        &["one keyword"],
    );
    refused(
        &spoilt("/base/rows", json!("symptom")),
        code,
        "base.rows",
        &["`symptom`", "`choice` or `yes_no`"],
    );
    refused(&spoilt("/base/columns", json!("severity")), code, "base.columns", &["two inputs"]);
    refused(&spoilt("/modifiers/0/by", json!(0)), code, "modifiers[0].by", &["`0`", "1 to 3"]);
    refused(&spoilt("/modifiers/0/when_any", json!([])), code, "modifiers[0].when_any", &["at least one"]);
    refused(
        &spoilt("/modifiers/0/note", json!("x".repeat(501))),
        code,
        "modifiers[0].note",
        &["500 characters"],
    );
    refused(
        &spoilt("/hazards/0", json!({"units_down": {"above": 5}})),
        code,
        "hazards[0]",
        &["required inputs"],
    );
    let tested = |input: &str, test: Value| spoilt("/modifiers/0/when_any/0", json!({input: test}));
    let path = |rest: &str| format!("modifiers[0].when_any[0].{rest}");
    for (input, test, place, texts) in [
        ("kind", json!({"at_least": "repair"}), "kind.at_least", ["`one_of` and `none_of`", "`repair`"]),
        ("kind", json!({"one_of": ["gift"]}), "kind.one_of[0]", ["`gift`", "`enquiry`"]),
        ("kind", json!({"presence": "absent"}), "kind.presence", ["optional", "`kind`"]),
        ("symptom", json!({"one_of": ["smoke"]}), "symptom", ["`matches`", "`smoke`"]),
        ("severity", json!({"matches": ["danger"]}), "severity", ["`text`", "`danger`"]),
        ("units_down", json!({"above": 10001}), "units_down.above", ["`10001`", "from 0 to 10000"]),
        (
            "units_down",
            json!({"above": 5, "presence": "absent"}),
            "units_down.presence",
            ["absent", "no other test"],
        ),
    ] {
        refused(&tested(input, test), code, &path(place), &texts);
    }
    refused(&table(json!([{"then": {}}])), code, "base.rows[0].then.priority", &["`P1`, `P2`, `P3`, `P4`"]);
    let many = json!({"type": "table", "hit_policy": "rule_order", "rows": []});
    refused(&spoilt("/base", many), code, "base.hit_policy", &["`rule_order`", "`unique`"]);
}

#[test]
fn a_case_without_a_grade_does_not_compile() {
    let mut written = document();
    written["base"]["cells"]["minor"].as_object_mut().unwrap().remove("some");
    written["base"]["cells"].as_object_mut().unwrap().remove("blemish");
    let texts = ["`minor` and `some`", "`blemish` and `one`", "`blemish` and `many`"];
    refused(&written, "priority.matrix.missing_cells", "base.cells", &texts);
    let rows = json!([{"when": {"severity": {"above": "blemish"}}, "then": {"priority": "P2"}}]);
    refused(&table(rows), "priority.table.gap", "base.rows", &["`severity` = `blemish`"]);
    let overlapping = json!({"type": "table", "hit_policy": "unique", "rows": [
        {"then": {"priority": "P2"}}, {"then": {"priority": "P2"}}
    ]});
    let texts = ["`base.rows[1]`", "`unique`"];
    refused(&spoilt("/base", overlapping), "priority.table.overlap", "base.rows[0]", &texts);
}

#[test]
fn documents_have_limits() {
    let code = "priority.document.too_many";
    let number = |position: usize| json!({"type": "number", "name": format!("n{position}"), "unit": "one", "least": 0, "most": 9, "order": "none"});
    let inputs: Vec<_> = (0..33).map(number).collect();
    refused(&spoilt("/inputs", json!(inputs)), code, "inputs", &["33", "at most 32"]);
    let values: Vec<_> = (0..65).map(|value| value.to_string()).collect();
    refused(&spoilt("/inputs/1/values", json!(values)), code, "inputs[1].values", &["65", "at most 64"]);
    let modifier = document()["modifiers"][0].clone();
    refused(&spoilt("/modifiers", json!(vec![modifier; 129])), code, "modifiers", &["129", "at most 128"]);
    refused(
        &table(json!(vec![json!({"then": {"priority": "P3"}}); 501])),
        code,
        "base.rows",
        &["at most 500"],
    );
    let words: Vec<_> = (0..2001).map(|word| format!("w{word}")).collect();
    refused(
        &spoilt("/inputs/6/keywords/0/words", json!(words)),
        code,
        "inputs[6].keywords",
        &["at most 2000"],
    );
    let mut tests = document();
    let row = json!({"when": {"severity": {"one_of": ["minor"]}, "impact": {"one_of": ["one"]}, "tier": {"one_of": ["basic"]},
        "kind": {"one_of": ["repair"]}, "safety_hazard": {"one_of": [false]}, "units_down": {"above": 1},
        "symptom": {"matches": ["outage"]}}, "then": {"priority": "P3"}});
    tests["base"] = json!({"type": "table", "hit_policy": "first", "rows": vec![row; 500]});
    refused(&tests, code, "all conditions together", &["at most 3000"]);
}

#[test]
fn inputs_of_another_document_are_refused() {
    let other =
        compile(&spoilt("/inputs/2/values", json!(["basic", "growth", "gold", "strategic"]))).unwrap();
    let inputs = other.read(&case(&[])).unwrap();
    let error = policy().grade(&inputs).unwrap_err();
    assert_eq!(error.code(), "priority.inputs.foreign");
    assert!(error.to_string().contains(policy().revision()));
    assert!(policy().explain(&inputs).is_err());
}

/// Every code of the room is met by some test of this folder or here.
#[test]
fn every_code_is_met() {
    let codes_of_documents = [
        spoilt("/base/rows", json!("colour")),
        spoilt("/inputs/1/name", json!("severity")),
        spoilt("/modifiers/0/by", json!(0)),
        spoilt("/inputs", json!(vec![json!({"type": "yes_no", "name": "a", "order": "none"}); 33])),
        spoilt("/base/cells/minor", json!({})),
        table(json!([])),
        spoilt(
            "/base",
            json!({"type": "table", "hit_policy": "unique", "rows": [
                {"then": {"priority": "P2"}}, {"then": {"priority": "P2"}}
            ]}),
        ),
        spoilt("/base/cells/severe/many", json!("P4")),
        crate::hostile::unproved(),
        spoilt("/inputs/0/name", json!("")),
        json!({}),
    ];
    let mut met: BTreeSet<String> = codes_of_documents.iter().map(|document| refusal(document).0).collect();
    let problem = |values: &[(&str, Value)], left_out: &str| match policy().read(&{
        let mut case = case(values);
        case.remove(left_out);
        case
    }) {
        Err(PriorityError::Inputs { problems }) => problems[0].code().to_owned(),
        other => panic!("{other:?}"),
    };
    met.insert(problem(&[("colour", json!("red"))], ""));
    met.insert(problem(&[], "tier"));
    met.insert(problem(&[("tier", json!("gold"))], ""));
    met.insert(policy().read(&Default::default()).unwrap_err().code().to_owned());
    let columns = policy().grade_columns(&[("units_down", Column::Numbers(&[1]))], &mut [Priority::P1; 2]);
    met.insert(columns.unwrap_err().code().to_owned());
    let other =
        compile(&spoilt("/inputs/2/values", json!(["basic", "growth", "gold", "strategic"]))).unwrap();
    met.insert(policy().grade(&other.read(&case(&[])).unwrap()).unwrap_err().code().to_owned());
    met.extend(crate::overrides::refusals().map(ToOwned::to_owned));
    let own = PriorityError::CODES.iter().chain(VocabularyError::CODES).chain(WireError::CODES);
    let own: BTreeSet<String> = own.map(|code| (*code).to_owned()).collect();
    assert!(met.is_subset(&own), "{:?}", met.difference(&own));
    let missing: Vec<_> = PriorityError::CODES.iter().filter(|code| !met.contains(**code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(PriorityError::CODES.iter().all(|code| aftersales::error_codes().contains(code)));
}

#[test]
fn tables_refuse_what_they_cannot_express() {
    let compile = |outputs: Value, rules: Value| {
        let document = json!({
            "inputs": [{"type": "yes_no", "name": "a", "order": "none"}], "outputs": outputs, "rules": rules
        });
        let document: DecisionTableDocument = read_document(&document.to_string()).unwrap();
        let error = aftersales::priority::DecisionTable::compile(&document).unwrap_err();
        (error.code(), error.path().unwrap_or_default().to_owned())
    };
    let two = json!([{"name": "x", "values": ["1"]}, {"name": "y", "values": ["1"]}]);
    let min = json!({"type": "table", "hit_policy": "collect_min", "rows": []});
    assert_eq!(compile(two.clone(), min), ("priority.document.not_allowed", "rules.hit_policy".to_owned()));
    let matrix = json!({"type": "matrix", "rows": "a", "columns": "a", "cells": {}});
    assert_eq!(compile(two, matrix), ("priority.document.not_allowed", "rules".to_owned()));
    let rows = json!({"type": "table", "hit_policy": "first", "rows": []});
    assert_eq!(compile(json!([]), rows), ("priority.document.not_allowed", "outputs".to_owned()));
}
