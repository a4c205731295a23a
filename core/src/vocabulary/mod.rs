//! The words that all rooms share: how urgent a case is, whose it is, what it is about and how it came in.

mod error;
mod name;
mod words;

pub use error::VocabularyError;
pub use name::Name;
pub use words::{Channel, Kind, Priority, Tier};
