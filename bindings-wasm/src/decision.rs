//! Decision tables with outputs of their own.

use std::collections::BTreeMap;

use aftersales::priority::{Coverage, Decision, DecisionTable as Table, Hit, TableAnalysis};
use aftersales::wire::{DecisionTableDocument, InputValue};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::document;
use crate::error::Thrown;
use crate::result::object;

/// A decision table with outputs of its own.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DecisionTable(Table);

#[wasm_bindgen]
impl DecisionTable {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of what is wrong, such as rows that overlap against the hit policy.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "DecisionTableDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: DecisionTableDocument = self::document("document", document)?;
        Ok(Self(Table::compile(&document)?))
    }

    /// The content hash of the document: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// What the table says of a case: the row that gives the answer, the rows under a hit policy with several, the number of
    /// rows under `collect_count`; `null` where no row holds.
    ///
    /// @throws {AftersalesError} `priority.inputs.refused` with all problems as `data`.
    #[wasm_bindgen(unchecked_return_type = "TableHit | TableHit[] | number | null")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GradingInputs | string")] inputs: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let values: BTreeMap<String, InputValue> = document("inputs", inputs)?;
        let answer = match self.0.decide(&self.0.read(&values)?)? {
            Decision::One(found) => hit(&found),
            Decision::Many(found) => found.iter().map(hit).collect(),
            Decision::Count(count) => json!(count),
            _ => Value::Null,
        };
        Ok(object(&answer))
    }

    /// What the table leaves out, says twice, or says in vain, whatever its hit policy; `undefined` for a matrix, which has
    /// one answer for every case.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "TableAnalysis | undefined")]
    pub fn analysis(&self) -> JsValue {
        self.0.analysis().map_or(JsValue::UNDEFINED, |analysis| object(&written(&analysis)))
    }
}

fn hit(found: &Hit<'_>) -> Value {
    json!({ "row": found.row, "path": found.path, "values": found.values })
}

fn written(analysis: &TableAnalysis) -> Value {
    let overlaps = analysis.overlaps.iter().map(|overlap| {
        json!({
            "first": overlap.first, "second": overlap.second, "agree": overlap.agree,
            "least": overlap.witness.values(), "greatest": overlap.greatest.values(),
        })
    });
    let never_first = analysis.never_first.iter().map(|never| match &never.witness {
        Some((case, by)) => json!({ "row": never.row, "case": case.values(), "by": by }),
        None => json!({ "row": never.row }),
    });
    let (coverage, gap) = match &analysis.coverage {
        Coverage::Complete => ("complete", None),
        Coverage::Gap(case) => ("gap", Some(("gap".to_owned(), json!(case.values())))),
        _ => ("not_proved", None),
    };
    let others = [
        ("coverage", json!(coverage)),
        ("overlaps", overlaps.collect()),
        ("overlaps_left_off", json!(analysis.overlaps_left_off)),
        ("within", json!(analysis.within)),
        ("never_first", never_first.collect()),
        ("not_proved", json!(analysis.not_proved)),
    ];
    let others = others.into_iter().map(|(name, value)| (name.to_owned(), value));
    Value::Object(others.chain(gap).collect::<Map<_, _>>())
}
