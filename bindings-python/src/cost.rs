use aftersales::cost::{Estimate as CoreEstimate, EstimateRequest, PriceBook as CoreBook};
use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::wire::{
    EstimateDifferenceDocument, EstimateDocument, EstimateRequestDocument, PriceBookDocument, canonical_json,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;

/// What a desk charges, compiled from a document: a dict, or JSON text. Amounts may be ``Decimal``.
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
/// {'amount': '142.80', 'currency': 'EUR'}
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
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, PriceBookDocument::from_json)?;
        let core = CoreBook::compile(&document, &ZoneDatabase::bundled()).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// Estimates what planned work costs, by line and payer.
    fn estimate(&self, request: &Bound<'_, PyAny>) -> PyResult<Estimate> {
        let request = document::read(request, EstimateRequestDocument::from_json)?;
        let request = EstimateRequest::try_from(&request).map_err(Refusal::from)?;
        Ok(Estimate { core: self.core.estimate(&request).map_err(Refusal::from)? })
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as canonical JSON.
    fn to_json(&self) -> &str {
        &self.document
    }

    fn __repr__(&self) -> String {
        format!("PriceBook(currency={:?}, revision={:?})", self.core.currency().code(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(PriceBook);

/// What planned work costs; made by ``PriceBook.estimate``.
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
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Estimate {
    core: CoreEstimate,
}

#[pymethods]
impl Estimate {
    /// The estimate as a dict: lines with their shares, totals, payers. Amounts are text, exact to the last digit.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &EstimateDocument::from(&self.core))
    }

    /// What has changed since an earlier version, line by line.
    fn difference_from<'py>(&self, py: Python<'py>, earlier: &Self) -> PyResult<Bound<'py, PyAny>> {
        let difference = self.core.difference_from(&earlier.core).map_err(Refusal::from)?;
        to_python(py, &EstimateDifferenceDocument::from(&difference))
    }

    /// The sheet for the customer as plain text, in ``"en"`` or ``"zh"``, with the times of a zone's wall clocks.
    fn text(&self, language: &str, time_zone: &str) -> PyResult<String> {
        self.sheet(time_zone, |sheet| Ok(sheet.text(self::language(language)?)))
    }

    /// The sheet for the customer as Markdown with tables.
    fn markdown(&self, language: &str, time_zone: &str) -> PyResult<String> {
        self.sheet(time_zone, |sheet| Ok(sheet.markdown(self::language(language)?)))
    }

    fn __repr__(&self) -> String {
        format!("Estimate(version={}, total={:?})", self.core.version(), self.core.totals().total.to_string())
    }
}

impl Estimate {
    fn sheet(
        &self,
        time_zone: &str,
        write: impl FnOnce(EstimateSheet<'_>) -> PyResult<String>,
    ) -> PyResult<String> {
        write(EstimateSheet::new(&self.core, &zone(time_zone)?))
    }
}

pub(crate) fn language(tag: &str) -> PyResult<Language> {
    Ok(tag.parse().map_err(Refusal::from)?)
}

pub(crate) fn zone(name: &str) -> PyResult<ZoneRules> {
    Ok(ZoneDatabase::bundled().rules(name).map_err(Refusal::from)?)
}
