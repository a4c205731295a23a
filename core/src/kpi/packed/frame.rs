use sha2::{Digest, Sha256};

use super::reader::Reader;
use super::writer::Writer;
use crate::kpi::KpiError;

const MAGIC: &[u8; 4] = b"aftS";
const VERSION: u8 = 1;
const CHECKSUM: usize = 8;

/// What the bytes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sketch = 1,
    Figures = 2,
    Table = 3,
}

/// A frame around what `body` writes.
pub(super) fn write(kind: Kind, head: &str, body: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.bytes(MAGIC);
    writer.bytes(&[VERSION, kind as u8]);
    writer.text(head);
    body(&mut writer);
    let mut bytes = writer.finish();
    let sum = checksum(&bytes);
    bytes.extend_from_slice(&sum);
    bytes
}

/// The head, and a reader of the body.
pub(super) fn open(kind: Kind, bytes: &[u8]) -> Result<(&str, Reader<'_>), KpiError> {
    let malformed = |at, expected| KpiError::BytesMalformed { at, expected };
    if !bytes.starts_with(MAGIC) {
        return Err(malformed(0, "`aftS`, with which a serialised state begins,"));
    }
    let version = bytes.get(MAGIC.len()).copied().unwrap_or_default();
    if version != VERSION {
        return Err(KpiError::BytesUnsupported { version, readable: VERSION });
    }
    let end = bytes.len().saturating_sub(CHECKSUM);
    let (content, sum) = bytes.split_at_checked(end).unwrap_or_default();
    if checksum(content) != *sum {
        return Err(malformed(end, "the checksum of the bytes before it"));
    }
    let mut reader = Reader::new(content);
    reader.skip(MAGIC.len().saturating_add(1));
    if reader.byte()? != kind as u8 {
        let expected = match kind {
            Kind::Sketch => "1, the mark of a sketch,",
            Kind::Figures => "2, the mark of an accumulator of figures,",
            Kind::Table => "3, the mark of an accumulator of a table,",
        };
        return Err(malformed(MAGIC.len().saturating_add(1), expected));
    }
    let head = reader.text()?;
    Ok((head, reader))
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = [0; CHECKSUM];
    sum.iter_mut().zip(Sha256::digest(bytes)).for_each(|(place, byte)| *place = byte);
    sum
}
