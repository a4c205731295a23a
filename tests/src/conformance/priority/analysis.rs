//! What the analysis of a table finds. Vectors count rows from 1.

use aftersales::priority::{Coverage, Decision, DecisionTable, Overlap, TableAnalysis};
use aftersales::wire::DecisionTableDocument;
use serde_json::{Value, json};

use super::dmn::{self, FAR};
use super::{Malformed, malformed, read};

pub(super) fn answer(input: &Value, expected: &Value) -> Result<Value, Malformed> {
    if input["table"].is_object() { of_table(&input["table"], expected) } else { of_rows(input) }
}

fn of_table(written: &Value, expected: &Value) -> Result<Value, Malformed> {
    let table = dmn::compile(written)?;
    let analysis = analysis(&table)?;
    let pairs = |keep: fn(&&Overlap) -> bool| -> Vec<[usize; 2]> {
        analysis.overlaps.iter().filter(keep).map(|each| [each.first + 1, each.second + 1]).collect()
    };
    Ok(json!({
        "has_gap": analysis.coverage != Coverage::Complete,
        "gap_witness": gap(&table, &analysis, written, &expected["gap_witness"])?,
        "overlapping_rule_pairs": pairs(|_| true),
        "conflicting_rule_pairs": pairs(|each| !each.agree),
        "subsumed_rules": within(&analysis),
        "never_first_hit": analysis.never_first.iter().map(|each| each.row + 1).collect::<Vec<_>>(),
    }))
}

/// A gap has many witnesses: that of the vector is right if no row holds for it, and so is ours.
fn gap(
    table: &DecisionTable,
    analysis: &TableAnalysis,
    written: &Value,
    expected: &Value,
) -> Result<Value, Malformed> {
    let Coverage::Gap(witness) = &analysis.coverage else { return Ok(Value::Null) };
    let ours = serde_json::to_value(witness.values()).map_err(malformed("witness"))?;
    let names: Vec<String> = read("table.inputs", written["inputs"].clone())?;
    let theirs: Value = names
        .iter()
        .zip(expected.as_array().into_iter().flatten())
        .map(|(name, value)| (name.clone(), super::normal(value)))
        .collect();
    let has_no_row = |case: &Value| -> Result<bool, Malformed> {
        let inputs = table.read(&read("witness", case.clone())?).map_err(malformed("witness"))?;
        Ok(table.decide(&inputs).map_err(malformed("witness"))? == Decision::NoRow)
    };
    Ok(if has_no_row(&ours)? && has_no_row(&theirs)? { expected.clone() } else { ours })
}

fn of_rows(input: &Value) -> Result<Value, Malformed> {
    let rows: Vec<Vec<String>> = read("rows", input["rows"].clone())?;
    let answers: Vec<String> = match input["outputs"].is_array() {
        true => read("outputs", input["outputs"].clone())?,
        false => (1..=rows.len()).map(|row| format!("row {row}")).collect(),
    };
    let mut scale = answers.clone();
    scale.dedup();
    let column = input["column"].as_str().unwrap_or("value");
    let mut written = Vec::new();
    for (cells, answer) in rows.iter().zip(&answers) {
        written.push(json!({"when": {column: dmn::test(&cells[0])?}, "then": {"out": answer}}));
    }
    let document: DecisionTableDocument = read(
        "rows",
        json!({
            "inputs": [{"type": "number", "name": column, "unit": "one", "least": -FAR, "most": FAR, "order": "none"}],
            "outputs": [{"name": "out", "values": scale}],
            "rules": {"type": "table", "hit_policy": "collect", "rows": written},
        }),
    )?;
    let table = DecisionTable::compile(&document).map_err(malformed("rows"))?;
    let analysis = analysis(&table)?;
    let overlap = analysis.overlaps.first().ok_or_else(|| Malformed::new("the rows do not overlap"))?;
    let end = |witness: &aftersales::priority::Witness| json!(witness.values()[column]);
    Ok(json!({
        "overlap": [end(&overlap.witness), end(&overlap.greatest)],
        "witness_printed": end(&overlap.witness),
        "subsumed": within(&analysis),
    }))
}

fn analysis(table: &DecisionTable) -> Result<TableAnalysis, Malformed> {
    table.analysis().ok_or_else(|| Malformed::new("a matrix has nothing to analyse"))
}

fn within(analysis: &TableAnalysis) -> Vec<[usize; 2]> {
    analysis.within.iter().map(|(row, other)| [row + 1, other + 1]).collect()
}
