//! Tools of the Rust world that are built once per target folder, in a pinned version.

use std::path::PathBuf;

use crate::command::Step;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// The path of a tool, built from its package of the same name where it is not there yet.
pub(crate) fn tool(workspace: &Workspace, name: &str, version: &str) -> Result<PathBuf, Halt> {
    let tools = workspace.target().join("tools");
    let binary = tools.join("bin").join(name);
    let installed = Step::new(&binary, workspace.root()).arguments(["--version"]).output();
    let pinned = format!("{name} {version}");
    if installed.is_ok_and(|printed| String::from_utf8_lossy(&printed).trim() == pinned) {
        return Ok(binary);
    }
    // An unoptimised build takes less than half the time and does its work as fast as one can read.
    workspace
        .cargo(&["install", name, "--locked", "--debug", "--quiet", "--version", version])
        .arguments(["--root".as_ref(), tools.as_os_str()])
        .arguments(["--target-dir".as_ref(), tools.join("build").as_os_str()])
        .variable("CARGO_PROFILE_DEV_DEBUG", "0")
        .run()?;
    Ok(binary)
}
