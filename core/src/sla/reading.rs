use super::cycle::{Cycle, StopCause};
use super::metric::Metric;
use crate::time::{Instant, Span};
use crate::vocabulary::Name;
use crate::wire::{BreachDocument, LevelReadingDocument, OutcomeDocument, ReadingDocument};

/// The state of one clock at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The metric.
    pub metric: Name,
    /// The cycle, counted from 1.
    pub cycle: u32,
    /// Whether it runs.
    pub state: ReadingState,
    /// Where the cycle counts from; it may lie ahead.
    pub started_at: Instant,
    /// When it was stopped.
    pub stopped_at: Option<Instant>,
    /// The promise in open time; `None` where the policy promises nothing.
    pub target: Option<Span>,
    /// Open time used up.
    pub consumed: Span,
    /// Target less consumed; negative when late.
    pub remaining: Option<Span>,
    /// Consumed in whole per cent of the target.
    pub used_percent: Option<i64>,
    /// Open time spent paused.
    pub paused: Span,
    /// When the target is used up; `None` while paused within it, and when stopped within it.
    pub due: Option<Instant>,
    /// When it would be, if a paused clock ran again now.
    pub due_if_resumed: Option<Instant>,
    /// Of a clock stopped within its target: when it would have been due, had it run on from there.
    pub due_at_stop: Option<Instant>,
    /// The first microsecond at which more than the target is used up.
    pub late_from: Option<Instant>,
    /// Since when the clock is late without a break: from `late_from` on, or from the change that made it late at once.
    pub breached_at: Option<Instant>,
    /// The earliest time at which it may be stopped.
    pub not_before: Option<Instant>,
    /// How a stopped clock ended.
    pub outcome: Option<Outcome>,
    /// The levels, in the order of the policy.
    pub levels: Vec<LevelReading>,
    /// The earliest level, due or late instant after now; `None` while paused or stopped.
    pub next_change: Option<Instant>,
    /// Until when `consumed` grows by `rate`, `remaining` and `used_percent` with it, and nothing else changes; `None`: until
    /// the next event. While paused, `paused` and `due_if_resumed` move on all the same.
    pub valid_until: Option<Instant>,
    /// 1 while the clock runs in open time, else 0.
    pub rate: u8,
}

/// Whether a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadingState {
    /// It runs, though it counts only in open time.
    Running,
    /// A wait or state holds it.
    Paused,
    /// It was stopped; `outcome` says how.
    Stopped,
    /// It no longer applies and has no outcome.
    Withdrawn,
}

/// How a stopped clock ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Within the target, with this much open time left.
    Met(Span),
    /// After the target, by this much open time.
    Missed(Span),
    /// This much real time before its earliest time.
    Early(Span),
}

/// A level and its instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelReading {
    /// The level's name.
    pub name: Name,
    /// When it was reached, or will be if the clock runs on; `None` where that is not known.
    pub at: Option<Instant>,
}

/// A promise that was broken. What the clocks noted is never removed, even where a later change makes the reading good again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Breach {
    /// The metric.
    pub metric: Name,
    /// Its cycle.
    pub cycle: u32,
    /// When: at the first late microsecond, or at the change that made the clock late at once.
    pub at: Instant,
    /// The target that was broken, in open time.
    pub target: Span,
    /// The revision of the policy that held.
    pub revision: String,
}

