//! The range of a sum against a simulation, in the shares that an estimate shows.

use aftersales::cost::{CostError, Distribution, LogNormal, RangeMethod, ThreePoint, Total, Triangular};

/// Cases of a simulation: the standard error of its P10 and P90 stays below 0.5 % for the widest sums tested here.
const CASES: usize = 200_000;

/// A sequence of numbers that looks random and is the same in every run (SplitMix64).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One standard normal number (Box and Muller).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.next())).sqrt();
        radius * libm::cos(core::f64::consts::TAU * self.next())
    }

    pub(crate) fn draw(&mut self, part: &Distribution) -> f64 {
        match part {
            Distribution::LogNormal(spread) => libm::exp(spread.mu() + spread.sigma() * self.normal()),
            // A beta of shapes a and b with a + b = 6 by its own rejection, far from the code under test.
            Distribution::ThreePoint(points) => {
                let Some((alpha, beta)) = points.shapes() else { return points.low() };
                let mode = (alpha - 1.0) / 4.0;
                let density = |x: f64| libm::pow(x, alpha - 1.0) * libm::pow(1.0 - x, beta - 1.0);
                let peak = density(mode);
                loop {
                    let (x, height) = (self.next(), self.next());
                    if height * peak <= density(x) {
                        return points.low() + x * (points.high() - points.low());
                    }
                }
            }
            other => other.mean(),
        }
    }

    fn sums(&mut self, parts: &[Distribution]) -> Vec<f64> {
        (0..CASES).map(|_| parts.iter().map(|part| self.draw(part)).sum()).collect()
    }

    /// P10, P25, P50, P75 and P90 of the sum.
    fn quantiles(&mut self, parts: &[Distribution]) -> [f64; 5] {
        let mut sums: Vec<f64> = (0..CASES).map(|_| parts.iter().map(|part| self.draw(part)).sum()).collect();
        sums.sort_by(f64::total_cmp);
        SHARES.map(|share| sums[(share * CASES as f64) as usize])
    }
}

const SHARES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

pub(crate) fn log_normal(median: f64, sigma: f64) -> Distribution {
    LogNormal::from_median(median, sigma).unwrap().into()
}

fn pert(low: f64, mode: f64, high: f64) -> Distribution {
    ThreePoint::new(low, mode, high).unwrap().into()
}

/// Sums as jobs have them: alike, unlike, with fixed and three-point parts.
fn jobs() -> Vec<(&'static str, Vec<Distribution>)> {
    let alike = |count, sigma| vec![log_normal(40.0, sigma); count];
    vec![
        ("2 at 0.3", alike(2, 0.3)),
        ("2 at 1.2", alike(2, 1.2)),
        ("3 at 1.2", alike(3, 1.2)),
        ("6 at 0.8", alike(6, 0.8)),
        ("10 at 1.2", alike(10, 1.2)),
        ("40 at 1.2", alike(40, 1.2)),
        (
            "one long, three short",
            vec![log_normal(200.0, 1.2), log_normal(5.0, 1.2), log_normal(5.0, 0.3), log_normal(8.0, 0.6)],
        ),
        ("one very long, one short", vec![log_normal(300.0, 1.2), log_normal(1.0, 1.2)]),
        ("wide and narrow", vec![log_normal(60.0, 0.1), log_normal(20.0, 1.2)]),
        (
            "fixed beside",
            vec![Distribution::fixed(30.0).unwrap(), log_normal(30.0, 1.2), log_normal(60.0, 0.7)],
        ),
        ("three-point beside", vec![pert(10.0, 15.0, 60.0), log_normal(20.0, 1.0), pert(5.0, 5.0, 20.0)]),
        (
            "three-point alone",
            vec![pert(2.0, 4.0, 12.0), pert(1.0, 2.0, 3.0), pert(0.5, 1.0, 8.0), pert(8.0, 16.0, 40.0)],
        ),
    ]
}

/// How far the shares lie from the simulated ones, at most.
fn off(parts: &[Distribution], method: RangeMethod, simulated: [f64; 5]) -> f64 {
    let total = Total::of(parts, method).unwrap();
    let each = SHARES.iter().zip(simulated);
    each.map(|(&share, seen)| (total.quantile(share).unwrap() / seen - 1.0).abs()).fold(0.0, f64::max)
}

#[test]
fn sums_are_within_one_per_cent_of_simulation() {
    for (name, parts) in jobs() {
        let off = off(&parts, RangeMethod::Convolution, Numbers(2026).quantiles(&parts));
        assert!(off < 0.01, "{name}: {off}");
    }
}

#[test]
fn fenton_wilkinson_serves_narrow_parts_only() {
    let seen = |parts: &[Distribution]| off(parts, RangeMethod::FentonWilkinson, Numbers(7).quantiles(parts));
    assert!(seen(&[log_normal(40.0, 0.3); 5]) < 0.005);
    let wide = seen(&[log_normal(40.0, 1.2); 3]);
    assert!((0.1..0.4).contains(&wide), "{wide}");
}

