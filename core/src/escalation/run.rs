//! What has set a rule off on a ticket: when it began, and by what it goes on.

use super::firing::{BeganBy, Beginning, FiredRules, FiringKey};
use super::rule::{Conditions, Due, OnRegrade, Rule, Trigger};
use super::settle::World;
use crate::calendar::WorkingCalendar;
use crate::sla::{ClockCycle, EventKind, Inputs, TicketClocks};
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// What the clocks' events say of the ticket itself.
pub(super) struct History<'a> {
    started_at: Instant,
    inputs: Vec<(Instant, &'a Inputs)>,
    reopenings: Vec<Instant>,
    completions: Vec<Instant>,
    /// When the priority changed after the first grade.
    regrades: Vec<Instant>,
}

impl<'a> History<'a> {
    /// `None` for a ticket that has not begun.
    pub(super) fn of(clocks: &'a TicketClocks) -> Option<Self> {
        let started_at = clocks.events().first()?.at;
        let (mut reopenings, mut completions, mut regrades) = (Vec::new(), Vec::new(), Vec::new());
        let mut inputs: Vec<(Instant, &Inputs)> = Vec::new();
        for event in clocks.events() {
            match &event.kind {
                EventKind::Started(known) | EventKind::InputsChanged(known) => {
                    let before = inputs.last().and_then(|(_, inputs)| inputs.priority);
                    if before.is_some() && before != known.priority {
                        regrades.push(event.at);
                    }
                    inputs.push((event.at, known));
                }
                EventKind::Stopped => completions.push(event.at),
                EventKind::Reopened => reopenings.push(event.at),
                _ => {}
            }
        }
        Some(Self { started_at, inputs, reopenings, completions, regrades })
    }

    /// What is known of the ticket.
    pub(super) fn inputs(&self) -> Option<&'a Inputs> {
        self.inputs.last().map(|&(_, inputs)| inputs)
    }

    /// What was known of the ticket at an instant.
    pub(super) fn inputs_at(&self, at: Instant) -> Option<&'a Inputs> {
        self.inputs.iter().rev().find(|&&(since, _)| since <= at).map(|&(_, inputs)| inputs)
    }

    /// Since when the ticket has fitted without a break, its level aside; `None` where it does not.
    fn fits_since(&self, when: &Conditions) -> Option<Instant> {
        self.inputs.iter().rev().take_while(|(_, inputs)| when.fit(inputs)).last().map(|&(since, _)| since)
    }

    /// When the work began and was completed, for every time.
    fn stretches_of_work(&self) -> impl Iterator<Item = (Instant, Option<Instant>)> {
        let begun = core::iter::once(self.started_at).chain(self.reopenings.iter().copied());
        begun.zip(self.completions.iter().copied().map(Some).chain(core::iter::repeat(None)))
    }
}

/// A rule that has been set off, or will be.
pub(super) struct Run<'a> {
    pub(super) rule: &'a Rule,
    cycle: u32,
    arming: u32,
    pub(super) reached_at: Instant,
    pub(super) began_at: Instant,
    pub(super) began_by: BeganBy,
    course: Course<'a>,
    /// Before this nothing of it is due.
    held_until: Instant,
    /// After this nothing of it is due any more.
    last: Option<Instant>,
}

/// What a rule counts its waiting by.
#[derive(Clone, Copy)]
enum Course<'a> {
    Clock(ClockCycle<'a>),
    Time(Option<&'a WorkingCalendar>),
}

/// What sets a rule off, whether or not the ticket fits.
struct Cause<'a> {
    cycle: u32,
    reached_at: Instant,
    course: Course<'a>,
    last: Option<Instant>,
}

impl<'a> Run<'a> {
    /// Everything that sets a rule off on a ticket.
    pub(super) fn all(
        rule: &'a Rule,
        world: &'a World<'_>,
        history: &History<'_>,
        fired: &FiredRules,
    ) -> Vec<Self> {
        // Most rules are not for this ticket.
        let fits = rule.when.fit_level(world.level.level)
            && history.inputs().is_some_and(|inputs| rule.when.fit(inputs));
        if !fits && !fired.has_begun(&rule.id) {
            return Vec::new();
        }
        let causes = causes(rule, world, history);
        causes.into_iter().filter_map(|cause| Self::of(rule, cause, world, history, fired)).collect()
    }

