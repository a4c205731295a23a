use aftersales::kpi::statistics as core;

use super::SignificanceTest;
use crate::Tally;
use crate::error::Answer;

/// The life of parts that wear.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct Weibull {
    /// The age by which 63 % have failed, in any one unit of time.
    pub scale: f64,
    /// From 0.05 to 1000; above 1 parts wear, at 1 age does not matter.
    pub shape: f64,
}

/// What keeping units at work costs a unit of time.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Maintenance {
    /// What running each part until it fails costs.
    pub run_to_failure: f64,
    /// The age at which to replace a part before it fails; null where waiting for the failure is no dearer.
    pub replacement: Option<PlannedAge>,
    /// How often to overhaul a unit whose repairs leave it as old as it was; null for units that do not wear.
    pub overhaul: Option<PlannedAge>,
}

/// An age at which to act.
#[derive(Debug, Clone, uniffi::Record)]
pub struct PlannedAge {
    /// The age.
    pub time: f64,
    /// What that costs a unit of time.
    pub cost_rate: f64,
}

/// Whether a unit that is repaired again and again fails ever more rarely or ever more often (Crow and AMSAA).
#[derive(Debug, Clone, uniffi::Record)]
pub struct RepairGrowth {
    /// The shape: below 1 the failures grow rarer, above 1 more frequent.
    pub beta: f64,
    /// The expected failures up to time 1.
    pub lambda: f64,
    /// The shape without the bias of few failures.
    pub beta_unbiased: f64,
    /// By how much failures grow rarer: 1 less the shape.
    pub growth_rate: f64,
    /// The mean time between failures so far.
    pub mtbf_cumulative: f64,
    /// The mean time between failures at the end.
    pub mtbf_instantaneous: f64,
    /// The slope of Duane's plot.
    pub duane_slope: f64,
    /// The failures per time at time 1 by that plot.
    pub duane_scale: f64,
    /// The test of MIL-HDBK-189 for no growth: chi-square.
    pub test: SignificanceTest,
    /// Its degrees of freedom.
    pub degrees: Tally,
    /// When the cumulative mean time between failures reaches the target; null without one, and where it does not grow.
    pub time_to_target: Option<f64>,
}

/// Laplace's test: standard normal without a trend, negative where failures grow rarer.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TrendTest {
    /// The test.
    pub test: SignificanceTest,
    /// What it says at 95 %.
    pub trend: RepairTrend,
}

/// What a trend test says at 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum RepairTrend {
    /// Failures grow rarer.
    Improving,
    /// No trend beyond chance.
    Constant,
    /// Failures grow more frequent.
    Worsening,
}

/// An age at which units were repaired.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CumulativeRepairs {
    /// The age.
    pub time: f64,
    /// The units observed at it.
    pub at_risk: Tally,
    /// The mean number of repairs up to it.
    pub mean: f64,
    /// The variance of that mean.
    pub variance: f64,
}

/// The likeliest life of parts that failed at these ages while others still worked at those; null for fewer than two different
/// ages.
#[uniffi::export(default(working = []))]
pub fn weibull_fit(failures: Vec<f64>, working: Vec<f64>) -> Answer<Option<Weibull>> {
    let life = core::Weibull::fit(&failures, &working)?;
    Ok(life.map(|life| Weibull { scale: life.scale(), shape: life.shape() }))
}

/// The mean life.
#[uniffi::export]
pub fn weibull_mean(life: Weibull) -> Answer<f64> {
    Ok(life.core()?.mean())
}

/// The ages by which the shares of parts have failed: 0.1 for the B10 life.
#[uniffi::export]
pub fn weibull_quantiles(life: Weibull, shares: Vec<f64>) -> Answer<Vec<f64>> {
    let life = life.core()?;
    Ok(shares.into_iter().map(|share| life.quantile(share)).collect::<Result<_, _>>()?)
}

/// The logarithm of the likelihood of such failures and of parts that still work.
#[uniffi::export(default(working = []))]
pub fn weibull_log_likelihood(life: Weibull, failures: Vec<f64>, working: Vec<f64>) -> Answer<f64> {
    Ok(life.core()?.log_likelihood(&failures, &working)?)
}

/// When to replace or overhaul before something fails, by what that costs and what a failure does.
#[uniffi::export]
pub fn maintenance(life: Weibull, planned_cost: f64, failure_cost: f64) -> Answer<Maintenance> {
    let life = life.core()?;
    let planned = |planned: core::Planned| PlannedAge { time: planned.time, cost_rate: planned.cost_rate };
    Ok(Maintenance {
        run_to_failure: life.run_to_failure(failure_cost),
        replacement: life.replacement(planned_cost, failure_cost)?.map(planned),
        overhaul: life.overhaul(planned_cost, failure_cost)?.map(planned),
    })
}

/// Whether a unit fails ever more rarely: its ages at failures, ascending; null for fewer than two different ones.
#[uniffi::export(default(target_mtbf = None))]
pub fn crow_amsaa(failure_times: Vec<f64>, target_mtbf: Option<f64>) -> Answer<Option<RepairGrowth>> {
    let Some(growth) = core::CrowAmsaa::new(&failure_times)? else { return Ok(None) };
    let reached = target_mtbf.map(|mtbf| growth.time_to(mtbf)).transpose()?;
    Ok(Some(RepairGrowth {
        beta: growth.beta,
        lambda: growth.lambda,
        beta_unbiased: growth.beta_unbiased,
        growth_rate: growth.growth_rate(),
        mtbf_cumulative: growth.mtbf_cumulative,
        mtbf_instantaneous: growth.mtbf_instantaneous,
        duane_slope: growth.duane_slope,
        duane_scale: growth.duane_scale,
        test: growth.test.into(),
        degrees: Tally(growth.degrees),
        time_to_target: reached.flatten(),
    }))
}

/// Laplace's test for a trend of repeated failures: ages at failures, ascending, and the age to which the unit was observed;
/// without it the observation ends with the last failure. Null without a failure that speaks.
#[uniffi::export(default(observed_until = None))]
pub fn laplace_trend(failure_times: Vec<f64>, observed_until: Option<f64>) -> Answer<Option<TrendTest>> {
    let found = core::laplace_trend(&failure_times, observed_until)?;
    Ok(found.map(|test| TrendTest {
        test: test.into(),
        trend: match core::Trend::of(test) {
            core::Trend::Improving => RepairTrend::Improving,
            core::Trend::Worsening => RepairTrend::Worsening,
            _ => RepairTrend::Constant,
        },
    }))
}

/// The mean number of repairs of a unit by its age, with units observed for different times (Nelson): the ages at all repairs of
/// all units, and the age to which each unit was observed.
#[uniffi::export]
pub fn mean_cumulative_repairs(
    repairs: Vec<f64>,
    observed_until: Vec<f64>,
) -> Answer<Vec<CumulativeRepairs>> {
    let steps = core::mean_cumulative_repairs(&repairs, &observed_until)?;
    let step = |step: core::CumulativeRepairs| CumulativeRepairs {
        time: step.time,
        at_risk: Tally(step.at_risk),
        mean: step.mean,
        variance: step.variance,
    };
    Ok(steps.into_iter().map(step).collect())
}

impl Weibull {
    fn core(self) -> Answer<core::Weibull> {
        Ok(core::Weibull::new(self.scale, self.shape)?)
    }
}
