use aftersales::kpi::statistics::{Funnel as Core, Proportion as CoreProportion, Standing};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};

use super::{Proportion, confidence, hashed, interval, reduced};
use crate::html;

/// Which groups differ from the whole by more than their size explains.
///
/// Parameters
/// ----------
/// groups
///     ``Proportion``s, one a group.
///
/// Examples
/// --------
/// >>> teams = [Proportion(2, 4), Proportion(310, 1000), Proportion(190, 996)]
/// >>> funnel = Funnel(teams)
/// >>> [funnel.standing(team) for team in teams]
/// ['within', 'above', 'below']
#[pyclass(frozen, eq, module = "aftersales.statistics")]
#[derive(PartialEq)]
pub(crate) struct Funnel {
    core: Option<Core>,
    groups: Vec<CoreProportion>,
}

#[pymethods]
impl Funnel {
    #[new]
    #[pyo3(signature = (groups: "Sequence[Proportion]"))]
    fn new(groups: Vec<PyRef<'_, Proportion>>) -> Self {
        let groups: Vec<_> = groups.iter().map(|group| group.0).collect();
        Self { core: Core::new(&groups), groups }
    }

    /// The share of all groups together, which the limits lie around; ``None`` where no group has a case.
    #[getter]
    fn centre(&self) -> Option<f64> {
        self.core.map(Core::centre)
    }

    /// The exact limits for a group of ``n`` cases.
    ///
    /// Parameters
    /// ----------
    /// n
    ///     Cases of a group.
    /// confidence
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// Interval
    ///     Shares.
    ///
    /// Examples
    /// --------
    /// >>> wide, narrow = funnel.limits(50), funnel.limits(5000)
    /// >>> narrow.upper - narrow.lower < wide.upper - wide.lower
    /// True
    #[pyo3(signature = (n, confidence=0.998) -> "Interval | None")]
    fn limits<'py>(&self, py: Python<'py>, n: u64, confidence: f64) -> PyResult<Option<Bound<'py, PyAny>>> {
        let confidence = self::confidence(confidence)?;
        interval(py, self.core.and_then(|core| core.limits(n, confidence)))
    }

    /// Where a group stands against the limits for its size: ``"above"``, ``"within"`` or ``"below"``; ``None`` without cases.
    ///
    /// Parameters
    /// ----------
    /// group
    ///     A ``Proportion``.
    /// confidence
    ///     From 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> funnel.standing(Proportion(0, 0)) is None
    /// True
    #[pyo3(signature = (group, confidence=0.998) -> "Literal['above', 'within', 'below'] | None")]
    fn standing(&self, group: &Proportion, confidence: f64) -> PyResult<Option<&'static str>> {
        let confidence = self::confidence(confidence)?;
        Ok(self.core.and_then(|core| core.standing(group.0, confidence)).map(|standing| match standing {
            Standing::Above => "above",
            Standing::Below => "below",
            _ => "within",
        }))
    }

    fn __hash__(&self) -> isize {
        hashed(self.groups.iter().filter_map(|group| group.rate()))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Funnel(groups={})", self.groups.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        let groups = PyList::empty(py);
        for &group in &self.groups {
            groups.append(Py::new(py, Proportion(group))?)?;
        }
        reduced::<Self>(py, (groups,))
    }
}
