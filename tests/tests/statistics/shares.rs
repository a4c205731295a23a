//! Intervals of shares and their tests.

use aftersales::kpi::statistics::{
    Confidence, Interval, MedianRanks, Proportion, ProportionDifference, XmrChart,
};
use aftersales_tests::oracle::statistics as oracle;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{close, share};

type Method = fn(Proportion, Confidence) -> Option<Interval>;

const METHODS: [Method; 5] = [
    Proportion::wilson,
    Proportion::wilson_corrected,
    Proportion::clopper_pearson,
    Proportion::agresti_coull,
    Proportion::jeffreys,
];

fn counts(most: u64) -> impl Strategy<Value = (u64, u64)> {
    (1..=most).prop_flat_map(|n| (0..=n, Just(n)))
}

fn proportion((successes, n): (u64, u64)) -> Proportion {
    Proportion::new(successes, n).unwrap()
}

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn intervals_of_shares_stay_within_bounds_and_mirror(
        (successes, n) in counts(100_000), level in 0.5..0.9999_f64
    ) {
        let confidence = Confidence::new(level).unwrap();
        let (share, mirrored) = (proportion((successes, n)), proportion((n - successes, n)));
        let rate = share.rate().unwrap();
        for method in METHODS {
            let interval = method(share, confidence).unwrap();
            prop_assert!(0.0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 1.0);
            let other = method(mirrored, confidence).unwrap();
            prop_assert!(close(interval.lower, 1.0 - other.upper), "{interval:?}, {other:?}");
        }
        for method in &METHODS[..3] {
            let interval = method(share, confidence).unwrap();
            prop_assert!(interval.lower <= rate && rate <= interval.upper);
        }
        let (wilson, corrected) = (share.wilson(confidence).unwrap(), share.wilson_corrected(confidence).unwrap());
        prop_assert!(corrected.lower <= wilson.lower + 1e-12 && wilson.upper <= corrected.upper + 1e-12);
    }

    #[test]
    fn more_cases_of_the_same_share_narrow_the_interval((successes, n) in counts(1000)) {
        let width = |times: u64| proportion((successes * times, n * times)).wilson(Confidence::P95).unwrap().width();
        prop_assert!(width(2) < width(1));
        prop_assert!(width(100) < width(2));
    }

    #[test]
    fn wilsons_ends_solve_the_score_equation((successes, n) in counts(5000), level in 0.5..0.9999_f64) {
        let confidence = Confidence::new(level).unwrap();
        let interval = proportion((successes, n)).wilson(confidence).unwrap();
        let rate = successes as f64 / n as f64;
        for end in [interval.lower, interval.upper].into_iter().filter(|end| 0.0 < *end && *end < 1.0) {
            let z = (rate - end).abs() / (end * (1.0 - end) / n as f64).sqrt();
            prop_assert!((z - confidence.z()).abs() < 1e-6 * confidence.z(), "{z}");
        }
    }

    #[test]
    fn exact_intervals_leave_just_the_tails_outside((successes, n) in counts(60), level in 0.5..0.999_f64) {
        let interval = proportion((successes, n)).clopper_pearson(Confidence::new(level).unwrap()).unwrap();
        let tail = (1.0 - level) / 2.0;
        let probability = |counts: std::ops::RangeInclusive<u64>, p| {
            counts.map(|count| oracle::binomial(count, n, p)).sum::<f64>()
        };
        if successes > 0 {
            prop_assert!((probability(successes..=n, interval.lower) - tail).abs() < 1e-9);
        }
        if successes < n {
            prop_assert!((probability(0..=successes, interval.upper) - tail).abs() < 1e-9);
        }
    }

    #[test]
    fn median_ranks_cover_and_the_next_pair_does_not(n in 1_u64..60, level in 0.5..0.999_f64) {
        let confidence = Confidence::new(level).unwrap();
        let outside = |below: u64| (0..below).map(|count| oracle::binomial(count, n, 0.5)).sum::<f64>();
        let tail = (1.0 - level) / 2.0;
        match MedianRanks::new(n, confidence) {
            Some(ranks) => {
                prop_assert_eq!(ranks.lower + ranks.upper, n + 1);
                prop_assert!(close(ranks.coverage, 1.0 - 2.0 * outside(ranks.lower)));
                prop_assert!(outside(ranks.lower) <= tail + 1e-12);
                prop_assert!(outside(ranks.lower + 1) > tail - 1e-12 || ranks.lower + 1 > n.div_ceil(2));
            }
            None => prop_assert!(outside(1) > tail - 1e-12),
        }
    }

    #[test]
    fn fishers_test_is_that_of_whole_numbers(first in counts(30), second in counts(30)) {
        let pair = ProportionDifference::new(proportion(first), proportion(second));
        prop_assert!(close(pair.fisher().unwrap(), oracle::fisher(first.0, first.1, second.0, second.1)));
        let back = ProportionDifference::new(proportion(second), proportion(first));
        prop_assert!(close(pair.fisher().unwrap(), back.fisher().unwrap()));
        let (there, back) = (pair.newcombe(Confidence::P95).unwrap(), back.newcombe(Confidence::P95).unwrap());
        prop_assert!((there.lower + back.upper).abs() < 1e-12);
        let difference = pair.difference().unwrap();
        prop_assert!(there.lower <= difference + 1e-12 && difference - 1e-12 <= there.upper);
    }

    #[test]
    fn a_chart_knows_no_unit(values in vec(-50_i32..50, 2..40), shift in -1000_i32..1000, scale in 1_i32..50) {
        let other: Vec<i32> = values.iter().map(|value| value * scale + shift).collect();
        let (chart, other) =
            (XmrChart::new(&values).unwrap().unwrap(), XmrChart::new(&other).unwrap().unwrap());
        prop_assert_eq!(chart.run_ends(4), other.run_ends(4));
        prop_assert_eq!(chart.trend_ends(3), other.trend_ends(3));
        prop_assert_eq!(chart.outside(), other.outside());
        prop_assert_eq!(chart.two_of_three(), other.two_of_three());
        prop_assert_eq!(chart.nhs().map(|nhs| nhs.two_in_three), other.nhs().map(|nhs| nhs.two_in_three));
    }
}
