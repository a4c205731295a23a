//! The Kotlin module: generated, tested on the JVM, and its library type-checked for Android.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

const ANDROID_TARGETS: [&str; 3] =
    ["aarch64-linux-android", "armv7-linux-androideabi", "x86_64-linux-android"];

/// The JVM, then Android.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("kotlin", test_on_jvm), Stage::new("android", check_for_android)]
}

fn test_on_jvm(workspace: &Workspace) -> Result<(), Halt> {
    let module = workspace.folder("bindings-kotlin")?;
    for (tool, package) in [("java", "openjdk-17-jdk-headless"), ("mvn", "maven")] {
        if !Step::new(tool, &module).arguments(["-version"]).succeeds() {
            return Err(Halt::missing(&format!("`{tool}`"), &format!("on Debian `apt install {package}`")));
        }
    }
    let libraries = workspace.target().join("debug");
    let library = format!("{DLL_PREFIX}aftersales_kotlin{DLL_SUFFIX}");
    workspace.cargo(&["build", "--package=aftersales-kotlin"]).run()?;

    // Maven keeps classes whose source is gone, and a test that was renamed would run twice.
    let built = module.join("target");
    if built.exists() {
        fs::remove_dir_all(&built)
            .map_err(|error| Halt::failed(format!("`{}`: {error}", built.display())))?;
    }
    let generated = built.join("generated-sources");
    generator(workspace, "kotlin-documents")
        .arguments([workspace.root().join("docs").join("schema"), generated.join("documents")])
        .run()?;
    generator(workspace, "uniffi-bindgen")
        .arguments(["generate".as_ref(), libraries.join(library).as_os_str()])
        .arguments(["--language", "kotlin", "--no-format", "--out-dir"])
        .arguments([generated.join("uniffi")])
        .run()?;
    Step::new("mvn", &module)
        .arguments(["--batch-mode", "--no-transfer-progress", "test"])
        .arguments([format!("-Dnative.directory={}", libraries.display())])
        .run()
}

/// A tool that writes Kotlin files.
fn generator(workspace: &Workspace, name: &str) -> Step {
    workspace.cargo(&["run", "--quiet", "--package=aftersales-kotlin-generator", "--bin", name, "--"])
}

fn check_for_android(workspace: &Workspace) -> Result<(), Halt> {
    workspace.folder("bindings-kotlin")?;
    for target in ANDROID_TARGETS {
        workspace.add_target(target).map_err(|_| {
            Halt::missing(&format!("the Rust target {target}"), &format!("`rustup target add {target}`"))
        })?;
        workspace.cargo(&["check", "--package=aftersales-kotlin", "--target", target]).run()?;
    }
    Ok(())
}
