//! Slow, obvious answers that share no code with the core.

mod clock;
mod clock_cycle;
mod clock_desk;

pub use clock::{ClockBreach, ClockHistory, ClockOracle};
pub use clock_cycle::{ClockFacts, Moment};
