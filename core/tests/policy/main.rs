//! The documents of a desk: numbers, intake, labels, bundles, what the check finds in them, and the presets.

#![cfg(all(feature = "ticket", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test says what is wrong by panicking"
)]
mod bundle;
mod documentation;
mod findings;
#[cfg(feature = "presets")]
mod holidays;
mod intake;
mod labels;
mod numbering;
#[cfg(feature = "presets")]
mod presets;
#[cfg(all(feature = "presets", feature = "schema"))]
mod schema;
