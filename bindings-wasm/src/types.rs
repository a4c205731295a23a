//! The TypeScript names of what goes in and out; `types.d.ts` declares them.

use aftersales::calendar::{Period, Transition};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::result::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const DOCUMENTS: &str = include_str!("generated/documents.d.ts");

#[cfg(feature = "kpi")]
#[wasm_bindgen(typescript_custom_section)]
const KPI: &str = include_str!("kpi.d.ts");

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

    /// Zone rules of one zone or several, or the JSON text of one.
    #[wasm_bindgen(typescript_type = "ZoneRulesDocument | readonly ZoneRulesDocument[] | string")]
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
