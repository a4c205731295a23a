//! What JavaScript hands in, read into the types of the core.

use core::str::FromStr;

use aftersales::time::{Date, Instant, Span, TimeError, TimeOfDay};
use aftersales::vocabulary::{Name, VocabularyError};
use aftersales::wire::read_document;
use js_sys::{Array, BigInt, Float64Array, JSON, JsString};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error::Thrown;
use crate::types::{DateInput, InstantInput, SpanInput, TimeInput};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = String)]
    fn to_text(value: &JsValue) -> Result<JsString, JsValue>;
}

pub(crate) fn instant(name: &str, value: &InstantInput) -> Result<Instant, Thrown> {
    match value.dyn_ref::<js_sys::Date>() {
        Some(date) => from_millis(date.get_time()).map_err(|error| Thrown::value(name, &error)),
        None => text(name, value, "an RFC 3339 string, a Date or a Temporal.Instant"),
    }
}

pub(crate) fn date(name: &str, value: &DateInput) -> Result<Date, Thrown> {
    text(name, value, "a date such as `2026-03-02` as a string or a Temporal.PlainDate")
}

pub(crate) fn time_of_day(name: &str, value: &TimeInput) -> Result<TimeOfDay, Thrown> {
    text(name, value, "a time such as `09:30` as a string or a Temporal.PlainTime")
}

pub(crate) fn span(name: &str, value: &SpanInput) -> Result<Span, Thrown> {
    let expected = "a bigint of microseconds within 64 bits, such as `4n * HOUR`,";
    let bigint =
        value.dyn_ref::<BigInt>().ok_or_else(|| Thrown::argument(name, &type_of(value), expected))?;
    let micros = i64::try_from(bigint.clone());
    micros.map(Span::from_micros).map_err(|value| Thrown::argument(name, &format!("`{value}`"), expected))
}

/// How many of something.
pub(crate) fn count(name: &str, value: f64) -> Result<usize, Thrown> {
    whole_number(name, value).map(|count| count as usize)
}

/// A number that counts something.
pub(crate) fn whole_number(name: &str, value: f64) -> Result<u32, Thrown> {
    let count = whole(value).and_then(|whole| u32::try_from(whole).ok());
    count.ok_or_else(|| not_whole(name, value, "a whole number from 0 to 4294967295"))
}

/// How many days onwards, or back where it is negative.
pub(crate) fn days(name: &str, value: f64) -> Result<i32, Thrown> {
    let days = whole(value).and_then(|whole| whole.try_into().ok());
    days.ok_or_else(|| not_whole(name, value, "a whole number from -2147483648 to 2147483647"))
}

/// A number shown as JavaScript shows it, which needs no code of ours.
fn not_whole(name: &str, value: f64, expected: &str) -> Thrown {
    let shown = to_text(&value.into()).ok().and_then(|text| text.as_string()).unwrap_or_default();
    Thrown::argument(name, &format!("`{shown}`"), expected)
}

/// A document as the JSON text that it is, or that its object stands for.
pub(crate) fn json_text(name: &str, value: &JsValue) -> Result<String, Thrown> {
    let text = value.as_string().or_else(|| JSON::stringify(value).ok()?.as_string());
    text.ok_or_else(|| Thrown::argument(name, &type_of(value), "an object or its JSON text"))
}

/// A document from its object or JSON text.
pub(crate) fn document<T: DeserializeOwned>(name: &str, value: &JsValue) -> Result<T, Thrown> {
    Ok(read_document(&json_text(name, value)?)?)
}

/// One document, or an array of them, each read by itself, so that their sum may be longer than one document.
pub(crate) fn documents<T>(
    name: &str,
    value: &JsValue,
    read: impl Fn(&str) -> Result<T, Thrown>,
) -> Result<Vec<T>, Thrown> {
    let Some(array) = value.dyn_ref::<Array>() else { return Ok(vec![read(&json_text(name, value)?)?]) };
    let numbered = array.iter().enumerate();
    let one = |(position, value): (usize, JsValue)| {
        let place = format!("{name}[{position}]");
        json_text(&place, &value).and_then(|text| read(&text).map_err(|error| error.within(&place)))
    };
    numbered.map(one).collect()
}

/// Numbers in a `Float64Array` or an array.
pub(crate) fn numbers(name: &str, value: &JsValue) -> Result<Vec<f64>, Thrown> {
    if let Some(column) = value.dyn_ref::<Float64Array>() {
        return Ok(column.to_vec());
    }
    let expected = "a Float64Array or an array of numbers";
    let array = value.dyn_ref::<Array>();
    let array = array.ok_or_else(|| Thrown::argument(name, &type_of(value), expected))?;
    let one = |(position, value): (usize, JsValue)| {
        let place = || format!("{name}[{position}]");
        value.as_f64().ok_or_else(|| Thrown::argument(&place(), &type_of(&value), "a number"))
    };
    array.iter().enumerate().map(one).collect()
}

/// A name that somebody gave, such as that of a metric.
pub(crate) fn name(argument: &str, value: &str) -> Result<Name, Thrown> {
    word(argument, value)
}

/// A word of a list.
pub(crate) fn word<T: FromStr<Err = VocabularyError>>(argument: &str, value: &str) -> Result<T, Thrown> {
    value.parse().map_err(|error| Thrown::word(argument, &error))
}

/// A row of a column of milliseconds, floored to the microsecond; what is no number becomes what the core refuses.
pub(crate) fn column_micros(millis: &f64) -> i64 {
    if millis.is_nan() { aftersales::calendar::NO_INSTANT } else { (millis * 1000.0).floor() as i64 }
}

/// A number that JavaScript made from something else, such as a fraction or `undefined`, is none.
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0).then_some(value as i64)
}

fn from_millis(millis: f64) -> Result<Instant, TimeError> {
    if millis.is_nan() {
        return Err(TimeError::InstantMalformed { value: "Invalid Date".to_owned() });
    }
    Instant::from_micros(column_micros(&millis))
}

fn text<T: FromStr<Err = TimeError>>(name: &str, value: &JsValue, expected: &str) -> Result<T, Thrown> {
    let readable = value.is_string() || value.is_object();
    let text = readable.then(|| to_text(value).ok()).flatten().and_then(|text| text.as_string());
    let text = text.ok_or_else(|| Thrown::argument(name, &type_of(value), expected))?;
    text.parse().map_err(|error| Thrown::value(name, &error))
}

fn type_of(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    format!("of type {}", value.js_typeof().as_string().unwrap_or_default())
}
