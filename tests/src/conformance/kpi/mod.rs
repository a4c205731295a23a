//! Vectors of figures (`tests/vectors/kpi/README.md`).

mod charts;
mod durations;
mod formula;
mod repairs;
mod samples;
mod shares;
mod staffing;
mod stages;
mod stock;

use aftersales::kpi::statistics::Interval;
use serde_json::{Value, json};

use super::answer::Tolerance;
use super::{Difference, Evaluator, Malformed};

/// The evaluator of the families of `aftersales-vector/1` that are statistics of a desk.
pub(super) struct Kpi;

/// Answers the `input` of a vector: every field that its `expect` may have.
type Answer = fn(&Value, &Value, Tolerance) -> Result<Value, Malformed>;

const FAMILIES: &[(&str, Answer)] = &[
    ("kpi/crow_amsaa", repairs::crow_amsaa),
    ("kpi/csat", shares::csat),
    ("kpi/erlang_a", staffing::erlang_a),
    ("kpi/erlang_c", staffing::erlang_c),
    ("kpi/kaplan_meier", durations::kaplan_meier),
    ("kpi/laplace_trend", repairs::laplace_trend),
    ("kpi/logrank", durations::log_rank),
    ("kpi/mean_cumulative_repairs", repairs::mean_cumulative_repairs),
    ("kpi/median_order_interval", samples::median_order_interval),
    ("kpi/newsvendor_poisson", stock::newsvendor),
    ("kpi/nps", shares::nps),
    ("kpi/p_chart", charts::p_chart),
    ("kpi/poisson_base_stock", stock::base_stock),
    ("kpi/poisson_base_stock_target", stock::base_stock_target),
    ("kpi/proportion_difference", shares::proportion_difference),
    ("kpi/proportion_intervals", shares::proportion_intervals),
    ("kpi/quantiles", samples::quantiles),
    ("kpi/r_q_poisson", stock::reorder),
    ("kpi/replacement_age", repairs::replacement_age),
    ("kpi/stages", stages::stages),
    ("kpi/weibull_fit", repairs::weibull_fit),
    ("kpi/xmr", charts::xmr),
];

/// What the package says that a vector was computed with: information, not what is expected of us.
const PEERS: &[&str] =
    &["pyworkforce", "pyworkforce_agrees", "reliability_package_cost", "reliability_package_time"];

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
        let expected = vector.get("expect").and_then(Value::as_object);
        let mut expected = expected.ok_or_else(|| Malformed::new("`expect` must be an object"))?.clone();
        expected.retain(|name, _| !PEERS.contains(&name.as_str()));
        let expected = Value::Object(expected);
        let answer = answer(&vector["input"], &expected, tolerance)?;
        let mut differences = Vec::new();
        tolerance.compare("expect", &expected, &answer, &mut differences);
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
