use core::fmt;
use core::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{MICROS, Span, TimeError, shown};

/// A point in time: microseconds since 1970-01-01T00:00:00Z, in the years 0001 to 9999.
///
/// Finer input is floored to the microsecond, so an instant never lies after the moment it was made from.
///
/// ```
/// use aftersales::time::Instant;
///
/// let opened: Instant = "2026-03-02T09:00:00+01:00".parse()?;
/// assert_eq!(opened.to_string(), "2026-03-02T08:00:00Z");
/// assert_eq!(opened.micros(), 1_772_438_400_000_000);
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// 0001-01-01T00:00:00Z, the earliest instant.
    pub const MIN: Self = Self(-62_135_596_800_000_000);
    /// 9999-12-31T23:59:59.999999Z, the latest instant.
    pub const MAX: Self = Self(253_402_300_799_999_999);

    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`TimeError::InstantOutOfRange`] outside the years 0001 to 9999.
    pub fn from_micros(micros: i64) -> Result<Self, TimeError> {
        Self::checked(micros)
            .ok_or_else(|| TimeError::InstantOutOfRange { value: format!("{micros} microseconds") })
    }

    /// The instant `seconds` seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`TimeError::InstantOutOfRange`] outside the years 0001 to 9999.
    pub fn from_seconds(seconds: i64) -> Result<Self, TimeError> {
        seconds
            .checked_mul(MICROS)
            .and_then(Self::checked)
            .ok_or_else(|| TimeError::InstantOutOfRange { value: format!("{seconds} seconds") })
    }

    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The same instant for `chrono`.
    #[must_use]
    pub fn to_datetime(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// The instant `span` later (earlier where it is negative), or `None` outside the years 0001 to 9999.
    #[must_use]
    pub fn checked_add(self, span: Span) -> Option<Self> {
        self.0.checked_add(span.micros()).and_then(Self::checked)
    }

    /// The real time from `earlier` to this instant; negative where `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span::from_micros(self.0.saturating_sub(earlier.0))
    }

    /// The nearest instant to `micros` in the supported years.
    pub(crate) fn saturating(micros: i64) -> Self {
        Self(micros.clamp(Self::MIN.0, Self::MAX.0))
    }

    pub(crate) fn checked(micros: i64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&micros).then_some(Self(micros))
    }
}

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = TimeError;

    fn try_from(value: DateTime<Utc>) -> Result<Self, TimeError> {
        let micros = value
            .timestamp()
            .checked_mul(MICROS)
            .and_then(|whole| whole.checked_add(i64::from(value.timestamp_subsec_micros())));
        micros
            .and_then(Self::checked)
            .ok_or_else(|| TimeError::InstantOutOfRange { value: value.to_rfc3339() })
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(value: Instant) -> Self {
        value.to_datetime()
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let parsed = DateTime::parse_from_rfc3339(text)
            .map_err(|_| TimeError::InstantMalformed { value: shown(text) })?;
        Self::try_from(parsed.with_timezone(&Utc))
            .map_err(|_| TimeError::InstantOutOfRange { value: shown(text) })
    }
}

/// RFC 3339 in UTC with zero to six digits after the seconds, never more than needed.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_datetime().to_rfc3339_opts(SecondsFormat::Micros, true);
        let (whole, fraction) = text.trim_end_matches('Z').split_once('.').unwrap_or((&text, ""));
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{whole}Z"),
            digits => write!(f, "{whole}.{digits}Z"),
        }
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
