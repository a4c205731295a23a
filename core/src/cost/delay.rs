use super::CostError;
use super::standard_hours::out_of_range;
use crate::calendar::WorkingCalendar;
use crate::time::{Instant, Span};
use crate::wire::{DelayDocument, DelayNoticeDocument, DelayRequestDocument};

/// When a delay is so long that the customer must be told the reason and a new time (WK-3: 20 % or more).
///
/// ```
/// use aftersales::calendar::WorkingCalendar;
/// use aftersales::cost::DelayRule;
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{CalendarDocument, ShiftDocument};
///
/// let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
/// let engineers = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
/// let (started, promised) = ("2026-03-02T09:00:00+01:00".parse()?, "2026-03-02T14:00:00+01:00".parse()?);
///
/// let rule = DelayRule::new(20)?;
/// let delay = rule.check(&engineers, started, promised, "2026-03-02T15:00:00+01:00".parse()?)?;
/// assert!(delay.needs_notice());
/// let notice = delay.notice("the display that was delivered is faulty")?;
/// assert_eq!(notice.delay_percent, 20);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelayRule {
    percent: u32,
}

impl DelayRule {
    /// From this share of the estimated duration on, in per cent.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] outside 1 to 1000.
    pub fn new(percent: u32) -> Result<Self, CostError> {
        if (1..=1_000).contains(&percent) {
            return Ok(Self { percent });
        }
        Err(out_of_range("percent", i64::from(percent), "1 to 1000"))
    }

    /// Compares what was promised with what is expected now. Durations are open time of the calendar from the start on.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] where no open time lies between the start and the promised instant.
    pub fn check(
        &self,
        calendar: &WorkingCalendar,
        started: Instant,
        promised: Instant,
        expected: Instant,
    ) -> Result<Delay, CostError> {
        let estimated = estimated(calendar, started, promised)?;
        let by = calendar.elapsed(promised, expected);
        Ok(Delay { rule: *self, promised, expected, estimated, by })
    }

    /// The first instant at which an unfinished job is so late that the customer must be told; `None` where the calendar
    /// has too little open time left.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] where no open time lies between the start and the promised instant.
    pub fn notice_from(
        &self,
        calendar: &WorkingCalendar,
        started: Instant,
        promised: Instant,
    ) -> Result<Option<Instant>, CostError> {
        let estimated = i128::from(estimated(calendar, started, promised)?.micros());
        let least = estimated.saturating_mul(i128::from(self.percent)).saturating_add(99).div_euclid(100);
        let least = i64::try_from(least).unwrap_or(i64::MAX);
        Ok(calendar.deadline(promised, Span::from_micros(least)))
    }
}

impl DelayRule {
    /// The rule and the job of a document: how late it is, and what the customer must be told.
    ///
    /// # Errors
    ///
    /// As [`DelayRule::new`] and [`DelayRule::check`]; [`CostError::Missing`] for a reason that is empty.
    pub fn answer(
        calendar: &WorkingCalendar,
        document: &DelayRequestDocument,
    ) -> Result<DelayDocument, CostError> {
        let rule = Self::new(document.percent.unwrap_or(20))?;
        let (started, promised) = (document.started, document.promised);
        let delay = rule.check(calendar, started, promised, document.expected)?;
        let reason = document.reason.as_ref().filter(|_| delay.needs_notice());
        Ok(DelayDocument {
            delay_seconds: delay.by.seconds(),
            delay_percent: delay.percent(),
            needs_notice: delay.needs_notice(),
            notice_from: rule.notice_from(calendar, started, promised)?,
            notice: reason.map(|reason| delay.notice(reason)).transpose()?,
        })
    }
}

/// A delay against what was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    rule: DelayRule,
    promised: Instant,
    expected: Instant,
    estimated: Span,
    by: Span,
}

impl Delay {
    /// Open time from the promised to the expected instant; negative when the job is early.
    #[must_use]
    pub const fn by(&self) -> Span {
        self.by
    }

    /// The delay in whole per cent of the estimated duration, rounded down.
    #[must_use]
    pub fn percent(&self) -> i64 {
        let hundredfold = i128::from(self.by.micros()).saturating_mul(100);
        // The duration is above 0.
        let percent = hundredfold.checked_div_euclid(i128::from(self.estimated.micros())).unwrap_or_default();
        i64::try_from(percent).unwrap_or(i64::MAX)
    }

    /// Whether the customer must be told.
    #[must_use]
    pub fn needs_notice(&self) -> bool {
        self.percent() >= i64::from(self.rule.percent)
    }

    /// What the customer is told.
    ///
    /// # Errors
    ///
    /// [`CostError::Missing`] without a reason.
    pub fn notice(&self, reason: &str) -> Result<DelayNoticeDocument, CostError> {
        if reason.trim().is_empty() {
            return Err(CostError::Missing { path: "notice".to_owned(), field: "reason".to_owned() });
        }
        Ok(DelayNoticeDocument {
            reason: reason.to_owned(),
            promised: self.promised,
            new_completion: self.expected,
            delay_seconds: self.by.seconds(),
            delay_percent: self.percent(),
        })
    }
}

fn estimated(calendar: &WorkingCalendar, started: Instant, promised: Instant) -> Result<Span, CostError> {
    let estimated = calendar.elapsed(started, promised);
    if estimated > Span::ZERO {
        return Ok(estimated);
    }
    Err(CostError::OutOfRange {
        path: "promised".to_owned(),
        value: promised.to_string(),
        allowed: "an instant with open time between the start and it",
    })
}
