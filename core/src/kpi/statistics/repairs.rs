use super::difference::Test;
use super::poisson::Poisson;
use super::range::positive;
use super::sample::check_not_negative;
use super::{Confidence, special};
use crate::kpi::KpiError;

/// Whether a product's repairs come more and more rarely: a power-law process whose observation ends with the last failure
/// (Crow 1974, the AMSAA model; KP-19).
///
/// ```
/// use aftersales::kpi::statistics::CrowAmsaa;
///
/// let growth = CrowAmsaa::new(&[10.3, 24.9, 55.1, 101.8, 130.2, 230.5, 410.7, 620.0, 1000.0])?.unwrap();
/// assert!(growth.beta < 0.5, "failures grow rarer");
/// assert!(growth.test.p < 0.01, "and hardly by chance");
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CrowAmsaa {
    /// The shape: below 1 the failures grow rarer, above 1 more frequent.
    pub beta: f64,
    /// The scale: the expected failures up to time 1.
    pub lambda: f64,
    /// The shape without the bias of few failures, as for an observation that ends at a given time.
    pub beta_unbiased: f64,
    /// The mean time between failures so far.
    pub mtbf_cumulative: f64,
    /// The mean time between failures at the end.
    pub mtbf_instantaneous: f64,
    /// The slope of Duane's plot: cumulative mean time between failures over time, both as logarithms.
    pub duane_slope: f64,
    /// The failures per time at time 1 by that plot.
    pub duane_scale: f64,
    /// The test of MIL-HDBK-189 for no growth: chi-square with `degrees` degrees of freedom.
    pub test: Test,
    /// The degrees of freedom of the test.
    pub degrees: u64,
}

impl CrowAmsaa {
    /// The process of failure times in ascending order; none for fewer than two, or all at one time.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] for a time that is not above zero; [`KpiError::NotFinite`].
    pub fn new(failure_times: &[f64]) -> Result<Option<Self>, KpiError> {
        let times = ascending(failure_times)?;
        let (Some(&end), n) = (times.last(), times.len() as f64) else { return Ok(None) };
        let logs: f64 = times.iter().map(|time| libm::log(end / time)).sum();
        if times.len() < 2 || logs <= 0.0 {
            return Ok(None);
        }
        let beta = n / logs;
        let lambda = n / libm::pow(end, beta);
        let degrees = (times.len() as u64).saturating_sub(1).saturating_mul(2);
        let (duane_slope, duane_level) = duane(&times);
        Ok(Some(Self {
            beta,
            lambda,
            beta_unbiased: beta * (n - 1.0) / n,
            mtbf_cumulative: end / n,
            mtbf_instantaneous: end / n / beta,
            duane_slope,
            duane_scale: libm::exp(-duane_level),
            test: Test::new(2.0 * logs, chi_square_two_sided(2.0 * logs, degrees)),
            degrees,
        }))
    }

    /// By how much failures grow rarer: 1 less the shape.
    #[must_use]
    pub fn growth_rate(self) -> f64 {
        1.0 - self.beta
    }

    /// When the cumulative mean time between failures reaches a target; none where it does not grow.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the target is not above zero.
    pub fn time_to(self, mtbf: f64) -> Result<Option<f64>, KpiError> {
        positive("mtbf", mtbf)?;
        let time = libm::pow(mtbf * self.lambda, 1.0 / (1.0 - self.beta));
        Ok((self.beta < 1.0 && time.is_finite()).then_some(time))
    }
}

/// What a trend test says at 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trend {
    /// Failures grow rarer.
    Improving,
    /// No trend beyond chance.
    Constant,
    /// Failures grow more frequent.
    Worsening,
}

impl Trend {
    /// The trend of Laplace's statistic.
    ///
    /// ```
    /// use aftersales::kpi::statistics::{Trend, laplace_trend};
    ///
    /// let times = [10.0, 30.0, 70.0, 150.0, 310.0, 630.0];
    /// let test = laplace_trend(&times, Some(1000.0))?.unwrap();
    /// assert_eq!(Trend::of(test), Trend::Improving);
    /// # Ok::<(), aftersales::kpi::KpiError>(())
    /// ```
    #[must_use]
    pub fn of(test: Test) -> Self {
        let limit = Confidence::P95.z();
        match test.statistic {
            u if u > limit => Self::Worsening,
            u if u < -limit => Self::Improving,
            _ => Self::Constant,
        }
    }
}

