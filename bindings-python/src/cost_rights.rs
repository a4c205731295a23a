use aftersales::cost::{Coverage as CoreCoverage, Regime as CoreRegime};
use aftersales::wire::{
    ClaimDocument, CoverageDocument, CoveredClaimDocument, ProlongationRequestDocument,
    ReauthorisationRequestDocument, RefundRequestDocument, RegimeDocument, UnitFactsDocument, canonical_json,
    read_document,
};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::answer::to_python;
use crate::convert::Day;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// Warranties, contracts and goodwill: who pays what of a repair, and why; compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     The agreements, in the order in which they pay.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> from datetime import date
/// >>> coverage = Coverage({"agreements": [{
/// ...     "name": "two years", "payer": "warranty", "term": {"type": "since_purchase", "months": 24},
/// ...     "excluded_causes": ["misuse"], "covers": [{"percent": "100"}],
/// ... }]})
/// >>> covered = coverage.claim({
/// ...     "date": date(2026, 11, 2), "purchased_on": date(2025, 3, 1), "cause": "material",
/// ...     "lines": [{"id": "display", "kind": "part", "amount": {"amount": "145.00", "currency": "EUR"}}],
/// ... })
/// >>> [(share["payer"], str(share["amount"]["amount"]), share["agreement"]) for share in covered["lines"][0]["shares"]]
/// [('warranty', '145.00', 'two years')]
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Coverage {
    core: CoreCoverage,
    document: String,
}

