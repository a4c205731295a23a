use chrono::Datelike;

use super::definition::Basis;
use crate::calendar::WorkingCalendar;
use crate::time::{DAY_SECONDS, Date, Instant, MICROS, Span, ZoneRules};

/// From where a desk is looked at: the instant, the zone of its weeks and months, its calendar, and the period in question.
///
/// ```
/// use aftersales::kpi::Scope;
/// use aftersales::time::ZoneDatabase;
///
/// let zone = ZoneDatabase::bundled().rules("Asia/Shanghai")?;
/// let scope = Scope::new("2026-04-01T00:00:00Z".parse()?, zone);
/// assert_eq!(scope.month_of("2026-02-28T18:00:00Z".parse()?).to_string(), "2026-03-01");
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Scope {
    as_of: Instant,
    zone: ZoneRules,
    calendar: Option<WorkingCalendar>,
    period: Option<(Instant, Instant)>,
}

impl Scope {
    /// Everything that was known just before `as_of`, with weeks and months of a zone.
    #[must_use]
    pub const fn new(as_of: Instant, zone: ZoneRules) -> Self {
        Self { as_of, zone, calendar: None, period: None }
    }

    /// The same with the calendar whose open time counts as working time.
    #[must_use]
    pub fn with_calendar(mut self, calendar: WorkingCalendar) -> Self {
        self.calendar = Some(calendar);
        self
    }

    /// The same for tickets whose period stamp lies at or after `from` and before `to`.
    #[must_use]
    pub const fn with_period(mut self, from: Instant, to: Instant) -> Self {
        self.period = Some((from, to));
        self
    }

    /// The instant of looking.
    #[must_use]
    pub const fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The period in question, if not all time.
    #[must_use]
    pub const fn period(&self) -> Option<(Instant, Instant)> {
        self.period
    }

    /// The zone of weeks and months.
    #[must_use]
    pub const fn zone(&self) -> &ZoneRules {
        &self.zone
    }

    /// The desk's calendar.
    #[must_use]
    pub const fn calendar(&self) -> Option<&WorkingCalendar> {
        self.calendar.as_ref()
    }

    /// The date that the desk's clocks show.
    #[must_use]
    pub fn date_of(&self, at: Instant) -> Date {
        let offset = i64::from(self.zone.offset_seconds(at));
        let local = at.micros().div_euclid(MICROS).saturating_add(offset);
        Date::new(local.div_euclid(DAY_SECONDS)).unwrap_or(Date::MIN)
    }

    /// The Monday of the week.
    #[must_use]
    pub fn week_of(&self, at: Instant) -> Date {
        let date = self.date_of(at);
        let weekday = i64::try_from(date.weekday_index()).unwrap_or_default();
        Date::new(date.days().saturating_sub(weekday)).unwrap_or(Date::MIN)
    }

    /// The first day of the month.
    #[must_use]
    pub fn month_of(&self, at: Instant) -> Date {
        let date = self.date_of(at);
        let day = date.to_date().map_or(1, |date| i64::from(date.day()));
        Date::new(date.days().saturating_sub(day).saturating_add(1)).unwrap_or(Date::MIN)
    }

    /// The time between two instants on a basis; working time is nothing without a calendar, which
    /// [`Accumulator::new`](super::Accumulator::new) has refused by then.
    pub(super) fn elapsed(&self, from: Instant, to: Instant, basis: Basis) -> Span {
        match (basis, &self.calendar) {
            (Basis::Working, Some(calendar)) => calendar.elapsed(from, to),
            _ => to.since(from),
        }
    }

    pub(super) fn holds(&self, stamp: Option<Instant>) -> bool {
        self.period.is_none_or(|(from, to)| stamp.is_some_and(|at| at >= from && at < to))
    }
}
