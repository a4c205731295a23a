//! Escalation against the oracle and against its own laws, on random rules and lives of tickets.
//!
//! `PROPTEST_CASES` (default 256) sets how many cases there are; the slower properties take a share of it.

mod generate;
mod host;
mod laws;
mod told;

/// The configuration of a property that takes a share, in percent, of the cases asked for.
fn share(percent: u32) -> proptest::test_runner::Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256_u32);
    proptest::test_runner::Config {
        cases: (asked.saturating_mul(percent) / 100).max(1),
        // A failing case becomes a named test.
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Default::default()
    }
}
