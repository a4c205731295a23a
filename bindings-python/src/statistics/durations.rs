use aftersales::kpi::statistics::{
    KaplanMeier as Core, MedianRanks, QuantileMethod, Step, log_rank as core_test,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{Floats, confidence, hashed, record, reduced, test};
use crate::error::Refusal;
use crate::html;

/// How long cases run, those still running counted for as long as they have run (Kaplan and Meier 1958).
///
/// A mean over finished cases alone is too low whenever cases are still open.
///
/// Parameters
/// ----------
/// durations
///     How long each case ran, or has run so far, in any one unit, zero or more.
/// observed
///     Whether each was seen to its end.
///
/// Raises
/// ------
/// AftersalesError
///     ``kpi.column.length``, ``kpi.column.negative`` or ``kpi.column.not_finite``.
///
/// Examples
/// --------
/// >>> curve = KaplanMeier([2, 3, 5, 8, 13], [True, True, False, True, False])
/// >>> curve.n, curve.events, curve.median
/// (5, 3, 8.0)
/// >>> curve.survival_at(5)
/// 0.6
/// >>> [step.time for step in curve.steps()]
/// [2.0, 3.0, 8.0]
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct KaplanMeier {
    core: Core,
    durations: Vec<f64>,
    observed: Vec<bool>,
}

#[pymethods]
impl KaplanMeier {
    #[new]
    #[pyo3(signature = (durations: "_Numbers", observed: "Sequence[bool]"))]
    fn new(py: Python<'_>, durations: Floats, observed: Vec<bool>) -> PyResult<Self> {
        let durations = durations.0;
        let core = py.detach(|| Core::new(&durations, &observed)).map_err(Refusal::from)?;
        Ok(Self { core, durations, observed })
    }

    /// How many cases.
    #[getter]
    fn n(&self) -> u64 {
        self.core.n()
    }

    /// How many were seen to their end.
    #[getter]
    fn events(&self) -> u64 {
        self.core.events()
    }

    /// The time within which half of the cases end; ``None`` where the curve does not come down to it.
    #[getter]
    fn median(&self) -> Option<f64> {
        self.core.median()
    }

    /// The share of cases that run longer than ``time``.
    ///
    /// Parameters
    /// ----------
    /// time
    ///     In the unit of the durations.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> curve.survival_at(2)
    /// 0.8
    fn survival_at(&self, time: f64) -> f64 {
        self.core.survival_at(time)
    }

    /// The time within which the share ``p`` of cases ends.
    ///
    /// Parameters
    /// ----------
    /// p
    ///     Above 0, up to 1.
    ///
    /// Returns
    /// -------
    /// float or None
    ///     In the unit of the durations; ``None`` where the curve does not reach it.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> curve.quantile(0.2), curve.quantile(0.9)
    /// (2.0, None)
    fn quantile(&self, p: f64) -> PyResult<Option<f64>> {
        Ok(self.core.quantile(p).map_err(Refusal::from)?)
    }

    /// Between which times the quantile lies; an end that the curve does not reach is ``None``.
    ///
    /// Parameters
    /// ----------
    /// p, confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// TimeInterval
    ///     In the unit of the durations.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> curve.quantile_interval(0.5).lower
    /// 2.0
    #[pyo3(signature = (p=0.5, confidence=0.95) -> "TimeInterval")]
    fn quantile_interval<'py>(
        &self,
        py: Python<'py>,
        p: f64,
        confidence: f64,
    ) -> PyResult<Bound<'py, PyAny>> {
        let interval =
            self.core.quantile_interval(p, self::confidence(confidence)?).map_err(Refusal::from)?;
        record(py, "TimeInterval", (interval.lower, interval.upper))
    }

    /// The mean of the durations, those above ``limit`` counted as the limit, with its standard error.
    ///
    /// Parameters
    /// ----------
    /// limit
    ///     In the unit of the durations.
    ///
    /// Returns
    /// -------
    /// RestrictedMean
    ///     In that unit.
    ///
    /// Examples
    /// --------
    /// >>> round(curve.restricted_mean(10).value, 3)
    /// 6.4
    #[pyo3(signature = (limit) -> "RestrictedMean | None")]
    fn restricted_mean<'py>(&self, py: Python<'py>, limit: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mean = self.core.restricted_mean(limit).map_err(Refusal::from)?;
        mean.map(|mean| record(py, "RestrictedMean", (mean.value, mean.standard_error))).transpose()
    }

    /// Every time at which cases ended, with the band of the share that runs longer.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// list of Step
    ///     Ascending by time.
    ///
    /// Examples
    /// --------
    /// >>> [round(step.survival, 2) for step in curve.steps()]
    /// [0.8, 0.6, 0.3]
    #[pyo3(signature = (confidence=0.95) -> "list[Step]")]
    fn steps<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let confidence = self::confidence(confidence)?;
        let written = |step: &Step| {
            let band = super::interval(py, Core::band(step, confidence))?;
            record(py, "Step", (step.time, step.at_risk, step.events, step.survival, band))
        };
        self.core.steps().iter().map(written).collect()
    }

    fn __hash__(&self) -> isize {
        hashed(self.durations.iter().copied())
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("KaplanMeier(n={}, events={})", self.n(), self.events())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (&self.durations, &self.observed))
    }
}

