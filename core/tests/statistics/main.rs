//! What the statistics promise: known values, refusals, and nothing made of nothing.

#![cfg(feature = "kpi")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what is wrong by panicking")]

mod absent;
mod accuracy;
mod charts;
mod durations;
mod refusals;

/// Equal but for a relative error.
fn close(got: f64, expected: f64, relative: f64) {
    assert!((got - expected).abs() <= relative * expected.abs(), "{got} is not {expected}");
}
