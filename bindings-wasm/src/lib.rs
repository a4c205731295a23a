//! The npm package of `aftersales`: the rooms of the core as JavaScript classes, without rules of their own.
//!
//! Documents and results are the snake_case JSON of the wire; instants go out as RFC 3339 text, spans as `bigint`
//! microseconds, so nothing is rounded on the way. The build (`npm run build`) turns the doc comments into the package's
//! TypeScript declarations.

mod argument;
mod calendar;
mod cost;
mod error;
mod kpi;
mod policy;
mod priority;
mod result;
mod sla;
mod ticket;
mod types;
mod zone;

pub use calendar::WorkingCalendar;
pub use cost::{
    Coverage, OptionPolicy, PriceBook, Regime, StandardHours, check_delay, check_valid, compare_cost,
    estimate_difference, estimate_sheet, options_sheet, promise_completion,
};
pub use error::{Thrown, error_codes};
pub use kpi::{Kpi, KpiReport};
pub use policy::Policy;
pub use priority::GradingPolicy;
pub use sla::{Board, SlaPolicy, TicketClocks};
pub use ticket::Ticket;
