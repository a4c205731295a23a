use aftersales::kpi::statistics::{
    Caution, Confidence, Funnel, PChart, Pareto, Proportion, SignalRule, StageLog, Standing, XmrChart,
};

fn shares(counts: &[(u64, u64)]) -> Vec<Proportion> {
    counts.iter().map(|&(successes, n)| Proportion::new(successes, n).unwrap()).collect()
}

#[test]
fn equal_values_signal_nothing_whatever_their_mean_rounds_to() {
    let chart = XmrChart::new(&[95.1; 30]).unwrap().unwrap();
    assert!(chart.signals().is_empty() && chart.run_ends(2).is_empty() && chart.outside().is_empty());
    assert_eq!(chart.nhs(), None, "no range is left to make limits of");
}

#[test]
fn a_shift_signals_by_its_run_and_a_spike_by_its_place() {
    let mut values = vec![10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 30];
    values.extend([12, 10, 9, 11]);
    let chart = XmrChart::new(&values).unwrap().unwrap();
    assert!(chart.signals().iter().any(|signal| (signal.point, signal.rule) == (14, SignalRule::Outside)));
    let shifted: Vec<i32> =
        (0..20).map(|week| if week < 10 { 20 + week % 2 } else { 30 + week % 2 }).collect();
    let chart = XmrChart::new(&shifted).unwrap().unwrap();
    let runs: Vec<_> = chart.run_ends(8);
    assert_eq!(runs, [7, 8, 9, 17, 18, 19]);
    let nhs = chart.nhs().unwrap();
    assert_eq!(nhs.runs, (0..20).collect::<Vec<_>>());
}

#[test]
fn a_trend_is_broken_by_an_equal_value() {
    let chart = XmrChart::new(&[1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10]).unwrap().unwrap();
    assert_eq!(chart.trend_ends(4), [3, 7, 8, 9, 10]);
    assert_eq!(chart.nhs().unwrap().trends, [4, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn a_week_without_cases_has_no_limits_and_breaks_nothing() {
    let weeks = shares(&[(90, 100), (0, 0), (85, 95), (110, 120)]);
    let chart = PChart::new(&weeks).unwrap();
    assert_eq!(chart.limits()[1], None);
    assert_eq!(chart.z()[1], None);
    let without: Vec<_> = weeks.iter().copied().filter(|week| week.n() > 0).collect();
    assert_eq!(chart.laney_sigma(), PChart::new(&without).unwrap().laney_sigma());
    let alike = PChart::new(&shares(&[(3, 3), (9, 9)])).unwrap();
    assert_eq!((alike.laney_sigma(), alike.signals()), (None, Vec::new()));
}

#[test]
fn a_funnel_widens_for_small_groups() {
    let groups = shares(&[(5, 5), (500, 1000), (60, 100), (435, 1000)]);
    let funnel = Funnel::new(&groups).unwrap();
    let sure = Confidence::new(0.998).unwrap();
    let width = |n| funnel.limits(n, sure).unwrap().width();
    assert!(width(5) > width(100) && width(100) > width(1000));
    let standing: Vec<_> =
        groups.iter().map(|group| funnel.standing(*group, Confidence::P95).unwrap()).collect();
    assert_eq!(standing[1..], [Standing::Within, Standing::Above, Standing::Below]);
    assert_eq!(funnel.limits(0, sure), None);
    // Half of a fair coin's ten throws: P(X <= 1) is 0.0107 and P(X <= 2) is 0.0547, so 0.025 lies 1.325 on the way.
    let fair = Funnel::new(&shares(&[(1, 2)])).unwrap();
    let lower = fair.limits(10, Confidence::P95).unwrap().lower;
    assert!((lower - (2.0 - (0.0546875 - 0.025) / 0.0439453125) / 10.0).abs() < 1e-12, "{lower}");
}

#[test]
fn equally_frequent_causes_stand_by_name_and_one_name_counts_once() {
    let faults = Pareto::new([("port", 8), ("drop", 8), ("power", 6), ("power", 4), ("none", 0)]);
    let rows: Vec<_> = faults.rows().iter().map(|row| (row.name, row.cumulative.successes())).collect();
    assert_eq!(rows, [("power", 10), ("drop", 18), ("port", 26)]);
    assert_eq!(faults.vital_few(10.0 / 26.0).len(), 1);
    assert_eq!(faults.vital_few(1.0).len(), 3);
}

#[test]
fn small_numbers_are_cautioned() {
    let of = |successes, n| Caution::of(Proportion::new(successes, n).unwrap());
    assert_eq!(of(0, 10), [Caution::FewCases, Caution::WideInterval, Caution::AllAlike]);
    assert_eq!(of(30, 30), [Caution::AllAlike]);
    assert_eq!(of(2, 60), [Caution::WideForItsShare]);
    assert!(of(2, 1000).is_empty(), "the interval is narrow in points");
}

#[test]
fn entries_out_of_order_are_sorted_and_entries_of_one_time_keep_their_order() {
    let sorted = StageLog::new(&[1, 1, 1, 2], &[5, 6, 7, 5], &[0, 10, 10, 3]).unwrap();
    let mixed = StageLog::new(&[1, 2, 1, 1], &[6, 5, 7, 5], &[10, 3, 10, 0]).unwrap();
    assert_eq!(sorted, mixed);
    assert_eq!(mixed.variants().into_keys().next(), Some(vec![5]));
    assert_eq!(mixed.changes()[&1], 2);
    assert_eq!(mixed.ends(), [(5, 1), (7, 1)].into());
}
