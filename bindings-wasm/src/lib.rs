//! The npm package of `aftersales`: the rooms of the core as JavaScript classes, without rules of their own.
//!
//! Documents and results are the snake_case JSON of the wire; instants go out as RFC 3339 text, spans as `bigint`
//! microseconds, so nothing is rounded on the way. The build (`npm run build`) turns the doc comments into the package's
//! TypeScript declarations.

mod argument;
mod calendar;
mod error;
mod types;
mod zone;

pub use calendar::WorkingCalendar;
pub use error::{Thrown, error_codes};
