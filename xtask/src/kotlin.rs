//! The Kotlin module: generated, tested on the JVM and packed into a jar.

use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::fs;
use std::path::{Path, PathBuf};

use crate::android;
use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// The programs that show the library, and their classes.
const EXAMPLES: [(&str, &str); 2] =
    [("field-visit", "fieldvisit.FieldVisitKt"), ("clock-service", "clockservice.ClockServiceKt")];

/// The version of a class file for Java 17, 61, as it stands in the file.
const JAVA_17: [u8; 2] = [0, 61];

/// The JVM, then Android.
pub(crate) fn stages() -> Vec<Stage> {
    let mut stages = vec![Stage::new("kotlin", test_on_jvm)];
    stages.extend(android::stages());
    stages
}

/// A million handles.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![Stage::new("kotlin, handles", test_handles).needs("kotlin")]
}

/// `cargo xtask jar`.
pub(crate) fn jar_stages() -> Vec<Stage> {
    vec![Stage::new("jar", build_jar)]
}

fn test_on_jvm(workspace: &Workspace) -> Result<(), Halt> {
    let module = module(workspace)?;
    lay_out(workspace, &module, &build(workspace)?)?;
    let examples = module.join("examples");
    maven(&examples, "verify").run()?;
    check_jar(workspace, &module.join("target"))?;
    for (folder, class) in EXAMPLES {
        run_program(&examples.join(folder).join("target"), class, &[])?;
    }
    Ok(())
}

/// The jar holds the library where JNA looks for it, and classes that Java 17 reads.
fn check_jar(workspace: &Workspace, built: &Path) -> Result<(), Halt> {
    let jar = built.join(format!("aftersales-kotlin-{}.jar", env!("CARGO_PKG_VERSION")));
    let (native, class) = (format!("{}/{}", system(), library()), "aftersales/WorkingCalendar.class");
    let entries = android::entries(workspace, &jar)?;
    for entry in [native.as_str(), class] {
        if !entries.iter().any(|found| found == entry) {
            return Err(Halt::failed(format!("`{}` lacks `{entry}`", jar.display())));
        }
    }
    let class = built.join("classes").join(class);
    let bytes = fs::read(&class).map_err(|error| Halt::failed(format!("`{}`: {error}", class.display())))?;
    match bytes.get(6..8) {
        Some(version) if version == JAVA_17 => Ok(()),
        version => Err(Halt::failed(format!("`{}` is of class file version {version:?}", class.display()))),
    }
}

/// Runs a program from its jars, as its user would: nothing on the class path but them, nothing set.
fn run_program(built: &Path, class: &str, arguments: &[&str]) -> Result<(), Halt> {
    let jars = std::env::join_paths([built.join("*"), built.join("libraries").join("*")]);
    let jars = jars.map_err(|error| Halt::failed(error.to_string()))?;
    Step::new("java", built)
        .arguments(["--class-path".as_ref(), jars.as_os_str(), class.as_ref()])
        .arguments(arguments)
        .run()
}

/// With what `test_on_jvm` has put ready.
fn test_handles(workspace: &Workspace) -> Result<(), Halt> {
    maven(&module(workspace)?, "test").arguments(["-Dtest=HandlesTest", "-Ddeep=true"]).run()
}

fn build_jar(workspace: &Workspace) -> Result<(), Halt> {
    let module = lay_out_release(workspace)?;
    maven(&module, "package").arguments(["-DskipTests"]).run()
}

/// How long the bench takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rounds {
    /// Enough to compare machines.
    All,
    /// Enough to see whether the gates hold.
    Few,
}

/// The module beside other libraries of the JVM.
pub(crate) fn bench(workspace: &Workspace, rounds: Rounds) -> Result<(), Halt> {
    let module = lay_out_release(workspace)?;
    maven(&module.join("examples"), "package")
        .arguments(["--activate-profiles", "bench", "--projects", "../bench", "--also-make", "-DskipTests"])
        .run()?;
    let rounds = match rounds {
        Rounds::All => "15",
        Rounds::Few => "3",
    };
    run_program(&module.join("bench").join("target"), "bench.BenchKt", &[rounds])
}

fn lay_out_release(workspace: &Workspace) -> Result<PathBuf, Halt> {
    let module = module(workspace)?;
    workspace.cargo(&["build", "--release", "--locked", "--package=aftersales-kotlin"]).run()?;
    lay_out(workspace, &module, &workspace.target().join("release").join(library()))?;
    Ok(module)
}

/// The library built for this system in the development profile.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Halt> {
    workspace.cargo(&["build", "--package=aftersales-kotlin"]).run()?;
    Ok(workspace.target().join("debug").join(library()))
}

/// Writes the Kotlin files of `library` and of the documents into `folder`, with the settings of `overrides`, if any.
pub(crate) fn generate(
    workspace: &Workspace,
    library: &Path,
    folder: &Path,
    overrides: Option<&Path>,
) -> Result<(), Halt> {
    generator(workspace, "kotlin-documents")
        .arguments([workspace.root().join("docs").join("schema"), folder.join("documents")])
        .run()?;
    let mut generator = generator(workspace, "uniffi-bindgen")
        .arguments(["generate".as_ref(), library.as_os_str()])
        .arguments(["--language", "kotlin", "--no-format", "--out-dir"])
        .arguments([folder.join("uniffi")]);
    if let Some(overrides) = overrides {
        generator = generator.arguments(["--config".as_ref(), overrides.as_os_str()]);
    }
    generator.run()
}

/// A tool that writes Kotlin files.
fn generator(workspace: &Workspace, name: &str) -> Step {
    workspace.cargo(&["run", "--quiet", "--package=aftersales-kotlin-generator", "--bin", name, "--"])
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
    generate(workspace, built_library, &built.join("generated-sources"), None)
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
