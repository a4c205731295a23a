use aftersales::kpi::statistics::{
    Interval, PChart as CorePChart, Pareto, Proportion as CoreProportion, SignalRule, XmrChart as CoreXmr,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};

use super::{Floats, Proportion, hashed, interval, record, reduced};
use crate::error::Refusal;
use crate::html;

/// A process behaviour chart of single values in order of time: which points signal a change, and which are the process as it
/// always is. Points count from 0.
///
/// Parameters
/// ----------
/// values
///     Two or more finite numbers.
///
/// Raises
/// ------
/// ValueError
///     For fewer than two values; ``AftersalesError`` where one is not finite.
///
/// Examples
/// --------
/// >>> chart = XmrChart([45, 52, 48, 61, 55, 49, 58, 50, 47, 63, 54, 51, 90, 53, 48, 50])
/// >>> chart.mean
/// 54.625
/// >>> [(signal.point, signal.rule) for signal in chart.signals()]
/// [(12, 'outside')]
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct XmrChart {
    core: CoreXmr,
    values: Vec<f64>,
}

#[pymethods]
impl XmrChart {
    #[new]
    #[pyo3(signature = (values: "_Numbers"))]
    fn new(values: Floats) -> PyResult<Self> {
        let too_few = || PyValueError::new_err("`values` has fewer than two values, which make no chart");
        let core = CoreXmr::new(&values.0).map_err(Refusal::from)?.ok_or_else(too_few)?;
        Ok(Self { core, values: values.0 })
    }

    /// The mean: the centre line.
    #[getter]
    fn mean(&self) -> f64 {
        self.core.mean()
    }

    /// The mean of the ranges from each value to the next.
    #[getter]
    fn mean_range(&self) -> f64 {
        self.core.mean_range()
    }

    /// The median of those ranges.
    #[getter]
    fn median_range(&self) -> f64 {
        self.core.median_range()
    }

    /// The upper limit of the ranges.
    #[getter]
    fn range_limit(&self) -> f64 {
        self.core.range_limit()
    }

    /// The standard deviation that the mean range stands for.
    #[getter]
    fn sigma(&self) -> f64 {
        self.core.sigma()
    }

    /// The natural process limits.
    ///
    /// Returns
    /// -------
    /// Interval
    ///     In the unit of the values.
    ///
    /// Examples
    /// --------
    /// >>> round(chart.limits().upper, 2)
    /// 84.24
    #[pyo3(signature = () -> "Interval")]
    fn limits<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, Some(self.core.limits()))
    }

    /// The natural process limits from the median range, which one wild value moves less.
    ///
    /// Returns
    /// -------
    /// Interval
    ///     In the unit of the values.
    ///
    /// Examples
    /// --------
    /// >>> chart.limits_by_median_range().upper < chart.limits().upper
    /// True
    #[pyo3(signature = () -> "Interval")]
    fn limits_by_median_range<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, Some(self.core.limits_by_median_range()))
    }

    /// Every signal in order: its ``point`` and the ``rule``, which is ``outside``, ``run``, ``trend`` or ``two_of_three``.
    ///
    /// Returns
    /// -------
    /// list of Signal
    ///     In order of their points.
    ///
    /// Examples
    /// --------
    /// >>> chart.signals()[0].rule
    /// 'outside'
    #[pyo3(signature = () -> "list[Signal]")]
    fn signals<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let word = |rule| match rule {
            SignalRule::Outside => "outside",
            SignalRule::Run => "run",
            SignalRule::Trend => "trend",
            _ => "two_of_three",
        };
        let signals = self.core.signals().into_iter();
        signals.map(|signal| record(py, "Signal", (signal.point, word(signal.rule)))).collect()
    }

    /// Points beyond a natural limit.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> chart.outside()
    /// [12]
    fn outside(&self) -> Vec<usize> {
        self.core.outside()
    }

    /// Points whose range from the one before lies above its limit.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0, of the later of the two points.
    ///
    /// Examples
    /// --------
    /// >>> chart.ranges_outside()
    /// [12, 13]
    fn ranges_outside(&self) -> Vec<usize> {
        self.core.ranges_outside()
    }

    /// Points that end a run of at least ``length`` on one side of the mean.
    ///
    /// Parameters
    /// ----------
    /// length
    ///     8 is usual.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> XmrChart([1, 1, 1, 1, 9, 9, 9, 9]).run_ends(4)
    /// [3, 7]
    fn run_ends(&self, length: usize) -> Vec<usize> {
        self.core.run_ends(length)
    }

    /// Points that end a trend of at least ``length`` that all rise or all fall.
    ///
    /// Parameters
    /// ----------
    /// length
    ///     Points, the first included; 6 is usual.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> XmrChart([1, 2, 3, 4, 5, 6]).trend_ends(6)
    /// [5]
    fn trend_ends(&self, length: usize) -> Vec<usize> {
        self.core.trend_ends(length)
    }

    /// Points that with one of the two before lie beyond two thirds of the way to the same limit.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> chart.two_of_three()
    /// []
    fn two_of_three(&self) -> Vec<usize> {
        self.core.two_of_three()
    }

    /// The chart as the NHS reads it in Making Data Count; ``None`` where no range is left to make limits of.
    ///
    /// Returns
    /// -------
    /// NhsReading or None
    ///     Limits in the unit of the values, and positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> chart.nhs().outside
    /// [12]
    #[pyo3(signature = () -> "NhsReading | None")]
    fn nhs<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(reading) = self.core.nhs() else { return Ok(None) };
        let limits = interval(py, Some(reading.limits))?;
        let points = (reading.outside, reading.runs, reading.trends, reading.two_in_three);
        let fields = (reading.mean_range, limits, points.0, points.1, points.2, points.3);
        record(py, "NhsReading", fields).map(Some)
    }

    fn __hash__(&self) -> isize {
        hashed(self.values.iter().copied())
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("XmrChart(values={}, mean={})", self.values.len(), self.mean())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (&self.values,))
    }
}

