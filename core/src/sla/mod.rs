//! Service-level clocks: what was promised, what of it is used up, when it falls due.
//!
//! A [`SlaDocument`](crate::wire::SlaDocument) is compiled into an [`SlaPolicy`]. A ticket's history is a sequence of
//! [`Event`]s; [`TicketClocks`] takes them one by one and gives the [`Reading`] of every clock at any later instant. The
//! room knows no phases of a ticket, so a host with statuses of its own uses it as it is.
//!
//! Readings are a pure function of policy, history and `now`. Using a target up exactly is on time: *due* is the instant
//! at which it is used up, *late from* the first microsecond at which more is.

mod board;
mod budget;
mod clock;
mod clock_cycle;
mod compile;
mod cycle;
mod error;
mod explain;
mod metric;
mod policy;
mod promise;
mod reading;
mod selector;
mod ticket;
mod timeline;

pub use board::{Board, BoardRow, read_board};
pub use clock_cycle::ClockCycle;
pub use error::SlaError;
pub use explain::{Activity, Explanation, Segment, TimeBasis};
pub use metric::{LevelPoint, Metric, Trigger};
pub use policy::SlaPolicy;
pub use promise::Promise;
pub use reading::{Breach, LevelReading, Outcome, Reading, ReadingState};
pub use selector::Inputs;
pub use ticket::TicketClocks;
pub use timeline::{Event, EventKind};
