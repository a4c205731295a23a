//! Both contenders on the same table, with cases in their own types before the clock starts.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use aftersales::priority::{Column, GradingPolicy, Inputs};
use aftersales::vocabulary::Priority;
use aftersales::wire::{GradingDocument, InputValue};
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable};

use crate::table::{Case, MOST_HOURS, ROWS, WORDS};

#[derive(Clone)]
pub(crate) struct Aftersales {
    policy: GradingPolicy,
    values: Vec<BTreeMap<String, InputValue>>,
    inputs: Vec<Inputs>,
    words: [Vec<u32>; 3],
    safety: Vec<u32>,
    hours: Vec<i64>,
}

impl Aftersales {
    pub(crate) fn new(cases: &[Case]) -> Self {
        let document: GradingDocument =
            serde_json::from_value(document()).expect("the document has its shape");
        let policy = GradingPolicy::compile(&document).expect("the document is sound");
        let values: Vec<BTreeMap<String, InputValue>> = cases
            .iter()
            .map(|case| {
                let words = WORDS.iter().zip(case.words).map(|((name, _), word)| (*name, word.into()));
                let rest = [("safety", case.safety.into()), ("hours", case.hours.into())];
                words.chain(rest).map(|(name, value)| (name.to_owned(), value)).collect()
            })
            .collect();
        let read = |values| policy.read(values).expect("the cases are right");
        let inputs = values.iter().map(read).collect();
        let words = [0, 1, 2].map(|column: usize| {
            let place = |case: &Case| WORDS[column].1.iter().position(|word| *word == case.words[column]);
            let index = |case| place(case).and_then(|place| u32::try_from(place).ok());
            cases.iter().map(|case| index(case).expect("the word is one of them")).collect()
        });
        let safety = cases.iter().map(|case| u32::from(case.safety)).collect();
        let hours = cases.iter().map(|case| case.hours).collect();
        Self { policy, values, inputs, words, safety, hours }
    }

    pub(crate) fn grade(&self, case: usize) -> String {
        self.policy.grade(&self.inputs[case]).expect("the inputs are ours").priority().to_string()
    }

    pub(crate) fn run(&self, call: usize) {
        let inputs = &self.inputs[call % self.inputs.len()];
        black_box(self.policy.grade(black_box(inputs)).is_ok());
    }

    pub(crate) fn run_reading(&self, call: usize) {
        let values = &self.values[call % self.values.len()];
        let graded = self.policy.read(black_box(values)).and_then(|inputs| self.policy.grade(&inputs));
        black_box(graded.is_ok());
    }

    /// Grades whole columns; the number of calls is that of rows.
    pub(crate) fn column_runner(self) -> impl FnMut(usize) {
        let rows = self.inputs.len();
        let mut out = vec![Priority::P4; rows];
        move |calls| {
            let word =
                |column: usize| Column::Words { dictionary: &WORDS[column].1, indices: &self.words[column] };
            let columns = [
                ("impact", word(0)),
                ("urgency", word(1)),
                ("tier", word(2)),
                ("safety", Column::Words { dictionary: &["no", "yes"], indices: &self.safety }),
                ("hours", Column::Numbers(&self.hours)),
            ];
            for _ in 0..calls / rows {
                self.policy.grade_columns(black_box(&columns), &mut out).expect("the cases are right");
                black_box(&out);
            }
        }
    }
}

