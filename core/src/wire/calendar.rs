use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// When a desk works: the source of a [`WorkingCalendar`](crate::calendar::WorkingCalendar) (domain fact SL-10).
///
/// ```
/// use aftersales::wire::CalendarDocument;
///
/// let document = CalendarDocument::from_json(r#"{
///     "time_zone": "Asia/Shanghai",
///     "weekly": {"mon": [["09:00", "12:00"], ["13:30", "18:00"]], "fri": [["22:00", "06:00"]]},
///     "date_overrides": {"2026-02-14": [["09:00", "12:00"]]},
///     "holidays": ["2026-02-16", "2026-02-17"]
/// }"#)?;
/// assert_eq!(document.weekly.mon.len(), 2);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDocument {
    /// The IANA name of the zone whose wall clocks the shifts mean, such as `Europe/Berlin`.
    pub time_zone: String,
    /// The shifts of an ordinary week.
    #[serde(default)]
    pub weekly: WeeklyShifts,
    /// Shifts of single dates in place of the weekly ones: make-up working days, short days. They go before a holiday.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("propertyNames" = {"format": "date"})))]
    pub date_overrides: BTreeMap<String, Vec<ShiftDocument>>,
    /// Intervals of single dates that are closed whatever else holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("propertyNames" = {"format": "date"})))]
    pub breaks: BTreeMap<String, Vec<ShiftDocument>>,
    /// Dates on which no weekly shift starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::time::Date>"))]
    pub holidays: Vec<String>,
}

/// Shifts by weekday; a weekday without shifts is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct WeeklyShifts {
    /// Shifts that start on a Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mon: Vec<ShiftDocument>,
    /// Shifts that start on a Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tue: Vec<ShiftDocument>,
    /// Shifts that start on a Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wed: Vec<ShiftDocument>,
    /// Shifts that start on a Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thu: Vec<ShiftDocument>,
    /// Shifts that start on a Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fri: Vec<ShiftDocument>,
    /// Shifts that start on a Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<ShiftDocument>,
    /// Shifts that start on a Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sun: Vec<ShiftDocument>,
}

/// One shift as `[open, close]`: wall-clock times from `00:00` to `24:00`, the opening instant in, the closing instant out.
///
/// A close at or before its open reaches into the next day, but equal ends make an empty shift.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(expecting = "a pair of times such as [\"09:00\", \"17:00\"]")]
pub struct ShiftDocument(pub String, pub String);

impl CalendarDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }

    /// A calendar that is always open, in a zone.
    #[must_use]
    pub fn round_the_clock(time_zone: &str) -> Self {
        let day = vec![ShiftDocument::new("00:00", "24:00")];
        Self { time_zone: time_zone.to_owned(), weekly: WeeklyShifts::every_day(&day), ..Self::default() }
    }

    /// A calendar with the same shifts from Monday to Friday.
    #[must_use]
    pub fn weekdays(time_zone: &str, shifts: &[ShiftDocument]) -> Self {
        let weekly = WeeklyShifts { sat: Vec::new(), sun: Vec::new(), ..WeeklyShifts::every_day(shifts) };
        Self { time_zone: time_zone.to_owned(), weekly, ..Self::default() }
    }
}

impl WeeklyShifts {
    /// The same shifts on all seven days.
    #[must_use]
    pub fn every_day(shifts: &[ShiftDocument]) -> Self {
        let [mon, tue, wed, thu, fri, sat, sun] = core::array::from_fn(|_| shifts.to_vec());
        Self { mon, tue, wed, thu, fri, sat, sun }
    }

    /// The shifts by weekday, Monday first, each with the name of its field.
    pub(crate) fn by_weekday(&self) -> [(&'static str, &[ShiftDocument]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}

impl ShiftDocument {
    /// A shift from `open` to `close`.
    #[must_use]
    pub fn new(open: &str, close: &str) -> Self {
        Self(open.to_owned(), close.to_owned())
    }
}
