//! Slow, obvious answers that share no code with the core.

mod calendar;
mod clock;
mod clock_cycle;
mod clock_desk;
mod escalation;
mod estimate;
mod fraction;
mod grading;
mod kpi;
pub mod statistics;
mod zone;

pub use calendar::{CalendarOracle, Scan};
pub use clock::{ClockBreach, ClockHistory, ClockOracle};
pub use clock_cycle::{ClockFacts, Moment};
pub use escalation::{EscalationDesk, Happening, OracleFiring, escalations};
pub use estimate::{EstimateOracle, OracleCharge, OracleMinimum, OracleTax, OracleTotals, PAYERS};
pub use fraction::Fraction;
pub use grading::{GradingOracle, OracleGrade};
pub use kpi::{DeskOracle, DeskTicket};
pub use zone::local_to_instant;
