use aftersales::kpi::statistics::{BaseStock as Core, Newsvendor, ReorderPolicy, StockCosts};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{record, reduced};
use crate::error::Refusal;
use crate::html;

/// Spare parts that are ordered again one by one, with random demand.
///
/// Parameters
/// ----------
/// demand
///     Mean demand a unit of time.
/// lead_time
///     The time until an ordered part is there.
///
/// Raises
/// ------
/// AftersalesError
///     ``kpi.statistics.out_of_range`` where one is not above zero.
///
/// Examples
/// --------
/// >>> displays = BaseStock(demand=0.5, lead_time=2)
/// >>> displays.stock_for(0.9), round(displays.fill_rate(3), 3)
/// (3, 0.92)
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct BaseStock {
    core: Core,
    given: (f64, f64),
}

#[pymethods]
impl BaseStock {
    #[new]
    fn new(demand: f64, lead_time: f64) -> PyResult<Self> {
        Ok(Self { core: Core::new(demand, lead_time).map_err(Refusal::from)?, given: (demand, lead_time) })
    }

    /// The mean demand within the lead time.
    #[getter]
    fn lead_time_demand(&self) -> f64 {
        self.core.lead_time_demand()
    }

    /// The share of demands met at once from so many parts in stock.
    ///
    /// Parameters
    /// ----------
    /// stock
    ///     Parts at hand and on order.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(displays.fill_rate(2), 3)
    /// 0.736
    fn fill_rate(&self, stock: u64) -> f64 {
        self.core.fill_rate(stock)
    }

    /// The share of time for which no demand waits.
    ///
    /// Parameters
    /// ----------
    /// stock
    ///     Parts at hand and on order.
    ///
    /// Returns
    /// -------
    /// float
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> round(displays.no_stockout(2), 3)
    /// 0.92
    fn no_stockout(&self, stock: u64) -> f64 {
        self.core.no_stockout(stock)
    }

    /// The mean number of demands that wait.
    ///
    /// Parameters
    /// ----------
    /// stock
    ///     Parts at hand and on order.
    ///
    /// Examples
    /// --------
    /// >>> round(displays.backorders(2), 3)
    /// 0.104
    fn backorders(&self, stock: u64) -> f64 {
        self.core.backorders(stock)
    }

    /// The mean number of parts at hand.
    ///
    /// Parameters
    /// ----------
    /// stock
    ///     Parts at hand and on order.
    ///
    /// Examples
    /// --------
    /// >>> round(displays.on_hand(2), 3)
    /// 1.104
    fn on_hand(&self, stock: u64) -> f64 {
        self.core.on_hand(stock)
    }

    /// The mean wait of all demands, those met at once included.
    ///
    /// Parameters
    /// ----------
    /// stock
    ///     Parts at hand and on order.
    ///
    /// Returns
    /// -------
    /// float
    ///     In the unit of ``lead_time``.
    ///
    /// Examples
    /// --------
    /// >>> round(displays.mean_wait(2), 3)
    /// 0.207
    fn mean_wait(&self, stock: u64) -> f64 {
        self.core.mean_wait(stock)
    }

    /// The least stock with this fill rate, from 0 to below 1.
    ///
    /// Parameters
    /// ----------
    /// fill_rate
    ///     The share of demands to be met at once.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> displays.stock_for(0.95)
    /// 4
    fn stock_for(&self, fill_rate: f64) -> PyResult<u64> {
        Ok(self.core.stock_for(fill_rate).map_err(Refusal::from)?)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("BaseStock(demand={}, lead_time={})", self.given.0, self.given.1)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.given.into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, self.given)
    }
}

/// The best stock for one period where a part left over and a part that is lacking cost differently.
///
/// Parameters
/// ----------
/// demand
///     The mean demand of random arrivals.
/// holding, lacking
///     What a part left over and a part that is lacking cost.
///
/// Examples
/// --------
/// >>> newsvendor(6, holding=1, lacking=4).stock
/// 8
#[pyfunction]
#[pyo3(signature = (demand, holding, lacking) -> "Newsvendor")]
pub(crate) fn newsvendor(
    py: Python<'_>,
    demand: f64,
    holding: f64,
    lacking: f64,
) -> PyResult<Bound<'_, PyAny>> {
    let best = Newsvendor::new(demand, holding, lacking).map_err(Refusal::from)?;
    record(py, "Newsvendor", (best.critical_ratio, best.stock, best.cost))
}

/// When to order how many, where every order costs something: exact, under continuous review with random demand.
///
/// Parameters
/// ----------
/// demand, lead_time
///     As for ``BaseStock``.
/// order
///     What an order costs.
/// holding, lacking
///     What a part held and a part lacking cost a unit of time.
///
/// Examples
/// --------
/// >>> best = reorder_policy(1.5, 2, order=100, holding=20, lacking=150)
/// >>> best.reorder_point, best.quantity
/// (3, 5)
#[pyfunction]
#[pyo3(signature = (demand, lead_time, order, holding, lacking) -> "ReorderPolicy")]
pub(crate) fn reorder_policy(
    py: Python<'_>,
    demand: f64,
    lead_time: f64,
    order: f64,
    holding: f64,
    lacking: f64,
) -> PyResult<Bound<'_, PyAny>> {
    let costs = StockCosts::new(order, holding, lacking).map_err(Refusal::from)?;
    let best = py.detach(|| ReorderPolicy::best(demand, lead_time, costs)).map_err(Refusal::from)?;
    record(py, "ReorderPolicy", (best.reorder_point, best.quantity, best.cost))
}
