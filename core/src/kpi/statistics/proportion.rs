use super::{Confidence, Interval, special};
use crate::kpi::KpiError;

/// A share: so many of so many.
///
/// Without a denominator there is no rate and no interval: both are absent, never zero.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, Proportion};
///
/// let reopened = Proportion::new(1, 10)?;
/// let interval = reopened.wilson(Confidence::P95).unwrap();
/// assert_eq!(reopened.rate(), Some(0.1));
/// assert_eq!((interval.lower * 1000.0).round(), 18.0);
/// assert_eq!((interval.upper * 1000.0).round(), 404.0);
/// assert_eq!(Proportion::new(0, 0)?.rate(), None);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    successes: u64,
    n: u64,
}

impl Proportion {
    /// `successes` of `n`.
    ///
    /// # Errors
    ///
    /// [`KpiError::CountAboveWhole`] where there are more successes than cases.
    pub fn new(successes: u64, n: u64) -> Result<Self, KpiError> {
        if successes > n {
            return Err(KpiError::CountAboveWhole { field: "successes", count: successes, most: n });
        }
        Ok(Self { successes, n })
    }

    /// A part of a whole, known to be one.
    pub(in crate::kpi) fn part(successes: u64, n: u64) -> Self {
        Self { successes: successes.min(n), n }
    }

    /// The numerator.
    #[must_use]
    pub fn successes(self) -> u64 {
        self.successes
    }

    /// The denominator.
    #[must_use]
    pub fn n(self) -> u64 {
        self.n
    }

    /// The share, from 0 to 1.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.n > 0).then(|| self.successes as f64 / self.n as f64)
    }

    /// Wilson's score interval, without continuity correction (Wilson 1927): what figures carry.
    #[must_use]
    pub fn wilson(self, confidence: Confidence) -> Option<Interval> {
        let (rate, n) = (self.rate()?, self.n as f64);
        let z = confidence.z();
        let square = z * z;
        let centre = (rate + square / (2.0 * n)) / (1.0 + square / n);
        let half = z * (rate * (1.0 - rate) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
        Some(self.closed_ends(Interval::new(centre - half, centre + half)))
    }

    /// Wilson's score interval with continuity correction (Newcombe 1998).
    #[must_use]
    pub fn wilson_corrected(self, confidence: Confidence) -> Option<Interval> {
        let (rate, n) = (self.rate()?, self.n as f64);
        let z = confidence.z();
        let square = z * z;
        let twice = 2.0 * (n + square);
        let middle = 2.0 * n * rate + square;
        // For confidence far below one half the radicand may fall below zero, where the correction outweighs the interval.
        let below = (square - 2.0 - 1.0 / n + 4.0 * rate * (n * (1.0 - rate) + 1.0)).max(0.0);
        let above = (square + 2.0 - 1.0 / n + 4.0 * rate * (n * (1.0 - rate) - 1.0)).max(0.0);
        let lower = (middle - 1.0 - z * below.sqrt()) / twice;
        let upper = (middle + 1.0 + z * above.sqrt()) / twice;
        Some(self.closed_ends(Interval::new(lower, upper)))
    }

    /// The exact interval (Clopper and Pearson 1934), which covers at least what it promises and is wide for it.
    ///
    /// For up to 10⁹ cases; the time grows with the square root of their number.
    #[must_use]
    pub fn clopper_pearson(self, confidence: Confidence) -> Option<Interval> {
        self.rate()?;
        let (k, failures) = (self.successes as f64, self.failures() as f64);
        let lower = if self.successes == 0 { 0.0 } else { lower_beta(confidence, k, failures + 1.0) };
        let upper = if self.failures() == 0 { 1.0 } else { upper_beta(confidence, k + 1.0, failures) };
        Some(Interval::new(lower, upper))
    }

    /// The interval of Agresti and Coull (1998), cut off at 0 and 1.
    #[must_use]
    pub fn agresti_coull(self, confidence: Confidence) -> Option<Interval> {
        self.rate()?;
        let z = confidence.z();
        let n = self.n as f64 + z * z;
        let rate = (self.successes as f64 + z * z / 2.0) / n;
        let half = z * (rate * (1.0 - rate) / n).sqrt();
        Some(Interval::new(rate - half, rate + half).within_unit())
    }

    /// The equal-tailed interval of Jeffreys' prior, a beta distribution with one half of a case on each side; it never
    /// reaches 0 or 1.
    #[must_use]
    pub fn jeffreys(self, confidence: Confidence) -> Option<Interval> {
        self.rate()?;
        let (a, b) = (self.successes as f64 + 0.5, self.failures() as f64 + 0.5);
        Some(Interval::new(lower_beta(confidence, a, b), upper_beta(confidence, a, b)))
    }

    fn failures(self) -> u64 {
        self.n.saturating_sub(self.successes)
    }

    /// Exactly 0 or 1 at the end at which no case lies, where rounding would give almost that.
    fn closed_ends(self, interval: Interval) -> Interval {
        let interval = interval.within_unit();
        Interval {
            lower: if self.successes == 0 { 0.0 } else { interval.lower },
            upper: if self.successes == self.n { 1.0 } else { interval.upper },
        }
    }
}

/// The quantile that leaves the tail below it.
fn lower_beta(confidence: Confidence, a: f64, b: f64) -> f64 {
    special::beta_quantile(confidence.tail(), a, b)
}

/// The quantile that leaves the tail above it: from the side of 0 or 1 that lies nearer, where a float has its digits.
fn upper_beta(confidence: Confidence, a: f64, b: f64) -> f64 {
    if a < b {
        special::beta_quantile(1.0 - confidence.tail(), a, b)
    } else {
        1.0 - special::beta_quantile(confidence.tail(), b, a)
    }
}
