//! What an estimate charges whom: price books, lines, payers, taxes, versions and refusals.

#![cfg(all(feature = "cost", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod desk;
mod errors;
mod lines;
mod payers;
mod price_book;
#[cfg(feature = "report")]
mod sheet;
mod taxes;
mod versions;
