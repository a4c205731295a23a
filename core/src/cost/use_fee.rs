use super::regime::rate;
use super::{CostError, authorisation};
use crate::money::{Decimal, Money, Rounding};
use crate::wire::UseFeeDocument;

/// What a refund is reduced by for the use, compiled.
///
/// ```
/// use aftersales::cost::{UseFee, Usage};
/// use aftersales::money::{Money, Rounding, RoundingMode};
///
/// let yuan = "CNY".parse()?;
/// let fee = UseFee::per_day("0.005".parse()?)?;
/// let price = Money::new("2750".parse()?, yuan)?;
/// let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, yuan);
/// let refund = fee.refund(price, Usage::Days(60), rounding)?;
/// assert_eq!((refund.use_fee().to_string(), refund.refund().to_string()), ("825.00 CNY".to_owned(), "1925.00 CNY".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseFee {
    rule: Rule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Rule {
    PerDay(Decimal),
    PerThousandKilometres { most: Option<Decimal>, rate: Option<Decimal> },
}

/// How much a unit was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Usage {
    /// Days from the sale to the refund, less those in repair and those waiting for it.
    Days(u32),
    /// Kilometres.
    Kilometres(u32),
}

/// A refund and what it is reduced by. The two sum to the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refund {
    use_fee: Money,
    refund: Money,
}

impl Refund {
    /// What is kept for the use; never more than the price.
    #[must_use]
    pub const fn use_fee(&self) -> Money {
        self.use_fee
    }

    /// What the customer gets back.
    #[must_use]
    pub const fn refund(&self) -> Money {
        self.refund
    }
}

impl UseFee {
    /// A share of the price for each day.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] outside 0 to 1.
    pub fn per_day(share: Decimal) -> Result<Self, CostError> {
        Ok(Self { rule: Rule::PerDay(rate("rate", &share.to_string())?) })
    }

    /// A share of the price for each thousand kilometres.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] outside 0 to 1.
    pub fn per_thousand_kilometres(share: Decimal) -> Result<Self, CostError> {
        let rate = Some(rate("rate", &share.to_string())?);
        Ok(Self { rule: Rule::PerThousandKilometres { most: None, rate } })
    }

    /// The same with the share that the maker has set, where the regime only sets the largest.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share above the regime's largest, or where the regime sets the share itself.
    pub fn with_rate(&self, share: Decimal) -> Result<Self, CostError> {
        let most = match &self.rule {
            Rule::PerThousandKilometres { most, .. } => most.unwrap_or(Decimal::ONE),
            Rule::PerDay(set) => *set,
        };
        let set = authorisation::share("rate", &share.to_string(), Decimal::ONE)?;
        if set > most || (matches!(self.rule, Rule::PerDay(_)) && set != most) {
            let allowed = "a share that the regime allows";
            return Err(CostError::OutOfRange { path: "rate".to_owned(), value: set.to_string(), allowed });
        }
        let rule = match &self.rule {
            Rule::PerDay(_) => Rule::PerDay(set),
            Rule::PerThousandKilometres { most, .. } => {
                Rule::PerThousandKilometres { most: *most, rate: Some(set) }
            }
        };
        Ok(Self { rule })
    }

    pub(super) fn compile(document: &UseFeeDocument) -> Result<Self, CostError> {
        let rule = match document {
            UseFeeDocument::PerDay { rate: written, .. } => Rule::PerDay(rate("use_fee.rate", written)?),
            UseFeeDocument::PerThousandKilometres { most_rate, .. } => {
                Rule::PerThousandKilometres { most: Some(rate("use_fee.most_rate", most_rate)?), rate: None }
            }
        };
        Ok(Self { rule })
    }

    /// What a customer gets back who used a unit of a price so much.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a negative price, or usage counted in another unit than the rule's;
    /// [`CostError::Missing`] for a share that the maker has to set; [`CostError::Value`] where a result does not fit.
    pub fn refund(&self, price: Money, usage: Usage, rounding: Rounding) -> Result<Refund, CostError> {
        if price.is_negative() {
            let allowed = "an amount from 0 on";
            return Err(CostError::OutOfRange {
                path: "price".to_owned(),
                value: price.to_string(),
                allowed,
            });
        }
        let (rate, used) = match (&self.rule, usage) {
            (Rule::PerDay(rate), Usage::Days(days)) => (*rate, Decimal::integer(i64::from(days))),
            (Rule::PerThousandKilometres { rate, .. }, Usage::Kilometres(kilometres)) => {
                let missing = || CostError::Missing { path: "use_fee".to_owned(), field: "rate".to_owned() };
                (rate.ok_or_else(missing)?, Decimal::new(i64::from(kilometres), 3))
            }
            (rule, _) => {
                let allowed = if matches!(rule, Rule::PerDay(_)) { "days" } else { "kilometres" };
                return Err(CostError::OutOfRange {
                    path: "usage".to_owned(),
                    value: format!("{usage:?}"),
                    allowed,
                });
            }
        };
        let value = CostError::value("use_fee");
        let exact = price.amount().times(rate).and_then(|each| each.times(used)).map_err(&value)?;
        let use_fee = rounding.money(exact.min(price.amount()), price.currency()).map_err(&value)?;
        let use_fee = if use_fee > price { price } else { use_fee };
        Ok(Refund { use_fee, refund: price.minus(use_fee).map_err(&value)? })
    }
}
