use super::CostError;
use super::estimate::Estimate;
use super::words::{CostShare, LineKind};
use crate::money::{Currency, Decimal, Money, allocate};
use crate::wire::{ActualComparisonDocument, CompositionDocument, CostShareDocument};

/// What a repair costs the service side, by the four shares of domain fact CO-6, beside what is typical of each.
///
/// ```
/// use aftersales::cost::{CostComposition, CostShare};
/// use aftersales::money::Money;
///
/// let euro = |amount: &str| Money::new(amount.parse()?, "EUR".parse()?);
/// let actual = CostComposition::new([euro("90.00")?, euro("45.00")?, euro("15.00")?, euro("0.00")?])?;
/// assert_eq!(actual.total().to_string(), "150.00 EUR");
/// let percents = actual.percents()?.unwrap();
/// assert_eq!(percents.map(|percent| percent.to_string()), ["60.0", "30.0", "10.0", "0.0"]);
/// let beyond = actual.beyond_typical()?.unwrap();
/// assert_eq!(beyond[CostShare::Parts as usize].to_string(), "5.0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostComposition {
    amounts: [Money; SHARES],
    total: Money,
}

const SHARES: usize = CostShare::ALL.len();

/// Typical per cents of labour, parts, transport and other (domain fact CO-6).
const TYPICAL: [i64; SHARES] = [60, 25, 10, 5];

impl CostComposition {
    /// Amounts for labour, parts, transport and other, in the order of [`CostShare::ALL`].
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a negative amount, [`CostError::Value`] for amounts in several currencies.
    pub fn new(amounts: [Money; SHARES]) -> Result<Self, CostError> {
        for (share, amount) in CostShare::ALL.iter().zip(amounts) {
            if amount.is_negative() {
                let (path, value) = (share.as_str().to_owned(), amount.to_string());
                return Err(CostError::OutOfRange { path, value, allowed: "an amount from 0 on" });
            }
        }
        let [first, ..] = amounts;
        let total = Money::sum(amounts, first.currency()).map_err(CostError::value("composition"))?;
        Ok(Self { amounts, total })
    }

    /// What one share comes to.
    #[must_use]
    pub fn amount(&self, share: CostShare) -> Money {
        self.amounts.get(share as usize).copied().unwrap_or(self.total)
    }

    /// The currency of its amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.total.currency()
    }

    /// The sum.
    #[must_use]
    pub const fn total(&self) -> Money {
        self.total
    }

    /// Per cents with one digit after the point that sum to exactly 100; none of a cost of zero.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] where the amounts are too large for it.
    pub fn percents(&self) -> Result<Option<[Decimal; SHARES]>, CostError> {
        if self.total.is_zero() {
            return Ok(None);
        }
        let weights = self.amounts.map(|amount| amount.minor_units().unsigned_abs());
        let shares = allocate(1_000, &weights).map_err(CostError::value("composition"))?;
        let mut percents = [Decimal::ZERO; SHARES];
        for (percent, share) in percents.iter_mut().zip(shares) {
            *percent = Decimal::new(share, 1);
        }
        Ok(Some(percents))
    }

    /// The typical per cents, 60, 25, 10 and 5.
    #[must_use]
    pub fn typical() -> [Decimal; SHARES] {
        TYPICAL.map(Decimal::integer)
    }

    /// The typical shares from 0 to 1, in the order of [`CostShare::ALL`].
    #[must_use]
    pub fn typical_shares() -> [f64; SHARES] {
        TYPICAL.map(|percent| percent as f64 / 100.0)
    }

    /// By how many percentage points each share lies above the typical one, below zero where it lies below.
    ///
    /// # Errors
    ///
    /// As [`CostComposition::percents`].
    pub fn beyond_typical(&self) -> Result<Option<[Decimal; SHARES]>, CostError> {
        let Some(mut percents) = self.percents()? else { return Ok(None) };
        for (percent, typical) in percents.iter_mut().zip(Self::typical()) {
            *percent = percent.minus(typical).map_err(CostError::value("composition"))?;
        }
        Ok(Some(percents))
    }
}

