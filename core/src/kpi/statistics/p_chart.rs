use super::{Interval, Proportion};

/// The mean range of two values of a normal distribution, in standard deviations.
const RANGE_OF_TWO: f64 = 1.128;

/// A chart of shares with changing denominators, such as attainment by week: limits three standard errors from the common share.
///
/// With large denominators nearly every point lies outside plain limits, because periods differ by more than chance alone.
/// [`PChart::laney_limits`] widen (or narrow) them by how much periods really differ (Laney 2002).
///
/// A period without cases has no limits and signals nothing.
///
/// ```
/// use aftersales::kpi::statistics::{PChart, Proportion};
///
/// let weeks = [(90, 100), (85, 95), (110, 120), (78, 90), (60, 95), (99, 105), (92, 100)];
/// let weeks = weeks.map(|(met, due)| Proportion::new(met, due)).into_iter().collect::<Result<Vec<_>, _>>()?;
/// let chart = PChart::new(&weeks).unwrap();
/// assert_eq!(chart.signals(), [4]);
/// assert!(chart.laney_signals().is_empty());
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PChart {
    periods: Vec<Proportion>,
    centre: f64,
}

impl PChart {
    /// The chart of periods in order of time; none where no period has a case.
    #[must_use]
    pub fn new(periods: &[Proportion]) -> Option<Self> {
        Some(Self { centre: pooled(periods)?, periods: periods.to_vec() })
    }

    /// The share of all periods together: the centre line.
    #[must_use]
    pub fn centre(&self) -> f64 {
        self.centre
    }

    /// The plain limits of each period, cut off at 0 and 1.
    #[must_use]
    pub fn limits(&self) -> Vec<Option<Interval>> {
        self.limits_times(1.0)
    }

    /// Laney's limits of each period, cut off at 0 and 1; none for fewer than two periods with cases.
    #[must_use]
    pub fn laney_limits(&self) -> Option<Vec<Option<Interval>>> {
        Some(self.limits_times(self.laney_sigma()?))
    }

    /// How many standard errors each period lies from the centre; none where it has no case, or all cases of all periods are alike.
    #[must_use]
    pub fn z(&self) -> Vec<Option<f64>> {
        let z = |period: &Proportion| {
            let error = self.standard_error(*period)?;
            (error > 0.0).then_some((period.rate()? - self.centre) / error)
        };
        self.periods.iter().map(z).collect()
    }

    /// How many times as much periods differ as chance alone would have them: 1 for chance alone.
    #[must_use]
    pub fn laney_sigma(&self) -> Option<f64> {
        let z: Vec<f64> = self.z().into_iter().flatten().collect();
        let ranges: Vec<f64> = z.iter().zip(z.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
        (!ranges.is_empty()).then(|| ranges.iter().sum::<f64>() / ranges.len() as f64 / RANGE_OF_TWO)
    }

    /// Periods outside the plain limits, from 0.
    #[must_use]
    pub fn signals(&self) -> Vec<usize> {
        self.beyond(3.0)
    }

    /// Periods outside Laney's limits, from 0; empty where those are not defined.
    #[must_use]
    pub fn laney_signals(&self) -> Vec<usize> {
        self.laney_sigma().map_or_else(Vec::new, |sigma| self.beyond(3.0 * sigma))
    }

    fn beyond(&self, distance: f64) -> Vec<usize> {
        let limit = distance * (1.0 + 1e-12);
        let z = self.z().into_iter().enumerate();
        z.filter(|(_, z)| z.is_some_and(|z| z.abs() > limit)).map(|(period, _)| period).collect()
    }

    fn limits_times(&self, sigma: f64) -> Vec<Option<Interval>> {
        let limits = |period: &Proportion| {
            let half = 3.0 * sigma * self.standard_error(*period)?;
            Some(Interval::new(self.centre - half, self.centre + half).within_unit())
        };
        self.periods.iter().map(limits).collect()
    }

    fn standard_error(&self, period: Proportion) -> Option<f64> {
        period.rate()?;
        Some((self.centre * (1.0 - self.centre) / period.n() as f64).sqrt())
    }
}

/// The share of all together.
pub(super) fn pooled(parts: &[Proportion]) -> Option<f64> {
    let sum = |count: fn(Proportion) -> u64| parts.iter().map(|part| count(*part) as f64).sum::<f64>();
    let n = sum(Proportion::n);
    (n > 0.0).then(|| sum(Proportion::successes) / n)
}
