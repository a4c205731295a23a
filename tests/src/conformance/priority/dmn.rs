//! Tables in the notation of DMN, as far as the vectors use it.

use aftersales::priority::{Decision, DecisionTable};
use aftersales::wire::DecisionTableDocument;
use serde_json::{Map, Value, json};

use super::{Malformed, answer_of, literal, malformed, read};

/// What stands for "no limit" in the numbers of the vectors.
pub(super) const FAR: i64 = 1_000_000;

pub(super) fn answer(table: &Value, input: &Value) -> Result<Value, Malformed> {
    let table = compile(table)?;
    let inputs = table.read(&read("input", input.clone())?).map_err(malformed("input"))?;
    let out = match table.decide(&inputs).map_err(malformed("input"))? {
        Decision::One(hit) => answer_of(&hit),
        Decision::Many(hits) => hits.iter().map(answer_of).collect(),
        Decision::Count(count) => json!(count),
        _ => Value::Null,
    };
    Ok(json!({"out": out}))
}

pub(super) fn compile(table: &Value) -> Result<DecisionTable, Malformed> {
    let document: DecisionTableDocument = read("table", document(table)?)?;
    DecisionTable::compile(&document).map_err(malformed("table"))
}

fn document(table: &Value) -> Result<Value, Malformed> {
    let names: Vec<String> = read("table.inputs", table["inputs"].clone())?;
    let outputs: Vec<String> = read("table.outputs", table["outputs"].clone())?;
    let rows: Vec<Row> = read("table.rules", table["rules"].clone())?;
    let cells = |position: usize| rows.iter().map(move |row| row.when[position].as_str());
    let inputs: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(position, name)| input(name, table["input_values"][position].as_str(), cells(position)))
        .collect();
    let scales: Vec<Value> = outputs
        .iter()
        .enumerate()
        .map(|(position, name)| {
            let words = rows.iter().map(|row| row.then[position].as_str());
            json!({"name": name, "values": scale(table["output_values"][position].as_str(), words)})
        })
        .collect();
    let default = &table["default"];
    let mut written = Vec::new();
    for row in &rows {
        let mut when = Map::new();
        for (name, cell) in names.iter().zip(&row.when).filter(|(_, cell)| *cell != "-") {
            when.insert(name.clone(), test(cell)?);
        }
        written.push(json!({"when": when, "then": then(&outputs, &row.then)}));
    }
    if default[0].is_string() {
        // What holds where no rule does is a last row without tests.
        let words: Vec<String> = read("table.default", default.clone())?;
        written.push(json!({"then": then(&outputs, &words)}));
    }
    let hit_policy = hit_policy(&table["hit_policy"], &table["aggregation"])?;
    Ok(json!({
        "inputs": inputs,
        "outputs": scales,
        "rules": {"type": "table", "hit_policy": hit_policy, "rows": written},
    }))
}

#[derive(serde::Deserialize)]
struct Row {
    when: Vec<String>,
    then: Vec<String>,
}

/// Declared values make a choice, `true` and `false` a yes or no, anything else a whole number.
fn input<'a>(name: &str, values: Option<&str>, mut cells: impl Iterator<Item = &'a str>) -> Value {
    if let Some(values) = values {
        return json!({"type": "choice", "name": name, "values": words(values), "order": "none"});
    }
    if cells.any(|cell| matches!(cell, "true" | "false")) {
        return json!({"type": "yes_no", "name": name, "order": "none"});
    }
    json!({"type": "number", "name": name, "unit": "one", "least": -FAR, "most": FAR, "order": "none"})
}

/// The declared order, or that of the numbers, or that in which the words appear.
fn scale<'a>(declared: Option<&str>, words_of_rows: impl Iterator<Item = &'a str>) -> Vec<String> {
    if let Some(declared) = declared {
        return words(declared);
    }
    let mut scale: Vec<String> = Vec::new();
    for word in words_of_rows.map(plain) {
        if !scale.contains(&word) {
            scale.push(word);
        }
    }
    if scale.iter().all(|word| literal(word).is_number()) {
        scale.sort_by(|one, other| {
            let number = |word: &str| literal(word).as_f64().unwrap_or_default();
            number(one).total_cmp(&number(other))
        });
    }
    scale
}

fn then(outputs: &[String], literals: &[String]) -> Value {
    outputs.iter().zip(literals).map(|(name, word)| (name.clone(), json!(plain(word)))).collect()
}

/// One cell: words or a comparison, an interval `a..b`, `true` or `false`.
pub(super) fn test(cell: &str) -> Result<Value, Malformed> {
    let number = |text: &str| text.trim().parse::<i64>().map_err(malformed("table.rules"));
    if cell.starts_with('"') {
        return Ok(json!({"one_of": words(cell)}));
    }
    if let "true" | "false" = cell {
        return Ok(json!({"one_of": [cell == "true"]}));
    }
    if let Some((from, to)) = cell.split_once("..") {
        return Ok(json!({"at_least": number(from)?, "at_most": number(to)?}));
    }
    for (sign, part) in [(">=", "at_least"), ("<=", "at_most"), (">", "above"), ("<", "below")] {
        if let Some(rest) = cell.strip_prefix(sign) {
            return Ok(json!({part: number(rest)?}));
        }
    }
    Err(Malformed::new(format!("`table.rules`: `{cell}` is not understood")))
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(plain).collect()
}

fn plain(word: &str) -> String {
    word.trim().trim_matches('"').to_owned()
}

fn hit_policy(name: &Value, aggregation: &Value) -> Result<&'static str, Malformed> {
    Ok(match (name.as_str().unwrap_or_default(), aggregation.as_str()) {
        ("UNIQUE", None) => "unique",
        ("ANY", None) => "any",
        ("FIRST", None) => "first",
        ("PRIORITY", None) => "priority",
        ("OUTPUT ORDER", None) => "output_order",
        ("RULE ORDER", None) => "rule_order",
        ("COLLECT", None) => "collect",
        ("COLLECT", Some("MIN")) => "collect_min",
        ("COLLECT", Some("MAX")) => "collect_max",
        ("COLLECT", Some("COUNT")) => "collect_count",
        _ => return Err(Malformed::new(format!("hit policy {name} {aggregation} cannot be expressed"))),
    })
}
