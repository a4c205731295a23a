//! The states that cases go through.

use std::collections::BTreeMap;

use aftersales::kpi::statistics::{Passage, Stage, StageLog as Log};
use aftersales::time::Instant;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::document;
use crate::calendar::WorkingCalendar;
use crate::error::Thrown;
use crate::result::object;

/// A case enters a state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    case: String,
    state: String,
    at: Instant,
}

/// The states that cases went through: how long they stayed, what followed what, which came back.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StageLog {
    log: Log,
    cases: Vec<String>,
    states: Vec<String>,
}

#[wasm_bindgen]
impl StageLog {
    /// The log of entries in any order.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "readonly StageEntry[] | string")] entries: &JsValue,
    ) -> Result<Self, Thrown> {
        let entries: Vec<Entry> = document("entries", entries)?;
        let (cases, case_codes) = coded(entries.iter().map(|entry| &entry.case));
        let (states, state_codes) = coded(entries.iter().map(|entry| &entry.state));
        let at: Vec<i64> = entries.iter().map(|entry| entry.at.micros()).collect();
        Ok(Self { log: Log::new(&case_codes, &state_codes, &at)?, cases, states })
    }

    /// The microseconds from the first to the last entry of each case.
    #[must_use]
    #[wasm_bindgen(js_name = caseDurations, unchecked_return_type = "{ readonly [name: string]: number }")]
    pub fn case_durations(&self) -> JsValue {
        named(&self.cases, self.log.case_durations(), |micros| json!(micros))
    }

    /// The open microseconds of a calendar from the first to the last entry of each case.
    #[must_use]
    #[wasm_bindgen(js_name = workingCaseDurations, unchecked_return_type = "{ readonly [name: string]: number }")]
    pub fn working_case_durations(&self, calendar: &WorkingCalendar) -> JsValue {
        named(&self.cases, self.log.working_case_durations(&calendar.0), |micros| json!(micros))
    }

    /// How long cases stayed in each state. The last entry of a case has no end.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "{ readonly [name: string]: StageAnswer }")]
    pub fn stages(&self) -> JsValue {
        named(&self.states, self.log.stages(), stage)
    }

    /// How long cases stayed in each state in the open time of a calendar.
    #[must_use]
    #[wasm_bindgen(js_name = workingStages, unchecked_return_type = "{ readonly [name: string]: StageAnswer }")]
    pub fn working_stages(&self, calendar: &WorkingCalendar) -> JsValue {
        named(&self.states, self.log.working_stages(&calendar.0), stage)
    }

    /// Every way from a state to the next: how often, and how long the first lasted then.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "PassageAnswer[]")]
    pub fn passages(&self) -> JsValue {
        self.written(self.log.passages())
    }

    /// The same with the open time of a calendar.
    #[must_use]
    #[wasm_bindgen(js_name = workingPassages, unchecked_return_type = "PassageAnswer[]")]
    pub fn working_passages(&self, calendar: &WorkingCalendar) -> JsValue {
        self.written(self.log.working_passages(&calendar.0))
    }

    /// How many cases entered a state more than once, by state.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "{ readonly [name: string]: number }")]
    pub fn repeated(&self) -> JsValue {
        named(&self.states, self.log.repeated(), |cases| json!(cases))
    }

    /// How many cases began in each state.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "{ readonly [name: string]: number }")]
    pub fn starts(&self) -> JsValue {
        named(&self.states, self.log.starts(), |cases| json!(cases))
    }

    /// How many cases were last seen in each state.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "{ readonly [name: string]: number }")]
    pub fn ends(&self) -> JsValue {
        named(&self.states, self.log.ends(), |cases| json!(cases))
    }

    /// How many cases took each way through the states.
    #[must_use]
    #[wasm_bindgen(
        unchecked_return_type = "{ readonly states: readonly string[]; readonly cases: number }[]"
    )]
    pub fn variants(&self) -> JsValue {
        let ways = self.log.variants().into_iter().map(|(way, cases)| {
            let states: Vec<&str> = way.into_iter().map(|state| word(&self.states, state)).collect();
            json!({ "states": states, "cases": cases })
        });
        object(&ways.collect::<Vec<_>>())
    }

    fn written(&self, passages: Vec<Passage>) -> JsValue {
        let written = |way: &Passage| {
            json!({
                "from": word(&self.states, way.from), "to": word(&self.states, way.to), "cases": way.count,
                "total_us": way.total as f64, "mean_us": way.mean(), "median_us": way.median,
                "least_us": way.least, "greatest_us": way.greatest,
            })
        };
        object(&passages.iter().map(written).collect::<Vec<_>>())
    }
}

fn stage(stage: Stage) -> Value {
    json!({ "visits": stage.visits, "total_us": stage.total as f64, "mean_us": stage.mean() })
}

/// The words in order, and for each text the place of its word.
fn coded<'a>(texts: impl Iterator<Item = &'a String> + Clone) -> (Vec<String>, Vec<u32>) {
    let mut codes: BTreeMap<&str, u32> = texts.clone().map(|text| (text.as_str(), 0)).collect();
    for (code, place) in codes.values_mut().zip(0..) {
        *code = place;
    }
    let coded = texts.map(|text| codes.get(text.as_str()).copied().unwrap_or_default()).collect();
    (codes.into_keys().map(str::to_owned).collect(), coded)
}

fn word(words: &[String], code: u32) -> &str {
    usize::try_from(code).ok().and_then(|code| words.get(code)).map_or("", String::as_str)
}

fn named<T>(words: &[String], values: BTreeMap<u32, T>, write: impl Fn(T) -> Value) -> JsValue {
    let written = values.into_iter().map(|(code, value)| (word(words, code).to_owned(), write(value)));
    object(&Value::Object(written.collect::<Map<_, _>>()))
}