fn document() -> Value {
    let mut inputs: Vec<Value> = WORDS
        .iter()
        .map(|(name, values)| json!({"type": "choice", "name": name, "values": values, "order": "rising"}))
        .collect();
    inputs.push(json!({"type": "yes_no", "name": "safety", "order": "rising"}));
    inputs.push(json!({
        "type": "number", "name": "hours", "unit": "hours", "least": 0, "most": MOST_HOURS, "order": "rising"
    }));
    let rows: Vec<Value> = ROWS
        .iter()
        .map(|row| {
            let mut when = Map::new();
            for ((name, _), word) in WORDS.iter().zip(row.words) {
                when.extend(word.map(|word| ((*name).to_owned(), json!({"one_of": [word]}))));
            }
            when.extend(row.safety.map(|safety| ("safety".to_owned(), json!({"one_of": [safety]}))));
            when.extend(row.above_hours.map(|hours| ("hours".to_owned(), json!({"above": hours}))));
            json!({"when": when, "then": {"priority": row.priority}})
        })
        .collect();
    json!({"inputs": inputs, "base": {"type": "table", "hit_policy": "first", "rows": rows}})
}

pub(crate) struct Zen {
    decision: Decision,
    contexts: Vec<Variable>,
    runtime: Runtime,
}

impl Zen {
    pub(crate) fn new(cases: &[Case]) -> Self {
        let content: DecisionContent = serde_json::from_value(graph()).expect("the graph has its shape");
        let mut decision =
            DecisionEngine::default().create_decision(Arc::new(content)).expect("the content is a graph");
        decision.compile();
        let context = |case: &Case| {
            let [impact, urgency, tier] = case.words;
            let (safety, hours) = (case.safety, case.hours);
            json!({"impact": impact, "urgency": urgency, "tier": tier, "safety": safety, "hours": hours})
                .into()
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a thread is at hand");
        Self { decision, contexts: cases.iter().map(context).collect(), runtime }
    }

    pub(crate) fn grade(&self, case: usize) -> String {
        let evaluated = self.runtime.block_on(self.decision.evaluate(self.contexts[case].clone()));
        let result = evaluated.expect("the graph is sound").result;
        let result: Value = serde_json::to_value(&result).expect("the answer is plain data");
        result["priority"].as_str().unwrap_or_default().to_owned()
    }

    /// The runtime is entered once for all calls.
    pub(crate) fn run(&self, calls: usize) {
        self.runtime.block_on(async {
            for call in 0..calls {
                let context = self.contexts[call % self.contexts.len()].clone();
                black_box(self.decision.evaluate(black_box(context)).await.is_ok());
            }
        });
    }
}

/// The table in the notation of the engine: an empty cell is anything.
fn graph() -> Value {
    let names = WORDS.iter().map(|(name, _)| *name).chain(["safety", "hours"]);
    let inputs: Vec<Value> =
        names.clone().map(|name| json!({"id": format!("i-{name}"), "name": name, "field": name})).collect();
    let rules: Vec<Value> = ROWS
        .iter()
        .enumerate()
        .map(|(position, row)| {
            let words =
                row.words.iter().map(|word| word.map_or_else(String::new, |word| format!("'{word}'")));
            let safety = row.safety.map_or_else(String::new, |safety| safety.to_string());
            let hours = row.above_hours.map_or_else(String::new, |hours| format!("> {hours}"));
            let cells = names.clone().zip(words.chain([safety, hours]));
            let mut rule: Map<String, Value> =
                cells.map(|(name, cell)| (format!("i-{name}"), json!(cell))).collect();
            rule.insert("_id".to_owned(), json!(format!("r{position}")));
            rule.insert("o-priority".to_owned(), json!(format!("'{}'", row.priority)));
            Value::Object(rule)
        })
        .collect();
    json!({
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "request", "position": {"x": 0, "y": 0}},
            {"id": "table", "type": "decisionTableNode", "name": "grade", "position": {"x": 1, "y": 0}, "content": {
                "hitPolicy": "first",
                "inputs": inputs,
                "outputs": [{"id": "o-priority", "name": "priority", "field": "priority"}],
                "rules": rules
            }},
            {"id": "out", "type": "outputNode", "name": "response", "position": {"x": 2, "y": 0}}
        ],
        "edges": [
            {"id": "e1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "e2", "sourceId": "table", "targetId": "out", "type": "edge"}
        ]
    })
}
