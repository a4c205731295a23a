//! What a repair will cost and how long it will take, by line and payer, with a range.

mod completion;
mod delay;
mod effort;
mod error;
mod history;
mod range;
mod range_log_normal;
mod range_special;
mod range_three_point;
mod range_total;
mod shrinkage;
mod standard_hours;

pub use completion::{PartArrival, Promise};
pub use delay::{Delay, DelayRule};
pub use effort::{CaseGroup, Correction, JobEffort, OperationEffort};
pub use error::CostError;
pub use history::History;
pub use range::{Distribution, Fixed, Range, RangeMethod};
pub use range_log_normal::LogNormal;
pub use range_three_point::{ThreePoint, Triangular};
pub use range_total::Total;
pub use shrinkage::Shrinkage;
pub use standard_hours::StandardHours;
