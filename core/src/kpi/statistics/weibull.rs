use super::range::{positive, within};
use super::sample::check_not_negative;
use super::special;
use crate::kpi::KpiError;

/// The life of a part: a Weibull distribution of a scale and a shape, below 1 for early failures, above 1 for wear.
///
/// ```
/// use aftersales::kpi::statistics::Weibull;
///
/// // Three failed, two still work after 300 days.
/// let life = Weibull::fit(&[120.0, 210.0, 260.0], &[300.0, 300.0])?.unwrap();
/// assert!(life.shape() > 1.0 && life.mean() > 250.0);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weibull {
    scale: f64,
    shape: f64,
}

/// A planned age or time and what it costs a unit of time.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Planned {
    /// The age at which to act.
    pub time: f64,
    /// The mean cost a unit of time.
    pub cost_rate: f64,
}

impl Weibull {
    /// A scale and a shape.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where one is not above zero, or the shape not from 0.05 to 1000.
    pub fn new(scale: f64, shape: f64) -> Result<Self, KpiError> {
        let scale = positive("scale", scale)?;
        Ok(Self { scale, shape: within("shape", shape, (0.05..=1000.0).contains(&shape), "0.05 to 1000")? })
    }

    /// The likeliest distribution for parts that failed at these ages and others that still worked at those; none for fewer than
    /// two different ages, or where the shape would lie outside 0.05 to 1000.
    ///
    /// # Errors
    ///
    /// [`KpiError::Negative`], [`KpiError::NotFinite`]; [`KpiError::OutOfRange`] for a failure at age zero.
    pub fn fit(failures: &[f64], working: &[f64]) -> Result<Option<Self>, KpiError> {
        check_not_negative("failures", failures)?;
        check_not_negative("working", working)?;
        failures.iter().try_for_each(|age| positive("failures", *age).map(drop))?;
        let greatest = failures.iter().chain(working).fold(0.0, |greatest: f64, age| greatest.max(*age));
        let least = failures.iter().fold(f64::INFINITY, |least: f64, age| least.min(*age));
        if failures.is_empty() || least >= greatest {
            return Ok(None);
        }
        // Ages as shares of the greatest, so that no power overflows.
        let logs = |ages: &[f64]| -> Vec<f64> {
            ages.iter().filter(|age| **age > 0.0).map(|age| libm::log(age / greatest)).collect()
        };
        let (failed, others) = (logs(failures), logs(working));
        let n = failed.len() as f64;
        let mean_log = failed.iter().sum::<f64>() / n;
        let powers = |shape: f64| {
            failed.iter().chain(&others).fold((0.0, 0.0), |(sum, weighted), log| {
                let power = libm::exp(shape * log);
                (sum + power, weighted + power * log)
            })
        };
        // Rises with the shape, and is zero at the likeliest one.
        let score = |shape: f64| {
            let (sum, weighted) = powers(shape);
            weighted / sum - 1.0 / shape - mean_log
        };
        let Some(shape) = zero(score, 0.05, 1000.0) else { return Ok(None) };
        let scale = greatest * libm::pow(powers(shape).0 / n, 1.0 / shape);
        Ok(Some(Self { scale, shape }))
    }

    /// The age that 63 % do not reach.
    #[must_use]
    pub fn scale(self) -> f64 {
        self.scale
    }

    /// The shape.
    #[must_use]
    pub fn shape(self) -> f64 {
        self.shape
    }

    /// The mean life.
    #[must_use]
    pub fn mean(self) -> f64 {
        self.scale * libm::tgamma(1.0 + 1.0 / self.shape)
    }

    /// The age by which a share has failed: 0.1 gives the B10 life.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the share is not above 0 and below 1.
    pub fn quantile(self, share: f64) -> Result<f64, KpiError> {
        within("share", share, share > 0.0 && share < 1.0, "a share above 0 and below 1")?;
        Ok(self.scale * libm::pow(-libm::log1p(-share), 1.0 / self.shape))
    }

    /// The natural logarithm of the likelihood of failures and of parts that still work.
    ///
    /// # Errors
    ///
    /// As [`Weibull::fit`].
    pub fn log_likelihood(self, failures: &[f64], working: &[f64]) -> Result<f64, KpiError> {
        check_not_negative("working", working)?;
        let mut sum: f64 = -working.iter().map(|age| self.hazard_up_to(*age)).sum::<f64>();
        for age in failures {
            let log = libm::log(positive("failures", *age)? / self.scale);
            sum += libm::log(self.shape / self.scale) + (self.shape - 1.0) * log - self.hazard_up_to(*age);
        }
        Ok(sum)
    }

    /// What running each part until it fails costs a unit of time.
    #[must_use]
    pub fn run_to_failure(self, failure_cost: f64) -> f64 {
        failure_cost / self.mean()
    }

    /// The age at which to replace a part before it fails, where that is cheaper than a failure; none where no age is better than
    /// waiting for the failure, as for parts that do not wear.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where a cost is not above zero.
    pub fn replacement(self, planned_cost: f64, failure_cost: f64) -> Result<Option<Planned>, KpiError> {
        let (planned, failure) =
            (positive("planned_cost", planned_cost)?, positive("failure_cost", failure_cost)?);
        if self.shape <= 1.0 || failure <= planned {
            return Ok(None);
        }
        // The hazard at an age times the mean time worked up to it, and the share that reaches it, rise to this sum.
        let wanted = failure / (failure - planned);
        let surplus = |age: f64| {
            let hazard = self.shape / self.scale * libm::pow(age, self.shape - 1.0);
            hazard * self.worked(age) + libm::exp(-libm::pow(age, self.shape)) - wanted
        };
        let Some(age) = zero(surplus, 1e-9, self.oldest()) else { return Ok(None) };
        let reaching = libm::exp(-libm::pow(age, self.shape));
        let cost_rate = (planned * reaching + failure * (1.0 - reaching)) / self.worked(age);
        Ok((cost_rate < self.run_to_failure(failure))
            .then_some(Planned { time: age * self.scale, cost_rate }))
    }

    /// How often to overhaul a unit whose repairs leave it as old as it was; none for units that do not wear.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where a cost is not above zero.
    pub fn overhaul(self, planned_cost: f64, failure_cost: f64) -> Result<Option<Planned>, KpiError> {
        let (planned, failure) =
            (positive("planned_cost", planned_cost)?, positive("failure_cost", failure_cost)?);
        if self.shape <= 1.0 {
            return Ok(None);
        }
        let time = self.scale * libm::pow(planned / (failure * (self.shape - 1.0)), 1.0 / self.shape);
        let cost_rate = (planned + failure * self.hazard_up_to(time)) / time;
        Ok(Some(Planned { time, cost_rate }))
    }

    /// The failures to expect of a unit up to an age, if repairs leave it as old as it was.
    fn hazard_up_to(self, age: f64) -> f64 {
        libm::pow(age / self.scale, self.shape)
    }

    /// The mean time worked up to an age in scales.
    fn worked(self, age: f64) -> f64 {
        self.mean() * special::incomplete_gamma(1.0 / self.shape, libm::pow(age, self.shape))
    }

    /// The age in scales that one in 10³⁰⁰ reaches.
    fn oldest(self) -> f64 {
        libm::pow(690.0, 1.0 / self.shape)
    }
}

/// Where a rising function passes zero; none where it does not between the two ends.
fn zero(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> Option<f64> {
    // Written so that what is not a number is no zero either.
    let passes = function(low) < 0.0 && function(high) > 0.0;
    if !passes {
        return None;
    }
    for _ in 0..200 {
        let middle = (low * high).sqrt();
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
