use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use super::MoneyError;
use crate::time::shown;

/// A decimal number without rounding: quantities, rates, per cents, and prices finer than a minor unit.
///
/// It holds 38 digits, at most 38 of them after the point. Every operation is exact or an error. Equality and order are those of
/// the numbers, so that `1.5` equals `1.50`; the text keeps the digits that were written.
///
/// ```
/// use aftersales::money::Decimal;
///
/// let price: Decimal = "348.35".parse()?;
/// let discounted = price.times("16".parse()?)?.times("0.96".parse()?)?;
/// assert_eq!(discounted.to_string(), "5350.6560");
/// assert_eq!(discounted, "5350.656".parse()?);
/// # Ok::<(), aftersales::money::MoneyError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    /// At most [`MOST_SCALE`].
    scale: u32,
}

/// Ten to this power still fits into 128 bits.
const MOST_SCALE: u32 = 38;
const MOST_DIGITS_BEFORE: usize = 18;
const MOST_DIGITS_AFTER: usize = 12;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);
    /// One hundred, by which per cents are divided.
    pub const HUNDRED: Self = Self::integer(100);

    /// A whole number.
    #[must_use]
    pub const fn integer(value: i64) -> Self {
        Self { mantissa: value as i128, scale: 0 }
    }

    /// `mantissa` divided by ten to the power of `scale`; of more than 38 digits after the point, 38 are taken.
    #[must_use]
    pub const fn new(mantissa: i64, scale: u32) -> Self {
        Self { mantissa: mantissa as i128, scale: if scale < MOST_SCALE { scale } else { MOST_SCALE } }
    }

    /// The number without its point.
    #[must_use]
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The digits after the point.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        match self.sum(other) {
            Some(sum) => Ok(sum),
            None => self.normalized().sum(other.normalized()).ok_or(out_of_range("sum")),
        }
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated()?)
    }

    /// The product.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn times(self, other: Self) -> Result<Self, MoneyError> {
        match self.product(other) {
            Some(product) => Ok(product),
            None => self.normalized().product(other.normalized()).ok_or(out_of_range("product")),
        }
    }

    /// The number with the other sign.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn negated(self) -> Result<Self, MoneyError> {
        let mantissa = self.mantissa.checked_neg().ok_or(out_of_range("number"))?;
        Ok(Self { mantissa, scale: self.scale })
    }

    /// The hundredth part: what a per cent is as a factor.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn hundredth(self) -> Result<Self, MoneyError> {
        self.times(Self::new(1, 2))
    }

    /// The same number without zeros at the end of its fraction.
    #[must_use]
    pub fn normalized(self) -> Self {
        let Self { mut mantissa, mut scale } = self;
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale = scale.saturating_sub(1);
        }
        Self { mantissa, scale }
    }

    /// `mantissa` divided by ten to the power of `scale`, if that is a number of this kind.
    pub(crate) const fn from_parts(mantissa: i128, scale: u32) -> Option<Self> {
        if scale <= MOST_SCALE { Some(Self { mantissa, scale }) } else { None }
    }

    /// The mantissa that the number has with so many digits after the point, if there are at least as many as now.
    pub(crate) fn at_scale(self, scale: u32) -> Option<i128> {
        let factor = power_of_ten(scale.checked_sub(self.scale)?)?;
        if factor == 1 { Some(self.mantissa) } else { self.mantissa.checked_mul(factor) }
    }

    fn sum(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { mantissa: self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?, scale })
    }

    fn product(self, other: Self) -> Option<Self> {
        Self::from_parts(self.mantissa.checked_mul(other.mantissa)?, self.scale.checked_add(other.scale)?)
    }

    /// The part before the point, rounded down, and the rest with [`MOST_SCALE`] digits.
    fn split(self) -> (i128, i128) {
        let unit = power_of_ten(self.scale).unwrap_or(i128::MAX);
        let rest = self.mantissa.rem_euclid(unit);
        let widened =
            power_of_ten(MOST_SCALE.saturating_sub(self.scale)).and_then(|factor| rest.checked_mul(factor));
        (self.mantissa.div_euclid(unit), widened.unwrap_or(rest))
    }
}

pub(super) const fn out_of_range(what: &'static str) -> MoneyError {
    MoneyError::OutOfRange { what }
}

/// Ten to the power, up to 38.
pub(super) fn power_of_ten(power: u32) -> Option<i128> {
    POWERS.get(usize::try_from(power).ok()?).copied()
}

const POWERS: [i128; 39] = {
    let mut powers = [1_i128; 39];
    let mut power = 1;
    while power < powers.len() {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        {
            powers[power] = powers[power - 1] * 10;
        }
        power += 1;
    }
    powers
};

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        self.split().cmp(&other.split())
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::integer(value)
    }
}

/// Digits with an optional minus and an optional point between digits; no exponent, no plus, no separators.
impl FromStr for Decimal {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        parse(text.as_bytes()).ok_or_else(|| MoneyError::Malformed { value: shown(text) })
    }
}

fn parse(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let point = digits.iter().position(|&sign| sign == b'.');
    let before = point.unwrap_or(digits.len());
    let after = point.map_or(0, |point| digits.len().saturating_sub(point).saturating_sub(1));
    if !(1..=MOST_DIGITS_BEFORE).contains(&before)
        || after > MOST_DIGITS_AFTER
        || (point.is_some() && after == 0)
    {
        return None;
    }
    let mut mantissa = 0_i128;
    for (position, &sign) in digits.iter().enumerate() {
        if Some(position) == point {
            continue;
        }
        let digit = sign.checked_sub(b'0').filter(|digit| *digit < 10)?;
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    let mantissa = if negative { mantissa.checked_neg()? } else { mantissa };
    Decimal::from_parts(mantissa, u32::try_from(after).ok()?)
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = usize::try_from(self.scale).unwrap_or_default();
        let digits = format!("{:0>least$}", self.mantissa.unsigned_abs(), least = width.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        f.pad(&format!("{sign}{whole}{point}{fraction}"))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
