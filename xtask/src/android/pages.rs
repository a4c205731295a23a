//! Devices with memory pages of 16 KB load no library whose segments are aligned for smaller ones.

use std::fs;
use std::path::Path;

use object::Endianness;
use object::elf::{FileHeader32, FileHeader64, PT_LOAD};
use object::read::elf::{FileHeader, ProgramHeader};

use crate::stage::Halt;

/// The largest page that a device has.
const PAGE: u64 = 0x4000;

/// Refuses a library that a device with 16 KB pages could not load, and a file that is no library.
pub(crate) fn check(library: &Path) -> Result<(), Halt> {
    let name = library.display();
    let bytes = fs::read(library).map_err(|error| Halt::failed(format!("`{name}`: {error}")))?;
    let alignments = load_alignments(&bytes)
        .ok_or_else(|| Halt::failed(format!("`{name}` is no shared library with segments to load")))?;
    match alignments.iter().find(|alignment| **alignment < PAGE) {
        None => Ok(()),
        Some(alignment) => Err(Halt::failed(format!(
            "`{name}` has a segment aligned to {alignment:#x}, and a device with 16 KB pages needs {PAGE:#x}: use NDK r28 \
             or later, or `-Wl,-z,max-page-size=16384`"
        ))),
    }
}

/// How each segment that is loaded is aligned, for files of both widths; nothing where there is none.
fn load_alignments(bytes: &[u8]) -> Option<Vec<u64>> {
    let alignments = of_width::<FileHeader64<Endianness>>(bytes)
        .or_else(|| of_width::<FileHeader32<Endianness>>(bytes))?;
    (!alignments.is_empty()).then_some(alignments)
}

fn of_width<H: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> Option<Vec<u64>> {
    let header = H::parse(bytes).ok()?;
    let endian = header.endian().ok()?;
    let segments = header.program_headers(endian, bytes).ok()?;
    let loaded = segments.iter().filter(|segment| segment.p_type(endian) == PT_LOAD);
    Some(loaded.map(|segment| segment.p_align(endian).into()).collect())
}
