use crate::ticket::{EventKind, PartState, PartStatus, TicketState};
use crate::time::Instant;
use crate::vocabulary::Name;

impl TicketState {
    pub(super) fn take_parts(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::PartOrdered(order) => self.parts.push(PartState {
                part: order.part.clone(),
                item: order.item.clone(),
                quantity: order.quantity,
                status: PartStatus::Ordered,
                ordered_at: at,
                expected_at: order.expected_at,
                received_at: None,
                used: None,
            }),
            EventKind::PartReceived(part) => {
                if let Some(part) = self.part_mut(&part.part) {
                    (part.status, part.received_at) = (PartStatus::Received, Some(at));
                }
            }
            EventKind::PartUsed(part) => {
                if let Some(part) = self.part_mut(&part.part) {
                    (part.status, part.used) = (PartStatus::Used, Some(at));
                }
            }
            EventKind::PartReturned(back) => {
                if let Some(part) = self.part_mut(&back.part) {
                    part.status = PartStatus::Returned;
                }
            }
            _ => {}
        }
    }

    /// The part of that order line.
    #[must_use]
    pub fn part(&self, id: &Name) -> Option<&PartState> {
        self.parts.iter().find(|part| part.part == *id)
    }

    fn part_mut(&mut self, id: &Name) -> Option<&mut PartState> {
        self.parts.iter_mut().find(|part| part.part == *id)
    }
}
