//! The smallest module that wasm-bindgen makes: what instantiating ours is measured against.

use wasm_bindgen::prelude::wasm_bindgen;

/// Nothing but a number.
#[wasm_bindgen]
#[must_use]
pub fn answer() -> u32 {
    42
}
