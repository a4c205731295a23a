//! What holds of every estimate, whatever the policy.

use aftersales::cost::{CostError, Effect, Estimate, EstimateLine, LineKind};
use aftersales::money::Money;
use proptest::prelude::*;

use crate::generate::{DrawnCharge, Scene, scenes};

fn sum(estimate: &Estimate, amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts, estimate.currency()).unwrap()
}

fn added(estimate: &Estimate) -> impl Iterator<Item = &EstimateLine> {
    estimate.lines().iter().filter(|line| line.effect == Effect::Added)
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn payers_and_lines_and_kinds_sum_to_the_total(scene in scenes()) {
        let Some(estimate) = made(&scene)? else { return Ok(()) };
        let totals = estimate.totals();
        prop_assert_eq!(sum(&estimate, added(&estimate).map(|line| line.amount)), totals.total);
        prop_assert_eq!(sum(&estimate, estimate.payers().iter().map(|payer| payer.1.total)), totals.total);
        prop_assert_eq!(sum(&estimate, [totals.net, totals.tax]), totals.total);
        prop_assert_eq!(sum(&estimate, [totals.total, totals.cash_rounding]), totals.amount_due);
        let due = estimate.payers().iter().map(|payer| payer.1.amount_due);
        prop_assert_eq!(sum(&estimate, due), totals.amount_due);
        let at_payment = estimate.lines().iter().filter(|line| line.effect == Effect::AtPayment);
        prop_assert_eq!(sum(&estimate, at_payment.map(|line| line.amount)), totals.cash_rounding);
        let contained = |kind| scene.with_tax && kind == LineKind::Tax;
        let kinds = estimate.kinds().iter().filter(|kind| !contained(kind.0));
        prop_assert_eq!(sum(&estimate, kinds.map(|kind| kind.1)), totals.total);
        for line in estimate.lines() {
            prop_assert_eq!(sum(&estimate, line.shares().map(|share| share.1)), line.amount);
        }
        for (payer, totals) in estimate.payers() {
            let own = added(&estimate).map(|line| line.share(*payer));
            prop_assert_eq!(sum(&estimate, own), totals.total);
        }
    }

    #[test]
    fn prices_with_tax_keep_their_gross(mut scene in scenes()) {
        scene.with_tax = true;
        let Some(estimate) = made(&scene)? else { return Ok(()) };
        let prices = added(&estimate).filter(|line| line.kind != LineKind::Rounding);
        let gross = sum(&estimate, prices.map(|line| line.amount));
        let totals = estimate.totals();
        // Rounded line by line, not a unit moves; rounded as a whole, the rounding line says what does.
        let moved = estimate.lines().iter().find(|line| &*line.id == "/rounding/sum");
        prop_assert!(moved.is_none() || !scene.per_line);
        prop_assert_eq!(totals.total.minus(gross).unwrap(), moved.map_or(Money::zero(estimate.currency()), |line| line.amount));
    }

    #[test]
    fn versions_lose_no_line(scene in scenes(), other in scenes(), kept in 0..8_usize) {
        // The later version keeps some lines, drops the others and has new ones, as another plan of the same book.
        let mut both = scene.clone();
        both.lines.extend(other.lines.iter().filter(|line| !matches!(line.charge, DrawnCharge::Part(..))).cloned());
        let (mut first, mut second) = (both.plan(1), both.plan(2));
        first["lines"].as_array_mut().unwrap().truncate(scene.lines.len());
        second["lines"].as_array_mut().unwrap().drain(..kept.min(both.lines.len() - 1));
        let (Ok(first), Ok(second)) = (both.estimate_of(&first), both.estimate_of(&second)) else { return Ok(()) };
        let difference = second.difference_from(&first).unwrap();
        let unchanged = difference.unchanged as usize;
        prop_assert_eq!(difference.added.len() + difference.changed.len() + unchanged, second.lines().len());
        prop_assert_eq!(difference.removed.len() + difference.changed.len() + unchanged, first.lines().len());
        prop_assert!(difference.changed.iter().all(|change| change.before != change.after && !change.reasons.is_empty()));
        prop_assert_eq!(difference.total_after, second.totals().total);
    }

    #[test]
    fn more_never_costs_less(mut scene in scenes(), place in any::<prop::sample::Index>(), more in 1..5000_i128) {
        let Some(before) = made(&scene)? else { return Ok(()) };
        let line = place.index(scene.lines.len());
        match &mut scene.lines[line].charge {
            DrawnCharge::Labour(_, seconds) => *seconds += more,
            DrawnCharge::Part(_, quantity) => *quantity += more,
        }
        // What could be taken off less can be taken off more.
        let after = scene.estimate().unwrap();
        let (before, after) = (before.totals(), after.totals());
        prop_assert!(after.total >= before.total, "{} after {}", after.total, before.total);
    }
}

/// The estimate of a scene; `None` where more is taken off than there is.
fn made(scene: &Scene) -> Result<Option<Estimate>, TestCaseError> {
    match scene.estimate() {
        Ok(estimate) => Ok(Some(estimate)),
        Err(CostError::OutOfRange { allowed, .. }) => {
            let known = ["at most the sum of the charges", "payers' amounts up to the price of the line"];
            prop_assert!(known.contains(&allowed), "{allowed}");
            Ok(None)
        }
        Err(error) => Err(TestCaseError::fail(error.to_string())),
    }
}
