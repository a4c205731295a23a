use super::special;
use crate::kpi::KpiError;

/// A two-sided interval.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

impl Interval {
    pub(in crate::kpi) fn new(lower: f64, upper: f64) -> Self {
        Self { lower, upper }
    }

    /// Student's interval of a mean of `n` values with its standard error; none for fewer than two values.
    pub(in crate::kpi) fn of_mean(
        n: u64,
        mean: f64,
        standard_error: f64,
        confidence: Confidence,
    ) -> Option<Self> {
        let degrees = n.checked_sub(1).filter(|&degrees| degrees > 0)? as f64;
        let half = special::student_quantile_above(confidence.tail(), degrees) * standard_error;
        Some(Self::new(mean - half, mean + half))
    }

    /// Both ends moved into `[0, 1]`.
    pub(super) fn within_unit(self) -> Self {
        Self { lower: self.lower.clamp(0.0, 1.0), upper: self.upper.clamp(0.0, 1.0) }
    }

    /// Upper less lower end.
    #[must_use]
    pub fn width(self) -> f64 {
        self.upper - self.lower
    }
}

/// How sure an interval is meant to be: the share of intervals made this way that hold the truth.
///
/// ```
/// use aftersales::kpi::statistics::Confidence;
///
/// assert_eq!(Confidence::P95.level(), 0.95);
/// assert_eq!(Confidence::P95.z(), 1.959963984540054);
/// assert!(Confidence::new(1.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    z: f64,
}

impl Confidence {
    /// 95 %, what a figure carries unless it says otherwise.
    pub const P95: Self = Self { level: 0.95, z: 1.959_963_984_540_054 };

    /// A level between 0 and 1, both excluded.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`].
    pub fn new(level: f64) -> Result<Self, KpiError> {
        if !(level > 0.0 && level < 1.0) {
            return Err(KpiError::OutOfRange {
                field: "confidence",
                value: level.to_string(),
                allowed: "a number between 0 and 1",
            });
        }
        Ok(Self { level, z: -special::normal_quantile((1.0 - level) / 2.0) })
    }

    /// The level, such as 0.95.
    #[must_use]
    pub fn level(self) -> f64 {
        self.level
    }

    /// The standard normal quantile that leaves half of the rest above it.
    #[must_use]
    pub fn z(self) -> f64 {
        self.z
    }

    /// The probability left outside on each side.
    pub(super) fn tail(self) -> f64 {
        (1.0 - self.level) / 2.0
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::P95
    }
}
