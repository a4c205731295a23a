use std::fmt;
use std::sync::Arc;

use super::CalendarError;
use super::compile::local_schedule;
use super::pattern::DayPattern;
use super::table::{Table, View};
use super::timeline::Timeline;
use crate::time::{DAY_MICROS, Instant, Span, ZoneDatabase, ZoneRules};
use crate::wire::{CalendarDocument, revision};

/// When a desk works, compiled: every question about working time, answered in time that does not depend on the span.
///
/// Cloning is cheap. A compiled calendar takes less than 1 MiB. Instants of the years 1970 to 2069 are looked up in a
/// table; outside it the answers are the same and take a microsecond or so.
///
/// ```
/// use aftersales::calendar::WorkingCalendar;
/// use aftersales::time::{Instant, Span, ZoneDatabase};
/// use aftersales::wire::{CalendarDocument, ShiftDocument};
///
/// let hours = [ShiftDocument::new("09:00", "12:00"), ShiftDocument::new("13:00", "17:00")];
/// let mut document = CalendarDocument::weekdays("America/New_York", &hours);
/// document.holidays.push("2026-07-03".to_owned());
/// let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
///
/// let opened: Instant = "2026-07-02T15:30:00-04:00".parse()?;
/// let due = calendar.deadline(opened, Span::from_seconds(4 * 3600));
/// assert_eq!(due, Some("2026-07-06T11:30:00-04:00".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct WorkingCalendar(Arc<Compiled>);

struct Compiled {
    zone: ZoneRules,
    revision: String,
    timeline: Timeline,
    table: Option<Table>,
}

impl WorkingCalendar {
    /// Compiles a document with the rules of its zone.
    ///
    /// # Errors
    ///
    /// [`CalendarError`] with the path of the entry that is wrong: an unknown zone, a date or time that is none, a break that
    /// ends before it starts, more entries than allowed (48 shifts a day, 2,000 dated entries with 4,000 shifts).
    pub fn compile(document: &CalendarDocument, zones: &ZoneDatabase) -> Result<Self, CalendarError> {
        let zone = zones
            .rules(&document.time_zone)
            .map_err(|source| CalendarError::Value { path: "time_zone".to_owned(), source })?;
        Self::compile_with_rules(document, zone)
    }

    /// Compiles a document with rules that the host hands in, whatever zone the document names.
    ///
    /// # Errors
    ///
    /// [`CalendarError`] as [`WorkingCalendar::compile`].
    pub fn compile_with_rules(document: &CalendarDocument, zone: ZoneRules) -> Result<Self, CalendarError> {
        let timeline = Timeline::new(local_schedule(document)?, &zone);
        let table = (!timeline.local().is_round_the_clock()).then(|| Table::new(&timeline));
        let revision = revision(document, zone.tzdb_version())?;
        Ok(Self(Arc::new(Compiled { zone, revision, timeline, table })))
    }

    /// A calendar that is always open, in a zone.
    ///
    /// # Errors
    ///
    /// None today; the result leaves room for limits.
    pub fn round_the_clock(zone: ZoneRules) -> Result<Self, CalendarError> {
        Self::compile_with_rules(&CalendarDocument::round_the_clock(zone.id()), zone)
    }

    /// The zone whose wall clocks the shifts mean.
    #[must_use]
    pub fn zone(&self) -> &ZoneRules {
        &self.0.zone
    }

    /// The content hash of the document with the version of its time zone database.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// Whether every instant is open.
    #[must_use]
    pub fn is_round_the_clock(&self) -> bool {
        self.0.table.is_none()
    }

