use aftersales::ticket::{ContactRecord, IntakePolicy as CorePolicy, IntakeRecord};
use aftersales::vocabulary::{Channel, Kind};
use aftersales::wire::{
    CompletenessDocument, ContactRecordDocument, IntakeDocument, IntakeRecordDocument, MissingFieldDocument,
    canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::to_python;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// What must be recorded before a ticket moves on, compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     What is required of which tickets, and the formats of fields.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong, such as a field or pattern that is none.
///
/// Examples
/// --------
/// >>> intake = IntakePolicy({
/// ...     "requirements": [{"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]}],
/// ...     "formats": {"serial_number": {"patterns": ["AA9{6}"]}},
/// ... })
/// >>> intake.required("repair", "hotline")
/// ['symptom']
/// >>> record = {"symptom": "no power", "serial_number": "7", "contact": {"id": "contact-1", "given": ["phone"]}}
/// >>> [(missing["field"], missing["code"]) for missing in intake.missing(record, "repair", "hotline")]
/// [('serial_number', 'intake.field.malformed')]
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct IntakePolicy {
    pub(crate) core: CorePolicy,
    document: String,
}

#[pymethods]
impl IntakePolicy {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::compile(&document::read(document, IntakeDocument::from_json)?)
    }

    /// The fields that a ticket of this kind and channel must have: what a form marks.
    ///
    /// Parameters
    /// ----------
    /// kind, channel
    ///     Words such as ``"repair"`` and ``"hotline"``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a word that is none.
    ///
    /// Examples
    /// --------
    /// >>> intake.required("enquiry", "chat")
    /// ['symptom']
    fn required(&self, kind: &str, channel: &str) -> PyResult<Vec<String>> {
        let (kind, channel) = words(kind, channel)?;
        Ok(self.core.required(kind, channel).into_iter().map(ToString::to_string).collect())
    }

    /// Everything that a record lacks, one by one, each with ``field``, ``code`` and a ``message`` that says what would be
    /// right; empty for a record that is complete.
    ///
    /// Parameters
    /// ----------
    /// record
    ///     What is known of the case: the wire's ``intake_record``.
    /// kind, channel
    ///     Words such as ``"repair"`` and ``"hotline"``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a word that is none, or a record that is no object.
    ///
    /// Examples
    /// --------
    /// >>> [missing["field"] for missing in intake.missing({}, "repair", "hotline")]
    /// ['symptom', 'contact.phone']
    #[pyo3(signature = (record: "_Given", kind, channel) -> "list[_Answer]")]
    fn missing<'py>(
        &self,
        record: &Bound<'py, PyAny>,
        kind: &str,
        channel: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (kind, channel) = words(kind, channel)?;
        let missing = self.core.missing(&read(record)?, kind, channel);
        to_python(record.py(), &missing.iter().map(MissingFieldDocument::from).collect::<Vec<_>>())
    }

    /// What is wrong with the data of a contact, such as a phone number that does not fit its format.
    ///
    /// Parameters
    /// ----------
    /// contact
    ///     The data of a contact by field, such as ``phone``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a field that contacts do not have.
    ///
    /// Examples
    /// --------
    /// >>> phones = IntakePolicy({"requirements": [], "formats": {"contact.phone": {"patterns": ["9{7}"]}}})
    /// >>> phones.malformed_in({"id": "contact-1", "phone": "12345"})[0]["field"]
    /// 'contact.phone'
    #[pyo3(signature = (contact: "_Given") -> "list[_Answer]")]
    fn malformed_in<'py>(&self, contact: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let record: ContactRecordDocument = document::read(contact, read_document)?;
        let record = ContactRecord::try_from(&record).map_err(Refusal::from)?;
        let malformed = self.core.malformed_in(&record);
        to_python(contact.py(), &malformed.iter().map(MissingFieldDocument::from).collect::<Vec<_>>())
    }

    /// How much of what is asked for is there and valid: ``required`` and ``given``. A group of which one field is needed
    /// counts once.
    ///
    /// Parameters
    /// ----------
    /// record, kind, channel
    ///     As for ``missing``.
    ///
    /// Returns
    /// -------
    /// dict
    ///     Two counts.
    ///
    /// Examples
    /// --------
    /// >>> intake.completeness({"symptom": "no power"}, "repair", "hotline")
    /// {'given': 1, 'required': 2}
    #[pyo3(signature = (record: "_Given", kind, channel) -> "_Answer")]
    fn completeness<'py>(
        &self,
        record: &Bound<'py, PyAny>,
        kind: &str,
        channel: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (kind, channel) = words(kind, channel)?;
        let completeness = self.core.completeness(&read(record)?, kind, channel);
        to_python(record.py(), &CompletenessDocument::from(completeness))
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
    /// >>> IntakePolicy(intake.to_json()) == intake
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("IntakePolicy(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

impl IntakePolicy {
    pub(crate) fn compile(document: &IntakeDocument) -> PyResult<Self> {
        let core = CorePolicy::compile(document).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(document).map_err(Refusal::from)? })
    }
}

handle!(IntakePolicy);

fn read(record: &Bound<'_, PyAny>) -> PyResult<IntakeRecord> {
    let record: IntakeRecordDocument = document::read(record, read_document)?;
    Ok(IntakeRecord::try_from(&record).map_err(Refusal::from)?)
}

fn words(kind: &str, channel: &str) -> PyResult<(Kind, Channel)> {
    Ok((kind.parse().map_err(Refusal::from)?, channel.parse().map_err(Refusal::from)?))
}
