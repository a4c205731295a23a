use super::sample::check_finite;
use super::{Interval, Sample};
use crate::kpi::KpiError;

/// What turns the mean moving range into the distance of the natural limits (Wheeler): 3 / 1.128.
const LIMIT: f64 = 2.66;
/// The same from the median moving range.
const LIMIT_OF_MEDIAN: f64 = 3.145;
/// What turns the mean moving range into the upper limit of the ranges.
const RANGE_LIMIT: f64 = 3.268;
/// The limit above which the NHS reading leaves a range out.
const SCREEN: f64 = 3.267;
/// The mean range of two values of a normal distribution, in standard deviations.
const RANGE_OF_TWO: f64 = 1.128;
/// The run and the trend of the NHS reading.
const NHS_LENGTH: usize = 7;
/// The run that [`XmrChart::signals`] reports (Wheeler).
const RUN: usize = 8;
/// The trend that [`XmrChart::signals`] reports.
const TREND: usize = 7;

/// A process behaviour chart of single values in order of time, and the range from each to the next: which points signal a
/// change, and which are the process as it always is (Wheeler, Understanding Variation).
///
/// Points are numbered from 0. A value that differs from the mean or a limit by rounding alone lies on it.
///
/// ```
/// use aftersales::kpi::statistics::XmrChart;
///
/// let weekly_tickets = [45, 52, 48, 61, 55, 49, 58, 50, 47, 63, 54, 51, 90, 53, 48, 50];
/// let chart = XmrChart::new(&weekly_tickets)?.unwrap();
/// assert_eq!(chart.mean(), 54.625);
/// assert_eq!(chart.outside(), [12]);
/// assert!(chart.run_ends(8).is_empty());
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct XmrChart {
    values: Vec<f64>,
    ranges: Vec<f64>,
    mean: f64,
    mean_range: f64,
    median_range: f64,
    /// What rounding may make of equal numbers of this size.
    rounding: f64,
}

/// A point that the process as it always is would hardly give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Signal {
    /// The point, from 0.
    pub point: usize,
    /// What it shows.
    pub rule: SignalRule,
}

/// What a point shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SignalRule {
    /// It lies beyond a natural limit.
    Outside,
    /// It ends a run of eight or more on one side of the mean.
    Run,
    /// It ends a trend of seven or more points that all rise or all fall.
    Trend,
    /// With one of the two before it, it lies beyond two thirds of the way to the same limit.
    TwoOfThree,
}

/// The chart as the NHS reads it in Making Data Count: limits from the ranges that are not themselves signals, and every point of a
/// pattern marked.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NhsReading {
    /// The mean of the ranges that are left.
    pub mean_range: f64,
    /// The process limits.
    pub limits: Interval,
    /// Points beyond a limit.
    pub outside: Vec<usize>,
    /// Points of a run of seven or more on one side of the mean.
    pub runs: Vec<usize>,
    /// Points of a trend of seven or more.
    pub trends: Vec<usize>,
    /// Points between two thirds of the way to a limit and the limit, of three on one side of the mean of which two lie there.
    pub two_in_three: Vec<usize>,
}

impl XmrChart {
    /// The chart of values in order of time; none for fewer than two.
    ///
    /// # Errors
    ///
    /// [`KpiError::NotFinite`].
    pub fn new<T: Sample>(values: &[T]) -> Result<Option<Self>, KpiError> {
        check_finite("values", values)?;
        let values: Vec<f64> = values.iter().map(|value| value.value()).collect();
        let ranges: Vec<f64> = values.iter().zip(values.iter().skip(1)).map(|(a, b)| (b - a).abs()).collect();
        let (Some(mean), Some(mean_range), Some(median_range)) =
            (mean(&values), mean(&ranges), median(&ranges))
        else {
            return Ok(None);
        };
        let greatest = values.iter().fold(0.0, |greatest: f64, value| greatest.max(value.abs()));
        Ok(Some(Self { values, ranges, mean, mean_range, median_range, rounding: greatest * 1e-12 }))
    }

