use super::sample::{check_length, check_not_negative};
use super::{Confidence, Interval, Sample};
use crate::kpi::KpiError;

/// A share of the curve that is missed by less than this is reached: it is the rounding of the products before it.
const ROUNDING: f64 = 1e-12;

/// The share of cases that still run after a time, with cases that have not ended yet counted for as long as they were seen
/// (Kaplan and Meier 1958).
///
/// Leaving open tickets out makes every duration look shorter than it is: the slow ones are open longest.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, KaplanMeier};
///
/// // Hours; the last two tickets are still open.
/// let curve = KaplanMeier::new(&[2.0, 5.0, 9.0, 12.0, 12.0], &[true, true, true, false, false])?;
/// assert_eq!(curve.median(), Some(9.0));
/// assert_eq!(curve.quantile(0.9)?, None, "not reached yet");
/// assert_eq!(curve.survival_at(5.0), 0.6);
/// assert!(curve.median_interval(Confidence::P95).lower.is_some());
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    n: u64,
    events: u64,
    steps: Vec<Step>,
}

/// A time at which cases ended.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The time, in the unit of the durations.
    pub time: f64,
    /// Cases that still ran, those that ended or were last seen at this very time included.
    pub at_risk: u64,
    /// Cases that ended.
    pub events: u64,
    /// The share of cases that run longer.
    pub survival: f64,
    /// Greenwood's sum up to here: the variance of the logarithm of `survival`; infinite where that is zero.
    pub greenwood: f64,
}

/// Between which times a quantile lies; an end that the curve does not reach is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TimeInterval {
    /// The first time at which the lower band reaches the share.
    pub lower: Option<f64>,
    /// The first time at which the upper band does.
    pub upper: Option<f64>,
}

/// The mean duration up to a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct RestrictedMean {
    /// The mean of the durations, those above the limit counted as the limit.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl KaplanMeier {
    /// The curve of durations, of which those with `true` were observed to their end and the others were still running when last
    /// seen. At equal times ends come before cases last seen.
    ///
    /// The time is that of sorting the durations.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`]; [`KpiError::NotFinite`] or [`KpiError::Negative`] with the first such row.
    pub fn new<T: Sample>(durations: &[T], observed: &[bool]) -> Result<Self, KpiError> {
        let sorted = Sorted::new("durations", durations, observed)?;
        let mut curve = Curve::starting_with(sorted.n());
        curve.steps.reserve(sorted.ended());
        for group in sorted.groups() {
            curve.take(group);
        }
        curve.steps.shrink_to_fit();
        Ok(Self { n: sorted.n(), events: curve.events, steps: curve.steps })
    }

    /// The curve of cases counted by time: how many ended and how many were last seen there, in ascending order of time.
    pub(in crate::kpi) fn from_counts(counts: &[(f64, u64, u64)]) -> Self {
        let of_time = |&(_, ended, censored): &(f64, u64, u64)| ended.saturating_add(censored);
        let n = counts.iter().map(of_time).fold(0, u64::saturating_add);
        let mut curve = Curve::starting_with(n);
        for &(time, ended, censored) in counts {
            curve.take(Group { time, ended, censored });
        }
        Self { n, events: curve.events, steps: curve.steps }
    }

    /// The number of cases.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many of them were observed to their end.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The times at which the curve falls, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share of cases that run longer than `time`; 1 where there are none at all.
    #[must_use]
    pub fn survival_at(&self, time: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(passed.wrapping_sub(1)).map_or(1.0, |step| step.survival)
    }

    /// The first time by which at least half of the cases have ended; none where that is not reached.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.time_reaching(0.5)
    }

    /// The first time by which at least the share `p` of the cases have ended; none where that is not reached.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where `p` is not above 0 and at most 1.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, KpiError> {
        check_share(p)?;
        Ok(self.time_reaching(1.0 - p))
    }

    /// The confidence band of the curve at a step: Greenwood's variance on the scale of the logarithm of the logarithm, which
    /// keeps it between 0 and 1 (Kalbfleisch and Prentice 1980). None where all cases have ended.
    #[must_use]
    pub fn band(step: &Step, confidence: Confidence) -> Option<Interval> {
        let (log, spread) = log_and_spread(step, confidence)?;
        Some(Interval::new(libm::exp(log * spread), libm::exp(log / spread)))
    }

    /// The interval of the median: where the two ends of the band reach one half.
    #[must_use]
    pub fn median_interval(&self, confidence: Confidence) -> TimeInterval {
        self.interval_reaching(0.5, confidence)
    }

    /// The interval of a quantile (Brookmeyer and Crowley 1982, on the log-log scale).
    ///
    /// # Errors
    ///
    /// As [`KaplanMeier::quantile`].
    pub fn quantile_interval(&self, p: f64, confidence: Confidence) -> Result<TimeInterval, KpiError> {
        check_share(p)?;
        Ok(self.interval_reaching(1.0 - p, confidence))
    }

    /// The mean duration up to `limit`: the area below the curve, which stays level after the last case seen.
    ///
    /// None without cases.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the limit is negative or not finite.
    pub fn restricted_mean(&self, limit: f64) -> Result<Option<RestrictedMean>, KpiError> {
        if !(0.0..f64::INFINITY).contains(&limit) {
            let allowed = "a finite time of zero or more";
            return Err(KpiError::OutOfRange { field: "limit", value: limit.to_string(), allowed });
        }
        if self.n == 0 {
            return Ok(None);
        }
        let within = self.steps.partition_point(|step| step.time <= limit);
        let (mut area, mut variance, mut until) = (0.0, 0.0, limit);
        // Backwards, because the variance weighs every step with the area behind it.
        for (position, step) in self.steps.iter().enumerate().take(within).rev() {
            area += step.survival * (until - step.time);
            until = step.time;
            let before = self.steps.get(position.wrapping_sub(1)).map_or(0.0, |before| before.greenwood);
            // Where all have ended the sum is infinite, and nothing lies behind that could vary.
            if area > 0.0 {
                variance += area * area * (step.greenwood - before);
            }
        }
        Ok(Some(RestrictedMean { value: area + until, standard_error: variance.sqrt() }))
    }

    fn time_reaching(&self, share: f64) -> Option<f64> {
        let level = share * (1.0 + ROUNDING) + f64::MIN_POSITIVE;
        let above = self.steps.partition_point(|step| step.survival > level);
        self.steps.get(above).map(|step| step.time)
    }

    fn interval_reaching(&self, share: f64, confidence: Confidence) -> TimeInterval {
        let level = libm::log(share.max(f64::MIN_POSITIVE)) + ROUNDING;
        let mut interval = TimeInterval { lower: None, upper: None };
        for step in &self.steps {
            let (lower, upper) = log_and_spread(step, confidence)
                .map_or((f64::NEG_INFINITY, f64::NEG_INFINITY), |(log, spread)| (log * spread, log / spread));
            if interval.lower.is_none() && lower <= level {
                interval.lower = Some(step.time);
            }
            if upper <= level {
                interval.upper = Some(step.time);
                break;
            }
        }
        interval
    }
}

