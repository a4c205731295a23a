use core::str::FromStr;

use super::range_three_point::inside;
use super::{CostError, LogNormal, ThreePoint, Triangular};

/// What an estimate is spread over: P10, P50 and P90 with the method that gave them, in the unit of what went in.
///
/// The three are ordered, always.
///
/// ```
/// use aftersales::cost::{Distribution, LogNormal, RangeMethod, Total};
///
/// let minutes = |median| LogNormal::from_median(median, 0.6).map(Distribution::from);
/// let total = Total::of(&[minutes(30.0)?, minutes(45.0)?, Distribution::fixed(15.0)?], RangeMethod::Convolution)?;
/// let range = total.range();
/// assert!(range.p10() < range.p50() && range.p50() < range.p90());
/// assert_eq!(range.method().as_str(), "convolution");
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    p10: f64,
    p50: f64,
    p90: f64,
    mean: f64,
    method: RangeMethod,
}

impl Range {
    pub(super) fn new(quantiles: [f64; 3], mean: f64, method: RangeMethod) -> Self {
        let [p10, p50, p90] = quantiles;
        // A quantile never falls with its share; what the last digit says otherwise is not shown.
        let p50 = p50.max(p10);
        Self { p10, p50, p90: p90.max(p50), mean, method }
    }

    /// What one case in ten stays below.
    #[must_use]
    pub const fn p10(&self) -> f64 {
        self.p10
    }

    /// What half of the cases stay below.
    #[must_use]
    pub const fn p50(&self) -> f64 {
        self.p50
    }

    /// What nine cases in ten stay below.
    #[must_use]
    pub const fn p90(&self) -> f64 {
        self.p90
    }

    /// The mean, which lies above P50 where long cases are rare.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// How the three were computed.
    #[must_use]
    pub const fn method(&self) -> RangeMethod {
        self.method
    }
}

/// How the range of a sum is computed. All take the parts as independent of each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RangeMethod {
    /// Closed form: one uncertain part, and any number of fixed ones. Chosen by itself where it applies.
    Exact,
    /// Numerical convolution on a grid of 512 steps: within 1 % for P10 to P90, whatever the parts are.
    #[default]
    Convolution,
    /// A log-normal with the sum's mean and variance (Fenton 1960). Far faster, and good for narrow parts only: P10 and P90
    /// are off by 10 % and more where parts are as wide as sigma 1.2.
    FentonWilkinson,
    /// A normal with the sum's mean and variance, cut off at the sum of the least values.
    Normal,
    /// The same with the textbook deviation (high − low) / 6 for three-point parts.
    ClassicNormal,
}

impl RangeMethod {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Convolution => "convolution",
            Self::FentonWilkinson => "fenton_wilkinson",
            Self::Normal => "normal",
            Self::ClassicNormal => "classic_normal",
        }
    }
}

impl FromStr for RangeMethod {
    type Err = CostError;

    fn from_str(text: &str) -> Result<Self, CostError> {
        let all = [Self::Convolution, Self::FentonWilkinson, Self::Normal, Self::ClassicNormal];
        let found = all.into_iter().find(|method| method.as_str() == text);
        let known = all.iter().map(|method| method.as_str());
        found.ok_or_else(|| CostError::undefined("method".to_owned(), text, known))
    }
}

impl RangeMethod {
    /// The method that a document asks for; the default where it asks for none.
    pub(super) fn asked(text: Option<&String>) -> Result<Self, CostError> {
        text.map_or(Ok(Self::default()), |text| text.parse())
    }
}

/// How long one operation takes, or what it costs: fixed, or spread.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Distribution {
    /// The same in every case, such as a flat rate.
    Fixed(Fixed),
    /// Least, most likely, most, as PERT has it.
    ThreePoint(ThreePoint),
    /// Least, most likely, most, as a triangle.
    Triangular(Triangular),
    /// Log-normal, as repair times are.
    LogNormal(LogNormal),
}

/// A value that is the same in every case: a number from 0 to 10¹².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fixed(f64);

