//! Known values, computed with 40 digits (mpmath 1.3.0).

use aftersales::kpi::statistics::{
    Confidence, MedianRanks, NetPromoterScore, Proportion, ProportionDifference, Satisfaction,
};

use crate::close;

const NORMAL: &[(f64, f64)] = &[
    (0.5, 0.674_489_750_196_081_7),
    (0.8, 1.281_551_565_544_600_4),
    (0.9, 1.644_853_626_951_472_6),
    (0.99, 2.575_829_303_548_901),
    (0.998, 3.090_232_306_167_813_6),
    (0.999_999_9, 5.326_723_886_384_496),
];

#[test]
fn normal_quantiles_keep_their_digits() {
    for &(level, z) in NORMAL {
        // The tail of a level near 1 is known no better than the level itself.
        let relative = 1e-14 + 1e-16 / (1.0 - level);
        close(Confidence::new(level).unwrap().z(), z, relative);
    }
}

#[test]
fn exact_intervals_keep_their_digits_for_many_cases() {
    let exact = [
        (1, 2, 0.012_579_117_093_425_05, 0.987_420_882_906_574_9),
        (3, 1000, 0.000_619_099_931_649_571_3, 0.008_742_023_238_478_303),
        (50_000, 100_000, 0.496_896_062_491_800_4, 0.503_103_937_508_199_6),
        (7, 1_000_000, 2.814_367_534_302_219e-6, 0.000_014_422_621_834_331_03),
        (999_990, 1_000_000, 0.999_981_609_721_108_7, 0.999_995_204_601_224_5),
    ];
    for (successes, n, lower, upper) in exact {
        let interval = Proportion::new(successes, n).unwrap().clopper_pearson(Confidence::P95).unwrap();
        close(interval.lower, lower, 1e-12);
        close(interval.upper, upper, 1e-12);
    }
}

#[test]
fn median_ranks_are_exact_for_many_values() {
    let known = [
        (6, 1, 6, 0.96875),
        (1001, 470, 532, 0.950_015_476_497_245_8),
        (20_000, 9861, 10_140, 0.951_487_538_404_109_6),
    ];
    for (n, lower, upper, coverage) in known {
        let ranks = MedianRanks::new(n, Confidence::P95).unwrap();
        assert_eq!((ranks.lower, ranks.upper), (lower, upper));
        close(ranks.coverage, coverage, 1e-12);
    }
    assert_eq!(MedianRanks::new(6, Confidence::P95).unwrap().of(&[1, 2, 3, 4, 5, 9]), Some((1, 9)));
    assert_eq!(MedianRanks::new(6, Confidence::P95).unwrap().of(&[1, 2]), None);
}

#[test]
fn students_quantile_keeps_its_digits() {
    // Half 1 and half 5: the standard error is 2 / sqrt(n - 1).
    let known = [
        (2_u64, 12.706_204_736_174_705),
        (6, 2.570_581_835_636_315_5),
        (100_000, 1.959_987_707_771_844_8),
        (1_000_000, 1.959_966_356_816_479_3),
    ];
    for (n, t) in known {
        let half = Satisfaction::new([n / 2, 0, 0, 0, n / 2]).mean_interval(Confidence::P95).unwrap();
        close((half.upper - 3.0) * ((n - 1) as f64).sqrt() / 2.0, t, 1e-11);
    }
}

#[test]
fn fishers_test_counts_tables_as_likely_as_the_one_seen() {
    // Of the 70 tables with these margins, those with 0, 1, 3 and 4 are no likelier than that with 3.
    let pair = ProportionDifference::new(Proportion::new(3, 4).unwrap(), Proportion::new(1, 4).unwrap());
    close(pair.fisher().unwrap(), 34.0 / 70.0, 1e-14);
    let alike = ProportionDifference::new(Proportion::new(0, 10).unwrap(), Proportion::new(0, 20).unwrap());
    assert_eq!((alike.fisher(), alike.pooled_z()), (Some(1.0), None));
    // So far apart that the weight of the table itself underflows.
    let far = ProportionDifference::new(
        Proportion::new(100_000, 100_000).unwrap(),
        Proportion::new(0, 100_000).unwrap(),
    );
    assert_eq!(far.fisher(), Some(0.0));
}

#[test]
fn answers_of_one_kind_leave_an_adjusted_score_with_width() {
    let mut counts = [0; 11];
    counts[10] = 10;
    let score = NetPromoterScore::new(counts);
    assert_eq!(score.interval(Confidence::P95).unwrap().width(), 0.0);
    assert!(score.adjusted_interval(Confidence::P95).unwrap().width() > 50.0);
}
