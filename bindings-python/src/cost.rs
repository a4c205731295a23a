use std::hash::{Hash, Hasher};

use aftersales::cost::{CostComposition, Estimate as CoreEstimate, EstimateRequest, PriceBook as CoreBook};
use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::wire::{
    CompletionPromiseDocument, CompositionDocument, EstimateDifferenceDocument, EstimateDocument,
    EstimateRangeDocument, EstimateRangeRequestDocument, EstimateRequestDocument, MoneyDocument,
    PriceBookDocument, canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::convert::At;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// What a desk charges, compiled from a document: a dict, or JSON text. Amounts may be ``Decimal``.
///
/// Parameters
/// ----------
/// document
///     The wire's ``price_book``; amounts as text or ``Decimal``.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> from decimal import Decimal
/// >>> book = PriceBook({
/// ...     "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_document"},
/// ...     "taxes": [{"name": "vat", "percent": "19"}], "default_taxes": ["vat"], "estimate_valid_seconds": 2592000,
/// ...     "labour": {"grades": {"engineer": {"per_hour": Decimal("96.00"), "step_seconds": 900}}},
/// ... })
/// >>> estimate = book.estimate({
/// ...     "version": 1, "issued_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc),
/// ...     "payers": [{"payer": "customer", "percent": "100"}],
/// ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}}],
/// ... })
/// >>> estimate.document()["totals"]["total"]
/// {'amount': Decimal('142.80'), 'currency': 'EUR'}
/// >>> "142.80 EUR" in estimate.text("en", "Europe/Berlin")
/// True
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct PriceBook {
    core: CoreBook,
    document: String,
}

#[pymethods]
impl PriceBook {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, PriceBookDocument::from_json)?;
        let core = CoreBook::compile(&document, &ZoneDatabase::bundled()).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// Estimates what planned work costs, by line and payer.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``estimate_request``: version, payers and lines; lengths in seconds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a request that cannot be read, or a charge that the book does not have, by its path.
    ///
    /// Examples
    /// --------
    /// >>> estimate.document()["totals"]["total"]["amount"]
    /// Decimal('142.80')
    #[pyo3(signature = (request: "_Given"))]
    fn estimate(&self, request: &Bound<'_, PyAny>) -> PyResult<Estimate> {
        let request = document::read(request, EstimateRequestDocument::from_json)?;
        let request = EstimateRequest::try_from(&request).map_err(Refusal::from)?;
        Ok(Estimate { core: self.core.estimate(&request).map_err(Refusal::from)? })
    }

    /// What planned work costs where its time is uncertain: ``estimate`` (a request), and ``efforts`` by the name of the line.
    /// The answer has P10, P50 and P90 for all and for each payer, with the method that gave them.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``estimate_range_request``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``estimate_range``. Amounts are ``Decimal``, efforts are seconds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     As for ``estimate``.
    ///
    /// Examples
    /// --------
    /// >>> request = {
    /// ...     "version": 1, "issued_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc),
    /// ...     "payers": [{"payer": "customer", "percent": "100"}],
    /// ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}}],
    /// ... }
    /// >>> likely = book.estimate_range({
    /// ...     "estimate": request, "efforts": {"1": {"type": "log_normal", "median_seconds": 4000, "sigma": "0.5"}},
    /// ... })
    /// >>> likely["total"]["p10"]["amount"], likely["total"]["p90"]["amount"]
    /// (Decimal('85.68'), Decimal('257.04'))
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn estimate_range<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<EstimateRangeRequestDocument>)?;
        let range = py.detach(|| self.core.estimate_range_of(&request)).map_err(Refusal::from)?;
        to_python(py, &EstimateRangeDocument::from(&range))
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as canonical JSON.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces: the text that ``revision`` is the hash of.
    ///
    /// Examples
    /// --------
    /// >>> PriceBook(book.to_json()) == book
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("PriceBook(currency={:?}, revision={:?})", self.core.currency().code(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(PriceBook);

/// What planned work costs; made by ``PriceBook.estimate``, or again from the document that was kept of it.
///
/// Parameters
/// ----------
/// document
///     What ``document`` gave.
///
/// Raises
/// ------
/// AftersalesError
///     For a document that cannot be read, or whose amounts do not add up.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> book = PriceBook({
/// ...     "currency": "CNY", "prices": "with_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
/// ...     "taxes": [], "default_taxes": [], "estimate_valid_seconds": 604800,
/// ...     "labour": {"grades": {"engineer": {"per_hour": "180.00"}}},
/// ... })
/// >>> estimate = book.estimate({
/// ...     "version": 1, "issued_at": datetime(2026, 3, 2, 1, tzinfo=timezone.utc),
/// ...     "payers": [{"payer": "customer", "percent": "100"}],
/// ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 5400}}],
/// ... })
/// >>> estimate.document()["valid_until"]
/// datetime.datetime(2026, 3, 9, 1, 0, tzinfo=datetime.timezone.utc)
/// >>> "270.00 CNY" in estimate.markdown("zh", "Asia/Shanghai")
/// True
/// >>> Estimate(estimate.document()) == estimate
/// True
#[pyclass(frozen, eq, hash, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Estimate {
    core: CoreEstimate,
}

#[pymethods]
impl Estimate {
    /// Reads the document of an estimate that was kept; no price is computed anew.
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, EstimateDocument::from_json)?;
        Ok(Self { core: CoreEstimate::try_from(&document).map_err(Refusal::from)? })
    }

    /// The estimate as a dict: lines with their shares, totals, payers. Amounts are ``Decimal``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's shape; it can be kept, and ``Estimate`` makes the estimate of it again.
    ///
    /// Examples
    /// --------
    /// >>> estimate.document()["totals"]["total"]
    /// {'amount': Decimal('270.00'), 'currency': 'CNY'}
    #[pyo3(signature = () -> "_Answer")]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &EstimateDocument::from(&self.core))
    }

    /// What has changed since an earlier version, line by line.
    ///
    /// Parameters
    /// ----------
    /// earlier
    ///     An earlier version of the same estimate.
    ///
    /// Returns
    /// -------
    /// dict
    ///     Lines ``added``, ``removed`` and ``changed``, with the totals of both. Amounts are ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     Where the versions are not of one currency, or not in order.
    ///
    /// Examples
    /// --------
    /// >>> again = book.estimate({
    /// ...     "version": 2, "issued_at": datetime(2026, 3, 3, 1, tzinfo=timezone.utc),
    /// ...     "payers": [{"payer": "customer", "percent": "100"}],
    /// ...     "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 7200}}],
    /// ... })
    /// >>> again.difference_from(estimate)["changed"][0]["reasons"]
    /// ['quantity', 'amount']
    #[pyo3(signature = (earlier) -> "_Answer")]
    fn difference_from<'py>(&self, py: Python<'py>, earlier: &Self) -> PyResult<Bound<'py, PyAny>> {
        let difference = self.core.difference_from(&earlier.core).map_err(Refusal::from)?;
        to_python(py, &EstimateDifferenceDocument::from(&difference))
    }

    /// Nothing where the estimate can still be accepted at an instant; ``AftersalesError`` from ``valid_until`` on.
    ///
    /// Parameters
    /// ----------
    /// at
    ///     When the customer accepts.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     From ``valid_until`` on.
    ///
    /// Examples
    /// --------
    /// >>> estimate.check_valid(datetime(2026, 3, 9, tzinfo=timezone.utc))
    fn check_valid(&self, at: At) -> PyResult<()> {
        Ok(self.core.check_valid(at.0).map_err(Refusal::from)?)
    }

    /// The estimate beside what the repair cost the service side by ``labour``, ``parts``, ``transport`` and ``other``, with
    /// what is typical of each share.
    ///
    /// Parameters
    /// ----------
    /// actual
    ///     Amounts by ``labour``, ``parts``, ``transport`` and ``other``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``charged``, ``cost``, ``margin``, and ``shares`` with their percentages. Amounts are ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For amounts of another currency.
    ///
    /// Examples
    /// --------
    /// >>> yuan = lambda amount: {"amount": amount, "currency": "CNY"}
    /// >>> actual = {"labour": yuan("90.00"), "parts": yuan("80.00"), "transport": yuan("20.00"), "other": yuan("10.00")}
    /// >>> estimate.compare_cost(actual)["margin"]["amount"]
    /// Decimal('70.00')
    #[pyo3(signature = (actual: "_Given") -> "_Answer")]
    fn compare_cost<'py>(&self, py: Python<'py>, actual: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let actual = document::read(actual, read_document::<CompositionDocument>)?;
        let actual = CostComposition::try_from(&actual).map_err(Refusal::from)?;
        let comparison = self.core.compare(actual).map_err(Refusal::from)?;
        to_python(py, &comparison.document().map_err(Refusal::from)?)
    }

    /// The sheet for the customer as plain text, in ``"en"`` or ``"zh"``, with the times of a zone's wall clocks; with the
    /// answer of ``PriceBook.estimate_range``, that of ``promise_completion`` and what has changed since an earlier version
    /// where they are given.
    ///
    /// Parameters
    /// ----------
    /// language
    ///     ``"en"`` or ``"zh"``.
    /// time_zone
    ///     The IANA name of the customer's zone.
    /// range
    ///     The answer of ``PriceBook.estimate_range``.
    /// completion
    ///     The answer of ``promise_completion``.
    /// earlier
    ///     The version before.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a zone that there is not.
    ///
    /// Examples
    /// --------
    /// >>> "270.00 CNY" in estimate.text("en", "Asia/Shanghai")
    /// True
    #[pyo3(signature = (
        language: "_Language",
        time_zone,
        *,
        range: "_Given | None" = None,
        completion: "_Given | None" = None,
        earlier=None,
    ))]
    fn text(
        &self,
        language: &str,
        time_zone: &str,
        range: Option<&Bound<'_, PyAny>>,
        completion: Option<&Bound<'_, PyAny>>,
        earlier: Option<&Self>,
    ) -> PyResult<String> {
        let language = self::language(language)?;
        self.sheet(time_zone, (range, completion, earlier), |sheet| sheet.text(language))
    }

    /// The sheet for the customer as Markdown with tables.
    ///
    /// Parameters
    /// ----------
    /// language, time_zone, range, completion, earlier
    ///     As for ``text``.
    ///
    /// Examples
    /// --------
    /// >>> "270.00 CNY" in estimate.markdown("en", "Asia/Shanghai")
    /// True
    #[pyo3(signature = (
        language: "_Language",
        time_zone,
        *,
        range: "_Given | None" = None,
        completion: "_Given | None" = None,
        earlier=None,
    ))]
    fn markdown(
        &self,
        language: &str,
        time_zone: &str,
        range: Option<&Bound<'_, PyAny>>,
        completion: Option<&Bound<'_, PyAny>>,
        earlier: Option<&Self>,
    ) -> PyResult<String> {
        let language = self::language(language)?;
        self.sheet(time_zone, (range, completion, earlier), |sheet| sheet.markdown(language))
    }

    /// The lines and the total as a table for notebooks.
    fn _repr_html_(&self) -> String {
        let EstimateDocument { lines, totals, .. } = EstimateDocument::from(&self.core);
        let lines = lines.into_iter().map(|line| {
            let payers: Vec<String> = line.shares.into_iter().map(|share| share.payer).collect();
            vec![line.id, line.kind, line.item.unwrap_or_default(), payers.join(", "), shown(&line.amount)]
        });
        let total =
            vec![String::new(), "total".to_owned(), String::new(), String::new(), shown(&totals.total)];
        html::table(&["line", "kind", "item", "payers", "amount"], lines.chain([total]))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let document = canonical_json(&EstimateDocument::from(&self.core)).map_err(Refusal::from)?;
        (py.get_type::<Self>(), (document,)).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        format!("Estimate(version={}, total={:?})", self.core.version(), self.core.totals().total.to_string())
    }
}

