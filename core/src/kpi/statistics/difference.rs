use super::{Confidence, Interval, Proportion, special};

/// Whether one share differs from another: before and after, team and team.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, Proportion, ProportionDifference};
///
/// let (after, before) = (Proportion::new(56, 70)?, Proportion::new(48, 80)?);
/// let change = ProportionDifference::new(after, before);
/// let interval = change.newcombe(Confidence::P95).unwrap();
/// assert!(interval.lower > 0.05 && interval.upper < 0.34);
/// assert!(change.fisher().unwrap() < 0.02);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProportionDifference {
    first: Proportion,
    second: Proportion,
}

/// The value of a test with the probability of one at least as far from what it would be without a difference.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Test {
    /// The statistic.
    pub statistic: f64,
    /// The two-sided probability.
    pub p: f64,
}

impl Test {
    pub(super) fn new(statistic: f64, p: f64) -> Self {
        Self { statistic, p }
    }
}

impl ProportionDifference {
    /// The first share less the second.
    #[must_use]
    pub fn new(first: Proportion, second: Proportion) -> Self {
        Self { first, second }
    }

    /// The difference of the rates, from -1 to 1; none where one has no denominator.
    #[must_use]
    pub fn difference(self) -> Option<f64> {
        Some(self.first.rate()? - self.second.rate()?)
    }

    /// Newcombe's hybrid score interval without continuity correction (Newcombe 1998, method 10).
    #[must_use]
    pub fn newcombe(self, confidence: Confidence) -> Option<Interval> {
        let (p1, p2) = (self.first.rate()?, self.second.rate()?);
        let (w1, w2) = (self.first.wilson(confidence)?, self.second.wilson(confidence)?);
        let distance = |one: f64, other: f64| (one * one + other * other).sqrt();
        let difference = p1 - p2;
        Some(Interval::new(
            difference - distance(p1 - w1.lower, w2.upper - p2),
            difference + distance(w1.upper - p1, p2 - w2.lower),
        ))
    }

    /// The z test with pooled variance; none where all cases of both are alike.
    #[must_use]
    pub fn pooled_z(self) -> Option<Test> {
        let difference = self.difference()?;
        let (n1, n2) = (self.first.n() as f64, self.second.n() as f64);
        let pooled = (self.first.successes() as f64 + self.second.successes() as f64) / (n1 + n2);
        let variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
        if variance <= 0.0 {
            return None;
        }
        let z = difference / variance.sqrt();
        Some(Test::new(z, special::normal_two_sided(z)))
    }

    /// Fisher's exact test, two-sided: the probability of all tables with these margins that are no more likely than this one.
    ///
    /// Tables that differ from it by less than 1e-7 of its probability count as equally likely. The cost grows with
    /// the square root of the margins.
    #[must_use]
    pub fn fisher(self) -> Option<f64> {
        self.difference()?;
        let (k1, n1) = (self.first.successes(), self.first.n());
        let (k2, n2) = (self.second.successes(), self.second.n());
        let successes = k1.checked_add(k2)?;
        let least = successes.saturating_sub(n2);
        let most = successes.min(n1);
        let table = Margins { n1: n1 as f64, n2: n2 as f64, successes: successes as f64 };
        let mut own = 0.0;
        table.visit(least, most, |x, weight| own = if x == k1 { weight } else { own });
        let likelier = own * (1.0 + 1e-7);
        let (mut all, mut others) = (0.0, 0.0);
        table.visit(least, most, |_, weight| {
            all += weight;
            others += if weight <= likelier { weight } else { 0.0 };
        });
        Some((others / all).min(1.0))
    }
}

/// The margins of a two-by-two table.
struct Margins {
    n1: f64,
    n2: f64,
    successes: f64,
}

impl Margins {
    /// Every count of the first cell that matters with its weight, 1 for the likeliest: from there outwards nothing overflows,
    /// and what underflows adds nothing.
    fn visit(&self, least: u64, most: u64, mut visit: impl FnMut(u64, f64)) {
        let mode = ((self.n1 + 1.0) * (self.successes + 1.0) / (self.n1 + self.n2 + 2.0)) as u64;
        let mode = mode.clamp(least, most);
        let mut weight = 1.0;
        visit(mode, weight);
        for x in mode..most {
            weight *= self.next_over(x as f64);
            if weight == 0.0 {
                break;
            }
            visit(x.saturating_add(1), weight);
        }
        weight = 1.0;
        for x in (least..mode).rev() {
            weight /= self.next_over(x as f64);
            if weight == 0.0 {
                break;
            }
            visit(x, weight);
        }
    }

    /// How many times as likely one case more in the first cell is.
    fn next_over(&self, x: f64) -> f64 {
        (self.successes - x) * (self.n1 - x) / ((x + 1.0) * (self.n2 - self.successes + x + 1.0))
    }
}
