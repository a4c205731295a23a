use std::cmp::Ordering;

use crate::kpi::KpiError;

/// A number in a column: a float, or a whole number such as microseconds, which counts exactly up to 2⁵³.
pub trait Sample: Copy + private::Sealed {
    /// The number as a float.
    fn value(self) -> f64;

    /// Whether it is neither infinite nor not a number.
    fn is_finite(self) -> bool;

    /// The number in text, for messages.
    fn text(self) -> String;

    /// The order of two finite numbers.
    fn order(&self, other: &Self) -> Ordering;
}

mod private {
    /// Keeps [`Sample`](super::Sample) to the numbers of this file.
    pub trait Sealed {}
}

macro_rules! samples {
    ($($number:ty: $order:ident, $finite:expr;)*) => {$(
        impl private::Sealed for $number {}

        impl Sample for $number {
            fn value(self) -> f64 {
                self as f64
            }

            fn is_finite(self) -> bool {
                $finite(self)
            }

            fn text(self) -> String {
                self.to_string()
            }

            fn order(&self, other: &Self) -> Ordering {
                self.$order(other)
            }
        }
    )*};
}

samples! {
    f64: total_cmp, f64::is_finite;
    f32: total_cmp, f32::is_finite;
    i32: cmp, |_| true;
    u32: cmp, |_| true;
    i64: cmp, |_| true;
    u64: cmp, |_| true;
}

/// Every value is finite.
pub(super) fn check_finite<T: Sample>(column: &'static str, values: &[T]) -> Result<(), KpiError> {
    match values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        Some((row, value)) => Err(KpiError::NotFinite { column, row, value: value.text() }),
        None => Ok(()),
    }
}

/// Every value is finite and not below zero.
pub(super) fn check_not_negative<T: Sample>(column: &'static str, values: &[T]) -> Result<(), KpiError> {
    let right = |value: f64| (0.0..f64::INFINITY).contains(&value);
    match values.iter().enumerate().find(|(_, value)| !right(value.value())) {
        Some((row, value)) if value.is_finite() => {
            Err(KpiError::Negative { column, row, value: value.text() })
        }
        Some((row, value)) => Err(KpiError::NotFinite { column, row, value: value.text() }),
        None => Ok(()),
    }
}

/// Two columns have the same length.
pub(super) fn check_length(column: &'static str, count: usize, expected: usize) -> Result<(), KpiError> {
    if count == expected { Ok(()) } else { Err(KpiError::ColumnLength { column, count, expected }) }
}