/// Whether two groups of cases end at different rates: the log-rank test. The statistic is chi-square with one degree of freedom.
///
/// Parameters
/// ----------
/// durations, observed
///     The first group, as for ``KaplanMeier``.
/// other_durations, other_observed
///     The second.
///
/// Returns
/// -------
/// Test or None
///     ``None`` where nothing ended while both groups still ran.
///
/// Examples
/// --------
/// >>> round(log_rank([1, 2, 2, 4, 8], [True] * 5, [3, 8, 9, 24, 30], [True] * 5).p, 3)
/// 0.026
#[pyfunction]
#[pyo3(signature = (
    durations: "_Numbers",
    observed: "Sequence[bool]",
    other_durations: "_Numbers",
    other_observed: "Sequence[bool]",
) -> "Test | None")]
pub(crate) fn log_rank<'py>(
    py: Python<'py>,
    durations: Floats,
    observed: Vec<bool>,
    other_durations: Floats,
    other_observed: Vec<bool>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let found = py.detach(|| core_test((&durations.0, &observed), (&other_durations.0, &other_observed)));
    test(py, found.map_err(Refusal::from)?)
}

/// Quantiles of values.
///
/// Parameters
/// ----------
/// values
///     Finite numbers in any order.
/// p
///     Shares from 0 to 1.
/// method
///     ``"linear"`` (type 7, as NumPy, R and spreadsheets have it, and what figures use), ``"inverted_cdf"`` (type 1),
///     ``"weibull"`` (type 6) or ``"median_unbiased"`` (type 8).
///
/// Returns
/// -------
/// list of float or None
///     In the order of ``p``; ``None`` where there are no values.
///
/// Examples
/// --------
/// >>> quantiles([15, 20, 35, 40, 50], [0.5, 0.9])
/// [35.0, 46.0]
/// >>> quantiles([15, 20, 35, 40, 50], [0.9], method="inverted_cdf")
/// [50.0]
#[pyfunction]
#[pyo3(signature = (
    values: "_Numbers",
    p,
    *,
    method: "Literal['linear', 'inverted_cdf', 'weibull', 'median_unbiased']" = "linear",
))]
pub(crate) fn quantiles(
    py: Python<'_>,
    values: Floats,
    p: Vec<f64>,
    method: &str,
) -> PyResult<Option<Vec<f64>>> {
    let known = [
        ("linear", QuantileMethod::Linear),
        ("inverted_cdf", QuantileMethod::InvertedCdf),
        ("weibull", QuantileMethod::Weibull),
        ("median_unbiased", QuantileMethod::MedianUnbiased),
    ];
    let found = known.iter().find(|(name, _)| *name == method);
    let Some(&(_, method)) = found else {
        let names = known.map(|(name, _)| format!("`{name}`")).join(", ");
        return Err(PyValueError::new_err(format!("`method` is `{method}`; use one of {names}")));
    };
    let mut values = values.0;
    Ok(py.detach(|| method.quantiles(&mut values, &p)).map_err(Refusal::from)?)
}

/// The ranks, counted from 1 over the values in ascending order, between which the median lies whatever the distribution.
///
/// Parameters
/// ----------
/// n
///     How many values.
/// confidence
///     Between 0 and 1.
///
/// Returns
/// -------
/// MedianRanks or None
///     ``None`` where even the least and the greatest value do not hold the median so surely.
///
/// Examples
/// --------
/// >>> ranks = median_ranks(25)
/// >>> ranks.lower, ranks.upper
/// (8, 18)
#[pyfunction]
#[pyo3(signature = (n, confidence=0.95) -> "MedianRanks | None")]
pub(crate) fn median_ranks(py: Python<'_>, n: u64, confidence: f64) -> PyResult<Option<Bound<'_, PyAny>>> {
    let ranks = MedianRanks::new(n, self::confidence(confidence)?);
    ranks.map(|ranks| record(py, "MedianRanks", (ranks.lower, ranks.upper, ranks.coverage))).transpose()
}
