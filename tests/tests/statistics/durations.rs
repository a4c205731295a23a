//! Curves of durations, and the time in states.

use aftersales::kpi::statistics::{Confidence, KaplanMeier, QuantileMethod, StageLog, log_rank};
use aftersales_tests::oracle::statistics as oracle;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{close, share};

/// Durations with many ties, each with whether it was observed to its end.
fn cases() -> impl Strategy<Value = (Vec<f64>, Vec<bool>)> {
    vec((prop_oneof![(0_u32..12).prop_map(f64::from), 0.0..50.0_f64], any::<bool>()), 1..60)
        .prop_map(|cases| cases.into_iter().unzip())
}

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn the_curve_is_that_of_the_definition((durations, observed) in cases(), time in 0.0..60.0_f64) {
        let curve = KaplanMeier::new(&durations, &observed).unwrap();
        let times = durations.iter().copied().chain([time]);
        for time in times {
            let expected = oracle::survival(&durations, &observed, time);
            prop_assert!((curve.survival_at(time) - expected).abs() < 1e-12);
        }
        let mean = curve.restricted_mean(time).unwrap().unwrap();
        prop_assert!(close(mean.value, oracle::restricted_mean(&durations, &observed, time)));
        for step in curve.steps() {
            prop_assert!(step.events <= step.at_risk);
            if let Some(band) = KaplanMeier::band(step, Confidence::P95) {
                prop_assert!(0.0 <= band.lower && band.lower <= step.survival);
                prop_assert!(step.survival <= band.upper && band.upper <= 1.0);
            }
        }
        let falls = |pair: &[aftersales::kpi::statistics::Step]| {
            pair[0].time < pair[1].time && pair[0].survival > pair[1].survival
        };
        prop_assert!(curve.steps().windows(2).all(falls));
    }

    #[test]
    fn without_censoring_the_curve_is_the_empirical_one((durations, _) in cases(), rank in 1_usize..60) {
        let n = durations.len();
        let rank = rank.min(n);
        let curve = KaplanMeier::new(&durations, &vec![true; n]).unwrap();
        for time in &durations {
            let longer = durations.iter().filter(|other| *other > time).count();
            prop_assert_eq!(curve.survival_at(*time), longer as f64 / n as f64);
        }
        let p = rank as f64 / n as f64;
        let type1 = QuantileMethod::InvertedCdf.quantile(&mut durations.clone(), p).unwrap();
        prop_assert_eq!(curve.quantile(p).unwrap(), type1);
        let mean = curve.restricted_mean(1000.0).unwrap().unwrap().value;
        prop_assert!(close(mean, durations.iter().sum::<f64>() / n as f64));
    }

    #[test]
    fn censoring_only_lengthens((durations, observed) in cases(), which in any::<prop::sample::Index>()) {
        let mut less = observed.clone();
        less[which.index(durations.len())] = false;
        let (before, after) =
            (KaplanMeier::new(&durations, &observed).unwrap(), KaplanMeier::new(&durations, &less).unwrap());
        for time in &durations {
            prop_assert!(after.survival_at(*time) >= before.survival_at(*time) - 1e-12);
        }
        for p in [0.25, 0.5, 0.9] {
            let reached = |curve: &KaplanMeier| curve.quantile(p).unwrap().unwrap_or(f64::INFINITY);
            prop_assert!(reached(&after) >= reached(&before));
        }
        let mean = |curve: &KaplanMeier| curve.restricted_mean(40.0).unwrap().unwrap().value;
        prop_assert!(mean(&after) >= mean(&before) - 1e-9);
    }

    #[test]
    fn the_interval_of_the_median_holds_it((durations, observed) in cases(), level in 0.5..0.999_f64) {
        let curve = KaplanMeier::new(&durations, &observed).unwrap();
        let interval = curve.median_interval(Confidence::new(level).unwrap());
        let end = |time: Option<f64>| time.unwrap_or(f64::INFINITY);
        prop_assert!(end(interval.lower) <= end(curve.median()));
        prop_assert!(end(curve.median()) <= end(interval.upper));
    }

    #[test]
    fn the_log_rank_test_knows_no_first_and_no_unit(one in cases(), other in cases()) {
        let test = |one: &(Vec<f64>, Vec<bool>), other: &(Vec<f64>, Vec<bool>)| {
            log_rank((&one.0, &one.1), (&other.0, &other.1)).unwrap().map(|test| test.statistic)
        };
        let there = test(&one, &other);
        let minutes = |cases: &(Vec<f64>, Vec<bool>)| {
            (cases.0.iter().map(|hours| hours * 64.0).collect::<Vec<_>>(), cases.1.clone())
        };
        prop_assert_eq!(there, test(&minutes(&one), &minutes(&other)));
        match (there, test(&other, &one)) {
            (Some(there), Some(back)) => prop_assert!((there - back).abs() < 1e-9 * (1.0 + there)),
            (there, back) => prop_assert_eq!(there, back),
        }
        let alike = test(&one, &one);
        prop_assert!(alike.is_none_or(|statistic| statistic < 1e-20));
    }

    #[test]
    fn the_time_in_all_states_is_the_time_of_all_cases(
        rows in vec((0_u32..6, 0_u32..5, 0_i64..1_000_000), 0..80)
    ) {
        let (cases, rest): (Vec<u32>, Vec<(u32, i64)>) =
            rows.into_iter().map(|(case, state, at)| (case, (state, at))).unzip();
        let (states, at): (Vec<u32>, Vec<i64>) = rest.into_iter().unzip();
        let log = StageLog::new(&cases, &states, &at).unwrap();
        let whole: i128 = log.case_durations().values().map(|duration| i128::from(*duration)).sum();
        let parts: i128 = log.stages().values().map(|stage| stage.total).sum();
        prop_assert_eq!(whole, parts);
        let count = log.case_durations().len() as u64;
        for counts in [log.starts(), log.ends()] {
            prop_assert_eq!(counts.values().sum::<u64>(), count);
        }
        prop_assert_eq!(log.variants().values().sum::<u64>(), count);
        let visits: u64 = log.stages().values().map(|stage| stage.visits).sum();
        prop_assert_eq!(visits + count, cases.len() as u64);
        let changes: u64 = log.passages().iter().filter(|way| way.from != way.to).map(|way| way.count).sum();
        prop_assert_eq!(log.changes().values().sum::<u64>(), changes);
    }
}
