//! The clock of one metric: when its cycles begin and end.

use super::budget::Budget;
use super::cycle::{Cycle, Forerunner, Promise, StopCause};
use super::metric::{Anchor, Cycles, Metric, OnChange, Reopening};
use super::policy::{Selected, SlaPolicy};
use super::{EventKind, Inputs, Trigger};
use crate::time::Instant;
use crate::vocabulary::Name;

/// What a clock may know of its ticket.
#[derive(Debug, Clone, Default)]
pub(super) struct Situation {
    pub(super) inputs: Inputs,
    pub(super) state: Option<Name>,
    pub(super) waits: Vec<Name>,
    pub(super) stopped: bool,
}

impl Situation {
    /// What an event makes of it.
    pub(super) fn take(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Started(inputs) | EventKind::InputsChanged(inputs) => self.inputs = inputs.clone(),
            _ => self.take_but_inputs(kind),
        }
    }

    /// What an event makes of it, the inputs aside.
    pub(super) fn take_but_inputs(&mut self, kind: &EventKind) {
        match kind {
            EventKind::StateEntered(state) => self.state = Some(state.clone()),
            EventKind::WaitStarted(reason) => self.waits.push(reason.clone()),
            EventKind::WaitEnded(reason) => self.waits.retain(|wait| wait != reason),
            EventKind::Stopped | EventKind::Withdrawn => self.stopped = true,
            EventKind::Reopened => self.stopped = false,
            EventKind::Started(_)
            | EventKind::InputsChanged(_)
            | EventKind::CustomerMessage
            | EventKind::AgentMessage
            | EventKind::PolicyRevised(_) => {}
        }
    }

    /// The state and waits that hold a clock.
    pub(super) fn pausing_reasons(&self, metric: &Metric) -> Vec<Name> {
        let holds = |state: &&Name| {
            metric.pausing_states.contains(state)
                || (!metric.runs_in.is_empty() && !metric.runs_in.contains(state))
        };
        let state = self.state.as_ref().filter(holds);
        state
            .into_iter()
            .chain(self.waits.iter().filter(|wait| metric.pausing_waits.contains(wait)))
            .cloned()
            .collect()
    }

    fn pauses(&self, metric: &Metric) -> bool {
        let state = self.state.as_ref();
        self.waits.iter().any(|reason| metric.pausing_waits.contains(reason))
            || state.is_some_and(|state| metric.pausing_states.contains(state))
            || (!metric.runs_in.is_empty() && !state.is_some_and(|state| metric.runs_in.contains(state)))
    }
}

/// The clock of one metric.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock {
    pub(super) cycles: Vec<Cycle>,
    armed: bool,
}

/// A clock with what it is read by.
pub(super) struct Context<'a> {
    pub(super) policy: &'a SlaPolicy,
    pub(super) position: usize,
    pub(super) metric: &'a Metric,
    pub(super) situation: &'a Situation,
}

impl Clock {
    pub(super) fn current(&self) -> Option<&Cycle> {
        self.cycles.last()
    }

    pub(super) fn live(&mut self) -> Option<&mut Cycle> {
        self.cycles.last_mut().filter(|cycle| cycle.is_live())
    }

    /// Takes a trigger: first it stops the clock, then pauses it, then starts it.
    pub(super) fn take(&mut self, at: Instant, trigger: &Trigger, context: &Context<'_>) {
        let metric = context.metric;
        let running = !context.situation.pauses(metric);
        let after_care = metric.is_after_care();
        let mut previous_due = None;
        if let Some(cycle) = self.live() {
            if cycle.anchor > at && metric.stops.contains(trigger) && metric.starts.contains(trigger) {
                // An update before the cycle begins belongs to the cycle before.
                cycle.turn(at, running);
                return;
            }
            // The end of the ticket goes before a stop of the metric's own, since reopening takes only the former back.
            let cause = match trigger {
                Trigger::Reopened if after_care => Some(StopCause::Withdrawn),
                Trigger::Stopped if !after_care => Some(StopCause::TicketEnd),
                _ if metric.stops.contains(trigger) => Some(StopCause::Trigger),
                _ => None,
            };
            if let Some(cause) = cause {
                if metric.anchor == Anchor::PreviousDue {
                    previous_due = cycle.due().or_else(|| cycle.due_if_resumed(at));
                }
                cycle.stop(at, cause);
            } else {
                cycle.turn(at, running);
            }
        }
        self.arm(trigger, metric);
        if *trigger == Trigger::Reopened && !after_care {
            self.reopen(at, running, context);
        }
        if self.may_start(trigger, context) {
            self.begin(at, previous_due.unwrap_or(at), running, context);
        }
    }

