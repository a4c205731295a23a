//! The AAR: classes, a manifest, rules for R8, and a library for each kind of processor.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Step;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// The name that Android loads the library by.
pub(crate) const LIBRARY: &str = "libaftersales_kotlin.so";

/// What goes into an AAR.
#[derive(Debug)]
pub(crate) struct Contents {
    /// The folder of the compiled classes.
    pub(crate) classes: PathBuf,
    /// A folder with a library in a folder of its own for each processor, as in `jniLibs` of an Android project.
    pub(crate) libraries: PathBuf,
}

/// Writes the AAR, `archive`, and lays what it is made of into `staging`.
pub(crate) fn pack(
    workspace: &Workspace,
    contents: &Contents,
    staging: &Path,
    archive: &Path,
) -> Result<(), Halt> {
    let android = workspace.folder("bindings-kotlin")?.join("android");
    renew(staging)?;
    for (from, to) in [("AndroidManifest.xml", "AndroidManifest.xml"), ("consumer-rules.pro", "proguard.txt")]
    {
        fs::copy(android.join(from), staging.join(to))
            .map_err(|error| Halt::failed(format!("`{from}`: {error}")))?;
    }
    // The library has no resources of its own, and the format wants the file all the same.
    fs::write(staging.join("R.txt"), "").map_err(|error| Halt::failed(format!("`R.txt`: {error}")))?;
    zip(workspace, &staging.join("classes.jar"), &contents.classes)?;
    for processor in folders(&contents.libraries)? {
        let name = processor.file_name().unwrap_or_default();
        let folder = staging.join("jni").join(name);
        create(&folder)?;
        fs::copy(processor.join(LIBRARY), folder.join(LIBRARY))
            .map_err(|error| Halt::failed(format!("`{LIBRARY}` for {}: {error}", name.display())))?;
    }
    zip(workspace, archive, staging)
}

/// The entries of an archive that are files.
pub(crate) fn entries(workspace: &Workspace, archive: &Path) -> Result<Vec<String>, Halt> {
    let listed =
        Step::new("jar", workspace.root()).arguments(["--list", "--file"]).arguments([archive]).output()?;
    let listed = String::from_utf8_lossy(&listed);
    Ok(listed.lines().filter(|name| !name.ends_with('/')).map(str::to_owned).collect())
}

/// An empty folder, whatever was there before.
pub(crate) fn renew(folder: &Path) -> Result<(), Halt> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .map_err(|error| Halt::failed(format!("`{}`: {error}", folder.display())))?;
    }
    create(folder)
}

/// A folder with those above it.
pub(crate) fn create(folder: &Path) -> Result<(), Halt> {
    fs::create_dir_all(folder).map_err(|error| Halt::failed(format!("`{}`: {error}", folder.display())))
}

/// The folders in a folder, in order of their names.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>, Halt> {
    let read =
        fs::read_dir(folder).map_err(|error| Halt::failed(format!("`{}`: {error}", folder.display())))?;
    let mut found: Vec<PathBuf> =
        read.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    Ok(found)
}

/// The JDK's own tool, since an AAR is a zip file as a jar is.
fn zip(workspace: &Workspace, archive: &Path, folder: &Path) -> Result<(), Halt> {
    Step::new("jar", workspace.root())
        .arguments(["--create", "--no-manifest", "--file"])
        .arguments([archive])
        .arguments(["-C".as_ref(), folder.as_os_str(), ".".as_ref()])
        .run()
}
