//! The city's calendar and targets as a policy document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use aftersales::sla::{SlaError, SlaPolicy};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    CalendarDocument, MetricDocument, SelectorEntryDocument, ShiftDocument, SlaDocument, TargetDocument,
    TriggerDocument, WeeklyShifts, WhenDocument,
};
use serde::Deserialize;

use super::{CALENDAR_DAYS, ONE_WORKING_DAY};
use crate::read::{ReportError, document_error, read_json};

/// The name of the city's calendar in the policy.
pub(super) const CALENDAR: &str = "city";
const METRIC: &str = "completion";

/// The city's calendar, and the target of each type of request.
pub(super) struct Rules {
    calendar: CalendarDocument,
    targets: BTreeMap<String, TargetDocument>,
}

#[derive(Deserialize)]
struct CityCalendar {
    timezone: String,
    weekdays: Vec<String>,
    open: String,
    close: String,
    holidays_observed: Vec<String>,
}

#[derive(Deserialize)]
struct Targets {
    policies: Vec<TypeTarget>,
}

#[derive(Deserialize)]
struct TypeTarget {
    r#type: String,
    kind: String,
    n: i32,
}

impl Rules {
    /// The calendar of the years 2013 to 2019, with the targets of the animal and pest types.
    pub(super) fn read(path: &Path) -> Result<Self, ReportError> {
        let city: CityCalendar = read_json(path)?;
        let shift = ShiftDocument::new(&city.open, &city.close);
        let mut weekly = WeeklyShifts::default();
        for weekday in &city.weekdays {
            let shifts = match weekday.as_str() {
                "Mon" => &mut weekly.mon,
                "Tue" => &mut weekly.tue,
                "Wed" => &mut weekly.wed,
                "Thu" => &mut weekly.thu,
                "Fri" => &mut weekly.fri,
                "Sat" => &mut weekly.sat,
                "Sun" => &mut weekly.sun,
                other => {
                    return Err(document_error(path, &format!("`{other}` is not one of `Mon` to `Sun`")));
                }
            };
            shifts.push(shift.clone());
        }
        let calendar = CalendarDocument {
            time_zone: city.timezone,
            weekly,
            holidays: city.holidays_observed,
            ..CalendarDocument::default()
        };
        let one = TargetDocument::WorkingDays { days: 1, end: Default::default() };
        let many = CALENDAR_DAYS.map(|class| (class.to_owned(), TargetDocument::CalendarDays { days: 120 }));
        let targets = many.into_iter().chain([(ONE_WORKING_DAY.to_owned(), one)]).collect();
        Ok(Self { calendar, targets })
    }

    /// The same rules without holidays.
    pub(super) fn without_holidays(&self) -> Self {
        let calendar = CalendarDocument { holidays: Vec::new(), ..self.calendar.clone() };
        Self { calendar, targets: self.targets.clone() }
    }

    /// The same calendar with the targets that a document lists by type.
    pub(super) fn with_targets_of(self, path: &Path) -> Result<Self, ReportError> {
        let listed: Targets = read_json(path)?;
        let mut targets = BTreeMap::new();
        for TypeTarget { r#type, kind, n: days } in listed.policies {
            let target = match kind.as_str() {
                "business_days" => TargetDocument::WorkingDays { days, end: Default::default() },
                "calendar_days" => TargetDocument::CalendarDays { days },
                other => {
                    let detail =
                        format!("`kind` is `{other}`; `business_days` or `calendar_days` is expected");
                    return Err(document_error(path, &detail));
                }
            };
            targets.insert(r#type, target);
        }
        Ok(Self { calendar: self.calendar, targets })
    }

    /// One clock from the opening to the closing, and one selector entry for each type.
    pub(super) fn compile(&self, zones: &ZoneDatabase) -> Result<SlaPolicy, SlaError> {
        let entry = |(class, target): (&String, &TargetDocument)| SelectorEntryDocument::Set {
            when: WhenDocument { class: vec![class.clone()], ..WhenDocument::default() },
            calendar: None,
            targets: BTreeMap::from([(METRIC.to_owned(), target.clone())]),
        };
        let metric = MetricDocument {
            name: METRIC.to_owned(),
            starts: vec![TriggerDocument::Started {}],
            ..MetricDocument::default()
        };
        let document = SlaDocument {
            calendars: BTreeMap::from([(CALENDAR.to_owned(), self.calendar.clone())]),
            default_calendar: CALENDAR.to_owned(),
            metrics: vec![metric],
            selector: self.targets.iter().map(entry).collect(),
            ungraded: None,
        };
        SlaPolicy::compile(&document, zones)
    }

    pub(super) fn time_zone(&self) -> &str {
        &self.calendar.time_zone
    }

    pub(super) fn holidays(&self) -> &[String] {
        &self.calendar.holidays
    }

    pub(super) fn classes(&self) -> usize {
        self.targets.len()
    }

    /// The days of the year, such as `-07-04`, on which the calendar has a holiday in three years or more.
    pub(super) fn fixed_holidays(&self) -> BTreeSet<&str> {
        let day = |date: &'_ String| date.get(4..).map(str::to_owned);
        let days: Vec<_> = self.holidays().iter().filter_map(day).collect();
        let often = |holiday: &&str| days.iter().filter(|day| day == holiday).count() >= 3;
        self.holidays().iter().filter_map(|date| date.get(4..)).filter(often).collect()
    }
}
