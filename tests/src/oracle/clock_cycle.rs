//! One cycle of a clock as a list of marks, counted minute by minute.

use std::rc::Rc;

use aftersales::sla::{Outcome, ReadingState};
use aftersales::time::{Instant, Span};
use aftersales::wire::{LevelDocument, LevelPointDocument, MetricDocument};

use super::clock_desk::{Budget, Desk, Hours, MINUTE, Target, instant};

/// When something is or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Moment {
    /// At this instant.
    At(Instant),
    /// It is not known, because the clock stands still, or there is no such instant.
    Never,
    /// After what the oracle sees, or never.
    Beyond,
}

/// All facts of one cycle at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are those of a reading")]
pub struct ClockFacts {
    pub cycle: u32,
    pub state: ReadingState,
    pub started_at: Instant,
    pub stopped_at: Option<Instant>,
    pub target: Option<Span>,
    pub consumed: Span,
    pub remaining: Option<Span>,
    pub used_percent: Option<i64>,
    pub paused: Span,
    pub due: Moment,
    pub due_if_resumed: Moment,
    pub due_at_stop: Moment,
    pub late_from: Moment,
    pub breached_at: Option<Instant>,
    pub not_before: Option<Instant>,
    pub outcome: Option<Outcome>,
    pub levels: Vec<(String, Moment)>,
    pub next_change: Moment,
    pub valid_until: Moment,
    pub rate: u8,
}

/// What a clock does from an instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Runs,
    Pauses,
    Ends,
}

/// Why a cycle ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Trigger,
    TicketEnd,
    Withdrawn,
}

#[derive(Debug, Clone)]
pub(super) struct Promise {
    pub(super) desk: Rc<Desk>,
    pub(super) targets: Vec<Target>,
    pub(super) budget: Option<Budget>,
    pub(super) carried: i64,
    pub(super) since: i64,
    /// Due and late instants that were behind when what was used up was carried over.
    pub(super) behind: [Option<i64>; 2],
    pub(super) changed_at: i64,
    pub(super) policy: String,
}

#[derive(Debug, Clone)]
pub(super) struct Cycle {
    pub(super) number: u32,
    pub(super) anchor: i64,
    /// In the order of the log; of those at or before a minute the last one holds.
    pub(super) marks: Vec<(i64, Mark)>,
    pub(super) promise: Promise,
    pub(super) end: Option<(i64, Cause)>,
    pub(super) late: bool,
    pub(super) breached_at: Option<i64>,
    pub(super) resumed_at: i64,
}

impl Cycle {
    pub(super) fn mark(&mut self, at: i64, mark: Mark) {
        self.marks.push((at.max(self.anchor), mark));
    }

    pub(super) fn finish(&mut self, at: i64, cause: Cause) {
        self.mark(at, Mark::Ends);
        self.end = Some((at, cause));
    }

    fn runs(&self) -> bool {
        self.marks.last().is_some_and(|(_, mark)| *mark == Mark::Runs)
    }

    fn hours(&self) -> Hours {
        self.promise.budget.map_or(Hours::Working, |budget| budget.hours)
    }

    /// The counting minutes, to the end of what is seen, in which the clock does this.
    fn minutes(&self, doing: Mark) -> Vec<i64> {
        let (desk, hours) = (&self.promise.desk, self.hours());
        let mut marks = self.marks.iter().peekable();
        let mut last = Mark::Ends;
        let does = |minute: &i64| {
            while let Some((_, mark)) = marks.next_if(|(at, _)| at <= minute) {
                last = *mark;
            }
            last == doing && desk.counts(hours, *minute)
        };
        desk.minutes(self.anchor).filter(does).collect()
    }

    /// The minutes that the promise counts.
    fn counted(&self) -> Tape {
        let minutes = self.minutes(Mark::Runs).into_iter().filter(|&minute| minute >= self.promise.since);
        Tape { carried: self.promise.carried, minutes: minutes.collect() }
    }

    pub(super) fn consumed(&self, now: i64) -> i64 {
        self.counted().consumed(now)
    }

    pub(super) fn exceeds(&self, now: i64) -> bool {
        self.promise.budget.is_some_and(|budget| self.consumed(now) > budget.amount)
    }

    /// Whether the clock has become late by `now`.
    pub(super) fn note_late(&mut self, now: i64) -> bool {
        let (before, late) = (self.late, self.exceeds(now));
        self.late = late;
        if late && !before {
            self.breached_at = Some(self.became_late());
        }
        late && !before
    }

