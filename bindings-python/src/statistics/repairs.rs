use aftersales::kpi::statistics::{
    CrowAmsaa as CoreCrow, CumulativeRepairs, Planned, Trend, Weibull as CoreWeibull,
    laplace_trend as laplace, mean_cumulative_repairs as cumulative,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{Floats, hashed, record, reduced, test};
use crate::error::Refusal;
use crate::html;

/// The life of parts that wear.
///
/// Parameters
/// ----------
/// scale
///     The age by which 63 % have failed, in any one unit of time.
/// shape
///     From 0.05 to 1000; above 1 parts wear.
///
/// Examples
/// --------
/// >>> life = Weibull.fit([120, 210, 260], working=[300, 300])
/// >>> life.shape > 1 and life.mean > 250
/// True
/// >>> planned = Weibull(1000, 2.5).replacement(planned_cost=50, failure_cost=500)
/// >>> round(planned.time), round(planned.cost_rate, 3)
/// (355, 0.238)
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct Weibull(CoreWeibull);

#[pymethods]
impl Weibull {
    #[new]
    fn new(scale: f64, shape: f64) -> PyResult<Self> {
        Ok(Self(CoreWeibull::new(scale, shape).map_err(Refusal::from)?))
    }

    /// The likeliest distribution for parts that failed at these ages while others still worked at those; ``None`` for fewer than
    /// two different ages.
    ///
    /// Parameters
    /// ----------
    /// failures
    ///     Ages at failure, above zero.
    /// working
    ///     Ages of parts that still work.
    ///
    /// Returns
    /// -------
    /// Weibull or None
    ///     In the unit of the ages.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.column.negative`` or ``kpi.column.not_finite``.
    ///
    /// Examples
    /// --------
    /// >>> Weibull.fit([120.0]) is None
    /// True
    #[classmethod]
    #[pyo3(signature = (failures: "_Numbers", working: "_Numbers" = Floats(Vec::new())))]
    fn fit(class: &Bound<'_, PyType>, failures: Floats, working: Floats) -> PyResult<Option<Self>> {
        let life = class.py().detach(|| CoreWeibull::fit(&failures.0, &working.0)).map_err(Refusal::from)?;
        Ok(life.map(Self))
    }

    /// The age by which 63 % have failed.
    #[getter]
    fn scale(&self) -> f64 {
        self.0.scale()
    }

    /// Above 1 parts wear; at 1 age does not matter.
    #[getter]
    fn shape(&self) -> f64 {
        self.0.shape()
    }

    /// The mean life.
    #[getter]
    fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// The age by which the ``share`` of parts has failed: 0.1 for the B10 life.
    ///
    /// Parameters
    /// ----------
    /// share
    ///     Above 0 and below 1.
    ///
    /// Returns
    /// -------
    /// float
    ///     An age in the unit of ``scale``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> round(Weibull(1000, 2.5).quantile(0.1))
    /// 407
    fn quantile(&self, share: f64) -> PyResult<f64> {
        Ok(self.0.quantile(share).map_err(Refusal::from)?)
    }

    /// The logarithm of the likelihood of such failures and of parts that still work.
    ///
    /// Parameters
    /// ----------
    /// failures, working
    ///     As for ``fit``.
    ///
    /// Examples
    /// --------
    /// >>> life.log_likelihood([120, 210, 260], [300, 300]) >= Weibull(200, 2).log_likelihood([120, 210, 260], [300, 300])
    /// True
    #[pyo3(signature = (failures: "_Numbers", working: "_Numbers" = Floats(Vec::new())))]
    fn log_likelihood(&self, failures: Floats, working: Floats) -> PyResult<f64> {
        Ok(self.0.log_likelihood(&failures.0, &working.0).map_err(Refusal::from)?)
    }

    /// What running each part until it fails costs a unit of time.
    ///
    /// Parameters
    /// ----------
    /// failure_cost
    ///     In any currency.
    ///
    /// Returns
    /// -------
    /// float
    ///     In that currency, a unit of time.
    ///
    /// Examples
    /// --------
    /// >>> round(Weibull(1000, 2.5).run_to_failure(500), 3)
    /// 0.564
    fn run_to_failure(&self, failure_cost: f64) -> f64 {
        self.0.run_to_failure(failure_cost)
    }

    /// The age at which to replace a part before it fails; ``None`` where waiting for the failure is no dearer.
    ///
    /// Parameters
    /// ----------
    /// planned_cost, failure_cost
    ///     In any one currency.
    ///
    /// Returns
    /// -------
    /// Planned or None
    ///     An age, and a cost a unit of time.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range`` for costs that are not above zero.
    ///
    /// Examples
    /// --------
    /// >>> Weibull(1000, 2.5).replacement(500, 500) is None
    /// True
    #[pyo3(signature = (planned_cost, failure_cost) -> "Planned | None")]
    fn replacement<'py>(
        &self,
        py: Python<'py>,
        planned_cost: f64,
        failure_cost: f64,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        planned(py, self.0.replacement(planned_cost, failure_cost).map_err(Refusal::from)?)
    }

    /// How often to overhaul a unit whose repairs leave it as old as it was; ``None`` for units that do not wear.
    ///
    /// Parameters
    /// ----------
    /// planned_cost, failure_cost
    ///     In any one currency.
    ///
    /// Returns
    /// -------
    /// Planned or None
    ///     An age, and a cost a unit of time.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range`` for costs that are not above zero.
    ///
    /// Examples
    /// --------
    /// >>> round(Weibull(1000, 2.5).overhaul(500, 50).time)
    /// 2136
    #[pyo3(signature = (planned_cost, failure_cost) -> "Planned | None")]
    fn overhaul<'py>(
        &self,
        py: Python<'py>,
        planned_cost: f64,
        failure_cost: f64,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        planned(py, self.0.overhaul(planned_cost, failure_cost).map_err(Refusal::from)?)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Weibull(scale={}, shape={})", self.scale(), self.shape())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.scale(), self.shape()).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (self.scale(), self.shape()))
    }
}

