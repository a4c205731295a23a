//! The life of tickets, as desks live it: the short path, complaints, repairs, refusals, logs.

#![cfg(all(feature = "ticket", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test says what is wrong by panicking"
)]

mod complaint;
mod desk;
mod diagram;
mod errors;
mod escalation;
mod exemplar;
mod hostile;
mod log;
mod pains;
mod refusals;
mod reopening;
mod repair;
mod short_path;
mod times;
