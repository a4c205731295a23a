use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use compact_calendar::CompactCalendar;
use opening_hours::localization::TzLocation;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};

use super::Contender;
use crate::workload::{SHIFTS, ZONE, holidays};

/// The crate `opening-hours`. It knows neither working time nor deadlines: both walk along its intervals here.
pub(crate) struct OpeningHoursCrate {
    hours: OpeningHours<TzLocation<Tz>>,
    zone: Tz,
}

impl Contender for OpeningHoursCrate {
    const NAME: &'static str = "opening-hours";
    type At = DateTime<Tz>;
    type Budget = TimeDelta;

    fn new() -> Self {
        let windows = SHIFTS.map(|(open, close)| format!("{open:02}:00-{close:02}:00")).join(",");
        let mut closed = CompactCalendar::default();
        for date in holidays() {
            let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
            let date = NaiveDate::from_ymd_opt(date.year().into(), month.into(), day.into());
            closed.insert(date.expect("the holidays are dates"));
        }
        let zone: Tz = ZONE.parse().expect("the zone is known");
        let context = Context::default()
            .with_holidays(ContextHolidays::new(Arc::new(closed), Arc::default()))
            .with_locale(TzLocation::new(zone));
        let hours: OpeningHours =
            format!("Mo-Fr {windows}; PH off").parse().expect("the expression is valid");
        Self { hours: hours.with_context(context), zone }
    }

    fn at(&self, micros: i64) -> DateTime<Tz> {
        let utc = DateTime::from_timestamp_micros(micros).expect("the workload stays in the supported years");
        utc.with_timezone(&self.zone)
    }

    fn budget(&self, micros: i64) -> TimeDelta {
        TimeDelta::microseconds(micros)
    }

    fn elapsed(&self, from: &DateTime<Tz>, to: &DateTime<Tz>) -> i64 {
        let intervals = self.hours.iter_range(*from, *to).filter(|interval| interval.kind == RuleKind::Open);
        let lengths = intervals.map(|interval| interval.range.end - interval.range.start);
        lengths.sum::<TimeDelta>().num_microseconds().expect("the spans are short")
    }

    fn deadline(&self, from: &DateTime<Tz>, budget: TimeDelta) -> Option<i64> {
        let mut left = budget;
        for interval in self.hours.iter_from(*from).filter(|interval| interval.kind == RuleKind::Open) {
            let length = interval.range.end - interval.range.start;
            if left <= length {
                return Some((interval.range.start + left).timestamp_micros());
            }
            left -= length;
        }
        None
    }
}
