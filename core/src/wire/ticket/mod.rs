//! The wire of tickets: commands, events, state, answers.
//!
//! What is named here is typed already (priorities, roles, instants, texts), so reading a document checks its words; whether a
//! command fits a ticket is for the room [`ticket`](crate::ticket) to say.

mod answer;
mod command;
mod event;
mod intake_payload;
mod kinds;
mod payload;
mod requirement;
mod service;
mod state;
mod state_work;
mod unknown;
mod words;
mod work;

pub use answer::*;
pub use command::{Command, CommandKind, CommandName};
pub use event::{CauseDocument, EventDocument, EventKind, EventName};
pub use intake_payload::*;
pub use payload::*;
pub use requirement::Requirement;
pub use service::*;
pub use state::*;
pub use state_work::*;
pub use words::*;

pub use crate::vocabulary::Text;
pub use work::*;

pub(crate) use unknown::unknown_field;
