//! Where things are, and the rules that hold in this run.

use std::env;
use std::path::{Path, PathBuf};

use crate::command::Step;
use crate::stage::Halt;

/// The checkout that this run works on.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    continuous_integration: bool,
}

impl Workspace {
    /// The checkout of which this crate is a part.
    pub(crate) fn find() -> Self {
        // Cargo names the folder when it runs us; the compiled-in one serves a binary that is called by itself.
        let own_folder = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own_folder.parent().map_or_else(|| own_folder.clone(), Path::to_path_buf);
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let target = std::path::absolute(&target).unwrap_or(target);
        Self { root, target, continuous_integration: env::var("CI").is_ok_and(|value| value == "true") }
    }

    /// The folder that holds the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where everything built goes; shared by all stages.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Whether a missing tool is a failure (`CI=true`) instead of a skip.
    pub(crate) fn is_continuous_integration(&self) -> bool {
        self.continuous_integration
    }

    /// A part of the workspace, which must be there.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf, Halt> {
        let folder = self.root.join(name);
        if folder.is_dir() {
            Ok(folder)
        } else {
            Err(Halt::failed(format!("the folder `{name}` is not in this checkout")))
        }
    }

    /// A call of the cargo that runs us, in the workspace's root.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Step {
        Step::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), &self.root).arguments(arguments)
    }
    /// Makes sure that the standard library for the Rust target `name` is installed.
    pub(crate) fn add_target(&self, name: &str) -> Result<(), Halt> {
        let sysroot = Step::new("rustc", &self.root).arguments(["--print", "sysroot"]).output()?;
        let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot).trim());
        if sysroot.join("lib/rustlib").join(name).join("lib").is_dir() {
            return Ok(());
        }
        Step::new("rustup", &self.root).arguments(["target", "add", name]).run()
    }
}
