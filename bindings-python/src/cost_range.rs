use aftersales::cost::{
    Distribution as CoreDistribution, LogNormal, RangeMethod, Shrinkage as CoreShrinkage, ThreePoint,
    Total as CoreTotal, Triangular,
};
use pyo3::prelude::*;

use crate::error::Refusal;

/// How long one operation takes, or what it costs, in any unit: fixed, or spread.
///
/// Examples
/// --------
/// >>> Distribution.three_point(2.0, 4.0, 12.0).mean
/// 5.0
/// >>> round(Distribution.log_normal(45.0, 0.6).quantile(0.9), 1)
/// 97.1
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Distribution(CoreDistribution);

#[pymethods]
impl Distribution {
    /// The same in every case.
    #[staticmethod]
    fn fixed(value: f64) -> PyResult<Self> {
        Ok(Self(CoreDistribution::fixed(value).map_err(Refusal::from)?))
    }

    /// Least, most likely, most, as PERT has it.
    #[staticmethod]
    fn three_point(low: f64, mode: f64, high: f64) -> PyResult<Self> {
        Ok(Self(ThreePoint::new(low, mode, high).map_err(Refusal::from)?.into()))
    }

    /// Least, most likely, most, as a triangle.
    #[staticmethod]
    fn triangular(low: f64, mode: f64, high: f64) -> PyResult<Self> {
        Ok(Self(Triangular::new(low, mode, high).map_err(Refusal::from)?.into()))
    }

    /// Log-normal, as repair times are: the median, and the standard deviation of the natural logarithm.
    #[staticmethod]
    fn log_normal(median: f64, sigma: f64) -> PyResult<Self> {
        Ok(Self(LogNormal::from_median(median, sigma).map_err(Refusal::from)?.into()))
    }

    /// Log-normal by the mean and the standard deviation of the natural logarithm.
    #[staticmethod]
    fn log_normal_of_logarithm(mu: f64, sigma: f64) -> PyResult<Self> {
        Ok(Self(LogNormal::from_logarithm(mu, sigma).map_err(Refusal::from)?.into()))
    }

    /// The mean.
    #[getter]
    fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// The standard deviation.
    #[getter]
    fn deviation(&self) -> f64 {
        self.0.variance().sqrt()
    }

    /// The textbook deviation (high - low) / 6 of a three-point estimate; ``None`` for all others.
    #[getter]
    fn classic_deviation(&self) -> Option<f64> {
        match &self.0 {
            CoreDistribution::ThreePoint(points) => Some(points.classic_deviation()),
            _ => None,
        }
    }

    /// The shapes alpha and beta of the beta distribution behind a three-point estimate; ``None`` for all others, and where the least
    /// and the most are the same.
    #[getter]
    fn shapes(&self) -> Option<(f64, f64)> {
        match &self.0 {
            CoreDistribution::ThreePoint(points) => points.shapes(),
            _ => None,
        }
    }

    /// The value that a share of cases stays below; the share lies between 0 and 1.
    fn quantile(&self, share: f64) -> PyResult<f64> {
        Ok(self.0.quantile(share).map_err(Refusal::from)?)
    }

    /// The share of cases at or below a value.
    fn probability(&self, value: f64) -> f64 {
        self.0.probability(value)
    }

    fn __repr__(&self) -> String {
        format!("Distribution(mean={}, deviation={})", self.mean(), self.deviation())
    }
}

/// The sum of parts that are independent of each other, with the method that its quantiles come from: ``convolution``,
/// ``fenton_wilkinson``, ``normal`` or ``classic_normal``.
///
/// Examples
/// --------
/// >>> total = Total([Distribution.log_normal(30.0, 0.6), Distribution.log_normal(45.0, 0.6), Distribution.fixed(15.0)])
/// >>> total.method
/// 'convolution'
/// >>> total.quantile(0.1) < total.quantile(0.5) < total.quantile(0.9)
/// True
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Total(CoreTotal);

#[pymethods]
impl Total {
    #[new]
    #[pyo3(signature = (parts, method="convolution"))]
    fn new(py: Python<'_>, parts: Vec<PyRef<'_, Distribution>>, method: &str) -> PyResult<Self> {
        let method: RangeMethod = method.parse().map_err(Refusal::from)?;
        let parts: Vec<CoreDistribution> = parts.iter().map(|part| part.0).collect();
        Ok(Self(py.detach(|| CoreTotal::of(&parts, method)).map_err(Refusal::from)?))
    }

    /// The mean.
    #[getter]
    fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// The standard deviation.
    #[getter]
    fn deviation(&self) -> f64 {
        self.0.deviation()
    }

    /// The method that the quantiles come from; ``exact`` where at most one part is uncertain.
    #[getter]
    fn method(&self) -> &'static str {
        self.0.method().as_str()
    }

    /// The value that a share of cases stays below; the share lies between 0.05 and 0.95.
    fn quantile(&self, share: f64) -> PyResult<f64> {
        Ok(self.0.quantile(share).map_err(Refusal::from)?)
    }

    /// The share of cases at or below a value.
    fn probability(&self, value: f64) -> f64 {
        self.0.probability(value)
    }

    fn __repr__(&self) -> String {
        format!("Total(mean={}, deviation={}, method={:?})", self.mean(), self.deviation(), self.method())
    }
}

/// How much of the distance to a common value is kept: few cases are drawn towards it, many stand for themselves.
///
/// Examples
/// --------
/// >>> Shrinkage(0.265, 0.21).of(0.4)
/// 0.29335
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Shrinkage(CoreShrinkage);

#[pymethods]
impl Shrinkage {
    #[new]
    fn new(towards: f64, factor: f64) -> PyResult<Self> {
        Ok(Self(CoreShrinkage::new(towards, factor).map_err(Refusal::from)?))
    }

    /// The James-Stein estimator towards the mean of values of one variance; at least four values.
    #[staticmethod]
    fn james_stein(values: Vec<f64>, variance: f64) -> PyResult<Self> {
        Ok(Self(CoreShrinkage::james_stein(&values, variance).map_err(Refusal::from)?))
    }

    /// The value that all are drawn towards.
    #[getter]
    fn towards(&self) -> f64 {
        self.0.towards()
    }

    /// The share of the distance that is kept, from 0 to 1.
    #[getter]
    fn factor(&self) -> f64 {
        self.0.factor()
    }

    /// The shrunken value.
    fn of(&self, value: f64) -> f64 {
        self.0.of(value)
    }

    fn __repr__(&self) -> String {
        format!("Shrinkage(towards={}, factor={})", self.towards(), self.factor())
    }
}
