use crate::kpi::scope::Scope;
use crate::time::{DAY_MICROS, Date, Instant, TimeOfDay};

/// Months of a zone by their UTC microseconds: one look into a table a row.
///
/// A bucket of 2⁴¹ microseconds (25 days) is shorter than every month, so at most one month begins in it.
#[derive(Debug)]
pub(super) struct MonthTable {
    first_bucket: i64,
    buckets: Vec<Bucket>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// Where the next month begins; the end of the bucket where none does.
    next: i64,
    /// The month at the beginning.
    month: Month,
    /// Clocks go back near the beginning of the month, so that its first hours may come twice.
    irregular: bool,
}

/// A month as its number since year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::kpi) struct Month(i32);

const SHIFT: u32 = 41;

impl MonthTable {
    /// The months between two instants, both included.
    pub(super) fn new(first: i64, last: i64, scope: &Scope) -> Self {
        let (first_bucket, last_bucket) = (first >> SHIFT, last >> SHIFT);
        let buckets = (first_bucket..=last_bucket).map(|bucket| Bucket::new(bucket, scope)).collect();
        Self { first_bucket, buckets }
    }

    /// The month of an instant within the table.
    #[inline]
    pub(super) fn month(&self, at: i64, scope: &Scope) -> Month {
        let position = usize::try_from((at >> SHIFT).wrapping_sub(self.first_bucket)).unwrap_or(usize::MAX);
        match self.buckets.get(position) {
            Some(bucket) if !bucket.irregular => {
                Month(bucket.month.0.wrapping_add(i32::from(at >= bucket.next)))
            }
            _ => Month::of(at, scope),
        }
    }
}

impl Bucket {
    fn new(bucket: i64, scope: &Scope) -> Self {
        let start = bucket.wrapping_shl(SHIFT);
        let end = start.saturating_add(1 << SHIFT);
        let (month, last) = (Month::of(start, scope), Month::of(end.saturating_sub(1), scope));
        let begins = last.first_day().and_then(|day| scope.zone().local_to_instant(day, TimeOfDay::MIDNIGHT));
        let next = match begins {
            Some(begins) if last > month => begins.micros(),
            _ => end,
        };
        let offset = |at: i64| scope.zone().offset_seconds(Instant::saturating(at));
        let near = next.saturating_sub(DAY_MICROS)..next.saturating_add(DAY_MICROS);
        let irregular = offset(near.start) > offset(near.end) || last.0 > month.0.saturating_add(1);
        Self { next, month, irregular }
    }
}

impl Month {
    /// The month that the desk's clocks show.
    fn of(at: i64, scope: &Scope) -> Self {
        let first = scope.month_of(Instant::saturating(at)).to_date();
        let number = first.map(|first| {
            use chrono::Datelike;
            first.year().saturating_mul(12).saturating_add(first.month0().cast_signed())
        });
        Self(number.unwrap_or_default())
    }

    /// The month of a number, where it is of a year that a calendar has.
    pub(in crate::kpi) fn from_number(number: i64) -> Option<Self> {
        let month = Self(i32::try_from(number).ok()?);
        month.first_day().map(|_| month)
    }

    /// Its number.
    pub(in crate::kpi) fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// Its first day.
    pub(super) fn first_day(self) -> Option<Date> {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12).saturating_add(1));
        Date::new(crate::time::days_from_civil(i64::from(year), i64::from(month), 1))
    }

    /// The number of months from a first one on.
    pub(super) fn since(self, first: Self) -> usize {
        usize::try_from(self.0.saturating_sub(first.0)).unwrap_or_default()
    }
}
