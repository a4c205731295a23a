//! What goes out: the objects that wire JSON stands for, and columns.

use aftersales::calendar::NO_INSTANT;
use aftersales::sla::{Explanation, Reading};
use aftersales::time::Instant;
use aftersales::wire::{ExplanationDocument, ReadingDocument};
use js_sys::{JSON, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

/// The object that the wire JSON of a value stands for. The values of this package always have one.
pub(crate) fn object(value: &impl Serialize) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    JSON::parse(&text).unwrap_or(JsValue::UNDEFINED)
}

/// The objects of values that are turned into documents one by one.
pub(crate) fn objects<'a, T: 'a, D: Serialize + From<&'a T>>(values: &'a [T]) -> JsValue {
    object(&values.iter().map(D::from).collect::<Vec<_>>())
}

pub(crate) fn readings(readings: &[Reading]) -> JsValue {
    objects::<_, ReadingDocument>(readings)
}

pub(crate) fn explanation(explanation: Option<&Explanation>) -> JsValue {
    explanation.map_or(JsValue::UNDEFINED, |found| object(&ExplanationDocument::from(found)))
}

pub(crate) fn text(at: Option<Instant>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// A plain object of values that JSON does not know, such as typed arrays and classes.
pub(crate) fn fields<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// A row of a column of instants in milliseconds; `NaN` for none.
pub(crate) fn column_millis(micros: &i64) -> f64 {
    if *micros == NO_INSTANT { f64::NAN } else { *micros as f64 / 1000.0 }
}
