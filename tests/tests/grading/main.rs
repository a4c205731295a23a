//! Grading against the oracle and against its own laws, on random documents and cases.
//!
//! `PROPTEST_CASES` (default 256) sets how many documents there are.

mod generate;
mod laws;
mod refusals;

/// The configuration of every property.
fn config() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        // A failing case becomes a named test.
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Default::default()
    }
}
