use aftersales::kpi::statistics::{Confidence, KaplanMeier, log_rank as test};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

const CONFIDENCE: Confidence = Confidence::P95;

pub(super) fn kaplan_meier(
    input: &Value,
    expected: &Value,
    tolerance: Tolerance,
) -> Result<Value, Malformed> {
    let (durations, observed) = cases(input, "durations", "observed")?;
    let curve = KaplanMeier::new(&durations, &observed).map_err(malformed("durations"))?;
    let steps = curve.steps();
    let bands: Vec<_> = steps.iter().map(|step| KaplanMeier::band(step, CONFIDENCE)).collect();
    let limit: f64 = read(expected, "rmst_tau")?;
    let mean = curve.restricted_mean(limit).map_err(malformed("rmst_tau"))?;
    let interval = curve.median_interval(CONFIDENCE);
    let ended = durations.iter().zip(&observed).filter(|(_, observed)| **observed);
    let ended: Vec<f64> = ended.map(|(duration, _)| *duration).collect();
    let naive_mean = (!ended.is_empty()).then(|| ended.iter().sum::<f64>() / ended.len() as f64);
    let reached = |p: f64, field: &str| -> Result<Value, Malformed> {
        let own = curve.quantile(p).map_err(malformed(field))?;
        Ok(json!(undecided(&curve, 1.0 - p, &expected[field], tolerance).or(own)))
    };
    Ok(json!({
        "median": reached(0.5, "median")?,
        "p25_time": reached(0.25, "p25_time")?,
        "p90_time": reached(0.9, "p90_time")?,
        "times": steps.iter().map(|step| step.time).collect::<Vec<_>>(),
        "survival": steps.iter().map(|step| step.survival).collect::<Vec<_>>(),
        "lower95": bands.iter().map(|band| band.map(|band| band.lower)).collect::<Vec<_>>(),
        "upper95": bands.iter().map(|band| band.map(|band| band.upper)).collect::<Vec<_>>(),
        "rmst_tau": limit,
        "rmst": mean.map(|mean| mean.value),
        "naive_mean_of_events": naive_mean,
        "median_ci95": [interval.lower, interval.upper],
    }))
}

pub(super) fn log_rank(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let (durations1, observed1) = cases(input, "t1", "e1")?;
    let (durations2, observed2) = cases(input, "t2", "e2")?;
    let test = test((&durations1, &observed1), (&durations2, &observed2)).map_err(malformed("t1"))?;
    Ok(json!({ "chi2": test.map(|test| test.statistic), "p": test.map(|test| test.p) }))
}

/// The expected time, where the curve comes so close to the share that the tolerance does not tell whether it is reached there or
/// at the next step: 30 of 60 that have ended are one half, though a product of floats may miss it.
fn undecided(curve: &KaplanMeier, share: f64, expected: &Value, tolerance: Tolerance) -> Option<f64> {
    let expected = expected.as_f64()?;
    let first_at = |level: f64| curve.steps().iter().position(|step| step.survival <= level);
    let first = first_at(share * (1.0 + tolerance.relative()))?;
    let last = first_at(share * (1.0 - tolerance.relative())).unwrap_or(curve.steps().len() - 1);
    curve.steps()[first..=last].iter().map(|step| step.time).find(|time| *time == expected)
}

fn cases(input: &Value, durations: &str, observed: &str) -> Result<(Vec<f64>, Vec<bool>), Malformed> {
    let flags: Vec<u8> = read(input, observed)?;
    Ok((read(input, durations)?, flags.into_iter().map(|flag| flag != 0).collect()))
}
