//! A test of the AAR's layout. Its libraries are placeholders, so its archive is named and kept apart from any release.

use std::fs;
use std::path::{Path, PathBuf};

use super::archive::{self, Contents, LIBRARY};
use super::{PLATFORM, PROCESSORS, pages};
use crate::command::Step;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// Packs `classes` with a placeholder for each processor and looks at what came out.
pub(crate) fn test(workspace: &Workspace, classes: &Path) -> Result<(), Halt> {
    let folder = workspace.target().join("android-layout-test");
    archive::renew(&folder)?;
    let libraries = folder.join("jniLibs");
    for (_, processor) in PROCESSORS {
        let library = libraries.join(processor).join(LIBRARY);
        archive::create(&libraries.join(processor))?;
        write(&library, "a placeholder of the layout test, no library\n")?;
        expect(pages::check(&library).is_err(), "a placeholder must not pass for a library")?;
    }
    let packed = folder.join("layout-test-not-a-release.aar");
    let contents = Contents { classes: classes.to_path_buf(), libraries };
    archive::pack(workspace, &contents, &folder.join("aar"), &packed)?;

    let mut expected: Vec<String> =
        ["AndroidManifest.xml", "R.txt", "classes.jar", "proguard.txt"].map(str::to_owned).to_vec();
    expected.extend(PROCESSORS.map(|(_, processor)| format!("jni/{processor}/{LIBRARY}")));
    expected.sort();
    let mut found = archive::entries(workspace, &packed)?;
    found.sort();
    expect(found == expected, &format!("the AAR holds {found:?} and not {expected:?}"))?;

    let unpacked = folder.join("unpacked");
    archive::create(&unpacked)?;
    Step::new("jar", &unpacked).arguments(["--extract", "--file"]).arguments([&packed]).run()?;
    let manifest = read(&unpacked.join("AndroidManifest.xml"))?;
    expect(
        manifest.contains(&format!("minSdkVersion=\"{PLATFORM}\"")),
        "the manifest names another API level",
    )?;
    expect(
        read(&unpacked.join("proguard.txt"))?.contains("-keep class aftersales.**"),
        "R8 would strip the library",
    )?;
    let packed_classes = archive::entries(workspace, &unpacked.join("classes.jar"))?;
    for class in ["aftersales/WorkingCalendar.class", "aftersales/AftersalesException.class"] {
        expect(packed_classes.iter().any(|name| name == class), &format!("`classes.jar` lacks `{class}`"))?;
    }
    test_page_alignment(workspace, &folder)
}

/// The gate on real libraries, linked for this machine with either page size.
fn test_page_alignment(workspace: &Workspace, folder: &Path) -> Result<(), Halt> {
    if !cfg!(target_os = "linux") {
        return Err(Halt::Unavailable("libraries of this system have no ELF segments".to_owned()));
    }
    let source = folder.join("page.rs");
    write(&source, "#[unsafe(no_mangle)]\npub extern \"C\" fn page() -> i32 {\n    1\n}\n")?;
    let link = |page: u32| -> Result<PathBuf, Halt> {
        let library = folder.join(format!("page-{page}.so"));
        Step::new("rustc", workspace.root())
            .arguments(["--edition=2024", "--crate-type=cdylib", "-C", "panic=abort", "-C"])
            .arguments([format!("link-arg=-Wl,-z,max-page-size={page}")])
            .arguments(["-o".as_ref(), library.as_os_str(), source.as_os_str()])
            .run()?;
        Ok(library)
    };
    pages::check(&link(16_384)?)?;
    expect(pages::check(&link(4_096)?).is_err(), "a library for 4 KB pages must be refused")
}

fn expect(holds: bool, otherwise: &str) -> Result<(), Halt> {
    if holds { Ok(()) } else { Err(Halt::failed(otherwise)) }
}

fn read(file: &Path) -> Result<String, Halt> {
    fs::read_to_string(file).map_err(|error| Halt::failed(format!("`{}`: {error}", file.display())))
}

fn write(file: &Path, text: &str) -> Result<(), Halt> {
    fs::write(file, text).map_err(|error| Halt::failed(format!("`{}`: {error}", file.display())))
}
