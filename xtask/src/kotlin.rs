//! The Kotlin module: generated, tested on the JVM, and its library type-checked for Android.

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::wasm::add_target;
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
    workspace.cargo(&["build", "--package=aftersales-kotlin"]).run()?;
    Step::new("mvn", &module).arguments(["--batch-mode", "--no-transfer-progress", "test"]).run()
}

fn check_for_android(workspace: &Workspace) -> Result<(), Halt> {
    workspace.folder("bindings-kotlin")?;
    for target in ANDROID_TARGETS {
        add_target(workspace, target).map_err(|_| {
            Halt::missing(&format!("the Rust target {target}"), &format!("`rustup target add {target}`"))
        })?;
        workspace.cargo(&["check", "--package=aftersales-kotlin", "--target", target]).run()?;
    }
    Ok(())
}
