use super::CostError;
use crate::money::{Decimal, Money, Rounding, RoundingMode};

/// What a new part gives beyond the old one: a share of its price for each year of the old one's age, which whoever covers
/// the repair does not pay.
///
/// ```
/// use aftersales::cost::Betterment;
/// use aftersales::money::Money;
///
/// let exhaust = Money::new("300".parse()?, "CAD".parse()?)?;
/// let share = Betterment::per_year("20".parse()?)?.of(exhaust, "3".parse()?)?;
/// assert_eq!(share.to_string(), "180.00 CAD");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betterment {
    percent_per_year: Decimal,
}

impl Betterment {
    /// Per cent of the new part's price for each year of the old one's age.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] outside 0 to 100.
    pub fn per_year(percent: Decimal) -> Result<Self, CostError> {
        if percent.is_negative() || percent > Decimal::HUNDRED {
            let value = percent.to_string();
            return Err(CostError::OutOfRange {
                path: "percent_per_year".to_owned(),
                value,
                allowed: "0 to 100",
            });
        }
        Ok(Self { percent_per_year: percent })
    }

    /// The customer's share of a part's price, rounded half up to the minor unit; never more than the price.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a negative price or age, [`CostError::Value`] where a result does not fit.
    pub fn of(&self, price: Money, age_years: Decimal) -> Result<Money, CostError> {
        let negative = [("price", price.amount()), ("age_years", age_years)];
        if let Some((path, value)) = negative.into_iter().find(|(_, value)| value.is_negative()) {
            let allowed = "a number from 0 on";
            return Err(CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed });
        }
        let value = CostError::value("betterment");
        let percent = self.percent_per_year.times(age_years).map_err(&value)?.min(Decimal::HUNDRED);
        part(price, percent)
    }
}

/// So many per cent of an amount, rounded half up to the minor unit.
pub(super) fn part(amount: Money, percent: Decimal) -> Result<Money, CostError> {
    let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, amount.currency());
    let exact = amount.amount().times(percent).and_then(Decimal::hundredth);
    exact.and_then(|exact| rounding.money(exact, amount.currency())).map_err(CostError::value("percent"))
}
