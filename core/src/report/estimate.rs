use super::table::Style;
use super::{Language, estimate_text};
use crate::cost::{Estimate, EstimateDifference, EstimateRange, Promise};
use crate::time::ZoneRules;
use crate::wire::{CompletionPromiseDocument, EstimateRangeDocument};

/// An estimate as the customer reads it: lines with their payers, totals, range, promise, and what has changed
/// (domain facts CO-3, CO-4, PL-6).
///
/// ```
/// use aftersales::cost::{EstimateRequest, PriceBook};
/// use aftersales::report::{EstimateSheet, Language};
/// use aftersales::time::{ZoneDatabase, ZoneRules};
/// use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
///
/// let book = PriceBookDocument::from_json(r#"{
///     "currency": "CNY", "prices": "with_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
///     "taxes": [{"name": "增值税", "percent": "6"}], "default_taxes": ["增值税"], "estimate_valid_seconds": 604800,
///     "labour": {"grades": {"工程师": {"per_hour": "180.00"}}}
/// }"#)?;
/// let book = PriceBook::compile(&book, &ZoneDatabase::bundled())?;
/// let request = EstimateRequestDocument::from_json(r#"{
///     "version": 1, "issued_at": "2026-03-02T01:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
///     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "工程师", "seconds": 5400}}]
/// }"#)?;
/// let estimate = book.estimate(&EstimateRequest::try_from(&request)?)?;
/// let zone = ZoneRules::utc();
/// let sheet = EstimateSheet::new(&estimate, &zone);
/// assert!(sheet.text(Language::Chinese).contains("您需支付：270.00 CNY"));
/// assert!(sheet.markdown(Language::English).contains("| Labour, 工程师 (regular hours) |"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct EstimateSheet<'a> {
    pub(super) estimate: &'a Estimate,
    pub(super) zone: &'a ZoneRules,
    pub(super) range: Option<EstimateRangeDocument>,
    pub(super) promise: Option<CompletionPromiseDocument>,
    pub(super) difference: Option<&'a EstimateDifference>,
}

impl<'a> EstimateSheet<'a> {
    /// A sheet of an estimate whose times are those of a zone's wall clocks.
    #[must_use]
    pub const fn new(estimate: &'a Estimate, zone: &'a ZoneRules) -> Self {
        Self { estimate, zone, range: None, promise: None, difference: None }
    }

    /// The same sheet with the range of the cost and of the time that the work takes.
    #[must_use]
    pub fn with_range(self, range: &EstimateRange) -> Self {
        self.with_range_document(range.into())
    }

    /// The same from the document of a range.
    #[must_use]
    pub fn with_range_document(mut self, range: EstimateRangeDocument) -> Self {
        self.range = Some(range);
        self
    }

    /// The same sheet with the promised completion and its range.
    #[must_use]
    pub fn with_promise(self, promise: &Promise) -> Self {
        self.with_promise_document(promise.into())
    }

    /// The same from the document of a promise.
    #[must_use]
    pub const fn with_promise_document(mut self, promise: CompletionPromiseDocument) -> Self {
        self.promise = Some(promise);
        self
    }

    /// The same sheet with what has changed since an earlier version.
    #[must_use]
    pub const fn with_difference(mut self, difference: &'a EstimateDifference) -> Self {
        self.difference = Some(difference);
        self
    }

    /// The sheet as plain text in which columns are aligned.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        estimate_text::write(self, language, Style::Text)
    }

    /// The sheet as Markdown with tables.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        estimate_text::write(self, language, Style::Markdown)
    }
}
