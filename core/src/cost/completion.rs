use super::standard_hours::{limit, out_of_range};
use super::{CostError, Distribution, RangeMethod, Total};
use crate::calendar::WorkingCalendar;
use crate::time::{Instant, MICROS, Span};
use crate::wire::{CompletionPromiseDocument, CompletionRequestDocument, EffortDocument};

/// Slices of equal share in which the arrival of the parts is taken.
const SLICES: u16 = 256;

const MINUTE: i64 = 60 * MICROS;

/// When a part will be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartArrival {
    ordered_at: Instant,
    lead_seconds: Distribution,
}

impl PartArrival {
    /// A part that takes so many seconds of real time from its order on.
    #[must_use]
    pub const fn new(ordered_at: Instant, lead_seconds: Distribution) -> Self {
        Self { ordered_at, lead_seconds }
    }

    fn probability(&self, at: Instant) -> f64 {
        self.lead_seconds.probability(seconds_between(self.ordered_at, at))
    }

    /// The instant by which a share of such parts is there.
    fn at(&self, share: f64) -> Result<Instant, CostError> {
        after(self.ordered_at, self.lead_seconds.quantile(share)?)
    }
}

/// When a job will be completed: P10, P50 and P90, and the instant that is promised (CO-4).
///
/// Work goes on in the open time of the engineers' calendar, from the start or from the arrival of the last part, whichever
/// comes later. Instants are the first full minute by which the share is reached.
///
/// ```
/// use aftersales::calendar::WorkingCalendar;
/// use aftersales::cost::{Distribution, LogNormal, PartArrival, Promise, RangeMethod, Total};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{CalendarDocument, ShiftDocument};
///
/// let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
/// let engineers = WorkingCalendar::compile(&document, &ZoneDatabase::bundled())?;
/// let effort = Total::of(&[LogNormal::from_median(4.0 * 3600.0, 0.5)?.into()], RangeMethod::Convolution)?;
/// let display = PartArrival::new("2026-03-02T10:00:00+01:00".parse()?, Distribution::fixed(48.0 * 3600.0)?);
///
/// let promise = Promise::of(&engineers, "2026-03-02T10:00:00+01:00".parse()?, &effort, &[display], 80)?;
/// assert_eq!(promise.p50(), "2026-03-04T14:00:00+01:00".parse()?);
/// assert!(promise.p50() < promise.promised() && promise.promised() < promise.p90());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    p10: Instant,
    p50: Instant,
    p90: Instant,
    promised: Instant,
    promised_percent: u8,
}

impl Promise {
    /// From effort in seconds, the parts that are waited for, and the share of such jobs that shall be completed by the
    /// promised instant, in per cent.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a share outside 50 to 95, [`CostError::TooMany`] for more than 200 parts,
    /// [`CostError::NeverCompleted`] where the calendar has too little open time left.
    pub fn of(
        calendar: &WorkingCalendar,
        start: Instant,
        effort: &Total,
        parts: &[PartArrival],
        promised_percent: u8,
    ) -> Result<Self, CostError> {
        if !(50..=95).contains(&promised_percent) {
            return Err(out_of_range("promised_percent", i64::from(promised_percent), "50 to 95"));
        }
        limit("parts", parts.len(), Total::MOST_PARTS)?;
        let starts = starts(start, parts)?;
        let at = |share| completed(calendar, &starts, effort, share);
        let (p10, p50, p90) = (at(0.1)?, at(0.5)?, at(0.9)?);
        Ok(Self { p10, p50, p90, promised: at(f64::from(promised_percent) / 100.0)?, promised_percent })
    }

    /// The same from a document.
    ///
    /// # Errors
    ///
    /// As [`Promise::of`] and [`Total::of`], with the path of the field in the document.
    pub fn of_request(
        calendar: &WorkingCalendar,
        document: &CompletionRequestDocument,
    ) -> Result<Self, CostError> {
        let read = |effort: &EffortDocument, path: String| {
            Distribution::try_from(effort).map_err(|error| error.below("effort", &path))
        };
        let efforts = document.effort.iter().enumerate();
        let efforts = efforts.map(|(position, effort)| read(effort, format!("effort[{position}]")));
        let efforts = efforts.collect::<Result<Vec<_>, _>>()?;
        let method = RangeMethod::asked(document.method.as_ref())?;
        let effort = Total::of(&efforts, method).map_err(|error| error.renamed("effort"))?;
        let parts = document.parts.iter().enumerate().map(|(position, part)| {
            let lead = read(&part.lead, format!("parts[{position}].lead"))?;
            Ok(PartArrival::new(part.ordered_at, lead))
        });
        let parts = parts.collect::<Result<Vec<_>, CostError>>()?;
        Self::of(calendar, document.start, &effort, &parts, document.promised_percent)
    }

