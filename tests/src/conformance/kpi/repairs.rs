use aftersales::kpi::statistics::{
    CrowAmsaa, Planned, Trend, Weibull, laplace_trend as test, mean_cumulative_repairs as cumulative,
};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

pub(super) fn crow_amsaa(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let times: Vec<f64> = read(input, "failure_times")?;
    let Some(growth) = CrowAmsaa::new(&times).map_err(malformed("failure_times"))? else {
        return Ok(json!({}));
    };
    let target: Option<f64> = read(input, "target_mtbf")?;
    let time = target.map(|target| growth.time_to(target)).transpose().map_err(malformed("target_mtbf"))?;
    Ok(json!({
        "beta": growth.beta,
        "lambda": growth.lambda,
        "growth_rate": growth.growth_rate(),
        "mtbf_cumulative": growth.mtbf_cumulative,
        "mtbf_instantaneous": growth.mtbf_instantaneous,
        "beta_unbiased_time_truncated": growth.beta_unbiased,
        "duane_alpha": growth.duane_slope,
        "duane_A": growth.duane_scale,
        "time_to_target_mtbf": time.flatten(),
        "mil_hdbk_189_statistic": growth.test.statistic,
        "mil_hdbk_189_df": growth.degrees,
        "p_two_sided": growth.test.p,
    }))
}

pub(super) fn laplace_trend(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let between: Vec<f64> = read(input, "times_between_failures")?;
    let times: Vec<f64> = between
        .iter()
        .scan(0.0, |age, time| {
            *age += time;
            Some(*age)
        })
        .collect();
    let test = test(&times, read(input, "observation_end")?).map_err(malformed("times_between_failures"))?;
    let trend = test.map(|test| match Trend::of(test) {
        Trend::Improving => "improving",
        Trend::Worsening => "worsening",
        _ => "constant",
    });
    Ok(json!({
        "U": test.map(|test| test.statistic),
        "trend_95": trend,
        "p_two_sided": test.map(|test| test.p),
    }))
}

pub(super) fn mean_cumulative_repairs(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let systems: Vec<Vec<f64>> = read(input, "systems")?;
    let ends: Vec<f64> = systems.iter().filter_map(|system| system.last().copied()).collect();
    let repairs = systems.iter().flat_map(|system| &system[..system.len().saturating_sub(1)]);
    let steps = cumulative(&repairs.copied().collect::<Vec<_>>(), &ends).map_err(malformed("systems"))?;
    Ok(json!({
        "times": steps.iter().map(|step| step.time).collect::<Vec<_>>(),
        "mcf": steps.iter().map(|step| step.mean).collect::<Vec<_>>(),
        "variance": steps.iter().map(|step| step.variance).collect::<Vec<_>>(),
    }))
}

pub(super) fn weibull_fit(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let (failures, working): (Vec<f64>, Vec<f64>) =
        (read(input, "failures")?, read(input, "right_censored")?);
    let Some(life) = Weibull::fit(&failures, &working).map_err(malformed("failures"))? else {
        return Ok(json!({}));
    };
    // Without wear every age is alike: the exponential distribution is the one of shape 1.
    let total: f64 = failures.iter().chain(&working).sum();
    let exponential = Weibull::new(total / failures.len() as f64, 1.0).map_err(malformed("failures"))?;
    let likelihood = |life: Weibull| life.log_likelihood(&failures, &working).map_err(malformed("failures"));
    Ok(json!({
        "scale_alpha": life.scale(),
        "shape_beta": life.shape(),
        "loglik": likelihood(life)?,
        "mean_life": life.mean(),
        "b10": life.quantile(0.1).map_err(malformed("failures"))?,
        "exponential_mtbf": exponential.mean(),
        "exponential_loglik": likelihood(exponential)?,
    }))
}

pub(super) fn replacement_age(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let number = |field| read::<f64>(input, field);
    let life = Weibull::new(number("weibull_alpha")?, number("weibull_beta")?)
        .map_err(malformed("weibull_alpha"))?;
    let (planned, failure) = (number("cost_planned")?, number("cost_failure")?);
    let replacement = life.replacement(planned, failure).map_err(malformed("cost_planned"))?;
    let overhaul = life.overhaul(planned, failure).map_err(malformed("cost_planned"))?;
    let (time, rate) = (|planned: Planned| planned.time, |planned: Planned| planned.cost_rate);
    Ok(json!({
        "age_replacement_time": replacement.map(time),
        "age_replacement_cost_rate": replacement.map(rate),
        "run_to_failure_cost_rate": life.run_to_failure(failure),
        "minimal_repair_overhaul_time": overhaul.map(time),
        "minimal_repair_cost_rate": overhaul.map(rate),
    }))
}
