//! The core compiles with the oldest Rust that its manifest states.

use crate::command::Step;
use crate::lint::manifests;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// Checks the core with the stated Rust; a machine that cannot get that toolchain skips the check.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let stated = manifests::packages(workspace)?
        .into_iter()
        .find(|package| package.name == "aftersales")
        .and_then(|package| package.minimum_rust)
        .ok_or_else(|| Halt::failed("the package `aftersales` states no minimum Rust"))?;
    let toolchain = if stated.matches('.').count() == 1 { format!("{stated}.0") } else { stated };
    install(workspace, &toolchain)?;
    Step::new("rustup", workspace.root())
        .arguments([
            "run",
            &toolchain,
            "cargo",
            "check",
            "--package=aftersales",
            "--all-features",
            "--locked",
        ])
        .run()
}

fn install(workspace: &Workspace, toolchain: &str) -> Result<(), Halt> {
    let installed = Step::new("rustup", workspace.root()).arguments(["run", toolchain, "rustc", "--version"]);
    if installed.succeeds() {
        return Ok(());
    }
    Step::new("rustup", workspace.root())
        .arguments(["toolchain", "install", toolchain, "--profile=minimal", "--no-self-update"])
        .run()
        .map_err(|_| Halt::Unavailable(format!("rustup cannot install Rust {toolchain} on this machine")))
}
