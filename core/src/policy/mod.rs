//! The bundle of all policy documents of a desk, its cross-checks, and what they find.
//!
//! A [`BundleDocument`](crate::wire::BundleDocument) holds any of the documents; [`Bundle::compile`] compiles them together and
//! names everything that is wrong. What compiles can still be foolish: [`check`] looks for it.

mod bundle;
mod check;
mod error;
mod finding;
mod labels;

pub use bundle::Bundle;
pub use check::{CheckPeriod, check};
pub use error::{PolicyError, PolicyErrors};
pub use finding::{Finding, Severity, Witness};
pub use labels::{Labels, Language};
