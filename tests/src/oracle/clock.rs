//! A clock's history told again from the documents, event by event, and counted minute by minute.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use aftersales::time::Instant;
use aftersales::wire::{
    AnchorDocument, CyclesDocument, InputsDocument, MetricDocument, OnChangeDocument, ReopeningDocument,
    SelectorEntryDocument, SlaDocument, TargetDocument, TimelineEventDocument, TimelineKindDocument,
    TriggerDocument, WhenDocument,
};

use super::clock_cycle::{Cause, ClockFacts, Cycle, Mark, Promise};
use super::clock_desk::{Desk, Target};

/// Policies by name, read as documents, with their calendars as rows of minutes.
#[derive(Debug)]
pub struct ClockOracle {
    policies: BTreeMap<String, SlaDocument>,
    desks: Vec<Rc<Desk>>,
}

/// What became of one metric.
#[derive(Debug)]
pub struct ClockHistory {
    /// The definition that holds, or the last that did.
    metric: MetricDocument,
    cycles: Vec<Cycle>,
    breaches: Vec<ClockBreach>,
}

/// An entry of the breach history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClockBreach {
    /// Microseconds since 1970.
    pub at: i64,
    /// The cycle.
    pub cycle: u32,
    /// The target in microseconds.
    pub target: i64,
    /// The policy's name.
    pub policy: String,
}

impl ClockOracle {
    /// Sees the time from `from` to `to`, both on whole minutes; nothing asked may reach beyond it.
    #[must_use]
    pub fn new(policies: BTreeMap<String, SlaDocument>, from: Instant, to: Instant) -> Self {
        let mut desks: Vec<Rc<Desk>> = Vec::new();
        for calendar in policies.values().flat_map(|policy| policy.calendars.values()) {
            if desks.iter().all(|desk| desk.document != *calendar) {
                desks.push(Rc::new(Desk::new(calendar, from.micros(), to.micros())));
            }
        }
        Self { policies, desks }
    }

    /// The history of one metric of a case that begins under `policy`, or `None` where no policy in force defined it.
    #[must_use]
    pub fn history(
        &self,
        metric: &str,
        policy: &str,
        events: &[TimelineEventDocument],
    ) -> Option<ClockHistory> {
        let facts = Facts { policy: policy.to_owned(), ..Facts::default() };
        let mut teller =
            Teller { oracle: self, name: metric, facts, clock: Clock::default(), breaches: Vec::new() };
        let mut last = teller.definition().cloned();
        for (position, event) in events.iter().enumerate() {
            teller.tell(event, &events[..position]);
            last = teller.definition().cloned().or(last);
        }
        let Teller { clock, breaches, .. } = teller;
        Some(ClockHistory { metric: last?, cycles: clock.cycles, breaches })
    }

    fn desk(&self, policy: &SlaDocument, calendar: &str) -> Rc<Desk> {
        let document = &policy.calendars[calendar];
        self.desks.iter().find(|desk| desk.document == *document).unwrap().clone()
    }
}

impl ClockHistory {
    /// The facts of every cycle at `now`.
    #[must_use]
    pub fn facts(&self, now: Instant) -> Vec<ClockFacts> {
        self.cycles.iter().map(|cycle| cycle.facts(&self.metric, now.micros())).collect()
    }

    /// The breach history up to `now`.
    #[must_use]
    pub fn breaches(&self, now: Instant) -> Vec<ClockBreach> {
        let mut breaches = self.breaches.clone();
        let live = self.cycles.last().filter(|cycle| cycle.end.is_none());
        if let Some(cycle) = live.filter(|cycle| !cycle.late && cycle.exceeds(now.micros())) {
            breaches.push(breach(cycle, cycle.became_late()));
        }
        breaches
    }
}

fn breach(cycle: &Cycle, at: i64) -> ClockBreach {
    let target = cycle.promise.budget.unwrap().amount;
    ClockBreach { at, cycle: cycle.number, target, policy: cycle.promise.policy.clone() }
}

/// What is known of the case.
#[derive(Debug, Clone, Default)]
struct Facts {
    policy: String,
    inputs: InputsDocument,
    state: Option<String>,
    waits: BTreeSet<String>,
    stopped: bool,
}

#[derive(Debug, Clone, Default)]
struct Clock {
    cycles: Vec<Cycle>,
    armed: bool,
}

struct Teller<'a> {
    oracle: &'a ClockOracle,
    name: &'a str,
    facts: Facts,
    clock: Clock,
    breaches: Vec<ClockBreach>,
}

