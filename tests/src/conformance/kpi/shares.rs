use aftersales::kpi::statistics::{
    Confidence, NetPromoterScore, Proportion, ProportionDifference, Satisfaction,
};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, ends, malformed, read};

const CONFIDENCE: Confidence = Confidence::P95;

pub(super) fn proportion_intervals(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let share = proportion(input, "successes", "n")?;
    let alpha: f64 = read(input, "alpha")?;
    let confidence = Confidence::new(1.0 - alpha).map_err(malformed("alpha"))?;
    Ok(json!({
        "rate": share.rate(),
        "wilson": ends(share.wilson(confidence)),
        "wilson_cc": ends(share.wilson_corrected(confidence)),
        "clopper_pearson": ends(share.clopper_pearson(confidence)),
        "agresti_coull": ends(share.agresti_coull(confidence)),
        "jeffreys": ends(share.jeffreys(confidence)),
    }))
}

pub(super) fn proportion_difference(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let pair = ProportionDifference::new(proportion(input, "k1", "n1")?, proportion(input, "k2", "n2")?);
    let test = pair.pooled_z();
    Ok(json!({
        "diff": pair.difference(),
        "newcombe95": ends(pair.newcombe(CONFIDENCE)),
        "z_pooled": test.map(|test| test.statistic),
        "p_two_sided": test.map(|test| test.p),
        "fisher_two_sided": pair.fisher(),
    }))
}

pub(super) fn nps(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let score = NetPromoterScore::new(read(input, "counts_by_score_0_to_10")?);
    Ok(json!({
        "n": score.n(),
        "promoters": score.promoters(),
        "passives": score.passives(),
        "detractors": score.detractors(),
        "nps": score.points(),
        "var": score.variance(),
        "se_points": score.standard_error(),
        "ci95_points": ends(score.interval(CONFIDENCE)),
        "mean": score.mean(),
        "adj_wald_95_points": ends(score.adjusted_interval(CONFIDENCE)),
    }))
}

pub(super) fn csat(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let asked = Satisfaction::new(read(input, "counts_by_rating_1_to_5")?);
    let percent = |share: Proportion| share.rate().map(|rate| 100.0 * rate);
    Ok(json!({
        "n": asked.n(),
        "csat_top2_pct": percent(asked.share_of_top(2)),
        "csat_top1_pct": percent(asked.share_of_top(1)),
        "bottom2_pct": percent(asked.share_of_bottom(2)),
        "mean": asked.mean(),
        "mean_pct_of_range": asked.mean_percent_of_range(),
        "wilson_top2": ends(asked.share_of_top(2).wilson(CONFIDENCE)),
        "mean_t95": ends(asked.mean_interval(CONFIDENCE)),
    }))
}

fn proportion(input: &Value, successes: &str, n: &str) -> Result<Proportion, Malformed> {
    Proportion::new(read(input, successes)?, read(input, n)?).map_err(malformed(successes))
}
