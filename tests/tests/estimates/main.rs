//! Estimates against the oracle and against their own laws, on random price books and plans.
//!
//! `PROPTEST_CASES` (default 256) sets how many cases there are.

mod generate;
mod laws;
mod totals;

/// The configuration of a property.
fn cases() -> proptest::test_runner::Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256_u32);
    proptest::test_runner::Config {
        cases: asked.max(1),
        // A failing case becomes a named test.
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Default::default()
    }
}