/// An estimate beside what the repair cost the service side (domain fact CO-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActualComparison {
    /// What all payers together are charged, without tax.
    pub charged: Money,
    /// What it cost the service side.
    pub cost: Money,
    /// What is left: charged less cost.
    pub margin: Money,
    /// What the charges were for, without taxes, discounts and rounding; prices with tax contain it here.
    pub estimated: CostComposition,
    /// What the cost was for.
    pub actual: CostComposition,
}

impl TryFrom<&CompositionDocument> for CostComposition {
    type Error = CostError;

    fn try_from(document: &CompositionDocument) -> Result<Self, CostError> {
        let CompositionDocument { labour, parts, transport, other } = document;
        let read = |path: &str, amount| Money::try_from(amount).map_err(CostError::value(path));
        Self::new([
            read("labour", labour)?,
            read("parts", parts)?,
            read("transport", transport)?,
            read("other", other)?,
        ])
    }
}

impl ActualComparison {
    /// The comparison as a document, with what is typical of each share.
    ///
    /// # Errors
    ///
    /// As [`CostComposition::percents`].
    pub fn document(&self) -> Result<ActualComparisonDocument, CostError> {
        let (percents, beyond) = (self.actual.percents()?, self.actual.beyond_typical()?);
        let at =
            |list: Option<[Decimal; SHARES]>, share: CostShare| Some(list?.get(share as usize)?.to_string());
        let typical = CostComposition::typical();
        let share = |&share: &CostShare| CostShareDocument {
            share: share.as_str().to_owned(),
            estimated: self.estimated.amount(share).into(),
            actual: self.actual.amount(share).into(),
            actual_percent: at(percents, share),
            typical_percent: at(Some(typical), share).unwrap_or_default(),
            beyond_typical: at(beyond, share),
        };
        Ok(ActualComparisonDocument {
            charged: self.charged.into(),
            cost: self.cost.into(),
            margin: self.margin.into(),
            shares: CostShare::ALL.iter().map(share).collect(),
        })
    }
}

impl Estimate {
    /// What is charged by the four shares of the cost: labour and diagnosis, parts with what belongs to them, travel and
    /// freight, the rest; without discounts, deposits for old parts, taxes and rounding.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] where a sum is too large.
    pub fn composition(&self) -> Result<CostComposition, CostError> {
        let mut amounts = [Money::zero(self.currency()); SHARES];
        for &(kind, amount) in self.kinds() {
            let Some(share) = share_of(kind) else { continue };
            if let Some(sum) = amounts.get_mut(share as usize) {
                *sum = sum.plus(amount).map_err(CostError::value("composition"))?;
            }
        }
        CostComposition::new(amounts)
    }

    /// The estimate beside the actual cost of the service side.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] for a cost in another currency.
    pub fn compare(&self, actual: CostComposition) -> Result<ActualComparison, CostError> {
        let (charged, cost) = (self.totals().net, actual.total());
        let margin = charged.minus(cost).map_err(CostError::value("actual"))?;
        Ok(ActualComparison { charged, cost, margin, estimated: self.composition()?, actual })
    }
}

const fn share_of(kind: LineKind) -> Option<CostShare> {
    match kind {
        LineKind::Diagnosis | LineKind::Labour => Some(CostShare::Labour),
        LineKind::Part | LineKind::Procurement | LineKind::Consumables => Some(CostShare::Parts),
        LineKind::Travel | LineKind::Freight => Some(CostShare::Transport),
        LineKind::Outsourcing | LineKind::Fee => Some(CostShare::Other),
        LineKind::CoreCharge | LineKind::Discount | LineKind::Tax | LineKind::Rounding => None,
    }
}
