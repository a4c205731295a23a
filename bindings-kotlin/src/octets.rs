//! Bytes that cross the border in one piece.

use uniffi::deps::bytes::{Buf, BufMut};
use uniffi::{FfiConverter, MetadataBuffer, RustBuffer, TypeId};

/// Bytes on their way to Kotlin, where they are a `ByteArray`. UniFFI writes a `Vec<u8>` byte by byte, which takes a column
/// longer than its answers do.
#[derive(Debug, Clone, Default)]
pub struct Octets(Vec<u8>);

/// In which the number of bytes stands before them.
const LENGTH: usize = size_of::<i32>();

impl Octets {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        let mut octets = Vec::with_capacity(bytes.saturating_add(LENGTH));
        octets.put_i32(0);
        Self(octets)
    }

    pub(crate) fn push_all(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The bytes behind their number.
    pub(crate) fn get(&self) -> &[u8] {
        self.0.get(LENGTH..).unwrap_or_default()
    }

    /// The number of bytes and the bytes. No buffer of the JVM, and so no answer to one, is longer than 31 bits count.
    fn counted(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.put_i32(0);
        }
        let bytes = i32::try_from(self.get().len()).unwrap_or(i32::MAX);
        if let Some(length) = self.0.first_chunk_mut() {
            *length = bytes.to_be_bytes();
        }
        self.0
    }
}

#[expect(
    unsafe_code,
    reason = "the trait is unsafe because its parts have to fit together: these are those of `Vec<u8>`"
)]
unsafe impl<UT> FfiConverter<UT> for Octets {
    type FfiType = RustBuffer;

    fn lower(octets: Self) -> RustBuffer {
        RustBuffer::from_vec(octets.counted())
    }

    fn try_lift(buffer: RustBuffer) -> uniffi::Result<Self> {
        Ok(Self(buffer.destroy_into_vec()))
    }

    fn write(octets: Self, buffer: &mut Vec<u8>) {
        buffer.append(&mut octets.counted());
    }

    fn try_read(buffer: &mut &[u8]) -> uniffi::Result<Self> {
        let bytes = buffer.try_get_i32().map_err(|error| uniffi::deps::anyhow::anyhow!("{error}"))?;
        let found = buffer.get(..usize::try_from(bytes)?);
        let found = found.ok_or_else(|| uniffi::deps::anyhow::anyhow!("{bytes} bytes are expected"))?;
        let mut octets = Self::with_capacity(found.len());
        octets.push_all(found);
        buffer.advance(found.len());
        Ok(octets)
    }

    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<UT>>::TYPE_ID_META;
}

uniffi::derive_ffi_traits!(blanket Octets);
