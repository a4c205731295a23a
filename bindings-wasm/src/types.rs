//! The TypeScript names of what goes in and out; `types.d.ts` declares them.

use aftersales::calendar::{Period, Transition};
use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// A calendar document, or its JSON text.
    #[wasm_bindgen(typescript_type = "CalendarDocument | string")]
    pub type CalendarInput;

    /// A date without a zone.
    #[wasm_bindgen(typescript_type = "DateInput")]
    pub type DateInput;

    /// A point in time.
    #[wasm_bindgen(typescript_type = "InstantInput")]
    pub type InstantInput;

    /// A date and a time of day.
    #[wasm_bindgen(typescript_type = "LocalTime")]
    pub type LocalTimeObject;

    /// Open periods.
    #[wasm_bindgen(typescript_type = "Period[]")]
    pub type PeriodArray;

    /// A length of time.
    #[wasm_bindgen(typescript_type = "bigint")]
    pub type SpanInput;

    /// A time of day without a zone.
    #[wasm_bindgen(typescript_type = "TimeInput")]
    pub type TimeInput;

    /// An edge of open time.
    #[wasm_bindgen(typescript_type = "Transition")]
    pub type TransitionObject;

    /// Zone rules, or their JSON text.
    #[wasm_bindgen(typescript_type = "ZoneRulesDocument | string")]
    pub type ZoneRulesInput;
}

pub(crate) fn transition(transition: Option<Transition>) -> Option<TransitionObject> {
    Some(object(&transition?).unchecked_into())
}

pub(crate) fn periods(periods: &[Period]) -> PeriodArray {
    object(&periods).unchecked_into()
}

pub(crate) fn local_time(date: &str, time: &str) -> LocalTimeObject {
    object(&serde_json::json!({ "date": date, "time": time })).unchecked_into()
}

/// The object that the wire JSON of a value stands for. The values of this module always have one.
fn object(value: &impl Serialize) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    JSON::parse(&text).unwrap_or(JsValue::UNDEFINED)
}
