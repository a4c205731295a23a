//! Random documents and cases, drawn from a tape of bytes so that they shrink with it.

use std::collections::BTreeMap;

use aftersales::wire::{GradingDocument, InputValue};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A document with some cases of it.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) document: GradingDocument,
    pub(crate) cases: Vec<BTreeMap<String, InputValue>>,
}

/// Documents of which many do not compile, with cases of which some are wrong.
pub(crate) fn scenes() -> impl Strategy<Value = Scene> {
    proptest::collection::vec(any::<u8>(), 40..240).prop_map(|bytes| Tape { bytes, read: 0 }.scene())
}

struct Tape {
    bytes: Vec<u8>,
    read: usize,
}

/// Keywords of which some stand inside others, and what texts are made of.
const WORDS: [&str; 8] = ["ab", "abc", "bc", "ca", "Cab", "冒烟", "烟", "停机"];
const PIECES: [&str; 10] = ["ab", "c", "A", "B", "bca", " ", "冒", "烟", "停机", "x"];
const MOST: i64 = 12;

impl Tape {
    /// A number below `bound`; zero when the tape has ended.
    fn draw(&mut self, bound: usize) -> usize {
        let byte = self.bytes.get(self.read).copied().unwrap_or(0);
        self.read += 1;
        usize::from(byte) % bound
    }

    fn coin(&mut self) -> bool {
        self.draw(2) == 1
    }

    fn number(&mut self) -> i64 {
        i64::try_from(self.draw(14)).unwrap().min(MOST)
    }

    fn scene(&mut self) -> Scene {
        let inputs = self.inputs();
        let hazards: Vec<Value> = (0..self.draw(3)).map(|_| self.condition(&inputs)).collect();
        let base = if self.coin() { self.matrix(&inputs) } else { self.table(&inputs) };
        let modifiers: Vec<Value> = (0..self.draw(4)).map(|_| self.modifier(&inputs)).collect();
        let document = json!({"inputs": inputs, "base": base, "hazards": hazards, "modifiers": modifiers});
        let cases = (0..12).map(|_| self.case(&inputs)).collect();
        Scene { document: serde_json::from_value(document).unwrap(), cases }
    }

