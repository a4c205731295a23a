//! How units fail, and when to replace them.

use aftersales::kpi::statistics::{
    CrowAmsaa as Growth, CumulativeRepairs, Planned, Trend, Weibull as Life, laplace_trend as laplace,
    mean_cumulative_repairs as cumulative,
};
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{optional_numbers, test};
use crate::argument::numbers;
use crate::error::Thrown;
use crate::result::object;

/// The life of a part (Weibull): shape below 1 for early failures, 1 for chance, above 1 for wear.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Weibull(Life);

#[wasm_bindgen]
impl Weibull {
    /// A life of this scale and shape.
    ///
    /// @throws {AftersalesError} where one is not above zero.
    #[wasm_bindgen(constructor)]
    pub fn new(scale: f64, shape: f64) -> Result<Self, Thrown> {
        Ok(Self(Life::new(scale, shape)?))
    }

    /// The likeliest life for ages at failure and ages of units that still work; `undefined` where it is not determined.
    pub fn fit(
        #[wasm_bindgen(unchecked_param_type = "Numbers")] failures: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Numbers")] working: &JsValue,
    ) -> Result<Option<Self>, Thrown> {
        let working = optional_numbers("working", working)?;
        Ok(Life::fit(&numbers("failures", failures)?, &working)?.map(Self))
    }

    /// The age by which 63.2 % have failed.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.0.scale()
    }

    /// The shape.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn shape(&self) -> f64 {
        self.0.shape()
    }

    /// The mean life.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// The age by which the share `share` has failed.
    pub fn quantile(&self, share: f64) -> Result<f64, Thrown> {
        Ok(self.0.quantile(share)?)
    }

    /// How likely this life makes what was seen.
    #[wasm_bindgen(js_name = logLikelihood)]
    pub fn log_likelihood(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Numbers")] failures: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Numbers")] working: &JsValue,
    ) -> Result<f64, Thrown> {
        let working = optional_numbers("working", working)?;
        Ok(self.0.log_likelihood(&numbers("failures", failures)?, &working)?)
    }

    /// What it costs a unit of time to wait for failures.
    #[wasm_bindgen(js_name = runToFailure)]
    #[must_use]
    pub fn run_to_failure(&self, #[wasm_bindgen(js_name = failureCost)] failure_cost: f64) -> f64 {
        self.0.run_to_failure(failure_cost)
    }

    /// The best age for a replacement before failure; `null` where none pays.
    #[wasm_bindgen(unchecked_return_type = "PlannedWork | null")]
    pub fn replacement(
        &self,
        #[wasm_bindgen(js_name = plannedCost)] planned_cost: f64,
        #[wasm_bindgen(js_name = failureCost)] failure_cost: f64,
    ) -> Result<JsValue, Thrown> {
        Ok(object(&self.0.replacement(planned_cost, failure_cost)?.map(planned)))
    }

    /// The best age for an overhaul, where failures before are repaired and change nothing else; `null` where none pays.
    #[wasm_bindgen(unchecked_return_type = "PlannedWork | null")]
    pub fn overhaul(
        &self,
        #[wasm_bindgen(js_name = plannedCost)] planned_cost: f64,
        #[wasm_bindgen(js_name = failureCost)] failure_cost: f64,
    ) -> Result<JsValue, Thrown> {
        Ok(object(&self.0.overhaul(planned_cost, failure_cost)?.map(planned)))
    }
}

fn planned(planned: Planned) -> Value {
    json!({ "time": planned.time, "cost_rate": planned.cost_rate })
}

/// How failures of one repaired unit grow rarer or more frequent (Crow-AMSAA), observed until the last of them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct CrowAmsaa(Growth);

#[wasm_bindgen]
impl CrowAmsaa {
    /// The model of times of failure.
    ///
    /// @throws {AftersalesError} where there are fewer than two different times.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = failureTimes, unchecked_param_type = "Numbers")] failure_times: &JsValue,
    ) -> Result<Self, Thrown> {
        let growth = Growth::new(&numbers("failureTimes", failure_times)?)?;
        let few = || Thrown::argument("failureTimes", "too short", "two or more different times");
        Ok(Self(growth.ok_or_else(few)?))
    }

    /// What the model says, with the test of MIL-HDBK-189 against a constant rate.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "GrowthAnswer")]
    pub fn answer(&self) -> JsValue {
        let growth = &self.0;
        object(&json!({
            "beta": growth.beta,
            "lambda": growth.lambda,
            "beta_unbiased": growth.beta_unbiased,
            "growth_rate": growth.growth_rate(),
            "mtbf_cumulative": growth.mtbf_cumulative,
            "mtbf_instantaneous": growth.mtbf_instantaneous,
            "duane_slope": growth.duane_slope,
            "duane_scale": growth.duane_scale,
            "test": test(Some(growth.test)),
            "degrees": growth.degrees,
        }))
    }

    /// When the mean time between failures comes to a value; `undefined` where it never does.
    #[wasm_bindgen(js_name = timeTo)]
    pub fn time_to(&self, mtbf: f64) -> Result<Option<f64>, Thrown> {
        Ok(self.0.time_to(mtbf)?)
    }
}

/// Whether failures of one repaired unit grow rarer or more frequent: the test of Laplace; `null` for too few. Without
/// `observedUntil` the observation ends with the last failure.
#[wasm_bindgen(js_name = laplaceTrend, unchecked_return_type = "TrendAnswer | null")]
pub fn laplace_trend(
    #[wasm_bindgen(js_name = failureTimes, unchecked_param_type = "Numbers")] failure_times: &JsValue,
    #[wasm_bindgen(js_name = observedUntil)] observed_until: Option<f64>,
) -> Result<JsValue, Thrown> {
    let found = laplace(&numbers("failureTimes", failure_times)?, observed_until)?;
    let written = found.map(|found| {
        let trend = match Trend::of(found) {
            Trend::Improving => "improving",
            Trend::Worsening => "worsening",
            _ => "constant",
        };
        json!({ "statistic": found.statistic, "p": found.p, "trend": trend })
    });
    Ok(object(&written))
}

/// The mean number of repairs of a unit by age, from all ages at repair and the age until which each unit was observed
/// (Nelson 1988).
#[wasm_bindgen(js_name = meanCumulativeRepairs, unchecked_return_type = "CumulativeRepairs[]")]
pub fn mean_cumulative_repairs(
    #[wasm_bindgen(unchecked_param_type = "Numbers")] repairs: &JsValue,
    #[wasm_bindgen(js_name = observedUntil, unchecked_param_type = "Numbers")] observed_until: &JsValue,
) -> Result<JsValue, Thrown> {
    let steps = cumulative(&numbers("repairs", repairs)?, &numbers("observedUntil", observed_until)?)?;
    let written = |step: CumulativeRepairs| json!({ "time": step.time, "at_risk": step.at_risk, "mean": step.mean, "variance": step.variance });
    Ok(object(&steps.into_iter().map(written).collect::<Vec<_>>()))
}
