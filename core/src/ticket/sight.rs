//! What other parts of the room ask of a state.

use super::gates::Sort;
use super::{
    AuthorisationState, EstimateState, EstimateStatus, GradeState, PlanEntry, PlanState, Safety, TicketState,
};
use crate::sla::Inputs;
use crate::vocabulary::Priority;

impl GradeState {
    /// The priority in force: the override, else the engineer's grade, else the preliminary one; a rule may have raised it,
    /// and a standing safety hazard makes it P1 whatever the rest says.
    #[must_use]
    pub fn priority(&self) -> Option<Priority> {
        if self.safety() == Safety::Hazard {
            return Some(Priority::P1);
        }
        let entry = self.engineer.as_ref().or(self.preliminary.as_ref()).map(|entry| entry.priority);
        let overridden = self.overridden.as_ref().map(|known| known.priority);
        let given = overridden.or(entry).or(self.imported);
        given.into_iter().chain(self.raised).min()
    }

    /// Whether a safety hazard stands, by the engineer's judgement where there is one.
    #[must_use]
    pub fn safety(&self) -> Safety {
        let entry = self.engineer.as_ref().or(self.preliminary.as_ref());
        entry.map_or(Safety::Clear, |entry| entry.safety)
    }
}

impl PlanState {
    /// The latest plan of the present attempt.
    #[must_use]
    pub fn present(&self) -> Option<&PlanEntry> {
        self.versions.last().filter(|entry| entry.version > self.past)
    }

    /// The plan that waits for a decision.
    #[must_use]
    pub fn pending(&self) -> Option<&PlanEntry> {
        self.present().filter(|entry| entry.decided_at.is_none())
    }

    /// The version that the next plan has.
    #[must_use]
    pub fn next_version(&self) -> u32 {
        self.versions.last().map_or(1, |entry| entry.version.saturating_add(1))
    }
}

impl TicketState {
    /// The latest estimate.
    #[must_use]
    pub fn estimate(&self) -> Option<&EstimateState> {
        self.estimates.last()
    }

    /// The customer's consent, where it covers the present plan and estimate.
    #[must_use]
    pub fn authorised(&self) -> Option<&AuthorisationState> {
        let given = self.consent_to_plan()?;
        let covered = self.estimate().is_none_or(|estimate| {
            let by_limit = given.authorisation.not_to_exceed.as_ref();
            estimate.status == EstimateStatus::Authorised
                || by_limit.is_some_and(|most| super::payload::covers(most, &estimate.estimate.total))
        });
        covered.then_some(given)
    }

    /// The customer's consent, where it covers the present plan.
    pub(super) fn consent_to_plan(&self) -> Option<&AuthorisationState> {
        let given = self.authorisation.as_ref()?;
        // Consent that was given before there was a plan stands until one is made, or handling starts again.
        (given.plan.unwrap_or(self.plan.past) >= self.plan.authorised_from).then_some(given)
    }

    /// What gates choose by.
    pub(super) fn sort(&self) -> Sort {
        let (kind, priority) = (self.classification.kind, self.grade.priority());
        Sort { kind, priority, level: self.level.level }
    }

    /// What clocks choose by.
    pub(super) fn inputs(&self) -> Inputs {
        let known = &self.classification;
        Inputs {
            priority: self.grade.priority(),
            tier: known.tier,
            kind: Some(known.kind),
            class: known.class.clone(),
            channel: Some(known.channel),
            entitlement: known.entitlement.clone(),
            product_line: known.product_line.clone(),
            site: known.site.clone(),
        }
    }
}