/// Whether a unit that is repaired again and again fails ever more rarely or ever more often (Crow and AMSAA).
///
/// Parameters
/// ----------
/// failure_times
///     The ages at its failures, ascending, above zero, in any one unit of time.
///
/// Raises
/// ------
/// ValueError
///     For fewer than two different times.
///
/// Examples
/// --------
/// >>> growth = CrowAmsaa([10.3, 24.9, 55.1, 101.8, 130.2, 230.5, 410.7, 620, 1000])
/// >>> growth.beta < 0.5 and growth.test.p < 0.01
/// True
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct CrowAmsaa {
    core: CoreCrow,
    times: Vec<f64>,
}

#[pymethods]
impl CrowAmsaa {
    #[new]
    #[pyo3(signature = (failure_times: "_Numbers"))]
    fn new(failure_times: Floats) -> PyResult<Self> {
        let too_few = || PyValueError::new_err("`failure_times` has fewer than two different times");
        let core = CoreCrow::new(&failure_times.0).map_err(Refusal::from)?.ok_or_else(too_few)?;
        Ok(Self { core, times: failure_times.0 })
    }

    /// The shape: below 1 the failures grow rarer, above 1 more frequent.
    #[getter]
    fn beta(&self) -> f64 {
        self.core.beta
    }

    /// The expected failures up to time 1.
    #[getter]
    fn lambda_(&self) -> f64 {
        self.core.lambda
    }

    /// The shape without the bias of few failures.
    #[getter]
    fn beta_unbiased(&self) -> f64 {
        self.core.beta_unbiased
    }

    /// By how much failures grow rarer: 1 less the shape.
    #[getter]
    fn growth_rate(&self) -> f64 {
        self.core.growth_rate()
    }

    /// The mean time between failures so far.
    #[getter]
    fn mtbf_cumulative(&self) -> f64 {
        self.core.mtbf_cumulative
    }

    /// The mean time between failures at the end.
    #[getter]
    fn mtbf_instantaneous(&self) -> f64 {
        self.core.mtbf_instantaneous
    }

    /// The slope of Duane's plot.
    #[getter]
    fn duane_slope(&self) -> f64 {
        self.core.duane_slope
    }

