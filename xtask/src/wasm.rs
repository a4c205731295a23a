//! The npm package: built, tested in Node with its types, and in a real browser.

use std::env;
use std::path::Path;

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";
const OLD_NODE: &str = "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)";
const BROWSERS: [&str; 4] = ["chromium", "chromium-headless-shell", "google-chrome", "chrome"];

/// The package in Node, then in a browser.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("wasm", build_and_test), Stage::new("wasm, browser", test_in_browser).needs("wasm")]
}

fn build_and_test(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-wasm")?;
    let node = Step::new("node", &package).arguments(["-e", OLD_NODE]).succeeds();
    if !node || !Step::new("npm", &package).arguments(["--version"]).succeeds() {
        return Err(Halt::missing("Node 20 or later with npm", "see https://nodejs.org"));
    }
    add_target(workspace, TARGET).map_err(|_| {
        Halt::missing(
            "the Rust target wasm32-unknown-unknown",
            "`rustup target add wasm32-unknown-unknown`; without rustup, Debian has `rustc-web` and `cargo-web` for it, or \
             `rust-web-src` with `-Zbuild-std`",
        )
    })?;
    npm(&package, &["ci", "--no-audit", "--no-fund"])?;
    npm(&package, &["run", "build"])?;
    npm(&package, &["test"])
}

fn test_in_browser(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-wasm")?;
    let browser = env::var_os("CHROMIUM").is_some()
        || BROWSERS.iter().any(|name| Step::new(name, &package).arguments(["--version"]).succeeds());
    if !browser {
        return Err(Halt::missing(
            "Chromium",
            "on Debian `apt install chromium-headless-shell`, or name one in the variable CHROMIUM",
        ));
    }
    npm(&package, &["run", "test:browser"])
}

fn npm(package: &Path, arguments: &[&str]) -> Result<(), Halt> {
    Step::new("npm", package).arguments(arguments).run()
}

/// Makes sure that the standard library for `target` is installed.
pub(crate) fn add_target(workspace: &Workspace, target: &str) -> Result<(), Halt> {
    let sysroot = Step::new("rustc", workspace.root()).arguments(["--print", "sysroot"]).output()?;
    let libraries =
        Path::new(String::from_utf8_lossy(&sysroot).trim()).join("lib/rustlib").join(target).join("lib");
    if libraries.is_dir() {
        return Ok(());
    }
    Step::new("rustup", workspace.root()).arguments(["target", "add", target]).run()
}
