//! Android: the library type-checked for its processors, the AAR for people who have the NDK, and a test of its layout.

mod archive;
mod layout;
mod pages;

use std::fs;
use std::path::PathBuf;

use crate::command::Step;
use crate::kotlin;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;
pub(crate) use archive::entries;
use archive::{Contents, LIBRARY};

/// Rust's name of a processor's target, and Android's name of its folder.
const PROCESSORS: [(&str, &str); 3] = [
    ("aarch64-linux-android", "arm64-v8a"),
    ("armv7-linux-androideabi", "armeabi-v7a"),
    ("x86_64-linux-android", "x86_64"),
];
/// The oldest Android with `java.time`, as in the manifest.
const PLATFORM: &str = "26";

/// What can be shown without the NDK.
pub(crate) fn stages() -> Vec<Stage> {
    vec![
        Stage::new("android", type_check),
        Stage::new("android, layout test", |workspace| layout::test(workspace, &classes(workspace)?))
            .needs("kotlin"),
    ]
}

/// `cargo xtask aar`.
pub(crate) fn archive_stages() -> Vec<Stage> {
    vec![Stage::new("aar", build_archive)]
}

fn type_check(workspace: &Workspace) -> Result<(), Halt> {
    workspace.folder("bindings-kotlin")?;
    for (target, _) in PROCESSORS {
        workspace.add_target(target).map_err(|_| {
            Halt::missing(&format!("the Rust target {target}"), &format!("`rustup target add {target}`"))
        })?;
        workspace.cargo(&["check", "--package=aftersales-kotlin", "--target", target]).run()?;
    }
    Ok(())
}

/// The classes of the AAR, compiled from what the generator writes for Android and held against its API level.
fn classes(workspace: &Workspace) -> Result<PathBuf, Halt> {
    let module = workspace.folder("bindings-kotlin")?;
    let folder = workspace.target().join("android");
    let (sources, built) = (folder.join("sources"), folder.join("maven"));
    archive::renew(&sources)?;
    archive::renew(&built)?;
    let overrides = module.join("android").join("uniffi.toml");
    kotlin::generate(workspace, &kotlin::build(workspace)?, &sources, Some(&overrides))?;
    Step::new("mvn", &module)
        .arguments(["--batch-mode", "--no-transfer-progress", "--activate-profiles", "android"])
        .arguments([
            format!("-Doutput.directory={}", built.display()),
            format!("-Dgenerated.directory={}", sources.join("uniffi").display()),
            format!("-Ddocuments.directory={}", sources.join("documents").display()),
            "process-classes".to_owned(),
        ])
        .run()?;
    Ok(built.join("classes"))
}

fn build_archive(workspace: &Workspace) -> Result<(), Halt> {
    if std::env::var_os("ANDROID_NDK_HOME").is_none() {
        return Err(Halt::missing(
            "the Android NDK",
            "install it and set `ANDROID_NDK_HOME`; see developer.android.com/ndk",
        ));
    }
    if !workspace.cargo(&["ndk", "--version"]).succeeds() {
        return Err(Halt::missing("`cargo-ndk`", "`cargo install cargo-ndk --locked --version 4.1.2`"));
    }
    let folder = workspace.target().join("android");
    let libraries = folder.join("jniLibs");
    archive::renew(&libraries)?;
    let mut build = workspace.cargo(&["ndk", "--platform", PLATFORM]);
    for (target, processor) in PROCESSORS {
        workspace.add_target(target)?;
        build = build.arguments(["--target", processor]);
    }
    build
        .arguments(["--output-dir".as_ref(), libraries.as_os_str()])
        .arguments(["build", "--release", "--locked", "--package", "aftersales-kotlin"])
        .run()?;
    for (_, processor) in PROCESSORS {
        pages::check(&libraries.join(processor).join(LIBRARY))?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let archive = folder.join(format!("aftersales-android-{version}.aar"));
    let contents = Contents { classes: classes(workspace)?, libraries };
    archive::pack(workspace, &contents, &folder.join("aar"), &archive)?;
    let description = workspace.folder("bindings-kotlin")?.join("android").join("pom.xml");
    fs::copy(description, archive.with_extension("pom"))
        .map_err(|error| Halt::failed(format!("`pom.xml`: {error}")))?;
    println!("{}", archive.display());
    Ok(())
}