impl Hash for Estimate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.core.version().hash(state);
        self.core.totals().total.to_string().hash(state);
    }
}

impl Estimate {
    fn sheet(
        &self,
        time_zone: &str,
        (range, completion, earlier): (Option<&Bound<'_, PyAny>>, Option<&Bound<'_, PyAny>>, Option<&Self>),
        write: impl FnOnce(EstimateSheet<'_>) -> String,
    ) -> PyResult<String> {
        let zone = zone(time_zone)?;
        let mut sheet = EstimateSheet::new(&self.core, &zone);
        if let Some(range) = range {
            sheet = sheet.with_range_document(document::read(range, read_document::<EstimateRangeDocument>)?);
        }
        if let Some(completion) = completion {
            let completion = document::read(completion, read_document::<CompletionPromiseDocument>)?;
            sheet = sheet.with_promise_document(completion);
        }
        let difference = earlier.map(|earlier| self.core.difference_from(&earlier.core)).transpose();
        let difference = difference.map_err(Refusal::from)?;
        if let Some(difference) = &difference {
            sheet = sheet.with_difference(difference);
        }
        Ok(write(sheet))
    }
}

fn shown(money: &MoneyDocument) -> String {
    format!("{} {}", money.amount, money.currency)
}

pub(crate) fn language(tag: &str) -> PyResult<Language> {
    Ok(tag.parse().map_err(Refusal::from)?)
}

pub(crate) fn zone(name: &str) -> PyResult<ZoneRules> {
    Ok(ZoneDatabase::bundled().rules(name).map_err(Refusal::from)?)
}
