//! Each feature of the core alone, none and all: no feature may lean on another by accident.

use crate::lint::manifests;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// Checks the core with no feature, with each alone and with all, warnings denied.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let core = manifests::packages(workspace)?
        .into_iter()
        .find(|package| package.name == "aftersales")
        .ok_or_else(|| Halt::failed("the workspace has no package `aftersales`"))?;
    clippy(workspace, &["--no-default-features"])?;
    for feature in core.features.iter().filter(|feature| *feature != "default") {
        clippy(workspace, &["--no-default-features", "--features", feature])?;
    }
    clippy(workspace, &["--all-features"])
}

fn clippy(workspace: &Workspace, selection: &[&str]) -> Result<(), Halt> {
    workspace
        .cargo(&["clippy", "--quiet", "--package=aftersales"])
        .arguments(selection)
        .arguments(["--", "-D", "warnings"])
        .run()
}
