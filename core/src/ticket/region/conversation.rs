use crate::ticket::{ConversationState, EventKind, Turn};
use crate::time::Instant;

impl ConversationState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::MessageReceived(_) | EventKind::NotSolved(_) => {
                self.last_customer_at = Some(at);
                self.turn = Turn::Desk;
            }
            _ if speaks(kind) => {
                self.first_response_at = Some(self.first_response_at.map_or(at, |known| known.min(at)));
                self.last_desk_at = Some(at);
                // A message that was sent before the customer's last one does not answer it.
                if self.last_customer_at.is_none_or(|asked| at >= asked) {
                    self.turn = Turn::Customer;
                }
            }
            _ => {}
        }
    }
}

/// Whether the desk speaks to the customer.
pub(in crate::ticket) const fn speaks(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::MessageSent(_)
            | EventKind::Answered(_)
            | EventKind::ProgressReported(_)
            | EventKind::DelayAnnounced(_)
    )
}
