//! The live board on the npm package: built, driven in a browser, served.

use crate::stage::{Halt, Stage};
use crate::wasm::{browser, npm, package};
use crate::workspace::Workspace;

const FOLDER: &str = "bindings-wasm/demo";

/// The board's tests, on a package that was built before.
pub(crate) fn test_stage() -> Stage {
    Stage::new("wasm, demo", test).needs("wasm")
}

/// Builds all that the board needs and serves it until the command is interrupted.
pub(crate) fn stages() -> Vec<Stage> {
    vec![
        Stage::new("npm package", |workspace| package(workspace).map(drop)),
        Stage::new("demo", serve).needs("npm package"),
    ]
}

fn test(workspace: &Workspace) -> Result<(), Halt> {
    browser()?;
    build(workspace)?;
    npm(&workspace.folder(FOLDER)?, &["test"])
}

fn serve(workspace: &Workspace) -> Result<(), Halt> {
    build(workspace)?;
    npm(&workspace.folder(FOLDER)?, &["run", "preview"])
}

fn build(workspace: &Workspace) -> Result<(), Halt> {
    let folder = workspace.folder(FOLDER)?;
    npm(&folder, &["ci", "--no-audit", "--no-fund"])?;
    npm(&folder, &["run", "build"])
}
