use core::fmt;
use core::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DAY_SECONDS, TimeError, shown};

/// A date of the Gregorian calendar in the years 0001 to 9999, kept as days since 1970-01-01.
///
/// ```
/// use aftersales::time::Date;
/// use chrono::NaiveDate;
///
/// let monday: Date = "2026-03-02".parse()?;
/// assert_eq!(monday.to_date(), NaiveDate::from_ymd_opt(2026, 3, 2));
/// assert_eq!(monday.weekday_index(), 0);
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The date `days` days after 1970-01-01, or `None` outside the years 0001 to 9999.
    #[must_use]
    pub fn new(days: i64) -> Option<Self> {
        let days = i32::try_from(days).ok()?;
        (Self::MIN.0..=Self::MAX.0).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn days(self) -> i64 {
        self.0 as i64
    }

    /// 0 for a Monday to 6 for a Sunday.
    #[must_use]
    pub fn weekday_index(self) -> usize {
        weekday_of(self.days())
    }

    /// The date for `chrono`; always there, because every day number is one of its dates.
    #[must_use]
    pub fn to_date(self) -> Option<NaiveDate> {
        NaiveDate::from_epoch_days(self.0)
    }
}

/// 0 for a Monday to 6 for a Sunday, for any number of days since 1970-01-01 (a Thursday).
pub(crate) fn weekday_of(days: i64) -> usize {
    usize::try_from(days.saturating_add(3).rem_euclid(7)).unwrap_or_default()
}

impl TryFrom<NaiveDate> for Date {
    type Error = TimeError;

    fn try_from(value: NaiveDate) -> Result<Self, TimeError> {
        Self::new(i64::from(value.to_epoch_days()))
            .filter(|_| (1..=9999).contains(&value.year()))
            .ok_or_else(|| TimeError::DateMalformed { value: value.to_string() })
    }
}

impl FromStr for Date {
    type Err = TimeError;

    /// Reads `YYYY-MM-DD`, nothing shorter and nothing else.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let malformed = || TimeError::DateMalformed { value: shown(text) };
        let plain = text.bytes().enumerate().all(|(position, byte)| match position {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if text.len() != 10 || !plain {
            return Err(malformed());
        }
        let number = |part: core::ops::Range<usize>| text.get(part)?.parse::<u32>().ok();
        let date = |year, month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        let parts = number(0..4).zip(number(5..7)).zip(number(8..10));
        let date = parts.and_then(|((year, month), day)| date(year, month, day));
        date.and_then(|date| Self::try_from(date).ok()).ok_or_else(malformed)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date() {
            Some(date) => write!(f, "{date}"),
            None => write!(f, "day {}", self.0),
        }
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A wall-clock time of day from `00:00` to `24:00`, to the second.
///
/// ```
/// use aftersales::time::TimeOfDay;
///
/// let close: TimeOfDay = "24:00".parse()?;
/// assert_eq!(close.seconds(), 86_400);
/// assert!("24:01".parse::<TimeOfDay>().is_err());
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// `00:00`.
    pub const MIDNIGHT: Self = Self(0);

    /// Seconds since `00:00`, from 0 to 86,400.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0 as i64
    }

    /// The time `seconds` after `00:00`, or `None` beyond 86,400.
    #[must_use]
    pub fn new(seconds: i64) -> Option<Self> {
        (0..=DAY_SECONDS).contains(&seconds).then(|| u32::try_from(seconds).ok().map(Self)).flatten()
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeError;

    /// Reads `HH:MM` or `HH:MM:SS`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let parts: Option<Vec<i64>> = text.split(':').map(two_digits).collect();
        let seconds = match parts.as_deref() {
            Some(&[hour, minute]) => clock_seconds(hour, minute, 0),
            Some(&[hour, minute, second]) => clock_seconds(hour, minute, second),
            _ => None,
        };
        seconds.and_then(Self::new).ok_or_else(|| TimeError::TimeOfDayMalformed { value: shown(text) })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60)?;
        match self.0 % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn two_digits(part: &str) -> Option<i64> {
    (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

fn clock_seconds(hour: i64, minute: i64, second: i64) -> Option<i64> {
    if !(0..=24).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) {
        return None;
    }
    hour.checked_mul(3600)?.checked_add(minute.checked_mul(60)?)?.checked_add(second)
}
