//! The ticket: commands are checked, events are applied, and the next legal step is known.

mod check_digits;
mod intake;
mod number;

pub use intake::{
    Attachment, AttachmentKind, Completeness, Contact, ContactField, ContactRecord, ContactReference,
    FieldProblem, IntakeError, IntakeField, IntakePolicy, IntakeRecord, MissingField,
};
pub use number::{NumberError, NumberReading, NumberScheme, TicketNumber};
