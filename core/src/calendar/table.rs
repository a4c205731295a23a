//! The measure of open time for the years 1970 to 2069 as a table of UTC days: one look-up a question.

use std::collections::BTreeMap;

use super::pattern::DayPattern;
use super::timeline::Timeline;
use crate::time::{DAY_MICROS, DAY_SECONDS, MICROS, weekday_of};

/// UTC days of 1970-01-01 to 2069-12-31.
const DAYS: usize = 36_525;
/// The day after the last.
const END: i64 = DAYS as i64;
/// Microseconds of a day.
const DAY: u64 = DAY_MICROS.unsigned_abs();
/// Most buckets of the inverse table.
const MOST_BUCKETS: i64 = 1 << 16;
/// Set in the index of a pattern with more than two intervals, so that no hot pattern is found for it.
const MANY: u32 = 1 << 31;

/// Open time by UTC day.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// One entry a day and one for the end.
    days: Vec<Day>,
    hot: Vec<HotPattern>,
    patterns: Vec<DayPattern>,
    /// Open microseconds before 1970-01-01, on the scale of the timeline.
    base: i64,
    /// First day at whose end at least `bucket << shift` open seconds have passed.
    buckets: Vec<u16>,
    shift: u32,
}

#[derive(Debug, Clone, Copy)]
struct Day {
    /// Open seconds of the days before; 100 years of seconds fit.
    open_before: u32,
    /// Index into both lists of patterns, with [`MANY`].
    pattern: u32,
}

/// The at most two intervals of a day in microseconds, laid out for a calculation without branches.
#[derive(Debug, Clone, Copy)]
struct HotPattern {
    open: [u64; 2],
    length: [u64; 2],
}

/// What the hot path reads, with what every question would check done once.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    days: &'a [Day; DAYS],
    hot: &'a [HotPattern],
}

