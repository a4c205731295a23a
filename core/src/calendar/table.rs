//! The measure of open time for the years 1970 to 2099 as a table of UTC days: one look-up a question.

use std::collections::BTreeMap;

use super::pattern::DayPattern;
use super::timeline::Timeline;
use crate::time::{DAY_MICROS, DAY_SECONDS, MICROS, weekday_of};

/// UTC days of 1970-01-01 to 2099-12-31.
const DAYS: i64 = 47_482;
/// UTC microseconds that the table covers, from 1970-01-01T00:00:00Z.
const WINDOW: u64 = DAYS.unsigned_abs() * DAY;
/// Microseconds of a day.
const DAY: u64 = DAY_MICROS.unsigned_abs();
/// Most buckets of the inverse table.
const MOST_BUCKETS: i64 = 1 << 16;

/// Open time by UTC day.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// One entry a day and one for the end.
    days: Vec<Day>,
    patterns: Vec<HotPattern>,
    cold: Vec<DayPattern>,
    /// Open microseconds before 1970-01-01, on the scale of the timeline.
    base: i64,
    /// First day at whose end at least `bucket << shift` open seconds have passed.
    buckets: Vec<u32>,
    shift: u32,
}

#[derive(Debug, Clone, Copy)]
struct Day {
    /// Open seconds of the days before; 130 years of seconds fit.
    open_before: u32,
    pattern: u32,
}

/// The first two intervals of a day in microseconds, laid out for a calculation without branches.
#[derive(Debug, Clone, Copy)]
struct HotPattern {
    open: [i64; 2],
    length: [i64; 2],
    slots: usize,
}

impl Table {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut table = Self {
            days: Vec::with_capacity(usize::try_from(DAYS).unwrap_or_default().saturating_add(1)),
            patterns: Vec::new(),
            cold: Vec::new(),
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
        while day < DAYS {
            let (steady_until, offset) = timeline.steady_days(day, DAYS);
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
        let mut first = 0_u32;
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
        let index = u32::try_from(self.cold.len()).unwrap_or_default();
        self.patterns.push(HotPattern::new(pattern));
        known.insert(pattern.clone(), index);
        self.cold.push(pattern.clone());
        index
    }

    fn cold_pattern(&self, index: u32) -> Option<&DayPattern> {
        self.cold.get(usize::try_from(index).ok()?)
    }

    /// The open intervals of a UTC day, or `None` outside the table.
    pub(super) fn utc_day(&self, day: i64) -> Option<&DayPattern> {
        if !(0..DAYS).contains(&day) {
            return None;
        }
        let entry = self.days.get(usize::try_from(day).ok()?)?;
        self.cold_pattern(entry.pattern)
    }

    /// Open microseconds before a UTC microsecond on the scale of the timeline, or `None` outside the table.
    #[inline(always)]
    pub(super) fn open_before(&self, at: i64) -> Option<i64> {
        let unsigned = at.cast_unsigned();
        if unsigned >= WINDOW {
            return None;
        }
        let day = unsigned.div_euclid(DAY);
        let tod = at.wrapping_sub(day.wrapping_mul(DAY).cast_signed());
        let entry = *self.days.get(usize::try_from(day).ok()?)?;
        let hot = self.patterns.get(usize::try_from(entry.pattern).ok()?)?;
        let [first_open, second_open] = hot.open;
        let [first_length, second_length] = hot.length;
        let mut open = i64::from(entry.open_before).wrapping_mul(MICROS).wrapping_add(self.base);
        open = open.wrapping_add(tod.wrapping_sub(first_open).max(0).min(first_length));
        open = open.wrapping_add(tod.wrapping_sub(second_open).max(0).min(second_length));
        if hot.slots > 2 {
            open = open.wrapping_add(self.beyond_second(entry.pattern, tod));
        }
        Some(open)
    }

    #[cold]
    fn beyond_second(&self, pattern: u32, tod: i64) -> i64 {
        let slots = self.cold_pattern(pattern).map_or(&[][..], DayPattern::slots);
        slots.iter().skip(2).fold(0_i64, |sum, slot| {
            let (open, close) = (slot.open.wrapping_mul(MICROS), slot.close.wrapping_mul(MICROS));
            sum.wrapping_add(tod.wrapping_sub(open).max(0).min(close.wrapping_sub(open)))
        })
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
        let least = usize::try_from(*self.buckets.get(bucket)?).ok()?;
        let most = self
            .buckets
            .get(bucket.wrapping_add(1))
            .map_or(self.days.len(), |&most| usize::try_from(most).unwrap_or_default().wrapping_add(1));
        let (day, entry) = self.day_ending_with(seconds, least, most)?;
        let left = open.wrapping_sub(i64::from(entry.open_before).wrapping_mul(MICROS));
        let hot = self.patterns.get(usize::try_from(entry.pattern).ok()?)?;
        let [first_open, second_open] = hot.open;
        let [first_length, second_length] = hot.length;
        let beyond_first = left.wrapping_sub(first_length);
        let tod = if beyond_first <= 0 {
            first_open.wrapping_add(left)
        } else if beyond_first <= second_length {
            second_open.wrapping_add(beyond_first)
        } else {
            self.cold_pattern(entry.pattern)?.after_open(left)?
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

impl HotPattern {
    fn new(pattern: &DayPattern) -> Self {
        // A slot that is not there has no length, and opens where no deadline is sought.
        let mut hot = Self { open: [DAY_MICROS; 2], length: [0; 2], slots: pattern.slots().len() };
        for (position, slot) in pattern.slots().iter().take(2).enumerate() {
            if let (Some(open), Some(length)) = (hot.open.get_mut(position), hot.length.get_mut(position)) {
                *open = slot.open.wrapping_mul(MICROS);
                *length = slot.close.wrapping_sub(slot.open).wrapping_mul(MICROS);
            }
        }
        debug_assert!(pattern.slots().iter().all(|slot| slot.close <= DAY_SECONDS));
        hot
    }
}
