//! `aftersales-wasm-bindgen-tool MODULE.wasm FOLDER` writes `bindings.js`, `bindings.d.ts` and `bindings_bg.wasm`.
//!
//! The work of the `wasm-bindgen` command, as a member of the workspace: its version cannot differ from the one that the
//! module was built with, and nothing has to be installed.

use std::error::Error;
use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(folder), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: aftersales-wasm-bindgen-tool MODULE.wasm FOLDER".into());
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("bindings").typescript(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // The package's entries say where the module lies; a default in the bindings would make bundlers copy it for the inlined
    // entry too.
    bindgen.omit_default_module_path(true);
    bindgen.web(true)?.generate(folder)?;
    Ok(())
}
