//! What grading promises a desk: priorities, refusals, explanations, overrides, and what the check of a policy finds.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod columns;
mod desk;
mod errors;
mod explain;
mod findings;
mod grading;
mod hostile;
mod order;
mod overrides;
mod tables;
