use aftersales::kpi::statistics::{Confidence, MedianRanks, QuantileMethod, QuantileSketch};
use serde_json::{Value, json};

use super::formula::Formula;
use super::{Malformed, Tolerance, malformed, read};

/// What a sketch is asked to keep to.
const SKETCH_ERROR: f64 = 0.01;

pub(super) fn median_order_interval(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let confidence: f64 = read(input, "confidence")?;
    let confidence = Confidence::new(confidence).map_err(malformed("confidence"))?;
    let ranks = MedianRanks::new(read(input, "n")?, confidence);
    Ok(json!({
        "lower_rank": ranks.map(|ranks| ranks.lower),
        "upper_rank": ranks.map(|ranks| ranks.upper),
        "coverage": ranks.map(|ranks| ranks.coverage),
    }))
}

pub(super) fn quantiles(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let p: Vec<f64> = read(input, "p")?;
    let generated = input.get("generator").is_some();
    let mut values: Vec<f64> = if generated { generate(input)? } else { read(input, "x")? };
    let sum: f64 = values.iter().sum();
    if generated {
        check_sketches(&values, &p)?;
    }
    let mut answer = |method: QuantileMethod| method.quantiles(&mut values, &p).map_err(malformed("x"));
    let type1 = answer(QuantileMethod::InvertedCdf)?;
    let type7 = answer(QuantileMethod::Linear)?;
    let weibull = answer(QuantileMethod::Weibull)?;
    let unbiased = answer(QuantileMethod::MedianUnbiased)?;
    let ends = QuantileMethod::Linear.quantiles(&mut values, &[0.0, 1.0]).map_err(malformed("x"))?;
    let end = |position: usize| ends.as_ref().map(|ends| ends[position]);
    Ok(json!({
        "type1": type1,
        "type1_inverted_cdf": type1,
        "type6_weibull": weibull,
        "type7": type7,
        "type7_linear": type7,
        "type8_median_unbiased": unbiased,
        "sum": sum,
        "min": end(0),
        "max": end(1),
    }))
}

/// The values of a vector that gives a seed: the high 53 bits of a linear congruential generator, transformed.
fn generate(input: &Value) -> Result<Vec<f64>, Malformed> {
    let (mut state, n): (u64, usize) = (read(input, "seed")?, read(input, "n")?);
    let transform: String = read(input, "transform")?;
    let transform = Formula::parse(&transform).map_err(malformed("transform"))?;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        transform.at((state >> 11) as f64 / (1_u64 << 53) as f64)
    };
    Ok(std::iter::repeat_with(next).take(n).collect())
}

/// One sketch of all and sketches of uneven parts, merged in two orders, keep to their bound.
fn check_sketches(values: &[f64], p: &[f64]) -> Result<(), Malformed> {
    let whole = sketch(values)?;
    let parts = values.chunks(values.len() / 7 + 1).map(sketch).collect::<Result<Vec<_>, _>>()?;
    let (mut forwards, mut backwards) = (sketch(&[])?, sketch(&[])?);
    for (part, other) in parts.iter().zip(parts.iter().rev()) {
        forwards.merge(part).map_err(malformed("merge"))?;
        backwards.merge(other).map_err(malformed("merge"))?;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    for sketch in [whole, forwards, backwards] {
        for &p in p {
            let rank = p * (sorted.len() - 1) as f64;
            let (below, above) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
            let answer = sketch.quantile(p).map_err(malformed("p"))?;
            let answer = answer.ok_or_else(|| Malformed::new("the sketch of values has no quantile"))?;
            if answer < below * (1.0 - SKETCH_ERROR) || answer > above * (1.0 + SKETCH_ERROR) {
                let message = format!("the sketch gives {answer} for {p}, between {below} and {above}");
                return Err(Malformed::new(message));
            }
        }
    }
    Ok(())
}

fn sketch(values: &[f64]) -> Result<QuantileSketch, Malformed> {
    let mut sketch = QuantileSketch::new(SKETCH_ERROR).map_err(malformed("relative_error"))?;
    sketch.add_column(values).map_err(malformed("x"))?;
    Ok(sketch)
}
