//! What one ticket contributes to one figure.

use super::definition::{Basis, Condition, FigureDefinition, Measure, NegativeDuration, PeriodStamp};
use super::facts::{Facts, Promise};
use super::scope::Scope;
use super::words::{Flag, Quantity, Stamp};
use crate::time::{Instant, Span};

/// A length of time that ended, or that is still running after so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Ended(Span),
    Running(Span),
    /// It ended before it began, and the definition refuses that.
    Negative(Span),
}

/// What became of a promise by the instant of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Met,
    Missed,
    /// Open, and past its due instant.
    Overdue,
    /// Open, and not yet due.
    Pending,
}

impl FigureDefinition {
    /// The stamp by which a ticket belongs to a period.
    pub(super) fn period_of(&self, facts: &Facts) -> Option<Instant> {
        match self.period {
            PeriodStamp::Opened => facts.stamp(Stamp::Created),
            PeriodStamp::Due => match &self.measure {
                Measure::Attainment { metric, .. } => facts.promises.get(metric)?.due,
                _ => None,
            },
            PeriodStamp::Closed => match self.measure.stop() {
                Some(stop) => facts.stamp(stop),
                None => facts.stamp(Stamp::Closed).or_else(|| facts.stamp(Stamp::Completed)),
            },
        }
    }

    /// The length from one stamp to another; `None` where the ticket did not begin it.
    pub(super) fn length(
        &self,
        facts: &Facts,
        from: Stamp,
        to: Stamp,
        basis: Basis,
        scope: &Scope,
    ) -> Option<Length> {
        let start = facts.stamp(from)?;
        let Some(end) = facts.stamp(to) else {
            // A ticket that was closed without the stop event is followed no longer.
            let last = facts.stamp(Stamp::Closed).map_or(scope.as_of(), |closed| closed.min(scope.as_of()));
            return Some(Length::Running(scope.elapsed(start, last, basis).max(Span::ZERO)));
        };
        let span = scope.elapsed(start, end, basis);
        Some(match self.negative_duration {
            _ if end >= start => Length::Ended(span),
            NegativeDuration::Keep => Length::Ended(span),
            NegativeDuration::Zero => Length::Ended(Span::ZERO),
            NegativeDuration::Reject => Length::Negative(end.since(start)),
        })
    }

    /// Whether a condition holds; `None` where it cannot be told.
    pub(super) fn holds(&self, condition: &Condition, facts: &Facts, scope: &Scope) -> Option<bool> {
        match condition {
            Condition::Any => Some(true),
            Condition::Is(flag) => facts.flag(*flag),
            Condition::Word { dimension, words } => Some(words.contains(facts.word(*dimension)?)),
            Condition::AtLeast(quantity, least) => Some(facts.quantity(*quantity)? >= *least),
            Condition::AtMost(quantity, most) => Some(facts.quantity(*quantity)? <= *most),
            Condition::Within { from, to, basis, most } => {
                match self.length(facts, *from, *to, *basis, scope)? {
                    Length::Ended(span) => Some(span <= *most),
                    Length::Running(span) => (span > *most).then_some(false),
                    Length::Negative(_) => None,
                }
            }
            Condition::Reworked { window } => {
                let completed = followed(facts, *window, scope)?;
                Some(facts.rework_at().is_some_and(|at| at.since(completed) <= *window))
            }
            Condition::FixedFirstTime { window } => {
                let completed = followed(facts, *window, scope)?;
                let reworked = facts.rework_at().is_some_and(|at| at.since(completed) <= *window);
                let reopened = facts.quantity(Quantity::Reopened).unwrap_or_default() > 0;
                let again = facts.quantity(Quantity::RepairAttempts).is_some_and(|attempts| attempts > 1);
                Some(!reworked && !reopened && !again)
            }
            Condition::Satisfied { least } => Some(facts.satisfaction? >= *least),
            Condition::Reached(stamp) => Some(facts.stamp(*stamp).is_some()),
            Condition::All(conditions) => conditions.iter().try_fold(true, |all, condition| {
                self.holds(condition, facts, scope).map(|holds| all && holds)
            }),
        }
    }
}

impl Promise {
    /// What became of it; `None` where nothing was promised.
    ///
    /// A ticket that ended without stopping the clock leaves its promise where it was at the end.
    pub(super) fn kept(&self, facts: &Facts, scope: &Scope) -> Option<Kept> {
        if let (Some(target), Some(consumed)) = (self.target, self.consumed) {
            return Some(match (consumed <= target, self.stopped.is_some()) {
                (true, true) => Kept::Met,
                (false, true) => Kept::Missed,
                (true, false) if self.due.is_none_or(|due| due >= last_seen(facts, scope)) => Kept::Pending,
                (_, false) => Kept::Overdue,
            });
        }
        let due = self.due?;
        Some(match self.stopped {
            Some(stopped) if stopped <= due => Kept::Met,
            Some(_) => Kept::Missed,
            None if due < last_seen(facts, scope) => Kept::Overdue,
            None => Kept::Pending,
        })
    }
}

/// Whether the record counts at all: not withdrawn, merged or the like, and not merely a missed call.
pub(super) fn is_case(facts: &Facts) -> bool {
    !facts.outcome.is_some_and(super::words::Outcome::is_excluded) && !is_missed_call(facts)
}

pub(super) fn is_missed_call(facts: &Facts) -> bool {
    facts.flag(Flag::MissedCall) == Some(true)
}

fn last_seen(facts: &Facts, scope: &Scope) -> Instant {
    facts.stamp(Stamp::Closed).map_or(scope.as_of(), |closed| closed.min(scope.as_of()))
}

/// The completion, where a whole window has passed since and a new report could be told.
fn followed(facts: &Facts, window: Span, scope: &Scope) -> Option<Instant> {
    let completed = facts.stamp(Stamp::Completed)?;
    let long_enough = completed.checked_add(window).is_some_and(|end| end <= scope.as_of());
    (long_enough && facts.can_be_followed()).then_some(completed)
}
