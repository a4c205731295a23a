//! The published JSON Schema says what the documents are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aftersales::presets::Preset;
use aftersales::wire::json_schemas;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema")
}

#[test]
fn the_files_are_those_of_the_code() {
    let again = "run `cargo run -p aftersales --example write_schemas --features schema`";
    let schemas = json_schemas();
    for (name, schema) in &schemas {
        let text = fs::read_to_string(folder().join(format!("{name}.json")))
            .unwrap_or_else(|_| panic!("{name}: {again}"));
        let written: Value = serde_json::from_str(&text).unwrap();
        assert!(written == *schema, "{name}: {again}");
    }
    let files =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let expected = schemas.keys().map(|name| format!("{name}.json")).collect::<BTreeSet<_>>();
    assert_eq!(files.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn presets_are_valid() {
    let schema = &json_schemas()["bundle"];
    for preset in Preset::ALL {
        let document: Value = serde_json::from_str(preset.json()).unwrap();
        assert_eq!(faults(&document, schema), Vec::<String>::new(), "{preset}");
        // Each part is a document of its own.
        for part in ["gates", "grading", "intake", "labels", "numbering", "sla", "escalation"] {
            if let Some(part_document) = document.get(part) {
                assert_eq!(
                    faults(part_document, &json_schemas()[part]),
                    Vec::<String>::new(),
                    "{preset} {part}"
                );
            }
        }
    }
}

#[test]
fn what_is_misspelt_is_not_valid() {
    let schema = &json_schemas()["bundle"];
    let document: Value = serde_json::from_str(Preset::AfterSales.json()).unwrap();
    for (pointer, value) in [
        ("/intakes", json!({})),
        ("/name", json!(7)),
        ("/sla/metrics/0/start", json!([])),
        ("/sla/metrics/0/cycles", json!("twice")),
        ("/sla/selector/0/type", json!("at_least")),
        ("/sla/selector/1/targets/resolution", json!({"type": "working_days", "days": "3"})),
        ("/calendars/office/weekly/mon/0", json!(["08:00"])),
        ("/grading/base/type", json!("formula")),
        ("/escalation/rules/0/steps/0/actions/0/type", json!("page")),
        ("/gates/gates/0/requires/0", json!("luck")),
        ("/gates/roles/approve_plan/0", json!("Technical supervisor")),
        ("/numbering/parts/1/form", json!("ddmmyy")),
    ] {
        let mut spoilt = document.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match spoilt.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
            parent => parent[key] = value,
        }
        assert!(!faults(&spoilt, schema).is_empty(), "{pointer}");
    }
}

#[test]
fn every_schema_stands_alone() {
    for (name, schema) in json_schemas() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        // Every reference leads somewhere, and every keyword is one that the walk below knows.
        references(&schema, &schema, name);
    }
}

fn references(value: &Value, root: &Value, name: &str) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                assert!(root.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{name}: {reference}");
            }
            fields.values().for_each(|field| references(field, root, name));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, root, name)),
        _ => {}
    }
}

/// What in a document a schema does not allow: a validator of the keywords that our schemas use, which stops at any other.
fn faults(document: &Value, schema: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    walk(document, schema, schema, "", &mut faults);
    faults
}

fn walk(value: &Value, schema: &Value, root: &Value, path: &str, faults: &mut Vec<String>) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Object(keywords) => keywords,
        other => panic!("{path}: {other} is no schema"),
    };
    for (keyword, rule) in keywords {
        match keyword.as_str() {
            "$schema"
            | "$defs"
            | "title"
            | "description"
            | "enumDescriptions"
            | "default"
            | "format"
            | "properties"
            | "required"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "uniqueItems" => {}
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                walk(value, target, root, path, faults);
            }
            "allOf" => {
                for each in rule.as_array().unwrap() {
                    walk(value, each, root, path, faults);
                }
            }
            "anyOf" | "oneOf" => {
                let fits = |each: &&Value| {
                    let mut inner = Vec::new();
                    walk(value, each, root, path, &mut inner);
                    inner.is_empty()
                };
                let fitting = rule.as_array().unwrap().iter().filter(fits).count();
                if fitting == 0 || (keyword == "oneOf" && fitting > 1) {
                    faults.push(format!("{path}: {value} fits {fitting} of `{keyword}`"));
                }
            }
            "items" | "prefixItems" => items(value, keywords, root, path, faults),
            "propertyNames" => {
                for name in value.as_object().into_iter().flat_map(|fields| fields.keys()) {
                    walk(&Value::from(name.as_str()), rule, root, &format!("{path}/{name}"), faults);
                }
            }
            other if !holds(value, other, rule) => {
                faults.push(format!("{path}: {value} breaks `{other}` {rule}"))
            }
            _ => {}
        }
    }
    properties(value, keywords, root, path, faults);
}

/// Whether a value keeps the rule of one keyword; a keyword that says nothing of its type is kept.
fn holds(value: &Value, keyword: &str, rule: &Value) -> bool {
    let limit = || rule.as_i64().unwrap();
    let length = || value.as_str().map(|text| i64::try_from(text.chars().count()).unwrap());
    let count = || value.as_array().map(|items| i64::try_from(items.len()).unwrap());
    match keyword {
        "type" => {
            let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
            types.iter().any(|name| is_a(value, name.as_str().unwrap()))
        }
        "const" => value == rule,
        "enum" => rule.as_array().unwrap().contains(value),
        "pattern" => {
            assert_eq!(rule, "^[a-z][a-z0-9_]*$", "the one pattern in use");
            let plain = |character: char| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_'
            };
            let begins = |text: &str| text.starts_with(|first: char| first.is_ascii_lowercase());
            value.as_str().is_none_or(|text| text.chars().all(plain) && begins(text))
        }
        "minLength" => length().is_none_or(|length| length >= limit()),
        "maxLength" => length().is_none_or(|length| length <= limit()),
        "minItems" => count().is_none_or(|count| count >= limit()),
        "maxItems" => count().is_none_or(|count| count <= limit()),
        "minimum" => value.as_i64().is_none_or(|number| number >= limit()),
        "maximum" => value.as_i64().is_none_or(|number| number <= limit()),
        other => panic!("the keyword `{other}` is new; teach it to this test"),
    }
}

fn items(
    value: &Value,
    keywords: &serde_json::Map<String, Value>,
    root: &Value,
    path: &str,
    faults: &mut Vec<String>,
) {
    let first = keywords.get("prefixItems").and_then(Value::as_array).cloned().unwrap_or_default();
    for (position, item) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(rule) = first.get(position).or_else(|| keywords.get("items")) {
            walk(item, rule, root, &format!("{path}/{position}"), faults);
        }
    }
}

fn properties(
    value: &Value,
    keywords: &serde_json::Map<String, Value>,
    root: &Value,
    path: &str,
    faults: &mut Vec<String>,
) {
    let Some(fields) = value.as_object() else { return };
    for required in keywords.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !fields.contains_key(required.as_str().unwrap()) {
            faults.push(format!("{path}: {required} is missing"));
        }
    }
    let known = keywords.get("properties").and_then(Value::as_object);
    for (name, field) in fields {
        let path = format!("{path}/{name}");
        match (known.and_then(|known| known.get(name)), keywords.get("additionalProperties")) {
            (Some(rule), _) | (None, Some(rule @ Value::Object(_))) => walk(field, rule, root, &path, faults),
            (None, Some(Value::Bool(false))) => faults.push(format!("{path}: is not known")),
            _ => {}
        }
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}