    /// The open time in `[from, to)`; negative when `to` lies before `from`. Additive over any split. Constant time.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Span, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let friday = "2026-03-27T16:00:00+01:00".parse()?;
    /// let monday = "2026-03-30T10:00:00+02:00".parse()?;
    /// assert_eq!(calendar.elapsed(friday, monday), Span::from_seconds(2 * 3600));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn elapsed(&self, from: Instant, to: Instant) -> Span {
        Span::from_micros(self.open_before(to.micros()).wrapping_sub(self.open_before(from.micros())))
    }

    /// The earliest instant at or after `from` by which `budget` of open time has passed: on the closing edge where it ends
    /// there, `from` itself for a budget of zero or less, `None` where it never does before the year 10000.
    ///
    /// ```
    /// # use aftersales::{calendar::WorkingCalendar, time::{Span, ZoneDatabase}, wire::{CalendarDocument, ShiftDocument}};
    /// # let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
    /// # let calendar = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
    /// let friday = "2026-03-27T16:00:00+01:00".parse()?;
    /// let due = calendar.deadline(friday, Span::from_seconds(3600));
    /// assert_eq!(due, Some("2026-03-27T17:00:00+01:00".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn deadline(&self, from: Instant, budget: Span) -> Option<Instant> {
        if budget <= Span::ZERO {
            return Some(from);
        }
        self.after_open(self.open_before(from.micros()).checked_add(budget.micros())?)
    }

    /// The latest instant at or before `to` from which `budget` of open time passes until `to`: on the opening edge where it
    /// starts there, `to` itself for a budget of zero or less, `None` where there is none after the year 0.
    #[must_use]
    pub fn deadline_backward(&self, to: Instant, budget: Span) -> Option<Instant> {
        if budget <= Span::ZERO {
            return Some(to);
        }
        // The last microsecond before the measure rises above the wanted value.
        let above = self.open_before(to.micros()).checked_sub(budget.micros())?.checked_add(1)?;
        if above <= self.open_before(Instant::MIN.micros()) {
            return None;
        }
        let after = self.after_open(above)?.micros().checked_sub(1)?;
        Instant::checked(after)
    }

    /// Whether the instant is open. An opening instant is, a closing instant is not.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.is_open_micros(at.micros())
    }

    #[inline]
    pub(super) fn is_open_micros(&self, at: i64) -> bool {
        match &self.0.table {
            Some(table) => table.is_open(at).unwrap_or_else(|| self.is_open_outside(at)),
            None => true,
        }
    }

    #[cold]
    pub(super) fn is_open_outside(&self, at: i64) -> bool {
        let many = self.0.table.as_ref().and_then(|table| table.is_open_of_many(at));
        let timeline = &self.0.timeline;
        many.unwrap_or_else(|| timeline.open_before(at.wrapping_add(1)) != timeline.open_before(at))
    }

    #[cold]
    pub(super) fn elapsed_outside(&self, from: i64, to: i64) -> i64 {
        self.open_before_outside(to).wrapping_sub(self.open_before_outside(from))
    }

    /// The table for many questions; `None` for a calendar that is always open.
    pub(super) fn table_view(&self) -> Option<View<'_>> {
        self.0.table.as_ref().and_then(Table::view)
    }

    /// Open microseconds before a UTC microsecond.
    #[inline(always)]
    pub(super) fn open_before(&self, at: i64) -> i64 {
        match &self.0.table {
            Some(table) => table.open_before(at).unwrap_or_else(|| self.open_before_outside(at)),
            None => at,
        }
    }

    #[cold]
    fn open_before_outside(&self, at: i64) -> i64 {
        let many = self.0.table.as_ref().and_then(|table| table.open_before_of_many(at));
        many.unwrap_or_else(|| self.0.timeline.open_before(at))
    }

    /// The first instant before which `open` microseconds are open.
    #[inline]
    pub(super) fn after_open(&self, open: i64) -> Option<Instant> {
        match &self.0.table {
            Some(table) => match table.after_open(open) {
                Some(at) => Instant::checked(at),
                None => self.after_open_outside(open),
            },
            None => Instant::checked(open),
        }
    }

    #[cold]
    fn after_open_outside(&self, open: i64) -> Option<Instant> {
        let reached = |day: i64| self.open_before(day.saturating_add(1).saturating_mul(DAY_MICROS)) >= open;
        let day = first_day(self.all_days(), reached)?;
        let start = day.saturating_mul(DAY_MICROS);
        let left = open.checked_sub(self.open_before(start))?;
        let tod = if left <= 0 { 0 } else { self.with_utc_day(day, |pattern| pattern.after_open(left))? };
        Instant::checked(start.checked_add(tod)?)
    }

    /// The UTC days of the supported years.
    pub(super) fn all_days(&self) -> (i64, i64) {
        (Instant::MIN.micros().div_euclid(DAY_MICROS), Instant::MAX.micros().div_euclid(DAY_MICROS))
    }

    pub(super) fn with_utc_day<R>(&self, day: i64, ask: impl FnOnce(&DayPattern) -> R) -> R {
        match self.0.table.as_ref().and_then(|table| table.utc_day(day)) {
            Some(pattern) => ask(pattern),
            None => ask(&self.0.timeline.utc_day(day)),
        }
    }

    pub(super) fn timeline(&self) -> &Timeline {
        &self.0.timeline
    }
}

/// The first day of an inclusive range for which `reached` holds; it holds for all days after that.
pub(super) fn first_day((first, last): (i64, i64), reached: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut low, mut high) = (first, last);
    if first > last || !reached(last) {
        return None;
    }
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low).div_euclid(2));
        if reached(middle) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Some(low)
}

impl fmt::Debug for WorkingCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WorkingCalendar({:?}, revision {})", self.zone(), self.revision())
    }
}

/// Calendars are equal when they were compiled from the same document with the same version of the zone rules.
impl PartialEq for WorkingCalendar {
    fn eq(&self, other: &Self) -> bool {
        self.0.revision == other.0.revision && self.0.zone == other.0.zone
    }
}

impl Eq for WorkingCalendar {}
