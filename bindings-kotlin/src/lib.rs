//! The engine for Kotlin, the JVM and Android: the core's types by UniFFI, without a rule of its own.
//!
//! The Kotlin files are written from the metadata in the built library (see the README of this folder).

mod calendar;
mod cost;
mod dates;
mod document;
mod edges;
mod error;
mod values;

pub use calendar::WorkingCalendar;
pub use cost::{Estimate, PriceBook};
pub use document::{Shift, calendar_document_from_json};
pub use error::AftersalesError;
pub use values::{Column, Count, LocalDateTime};

uniffi::setup_scaffolding!();
