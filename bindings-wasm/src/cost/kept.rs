//! Estimates as they were kept: objects, or their JSON text.

use aftersales::cost::{CostComposition, Estimate};
use aftersales::report::EstimateSheet;
use aftersales::wire::{
    CompletionPromiseDocument, CompositionDocument, EstimateDifferenceDocument, EstimateDocument,
    EstimateRangeDocument,
};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::Shown;
use crate::argument::{document, instant};
use crate::error::Thrown;
use crate::result::object;
use crate::types::InstantInput;
use crate::zone::zones;

/// What a sheet shows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetContent {
    estimate: EstimateDocument,
    range: Option<EstimateRangeDocument>,
    completion: Option<CompletionPromiseDocument>,
    earlier: Option<EstimateDocument>,
}

/// What has changed since an earlier version, line by line.
///
/// @throws {AftersalesError} for an estimate whose sums do not hold, two currencies, or an earlier version that is not.
#[wasm_bindgen(js_name = estimateDifference, unchecked_return_type = "EstimateDifferenceDocument")]
pub fn estimate_difference(
    #[wasm_bindgen(unchecked_param_type = "EstimateDocument | string")] earlier: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "EstimateDocument | string")] later: &JsValue,
) -> Result<JsValue, Thrown> {
    let difference = kept("later", later)?.difference_from(&kept("earlier", earlier)?)?;
    Ok(object(&EstimateDifferenceDocument::from(&difference)))
}

/// An estimate as a customer reads it, with its range, its completion and what has changed since an earlier version where
/// they are given, in English or Chinese.
///
/// @throws {AftersalesError} for an estimate whose sums do not hold.
#[wasm_bindgen(js_name = estimateSheet)]
pub fn estimate_sheet(
    #[wasm_bindgen(unchecked_param_type = "EstimateSheetContent | string")] content: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "SheetOptions")] options: &JsValue,
) -> Result<String, Thrown> {
    let options = Shown::read(options, &zones(None)?)?;
    let content: SheetContent = document("content", content)?;
    let estimate = Estimate::try_from(&content.estimate)?;
    let earlier = content.earlier.as_ref().map(Estimate::try_from).transpose()?;
    let difference = earlier.as_ref().map(|earlier| estimate.difference_from(earlier)).transpose()?;
    let mut sheet = EstimateSheet::new(&estimate, &options.zone);
    if let Some(range) = content.range {
        sheet = sheet.with_range_document(range);
    }
    if let Some(completion) = content.completion {
        sheet = sheet.with_promise_document(completion);
    }
    if let Some(difference) = &difference {
        sheet = sheet.with_difference(difference);
    }
    Ok(options.write(&sheet))
}

/// Whether an estimate can still be accepted at an instant: nothing where it can.
///
/// @throws {AftersalesError} `cost.estimate.expired` where it cannot.
#[wasm_bindgen(js_name = checkValid)]
pub fn check_valid(
    #[wasm_bindgen(unchecked_param_type = "EstimateDocument | string")] estimate: &JsValue,
    at: &InstantInput,
) -> Result<(), Thrown> {
    Ok(kept("estimate", estimate)?.check_valid(instant("at", at)?)?)
}

/// An estimate beside what the repair cost the service side, with what is typical of each share.
///
/// @throws {AftersalesError} for a negative cost or one in another currency.
#[wasm_bindgen(js_name = compareCost, unchecked_return_type = "ActualComparisonDocument")]
pub fn compare_cost(
    #[wasm_bindgen(unchecked_param_type = "EstimateDocument | string")] estimate: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "CompositionDocument | string")] actual: &JsValue,
) -> Result<JsValue, Thrown> {
    let actual: CompositionDocument = document("actual", actual)?;
    let comparison = kept("estimate", estimate)?.compare(CostComposition::try_from(&actual)?)?;
    Ok(object(&comparison.document()?))
}

fn kept(name: &str, value: &JsValue) -> Result<Estimate, Thrown> {
    let written: EstimateDocument = document(name, value)?;
    Estimate::try_from(&written).map_err(|error| Thrown::from(error).within(name))
}