    pub(super) fn became_late(&self) -> i64 {
        match self.late_from(&self.counted()) {
            Moment::At(late_from) => late_from.micros().max(self.promise.changed_at).max(self.resumed_at),
            other => panic!("late at {other:?}"),
        }
    }

    fn late_from(&self, tape: &Tape) -> Moment {
        match self.promise.budget {
            None => Moment::Never,
            Some(Budget { amount, .. }) => {
                let late = self.reach(tape, amount + 1);
                if amount < tape.carried { self.behind(1).unwrap_or(late) } else { late }
            }
        }
    }

    fn behind(&self, which: usize) -> Option<Moment> {
        self.promise.behind[which].map(|at| Moment::At(instant(at)))
    }

    /// Due and late instants that lie behind at `at`.
    pub(super) fn all_behind(&self, at: i64) -> [Option<i64>; 2] {
        let tape = self.counted();
        [self.due(&tape), self.late_from(&tape)].map(|moment| match moment {
            Moment::At(instant) if instant.micros() <= at => Some(instant.micros()),
            _ => None,
        })
    }

    fn floor(&self) -> i64 {
        self.promise.since.max(self.anchor)
    }

    fn reach(&self, tape: &Tape, amount: i64) -> Moment {
        if amount <= tape.carried {
            return Moment::At(instant(self.floor()));
        }
        match tape.reach(amount) {
            Some(at) => Moment::At(instant(at)),
            None if self.runs() => Moment::Beyond,
            None => Moment::Never,
        }
    }

    /// The last instant at which no more than `amount` is used up.
    fn leave(&self, tape: &Tape, amount: i64) -> Moment {
        if amount < tape.carried {
            return Moment::At(instant(self.floor()));
        }
        match self.reach(tape, amount + 1) {
            Moment::At(at) => Moment::At(instant(at.micros() - 1)),
            other => other,
        }
    }

    fn due(&self, tape: &Tape) -> Moment {
        match self.promise.budget {
            Some(budget) if budget.amount < tape.carried + i64::from(!budget.ends_at_opening) => {
                self.behind(0).unwrap_or(Moment::At(instant(self.floor())))
            }
            None => Moment::Never,
            Some(Budget { amount, ends_at_opening: false, .. }) => self.reach(tape, amount),
            Some(Budget { amount, ends_at_opening: true, .. }) => self.leave(tape, amount),
        }
    }

    /// When the cycle is due, or would be if it ran again from `now`; none where that is not seen.
    pub(super) fn due_in_any_case(&self, now: i64) -> Option<i64> {
        match self.due(&self.counted()) {
            Moment::At(at) => Some(at.micros()),
            _ => match self.due_if_run_from(now) {
                Moment::At(at) => Some(at.micros()),
                _ => None,
            },
        }
    }

    fn due_if_run_from(&self, now: i64) -> Moment {
        let mut resumed = self.clone();
        // Part of a minute cannot be marked: the whole minute is, and what of it lies before `now` is taken off again.
        let within = now.rem_euclid(MINUTE);
        resumed.mark(now - within, Mark::Runs);
        let mut tape = resumed.counted();
        if resumed.promise.desk.counts(resumed.hours(), now) && now > self.anchor {
            tape.carried -= within;
        }
        resumed.due(&tape)
    }

    fn level(&self, tape: &Tape, level: &LevelDocument) -> Moment {
        if let LevelPointDocument::Elapsed { seconds } = level.at {
            return self.reach(tape, seconds * 1_000_000);
        }
        let Some(Budget { amount, .. }) = self.promise.budget else { return Moment::Never };
        match level.at {
            LevelPointDocument::Share { percent } => {
                let hundredfold = i128::from(amount) * i128::from(percent);
                self.reach(tape, ((hundredfold + 99) / 100) as i64)
            }
            LevelPointDocument::BeforeDue { seconds } => self.leave(tape, amount - seconds * 1_000_000),
            LevelPointDocument::AfterDue { seconds } => self.reach(tape, amount + seconds * 1_000_000),
            LevelPointDocument::WorkingDaysFromDue { days } => match self.due(tape) {
                Moment::At(due) => {
                    let at = self.promise.desk.working_days_from(due.micros(), days);
                    match at.filter(|&at| self.end.is_none_or(|(end, _)| at <= end)) {
                        Some(at) => Moment::At(instant(at)),
                        None => Moment::Never,
                    }
                }
                other => other,
            },
            other => panic!("no level: {other:?}"),
        }
    }