    /// The mean of the values: the centre line.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The mean moving range.
    #[must_use]
    pub fn mean_range(&self) -> f64 {
        self.mean_range
    }

    /// The median moving range, which a few wild points do not widen.
    #[must_use]
    pub fn median_range(&self) -> f64 {
        self.median_range
    }

    /// The natural process limits, 2.66 mean ranges from the mean; the lower one may lie below zero.
    #[must_use]
    pub fn limits(&self) -> Interval {
        self.limits_at(LIMIT * self.mean_range)
    }

    /// The limits from the median moving range, 3.145 of it from the mean.
    #[must_use]
    pub fn limits_by_median_range(&self) -> Interval {
        self.limits_at(LIMIT_OF_MEDIAN * self.median_range)
    }

    /// The upper limit of the moving ranges.
    #[must_use]
    pub fn range_limit(&self) -> f64 {
        RANGE_LIMIT * self.mean_range
    }

    /// The standard deviation that the ranges speak for.
    #[must_use]
    pub fn sigma(&self) -> f64 {
        self.mean_range / RANGE_OF_TWO
    }

    /// Points beyond the natural limits.
    #[must_use]
    pub fn outside(&self) -> Vec<usize> {
        self.beyond(LIMIT * self.mean_range)
    }

    /// Points whose range from the point before lies beyond its limit.
    #[must_use]
    pub fn ranges_outside(&self) -> Vec<usize> {
        let limit = self.range_limit() + self.rounding;
        (1..).zip(&self.ranges).filter(|(_, range)| **range > limit).map(|(point, _)| point).collect()
    }

    /// Points at which a run on one side of the mean has at least `length` points; a point on the mean ends a run.
    #[must_use]
    pub fn run_ends(&self, length: usize) -> Vec<usize> {
        ends(&self.runs(), length)
    }

    /// Points at which a stretch that only rises, or only falls, has at least `length` points.
    #[must_use]
    pub fn trend_ends(&self, length: usize) -> Vec<usize> {
        ends(&self.trends(), length)
    }

    /// Points beyond two thirds of the way to a limit, with at least one of the two before beyond the same.
    #[must_use]
    pub fn two_of_three(&self) -> Vec<usize> {
        let far = self.sides(LIMIT * self.mean_range * 2.0 / 3.0);
        let signals = |three: &[Side]| {
            let own = three.last().copied().unwrap_or(Side::On);
            own != Side::On && three.iter().filter(|side| **side == own).count() >= 2
        };
        (2..).zip(far.windows(3)).filter(|(_, three)| signals(three)).map(|(point, _)| point).collect()
    }

    /// All points that signal, in order, by [`SignalRule`].
    #[must_use]
    pub fn signals(&self) -> Vec<Signal> {
        let found = [
            (SignalRule::Outside, self.outside()),
            (SignalRule::Run, self.run_ends(RUN)),
            (SignalRule::Trend, self.trend_ends(TREND)),
            (SignalRule::TwoOfThree, self.two_of_three()),
        ];
        let signals = |(rule, points): (SignalRule, Vec<usize>)| {
            points.into_iter().map(move |point| Signal { point, rule })
        };
        let mut all: Vec<Signal> = found.into_iter().flat_map(signals).collect();
        all.sort_unstable();
        all
    }

