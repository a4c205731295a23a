use crate::kpi::KpiError;

/// A finite number above zero.
pub(super) fn positive(field: &'static str, value: f64) -> Result<f64, KpiError> {
    within(field, value, value > 0.0, "a finite number above 0")
}

/// A finite number from zero on.
pub(super) fn not_negative(field: &'static str, value: f64) -> Result<f64, KpiError> {
    within(field, value, value >= 0.0, "a finite number of 0 or more")
}

/// A share from 0 to below 1.
pub(super) fn below_one(field: &'static str, value: f64) -> Result<f64, KpiError> {
    within(field, value, (0.0..1.0).contains(&value), "a share from 0 to below 1")
}

/// A number of which something else holds.
pub(super) fn within(
    field: &'static str,
    value: f64,
    holds: bool,
    allowed: &'static str,
) -> Result<f64, KpiError> {
    if holds && value.is_finite() {
        Ok(value)
    } else {
        Err(KpiError::OutOfRange { field, value: value.to_string(), allowed })
    }
}
