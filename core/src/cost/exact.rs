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
}
