//! What happens by itself, brought up to an instant.

use super::{Event, EventKind, Phase, Ticket};
use crate::escalation::{EscalationView, Firing, LevelStay, Standing};
use crate::time::Instant;
use crate::vocabulary::{Actor, Role};
use crate::wire::FiringDocument;

/// Most events of one call; what is left comes with the next, which [`Ticket::next_wakeup`] asks for at once.
const MOST_EVENTS: usize = 1_000;

impl Ticket {
    /// Everything that fell due up to `now`, in order of the instants at which it did: waits and overrides that end, estimates
    /// that expire, reminders, the time-out of the customer's word, and every step of every escalation rule. The host stores the
    /// events and then [`apply`](Self::apply)s them.
    ///
    /// Each event carries the instant at which it fell due, so a late call gives the same log as one in time. Calling it again
    /// gives nothing.
    #[must_use]
    pub fn advance(&self, now: Instant) -> Vec<Event> {
        self.due_events(now, now)
    }

    /// [`advance`](Self::advance), applied at once.
    pub fn bring_to(&mut self, at: Instant, now: Instant) -> Vec<Event> {
        let events = self.due_events(at, now);
        for event in &events {
            // What fell due fits the ticket it fell due for.
            if self.apply(event).is_err() {
                break;
            }
        }
        events
    }

    /// What fell due up to `at`, recorded `now`.
    pub(super) fn due_events(&self, at: Instant, now: Instant) -> Vec<Event> {
        let mut events = Vec::new();
        let Some(mut next) = self.next_due(at) else { return events };
        let mut ticket = self.clone();
        loop {
            let event = ticket.engine_event(next.0, now, next.1);
            if ticket.apply(&event).is_err() {
                break;
            }
            events.push(event);
            match ticket.next_due(at).filter(|_| events.len() < MOST_EVENTS) {
                Some(following) => next = following,
                None => break,
            }
        }
        events
    }

    /// The first thing that fell due up to `at`; of those of one instant timers come before rules.
    fn next_due(&self, at: Instant) -> Option<(Instant, EventKind)> {
        let timer = self.next_timer().filter(|timer| timer.at <= at);
        let until = timer.map_or(at, |timer| timer.at);
        let firing = self.next_firing(until).filter(|firing| timer.is_none_or(|timer| firing.at < timer.at));
        match (firing, timer) {
            (Some(firing), _) => Some((firing.at, EventKind::RuleFired(FiringDocument::from(&firing)))),
            (None, Some(timer)) => Some((timer.at, Self::timer_event(timer.kind.clone()))),
            (None, None) => None,
        }
    }

    fn next_firing(&self, until: Instant) -> Option<Firing> {
        let rules = self.policy.escalation()?;
        // Up to the last event everything was brought up when that event was decided.
        let until = self.clocks.last_at().map_or(until, |last| last.max(until));
        // Most events find nothing due.
        self.next_rule_at().filter(|&at| at <= until)?;
        rules.due(&self.view()?, &self.watch.fired, until).into_iter().next()
    }

    /// What escalation rules may see.
    pub(super) fn view(&self) -> Option<EscalationView<'_>> {
        let state = &self.state;
        let clocks = self.clocks.clocks().ok()?;
        let level =
            LevelStay { level: state.level.level, since: state.level.since, number: state.level.stays };
        let mut view = EscalationView::new(clocks, level);
        view.standing = match state.phase.phase {
            Phase::Closed | Phase::Rejected | Phase::Cancelled | Phase::Merged => Standing::Ended,
            _ => Standing::Open,
        };
        view.rules_since = state.rules_since;
        view.authority_exceeded_at = state.level.beyond_authority_at;
        view.milestones = &self.watch.milestones;
        view.ratings = &self.watch.ratings;
        view.acknowledgements = &self.watch.acknowledgements;
        Some(view)
    }

    /// An event that nobody asked for.
    pub(super) fn engine_event(&self, at: Instant, now: Instant, kind: EventKind) -> Event {
        let sequence = self.version().saturating_add(1);
        // `system` is a name.
        let id = Role::SYSTEM.as_str().parse().unwrap_or_else(|_| self.state.number.clone());
        let by = Actor::new(id, [Role::SYSTEM]);
        Event::decided(&self.policy, &self.state.number, sequence, (at, now), by, None, kind)
    }
}
