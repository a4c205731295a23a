//! Whether the customer's consent covers what is planned now (domain facts PL-3, PL-4).

use super::gates::GatesPolicy;
use super::{AuthorisationState, Estimate, EstimateStatus, TicketState};
use crate::cost::{AuthorisedAmounts, Consent, Reauthorisation};
use crate::money::Money;
use crate::wire::TaxBasisDocument;

/// The customer's consent, where it covers the present plan and estimate, or the estimate passes it by no more than the
/// policy's tolerance.
pub(super) fn consent<'a>(state: &'a TicketState, gates: &GatesPolicy) -> Option<&'a AuthorisationState> {
    state.authorised().or_else(|| tolerated(state, gates.reauthorisation.as_ref()?))
}

fn tolerated<'a>(state: &'a TicketState, rule: &Reauthorisation) -> Option<&'a AuthorisationState> {
    let given = state.consent_to_plan()?;
    // A later estimate that the customer declined, or that ran out, is not covered by consent to an earlier one.
    let open = |status| matches!(status, EstimateStatus::Draft | EstimateStatus::Sent);
    let present = state.estimate().filter(|estimate| open(estimate.status))?;
    let version = given.authorisation.estimate?;
    let agreed = state.estimates.iter().find(|estimate| estimate.version == version)?;
    let authorised = AuthorisedAmounts::estimate(compared(&agreed.estimate, rule)?);
    let authorised = match &given.authorisation.not_to_exceed {
        Some(limit) => authorised.with_limit(Money::try_from(limit).ok()?),
        None => authorised,
    };
    let check = rule.check(&authorised, compared(&present.estimate, rule)?).ok()?;
    (check.consent() == Consent::NotNeeded).then_some(given)
}

/// The amount that the rule compares; an estimate that does not state it is not covered.
fn compared(estimate: &Estimate, rule: &Reauthorisation) -> Option<Money> {
    let amount = match rule.document().amounts {
        TaxBasisDocument::WithTax => &estimate.total,
        TaxBasisDocument::WithoutTax => estimate.net.as_ref()?,
    };
    Money::try_from(amount).ok()
}
