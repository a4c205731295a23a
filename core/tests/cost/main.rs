//! Estimates of cost and time, as a desk meets them.
#![cfg(feature = "cost")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod completion;
mod effort;
mod range;
