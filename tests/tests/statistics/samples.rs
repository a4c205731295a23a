//! Quantiles, and the sketch whose parts come together in any way.

use aftersales::kpi::statistics::{QuantileMethod, QuantileSketch};
use aftersales_tests::oracle::statistics as oracle;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{close, share};

const METHODS: [QuantileMethod; 4] = [
    QuantileMethod::InvertedCdf,
    QuantileMethod::Weibull,
    QuantileMethod::Linear,
    QuantileMethod::MedianUnbiased,
];

/// Numbers of every size and sign, many of them equal.
fn values() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => (-20_i32..200).prop_map(f64::from),
        2 => -1e6..1e6_f64,
        1 => (-300_i32..300, 1.0..10.0_f64).prop_map(|(exponent, lead)| lead * 10_f64.powf_exact(exponent)),
        1 => Just(0.0),
    ]
}

/// Powers of ten without functions that differ between platforms.
trait PowerOfTen {
    fn powf_exact(self, exponent: i32) -> f64;
}

impl PowerOfTen for f64 {
    fn powf_exact(self, exponent: i32) -> f64 {
        format!("1e{exponent}").parse().unwrap()
    }
}

fn sketch(values: &[f64], error: f64) -> QuantileSketch {
    let mut sketch = QuantileSketch::new(error).unwrap();
    sketch.add_column(values).unwrap();
    sketch
}

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn quantiles_are_those_of_the_definition(
        mut values in vec(values(), 1..60), parts in vec((0_u64..=40, 1_u64..=40), 1..6)
    ) {
        let parts: Vec<(u64, u64)> = parts.into_iter().map(|(above, of)| (above.min(of), of)).collect();
        let p: Vec<f64> = parts.iter().map(|&(above, of)| above as f64 / of as f64).collect();
        let original = values.clone();
        let scale = original.iter().fold(0.0, |scale: f64, value| scale.max(value.abs()));
        for method in METHODS {
            let got = method.quantiles(&mut values, &p).unwrap().unwrap();
            for (got, &(above, of)) in got.iter().zip(&parts) {
                let expected = oracle::quantile(&original, method, above, of);
                prop_assert!((got - expected).abs() <= 1e-12 * scale, "{method:?} at {above}/{of}: {got}, {expected}");
            }
        }
        values.sort_by(f64::total_cmp);
        let mut sorted = original;
        sorted.sort_by(f64::total_cmp);
        prop_assert_eq!(&values, &sorted, "selecting loses no value");
        let ascending: Vec<f64> = (0..=50).map(|step| f64::from(step) / 50.0).collect();
        for method in METHODS {
            let quantiles = method.quantiles_of_sorted(&sorted, &ascending).unwrap().unwrap();
            prop_assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]), "{method:?}: {quantiles:?}");
        }
    }

    #[test]
    fn sketches_merge_in_any_split_and_order(
        values in vec(values(), 0..200), cuts in vec(0_usize..200, 0..6), error in 0.001..0.5_f64, seed in any::<u64>()
    ) {
        let whole = sketch(&values, error);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(values.len())).collect();
        cuts.extend([0, values.len()]);
        cuts.sort_unstable();
        let mut parts: Vec<QuantileSketch> =
            cuts.windows(2).map(|cut| sketch(&values[cut[0]..cut[1]], error)).collect();
        // Merges two parts of a random choice until one is left: any order, any grouping.
        let mut state = seed;
        while parts.len() > 1 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let taken = parts.swap_remove((state >> 33) as usize % parts.len());
            let place = (state >> 13) as usize % parts.len();
            parts[place].merge(&taken).unwrap();
        }
        prop_assert_eq!(&parts[0], &whole);
        for p in [0.0, 0.1, 0.5, 0.9, 1.0] {
            prop_assert_eq!(parts[0].quantile(p).unwrap(), whole.quantile(p).unwrap());
        }
        let mut reversed = values.clone();
        reversed.reverse();
        prop_assert_eq!(&sketch(&reversed, error), &whole);
        let mut with_empty = whole.clone();
        with_empty.merge(&sketch(&[], error)).unwrap();
        prop_assert_eq!(&with_empty, &whole);
    }

    #[test]
    fn a_sketch_keeps_to_its_bound(values in vec(values(), 1..300), error in 0.0002..0.9_f64, p in 0.0..=1.0_f64) {
        let sketch = sketch(&values, error);
        prop_assert!(sketch.relative_error() <= error);
        prop_assert_eq!(sketch.n(), values.len() as u64);
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        let exact = sorted[(p * (sorted.len() - 1) as f64) as usize];
        let got = sketch.quantile(p).unwrap().unwrap();
        let bound = sketch.relative_error() * exact.abs() * (1.0 + 1e-12);
        prop_assert!((got - exact).abs() <= bound, "{got} for {exact}, bound {bound}");
        prop_assert!(close(sketch.least().unwrap(), sorted[0]));
        let counted: u64 = sketch.buckets().map(|bucket| bucket.count).sum();
        prop_assert_eq!(counted, sketch.n());
    }
}
