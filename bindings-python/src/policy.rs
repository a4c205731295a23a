use aftersales::policy::{Bundle as CoreBundle, CheckPeriod, PolicyError, PolicyErrors, check};
use aftersales::presets::Preset;
use aftersales::ticket::TicketPolicy;
use aftersales::wire::{BundleDocument, FindingDocument, canonical_json};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyTuple, PyType};

use crate::answer::to_python;
use crate::calendar::WorkingCalendar;
use crate::convert::Day;
use crate::document;
use crate::error::Refusal;
use crate::escalation::EscalationPolicy;
use crate::handle::handle;
use crate::html;
use crate::intake::IntakePolicy;
use crate::labels::Labels;
use crate::lifecycle::{self, step};
use crate::numbering::NumberScheme;
use crate::priority::GradingPolicy;
use crate::sla::{Origin, SlaPolicy};
use crate::zones::ZoneDatabase;

/// All policies of a desk, compiled from one document: a dict, or JSON text. Each part is optional.
///
/// Parameters
/// ----------
/// document
///     The policies by their names in the wire's ``bundle``.
/// zones
///     Rules of time zones in place of the bundled ones.
///
/// Raises
/// ------
/// Refused
///     With everything that is wrong with the document.
///
/// Examples
/// --------
/// >>> from datetime import date
/// >>> bundle = Bundle.preset("after-sales")
/// >>> bundle.grading.inputs[:2]
/// ['severity', 'scope']
/// >>> findings = Bundle.check(bundle.to_json(), date(2026, 1, 1), date(2026, 12, 31))
/// >>> [finding for finding in findings if finding["severity"] == "error"]
/// []
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Bundle {
    pub(crate) core: CoreBundle,
    document: BundleDocument,
    zones: Option<Py<ZoneDatabase>>,
}

#[pymethods]
impl Bundle {
    #[new]
    #[pyo3(signature = (document: "_Given", zones=None))]
    fn new(document: &Bound<'_, PyAny>, zones: Option<&Bound<'_, ZoneDatabase>>) -> PyResult<Self> {
        Self::compile(document.py(), document::read(document, BundleDocument::from_json)?, zones)
    }

    /// A bundle that ships with the package; ``presets()`` names them.
    ///
    /// Parameters
    /// ----------
    /// name
    ///     One of ``presets()``.
    /// zones
    ///     Rules of time zones in place of the bundled ones.
    ///
    /// Raises
    /// ------
    /// KeyError
    ///     For a name that is none, with those that there are.
    ///
    /// Examples
    /// --------
    /// >>> Bundle.preset("clocks-only").name
    /// 'clocks-only'
    #[classmethod]
    #[pyo3(signature = (name, zones=None))]
    fn preset(
        class: &Bound<'_, PyType>,
        name: &str,
        zones: Option<&Bound<'_, ZoneDatabase>>,
    ) -> PyResult<Self> {
        let known = || Preset::ALL.iter().map(|preset| format!("`{preset}`")).collect::<Vec<_>>().join(", ");
        let unknown = || PyKeyError::new_err(format!("`{name}` is not a preset; use one of {}", known()));
        let preset = Preset::named(name).ok_or_else(unknown)?;
        Self::compile(class.py(), preset.document().map_err(Refusal::from)?, zones)
    }

