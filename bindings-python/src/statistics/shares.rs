use aftersales::kpi::statistics::{Caution, Proportion as Core, ProportionDifference as CoreDifference};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{confidence, interval, reduced, test};
use crate::error::Refusal;
use crate::html;

/// So many of so many, with its intervals.
///
/// Parameters
/// ----------
/// successes
///     How many.
/// n
///     Of how many; with 0 there is no rate and no interval.
///
/// Raises
/// ------
/// AftersalesError
///     ``kpi.statistics.count_above_whole`` for more successes than cases.
///
/// Examples
/// --------
/// >>> share = Proportion(45, 50)
/// >>> share.rate
/// 0.9
/// >>> lower, upper = share.wilson()
/// >>> round(lower, 4), round(upper, 4)
/// (0.7864, 0.9565)
/// >>> Proportion(9, 10).cautions()
/// ['few_cases', 'wide_interval']
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct Proportion(pub(super) Core);

#[pymethods]
impl Proportion {
    #[new]
    fn new(successes: u64, n: u64) -> PyResult<Self> {
        Ok(Self(Core::new(successes, n).map_err(Refusal::from)?))
    }

    /// How many.
    #[getter]
    fn successes(&self) -> u64 {
        self.0.successes()
    }

    /// Of how many.
    #[getter]
    fn n(&self) -> u64 {
        self.0.n()
    }

    /// The share from 0 to 1; ``None`` of none.
    #[getter]
    fn rate(&self) -> Option<f64> {
        self.0.rate()
    }

    /// Wilson's interval, the one that figures carry.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Shares.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> round(share.wilson(0.9).lower, 4)
    /// 0.8085
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn wilson<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.0.wilson(self::confidence(confidence)?))
    }

    /// Wilson's interval with continuity correction.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Shares.
    ///
    /// Examples
    /// --------
    /// >>> round(share.wilson_corrected().lower, 4)
    /// 0.7741
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn wilson_corrected<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.0.wilson_corrected(self::confidence(confidence)?))
    }

    /// The exact interval of Clopper and Pearson.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Shares.
    ///
    /// Examples
    /// --------
    /// >>> round(share.clopper_pearson().lower, 4)
    /// 0.7819
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn clopper_pearson<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.0.clopper_pearson(self::confidence(confidence)?))
    }

    /// The interval of Agresti and Coull.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Shares.
    ///
    /// Examples
    /// --------
    /// >>> round(share.agresti_coull().lower, 4)
    /// 0.7821
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn agresti_coull<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.0.agresti_coull(self::confidence(confidence)?))
    }

    /// Jeffreys' interval.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Shares.
    ///
    /// Examples
    /// --------
    /// >>> round(share.jeffreys().lower, 4)
    /// 0.7946
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn jeffreys<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.0.jeffreys(self::confidence(confidence)?))
    }

    /// Why the share should not be read as it stands: ``few_cases``, ``wide_interval``, ``wide_for_its_share``, ``all_alike``.
    ///
    /// Returns
    /// -------
    /// list of str
    ///     Empty where nothing stands against it.
    ///
    /// Examples
    /// --------
    /// >>> Proportion(450, 500).cautions()
    /// []
    fn cautions(&self) -> Vec<&'static str> {
        let word = |caution: Caution| match caution {
            Caution::FewCases => "few_cases",
            Caution::WideInterval => "wide_interval",
            Caution::WideForItsShare => "wide_for_its_share",
            _ => "all_alike",
        };
        Caution::of(self.0).into_iter().map(word).collect()
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Proportion(successes={}, n={})", self.successes(), self.n())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.successes(), self.n()).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (self.successes(), self.n()))
    }
}

/// How far two shares lie apart, and whether chance may be the reason.
///
/// Parameters
/// ----------
/// first, second
///     Two ``Proportion``s; the difference is the first less the second.
///
/// Examples
/// --------
/// >>> change = ProportionDifference(Proportion(45, 50), Proportion(35, 50))
/// >>> round(change.difference, 2), round(change.fisher(), 4)
/// (0.2, 0.0228)
/// >>> change.newcombe().lower > 0
/// True
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct ProportionDifference(Core, Core);

#[pymethods]
impl ProportionDifference {
    #[new]
    fn new(first: &Proportion, second: &Proportion) -> Self {
        Self(first.0, second.0)
    }

    /// The first share less the second; ``None`` where one has no case.
    #[getter]
    fn difference(&self) -> Option<f64> {
        self.core().difference()
    }

    /// Newcombe's interval of the difference.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Differences of shares, from -1 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(change.newcombe().lower, 3)
    /// 0.043
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn newcombe<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.core().newcombe(self::confidence(confidence)?))
    }

    /// The z test with the pooled share.
    ///
    /// Returns
    /// -------
    /// Test or None
    ///     ``None`` where both shares are all or nothing alike.
    ///
    /// Examples
    /// --------
    /// >>> round(change.pooled_z().p, 4)
    /// 0.0124
    #[pyo3(signature = () -> "Test | None")]
    fn pooled_z<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        test(py, self.core().pooled_z())
    }

    /// The two-sided probability of Fisher's exact test.
    ///
    /// Returns
    /// -------
    /// float or None
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(change.fisher(), 4)
    /// 0.0228
    fn fisher(&self, py: Python<'_>) -> Option<f64> {
        py.detach(|| self.core().fisher())
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let [first, second] = [self.0, self.1].map(|share| Proportion(share).__repr__());
        format!("ProportionDifference({first}, {second})")
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.0.successes(), self.0.n(), self.1.successes(), self.1.n()).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (Proportion(self.0), Proportion(self.1)))
    }
}

impl ProportionDifference {
    fn core(&self) -> CoreDifference {
        CoreDifference::new(self.0, self.1)
    }
}