impl Teller<'_> {
    fn definition(&self) -> Option<&MetricDocument> {
        self.oracle.policies[&self.facts.policy].metrics.iter().find(|metric| metric.name == self.name)
    }

    fn tell(&mut self, event: &TimelineEventDocument, before: &[TimelineEventDocument]) {
        let at = event.at.parse::<Instant>().unwrap().micros();
        self.note_late(at);
        let old = self.definition().cloned();
        learn(&mut self.facts, &event.kind);
        let metric = self.definition().cloned();
        match (old, metric, trigger(&event.kind)) {
            (_, Some(metric), Some(trigger)) => {
                Reader { oracle: self.oracle, metric: &metric, facts: &self.facts }.take(
                    &mut self.clock,
                    at,
                    &trigger,
                );
            }
            (_, None, Some(_)) | (None, None, None) => {}
            (Some(_), None, None) => {
                if let Some(cycle) = self.clock.live() {
                    cycle.finish(at, Cause::Withdrawn);
                }
            }
            (old, Some(metric), None) => self.change(at, old.as_ref(), &metric, before),
        }
        self.note_late(at);
    }

    fn change(
        &mut self,
        at: i64,
        old: Option<&MetricDocument>,
        metric: &MetricDocument,
        before: &[TimelineEventDocument],
    ) {
        let reader = Reader { oracle: self.oracle, metric, facts: &self.facts };
        let retroactive = metric.on_change == OnChangeDocument::Retroactive;
        if old.is_some_and(|old| !retroactive || counts_alike(old, metric)) {
            reader.read_under_new_terms(&mut self.clock, at);
        } else if retroactive {
            let mut facts = Facts {
                inputs: self.facts.inputs.clone(),
                policy: self.facts.policy.clone(),
                ..Facts::default()
            };
            let mut clock = Clock::default();
            for event in before {
                let (policy, inputs) = (facts.policy.clone(), facts.inputs.clone());
                learn(&mut facts, &event.kind);
                (facts.policy, facts.inputs) = (policy, inputs);
                if let Some(trigger) = trigger(&event.kind) {
                    let at = event.at.parse::<Instant>().unwrap().micros();
                    Reader { oracle: self.oracle, metric, facts: &facts }.take(&mut clock, at, &trigger);
                }
            }
            for cycle in &mut clock.cycles {
                cycle.promise.changed_at = at;
                let same = self.clock.cycles.iter().find(|same| same.number == cycle.number);
                if same.is_some_and(|same| same.late) && cycle.exceeds(at) {
                    (cycle.late, cycle.breached_at) = (true, same.unwrap().breached_at);
                }
            }
            self.clock = clock;
        } else {
            let arming = metric.armed_by.as_ref();
            let mut triggers = before.iter().filter_map(|event| trigger(&event.kind));
            self.clock.armed |= triggers.any(|trigger| arming.is_none_or(|arming| *arming == trigger));
        }
    }

    fn note_late(&mut self, at: i64) {
        let Some(cycle) = self.clock.live() else { return };
        if cycle.note_late(at) {
            let breach = breach(cycle, cycle.breached_at.unwrap());
            self.breaches.push(breach);
        }
    }
}

impl Clock {
    fn live(&mut self) -> Option<&mut Cycle> {
        self.cycles.last_mut().filter(|cycle| cycle.end.is_none())
    }
}

/// Reads triggers by one definition.
struct Reader<'a> {
    oracle: &'a ClockOracle,
    metric: &'a MetricDocument,
    facts: &'a Facts,
}