    /// The failures per time at time 1 by that plot.
    #[getter]
    fn duane_scale(&self) -> f64 {
        self.core.duane_scale
    }

    /// The test of MIL-HDBK-189 for no growth: chi-square with ``degrees`` degrees of freedom.
    #[getter]
    fn test<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        test(py, Some(self.core.test))
    }

    /// The degrees of freedom of the test.
    #[getter]
    fn degrees(&self) -> u64 {
        self.core.degrees
    }

    /// When the cumulative mean time between failures reaches a target; ``None`` where it does not grow.
    ///
    /// Parameters
    /// ----------
    /// mtbf
    ///     In the unit of the ages.
    ///
    /// Returns
    /// -------
    /// float or None
    ///     An age.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range`` for a target that is not above zero.
    ///
    /// Examples
    /// --------
    /// >>> growth.time_to(200.0) > 1000
    /// True
    fn time_to(&self, mtbf: f64) -> PyResult<Option<f64>> {
        Ok(self.core.time_to(mtbf).map_err(Refusal::from)?)
    }

    fn __hash__(&self) -> isize {
        hashed(self.times.iter().copied())
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("CrowAmsaa(failures={}, beta={})", self.times.len(), self.beta())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (&self.times,))
    }
}

/// Laplace's test for a trend of repeated failures.
///
/// Parameters
/// ----------
/// failure_times
///     Ages at failures, ascending, above zero.
/// observed_until
///     The age to which the unit was observed; without it the observation ends with the last failure.
///
/// Returns
/// -------
/// tuple of Test and str, or None
///     The test, standard normal without a trend and negative where failures grow rarer, and what it says at 95 %:
///     ``"improving"``, ``"constant"`` or ``"worsening"``. ``None`` without a failure that speaks.
///
/// Examples
/// --------
/// >>> test, trend = laplace_trend([10, 30, 70, 150, 310, 630], observed_until=1000)
/// >>> trend
/// 'improving'
#[pyfunction]
#[pyo3(signature = (
    failure_times: "_Numbers", observed_until=None
) -> "tuple[Test, Literal['improving', 'constant', 'worsening']] | None")]
pub(crate) fn laplace_trend(
    py: Python<'_>,
    failure_times: Floats,
    observed_until: Option<f64>,
) -> PyResult<Option<Bound<'_, PyTuple>>> {
    let found = laplace(&failure_times.0, observed_until).map_err(Refusal::from)?;
    let Some(found) = found else { return Ok(None) };
    let trend = match Trend::of(found) {
        Trend::Improving => "improving",
        Trend::Worsening => "worsening",
        _ => "constant",
    };
    (test(py, Some(found))?, trend).into_pyobject(py).map(Some)
}

/// The mean number of repairs of a unit by its age, with units observed for different times (Nelson).
///
/// Parameters
/// ----------
/// repairs
///     The ages at all repairs of all units.
/// observed_until
///     The age to which each unit was observed.
///
/// Examples
/// --------
/// >>> [(step.time, step.mean) for step in mean_cumulative_repairs([5, 8, 15], [10, 20])]
/// [(5.0, 0.5), (8.0, 1.0), (15.0, 2.0)]
#[pyfunction]
#[pyo3(signature = (repairs: "_Numbers", observed_until: "_Numbers") -> "list[CumulativeRepairs]")]
pub(crate) fn mean_cumulative_repairs(
    py: Python<'_>,
    repairs: Floats,
    observed_until: Floats,
) -> PyResult<Vec<Bound<'_, PyAny>>> {
    let steps = py.detach(|| cumulative(&repairs.0, &observed_until.0)).map_err(Refusal::from)?;
    let written = |step: CumulativeRepairs| {
        record(py, "CumulativeRepairs", (step.time, step.at_risk, step.mean, step.variance))
    };
    steps.into_iter().map(written).collect()
}

fn planned(py: Python<'_>, planned: Option<Planned>) -> PyResult<Option<Bound<'_, PyAny>>> {
    planned.map(|planned| record(py, "Planned", (planned.time, planned.cost_rate))).transpose()
}