    /// Notes what lets starts count.
    pub(super) fn arm(&mut self, trigger: &Trigger, metric: &Metric) {
        self.armed |= metric.armed_by.as_ref().is_none_or(|arming| arming == trigger);
    }

    /// Reads the clock again after the inputs or the policy changed at `at`.
    pub(super) fn change(&mut self, at: Instant, context: &Context<'_>) {
        let running = !context.situation.pauses(context.metric);
        let Some(cycle) = self.live() else { return };
        cycle.turn(at, running);
        let selected = context.selected();
        if selected.promises_as(&cycle.promise.selected) {
            cycle.promise.rename(selected, context.policy);
            return;
        }
        let anchor = cycle.anchor;
        let promise = match context.metric.on_change {
            OnChange::Retroactive => context.promise(selected, anchor, at),
            OnChange::CarryOver => {
                let (carried, forerunner) = (cycle.consumed(at), cycle.forerunner(at));
                Promise { carried, forerunner, since: at, ..context.promise(selected, anchor, at) }
            }
            OnChange::Restart => Promise { since: at, ..context.promise(selected, at.max(anchor), at) },
        };
        cycle.measure_against(promise);
    }

    fn reopen(&mut self, at: Instant, running: bool, context: &Context<'_>) {
        let ended = self
            .cycles
            .last_mut()
            .filter(|cycle| cycle.stop.is_some_and(|stop| stop.cause == StopCause::TicketEnd));
        let Some(cycle) = ended else { return };
        match context.metric.reopening {
            Reopening::Resume => {
                cycle.resume(at, running);
                self.change(at, context);
            }
            Reopening::Restart => self.begin(at, at, running, context),
            Reopening::Ignore => {}
        }
    }

    fn may_start(&self, trigger: &Trigger, context: &Context<'_>) -> bool {
        let metric = context.metric;
        let open = metric.is_after_care() || !context.situation.stopped;
        let free = match metric.cycles {
            Cycles::Once => self
                .cycles
                .iter()
                .all(|cycle| cycle.stop.is_some_and(|stop| stop.cause == StopCause::Withdrawn)),
            Cycles::Repeat => self.current().is_none_or(|cycle| !cycle.is_live()),
        };
        open && free && self.armed && metric.starts.contains(trigger)
    }

    fn begin(&mut self, at: Instant, anchor: Instant, running: bool, context: &Context<'_>) {
        let number = self.current().map_or(1, |cycle| cycle.number.saturating_add(1));
        let mut cycle = Cycle::new(number, anchor, context.promise(context.selected(), anchor, at));
        if let Some(before) = self.current().filter(|_| anchor < at) {
            cycle.inherit(&before.stretches);
        }
        cycle.turn(at, running);
        // Most clocks have one cycle.
        if self.cycles.is_empty() {
            self.cycles.reserve_exact(1);
        }
        self.cycles.push(cycle);
    }
}

impl Context<'_> {
    fn selected(&self) -> Selected {
        self.policy.select(self.position, &self.situation.inputs)
    }

    /// The promise that holds for a cycle whose target counts from `start`.
    fn promise(&self, selected: Selected, start: Instant, changed_at: Instant) -> Promise {
        let (budget, source) = selected.budget(start).unzip();
        let calendar =
            budget.as_ref().map_or(&selected.calendars.working, |budget: &Budget| &budget.calendar).clone();
        let policy = self.policy.clone();
        let on_change = self.metric.on_change;
        Promise {
            calendar,
            budget,
            carried: 0,
            since: Instant::MIN,
            forerunner: Forerunner::default(),
            on_change,
            changed_at,
            selected,
            source,
            policy,
        }
    }
}
