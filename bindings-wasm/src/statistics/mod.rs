//! The statistics of a desk: intervals, curves, charts, staffing, stock, repairs.

mod charts;
mod durations;
mod repairs;
mod scores;
mod shares;
mod staffing;
mod stages;
mod stock;

use aftersales::kpi::statistics::{Confidence, Interval, Test};
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

pub use charts::{p_chart, xmr_chart};
pub use durations::{KaplanMeier, QuantileSketch, log_rank, median_ranks, quantiles};
pub use repairs::{CrowAmsaa, Weibull, laplace_trend, mean_cumulative_repairs};
pub use scores::{net_promoter_score, satisfaction};
pub use shares::{proportion, proportion_difference};
pub use staffing::{ErlangC, erlang_a};
pub use stages::StageLog;
pub use stock::{BaseStock, newsvendor, reorder_policy};

use crate::argument::{document, numbers, whole_number};
use crate::error::Thrown;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../statistics.d.ts");

/// What most questions are asked with.
const USUAL: f64 = 0.95;

fn confidence(level: Option<f64>) -> Result<Confidence, Thrown> {
    Ok(Confidence::new(level.unwrap_or(USUAL))?)
}

fn interval(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |ends| json!({ "lower": ends.lower, "upper": ends.upper }))
}

fn test(test: Option<Test>) -> Value {
    test.map_or(Value::Null, |test| json!({ "statistic": test.statistic, "p": test.p }))
}

/// A whole number that counts something.
fn count(name: &str, value: f64) -> Result<u64, Thrown> {
    whole_number(name, value).map(u64::from)
}

/// Whether each case was seen to its end.
fn flags(name: &str, value: &JsValue) -> Result<Vec<bool>, Thrown> {
    document(name, value)
}

/// A list that may be absent.
fn optional_numbers(name: &str, value: &JsValue) -> Result<Vec<f64>, Thrown> {
    if value.is_undefined() { Ok(Vec::new()) } else { numbers(name, value) }
}
