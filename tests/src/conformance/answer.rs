use std::fmt;

use aftersales::time::Instant;
use serde_json::{Value, json};
use thiserror::Error;

/// One field of a vector that the answer does not meet.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The field of the vector, such as `expect`.
    pub field: String,
    /// What stands there.
    pub expected: Value,
    /// The answer.
    pub got: Value,
}

impl Difference {
    /// A field with the value it asks for and the answer.
    #[must_use]
    pub fn new(field: &str, expected: &Value, got: &Value) -> Self {
        Self { field: field.to_owned(), expected: expected.clone(), got: got.clone() }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: expected {}, got {}", self.field, self.expected, self.got)
    }
}

/// Why a vector cannot be answered at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
#[non_exhaustive]
pub struct Malformed {
    /// What is wrong and where.
    pub reason: String,
}

impl Malformed {
    /// A reason.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self { reason: reason.to_string() }
    }
}

/// The same value with one way to write it: instants in UTC, whole numbers without a fraction.
pub(super) fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) => text.parse::<Instant>().map_or_else(|_| value.clone(), |at| json!(at)),
        Value::Number(number) => match number.as_f64() {
            // Beyond 2^53 a fraction could not be told apart, so such numbers stay as they are.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => {
                json!(float as i64)
            }
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, field)| (key.clone(), normal(field))).collect())
        }
        _ => value.clone(),
    }
}
