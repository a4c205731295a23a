use super::{BreachSuperseded, Event, EventKind, Ticket, TicketError};
use crate::sla::Breach;
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// A promise that was broken, or was thought to be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TicketBreach {
    /// The metric.
    pub metric: Name,
    /// Its cycle.
    pub cycle: u32,
    /// When.
    pub at: Instant,
    /// The target that was broken, in open time.
    pub target: Span,
    /// The revision of the service-level policy that held.
    pub revision: String,
    /// Whether it stands.
    pub standing: BreachStanding,
}

/// Whether a breach stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BreachStanding {
    /// It does.
    Stands,
    /// Something that was recorded later had happened before it.
    Superseded,
}

impl Ticket {
    /// Every breach up to `now`, in order of time. One that turned out not to have been any stays in the history and says so.
    ///
    /// # Errors
    ///
    /// [`TicketError::Sla`] where `now` lies before something that the clocks have read.
    pub fn breaches(&self, now: Instant) -> Result<Vec<TicketBreach>, TicketError> {
        let standing = self.clocks()?.breaches(now)?.into_iter().map(|breach| TicketBreach {
            metric: breach.metric,
            cycle: breach.cycle,
            at: breach.at,
            target: breach.target,
            revision: breach.revision,
            standing: BreachStanding::Stands,
        });
        let superseded = self.state.superseded.iter().map(|breach| TicketBreach {
            metric: breach.metric.clone(),
            cycle: breach.cycle,
            at: breach.at,
            target: Span::from_micros(breach.target_us),
            revision: breach.revision.to_string(),
            standing: BreachStanding::Superseded,
        });
        let mut breaches: Vec<_> = standing.chain(superseded).collect();
        crate::order::by_key(&mut breaches, |breach| breach.at);
        Ok(breaches)
    }

    /// Whether a promise is known to have been broken after one instant and up to another.
    pub(super) fn breached_between(&self, from: Instant, to: Instant) -> bool {
        let breaches = || self.clocks.clocks().ok()?.breaches(to).ok();
        from < to && breaches().is_some_and(|known| known.iter().any(|breach| breach.at > from))
    }

    /// Events for the breaches of this ticket, known by `now`, that are none of the ticket with a backdated event.
    pub(super) fn disproved(&self, after: &Self, now: Instant) -> Vec<Event> {
        let known = |ticket: &Self| -> Vec<Breach> {
            let clocks = ticket.clocks.clocks().ok();
            clocks.and_then(|clocks| clocks.breaches(now).ok()).unwrap_or_default()
        };
        let left = known(after);
        let gone = known(self).into_iter().filter(|breach| {
            !left.iter().any(|other| {
                (&other.metric, other.cycle, other.at) == (&breach.metric, breach.cycle, breach.at)
            })
        });
        let kinds = gone.filter_map(|breach| {
            Some(EventKind::BreachSuperseded(BreachSuperseded {
                metric: breach.metric,
                cycle: breach.cycle,
                at: breach.at,
                target_us: breach.target.micros(),
                revision: breach.revision.parse().ok()?,
            }))
        });
        let sequence = after.version().saturating_add(1);
        let mut at = (sequence..).zip(kinds);
        let mut events = Vec::new();
        for (sequence, kind) in &mut at {
            events.push(Event { sequence, ..after.engine_event(after.state.last_at, now, kind) });
        }
        events
    }
}
