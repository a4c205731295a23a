//! Vectors of uncertain times: `cost/uncertainty` and `kpi/pert`.

use aftersales::cost::{Distribution, LogNormal, RangeMethod, Shrinkage, ThreePoint, Total, Triangular};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Difference, Evaluator, Malformed};

/// The evaluator of ranges.
pub(super) struct CostRange;

impl Evaluator for CostRange {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        matches!(family, "cost/uncertainty" | "kpi/pert")
    }

    fn check(&self, _file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let input = Input(&vector["input"]);
        // Without a figure of its own, a vector is one of `kpi/pert`, whose quantiles are given to 1e-7 and the rest to 1e-12.
        let tolerance =
            vector.get("tolerance").map(|_| read(&vector["tolerance"], "tolerance")).transpose()?;
        let answers = answers(&input)?;
        let mut differences = Vec::new();
        compare("expect", &vector["expect"], &answers, tolerance, &mut differences)?;
        Ok(differences)
    }
}

fn compare(
    path: &str,
    expected: &Value,
    answers: &Value,
    tolerance: Option<f64>,
    differences: &mut Vec<Difference>,
) -> Result<(), Malformed> {
    let fields = expected.as_object().ok_or_else(|| Malformed::new(format!("`{path}` must be an object")))?;
    for (name, wanted) in fields {
        let path = format!("{path}.{name}");
        let got =
            answers.get(name).ok_or_else(|| Malformed::new(format!("`{path}` is not for this input")))?;
        if wanted.is_object() {
            compare(&path, wanted, got, tolerance, differences)?;
            continue;
        }
        let (wanted_number, got_number): (f64, f64) = (read(wanted, &path)?, read(got, &path)?);
        let allowed = tolerance.unwrap_or_else(|| {
            let relative = if name.starts_with('p') || name.starts_with("cdf") { 1e-7 } else { 1e-12 };
            relative * wanted_number.abs()
        });
        if (wanted_number - got_number).abs() > allowed {
            differences.push(Difference::new(&path, wanted, got));
        }
    }
    Ok(())
}

fn answers(input: &Input<'_>) -> Result<Value, Malformed> {
    if input.has("tasks") {
        return tasks(input);
    }
    if input.has("mode") {
        return pert(input);
    }
    if input.has("mu_ln_hours") {
        return log_normal(input);
    }
    if input.has("y") {
        return shrinkage(input);
    }
    let (low, mode, high) = (input.read("o")?, input.read("m")?, input.read("p")?);
    if input.has("dist") {
        let points = Triangular::new(low, mode, high).map_err(Malformed::new)?;
        return Ok(json!({"mean": points.mean(), "sd": points.variance().sqrt()}));
    }
    let points = ThreePoint::new(low, mode, high).map_err(Malformed::new)?;
    Ok(json!({"mean": points.mean(), "sd": points.classic_deviation()}))
}

fn pert(input: &Input<'_>) -> Result<Value, Malformed> {
    let (low, mode, high) = (input.read("low")?, input.read("mode")?, input.read("high")?);
    let points = ThreePoint::new(low, mode, high).map_err(Malformed::new)?;
    let triangle = Triangular::new(low, mode, high).map_err(Malformed::new)?;
    let (alpha, beta) = points.shapes().ok_or_else(|| Malformed::new("`low` and `high` are the same"))?;
    let at = |share| points.quantile(share).map_err(Malformed::new);
    let corner = |share| triangle.quantile(share).map_err(Malformed::new);
    Ok(json!({
        "mean": points.mean(), "sd_classic": points.classic_deviation(), "alpha": alpha, "beta": beta,
        "var_beta": points.variance(), "p50": at(0.5)?, "p80": at(0.8)?, "p90": at(0.9)?, "p95": at(0.95)?,
        "cdf_at_mean": points.probability(points.mean()),
        "triangular": {
            "mean": triangle.mean(), "var": triangle.variance(), "p50": corner(0.5)?, "p90": corner(0.9)?
        }
    }))
}

fn tasks(input: &Input<'_>) -> Result<Value, Malformed> {
    let tasks: Vec<(f64, f64, f64)> = input.read("tasks")?;
    let parts: Result<Vec<Distribution>, _> =
        tasks.into_iter().map(|(low, mode, high)| ThreePoint::new(low, mode, high).map(Into::into)).collect();
    let parts = parts.map_err(Malformed::new)?;
    let classic = Total::of(&parts, RangeMethod::ClassicNormal).map_err(Malformed::new)?;
    let normal = Total::of(&parts, RangeMethod::Normal).map_err(Malformed::new)?;
    let at = |total: &Total, share| total.quantile(share).map_err(Malformed::new);
    Ok(json!({
        "sum_mean": normal.mean(), "sum_sd_classic": classic.deviation(), "sum_sd_beta": normal.deviation(),
        "p80_normal_classic": at(&classic, 0.8)?, "p80_normal_beta": at(&normal, 0.8)?,
        "p90_normal_beta": at(&normal, 0.9)?
    }))
}

fn log_normal(input: &Input<'_>) -> Result<Value, Malformed> {
    let hours = LogNormal::from_logarithm(input.read("mu_ln_hours")?, input.read("sigma_ln")?)
        .map_err(Malformed::new)?;
    if input.has("t_hours") {
        return Ok(json!({"probability": hours.probability(input.read("t_hours")?)}));
    }
    let wanted: String = input.read("want")?;
    match wanted.as_str() {
        "median" => Ok(json!({"hours": hours.median()})),
        "p95" => Ok(json!({"hours": hours.quantile(0.95).map_err(Malformed::new)?})),
        unknown => Err(Malformed::new(format!("`want`: unknown share `{unknown}`"))),
    }
}

fn shrinkage(input: &Input<'_>) -> Result<Value, Malformed> {
    if input.has("c") {
        let shrinkage =
            Shrinkage::new(input.read("grand_mean")?, input.read("c")?).map_err(Malformed::new)?;
        return Ok(json!({"z": shrinkage.of(input.read("y")?)}));
    }
    let (values, cases): (Vec<f64>, f64) = (input.read("y")?, input.read("n_each")?);
    let rule: String = input.read("sigma2")?;
    if rule != "ybar*(1-ybar)/45" {
        return Err(Malformed::new(format!("`sigma2`: unknown rule `{rule}`")));
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let shrinkage = Shrinkage::james_stein(&values, mean * (1.0 - mean) / cases).map_err(Malformed::new)?;
    Ok(json!({"grand_mean": shrinkage.towards(), "c": shrinkage.factor()}))
}

/// The input of a vector, read with the name of what is missing or wrong.
struct Input<'a>(&'a Value);

impl Input<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.as_object().is_some_and(|fields: &Map<String, Value>| fields.contains_key(name))
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, Malformed> {
        read(self.0.get(name).unwrap_or(&Value::Null), name)
    }
}

fn read<T: DeserializeOwned>(value: &Value, name: &str) -> Result<T, Malformed> {
    T::deserialize(value).map_err(|error| Malformed::new(format!("`{name}`: {error}")))
}
