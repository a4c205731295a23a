use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aftersales::wire::{CalendarDocument, ShiftDocument};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

const SECOND: i64 = 1_000_000;

/// Working time by looking at one moment after the other.
///
/// An instant is open iff its local wall-clock time lies in a shift that holds for its local date: no merged intervals, no
/// measure, no tables, and `jiff` for the zone. Instants are microseconds since 1970-01-01T00:00:00Z, ranges half-open.
///
/// A malformed document panics: this is for tests.
#[derive(Debug, Clone)]
pub struct CalendarOracle {
    zone: TimeZone,
    weekly: [Vec<Interval>; 7],
    overrides: BTreeMap<Date, Vec<Interval>>,
    holidays: BTreeSet<Date>,
    breaks: BTreeMap<Date, Vec<Interval>>,
    whole_minutes: bool,
}

/// Start and end as seconds of the wall clock after midnight, as they are written: the end may lie before the start.
#[derive(Debug, Clone, Copy)]
struct Interval {
    start: i64,
    end: i64,
}

impl CalendarOracle {
    /// The calendar of a document, with the zone from `jiff`'s own copy of the database.
    #[must_use]
    pub fn new(document: &CalendarDocument) -> Self {
        let zone = TimeZoneDatabase::bundled().get(&document.time_zone).unwrap();
        let mut oracle = Self::with_zone(document, zone);
        let dated = oracle.overrides.values().chain(oracle.breaks.values());
        let mut all = oracle.weekly.iter().chain(dated).flatten();
        oracle.whole_minutes = all.all(|each| each.start % 60 == 0 && each.end % 60 == 0);
        oracle
    }

    /// The calendar of a document, in a zone of the caller's. Every second is looked at.
    #[must_use]
    pub fn with_zone(document: &CalendarDocument, zone: TimeZone) -> Self {
        let week = &document.weekly;
        let weekly = [&week.mon, &week.tue, &week.wed, &week.thu, &week.fri, &week.sat, &week.sun];
        let dated = |entries: &BTreeMap<String, Vec<ShiftDocument>>| -> BTreeMap<Date, Vec<Interval>> {
            entries.iter().map(|(date, shifts)| (date.parse().unwrap(), intervals(shifts))).collect()
        };
        Self {
            zone,
            weekly: weekly.map(|shifts| intervals(shifts)),
            overrides: dated(&document.date_overrides),
            holidays: document.holidays.iter().map(|date| date.parse().unwrap()).collect(),
            breaks: dated(&document.breaks),
            whole_minutes: false,
        }
    }

    /// Whether the instant is open.
    #[must_use]
    pub fn is_open(&self, at: i64) -> bool {
        let local = self.zone.to_datetime(timestamp(at));
        let (date, time) = (local.date(), i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60);
        let time = time + i64::from(local.second());
        let own = self.shifts_starting(date).iter().any(|shift| {
            let end = if shift.end < shift.start { 86_400 } else { shift.end };
            shift.start <= time && time < end
        });
        let tail = self.shifts_starting(date.yesterday().unwrap()).iter();
        let tail = tail.filter(|shift| shift.end < shift.start).any(|shift| time < shift.end);
        let breaks = self.breaks.get(&date).map_or(&[][..], Vec::as_slice);
        (own || tail) && !breaks.iter().any(|each| each.start <= time && time < each.end)
    }

    /// The moments at which the state can change in a range, every one a second or a minute after the one before.
    ///
    /// A minute where every edge of the document and every offset in the range is of whole minutes.
    fn moments(&self, range: Range<i64>) -> impl Iterator<Item = i64> {
        let minutes = self.whole_minutes && self.changes_on_whole_minutes(&range);
        let step = if minutes { 60 * SECOND } else { SECOND };
        let start = range.start;
        let from = (start.div_euclid(step) + 1) * step;
        std::iter::once(start)
            .chain((from..range.end).step_by(step as usize))
            .filter(move |_| start < range.end)
    }

