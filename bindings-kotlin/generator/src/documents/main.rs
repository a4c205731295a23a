//! Writes the Kotlin classes of every document of the wire, from its JSON Schema:
//! `kotlin-documents <folder of the schemas> <folder for the Kotlin files>`.

mod classes;
mod schemas;
mod text;
mod types;

use std::env::args_os;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use schemas::Schemas;

/// What went wrong, for the person who runs the build.
type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let folders: Vec<_> = args_os().skip(1).collect();
    let [schemas, kotlin] = folders.as_slice() else {
        eprintln!("two folders are expected: that of the schemas and that for the Kotlin files");
        return ExitCode::FAILURE;
    };
    match write(Path::new(schemas), Path::new(kotlin)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(schemas: &Path, kotlin: &Path) -> Outcome<()> {
    let schemas = Schemas::read(schemas)?;
    fs::create_dir_all(kotlin).map_err(|error| format!("`{}`: {error}", kotlin.display()))?;
    for name in schemas.needed()? {
        let file = kotlin.join(format!("{name}.kt"));
        let text = classes::file(&name, &schemas)?;
        fs::write(&file, text).map_err(|error| format!("`{}`: {error}", file.display()))?;
    }
    Ok(())
}
