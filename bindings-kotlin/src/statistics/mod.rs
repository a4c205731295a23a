//! The statistics of a desk: shares with intervals, durations of cases that may still run, charts, staffing, stock, repairs.
//!
//! Every function takes plain numbers and answers all that is known of them in one call. Durations are in any one unit of the
//! caller's choice. Whatever is not defined is null.

mod charts;
mod distributions;
mod durations;
mod repairs;
mod scores;
mod shares;
mod sketch;
mod staffing;
mod stages;
mod stock;

pub use charts::{
    CauseCount, ChartRule, ChartSignal, NhsReading, ParetoRow, ShareChart, SharePeriod, XmrChart, p_chart,
    pareto, xmr_chart,
};
pub use distributions::{
    Distribution, DistributionSummary, Shrinkage, TotalSummary, describe_distribution, james_stein, shrink,
    total_distribution,
};
pub use durations::{
    MedianRanks, QuantileMethod, RestrictedMean, SurvivalEstimate, SurvivalQuantile, SurvivalStep,
    kaplan_meier, log_rank, median_ranks, quantiles,
};
pub use repairs::{
    CumulativeRepairs, Maintenance, PlannedAge, RepairGrowth, RepairTrend, TrendTest, Weibull, crow_amsaa,
    laplace_trend, maintenance, mean_cumulative_repairs, weibull_fit, weibull_log_likelihood, weibull_mean,
    weibull_quantiles,
};
pub use scores::{NetPromoterScore, Satisfaction, net_promoter_score, satisfaction};
pub use shares::{
    Funnel, FunnelGroup, GroupStanding, Share, ShareCaution, ShareDifference, ShareIntervals, compare_shares,
    funnel, share_intervals,
};
pub use sketch::QuantileSketch;
pub use staffing::{Abandonment, Staffing, erlang_a, required_staffing, staffing};
pub use stages::{
    CaseDuration, Passage, StageEntry, StageTime, StageTimes, StateCount, Variant, stage_times,
};
pub use stock::{BaseStock, Newsvendor, ReorderPolicy, base_stock, newsvendor, reorder_policy, stock_for};

use aftersales::kpi::statistics::{self as core, Confidence};

use crate::error::Answer;

/// Between which values something lies.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The statistic of a test, with the two-sided probability of one at least as far from no difference.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct SignificanceTest {
    /// The statistic.
    pub statistic: f64,
    /// The probability.
    pub p: f64,
}

impl From<core::Interval> for Interval {
    fn from(ends: core::Interval) -> Self {
        Self { lower: ends.lower, upper: ends.upper }
    }
}

impl From<core::Test> for SignificanceTest {
    fn from(test: core::Test) -> Self {
        Self { statistic: test.statistic, p: test.p }
    }
}

fn interval(ends: Option<core::Interval>) -> Option<Interval> {
    ends.map(Interval::from)
}

fn confidence(level: f64) -> Answer<Confidence> {
    Ok(Confidence::new(level)?)
}

/// The place of a point or period; charts have far fewer than 32 bits count.
fn places(points: Vec<usize>) -> Vec<i32> {
    points.into_iter().map(|point| i32::try_from(point).unwrap_or(i32::MAX)).collect()
}