    /// What is wrong with a document, or hardly meant, for the dates from ``from_`` to ``until``: errors first.
    ///
    /// What does not compile is among the errors, so nothing is raised for it.
    ///
    /// Parameters
    /// ----------
    /// document
    ///     A dict or JSON text.
    /// from_, until
    ///     The dates between which calendars are looked at.
    /// zones
    ///     Rules of time zones in place of the bundled ones.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     What compiles and is hardly meant, and what does not compile: ``severity``, ``code``, ``path``, ``message``.
    ///
    /// Examples
    /// --------
    /// >>> wrong = {"name": "desk", "calendars": {"office": {"time_zone": "Mars"}}}
    /// >>> [(finding["severity"], finding["path"]) for finding in Bundle.check(wrong, date(2026, 1, 1), date(2026, 12, 31))]
    /// [('error', 'calendars.office.time_zone')]
    #[staticmethod]
    #[pyo3(signature = (document: "_Given", from_, until, zones=None) -> "list[_Answer]")]
    fn check<'py>(
        document: &Bound<'py, PyAny>,
        from_: Day,
        until: Day,
        zones: Option<&Bound<'py, ZoneDatabase>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = document.py();
        let document = document::read(document, BundleDocument::from_json)?;
        let period = CheckPeriod::new(from_.0, until.0);
        let database = ZoneDatabase::core(zones);
        let findings = py.detach(|| check(&document, &database, period));
        to_python(py, &findings.iter().map(FindingDocument::from).collect::<Vec<_>>())
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        self.core.name()
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The revision of what tickets are decided by, which their events and ``revise_policy`` name.
    #[getter]
    fn ticket_revision(&self) -> Option<&str> {
        self.core.ticket().map(|policy| policy.revision().as_str())
    }

    /// The service levels, if it has any.
    #[getter]
    fn sla(this: &Bound<'_, Self>) -> Option<SlaPolicy> {
        let core = this.get().core.sla()?.clone();
        Some(SlaPolicy { core, origin: Origin::Bundle(this.clone().unbind()) })
    }

    /// How urgent a case is, if it says so.
    #[getter]
    fn grading(this: &Bound<'_, Self>) -> Option<GradingPolicy> {
        let core = this.get().core.grading()?.clone();
        Some(GradingPolicy { core, origin: Origin::Bundle(this.clone().unbind()) })
    }

    /// Who hears of a ticket, if it says so.
    #[getter]
    fn escalation(this: &Bound<'_, Self>) -> PyResult<Option<EscalationPolicy>> {
        let bundle = this.get();
        let (Some(core), Some(document), Some(sla)) =
            (bundle.core.escalation(), &bundle.document.escalation, Self::sla(this))
        else {
            return Ok(None);
        };
        EscalationPolicy::of_bundle(core.clone(), document, Py::new(this.py(), sla)?).map(Some)
    }

    /// What must be recorded of a case, if it says so.
    #[getter]
    fn intake(&self) -> PyResult<Option<IntakePolicy>> {
        self.document.intake.as_ref().map(IntakePolicy::compile).transpose()
    }

    /// How tickets are numbered, if it says so.
    #[getter]
    fn numbering(&self, py: Python<'_>) -> PyResult<Option<NumberScheme>> {
        let zones = self.zones.as_ref().map(|zones| zones.bind(py));
        let document = self.document.numbering.as_ref();
        document.map(|document| NumberScheme::compile(document, zones)).transpose()
    }

    /// What its words are called, the built-in labels included.
    #[getter]
    fn labels(&self) -> PyResult<Labels> {
        Labels::compile(self.document.labels.as_ref())
    }

