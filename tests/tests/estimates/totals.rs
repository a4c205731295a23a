//! Totals and lines are those of the oracle.

use aftersales::cost::Payer;
use proptest::prelude::*;

use crate::generate::scenes;

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn totals_are_those_of_exact_fractions(mut scene in scenes()) {
        scene.extras = None;
        // More is taken off than there is.
        let Ok(estimate) = scene.estimate() else { return Ok(()) };
        let oracle = scene.oracle();
        let (totals, expected) = (estimate.totals(), oracle.totals());
        if scene.says_taxes() {
            prop_assert_eq!(i128::from(totals.net.minor_units()), expected.net);
            prop_assert_eq!(i128::from(totals.tax.minor_units()), expected.tax);
        }
        prop_assert_eq!(i128::from(totals.total.minor_units()), expected.total);
        let customer = estimate.payer(Payer::Customer);
        let in_coins = oracle.in_coins(customer.total.minor_units().into());
        prop_assert_eq!(i128::from(customer.amount_due.minor_units()), in_coins);
        for (place, expected) in expected.charges.iter().enumerate() {
            let id = format!("line-{place}");
            let own = estimate.lines().iter().filter(|line| line.id.split('/').next() == Some(id.as_str()));
            let sum: i128 = own.map(|line| i128::from(line.amount.minor_units())).sum();
            prop_assert_eq!(sum, *expected);
        }
    }
}
