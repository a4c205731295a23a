use super::Sample;
use super::sample::check_finite;
use crate::kpi::KpiError;

/// Which of the definitions of a quantile (Hyndman and Fan 1996).
///
/// ```
/// use aftersales::kpi::statistics::QuantileMethod;
///
/// let mut minutes = [15.0, 20.0, 35.0, 40.0, 50.0];
/// assert_eq!(QuantileMethod::Linear.quantile(&mut minutes, 0.9)?, Some(46.0));
/// assert_eq!(QuantileMethod::InvertedCdf.quantile(&mut minutes, 0.9)?, Some(50.0));
/// assert_eq!(QuantileMethod::Linear.quantile::<f64>(&mut [], 0.5)?, None);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum QuantileMethod {
    /// Type 1: the least value that at least this share of all values does not exceed.
    InvertedCdf,
    /// Type 6: rank `p (n + 1)`, as Weibull, Minitab and SPSS have it.
    Weibull,
    /// Type 7: rank `p (n - 1)` from 0, linear between neighbours, as NumPy, R and spreadsheets have it; what figures use.
    #[default]
    Linear,
    /// Type 8: rank `p (n + 1/3) + 1/3`, about unbiased for the median of every distribution.
    MedianUnbiased,
}

impl QuantileMethod {
    /// One quantile; `values` are left in another order. Linear time.
    ///
    /// # Errors
    ///
    /// [`KpiError::NotFinite`]; [`KpiError::OutOfRange`] where `p` is not from 0 to 1.
    pub fn quantile<T: Sample>(self, values: &mut [T], p: f64) -> Result<Option<f64>, KpiError> {
        Ok(self.quantiles(values, &[p])?.and_then(|quantiles| quantiles.first().copied()))
    }

    /// Quantiles at every `p`, in the order asked for; none where there are no values. `values` are left in another order.
    ///
    /// Selects instead of sorting: the time grows with `values` times the logarithm of the number of quantiles.
    ///
    /// # Errors
    ///
    /// As [`QuantileMethod::quantile`].
    pub fn quantiles<T: Sample>(self, values: &mut [T], p: &[f64]) -> Result<Option<Vec<f64>>, KpiError> {
        check_probabilities(p)?;
        check_finite("values", values)?;
        let places: Vec<Place> = p.iter().map(|&p| self.place(p, values.len())).collect();
        let mut ranks: Vec<usize> = places.iter().flat_map(|place| [place.below, place.above]).collect();
        ranks.sort_unstable();
        ranks.dedup();
        select(values, 0, &ranks);
        Ok(places.iter().map(|place| place.between(values)).collect())
    }

    /// Quantiles of values that are in ascending order already; none where there are no values. Constant time each.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where `p` is not from 0 to 1.
    pub fn quantiles_of_sorted<T: Sample>(
        self,
        ascending: &[T],
        p: &[f64],
    ) -> Result<Option<Vec<f64>>, KpiError> {
        check_probabilities(p)?;
        Ok(p.iter().map(|&p| self.place(p, ascending.len()).between(ascending)).collect())
    }

    /// Where a quantile lies among `n` values.
    fn place(self, p: f64, n: usize) -> Place {
        let last = n.saturating_sub(1);
        let count = n as f64;
        // What misses a whole rank by the rounding of the product alone is that rank.
        let whole = |rank: f64| if (rank - rank.round()).abs() < 1e-12 * count { rank.round() } else { rank };
        let rank = match self {
            Self::InvertedCdf => whole(p * count).ceil() - 1.0,
            Self::Weibull => p * (count + 1.0) - 1.0,
            Self::Linear => p * (count - 1.0),
            Self::MedianUnbiased => p * (count + 1.0 / 3.0) - 2.0 / 3.0,
        };
        let rank = rank.clamp(0.0, last as f64);
        let below = (rank.floor() as usize).min(last);
        Place { below, above: below.saturating_add(1).min(last), weight: rank - below as f64 }
    }
}

/// Two neighbouring ranks, from 0, and how far between them.
#[derive(Debug, Clone, Copy)]
struct Place {
    below: usize,
    above: usize,
    weight: f64,
}

impl Place {
    fn between<T: Sample>(self, values: &[T]) -> Option<f64> {
        let below = values.get(self.below)?.value();
        let above = values.get(self.above)?.value();
        if self.weight == 0.0 {
            return Some(below);
        }
        // From the nearer end, so that the result never passes the other one.
        let step = above - below;
        let value =
            if self.weight < 0.5 { below + step * self.weight } else { above - step * (1.0 - self.weight) };
        Some(if step.is_finite() { value } else { below * (1.0 - self.weight) + above * self.weight })
    }
}

/// Puts the values of the given ranks, which ascend, where they would stand in order.
fn select<T: Sample>(values: &mut [T], first: usize, ranks: &[usize]) {
    let (left_ranks, rest) = ranks.split_at(ranks.len() / 2);
    let Some((&rank, right_ranks)) = rest.split_first() else { return };
    let position = rank.saturating_sub(first);
    if position >= values.len() {
        return;
    }
    let (left, _, right) = values.select_nth_unstable_by(position, T::order);
    select(left, first, left_ranks);
    select(right, rank.saturating_add(1), right_ranks);
}

fn check_probabilities(p: &[f64]) -> Result<(), KpiError> {
    match p.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        Some(p) => Err(KpiError::OutOfRange {
            field: "p",
            value: p.to_string(),
            allowed: "a probability from 0 to 1",
        }),
        None => Ok(()),
    }
}
