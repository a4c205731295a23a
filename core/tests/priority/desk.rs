//! A desk in one line: policies from JSON, cases from pairs.

use std::collections::BTreeMap;

use aftersales::priority::{Grade, GradingPolicy, PriorityError};
use aftersales::vocabulary::Priority;
use aftersales::wire::{ErrorDocument, GradingDocument, InputValue};
use serde_json::{Value, json};

/// A document of the kind that a service desk has (domain facts PR-1 and PR-3).
pub(crate) fn document() -> Value {
    json!({
        "inputs": [
            {"type": "choice", "name": "severity", "values": ["blemish", "minor", "severe", "unusable"], "order": "rising"},
            {"type": "choice", "name": "impact", "values": ["one", "some", "many"], "order": "rising"},
            {"type": "choice", "name": "tier", "values": ["basic", "growth", "strategic"], "order": "rising"},
            {"type": "choice", "name": "kind", "values": ["repair", "enquiry", "complaint"], "order": "none"},
            {"type": "yes_no", "name": "safety_hazard", "order": "rising"},
            {"type": "number", "name": "units_down", "unit": "units", "least": 0, "most": 10000, "order": "rising",
                "presence": "optional"},
            {"type": "text", "name": "symptom", "presence": "optional", "keywords": [
                {"name": "danger", "words": ["漏液", "冒烟", "smoke", "Overheat"], "order": "rising"},
                {"name": "outage", "words": ["停机", "production down"], "order": "rising"}
            ]}
        ],
        "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
            "blemish": {"one": "P4", "some": "P4", "many": "P3"},
            "minor": {"one": "P3", "some": "P3", "many": "P2"},
            "severe": {"one": "P3", "some": "P2", "many": "P2"},
            "unusable": {"one": "P2", "some": "P2", "many": "P1"}
        }},
        "hazards": [{"safety_hazard": {"one_of": ["yes"]}}, {"symptom": {"matches": ["danger"]}}],
        "modifiers": [
            {"type": "raise", "by": 1, "when_any": [{"tier": {"one_of": ["strategic"]}}], "note": "dedicated adviser"},
            {"type": "at_most", "priority": "P3", "when_any": [{"kind": {"one_of": ["enquiry"]}}]},
            {"type": "at_least", "priority": "P2", "when_any": [
                {"symptom": {"matches": ["outage"]}}, {"units_down": {"at_least": 10}}
            ]}
        ]
    })
}

pub(crate) fn compile(document: &Value) -> Result<GradingPolicy, PriorityError> {
    GradingPolicy::compile(&GradingDocument::from_json(&document.to_string())?)
}

pub(crate) fn policy() -> GradingPolicy {
    compile(&document()).unwrap()
}

/// Code, path and message of a document that is refused.
pub(crate) fn refusal(document: &Value) -> (String, String, String) {
    let error = ErrorDocument::from(&compile(document).unwrap_err());
    (error.code, error.path.unwrap_or_default(), error.message)
}

/// The document with another value at a JSON pointer.
pub(crate) fn spoilt(pointer: &str, value: Value) -> Value {
    let mut written = document();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = written.pointer_mut(parent).unwrap();
    match key.parse::<usize>() {
        Ok(position) if parent.is_array() => parent[position] = value,
        _ => parent[key] = value,
    }
    written
}

/// A repair of a basic customer without hazard, with other values where they are given.
pub(crate) fn case(changes: &[(&str, Value)]) -> BTreeMap<String, InputValue> {
    let mut case = json!({
        "severity": "minor", "impact": "one", "tier": "basic", "kind": "repair", "safety_hazard": false
    });
    for (input, value) in changes {
        case[input] = value.clone();
    }
    serde_json::from_value(case).unwrap()
}

pub(crate) fn graded(policy: &GradingPolicy, changes: &[(&str, Value)]) -> Grade {
    policy.grade(&policy.read(&case(changes)).unwrap()).unwrap()
}

pub(crate) fn priority(changes: &[(&str, Value)]) -> Priority {
    graded(&policy(), changes).priority()
}
