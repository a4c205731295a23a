//! What will happen to a ticket by itself, and everything that a board asks of it.

use std::sync::OnceLock;

use super::{Ticket, TicketError, Timer};
use crate::sla::Reading;
use crate::time::Instant;

/// What comes first if no event comes before: worked out when it is first asked for, and again after the next event, since it
/// may change with every event and with nothing else.
#[derive(Debug, Clone, Default)]
pub(super) struct Ahead {
    timer: OnceLock<Option<Timer>>,
    rules: OnceLock<Option<Instant>>,
}

/// It follows from the rest of the ticket.
impl PartialEq for Ahead {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a board shows of a ticket, and when to ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outlook {
    /// The reading of every clock that has begun.
    pub readings: Vec<Reading>,
    /// As [`Ticket::next_wakeup`].
    pub next_wakeup: Option<Instant>,
}

impl Ticket {
    /// The readings of all clocks and the next wake-up, for the price of the readings: what a board asks of each of its
    /// tickets.
    ///
    /// # Errors
    ///
    /// As [`Ticket::readings`].
    ///
    /// ```no_run
    /// # fn f(board: &[aftersales::ticket::Ticket], now: aftersales::time::Instant) -> Result<(), aftersales::ticket::TicketError> {
    /// let mut wake_up = None;
    /// for ticket in board {
    ///     let outlook = ticket.outlook(now)?;
    ///     wake_up = wake_up.into_iter().chain(outlook.next_wakeup).min();
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn outlook(&self, now: Instant) -> Result<Outlook, TicketError> {
        let readings = self.readings(now)?;
        let change = readings.iter().filter_map(|reading| reading.next_change).min();
        Ok(Outlook { next_wakeup: self.wakeup(now, || change), readings })
    }

    /// The earliest instant from `now` on at which anything changes without a new event: a clock's level, due or late
    /// instant, a step of an escalation rule, a timer. `now` itself where something has fallen due that was not brought up
    /// yet; `None` where nothing will change.
    ///
    /// It may change with every event, and with nothing else.
    #[must_use]
    pub fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.wakeup(now, || {
            let clocks = self.clocks.clocks().ok()?;
            let from = self.clocks.last_at().map_or(now, |last| last.max(now));
            clocks.next_change(from).ok().flatten()
        })
    }

    fn wakeup(&self, now: Instant, change: impl FnOnce() -> Option<Instant>) -> Option<Instant> {
        let timer = self.next_timer().map(|timer| timer.at.max(now));
        if timer == Some(now) {
            return timer;
        }
        let from = self.clocks.last_at().map_or(now, |last| last.max(now));
        let rules = self.next_rule_at().map(|at| if at <= from { now } else { at });
        timer.into_iter().chain(change()).chain(rules).min()
    }

    /// The earliest timer.
    pub(super) fn next_timer(&self) -> Option<&Timer> {
        self.ahead.timer.get_or_init(|| self.first_timer()).as_ref()
    }

    /// The first instant at which a step of an escalation rule is due that was not fired yet, behind or ahead.
    pub(super) fn next_rule_at(&self) -> Option<Instant> {
        *self.ahead.rules.get_or_init(|| {
            let (rules, view) = self.policy.escalation().zip(self.view())?;
            rules.first_due(&view, &self.watch.fired)
        })
    }
}
