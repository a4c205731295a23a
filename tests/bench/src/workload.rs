//! What is asked: one calendar in New York, and random questions about it from a fixed seed.

use aftersales::wire::{CalendarDocument, ShiftDocument};
use fastrand::Rng;
use jiff::civil::{Date, Weekday, date};

/// The zone of every contender.
pub(crate) const ZONE: &str = "America/New_York";
/// Opening and closing hours of the shifts of a working day.
pub(crate) const SHIFTS: [(i8, i8); 2] = [(9, 12), (13, 17)];
/// The years whose holidays every contender knows, and which the prefix sums cover.
pub(crate) const YEARS: core::ops::RangeInclusive<i16> = 2015..=2040;
/// The lengths of the measured spans in days.
pub(crate) const SPANS: [i64; 3] = [1, 30, 365];

pub(crate) const HOUR: i64 = 3_600_000_000;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Microseconds since 1970-01-01T00:00:00Z of 2020-01-01 and of 2031-01-01.
const STARTS: core::ops::Range<i64> = 1_577_836_800_000_000..1_924_992_000_000_000;
const SEED: u64 = 0x5EED_0311;

/// A random pair of instants, in microseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// A random start with a random budget, both in microseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Promise {
    pub(crate) from: i64,
    pub(crate) budget: i64,
}

/// Pairs that lie `days` days apart, give or take a tenth, with starts at any microsecond of the years 2020 to 2030.
pub(crate) fn pairs(days: i64, count: usize) -> Vec<Pair> {
    let mut random = Rng::with_seed(SEED ^ days.unsigned_abs());
    let mut pair = || {
        let from = random.i64(STARTS);
        let span = days * DAY;
        Pair { from, to: from + random.i64(span * 9 / 10..span * 11 / 10) }
    };
    (0..count).map(|_| pair()).collect()
}

/// Starts as in [`pairs`] with budgets of 8 to 200 hours.
pub(crate) fn promises(count: usize) -> Vec<Promise> {
    let mut random = Rng::with_seed(SEED);
    let mut promise = || Promise { from: random.i64(STARTS), budget: random.i64(8 * HOUR..=200 * HOUR) };
    (0..count).map(|_| promise()).collect()
}

/// Ten holidays of the United States a year, each on the weekday on which federal offices observe it (5 U.S.C. 6103).
/// Juneteenth is left out: it is one only since 2021.
pub(crate) fn holidays() -> Vec<Date> {
    let mut dates: Vec<Date> = YEARS.flat_map(holidays_of).collect();
    dates.sort_unstable();
    dates
}

fn holidays_of(year: i16) -> [Date; 10] {
    let nth = |month, nth, weekday| {
        date(year, month, 1).nth_weekday_of_month(nth, weekday).expect("every month has this weekday")
    };
    [
        observed(date(year, 1, 1)),
        nth(1, 3, Weekday::Monday),
        nth(2, 3, Weekday::Monday),
        nth(5, -1, Weekday::Monday),
        observed(date(year, 7, 4)),
        nth(9, 1, Weekday::Monday),
        nth(10, 2, Weekday::Monday),
        observed(date(year, 11, 11)),
        nth(11, 4, Weekday::Thursday),
        observed(date(year, 12, 25)),
    ]
}

fn observed(holiday: Date) -> Date {
    let moved = match holiday.weekday() {
        Weekday::Saturday => holiday.yesterday(),
        Weekday::Sunday => holiday.tomorrow(),
        _ => Ok(holiday),
    };
    moved.expect("the years lie far from the ends of the calendar")
}

/// The calendar as our document.
pub(crate) fn document() -> CalendarDocument {
    let shifts =
        SHIFTS.map(|(open, close)| ShiftDocument::new(&format!("{open:02}:00"), &format!("{close:02}:00")));
    let mut document = CalendarDocument::weekdays(ZONE, &shifts);
    document.holidays = holidays().iter().map(Date::to_string).collect();
    document
}
