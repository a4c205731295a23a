//! The checks that every change passes beside the tests.

mod features;
mod licences;
mod manifests;
mod minimum_rust;
mod paths;

use crate::docs;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// All checks, or those with the given names.
pub(crate) fn stages(names: &[String]) -> Result<Vec<Stage>, String> {
    let mut all = vec![
        Stage::new("format", format),
        Stage::new("paths", paths::check),
        Stage::new("manifests", manifests::check),
        Stage::new("clippy", clippy),
        Stage::new("features", features::check),
        Stage::new("docs", docs::build),
        Stage::new("licences", licences::check),
        Stage::new("minimum-rust", minimum_rust::check),
    ];
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|stage| stage.name() != *name)) {
        let known: Vec<&str> = all.iter().map(Stage::name).collect();
        return Err(format!("`{unknown}` is not a check, expected one of {}", known.join(", ")));
    }
    all.retain(|stage| names.is_empty() || names.iter().any(|name| name == stage.name()));
    Ok(all)
}

fn format(workspace: &Workspace) -> Result<(), Halt> {
    workspace.cargo(&["fmt", "--all", "--check"]).run()
}

fn clippy(workspace: &Workspace) -> Result<(), Halt> {
    workspace.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
}
