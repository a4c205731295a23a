//! The documents of a desk: numbers, intake, labels, bundles, what the check finds in them, and the presets.

#![cfg(all(feature = "ticket", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]
mod intake;
mod numbering;
