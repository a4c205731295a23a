use crate::ticket::{AssignmentState, Classification, EventKind, IntakeState};
use crate::time::Instant;
use crate::wire::IntakeRecordDocument;

impl Classification {
    pub(super) fn take(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Triaged(triage) => {
                self.kind = triage.kind.unwrap_or(self.kind);
                self.tier = triage.tier.or(self.tier);
                for (known, given) in [
                    (&mut self.class, &triage.class),
                    (&mut self.entitlement, &triage.entitlement),
                    (&mut self.product_line, &triage.product_line),
                    (&mut self.site, &triage.site),
                    (&mut self.problem, &triage.problem),
                ] {
                    if given.is_some() {
                        known.clone_from(given);
                    }
                }
            }
            EventKind::DiagnosisConcluded(conclusion) => self.class = Some(conclusion.class.clone()),
            EventKind::IntakeAmended(amended) => self.name_unit(&amended.intake),
            _ => {}
        }
    }

    pub(in crate::ticket) fn name_unit(&mut self, record: &IntakeRecordDocument) {
        self.unit.clone_from(&record.serial_number);
        self.model.clone_from(&record.model);
    }
}

impl IntakeState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::IntakeAmended(amended) => {
                self.contact = contact(&amended.intake);
                self.record.clone_from(&amended.intake);
                self.missing.clone_from(&amended.missing);
            }
            EventKind::ContactErased(_) => {
                (self.contact, self.erased_at) = (None, Some(at));
                self.record.contact = None;
            }
            _ => {}
        }
    }
}

impl AssignmentState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        if let EventKind::Assigned(assignment) = kind {
            if self.assignee.as_ref().is_some_and(|known| *known != assignment.assignee) {
                self.changes = self.changes.saturating_add(1);
            }
            self.assignee = Some(assignment.assignee.clone());
            self.role.clone_from(&assignment.role);
            self.since = Some(at);
        }
    }
}

/// The id of the contact record that a record names.
pub(in crate::ticket) fn contact(record: &IntakeRecordDocument) -> Option<String> {
    record.contact.as_ref().map(|contact| contact.id.clone())
}
