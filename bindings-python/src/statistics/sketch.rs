use aftersales::kpi::statistics::QuantileSketch as Core;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple, PyType};

use super::Floats;
use crate::error::Refusal;
use crate::handle::Shared;
use crate::html;

/// Quantiles of any number of values in little memory, each within a relative error. Sketches of parts merge into that of all.
///
/// Parameters
/// ----------
/// relative_error
///     Above 0 and below 1: how far a quantile may lie from the value of its rank.
///
/// Examples
/// --------
/// >>> sketch = QuantileSketch(0.01)
/// >>> sketch.add([float(value) for value in range(1, 1001)])
/// >>> other = QuantileSketch(0.01)
/// >>> other.add([2000.0])
/// >>> sketch.merge(other)
/// >>> sketch.n, sketch.greatest
/// (1001, 2000.0)
/// >>> 495 < sketch.quantile(0.5) < 507
/// True
#[pyclass(frozen, eq, module = "aftersales.statistics")]
pub(crate) struct QuantileSketch(Shared<Core>);

#[pymethods]
impl QuantileSketch {
    #[new]
    fn new(relative_error: f64) -> PyResult<Self> {
        Ok(Self(Shared::new(Core::new(relative_error).map_err(Refusal::from)?)))
    }

    /// Counts every value of a column, or none where one of them is not finite.
    ///
    /// Parameters
    /// ----------
    /// values
    ///     Finite numbers.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.column.not_finite``.
    ///
    /// Examples
    /// --------
    /// >>> sketch.add([3.0, 4.0])
    /// >>> sketch.n
    /// 1003
    #[pyo3(signature = (values: "_Numbers"))]
    fn add(&self, py: Python<'_>, values: Floats) -> PyResult<()> {
        Ok(py.detach(|| self.0.change(|sketch| sketch.add_column(&values.0))).map_err(Refusal::from)?)
    }

    /// Takes in all that another sketch of the same relative error has counted.
    ///
    /// Parameters
    /// ----------
    /// other
    ///     It keeps what it holds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.sketch.differs`` for one of another relative error.
    ///
    /// Examples
    /// --------
    /// >>> sketch.merge(sketch)
    /// >>> sketch.n
    /// 2002
    fn merge(&self, other: &Self) -> PyResult<()> {
        let other = other.0.get();
        Ok(self.0.change(|sketch| sketch.merge(&other)).map_err(Refusal::from)?)
    }

    /// The value of rank ``p (n - 1)`` within the relative error; ``None`` without values.
    ///
    /// Parameters
    /// ----------
    /// p
    ///     From 0 to 1.
    ///
    /// Returns
    /// -------
    /// float or None
    ///     In the unit of the values.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.statistics.out_of_range``.
    ///
    /// Examples
    /// --------
    /// >>> QuantileSketch(0.01).quantile(0.5) is None
    /// True
    fn quantile(&self, p: f64) -> PyResult<Option<f64>> {
        Ok(self.0.get().quantile(p).map_err(Refusal::from)?)
    }

    /// How many values were counted.
    #[getter]
    fn n(&self) -> u64 {
        self.0.get().n()
    }

    /// The exact least value.
    #[getter]
    fn least(&self) -> Option<f64> {
        self.0.get().least()
    }

    /// The exact greatest value.
    #[getter]
    fn greatest(&self) -> Option<f64> {
        self.0.get().greatest()
    }

    /// The bound that holds: at most what was asked for.
    #[getter]
    fn relative_error(&self) -> f64 {
        self.0.get().relative_error()
    }

    /// What was counted so far, for another process or machine.
    ///
    /// Returns
    /// -------
    /// bytes
    ///     In a form of this library, for the same version of it.
    ///
    /// Examples
    /// --------
    /// >>> QuantileSketch.from_bytes(sketch.to_bytes()) == sketch
    /// True
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.get().to_bytes())
    }

    /// The sketch that wrote ``counted`` with ``to_bytes``.
    ///
    /// Parameters
    /// ----------
    /// counted
    ///     The answer of ``to_bytes``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.bytes.malformed``.
    ///
    /// Examples
    /// --------
    /// >>> QuantileSketch.from_bytes(sketch.to_bytes()).n
    /// 1001
    #[classmethod]
    fn from_bytes(_class: &Bound<'_, PyType>, counted: &[u8]) -> PyResult<Self> {
        Ok(Self(Shared::new(Core::from_bytes(counted).map_err(Refusal::from)?)))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>().getattr("from_bytes")?, (self.to_bytes(py),)).into_pyobject(py)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("QuantileSketch(relative_error={}, n={})", self.relative_error(), self.n())
    }
}

impl PartialEq for QuantileSketch {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}
