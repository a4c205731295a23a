//! Any text as a price book with a plan, and as questions to the rest of the room.

use aftersales::cost::{
    Coverage, Effect, Estimate, EstimateRequest, OptionPolicy, PriceBook, Regime, StandardHours,
};
use aftersales::money::Money;
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    ClaimDocument, CoverageDocument, EffortRequestDocument, ErrorDocument, EstimateDocument,
    EstimateRangeDocument, EstimateRangeRequestDocument, EstimateRequestDocument, OptionPolicyDocument,
    OptionsRequestDocument, PriceBookDocument, ProlongationRequestDocument, ReauthorisationRequestDocument,
    RefundRequestDocument, RegimeDocument, StandardHoursDocument, UnitFactsDocument, read_document,
};
use serde::Deserialize;

use super::well_refused;

/// What a seed of prices holds.
#[derive(Deserialize)]
struct Prices {
    book: PriceBookDocument,
    plan: EstimateRequestDocument,
    range: Option<EstimateRangeRequestDocument>,
}

/// What a seed of decisions holds.
#[derive(Deserialize)]
struct Decisions {
    hours: StandardHoursDocument,
    effort: EffortRequestDocument,
    coverage: CoverageDocument,
    claim: ClaimDocument,
    regime: RegimeDocument,
    facts: UnitFactsDocument,
    refund: RefundRequestDocument,
    prolongation: ProlongationRequestDocument,
    price: ReauthorisationRequestDocument,
    options: OptionPolicyDocument,
    offer: OptionsRequestDocument,
}

/// The answer, if there is one; what is refused must be refused well.
fn good<T, E>(answer: Result<T, E>) -> Option<T>
where
    for<'a> ErrorDocument: From<&'a E>,
{
    answer.map_err(|error| well_refused(&ErrorDocument::from(&error))).ok()
}

pub(super) fn prices(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Some(prices) = good(read_document::<Prices>(text)) else { return };
    let Some(book) = good(PriceBook::compile(&prices.book, &ZoneDatabase::bundled())) else { return };
    if let Some(estimate) =
        good(EstimateRequest::try_from(&prices.plan)).and_then(|plan| good(book.estimate(&plan)))
    {
        adds_up(&estimate);
    }
    if let Some(range) = prices.range.and_then(|range| good(book.estimate_range_of(&range))) {
        [range.p10(), range.p50(), range.p90()].into_iter().for_each(adds_up);
        let effort = EstimateRangeDocument::from(&range).effort;
        assert!(effort.p10_seconds <= effort.p50_seconds && effort.p50_seconds <= effort.p90_seconds);
    }
}

/// Lines and payers sum to the total, and what was kept is the same again.
fn adds_up(estimate: &Estimate) {
    let (total, currency) = (estimate.totals().total, estimate.currency());
    let added = estimate.lines().iter().filter(|line| line.effect == Effect::Added);
    assert_eq!(Money::sum(added.map(|line| line.amount), currency), Ok(total));
    assert_eq!(Money::sum(estimate.payers().iter().map(|payer| payer.1.total), currency), Ok(total));
    let kept = Estimate::try_from(&EstimateDocument::from(estimate));
    assert_eq!(kept.as_ref(), Ok(estimate));
}

pub(super) fn decisions(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Some(asked) = good(read_document::<Decisions>(text)) else { return };
    if let Some(hours) = good(StandardHours::compile(&asked.hours))
        && let Some(effort) = good(hours.effort_of(&asked.effort))
    {
        let range = effort.total().range();
        assert!(range.p10() <= range.p50() && range.p50() <= range.p90());
    }
    if let Some(coverage) = good(Coverage::compile(&asked.coverage))
        && let Some(covered) = good(coverage.claim(&asked.claim))
    {
        for line in covered.lines() {
            let shares = line.shares().iter().map(|share| share.amount());
            assert_eq!(Money::sum(shares, line.amount().currency()), Ok(line.amount()));
        }
    }
    if let Some(regime) = good(Regime::compile(&asked.regime)) {
        good(regime.remedies_of(&asked.facts));
        good(regime.prolong(&asked.prolongation));
        good(regime.check_price(&asked.price));
        if let Some(refund) = good(regime.refund_of(&asked.refund)) {
            let read = |amount| Money::try_from(amount).expect("it was written from one");
            let sum = read(&refund.use_fee).plus(read(&refund.refund));
            assert_eq!(sum, Money::try_from(&asked.refund.price));
        }
    }
    if let Some(policy) = good(OptionPolicy::compile(&asked.options))
        && let Some(sheet) = good(policy.sheet(&asked.offer))
    {
        assert!(sheet.options.iter().any(|option| option.option == sheet.recommendation.option));
    }
}
