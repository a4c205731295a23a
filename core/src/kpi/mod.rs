//! Figures of a desk: flat facts of many tickets to figures with definition, denominator and uncertainty.
//!
//! [`statistics`] holds the methods behind the figures; each can be used alone.

mod error;
pub mod statistics;

pub use error::KpiError;
