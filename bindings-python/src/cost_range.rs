use std::hash::{Hash, Hasher};

use aftersales::cost::{
    Distribution as CoreDistribution, LogNormal, RangeMethod, Shrinkage as CoreShrinkage, ThreePoint,
    Total as CoreTotal, Triangular,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::error::Refusal;
use crate::html;

/// How long one operation takes, or what it costs, in any unit: fixed, or spread.
///
/// Examples
/// --------
/// >>> Distribution.three_point(2.0, 4.0, 12.0).mean
/// 5.0
/// >>> round(Distribution.log_normal(45.0, 0.6).quantile(0.9), 1)
/// 97.1
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Distribution {
    core: CoreDistribution,
    made: Made,
}

/// How a distribution was made, for its text and for pickle.
#[derive(Clone, Copy)]
enum Made {
    Fixed(f64),
    ThreePoint(f64, f64, f64),
    Triangular(f64, f64, f64),
    LogNormal(f64, f64),
    LogNormalOfLogarithm(f64, f64),
}

impl Made {
    /// The constructor and its arguments.
    fn parts(self) -> (&'static str, Vec<f64>) {
        match self {
            Self::Fixed(value) => ("fixed", vec![value]),
            Self::ThreePoint(low, mode, high) => ("three_point", vec![low, mode, high]),
            Self::Triangular(low, mode, high) => ("triangular", vec![low, mode, high]),
            Self::LogNormal(median, sigma) => ("log_normal", vec![median, sigma]),
            Self::LogNormalOfLogarithm(mu, sigma) => ("log_normal_of_logarithm", vec![mu, sigma]),
        }
    }

    fn from_parts(constructor: &str, arguments: &[f64]) -> Option<Self> {
        Some(match (constructor, arguments) {
            ("fixed", &[value]) => Self::Fixed(value),
            ("three_point", &[low, mode, high]) => Self::ThreePoint(low, mode, high),
            ("triangular", &[low, mode, high]) => Self::Triangular(low, mode, high),
            ("log_normal", &[median, sigma]) => Self::LogNormal(median, sigma),
            ("log_normal_of_logarithm", &[mu, sigma]) => Self::LogNormalOfLogarithm(mu, sigma),
            _ => return None,
        })
    }
}

#[pymethods]
impl Distribution {
    /// The same in every case.
    ///
    /// Parameters
    /// ----------
    /// value
    ///     Not negative.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> Distribution.fixed(15.0).quantile(0.9)
    /// 15.0
    #[staticmethod]
    fn fixed(value: f64) -> PyResult<Self> {
        Self::of(Made::Fixed(value))
    }

    /// Least, most likely, most, as PERT has it.
    ///
    /// Parameters
    /// ----------
    /// low, mode, high
    ///     Ascending, not negative.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range`` for values that do not ascend.
    ///
    /// Examples
    /// --------
    /// >>> round(Distribution.three_point(2.0, 4.0, 12.0).quantile(0.9), 2)
    /// 7.45
    #[staticmethod]
    fn three_point(low: f64, mode: f64, high: f64) -> PyResult<Self> {
        Self::of(Made::ThreePoint(low, mode, high))
    }

    /// Least, most likely, most, as a triangle.
    ///
    /// Parameters
    /// ----------
    /// low, mode, high
    ///     Ascending, not negative.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range`` for values that do not ascend.
    ///
    /// Examples
    /// --------
    /// >>> Distribution.triangular(2.0, 4.0, 12.0).mean
    /// 6.0
    #[staticmethod]
    fn triangular(low: f64, mode: f64, high: f64) -> PyResult<Self> {
        Self::of(Made::Triangular(low, mode, high))
    }

    /// Log-normal, as repair times are: the median, and the standard deviation of the natural logarithm.
    ///
    /// Parameters
    /// ----------
    /// median
    ///     Above zero: half of all cases take no longer.
    /// sigma
    ///     Above zero; 0.4 to 0.8 is usual of repairs.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> round(Distribution.log_normal(45.0, 0.6).mean, 2)
    /// 53.87
    #[staticmethod]
    fn log_normal(median: f64, sigma: f64) -> PyResult<Self> {
        Self::of(Made::LogNormal(median, sigma))
    }

    /// Log-normal by the mean and the standard deviation of the natural logarithm.
    ///
    /// Parameters
    /// ----------
    /// mu, sigma
    ///     Of the natural logarithm of the value.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> round(Distribution.log_normal_of_logarithm(3.0, 0.5).quantile(0.5), 2)
    /// 20.09
    #[staticmethod]
    fn log_normal_of_logarithm(mu: f64, sigma: f64) -> PyResult<Self> {
        Self::of(Made::LogNormalOfLogarithm(mu, sigma))
    }

    /// The mean.
    #[getter]
    fn mean(&self) -> f64 {
        self.core.mean()
    }

    /// The standard deviation.
    #[getter]
    fn deviation(&self) -> f64 {
        self.core.variance().sqrt()
    }

    /// The textbook deviation (high - low) / 6 of a three-point estimate; ``None`` for all others.
    #[getter]
    fn classic_deviation(&self) -> Option<f64> {
        match &self.core {
            CoreDistribution::ThreePoint(points) => Some(points.classic_deviation()),
            _ => None,
        }
    }

    /// The shapes alpha and beta of the beta distribution behind a three-point estimate; ``None`` for all others, and where the least
    /// and the most are the same.
    #[getter]
    fn shapes(&self) -> Option<(f64, f64)> {
        match &self.core {
            CoreDistribution::ThreePoint(points) => points.shapes(),
            _ => None,
        }
    }

    /// The value that a share of cases stays below; the share lies between 0 and 1.
    ///
    /// Parameters
    /// ----------
    /// share
    ///     Above 0 and below 1.
    ///
    /// Returns
    /// -------
    /// float
    ///     In the unit of the distribution.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> Distribution.triangular(0.0, 5.0, 10.0).quantile(0.5)
    /// 5.0
    fn quantile(&self, share: f64) -> PyResult<f64> {
        Ok(self.core.quantile(share).map_err(Refusal::from)?)
    }

    /// The share of cases at or below a value.
    ///
    /// Parameters
    /// ----------
    /// value
    ///     In the unit of the distribution.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> Distribution.triangular(0.0, 5.0, 10.0).probability(5.0)
    /// 0.5
    fn probability(&self, value: f64) -> f64 {
        self.core.probability(value)
    }

    /// What pickle makes the same distribution of.
    #[classmethod]
    fn _restore(_class: &Bound<'_, PyType>, constructor: &str, arguments: Vec<f64>) -> PyResult<Self> {
        let made = Made::from_parts(constructor, &arguments);
        Self::of(made.ok_or_else(|| PyValueError::new_err(format!("`{constructor}` makes no distribution")))?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>().getattr("_restore")?, self.made.parts()).into_pyobject(py)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let (constructor, arguments) = self.made.parts();
        let arguments: Vec<String> = arguments.iter().map(|number| format!("{number:?}")).collect();
        format!("Distribution.{constructor}({})", arguments.join(", "))
    }
}

impl Distribution {
    fn of(made: Made) -> PyResult<Self> {
        let core = match made {
            Made::Fixed(value) => CoreDistribution::fixed(value),
            Made::ThreePoint(low, mode, high) => ThreePoint::new(low, mode, high).map(Into::into),
            Made::Triangular(low, mode, high) => Triangular::new(low, mode, high).map(Into::into),
            Made::LogNormal(median, sigma) => LogNormal::from_median(median, sigma).map(Into::into),
            Made::LogNormalOfLogarithm(mu, sigma) => LogNormal::from_logarithm(mu, sigma).map(Into::into),
        };
        Ok(Self { core: core.map_err(Refusal::from)?, made })
    }
}

/// Distributions are equal if their numbers are, whichever constructor made them.
impl PartialEq for Distribution {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl Hash for Distribution {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_numbers([self.mean(), self.deviation()], state);
    }
}

/// Numbers that are equal hash alike: zero has two signs.
fn hash_numbers<H: Hasher>(numbers: [f64; 2], state: &mut H) {
    numbers.map(|number| (number + 0.0).to_bits()).hash(state);
}

/// The sum of parts that are independent of each other, with the method that its quantiles come from: ``convolution``,
/// ``fenton_wilkinson``, ``normal`` or ``classic_normal``.
///
/// Parameters
/// ----------
/// parts
///     ``Distribution``s, at least one, all in one unit.
/// method
///     One of the four.
///
/// Raises
/// ------
/// AftersalesError
///     ``cost.value.out_of_range`` for no parts, ``cost.document.undefined`` for a method that is none.
///
/// Examples
/// --------
/// >>> total = Total([Distribution.log_normal(30.0, 0.6), Distribution.log_normal(45.0, 0.6), Distribution.fixed(15.0)])
/// >>> total.method
/// 'convolution'
/// >>> total.quantile(0.1) < total.quantile(0.5) < total.quantile(0.9)
/// True
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Total {
    core: CoreTotal,
    parts: Vec<Py<Distribution>>,
    asked: RangeMethod,
}

#[pymethods]
impl Total {
    #[new]
    #[pyo3(signature = (parts: "Sequence[Distribution]", method="convolution"))]
    fn new(py: Python<'_>, parts: Vec<Py<Distribution>>, method: &str) -> PyResult<Self> {
        let asked: RangeMethod = method.parse().map_err(Refusal::from)?;
        let cores: Vec<CoreDistribution> = parts.iter().map(|part| part.get().core).collect();
        let core = py.detach(|| CoreTotal::of(&cores, asked)).map_err(Refusal::from)?;
        Ok(Self { core, parts, asked })
    }

    /// The mean.
    #[getter]
    fn mean(&self) -> f64 {
        self.core.mean()
    }

    /// The standard deviation.
    #[getter]
    fn deviation(&self) -> f64 {
        self.core.deviation()
    }

    /// The method that the quantiles come from; ``exact`` where at most one part is uncertain.
    #[getter]
    fn method(&self) -> &'static str {
        self.core.method().as_str()
    }

    /// The value that a share of cases stays below; the share lies between 0.05 and 0.95.
    ///
    /// Parameters
    /// ----------
    /// share
    ///     From 0.05 to 0.95.
    ///
    /// Returns
    /// -------
    /// float
    ///     In the unit of the parts.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> 80 < total.quantile(0.5) < 110
    /// True
    fn quantile(&self, share: f64) -> PyResult<f64> {
        Ok(self.core.quantile(share).map_err(Refusal::from)?)
    }

    /// The share of cases at or below a value.
    ///
    /// Parameters
    /// ----------
    /// value
    ///     In the unit of the parts.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(total.probability(total.quantile(0.9)), 2)
    /// 0.9
    fn probability(&self, value: f64) -> f64 {
        self.core.probability(value)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.parts, self.asked.as_str())).into_pyobject(py)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Total(mean={}, deviation={}, method={:?})", self.mean(), self.deviation(), self.method())
    }
}

