//! How long things take.

use aftersales::kpi::statistics::{
    KaplanMeier as Curve, MedianRanks, QuantileMethod, QuantileSketch as Sketch, Step, log_rank as compared,
};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{confidence, count, flags, interval, test};
use crate::argument::numbers;
use crate::error::Thrown;
use crate::result::object;

/// How long cases run, those still running counted for as long as they have run (Kaplan and Meier 1958).
///
/// A mean over finished cases alone is too low whenever cases are still open.
#[wasm_bindgen]
#[derive(Debug)]
pub struct KaplanMeier(Curve);

#[wasm_bindgen]
impl KaplanMeier {
    /// The curve of durations in any one unit; `observed` says whether each case was seen to its end.
    ///
    /// @throws {AftersalesError} where the columns differ in length, or a duration is negative or no number.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Numbers")] durations: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "readonly boolean[]")] observed: &JsValue,
    ) -> Result<Self, Thrown> {
        Ok(Self(Curve::new(&numbers("durations", durations)?, &flags("observed", observed)?)?))
    }

    /// How many cases.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn n(&self) -> f64 {
        self.0.n() as f64
    }

    /// How many were seen to their end.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn events(&self) -> f64 {
        self.0.events() as f64
    }

    /// The share of cases that run longer than `time`.
    #[wasm_bindgen(js_name = survivalAt)]
    #[must_use]
    pub fn survival_at(&self, time: f64) -> f64 {
        self.0.survival_at(time)
    }

    /// The time within which the share `p` of cases ends; `undefined` where the curve does not come down to it.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, Thrown> {
        Ok(self.0.quantile(p)?)
    }

    /// Between which times the quantile lies; an end that the curve does not reach is `null`.
    #[wasm_bindgen(js_name = quantileInterval, unchecked_return_type = "TimeInterval")]
    pub fn quantile_interval(&self, p: f64, confidence: Option<f64>) -> Result<JsValue, Thrown> {
        let ends = self.0.quantile_interval(p, self::confidence(confidence)?)?;
        Ok(object(&json!({ "lower": ends.lower, "upper": ends.upper })))
    }

    /// The mean of the durations, those above `limit` counted as the limit, with its standard error; `null` where there is
    /// no case.
    #[wasm_bindgen(js_name = restrictedMean, unchecked_return_type = "RestrictedMean | null")]
    pub fn restricted_mean(&self, limit: f64) -> Result<JsValue, Thrown> {
        let mean = self.0.restricted_mean(limit)?;
        Ok(object(&mean.map(|mean| json!({ "value": mean.value, "standard_error": mean.standard_error }))))
    }

    /// Every time at which cases ended, with the band of the share that runs longer.
    #[wasm_bindgen(unchecked_return_type = "SurvivalStep[]")]
    pub fn steps(&self, confidence: Option<f64>) -> Result<JsValue, Thrown> {
        let level = self::confidence(confidence)?;
        let written = |step: &Step| {
            json!({
                "time": step.time, "at_risk": step.at_risk, "events": step.events, "survival": step.survival,
                "band": interval(Curve::band(step, level)),
            })
        };
        Ok(object(&self.0.steps().iter().map(written).collect::<Vec<_>>()))
    }
}

/// Whether two groups of cases end at different rates: the log-rank test; `null` where nothing ended while both ran.
#[wasm_bindgen(js_name = logRank, unchecked_return_type = "StatisticalTest | null")]
pub fn log_rank(
    #[wasm_bindgen(unchecked_param_type = "Numbers")] durations: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly boolean[]")] observed: &JsValue,
    #[wasm_bindgen(js_name = otherDurations, unchecked_param_type = "Numbers")] other_durations: &JsValue,
    #[wasm_bindgen(js_name = otherObserved, unchecked_param_type = "readonly boolean[]")]
    other_observed: &JsValue,
) -> Result<JsValue, Thrown> {
    let first = (numbers("durations", durations)?, flags("observed", observed)?);
    let second = (numbers("otherDurations", other_durations)?, flags("otherObserved", other_observed)?);
    Ok(object(&test(compared((&first.0, &first.1), (&second.0, &second.1))?)))
}

/// The ranks, counted from 1 over the values in ascending order, between which the median lies whatever the distribution;
/// `null` for too few values.
#[wasm_bindgen(js_name = medianRanks, unchecked_return_type = "MedianRanks | null")]
pub fn median_ranks(n: f64, confidence: Option<f64>) -> Result<JsValue, Thrown> {
    let ranks = MedianRanks::new(count("n", n)?, self::confidence(confidence)?);
    let written = |ranks: MedianRanks| json!({ "lower": ranks.lower, "upper": ranks.upper, "coverage": ranks.coverage });
    Ok(object(&ranks.map(written)))
}

/// Quantiles of finite numbers in any order, in the order of `p`; `undefined` where there are no values.
///
/// @throws {AftersalesError} where a share lies outside 0 to 1.
#[wasm_bindgen]
pub fn quantiles(
    #[wasm_bindgen(unchecked_param_type = "Numbers")] values: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Numbers")] p: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "QuantileMethod")] method: Option<String>,
) -> Result<Option<Vec<f64>>, Thrown> {
    let method = match method.as_deref() {
        None | Some("linear") => QuantileMethod::Linear,
        Some("inverted_cdf") => QuantileMethod::InvertedCdf,
        Some("weibull") => QuantileMethod::Weibull,
        Some("median_unbiased") => QuantileMethod::MedianUnbiased,
        Some(other) => {
            let expected = "`linear`, `inverted_cdf`, `weibull` or `median_unbiased`";
            return Err(Thrown::argument("method", &format!("`{other}`"), expected));
        }
    };
    Ok(method.quantiles(&mut numbers("values", values)?, &numbers("p", p)?)?)
}

/// Quantiles of any number of values in little memory, each within a relative error.
#[wasm_bindgen]
#[derive(Debug)]
pub struct QuantileSketch(Sketch);

#[wasm_bindgen]
impl QuantileSketch {
    /// A sketch without values, such as one that is off by 1 % at most: `0.01`.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = relativeError)] relative_error: f64) -> Result<Self, Thrown> {
        Ok(Self(Sketch::new(relative_error)?))
    }

    /// Takes values.
    ///
    /// @throws {AftersalesError} where one is not finite; then none is taken.
    pub fn add(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Numbers")] values: &JsValue,
    ) -> Result<(), Thrown> {
        Ok(self.0.add_column(&numbers("values", values)?)?)
    }

    /// Takes what another sketch of the same error has taken.
    pub fn merge(&mut self, other: &Self) -> Result<(), Thrown> {
        Ok(self.0.merge(&other.0)?)
    }

    /// The quantile of a share from 0 to 1; `undefined` where there are no values.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, Thrown> {
        Ok(self.0.quantile(p)?)
    }

    /// How many values were taken.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn n(&self) -> f64 {
        self.0.n() as f64
    }

    /// The least value.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn least(&self) -> Option<f64> {
        self.0.least()
    }

    /// The greatest value.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn greatest(&self) -> Option<f64> {
        self.0.greatest()
    }
}
