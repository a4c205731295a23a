use aftersales::kpi::statistics::{NetPromoterScore as CoreScore, Satisfaction as CoreSatisfaction};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{Proportion, confidence, interval, reduced};
use crate::html;

/// The net promoter score of answers from 0 to 10.
///
/// Parameters
/// ----------
/// counts
///     How many gave 0, 1, … 10: eleven numbers.
///
/// Examples
/// --------
/// >>> score = NetPromoterScore([1, 0, 0, 1, 0, 2, 3, 8, 15, 20, 25])
/// >>> score.n, round(score.points, 1)
/// (75, 50.7)
/// >>> round(score.interval().lower, 1)
/// 35.7
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct NetPromoterScore {
    core: CoreScore,
    counts: [u64; 11],
}

#[pymethods]
impl NetPromoterScore {
    #[new]
    fn new(counts: [u64; 11]) -> Self {
        Self { core: CoreScore::new(counts), counts }
    }

    /// How many answered.
    #[getter]
    fn n(&self) -> u64 {
        self.core.n()
    }

    /// How many gave 9 or 10.
    #[getter]
    fn promoters(&self) -> u64 {
        self.core.promoters()
    }

    /// How many gave 7 or 8.
    #[getter]
    fn passives(&self) -> u64 {
        self.core.passives()
    }

    /// How many gave 6 or less.
    #[getter]
    fn detractors(&self) -> u64 {
        self.core.detractors()
    }

    /// The score from -100 to 100; ``None`` without answers.
    #[getter]
    fn points(&self) -> Option<f64> {
        self.core.points()
    }

    /// The variance of one answer counted as 1, 0 or -1.
    #[getter]
    fn variance(&self) -> Option<f64> {
        self.core.variance()
    }

    /// The standard error of the score, in points.
    #[getter]
    fn standard_error(&self) -> Option<f64> {
        self.core.standard_error()
    }

    /// The mean answer.
    #[getter]
    fn mean(&self) -> Option<f64> {
        self.core.mean()
    }

    /// The interval of the score in points, from its standard error.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Points from -100 to 100.
    ///
    /// Examples
    /// --------
    /// >>> round(score.interval(0.9).upper, 1)
    /// 63.2
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn interval<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.core.interval(self::confidence(confidence)?))
    }

    /// The same with the adjustment for few answers.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Points from -100 to 100.
    ///
    /// Examples
    /// --------
    /// >>> round(score.adjusted_interval().upper, 1)
    /// 63.6
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn adjusted_interval<'py>(
        &self,
        py: Python<'py>,
        confidence: f64,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.core.adjusted_interval(self::confidence(confidence)?))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("NetPromoterScore({:?})", self.counts)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, self.counts)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (self.counts,))
    }
}

/// Satisfaction of answers from 1 to 5.
///
/// Parameters
/// ----------
/// counts
///     How many gave 1, 2, … 5: five numbers.
///
/// Examples
/// --------
/// >>> asked = Satisfaction([2, 3, 10, 40, 45])
/// >>> asked.mean, asked.share_of_top(2)
/// (4.23, Proportion(successes=85, n=100))
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct Satisfaction {
    core: CoreSatisfaction,
    counts: [u64; 5],
}

#[pymethods]
impl Satisfaction {
    #[new]
    fn new(counts: [u64; 5]) -> Self {
        Self { core: CoreSatisfaction::new(counts), counts }
    }

    /// How many answered.
    #[getter]
    fn n(&self) -> u64 {
        self.core.n()
    }

    /// The mean answer; ``None`` without answers.
    #[getter]
    fn mean(&self) -> Option<f64> {
        self.core.mean()
    }

    /// The mean as per cent of the way from 1 to 5.
    #[getter]
    fn mean_percent_of_range(&self) -> Option<f64> {
        self.core.mean_percent_of_range()
    }

    /// The share of the best ``grades`` answers: 2 for those who gave 4 or 5.
    ///
    /// Parameters
    /// ----------
    /// grades
    ///     From 1 to 5.
    ///
    /// Returns
    /// -------
    /// Proportion
    ///     With its intervals.
    ///
    /// Examples
    /// --------
    /// >>> asked.share_of_top(1).rate
    /// 0.45
    fn share_of_top(&self, grades: usize) -> Proportion {
        Proportion(self.core.share_of_top(grades))
    }

    /// The share of the worst ``grades`` answers.
    ///
    /// Parameters
    /// ----------
    /// grades
    ///     From 1 to 5.
    ///
    /// Returns
    /// -------
    /// Proportion
    ///     With its intervals.
    ///
    /// Examples
    /// --------
    /// >>> asked.share_of_bottom(2).rate
    /// 0.05
    fn share_of_bottom(&self, grades: usize) -> Proportion {
        Proportion(self.core.share_of_bottom(grades))
    }

    /// Student's interval of the mean; ``None`` for fewer than two answers.
    ///
    /// Parameters
    /// ----------
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval or None
    ///     Points from 1 to 5.
    ///
    /// Examples
    /// --------
    /// >>> round(asked.mean_interval().lower, 2)
    /// 4.05
    #[pyo3(signature = (confidence=0.95) -> "Interval | None")]
    fn mean_interval<'py>(&self, py: Python<'py>, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        interval(py, self.core.mean_interval(self::confidence(confidence)?))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Satisfaction({:?})", self.counts)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, self.counts)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        reduced::<Self>(py, (self.counts,))
    }
}
