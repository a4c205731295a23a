use serde::{Deserialize, Serialize};

use super::read::tagged_by_type;

/// How a desk numbers its tickets: the source of a [`NumberScheme`](crate::ticket::NumberScheme) (domain fact IN-2).
///
/// ```
/// use aftersales::wire::NumberingDocument;
///
/// let document = NumberingDocument::from_json(r#"{
///     "time_zone": "Asia/Shanghai",
///     "reset": "daily",
///     "parts": [
///         {"type": "text", "text": "TS"},
///         {"type": "date", "form": "yyyymmdd"},
///         {"type": "text", "text": "-"},
///         {"type": "serial", "width": 4}
///     ]
/// }"#)?;
/// assert_eq!(document.parts.len(), 4);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberingDocument {
    /// The IANA name of the zone whose dates the numbers show, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// When serials count from one again.
    #[serde(default)]
    pub reset: SerialResetDocument,
    /// What a number is made of, from left to right; exactly one of them is the serial.
    pub parts: Vec<NumberPartDocument>,
}

/// When serials count from one again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SerialResetDocument {
    /// On every local date.
    Daily,
    /// On the first date of every month.
    Monthly,
    /// On the first date of every year.
    Yearly,
    /// Never.
    #[default]
    Never,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// One part of a number.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum NumberPartDocument {
        /// The same characters in every number.
        Text {
            /// 1 to 20 characters.
            text: String,
        },
        /// The local date on which the number was given, or a part of it.
        Date {
            /// Which part.
            form: DateFormDocument,
        },
        /// The code of the site that gave the number.
        Site {
            /// All sites, of one length and made of capital letters and digits.
            codes: Vec<String>,
        },
        /// The serial, filled with zeros on the left.
        Serial {
            /// Digits, 1 to 12.
            width: u8,
            /// What happens when the digits do not suffice.
            #[serde(default, skip_serializing_if = "is_refused")]
            overflow: SerialOverflowDocument,
        },
        /// Check digits over the letters and digits before them.
        Check {
            /// How they are made.
            method: CheckMethodDocument,
        },
    }
}

/// Which part of a date a number shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DateFormDocument {
    /// `20260314`.
    Yyyymmdd,
    /// `260314`; two digits of a year mean 2000 to 2099.
    Yymmdd,
    /// `202603`.
    Yyyymm,
    /// `2603`.
    Yymm,
    /// `2026`.
    Yyyy,
    /// `26`.
    Yy,
    /// `03`, the month.
    Mm,
    /// `14`, the day of the month.
    Dd,
}

/// What happens to a serial that has more digits than its width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SerialOverflowDocument {
    /// It is refused.
    #[default]
    Refuse,
    /// The number grows by as many digits as it needs.
    Widen,
}

/// How check digits are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckMethodDocument {
    /// One digit over the digits (ISO/IEC 7812-1, Luhn); letters do not count.
    Luhn,
    /// Two digits over letters and digits (ISO 7064, MOD 97-10).
    Mod97,
}

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NumberReadingDocument {
    /// The number as it was written.
    pub number: String,
    /// Its serial.
    pub serial: u64,
    /// The year it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The month it shows, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// The day of the month it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// The site it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

impl NumberingDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}

fn is_refused(overflow: &SerialOverflowDocument) -> bool {
    *overflow == SerialOverflowDocument::Refuse
}
