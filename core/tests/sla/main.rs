//! What the clocks promise a desk: policies, timelines, readings and refusals.

#![cfg(feature = "tzdb-bundled")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod days;
mod desk;
mod revision;
mod timeline;
