//! Amounts: rounded, and split without a remainder.

use core::str::FromStr;

use aftersales::money::{Currency, Decimal, Money, MoneyError, Rounding, RoundingMode};
use aftersales::wire::MoneyDocument;
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::document;
use crate::error::Thrown;
use crate::result::object;

/// What is rounded, and how.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundingRequest {
    amount: String,
    currency: String,
    mode: Option<String>,
    step: Option<String>,
}

/// What is split, and in which proportion.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllocationRequest {
    amount: String,
    currency: String,
    weights: Vec<u64>,
}

/// An exact amount rounded to the minor unit of its currency, or to a step such as that of coins.
///
/// @throws {AftersalesError} with the path of the field that is wrong.
#[wasm_bindgen(js_name = roundMoney, unchecked_return_type = "MoneyDocument")]
pub fn round_money(
    #[wasm_bindgen(unchecked_param_type = "RoundingRequest | string")] request: &JsValue,
) -> Result<JsValue, Thrown> {
    let request: RoundingRequest = document("request", request)?;
    let currency: Currency = parsed("currency", &request.currency)?;
    let mode = request.mode.as_deref().map(|mode| parsed::<RoundingMode>("mode", mode)).transpose()?;
    let step = request.step.as_deref().map(|step| parsed::<Decimal>("step", step)).transpose()?;
    let mode = mode.unwrap_or(RoundingMode::HalfUp);
    let rounding = match step {
        Some(step) => Rounding::to_step(mode, step).map_err(refused("step"))?,
        None => Rounding::to_minor_unit(mode, currency),
    };
    let rounded = rounding.money(parsed("amount", &request.amount)?, currency).map_err(refused("amount"))?;
    Ok(object(&written(rounded)))
}

/// An amount split in proportion to weights, the largest remainder first: the parts are whole minor units and sum to the
/// amount.
///
/// @throws {AftersalesError} with the path of the field that is wrong.
#[wasm_bindgen(js_name = allocateMoney, unchecked_return_type = "MoneyDocument[]")]
pub fn allocate_money(
    #[wasm_bindgen(unchecked_param_type = "AllocationRequest | string")] request: &JsValue,
) -> Result<JsValue, Thrown> {
    let request: AllocationRequest = document("request", request)?;
    let currency = parsed("currency", &request.currency)?;
    let amount = Money::new(parsed("amount", &request.amount)?, currency).map_err(refused("amount"))?;
    let parts = amount.allocate(&request.weights).map_err(refused("weights"))?;
    Ok(object(&parts.into_iter().map(written).collect::<Vec<_>>()))
}

fn parsed<T: FromStr<Err = MoneyError>>(field: &'static str, text: &str) -> Result<T, Thrown> {
    text.parse().map_err(refused(field))
}

fn refused(field: &'static str) -> impl Fn(MoneyError) -> Thrown {
    move |error| Thrown::from(error).within(field)
}

fn written(amount: Money) -> MoneyDocument {
    MoneyDocument::new(&amount.amount().to_string(), amount.currency().code())
}
