//! What a repair will cost and how long it will take, by line and payer, with a range.
//!
//! A [`PriceBookDocument`](crate::wire::PriceBookDocument) is compiled into a [`PriceBook`]; that turns an
//! [`EstimateRequest`] into an [`Estimate`]. Nothing has a price of zero that the book does not say. Amounts are exact until
//! they are rounded, where the book says: line by line, or the sums of the document.
//!
//! How long the work takes comes from [`StandardHours`], corrected by a [`History`], as a [`Total`] with its [`Range`]; with
//! the parts and the engineers' calendar it becomes a [`Promise`]. Who pays is a question of [`Coverage`], what the law of a
//! place says one of a [`Regime`].

mod assemble;
mod authorisation;
mod betterment;
mod charge;
mod compile;
mod completion;
mod composition;
mod coverage;
mod coverage_claim;
mod delay;
mod difference;
mod document;
mod effort;
mod error;
mod estimate;
mod estimate_range;
mod exact;
mod follow;
mod history;
mod hours;
mod kept;
mod line;
mod options;
mod price_book;
mod prolongation;
mod range;
mod range_log_normal;
mod range_special;
mod range_three_point;
mod range_total;
mod regime;
mod regime_answers;
mod regime_presets;
mod request;
mod shares;
mod shrinkage;
mod standard_hours;
mod taxes;
mod use_fee;
mod whole;
mod words;

pub use authorisation::{AuthorisedAmounts, Consent, Reauthorisation, ReauthorisationCheck};
pub use betterment::Betterment;
pub use completion::{PartArrival, Promise};
pub use composition::{ActualComparison, CostComposition};
pub use coverage::Coverage;
pub use coverage_claim::{CoverageRefusal, CoveredClaim, CoveredLine, CoveredShare, ShareReason};
pub use delay::{Delay, DelayRule};
pub use difference::{EstimateDifference, LineChange};
pub use effort::{CaseGroup, Correction, JobEffort, OperationEffort};
pub use error::CostError;
pub use estimate::{Estimate, EstimateTotals};
pub use estimate_range::EstimateRange;
pub use history::History;
pub use line::{Effect, EstimateLine, Formula};
pub use options::{Depreciation, OptionPolicy};
pub use price_book::PriceBook;
pub use prolongation::{Prolongation, RepairPeriod};
pub use range::{Distribution, Fixed, Range, RangeMethod};
pub use range_log_normal::LogNormal;
pub use range_three_point::{ThreePoint, Triangular};
pub use range_total::Total;
pub use regime::{DelayReason, ExchangeState, GuaranteeState, Regime, Remedy, UnitFacts};
pub use request::EstimateRequest;
pub use shrinkage::Shrinkage;
pub use standard_hours::StandardHours;
pub use use_fee::{Refund, Usage, UseFee};
pub use words::{ChangeReason, CostShare, LineKind, Payer, Unit, WorkHours};
