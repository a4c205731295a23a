use aftersales::cost::OptionPolicy as CorePolicy;
use aftersales::report::OptionsSheet;
use aftersales::wire::{
    OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument, canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::cost::{language, zone};
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// When a repair is still worth it: repair, exchange or refund side by side; compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     The wire's ``option_policy``.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> from datetime import date
/// >>> policy = OptionPolicy({
/// ...     "repair_up_to_percent": "60", "of": "residual_value",
/// ...     "depreciation": {"life_months": 60, "least_percent": "10"},
/// ... })
/// >>> euro = lambda amount: {"amount": amount, "currency": "EUR"}
/// >>> sheet = policy.sheet({
/// ...     "date": date(2026, 11, 2), "purchased_on": date(2024, 5, 2), "purchase_price": euro("900.00"),
/// ...     "repair": {"total": euro("280.00"), "customer": euro("280.00"), "guarantee_months": 6},
/// ...     "exchange": {"total": euro("850.00"), "customer": euro("850.00"), "guarantee_months": 24},
/// ... })
/// >>> (sheet["recommendation"]["option"], sheet["recommendation"]["reason"])
/// ('exchange', 'repair_above_threshold')
/// >>> "Recommended: Exchange, for the repair is above the limit" in policy.text(sheet, "en", "Etc/UTC")
/// True
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct OptionPolicy {
    core: CorePolicy,
    document: String,
}

#[pymethods]
impl OptionPolicy {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, OptionPolicyDocument::from_json)?;
        let core = CorePolicy::compile(&document).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// The options side by side, and which one the policy recommends, with the threshold behind it.
    ///
    /// Parameters
    /// ----------
    /// request
    ///     The wire's ``options_request``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``option_sheet``. Amounts are ``Decimal``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a request that cannot be read, or amounts of several currencies.
    ///
    /// Examples
    /// --------
    /// >>> sheet["options"][0]["option"]
    /// 'repair'
    #[pyo3(signature = (request: "_Given") -> "_Answer")]
    fn sheet<'py>(&self, py: Python<'py>, request: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let request = document::read(request, read_document::<OptionsRequestDocument>)?;
        to_python(py, &self.core.sheet(&request).map_err(Refusal::from)?)
    }

    /// The answer of ``sheet`` for the customer as plain text, in ``"en"`` or ``"zh"``, with the times of a zone's wall clocks.
    ///
    /// Parameters
    /// ----------
    /// sheet
    ///     The answer of ``sheet``.
    /// language
    ///     ``"en"`` or ``"zh"``.
    /// time_zone
    ///     The IANA name of the customer's zone.
    ///
    /// Examples
    /// --------
    /// >>> "280.00 EUR" in OptionPolicy.text(sheet, "zh", "Asia/Shanghai")
    /// True
    #[staticmethod]
    #[pyo3(signature = (sheet: "_Given", language: "_Language", time_zone))]
    fn text(sheet: &Bound<'_, PyAny>, language: &str, time_zone: &str) -> PyResult<String> {
        let (sheet, zone) = (read(sheet)?, zone(time_zone)?);
        Ok(OptionsSheet::new(&sheet, &zone).text(self::language(language)?))
    }

    /// The same as Markdown with tables.
    ///
    /// Parameters
    /// ----------
    /// sheet, language, time_zone
    ///     As for ``text``.
    ///
    /// Examples
    /// --------
    /// >>> "280.00 EUR" in OptionPolicy.markdown(sheet, "en", "Etc/UTC")
    /// True
    #[staticmethod]
    #[pyo3(signature = (sheet: "_Given", language: "_Language", time_zone))]
    fn markdown(sheet: &Bound<'_, PyAny>, language: &str, time_zone: &str) -> PyResult<String> {
        let (sheet, zone) = (read(sheet)?, zone(time_zone)?);
        Ok(OptionsSheet::new(&sheet, &zone).markdown(self::language(language)?))
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
    /// >>> OptionPolicy(policy.to_json()) == policy
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("OptionPolicy(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(OptionPolicy);

fn read(sheet: &Bound<'_, PyAny>) -> PyResult<OptionSheetDocument> {
    document::read(sheet, read_document::<OptionSheetDocument>)
}
