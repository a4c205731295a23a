use aftersales::kpi::statistics::{Confidence, KaplanMeier, QuantileMethod, QuantileSketch};

use crate::close;

#[test]
fn thirty_of_sixty_are_one_half() {
    let durations: Vec<f64> = (1..=60).map(f64::from).collect();
    let observed: Vec<bool> = (1..=60).map(|rank| rank <= 40).collect();
    let curve = KaplanMeier::new(&durations, &observed).unwrap();
    assert_eq!(curve.survival_at(30.0), 0.5);
    assert_eq!(curve.median(), Some(30.0));
    assert_eq!(curve.quantile(0.25).unwrap(), Some(15.0));
    assert_eq!(curve.quantile(0.9).unwrap(), None, "twenty are still open");
}

#[test]
fn a_share_that_rounding_alone_misses_is_reached() {
    // 1/3 * 3/4 is one quarter, after a case dropped out of sight in between.
    let curve = KaplanMeier::new(&[1, 1, 1, 1, 2, 3, 4, 5, 6], &[true; 9]).unwrap();
    close(curve.survival_at(1.0), 5.0 / 9.0, 1e-15);
    let durations = [1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 7];
    let observed = [true, true, true, true, false, true, true, true, true, false, false, false];
    let curve = KaplanMeier::new(&durations, &observed).unwrap();
    // 2/3 * 3/7 = 2/7.
    close(curve.survival_at(6.0), 2.0 / 7.0, 1e-15);
    assert_eq!(curve.quantile(1.0 - 2.0 / 7.0).unwrap(), Some(6.0));
}

#[test]
fn open_cases_lengthen_the_median() {
    let hours = [1.0, 2.0, 3.0, 4.0, 5.0, 90.0, 95.0, 99.0];
    let closed_only = KaplanMeier::new(&hours[..5], &[true; 5]).unwrap();
    let all = KaplanMeier::new(&hours, &[true, true, true, true, true, false, false, false]).unwrap();
    assert_eq!(closed_only.median(), Some(3.0));
    assert_eq!(all.median(), Some(4.0));
    assert_eq!((all.n(), all.events()), (8, 5));
}

#[test]
fn negative_zero_is_zero() {
    let curve = KaplanMeier::new(&[-0.0, 0.0, 1.0], &[true; 3]).unwrap();
    assert_eq!(curve.steps().len(), 2);
    assert_eq!(curve.steps()[0].time.to_bits(), 0);
}

#[test]
fn the_restricted_mean_has_the_error_of_a_mean_where_nothing_is_censored() {
    let hours = [1.0, 2.0, 4.0, 7.0];
    let mean = KaplanMeier::new(&hours, &[true; 4]).unwrap().restricted_mean(100.0).unwrap().unwrap();
    close(mean.value, 3.5, 1e-15);
    let variance = hours.iter().map(|hour| (hour - 3.5) * (hour - 3.5)).sum::<f64>() / 4.0;
    close(mean.standard_error, (variance / 4.0).sqrt(), 1e-14);
    let early = KaplanMeier::new(&hours, &[true; 4]).unwrap().restricted_mean(3.0).unwrap().unwrap();
    close(early.value, (1.0 + 2.0 + 3.0 + 3.0) / 4.0, 1e-15);
}

#[test]
fn whole_microseconds_and_floats_give_one_curve() {
    let micros = [60_000_000_i64, 0, 7_000_000_000, 7_000_000_000];
    let floats = micros.map(|micros| micros as f64);
    let observed = [true, true, false, true];
    assert_eq!(KaplanMeier::new(&micros, &observed).unwrap(), KaplanMeier::new(&floats, &observed).unwrap());
}

#[test]
fn a_rank_that_rounding_alone_passes_is_that_rank() {
    // 0.55 of 100 is rank 55, though the product of the floats is a little more.
    let mut values: Vec<i64> = (1..=100).collect();
    assert_eq!(QuantileMethod::InvertedCdf.quantile(&mut values, 0.55).unwrap(), Some(55.0));
    assert_eq!(QuantileMethod::InvertedCdf.quantile(&mut values, 0.29).unwrap(), Some(29.0));
}

#[test]
fn the_greatest_floats_do_not_overflow() {
    let mut values = [-f64::MAX, f64::MAX];
    assert_eq!(QuantileMethod::Linear.quantile(&mut values, 0.5).unwrap(), Some(0.0));
    let mut sketch = QuantileSketch::new(0.01).unwrap();
    sketch.add_column(&values).unwrap();
    sketch.add_column(&[f64::MIN_POSITIVE, 5e-324, 0.0]).unwrap();
    assert_eq!(sketch.quantile(1.0).unwrap(), Some(f64::MAX));
    assert_eq!(sketch.quantile(0.0).unwrap(), Some(-f64::MAX));
    assert_eq!(sketch.quantile(0.25).unwrap(), Some(0.0), "numbers below the normal ones count as zero");
    assert_eq!(sketch.n(), 5);
}

#[test]
fn a_band_is_absent_where_all_have_ended() {
    let curve = KaplanMeier::new(&[1.0, 2.0], &[true; 2]).unwrap();
    assert!(KaplanMeier::band(&curve.steps()[0], Confidence::P95).is_some());
    assert_eq!(KaplanMeier::band(&curve.steps()[1], Confidence::P95), None);
    assert_eq!(curve.median_interval(Confidence::P95).upper, Some(2.0));
}

#[test]
fn a_sketch_stays_small_whatever_comes() {
    let mut sketch = QuantileSketch::new(0.01).unwrap();
    let year = 365.0 * 24.0 * 3600.0;
    // Durations from a minute to a year, evenly by their logarithm.
    let mut duration = 60.0;
    while duration < year {
        sketch.add(duration).unwrap();
        duration *= 1.001;
    }
    assert!(sketch.bytes() < 20_000, "{} bytes", sketch.bytes());
    // Every size of float there is, of both signs, from the inside out and back.
    for exponent in (0..2047_u64).chain((0..2047).rev()) {
        for fraction in 0..64_u64 {
            let value = f64::from_bits(exponent << 52 | fraction << 46);
            sketch.add_column(&[value, -value]).unwrap();
        }
    }
    assert!(sketch.bytes() < 3_200_000, "{} bytes", sketch.bytes());
}