    fn order(&mut self) -> &'static str {
        ["none", "none", "rising", "falling"][self.draw(4)]
    }

    fn presence(&mut self) -> &'static str {
        ["required", "required", "optional"][self.draw(3)]
    }

    fn inputs(&mut self) -> Vec<Value> {
        let values = |count: usize| (0..count).map(|value| format!("v{value}")).collect::<Vec<_>>();
        let mut inputs = vec![
            json!({"type": "choice", "name": "severity", "values": values(2 + self.draw(3)), "order": self.order()}),
            json!({"type": "choice", "name": "impact", "values": values(1 + self.draw(3)), "order": self.order()}),
            json!({"type": "yes_no", "name": "danger", "order": self.order()}),
        ];
        if self.coin() {
            inputs.push(json!({
                "type": "number", "name": "age", "unit": "hours", "least": 0, "most": MOST, "order": self.order(),
                "presence": self.presence()
            }));
        }
        if self.coin() {
            let mut lists = Vec::new();
            for list in 0..1 + self.draw(3) {
                let mut words: Vec<&str> =
                    (0..1 + self.draw(3)).map(|_| WORDS[self.draw(WORDS.len())]).collect();
                words.sort_unstable();
                words.dedup();
                lists.push(json!({"name": format!("list {list}"), "words": words, "order": self.order()}));
            }
            inputs.push(
                json!({"type": "text", "name": "symptom", "keywords": lists, "presence": self.presence()}),
            );
        }
        if self.coin() {
            let (order, presence) = (self.order(), self.presence());
            inputs.push(json!({
                "type": "choice", "name": "tier", "values": values(3), "order": order, "presence": presence
            }));
        }
        inputs
    }

    fn priority(&mut self) -> String {
        format!("P{}", 1 + self.draw(4))
    }

    /// Half of the matrices rise with both inputs.
    fn matrix(&mut self, inputs: &[Value]) -> Value {
        let (rising, steps) = (self.coin(), [self.draw(3), self.draw(3)]);
        let cells: Map<String, Value> = choice(&inputs[0])
            .iter()
            .enumerate()
            .map(|(row, name)| {
                let cell = |(column, name): (usize, &String)| {
                    let raised = (row * steps[0] + column * steps[1]).min(3);
                    let priority = if rising { format!("P{}", 4 - raised) } else { self.priority() };
                    (name.clone(), json!(priority))
                };
                (name.clone(), Value::Object(choice(&inputs[1]).iter().enumerate().map(cell).collect()))
            })
            .collect();
        json!({"type": "matrix", "rows": "severity", "columns": "impact", "cells": cells})
    }

    /// Most tables end with a row for everything.
    fn table(&mut self, inputs: &[Value]) -> Value {
        let hit_policy =
            ["first", "first", "priority", "collect_max", "collect_min", "unique", "any"][self.draw(7)];
        let mut rows: Vec<Value> = (0..1 + self.draw(5))
            .map(|_| json!({"when": self.condition(inputs), "then": {"priority": self.priority()}}))
            .collect();
        if self.draw(4) > 0 && hit_policy != "unique" {
            rows.push(json!({"then": {"priority": self.priority()}}));
        }
        json!({"type": "table", "hit_policy": hit_policy, "rows": rows})
    }

    fn modifier(&mut self, inputs: &[Value]) -> Value {
        let when_any: Vec<Value> = (0..1 + self.draw(2)).map(|_| self.condition(inputs)).collect();
        match self.draw(3) {
            0 => json!({"type": "raise", "by": 1 + self.draw(3), "when_any": when_any}),
            1 => json!({"type": "at_least", "priority": self.priority(), "when_any": when_any}),
            _ => json!({"type": "at_most", "priority": self.priority(), "when_any": when_any}),
        }
    }

    fn condition(&mut self, inputs: &[Value]) -> Value {
        let mut condition = Map::new();
        for _ in 0..1 + self.draw(2) {
            let input = &inputs[self.draw(inputs.len())];
            condition.insert(input["name"].as_str().unwrap().to_owned(), self.test(input));
        }
        Value::Object(condition)
    }

    fn test(&mut self, input: &Value) -> Value {
        if input["presence"] == "optional" && self.draw(4) == 0 {
            let presence = ["given", "absent"][self.draw(2)];
            return json!({"presence": presence});
        }
        match input["type"].as_str().unwrap() {
            "text" => {
                let lists: Vec<_> =
                    input["keywords"].as_array().unwrap().iter().map(|list| &list["name"]).collect();
                let mut some =
                    || (0..1 + self.draw(2)).map(|_| lists[self.draw(lists.len())]).collect::<Vec<_>>();
                let (one, other) = (some(), some());
                match self.draw(3) {
                    0 => json!({"matches": one}),
                    1 => json!({"matches_none": one}),
                    _ => json!({"matches": one, "matches_none": other}),
                }
            }
            "number" => {
                let (one, other) = (self.number(), self.number());
                match self.draw(6) {
                    0 => json!({"at_least": one}),
                    1 => json!({"at_most": one}),
                    2 => json!({"above": one.min(other), "below": one.max(other)}),
                    3 => json!({"one_of": [one, other]}),
                    4 => json!({"none_of": [one, other]}),
                    _ => json!({"above": one, "none_of": [other]}),
                }
            }
            _ => {
                let values = choice(input);
                let (one, other) = (&values[self.draw(values.len())], &values[self.draw(values.len())]);
                match self.draw(if input["order"] == "none" { 2 } else { 6 }) {
                    0 => json!({"one_of": [one, other]}),
                    1 => json!({"none_of": [one]}),
                    2 => json!({"at_least": one}),
                    3 => json!({"at_most": one}),
                    4 => json!({"above": one}),
                    _ => json!({"below": one, "none_of": [other]}),
                }
            }
        }
    }

    fn case(&mut self, inputs: &[Value]) -> BTreeMap<String, InputValue> {
        let mut case = Map::new();
        for input in inputs {
            let name = input["name"].as_str().unwrap().to_owned();
            if input["presence"] == "optional" && self.draw(3) == 0 {
                continue;
            }
            let value = match input["type"].as_str().unwrap() {
                "text" => {
                    json!((0..self.draw(6)).map(|_| PIECES[self.draw(PIECES.len())]).collect::<String>())
                }
                "number" => json!(self.number()),
                "yes_no" => [json!(true), json!(false), json!("yes"), json!("no")][self.draw(4)].clone(),
                _ => {
                    let values = choice(input);
                    json!(values[self.draw(values.len())])
                }
            };
            case.insert(name, value);
        }
        // One case in eight is wrong somewhere.
        match self.draw(32) {
            0 => drop(case.insert("colour".to_owned(), json!("red"))),
            1 => drop(case.remove("severity")),
            2 => drop(case.insert("danger".to_owned(), json!(1))),
            3 => drop(case.insert("impact".to_owned(), Value::Null)),
            _ => {}
        }
        serde_json::from_value(Value::Object(case)).unwrap()
    }
}

fn choice(input: &Value) -> Vec<String> {
    match input["values"].as_array() {
        Some(values) => values.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
        None => vec!["no".to_owned(), "yes".to_owned()],
    }
}
