use core::fmt::Write;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::WireError;

/// The canonical JSON text of a value (RFC 8785): keys sorted by UTF-16 code units, no spaces, one way to write each value.
///
/// The wire holds no fractions outside strings, so numbers are written as integers.
///
/// # Errors
///
/// [`WireError::NotCanonical`] for a value that has no such form.
///
/// ```
/// let text = aftersales::wire::canonical_json(&serde_json::json!({"b": 1, "a": ["x", null]}))?;
/// assert_eq!(text, r#"{"a":["x",null],"b":1}"#);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
pub fn canonical_json<T: Serialize>(value: &T) -> Result<String, WireError> {
    let not_canonical = |detail: String| WireError::NotCanonical { detail };
    let value = serde_json::to_value(value).map_err(|error| not_canonical(error.to_string()))?;
    let mut text = String::new();
    write_value(&value, &mut text).map_err(not_canonical)?;
    Ok(text)
}

/// The revision of a document: the first 16 hexadecimal digits of the SHA-256 of its canonical form followed by the
/// version of the time zone database it was compiled with.
///
/// # Errors
///
/// [`WireError::NotCanonical`] for a document that has no canonical form.
pub fn revision<T: Serialize>(document: &T, tzdb_version: &str) -> Result<String, WireError> {
    let mut hasher = Sha256::new();
    hasher.update(canonical_json(document)?.as_bytes());
    hasher.update(tzdb_version.as_bytes());
    let mut text = String::with_capacity(16);
    for byte in hasher.finalize().iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

fn write_value(value: &Value, text: &mut String) -> Result<(), String> {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_by(|left, right| left.0.encode_utf16().cmp(right.0.encode_utf16()));
            text.push('{');
            for (position, (key, field)) in sorted.into_iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_scalar(&Value::String(key.clone()), text);
                text.push(':');
                write_value(field, text)?;
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_value(item, text)?;
            }
            text.push(']');
        }
        Value::Number(number) if number.is_f64() => {
            return Err(format!("`{number}` is a fraction; use an integer or a string"));
        }
        scalar => write_scalar(scalar, text),
    }
    Ok(())
}

fn write_scalar(value: &Value, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{value}");
}