impl Distribution {
    /// A value that is the same in every case.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] unless 0 ≤ value ≤ 10¹².
    pub fn fixed(value: f64) -> Result<Self, CostError> {
        if (0.0..=super::range_three_point::MOST).contains(&value) {
            return Ok(Self::Fixed(Fixed(value)));
        }
        let allowed = "0 to 10^12";
        Err(CostError::OutOfRange { path: "value".to_owned(), value: value.to_string(), allowed })
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(Fixed(value)) => *value,
            Self::ThreePoint(points) => points.mean(),
            Self::Triangular(points) => points.mean(),
            Self::LogNormal(spread) => spread.mean(),
        }
    }

    /// The variance.
    #[must_use]
    pub fn variance(&self) -> f64 {
        match self {
            Self::Fixed(_) => 0.0,
            Self::ThreePoint(points) => points.variance(),
            Self::Triangular(points) => points.variance(),
            Self::LogNormal(spread) => spread.variance(),
        }
    }

    /// The share of cases at or below a value.
    #[must_use]
    pub fn probability(&self, value: f64) -> f64 {
        match self {
            Self::Fixed(Fixed(fixed)) => f64::from(u8::from(value >= *fixed)),
            Self::ThreePoint(points) => points.probability(value),
            Self::Triangular(points) => points.probability(value),
            Self::LogNormal(spread) => spread.probability(value),
        }
    }

    /// The value that a share of cases stays below.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside (0, 1).
    pub fn quantile(&self, share: f64) -> Result<f64, CostError> {
        match self {
            Self::Fixed(Fixed(value)) => inside(share).map(|_| *value),
            Self::ThreePoint(points) => points.quantile(share),
            Self::Triangular(points) => points.quantile(share),
            Self::LogNormal(spread) => spread.quantile(share),
        }
    }

    /// The same in another unit: hours at a rate become money.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a factor that is not above 0, or where the result leaves its limits.
    ///
    /// ```
    /// use aftersales::cost::{Distribution, LogNormal};
    ///
    /// let hours = Distribution::from(LogNormal::from_median(2.0, 0.5)?);
    /// let euros = hours.scaled(85.0)?;
    /// assert!((euros.quantile(0.5)? - 170.0).abs() < 1e-9);
    /// # Ok::<(), aftersales::cost::CostError>(())
    /// ```
    pub fn scaled(&self, factor: f64) -> Result<Self, CostError> {
        if !(factor > 0.0 && factor.is_finite()) {
            let allowed = "a number above 0";
            return Err(CostError::OutOfRange {
                path: "factor".to_owned(),
                value: factor.to_string(),
                allowed,
            });
        }
        match self {
            Self::Fixed(Fixed(value)) => Self::fixed(value * factor),
            Self::ThreePoint(points) => points.scaled(factor).map(Self::ThreePoint),
            Self::Triangular(points) => points.scaled(factor).map(Self::Triangular),
            Self::LogNormal(spread) => spread.scaled(factor).map(Self::LogNormal),
        }
    }

    /// The least value: no case lies below it.
    pub(super) fn least(&self) -> f64 {
        match self {
            Self::Fixed(Fixed(value)) => *value,
            Self::ThreePoint(points) => points.low(),
            Self::Triangular(points) => points.low(),
            Self::LogNormal(_) => 0.0,
        }
    }

    /// How far above the least all but the given share of cases stay; all cases where there is a most.
    pub(super) fn reach(&self, beyond: f64) -> f64 {
        match self {
            Self::Fixed(_) => 0.0,
            Self::ThreePoint(points) => points.high() - points.low(),
            Self::Triangular(points) => points.high() - points.low(),
            // The share lies inside (0, 1), where every quantile exists.
            Self::LogNormal(spread) => spread.quantile(1.0 - beyond).unwrap_or(f64::MAX),
        }
    }

    /// The share at most so far above the least, and the part of the mean above the least that lies there.
    pub(super) fn partial(&self, above_least: f64) -> (f64, f64) {
        match self {
            Self::Fixed(_) => (if above_least < 0.0 { 0.0 } else { 1.0 }, 0.0),
            Self::ThreePoint(points) => points.partial(above_least),
            Self::Triangular(points) => points.partial(above_least),
            Self::LogNormal(spread) => spread.partial(above_least),
        }
    }

    pub(super) fn is_fixed(&self) -> bool {
        self.reach(0.5) <= 0.0
    }

    /// The variance by the textbook rule where there is one.
    pub(super) fn classic_variance(&self) -> f64 {
        match self {
            Self::ThreePoint(points) => points.classic_deviation() * points.classic_deviation(),
            other => other.variance(),
        }
    }
}

impl From<ThreePoint> for Distribution {
    fn from(points: ThreePoint) -> Self {
        Self::ThreePoint(points)
    }
}

impl From<Triangular> for Distribution {
    fn from(points: Triangular) -> Self {
        Self::Triangular(points)
    }
}

impl From<LogNormal> for Distribution {
    fn from(spread: LogNormal) -> Self {
        Self::LogNormal(spread)
    }
}
