//! What a repair will cost and how long it will take, by line and payer, with a range.
//!
//! A [`PriceBookDocument`](crate::wire::PriceBookDocument) is compiled into a [`PriceBook`]; that turns an
//! [`EstimateRequest`] into an [`Estimate`]. Nothing has a price of zero that the book does not say. Amounts are exact until
//! they are rounded, where the book says: line by line, or the sums of the document.

mod assemble;
mod charge;
mod compile;
mod composition;
mod difference;
mod document;
mod error;
mod estimate;
mod exact;
mod follow;
mod hours;
mod line;
mod price_book;
mod request;
mod shares;
mod words;

pub use composition::{ActualComparison, CostComposition};
pub use difference::{EstimateDifference, LineChange};
pub use error::CostError;
pub use estimate::{Estimate, EstimateTotals};
pub use line::{Effect, EstimateLine, Formula};
pub use price_book::PriceBook;
pub use request::EstimateRequest;
pub use words::{ChangeReason, CostShare, LineKind, Payer, Unit, WorkHours};
