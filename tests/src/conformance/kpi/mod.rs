//! Vectors of figures (`tests/vectors/kpi/README.md`).

mod charts;
mod durations;
mod samples;
mod shares;
mod stages;

use aftersales::kpi::statistics::Interval;
use serde_json::{Value, json};

use super::answer::Tolerance;
use super::{Difference, Evaluator, Malformed};

/// The evaluator of the families of `aftersales-vector/1` that are statistics of a desk.
pub(super) struct Kpi;

/// Answers the `input` of a vector: every field that its `expect` may have.
type Answer = fn(&Value, &Value, Tolerance) -> Result<Value, Malformed>;

const FAMILIES: &[(&str, Answer)] = &[
    ("kpi/csat", shares::csat),
    ("kpi/kaplan_meier", durations::kaplan_meier),
    ("kpi/logrank", durations::log_rank),
    ("kpi/median_order_interval", samples::median_order_interval),
    ("kpi/nps", shares::nps),
    ("kpi/p_chart", charts::p_chart),
    ("kpi/proportion_difference", shares::proportion_difference),
    ("kpi/proportion_intervals", shares::proportion_intervals),
    ("kpi/quantiles", samples::quantiles),
    ("kpi/stages", stages::stages),
    ("kpi/xmr", charts::xmr),
];

impl Evaluator for Kpi {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        FAMILIES.iter().any(|known| known.0 == family)
    }

    fn check(&self, file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let family = file["family"].as_str();
        let known = FAMILIES.iter().find(|known| Some(known.0) == family);
        let (_, answer) = known.ok_or_else(|| Malformed::new("`family` is not one of figures"))?;
        let tolerance = Tolerance::of(file, vector);
        let expected = vector.get("expect").ok_or_else(|| Malformed::new("`expect` is missing"))?;
        let answer = answer(&vector["input"], expected, tolerance)?;
        let mut differences = Vec::new();
        tolerance.compare("expect", expected, &answer, &mut differences);
        Ok(differences)
    }
}

/// A field of an input.
fn read<T: serde::de::DeserializeOwned>(input: &Value, field: &str) -> Result<T, Malformed> {
    serde_json::from_value(input[field].clone()).map_err(malformed(field))
}

fn malformed<E: std::fmt::Display>(field: &str) -> impl Fn(E) -> Malformed {
    move |error| Malformed::new(format!("`{field}`: {error}"))
}

fn ends(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |interval| json!([interval.lower, interval.upper]))
}
