use crate::ticket::{AuthorisationState, EstimateState, EstimateStatus, Event, EventKind, TicketState};
use crate::time::Instant;

impl TicketState {
    pub(super) fn take_estimates(&mut self, kind: &EventKind, event: &Event) {
        let at = event.occurred_at;
        match kind {
            EventKind::EstimateDrafted(drafted) => {
                let before = self.estimates.last_mut();
                if let Some(before) = before.filter(|before| is_alive(before.status)) {
                    (before.status, before.at) = (EstimateStatus::Superseded, at);
                }
                self.estimates.push(EstimateState {
                    version: drafted.version,
                    status: EstimateStatus::Draft,
                    estimate: drafted.estimate.clone(),
                    at,
                });
            }
            EventKind::EstimateSent(sent) => self.set_estimate(sent.version, EstimateStatus::Sent, at),
            EventKind::EstimateExpired(expired) => {
                self.set_estimate(expired.version, EstimateStatus::Expired, at);
            }
            EventKind::Authorised(authorised) => {
                if let Some(version) = authorised.authorisation.estimate {
                    self.set_estimate(version, EstimateStatus::Authorised, at);
                }
                if authorised.plan.is_none() {
                    self.plan.authorised_from = self.plan.past;
                }
                self.authorisation = Some(AuthorisationState {
                    authorisation: authorised.authorisation.clone(),
                    plan: authorised.plan,
                    at,
                    by: event.by.id.clone(),
                });
            }
            EventKind::Declined(_) => {
                self.authorisation = None;
                if let Some(last) = self.estimates.last_mut()
                    && matches!(last.status, EstimateStatus::Sent | EstimateStatus::Authorised)
                {
                    (last.status, last.at) = (EstimateStatus::Declined, at);
                }
            }
            _ => {}
        }
    }

    fn set_estimate(&mut self, version: u32, status: EstimateStatus, at: Instant) {
        let found = self.estimates.iter_mut().find(|estimate| estimate.version == version);
        if let Some(estimate) = found {
            (estimate.status, estimate.at) = (status, at);
        }
    }
}

const fn is_alive(status: EstimateStatus) -> bool {
    matches!(status, EstimateStatus::Draft | EstimateStatus::Sent | EstimateStatus::Authorised)
}
