//! Openings, closings and periods as the oracle sees them.

use aftersales::calendar::{Period, TransitionKind};
use aftersales::time::Instant;
use proptest::prelude::*;

use crate::generate::cases;
use crate::scene::{Scene, instant};
use crate::share;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn edges_as_the_oracle_sees(case in cases()) {
        check_edges(&Scene::new(&case))?;
    }

    #[test]
    fn periods_are_exactly_the_open_set(case in cases()) {
        check_periods(&Scene::new(&case))?;
    }
}

pub(crate) fn check_edges(scene: &Scene) -> Result<(), TestCaseError> {
    let Scene { calendar, oracle, scan, points } = scene;
    let (from, to) = (scan.from, scan.to);
    // What the oracle did not see in its range must not lie in it either.
    let after = |got: Option<Instant>| got.is_none_or(|got| got >= instant(to));
    let before = |got: Option<Instant>| got.is_none_or(|got| got <= instant(from));
    for &at in points.iter().filter(|&&at| at < to) {
        let now = instant(at);
        let open = oracle.is_open(at);
        let edge =
            |kind: bool| scan.edges.iter().find(|edge| edge.0 > at && edge.1 == kind).map(|edge| edge.0);
        let got = calendar.next_open(now);
        match if open { Some(at) } else { edge(true) } {
            Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "next open at {:?}", now),
            None => prop_assert!(after(got), "next open at {:?}: {:?}", now, got),
        }
        let got = calendar.next_close(now);
        match edge(false) {
            Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "next close at {:?}", now),
            None => prop_assert!(after(got), "next close at {:?}: {:?}", now, got),
        }
        let got = calendar.next_transition(now);
        match scan.edges.iter().find(|edge| edge.0 > at) {
            Some(&expected) => {
                let got = got.map(|edge| (edge.at.micros(), edge.kind == TransitionKind::Open));
                prop_assert_eq!(got, Some(expected), "next transition at {:?}", now);
            }
            None => prop_assert!(after(got.map(|edge| edge.at)), "next transition at {:?}: {:?}", now, got),
        }
        let got = calendar.last_transition(now);
        match scan.edges.iter().rfind(|edge| edge.0 <= at) {
            Some(&expected) => {
                let got = got.map(|edge| (edge.at.micros(), edge.kind == TransitionKind::Open));
                prop_assert_eq!(got, Some(expected), "last transition at {:?}", now);
            }
            None => prop_assert!(before(got.map(|edge| edge.at)), "last transition at {:?}: {:?}", now, got),
        }
        let got = calendar.previous_close(now);
        let last_open = scan.periods.iter().rfind(|period| period.start < at);
        match last_open.map(|period| period.end.min(at)) {
            Some(expected) => prop_assert_eq!(got, Some(instant(expected)), "previous close at {:?}", now),
            None => prop_assert!(before(got), "previous close at {:?}: {:?}", now, got),
        }
    }
    Ok(())
}

fn check_periods(scene: &Scene) -> Result<(), TestCaseError> {
    let Scene { calendar, scan, points, .. } = scene;
    let (from, to) = (scan.from, scan.to);
    let expected = |from: i64, to: i64| -> Vec<(i64, i64)> {
        let clipped = scan.periods.iter().map(|period| (period.start.max(from), period.end.min(to)));
        clipped.filter(|period| period.0 < period.1).collect()
    };
    let micros =
        |from: i64, to: i64, period: Period| (period.from.micros().max(from), period.to.micros().min(to));
    for &at in [from, to].iter().chain(points.iter().step_by(5)) {
        let periods = calendar.periods_after(instant(at)).take_while(|period| period.from < instant(to));
        let got: Vec<_> = periods.map(|period| micros(at, to, period)).collect();
        prop_assert_eq!(got, expected(at, to), "after {:?}", instant(at));
        let periods = calendar.periods_before(instant(at)).take_while(|period| period.to > instant(from));
        let mut got: Vec<_> = periods.map(|period| micros(from, at, period)).collect();
        got.reverse();
        prop_assert_eq!(got, expected(from, at), "before {:?}", instant(at));
    }
    Ok(())
}
