use crate::ticket::{Event, EventKind, GradeEntry, GradeStage, GradeState, OverrideState};
use crate::wire::FiredActionDocument;

impl GradeState {
    pub(super) fn take(&mut self, kind: &EventKind, event: &Event) {
        match kind {
            EventKind::Graded(graded) => {
                let entry = GradeEntry {
                    priority: graded.priority,
                    safety: graded.safety,
                    at: event.occurred_at,
                    by: event.by.id.clone(),
                };
                match graded.stage {
                    GradeStage::Preliminary => self.preliminary = Some(entry),
                    GradeStage::Engineer => self.engineer = Some(entry),
                }
                self.count = self.count.saturating_add(1);
            }
            EventKind::GradeOverridden(given) => {
                self.overridden = Some(OverrideState {
                    priority: given.priority,
                    reason: given.reason.clone(),
                    by: event.by.id.clone(),
                    expires_at: given.expires_at,
                });
                // The person knew of the raise; what rules raise from here on counts again.
                self.raised = None;
                self.count = self.count.saturating_add(1);
            }
            EventKind::OverrideWithdrawn(_) | EventKind::OverrideExpired(_) => self.overridden = None,
            EventKind::RuleFired(firing) => {
                let raised = firing.actions.iter().filter_map(|action| match action {
                    FiredActionDocument::RaisePriority { to } => to.parse().ok(),
                    _ => None,
                });
                self.raised = self.raised.into_iter().chain(raised).min();
            }
            _ => {}
        }
    }
}
