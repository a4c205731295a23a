use std::collections::BTreeMap;

use super::request::Planned;
use super::{
    CostError, Distribution, Estimate, EstimateRequest, EstimateTotals, Payer, PriceBook, RangeMethod, Total,
};
use crate::time::shown;
use crate::wire::{EstimateRangeDocument, EstimateRangeRequestDocument, RangeTotalsDocument};

/// What planned work costs where its time is uncertain: whole estimates at P10, P50 and P90 of the effort.
///
/// Each is priced as the book says, with its steps, minimums, taxes and rounding. The effort of the job is the sum of its
/// lines of labour; at a share of that sum every line stands at one share of its own, the same for all. That is the range
/// of the cost exactly where all labour costs the same an hour, and close to it elsewhere.
///
/// ```
/// use std::collections::BTreeMap;
/// use aftersales::cost::{EstimateRequest, LogNormal, PriceBook, RangeMethod};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
///
/// let book = PriceBookDocument::from_json(r#"{
///     "currency": "EUR", "prices": "without_tax", "default_taxes": [], "estimate_valid_seconds": 86400,
///     "rounding": {"mode": "half_up", "scope": "per_line"},
///     "labour": {"grades": {"engineer": {"per_hour": "96.00", "step_seconds": 900}}}
/// }"#)?;
/// let book = PriceBook::compile(&book, &ZoneDatabase::bundled())?;
/// let request = EstimateRequestDocument::from_json(r#"{
///     "version": 1, "issued_at": "2026-03-02T09:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
///     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 3600}}]
/// }"#)?;
/// let request = EstimateRequest::try_from(&request)?;
/// let efforts = BTreeMap::from([("1".to_owned(), LogNormal::from_median(3600.0, 0.5)?.into())]);
/// let range = book.estimate_range(&request, &efforts, RangeMethod::Convolution)?;
/// let totals = [range.p10(), range.p50(), range.p90()].map(|estimate| estimate.totals().total.to_string());
/// assert_eq!(totals, ["72.00 EUR", "96.00 EUR", "192.00 EUR"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateRange {
    p10: Estimate,
    p50: Estimate,
    p90: Estimate,
    effort: Total,
}

impl EstimateRange {
    /// The estimate that one such job in ten stays below.
    #[must_use]
    pub const fn p10(&self) -> &Estimate {
        &self.p10
    }

    /// The estimate that half of such jobs stay below.
    #[must_use]
    pub const fn p50(&self) -> &Estimate {
        &self.p50
    }

    /// The estimate that nine such jobs in ten stay below.
    #[must_use]
    pub const fn p90(&self) -> &Estimate {
        &self.p90
    }

    /// The uncertain effort of all lines of labour, in seconds.
    #[must_use]
    pub const fn effort(&self) -> &Total {
        &self.effort
    }
}

impl PriceBook {
    /// Estimates what planned work costs where the time of some lines of labour is uncertain; `efforts` are seconds by the
    /// name of the line. Lines that it does not name take the time of the request.
    ///
    /// # Errors
    ///
    /// [`CostError::Undefined`] for a name that no line of labour has; those of [`Total::of`] and [`PriceBook::estimate`].
    pub fn estimate_range(
        &self,
        request: &EstimateRequest,
        efforts: &BTreeMap<String, Distribution>,
        method: RangeMethod,
    ) -> Result<EstimateRange, CostError> {
        let labour = |line: &&super::request::PlanLine| matches!(line.charge, Planned::Labour { .. });
        let known: Vec<&str> = request.lines.iter().filter(labour).map(|line| &*line.id).collect();
        if let Some(unknown) = efforts.keys().find(|id| !known.contains(&id.as_str())) {
            return Err(CostError::undefined("efforts".to_owned(), unknown, known.into_iter()));
        }
        let parts: Vec<Distribution> = efforts.values().copied().collect();
        let effort = Total::of(&parts, method).map_err(|error| error.renamed("efforts"))?;
        let range = effort.range();
        let at = |seconds: f64| self.estimate(&with_effort(request, efforts, common_share(&parts, seconds)));
        Ok(EstimateRange { p10: at(range.p10())?, p50: at(range.p50())?, p90: at(range.p90())?, effort })
    }
}

impl PriceBook {
    /// The same from a document.
    ///
    /// # Errors
    ///
    /// As [`PriceBook::estimate_range`], with the path of the field in the document.
    pub fn estimate_range_of(
        &self,
        document: &EstimateRangeRequestDocument,
    ) -> Result<EstimateRange, CostError> {
        let request =
            EstimateRequest::try_from(&document.estimate).map_err(|error| error.within("estimate"))?;
        let mut efforts = BTreeMap::new();
        for (id, effort) in &document.efforts {
            let read = Distribution::try_from(effort);
            let path = format!("efforts.{}", shown(id));
            efforts.insert(id.clone(), read.map_err(|error| error.below("effort", &path))?);
        }
        self.estimate_range(&request, &efforts, RangeMethod::asked(document.method.as_ref())?)
    }
}

/// The share at which the parts sum to so many seconds.
fn common_share(parts: &[Distribution], seconds: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    // The seconds are whole in the end; 40 halvings are far finer.
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if parts.iter().map(|part| at(part, middle)).sum::<f64>() < seconds {
            low = middle;
        } else {
            high = middle;
        }
    }
    high.min(1.0 - f64::EPSILON)
}

/// A share inside (0, 1) has its quantile.
fn at(part: &Distribution, share: f64) -> f64 {
    part.quantile(share).unwrap_or_else(|_| part.mean())
}

fn with_effort(
    request: &EstimateRequest,
    efforts: &BTreeMap<String, Distribution>,
    share: f64,
) -> EstimateRequest {
    let mut priced = request.clone();
    // A limit is for the price that is promised; that the range may lie above it is what it shows.
    priced.not_to_exceed = None;
    for line in &mut priced.lines {
        if let (Planned::Labour { seconds, .. }, Some(effort)) = (&mut line.charge, efforts.get(&*line.id)) {
            *seconds = (at(effort, share).round() as i64).max(1);
        }
    }
    priced
}

impl From<&EstimateRange> for EstimateRangeDocument {
    fn from(range: &EstimateRange) -> Self {
        let all = [&range.p10, &range.p50, &range.p90].map(Estimate::totals);
        let payers = range.p90.payers().iter().map(|(payer, _)| {
            let of = |estimate: &Estimate| estimate.payer(*payer);
            totals(Some(*payer), [of(&range.p10), of(&range.p50), of(&range.p90)])
        });
        Self { effort: (&range.effort.range()).into(), total: totals(None, all), payers: payers.collect() }
    }
}

fn totals(payer: Option<Payer>, [p10, p50, p90]: [EstimateTotals; 3]) -> RangeTotalsDocument {
    RangeTotalsDocument {
        payer: payer.map(|payer| payer.as_str().to_owned()),
        p10: p10.total.into(),
        p50: p50.total.into(),
        p90: p90.total.into(),
    }
}
