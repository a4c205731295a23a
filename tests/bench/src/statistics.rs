//! The statistics in the race: updates of a quantile sketch, against one that takes a logarithm for each, and Kaplan–Meier curves.

use std::hint::black_box;

use aftersales::kpi::statistics::{KaplanMeier, QuantileSketch};
use sketches_ddsketch::{Config, DDSketch};

use crate::race::{Entry, Operation};

/// The crate [sketches-ddsketch](https://crates.io/crates/sketches-ddsketch).
pub(crate) const DDSKETCH: &str = "ddsketch";
/// Sketch updates a second on one core that are aimed at.
pub(crate) const AIM_PER_SECOND: f64 = 50e6;
/// Nanoseconds a duration that are aimed at: a curve of a million in 60 ms.
pub(crate) const AIM_PER_DURATION: f64 = 60.0;

/// Durations of one sketch.
const VALUES: usize = 1 << 16;
/// Durations of one curve.
const CASES: usize = 1_000_000;
/// The relative error that both sketches are made for.
const RELATIVE_ERROR: f64 = 0.01;

/// The entries of [`Operation::SketchUpdate`] and [`Operation::KaplanMeier`]; one row is one duration.
pub(crate) fn entries() -> [Entry; 3] {
    let ours = durations(VALUES);
    let theirs = ours.clone();
    let (curve, observed) = (durations(CASES), observed(CASES));
    [
        Entry::new(Operation::SketchUpdate, "aftersales", VALUES, move |calls| {
            for _ in 0..calls {
                let mut sketch = QuantileSketch::new(RELATIVE_ERROR).expect("the error is in range");
                for duration in &ours {
                    sketch.add(*duration).expect("durations are finite");
                }
                black_box(&sketch);
            }
        }),
        Entry::new(Operation::SketchUpdate, DDSKETCH, VALUES, move |calls| {
            for _ in 0..calls {
                let mut sketch = DDSketch::new(Config::new(RELATIVE_ERROR, 2048, 1e-9));
                for duration in &theirs {
                    sketch.add(*duration);
                }
                black_box(&sketch);
            }
        }),
        Entry::new(Operation::KaplanMeier, "aftersales", CASES, move |calls| {
            for _ in 0..calls {
                let curve = KaplanMeier::new(&curve, &observed).expect("durations are finite");
                black_box(curve.median());
            }
        }),
    ]
}

/// Hours, most of them few, all different.
fn durations(count: usize) -> Vec<f64> {
    let mut random = fastrand::Rng::with_seed(7);
    std::iter::repeat_with(|| -48.0 * (1.0 - random.f64()).ln()).take(count).collect()
}

/// Four of five.
fn observed(count: usize) -> Vec<bool> {
    let mut random = fastrand::Rng::with_seed(11);
    std::iter::repeat_with(|| random.f64() < 0.8).take(count).collect()
}
