use aftersales::cost::{self, LogNormal, RangeMethod, ThreePoint, Triangular};

use crate::error::Answer;

/// How long one operation takes, or what it costs, in any unit: fixed, or spread.
#[derive(Debug, Clone, uniffi::Enum)]
#[non_exhaustive]
pub enum Distribution {
    /// The same in every case.
    Fixed {
        /// The value.
        value: f64,
    },
    /// Least, most likely, most, as PERT has it.
    ThreePoint {
        /// The least.
        low: f64,
        /// The most likely.
        mode: f64,
        /// The most.
        high: f64,
    },
    /// Least, most likely, most, as a triangle.
    Triangular {
        /// The least.
        low: f64,
        /// The most likely.
        mode: f64,
        /// The most.
        high: f64,
    },
    /// Log-normal, as repair times are, by its median.
    LogNormal {
        /// The median.
        median: f64,
        /// The standard deviation of the natural logarithm.
        sigma: f64,
    },
    /// Log-normal by the mean of the natural logarithm.
    LogNormalOfLogarithm {
        /// The mean of the natural logarithm.
        mu: f64,
        /// Its standard deviation.
        sigma: f64,
    },
}

/// What is known of a distribution.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DistributionSummary {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// The textbook deviation (high - low) / 6 of a three-point estimate; null for all others.
    pub classic_deviation: Option<f64>,
    /// The shape alpha of the beta distribution behind a three-point estimate; null for all others.
    pub alpha: Option<f64>,
    /// The shape beta of that distribution.
    pub beta: Option<f64>,
    /// The values that the shares of cases stay below, in their order.
    pub quantiles: Vec<f64>,
    /// The shares of cases at or below the values, in their order.
    pub probabilities: Vec<f64>,
}

/// What is known of the sum of parts that are independent of each other.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TotalSummary {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// The method that the quantiles come from; `exact` where at most one part is uncertain.
    pub method: String,
    /// The values that the shares of cases stay below, in their order.
    pub quantiles: Vec<f64>,
    /// The shares of cases at or below the values, in their order.
    pub probabilities: Vec<f64>,
}

/// How much of the distance to a common value is kept: few cases are drawn towards it, many stand for themselves.
#[derive(Debug, Clone, Copy, uniffi::Record)]
pub struct Shrinkage {
    /// The value that all are drawn towards.
    pub towards: f64,
    /// The share of the distance that is kept, from 0 to 1.
    pub factor: f64,
}

/// What is known of a distribution: the quantiles of `shares`, the probabilities of `values`.
#[uniffi::export(default(shares = [], values = []))]
pub fn describe_distribution(
    distribution: Distribution,
    shares: Vec<f64>,
    values: Vec<f64>,
) -> Answer<DistributionSummary> {
    let known = distribution.core()?;
    let points = match &known {
        cost::Distribution::ThreePoint(points) => Some(points),
        _ => None,
    };
    let shapes = points.and_then(ThreePoint::shapes);
    Ok(DistributionSummary {
        mean: known.mean(),
        deviation: known.variance().sqrt(),
        classic_deviation: points.map(ThreePoint::classic_deviation),
        alpha: shapes.map(|(alpha, _)| alpha),
        beta: shapes.map(|(_, beta)| beta),
        quantiles: shares.into_iter().map(|share| known.quantile(share)).collect::<Result<_, _>>()?,
        probabilities: values.into_iter().map(|value| known.probability(value)).collect(),
    })
}

/// What is known of the sum of independent parts. The method is `convolution`, `fenton_wilkinson`, `normal` or
/// `classic_normal`; shares lie between 0.05 and 0.95.
#[uniffi::export(default(shares = [], values = [], method = "convolution"))]
pub fn total_distribution(
    parts: Vec<Distribution>,
    shares: Vec<f64>,
    values: Vec<f64>,
    method: &str,
) -> Answer<TotalSummary> {
    let parts = parts.iter().map(Distribution::core).collect::<Answer<Vec<_>>>()?;
    let total = cost::Total::of(&parts, method.parse::<RangeMethod>()?)?;
    Ok(TotalSummary {
        mean: total.mean(),
        deviation: total.deviation(),
        method: total.method().as_str().to_owned(),
        quantiles: shares.into_iter().map(|share| total.quantile(share)).collect::<Result<_, _>>()?,
        probabilities: values.into_iter().map(|value| total.probability(value)).collect(),
    })
}

/// The James-Stein estimator towards the mean of values of one variance; at least four values.
#[uniffi::export]
pub fn james_stein(values: Vec<f64>, variance: f64) -> Answer<Shrinkage> {
    let found = cost::Shrinkage::james_stein(&values, variance)?;
    Ok(Shrinkage { towards: found.towards(), factor: found.factor() })
}

/// Values drawn towards a common one.
#[uniffi::export]
pub fn shrink(shrinkage: Shrinkage, values: Vec<f64>) -> Answer<Vec<f64>> {
    let shrinkage = cost::Shrinkage::new(shrinkage.towards, shrinkage.factor)?;
    Ok(values.into_iter().map(|value| shrinkage.of(value)).collect())
}

impl Distribution {
    fn core(&self) -> Answer<cost::Distribution> {
        Ok(match *self {
            Self::Fixed { value } => cost::Distribution::fixed(value)?,
            Self::ThreePoint { low, mode, high } => ThreePoint::new(low, mode, high)?.into(),
            Self::Triangular { low, mode, high } => Triangular::new(low, mode, high)?.into(),
            Self::LogNormal { median, sigma } => LogNormal::from_median(median, sigma)?.into(),
            Self::LogNormalOfLogarithm { mu, sigma } => LogNormal::from_logarithm(mu, sigma)?.into(),
        })
    }
}