impl Reader<'_> {
    fn take(&self, clock: &mut Clock, at: i64, trigger: &TriggerDocument) {
        let metric = self.metric;
        let (starts, stops) = (metric.starts.contains(trigger), metric.stops.contains(trigger));
        let after_care = metric.starts.contains(&TriggerDocument::Stopped {});
        let mut anchor = at;
        if let Some(cycle) = clock.live() {
            let cause = match trigger {
                TriggerDocument::Reopened {} if after_care => Some(Cause::Withdrawn),
                TriggerDocument::Stopped {} if !after_care => Some(Cause::TicketEnd),
                _ => stops.then_some(Cause::Trigger),
            };
            if cycle.anchor > at && starts && stops {
                // What comes before the cycle begins was meant for the cycle before.
                cycle.mark(at, self.mark());
                return;
            }
            match cause {
                None => cycle.mark(at, self.mark()),
                Some(cause) => {
                    if metric.anchor == AnchorDocument::PreviousDue && cycle.promise.budget.is_some() {
                        anchor = cycle.due_in_any_case(at).unwrap_or(at);
                    }
                    cycle.finish(at, cause);
                }
            }
        }
        clock.armed |= metric.armed_by.as_ref().is_none_or(|arming| arming == trigger);
        if *trigger == (TriggerDocument::Reopened {}) && !after_care {
            self.reopen(clock, at);
        }
        let withdrawn = |cycle: &Cycle| matches!(cycle.end, Some((_, Cause::Withdrawn)));
        let free = match metric.cycles {
            CyclesDocument::Repeat => clock.live().is_none(),
            _ => clock.cycles.iter().all(withdrawn),
        };
        if starts && free && clock.armed && (after_care || !self.facts.stopped) {
            self.begin(clock, at, anchor);
        }
    }

    fn reopen(&self, clock: &mut Clock, at: i64) {
        let Some(cycle) = clock.cycles.last_mut() else { return };
        if !matches!(cycle.end, Some((_, Cause::TicketEnd))) {
            return;
        }
        match self.metric.reopening {
            ReopeningDocument::Resume => {
                cycle.end = None;
                cycle.resumed_at = at;
                self.read_under_new_terms(clock, at);
            }
            ReopeningDocument::Restart => self.begin(clock, at, at),
            _ => {}
        }
    }

    fn begin(&self, clock: &mut Clock, at: i64, anchor: i64) {
        let number = clock.cycles.last().map_or(1, |cycle| cycle.number + 1);
        // An anchor in the past lies within the cycle before, whose marks hold until now.
        let before = clock.cycles.last().filter(|_| anchor < at);
        let marks = before.map(|cycle| cycle.marks.clone()).unwrap_or_default();
        let marks = marks.into_iter().map(|(at, mark)| (at.max(anchor), mark)).collect();
        let promise = self.promise(anchor, at);
        let mut cycle = Cycle {
            number,
            anchor,
            marks,
            promise,
            end: None,
            late: false,
            breached_at: None,
            resumed_at: i64::MIN,
        };
        cycle.mark(at, self.mark());
        clock.cycles.push(cycle);
    }

    fn read_under_new_terms(&self, clock: &mut Clock, at: i64) {
        let Some(cycle) = clock.live() else { return };
        cycle.mark(at, self.mark());
        let now = self.promise(cycle.anchor, at);
        if now.desk.document == cycle.promise.desk.document && now.targets == cycle.promise.targets {
            cycle.promise.policy = now.policy;
            return;
        }
        cycle.promise = match self.metric.on_change {
            OnChangeDocument::CarryOver => {
                Promise { carried: cycle.consumed(at), since: at, behind: cycle.all_behind(at), ..now }
            }
            OnChangeDocument::Restart => Promise { since: at, ..self.promise(at.max(cycle.anchor), at) },
            _ => now,
        };
    }

    fn mark(&self) -> Mark {
        let (metric, facts) = (self.metric, self.facts);
        let state_is_in =
            |states: &[String]| facts.state.as_ref().is_some_and(|state| states.contains(state));
        let held = metric.pauses.waits.iter().any(|wait| facts.waits.contains(wait))
            || state_is_in(&metric.pauses.states)
            || (!metric.runs_in.is_empty() && !state_is_in(&metric.runs_in));
        if held { Mark::Pauses } else { Mark::Runs }
    }

    /// The promise for a clock whose target counts from `start`.
    fn promise(&self, start: i64, changed_at: i64) -> Promise {
        let policy = &self.oracle.policies[&self.facts.policy];
        let inputs = &self.facts.inputs;
        let ungraded = policy.ungraded.as_ref().filter(|_| inputs.priority.is_none());
        let mut set: Option<(usize, &TargetDocument)> = None;
        let mut named: Option<(usize, &String)> = None;
        let mut caps = Vec::new();
        for entry in &policy.selector {
            match entry {
                SelectorEntryDocument::Set { when, calendar, targets } if fits(when, inputs) => {
                    let close = asked(when).iter().filter(|(asked, _)| !asked.is_empty()).count();
                    if let Some(target) = targets.get(&self.metric.name) {
                        set = set.filter(|(closest, _)| *closest > close).or(Some((close, target)));
                    }
                    if let Some(calendar) = calendar {
                        named = named.filter(|(closest, _)| *closest > close).or(Some((close, calendar)));
                    }
                }
                SelectorEntryDocument::AtMost { when, targets } if fits(when, inputs) => {
                    caps.extend(targets.get(&self.metric.name));
                }
                _ => {}
            }
        }
        let set =
            ungraded.and_then(|each| each.targets.get(&self.metric.name)).or(set.map(|(_, target)| target));
        let calendar = self.metric.calendar.as_ref();
        let calendar = calendar.or(ungraded.and_then(|each| each.calendar.as_ref()));
        let calendar = calendar.or(named.map(|(_, name)| name)).unwrap_or(&policy.default_calendar);
        let desk = self.oracle.desk(policy, calendar);
        let targets: Vec<_> = set.into_iter().chain(caps).map(Target::of).collect();
        let budgets = targets.iter().filter_map(|target| desk.budget(*target, start));
        let first = budgets.min_by_key(|(_, due)| due.unwrap_or(i64::MAX));
        Promise {
            desk,
            targets,
            budget: first.map(|(budget, _)| budget),
            carried: 0,
            since: i64::MIN,
            behind: [None; 2],
            changed_at,
            policy: self.facts.policy.clone(),
        }
    }
}

