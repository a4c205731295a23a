//! The methods behind the figures, each usable alone: intervals of shares, medians and scores, curves of durations that are not
//! all over yet, quantiles exact and sketched, charts that tell signal from noise.
//!
//! Everything is a pure function of its input, with the same digits on every platform. What has no data has no value: such
//! results are `None`, never zero.

mod difference;
mod funnel;
mod interval;
mod kaplan_meier;
mod log_rank;
mod median;
mod p_chart;
mod pareto;
mod poisson;
mod proportion;
mod quantile;
mod range;
mod repairs;
mod sample;
mod satisfaction;
mod sketch;
mod small_numbers;
mod special;
mod staffing;
mod stages;
mod stock;
mod weibull;
mod xmr;

pub use difference::{ProportionDifference, Test};
pub use funnel::{Funnel, Standing};
pub use interval::{Confidence, Interval};
pub use kaplan_meier::{KaplanMeier, RestrictedMean, Step, TimeInterval};
pub use log_rank::log_rank;
pub use median::MedianRanks;
pub use p_chart::PChart;
pub use pareto::{Pareto, ParetoRow};
pub use proportion::Proportion;
pub use quantile::QuantileMethod;
pub use repairs::{CrowAmsaa, CumulativeRepairs, Trend, laplace_trend, mean_cumulative_repairs};
pub use sample::Sample;
pub use satisfaction::{NetPromoterScore, Satisfaction};
pub(in crate::kpi) use sketch::SketchParts;
pub use sketch::{Bucket, QuantileSketch};
pub use small_numbers::Caution;
pub use staffing::{ErlangA, ErlangC, ServiceTarget, Staffing};
pub use stages::{Passage, Stage, StageLog};
pub use stock::{BaseStock, Newsvendor, ReorderPolicy, StockCosts};
pub use weibull::{Planned, Weibull};
pub use xmr::{NhsReading, Signal, SignalRule, XmrChart};
