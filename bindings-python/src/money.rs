use aftersales::money::{Decimal as CoreDecimal, Rounding, RoundingMode};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::error::Refusal;

/// An amount rounded to a step such as ``"0.01"`` or ``"0.05"``: a ``Decimal``, or text. The modes are ``half_up``,
/// ``half_even``, ``half_odd``, ``half_down``, ``up``, ``down``, ``ceiling`` and ``floor``.
///
/// Examples
/// --------
/// >>> from decimal import Decimal
/// >>> round_amount(Decimal("12.23"), "half_up", "0.05")
/// Decimal('12.25')
#[pyfunction]
pub(crate) fn round_amount<'py>(
    amount: &Bound<'py, PyAny>,
    mode: &str,
    step: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let mode: RoundingMode = mode.parse().map_err(Refusal::from)?;
    let rounding = Rounding::to_step(mode, decimal(step)?).map_err(Refusal::from)?;
    let rounded = rounding.round(decimal(amount)?).map_err(Refusal::from)?;
    amount.py().import("decimal")?.getattr("Decimal")?.call1((rounded.to_string(),))
}

/// A whole number split by weights without losing a unit, by the largest remainder; ties go to the first.
///
/// Examples
/// --------
/// >>> allocate(100, [1, 1, 1])
/// [34, 33, 33]
#[pyfunction]
pub(crate) fn allocate(total: i64, weights: Vec<u64>) -> PyResult<Vec<i64>> {
    Ok(aftersales::money::allocate(total, &weights).map_err(Refusal::from)?)
}

/// A number without a sign of the exponent: ``format`` writes a ``Decimal`` out.
fn decimal(value: &Bound<'_, PyAny>) -> PyResult<CoreDecimal> {
    let text = match value.cast::<PyString>() {
        Ok(text) => text.to_cow()?.into_owned(),
        Err(_) => value.call_method1("__format__", ("f",))?.extract::<String>()?,
    };
    Ok(text.parse::<CoreDecimal>().map_err(Refusal::from)?)
}
