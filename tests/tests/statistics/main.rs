//! The statistics of figures against slow oracles and against their own laws, on random samples.
//!
//! `PROPTEST_CASES` (default 256) sets how many cases there are.

mod durations;
mod planning;
mod samples;
mod shares;

/// The configuration of a property that takes a share, in percent, of the cases asked for.
fn share(percent: u32) -> proptest::test_runner::Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256_u32);
    proptest::test_runner::Config {
        cases: (asked.saturating_mul(percent) / 100).max(1),
        // A failing case becomes a named test.
        failure_persistence: None,
        ..Default::default()
    }
}

/// Equal but for rounding.
fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * (one.abs() + other.abs()) + 1e-12
}
