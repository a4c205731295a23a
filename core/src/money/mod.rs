//! Exact amounts of money: currencies with their minor units, named rounding, allocation without loss.
//!
//! A [`Money`] is a whole number of minor units of one [`Currency`]; quantities, rates and prices finer than that are
//! [`Decimal`]s. Nothing here rounds unless a [`Rounding`] is given, currencies never mix, and a sum that does not fit is
//! an error (`docs/decisions/0007`). On the wire an amount is `{"amount": "12.30", "currency": "EUR"}`.

mod allocation;
mod amount;
mod currency;
mod decimal;
mod error;
mod rounding;

pub use allocation::allocate;
#[cfg(feature = "cost")]
pub(crate) use allocation::allocate_array;
pub use amount::Money;
pub use currency::Currency;
pub use decimal::Decimal;
pub use error::MoneyError;
pub use rounding::{Rounding, RoundingMode};