/// The logarithm of the curve, and the factor by which its band is off, upwards and downwards.
fn log_and_spread(step: &Step, confidence: Confidence) -> Option<(f64, f64)> {
    if step.survival <= 0.0 {
        return None;
    }
    let log = libm::log(step.survival);
    Some((log, libm::exp(confidence.z() * step.greenwood.sqrt() / -log)))
}

fn check_share(p: f64) -> Result<(), KpiError> {
    if p > 0.0 && p <= 1.0 {
        return Ok(());
    }
    let allowed = "a share above 0 and at most 1";
    Err(KpiError::OutOfRange { field: "p", value: p.to_string(), allowed })
}

/// The curve up to some time.
struct Curve {
    at_risk: u64,
    events: u64,
    greenwood: f64,
    /// The curve and the cases at risk after the last case that dropped out of sight: as long as none does, the curve is a share
    /// of whole numbers, and its products cancel without rounding.
    level: f64,
    level_at_risk: f64,
    steps: Vec<Step>,
}

impl Curve {
    fn starting_with(n: u64) -> Self {
        Self { at_risk: n, events: 0, greenwood: 0.0, level: 1.0, level_at_risk: n as f64, steps: Vec::new() }
    }

    fn take(&mut self, group: Group) {
        let at_risk = self.at_risk;
        let mut left = at_risk.saturating_sub(group.ended);
        if group.ended > 0 {
            self.events = self.events.saturating_add(group.ended);
            let survival = self.level * (left as f64 / self.level_at_risk);
            self.greenwood += group.ended as f64 / (at_risk as f64 * left as f64);
            let (time, events, greenwood) = (group.time, group.ended, self.greenwood);
            self.steps.push(Step { time, at_risk, events, survival, greenwood });
        }
        if group.censored > 0 {
            self.level *= left as f64 / self.level_at_risk;
            left = left.saturating_sub(group.censored);
            self.level_at_risk = left as f64;
        }
        self.at_risk = left;
    }
}

/// Durations in order, each with whether it was censored in its last bit, so that ends come first.
pub(super) struct Sorted {
    keys: Vec<u64>,
}

/// The cases of one time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) time: f64,
    pub(super) ended: u64,
    pub(super) censored: u64,
}

impl Sorted {
    pub(super) fn new<T: Sample>(
        column: &'static str,
        durations: &[T],
        observed: &[bool],
    ) -> Result<Self, KpiError> {
        check_length("observed", observed.len(), durations.len())?;
        check_not_negative(column, durations)?;
        // The bits of numbers from zero on ascend as the numbers do; their sign is clear, also that of -0 after adding 0.
        let key = |(value, ended): (&T, &bool)| {
            (value.value() + 0.0).to_bits().wrapping_shl(1) | u64::from(!*ended)
        };
        let mut keys: Vec<u64> = durations.iter().zip(observed).map(key).collect();
        keys.sort_unstable();
        Ok(Self { keys })
    }

    pub(super) fn n(&self) -> u64 {
        self.keys.len() as u64
    }

    /// How many cases ended: at least as many as there are times at which one did.
    fn ended(&self) -> usize {
        self.keys.iter().filter(|key| **key & 1 == 0).count()
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = Group> + '_ {
        let mut rest = self.keys.as_slice();
        std::iter::from_fn(move || {
            let ended_here = rest.first()? & !1;
            let count = |keys: &[u64], key: u64| keys.iter().take_while(|other| **other == key).count();
            let ended = count(rest, ended_here);
            let after = rest.get(ended..)?;
            let censored = count(after, ended_here | 1);
            rest = after.get(censored..)?;
            let time = f64::from_bits(ended_here >> 1);
            Some(Group { time, ended: ended as u64, censored: censored as u64 })
        })
    }
}
