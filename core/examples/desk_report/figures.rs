//! Counts, shares and quantiles.

use aftersales::time::Span;
use serde::Serialize;

/// A number of cases out of all that count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Share {
    pub(crate) count: usize,
    pub(crate) of: usize,
}

impl Share {
    /// Takes one case in.
    pub(crate) fn add(&mut self, counts: bool) {
        self.of += 1;
        self.count += usize::from(counts);
    }

    /// The rate; `None` without cases.
    pub(crate) fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }
}

/// How a set of lengths is distributed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Distribution {
    pub(crate) count: usize,
    pub(crate) mean_hours: f64,
    pub(crate) median_hours: f64,
    pub(crate) p90_hours: f64,
}

impl Distribution {
    /// The distribution of `hours`; `None` of nothing.
    pub(crate) fn of(mut hours: Vec<f64>) -> Option<Self> {
        hours.sort_by(f64::total_cmp);
        Some(Self {
            count: hours.len(),
            mean_hours: hours.iter().sum::<f64>() / hours.len() as f64,
            median_hours: quantile(&hours, 0.5)?,
            p90_hours: quantile(&hours, 0.9)?,
        })
    }
}

/// The quantile of type 7 (Hyndman and Fan 1996): straight lines between the order statistics, at position `(n - 1) p`.
fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = last as f64 * p;
    let below = position.floor();
    let (left, right) = (below as usize, (below as usize + 1).min(last));
    let (left, right) = (*sorted.get(left)?, *sorted.get(right)?);
    Some(left + (right - left) * (position - below))
}

/// A length in hours.
pub(crate) fn hours(span: Span) -> f64 {
    span.micros() as f64 / 3_600_000_000.0
}
