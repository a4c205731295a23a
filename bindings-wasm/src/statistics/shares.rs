//! Shares and their differences.

use aftersales::kpi::statistics::{Caution, Proportion, ProportionDifference};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{confidence, count, interval, test};
use crate::error::Thrown;
use crate::result::object;

/// A share of cases with its intervals, each `null` where there is no case.
///
/// @throws {AftersalesError} where there are more successes than cases.
#[wasm_bindgen(unchecked_return_type = "ProportionAnswer")]
pub fn proportion(successes: f64, n: f64, confidence: Option<f64>) -> Result<JsValue, Thrown> {
    let share = Proportion::new(count("successes", successes)?, count("n", n)?)?;
    let level = self::confidence(confidence)?;
    let word = |caution: Caution| match caution {
        Caution::FewCases => "few_cases",
        Caution::WideInterval => "wide_interval",
        Caution::WideForItsShare => "wide_for_its_share",
        _ => "all_alike",
    };
    Ok(object(&json!({
        "rate": share.rate(),
        "wilson": interval(share.wilson(level)),
        "wilson_corrected": interval(share.wilson_corrected(level)),
        "clopper_pearson": interval(share.clopper_pearson(level)),
        "agresti_coull": interval(share.agresti_coull(level)),
        "jeffreys": interval(share.jeffreys(level)),
        "cautions": Caution::of(share).into_iter().map(word).collect::<Vec<_>>(),
    })))
}

/// How far two shares lie apart: the difference with Newcombe's interval, the pooled test and Fisher's exact one.
///
/// @throws {AftersalesError} where one has more successes than cases.
#[wasm_bindgen(js_name = proportionDifference, unchecked_return_type = "ProportionDifferenceAnswer")]
pub fn proportion_difference(
    successes: f64,
    n: f64,
    #[wasm_bindgen(js_name = otherSuccesses)] other_successes: f64,
    #[wasm_bindgen(js_name = otherN)] other_n: f64,
    confidence: Option<f64>,
) -> Result<JsValue, Thrown> {
    let first = Proportion::new(count("successes", successes)?, count("n", n)?)?;
    let second = Proportion::new(count("otherSuccesses", other_successes)?, count("otherN", other_n)?)?;
    let pair = ProportionDifference::new(first, second);
    Ok(object(&json!({
        "difference": pair.difference(),
        "newcombe": interval(pair.newcombe(self::confidence(confidence)?)),
        "pooled_z": test(pair.pooled_z()),
        "fisher": pair.fisher(),
    })))
}
