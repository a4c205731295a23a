//! Columns of frame libraries: read by Arrow's interface, answered with their like.

mod answer;
#[cfg(feature = "bench")]
pub(crate) mod bench;
pub(crate) mod board;
pub(crate) mod buffer;
mod calendar;
pub(crate) mod events;
pub(crate) mod facts;
mod frame;
pub(crate) mod given;
pub(crate) mod grades;
mod instants;
mod words;

pub(crate) use calendar::{add_working_days, deadline, elapsed, is_open};
