use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

use super::Contender;
use crate::workload::{SHIFTS, YEARS, ZONE, holidays};

/// The plain implementation: every open interval of the covered years in UTC, with the open time before each, and
/// binary searches. Right only inside those years.
pub(crate) struct PrefixSums {
    /// Where each interval opens, ascending.
    opens: Vec<i64>,
    /// Open time before each interval, and one entry for all of it.
    before: Vec<i64>,
}

impl PrefixSums {
    fn open_before(&self, at: i64) -> i64 {
        let opened = self.opens.partition_point(|&open| open <= at);
        let Some(last) = opened.checked_sub(1) else { return 0 };
        (self.before[last] + (at - self.opens[last])).min(self.before[opened])
    }
}

impl Contender for PrefixSums {
    const NAME: &'static str = "prefix-sums";
    type At = i64;
    type Budget = i64;

    fn new() -> Self {
        let zone = TimeZone::get(ZONE).expect("the zone is known");
        let holidays = holidays();
        let (mut opens, mut before, mut total) = (Vec::new(), vec![0], 0);
        let works = |day: &Date| {
            !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
                && holidays.binary_search(day).is_err()
        };
        let first = date(*YEARS.start(), 1, 1);
        for day in first.series(jiff::Span::new().days(1)).take_while(|day| day.year() <= *YEARS.end()) {
            for (open, close) in SHIFTS.into_iter().filter(|_| works(&day)) {
                let instant = |hour| {
                    let zoned =
                        zone.to_zoned(day.at(hour, 0, 0, 0)).expect("the years lie in the supported range");
                    zoned.timestamp().as_microsecond()
                };
                opens.push(instant(open));
                total += instant(close) - instant(open);
                before.push(total);
            }
        }
        Self { opens, before }
    }

    fn at(&self, micros: i64) -> i64 {
        micros
    }

    fn budget(&self, micros: i64) -> i64 {
        micros
    }

    fn elapsed(&self, from: &i64, to: &i64) -> i64 {
        self.open_before(*to) - self.open_before(*from)
    }

    fn deadline(&self, from: &i64, budget: i64) -> Option<i64> {
        if budget <= 0 {
            return Some(*from);
        }
        let target = self.open_before(*from) + budget;
        let interval = self.before.partition_point(|&before| before < target).checked_sub(1)?;
        Some(self.opens.get(interval)? + target - self.before[interval])
    }
}