/// Laplace's test for a trend of repeated failures at ascending times: standard normal where there is none, negative where they
/// grow rarer. The observation ends at `observed_until`, or else with the last failure, which then says nothing itself.
///
/// None without a failure that speaks.
///
/// # Errors
///
/// [`KpiError::OutOfRange`] for a time that is not above zero, or an end before the last failure; [`KpiError::NotFinite`].
pub fn laplace_trend(failure_times: &[f64], observed_until: Option<f64>) -> Result<Option<Test>, KpiError> {
    let times = ascending(failure_times)?;
    let last = times.last().copied().unwrap_or(0.0);
    let (times, end) = match observed_until {
        Some(end) if end < last => {
            let allowed = "an end at or after the last failure";
            return Err(KpiError::OutOfRange { field: "observed_until", value: end.to_string(), allowed });
        }
        Some(end) => (times.as_slice(), positive("observed_until", end)?),
        None => (times.split_last().map_or(&[][..], |(_, before)| before), last),
    };
    if times.is_empty() {
        return Ok(None);
    }
    let n = times.len() as f64;
    let mean = times.iter().sum::<f64>() / n;
    let u = (mean - end / 2.0) / (end * (1.0 / (12.0 * n)).sqrt());
    Ok(Some(Test::new(u, special::normal_two_sided(u))))
}

/// A repair in the mean cumulative function.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CumulativeRepairs {
    /// The age at the repair.
    pub time: f64,
    /// Units that were observed at that age.
    pub at_risk: u64,
    /// The mean number of repairs of a unit up to this one.
    pub mean: f64,
    /// The variance of that mean.
    pub variance: f64,
}

/// The mean number of repairs of a unit by its age, with units observed for different times (Nelson's mean cumulative function):
/// the ages at all repairs of all units, and the age to which each unit was observed. A repair at the very end of an observation
/// counts before it.
///
/// ```
/// use aftersales::kpi::statistics::mean_cumulative_repairs;
///
/// // Two units, seen to the ages of 10 and 20 months; repairs at 5 and 8, and at 15.
/// let repairs = mean_cumulative_repairs(&[5.0, 8.0, 15.0], &[10.0, 20.0])?;
/// assert_eq!(repairs[2].mean, 2.0);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
///
/// # Errors
///
/// [`KpiError::Negative`], [`KpiError::NotFinite`]; [`KpiError::OutOfRange`] for a repair after every unit's observation.
pub fn mean_cumulative_repairs(
    repairs: &[f64],
    observed_until: &[f64],
) -> Result<Vec<CumulativeRepairs>, KpiError> {
    check_not_negative("repairs", repairs)?;
    check_not_negative("observed_until", observed_until)?;
    let sorted = |values: &[f64]| {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    };
    let ends = sorted(observed_until);
    let (mut mean, mut variance) = (0.0, 0.0);
    let step = |time: f64| {
        let at_risk = ends.len().saturating_sub(ends.partition_point(|end| *end < time)) as u64;
        if at_risk == 0 {
            let allowed = "an age to which a unit was observed";
            return Err(KpiError::OutOfRange { field: "repairs", value: time.to_string(), allowed });
        }
        let units = at_risk as f64;
        mean += 1.0 / units;
        variance += (units - 1.0) / (units * units * units);
        Ok(CumulativeRepairs { time, at_risk, mean, variance })
    };
    sorted(repairs).into_iter().map(step).collect()
}

fn ascending(times: &[f64]) -> Result<Vec<f64>, KpiError> {
    check_not_negative("failure_times", times)?;
    let mut sorted = times.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.first().map(|first| positive("failure_times", *first)).transpose()?;
    Ok(sorted)
}

/// The slope and level of the line through Duane's plot, by least squares.
fn duane(times: &[f64]) -> (f64, f64) {
    let n = times.len() as f64;
    let points = || {
        (1..)
            .zip(times)
            .map(|(count, time): (u32, _)| (libm::log(*time), libm::log(*time / f64::from(count))))
    };
    let mean = |of: fn((f64, f64)) -> f64| points().map(of).sum::<f64>() / n;
    let (centre, level) = (mean(|point| point.0), mean(|point| point.1));
    let products: f64 = points().map(|(x, y)| (x - centre) * (y - level)).sum();
    let squares: f64 = points().map(|(x, _)| (x - centre) * (x - centre)).sum();
    let slope = products / squares;
    (slope, level - slope * centre)
}

/// The two-sided probability of a chi-square value with an even number of degrees of freedom: a sum of Poisson probabilities.
fn chi_square_two_sided(value: f64, degrees: u64) -> f64 {
    let above = Poisson::new(value / 2.0).at_most((degrees / 2).saturating_sub(1));
    (2.0 * above.min(1.0 - above)).min(1.0)
}
