use serde::{Deserialize, Serialize};

use super::{CalendarDocument, LabelDocument, ShiftDocument};

/// The public holidays of a place, year by year, with the source of every year.
///
/// ```
/// use aftersales::wire::{CalendarDocument, HolidaysDocument, ShiftDocument, read_document};
///
/// let holidays: HolidaysDocument = read_document(r#"{
///     "name": "plant", "title": {"en": "The plant's holidays", "zh": "工厂假日"},
///     "source": {"title": "works agreement"}, "as_of": "2025-12-01",
///     "years": [{"year": 2026, "holidays": ["2026-02-17"], "make_up_days": ["2026-02-14"]}]
/// }"#)?;
/// let office = CalendarDocument::weekdays("Asia/Shanghai", &[ShiftDocument::new("09:00", "18:00")]);
/// let office = holidays.applied_to(&office, None);
/// assert_eq!(office.holidays, ["2026-02-17"]);
/// assert_eq!(office.date_overrides["2026-02-14"], [ShiftDocument::new("09:00", "18:00")]);
/// assert_eq!(holidays.last_year(), Some(2026));
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidaysDocument {
    /// Its name, such as `cn`.
    pub name: String,
    /// What people call it.
    pub title: LabelDocument,
    /// What a reader should know of the choice of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the dates come from.
    pub source: HolidaySourceDocument,
    /// The date on which the source was read.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub as_of: String,
    /// The years that are covered, in order.
    pub years: Vec<HolidayYearDocument>,
}

/// Where dates come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidaySourceDocument {
    /// The title of the notice, list or law.
    pub title: String,
    /// Its number or citation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The holidays of one year of the calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolidayYearDocument {
    /// The year.
    pub year: i32,
    /// The notices of the year, where it has its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<HolidaySourceDocument>,
    /// Dates off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::time::Date>"))]
    pub holidays: Vec<String>,
    /// Dates of a weekend that are worked in return for a shifted day off (调休).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::time::Date>"))]
    pub make_up_days: Vec<String>,
}

impl HolidaysDocument {
    /// The first year that is covered.
    #[must_use]
    pub fn first_year(&self) -> Option<i32> {
        self.years.iter().map(|year| year.year).min()
    }

    /// The last year that is covered.
    #[must_use]
    pub fn last_year(&self) -> Option<i32> {
        self.years.iter().map(|year| year.year).max()
    }

    /// All dates off.
    pub fn holidays(&self) -> impl Iterator<Item = &str> {
        self.years.iter().flat_map(|year| &year.holidays).map(String::as_str)
    }

    /// All make-up working days.
    pub fn make_up_days(&self) -> impl Iterator<Item = &str> {
        self.years.iter().flat_map(|year| &year.make_up_days).map(String::as_str)
    }

    /// The calendar with these holidays besides its own, and with the make-up days worked.
    ///
    /// A make-up day has the shifts of `make_up`, or else those of the first day of the week that has any. Dates of which
    /// the calendar says something of its own stay as they are.
    #[must_use]
    pub fn applied_to(
        &self,
        calendar: &CalendarDocument,
        make_up: Option<&[ShiftDocument]>,
    ) -> CalendarDocument {
        let mut applied = calendar.clone();
        applied.holidays.extend(self.holidays().map(str::to_owned));
        applied.holidays.sort();
        applied.holidays.dedup();
        let week = calendar.weekly.by_weekday();
        let ordinary = week.iter().map(|(_, shifts)| *shifts).find(|shifts| !shifts.is_empty());
        let shifts = make_up.or(ordinary).unwrap_or_default();
        for date in self.make_up_days() {
            applied.date_overrides.entry(date.to_owned()).or_insert_with(|| shifts.to_vec());
        }
        applied
    }
}
