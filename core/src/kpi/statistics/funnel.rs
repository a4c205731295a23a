use super::p_chart::pooled;
use super::{Confidence, Interval, Proportion, special};

/// Which groups differ from the whole by more than their size explains (Spiegelhalter 2005).
///
/// A ranking puts the smallest groups at both ends by chance alone; a funnel widens its limits for them. Among many groups some
/// lie outside 95 % limits by chance too, so 99.8 % is usual.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, Funnel, Proportion, Standing};
///
/// let teams = [Proportion::new(2, 4)?, Proportion::new(310, 1000)?, Proportion::new(190, 996)?];
/// let funnel = Funnel::new(&teams).unwrap();
/// let sure = Confidence::new(0.998)?;
/// assert_eq!(funnel.standing(teams[0], sure), Some(Standing::Within));
/// assert_eq!(funnel.standing(teams[2], sure), Some(Standing::Below));
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    centre: f64,
}

/// Where a group stands against the limits for its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// Above the upper limit.
    Above,
    /// Within the limits: no more different than chance has it.
    Within,
    /// Below the lower limit.
    Below,
}

impl Funnel {
    /// The funnel around the share of all groups together; none where no group has a case.
    #[must_use]
    pub fn new(groups: &[Proportion]) -> Option<Self> {
        Some(Self { centre: pooled(groups)? })
    }

    /// The share that the limits lie around.
    #[must_use]
    pub fn centre(self) -> f64 {
        self.centre
    }

    /// The limits for a group of `n` cases: exact binomial ones, interpolated between whole counts. None for no cases.
    #[must_use]
    pub fn limits(self, n: u64, confidence: Confidence) -> Option<Interval> {
        let limit = |p: f64| self.quantile(p, n) / n as f64;
        let tail = confidence.tail();
        (n > 0).then(|| Interval::new(limit(tail), limit(1.0 - tail)).within_unit())
    }

    /// Where a group stands; none where it has no case.
    #[must_use]
    pub fn standing(self, group: Proportion, confidence: Confidence) -> Option<Standing> {
        let (rate, limits) = (group.rate()?, self.limits(group.n(), confidence)?);
        Some(match rate {
            rate if rate > limits.upper => Standing::Above,
            rate if rate < limits.lower => Standing::Below,
            _ => Standing::Within,
        })
    }

    /// The count that at most the share `p` of groups of this size reach, between whole counts by their probabilities.
    fn quantile(self, p: f64, n: u64) -> f64 {
        let at_most = |k: u64| special::binomial_at_most(k, n, self.centre);
        let (mut reached, mut below) = (n, None);
        let mut lowest = 0_u64;
        while lowest < reached {
            let middle = lowest.midpoint(reached);
            if at_most(middle) >= p {
                reached = middle;
            } else {
                below = Some(middle);
                lowest = middle.saturating_add(1);
            }
        }
        let before = below.map_or(0.0, at_most);
        let step = at_most(reached) - before;
        let excess = if step > 0.0 { (at_most(reached) - p) / step } else { 0.0 };
        reached as f64 - excess
    }
}
