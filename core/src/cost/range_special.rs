//! The normal and the beta distribution, with the same digits on every platform.

use core::f64::consts::SQRT_2;

/// The square root of 2π.
const SQRT_TAU: f64 = 2.506_628_274_631_000_7;

/// The share of a standard normal variable below `z`.
pub(super) fn normal_probability(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The value that a standard normal variable stays below with a share inside (0, 1).
///
/// The rational start of Abramowitz and Stegun 26.2.23 (4.5e-4), carried to the last digits by Halley's method.
pub(super) fn normal_quantile(share: f64) -> f64 {
    if share > 0.5 {
        return -normal_quantile(1.0 - share);
    }
    let t = (-2.0 * libm::log(share)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..3 {
        let step = (normal_probability(z) - share) * SQRT_TAU * libm::exp(0.5 * z * z);
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

/// A beta distribution on `[0, 1]` with both shapes at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beta {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    ln_norm: f64,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64) -> Self {
        let ln_norm = libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta);
        Self { alpha, beta, ln_norm }
    }

    /// The share below `x`, and the part of the mean that lies there.
    pub(super) fn partial(&self, x: f64) -> (f64, f64) {
        let mean = self.alpha / (self.alpha + self.beta);
        if x <= 0.0 {
            return (0.0, 0.0);
        }
        if x >= 1.0 {
            return (1.0, mean);
        }
        let front = libm::exp(self.ln_norm + self.alpha * libm::log(x) + self.beta * libm::log1p(-x));
        let share = if x < (self.alpha + 1.0) / (self.alpha + self.beta + 2.0) {
            front * continued_fraction(self.alpha, self.beta, x) / self.alpha
        } else {
            1.0 - front * continued_fraction(self.beta, self.alpha, 1.0 - x) / self.beta
        };
        // The incomplete beta function with `alpha` one higher (DLMF 8.17.20).
        (share, mean * (share - front / self.alpha).max(0.0))
    }
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by the method of Lentz.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let kept = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..=200_u32 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// Where a rising function passes a share, between two ends, to the last digits.
pub(super) fn bisect(mut low: f64, mut high: f64, share: f64, probability: impl Fn(f64) -> f64) -> f64 {
    // 200 halvings reach the neighbouring number from any two ends that are finite.
    for _ in 0..200 {
        let middle = low + 0.5 * (high - low);
        if middle <= low || middle >= high {
            break;
        }
        if probability(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}
