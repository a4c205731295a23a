//! What is not known for certain: distributions, their sums, and means of few cases.

use aftersales::cost::{
    Distribution as Core, LogNormal, RangeMethod, Shrinkage as CoreShrinkage, ThreePoint, Total as CoreTotal,
    Triangular,
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::numbers;
use crate::error::Thrown;

/// A quantity that is not known for certain, such as the time that a repair takes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Distribution(Core);

#[wasm_bindgen]
impl Distribution {
    /// A quantity that is known.
    pub fn fixed(value: f64) -> Result<Self, Thrown> {
        Ok(Self(Core::fixed(value)?))
    }

    /// The beta distribution of PERT from a least, a likeliest and a greatest value.
    #[wasm_bindgen(js_name = threePoint)]
    pub fn three_point(low: f64, mode: f64, high: f64) -> Result<Self, Thrown> {
        Ok(Self(ThreePoint::new(low, mode, high)?.into()))
    }

    /// The triangular distribution from a least, a likeliest and a greatest value.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, Thrown> {
        Ok(Self(Triangular::new(low, mode, high)?.into()))
    }

    /// The log-normal distribution from its median and the deviation of its logarithm.
    #[wasm_bindgen(js_name = logNormal)]
    pub fn log_normal(median: f64, sigma: f64) -> Result<Self, Thrown> {
        Ok(Self(LogNormal::from_median(median, sigma)?.into()))
    }

    /// The log-normal distribution from mean and deviation of its logarithm.
    #[wasm_bindgen(js_name = logNormalOfLogarithm)]
    pub fn log_normal_of_logarithm(mu: f64, sigma: f64) -> Result<Self, Thrown> {
        Ok(Self(LogNormal::from_logarithm(mu, sigma)?.into()))
    }

    /// The mean.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// The standard deviation.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn deviation(&self) -> f64 {
        self.0.variance().sqrt()
    }

    /// The textbook deviation (high − low) / 6 of three points; `undefined` for other distributions.
    #[wasm_bindgen(getter, js_name = classicDeviation)]
    #[must_use]
    pub fn classic_deviation(&self) -> Option<f64> {
        match &self.0 {
            Core::ThreePoint(points) => Some(points.classic_deviation()),
            _ => None,
        }
    }

    /// The two shapes of the beta distribution of three points; `undefined` for other distributions.
    #[wasm_bindgen(getter, unchecked_return_type = "Float64Array | undefined")]
    #[must_use]
    pub fn shapes(&self) -> Option<Vec<f64>> {
        match &self.0 {
            Core::ThreePoint(points) => points.shapes().map(|(alpha, beta)| vec![alpha, beta]),
            _ => None,
        }
    }

    /// The value that the share `share` of cases stays within, from 0 to 1.
    pub fn quantile(&self, share: f64) -> Result<f64, Thrown> {
        Ok(self.0.quantile(share)?)
    }

    /// The share of cases that stay within a value.
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        self.0.probability(value)
    }
}

/// The sum of quantities that are independent of each other, such as the jobs of a repair.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Total {
    parts: Vec<Core>,
    method: RangeMethod,
}

#[wasm_bindgen]
impl Total {
    /// The sum of nothing yet, computed by `method`: `convolution` where it is absent.
    ///
    /// @throws {AftersalesError} where the method is none of those there are.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "RangeMethod")] method: Option<String>,
    ) -> Result<Self, Thrown> {
        let method = method.map(|method| method.parse()).transpose()?;
        Ok(Self { parts: Vec::new(), method: method.unwrap_or_default() })
    }

    /// Adds a part.
    pub fn add(&mut self, part: &Distribution) {
        self.parts.push(part.0);
    }

    /// The mean of the sum.
    ///
    /// @throws {AftersalesError} where there is no part, as the calls below.
    pub fn mean(&self) -> Result<f64, Thrown> {
        Ok(self.total()?.mean())
    }

    /// Its standard deviation.
    pub fn deviation(&self) -> Result<f64, Thrown> {
        Ok(self.total()?.deviation())
    }

    /// The value that the share `share` of cases stays within, from 0 to 1.
    pub fn quantile(&self, share: f64) -> Result<f64, Thrown> {
        Ok(self.total()?.quantile(share)?)
    }

    /// The share of cases that stay within a value.
    pub fn probability(&self, value: f64) -> Result<f64, Thrown> {
        Ok(self.total()?.probability(value))
    }

    fn total(&self) -> Result<CoreTotal, Thrown> {
        Ok(CoreTotal::of(&self.parts, self.method)?)
    }
}

/// Means of few cases drawn towards the mean of all, so that chance does not pass for a difference.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Shrinkage(CoreShrinkage);

#[wasm_bindgen]
impl Shrinkage {
    /// Draws towards a value; of the difference from it the share `factor` stays, from 0 to 1.
    #[wasm_bindgen(constructor)]
    pub fn new(towards: f64, factor: f64) -> Result<Self, Thrown> {
        Ok(Self(CoreShrinkage::new(towards, factor)?))
    }

    /// The factor of James and Stein for means of one variance, towards their mean.
    #[wasm_bindgen(js_name = jamesStein)]
    pub fn james_stein(
        #[wasm_bindgen(unchecked_param_type = "Numbers")] values: &JsValue,
        variance: f64,
    ) -> Result<Self, Thrown> {
        Ok(Self(CoreShrinkage::james_stein(&numbers("values", values)?, variance)?))
    }

    /// What means are drawn towards.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn towards(&self) -> f64 {
        self.0.towards()
    }

    /// The share of the difference that stays.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn factor(&self) -> f64 {
        self.0.factor()
    }

    /// The mean that holds in place of a mean of few cases.
    #[must_use]
    pub fn of(&self, value: f64) -> f64 {
        self.0.of(value)
    }
}
