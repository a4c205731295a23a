//! Writes the Kotlin functions and handles from the metadata in the built library.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// What UniFFI 0.32 writes to pass a handle as an argument: it reads a handle that was closed after it was freed.
const UNGUARDED: &str = "return value.uniffiCloneHandle()";
/// The same behind the guard of its methods, which says that the handle was closed and keeps it whole for as long as needed.
const GUARDED: &str = "return value.callWithHandle { it }";

fn main() -> ExitCode {
    uniffi::uniffi_bindgen_main();
    let folder = env::args_os().skip_while(|argument| argument != "--out-dir").nth(1);
    match folder.map(|folder| guard(&PathBuf::from(folder).join("aftersales/aftersales_kotlin.kt"))) {
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn guard(file: &Path) -> io::Result<()> {
    let text = fs::read_to_string(file)?;
    if !text.contains(UNGUARDED) {
        return Err(io::Error::other("UniFFI passes handles in another way now: is the guard still needed?"));
    }
    fs::write(file, text.replace(UNGUARDED, GUARDED))
}
