//! The life of a ticket: commands are decided against its state and yield events; only events change it.
//!
//! A [`Ticket`] is opened by a command under a [`TicketPolicy`]. [`Ticket::decide`] checks a [`Command`] and gives the
//! [`Event`]s that it leads to, or a [`Refusal`] with all that is missing; [`Ticket::apply`] takes an event. The host stores
//! the events, and [`Ticket::replay`] makes the same ticket of them again. [`Ticket::next_wakeup`] says when to call
//! [`Ticket::advance`]; calling it late loses nothing.
//!
//! State is a set of regions beside each other ([`TicketState`]). Its main way is the phase, whose [`transitions`] are data.
//! What must be there before a step (approval, authorisation, a second check) is policy by kind, priority and level: a
//! [`GatesDocument`](crate::wire::GatesDocument).

mod advance;
mod ahead;
mod apply;
mod available;
mod breaches;
mod check_digits;
mod clocks;
mod consent;
mod decide;
mod effects;
mod error;
mod event;
mod explain;
mod facts;
mod gates;
mod import;
mod intake;
mod machine;
mod number;
mod obstacles;
mod outcome;
mod payload;
mod period;
mod policy;
mod reason;
mod reason_code;
mod refusal;
mod region;
mod reopening;
mod requirement;
mod revision;
mod sight;
mod snapshot;
mod status;
mod timers;
mod transitions;

pub use ahead::Outlook;
pub use available::Availability;
pub use breaches::{BreachStanding, TicketBreach};
pub use decide::{Decision, Standing};
pub use error::TicketError;
pub use event::Event;
pub use gates::GatesPolicy;
pub use intake::{
    Attachment, AttachmentKind, Completeness, Contact, ContactField, ContactRecord, ContactReference,
    FieldProblem, IntakeError, IntakeField, IntakePolicy, IntakeRecord, MissingField,
};
pub use machine::Ticket;
pub use number::{NumberError, NumberReading, NumberScheme, TicketNumber};
pub use policy::{TicketDocuments, TicketPolicy};
pub use reason::Reason;
pub use refusal::{Listed, ReasonDocument, Refusal, RefusalDocument};
pub use status::TmfStatus;
pub use timers::{Timer, TimerKind};
pub(crate) use transitions::phases_of;
pub use transitions::{Transition, diagram, transitions};

pub use crate::wire::ticket::*;
