use std::sync::Arc;

use aftersales::kpi::statistics as core;

use crate::Tally;
use crate::error::Answer;
use crate::handle::Shared;

/// Quantiles of any number of values in little memory, each within a relative error. Sketches of parts merge into that of all.
#[derive(Debug, uniffi::Object)]
pub struct QuantileSketch(Shared<core::QuantileSketch>);

#[uniffi::export]
impl QuantileSketch {
    /// An empty sketch; the relative error lies above 0 and below 1.
    #[uniffi::constructor]
    pub fn new(relative_error: f64) -> Answer<Self> {
        Ok(Self(Shared::new(core::QuantileSketch::new(relative_error)?)))
    }

    /// Counts every value, or none where one of them is not finite.
    pub fn add(&self, values: Vec<f64>) -> Answer<()> {
        Ok(self.0.change(|sketch| sketch.add_column(&values))?)
    }

    /// Takes in all that another sketch of the same relative error has counted.
    pub fn merge(&self, other: Arc<Self>) -> Answer<()> {
        let other = other.0.get();
        Ok(self.0.change(|sketch| sketch.merge(&other))?)
    }

    /// The values of the ranks `p (n - 1)` for each share `p`, within the relative error; null without values.
    pub fn quantiles(&self, shares: Vec<f64>) -> Answer<Vec<Option<f64>>> {
        let sketch = self.0.get();
        Ok(shares.into_iter().map(|share| sketch.quantile(share)).collect::<Result<_, _>>()?)
    }

    /// How many values were counted.
    pub fn n(&self) -> Tally {
        Tally(self.0.get().n())
    }

    /// The exact least value.
    pub fn least(&self) -> Option<f64> {
        self.0.get().least()
    }

    /// The exact greatest value.
    pub fn greatest(&self) -> Option<f64> {
        self.0.get().greatest()
    }

    /// The bound that holds: at most what was asked for.
    pub fn relative_error(&self) -> f64 {
        self.0.get().relative_error()
    }
}
