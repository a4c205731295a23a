//! Exact amounts. They cross as text and are `BigDecimal` in Kotlin.

use aftersales::money::{Currency, Decimal, Money, Rounding, RoundingMode};
use aftersales::wire::MoneyDocument;

use crate::error::Answer;
use crate::{AftersalesError, Tally};

uniffi::custom_type!(Decimal, String, {
    remote,
    lower: |number| number.to_string(),
    try_lift: |text| Ok(text.parse::<Decimal>().map_err(AftersalesError::from)?),
});

/// An amount rounded to minor units of its currency, or to multiples of `step`, such as 0.05 for cash.
///
/// `mode` is one of `half_up`, `half_even`, `half_odd`, `half_down`, `up`, `down`, `ceiling` and `floor`.
#[uniffi::export(default(mode = "half_up", step = None))]
pub fn round_money(
    amount: Decimal,
    currency: &str,
    mode: &str,
    step: Option<Decimal>,
) -> Answer<MoneyDocument> {
    let (currency, mode) = (currency.parse::<Currency>()?, mode.parse::<RoundingMode>()?);
    let rounding = match step {
        Some(step) => Rounding::to_step(mode, step)?,
        None => Rounding::to_minor_unit(mode, currency),
    };
    Ok(MoneyDocument::from(rounding.money(amount, currency)?))
}

/// An amount split by whole-number weights, without losing or making a minor unit.
#[uniffi::export]
pub fn allocate_money(amount: MoneyDocument, weights: Vec<Tally>) -> Answer<Vec<MoneyDocument>> {
    let weights: Vec<u64> = weights.into_iter().map(|weight| weight.0).collect();
    let shares = Money::try_from(&amount)?.allocate(&weights)?;
    Ok(shares.into_iter().map(MoneyDocument::from).collect())
}
