//! All that is due up to an instant, with what each firing makes of the ticket taken into account by those after it.

use std::borrow::Cow;

use super::firing::{Action, FiredRules, Firing, FiringKey};
use super::rule::{Act, Rule, Step};
use super::run::{History, Run};
use super::view::{EscalationView, LevelStay, Standing};
use crate::sla::{Event, EventKind, Inputs, TicketClocks};
use crate::time::Instant;

/// What is due, and when to ask again.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) firings: Vec<Firing>,
    pub(super) next_change: Option<Instant>,
}

/// A ticket as the firings so far have left it.
pub(super) struct World<'a> {
    pub(super) view: &'a EscalationView<'a>,
    pub(super) clocks: Cow<'a, TicketClocks>,
    pub(super) level: LevelStay,
    pub(super) authority_exceeded_at: Option<Instant>,
}

/// A step that is due.
struct Pending<'a> {
    at: Instant,
    key: FiringKey,
    step: &'a Step,
    run: usize,
}

/// Ends, since every round but the last raises the level, of which there are three, or the priority, which each rule does
/// once.
pub(super) fn settle(rules: &[Rule], view: &EscalationView<'_>, fired: &FiredRules, now: Instant) -> Settled {
    let mut settled = Settled::default();
    if view.standing == Standing::Ended {
        return settled;
    }
    let mut world = World::of(view);
    let mut fired = Cow::Borrowed(fired);
    loop {
        let before = settled.firings.len();
        let Some(raised) = round(rules, &world, &fired, now, &mut settled) else { return settled };
        fired.to_mut().extend(settled.firings.iter().skip(before).cloned());
        world.take(&raised);
    }
}

/// Fires until something is raised; gives the firing that did.
fn round(
    rules: &[Rule],
    world: &World<'_>,
    fired: &FiredRules,
    now: Instant,
    settled: &mut Settled,
) -> Option<Firing> {
    let history = History::of(&world.clocks)?;
    let (mut runs, mut pending) = (Vec::new(), Vec::new());
    settled.next_change = None;
    for rule in rules {
        for run in Run::all(rule, world, &history, fired) {
            let next_change = collect(&run, runs.len(), fired, now, &mut pending);
            settled.next_change = settled.next_change.into_iter().chain(next_change).min();
            runs.push(run);
        }
    }
    // Stable: of one instant, the order of the rules, cycles, steps and repetitions stays.
    crate::order::by_key(&mut pending, |pending| pending.at);
    let inputs = history.inputs();
    for Pending { at, key, step, run } in pending {
        let Some(run) = runs.get(run) else { continue };
        let actions = world.actions(step, run.rule, inputs, fired);
        let (reached_at, began_at, began_by) = (run.reached_at, run.began_at, run.began_by);
        let firing = Firing { key, at, actions, reached_at, began_at, began_by };
        settled.firings.push(firing.clone());
        if firing.raises() {
            return Some(firing);
        }
    }
    None
}

/// Takes the steps of a run that are due; gives the instant of the next one.
fn collect<'a>(
    run: &Run<'a>,
    position: usize,
    fired: &FiredRules,
    now: Instant,
    pending: &mut Vec<Pending<'a>>,
) -> Option<Instant> {
    for due in run.rule.schedule() {
        let key = run.key(due.position, due.repetition);
        if fired.contains(&key) {
            continue;
        }
        // Later steps do not come earlier.
        let at = run.at(&due)?;
        if at > now {
            return Some(at);
        }
        pending.push(Pending { at, key, step: due.step, run: position });
    }
    None
}

impl<'a> World<'a> {
    fn of(view: &'a EscalationView<'a>) -> Self {
        let (clocks, level) = (Cow::Borrowed(view.clocks), view.level);
        Self { view, clocks, level, authority_exceeded_at: view.authority_exceeded_at }
    }

    /// What a step does to the ticket as it stands.
    fn actions(&self, step: &Step, rule: &Rule, inputs: Option<&Inputs>, fired: &FiredRules) -> Vec<Action> {
        let mut level = self.level.level;
        let mut priority = inputs.and_then(|inputs| inputs.priority);
        let mut may_raise = !fired.has_raised(&rule.id);
        let mut actions = Vec::with_capacity(step.acts.len());
        for act in &step.acts {
            match act {
                Act::Notify(role) => actions.push(Action::Notify(role.clone())),
                Act::RequestHierarchic(role) => actions.push(Action::RequestHierarchic(role.clone())),
                Act::RaiseLevel(to) if *to > level => {
                    level = *to;
                    actions.push(Action::RaiseLevel(level));
                }
                Act::RaisePriority(raise) if may_raise => {
                    if let Some(raised) = raise.of(priority) {
                        (priority, may_raise) = (Some(raised), false);
                        actions.push(Action::RaisePriority(raised));
                    }
                }
                Act::RaiseLevel(_) | Act::RaisePriority(_) => {}
            }
        }
        actions
    }

    /// What a firing makes of the ticket.
    fn take(&mut self, firing: &Firing) {
        for action in &firing.actions {
            match action {
                Action::RaiseLevel(level) => {
                    let number = self.level.number.saturating_add(1);
                    self.level = LevelStay { level: *level, since: firing.at, number };
                    // It was the authority of the level before.
                    self.authority_exceeded_at = None;
                }
                Action::RaisePriority(priority) => {
                    let Some(inputs) =
                        History::of(&self.clocks).and_then(|history| history.inputs()).cloned()
                    else {
                        continue;
                    };
                    // Asked late, after further events, the raise can only count from the last of them on.
                    let last = self.clocks.events().last().map_or(firing.at, |last| last.at.max(firing.at));
                    let inputs = Inputs { priority: Some(*priority), ..inputs };
                    let taken =
                        self.clocks.to_mut().apply(Event::new(last, EventKind::InputsChanged(inputs)));
                    debug_assert!(taken.is_ok(), "a ticket that has begun takes other inputs");
                }
                Action::Notify(_) | Action::RequestHierarchic(_) => {}
            }
        }
    }
}
