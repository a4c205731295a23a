//! The regions of a ticket's state. Every region sees every event and takes what concerns it.

mod care;
mod classification;
mod conversation;
mod diagnosis;
mod escalation;
mod estimate;
mod grade;
mod links;
mod parts;
mod phase;
mod plan;
mod visits;
mod work;

pub(super) use classification::contact;
pub(super) use conversation::speaks;

use super::{Event, EventKind, TicketState};

/// Whether handling starts again, so that what was done counts as an earlier attempt.
pub(super) const fn starts_again(kind: &EventKind) -> bool {
    matches!(kind, EventKind::NotSolved(_) | EventKind::Reopened(_))
}

/// Whether the work on a problem is over.
pub(super) const fn completes(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Completed(_) | EventKind::Answered(_))
}

/// Whether the ticket ends without a result.
pub(super) const fn withdraws(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Rejected(_) | EventKind::Cancelled(_) | EventKind::Merged(_))
}

impl TicketState {
    /// Lets every region take an event that fits.
    pub(super) fn take(&mut self, event: &Event) {
        let at = event.occurred_at;
        let kind = &event.kind;
        let level = self.level.level;
        self.sequence = event.sequence;
        self.last_at = self.last_at.max(at);
        if let Some(cause) = &event.cause {
            self.note_command(event, cause);
        }
        self.phase.take(kind, at);
        self.classification.take(kind);
        self.intake.take(kind, at);
        self.grade.take(kind, event);
        self.level.take(kind, at);
        self.escalation.take(kind, event);
        self.assignment.take(kind, at);
        self.conversation.take(kind, at);
        self.take_waits(kind, at);
        self.diagnosis.take(kind, event);
        self.plan.take(kind, event);
        self.take_estimates(kind, event);
        self.work.take(kind, event, level);
        self.take_visits(kind);
        self.take_parts(kind, at);
        self.care.take(kind, at);
        self.complaint.take(kind, &event.by.id);
        self.links.take(kind);
        if let EventKind::BreachSuperseded(breach) = kind {
            self.superseded.push(breach.clone());
        }
        if let EventKind::PolicyRevised(revised) = kind {
            self.revision = revised.revision.clone();
        }
    }
}
