use super::CostError;
use super::range_special::{normal_probability, normal_quantile};
use super::range_three_point::{MOST, inside};

/// A time whose logarithm is normal, as repair times are (MIL-HDBK-338B, section 7.6), in any unit.
///
/// ```
/// use aftersales::cost::LogNormal;
///
/// let hours = LogNormal::from_logarithm(0.65879, 1.11435)?;
/// assert!((hours.median() - 1.932453).abs() < 1e-6);
/// assert!((hours.quantile(0.95)? - 12.082192).abs() < 1e-5);
/// assert!((hours.probability(5.0) - 0.803197).abs() < 1e-6);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogNormal {
    mu: f64,
    sigma: f64,
}

impl LogNormal {
    /// Largest standard deviation of the logarithm.
    pub const MOST_SIGMA: f64 = 3.0;

    /// From mean and standard deviation of the natural logarithm.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] unless 10⁻⁶ ≤ e^mu ≤ 10¹² and 0 < sigma ≤ 3.
    pub fn from_logarithm(mu: f64, sigma: f64) -> Result<Self, CostError> {
        let median = libm::exp(mu);
        if !(1e-6..=MOST).contains(&median) {
            let allowed = "a logarithm whose median lies in 10^-6 to 10^12";
            return Err(CostError::OutOfRange { path: "mu".to_owned(), value: mu.to_string(), allowed });
        }
        if !(sigma > 0.0 && sigma <= Self::MOST_SIGMA) {
            let allowed = "a number above 0, up to 3";
            return Err(CostError::OutOfRange {
                path: "sigma".to_owned(),
                value: sigma.to_string(),
                allowed,
            });
        }
        Ok(Self { mu, sigma })
    }

    /// From the median and the standard deviation of the natural logarithm.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] unless 10⁻⁶ ≤ median ≤ 10¹² and 0 < sigma ≤ 3.
    pub fn from_median(median: f64, sigma: f64) -> Result<Self, CostError> {
        if !(1e-6..=MOST).contains(&median) {
            return Err(CostError::OutOfRange {
                path: "median".to_owned(),
                value: median.to_string(),
                allowed: "10^-6 to 10^12",
            });
        }
        Self::from_logarithm(libm::log(median), sigma)
    }

    /// From mean and variance of the time itself.
    pub(super) fn from_moments(mean: f64, variance: f64) -> Self {
        let squared = libm::log1p(variance / (mean * mean));
        Self { mu: libm::log(mean) - 0.5 * squared, sigma: squared.sqrt() }
    }

    /// The mean of the logarithm.
    #[must_use]
    pub const fn mu(&self) -> f64 {
        self.mu
    }

    /// The standard deviation of the logarithm.
    #[must_use]
    pub const fn sigma(&self) -> f64 {
        self.sigma
    }

    /// The median, e^mu.
    #[must_use]
    pub fn median(&self) -> f64 {
        libm::exp(self.mu)
    }

    /// The mean, e^(mu + sigma²/2).
    #[must_use]
    pub fn mean(&self) -> f64 {
        libm::exp(self.mu + 0.5 * self.sigma * self.sigma)
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        mean * mean * libm::expm1(self.sigma * self.sigma)
    }

    /// The share of cases at or below a value: the maintainability function M(t).
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        if value > 0.0 { normal_probability((libm::log(value) - self.mu) / self.sigma) } else { 0.0 }
    }

    /// The value that a share of cases stays below.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside (0, 1).
    pub fn quantile(&self, share: f64) -> Result<f64, CostError> {
        Ok(libm::exp(self.mu + self.sigma * normal_quantile(inside(share)?)))
    }

    pub(super) fn scaled(&self, factor: f64) -> Result<Self, CostError> {
        Self::from_logarithm(self.mu + libm::log(factor), self.sigma)
    }

    /// The share at or below a value, and the part of the mean that lies there.
    pub(super) fn partial(&self, value: f64) -> (f64, f64) {
        if value <= 0.0 {
            return (0.0, 0.0);
        }
        let z = (libm::log(value) - self.mu) / self.sigma;
        (normal_probability(z), self.mean() * normal_probability(z - self.sigma))
    }
}
