//! What each payer pays of one amount.

use super::charge::{Sharing, path, value_of};
use super::{CostError, Payer};
use crate::money::{Decimal, Money, MoneyError, allocate_array};
use crate::time::shown;
use crate::wire::PayerShareDocument;

/// How many payers there are.
const PAYERS: usize = Payer::ALL.len();

/// Minor units by payer, in the order of [`Payer::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shares([i64; PAYERS]);

/// Which payers something is for.
pub(super) type PayerSet = [bool; PAYERS];

/// How an amount is split between payers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// Per cents as whole numbers of the same scale.
    weights: [u64; PAYERS],
    percents: [Decimal; PAYERS],
    /// Amounts that are taken off before the rest is split.
    fixed: Option<[Decimal; PAYERS]>,
    /// The payer that pays all, where one does.
    only: Option<Payer>,
}

impl Shares {
    pub(super) fn of(&self, payer: Payer) -> i64 {
        self.0.get(payer as usize).copied().unwrap_or_default()
    }

    /// All for one payer.
    pub(super) fn only(payer: Payer, minor: i64) -> Self {
        let mut shares = Self::default();
        put(&mut shares.0, payer as usize, minor);
        shares
    }

    /// Minor units in the order of the payers.
    pub(super) const fn of_minor_units(minor: [i64; PAYERS]) -> Self {
        Self(minor)
    }

    /// Payers with a share, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Payer, i64)> + '_ {
        Payer::ALL.iter().copied().zip(self.0).filter(|share| share.1 != 0)
    }

    pub(super) fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_add)
    }

    pub(super) fn minus(&self, other: &Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_sub)
    }

    pub(super) fn sum(&self) -> Result<i64, MoneyError> {
        let add = |sum: i64, share: &i64| sum.checked_add(*share);
        self.0.iter().try_fold(0, add).ok_or(MoneyError::OutOfRange { what: "sum" })
    }

    /// Only the shares of some payers.
    pub(super) fn masked(mut self, payers: Option<&PayerSet>) -> Self {
        if let Some(payers) = payers {
            for (share, _) in self.0.iter_mut().zip(payers).filter(|row| !row.1) {
                *share = 0;
            }
        }
        self
    }

    /// Splits an amount as these shares are; among nobody, the first payer who may pay it pays it.
    pub(super) fn allocate(&self, minor: i64, payers: Option<&PayerSet>) -> Result<Self, MoneyError> {
        let total = self.sum()?;
        if let Some((payer, _)) = single(self.iter()) {
            return Ok(Self::only(payer, minor));
        }
        let weights = self.0.map(|share| if (share < 0) == (total < 0) { share.unsigned_abs() } else { 0 });
        if weights == [0; PAYERS] {
            let allowed = |payer: &Payer| payers.is_none_or(|set| set.get(*payer as usize) == Some(&true));
            let payer = Payer::ALL.iter().copied().find(allowed).unwrap_or(Payer::Customer);
            return Ok(Self::only(payer, minor));
        }
        allocate_array(minor, &weights).map(Self)
    }

    fn with(&self, other: &Self, operation: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        let mut result = *self;
        for (share, other) in result.0.iter_mut().zip(other.0) {
            *share = operation(*share, other).ok_or(MoneyError::OutOfRange { what: "sum" })?;
        }
        Ok(result)
    }
}

/// Sets one place of a list that has it.
pub(super) fn put<T>(list: &mut [T], place: usize, value: T) {
    if let Some(known) = list.get_mut(place) {
        *known = value;
    }
}

fn single<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