    /// What is required before a command to a ticket of that kind, priority and functional level: words such as ``"plan"``.
    ///
    /// Parameters
    /// ----------
    /// command
    ///     A command to tickets, such as ``"close"``.
    /// kind
    ///     What the ticket is about, such as ``"repair"``.
    /// priority
    ///     ``None`` for a ticket that has none yet.
    /// level
    ///     The functional level that holds the ticket.
    ///
    /// Raises
    /// ------
    /// ValueError
    ///     For a word that is none, by its argument.
    ///
    /// Examples
    /// --------
    /// >>> bundle.required("start_work", "repair")[:2]
    /// ['plan', 'estimate']
    #[pyo3(signature = (command, kind, priority=None, level="L1"))]
    fn required(
        &self,
        command: &str,
        kind: &str,
        priority: Option<&str>,
        level: &str,
    ) -> PyResult<Vec<&'static str>> {
        let (command, kind, priority, level) = step(command, kind, priority, level)?;
        let required = self.ticket()?.gates().required(command, kind, priority, level);
        Ok(required.into_iter().map(|requirement| requirement.as_str()).collect())
    }

    /// The roles of which an actor needs one to give a command; none named: everybody may.
    ///
    /// Parameters
    /// ----------
    /// command
    ///     A command to tickets, such as ``"close"``.
    ///
    /// Raises
    /// ------
    /// ValueError
    ///     For a command that is none.
    ///
    /// Examples
    /// --------
    /// >>> bundle.roles("approve_plan")
    /// ['technical_supervisor']
    fn roles(&self, command: &str) -> PyResult<Vec<String>> {
        let roles = self.ticket()?.gates().roles(lifecycle::command(command)?);
        Ok(roles.iter().map(ToString::to_string).collect())
    }

    /// A calendar by its name, those of the service levels included; ``None`` where there is none.
    ///
    /// Returns
    /// -------
    /// WorkingCalendar
    ///     It answers every question to open time.
    ///
    /// Examples
    /// --------
    /// >>> bundle.calendar("no such") is None
    /// True
    fn calendar(&self, py: Python<'_>, name: &str) -> PyResult<Option<WorkingCalendar>> {
        let of_sla = || self.document.sla.as_ref()?.calendars.get(name);
        let Some(document) = self.document.calendars.get(name).or_else(of_sla) else { return Ok(None) };
        let zones = self.zones.as_ref().map(Py::get);
        let tzif = zones.and_then(|zones| zones.tzif(py, &document.time_zone));
        let (tzif, version) = tzif.map(|(bytes, version)| (PyBackedBytes::from(bytes), version)).unzip();
        WorkingCalendar::compile(document, tzif, version).map(Some)
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
    /// >>> Bundle(bundle.to_json()) == bundle
    /// True
    fn to_json(&self) -> PyResult<String> {
        Ok(canonical_json(&self.document).map_err(Refusal::from)?)
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> PyResult<String> {
        Ok(html::document(&self.to_json()?))
    }

    fn __repr__(&self) -> String {
        format!("Bundle(name={:?}, revision={:?})", self.name(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (self.to_json()?, &self.zones)).into_pyobject(py)
    }
}

impl Bundle {
    fn compile(
        py: Python<'_>,
        document: BundleDocument,
        zones: Option<&Bound<'_, ZoneDatabase>>,
    ) -> PyResult<Self> {
        let database = ZoneDatabase::core(zones);
        let compiled = py.detach(|| CoreBundle::compile(&document, &database));
        let core = compiled.map_err(|errors: PolicyErrors| Refusal::from(errors))?;
        Ok(Self { core, document, zones: zones.map(|zones| zones.clone().unbind()) })
    }

    /// The service levels as canonical JSON, with calendars of their own only.
    pub(crate) fn sla_document(&self) -> PyResult<String> {
        Ok(canonical_json(&self.document.sla).map_err(Refusal::from)?)
    }

    /// The grading as canonical JSON.
    pub(crate) fn grading_document(&self) -> PyResult<String> {
        Ok(canonical_json(&self.document.grading).map_err(Refusal::from)?)
    }

    /// What tickets are decided by.
    pub(crate) fn ticket(&self) -> PyResult<&TicketPolicy> {
        let part = if self.core.sla().is_none() { "sla" } else { "gates" };
        let missing = || Refusal::from(PolicyError::PartMissing { part: "ticket", needed: part });
        Ok(self.core.ticket().ok_or_else(missing)?)
    }
}

handle!(Bundle);

/// The names of the bundles that ship with the package.
///
/// Examples
/// --------
/// >>> presets()
/// ['after-sales', 'three-grade', 'clocks-only']
#[pyfunction]
pub(crate) fn presets() -> Vec<&'static str> {
    Preset::ALL.iter().map(|preset| preset.as_str()).collect()
}
