//! The words that all rooms share: how urgent a case is, whose it is, what it is about, how it came in, and who holds it.

mod actor;
mod error;
mod name;
mod role;
#[cfg(feature = "schema")]
mod schema;
mod serial;
mod text;
mod words;

pub use actor::Actor;
pub use error::VocabularyError;
pub use name::Name;
pub use role::Role;
pub use text::Text;
pub use words::{Channel, FunctionalLevel, Kind, Priority, Tier};

#[cfg(feature = "schema")]
pub(crate) use schema::schema_of_words;
pub(crate) use serial::as_text;
#[cfg(any(feature = "kpi", feature = "ticket"))]
pub(crate) use words::words;
