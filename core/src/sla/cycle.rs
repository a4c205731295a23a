//! One cycle of one clock: its stretches of running and pausing, and the promise they are measured against.

use std::sync::Arc;

use super::budget::{Budget, Edge, working_days_from_due};
use super::metric::{LevelPoint, Metric, OnChange};
use super::policy::{Selected, SlaPolicy};
use crate::calendar::WorkingCalendar;
use crate::time::{Instant, Span};

/// A cycle of a clock.
#[derive(Debug, Clone)]
pub(super) struct Cycle {
    pub(super) number: u32,
    /// Where the cycle counts from; it may lie ahead of the event that began it.
    pub(super) anchor: Instant,
    pub(super) stretches: Vec<Stretch>,
    pub(super) promise: Promise,
    pub(super) stop: Option<Stop>,
    /// Whether the current reading is late; the history of breaches is kept by the ticket.
    pub(super) late: bool,
    /// When the current reading became late.
    pub(super) breached_at: Option<Instant>,
    /// When a stop of it was last taken back.
    resumed_at: Instant,
    /// Open microseconds of the closed running stretches under the promise.
    closed_running: i64,
    /// Open microseconds of the closed pauses.
    closed_paused: i64,
}

/// A stretch of a cycle `[from, to)`; without an end it still lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Instant,
    pub(super) to: Option<Instant>,
    pub(super) running: bool,
}

/// What a cycle is measured against.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    pub(super) calendar: WorkingCalendar,
    pub(super) budget: Option<Budget>,
    /// Open microseconds that an earlier promise left behind.
    pub(super) carried: i64,
    /// Only time from here on counts.
    pub(super) since: Instant,
    /// Due and late instants of the promise that was carried over, where they were behind at the change: a promise that was
    /// used up when it came stays due when its forerunner was.
    pub(super) forerunner: Forerunner,
    /// How it took over from an earlier promise.
    pub(super) on_change: OnChange,
    /// When it came into force.
    pub(super) changed_at: Instant,
    /// What the selector gave.
    pub(super) selected: Selected,
    /// The path of the selector entry that gave the budget.
    pub(super) source: Option<Arc<str>>,
    /// The policy it comes from.
    pub(super) policy: SlaPolicy,
}

/// What lay behind on an earlier promise.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Forerunner {
    due: Option<Instant>,
    late_from: Option<Instant>,
}

