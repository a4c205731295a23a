//! Process behaviour charts.

use aftersales::kpi::statistics::{Interval, NhsReading, PChart, Proportion, SignalRule, XmrChart};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::interval;
use crate::argument::{document, numbers};
use crate::error::Thrown;
use crate::result::object;

/// How long a run or a trend must be; the usual lengths where they are absent.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lengths {
    run: Option<usize>,
    trend: Option<usize>,
}

/// A process behaviour chart of single values in order of time: which points signal a change, and which are the process as it
/// always is. Points count from 0.
///
/// @throws {AftersalesError} where there are fewer than two values, or one is not finite.
#[wasm_bindgen(js_name = xmrChart, unchecked_return_type = "XmrChart")]
pub fn xmr_chart(
    #[wasm_bindgen(unchecked_param_type = "Numbers")] values: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "XmrLengths")] lengths: &JsValue,
) -> Result<JsValue, Thrown> {
    let values = numbers("values", values)?;
    let chart = XmrChart::new(&values)?;
    let lengths: Lengths =
        if lengths.is_undefined() { Lengths::default() } else { document("lengths", lengths)? };
    let chart = chart.ok_or_else(|| {
        Thrown::argument("values", &format!("of {} values", values.len()), "two or more values")
    })?;
    let word = |rule| match rule {
        SignalRule::Outside => "outside",
        SignalRule::Run => "run",
        SignalRule::Trend => "trend",
        _ => "two_of_three",
    };
    let signals = chart.signals().into_iter();
    let signals = signals.map(|signal| json!({ "point": signal.point, "rule": word(signal.rule) }));
    Ok(object(&json!({
        "mean": chart.mean(),
        "mean_range": chart.mean_range(),
        "median_range": chart.median_range(),
        "range_limit": chart.range_limit(),
        "sigma": chart.sigma(),
        "limits": interval(Some(chart.limits())),
        "limits_by_median_range": interval(Some(chart.limits_by_median_range())),
        "signals": signals.collect::<Vec<_>>(),
        "outside": chart.outside(),
        "ranges_outside": chart.ranges_outside(),
        "run_ends": chart.run_ends(lengths.run.unwrap_or(RUN)),
        "trend_ends": chart.trend_ends(lengths.trend.unwrap_or(TREND)),
        "two_of_three": chart.two_of_three(),
        "nhs": chart.nhs().map(nhs),
    })))
}

/// The lengths that `signals` counts from.
const RUN: usize = 8;
const TREND: usize = 7;

fn nhs(reading: NhsReading) -> Value {
    json!({
        "mean_range": reading.mean_range,
        "limits": interval(Some(reading.limits)),
        "outside": reading.outside,
        "runs": reading.runs,
        "trends": reading.trends,
        "two_in_three": reading.two_in_three,
    })
}

/// A control chart of shares in order of time, given as pairs of successes and cases; its limits widen for small periods.
/// Periods count from 0.
///
/// @throws {AftersalesError} where a period has more successes than cases, or none has a case.
#[wasm_bindgen(js_name = pChart, unchecked_return_type = "PChart")]
pub fn p_chart(
    #[wasm_bindgen(unchecked_param_type = "readonly (readonly [successes: number, n: number])[]")]
    periods: &JsValue,
) -> Result<JsValue, Thrown> {
    let periods: Vec<(u64, u64)> = document("periods", periods)?;
    let periods: Result<Vec<_>, _> =
        periods.into_iter().map(|(successes, n)| Proportion::new(successes, n)).collect();
    let chart = PChart::new(&periods?);
    let chart = chart.ok_or_else(|| Thrown::argument("periods", "without a case", "a period with a case"))?;
    let each = |limits: Vec<Option<Interval>>| limits.into_iter().map(interval).collect::<Vec<_>>();
    Ok(object(&json!({
        "centre": chart.centre(),
        "limits": each(chart.limits()),
        "z": chart.z(),
        "signals": chart.signals(),
        "laney_sigma": chart.laney_sigma(),
        "laney_limits": chart.laney_limits().map(each),
        "laney_signals": chart.laney_signals(),
    })))
}
