use crate::money::{Decimal, MoneyError, Rounding};

/// An amount before rounding, kept as nine times itself.
///
/// Labour is priced by the hour and charged by the second, a 3600th. A power of ten has no ninth, so a decimal number cannot
/// hold the result; nine times it, it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exact(Decimal);

impl Exact {
    pub(super) const ZERO: Self = Self(Decimal::ZERO);
    pub(super) const NINE: Decimal = Decimal::integer(9);

    pub(super) fn of(amount: Decimal) -> Result<Self, MoneyError> {
        amount.times(Self::NINE).map(Self)
    }

    /// What so many seconds cost at the price of an hour: 9 / 3600 is 0.0025.
    pub(super) fn of_seconds(per_hour: Decimal, seconds: i64) -> Result<Self, MoneyError> {
        per_hour.times(Decimal::integer(seconds))?.times(Decimal::new(25, 4)).map(Self)
    }

    pub(super) fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.0.plus(other.0).map(Self)
    }

    pub(super) fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.0.minus(other.0).map(Self)
    }

    pub(super) fn times(self, factor: Decimal) -> Result<Self, MoneyError> {
        if factor == Decimal::ONE { Ok(self) } else { self.0.times(factor).map(Self) }
    }

    pub(super) fn percent(self, percent: Decimal) -> Result<Self, MoneyError> {
        self.0.times(percent)?.hundredth().map(|share| Self(share.normalized()))
    }

    pub(super) fn negated(self) -> Result<Self, MoneyError> {
        self.0.negated().map(Self)
    }

    pub(super) fn min(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }

    pub(super) fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// The part of it that a split gives to some payers.
    pub(super) fn part(
        self,
        part: impl FnOnce(Decimal, Decimal) -> Result<Decimal, MoneyError>,
    ) -> Result<Self, MoneyError> {
        part(self.0, Self::NINE).map(Self)
    }

    /// The amount, rounded once.
    pub(super) fn rounded(self, rounding: &Rounding) -> Result<Decimal, MoneyError> {
        rounding.round_quotient(self.0, Self::NINE)
    }

    /// The amount divided by a number, rounded once.
    pub(super) fn rounded_quotient(
        self,
        divisor: Decimal,
        rounding: &Rounding,
    ) -> Result<Decimal, MoneyError> {
        rounding.round_quotient(self.0, divisor.times(Self::NINE)?)
    }

    /// It less the share `off / of` of another, rounded once.
    ///
    /// The products have more digits than a decimal number holds, so the quotient is made bit by bit; what is left over only
    /// has to say on which side of a half it lies.
    pub(super) fn less(
        self,
        other: Self,
        (off, of): (Self, Self),
        rounding: &Rounding,
    ) -> Result<Decimal, MoneyError> {
        let (kept, own) = (self.0.minus(other.0)?.normalized(), other.0.normalized());
        let (left, of) = (of.0.minus(off.0)?.normalized(), of.0.normalized());
        // A half of the step must be a whole number at the scale.
        let halves = rounding.step().scale().saturating_add(1);
        let scale = kept.scale().max(own.scale()).max(halves);
        let ratio_scale = left.scale().max(of.scale());
        let whole = |number: Decimal, scale| number.at_scale(scale).ok_or(TOO_LARGE);
        let (left, of) = (whole(left, ratio_scale)?, whole(of, ratio_scale)?);
        let (quotient, rest) = share(whole(own, scale)?, left, of).ok_or(TOO_LARGE)?;
        let half = rest.cmp(&of.checked_sub(rest).ok_or(TOO_LARGE)?);
        let quarters = if rest == 0 { 0 } else { 2_i128.saturating_add(half as i128) };
        let sum = whole(kept, scale)?.checked_add(quotient).and_then(|sum| sum.checked_mul(4));
        let sum = sum.and_then(|sum| Decimal::from_parts(sum.checked_add(quarters)?, scale));
        rounding.round_quotient(sum.ok_or(TOO_LARGE)?, Decimal::integer(36))
    }
}

const TOO_LARGE: MoneyError = MoneyError::OutOfRange { what: "product" };

/// The whole part of `number × part / of` and what is left over, from 0 up to `of`; `part` is from 0 to `of`.
fn share(number: i128, part: i128, of: i128) -> Option<(i128, i128)> {
    if of <= 0 || part < 0 || part > of {
        return None;
    }
    let size = number.unsigned_abs();
    let (mut quotient, mut rest) = (0_i128, 0_i128);
    for bit in (0..u128::BITS.checked_sub(size.leading_zeros())?).rev() {
        (quotient, rest) = (quotient.checked_mul(2)?, rest.checked_mul(2)?);
        if size.checked_shr(bit)? & 1 == 1 {
            rest = rest.checked_add(part)?;
        }
        while rest >= of {
            (quotient, rest) = (quotient.checked_add(1)?, rest.checked_sub(of)?);
        }
    }
    if number >= 0 {
        return Some((quotient, rest));
    }
    let below = quotient.checked_neg()?;
    if rest == 0 { Some((below, 0)) } else { Some((below.checked_sub(1)?, of.checked_sub(rest)?)) }
}
