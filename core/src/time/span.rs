use core::fmt;

use chrono::TimeDelta;

use super::MICROS;

/// A signed length of time in microseconds: working time, or real time, as the function that returns it says.
///
/// ```
/// use aftersales::time::Span;
///
/// let budget = Span::from_seconds(4 * 3600);
/// assert_eq!(budget.micros(), 14_400_000_000);
/// assert_eq!(budget.to_string(), "4h00m00s");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span(i64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A length of `micros` microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// A length of `seconds` seconds; beyond 292,000 years it stays there.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(MICROS))
    }

    /// The length in microseconds.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The length in whole seconds, rounded down (towards minus infinity).
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(MICROS)
    }

    /// The length for `chrono`.
    #[must_use]
    pub const fn to_delta(self) -> TimeDelta {
        TimeDelta::microseconds(self.0)
    }

    /// The sum of both lengths, staying at the ends of the range instead of overflowing.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference of both lengths, staying at the ends of the range instead of overflowing.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl TryFrom<TimeDelta> for Span {
    type Error = super::TimeError;

    /// Finer input is floored to the microsecond.
    fn try_from(value: TimeDelta) -> Result<Self, Self::Error> {
        let whole = value.num_seconds().checked_mul(MICROS);
        let fraction = i64::from(value.subsec_nanos()).div_euclid(1_000);
        let micros = whole.and_then(|whole| whole.checked_add(fraction));
        micros.map(Self).ok_or_else(|| super::TimeError::SpanOutOfRange { seconds: value.num_seconds() })
    }
}

/// Hours, minutes and seconds, such as `-1h05m00s`, with as many decimals as needed.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        let seconds = micros / 1_000_000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{sign}{hours}h{minutes:02}m{seconds:02}")?;
        match micros % 1_000_000 {
            0 => f.write_str("s"),
            fraction => write!(f, ".{}s", format!("{fraction:06}").trim_end_matches('0')),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
