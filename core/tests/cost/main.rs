//! Estimates of cost and time, as a desk meets them.
#![cfg(all(feature = "cost", feature = "tzdb-bundled"))]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod completion;
mod coverage;
mod documents;
mod effort;
mod estimate_range;
mod law;
mod options;
mod range;
