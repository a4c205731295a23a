//! The engine for Kotlin, the JVM and Android: the core's types by UniFFI, without a rule of its own.
//!
//! The Kotlin files are written from the metadata in the built library (see the README of this folder).

mod board;
mod board_columns;
mod calendar;
mod clocks;
mod columns;
mod cost;
mod dates;
mod documents;
mod edges;
mod error;
mod handle;
mod kpi;
mod policy;
mod priority;
mod sla;
mod ticket;
mod ticket_answers;
mod values;
mod zones;

pub use board::Board;
pub use board_columns::BoardColumns;
pub use calendar::WorkingCalendar;
pub use clocks::TicketClocks;
pub use columns::Longs;
pub use cost::{PriceBook, PricedEstimate};
pub use documents::*;
pub use error::{AftersalesError, Data, Reason};
pub use kpi::{Accumulator, Figures, KpiBasis, KpiReport, KpiScope};
pub use policy::{Bundle, check_bundle, preset_document, presets};
pub use priority::GradingPolicy;
pub use sla::{Promise, SlaPolicy};
pub use ticket::{Decision, OpenedTicket, Standing, Ticket, open_ticket};
pub use ticket_answers::{Availability, TicketBreach};
pub use values::{Count, LocalDateTime, Sequence};
pub use zones::ZoneFile;

uniffi::setup_scaffolding!();
