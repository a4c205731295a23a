use super::range_special::{normal_probability, normal_quantile};
use super::{CostError, Distribution, LogNormal, Range, RangeMethod};

/// Steps of the grid on which a sum is convolved.
const STEPS: u16 = 512;

/// The share of cases that may lie beyond the grid; quantiles are given up to 0.95.
const BEYOND: f64 = 0.04;

/// The sum of independent parts: operations of a job, or what they cost.
///
/// ```
/// use aftersales::cost::{Distribution, RangeMethod, ThreePoint, Total};
///
/// let tasks = [(2.0, 4.0, 12.0), (1.0, 2.0, 3.0), (0.5, 1.0, 8.0), (8.0, 16.0, 40.0)];
/// let parts = tasks
///     .iter()
///     .map(|&(low, mode, high)| ThreePoint::new(low, mode, high).map(Distribution::from))
///     .collect::<Result<Vec<_>, _>>()?;
/// let total = Total::of(&parts, RangeMethod::Normal)?;
/// assert_eq!(total.mean(), 27.75);
/// assert!((total.quantile(0.9)? - 35.54422).abs() < 1e-5);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    mean: f64,
    variance: f64,
    least: f64,
    method: RangeMethod,
    shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
enum Shape {
    /// One part, beyond a constant.
    Part {
        constant: f64,
        part: Distribution,
    },
    /// Everything is fixed.
    Constant,
    /// A log-normal beyond a constant.
    LogNormal {
        constant: f64,
        spread: LogNormal,
    },
    Normal {
        deviation: f64,
    },
    Grid(Grid),
}

impl Total {
    /// Most parts of a sum.
    pub const MOST_PARTS: usize = 200;

    /// Sums the parts. Convolution takes time in proportion to their number, some tenths of a millisecond a part; the others next to none.
    ///
    /// # Errors
    ///
    /// [`CostError::TooMany`] for more than 200 parts, [`CostError::OutOfRange`] for none.
    pub fn of(parts: &[Distribution], method: RangeMethod) -> Result<Self, CostError> {
        if parts.is_empty() {
            let allowed = "at least one part";
            return Err(CostError::OutOfRange { path: "parts".to_owned(), value: "[]".to_owned(), allowed });
        }
        if parts.len() > Self::MOST_PARTS {
            let (count, most) = (parts.len(), Self::MOST_PARTS);
            return Err(CostError::TooMany { path: "parts".to_owned(), count, most });
        }
        let variance = match method {
            RangeMethod::ClassicNormal => parts.iter().map(Distribution::classic_variance).sum(),
            _ => parts.iter().map(Distribution::variance).sum(),
        };
        let mean = parts.iter().map(Distribution::mean).sum();
        let least = parts.iter().map(Distribution::least).sum();
        let spread: Vec<Distribution> = parts.iter().filter(|part| !part.is_fixed()).copied().collect();
        let constant: f64 = parts.iter().filter(|part| part.is_fixed()).map(Distribution::mean).sum();
        let (method, shape) = match (spread.as_slice(), method) {
            ([], _) => (RangeMethod::Exact, Shape::Constant),
            ([part], RangeMethod::Exact | RangeMethod::Convolution) => {
                (RangeMethod::Exact, Shape::Part { constant, part: *part })
            }
            (_, RangeMethod::FentonWilkinson) => (
                method,
                Shape::LogNormal { constant, spread: LogNormal::from_moments(mean - constant, variance) },
            ),
            (_, RangeMethod::Normal | RangeMethod::ClassicNormal) => {
                (method, Shape::Normal { deviation: variance.sqrt() })
            }
            (spread, RangeMethod::Exact | RangeMethod::Convolution) => {
                (RangeMethod::Convolution, Shape::Grid(Grid::of(spread, least, mean, variance)))
            }
        };
        Ok(Self { mean, variance, least, method, shape })
    }