impl Promise {
    /// Takes the same promise from where it now stands in a policy.
    pub(super) fn rename(&mut self, selected: Selected, policy: &SlaPolicy) {
        let position =
            self.selected.targets.iter().position(|target| Some(&target.source) == self.source.as_ref());
        let renamed = position.and_then(|position| selected.targets.get(position));
        self.source = renamed.map(|target| target.source.clone());
        self.selected = selected;
        self.policy = policy.clone();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) at: Instant,
    pub(super) cause: StopCause,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopCause {
    /// One of the metric's own triggers.
    Trigger,
    /// The end of the ticket, which reopening takes back.
    TicketEnd,
    /// The clock no longer applies: its metric left the policy, or the ticket was reopened before its after-care.
    Withdrawn,
}

impl Cycle {
    pub(super) fn new(number: u32, anchor: Instant, promise: Promise) -> Self {
        let (stretches, stop, breached_at) = (Vec::new(), None, None);
        Self {
            number,
            anchor,
            stretches,
            promise,
            stop,
            late: false,
            breached_at,
            resumed_at: Instant::MIN,
            closed_running: 0,
            closed_paused: 0,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.stop.is_none()
    }

    pub(super) fn is_running(&self) -> bool {
        self.last().is_some_and(|stretch| stretch.to.is_none() && stretch.running)
    }

    /// Runs or pauses from `at` on, if it does not already.
    pub(super) fn turn(&mut self, at: Instant, running: bool) {
        if self.last().is_some_and(|stretch| stretch.to.is_none() && stretch.running == running) {
            return;
        }
        self.close(at);
        self.stretches.push(Stretch { from: at.max(self.anchor), to: None, running });
    }

    pub(super) fn stop(&mut self, at: Instant, cause: StopCause) {
        self.close(at);
        self.stop = Some(Stop { at, cause });
    }

    /// Takes a stop back; the time between does not count.
    pub(super) fn resume(&mut self, at: Instant, running: bool) {
        self.stop = None;
        self.resumed_at = at;
        self.turn(at, running);
    }

    /// Takes over what the cycle before did from the anchor on: an anchor in the past lies within that cycle.
    pub(super) fn inherit(&mut self, before: &[Stretch]) {
        let since_anchor = before.iter().filter(|stretch| stretch.to.is_none_or(|to| to > self.anchor));
        let clipped = since_anchor.map(|stretch| Stretch { from: stretch.from.max(self.anchor), ..*stretch });
        self.stretches = clipped.collect();
        self.recount();
    }

    /// Measures the cycle against another promise.
    pub(super) fn measure_against(&mut self, promise: Promise) {
        self.promise = promise;
        self.recount();
    }

    /// Open microseconds used up at `now`.
    pub(super) fn consumed(&self, now: Instant) -> i64 {
        let open = self.last().filter(|stretch| stretch.to.is_none() && stretch.running);
        let ongoing = open.map_or(0, |stretch| self.counted(stretch.from, now));
        self.promise.carried.saturating_add(self.closed_running).saturating_add(ongoing)
    }

    /// Open microseconds spent paused at `now`.
    pub(super) fn paused(&self, now: Instant) -> i64 {
        let open = self.last().filter(|stretch| stretch.to.is_none() && !stretch.running);
        let ongoing = open.map_or(0, |stretch| self.open_between(stretch.from, now.max(stretch.from)));
        self.closed_paused.saturating_add(ongoing)
    }

    /// The first instant at which `amount` is used up, as far as it is known: behind, or ahead on a running clock.
    pub(super) fn reach(&self, amount: i64) -> Option<Instant> {
        let mut left = amount.saturating_sub(self.promise.carried);
        if left <= 0 {
            return Some(self.promise.since.max(self.anchor));
        }
        for stretch in self.stretches.iter().filter(|stretch| stretch.running) {
            let from = stretch.from.max(self.promise.since);
            match stretch.to {
                Some(to) => {
                    let counted = self.counted(stretch.from, to);
                    if left <= counted {
                        return self.promise.calendar.deadline(from, Span::from_micros(left));
                    }
                    left = left.saturating_sub(counted);
                }
                None => return self.promise.calendar.deadline(from, Span::from_micros(left)),
            }
        }
        None
    }

    /// The first instant at which the clock has counted `amount` more since `from`, as far as it is known.
    pub(super) fn reach_from(&self, from: Instant, amount: i64) -> Option<Instant> {
        if amount <= 0 {
            return Some(from);
        }
        let mut left = amount;
        for stretch in self.running_after(from) {
            let begin = stretch.from.max(from);
            let counted = stretch.to.map(|to| self.open_between(begin, to));
            match counted {
                Some(counted) if left > counted => left = left.saturating_sub(counted),
                _ => return self.promise.calendar.deadline(begin, Span::from_micros(left)),
            }
        }
        None
    }

    /// The first instant from `at` on at which the clock runs, as far as it is known; the end of a stretch belongs to it.
    pub(super) fn runs_from(&self, at: Instant) -> Option<Instant> {
        self.running_after(at).next().map(|stretch| stretch.from.max(at))
    }

    /// The running stretches that do not end before `at`.
    fn running_after(&self, at: Instant) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter().filter(move |stretch| stretch.running && stretch.to.is_none_or(|to| to >= at))
    }

    /// The last instant at which no more than `amount` is used up, as far as it is known.
    pub(super) fn leave(&self, amount: i64) -> Option<Instant> {
        if amount < self.promise.carried {
            return Some(self.promise.since.max(self.anchor));
        }
        let after = self.reach(amount.saturating_add(1))?;
        after.checked_add(Span::from_micros(-1))
    }

    pub(super) fn due(&self) -> Option<Instant> {
        let budget = self.promise.budget.as_ref()?;
        let used_up_before = match budget.edge {
            Edge::Closing => budget.amount <= self.promise.carried,
            Edge::Opening => budget.amount < self.promise.carried,
        };
        if let Some(due) = self.promise.forerunner.due.filter(|_| used_up_before) {
            return Some(due);
        }
        match budget.edge {
            Edge::Closing => self.reach(budget.amount),
            // A calendar that does not open again leaves the closing; a clock that stands still has not come to the opening.
            Edge::Opening => {
                let closing = || self.is_running().then(|| self.reach(budget.amount)).flatten();
                self.leave(budget.amount).or_else(closing)
            }
        }
    }

    pub(super) fn late_from(&self) -> Option<Instant> {
        let late = self.promise.budget.as_ref()?.amount.saturating_add(1);
        self.promise
            .forerunner
            .late_from
            .filter(|_| late <= self.promise.carried)
            .or_else(|| self.reach(late))
    }

