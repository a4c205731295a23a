//! Reading documents: JSON text becomes a tree of nodes once, and every type is read from nodes.
//!
//! One reader for all sources keeps what the compiler makes of each document type to a single copy, which is what the size of
//! the browser module depends on, and it knows the path of what is wrong.

mod error;
mod node;
mod place;
mod reader;
mod tagged;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};

pub(crate) use error::ReadError;
pub(crate) use node::Node;
pub(crate) use reader::Reader;
pub(crate) use tagged::{tagged_by_type, with_flattened};

use super::WireError;
use crate::time::shown_up_to;

/// Longest document in bytes that is read.
const MOST_DOCUMENT_BYTES: usize = 4 * 1024 * 1024;

/// Reads any document of the wire, refusing what is too large, nested too deeply or of another shape.
///
/// # Errors
///
/// [`WireError::TooLarge`] or [`WireError::Malformed`] with the path.
pub fn read_document<T: DeserializeOwned>(text: &str) -> Result<T, WireError> {
    let node = parsed(text)?;
    T::deserialize(Reader::new(&node)).map_err(|error| refused(text, &error))
}

/// Reads a type through nodes, whatever the source is.
///
/// # Errors
///
/// What `read` finds wrong, as an error of the source.
pub(crate) fn through_nodes<'de, D: Deserializer<'de>, T>(
    source: D,
    read: impl FnOnce(Reader<'_, 'de>) -> Result<T, ReadError>,
) -> Result<T, D::Error> {
    let node = Node::deserialize(source)?;
    read(Reader::new(&node)).map_err(D::Error::custom)
}

fn parsed(text: &str) -> Result<Node<'_>, WireError> {
    if text.len() > MOST_DOCUMENT_BYTES {
        return Err(WireError::TooLarge { bytes: text.len(), most: MOST_DOCUMENT_BYTES });
    }
    Node::parse(text).map_err(|(path, error)| malformed(&path, &error.to_string()))
}

fn refused(text: &str, error: &ReadError) -> WireError {
    let (line, column) = place::line_and_column(text, error);
    malformed(&error.path(), &format!("{} at line {line} column {column}", error.detail()))
}

/// Both texts repeat what stands in the document, which may be anything.
fn malformed(path: &str, detail: &str) -> WireError {
    const MOST_CHARACTERS: usize = 400;
    WireError::Malformed {
        path: shown_up_to(path, MOST_CHARACTERS),
        detail: shown_up_to(detail, MOST_CHARACTERS),
    }
}