    /// The NHS reading (NHSRplotthedots 0.2.2); none where every range is a signal itself, as when all values are alike.
    #[must_use]
    pub fn nhs(&self) -> Option<NhsReading> {
        let screen = SCREEN * self.mean_range - self.rounding;
        let kept: Vec<f64> = self.ranges.iter().copied().filter(|&range| range < screen).collect();
        let mean_range = mean(&kept)?;
        let distance = LIMIT * mean_range;
        let limit = self.sides(distance);
        let near: Vec<Side> = (self.sides(distance * 2.0 / 3.0).into_iter().zip(&limit))
            .map(|(side, limit)| if *limit == Side::On { side } else { Side::On })
            .collect();
        let on_mean = self.sides(0.0);
        let mut two_in_three = Vec::new();
        for (start, (near, sides)) in near.windows(3).zip(on_mean.windows(3)).enumerate() {
            let one_side = sides.iter().all(|side| *side != Side::On && Some(side) == sides.first());
            let between = (start..).zip(near).filter(|(_, side)| **side != Side::On);
            let between: Vec<usize> = between.map(|(point, _)| point).collect();
            if one_side && between.len() >= 2 {
                two_in_three.extend(between);
            }
        }
        two_in_three.sort_unstable();
        two_in_three.dedup();
        Some(NhsReading {
            mean_range,
            limits: self.limits_at(distance),
            outside: self.beyond(distance),
            runs: members(&self.runs(), NHS_LENGTH),
            trends: members(&self.trends(), NHS_LENGTH),
            two_in_three,
        })
    }

    fn limits_at(&self, distance: f64) -> Interval {
        Interval::new(self.mean - distance, self.mean + distance)
    }

    fn beyond(&self, distance: f64) -> Vec<usize> {
        let sides = self.sides(distance).into_iter().enumerate();
        sides.filter(|(_, side)| *side != Side::On).map(|(point, _)| point).collect()
    }

    /// On which side of the mean each point lies farther away than `distance`.
    fn sides(&self, distance: f64) -> Vec<Side> {
        let distance = distance + self.rounding;
        let side = |value: &f64| match value - self.mean {
            gap if gap > distance => Side::Above,
            gap if gap < -distance => Side::Below,
            _ => Side::On,
        };
        self.values.iter().map(side).collect()
    }

    /// How many points in a row, up to each, lie on its side of the mean.
    fn runs(&self) -> Vec<usize> {
        let mut runs = Vec::with_capacity(self.values.len());
        let (mut last, mut length) = (Side::On, 0_usize);
        for side in self.sides(0.0) {
            length = match side {
                Side::On => 0,
                side if side == last => length.saturating_add(1),
                _ => 1,
            };
            last = side;
            runs.push(length);
        }
        runs
    }

    /// How many points in a row, up to each, only rise or only fall.
    fn trends(&self) -> Vec<usize> {
        let mut trends = Vec::with_capacity(self.values.len());
        trends.push(1);
        let (mut last, mut length) = (Side::On, 1_usize);
        for (before, value) in self.values.iter().zip(self.values.iter().skip(1)) {
            let step = match value.total_cmp(before) {
                std::cmp::Ordering::Greater => Side::Above,
                std::cmp::Ordering::Less => Side::Below,
                std::cmp::Ordering::Equal => Side::On,
            };
            length = match step {
                Side::On => 1,
                step if step == last => length.saturating_add(1),
                _ => 2,
            };
            last = step;
            trends.push(length);
        }
        trends
    }
}

/// Where a value lies: of the mean, of a limit, of the value before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    On,
}

/// The points up to which a pattern has at least this length.
fn ends(lengths: &[usize], least: usize) -> Vec<usize> {
    lengths.iter().enumerate().filter(|(_, length)| **length >= least).map(|(point, _)| point).collect()
}

/// The points of all patterns of at least this length.
fn members(lengths: &[usize], least: usize) -> Vec<usize> {
    let mut members = Vec::new();
    for (end, &length) in lengths.iter().enumerate().filter(|(_, length)| **length >= least) {
        let start = end.saturating_add(1).saturating_sub(length);
        let known = members.last().map_or(0, |last: &usize| last.saturating_add(1));
        members.extend(start.max(known)..=end);
    }
    members
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    let below = sorted.len().saturating_sub(1) / 2;
    Some((sorted.get(below)? + sorted.get(upper)?) / 2.0)
}
