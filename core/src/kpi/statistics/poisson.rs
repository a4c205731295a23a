use std::f64::consts::TAU;

use super::special::{deviance, stirling_error};

/// Counts of events that come at random, with this mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Poisson {
    mean: f64,
}

/// A term this much smaller than the sum before it adds nothing.
const NEGLIGIBLE: f64 = 1e-18;

impl Poisson {
    /// Of a mean above zero.
    pub(super) fn new(mean: f64) -> Self {
        Self { mean }
    }

    pub(super) fn mean(self) -> f64 {
        self.mean
    }

    /// The probability of exactly `k`, in Loader's saddle-point form.
    fn density(self, k: u64) -> f64 {
        if k == 0 {
            return libm::exp(-self.mean);
        }
        let k = k as f64;
        libm::exp(-stirling_error(k) - deviance(k, self.mean)) / (TAU * k).sqrt()
    }

    /// The probability of at most `k`.
    pub(super) fn at_most(self, k: u64) -> f64 {
        if k as f64 > self.mean {
            return 1.0 - self.sum_above(k, |_| 1.0);
        }
        self.sum_down(k, |_| 1.0)
    }

    /// The mean of what exceeds `k`.
    pub(super) fn mean_above(self, k: u64) -> f64 {
        let base = k as f64;
        if base > self.mean {
            return self.sum_above(k, |count| count - base);
        }
        self.mean - base + self.sum_down(k, |count| base - count)
    }

    /// The mean of what is lacking to `k`.
    pub(super) fn mean_below(self, k: u64) -> f64 {
        let base = k as f64;
        if base > self.mean {
            return base - self.mean + self.sum_above(k, |count| count - base);
        }
        self.sum_down(k, |count| base - count)
    }

    /// The least count that at least this share stays within.
    pub(super) fn least_reaching(self, share: f64) -> u64 {
        let (mut least, mut reached) = (0_u64, 1_u64);
        while self.at_most(reached) < share {
            least = reached;
            reached = reached.saturating_mul(2);
        }
        while least < reached {
            let middle = least.midpoint(reached);
            if self.at_most(middle) >= share {
                reached = middle;
            } else {
                least = middle.saturating_add(1);
            }
        }
        reached
    }

    /// A weighted sum of the probabilities of `k` and less, where `k` is not above the mean.
    fn sum_down(self, k: u64, weigh: impl Fn(f64) -> f64) -> f64 {
        let (mut term, mut sum, mut count) = (self.density(k), 0.0, k as f64);
        loop {
            let part = term * weigh(count);
            sum += part;
            if count <= 0.0 || term <= sum * NEGLIGIBLE {
                return sum;
            }
            term *= count / self.mean;
            count -= 1.0;
        }
    }

    /// A weighted sum of the probabilities of more than `k`, where `k` is above the mean.
    fn sum_above(self, k: u64, weigh: impl Fn(f64) -> f64) -> f64 {
        let (mut term, mut sum, mut count) = (self.density(k), 0.0, k as f64);
        loop {
            count += 1.0;
            term *= self.mean / count;
            sum += term * weigh(count);
            if term <= sum * NEGLIGIBLE {
                return sum;
            }
        }
    }
}
