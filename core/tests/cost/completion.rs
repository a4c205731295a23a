//! When a job will be completed, and when a delay must be told.

use aftersales::calendar::WorkingCalendar;
use aftersales::cost::{DelayRule, Distribution, LogNormal, PartArrival, Promise, RangeMethod, Total};
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::wire::{CalendarDocument, ShiftDocument};

use crate::range::{Numbers, log_normal};

fn engineers() -> WorkingCalendar {
    let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
    WorkingCalendar::compile(&document, &ZoneDatabase::bundled()).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn total(parts: &[Distribution]) -> Total {
    Total::of(parts, RangeMethod::Convolution).unwrap()
}

fn fixed(seconds: f64) -> Distribution {
    Distribution::fixed(seconds).unwrap()
}

#[test]
fn fixed_work_is_a_deadline() {
    let (calendar, start) = (engineers(), at("2026-03-06T15:00:00+01:00"));
    let promise = Promise::of(&calendar, start, &total(&[fixed(4.0 * 3600.0)]), &[], 90).unwrap();
    assert_eq!(promise.promised(), calendar.deadline(start, Span::from_seconds(4 * 3600)).unwrap());
    assert_eq!((promise.p10(), promise.p90()), (promise.p50(), promise.p50()));
    let to_closing = Promise::of(&calendar, start, &total(&[fixed(2.0 * 3600.0)]), &[], 90).unwrap();
    assert_eq!(to_closing.promised(), at("2026-03-06T17:00:00+01:00"));
}

#[test]
fn work_waits_for_the_last_part() {
    let (calendar, start) = (engineers(), at("2026-03-02T09:00:00+01:00"));
    let part = |hours: f64| PartArrival::new(start, fixed(hours * 3600.0));
    let work = total(&[fixed(3600.0)]);
    let promise = Promise::of(&calendar, start, &work, &[part(24.0), part(60.0)], 90).unwrap();
    assert_eq!(promise.promised(), at("2026-03-05T10:00:00+01:00"));
}

/// The same from 200,000 drawn jobs, in minutes of open time.
#[test]
fn the_range_is_that_of_a_simulation() {
    let (calendar, start) = (engineers(), at("2026-03-02T11:20:00+01:00"));
    let leads = [log_normal(30.0 * 3600.0, 0.5), log_normal(20.0 * 3600.0, 0.8)];
    let work = [log_normal(2.0 * 3600.0, 0.9), log_normal(3600.0, 0.4)];
    let parts = leads.map(|lead| PartArrival::new(start, lead));
    let promise = Promise::of(&calendar, start, &total(&work), &parts, 80).unwrap();
    let mut numbers = Numbers(42);
    let mut drawn: Vec<Instant> = (0..200_000)
        .map(|_| {
            let lead = leads.iter().map(|lead| numbers.draw(lead)).fold(0.0, f64::max);
            let effort: f64 = work.iter().map(|part| numbers.draw(part)).sum();
            let arrived = start.checked_add(Span::from_micros((lead * 1e6) as i64)).unwrap();
            calendar.deadline(arrived, Span::from_micros((effort * 1e6) as i64)).unwrap()
        })
        .collect();
    drawn.sort();
    for (share, found) in
        [(0.1, promise.p10()), (0.5, promise.p50()), (0.8, promise.promised()), (0.9, promise.p90())]
    {
        let seen = drawn[(share * 200_000.0) as usize];
        let off = calendar.elapsed(seen, found).seconds().abs();
        let whole = calendar.elapsed(start, seen).seconds();
        assert!(off * 100 <= whole * 2, "{share}: {found} against {seen}");
    }
}

#[test]
fn more_work_and_later_parts_never_come_earlier() {
    let (calendar, start) = (engineers(), at("2026-03-02T11:20:00+01:00"));
    let promise = |parts: &[Distribution], lead: f64| {
        let arrival = PartArrival::new(start, LogNormal::from_median(lead, 0.6).unwrap().into());
        Promise::of(&calendar, start, &total(parts), &[arrival], 80).unwrap()
    };
    let work = [log_normal(3600.0, 0.9), log_normal(5400.0, 0.5), fixed(900.0)];
    let mut before = Instant::MIN;
    for (count, lead) in [(1, 3600.0), (2, 3600.0), (3, 3600.0), (3, 90_000.0), (3, 200_000.0)] {
        let found = promise(&work[..count], lead);
        assert!(
            found.p10() <= found.p50() && found.p50() <= found.promised() && found.promised() <= found.p90()
        );
        assert!(found.p50() > before);
        before = found.p50();
    }
}

#[test]
fn what_never_ends_or_is_no_share_is_refused() {
    let closed =
        WorkingCalendar::compile(&CalendarDocument::weekdays("Etc/UTC", &[]), &ZoneDatabase::bundled())
            .unwrap();
    let (start, work) = (at("2026-03-02T09:00:00Z"), total(&[fixed(60.0)]));
    let error = Promise::of(&closed, start, &work, &[], 80).unwrap_err();
    assert_eq!(error.code(), "cost.completion.never");
    assert!(error.to_string().contains("`2026-03-02T09:00:00Z`"));
    let error = Promise::of(&engineers(), start, &work, &[], 99).unwrap_err();
    assert_eq!(error.to_string(), "`promised_percent`: `99` is out of range; 50 to 95 is allowed");
}

#[test]
fn a_fifth_more_must_be_told() {
    let (calendar, rule) = (engineers(), DelayRule::new(20).unwrap());
    // Ten hours of open time: Monday 09:00 to Tuesday 11:00.
    let (started, promised) = (at("2026-03-02T09:00:00+01:00"), at("2026-03-03T11:00:00+01:00"));
    let delay = |expected| rule.check(&calendar, started, promised, at(expected)).unwrap();
    assert!(!delay("2026-03-03T12:59:59+01:00").needs_notice());
    let told = delay("2026-03-03T13:00:00+01:00");
    assert!(told.needs_notice());
    assert_eq!((told.percent(), told.by()), (20, Span::from_seconds(7200)));
    assert!(!delay("2026-03-03T10:00:00+01:00").needs_notice());
    let from = rule.notice_from(&calendar, started, promised).unwrap();
    assert_eq!(from, Some(at("2026-03-03T13:00:00+01:00")));

    let notice = told.notice("the part that was delivered is faulty").unwrap();
    assert_eq!((notice.new_completion, notice.delay_seconds), (at("2026-03-03T13:00:00+01:00"), 7200));
    let error = told.notice("  ").unwrap_err();
    assert_eq!(error.to_string(), "`notice` needs `reason`, which is missing");
    let error = rule.check(&calendar, promised, started, promised).unwrap_err();
    assert_eq!(error.path(), Some("promised"));
    assert_eq!(DelayRule::new(0).unwrap_err().code(), "cost.value.out_of_range");
}
