use super::starts_again;
use crate::ticket::{Event, EventKind, Plan, PlanEntry, PlanState};

impl PlanState {
    pub(super) fn take(&mut self, kind: &EventKind, event: &Event) {
        match kind {
            EventKind::PlanProposed(proposed) => self.put(proposed.version, &proposed.plan, event),
            EventKind::PlanChanged(changed) => self.put(changed.version, &changed.plan, event),
            EventKind::PlanApproved(approval) => {
                if let Some(entry) = self.entry(approval.version) {
                    entry.approved_by = Some(event.by.id.clone());
                    entry.decided_at = Some(event.occurred_at);
                }
            }
            EventKind::PlanRefused(refusal) => {
                if let Some(entry) = self.entry(refusal.version) {
                    entry.refused_because = Some(refusal.reason.clone());
                    entry.decided_at = Some(event.occurred_at);
                }
            }
            // Another diagnosis needs another plan.
            EventKind::DiagnosisStarted(_) => self.leave_behind(),
            _ if starts_again(kind) => self.leave_behind(),
            _ => {}
        }
    }

    fn put(&mut self, version: u32, plan: &Plan, event: &Event) {
        // The customer consented to a part of their own, or to none: where that changes, they are asked again (PL-4).
        let same_part = self.present().is_some_and(|before| before.plan.customer_part == plan.customer_part);
        if !same_part {
            self.authorised_from = version;
        }
        self.versions.push(PlanEntry {
            version,
            plan: plan.clone(),
            author: event.by.id.clone(),
            proposed_at: event.occurred_at,
            approved_by: None,
            decided_at: None,
            refused_because: None,
        });
    }

    fn entry(&mut self, version: u32) -> Option<&mut PlanEntry> {
        self.versions.iter_mut().find(|entry| entry.version == version)
    }

    fn leave_behind(&mut self) {
        self.past = self.versions.last().map_or(self.past, |entry| entry.version);
        self.authorised_from = self.past.saturating_add(1);
    }
}
