//! Working time: how much of it lies between two instants, and when a budget of it is used up.
//!
//! A [`CalendarDocument`](crate::wire::CalendarDocument) is compiled once into a [`WorkingCalendar`], which then answers
//! every question in time that does not depend on the span, for any instant of the years 0001 to 9999.
//!
//! Open time is defined point by point: an instant is open iff its local wall-clock time lies in an interval
//! `[open, close)` that holds for its local date (domain fact SL-10; `docs/decisions/0003`). Every answer follows from
//! the measure *F(t)*, the open time before *t*, and its inverse; *t − F(t)*, the closed time, gives the rest.

mod columns;
mod compile;
mod dates;
mod edges;
mod error;
mod local;
mod pattern;
mod table;
mod timeline;
mod working;

pub use columns::NO_INSTANT;
pub use edges::{Period, Transition, TransitionKind};
pub use error::CalendarError;
pub use working::WorkingCalendar;