impl Table {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut table = Self {
            days: Vec::with_capacity(DAYS.saturating_add(1)),
            hot: Vec::new(),
            patterns: Vec::new(),
            base: timeline.open_before(0),
            buckets: Vec::new(),
            shift: 0,
        };
        let total = table.fill_days(timeline);
        table.fill_buckets(total);
        table
    }

    fn fill_days(&mut self, timeline: &Timeline) -> i64 {
        let mut known: BTreeMap<DayPattern, u32> = BTreeMap::new();
        let mut exceptional = timeline.local().exceptional_days().skip_while(|&day| day < -2).peekable();
        let mut open = 0_i64;
        let mut day = 0;
        while day < END {
            let (steady_until, offset) = timeline.steady_days(day, END);
            // Ordinary days of one offset repeat every week.
            let mut ordinary: [Option<(u32, i64)>; 7] = [None; 7];
            for steady in day..steady_until.max(day.saturating_add(1)) {
                while exceptional.peek().is_some_and(|&next| next < steady.saturating_sub(1)) {
                    exceptional.next();
                }
                // A UTC day touches local dates from the one before to the one after.
                let near_exception = exceptional.peek().is_some_and(|&next| next <= steady.saturating_add(1));
                let repeats = offset.is_some() && !near_exception;
                let seen = ordinary.get_mut(weekday_of(steady)).filter(|_| repeats);
                let (pattern, total) = match seen {
                    Some(Some(seen)) => *seen,
                    unseen => {
                        let pattern = timeline.utc_day(steady);
                        let found = (self.intern(&pattern, &mut known), pattern.total());
                        if let Some(unseen) = unseen {
                            *unseen = Some(found);
                        }
                        found
                    }
                };
                self.days.push(Day { open_before: u32::try_from(open).unwrap_or(u32::MAX), pattern });
                open = open.saturating_add(total);
            }
            day = steady_until.max(day.saturating_add(1));
        }
        self.days.push(Day { open_before: u32::try_from(open).unwrap_or(u32::MAX), pattern: 0 });
        open
    }

    fn fill_buckets(&mut self, total: i64) {
        while total >> self.shift >= MOST_BUCKETS {
            self.shift = self.shift.saturating_add(1);
        }
        let mut first = 0_u16;
        let mut ends = self.days.iter().skip(1).map(|day| i64::from(day.open_before)).peekable();
        for bucket in 0..=(total >> self.shift) {
            while ends.peek().is_some_and(|&end| end < bucket << self.shift) {
                ends.next();
                first = first.saturating_add(1);
            }
            self.buckets.push(first);
        }
    }

    fn intern(&mut self, pattern: &DayPattern, known: &mut BTreeMap<DayPattern, u32>) -> u32 {
        if let Some(&index) = known.get(pattern) {
            return index;
        }
        let position = u32::try_from(self.patterns.len()).unwrap_or_default();
        let index = if pattern.slots().len() > 2 { position | MANY } else { position };
        self.hot.push(HotPattern::new(pattern));
        self.patterns.push(pattern.clone());
        known.insert(pattern.clone(), index);
        index
    }

    fn pattern(&self, index: u32) -> Option<&DayPattern> {
        self.patterns.get(usize::try_from(index & !MANY).ok()?)
    }

    fn hot_pattern(&self, index: u32) -> Option<&HotPattern> {
        self.hot.get(usize::try_from(index).ok()?)
    }

    /// The open intervals of a UTC day, or `None` outside the table.
    pub(super) fn utc_day(&self, day: i64) -> Option<&DayPattern> {
        if !(0..END).contains(&day) {
            return None;
        }
        self.pattern(self.days.get(usize::try_from(day).ok()?)?.pattern)
    }

    /// What the hot path reads.
    #[inline(always)]
    pub(super) fn view(&self) -> Option<View<'_>> {
        Some(View { days: self.days.first_chunk()?, hot: &self.hot })
    }

    /// Open microseconds before a UTC microsecond on the scale of the timeline, or `None` where the view has none.
    #[inline(always)]
    pub(super) fn open_before(&self, at: i64) -> Option<i64> {
        Some(self.view()?.open_before(at)?.wrapping_add(self.base))
    }

    /// Whether a UTC microsecond is open, or `None` where the view does not tell.
    #[inline(always)]
    pub(super) fn is_open(&self, at: i64) -> Option<bool> {
        self.view()?.is_open(at)
    }

    /// [`Table::open_before`] for any number of intervals a day; `None` outside the table only.
    pub(super) fn open_before_of_many(&self, at: i64) -> Option<i64> {
        let (entry, tod) = self.view()?.day_of(at)?;
        let within = self.pattern(entry.pattern)?.open_before(tod.cast_signed());
        Some(i64::from(entry.open_before).wrapping_mul(MICROS).wrapping_add(within).wrapping_add(self.base))
    }

    /// [`Table::is_open`] for any number of intervals a day; `None` outside the table only.
    pub(super) fn is_open_of_many(&self, at: i64) -> Option<bool> {
        let (entry, tod) = self.view()?.day_of(at)?;
        let second = tod.cast_signed().div_euclid(MICROS);
        let mut slots = self.pattern(entry.pattern)?.slots().iter();
        Some(slots.any(|slot| slot.open <= second && second < slot.close))
    }

    /// The first UTC microsecond before which `open` microseconds are open, or `None` where that is not in the table.
    #[inline]
    pub(super) fn after_open(&self, open: i64) -> Option<i64> {
        let open = open.wrapping_sub(self.base);
        let end = i64::from(self.days.last()?.open_before).wrapping_mul(MICROS);
        if open <= 0 || open > end {
            return None;
        }
        let seconds = open.wrapping_add(MICROS.wrapping_sub(1)) / MICROS;
        let bucket = usize::try_from(seconds >> self.shift).ok()?;
        let least = usize::from(*self.buckets.get(bucket)?);
        let most = self
            .buckets
            .get(bucket.wrapping_add(1))
            .map_or(self.days.len(), |&most| usize::from(most).wrapping_add(1));
        let (day, entry) = self.day_ending_with(seconds, least, most)?;
        let left = open.wrapping_sub(i64::from(entry.open_before).wrapping_mul(MICROS));
        let tod = match self.hot_pattern(entry.pattern) {
            Some(hot) => hot.after_open(left),
            None => self.pattern(entry.pattern)?.after_open(left)?,
        };
        Some(i64::try_from(day).ok()?.wrapping_mul(DAY_MICROS).wrapping_add(tod))
    }

    /// The first day from `least` on at whose end `seconds` open seconds have passed; it lies before `most`.
    #[inline]
    fn day_ending_with(&self, seconds: i64, least: usize, most: usize) -> Option<(usize, Day)> {
        /// Beyond this many days a bisection is quicker; only calendars that rarely open get there.
        const STEPS: usize = 12;
        let reached = |day: &Day| i64::from(day.open_before) >= seconds;
        let mut day = least;
        let mut entry = *self.days.get(day)?;
        for _ in 0..STEPS {
            let next = *self.days.get(day.wrapping_add(1))?;
            if reached(&next) {
                return Some((day, entry));
            }
            day = day.wrapping_add(1);
            entry = next;
        }
        let rest = self.days.get(day.wrapping_add(1)..most.min(self.days.len()).max(day.wrapping_add(1)))?;
        let found = day.wrapping_add(rest.partition_point(|day| !reached(day)));
        Some((found, *self.days.get(found)?))
    }
}