impl Split {
    /// Reads a list of shares.
    pub(super) fn new(path: &str, written: &[PayerShareDocument]) -> Result<Self, CostError> {
        let mut percents = [Decimal::ZERO; PAYERS];
        let mut fixed = [Decimal::ZERO; PAYERS];
        let mut named = [false; PAYERS];
        for (position, share) in written.iter().enumerate() {
            let at = |field: &str| format!("{path}[{position}].{field}");
            let payer: Payer = share.payer.parse().map_err(|error: CostError| error.at(&at("payer")))?;
            let place = payer as usize;
            if named.get(place) == Some(&true) {
                return Err(CostError::Duplicate { path: at("payer"), value: shown(&share.payer) });
            }
            put(&mut named, place, true);
            let (field, text, list) = match (&share.percent, &share.amount) {
                (Some(percent), None) => ("percent", percent, &mut percents),
                (None, Some(amount)) => ("amount", amount, &mut fixed),
                (Some(_), Some(_)) => {
                    return Err(CostError::Duplicate { path: at("amount"), value: "percent".to_owned() });
                }
                (None, None) => {
                    return Err(CostError::Missing { path: at("payer"), field: "percent".to_owned() });
                }
            };
            let value: Decimal = text.parse().map_err(CostError::value(&at(field)))?;
            if value.is_negative() {
                let allowed = "a number from 0 on";
                return Err(CostError::OutOfRange { path: at(field), value: value.to_string(), allowed });
            }
            put(list, place, value);
        }
        let sum = percents.iter().try_fold(Decimal::ZERO, |sum, percent| sum.plus(*percent));
        let sum = sum.map_err(CostError::value(path))?;
        if sum != Decimal::HUNDRED {
            return Err(CostError::SharesNotWhole { path: path.to_owned(), sum: sum.to_string() });
        }
        let fixed = fixed.iter().any(|amount| !amount.is_zero()).then_some(fixed);
        let only = single(Payer::ALL.iter().copied().zip(percents).filter(|share| !share.1.is_zero()));
        let only = only.map(|share| share.0).filter(|_| fixed.is_none());
        Ok(Self { weights: weights(&percents), percents, fixed, only })
    }

    /// The shares of the rounded amount of a planned line.
    pub(super) fn shares(&self, line: usize, amount: Money) -> Result<Shares, CostError> {
        if let Some(payer) = self.only {
            return Ok(Shares::only(payer, amount.minor_units()));
        }
        let value = value_of(line);
        let fixed = self.fixed_shares(amount).map_err(&value)?;
        let rest = amount.minor_units().checked_sub(fixed.sum().map_err(&value)?);
        let Some(rest) = rest.filter(|rest| self.fixed.is_none() || *rest >= 0) else {
            let allowed = "payers' amounts up to the price of the line";
            return Err(CostError::OutOfRange { path: path(line), value: amount.to_string(), allowed });
        };
        let shares = allocate_array(rest, &self.weights).map_err(&value)?;
        Shares(shares).plus(&fixed).map_err(&value)
    }

    /// The shares of an amount by the per cents alone.
    pub(super) fn proportional(&self, minor: i64) -> Result<Shares, MoneyError> {
        match self.only {
            Some(payer) => Ok(Shares::only(payer, minor)),
            None => allocate_array(minor, &self.weights).map(Shares),
        }
    }

    /// The part of an exact number that some payers pay; `unit` is what one stands for in it.
    pub(super) fn part(
        &self,
        exact: Decimal,
        unit: Decimal,
        payers: &PayerSet,
        sharing: Sharing,
    ) -> Result<Decimal, MoneyError> {
        let fixed = self.fixed.as_ref().filter(|_| sharing == Sharing::Whole);
        let mut rest = exact;
        for amount in fixed.into_iter().flatten() {
            rest = rest.minus(amount.times(unit)?)?;
        }
        let mut sum = Decimal::ZERO;
        for (place, percent) in self.percents.iter().enumerate() {
            if payers.get(place) != Some(&true) {
                continue;
            }
            sum = sum.plus(rest.times(*percent)?.hundredth()?)?;
            if let Some(amount) = fixed.and_then(|fixed| fixed.get(place)) {
                sum = sum.plus(amount.times(unit)?)?;
            }
        }
        Ok(sum)
    }

    fn fixed_shares(&self, amount: Money) -> Result<Shares, MoneyError> {
        let mut shares = Shares::default();
        for (share, fixed) in shares.0.iter_mut().zip(self.fixed.as_ref().into_iter().flatten()) {
            *share = Money::new(*fixed, amount.currency())?.minor_units();
        }
        Ok(shares)
    }
}

/// The per cents as whole numbers; at most 100 with 12 digits after the point, so that they fit.
fn weights(percents: &[Decimal; PAYERS]) -> [u64; PAYERS] {
    let shortest = percents.map(Decimal::normalized);
    let scale = shortest.iter().map(|percent| percent.scale()).max().unwrap_or_default();
    shortest.map(|percent| {
        percent.at_scale(scale).and_then(|weight| u64::try_from(weight).ok()).unwrap_or_default()
    })
}