    fn of(
        rule: &'a Rule,
        cause: Cause<'a>,
        world: &World<'_>,
        history: &History<'_>,
        fired: &FiredRules,
    ) -> Option<Self> {
        let Cause { cycle, reached_at, course, last } = cause;
        let regrades = if rule.on_regrade == OnRegrade::Rearm { history.regrades.as_slice() } else { &[] };
        let arming = u32::try_from(regrades.len()).unwrap_or(u32::MAX);
        let mut run = Self {
            rule,
            cycle,
            arming,
            reached_at,
            began_at: reached_at,
            began_by: BeganBy::Trigger,
            course,
            held_until: reached_at,
            last,
        };
        if let Some(begun) = fired.beginning(&run.key(0, 0)) {
            let Beginning { reached_at, began_at, began_by } = begun;
            (run.reached_at, run.began_at, run.began_by) = (reached_at, began_at, began_by);
        } else {
            let conditions = history.fits_since(&rule.when)?;
            let level = world.level;
            if !rule.when.fit_level(level.level) {
                return None;
            }
            run.not_before(conditions, BeganBy::Conditions);
            if !rule.when.level.is_empty() {
                run.not_before(level.since, BeganBy::Conditions);
            }
            if let Some(since) = world.view.rules_since {
                run.not_before(since, BeganBy::Policy);
            }
            if let Some(&regraded) = regrades.last() {
                run.not_before(regraded, BeganBy::Regrade);
            }
            if let Course::Clock(clock) = course {
                run.not_before(clock.promised_at(), BeganBy::Promise);
                run.not_before(clock.runs_from(run.began_at)?, BeganBy::Resumption);
            }
        }
        let acknowledged = world.view.acknowledgements.iter().filter(|acknowledged| {
            acknowledged.rule == rule.id && acknowledged.cycle == cycle && acknowledged.at >= run.began_at
        });
        run.last = run.last.into_iter().chain(acknowledged.map(|each| each.at)).min();
        if let Course::Clock(clock) = course {
            // A point that a change has taken back holds what is still to come, until the clock comes to it again.
            run.held_until = reached_at.max(clock.promised_at());
        }
        Some(run)
    }

    fn not_before(&mut self, at: Instant, by: BeganBy) {
        if at > self.began_at {
            (self.began_at, self.began_by) = (at, by);
        }
    }

    /// When a step is due; `None` where that is not known, or where nothing of the rule is due any more by then.
    pub(super) fn at(&self, due: &Due<'_>) -> Option<Instant> {
        let wait = Span::from_micros(due.offset);
        let at = match self.course {
            Course::Clock(clock) => {
                let at = clock.counts_on(self.began_at, wait)?;
                clock.runs_from(at.max(self.held_until))?
            }
            Course::Time(calendar) => waited(calendar, self.began_at, due.offset)?,
        };
        self.last.is_none_or(|last| at <= last).then_some(at)
    }

    pub(super) fn key(&self, step: u32, repetition: u32) -> FiringKey {
        let (rule, metric) = (self.rule.id.clone(), self.rule.trigger.metric().cloned());
        FiringKey { rule, metric, cycle: self.cycle, arming: self.arming, step, repetition }
    }
}

fn causes<'a>(rule: &'a Rule, world: &'a World<'_>, history: &History<'_>) -> Vec<Cause<'a>> {
    let course = Course::Time(rule.calendar.as_ref());
    let once = |reached_at: Instant, cycle: u32| vec![Cause { cycle, reached_at, course, last: None }];
    match &rule.trigger {
        Trigger::Metric { metric, point } => on_clock(world, metric, |clock| clock.reaches(*point)),
        Trigger::Breach { metric } => on_clock(world, metric, ClockCycle::late_from),
        Trigger::TimeAtLevel { within, without } => {
            time_at_level(rule, world, history, *within, without.as_ref())
        }
        Trigger::Silence { milestone, within } => silences(rule, world, history, milestone, *within),
        Trigger::AtOnce => once(history.started_at, 1),
        Trigger::AuthorityExceeded => match world.authority_exceeded_at {
            Some(at) if at >= world.level.since => once(at, world.level.number),
            _ => Vec::new(),
        },
        Trigger::Reopened { times } => {
            let position = usize::try_from(times.saturating_sub(1)).unwrap_or(usize::MAX);
            history.reopenings.get(position).map(|&at| once(at, 1)).unwrap_or_default()
        }
        Trigger::RatedBelow { scale, below } => {
            let marks = (1_u32..).zip(world.view.ratings.iter().filter(|rating| rating.scale == *scale));
            marks
                .filter(|(_, rating)| rating.value < *below)
                .flat_map(|(cycle, rating)| once(rating.at, cycle))
                .collect()
        }
    }
}

