//! Licences, bans and sources of every dependency, with cargo-deny.

use std::path::PathBuf;

use crate::command::Step;
use crate::stage::Halt;
use crate::workspace::Workspace;

const CARGO_DENY_VERSION: &str = "0.20.2";

/// Checks `deny.toml`. Security advisories need their database and are not part of it: `cargo deny check advisories`.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let cargo_deny = cargo_deny(workspace)?;
    Step::new(cargo_deny, workspace.root())
        .arguments(["--all-features", "--locked", "check", "bans", "licenses", "sources"])
        .run()
}

/// The path of cargo-deny in the pinned version, built once per target folder.
fn cargo_deny(workspace: &Workspace) -> Result<PathBuf, Halt> {
    let tools = workspace.target().join("tools");
    let binary = tools.join("bin").join("cargo-deny");
    let installed = Step::new(&binary, workspace.root()).arguments(["--version"]).output();
    let pinned = format!("cargo-deny {CARGO_DENY_VERSION}");
    if installed.is_ok_and(|version| String::from_utf8_lossy(&version).trim() == pinned) {
        return Ok(binary);
    }
    // An unoptimised build takes less than half the time and checks this workspace as fast as one can read.
    workspace
        .cargo(&["install", "cargo-deny", "--locked", "--debug", "--quiet", "--version", CARGO_DENY_VERSION])
        .arguments(["--root".as_ref(), tools.as_os_str()])
        .arguments(["--target-dir".as_ref(), tools.join("build").as_os_str()])
        .variable("CARGO_PROFILE_DEV_DEBUG", "0")
        .run()?;
    Ok(binary)
}
