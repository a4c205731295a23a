use aftersales::kpi::statistics::{ErlangA, ErlangC as CoreErlangC, ServiceTarget, Staffing as CoreStaffing};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{record, reduced};
use crate::error::Refusal;
use crate::html;

/// How many agents a hotline needs whose callers wait until somebody is free (Erlang C).
///
/// Parameters
/// ----------
/// calls
///     How many calls come in an interval.
/// interval
///     How long the interval is; all lengths of time are in one unit of your choice.
/// handling
///     The mean handling time of a call.
///
/// Raises
/// ------
/// AftersalesError
///     ``kpi.statistics.out_of_range`` where one is not above zero.
///
/// Examples
/// --------
/// >>> hotline = ErlangC(calls=100, interval=30, handling=3)
/// >>> required = hotline.required(0.8, within=1 / 3, most_busy=0.85)
/// >>> required.agents, required.scheduled(away=0.3)
/// (14, 20)
/// >>> round(required.service_level(1 / 3), 3)
/// 0.888
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct ErlangC {
    core: CoreErlangC,
    given: (f64, f64, f64),
}

#[pymethods]
impl ErlangC {
    #[new]
    fn new(calls: f64, interval: f64, handling: f64) -> PyResult<Self> {
        let core = CoreErlangC::new(calls, interval, handling).map_err(Refusal::from)?;
        Ok(Self { core, given: (calls, interval, handling) })
    }

    /// The load in erlangs: how many agents the calls keep busy on average.
    #[getter]
    fn load(&self) -> f64 {
        self.core.load()
    }

    /// How so many agents fare; ``None`` where they are too few for the load, so that the queue grows for ever.
    ///
    /// Parameters
    /// ----------
    /// agents
    ///     How many answer calls.
    ///
    /// Returns
    /// -------
    /// Staffing or None
    ///     Its lengths of time are in the unit of ``interval``.
    ///
    /// Examples
    /// --------
    /// >>> hotline.with_agents(10) is None
    /// True
    fn with_agents(&self, agents: u64) -> Option<Staffing> {
        self.core.with(agents).map(|core| Staffing { core, hotline: self.given })
    }

    /// The least number of agents that answers the ``share`` of calls ``within`` a time and is busy for at most ``most_busy`` of
    /// its time.
    ///
    /// Parameters
    /// ----------
    /// share
    ///     Of calls, from 0 to below 1.
    /// within
    ///     In the unit of ``interval``.
    /// most_busy
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Staffing
    ///     That of the least number.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> hotline.required(0.8, within=1 / 3).agents
    /// 14
    #[pyo3(signature = (share, within, most_busy=1.0))]
    fn required(&self, py: Python<'_>, share: f64, within: f64, most_busy: f64) -> PyResult<Staffing> {
        let target = ServiceTarget::new(share, within, most_busy).map_err(Refusal::from)?;
        let core = py.detach(|| self.core.required(&target)).map_err(Refusal::from)?;
        Ok(Staffing { core, hotline: self.given })
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let (calls, interval, handling) = self.given;
        format!("ErlangC(calls={calls}, interval={interval}, handling={handling})")
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.given.into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, self.given)
    }
}

/// How a number of agents fares; made by ``ErlangC``.
///
/// Examples
/// --------
/// >>> staffing = ErlangC(calls=100, interval=30, handling=3).with_agents(14)
/// >>> round(staffing.p_wait, 3), round(staffing.occupancy, 3)
/// (0.174, 0.714)
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct Staffing {
    core: CoreStaffing,
    hotline: (f64, f64, f64),
}

#[pymethods]
impl Staffing {
    /// The number of agents.
    #[getter]
    fn agents(&self) -> u64 {
        self.core.agents
    }

    /// The share of callers who wait.
    #[getter]
    fn p_wait(&self) -> f64 {
        self.core.p_wait
    }

    /// The share who would be lost if nobody could wait (Erlang B).
    #[getter]
    fn erlang_b(&self) -> f64 {
        self.core.erlang_b
    }

    /// The share of time for which an agent is busy.
    #[getter]
    fn occupancy(&self) -> f64 {
        self.core.occupancy
    }

    /// The mean wait over all callers.
    #[getter]
    fn mean_wait(&self) -> f64 {
        self.core.mean_wait
    }

    /// The share of callers who are answered within a time.
    ///
    /// Parameters
    /// ----------
    /// within
    ///     In the unit of the interval of ``ErlangC``.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(staffing.service_level(1 / 3), 3)
    /// 0.888
    fn service_level(&self, within: f64) -> f64 {
        self.core.service_level(within)
    }

    /// How many agents to schedule where the share ``away`` of their time goes to breaks, training and sickness.
    ///
    /// Parameters
    /// ----------
    /// away
    ///     From 0 to below 1.
    ///
    /// Returns
    /// -------
    /// int
    ///     At least the number of agents.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> staffing.scheduled(0.3)
    /// 20
    fn scheduled(&self, away: f64) -> PyResult<u64> {
        Ok(self.core.scheduled(away).map_err(Refusal::from)?)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        let CoreStaffing { agents, p_wait, occupancy, mean_wait, .. } = self.core;
        format!("Staffing(agents={agents}, p_wait={p_wait}, occupancy={occupancy}, mean_wait={mean_wait})")
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.agents(), self.hotline).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let hotline = py.get_type::<ErlangC>().call1(self.hotline)?;
        Ok((hotline.getattr("with_agents")?, (self.agents(),).into_pyobject(py)?))
    }
}

/// How a number of agents fares whose callers give up after a while (Erlang A).
///
/// Parameters
/// ----------
/// agents
///     How many agents.
/// arrivals, service, abandon
///     Calls that come, calls that one agent handles, and waiting callers of one who give up, each a unit of time.
///
/// Examples
/// --------
/// >>> round(erlang_a(12, arrivals=10, service=1, abandon=0.5).p_abandon, 4)
/// 0.0392
#[pyfunction]
#[pyo3(signature = (agents, arrivals, service, abandon) -> "Abandonment")]
pub(crate) fn erlang_a(
    py: Python<'_>,
    agents: u64,
    arrivals: f64,
    service: f64,
    abandon: f64,
) -> PyResult<Bound<'_, PyAny>> {
    let found = py.detach(|| ErlangA::new(agents, arrivals, service, abandon)).map_err(Refusal::from)?;
    let fields =
        (found.p_wait, found.p_abandon, found.mean_queue, found.mean_wait, found.occupancy, found.p_empty);
    record(py, "Abandonment", fields)
}
