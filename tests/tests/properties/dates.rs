//! Working dates, local time and the way back to instants, against loops over days.

use aftersales::time::{Date, Instant, TimeOfDay};
use aftersales_tests::oracle::{CalendarOracle, local_to_instant};
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use crate::generate::{DAY, SECOND, cases};
use crate::scene::{Scene, instant};
use crate::share;

/// How far a loop over days goes.
const MOST_DAYS: i32 = 80;
/// Offsets stay within 26 hours of UTC.
const REACH: i64 = 26 * 3600;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn working_dates_as_a_loop_counts(case in cases(), count in 0_usize..12, away in -40_i32..40) {
        let Scene { calendar, oracle, .. } = Scene::new(&case);
        let (start, _) = oracle.local(case.from);
        let date = core_date(start);
        prop_assert_eq!(calendar.is_working_day(date), oracle.is_working_day(start));
        let listed = case.document.holidays.contains(&start.to_string());
        prop_assert_eq!(calendar.is_holiday(date), listed);

        let walk: Vec<_> = days(start, 1).filter(|&day| oracle.is_working_day(day)).take(count).collect();
        if walk.len() == count {
            let expected: Vec<_> = walk.into_iter().map(core_date).collect();
            prop_assert_eq!(calendar.next_working_dates(date, count), expected);
        }
        let Some(end) = shifted(start, away) else { return Ok(()) };
        let between = i64::try_from(days(start.min(end), 1).take_while(|&day| day <= start.max(end))
            .filter(|&day| oracle.is_working_day(day)).count()).unwrap();
        let expected = if away < 0 { -between } else { between };
        prop_assert_eq!(calendar.working_days_between(date, core_date(end)), expected);
    }

    #[test]
    fn adding_working_days_as_a_loop_counts(case in cases(), days in -8_i32..=8) {
        let scene = Scene::new(&case);
        for &from in &case.within {
            let (start, time) = scene.oracle.local(from);
            let got = scene.calendar.add_working_dates(core_date(start), days);
            let walked = nth_working_date(&scene.oracle, start, days);
            match walked {
                Some(expected) => prop_assert_eq!(got, Some(core_date(expected))),
                None => prop_assert!(got.is_none_or(|got| (got.days() - core_date(start).days()).abs() >= 80)),
            }
            let at = match walked.filter(|_| days != 0) {
                _ if days == 0 => from,
                // The oracle cannot look beyond the ends of time.
                Some(date) if core_date(date).days() < Date::MAX.days() - 7 => {
                    same_time(&case.document.time_zone, date, time) + from.rem_euclid(SECOND)
                }
                _ => continue,
            };
            if at - 4 * DAY < Instant::MIN.micros() {
                continue;
            }
            let got = scene.calendar.add_working_days(instant(from), days);
            let expected = if scene.oracle.is_open(at) { Some(at) } else { opened_or_closed(&scene.oracle, at, days) };
            match expected {
                Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "{} days from {:?}", days, instant(from)),
                None => prop_assert!(got.is_none_or(|got| (got.micros() - at).abs() >= 4 * DAY)),
            }
        }
    }

    #[test]
    fn the_last_closing_of_a_date_as_a_scan_finds_it(case in cases()) {
        let scene = Scene::new(&case);
        let (date, _) = scene.oracle.local(case.from);
        let got = scene.calendar.last_close_of(core_date(date));
        let Some(close) = scene.oracle.last_close(date) else {
            prop_assert_eq!(got, None);
            return Ok(());
        };
        // Clocks may show the time of the closing twice; the later one counts.
        let zone = TimeZoneDatabase::bundled().get(&case.document.time_zone).unwrap();
        let local = core_date(date).days() * 86_400 + close;
        let shown = (-REACH..=REACH).map(|away| local + away).rfind(|&at| {
            let offset = zone.to_offset(jiff::Timestamp::from_second(at).unwrap()).seconds();
            at + i64::from(offset) == local
        });
        let at = shown.unwrap_or_else(|| local_to_instant(&zone, local)) * SECOND;
        let scan = scene.oracle.scan(at - 3 * DAY..at);
        match scan.periods.last() {
            Some(period) => prop_assert_eq!(got, Some(instant(period.end))),
            None => prop_assert!(got.is_none_or(|got| got <= instant(scan.from))),
        }
    }

    #[test]
    fn local_time_is_that_of_the_zone_and_leads_back(case in cases()) {
        let scene = Scene::new(&case);
        let zone = TimeZoneDatabase::bundled().get(&case.document.time_zone).unwrap();
        for &at in &scene.points {
            let (date, second) = scene.oracle.local(at);
            let time = TimeOfDay::new(second).unwrap();
            prop_assert_eq!(scene.calendar.local(instant(at)), (core_date(date), time));
            let expected = same_time(&case.document.time_zone, date, second);
            prop_assert_eq!(scene.calendar.zone().local_to_instant(core_date(date), time), Some(instant(expected)));
            let offset = zone.to_offset(jiff::Timestamp::from_microsecond(at).unwrap()).seconds();
            prop_assert_eq!(scene.calendar.zone().offset_seconds(instant(at)), offset);
        }
    }
}

/// The days after (before) a date, as far as the loop goes.
fn days(start: jiff::civil::Date, step: i32) -> impl Iterator<Item = jiff::civil::Date> {
    (1..=MOST_DAYS).map_while(move |days| shifted(start, days * step))
}

fn shifted(date: jiff::civil::Date, days: i32) -> Option<jiff::civil::Date> {
    let date = date.checked_add(jiff::Span::new().days(days)).ok()?;
    (1..=9999).contains(&date.year()).then_some(date)
}

fn nth_working_date(
    oracle: &CalendarOracle,
    start: jiff::civil::Date,
    nth: i32,
) -> Option<jiff::civil::Date> {
    if nth == 0 && oracle.is_working_day(start) {
        return Some(start);
    }
    let count = usize::try_from(nth.abs().max(1) - 1).unwrap();
    days(start, if nth < 0 { -1 } else { 1 }).filter(|&day| oracle.is_working_day(day)).nth(count)
}

/// The microsecond at which clocks show a time.
fn same_time(zone: &str, date: jiff::civil::Date, second: i64) -> i64 {
    let zone = TimeZoneDatabase::bundled().get(zone).unwrap();
    local_to_instant(&zone, core_date(date).days() * 86_400 + second) * SECOND
}

/// From closed time, the next opening within four days, or the last closing where days were taken off.
fn opened_or_closed(oracle: &CalendarOracle, at: i64, days: i32) -> Option<i64> {
    if days >= 0 {
        let scan = oracle.scan(at..at + 4 * DAY);
        scan.periods.first().map(|period| period.start)
    } else {
        let scan = oracle.scan(at - 4 * DAY..at);
        scan.periods.last().map(|period| period.end)
    }
}

fn core_date(date: jiff::civil::Date) -> Date {
    date.to_string().parse().unwrap()
}
