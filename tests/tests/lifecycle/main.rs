//! The life of tickets shown to be right: every state of a small desk explored, the core held against a naive model, and the
//! laws that every log keeps.
//!
//! `PROPTEST_CASES` (default 256) sets how many cases there are and how far the walks go.

mod exploration;
mod laws;
mod life;
mod model;

/// The configuration of a property that takes a share, in percent, of the cases asked for.
fn share(percent: u32) -> proptest::test_runner::Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256_u32);
    proptest::test_runner::Config {
        cases: (asked.saturating_mul(percent) / 100).max(1),
        // A failing case becomes a named test.
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Default::default()
    }
}