/// A field of the inputs.
type Field = fn(&InputsDocument) -> Option<&String>;

/// Each dimension of an entry with the field that it asks for.
fn asked(when: &WhenDocument) -> [(&Vec<String>, Field); 8] {
    [
        (&when.priority, |inputs| inputs.priority.as_ref()),
        (&when.tier, |inputs| inputs.tier.as_ref()),
        (&when.kind, |inputs| inputs.kind.as_ref()),
        (&when.class, |inputs| inputs.class.as_ref()),
        (&when.channel, |inputs| inputs.channel.as_ref()),
        (&when.entitlement, |inputs| inputs.entitlement.as_ref()),
        (&when.product_line, |inputs| inputs.product_line.as_ref()),
        (&when.site, |inputs| inputs.site.as_ref()),
    ]
}

fn fits(when: &WhenDocument, inputs: &InputsDocument) -> bool {
    let mut asked = asked(when).into_iter();
    asked
        .all(|(values, field)| values.is_empty() || field(inputs).is_some_and(|value| values.contains(value)))
}

/// Whether two definitions turn a history into the same cycles, whatever they promise.
fn counts_alike(one: &MetricDocument, other: &MetricDocument) -> bool {
    let promising = |metric: &MetricDocument| MetricDocument {
        on_change: OnChangeDocument::default(),
        calendar: None,
        not_before: None,
        levels: Vec::new(),
        ..metric.clone()
    };
    promising(one) == promising(other)
}

fn learn(facts: &mut Facts, kind: &TimelineKindDocument) {
    match kind {
        TimelineKindDocument::Started { inputs } | TimelineKindDocument::InputsChanged { inputs } => {
            facts.inputs = inputs.clone();
        }
        TimelineKindDocument::PolicyRevised { policy } => facts.policy.clone_from(policy),
        TimelineKindDocument::StateEntered { state } => facts.state = Some(state.clone()),
        TimelineKindDocument::WaitStarted { reason } => assert!(facts.waits.insert(reason.clone())),
        TimelineKindDocument::WaitEnded { reason } => assert!(facts.waits.remove(reason)),
        TimelineKindDocument::Stopped => facts.stopped = true,
        TimelineKindDocument::Reopened => facts.stopped = false,
        _ => {}
    }
}

fn trigger(kind: &TimelineKindDocument) -> Option<TriggerDocument> {
    Some(match kind {
        TimelineKindDocument::Started { .. } => TriggerDocument::Started {},
        TimelineKindDocument::CustomerMessage => TriggerDocument::CustomerMessage {},
        TimelineKindDocument::AgentMessage => TriggerDocument::AgentMessage {},
        TimelineKindDocument::StateEntered { state } => {
            TriggerDocument::StateEntered { state: state.clone() }
        }
        TimelineKindDocument::WaitStarted { reason } => {
            TriggerDocument::WaitStarted { reason: reason.clone() }
        }
        TimelineKindDocument::WaitEnded { reason } => TriggerDocument::WaitEnded { reason: reason.clone() },
        TimelineKindDocument::Stopped => TriggerDocument::Stopped {},
        TimelineKindDocument::Reopened => TriggerDocument::Reopened {},
        _ => return None,
    })
}