    pub(super) fn facts(&self, metric: &MetricDocument, now: i64) -> ClockFacts {
        let tape = self.counted();
        let (amount, consumed) = (self.promise.budget.map(|budget| budget.amount), tape.consumed(now));
        let remaining = amount.map(|amount| amount - consumed);
        let (due, late_from) = (self.due(&tape), self.late_from(&tape));
        let levels: Vec<_> =
            metric.levels.iter().map(|level| (level.name.clone(), self.level(&tape, level))).collect();
        let live = self.end.is_none();
        let (desk, hours) = (&self.promise.desk, self.hours());
        let ahead = levels.iter().map(|(_, at)| *at).chain([due, late_from]);
        let next_change = if self.runs() { earliest(ahead, now) } else { Moment::Never };
        let edge = match now >= self.anchor {
            true => desk.next_edge(hours, now).map_or(Moment::Beyond, |at| Moment::At(instant(at))),
            false => Moment::At(instant(self.anchor)),
        };
        let paused = self.minutes(Mark::Pauses);
        let not_before =
            metric.not_before.as_ref().and_then(|target| desk.budget(Target::of(target), self.anchor));
        let not_before = not_before.and_then(|(_, at)| at);
        let late = remaining.is_some_and(|left| left < 0);
        ClockFacts {
            cycle: self.number,
            state: match self.end {
                Some((_, Cause::Withdrawn)) => ReadingState::Withdrawn,
                Some(_) => ReadingState::Stopped,
                None if self.runs() => ReadingState::Running,
                None => ReadingState::Paused,
            },
            started_at: instant(self.anchor),
            stopped_at: self.end.map(|(at, _)| instant(at)),
            target: amount.map(Span::from_micros),
            consumed: Span::from_micros(consumed),
            remaining: remaining.map(Span::from_micros),
            used_percent: amount.map(|amount| consumed * 100 / amount),
            paused: Span::from_micros(Tape { carried: 0, minutes: paused }.consumed(now)),
            due,
            due_if_resumed: if live && !self.runs() && amount.is_some() && due == Moment::Never {
                self.due_if_run_from(now)
            } else {
                Moment::Never
            },
            due_at_stop: match self.end {
                Some((end, cause))
                    if cause != Cause::Withdrawn && due == Moment::Never && amount.is_some() =>
                {
                    self.due_if_run_from(end)
                }
                _ => Moment::Never,
            },
            late_from,
            breached_at: if !late {
                None
            } else if self.late {
                self.breached_at.map(instant)
            } else {
                Some(instant(self.became_late()))
            },
            not_before: not_before.map(instant),
            outcome: self.outcome(remaining, not_before),
            levels,
            next_change,
            valid_until: if self.runs() { earliest([edge, next_change], now) } else { Moment::Never },
            rate: u8::from(self.runs() && now >= self.anchor && desk.counts(hours, now)),
        }
    }

    fn outcome(&self, remaining: Option<i64>, not_before: Option<i64>) -> Option<Outcome> {
        let (end, cause) = self.end?;
        if cause == Cause::Withdrawn {
            return None;
        }
        match (remaining, not_before) {
            (Some(left), _) if left < 0 => Some(Outcome::Missed(Span::from_micros(-left))),
            (_, Some(earliest)) if end < earliest => Some(Outcome::Early(Span::from_micros(earliest - end))),
            (Some(left), _) => Some(Outcome::Met(Span::from_micros(left))),
            (None, _) => None,
        }
    }
}

/// The earliest of some moments after `now`.
fn earliest(moments: impl IntoIterator<Item = Moment>, now: i64) -> Moment {
    let mut earliest = Moment::Never;
    for moment in moments {
        earliest = match (earliest, moment) {
            (_, Moment::At(at)) if at.micros() <= now => earliest,
            (Moment::At(first), Moment::At(at)) => Moment::At(first.min(at)),
            (_, Moment::At(at)) => Moment::At(at),
            (Moment::Never, Moment::Beyond) => Moment::Beyond,
            _ => earliest,
        };
    }
    earliest
}

/// The minutes that count towards a promise, and what was brought along.
struct Tape {
    carried: i64,
    minutes: Vec<i64>,
}

impl Tape {
    fn consumed(&self, now: i64) -> i64 {
        let counted = self.minutes.iter().take_while(|&&minute| minute < now);
        self.carried + counted.map(|minute| (now - minute).min(MINUTE)).sum::<i64>()
    }

    /// The first instant at which `amount`, more than was brought along, is used up.
    fn reach(&self, amount: i64) -> Option<i64> {
        let left = amount - self.carried;
        let minute = self.minutes.get(((left - 1) / MINUTE) as usize)?;
        Some(minute + (left - 1) % MINUTE + 1)
    }
}
