//! The ticket: commands are checked, events are applied, and the next legal step is known.

mod check_digits;
mod number;

pub use number::{NumberError, NumberReading, NumberScheme, TicketNumber};
