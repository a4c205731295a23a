use super::CostError;
use super::range_special::{Beta, bisect};

/// A three-point estimate (least, most likely, most) as the beta distribution of PERT, in any unit.
///
/// Shapes 1 + 4(m − a)/(b − a) and 1 + 4(b − m)/(b − a) on `[a, b]`, so that the mean is (a + 4m + b)/6. Source: Malcolm,
/// Roseboom, Clark and Fazar (1959); Vose, *Risk Analysis*.
///
/// ```
/// use aftersales::cost::ThreePoint;
///
/// let hours = ThreePoint::new(2.0, 4.0, 12.0)?;
/// assert_eq!(hours.mean(), 5.0);
/// assert!((hours.quantile(0.9)? - 7.453340504).abs() < 1e-9);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThreePoint {
    points: Points,
    beta: Option<Beta>,
}

impl ThreePoint {
    /// From the least, the most likely and the most.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] unless 0 ≤ low ≤ mode ≤ high ≤ 10¹².
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, CostError> {
        let points = Points::new(low, mode, high)?;
        let width = high - low;
        let beta = (width > 0.0)
            .then(|| Beta::new(1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width));
        Ok(Self { points, beta })
    }

    /// The least.
    #[must_use]
    pub const fn low(&self) -> f64 {
        self.points.low
    }

    /// The most likely.
    #[must_use]
    pub const fn mode(&self) -> f64 {
        self.points.mode
    }

    /// The most.
    #[must_use]
    pub const fn high(&self) -> f64 {
        self.points.high
    }

    /// The mean, (low + 4 mode + high) / 6.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.points.low + 4.0 * self.points.mode + self.points.high) / 6.0
    }

    /// The standard deviation by the textbook rule, (high − low) / 6. [`ThreePoint::variance`] is that of the distribution.
    #[must_use]
    pub fn classic_deviation(&self) -> f64 {
        (self.points.high - self.points.low) / 6.0
    }

    /// The exact variance of the distribution.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        (mean - self.points.low) * (self.points.high - mean) / 7.0
    }

    /// The two shapes of the beta distribution; `None` where all three points are one.
    #[must_use]
    pub fn shapes(&self) -> Option<(f64, f64)> {
        self.beta.map(|beta| (beta.alpha, beta.beta))
    }

    /// The share of cases at or below a value.
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        self.partial(value - self.points.low).0
    }

    /// The value that a share of cases stays below.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside (0, 1).
    pub fn quantile(&self, share: f64) -> Result<f64, CostError> {
        let share = inside(share)?;
        let width = self.points.high - self.points.low;
        let Some(beta) = self.beta else { return Ok(self.points.low) };
        Ok(self.points.low + width * bisect(0.0, 1.0, share, |at| beta.partial(at).0))
    }

    pub(super) fn scaled(&self, factor: f64) -> Result<Self, CostError> {
        Self::new(self.points.low * factor, self.points.mode * factor, self.points.high * factor)
    }

    /// The share at most `above_low` beyond the least, and the part of the mean beyond the least that lies there.
    pub(super) fn partial(&self, above_low: f64) -> (f64, f64) {
        let width = self.points.high - self.points.low;
        match self.beta {
            Some(beta) => {
                let (share, mean) = beta.partial(above_low / width);
                (share, mean * width)
            }
            None => (if above_low < 0.0 { 0.0 } else { 1.0 }, 0.0),
        }
    }
}

/// A three-point estimate as a triangle, which gives the ends more weight than [`ThreePoint`] does.
///
/// ```
/// use aftersales::cost::Triangular;
///
/// let hours = Triangular::new(4.0, 6.0, 12.0)?;
/// assert!((hours.mean() - 22.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangular {
    points: Points,
}

impl Triangular {
    /// From the least, the most likely and the most.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] unless 0 ≤ low ≤ mode ≤ high ≤ 10¹².
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, CostError> {
        Ok(Self { points: Points::new(low, mode, high)? })
    }

    /// The least.
    #[must_use]
    pub const fn low(&self) -> f64 {
        self.points.low
    }

    /// The most.
    #[must_use]
    pub const fn high(&self) -> f64 {
        self.points.high
    }

    /// The mean, (low + mode + high) / 3.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.points.low + self.points.mode + self.points.high) / 3.0
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let (left, right) = (self.points.mode - self.points.low, self.points.high - self.points.mode);
        (left * left + left * right + right * right) / 18.0
    }

    /// The share of cases at or below a value.
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        self.partial(value - self.points.low).0
    }

    /// The value that a share of cases stays below.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside (0, 1).
    pub fn quantile(&self, share: f64) -> Result<f64, CostError> {
        let share = inside(share)?;
        let Points { low, mode, high } = self.points;
        let width = high - low;
        Ok(if share * width <= mode - low {
            low + (share * width * (mode - low)).sqrt()
        } else {
            high - ((1.0 - share) * width * (high - mode)).sqrt()
        })
    }

    pub(super) fn scaled(&self, factor: f64) -> Result<Self, CostError> {
        Self::new(self.points.low * factor, self.points.mode * factor, self.points.high * factor)
    }

    pub(super) fn partial(&self, above_low: f64) -> (f64, f64) {
        let Points { low, mode, high } = self.points;
        let (width, peak) = (high - low, mode - low);
        if above_low < 0.0 {
            return (0.0, 0.0);
        }
        if above_low >= width {
            return (1.0, self.mean() - low);
        }
        if above_low <= peak {
            let share = above_low * above_low / (width * peak).max(f64::MIN_POSITIVE);
            return (share, share * above_low * 2.0 / 3.0);
        }
        let left = width - above_low;
        let beyond = left * left / (width * (width - peak));
        (1.0 - beyond, self.mean() - low - beyond * (width - left * 2.0 / 3.0))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Points {
    low: f64,
    mode: f64,
    high: f64,
}

impl Points {
    fn new(low: f64, mode: f64, high: f64) -> Result<Self, CostError> {
        let within = |path: &str, value: f64, least: f64, most: f64, allowed| {
            if value >= least && value <= most {
                return Ok(value);
            }
            Err(CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed })
        };
        Ok(Self {
            low: within("low", low, 0.0, MOST, "0 to 10^12")?,
            mode: within("mode", mode, low, MOST, "a number from the least on, up to 10^12")?,
            high: within("high", high, mode, MOST, "a number from the most likely on, up to 10^12")?,
        })
    }
}

/// Largest value of a distribution: 30,000 years of seconds.
pub(super) const MOST: f64 = 1e12;

/// A share strictly between 0 and 1.
pub(super) fn inside(share: f64) -> Result<f64, CostError> {
    if share > 0.0 && share < 1.0 {
        return Ok(share);
    }
    Err(CostError::OutOfRange {
        path: "share".to_owned(),
        value: share.to_string(),
        allowed: "a number between 0 and 1",
    })
}
