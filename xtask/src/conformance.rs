//! The conformance runner over files or folders of vectors.

use std::path::{Path, PathBuf};

use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// All vectors of the checkout, with the profile that the tests were built with: no second build.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("conformance", |workspace| run(workspace, "test", &[workspace.folder("tests/vectors")?]))]
}

/// All vectors of the checkout against the core as it is released.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![Stage::new("conformance, release", |workspace| {
        run(workspace, "release", &[workspace.folder("tests/vectors")?])
    })]
}

/// The given files or folders, relative to where the user stands.
pub(crate) fn stages_for(paths: &[String]) -> Vec<Stage> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    vec![Stage::new("conformance", move |workspace| {
        let absolute: Result<Vec<PathBuf>, Halt> = paths.iter().map(|path| existing(path)).collect();
        run(workspace, "test", &absolute?)
    })]
}

fn existing(path: &Path) -> Result<PathBuf, Halt> {
    path.canonicalize().map_err(|error| Halt::failed(format!("`{}`: {error}", path.display())))
}

fn run(workspace: &Workspace, profile: &str, paths: &[PathBuf]) -> Result<(), Halt> {
    workspace
        .cargo(&[
            "run",
            "--quiet",
            "--profile",
            profile,
            "--package=aftersales-tests",
            "--bin=conformance",
            "--",
        ])
        .arguments(paths)
        .run()
}
