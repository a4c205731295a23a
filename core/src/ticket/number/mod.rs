//! Ticket numbers: made from a serial that the host keeps, read back, and checked.

mod compile;
mod date;
mod error;
mod read;
mod scheme;

pub use error::NumberError;
pub use scheme::{NumberReading, NumberScheme, TicketNumber};
