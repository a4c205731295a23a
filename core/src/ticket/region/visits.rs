use crate::ticket::{EventKind, TicketState, VisitState, VisitStatus};
use crate::vocabulary::Name;

impl TicketState {
    pub(super) fn take_visits(&mut self, kind: &EventKind) {
        match kind {
            EventKind::VisitBooked(booking) => self.visits.push(VisitState {
                visit: booking.visit.clone(),
                status: VisitStatus::Booked,
                from: booking.from,
                to: booking.to,
                engineer: booking.engineer.clone(),
            }),
            EventKind::VisitSetOut(visit) => self.set_visit(&visit.visit, VisitStatus::OnRoute),
            EventKind::VisitFinished(report) => self.set_visit(&report.visit, VisitStatus::Done),
            EventKind::VisitSigned(signature) => self.set_visit(&signature.visit, VisitStatus::Signed),
            EventKind::VisitCancelled(cancelled) => self.set_visit(&cancelled.visit, VisitStatus::Cancelled),
            _ => {}
        }
    }

    /// The visit of that id.
    #[must_use]
    pub fn visit(&self, id: &Name) -> Option<&VisitState> {
        self.visits.iter().find(|visit| visit.visit == *id)
    }

    fn set_visit(&mut self, id: &Name, status: VisitStatus) {
        if let Some(visit) = self.visits.iter_mut().find(|visit| visit.visit == *id) {
            visit.status = status;
        }
    }
}
