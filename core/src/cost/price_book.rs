use std::collections::BTreeMap;
use std::sync::Arc;

use super::compile::compile;
use super::shares::PayerSet;
use super::words::{LineKind, WorkHours};
use super::{CostError, Estimate, EstimateRequest};
use crate::calendar::WorkingCalendar;
use crate::money::{Currency, Decimal, Rounding};
use crate::time::{Instant, Span, ZoneDatabase};
use crate::wire::{PriceBookDocument, PricesDocument, RoundingScopeDocument};

/// What a desk charges, compiled. Cloning is cheap.
///
/// ```
/// use aftersales::cost::{EstimateRequest, PriceBook};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
///
/// let book = PriceBookDocument::from_json(r#"{
///     "currency": "EUR",
///     "prices": "without_tax",
///     "rounding": {"mode": "half_up", "scope": "per_document"},
///     "taxes": [{"name": "vat", "percent": "19"}],
///     "default_taxes": ["vat"],
///     "estimate_valid_seconds": 2592000,
///     "labour": {"grades": {"engineer": {"per_hour": "96.00", "step_seconds": 900}}},
///     "parts": {"fan-80": {"tiers": [{"from": "1", "price": "24.50"}]}}
/// }"#)?;
/// let book = PriceBook::compile(&book, &ZoneDatabase::bundled())?;
/// let request = EstimateRequestDocument::from_json(r#"{
///     "version": 1,
///     "issued_at": "2026-03-02T09:00:00Z",
///     "payers": [{"payer": "customer", "percent": "100"}],
///     "lines": [
///         {"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}},
///         {"id": "2", "charge": {"type": "part", "part": "fan-80", "quantity": "1"},
///          "payers": [{"payer": "warranty", "percent": "100"}]}
///     ]
/// }"#)?;
/// let estimate = book.estimate(&EstimateRequest::try_from(&request)?)?;
/// // 75 minutes are charged: 120.00 and 24.50, with 19 % on the sum.
/// assert_eq!(estimate.totals().total.to_string(), "171.96 EUR");
/// assert_eq!(estimate.customer().total.to_string(), "142.80 EUR");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceBook(pub(super) Arc<Book>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) revision: Arc<str>,
    pub(super) currency: Currency,
    pub(super) prices: PricesDocument,
    pub(super) scope: RoundingScopeDocument,
    pub(super) rounding: Rounding,
    pub(super) cash: Option<Rounding>,
    pub(super) taxes: Vec<Tax>,
    pub(super) sets: Vec<TaxSet>,
    /// The set of taxes on lines of a kind, in the order of [`LineKind::ALL`].
    pub(super) set_by_kind: Vec<usize>,
    pub(super) valid_from: Option<Instant>,
    pub(super) valid_until: Option<Instant>,
    pub(super) estimate_valid: Option<Span>,
    pub(super) labour: Option<Labour>,
    pub(super) zones: BTreeMap<Arc<str>, Priced>,
    pub(super) per_kilometre: Option<Priced>,
    pub(super) per_travel_hour: Option<Priced>,
    pub(super) parts: BTreeMap<Arc<str>, Part>,
    pub(super) freight: BTreeMap<Arc<str>, Freight>,
    pub(super) consumables: Option<Consumables>,
    pub(super) markup: Option<Priced>,
    pub(super) diagnosis: Option<Diagnosis>,
    pub(super) fees: BTreeMap<Arc<str>, Fee>,
    pub(super) minimum: Option<Minimum>,
    pub(super) discounts: BTreeMap<Arc<str>, Discount>,
}

/// A price, or a per cent, with the entry that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Priced {
    pub(super) price: Decimal,
    pub(super) source: Arc<str>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tax {
    pub(super) name: Arc<str>,
    pub(super) percent: Decimal,
    pub(super) payers: Option<PayerSet>,
    pub(super) source: Arc<str>,
}

/// The taxes on a line, each with the factor of the net amount that it comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TaxSet {
    pub(super) factors: Vec<(usize, Decimal)>,
    /// One and the factors: from net to gross.
    pub(super) gross: Decimal,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labour {
    pub(super) grades: BTreeMap<Arc<str>, Grade>,
    /// By [`WorkHours`]; regular hours are multiplied by one.
    pub(super) multipliers: [Option<Decimal>; WorkHours::ALL.len()],
    pub(super) calendar: Option<WorkingCalendar>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Grade {
    pub(super) per_hour: Priced,
    pub(super) minimum_seconds: i64,
    pub(super) step_seconds: i64,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Least quantity and price, ascending; never empty.
    pub(super) tiers: Vec<(Decimal, Priced)>,
    pub(super) procurement: Option<Priced>,
    pub(super) core_charge: Option<Priced>,
    pub(super) set: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Freight {
    pub(super) amount: Priced,
    pub(super) per_kilogram: Option<Priced>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Consumables {
    pub(super) percent: Priced,
    pub(super) of: Vec<LineKind>,
    pub(super) at_most: Option<Decimal>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Diagnosis {
    pub(super) fee: Priced,
    pub(super) credited: Option<Priced>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fee {
    pub(super) amount: Priced,
    pub(super) set: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Minimum {
    pub(super) amount: Priced,
    pub(super) of: Vec<LineKind>,
}

/// A discount, of the book or of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Discount {
    Percent(Priced),
    Amount(Priced),
    /// One of the book by its name, with the path of the request that names it.
    Named(Arc<str>, Arc<str>),
}

impl PriceBook {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a price that is none or negative, a tax or kind that is not defined, tiers
    /// that leave a gap at the start or do not ascend, a calendar that does not compile, more entries than allowed.
    pub fn compile(document: &PriceBookDocument, zones: &ZoneDatabase) -> Result<Self, CostError> {
        Ok(Self(Arc::new(compile(document, zones)?)))
    }

    /// The content hash of the document with the version of the time zone database.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The currency of all prices.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.0.currency
    }

    /// Estimates what planned work costs, by line and payer.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of the line and field that is wrong: what the book does not price, a discount above the
    /// price, an estimate at a time at which the book is not in force, or above its own limit.
    pub fn estimate(&self, request: &EstimateRequest) -> Result<Estimate, CostError> {
        super::assemble::estimate(&self.0, request)
    }
}

impl Book {
    /// The set of taxes on a kind of line.
    pub(super) fn set_of(&self, kind: LineKind) -> usize {
        self.set_by_kind.get(kind as usize).copied().unwrap_or_default()
    }
}
