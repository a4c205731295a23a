//! Random calendars, zones and instants, drawn to where they can go wrong.

use std::collections::BTreeMap;

use aftersales::wire::{CalendarDocument, ShiftDocument, WeeklyShifts};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const DAY: i64 = 86_400 * SECOND;

const ZONES: &[&str] = &[
    "Etc/UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Edmonton",
    "America/Vancouver",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Monrovia",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kwajalein",
];

/// Places and dates at which clocks do what they rarely do.
const NOTABLE: &[(&str, &str)] = &[
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Africa/Casablanca", "2026-03-22"),
    ("Africa/El_Aaiun", "2087-05-11"),
    ("America/Edmonton", "2026-03-08"),
    ("America/Edmonton", "2026-11-01"),
    ("America/Vancouver", "2026-03-08"),
    ("America/Vancouver", "2026-11-01"),
    ("Antarctica/Troll", "2026-03-29"),
    ("Asia/Shanghai", "1986-05-04"),
    ("Asia/Tehran", "2022-03-22"),
    ("America/Sao_Paulo", "2019-02-17"),
    ("America/Caracas", "2016-05-01"),
    ("Asia/Manila", "1844-12-31"),
    ("Africa/Monrovia", "1972-01-07"),
];

/// The first and the last seconds that are looked up in a table, and others at which the way to an answer changes.
const SEAMS: &[i64] = &[0, 4_102_444_800, 16_725_225_600, 16_756_761_600, 16_788_297_600];

/// A calendar and a stretch of time in which to question it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) document: CalendarDocument,
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Instants between the two.
    pub(crate) within: Vec<i64>,
}

/// Years in which a scan is to be compared with.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    let place = prop_oneof![
        6 => near(ZONES, -2_524_521_600..5_680_281_600),
        2 => notable(),
        1 => (proptest::sample::select(ZONES), proptest::sample::select(SEAMS)),
        1 => near(ZONES, -62_135_000_000..-58_980_000_000),
        1 => near(ZONES, 10_413_792_000..10_445_000_000),
        1 => near(ZONES, 250_246_540_800..253_401_800_000),
    ];
    (place, jitter(), any::<bool>(), document(), 1_i64..=10, vec(0.0_f64..1.0, 6)).prop_map(
        |((zone, at), (seconds, micros), odd_seconds, mut draft, days, shares)| {
            let from = (at + seconds).clamp(-62_135_000_000, 253_401_000_000) * SECOND + micros;
            draft.odd_seconds &= odd_seconds;
            // Where every second counts, fewer days are looked at.
            let days = if draft.odd_seconds || at < -1_500_000_000 { days.min(2) } else { days };
            let to = (from + days * DAY - micros / 2).min(253_402_000_000 * SECOND);
            let within = shares.into_iter().map(|share| from + ((to - from) as f64 * share) as i64).collect();
            Case { document: draft.at(zone, from), from, to, within }
        },
    )
}

/// Any instants of the supported years, most of them in those that people ask about.
pub(crate) fn instants() -> impl Strategy<Value = i64> {
    let whole = prop_oneof![
        4 => 0_i64..4_102_444_800,
        2 => -2_524_521_600_i64..5_680_281_600,
        2 => -62_135_596_800_i64..253_402_300_799,
        1 => proptest::sample::select(SEAMS),
        1 => Just(-62_135_596_800_i64),
        1 => Just(253_402_300_799_i64),
    ];
    (whole, jitter()).prop_map(|(second, (seconds, micros))| {
        let at = second.saturating_add(seconds).clamp(-62_135_596_800, 253_402_300_799);
        at * SECOND + micros
    })
}

/// Calendars with dated entries around an instant, which comes with them.
pub(crate) fn calendars() -> impl Strategy<Value = (CalendarDocument, i64)> {
    let place = prop_oneof![near(ZONES, 0..4_102_444_800), notable()];
    (place, document()).prop_map(|((zone, at), draft)| (draft.at(zone, at * SECOND), at * SECOND))
}

/// A zone and a second of the years given, often next to a change of its clocks.
fn near(
    zones: &'static [&'static str],
    seconds: std::ops::Range<i64>,
) -> impl Strategy<Value = (&'static str, i64)> {
    (proptest::sample::select(zones), seconds, prop::bool::weighted(0.7)).prop_map(
        |(zone, second, change)| {
            let rules = TimeZoneDatabase::bundled().get(zone).unwrap();
            let at = Timestamp::from_second(second).unwrap();
            let next = rules.following(at).next().filter(|_| change).map(|next| next.timestamp().as_second());
            (zone, next.unwrap_or(second))
        },
    )
}

