use aftersales::kpi::statistics as core;

use super::{Interval, Share, confidence, interval};
use crate::Tally;
use crate::error::{AftersalesError, Answer};

/// The net promoter score of answers from 0 to 10.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NetPromoterScore {
    /// How many answered.
    pub n: Tally,
    /// How many gave 9 or 10.
    pub promoters: Tally,
    /// How many gave 7 or 8.
    pub passives: Tally,
    /// How many gave 6 or less.
    pub detractors: Tally,
    /// The score from -100 to 100.
    pub points: Option<f64>,
    /// The variance of one answer counted as 1, 0 or -1.
    pub variance: Option<f64>,
    /// The standard error of the score, in points.
    pub standard_error: Option<f64>,
    /// The mean answer.
    pub mean: Option<f64>,
    /// The interval of the score in points, from its standard error.
    pub interval: Option<Interval>,
    /// The same with the adjustment for few answers.
    pub adjusted_interval: Option<Interval>,
}

/// Satisfaction of answers from 1 to 5.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Satisfaction {
    /// How many answered.
    pub n: Tally,
    /// The mean answer.
    pub mean: Option<f64>,
    /// The mean as per cent of the way from 1 to 5.
    pub mean_percent_of_range: Option<f64>,
    /// Student's interval of the mean; null for fewer than two answers.
    pub mean_interval: Option<Interval>,
    /// Those who gave 5.
    pub top: Share,
    /// Those who gave 4 or 5.
    pub top_two: Share,
    /// Those who gave 1 or 2.
    pub bottom_two: Share,
}

/// The net promoter score of how many gave 0, 1, … 10: eleven numbers.
#[uniffi::export(default(confidence = 0.95))]
pub fn net_promoter_score(counts: Vec<Tally>, confidence: f64) -> Answer<NetPromoterScore> {
    let score = core::NetPromoterScore::new(answers(counts)?);
    let level = self::confidence(confidence)?;
    Ok(NetPromoterScore {
        n: Tally(score.n()),
        promoters: Tally(score.promoters()),
        passives: Tally(score.passives()),
        detractors: Tally(score.detractors()),
        points: score.points(),
        variance: score.variance(),
        standard_error: score.standard_error(),
        mean: score.mean(),
        interval: interval(score.interval(level)),
        adjusted_interval: interval(score.adjusted_interval(level)),
    })
}

/// Satisfaction of how many gave 1, 2, … 5: five numbers.
#[uniffi::export(default(confidence = 0.95))]
pub fn satisfaction(counts: Vec<Tally>, confidence: f64) -> Answer<Satisfaction> {
    let asked = core::Satisfaction::new(answers(counts)?);
    Ok(Satisfaction {
        n: Tally(asked.n()),
        mean: asked.mean(),
        mean_percent_of_range: asked.mean_percent_of_range(),
        mean_interval: interval(asked.mean_interval(self::confidence(confidence)?)),
        top: Share::of(asked.share_of_top(1)),
        top_two: Share::of(asked.share_of_top(2)),
        bottom_two: Share::of(asked.share_of_bottom(2)),
    })
}

/// One count for each grade.
fn answers<const GRADES: usize>(counts: Vec<Tally>) -> Answer<[u64; GRADES]> {
    let counts: Vec<u64> = counts.into_iter().map(|count| count.0).collect();
    counts.try_into().map_err(|counts: Vec<u64>| AftersalesError::Malformed {
        code: "binding.argument.malformed".to_owned(),
        detail: format!("`counts` has {} numbers; {GRADES} are expected, one for each answer", counts.len()),
        path: Some("counts".to_owned()),
        value: None,
    })
}
