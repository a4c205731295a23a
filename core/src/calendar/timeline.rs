//! The measure of open time on the UTC time line, exact for every year and not tuned for speed.

use super::local::LocalSchedule;
use super::pattern::{DayPattern, Slot};
use crate::time::{DAY_MICROS, DAY_SECONDS, Instant, MICROS, ZoneRules, year_of};

/// The Gregorian calendar, and with it every yearly clock rule, repeats after 400 years of 146,097 days.
const CYCLE_MICROS: i64 = 146_097 * DAY_MICROS;

/// The stretches of UTC with one offset each, with what makes the measure continuous across them.
#[derive(Debug, Clone)]
pub(super) struct Timeline {
    local: LocalSchedule,
    segments: Vec<Segment>,
    /// From here on, instants are taken back by whole cycles.
    cycle_end: i64,
    /// Open microseconds of one cycle.
    cycle_open: i64,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    /// First UTC second.
    start: i64,
    /// Seconds east of UTC.
    offset: i64,
    /// Open microseconds that lie before the segment, less the local measure at its start.
    constant: i64,
}

impl Timeline {
    pub(super) fn new(local: LocalSchedule, zone: &ZoneRules) -> Self {
        let last_dated = local.last_dated_day().unwrap_or_default();
        let last_year =
            year_of(last_dated.saturating_mul(DAY_SECONDS)).max(zone.last_explicit_year()).max(2100);
        let cycle_year = last_year.saturating_add(2);
        let horizon = cycle_year.saturating_add(401).min(10_000);
        let mut constant = 0_i64;
        let mut offset = i64::from(zone.initial_offset());
        let mut segments = vec![Segment { start: i64::MIN / MICROS, offset, constant }];
        for transition in zone.transitions_through(horizon) {
            let (start, after) = (transition.at_seconds, i64::from(transition.offset_seconds));
            if after == offset {
                continue;
            }
            // Open local time that the change skips, or shows a second time.
            let shown_before = local.open_before(start.saturating_add(offset).saturating_mul(MICROS));
            let shown_after = local.open_before(start.saturating_add(after).saturating_mul(MICROS));
            constant = constant.wrapping_add(shown_before).wrapping_sub(shown_after);
            segments.push(Segment { start, offset: after, constant });
            offset = after;
        }
        let mut timeline = Self { local, segments, cycle_end: i64::MAX, cycle_open: 0 };
        if horizon < 10_000 {
            let end = first_micros_of(cycle_year.saturating_add(400));
            let start = end.saturating_sub(CYCLE_MICROS);
            timeline.cycle_open = timeline.open_before(end).wrapping_sub(timeline.open_before(start));
            timeline.cycle_end = end;
        }
        timeline
    }

    pub(super) fn local(&self) -> &LocalSchedule {
        &self.local
    }

    /// Open microseconds before a UTC microsecond, counted from an origin of its own.
    pub(super) fn open_before(&self, at: i64) -> i64 {
        let (cycles, at) = self.reduce(at);
        let seconds = at.div_euclid(MICROS);
        let segment = self.segment_at(seconds);
        let local = at.wrapping_add(segment.offset.wrapping_mul(MICROS));
        let within = segment.constant.wrapping_add(self.local.open_before(local));
        within.wrapping_add(cycles.wrapping_mul(self.cycle_open))
    }

    /// Seconds east of UTC at a UTC microsecond.
    pub(super) fn offset_at(&self, at: i64) -> i64 {
        let (_, at) = self.reduce(at);
        self.segment_at(at.div_euclid(MICROS)).offset
    }

    /// The open intervals of a UTC day.
    pub(super) fn utc_day(&self, day: i64) -> DayPattern {
        let (_, reduced) = self.reduce(day.saturating_mul(DAY_MICROS));
        let start = reduced.div_euclid(MICROS);
        let end = start.saturating_add(DAY_SECONDS);
        let first = self.segments.partition_point(|segment| segment.start <= start).saturating_sub(1);
        let mut slots = Vec::new();
        for (position, segment) in self.segments.iter().enumerate().skip(first) {
            if segment.start >= end {
                break;
            }
            let next = self.segments.get(position.wrapping_add(1)).map_or(i64::MAX, |next| next.start);
            let (from, to) = (segment.start.max(start), next.min(end));
            self.collect(from, to, segment.offset, start, &mut slots);
        }
        DayPattern::union(slots)
    }

    /// The day before `last` up to which the offset of the start of `day` holds whole days long, and that offset; `None` and
    /// the day itself where the offset changes during it.
    pub(super) fn steady_days(&self, day: i64, last: i64) -> (i64, Option<i64>) {
        let (segment, next) = self.segment_and_next(day.saturating_mul(DAY_SECONDS));
        let until = next.div_euclid(DAY_SECONDS).min(last);
        if until > day { (until, Some(segment.offset)) } else { (day, None) }
    }

    fn collect(&self, from: i64, to: i64, offset: i64, day_start: i64, slots: &mut Vec<Slot>) {
        let (local_from, local_to) = (from.saturating_add(offset), to.saturating_add(offset));
        let last_day = local_to.saturating_sub(1).div_euclid(DAY_SECONDS);
        let back = offset.saturating_add(day_start);
        for day in local_from.div_euclid(DAY_SECONDS)..=last_day {
            let midnight = day.saturating_mul(DAY_SECONDS);
            for slot in self.local.pattern(day).slots() {
                let open = slot.open.saturating_add(midnight).max(local_from).saturating_sub(back);
                let close = slot.close.saturating_add(midnight).min(local_to).saturating_sub(back);
                slots.push(Slot { open, close });
            }
        }
    }

    fn reduce(&self, at: i64) -> (i64, i64) {
        if at < self.cycle_end {
            return (0, at);
        }
        let cycles = at.wrapping_sub(self.cycle_end).div_euclid(CYCLE_MICROS).wrapping_add(1);
        (cycles, at.wrapping_sub(cycles.wrapping_mul(CYCLE_MICROS)))
    }

    fn segment_at(&self, seconds: i64) -> Segment {
        self.segment_and_next(seconds).0
    }

    fn segment_and_next(&self, seconds: i64) -> (Segment, i64) {
        let later = self.segments.partition_point(|segment| segment.start <= seconds);
        let segment = later.checked_sub(1).and_then(|position| self.segments.get(position)).copied();
        let next = self.segments.get(later).map_or(i64::MAX, |next| next.start);
        (segment.unwrap_or(Segment { start: i64::MIN, offset: 0, constant: 0 }), next)
    }
}

fn first_micros_of(year: i64) -> i64 {
    let epoch_year_days = crate::time::days_from_civil(year, 1, 1);
    Instant::saturating(epoch_year_days.saturating_mul(DAY_MICROS)).micros()
}
