use crate::ticket::{AnsweredCommand, CauseDocument, Event, EventKind, LinkState, TicketState};

impl LinkState {
    pub(super) fn take(&mut self, kind: &EventKind) {
        match kind {
            EventKind::ReworkLinked(previous) => self.rework_of = Some(previous.ticket.clone()),
            EventKind::FollowsUp(link) => self.follow_up_of = Some(link.ticket.clone()),
            EventKind::FollowUpLinked(link) if !self.follow_ups.contains(&link.ticket) => {
                self.follow_ups.push(link.ticket.clone());
            }
            EventKind::Merged(merge) => self.merged_into = Some(merge.into.clone()),
            _ => {}
        }
    }
}

impl TicketState {
    /// Remembers what a command was answered with, so that the same command is not carried out twice.
    pub(in crate::ticket) fn note_command(&mut self, event: &Event, cause: &CauseDocument) {
        if let Some(known) = self.answered.get_mut(&cause.idempotency_key) {
            known.last = event.sequence;
            return;
        }
        let answered = AnsweredCommand {
            command: cause.command,
            by: event.by.id.clone(),
            occurred_at: event.occurred_at,
            first: event.sequence,
            last: event.sequence,
        };
        self.answered.insert(cause.idempotency_key.clone(), answered);
    }
}
