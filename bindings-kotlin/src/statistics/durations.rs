use aftersales::kpi::statistics as core;

use super::{Interval, SignificanceTest, confidence, interval};
use crate::Tally;
use crate::error::Answer;

/// How long cases run, those still running counted for as long as they have run (Kaplan and Meier 1958).
#[derive(Debug, Clone, uniffi::Record)]
pub struct SurvivalEstimate {
    /// How many cases.
    pub n: Tally,
    /// How many were seen to their end.
    pub events: Tally,
    /// Every time at which cases ended.
    pub steps: Vec<SurvivalStep>,
    /// The quantiles that were asked for, in their order.
    pub quantiles: Vec<SurvivalQuantile>,
    /// The mean of the durations, those above the limit counted as the limit.
    pub restricted_mean: Option<RestrictedMean>,
}

/// A time at which cases ended.
#[derive(Debug, Clone, uniffi::Record)]
pub struct SurvivalStep {
    /// The time.
    pub time: f64,
    /// How many still ran.
    pub at_risk: Tally,
    /// How many ended.
    pub events: Tally,
    /// The share that runs longer.
    pub survival: f64,
    /// The band of that share.
    pub band: Option<Interval>,
}

/// The time within which a share of cases ends.
#[derive(Debug, Clone, uniffi::Record)]
pub struct SurvivalQuantile {
    /// The share.
    pub p: f64,
    /// The time; null where the curve does not come down to it.
    pub time: Option<f64>,
    /// Its lower end; null where the curve does not reach it.
    pub lower: Option<f64>,
    /// Its upper end; null where the curve does not reach it.
    pub upper: Option<f64>,
}

/// A mean duration up to a limit.
#[derive(Debug, Clone, uniffi::Record)]
pub struct RestrictedMean {
    /// The mean.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The ranks between which a median lies, and how surely.
#[derive(Debug, Clone, uniffi::Record)]
pub struct MedianRanks {
    /// The lower rank, counted from 1 over the values in ascending order.
    pub lower: Tally,
    /// The upper rank.
    pub upper: Tally,
    /// How surely.
    pub coverage: f64,
}

/// How a quantile between two values is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum QuantileMethod {
    /// Type 7, as R, NumPy and spreadsheets have it, and what figures use.
    Linear,
    /// Type 1: always one of the values.
    InvertedCdf,
    /// Type 6.
    Weibull,
    /// Type 8.
    MedianUnbiased,
}

/// How long cases run. A mean over finished cases alone is too low whenever cases are still open.
///
/// `durations` says how long each case ran, or has run so far, in any one unit; `observed` whether it was seen to its end;
/// `shares` which quantiles are wanted; `limit` up to where a mean is.
#[uniffi::export(default(shares = [], limit = None, confidence = 0.95))]
pub fn kaplan_meier(
    durations: Vec<f64>,
    observed: Vec<bool>,
    shares: Vec<f64>,
    limit: Option<f64>,
    confidence: f64,
) -> Answer<SurvivalEstimate> {
    let level = self::confidence(confidence)?;
    let curve = core::KaplanMeier::new(&durations, &observed)?;
    let step = |step: &core::Step| SurvivalStep {
        time: step.time,
        at_risk: Tally(step.at_risk),
        events: Tally(step.events),
        survival: step.survival,
        band: interval(core::KaplanMeier::band(step, level)),
    };
    let quantile = |p: f64| {
        let ends = curve.quantile_interval(p, level)?;
        Ok(SurvivalQuantile { p, time: curve.quantile(p)?, lower: ends.lower, upper: ends.upper })
    };
    let mean = limit.map(|limit| curve.restricted_mean(limit)).transpose()?.flatten();
    Ok(SurvivalEstimate {
        n: Tally(curve.n()),
        events: Tally(curve.events()),
        steps: curve.steps().iter().map(step).collect(),
        quantiles: shares.into_iter().map(quantile).collect::<Answer<_>>()?,
        restricted_mean: mean
            .map(|mean| RestrictedMean { value: mean.value, standard_error: mean.standard_error }),
    })
}

/// Whether two groups of cases end at different rates: the log-rank test, chi-square with one degree of freedom; null where
/// nothing ended while both groups still ran.
#[uniffi::export]
pub fn log_rank(
    durations: Vec<f64>,
    observed: Vec<bool>,
    other_durations: Vec<f64>,
    other_observed: Vec<bool>,
) -> Answer<Option<SignificanceTest>> {
    let test = core::log_rank((&durations, &observed), (&other_durations, &other_observed))?;
    Ok(test.map(SignificanceTest::from))
}

/// Quantiles of finite values in any order, in the order of the shares; null where there are no values. Without a method it is
/// the linear one.
#[uniffi::export(default(method = None))]
pub fn quantiles(
    values: Vec<f64>,
    shares: Vec<f64>,
    method: Option<QuantileMethod>,
) -> Answer<Option<Vec<f64>>> {
    let method = match method {
        Some(QuantileMethod::InvertedCdf) => core::QuantileMethod::InvertedCdf,
        Some(QuantileMethod::Weibull) => core::QuantileMethod::Weibull,
        Some(QuantileMethod::MedianUnbiased) => core::QuantileMethod::MedianUnbiased,
        Some(QuantileMethod::Linear) | None => core::QuantileMethod::Linear,
    };
    let mut values = values;
    Ok(method.quantiles(&mut values, &shares)?)
}

/// The ranks between which the median of so many values lies whatever the distribution; null where even the least and the
/// greatest value do not hold it so surely.
#[uniffi::export(default(confidence = 0.95))]
pub fn median_ranks(n: Tally, confidence: f64) -> Answer<Option<MedianRanks>> {
    let ranks = core::MedianRanks::new(n.0, self::confidence(confidence)?);
    Ok(ranks.map(|ranks| MedianRanks {
        lower: Tally(ranks.lower),
        upper: Tally(ranks.upper),
        coverage: ranks.coverage,
    }))
}