impl Reading {
    pub(super) fn of(metric: &Metric, cycle: &Cycle, now: Instant) -> Self {
        let running = cycle.is_running();
        let amount = cycle.promise.budget.as_ref().map(|budget| budget.amount);
        let consumed = cycle.consumed(now);
        let remaining = amount.map(|amount| amount.saturating_sub(consumed));
        let late = remaining.is_some_and(|left| left < 0);
        let (due, late_from) = (cycle.due(), cycle.late_from());
        let levels: Vec<_> = metric
            .levels
            .iter()
            .map(|level| LevelReading { name: level.name.clone(), at: cycle.level(level.point) })
            .collect();
        let ahead =
            levels.iter().filter_map(|level| level.at).chain(due).chain(late_from).filter(|&at| at > now);
        let next_change = if running { ahead.min() } else { None };
        let not_before =
            metric.not_before.and_then(|target| target.end(cycle.anchor, &cycle.promise.selected.calendars));
        let begun = now >= cycle.anchor;
        let edge = || match begun {
            true => cycle.promise.calendar.next_transition(now).map(|edge| edge.at),
            false => Some(cycle.anchor),
        };
        Self {
            metric: metric.name.clone(),
            cycle: cycle.number,
            state: match cycle.stop.map(|stop| stop.cause) {
                Some(StopCause::Withdrawn) => ReadingState::Withdrawn,
                Some(StopCause::Trigger | StopCause::TicketEnd) => ReadingState::Stopped,
                None if running => ReadingState::Running,
                None => ReadingState::Paused,
            },
            started_at: cycle.anchor,
            stopped_at: cycle.stop.map(|stop| stop.at),
            target: amount.map(Span::from_micros),
            consumed: Span::from_micros(consumed),
            remaining: remaining.map(Span::from_micros),
            used_percent: amount.and_then(|amount| percent(consumed, amount)),
            paused: Span::from_micros(cycle.paused(now)),
            due,
            due_if_resumed: if running || !cycle.is_live() || due.is_some() {
                None
            } else {
                cycle.due_if_resumed(now)
            },
            due_at_stop: match cycle.stop {
                Some(stop) if due.is_none() && stop.cause != StopCause::Withdrawn => {
                    cycle.due_if_resumed(stop.at)
                }
                _ => None,
            },
            late_from,
            breached_at: if cycle.late {
                cycle.breached_at
            } else {
                late.then(|| cycle.became_late()).flatten()
            },
            not_before,
            outcome: outcome(cycle, remaining, not_before),
            levels,
            next_change,
            valid_until: if running { edge().into_iter().chain(next_change).min() } else { None },
            rate: u8::from(running && begun && cycle.promise.calendar.is_open(now)),
        }
    }
}

fn outcome(cycle: &Cycle, remaining: Option<i64>, not_before: Option<Instant>) -> Option<Outcome> {
    let stop = cycle.stop.filter(|stop| stop.cause != StopCause::Withdrawn)?;
    if let Some(late) = remaining.filter(|&remaining| remaining < 0) {
        return Some(Outcome::Missed(Span::from_micros(late.saturating_neg())));
    }
    match not_before {
        Some(earliest) if stop.at < earliest => Some(Outcome::Early(earliest.since(stop.at))),
        _ => remaining.map(|remaining| Outcome::Met(Span::from_micros(remaining))),
    }
}

fn percent(consumed: i64, amount: i64) -> Option<i64> {
    let scaled = i128::from(consumed).checked_mul(100)?;
    i64::try_from(scaled.checked_div(i128::from(amount))?).ok()
}

impl ReadingState {
    /// The state as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Outcome {
    /// The outcome as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met(_) => "met",
            Self::Missed(_) => "missed",
            Self::Early(_) => "early",
        }
    }
}

impl From<&Reading> for ReadingDocument {
    fn from(reading: &Reading) -> Self {
        let level =
            |level: &LevelReading| LevelReadingDocument { name: level.name.to_string(), at: level.at };
        Self {
            metric: reading.metric.to_string(),
            cycle: reading.cycle,
            state: reading.state.as_str().to_owned(),
            started_at: reading.started_at,
            stopped_at: reading.stopped_at,
            target_us: reading.target.map(Span::micros),
            consumed_us: reading.consumed.micros(),
            remaining_us: reading.remaining.map(Span::micros),
            used_percent: reading.used_percent,
            paused_us: reading.paused.micros(),
            due: reading.due,
            due_if_resumed: reading.due_if_resumed,
            due_at_stop: reading.due_at_stop,
            late_from: reading.late_from,
            breached_at: reading.breached_at,
            not_before: reading.not_before,
            outcome: reading.outcome.map(|outcome| match outcome {
                Outcome::Met(by) => OutcomeDocument::Met { by_us: by.micros() },
                Outcome::Missed(by) => OutcomeDocument::Missed { by_us: by.micros() },
                Outcome::Early(by) => OutcomeDocument::Early { by_us: by.micros() },
            }),
            levels: reading.levels.iter().map(level).collect(),
            next_change: reading.next_change,
            valid_until: reading.valid_until,
            rate: reading.rate,
        }
    }
}

impl From<&Breach> for BreachDocument {
    fn from(breach: &Breach) -> Self {
        Self {
            metric: breach.metric.to_string(),
            cycle: breach.cycle,
            at: breach.at,
            target_us: breach.target.micros(),
            revision: breach.revision.clone(),
        }
    }
}
