//! Vectors of grading and of decision tables (`tests/vectors/priority/README.md`).
//!
//! The tables and matrices become documents, and every answer is that of the public API.

mod analysis;
mod dmn;
mod documents;

use std::collections::BTreeMap;

use aftersales::priority::{Decision, DecisionTable, GradingPolicy, Hit};
use aftersales::wire::{DecisionTableDocument, GradingDocument, InputValue};
use serde_json::{Map, Value, json};

use super::answer::normal;
use super::{Difference, Evaluator, Malformed};

/// The evaluator of the families `priority/…` of `aftersales-vector/1`, but for the times of escalations.
pub(super) struct Grading;

impl Evaluator for Grading {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        family.starts_with("priority/") && family != "priority/escalation_timing"
    }

    fn check(&self, file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let expected = vector["expect"].as_object().ok_or_else(|| Malformed::new("`expect` is missing"))?;
        let input = &vector["input"];
        let got = match file["family"].as_str().unwrap_or_default() {
            "priority/matrix_servicenow_3x3" => matrix(&documents::servicenow(), input)?,
            "priority/matrix_glpi_5x5" => matrix(&documents::glpi(), input)?,
            "priority/matrix_glpi_fallback" => matrix(&documents::glpi_without(input), input)?,
            "priority/zen_service_escalation" => escalation(input)?,
            "priority/fail_closed" => fail_closed(input)?,
            "priority/table_analysis" => analysis::answer(input, &vector["expect"])?,
            _ => dmn::answer(&file["table"], input)?,
        };
        let mut differences = Vec::new();
        for (key, wanted) in expected {
            let answer = got.get(key).ok_or_else(|| Malformed::new(format!("`expect.{key}` is not known")));
            // An error takes the place of every answer.
            let answer = answer.or_else(|malformed| got.get("error").ok_or(malformed))?;
            if normal(wanted) != normal(answer) {
                differences.push(Difference::new(&format!("expect.{key}"), wanted, answer));
            }
        }
        Ok(differences)
    }
}

/// Impact and urgency are the numbers of vectors and the words of the matrix.
fn matrix(document: &Value, input: &Value) -> Result<Value, Malformed> {
    let document: DecisionTableDocument = read("table", document.clone())?;
    let table = match DecisionTable::compile(&document) {
        Ok(table) => table,
        Err(error) => return Ok(json!({"error": error.code()})),
    };
    let fields = input.as_object().ok_or_else(|| Malformed::new("`input` is missing"))?;
    let words: BTreeMap<String, InputValue> =
        fields.iter().map(|(name, value)| (name.clone(), value.to_string().as_str().into())).collect();
    let inputs = table.read(&words).map_err(malformed("input"))?;
    let decision = table.decide(&inputs).map_err(malformed("input"))?;
    let Decision::One(hit) = decision else { return Ok(json!({"priority": null})) };
    Ok(json!({"priority": literal(hit.values["priority"])}))
}

fn escalation(input: &Value) -> Result<Value, Malformed> {
    let document: DecisionTableDocument = read("table", documents::service_escalation())?;
    let table = DecisionTable::compile(&document).map_err(malformed("table"))?;
    let inputs = table.read(&read("input", input.clone())?).map_err(malformed("input"))?;
    let decision = table.decide(&inputs).map_err(malformed("input"))?;
    let Decision::One(hit) = decision else { return Ok(json!({"row": null})) };
    let mut answer = Map::from_iter([("row".to_owned(), json!(hit.row + 1))]);
    answer.extend(hit.values.iter().map(|(name, value)| ((*name).to_owned(), literal(value))));
    Ok(Value::Object(answer))
}

fn fail_closed(input: &Value) -> Result<Value, Malformed> {
    let document: GradingDocument = read("document", documents::incident())?;
    let policy = GradingPolicy::compile(&document).map_err(malformed("document"))?;
    let graded = policy.read(&read("input", input.clone())?).and_then(|inputs| policy.grade(&inputs));
    Ok(match graded {
        Ok(grade) => json!({"error": false, "priority": grade.priority().as_str()}),
        Err(_) => json!({"error": true}),
    })
}

/// A word of a scale as the value that it stands for: a number where it is written like one.
fn literal(word: &str) -> Value {
    serde_json::from_str(word).unwrap_or_else(|_| json!(word))
}

fn answer_of(hit: &Hit<'_>) -> Value {
    match hit.values.len() {
        1 => hit.values.values().next().map_or(Value::Null, |word| literal(word)),
        _ => hit.values.iter().map(|(name, word)| ((*name).to_owned(), literal(word))).collect(),
    }
}

fn read<T: serde::de::DeserializeOwned>(field: &str, value: Value) -> Result<T, Malformed> {
    serde_json::from_value(value).map_err(malformed(field))
}

fn malformed<E: std::fmt::Display>(field: &str) -> impl Fn(E) -> Malformed {
    move |error| Malformed::new(format!("`{field}`: {error}"))
}