    /// The mean of the sum, which is the sum of the means.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation of the sum.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        self.variance.sqrt()
    }

    /// How quantiles are computed: the method asked for, or [`RangeMethod::Exact`] where a closed form is at hand.
    #[must_use]
    pub const fn method(&self) -> RangeMethod {
        self.method
    }

    /// P10, P50 and P90.
    #[must_use]
    pub fn range(&self) -> Range {
        Range::new([0.1, 0.5, 0.9].map(|share| self.at(share)), self.mean, self.method)
    }

    /// The value that a share of cases stays below.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside 0.05 to 0.95.
    pub fn quantile(&self, share: f64) -> Result<f64, CostError> {
        if (0.05..=0.95).contains(&share) {
            return Ok(self.at(share));
        }
        let allowed = "0.05 to 0.95";
        Err(CostError::OutOfRange { path: "share".to_owned(), value: share.to_string(), allowed })
    }

    /// The share of cases at or below a value.
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        if value < self.least {
            return 0.0;
        }
        match &self.shape {
            Shape::Constant => 1.0,
            Shape::Part { constant, part } => part.probability(value - constant),
            Shape::LogNormal { constant, spread } => spread.probability(value - constant),
            Shape::Normal { deviation } => normal_probability((value - self.mean) / deviation),
            Shape::Grid(grid) => grid.probability(value - self.least),
        }
    }

    fn at(&self, share: f64) -> f64 {
        match &self.shape {
            Shape::Constant => self.mean,
            // A share inside (0, 1) has its quantile.
            Shape::Part { constant, part } => constant + part.quantile(share).unwrap_or(part.mean()),
            Shape::LogNormal { constant, spread } => {
                constant + spread.quantile(share).unwrap_or(spread.mean())
            }
            Shape::Normal { deviation } => (self.mean + deviation * normal_quantile(share)).max(self.least),
            Shape::Grid(grid) => self.least + grid.quantile(share),
        }
    }
}

/// The distribution of a sum above its least value: the share of cases up to half a step beyond each point.
#[derive(Debug, Clone, PartialEq)]
struct Grid {
    step: f64,
    shares: Vec<f64>,
    /// The log-normal of the same mean and variance, for the shape of the tail beyond the grid.
    tail: LogNormal,
}

impl Grid {
    fn of(parts: &[Distribution], least: f64, mean: f64, variance: f64) -> Self {
        // Whichever bound lies lower: Cantelli's inequality, or no part beyond its own quantile.
        let cantelli = mean - least + (variance * (1.0 / BEYOND - 1.0)).sqrt();
        let each = BEYOND / parts.len() as f64;
        let union: f64 = parts.iter().map(|part| part.reach(each)).sum();
        let step = cantelli.min(union) / f64::from(STEPS);
        let mut masses = vec![1.0];
        for part in parts {
            masses = convolved(&masses, &masses_of(part, step));
        }
        let mut below = 0.0;
        for mass in &mut masses {
            below += *mass;
            *mass = below;
        }
        Self { step, shares: masses, tail: LogNormal::from_moments(mean - least, variance) }
    }

    /// Each mass is taken as spread evenly over the step around its point.
    fn probability(&self, above_least: f64) -> f64 {
        let at = (above_least / self.step + 0.5).max(0.0);
        let point = at.floor() as usize;
        let before = point.checked_sub(1).map_or(0.0, |point| self.share(point));
        if point < self.shares.len() {
            return (before + (at - at.floor()) * (self.share(point) - before)).min(1.0);
        }
        let end = self.step * (self.shares.len() as f64 - 0.5);
        let left = (1.0 - self.tail.probability(above_least)) / (1.0 - self.tail.probability(end));
        1.0 - (1.0 - before).max(0.0) * if left <= 1.0 { left } else { 0.0 }
    }

    fn quantile(&self, share: f64) -> f64 {
        let point = self.shares.partition_point(|&below| below < share);
        let before = point.checked_sub(1).map_or(0.0, |point| self.share(point));
        let part = (share - before) / (self.share(point) - before).max(f64::MIN_POSITIVE);
        (self.step * (point as f64 - 0.5 + part)).clamp(0.0, self.step * self.shares.len() as f64)
    }

    fn share(&self, point: usize) -> f64 {
        self.shares.get(point).or(self.shares.last()).copied().unwrap_or(1.0)
    }
}

/// The masses of one part on the grid: those of every step are given to its two ends so that its mean stays.
fn masses_of(part: &Distribution, step: f64) -> Vec<f64> {
    let mut masses = Vec::with_capacity(usize::from(STEPS).saturating_add(1));
    let (mut share, mut mean) = part.partial(0.0);
    let mut carried = share;
    for index in 0..STEPS {
        let start = f64::from(index) * step;
        let (next_share, next_mean) = part.partial(start + step);
        let mass = (next_share - share).max(0.0);
        let right = ((next_mean - mean - start * mass) / step).clamp(0.0, mass);
        masses.push(carried + mass - right);
        carried = right;
        (share, mean) = (next_share, next_mean);
        if share >= 1.0 {
            break;
        }
    }
    masses.push(carried);
    masses
}

/// What lies beyond the grid stays out: no part is negative, so none of it comes back.
fn convolved(left: &[f64], right: &[f64]) -> Vec<f64> {
    let length =
        left.len().saturating_add(right.len()).saturating_sub(1).min(usize::from(STEPS).saturating_add(1));
    let mut sum = vec![0.0; length];
    for (offset, &weight) in left.iter().enumerate() {
        for (out, &mass) in sum.iter_mut().skip(offset).zip(right) {
            *out += weight * mass;
        }
    }
    sum
}