impl View<'_> {
    /// Open microseconds from 1970 to a UTC microsecond; `None` outside the table and on days of many intervals.
    #[inline(always)]
    pub(super) fn open_before(self, at: i64) -> Option<i64> {
        let (entry, tod) = self.day_of(at)?;
        let within = self.hot.get(usize::try_from(entry.pattern).ok()?)?.open_before(tod);
        Some(i64::from(entry.open_before).wrapping_mul(MICROS).wrapping_add(within.cast_signed()))
    }

    /// Whether a UTC microsecond is open; `None` outside the table and on days of many intervals.
    #[inline(always)]
    pub(super) fn is_open(self, at: i64) -> Option<bool> {
        let (entry, tod) = self.day_of(at)?;
        Some(self.hot.get(usize::try_from(entry.pattern).ok()?)?.is_open(tod))
    }

    /// The day of a UTC microsecond, and the microseconds since its midnight.
    #[inline(always)]
    fn day_of(self, at: i64) -> Option<(Day, u64)> {
        // A time before 1970 becomes a day far beyond the last.
        let at = at.cast_unsigned();
        let day = at.div_euclid(DAY);
        let entry = *self.days.get(usize::try_from(day).ok()?)?;
        Some((entry, at.wrapping_sub(day.wrapping_mul(DAY))))
    }
}

impl HotPattern {
    fn new(pattern: &DayPattern) -> Self {
        // A slot that is not there has no length, and opens where no deadline is sought.
        let mut hot = Self { open: [DAY; 2], length: [0; 2] };
        for (position, slot) in pattern.slots().iter().take(2).enumerate() {
            if let (Some(open), Some(length)) = (hot.open.get_mut(position), hot.length.get_mut(position)) {
                *open = slot.open.wrapping_mul(MICROS).cast_unsigned();
                *length = slot.close.wrapping_sub(slot.open).wrapping_mul(MICROS).cast_unsigned();
            }
        }
        debug_assert!(pattern.slots().iter().all(|slot| slot.close <= DAY_SECONDS));
        hot
    }

    #[inline(always)]
    fn open_before(&self, tod: u64) -> u64 {
        let [first_open, second_open] = self.open;
        let [first_length, second_length] = self.length;
        let first = tod.saturating_sub(first_open).min(first_length);
        first.wrapping_add(tod.saturating_sub(second_open).min(second_length))
    }

    #[inline(always)]
    fn is_open(&self, tod: u64) -> bool {
        let [first_open, second_open] = self.open;
        let [first_length, second_length] = self.length;
        // Before the opening the difference wraps round to more than any length.
        (tod.wrapping_sub(first_open) < first_length) | (tod.wrapping_sub(second_open) < second_length)
    }

    /// The microsecond of the day by which `amount` open microseconds have passed; the day has as many.
    #[inline(always)]
    fn after_open(&self, amount: i64) -> i64 {
        let [first_open, second_open] = self.open.map(u64::cast_signed);
        let [first_length, _] = self.length.map(u64::cast_signed);
        if amount <= first_length {
            first_open.wrapping_add(amount)
        } else {
            second_open.wrapping_add(amount.wrapping_sub(first_length))
        }
    }
}
