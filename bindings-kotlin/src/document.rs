//! The calendar document as data classes; what it means is decided when it is compiled.

#![expect(clippy::disallowed_types, reason = "UniFFI knows no other map; its order ends in this file")]

use std::collections::{BTreeMap, HashMap};

use aftersales::wire::{CalendarDocument, ShiftDocument, WeeklyShifts};

use crate::AftersalesError;

/// Reads the JSON text of a calendar document. Unknown fields are refused.
#[uniffi::export]
pub fn calendar_document_from_json(json: &str) -> Result<CalendarDocument, AftersalesError> {
    Ok(CalendarDocument::from_json(json)?)
}

/// When a desk works: the source of a `WorkingCalendar`.
#[uniffi::remote(Record)]
pub struct CalendarDocument {
    /// The IANA name of the zone whose wall clocks the shifts mean, such as `Europe/Berlin`.
    pub time_zone: String,
    /// The shifts of an ordinary week.
    #[uniffi(default)]
    pub weekly: WeeklyShifts,
    /// Shifts of single dates in place of the weekly ones: make-up working days, short days. They go before a holiday.
    #[uniffi(default)]
    pub date_overrides: DatedShifts,
    /// Intervals of single dates that are closed whatever else holds.
    #[uniffi(default)]
    pub breaks: DatedShifts,
    /// Dates on which no weekly shift starts, such as `2026-12-25`.
    #[uniffi(default)]
    pub holidays: Vec<String>,
}

/// Shifts by weekday; a weekday without shifts is closed.
#[uniffi::remote(Record)]
pub struct WeeklyShifts {
    /// Shifts that start on a Monday.
    #[uniffi(default)]
    pub mon: Vec<ShiftDocument>,
    /// Shifts that start on a Tuesday.
    #[uniffi(default)]
    pub tue: Vec<ShiftDocument>,
    /// Shifts that start on a Wednesday.
    #[uniffi(default)]
    pub wed: Vec<ShiftDocument>,
    /// Shifts that start on a Thursday.
    #[uniffi(default)]
    pub thu: Vec<ShiftDocument>,
    /// Shifts that start on a Friday.
    #[uniffi(default)]
    pub fri: Vec<ShiftDocument>,
    /// Shifts that start on a Saturday.
    #[uniffi(default)]
    pub sat: Vec<ShiftDocument>,
    /// Shifts that start on a Sunday.
    #[uniffi(default)]
    pub sun: Vec<ShiftDocument>,
}

/// One shift: wall-clock times from `00:00` to `24:00`, the opening instant in, the closing instant out.
///
/// Text, because no `LocalTime` is `24:00`. A close at or before its open reaches into the next day.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Shift {
    /// When it opens.
    pub open: String,
    /// When it closes.
    pub close: String,
}

uniffi::custom_type!(ShiftDocument, Shift, {
    remote,
    lower: |shift| Shift { open: shift.0, close: shift.1 },
    try_lift: |shift| Ok(ShiftDocument(shift.open, shift.close)),
});

/// Shifts by date.
type DatedShifts = BTreeMap<String, Vec<ShiftDocument>>;

uniffi::custom_type!(DatedShifts, HashMap<String, Vec<ShiftDocument>>, {
    remote,
    lower: |dated| dated.into_iter().collect(),
    try_lift: |dated| Ok(dated.into_iter().collect()),
});
