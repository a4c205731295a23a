//! Slow, obvious answers that share no code with the core.

mod calendar;
mod zone;

pub use calendar::{CalendarOracle, Scan};
pub use zone::local_to_instant;
