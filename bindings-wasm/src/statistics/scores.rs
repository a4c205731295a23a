//! What customers answer.

use aftersales::kpi::statistics::{NetPromoterScore, Proportion, Satisfaction};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{confidence, interval};
use crate::argument::document;
use crate::error::Thrown;
use crate::result::object;

/// The net promoter score from the numbers of answers 0 to 10; what needs an answer is `null` where there is none.
///
/// @throws {AftersalesError} where there are not eleven counts.
#[wasm_bindgen(js_name = netPromoterScore, unchecked_return_type = "NetPromoterAnswer")]
pub fn net_promoter_score(
    #[wasm_bindgen(unchecked_param_type = "readonly number[]")] counts: &JsValue,
    confidence: Option<f64>,
) -> Result<JsValue, Thrown> {
    let score = NetPromoterScore::new(document("counts", counts)?);
    let level = self::confidence(confidence)?;
    Ok(object(&json!({
        "n": score.n(),
        "promoters": score.promoters(),
        "passives": score.passives(),
        "detractors": score.detractors(),
        "points": score.points(),
        "variance": score.variance(),
        "standard_error": score.standard_error(),
        "mean": score.mean(),
        "interval": interval(score.interval(level)),
        "adjusted_interval": interval(score.adjusted_interval(level)),
    })))
}

/// Satisfaction from the numbers of grades 1 to 5: `top[i]` and `bottom[i]` are the shares of the `i + 1` best and worst
/// grades. What needs an answer is `null` where there is none.
///
/// @throws {AftersalesError} where there are not five counts.
#[wasm_bindgen(unchecked_return_type = "SatisfactionAnswer")]
pub fn satisfaction(
    #[wasm_bindgen(unchecked_param_type = "readonly number[]")] counts: &JsValue,
    confidence: Option<f64>,
) -> Result<JsValue, Thrown> {
    let asked = Satisfaction::new(document("counts", counts)?);
    let level = self::confidence(confidence)?;
    let share = |share: Proportion| json!({ "rate": share.rate(), "wilson": interval(share.wilson(level)) });
    Ok(object(&json!({
        "n": asked.n(),
        "mean": asked.mean(),
        "mean_percent_of_range": asked.mean_percent_of_range(),
        "mean_interval": interval(asked.mean_interval(level)),
        "top": (1..=5).map(|grades| share(asked.share_of_top(grades))).collect::<Vec<_>>(),
        "bottom": (1..=5).map(|grades| share(asked.share_of_bottom(grades))).collect::<Vec<_>>(),
    })))
}
