//! `aftersales-wasm-bindgen-tool MODULE.wasm FOLDER` writes `bindings.js`, `bindings.d.ts` and `bindings_bg.wasm`;
//! `aftersales-wasm-bindgen-tool zones FILE` writes the time zone database that the package ships.
//!
//! The work of the `wasm-bindgen` command, as a member of the workspace: its version cannot differ from the one that the
//! module was built with, and nothing has to be installed.

mod zones;

use std::error::Error;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    match (arguments.next(), arguments.next(), arguments.next()) {
        (Some(word), Some(file), None) if word.as_os_str() == "zones" => {
            Ok(std::fs::write(file, zones::archive())?)
        }
        (Some(module), Some(folder), None) => bindings(&module, &folder),
        _ => Err("usage: aftersales-wasm-bindgen-tool MODULE.wasm FOLDER | zones FILE".into()),
    }
}

fn bindings(module: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("bindings").typescript(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // The package's entries say where the module lies; a default in the bindings would make bundlers copy it for the inlined
    // entry too.
    bindgen.omit_default_module_path(true);
    bindgen.web(true)?.generate(folder)?;
    Ok(())
}
