use core::fmt;
use core::str::FromStr;

use super::decimal::{out_of_range, power_of_ten};
use super::{Currency, Decimal, Money, MoneyError};
use crate::time::shown;

/// How a number that lies between two steps is rounded.
///
/// The names say what happens to the size of the number; only `ceiling` and `floor` look at its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RoundingMode {
    /// To the nearer step, from the middle away from zero: what most tax offices ask for.
    HalfUp,
    /// To the nearer step, from the middle to the even one.
    HalfEven,
    /// To the nearer step, from the middle to the odd one.
    HalfOdd,
    /// To the nearer step, from the middle towards zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards plus infinity.
    Ceiling,
    /// Towards minus infinity.
    Floor,
}

impl RoundingMode {
    /// Every mode.
    pub const ALL: &'static [Self] = &[
        Self::HalfUp,
        Self::HalfEven,
        Self::HalfOdd,
        Self::HalfDown,
        Self::Up,
        Self::Down,
        Self::Ceiling,
        Self::Floor,
    ];

    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::HalfOdd => "half_odd",
            Self::HalfDown => "half_down",
            Self::Up => "up",
            Self::Down => "down",
            Self::Ceiling => "ceiling",
            Self::Floor => "floor",
        }
    }

    /// The rounded quotient; `None` where the divisor is not positive or the result does not fit.
    fn quotient(self, dividend: i128, divisor: i128) -> Option<i128> {
        if divisor <= 0 {
            return None;
        }
        let (down, rest) = match (i64::try_from(dividend), i64::try_from(divisor)) {
            // Numbers of common size are divided by the short way.
            (Ok(dividend), Ok(divisor)) => {
                (dividend.checked_div(divisor)?.into(), dividend.checked_rem(divisor)?.into())
            }
            _ => (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?),
        };
        if rest == 0 {
            return Some(down);
        }
        let away = if dividend < 0 { -1 } else { 1 };
        // Twice the rest may not fit where its complement does.
        let rest = rest.checked_abs()?;
        let half = rest.cmp(&divisor.checked_sub(rest)?);
        let moves = match self {
            Self::HalfUp => half.is_ge(),
            Self::HalfDown => half.is_gt(),
            Self::HalfEven => half.is_gt() || (half.is_eq() && down % 2 != 0),
            Self::HalfOdd => half.is_gt() || (half.is_eq() && down % 2 == 0),
            Self::Up => true,
            Self::Down => false,
            Self::Ceiling => away > 0,
            Self::Floor => away < 0,
        };
        if moves { down.checked_add(away) } else { Some(down) }
    }
}

impl fmt::Display for RoundingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A mode with a step: the minor unit of a currency, a cash step such as `0.05`, or a whole number.
///
/// ```
/// use aftersales::money::{Rounding, RoundingMode};
///
/// let cash = Rounding::to_step(RoundingMode::HalfUp, "0.05".parse()?)?;
/// assert_eq!(cash.round("12.23".parse()?)?.to_string(), "12.25");
/// let yen = Rounding::to_minor_unit(RoundingMode::HalfEven, "JPY".parse()?);
/// assert_eq!(yen.money("1234.5".parse()?, "JPY".parse()?)?.to_string(), "1234 JPY");
/// # Ok::<(), aftersales::money::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    mode: RoundingMode,
    /// Positive.
    step: Decimal,
}

impl Rounding {
    /// Rounds to multiples of a step.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Step`] for a step that is not positive.
    pub fn to_step(mode: RoundingMode, step: Decimal) -> Result<Self, MoneyError> {
        if step.is_zero() || step.is_negative() {
            return Err(MoneyError::Step { value: step.to_string() });
        }
        Ok(Self { mode, step })
    }

    /// Rounds to so many digits after the point, at most 38.
    #[must_use]
    pub const fn to_digits(mode: RoundingMode, digits: u32) -> Self {
        Self { mode, step: Decimal::new(1, digits) }
    }

    /// Rounds to minor units of a currency.
    #[must_use]
    pub const fn to_minor_unit(mode: RoundingMode, currency: Currency) -> Self {
        Self::to_digits(mode, currency.digits())
    }

    /// The mode.
    #[must_use]
    pub const fn mode(&self) -> RoundingMode {
        self.mode
    }

    /// The step.
    #[must_use]
    pub const fn step(&self) -> Decimal {
        self.step
    }

    /// The number rounded, with as many digits as the step has.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn round(&self, value: Decimal) -> Result<Decimal, MoneyError> {
        self.round_quotient(value, Decimal::ONE)
    }

    /// `dividend / divisor` rounded once, without an intermediate result.
    ///
    /// # Errors
    ///
    /// [`MoneyError::DivisionByZero`], [`MoneyError::OutOfRange`].
    pub fn round_quotient(&self, dividend: Decimal, divisor: Decimal) -> Result<Decimal, MoneyError> {
        if divisor.is_zero() {
            return Err(MoneyError::DivisionByZero);
        }
        let rounded =
            self.steps(dividend, divisor).or_else(|| self.steps(dividend.normalized(), divisor.normalized()));
        let steps = rounded.ok_or(out_of_range("rounded amount"))?;
        let mantissa = steps.checked_mul(self.step.mantissa()).ok_or(out_of_range("rounded amount"))?;
        Decimal::from_parts(mantissa, self.step.scale()).ok_or(out_of_range("rounded amount"))
    }

    /// The number rounded as an amount.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TooFine`] where the step leaves fractions of minor units, [`MoneyError::OutOfRange`].
    pub fn money(&self, value: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        Money::new(self.round(value)?, currency)
    }

    /// The same rounding, if its step is a whole number of minor units.
    ///
    /// # Errors
    ///
    /// [`MoneyError::StepTooFine`].
    pub fn for_currency(self, currency: Currency) -> Result<Self, MoneyError> {
        if self.step.normalized().scale() <= currency.digits() {
            return Ok(self);
        }
        let smallest = currency.minor_unit().to_string();
        Err(MoneyError::StepTooFine { step: self.step.to_string(), currency, smallest })
    }

    /// How many steps the quotient has.
    fn steps(&self, dividend: Decimal, divisor: Decimal) -> Option<i128> {
        let (mut above, mut below) =
            (dividend.mantissa(), divisor.mantissa().checked_mul(self.step.mantissa())?);
        if below < 0 {
            (above, below) = (above.checked_neg()?, below.checked_neg()?);
        }
        let scale_above = divisor.scale().checked_add(self.step.scale())?;
        match scale_above.checked_sub(dividend.scale()) {
            Some(0) => {}
            Some(power) => above = above.checked_mul(power_of_ten(power)?)?,
            None => below = below.checked_mul(power_of_ten(dividend.scale().checked_sub(scale_above)?)?)?,
        }
        self.mode.quotient(above, below)
    }
}

impl FromStr for RoundingMode {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let found = Self::ALL.iter().copied().find(|mode| mode.as_str() == text);
        found.ok_or_else(|| MoneyError::UnknownMode { value: shown(text) })
    }
}
