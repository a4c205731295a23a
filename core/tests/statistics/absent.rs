use aftersales::kpi::statistics::{
    Caution, Confidence, CrowAmsaa, ErlangC, Funnel, KaplanMeier, MedianRanks, NetPromoterScore, PChart,
    Pareto, Proportion, ProportionDifference, QuantileMethod, QuantileSketch, Satisfaction, StageLog,
    Weibull, XmrChart, laplace_trend, log_rank, mean_cumulative_repairs,
};

const SURE: Confidence = Confidence::P95;

#[test]
fn a_share_without_cases_has_no_rate_and_no_interval() {
    let none = Proportion::new(0, 0).unwrap();
    assert_eq!(none.rate(), None);
    let intervals = [
        none.wilson(SURE),
        none.wilson_corrected(SURE),
        none.clopper_pearson(SURE),
        none.agresti_coull(SURE),
        none.jeffreys(SURE),
    ];
    assert_eq!(intervals, [None; 5]);
    let pair = ProportionDifference::new(none, Proportion::new(1, 2).unwrap());
    assert_eq!((pair.difference(), pair.newcombe(SURE), pair.fisher()), (None, None, None));
    assert_eq!(pair.pooled_z(), None);
    assert!(Caution::of(none).is_empty());
    assert_eq!(Funnel::new(&[none]), None);
    assert_eq!(PChart::new(&[none, none]), None);
}

#[test]
fn no_answers_have_no_score() {
    let (score, asked) = (NetPromoterScore::new([0; 11]), Satisfaction::new([0; 5]));
    assert_eq!(
        (score.points(), score.mean(), score.standard_error(), score.variance()),
        (None, None, None, None)
    );
    assert_eq!((score.interval(SURE), score.adjusted_interval(SURE)), (None, None));
    assert_eq!((asked.mean(), asked.mean_interval(SURE), asked.share_of_top(2).rate()), (None, None, None));
    assert_eq!(Satisfaction::new([0, 0, 1, 0, 0]).mean_interval(SURE), None, "one answer has no spread");
}

#[test]
fn no_durations_have_no_curve() {
    let curve = KaplanMeier::new::<f64>(&[], &[]).unwrap();
    assert_eq!((curve.n(), curve.median(), curve.quantile(0.9).unwrap()), (0, None, None));
    assert_eq!(curve.restricted_mean(8.0).unwrap(), None);
    assert_eq!(curve.median_interval(SURE).lower, None);
    assert_eq!(log_rank::<f64>((&[], &[]), (&[1.0], &[true])).unwrap(), None);
    assert_eq!(log_rank((&[1.0], &[false]), (&[1.0], &[false])).unwrap(), None);
}

#[test]
fn no_values_have_no_quantile_and_no_chart() {
    assert_eq!(QuantileMethod::Linear.quantiles::<i64>(&mut [], &[0.5]).unwrap(), None);
    let sketch = QuantileSketch::new(0.01).unwrap();
    assert_eq!((sketch.quantile(0.5).unwrap(), sketch.least(), sketch.greatest()), (None, None, None));
    assert_eq!(MedianRanks::new(0, SURE), None);
    assert_eq!(XmrChart::new(&[4.0]).unwrap(), None);
    assert!(Pareto::<&str>::new([]).vital_few(0.8).is_empty());
    let log = StageLog::new(&[], &[], &[]).unwrap();
    assert!(log.case_durations().is_empty() && log.passages().is_empty() && log.starts().is_empty());
}

#[test]
fn no_failures_have_no_trend_and_no_life() {
    assert_eq!(CrowAmsaa::new(&[]).unwrap(), None);
    assert_eq!(CrowAmsaa::new(&[7.0]).unwrap(), None);
    assert_eq!(CrowAmsaa::new(&[7.0, 7.0]).unwrap(), None);
    assert_eq!(laplace_trend(&[], Some(9.0)).unwrap(), None);
    assert_eq!(
        laplace_trend(&[9.0], None).unwrap(),
        None,
        "the failure that ends the observation says nothing"
    );
    assert!(mean_cumulative_repairs(&[], &[9.0]).unwrap().is_empty());
    assert_eq!(Weibull::fit(&[], &[9.0]).unwrap(), None);
    assert_eq!(Weibull::fit(&[9.0, 9.0], &[3.0]).unwrap(), None, "one age tells no shape");
}

#[test]
fn what_no_number_reaches_is_absent() {
    assert_eq!(ErlangC::new(10.0, 1.0, 1.0).unwrap().with(10), None, "the queue would grow without end");
    let early = Weibull::new(100.0, 0.8).unwrap();
    assert_eq!((early.replacement(1.0, 9.0).unwrap(), early.overhaul(1.0, 9.0).unwrap()), (None, None));
    assert_eq!(Weibull::new(100.0, 3.0).unwrap().replacement(9.0, 9.0).unwrap(), None);
    let growing = CrowAmsaa::new(&[100.0, 150.0, 180.0, 200.0]).unwrap().unwrap();
    assert_eq!(growing.time_to(500.0).unwrap(), None, "failures grow more frequent");
}
