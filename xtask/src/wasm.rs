//! The npm package: built, tested in Node with its types, and in a real browser.

use std::path::{Path, PathBuf};

use crate::command::Step;
use crate::demo;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

const FOLDER: &str = "bindings-wasm";
const TARGET: &str = "wasm32-unknown-unknown";
const SUITABLE_NODE: &str = "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)";
/// Where the package's tests look for a browser.
const BROWSERS: [&str; 4] = [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];

/// The package in Node, then in a browser, then the live board on it.
pub(crate) fn stages() -> Vec<Stage> {
    vec![
        Stage::new("wasm", build_and_test),
        Stage::new("wasm, browser", test_in_browser).needs("wasm"),
        demo::test_stage(),
    ]
}

/// A million calls and what they leave behind.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![
        Stage::new("wasm, memory", |workspace| npm(&workspace.folder(FOLDER)?, &["run", "test:deep"]))
            .needs("wasm"),
    ]
}

/// The package beside its peers.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<(), Halt> {
    let package = package(workspace)?;
    npm(&package, &[&["run", "bench"], arguments].concat())
}

fn build_and_test(workspace: &Workspace) -> Result<(), Halt> {
    let package = package(workspace)?;
    npm(&package, &["run", "size"])?;
    npm(&package, &["test"])
}

/// Builds the package; its folder.
pub(crate) fn package(workspace: &Workspace) -> Result<PathBuf, Halt> {
    let package = workspace.folder(FOLDER)?;
    let node = Step::new("node", &package).arguments(["-e", SUITABLE_NODE]).succeeds();
    if !node || !Step::new("npm", &package).arguments(["--version"]).succeeds() {
        return Err(Halt::missing("Node 20 or later with npm", "see https://nodejs.org"));
    }
    workspace.add_target(TARGET).map_err(|_| {
        Halt::missing(
            "the Rust target wasm32-unknown-unknown",
            "`rustup target add wasm32-unknown-unknown`; without rustup, Debian has `rustc-web` and `cargo-web` for it, or \
             `rust-web-src` with `-Zbuild-std`",
        )
    })?;
    npm(&package, &["ci", "--no-audit", "--no-fund"])?;
    npm(&package, &["run", "build"])?;
    Ok(package)
}

fn test_in_browser(workspace: &Workspace) -> Result<(), Halt> {
    browser()?;
    npm(&workspace.folder(FOLDER)?, &["run", "test:browser"])
}

/// Makes sure that there is a browser to test in.
pub(crate) fn browser() -> Result<(), Halt> {
    if BROWSERS.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    Err(Halt::missing("Chromium", "on Debian `apt install chromium-headless-shell`"))
}

/// Runs npm in a folder.
pub(crate) fn npm(package: &Path, arguments: &[&str]) -> Result<(), Halt> {
    Step::new("npm", package).arguments(arguments).run()
}
