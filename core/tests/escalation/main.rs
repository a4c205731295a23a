//! What escalation promises a desk: rules, steps, levels, priorities, refusals.

#![cfg(all(feature = "sla", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test says what is wrong by panicking"
)]

mod analysis;
mod backtest;
mod clocks;
mod desk;
mod errors;
mod explain;
mod levels;
mod pains;
mod regrade;
mod steps;
