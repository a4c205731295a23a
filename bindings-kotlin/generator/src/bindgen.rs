//! Writes the Kotlin files from the metadata in the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
