//! What the clocks promise a desk: policies, timelines, readings and refusals.

#![cfg(feature = "tzdb-bundled")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod clock_cycle;
mod days;
mod desk;
mod errors;
mod pains;
mod policy;
mod revision;
mod timeline;
