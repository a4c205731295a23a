//! The published tables behind the vectors, written as documents.

use serde_json::{Map, Value, json};

/// Impact (rows) and urgency (columns), 1 is highest.
const SERVICENOW: [[u8; 3]; 3] = [[1, 2, 3], [2, 3, 4], [3, 4, 5]];
/// Urgency (rows) and impact (columns), 5 is highest.
const GLPI: [[u8; 5]; 5] =
    [[1, 1, 2, 2, 2], [1, 2, 2, 3, 3], [2, 2, 3, 4, 4], [2, 3, 4, 4, 5], [2, 3, 4, 5, 5]];

pub(super) fn servicenow() -> Value {
    let rows: Vec<&[u8]> = SERVICENOW.iter().map(<[u8; 3]>::as_slice).collect();
    matrix(["impact", "urgency"], "falling", &rows, |_, _| true)
}

pub(super) fn glpi() -> Value {
    let rows: Vec<&[u8]> = GLPI.iter().map(<[u8; 5]>::as_slice).collect();
    matrix(["urgency", "impact"], "rising", &rows, |_, _| true)
}

/// The matrix without the cell that a vector asks for.
pub(super) fn glpi_without(input: &Value) -> Value {
    let rows: Vec<&[u8]> = GLPI.iter().map(<[u8; 5]>::as_slice).collect();
    matrix(["urgency", "impact"], "rising", &rows, |row, column| {
        input["urgency"] != json!(row) || input["impact"] != json!(column)
    })
}

fn matrix(names: [&str; 2], order: &str, rows: &[&[u8]], kept: impl Fn(usize, usize) -> bool) -> Value {
    let numbers: Vec<String> = (1..=rows.len()).map(|number| number.to_string()).collect();
    let inputs = names.map(|name| json!({"type": "choice", "name": name, "values": numbers, "order": order}));
    let cells: Map<String, Value> = (1..)
        .zip(rows)
        .map(|(row, cells)| {
            let kept = (1..).zip(*cells).filter(|(column, _)| kept(row, *column));
            let cells: Map<String, Value> =
                kept.map(|(column, cell)| (column.to_string(), json!(cell.to_string()))).collect();
            (row.to_string(), Value::Object(cells))
        })
        .collect();
    json!({
        "inputs": inputs,
        "outputs": [{"name": "priority", "values": ["1", "2", "3", "4", "5"]}],
        "rules": {"type": "matrix", "rows": names[0], "columns": names[1], "cells": cells},
    })
}

/// The table of `gorules/zen`, `test-data/graphs/customer-service-escalation.json`.
pub(super) fn service_escalation() -> Value {
    let then = |level: &str, priority: &str, minutes: &str| json!({"level": level, "priority": priority, "sla_minutes": minutes});
    let senior = |priority: &str, minutes: &str| then("senior_support", priority, minutes);
    let when = |tier: &str, complexity: &[&str], impact: Value| json!({"tier": {"one_of": [tier]}, "complexity": {"one_of": complexity}, "impact": impact});
    json!({
        "inputs": [
            {"type": "choice", "name": "tier", "values": ["trial", "standard", "premium"], "order": "rising"},
            {"type": "choice", "name": "complexity", "values": ["low", "medium", "high"], "order": "rising"},
            {"type": "number", "name": "impact", "unit": "USD", "least": 0, "most": 1_000_000_000, "order": "rising"},
        ],
        "outputs": [
            {"name": "level", "values": ["immediate_executive", "senior_support", "standard_support"]},
            {"name": "priority", "values": ["1", "2", "3", "4"]},
            {"name": "sla_minutes", "values": ["30", "120", "180", "240", "480"]},
        ],
        "rules": {"type": "table", "hit_policy": "first", "rows": [
            {"when": when("premium", &["high"], json!({"above": 5000})), "then": then("immediate_executive", "1", "30")},
            {"when": when("premium", &["high"], json!({"at_most": 5000})), "then": senior("2", "120")},
            {"when": when("premium", &["medium", "low"], json!({"above": 1000})), "then": senior("2", "120")},
            {"when": when("standard", &["high"], json!({"above": 2000})), "then": senior("2", "180")},
            {"when": when("standard", &["medium"], json!({"above": 5000})), "then": senior("2", "180")},
            {"when": when("trial", &["high"], json!({"above": 5000})), "then": senior("3", "240")},
            {"then": then("standard_support", "4", "480")},
        ]},
    })
}

/// A policy that asks what the `fail_closed` vectors tell, with a catch-all row like that of the peer.
pub(super) fn incident() -> Value {
    let levels = ["low", "medium", "high"];
    json!({
        "inputs": [
            {"type": "choice", "name": "impact", "values": levels, "order": "rising"},
            {"type": "choice", "name": "urgency", "values": levels, "order": "rising"},
            {"type": "choice", "name": "tier", "values": ["basic", "standard", "vip"], "order": "rising"},
            {"type": "yes_no", "name": "safety", "order": "rising"},
            {"type": "number", "name": "ageHours", "unit": "hours", "least": 0, "most": 100_000, "order": "rising"},
        ],
        "base": {"type": "table", "hit_policy": "first", "rows": [
            {"when": {"impact": {"one_of": ["high"]}, "urgency": {"one_of": ["high"]}}, "then": {"priority": "P1"}},
            {"when": {"urgency": {"one_of": ["high"]}, "tier": {"one_of": ["vip"]}}, "then": {"priority": "P2"}},
            {"when": {"impact": {"one_of": ["high"]}}, "then": {"priority": "P2"}},
            {"when": {"ageHours": {"above": 72}}, "then": {"priority": "P3"}},
            {"then": {"priority": "P4"}},
        ]},
        "hazards": [{"safety": {"one_of": [true]}}],
    })
}
