//! The Rust crates: unit, integration and doc tests, examples, vectors, oracles and properties.

use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// How many cases a property test draws in the slow suite; proptest's own default is 256.
const DEEP_CASES: &str = "2000";

/// The tests of every crate that is Rust alone; the bindings are tested in their own languages.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("rust", |workspace| {
        workspace.folder("tests")?;
        workspace
            .cargo(&[
                "test",
                "--no-fail-fast",
                "--package=aftersales",
                "--package=aftersales-tests",
                "--package=xtask",
                // The published schemas are tested with the rest; no feature changes a result.
                "--features=aftersales/schema",
            ])
            .run()
    })]
}

/// The property tests with many more cases, at release speed.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![Stage::new("properties, deep", deep)]
}

fn deep(workspace: &Workspace) -> Result<(), Halt> {
    workspace
        .cargo(&["test", "--release", "--no-fail-fast", "--package=aftersales-tests"])
        .variable("PROPTEST_CASES", DEEP_CASES)
        .run()
}
