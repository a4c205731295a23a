use super::frame::{self, Kind};
use super::reader::Reader;
use super::writer::Writer;
use crate::kpi::KpiError;
use crate::kpi::statistics::{QuantileSketch, SketchParts};

/// What is counted: nothing but numbers.
const HEAD: &str = "{}";

impl QuantileSketch {
    /// The sketch as bytes, for another thread, process or machine: some two bytes for each bucket that holds values.
    ///
    /// Sketches that have counted the same have the same bytes, in whatever order and parts.
    ///
    /// ```
    /// use aftersales::kpi::statistics::QuantileSketch;
    ///
    /// let mut monday = QuantileSketch::new(0.01)?;
    /// monday.add_column(&[12.0, 45.0, 240.0])?;
    /// let bytes = monday.to_bytes();
    /// assert_eq!(QuantileSketch::from_bytes(&bytes)?, monday);
    /// assert_eq!(QuantileSketch::from_bytes(&bytes[1..]).unwrap_err().code(), "kpi.bytes.malformed");
    /// # Ok::<(), aftersales::kpi::KpiError>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame::write(Kind::Sketch, HEAD, |writer| write(writer, self))
    }

    /// The sketch of bytes that [`QuantileSketch::to_bytes`] made. It takes the memory that the values would take: at most
    /// what a sketch of its relative error can.
    ///
    /// # Errors
    ///
    /// [`KpiError::BytesMalformed`] for damaged bytes and such as no sketch has, [`KpiError::BytesUnsupported`] for those
    /// of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KpiError> {
        let (head, mut reader) = frame::open(Kind::Sketch, bytes)?;
        reader.expect((head == HEAD).then_some(()), "the head of a sketch")?;
        let sketch = read(&mut reader)?;
        reader.end()?;
        Ok(sketch)
    }
}

pub(super) fn write(writer: &mut Writer, sketch: &QuantileSketch) {
    let parts = sketch.parts();
    writer.whole(u64::from(parts.bits));
    writer.whole(parts.zeros);
    for buckets in [&parts.positive, &parts.negative] {
        writer.count(buckets.len());
        let mut before = 0_usize;
        for &(index, count) in buckets {
            writer.count(index.saturating_sub(before));
            writer.whole(count);
            before = index;
        }
    }
    writer.count(usize::from(parts.ends.is_some()));
    for end in parts.ends.into_iter().flat_map(|(least, greatest)| [least, greatest]) {
        writer.float(end);
    }
}

pub(super) fn read(reader: &mut Reader<'_>) -> Result<QuantileSketch, KpiError> {
    let bits = reader.whole()?;
    let bits = reader.expect(u32::try_from(bits).ok(), "the number of leading bits")?;
    let zeros = reader.whole()?;
    let (positive, negative) = (buckets(reader)?, buckets(reader)?);
    let ends = match reader.whole()? {
        0 => None,
        1 => Some((reader.float()?, reader.float()?)),
        _ => return Err(reader.malformed("0 or 1: whether there are values")),
    };
    let parts = SketchParts { bits, zeros, ends, positive, negative };
    reader.reserve(parts.counters())?;
    reader.expect(QuantileSketch::from_parts(&parts), "buckets that a sketch can have")
}

fn buckets(reader: &mut Reader<'_>) -> Result<Vec<(usize, u64)>, KpiError> {
    let length = reader.count()?;
    let mut buckets = Vec::with_capacity(length);
    let mut index = 0_usize;
    for _ in 0..length {
        let step = reader.whole()?;
        let next = usize::try_from(step).ok().and_then(|step| index.checked_add(step));
        index = reader.expect(next, "the index of a bucket")?;
        buckets.push((index, reader.whole()?));
    }
    Ok(buckets)
}