fn on_clock<'a>(
    world: &'a World<'_>,
    metric: &Name,
    reached: impl Fn(&ClockCycle<'a>) -> Option<Instant>,
) -> Vec<Cause<'a>> {
    let cycles = world.clocks.cycles_of(metric).filter(|clock| !clock.is_withdrawn());
    let causes = cycles.filter_map(|clock| {
        let reached_at = reached(&clock)?;
        Some(Cause { cycle: clock.number(), reached_at, course: Course::Clock(clock), last: None })
    });
    causes.collect()
}

/// Reopening begins a stay as much as another level does. Of the level's stay every stretch of work counts, finished ones too.
fn time_at_level<'a>(
    rule: &'a Rule,
    world: &World<'_>,
    history: &History<'_>,
    within: i64,
    without: Option<&Name>,
) -> Vec<Cause<'a>> {
    let calendar = rule.calendar.as_ref();
    let mut causes = Vec::new();
    for (reopenings, (work_since, completed_at)) in (0_u32..).zip(history.stretches_of_work()) {
        let since = world.level.since.max(work_since);
        let Some(reached_at) = waited(calendar, since, within) else { continue };
        let met = world.view.milestones.iter().filter(|met| Some(&met.name) == without && met.at >= since);
        let last = met.map(|met| met.at).chain(completed_at).min();
        if last.is_none_or(|last| reached_at <= last) {
            let cycle = world.level.number.saturating_add(reopenings);
            causes.push(Cause { cycle, reached_at, course: Course::Time(calendar), last });
        }
    }
    causes
}

/// A silence lasts from the start of the work or a milestone to the next milestone or the end of the work.
fn silences<'a>(
    rule: &'a Rule,
    world: &World<'_>,
    history: &History<'_>,
    milestone: &Name,
    within: i64,
) -> Vec<Cause<'a>> {
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Mark {
        Completed,
        Milestone,
        Begun,
    }
    let met = world.view.milestones.iter().filter(|met| met.name == *milestone);
    let begun = history.reopenings.iter().copied().chain([history.started_at]);
    let mut marks: Vec<(Instant, Mark)> = begun
        .map(|at| (at, Mark::Begun))
        .chain(met.map(|met| (met.at, Mark::Milestone)))
        .chain(history.completions.iter().map(|&at| (at, Mark::Completed)))
        .collect();
    crate::order::by(&mut marks, Ord::cmp);
    let mut working = false;
    let calendar = rule.calendar.as_ref();
    let mut causes = Vec::new();
    let mut cycle = 0_u32;
    for (position, &(from, mark)) in marks.iter().enumerate() {
        working = mark == Mark::Begun || (working && mark == Mark::Milestone);
        if !working {
            continue;
        }
        cycle = cycle.saturating_add(1);
        let last = marks.get(position.saturating_add(1)).map(|&(at, _)| at);
        let reached_at = waited(calendar, from, within).filter(|&at| last.is_none_or(|last| at <= last));
        causes.extend(reached_at.map(|reached_at| Cause {
            cycle,
            reached_at,
            course: Course::Time(calendar),
            last,
        }));
    }
    causes
}

/// The instant at which `micros` of open or real time have passed.
fn waited(calendar: Option<&WorkingCalendar>, from: Instant, micros: i64) -> Option<Instant> {
    let wait = Span::from_micros(micros);
    match calendar {
        Some(calendar) => calendar.deadline(from, wait),
        None => from.checked_add(wait),
    }
}
