use aftersales::wire;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::argument::document;
use crate::error::Thrown;

/// The canonical text of a document or result (RFC 8785), which is the same in every language: keys in order, no spaces, one
/// way to write each value. What has a fraction outside texts has no such form.
#[wasm_bindgen(js_name = canonicalJson)]
pub fn canonical_json(
    #[wasm_bindgen(unchecked_param_type = "object | string")] value: &JsValue,
) -> Result<String, Thrown> {
    Ok(wire::canonical_json(&document::<Value>("value", value)?)?)
}
