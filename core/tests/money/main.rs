//! Amounts are exact, rounding is named, nothing is lost when an amount is split.

#![cfg(feature = "cost")]
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod amounts;
mod errors;
mod rounding;
