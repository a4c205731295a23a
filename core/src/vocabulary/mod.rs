//! The words that all rooms share: how urgent a case is, whose it is, what it is about, how it came in, and who holds it.

mod error;
mod name;
mod role;
mod words;

pub use error::VocabularyError;
pub use name::Name;
pub use role::Role;
pub use words::{Channel, FunctionalLevel, Kind, Priority, Tier};
