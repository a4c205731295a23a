use super::{Confidence, special};

/// The ranks of the values between which the median lies, whatever the distribution.
///
/// Ranks count from 1 over the values in ascending order.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, MedianRanks};
///
/// let ranks = MedianRanks::new(25, Confidence::P95).unwrap();
/// assert_eq!((ranks.lower, ranks.upper), (8, 18));
/// assert_eq!(MedianRanks::new(5, Confidence::P95), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct MedianRanks {
    /// The rank of the value at the lower end.
    pub lower: u64,
    /// The rank of the value at the upper end.
    pub upper: u64,
    /// The probability that the median lies between the two, at least what was asked for.
    pub coverage: f64,
}

impl MedianRanks {
    /// The narrowest symmetrical pair of ranks that covers the median with this confidence; none where even the least and the
    /// greatest of `n` values do not. The time grows with the square root of `n`.
    #[must_use]
    pub fn new(n: u64, confidence: Confidence) -> Option<Self> {
        // The least value lies above the median where all do: `outside(0)` is the tail of the widest pair.
        let outside = |below: u64| special::fair_at_most(below, n);
        if n == 0 || outside(0) > confidence.tail() {
            return None;
        }
        let (mut inside, mut beyond) = (0, n / 2);
        while beyond.saturating_sub(inside) > 1 {
            let middle = inside.midpoint(beyond);
            if outside(middle) <= confidence.tail() {
                inside = middle;
            } else {
                beyond = middle;
            }
        }
        let upper = n.saturating_sub(inside);
        Some(Self { lower: inside.saturating_add(1), upper, coverage: 1.0 - 2.0 * outside(inside) })
    }

    /// The values at the two ranks.
    ///
    /// `None` where there are not as many values as the ranks were made for.
    #[must_use]
    pub fn of<T: Copy>(self, ascending: &[T]) -> Option<(T, T)> {
        let at = |rank: u64| ascending.get(usize::try_from(rank.checked_sub(1)?).ok()?).copied();
        Some((at(self.lower)?, at(self.upper)?))
    }
}
