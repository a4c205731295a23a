use super::{completes, withdraws};
use crate::ticket::transitions::next;
use crate::ticket::{EventKind, OpenWait, PhaseState, TicketState};
use crate::time::Instant;

impl PhaseState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        if let Some(to) = next(self.phase, kind.name()) {
            (self.phase, self.since) = (to, at);
        }
        match kind {
            EventKind::Closed(_) => self.closed_at = Some(at),
            EventKind::NotSolved(_) | EventKind::Reopened(_) => {
                self.reopened = self.reopened.saturating_add(1);
                (self.completed_at, self.closed_at) = (None, None);
            }
            EventKind::Rejected(because) | EventKind::Cancelled(because) => {
                self.ended_because = Some(because.reason.clone());
            }
            EventKind::Merged(merge) => self.ended_because.clone_from(&merge.reason),
            _ if completes(kind) => self.completed_at = Some(at),
            _ => {}
        }
    }
}

impl TicketState {
    /// The end of the work, or of the ticket, ends every wait.
    pub(super) fn take_waits(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::WaitStarted(wait) => {
                self.waits.push(OpenWait { reason: wait.reason.clone(), since: at, until: wait.until });
            }
            EventKind::WaitEnded(ended) => self.waits.retain(|wait| wait.reason != ended.reason),
            _ if completes(kind) || withdraws(kind) => self.waits.clear(),
            _ => {}
        }
    }
}
