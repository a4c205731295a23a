use std::hash::{Hash, Hasher};

use aftersales::report::{KpiReport as CoreReport, Language};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::answer::to_python;
use crate::cost::language;
use crate::kpi::Figures;

/// A report on a desk: figures against their targets, how they move, what stands out.
///
/// Parameters
/// ----------
/// figures
///     What ``Accumulator.finish`` gave.
/// trend
///     Figures by week or month.
/// earlier
///     Figures of an earlier period.
/// people
///     Figures by person or level.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
/// >>> desk.add({"created_at": datetime(2026, 3, 2, tzinfo=timezone.utc), "satisfaction": 4.5})
/// >>> KpiReport(desk.finish()).document()["tickets"]
/// 1
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct KpiReport {
    core: CoreReport,
    /// What it is made of: the figures, then trend, earlier period and people.
    figures: [Option<Py<Figures>>; 4],
}

#[pymethods]
impl KpiReport {
    #[new]
    #[pyo3(signature = (figures, *, trend=None, earlier=None, people=None))]
    fn new(
        figures: &Bound<'_, Figures>,
        trend: Option<&Bound<'_, Figures>>,
        earlier: Option<&Bound<'_, Figures>>,
        people: Option<&Bound<'_, Figures>>,
    ) -> Self {
        let mut core = CoreReport::new(figures.get().core());
        core = trend.into_iter().fold(core, |core, trend| core.with_trend(trend.get().core()));
        core = earlier.into_iter().fold(core, |core, earlier| core.with_earlier(earlier.get().core()));
        core = people.into_iter().fold(core, |core, people| core.with_people(people.get().core()));
        let figures =
            [Some(figures), trend, earlier, people].map(|part| part.map(|part| part.clone().unbind()));
        Self { core, figures }
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let [figures, trend, earlier, people] = &self.figures;
        let options = PyDict::new(py);
        options.set_item("trend", trend)?;
        options.set_item("earlier", earlier)?;
        options.set_item("people", people)?;
        ((figures,), options).into_pyobject(py)
    }

    fn __repr__(&self) -> String {
        let document = self.core.document();
        format!("KpiReport(tickets={}, findings={})", document.tickets, document.findings.len())
    }

    /// The report in English for notebooks.
    fn _repr_html_(&self) -> String {
        self.core.html(Language::English)
    }

    /// The report as a dict.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``kpi_report``.
    ///
    /// Examples
    /// --------
    /// >>> sorted(KpiReport(desk.finish()).document())[:3]
    /// ['as_of', 'definitions', 'excluded']
    #[pyo3(signature = () -> "_Answer")]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.core.document())
    }

    /// The report as plain text, in ``"en"`` or ``"zh"``.
    ///
    /// Examples
    /// --------
    /// >>> "4.5" in KpiReport(desk.finish()).text("en")
    /// True
    #[pyo3(signature = (language: "_Language"))]
    fn text(&self, language: &str) -> PyResult<String> {
        Ok(self.core.text(self::language(language)?))
    }

    /// The report as Markdown, in ``"en"`` or ``"zh"``.
    ///
    /// Examples
    /// --------
    /// >>> KpiReport(desk.finish()).markdown("zh").startswith("#")
    /// True
    #[pyo3(signature = (language: "_Language"))]
    fn markdown(&self, language: &str) -> PyResult<String> {
        Ok(self.core.markdown(self::language(language)?))
    }

    /// The report as a fragment of HTML: headings, lists and tables without a style.
    ///
    /// Parameters
    /// ----------
    /// language
    ///     ``"en"`` or ``"zh"``.
    ///
    /// Examples
    /// --------
    /// >>> "<table>" in KpiReport(desk.finish()).html("en")
    /// True
    #[pyo3(signature = (language: "_Language"))]
    fn html(&self, language: &str) -> PyResult<String> {
        Ok(self.core.html(self::language(language)?))
    }
}

/// Reports are equal if all that they show is.
impl PartialEq for KpiReport {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl Hash for KpiReport {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let document = self.core.document();
        (document.tickets, document.findings.len()).hash(state);
    }
}