#[pymethods]
impl Coverage {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, CoverageDocument::from_json)?;
        let core = CoreCoverage::compile(&document).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// Splits every line of a claim between the payers; the shares of a line sum to its amount.
    ///
    /// Parameters
    /// ----------
    /// claim
    ///     The dates, the cause and the lines with their amounts.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``lines`` with the ``shares`` of each, the agreement behind a share and why others do not pay. Amounts are
    ///     ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a claim that cannot be read, by its path.
    ///
    /// Examples
    /// --------
    /// >>> late = {"date": date(2027, 11, 2), "purchased_on": date(2025, 3, 1), "cause": "material",
    /// ...     "lines": [{"id": "display", "kind": "part", "amount": {"amount": "145.00", "currency": "EUR"}}]}
    /// >>> [share["payer"] for share in coverage.claim(late)["lines"][0]["shares"]]
    /// ['customer']
    #[pyo3(signature = (claim: "_Given") -> "_Answer")]
    fn claim<'py>(&self, py: Python<'py>, claim: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let claim = document::read(claim, read_document::<ClaimDocument>)?;
        to_python(py, &CoveredClaimDocument::from(&self.core.claim(&claim).map_err(Refusal::from)?))
    }

    /// The content hash of the document.
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
    /// >>> Coverage(coverage.to_json()) == coverage
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("Coverage(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(Coverage);

/// What the law of one place says about repairs: data with its source and date, and no legal advice.
///
/// Parameters
/// ----------
/// document
///     The wire's ``regime``; ``Regime.preset`` gives those that ship.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> florida = Regime.preset("us_fl_motor_vehicle_repair")
/// >>> check = florida.check_price({
/// ...     "estimate": {"amount": "300.00", "currency": "USD"}, "revised": {"amount": "330.01", "currency": "USD"},
/// ... })
/// >>> (check["outcome"], check["most"]["amount"])
/// ('above_tolerance', Decimal('330.00'))
/// >>> general = Regime.preset("cn_three_guarantees_general")
/// >>> facts = {"days_since_sale": 200, "failed_repairs": 2, "repair_days": 0, "guarantee": "running"}
/// >>> [(remedy["remedy"], remedy["sections"]) for remedy in general.remedies(facts)["remedies"]]
/// [('exchange', ['第十一条']), ('repair', ['第八条'])]
/// >>> general.document()["notice"]
/// 'not legal advice'
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Regime {
    core: CoreRegime,
    document: String,
}

#[pymethods]
impl Regime {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, RegimeDocument::from_json)?;
        Self::of(CoreRegime::compile(&document).map_err(Refusal::from)?)
    }

    /// A regime that ships with the package.
    ///
    /// Parameters
    /// ----------
    /// name
    ///     One of ``Regime.presets()``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a name that is none, with those that there are.
    ///
    /// Examples
    /// --------
    /// >>> Regime.preset("us_fl_motor_vehicle_repair").document()["jurisdiction"]
    /// 'US-FL'
    #[classmethod]
    fn preset(_class: &Bound<'_, PyType>, name: &str) -> PyResult<Self> {
        Self::of(CoreRegime::preset(name).map_err(Refusal::from)?)
    }

    /// The names of the regimes that ship with the package.
    ///
    /// Returns
    /// -------
    /// list of str
    ///     Sorted.
    ///
    /// Examples
    /// --------
    /// >>> "cn_three_guarantees_general" in Regime.presets()
    /// True
    #[staticmethod]
    fn presets() -> Vec<&'static str> {
        CoreRegime::presets().collect()
    }

    /// What the customer may choose, with the sections that say so.
    ///
    /// Parameters
    /// ----------
    /// facts
    ///     The wire's ``unit_facts``: days since the sale, failed repairs, days in repair, and how the guarantee stands.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``remedies``, each with ``sections``.
    ///
    /// Examples
    /// --------
    /// >>> general.remedies(facts | {"failed_repairs": 0})["remedies"]
    /// [{'remedy': 'repair', 'sections': ['第八条']}]
    #[pyo3(signature = (facts: "_Given") -> "_Answer")]
    fn remedies<'py>(&self, py: Python<'py>, facts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let facts = document::read(facts, read_document::<UnitFactsDocument>)?;
        to_python(py, &self.core.remedies_of(&facts).map_err(Refusal::from)?)
    }

    /// What a customer gets back, less the fee for the use.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``refund_request``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``refund``. Amounts are ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     Where the regime has no such rule.
    ///
    /// Examples
    /// --------
    /// >>> phone = Regime.preset("cn_three_guarantees_phone")
    /// >>> refund = phone.refund({"price": {"amount": "3000.00", "currency": "CNY"}, "usage": {"type": "days", "days": 100}})
    /// >>> refund["refund"]["amount"]
    /// Decimal('1500.00')
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn refund<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<RefundRequestDocument>)?;
        to_python(py, &self.core.refund_of(&request).map_err(Refusal::from)?)
    }

    /// The end of a guarantee after its repairs.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``prolongation_request``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``prolonged_guarantee``.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> general.prolong({"guarantee_end": date(2026, 6, 1), "repairs": [{"from": date(2026, 3, 2), "to": date(2026, 3, 12)}]})
    /// {'guarantee_end': '2026-06-11', 'section': '第八条'}
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn prolong<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<ProlongationRequestDocument>)?;
        to_python(py, &self.core.prolong(&request).map_err(Refusal::from)?)
    }

    /// Whether a changed price needs the customer's consent, and why.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The estimate and the changed price.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``outcome``, and the ``most`` that may be charged. Amounts are ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     Where the regime has no such rule.
    ///
    /// Examples
    /// --------
    /// >>> check["outcome"]
    /// 'above_tolerance'
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn check_price<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<ReauthorisationRequestDocument>)?;
        to_python(py, &self.core.check_price(&request).map_err(Refusal::from)?)
    }

    /// The last date on which an offer of a date binds the repairer; ``None`` where the regime has no such rule.
    ///
    /// Parameters
    /// ----------
    /// given
    ///     The date of the offer.
    ///
    /// Returns
    /// -------
    /// date or None
    ///     By the days or months of the regime.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> Regime.preset("eu_repair").offer_binds_until(date(2026, 3, 2))
    /// datetime.date(2026, 4, 1)
    fn offer_binds_until(&self, given: Day) -> Option<Day> {
        self.core.offer_binds_until(given.0).map(Day)
    }

    /// The document as a dict, with jurisdiction, source and the date as of which it was read.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``regime``.
    ///
    /// Examples
    /// --------
    /// >>> sorted(florida.document()["source"])
    /// ['rests_on', 'section', 'statute', 'url']
    #[pyo3(signature = () -> "_Answer")]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.core.document())
    }

    /// The content hash of the document.
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
    /// >>> Regime(florida.to_json()) == florida
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("Regime({:?}, revision={:?})", self.core.document().name, self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

impl Regime {
    fn of(core: CoreRegime) -> PyResult<Self> {
        let document = canonical_json(core.document()).map_err(Refusal::from)?;
        Ok(Self { core, document })
    }
}

handle!(Regime);
