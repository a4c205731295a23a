//! `is_open`, `elapsed` and the deadlines as the oracle counts them.

use aftersales::time::Span;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generate::cases;
use crate::scene::{Scene, instant};
use crate::share;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn open_and_elapsed_as_the_oracle_sees(case in cases()) {
        check_measure(&Scene::new(&case), &case.within)?;
    }

    #[test]
    fn deadlines_as_the_oracle_counts(case in cases(), budgets in vec(-5_i64..300_000_000_000, 3)) {
        check_deadlines(&Scene::new(&case), budgets)?;
    }
}

pub(crate) fn check_measure(scene: &Scene, within: &[i64]) -> Result<(), TestCaseError> {
    let Scene { calendar, oracle, scan, points } = scene;
    for &at in points {
        prop_assert_eq!(calendar.is_open(instant(at)), oracle.is_open(at), "{:?}", instant(at));
    }
    for &from in [scan.from, scan.to].iter().chain(within) {
        for &to in points {
            let expected = scan.elapsed(from.min(to)..from.max(to)) * (to - from).signum();
            let got = calendar.elapsed(instant(from), instant(to)).micros();
            prop_assert_eq!(got, expected, "{:?} to {:?}", instant(from), instant(to));
        }
    }
    Ok(())
}

pub(crate) fn check_deadlines(scene: &Scene, budgets: Vec<i64>) -> Result<(), TestCaseError> {
    let Scene { calendar, scan, .. } = scene;
    let (from, to) = (scan.from, scan.to);
    // Random budgets, and those that end exactly at an edge or next to one.
    let at_edges = scan.edges.iter().flat_map(|edge| [scan.elapsed(from..edge.0), scan.elapsed(edge.0..to)]);
    let at_edges = at_edges.flat_map(|budget| [budget - 1, budget, budget + 1]);
    for budget in budgets.into_iter().chain(at_edges) {
        let span = Span::from_micros(budget);
        let got = calendar.deadline(instant(from), span);
        match scan.deadline(budget) {
            Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "{}", budget),
            None => prop_assert!(got.is_none_or(|got| got > instant(to)), "{}: {:?}", budget, got),
        }
        let got = calendar.deadline_backward(instant(to), span);
        match scan.deadline_backward(budget) {
            Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "backward {}", budget),
            None => prop_assert!(got.is_none_or(|got| got < instant(from)), "backward {}: {:?}", budget, got),
        }
    }
    Ok(())
}