/// Totals are equal if their quantiles come from the same numbers in the same way.
impl PartialEq for Total {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl Hash for Total {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_numbers([self.mean(), self.deviation()], state);
    }
}

/// How much of the distance to a common value is kept: few cases are drawn towards it, many stand for themselves.
///
/// Parameters
/// ----------
/// towards
///     The common value.
/// factor
///     From 0 to 1: the share of the distance that is kept.
///
/// Raises
/// ------
/// AftersalesError
///     ``cost.value.out_of_range``.
///
/// Examples
/// --------
/// >>> Shrinkage(0.265, 0.21).of(0.4)
/// 0.29335
#[pyclass(frozen, eq, hash, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Shrinkage(CoreShrinkage);

#[pymethods]
impl Shrinkage {
    #[new]
    fn new(towards: f64, factor: f64) -> PyResult<Self> {
        Ok(Self(CoreShrinkage::new(towards, factor).map_err(Refusal::from)?))
    }

    /// The James-Stein estimator towards the mean of values of one variance; at least four values.
    ///
    /// Parameters
    /// ----------
    /// values
    ///     At least four.
    /// variance
    ///     That of each value.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``cost.value.out_of_range`` for fewer than four values.
    ///
    /// Examples
    /// --------
    /// >>> Shrinkage.james_stein([0.4, 0.35, 0.3, 0.25, 0.2], 0.0043).of(0.4) < 0.4
    /// True
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
    ///
    /// Parameters
    /// ----------
    /// value
    ///     In the unit of the common value.
    ///
    /// Examples
    /// --------
    /// >>> Shrinkage(0.265, 0.21).of(0.265)
    /// 0.265
    fn of(&self, value: f64) -> f64 {
        self.0.of(value)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (self.towards(), self.factor())).into_pyobject(py)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Shrinkage(towards={}, factor={})", self.towards(), self.factor())
    }
}

impl Hash for Shrinkage {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_numbers([self.towards(), self.factor()], state);
    }
}