    /// One such job in ten is completed by then.
    #[must_use]
    pub const fn p10(&self) -> Instant {
        self.p10
    }

    /// Half of such jobs are completed by then.
    #[must_use]
    pub const fn p50(&self) -> Instant {
        self.p50
    }

    /// Nine such jobs in ten are completed by then.
    #[must_use]
    pub const fn p90(&self) -> Instant {
        self.p90
    }

    /// What the customer is told.
    #[must_use]
    pub const fn promised(&self) -> Instant {
        self.promised
    }
}

impl From<&Promise> for CompletionPromiseDocument {
    fn from(promise: &Promise) -> Self {
        Self {
            p10: promise.p10,
            p50: promise.p50,
            p90: promise.p90,
            promised: promise.promised,
            promised_percent: promise.promised_percent,
        }
    }
}

/// When work can start, each with the same share.
fn starts(start: Instant, parts: &[PartArrival]) -> Result<Vec<Instant>, CostError> {
    if parts.iter().all(|part| part.lead_seconds.is_fixed()) {
        let arrivals = parts.iter().map(|part| part.at(0.5)).collect::<Result<Vec<_>, _>>()?;
        return Ok(vec![arrivals.into_iter().fold(start, Instant::max)]);
    }
    // No part arrives later than its own quantile with a share that leaves all of them less than half a slice.
    let kept = 1.0 - 0.25 / (f64::from(SLICES) * parts.len() as f64);
    let last = parts.iter().map(|part| part.at(kept)).collect::<Result<Vec<_>, _>>()?;
    let last = last.into_iter().fold(start, Instant::max);
    let there = |at: Instant| parts.iter().map(|part| part.probability(at)).product::<f64>();
    let slices = (0..SLICES).map(|slice| {
        let share = (f64::from(slice) + 0.5) / f64::from(SLICES);
        first_minute(start, last, |at| there(at) >= share)
    });
    Ok(slices.collect())
}

fn completed(
    calendar: &WorkingCalendar,
    starts: &[Instant],
    effort: &Total,
    share: f64,
) -> Result<Instant, CostError> {
    let first = starts.iter().copied().fold(Instant::MAX, Instant::min);
    let last = starts.iter().copied().fold(first, Instant::max);
    let longest = Span::from_micros((effort.quantile(0.95)? * MICROS as f64).ceil() as i64);
    let end = calendar.deadline(last, longest).ok_or(CostError::NeverCompleted { start: first })?;
    // What the last digits of a share hold is not waited for.
    let wanted = (share - 1e-9) * starts.len() as f64;
    let done = |at: Instant| {
        let each = starts.iter().filter(|&&start| start <= at);
        each.map(|&start| effort.probability(calendar.elapsed(start, at).micros() as f64 / MICROS as f64))
            .sum::<f64>()
    };
    Ok(first_minute(first, end, |at| done(at) >= wanted))
}

/// The first full minute from one instant to another that will do; the last, where none before it does.
fn first_minute(from: Instant, to: Instant, will_do: impl Fn(Instant) -> bool) -> Instant {
    let minute = |number: i64| Instant::from_micros(number.saturating_mul(MINUTE)).unwrap_or(Instant::MAX);
    let up = |at: Instant| at.micros().saturating_add(MINUTE - 1).div_euclid(MINUTE);
    let (mut low, mut high) = (up(from), up(to));
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low).div_euclid(2));
        if will_do(minute(middle)) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    minute(high.max(low))
}

fn seconds_between(from: Instant, to: Instant) -> f64 {
    to.micros().saturating_sub(from.micros()) as f64 / MICROS as f64
}

fn after(from: Instant, seconds: f64) -> Result<Instant, CostError> {
    let at = from.micros().saturating_add((seconds * MICROS as f64).ceil() as i64);
    Instant::from_micros(at).map_err(|source| CostError::Time { path: "lead_seconds".to_owned(), source })
}
