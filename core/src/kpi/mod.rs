//! Figures of a desk: flat facts of many tickets to figures with definition, denominator and uncertainty.
//!
//! [`statistics`] holds the methods behind the figures; each can be used alone.

mod definition;
mod facts;
mod group;
mod parse;
mod rejected;
mod rework;
mod scope;
mod words;

pub use definition::{
    Basis, Condition, FigureDefinition, Measure, NegativeDuration, PeriodStamp, Target,
};
pub use facts::{Facts, Promise, Score};
pub use group::{Group, GroupKey, Grouping};
pub use rejected::{Rejected, RejectedBecause, Rejection};
pub use rework::link_rework;
pub use scope::Scope;
pub use words::{Dimension, Flag, Outcome, Quantity, Stamp};
