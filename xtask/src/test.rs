//! Every language, and the slow suites.

use crate::stage::Stage;
use crate::{bench, conformance, django, fuzz, kotlin, python, report, rust, wasm};

/// What `cargo xtask test` runs.
pub(crate) fn stages() -> Vec<Stage> {
    [
        rust::stages(),
        conformance::stages(),
        report::stages(),
        python::stages(),
        django::stages(),
        wasm::stages(),
        kotlin::stages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What `--deep` runs: the same, then the slow suites.
pub(crate) fn deep_stages() -> Vec<Stage> {
    [
        stages(),
        rust::deep_stages(),
        python::deep_stages(),
        kotlin::deep_stages(),
        conformance::deep_stages(),
        wasm::deep_stages(),
        fuzz::deep_stages(),
        bench::stages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
