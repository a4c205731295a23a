//! The documentation of the Rust crates.

use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// The documentation, in which a broken link is an error.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("docs", build)]
}

/// Builds the documentation of the public crate and fails on any warning.
pub(crate) fn build(workspace: &Workspace) -> Result<(), Halt> {
    workspace
        .cargo(&["doc", "--no-deps", "--all-features", "--package=aftersales"])
        .variable("RUSTDOCFLAGS", "-D warnings")
        .run()
}