    fn changes_on_whole_minutes(&self, range: &Range<i64>) -> bool {
        let whole = |at: Timestamp| self.zone.to_offset(at).seconds() % 60 == 0;
        let (first, last) = (timestamp(range.start), timestamp(range.end));
        let mut changes =
            self.zone.following(first).map(|change| change.timestamp()).take_while(|&at| at <= last);
        whole(first) && changes.all(|at| whole(at) && at.as_second() % 60 == 0)
    }

    /// Looks at every moment of a range.
    #[must_use]
    pub fn scan(&self, range: Range<i64>) -> Scan {
        let mut scan = Scan { from: range.start, to: range.end, edges: Vec::new(), periods: Vec::new() };
        let mut open = self.is_open(range.start);
        let mut since = range.start;
        for at in self.moments(range.clone()) {
            if self.is_open(at) == open {
                continue;
            }
            if open {
                scan.periods.push(since..at);
            }
            (open, since) = (!open, at);
            scan.edges.push((at, open));
        }
        if open && since < range.end {
            scan.periods.push(since..range.end);
        }
        scan
    }

    /// Whether a shift starts on a date.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.last_close(date).is_some()
    }

    /// The latest end of the shifts that start on a date, in seconds after its midnight.
    #[must_use]
    pub fn last_close(&self, date: Date) -> Option<i64> {
        // From the midnight that ends the date to that same midnight is nothing, as equal ends are.
        let shifts = self.shifts_starting(date).iter();
        let shifts =
            shifts.filter(|shift| shift.start != shift.end && (shift.start, shift.end) != (86_400, 0));
        shifts.map(|shift| if shift.end < shift.start { shift.end + 86_400 } else { shift.end }).max()
    }

    /// The local date and the second of its day at an instant.
    #[must_use]
    pub fn local(&self, at: i64) -> (Date, i64) {
        let local = self.zone.to_datetime(timestamp(at));
        let minutes = i64::from(local.hour()) * 60 + i64::from(local.minute());
        (local.date(), minutes * 60 + i64::from(local.second()))
    }

    fn shifts_starting(&self, date: Date) -> &[Interval] {
        if let Some(shifts) = self.overrides.get(&date) {
            return shifts;
        }
        if self.holidays.contains(&date) {
            return &[];
        }
        &self.weekly[date.weekday().to_monday_zero_offset() as usize]
    }
}

/// What an oracle saw in a range.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Scan {
    /// The first instant that was looked at.
    pub from: i64,
    /// The first instant that no longer was.
    pub to: i64,
    /// The instants after `from` at which the state flips, with the state that begins: true for open.
    pub edges: Vec<(i64, bool)>,
    /// The open stretches, in order.
    pub periods: Vec<Range<i64>>,
}

impl Scan {
    /// The open microseconds of a part of the range.
    #[must_use]
    pub fn elapsed(&self, part: Range<i64>) -> i64 {
        self.periods
            .iter()
            .map(|period| (period.end.min(part.end) - period.start.max(part.start)).max(0))
            .sum()
    }

    /// The first instant by which a budget has passed since the start of the range, or `None` where it is not used up in it.
    #[must_use]
    pub fn deadline(&self, budget: i64) -> Option<i64> {
        if budget <= 0 {
            return Some(self.from);
        }
        let mut left = budget;
        for period in &self.periods {
            let length = period.end - period.start;
            if left <= length {
                return Some(period.start + left);
            }
            left -= length;
        }
        None
    }

    /// The last instant from which a budget passes until the end of the range.
    #[must_use]
    pub fn deadline_backward(&self, budget: i64) -> Option<i64> {
        if budget <= 0 {
            return Some(self.to);
        }
        let mut left = budget;
        for period in self.periods.iter().rev() {
            let length = period.end - period.start;
            if left <= length {
                return Some(period.end - left);
            }
            left -= length;
        }
        None
    }
}

fn intervals(shifts: &[ShiftDocument]) -> Vec<Interval> {
    shifts
        .iter()
        .map(|ShiftDocument(start, end)| Interval { start: seconds(start), end: seconds(end) })
        .collect()
}

fn seconds(time: &str) -> i64 {
    time.split(':').zip([3600, 60, 1]).map(|(part, unit)| part.parse::<i64>().unwrap() * unit).sum()
}

fn timestamp(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap()
}