fn notable() -> impl Strategy<Value = (&'static str, i64)> {
    proptest::sample::select(NOTABLE).prop_map(|(zone, date)| {
        let date: Date = date.parse().unwrap();
        let rules = TimeZoneDatabase::bundled().get(zone).unwrap();
        (zone, date.to_zoned(rules).unwrap().timestamp().as_second())
    })
}

/// Up to a day and a half away, on whole minutes or not: seconds, then microseconds.
fn jitter() -> impl Strategy<Value = (i64, i64)> {
    let seconds = prop_oneof![
        2 => (-2160_i64..=2160).prop_map(|minutes| minutes * 60),
        1 => -129_600_i64..=129_600,
    ];
    (seconds, prop_oneof![3 => Just(0_i64), 1 => 0..SECOND])
}

/// A calendar whose dates are counted from a day yet to come.
#[derive(Debug, Clone)]
struct Draft {
    weekly: [Vec<Times>; 7],
    overrides: BTreeMap<i64, Vec<Times>>,
    breaks: BTreeMap<i64, Vec<Times>>,
    holidays: Vec<i64>,
    odd_seconds: bool,
}

/// Minutes after midnight, and seconds for those calendars that have them.
type Times = ((i64, i64), (i64, i64));

fn document() -> impl Strategy<Value = Draft> {
    let day = || prop_oneof![1 => Just(Vec::new()), 3 => vec(shift(), 0..=4)];
    let week = prop_oneof![
        3 => proptest::array::uniform7(day()),
        2 => vec(shift(), 0..=4).prop_map(|day| std::array::from_fn(|_| day.clone())),
    ];
    let odd_seconds = prop::bool::weighted(0.2);
    let overrides = btree_map(-3_i64..=9, vec(shift(), 0..=4), 0..=3);
    let breaks = btree_map(-3_i64..=9, vec(pause(), 0..=3), 0..=3);
    let holidays = vec(-3_i64..=9, 0..=4);
    let dated = prop_oneof![
        3 => (overrides, breaks, holidays),
        1 => Just((BTreeMap::new(), BTreeMap::new(), Vec::new())),
    ];
    (week, dated, odd_seconds).prop_map(|(weekly, (overrides, breaks, holidays), odd_seconds)| Draft {
        weekly,
        overrides,
        breaks,
        holidays,
        odd_seconds,
    })
}

impl Draft {
    fn at(&self, zone: &str, micros: i64) -> CalendarDocument {
        let first = Timestamp::from_microsecond(micros).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
        let date = |days: &i64| (first + jiff::Span::new().days(*days)).to_string();
        let shifts = |times: &Vec<Times>| times.iter().map(|times| self.shift(times)).collect::<Vec<_>>();
        let dated = |entries: &BTreeMap<i64, Vec<Times>>| {
            entries.iter().map(|(days, times)| (date(days), shifts(times))).collect()
        };
        let [mon, tue, wed, thu, fri, sat, sun] = std::array::from_fn(|day| shifts(&self.weekly[day]));
        CalendarDocument {
            time_zone: zone.to_owned(),
            weekly: WeeklyShifts { mon, tue, wed, thu, fri, sat, sun },
            date_overrides: dated(&self.overrides),
            breaks: dated(&self.breaks),
            holidays: self.holidays.iter().map(date).collect(),
        }
    }

    fn shift(&self, &(open, close): &Times) -> ShiftDocument {
        ShiftDocument::new(&self.time(open), &self.time(close))
    }

    fn time(&self, (minutes, seconds): (i64, i64)) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60);
        // At `24:00` there are no seconds left.
        if self.odd_seconds && hour < 24 {
            format!("{hour:02}:{minute:02}:{seconds:02}")
        } else {
            format!("{hour:02}:{minute:02}")
        }
    }
}

/// A time of day, more often than not one that others meet.
fn time() -> impl Strategy<Value = (i64, i64)> {
    let minutes = prop_oneof![
        3 => (0_i64..=24).prop_map(|hour| hour * 60),
        2 => (0_i64..=96).prop_map(|quarter| quarter * 15),
        1 => 0_i64..=1440,
    ];
    (minutes, 0_i64..60)
}

fn pause() -> impl Strategy<Value = Times> {
    (time(), time()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

fn shift() -> impl Strategy<Value = Times> {
    prop_oneof![
        6 => pause(),
        3 => (time(), time()),
        1 => time().prop_map(|both| (both, both)),
        // Into the late hours of the next day.
        1 => (1_200_i64..=1_440, 1_i64..=60).prop_map(|(open, less)| ((open, 0), (open - less, 0))),
        1 => Just(((0, 0), (1440, 0))),
    ]
}
