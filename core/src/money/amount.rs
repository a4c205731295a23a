use core::cmp::Ordering;
use core::fmt;

use super::allocation::allocate;
use super::decimal::out_of_range;
use super::{Currency, Decimal, MoneyError};
use crate::wire::MoneyDocument;

/// An amount of money: a whole number of minor units of one currency, at most about 9 × 10¹⁸ of them.
///
/// ```
/// use aftersales::money::{Currency, Money};
///
/// let euro: Currency = "EUR".parse()?;
/// let price = Money::new("12.30".parse()?, euro)?;
/// assert_eq!(price.minor_units(), 1230);
/// assert_eq!(price.plus(Money::from_minor_units(70, euro))?.to_string(), "13.00 EUR");
/// let yen = Money::from_minor_units(500, "JPY".parse()?);
/// assert_eq!(price.plus(yen).unwrap_err().code(), "money.currency.mixed");
/// # Ok::<(), aftersales::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// An amount that is a whole number of minor units.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TooFine`] where it is not, [`MoneyError::OutOfRange`].
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let exact = if amount.scale() > currency.digits() { amount.normalized() } else { amount };
        if exact.scale() > currency.digits() {
            let value = amount.to_string();
            return Err(MoneyError::TooFine { value, currency, digits: currency.digits() });
        }
        let minor = exact.at_scale(currency.digits()).and_then(|minor| i64::try_from(minor).ok());
        Ok(Self { minor: minor.ok_or(out_of_range("amount"))?, currency })
    }

    /// An amount in minor units, such as cents.
    #[must_use]
    pub const fn from_minor_units(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, of a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor_units(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount with all digits of its currency.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.digits())
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether it is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The sum.
    ///
    /// # Errors
    ///
    /// [`MoneyError::MixedCurrencies`], [`MoneyError::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, self.minor.checked_add(other.minor), "sum")
    }

    /// The difference.
    ///
    /// # Errors
    ///
    /// [`MoneyError::MixedCurrencies`], [`MoneyError::OutOfRange`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, self.minor.checked_sub(other.minor), "difference")
    }

    /// The amount with the other sign.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`].
    pub fn negated(self) -> Result<Self, MoneyError> {
        self.with(self, self.minor.checked_neg(), "amount")
    }

    /// The sum of amounts of one currency; nothing if there are none.
    ///
    /// # Errors
    ///
    /// [`MoneyError::MixedCurrencies`], [`MoneyError::OutOfRange`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>, currency: Currency) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// The amount split by weights without losing a minor unit, as [`allocate`] does.
    ///
    /// ```
    /// use aftersales::money::Money;
    ///
    /// let cost = Money::new("100.00".parse()?, "USD".parse()?)?;
    /// let shares = cost.allocate(&[2, 1])?;
    /// assert_eq!(shares.iter().map(ToString::to_string).collect::<Vec<_>>(), ["66.67 USD", "33.33 USD"]);
    /// # Ok::<(), aftersales::money::MoneyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::NoWeights`], [`MoneyError::OutOfRange`].
    pub fn allocate(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let shares = allocate(self.minor, weights)?;
        Ok(shares.into_iter().map(|minor| Self { minor, ..self }).collect())
    }

    fn with(self, other: Self, minor: Option<i64>, what: &'static str) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies { left: self.currency, right: other.currency });
        }
        Ok(Self { minor: minor.ok_or(out_of_range(what))?, currency: self.currency })
    }
}

/// Amounts of different currencies are in no order.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

impl TryFrom<&MoneyDocument> for Money {
    type Error = MoneyError;

    fn try_from(document: &MoneyDocument) -> Result<Self, MoneyError> {
        Self::new(document.amount.parse()?, document.currency.parse()?)
    }
}

impl From<Money> for MoneyDocument {
    fn from(money: Money) -> Self {
        Self::new(&money.amount().to_string(), money.currency.code())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
