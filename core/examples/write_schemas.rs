//! Writes the JSON Schema of every document to `docs/schema`: `cargo run --example write_schemas --features schema`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema");
    fs::create_dir_all(&folder)?;
    for (name, schema) in aftersales::wire::json_schemas() {
        let text = serde_json::to_string_pretty(&schema)?;
        fs::write(folder.join(format!("{name}.json")), text + "\n")?;
        println!("{name}.json");
    }
    Ok(())
}
