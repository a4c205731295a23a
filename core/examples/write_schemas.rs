//! Writes the JSON Schema of every document to `docs/schema` and into the Python package, which ships it:
//! `cargo run --example write_schemas --features schema`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["docs/schema", "bindings-python/python/aftersales/schema"].map(|folder| root.join(folder));
    for folder in &folders {
        fs::create_dir_all(folder)?;
    }
    for (name, schema) in aftersales::wire::json_schemas() {
        let text = serde_json::to_string_pretty(&schema)?;
        for folder in &folders {
            fs::write(folder.join(format!("{name}.json")), format!("{text}\n"))?;
        }
        println!("{name}.json");
    }
    Ok(())
}
