//! Figures of a desk: flat facts of many tickets to figures with definition, denominator and uncertainty.
//!
//! A [`TicketFactsDocument`](crate::wire::TicketFactsDocument) is read into [`Facts`]; an [`Accumulator`] takes facts in and
//! gives [`Figures`] by their [`FigureDefinition`]s, which are data.
//! [`figures`] has those of the handbooks;
//! [`statistics`] holds the methods behind the figures; each can be used alone.

mod accumulator;
mod columns;
mod definition;
mod definition_document;
mod detail;
mod document;
mod error;
mod facts;
mod figure;
pub mod figures;
mod group;
mod observe;
mod packed;
mod parse;
mod rejected;
mod rework;
mod scope;
pub mod statistics;
mod tally;
mod values;
mod words;

pub use accumulator::Accumulator;
pub use columns::{
    Code, Column, FactColumns, StateTime, TableAccumulator, TableColumns, TableRow, Validity, state_times,
};
pub use definition::{Basis, Condition, FigureDefinition, Measure, NegativeDuration, PeriodStamp, Target};
pub use detail::{Ageing, Detail, Distribution, Part, Readings, StageTime};
pub use error::KpiError;
pub use facts::{Facts, Promise, Score};
pub use figure::{Figure, Figures, TargetOutcome, Unit, Warning};
pub use group::{Group, GroupKey, Grouping};
pub use rejected::{Rejected, RejectedBecause, Rejection};
pub use rework::link_rework;
pub use scope::Scope;
pub use values::Mode;
pub use words::{Dimension, Flag, Outcome, Quantity, Stamp};
