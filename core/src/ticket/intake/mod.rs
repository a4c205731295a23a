//! Intake: what was recorded, what is still missing, and contact data that can be erased.

mod compile;
mod contact;
mod error;
mod field;
mod missing;
mod pattern;
mod policy;
mod record;

pub use contact::{Contact, ContactRecord, ContactReference};
pub use error::IntakeError;
pub use field::{ContactField, IntakeField};
pub use missing::{Completeness, FieldProblem, MissingField};
pub use policy::IntakePolicy;
pub use record::{Attachment, AttachmentKind, IntakeRecord};
