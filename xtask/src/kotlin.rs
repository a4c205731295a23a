//! The Kotlin module: generated, tested on the JVM and packed into a jar.

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::fs;
use std::path::{Path, PathBuf};

use crate::android;
use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// The JVM, then Android.
pub(crate) fn stages() -> Vec<Stage> {
    let mut stages = vec![Stage::new("kotlin", test_on_jvm)];
    stages.extend(android::stages());
    stages
}

/// `cargo xtask jar`.
pub(crate) fn jar_stages() -> Vec<Stage> {
    vec![Stage::new("jar", build_jar)]
}

fn test_on_jvm(workspace: &Workspace) -> Result<(), Halt> {
    let module = module(workspace)?;
    lay_out(workspace, &module, &build(workspace)?)?;
    maven(&module, "verify").run()
}

fn build_jar(workspace: &Workspace) -> Result<(), Halt> {
    let module = module(workspace)?;
    workspace.cargo(&["build", "--release", "--locked", "--package=aftersales-kotlin"]).run()?;
    lay_out(workspace, &module, &workspace.target().join("release").join(library()))?;
    maven(&module, "package").arguments(["-DskipTests"]).run()
}

/// The library built for this system in the development profile.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Halt> {
    workspace.cargo(&["build", "--package=aftersales-kotlin"]).run()?;
    Ok(workspace.target().join("debug").join(library()))
}

/// Writes the Kotlin files of `library` into `folder`, with the generator's settings and those of `overrides`.
pub(crate) fn generate(
    workspace: &Workspace,
    library: &Path,
    folder: &Path,
    overrides: Option<&Path>,
) -> Result<(), Halt> {
    let mut generator = workspace
        .cargo(&[
            "run",
            "--quiet",
            "--package=aftersales-kotlin",
            "--features=bindgen",
            "--bin=uniffi-bindgen",
            "--",
        ])
        .arguments(["generate".as_ref(), library.as_os_str()])
        .arguments(["--language", "kotlin", "--no-format", "--out-dir"])
        .arguments([folder]);
    if let Some(overrides) = overrides {
        generator = generator.arguments(["--config".as_ref(), overrides.as_os_str()]);
    }
    generator.run()
}

fn module(workspace: &Workspace) -> Result<PathBuf, Halt> {
    let module = workspace.folder("bindings-kotlin")?;
    for (tool, package) in [("java", "openjdk-17-jdk-headless"), ("mvn", "maven")] {
        if !Step::new(tool, &module).arguments(["-version"]).succeeds() {
            return Err(Halt::missing(&format!("`{tool}`"), &format!("on Debian `apt install {package}`")));
        }
    }
    Ok(module)
}

/// Puts what Maven finds ready into its folder: the Kotlin files, and the library where JNA looks for it in a jar.
fn lay_out(workspace: &Workspace, module: &Path, built_library: &Path) -> Result<(), Halt> {
    // Maven keeps classes whose source is gone, and a test that was renamed would run twice.
    let built = module.join("target");
    if built.exists() {
        fs::remove_dir_all(&built)
            .map_err(|error| Halt::failed(format!("`{}`: {error}", built.display())))?;
    }
    let native = built.join("native").join(system());
    let copied = fs::create_dir_all(&native).and_then(|()| fs::copy(built_library, native.join(library())));
    copied.map_err(|error| Halt::failed(format!("`{}`: {error}", native.display())))?;
    generate(workspace, built_library, &built.join("generated-sources").join("uniffi"), None)
}

fn maven(module: &Path, goal: &str) -> Step {
    Step::new("mvn", module).arguments(["--batch-mode", "--no-transfer-progress", goal])
}

fn library() -> String {
    format!("{DLL_PREFIX}aftersales_kotlin{DLL_SUFFIX}")
}

/// This system, as JNA names the folder of its libraries in a jar.
fn system() -> String {
    let system = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let processor = match ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{system}-{processor}")
}
