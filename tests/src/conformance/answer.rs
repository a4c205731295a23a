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

/// How far a number may lie from the one that is expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tolerance {
    relative: f64,
    absolute: f64,
}

impl Tolerance {
    /// What rounding alone may make of a zero.
    const ABSOLUTE: f64 = 1e-12;

    /// The tolerance of a vector, or else of its file: the numbers after `relative` and `absolute` in its text. Exact without one.
    pub(super) fn of(file: &Value, vector: &Value) -> Self {
        let text = vector.get("tolerance").or_else(|| file.get("tolerance")).and_then(Value::as_str);
        let Some(text) = text else { return Self { relative: 0.0, absolute: 0.0 } };
        let after = |word: &str| {
            let number = text.split(word).nth(1)?.split_whitespace().next()?;
            number.trim_end_matches([',', ';']).parse().ok()
        };
        Self {
            relative: after("relative ").unwrap_or(0.0),
            absolute: after("absolute ").unwrap_or(Self::ABSOLUTE),
        }
    }

    /// The relative part.
    pub(super) fn relative(self) -> f64 {
        self.relative
    }

    /// Adds every place at which an answer differs; what is answered and not expected is no difference.
    pub(super) fn compare(self, field: &str, expected: &Value, got: &Value, found: &mut Vec<Difference>) {
        match (expected, got) {
            (Value::Object(expected), Value::Object(got)) => {
                for (name, expected) in expected {
                    let got = got.get(name).unwrap_or(&Value::Null);
                    self.compare(&format!("{field}.{name}"), expected, got, found);
                }
            }
            (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
                for (position, (expected, got)) in expected.iter().zip(got).enumerate() {
                    self.compare(&format!("{field}[{position}]"), expected, got, found);
                }
            }
            (Value::Number(one), Value::Number(other)) if self.close(one.as_f64(), other.as_f64()) => {}
            _ if expected == got => {}
            _ => found.push(Difference::new(field, expected, got)),
        }
    }

    fn close(self, expected: Option<f64>, got: Option<f64>) -> bool {
        let (Some(expected), Some(got)) = (expected, got) else { return false };
        (expected - got).abs() <= self.absolute + self.relative * expected.abs()
    }
}