#[test]
fn the_share_below_a_quantile_is_its_share() {
    for method in [RangeMethod::Convolution, RangeMethod::FentonWilkinson, RangeMethod::Normal] {
        for (name, parts) in jobs() {
            let total = Total::of(&parts, method).unwrap();
            for share in SHARES {
                let value = total.quantile(share).unwrap();
                if value > parts.iter().map(|part| part.quantile(1e-9).unwrap()).sum::<f64>() * 1.01 {
                    assert!((total.probability(value) - share).abs() < 1e-9, "{name}: {share}");
                }
            }
            assert_eq!(total.probability(-1.0), 0.0);
        }
    }
}

#[test]
fn the_tail_beyond_the_shown_shares_goes_on() {
    for (name, parts) in jobs() {
        let total = Total::of(&parts, RangeMethod::Convolution).unwrap();
        let mut sums: Vec<f64> = Numbers(5).sums(&parts);
        sums.sort_by(f64::total_cmp);
        for share in [0.96, 0.98, 0.99, 0.998] {
            let seen = sums[(share * CASES as f64) as usize];
            assert!(
                (total.probability(seen) - share).abs() < 0.005,
                "{name}: {share} {}",
                total.probability(seen)
            );
        }
    }
}

#[test]
fn one_more_operation_never_shortens_the_job() {
    for (name, parts) in jobs() {
        let mut before = 0.0;
        for count in 1..=parts.len() {
            let total = Total::of(&parts[..count], RangeMethod::Convolution).unwrap();
            let range = total.range();
            assert!(range.p10() <= range.p50() && range.p50() <= range.p90(), "{name}");
            assert!(range.p50() > before, "{name}: {count} operations");
            before = range.p50();
        }
    }
}

#[test]
fn one_uncertain_part_needs_no_approximation() {
    let alone = log_normal(90.0, 1.2);
    let beside = [Distribution::fixed(30.0).unwrap(), alone, Distribution::fixed(15.0).unwrap()];
    let range = Total::of(&beside, RangeMethod::Convolution).unwrap().range();
    assert_eq!(range.method(), RangeMethod::Exact);
    assert_eq!(range.p50(), 45.0 + alone.quantile(0.5).unwrap());
    assert_eq!(range.p90(), 45.0 + alone.quantile(0.9).unwrap());
    let fixed = Total::of(&beside[..1], RangeMethod::Normal).unwrap().range();
    assert_eq!((fixed.p10(), fixed.p50(), fixed.p90()), (30.0, 30.0, 30.0));
    assert_eq!(fixed.method().as_str(), "exact");
}

#[test]
fn three_equal_points_are_no_spread() {
    let sure = ThreePoint::new(45.0, 45.0, 45.0).unwrap();
    assert_eq!((sure.quantile(0.9).unwrap(), sure.variance(), sure.shapes()), (45.0, 0.0, None));
    let flat = Triangular::new(45.0, 45.0, 45.0).unwrap();
    assert_eq!(
        (flat.quantile(0.1).unwrap(), flat.probability(44.9), flat.probability(45.0)),
        (45.0, 0.0, 1.0)
    );
}

#[test]
fn what_is_no_time_is_refused_by_name() {
    let message = |error: CostError| {
        assert_eq!(error.code(), "cost.value.out_of_range");
        error.to_string()
    };
    let low = message(ThreePoint::new(-1.0, 2.0, 3.0).unwrap_err());
    assert_eq!(low, "`low`: `-1` is out of range; 0 to 10^12 is allowed");
    assert!(message(ThreePoint::new(4.0, 2.0, 3.0).unwrap_err()).starts_with("`mode`: `2`"));
    assert!(message(Triangular::new(1.0, 2.0, f64::NAN).unwrap_err()).starts_with("`high`: `NaN`"));
    assert!(message(LogNormal::from_median(0.0, 0.5).unwrap_err()).starts_with("`median`: `0`"));
    assert!(message(LogNormal::from_logarithm(0.0, 3.5).unwrap_err()).starts_with("`sigma`: `3.5`"));
    assert!(message(LogNormal::from_logarithm(f64::NAN, 0.5).unwrap_err()).starts_with("`mu`: `NaN`"));
    assert!(message(Distribution::fixed(f64::INFINITY).unwrap_err()).starts_with("`value`: `inf`"));
    assert!(message(log_normal(40.0, 0.5).scaled(0.0).unwrap_err()).starts_with("`factor`: `0`"));
    assert!(message(log_normal(40.0, 0.5).quantile(1.0).unwrap_err()).starts_with("`share`: `1`"));
    assert!(message(Total::of(&[], RangeMethod::Convolution).unwrap_err()).starts_with("`parts`"));
    let many = Total::of(&vec![log_normal(40.0, 0.5); 201], RangeMethod::Convolution).unwrap_err();
    assert_eq!(many.to_string(), "`parts` has 201 entries; at most 200 are allowed");
}
