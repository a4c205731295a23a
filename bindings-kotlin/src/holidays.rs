use aftersales::presets::HolidayPreset;
use aftersales::wire::{CalendarDocument, ErrorDocument, HolidaysDocument};

use crate::error::Answer;
use crate::{AftersalesError, Shifts};

/// The names of the public holidays that ship with the library: `cn` are those of mainland China with make-up working days,
/// `us_federal` the federal holidays of the United States as they are observed from Monday to Friday.
#[uniffi::export]
pub fn holiday_presets() -> Vec<String> {
    HolidayPreset::ALL.iter().map(|preset| preset.as_str().to_owned()).collect()
}

/// Public holidays that ship with the library, year by year, with their sources.
#[uniffi::export]
pub fn holidays(name: &str) -> Answer<HolidaysDocument> {
    let preset = HolidayPreset::named(name).ok_or_else(|| {
        let detail = format!("`name` is `{name}`; one of {} is expected", holiday_presets().join(", "));
        AftersalesError::from(ErrorDocument::new("binding.argument.malformed", &detail, Some("name")))
    })?;
    Ok(preset.document()?)
}

/// A calendar with these holidays besides its own, and with the make-up days worked: in `make_up_shifts`, or else as on the
/// first day of the week that has shifts. Dates of which the calendar says something of its own stay.
#[uniffi::export(default(make_up_shifts = None))]
pub fn apply_holidays(
    holidays: HolidaysDocument,
    calendar: CalendarDocument,
    make_up_shifts: Option<Shifts>,
) -> CalendarDocument {
    holidays.applied_to(&calendar, make_up_shifts.as_ref().map(|shifts| shifts.0.as_slice()))
}
