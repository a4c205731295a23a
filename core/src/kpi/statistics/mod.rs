//! The methods behind the figures, each usable alone: intervals of shares, medians and scores, curves of durations that are not
//! all over yet, quantiles exact and sketched, charts that tell signal from noise.
//!
//! Everything is a pure function of its input, with the same digits on every platform. What has no data has no value: such
//! results are `None`, never zero.

mod difference;
mod interval;
mod kaplan_meier;
mod log_rank;
mod median;
mod proportion;
mod quantile;
mod sample;
mod satisfaction;
mod sketch;
mod special;

pub use difference::{ProportionDifference, Test};
pub use interval::{Confidence, Interval};
pub use kaplan_meier::{KaplanMeier, RestrictedMean, Step, TimeInterval};
pub use log_rank::log_rank;
pub use median::MedianRanks;
pub use proportion::Proportion;
pub use quantile::QuantileMethod;
pub use sample::Sample;
pub use satisfaction::{NetPromoterScore, Satisfaction};
pub use sketch::{Bucket, QuantileSketch};
