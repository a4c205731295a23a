use aftersales::kpi::statistics::{Interval, NhsReading, PChart, Proportion, XmrChart};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

pub(super) fn xmr(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let values: Vec<f64> = read(input, "x")?;
    let Some(chart) = XmrChart::new(&values).map_err(malformed("x"))? else {
        return Ok(json!({}));
    };
    let (limits, by_median) = (chart.limits(), chart.limits_by_median_range());
    Ok(json!({
        "mean": chart.mean(),
        "mean_mr": chart.mean_range(),
        "unpl": limits.upper,
        "lnpl": limits.lower,
        "url_mr": chart.range_limit(),
        "sigma_mr_over_1_128": chart.sigma(),
        "median_mr": chart.median_range(),
        "unpl_median_mr": by_median.upper,
        "lnpl_median_mr": by_median.lower,
        "outside": chart.outside(),
        "mr_outside": chart.ranges_outside(),
        "run7_ends": chart.run_ends(7),
        "run8_ends": chart.run_ends(8),
        "trend7_ends": chart.trend_ends(7),
        "trend6_ends": chart.trend_ends(6),
        "two_of_three_beyond_2sigma_ends": chart.two_of_three(),
        "nhs": chart.nhs().map_or_else(|| json!({ "limits_defined": false }), nhs),
    }))
}

fn nhs(reading: NhsReading) -> Value {
    json!({
        "limits_defined": true,
        "screened_mean_mr": reading.mean_range,
        "upl": reading.limits.upper,
        "lpl": reading.limits.lower,
        "outside": reading.outside,
        "run7_members": reading.runs,
        "trend7_members": reading.trends,
        "two_in_three_members": reading.two_in_three,
    })
}

pub(super) fn p_chart(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let (successes, n): (Vec<u64>, Vec<u64>) = (read(input, "k")?, read(input, "n")?);
    if successes.len() != n.len() {
        return Err(Malformed::new("`k` and `n` must have the same length"));
    }
    let periods = successes.into_iter().zip(n).map(|(successes, n)| Proportion::new(successes, n));
    let periods = periods.collect::<Result<Vec<_>, _>>().map_err(malformed("k"))?;
    let Some(chart) = PChart::new(&periods) else { return Ok(json!({})) };
    let upper = |limits: &[Option<Interval>]| {
        json!(limits.iter().map(|limit| limit.map(|limit| limit.upper)).collect::<Vec<_>>())
    };
    let lower = |limits: &[Option<Interval>]| {
        json!(limits.iter().map(|limit| limit.map(|limit| limit.lower)).collect::<Vec<_>>())
    };
    let (limits, laney) = (chart.limits(), chart.laney_limits());
    Ok(json!({
        "pbar": chart.centre(),
        "ucl": upper(&limits),
        "lcl": lower(&limits),
        "z": chart.z(),
        "signals": chart.signals(),
        "laney_sigma_z": chart.laney_sigma(),
        "laney_ucl": laney.as_deref().map(upper),
        "laney_lcl": laney.as_deref().map(lower),
    }))
}