    /// What lies behind at `at`.
    pub(super) fn forerunner(&self, at: Instant) -> Forerunner {
        let behind = |instant: &Instant| *instant <= at;
        Forerunner { due: self.due().filter(behind), late_from: self.late_from().filter(behind) }
    }

    /// When a paused clock would be due if it ran again from `now`.
    pub(super) fn due_if_resumed(&self, now: Instant) -> Option<Instant> {
        let budget = self.promise.budget.as_ref()?;
        let left = budget.amount.saturating_sub(self.consumed(now));
        let (from, calendar) = (now.max(self.anchor), &self.promise.calendar);
        let closing = || calendar.deadline(from, Span::from_micros(left));
        match budget.edge {
            Edge::Closing => closing(),
            Edge::Opening => {
                let after = calendar.deadline(from, Span::from_micros(left.saturating_add(1)));
                after.and_then(|after| after.checked_add(Span::from_micros(-1))).or_else(closing)
            }
        }
    }

    pub(super) fn level(&self, point: LevelPoint) -> Option<Instant> {
        let budget = self.promise.budget.as_ref();
        match point {
            LevelPoint::Elapsed(micros) => self.reach(micros),
            LevelPoint::Share(percent) => {
                let scaled = i128::from(budget?.amount).checked_mul(i128::from(percent))?;
                self.reach(i64::try_from(scaled.checked_add(99)?.div_euclid(100)).ok()?)
            }
            LevelPoint::BeforeDue(micros) => self.leave(budget?.amount.saturating_sub(micros)),
            LevelPoint::AfterDue(micros) => self.reach(budget?.amount.saturating_add(micros)),
            LevelPoint::WorkingDaysFromDue(days) => {
                let calendar = &self.promise.selected.calendars.working;
                let at = working_days_from_due(calendar, self.due()?, days)?;
                // A stopped clock does not come to what lies after its end.
                Some(at).filter(|&at| self.stop.is_none_or(|stop| at <= stop.at))
            }
        }
    }

    /// The earliest level, due or late instant after `now`; `None` while paused or stopped.
    pub(super) fn next_change(&self, metric: &Metric, now: Instant) -> Option<Instant> {
        if !self.is_running() {
            return None;
        }
        let levels = metric.levels.iter().filter_map(|level| self.level(level.point));
        levels.chain(self.due()).chain(self.late_from()).filter(|&at| at > now).min()
    }

    /// Whether more than the target is used up at `now`.
    pub(super) fn exceeds_target(&self, now: Instant) -> bool {
        self.promise.budget.as_ref().is_some_and(|budget| self.consumed(now) > budget.amount)
    }

    /// Notes whether more than the target is used up at `now`; true when that is new.
    pub(super) fn note_late(&mut self, now: Instant) -> bool {
        let late = self.exceeds_target(now);
        let was_late = core::mem::replace(&mut self.late, late);
        if self.late && !was_late {
            self.breached_at = self.became_late();
        } else if !self.late {
            self.breached_at = None;
        }
        self.late && !was_late
    }

    /// When the current reading became late: not before the promise that it breaks was in force, nor, where a stopped clock
    /// was read again and then taken up, before that.
    pub(super) fn became_late(&self) -> Option<Instant> {
        Some(self.late_from()?.max(self.promise.changed_at).max(self.resumed_at))
    }

    fn close(&mut self, at: Instant) {
        let Some(last) = self.stretches.last_mut().filter(|stretch| stretch.to.is_none()) else { return };
        last.to = Some(at.max(last.from));
        let closed = *last;
        self.count(closed);
    }

    fn recount(&mut self) {
        (self.closed_running, self.closed_paused) = (0, 0);
        let stretches = core::mem::take(&mut self.stretches);
        for stretch in stretches.iter().filter(|stretch| stretch.to.is_some()) {
            self.count(*stretch);
        }
        self.stretches = stretches;
    }

    fn count(&mut self, stretch: Stretch) {
        let to = stretch.to.unwrap_or(stretch.from);
        if stretch.running {
            self.closed_running = self.closed_running.saturating_add(self.counted(stretch.from, to));
        } else {
            self.closed_paused = self.closed_paused.saturating_add(self.open_between(stretch.from, to));
        }
    }

    /// Open microseconds of `[from, to)` that the promise counts.
    fn counted(&self, from: Instant, to: Instant) -> i64 {
        let from = from.max(self.promise.since);
        self.open_between(from, to.max(from))
    }

    fn open_between(&self, from: Instant, to: Instant) -> i64 {
        self.promise.calendar.elapsed(from, to).micros()
    }

    fn last(&self) -> Option<&Stretch> {
        self.stretches.last()
    }
}
