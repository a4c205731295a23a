//! Statistics as their definitions say, by counting everything again for every question.

use aftersales::kpi::statistics::QuantileMethod;

/// A quantile of type 1, 6, 7 or 8 (Hyndman and Fan 1996) at `above` of `of`, such as 9 of 10, in whole numbers as far as they go.
///
/// # Panics
///
/// Without values, or for another definition.
#[must_use]
pub fn quantile(values: &[f64], method: QuantileMethod, above: u64, of: u64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as u64;
    // The value of a rank from 1, where the ends stand for all beyond them.
    let value = |rank: i64| sorted[rank.clamp(1, n as i64) as usize - 1];
    // Ranks as fractions: numerator over 3 times `of`, for the thirds of type 8.
    let whole = 3 * of;
    let rank = match method {
        QuantileMethod::InvertedCdf => return value((above * n).div_ceil(of).max(1) as i64),
        QuantileMethod::Weibull => 3 * above * (n + 1),
        QuantileMethod::Linear => 3 * above * (n - 1) + whole,
        QuantileMethod::MedianUnbiased => above * (3 * n + 1) + of,
        other => panic!("no oracle for {other:?}"),
    };
    let (below, part) = ((rank / whole) as i64, (rank % whole) as f64 / whole as f64);
    value(below) * (1.0 - part) + value(below + 1) * part
}

/// The product-limit estimate of the share that runs longer than `time`, with everything counted again for every factor.
#[must_use]
pub fn survival(durations: &[f64], observed: &[bool], time: f64) -> f64 {
    let mut times: Vec<f64> = durations
        .iter()
        .zip(observed)
        .filter(|case| *case.1 && *case.0 <= time)
        .map(|case| *case.0)
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    times
        .into_iter()
        .map(|time| {
            let at_risk = durations.iter().filter(|duration| **duration >= time).count();
            let ended = durations.iter().zip(observed).filter(|case| *case.1 && *case.0 == time).count();
            1.0 - ended as f64 / at_risk as f64
        })
        .product()
}

/// The area below the product-limit estimate up to `limit`, by cutting it at every duration.
#[must_use]
pub fn restricted_mean(durations: &[f64], observed: &[bool], limit: f64) -> f64 {
    let mut cuts: Vec<f64> = durations.iter().copied().filter(|duration| *duration < limit).collect();
    cuts.extend([0.0, limit]);
    cuts.sort_by(f64::total_cmp);
    cuts.windows(2).map(|cut| survival(durations, observed, cut[0]) * (cut[1] - cut[0])).sum()
}

/// The probability of exactly `k` successes in `n`, factor by factor.
#[must_use]
pub fn binomial(k: u64, n: u64, p: f64) -> f64 {
    let ways = (1..=k).map(|i| (n - k + i) as f64 / i as f64).product::<f64>();
    let happens = (0..k).map(|_| p).product::<f64>();
    let fails = (0..n - k).map(|_| 1.0 - p).product::<f64>();
    ways * happens * fails
}

/// Fisher's two-sided probability from whole numbers of ways, for small tables.
#[must_use]
pub fn fisher(k1: u64, n1: u64, k2: u64, n2: u64) -> f64 {
    let choose = |n: u64, k: u64| (0..k).fold(1_u128, |ways, i| ways * u128::from(n - i) / u128::from(i + 1));
    let all = k1 + k2;
    let ways = |first: u64| choose(n1, first) * choose(n2, all - first);
    let tables = all.saturating_sub(n2)..=all.min(n1);
    let no_likelier = tables.clone().map(ways).filter(|other| *other <= ways(k1)).sum::<u128>();
    no_likelier as f64 / tables.map(ways).sum::<u128>() as f64
}
