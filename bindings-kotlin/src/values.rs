//! Values that cross the border as integers or bytes; `uniffi.toml` says what they are in Kotlin.
//!
//! A value that the core does not know fails with the core's own error, not with a panic.

use aftersales::time::{Date as LocalDate, Instant, Span as Duration, TimeError, TimeOfDay as LocalTime};

use crate::AftersalesError;

uniffi::custom_type!(Instant, i64, {
    remote,
    lower: |instant| instant.micros(),
    try_lift: |micros| Ok(Instant::from_micros(micros).map_err(AftersalesError::from)?),
});

uniffi::custom_type!(Duration, i64, {
    remote,
    lower: |span| span.micros(),
    try_lift: |micros| Ok(Duration::from_micros(micros)),
});

uniffi::custom_type!(LocalDate, i64, {
    remote,
    lower: |date| date.days(),
    try_lift: |days| {
        let unknown = || TimeError::DateMalformed { value: format!("day {days}") };
        Ok(LocalDate::new(days).ok_or_else(unknown).map_err(AftersalesError::from)?)
    },
});

uniffi::custom_type!(LocalTime, i64, {
    remote,
    lower: |time| time.seconds(),
    try_lift: |seconds| {
        let unknown = || TimeError::TimeOfDayMalformed { value: format!("second {seconds}") };
        Ok(LocalTime::new(seconds).ok_or_else(unknown).map_err(AftersalesError::from)?)
    },
});

/// A wall-clock date and time, as seconds since 1970-01-01T00:00 on that clock.
#[derive(Debug, Clone, Copy)]
pub struct LocalDateTime(pub i64);

impl LocalDateTime {
    pub(crate) fn of(date: LocalDate, time: LocalTime) -> Self {
        Self(date.days().saturating_mul(86_400).saturating_add(time.seconds()))
    }
}

uniffi::custom_type!(LocalDateTime, i64, {
    lower: |local| local.0,
    try_lift: |seconds| Ok(LocalDateTime(seconds)),
});

/// A small whole number from zero on: how many answers are wanted, which version.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub u32);

uniffi::custom_type!(Count, u32, { lower: |count| count.0, try_lift: |count| Ok(Count(count)) });

impl Count {
    pub(crate) fn get(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The place of an event in its log, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Sequence(pub u64);

uniffi::custom_type!(Sequence, i64, {
    lower: |sequence| i64::try_from(sequence.0).unwrap_or(i64::MAX),
    try_lift: |number| Ok(Sequence(u64::try_from(number).unwrap_or_default())),
});

/// A whole number from zero on: of cases, agents, parts.
#[derive(Debug, Clone, Copy)]
pub struct Tally(pub u64);

uniffi::custom_type!(Tally, i64, {
    lower: |tally| i64::try_from(tally.0).unwrap_or(i64::MAX),
    try_lift: |number| Ok(Tally(u64::try_from(number).unwrap_or_default())),
});
