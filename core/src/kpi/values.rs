use super::KpiError;
use super::statistics::{QuantileMethod, QuantileSketch};

/// How an accumulator keeps the values whose quantiles it is asked for.
///
/// ```
/// use aftersales::kpi::Mode;
///
/// assert_eq!(Mode::default(), Mode::Exact);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub enum Mode {
    /// Every value: quantiles are exact (type 7 of Hyndman and Fan, 1996), memory grows with the rows.
    #[default]
    Exact,
    /// Counts by size: memory does not grow with the rows.
    Sketch {
        /// The greatest relative error of a quantile beside the exact one, such as 0.01.
        relative_error: f64,
    },
}

/// Values in microseconds, kept whole or counted by size.
#[derive(Debug, Clone)]
pub(super) enum Values {
    Exact(Vec<i64>),
    Sketch(Box<QuantileSketch>),
}

impl Values {
    /// No values, to be kept as the mode says.
    pub(super) fn new(mode: Mode) -> Result<Self, KpiError> {
        Ok(match mode {
            Mode::Exact => Self::Exact(Vec::new()),
            Mode::Sketch { relative_error } => Self::Sketch(Box::new(QuantileSketch::new(relative_error)?)),
        })
    }

    pub(super) fn push(&mut self, value: i64) {
        match self {
            Self::Exact(values) => values.push(value),
            // A whole number is finite.
            Self::Sketch(sketch) => drop(sketch.add(value)),
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::Exact(mine), Self::Exact(theirs)) if mine.is_empty() => *mine = theirs,
            (Self::Exact(mine), Self::Exact(theirs)) => mine.extend(theirs),
            (Self::Sketch(mine), Self::Sketch(theirs)) => drop(mine.merge(&theirs)),
            // Both were made by the same mode, which the accumulators have compared.
            _ => {}
        }
    }

    pub(super) fn count(&self) -> u64 {
        match self {
            Self::Exact(values) => values.len() as u64,
            Self::Sketch(sketch) => sketch.n(),
        }
    }

    /// Quantiles in microseconds; none without values. Exact values are left in another order.
    pub(super) fn quantiles<const N: usize>(&mut self, p: [f64; N]) -> Option<[f64; N]> {
        let mut result = [0.0; N];
        match self {
            Self::Exact(values) => {
                let found = QuantileMethod::Linear.quantiles(values, &p).ok().flatten()?;
                result.iter_mut().zip(found).for_each(|(place, value)| *place = value);
            }
            Self::Sketch(sketch) => {
                let last = sketch.n().checked_sub(1)? as f64;
                for (place, p) in result.iter_mut().zip(p) {
                    // Between the two values nearest to the rank, as the exact quantile is: both are within the bound.
                    let rank = last * p;
                    let at =
                        |rank: f64| sketch.quantile(((rank + 0.5) / last.max(1.0)).min(1.0)).ok().flatten();
                    let (below, above) = (at(rank.floor())?, at(rank.ceil())?);
                    *place = below + (above - below) * (rank - rank.floor());
                }
            }
        }
        Some(result)
    }
}
