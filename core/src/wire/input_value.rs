use core::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::read::Node;

/// What stands in an input: a text, a whole number, or yes or no.
///
/// Anything else is kept as it was written, so that it is refused together with all other bad inputs.
///
/// ```
/// use aftersales::wire::InputValue;
///
/// let values: Vec<InputValue> = serde_json::from_str(r#"["severe", 24, true, null]"#)?;
/// assert_eq!(values[..3], ["severe".into(), 24.into(), true.into()]);
/// assert_eq!(values[3].to_string(), "null");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputValue {
    /// A text, or a value of a choice.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// JSON of another shape, which no input takes.
    Other(String),
}

impl fmt::Display for InputValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Other(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
        }
    }
}

impl From<&str> for InputValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for InputValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for InputValue {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl<'de> Deserialize<'de> for InputValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Node::deserialize(deserializer)? {
            Node::Text(text) => Self::Text(text.into_owned()),
            Node::YesNo(yes) => Self::YesNo(yes),
            Node::Negative(number) => Self::Number(number),
            Node::Whole(number) if i64::try_from(number).is_ok() => Self::Number(number.cast_signed()),
            node => Self::Other(serde_json::to_string(&node).map_err(D::Error::custom)?),
        })
    }
}

impl Serialize for InputValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Other(text) => Node::parse(text)
                .map_err(|(_, error)| serde::ser::Error::custom(format!("`{text}`: {error}")))?
                .serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for InputValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "InputValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "integer", "boolean"]})
    }
}
