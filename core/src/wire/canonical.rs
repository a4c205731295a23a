use core::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::WireError;
use super::read::Node;

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
    // By way of text, as documents are written everywhere else.
    let text = serde_json::to_string(value).map_err(|error| not_canonical(error.to_string()))?;
    let node = Node::parse(&text).map_err(|(_, error)| not_canonical(error.to_string()))?;
    let mut canonical = String::with_capacity(text.len());
    write_node(&node, &mut canonical).map_err(not_canonical)?;
    Ok(canonical)
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

fn write_node(node: &Node<'_>, text: &mut String) -> Result<(), String> {
    // Writing to a string cannot fail.
    let _ = match node {
        Node::Object(fields) => return write_object(fields, text),
        Node::List(items) => return write_list(items, text),
        Node::Fraction(_) => {
            let number = serde_json::to_string(node).unwrap_or_default();
            return Err(format!("`{number}` is a fraction; use an integer or a string"));
        }
        Node::Null => text.write_str("null"),
        Node::YesNo(yes) => write!(text, "{yes}"),
        Node::Whole(number) => write!(text, "{number}"),
        Node::Negative(number) => write!(text, "{number}"),
        Node::Text(own) => {
            write_text(own, text);
            Ok(())
        }
    };
    Ok(())
}

fn write_object(fields: &[(Node<'_>, Node<'_>)], text: &mut String) -> Result<(), String> {
    let mut sorted: Vec<_> =
        fields.iter().map(|(key, field)| (key.as_text().unwrap_or_default(), field)).collect();
    crate::order::by(&mut sorted, |left, right| left.0.encode_utf16().cmp(right.0.encode_utf16()));
    text.push('{');
    for (position, (key, field)) in sorted.into_iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        write_text(key, text);
        text.push(':');
        write_node(field, text)?;
    }
    text.push('}');
    Ok(())
}

fn write_list(items: &[Node<'_>], text: &mut String) -> Result<(), String> {
    text.push('[');
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        write_node(item, text)?;
    }
    text.push(']');
    Ok(())
}

fn write_text(own: &str, text: &mut String) {
    text.push_str(&serde_json::to_string(own).unwrap_or_default());
}
