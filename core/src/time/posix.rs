use core::str::FromStr;

use super::date::weekday_of;
use super::{DAY_SECONDS, TimeError, shown};

/// The rule that holds after the last transition of a zone: a fixed offset, or one with daylight saving time every year.
///
/// Read from the POSIX `TZ` form that ends a TZif file (RFC 9636, section 3.3.1), with its extension of transition times
/// from -167 to 167 hours.
///
/// ```
/// use aftersales::time::PosixTail;
///
/// let berlin: PosixTail = "CET-1CEST,M3.5.0,M10.5.0/3".parse()?;
/// assert_eq!(berlin.transitions_of(2026), vec![(1_774_746_000, 7200), (1_792_890_000, 3600)]);
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PosixTail {
    standard: i32,
    daylight: Option<Daylight>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Daylight {
    offset: i32,
    start: Change,
    end: Change,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Change {
    day: ChangeDay,
    /// Wall-clock seconds after 00:00 of that day; may be negative or beyond a day.
    time: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum ChangeDay {
    /// Week 1 to 5 (5: the last) of a month, weekday 0 (Sunday) to 6.
    MonthWeekDay { month: u8, week: u8, weekday: u8 },
    /// Day 1 to 365, never counting 29 February.
    Julian(u16),
    /// Day 0 to 365, counting 29 February.
    Ordinal(u16),
}

impl PosixTail {
    /// A rule without daylight saving time, `offset` seconds east of UTC.
    #[must_use]
    pub const fn fixed(offset: i32) -> Self {
        Self { standard: offset, daylight: None }
    }

    /// The changes of one year as (seconds since 1970 in UTC, offset in seconds that holds from then on), in order of time.
    #[must_use]
    pub fn transitions_of(&self, year: i64) -> Vec<(i64, i32)> {
        let Some(daylight) = &self.daylight else { return Vec::new() };
        let start = daylight.start.utc_seconds(year, self.standard);
        let end = daylight.end.utc_seconds(year, daylight.offset);
        let mut changes = vec![(start, daylight.offset), (end, self.standard)];
        crate::order::by_key(&mut changes, |change| change.0);
        changes
    }

    /// The offset of standard time in seconds east of UTC.
    #[must_use]
    pub const fn standard_offset(&self) -> i32 {
        self.standard
    }

    /// Whether the offset changes during the year.
    #[must_use]
    pub const fn has_daylight_saving(&self) -> bool {
        self.daylight.is_some()
    }
}

impl Change {
    fn utc_seconds(&self, year: i64, offset_before: i32) -> i64 {
        let first = days_from_civil(year, 1, 1);
        let day = match self.day {
            ChangeDay::Ordinal(days) => first.saturating_add(i64::from(days)),
            ChangeDay::Julian(day) => {
                let leap_shift = i64::from(is_leap(year) && day > 59);
                first.saturating_add(i64::from(day)).saturating_sub(1).saturating_add(leap_shift)
            }
            ChangeDay::MonthWeekDay { month, week, weekday } => {
                nth_weekday(year, i64::from(month), i64::from(week), i64::from(weekday))
            }
        };
        day.saturating_mul(DAY_SECONDS).saturating_add(self.time).saturating_sub(i64::from(offset_before))
    }
}

fn nth_weekday(year: i64, month: i64, week: i64, sunday_based: i64) -> i64 {
    let first = days_from_civil(year, month, 1);
    let monday_based = sunday_based.saturating_add(6).rem_euclid(7);
    let first_weekday = i64::try_from(weekday_of(first)).unwrap_or_default();
    let ahead = monday_based.saturating_sub(first_weekday).rem_euclid(7);
    let day = first.saturating_add(ahead).saturating_add(week.saturating_sub(1).saturating_mul(7));
    let (next_year, next_month) =
        if month == 12 { (year.saturating_add(1), 1) } else { (year, month.saturating_add(1)) };
    if day < days_from_civil(next_year, next_month, 1) { day } else { day.saturating_sub(7) }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar (Hinnant's `days_from_civil`).
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year.saturating_sub(1) } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = month.saturating_add(9).rem_euclid(12);
    let day_of_year =
        shifted.saturating_mul(153).saturating_add(2).div_euclid(5).saturating_add(day).saturating_sub(1);
    let leap_days = year_of_era.div_euclid(4).saturating_sub(year_of_era.div_euclid(100));
    let day_of_era = year_of_era.saturating_mul(365).saturating_add(leap_days).saturating_add(day_of_year);
    era.saturating_mul(146_097).saturating_add(day_of_era).saturating_sub(719_468)
}

impl FromStr for PosixTail {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let mut reader = Reader { rest: text.as_bytes() };
        reader
            .rule()
            .filter(|_| reader.rest.is_empty())
            .ok_or_else(|| TimeError::PosixMalformed { value: shown(text) })
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn rule(&mut self) -> Option<PosixTail> {
        self.name()?;
        let standard = i32::try_from(self.signed_time(24)?.checked_neg()?).ok()?;
        if self.rest.is_empty() {
            return Some(PosixTail::fixed(standard));
        }
        self.name()?;
        let offset = match self.rest.first() {
            Some(b',') | None => standard.checked_add(3600)?,
            Some(_) => i32::try_from(self.signed_time(24)?.checked_neg()?).ok()?,
        };
        let (start, end) = (self.change()?, self.change()?);
        Some(PosixTail { standard, daylight: Some(Daylight { offset, start, end }) })
    }

    fn name(&mut self) -> Option<()> {
        let length = if self.eat(b'<') {
            let length = self.rest.iter().position(|&byte| byte == b'>')?;
            self.rest = self.rest.get(length.checked_add(1)?..)?;
            length
        } else {
            let length =
                self.rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(self.rest.len());
            self.rest = self.rest.get(length..)?;
            length
        };
        (length >= 3).then_some(())
    }

    fn change(&mut self) -> Option<Change> {
        self.expect(b',')?;
        let day = match self.rest.first()? {
            b'M' => {
                self.expect(b'M')?;
                let month = self.number(1, 12)?;
                self.expect(b'.')?;
                let week = self.number(1, 5)?;
                self.expect(b'.')?;
                let weekday = self.number(0, 6)?;
                ChangeDay::MonthWeekDay {
                    month: u8::try_from(month).ok()?,
                    week: u8::try_from(week).ok()?,
                    weekday: u8::try_from(weekday).ok()?,
                }
            }
            b'J' => {
                self.expect(b'J')?;
                ChangeDay::Julian(u16::try_from(self.number(1, 365)?).ok()?)
            }
            _ => ChangeDay::Ordinal(u16::try_from(self.number(0, 365)?).ok()?),
        };
        let time = if self.eat(b'/') { self.signed_time(167)? } else { 7200 };
        Some(Change { day, time })
    }

    fn signed_time(&mut self, most_hours: i64) -> Option<i64> {
        let negative = match self.rest.first()? {
            b'-' => self.eat(b'-'),
            b'+' => !self.eat(b'+'),
            _ => false,
        };
        let mut seconds = self.number(0, most_hours)?.checked_mul(3600)?;
        if self.eat(b':') {
            seconds = seconds.checked_add(self.number(0, 59)?.checked_mul(60)?)?;
            if self.eat(b':') {
                seconds = seconds.checked_add(self.number(0, 59)?)?;
            }
        }
        if negative { seconds.checked_neg() } else { Some(seconds) }
    }

    fn number(&mut self, least: i64, most: i64) -> Option<i64> {
        let length = self.rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.rest.len());
        let digits = self.rest.get(..length).filter(|digits| (1..=3).contains(&digits.len()))?;
        self.rest = self.rest.get(length..)?;
        let value: i64 = core::str::from_utf8(digits).ok()?.parse().ok()?;
        (least..=most).contains(&value).then_some(value)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((&first, rest)) if first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}
