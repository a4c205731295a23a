use super::CostError;

/// Draws what few cases say towards what is known without them.
///
/// The result lies between the two: `towards + factor × (value − towards)`.
///
/// ```
/// use aftersales::cost::Shrinkage;
///
/// // Three cases of a repair took 2.6 hours on average, the book says 2.0, and the book counts as nine cases.
/// let shrinkage = Shrinkage::credibility(2.0, 3, 9)?;
/// assert_eq!(shrinkage.factor(), 0.25);
/// assert!((shrinkage.of(2.6) - 2.15).abs() < 1e-12);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrinkage {
    towards: f64,
    factor: f64,
}

impl Shrinkage {
    /// Towards a value, keeping a share of the distance to it.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for a factor outside 0 to 1 or a value that is no number.
    pub fn new(towards: f64, factor: f64) -> Result<Self, CostError> {
        if !towards.is_finite() {
            return Err(out_of_range("towards", towards, "a finite number"));
        }
        if !(0.0..=1.0).contains(&factor) {
            return Err(out_of_range("factor", factor, "0 to 1"));
        }
        Ok(Self { towards, factor })
    }

    /// By credibility (Bühlmann 1967): n cases weigh n / (n + k) against a value that counts as k cases.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for `prior_cases` of 0 or a value that is no number.
    pub fn credibility(towards: f64, cases: u64, prior_cases: u32) -> Result<Self, CostError> {
        if prior_cases == 0 {
            return Err(out_of_range("prior_cases", 0.0, "at least 1"));
        }
        let cases = cases as f64;
        Self::new(towards, cases / (cases + f64::from(prior_cases)))
    }

    /// By the estimator of James and Stein, towards the mean of all the values: 1 − (k − 3) variance / Σ(y − ȳ)², and never
    /// below 0. Source: Efron and Morris, *Stein's paradox in statistics* (1977).
    ///
    /// `variance` is that of each value about its own truth.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for fewer than 4 values, values that are no numbers, or a variance that is not above 0.
    pub fn james_stein(values: &[f64], variance: f64) -> Result<Self, CostError> {
        let count = values.len() as f64;
        if values.len() < 4 {
            return Err(out_of_range("values", count, "at least 4 values"));
        }
        if !(variance > 0.0 && variance.is_finite()) {
            return Err(out_of_range("variance", variance, "a number above 0"));
        }
        let mean = values.iter().sum::<f64>() / count;
        let spread: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let kept = if spread > 0.0 { 1.0 - (count - 3.0) * variance / spread } else { 0.0 };
        Self::new(mean, kept.max(0.0))
    }

    /// What is known without the cases.
    #[must_use]
    pub const fn towards(&self) -> f64 {
        self.towards
    }

    /// The share of the distance that stays, from 0 to 1.
    #[must_use]
    pub const fn factor(&self) -> f64 {
        self.factor
    }

    /// A value, drawn.
    #[must_use]
    pub fn of(&self, value: f64) -> f64 {
        self.towards + self.factor * (value - self.towards)
    }
}

fn out_of_range(path: &str, value: f64, allowed: &'static str) -> CostError {
    CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed }
}
