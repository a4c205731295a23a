use std::collections::BTreeSet;

use aftersales::kpi::KpiError;
use aftersales::kpi::statistics::{
    BaseStock, Confidence, CrowAmsaa, ErlangA, ErlangC, KaplanMeier, Newsvendor, Proportion, QuantileMethod,
    QuantileSketch, ServiceTarget, StageLog, StockCosts, Weibull, XmrChart, laplace_trend, log_rank,
    mean_cumulative_repairs,
};

/// A refusal, its code, the value in question and a word of what would be right.
type Met = (KpiError, &'static str, &'static str, &'static str);

fn met<T>(result: Result<T, KpiError>, code: &'static str, value: &'static str, right: &'static str) -> Met {
    (result.err().unwrap(), code, value, right)
}

fn refusals() -> Vec<Met> {
    let range = "kpi.statistics.out_of_range";
    let curve = KaplanMeier::new(&[1.0], &[true]).unwrap();
    let sketch = || QuantileSketch::new(0.01).unwrap();
    vec![
        met(Proportion::new(3, 2), "kpi.statistics.count_above_whole", "`3`", "at most `2`"),
        met(Confidence::new(0.0), range, "`0`", "between 0 and 1"),
        met(Confidence::new(1.0), range, "`1`", "between 0 and 1"),
        met(Confidence::new(f64::NAN), range, "`NaN`", "between 0 and 1"),
        met(KaplanMeier::new(&[1.0, 2.0], &[true]), "kpi.column.length", "1 rows", "2 are expected"),
        met(KaplanMeier::new(&[1.0, f64::NAN], &[true; 2]), "kpi.column.not_finite", "row 1", "finite"),
        met(KaplanMeier::new(&[f64::INFINITY], &[true]), "kpi.column.not_finite", "`inf`", "finite"),
        met(KaplanMeier::new(&[-1_i64], &[true]), "kpi.column.negative", "`-1`", "zero or more"),
        met(
            log_rank((&[1.0], &[true]), (&[-0.5], &[true])),
            "kpi.column.negative",
            "second durations",
            "zero",
        ),
        met(curve.quantile(0.0), range, "`0`", "above 0"),
        met(curve.quantile_interval(f64::NAN, Confidence::P95), range, "`NaN`", "above 0"),
        met(curve.restricted_mean(-1.0), range, "`-1`", "zero or more"),
        met(curve.restricted_mean(f64::INFINITY), range, "`inf`", "finite"),
        met(QuantileMethod::Linear.quantile(&mut [1.0], 1.5), range, "`1.5`", "from 0 to 1"),
        met(QuantileMethod::Linear.quantiles_of_sorted(&[1.0], &[-0.1]), range, "`-0.1`", "from 0 to 1"),
        met(
            QuantileMethod::Linear.quantile(&mut [f64::NAN], 0.5),
            "kpi.column.not_finite",
            "`NaN`",
            "finite",
        ),
        met(QuantileSketch::new(0.000_1), range, "`0.0001`", "0.000123"),
        met(QuantileSketch::new(1.0), range, "`1`", "below 1"),
        met(QuantileSketch::new(f64::NAN), range, "`NaN`", "below 1"),
        met(sketch().add(f64::NEG_INFINITY), "kpi.column.not_finite", "`-inf`", "finite"),
        met(sketch().quantile(2.0), range, "`2`", "from 0 to 1"),
        met(sketch().merge(&QuantileSketch::new(0.1).unwrap()), "kpi.sketch.differs", "0.0588", "the same"),
        met(XmrChart::new(&[1.0, f64::NAN]), "kpi.column.not_finite", "row 1", "finite"),
        met(ErlangC::new(0.0, 60.0, 3.0), range, "`0`", "above 0"),
        met(ErlangC::new(1e9, 1.0, 1.0), range, "`load`", "1000000 agents"),
        met(ServiceTarget::new(1.0, 0.3, 0.9), range, "`1`", "below 1"),
        met(ServiceTarget::new(0.8, -1.0, 0.9), range, "`-1`", "0 or more"),
        met(ServiceTarget::new(0.8, 0.3, f64::NAN), range, "`NaN`", "above 0"),
        met(ErlangA::new(0, 1.0, 1.0, 1.0), range, "`agents`", "1 to 1000000"),
        met(ErlangA::new(5, 10.0, 1.0, 1e-300), range, "`abandon`", "arrivals"),
        met(BaseStock::new(1.0, f64::INFINITY), range, "`lead_time`", "finite"),
        met(BaseStock::new(1.0, 1.0).and_then(|part| part.stock_for(1.0)), range, "`1`", "below 1"),
        met(Newsvendor::new(1.0, 0.0, 1.0), range, "`holding`", "above 0"),
        met(StockCosts::new(1.0, 1.0, -1.0), range, "`lacking`", "above 0"),
        met(CrowAmsaa::new(&[0.0, 1.0]), range, "`0`", "above 0"),
        met(CrowAmsaa::new(&[f64::NAN]), "kpi.column.not_finite", "`NaN`", "finite"),
        met(laplace_trend(&[5.0], Some(4.0)), range, "`4`", "after the last failure"),
        met(mean_cumulative_repairs(&[9.0], &[8.0]), range, "`9`", "was observed"),
        met(Weibull::new(1.0, 0.0), range, "`shape`", "0.05 to 1000"),
        met(Weibull::fit(&[0.0, 1.0], &[]), range, "`0`", "above 0"),
        met(Weibull::fit(&[1.0], &[-1.0]), "kpi.column.negative", "`-1`", "zero or more"),
        met(Weibull::new(1.0, 2.0).and_then(|life| life.quantile(1.0)), range, "`share`", "below 1"),
        met(
            Weibull::new(1.0, 2.0).and_then(|life| life.replacement(0.0, 2.0)),
            range,
            "`planned_cost`",
            "above 0",
        ),
        met(StageLog::new(&[1], &[1, 2], &[0]), "kpi.column.length", "`states`", "1 are expected"),
        met(StageLog::new(&[1], &[1], &[i64::MAX]), "kpi.column.outside_time", "row 0", "0001 to 9999"),
    ]
}

#[test]
fn every_refusal_has_its_code_and_names_the_value_and_what_is_right() {
    for (error, code, value, right) in refusals() {
        let message = error.to_string();
        assert_eq!(error.code(), code, "{message}");
        assert!(message.contains(value), "{message} does not name {value}");
        assert!(message.contains(right), "{message} does not say {right}");
        assert!(!message.ends_with('.') && !message.contains('\n'), "{message}");
    }
}

#[test]
fn every_code_of_statistics_is_met() {
    let met: BTreeSet<_> = refusals().into_iter().map(|refusal| refusal.1).collect();
    let rooms = ["kpi.column.", "kpi.statistics.", "kpi.sketch."];
    let listed = KpiError::CODES.iter().copied();
    let listed: BTreeSet<_> = listed.filter(|code| rooms.iter().any(|room| code.starts_with(room))).collect();
    assert_eq!(met, listed);
    assert!(met.iter().all(|code| aftersales::error_codes().contains(code)));
}

#[test]
fn a_column_with_one_bad_value_adds_nothing() {
    let mut sketch = QuantileSketch::new(0.01).unwrap();
    assert!(sketch.add_column(&[1.0, f64::NAN]).is_err());
    assert_eq!(sketch, QuantileSketch::new(0.01).unwrap());
}
