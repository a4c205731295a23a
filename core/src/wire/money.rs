use serde::{Deserialize, Serialize};

/// An amount of money, such as `{"amount": "12.30", "currency": "EUR"}`.
///
/// ```
/// use aftersales::money::Money;
/// use aftersales::wire::{MoneyDocument, read_document};
///
/// let document: MoneyDocument = read_document(r#"{"amount": "12.3", "currency": "EUR"}"#)?;
/// let price = Money::try_from(&document)?;
/// assert_eq!(MoneyDocument::from(price).amount, "12.30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MoneyDocument {
    /// A decimal number with at most as many digits after the point as the currency has.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub amount: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
}

impl MoneyDocument {
    /// An amount with its currency.
    #[must_use]
    pub fn new(amount: &str, currency: &str) -> Self {
        Self { amount: amount.to_owned(), currency: currency.to_owned() }
    }
}
