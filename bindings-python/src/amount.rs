use std::cmp::Ordering;

use aftersales::money::{Currency, Decimal, Money as Core, Rounding, RoundingMode};
use pyo3::basic::CompareOp;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyFloat, PyInt, PyString, PyTuple, PyType};

use crate::error::Refusal;
use crate::html;

/// An exact amount: a whole number of minor units of one currency.
///
/// Amounts of one currency add, subtract and compare. Nothing rounds unless it is asked to.
///
/// Parameters
/// ----------
/// amount
///     A ``Decimal``, ``int`` or text with no more digits than the currency has. Floats are refused, because they are not exact.
/// currency
///     A code of ISO 4217, such as ``"EUR"``.
///
/// Raises
/// ------
/// AftersalesError
///     With codes such as ``money.currency.unknown``.
///
/// Examples
/// --------
/// >>> cost = Money("100.00", "USD")
/// >>> [str(share) for share in cost.allocate([2, 1])]
/// ['66.67 USD', '33.33 USD']
/// >>> cost + Money("0.05", "USD") > cost
/// True
/// >>> Money.rounded("1.005", "EUR", mode="half_even").amount
/// Decimal('1.00')
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct Money(Core);

#[pymethods]
impl Money {
    #[new]
    #[pyo3(signature = (amount: "Decimal | int | str", currency))]
    fn new(amount: &Bound<'_, PyAny>, currency: &str) -> PyResult<Self> {
        let currency: Currency = currency.parse().map_err(Refusal::from)?;
        Ok(Self(Core::new(decimal(amount)?, currency).map_err(Refusal::from)?))
    }

    /// An amount rounded to minor units of its currency, or to multiples of ``step``, such as ``"0.05"`` for cash.
    ///
    /// ``mode`` is one of ``"half_up"``, ``"half_even"``, ``"half_down"``, ``"up"``, ``"down"``, ``"ceiling"`` and ``"floor"``.
    ///
    /// Parameters
    /// ----------
    /// amount, currency
    ///     As for the class, with any number of digits.
    /// mode
    ///     How halves and the rest are rounded.
    /// step
    ///     ``None`` for the minor unit of the currency.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a mode, a step or a currency that is none.
    ///
    /// Examples
    /// --------
    /// >>> Money.rounded("10.03", "CHF", step="0.05").amount
    /// Decimal('10.05')
    #[classmethod]
    #[pyo3(signature = (
        amount: "Decimal | int | str", currency, *, mode="half_up", step: "Decimal | int | str | None" = None
    ))]
    fn rounded(
        _class: &Bound<'_, PyType>,
        amount: &Bound<'_, PyAny>,
        currency: &str,
        mode: &str,
        step: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let currency: Currency = currency.parse().map_err(Refusal::from)?;
        let mode: RoundingMode = mode.parse().map_err(Refusal::from)?;
        let rounding = match step {
            Some(step) => Rounding::to_step(mode, decimal(step)?).map_err(Refusal::from)?,
            None => Rounding::to_minor_unit(mode, currency),
        };
        Ok(Self(rounding.money(decimal(amount)?, currency).map_err(Refusal::from)?))
    }

    /// The amount as a ``Decimal`` with all digits of its currency.
    #[getter]
    fn amount<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal_class(py)?.call1((self.0.amount().to_string(),))
    }

    /// The code of the currency.
    #[getter]
    fn currency(&self) -> String {
        self.0.currency().code().to_owned()
    }

    /// The amount in minor units, such as cents.
    #[getter]
    fn minor_units(&self) -> i64 {
        self.0.minor_units()
    }

    /// The amount split by whole-number weights, without losing or making a minor unit.
    ///
    /// Parameters
    /// ----------
    /// weights
    ///     Whole numbers, not negative, not all zero.
    ///
    /// Returns
    /// -------
    /// list of Money
    ///     One for each weight; they sum to the amount.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``money.allocation.no_weights``.
    ///
    /// Examples
    /// --------
    /// >>> [str(share) for share in Money("0.05", "EUR").allocate([1, 1])]
    /// ['0.03 EUR', '0.02 EUR']
    #[pyo3(signature = (weights: "Sequence[int]"))]
    fn allocate(&self, weights: Vec<u64>) -> PyResult<Vec<Self>> {
        Ok(self.0.allocate(&weights).map_err(Refusal::from)?.into_iter().map(Self).collect())
    }

    fn __add__(&self, other: &Self) -> PyResult<Self> {
        Ok(Self(self.0.plus(other.0).map_err(Refusal::from)?))
    }

    fn __sub__(&self, other: &Self) -> PyResult<Self> {
        Ok(Self(self.0.minus(other.0).map_err(Refusal::from)?))
    }

    fn __neg__(&self) -> PyResult<Self> {
        Ok(Self(self.0.negated().map_err(Refusal::from)?))
    }

    fn __bool__(&self) -> bool {
        !self.0.is_zero()
    }

    fn __richcmp__(&self, other: &Self, operator: CompareOp) -> PyResult<bool> {
        match operator {
            CompareOp::Eq => return Ok(self.0 == other.0),
            CompareOp::Ne => return Ok(self.0 != other.0),
            _ => {}
        }
        // What cannot be subtracted cannot be compared, and says why.
        let difference = self.0.minus(other.0).map_err(Refusal::from)?;
        let order = match (difference.is_negative(), difference.is_zero()) {
            (true, _) => Ordering::Less,
            (_, true) => Ordering::Equal,
            _ => Ordering::Greater,
        };
        Ok(operator.matches(order))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.minor_units(), self.currency()).into_pyobject(py)?.hash()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Money({:?}, {:?})", self.0.amount().to_string(), self.currency())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let arguments = (self.0.amount().to_string(), self.currency());
        (py.get_type::<Self>(), arguments).into_pyobject(py)
    }
}

/// Python's class of decimal numbers.
pub(crate) fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
}

/// A number exactly as it is written.
fn decimal(value: &Bound<'_, PyAny>) -> PyResult<Decimal> {
    if value.is_instance_of::<PyFloat>() {
        let message =
            "an amount is a Decimal, an int or text, not a float, which is not exact; write it as text";
        return Err(PyTypeError::new_err(message));
    }
    // A `Decimal` may write itself with an exponent, and writes itself out when it is formatted.
    let text = match value.cast::<PyString>() {
        Ok(text) => text.to_cow()?.into_owned(),
        Err(_) if value.is_instance_of::<PyInt>() => value.str()?.to_cow()?.into_owned(),
        Err(_) => value.call_method1("__format__", ("f",))?.extract()?,
    };
    Ok(text.parse().map_err(Refusal::from)?)
}
