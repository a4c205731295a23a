use super::{Confidence, Interval, Proportion, special};

/// The net promoter score of answers from 0 to 10: the share of 9 and 10 less the share of 0 to 6, in points from -100 to 100.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, NetPromoterScore};
///
/// let score = NetPromoterScore::new([2, 1, 0, 3, 4, 8, 10, 20, 30, 25, 40]);
/// assert_eq!(score.n(), 143);
/// assert_eq!(score.points().unwrap().round(), 26.0);
/// assert_eq!(score.interval(Confidence::P95).unwrap().lower.round(), 13.0);
/// assert_eq!(NetPromoterScore::new([0; 11]).points(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetPromoterScore {
    grades: Grades<11>,
}

impl NetPromoterScore {
    /// How many answers each score from 0 to 10 got.
    #[must_use]
    pub fn new(counts: [u64; 11]) -> Self {
        Self { grades: Grades { counts } }
    }

    /// The number of answers.
    #[must_use]
    pub fn n(self) -> u64 {
        self.grades.n()
    }

    /// Answers of 9 and 10.
    #[must_use]
    pub fn promoters(self) -> u64 {
        self.grades.count(9..)
    }

    /// Answers of 7 and 8.
    #[must_use]
    pub fn passives(self) -> u64 {
        self.n().saturating_sub(self.promoters()).saturating_sub(self.detractors())
    }

    /// Answers of 0 to 6.
    #[must_use]
    pub fn detractors(self) -> u64 {
        self.n().saturating_sub(self.grades.count(7..))
    }

    /// The score in points.
    #[must_use]
    pub fn points(self) -> Option<f64> {
        Some(100.0 * self.groups()?.score())
    }

    /// The variance of one answer, counted as -1, 0 or 1 (population form).
    #[must_use]
    pub fn variance(self) -> Option<f64> {
        Some(self.groups()?.variance())
    }

    /// The standard error of the score, in points.
    #[must_use]
    pub fn standard_error(self) -> Option<f64> {
        Some(100.0 * self.groups()?.standard_error())
    }

    /// The mean answer, from 0 to 10.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        Some(self.grades.sum(0) / self.grades.total()?)
    }

    /// The score with its sampling error, in points, not cut off at -100 and 100.
    ///
    /// Where all answers are of one group its width is zero, which says too much; [`NetPromoterScore::adjusted_interval`] does not.
    #[must_use]
    pub fn interval(self, confidence: Confidence) -> Option<Interval> {
        Some(self.groups()?.interval(confidence))
    }

    /// The interval after three answers more, 3/4 promoter, 3/2 passive and 3/4 detractor: the adjusted Wald interval, which holds
    /// for few answers too.
    #[must_use]
    pub fn adjusted_interval(self, confidence: Confidence) -> Option<Interval> {
        let Groups { promoters, detractors, n } = self.groups()?;
        let adjusted = Groups { promoters: promoters + 0.75, detractors: detractors + 0.75, n: n + 3.0 };
        Some(adjusted.interval(confidence))
    }

    fn groups(self) -> Option<Groups> {
        let n = self.grades.total()?;
        Some(Groups { promoters: self.promoters() as f64, detractors: self.detractors() as f64, n })
    }
}

/// Satisfaction on a scale from 1 to 5.
///
/// ```
/// use aftersales::kpi::statistics::{Confidence, Satisfaction};
///
/// let asked = Satisfaction::new([1, 2, 3, 10, 20]);
/// assert_eq!(asked.share_of_top(2).successes(), 30);
/// assert_eq!((asked.mean().unwrap() * 100.0).round(), 428.0);
/// assert_eq!(Satisfaction::new([0; 5]).mean(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Satisfaction {
    grades: Grades<5>,
}

impl Satisfaction {
    /// How many answers each grade from 1 to 5 got.
    #[must_use]
    pub fn new(counts: [u64; 5]) -> Self {
        Self { grades: Grades { counts } }
    }

    /// The number of answers.
    #[must_use]
    pub fn n(self) -> u64 {
        self.grades.n()
    }

    /// The share of the `grades` best grades: 2 counts 4 and 5.
    #[must_use]
    pub fn share_of_top(self, grades: usize) -> Proportion {
        let counted = self.grades.count(5_usize.saturating_sub(grades)..);
        Proportion::part(counted, self.n())
    }

    /// The share of the `grades` worst grades: 2 counts 1 and 2.
    #[must_use]
    pub fn share_of_bottom(self, grades: usize) -> Proportion {
        let better = self.grades.count(grades.min(5)..);
        Proportion::part(self.n().saturating_sub(better), self.n())
    }

    /// The mean grade, from 1 to 5.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        Some(self.grades.sum(1) / self.grades.total()?)
    }

    /// The mean grade as a percentage of the way from 1 to 5.
    #[must_use]
    pub fn mean_percent_of_range(self) -> Option<f64> {
        Some((self.mean()? - 1.0) * 25.0)
    }

    /// Student's interval of the mean grade; none for fewer than two answers, and without width where all are alike.
    #[must_use]
    pub fn mean_interval(self, confidence: Confidence) -> Option<Interval> {
        let (n, mean) = (self.grades.total()?, self.mean()?);
        if self.n() < 2 {
            return None;
        }
        let squares = self.grades.weighted(1, |grade| (grade - mean) * (grade - mean));
        let error = (squares / (n - 1.0) / n).sqrt();
        let half = special::student_quantile_above(confidence.tail(), n - 1.0) * error;
        Some(Interval::new(mean - half, mean + half))
    }
}

/// Promoters and detractors, which the adjustment makes fractions of.
struct Groups {
    promoters: f64,
    detractors: f64,
    n: f64,
}

impl Groups {
    fn score(&self) -> f64 {
        (self.promoters - self.detractors) / self.n
    }

    fn variance(&self) -> f64 {
        let score = self.score();
        ((self.promoters + self.detractors) / self.n - score * score).max(0.0)
    }

    fn standard_error(&self) -> f64 {
        (self.variance() / self.n).sqrt()
    }

    fn interval(&self, confidence: Confidence) -> Interval {
        let (score, half) = (self.score(), confidence.z() * self.standard_error());
        Interval::new(100.0 * (score - half), 100.0 * (score + half))
    }
}

/// How many answers each grade got, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grades<const N: usize> {
    counts: [u64; N],
}

impl<const N: usize> Grades<N> {
    fn n(&self) -> u64 {
        self.count(0..)
    }

    /// The number of answers, where there are any.
    fn total(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.n() as f64)
    }

    fn count(&self, positions: std::ops::RangeFrom<usize>) -> u64 {
        self.counts.iter().skip(positions.start).fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// The sum of all answers, where the worst is `least`.
    fn sum(&self, least: u32) -> f64 {
        self.weighted(least, |grade| grade)
    }

    fn weighted(&self, least: u32, weight: impl Fn(f64) -> f64) -> f64 {
        self.counts.iter().zip(least..).map(|(&count, grade)| count as f64 * weight(f64::from(grade))).sum()
    }
}