/// A control chart of shares in order of time, whose limits widen for small periods. Periods count from 0.
///
/// Parameters
/// ----------
/// periods
///     ``Proportion``s in order of time.
///
/// Raises
/// ------
/// ValueError
///     Where no period has a case.
///
/// Examples
/// --------
/// >>> chart = PChart([Proportion(80, 100), Proportion(85, 100), Proportion(50, 100), Proportion(82, 100)])
/// >>> round(chart.centre, 4), chart.signals()
/// (0.7425, [2])
/// >>> round(chart.limits()[0].upper, 3)
/// 0.874
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct PChart {
    core: CorePChart,
    periods: Vec<CoreProportion>,
}

#[pymethods]
impl PChart {
    #[new]
    #[pyo3(signature = (periods: "Sequence[Proportion]"))]
    fn new(periods: Vec<PyRef<'_, Proportion>>) -> PyResult<Self> {
        let periods: Vec<_> = periods.iter().map(|period| period.0).collect();
        let empty = || PyValueError::new_err("no period of `periods` has a case");
        Ok(Self { core: CorePChart::new(&periods).ok_or_else(empty)?, periods })
    }

    /// The share of all periods together: the centre line.
    #[getter]
    fn centre(&self) -> f64 {
        self.core.centre()
    }

    /// How many times as much the periods differ as chance alone would have them; ``None`` for fewer than two with cases.
    #[getter]
    fn laney_sigma(&self) -> Option<f64> {
        self.core.laney_sigma()
    }

    /// The limits of each period; ``None`` where it has no case.
    ///
    /// Returns
    /// -------
    /// list of Interval or None
    ///     Shares, one for each period.
    ///
    /// Examples
    /// --------
    /// >>> chart.limits()[0] == chart.limits()[1]
    /// True
    #[pyo3(signature = () -> "list[Interval | None]")]
    fn limits<'py>(&self, py: Python<'py>) -> PyResult<Vec<Option<Bound<'py, PyAny>>>> {
        each(py, self.core.limits())
    }

    /// Laney's limits of each period, for large periods that differ by more than chance; ``None`` where they are not defined.
    ///
    /// Returns
    /// -------
    /// list of Interval or None
    ///     Shares, one for each period.
    ///
    /// Examples
    /// --------
    /// >>> len(chart.laney_limits())
    /// 4
    #[pyo3(signature = () -> "list[Interval | None] | None")]
    fn laney_limits<'py>(&self, py: Python<'py>) -> PyResult<Option<Vec<Option<Bound<'py, PyAny>>>>> {
        self.core.laney_limits().map(|limits| each(py, limits)).transpose()
    }

    /// How many standard errors each period lies from the centre.
    ///
    /// Returns
    /// -------
    /// list of float or None
    ///     ``None`` for a period without a case.
    ///
    /// Examples
    /// --------
    /// >>> [round(each, 1) for each in chart.z()]
    /// [1.3, 2.5, -5.5, 1.8]
    fn z(&self) -> Vec<Option<f64>> {
        self.core.z()
    }

    /// Periods outside the limits.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> chart.signals()
    /// [2]
    fn signals(&self) -> Vec<usize> {
        self.core.signals()
    }

    /// Periods outside Laney's limits.
    ///
    /// Returns
    /// -------
    /// list of int
    ///     Positions from 0.
    ///
    /// Examples
    /// --------
    /// >>> chart.laney_signals()
    /// []
    fn laney_signals(&self) -> Vec<usize> {
        self.core.laney_signals()
    }

    fn __hash__(&self) -> isize {
        hashed(self.periods.iter().filter_map(|period| period.rate()))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("PChart(periods={}, centre={})", self.periods.len(), self.centre())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        let periods = PyList::empty(py);
        for &period in &self.periods {
            periods.append(Py::new(py, Proportion(period))?)?;
        }
        reduced::<Self>(py, (periods,))
    }
}

/// Causes with their counts, the most frequent first, and how much of the whole they make up together.
///
/// Parameters
/// ----------
/// counts
///     Pairs of a name and how often it occurred; counts of one name are added up.
///
/// Examples
/// --------
/// >>> rows = pareto([("hardware", 35), ("misuse", 15), ("software", 45)])
/// >>> [(row.name, round(row.cumulative.rate, 2)) for row in rows]
/// [('software', 0.47), ('hardware', 0.84), ('misuse', 1.0)]
#[pyfunction]
#[pyo3(signature = (counts: "Sequence[tuple[str, int]]") -> "list[ParetoRow]")]
pub(crate) fn pareto(py: Python<'_>, counts: Vec<(String, u64)>) -> PyResult<Vec<Bound<'_, PyAny>>> {
    let pareto = Pareto::new(counts);
    let rows = pareto
        .rows()
        .iter()
        .map(|row| record(py, "ParetoRow", (&row.name, Proportion(row.share), Proportion(row.cumulative))));
    rows.collect()
}

fn each(py: Python<'_>, limits: Vec<Option<Interval>>) -> PyResult<Vec<Option<Bound<'_, PyAny>>>> {
    limits.into_iter().map(|limits| interval(py, limits)).collect()
}
