//! The serialised form of what is still being counted: for another thread, process or machine, which merges it.
//!
//! Four bytes `aftS`, a version, a kind, a head in JSON that says what is counted, whole numbers of variable length
//! (LEB128, signed ones in zigzag), and the first eight bytes of the SHA-256 of all that. The same state has the same bytes,
//! whatever the order in which it was counted. Decision record 0010 says why.

mod figures;
mod frame;
mod identity;
mod reader;
mod sketch;
mod table;
mod tally;
mod writer;

pub(super) use identity::{Identity, TableIdentity};
