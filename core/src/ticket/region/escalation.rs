use crate::ticket::{ComplaintState, EscalationState, EscalationStatus, Event, EventKind, LevelState};
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name};
use crate::wire::FiredActionDocument;

impl LevelState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::LevelRaised(raise) => self.go(raise.to, at),
            EventKind::LevelReturned(back) => self.go(back.to, at),
            EventKind::RuleFired(firing) => {
                for action in &firing.actions {
                    if let FiredActionDocument::RaiseLevel { to } = action
                        && let Ok(to) = to.parse()
                    {
                        self.go(to, at);
                    }
                }
            }
            EventKind::DiagnosisConcluded(conclusion) if conclusion.beyond_authority.is_some() => {
                self.beyond_authority_at = Some(at);
            }
            _ => {}
        }
    }

    fn go(&mut self, to: FunctionalLevel, at: Instant) {
        (self.level, self.since) = (to, at);
        self.highest = self.highest.max(to);
        self.stays = self.stays.saturating_add(1);
        self.beyond_authority_at = None;
    }
}

impl EscalationState {
    pub(super) fn take(&mut self, kind: &EventKind, event: &Event) {
        let at = Some(event.occurred_at);
        match kind {
            EventKind::EscalationRequested(request) => {
                *self = Self {
                    status: EscalationStatus::Requested,
                    to: Some(request.to.clone()),
                    requested_by: Some(event.by.id.clone()),
                    justification: Some(request.justification.clone()),
                    since: at,
                };
            }
            EventKind::EscalationApproved(_) => (self.status, self.since) = (EscalationStatus::Approved, at),
            EventKind::EscalationTakenUp(_) => (self.status, self.since) = (EscalationStatus::Active, at),
            EventKind::EscalationClosed(end) => {
                (self.status, self.since) = (EscalationStatus::Closed, at);
                self.justification = Some(end.justification.clone());
            }
            EventKind::RuleFired(firing) if !self.is_open() => {
                let asked = firing.actions.iter().find_map(|action| match action {
                    FiredActionDocument::RequestHierarchic { role } => role.parse().ok(),
                    _ => None,
                });
                if let Some(role) = asked {
                    *self = Self {
                        status: EscalationStatus::Requested,
                        to: Some(role),
                        requested_by: Some(event.by.id.clone()),
                        justification: firing.rule.parse().ok(),
                        since: at,
                    };
                }
            }
            _ => {}
        }
    }

    fn is_open(&self) -> bool {
        !matches!(self.status, EscalationStatus::None | EscalationStatus::Closed)
    }
}

impl ComplaintState {
    pub(super) fn take(&mut self, kind: &EventKind, by: &Name) {
        match kind {
            EventKind::ComplaintVerified(verified) => self.finding = Some(verified.finding),
            EventKind::ComplaintReviewed(_) => self.reviewed_by = Some(by.clone()),
            EventKind::MeasureRecorded(measure) => self.measure = Some(measure.clone()),
            _ => {}
        }
    }
}
