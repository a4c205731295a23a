use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{Accumulator as CoreAccumulator, Basis, Figures as CoreFigures, Grouping, Mode, Scope};
use aftersales::report::KpiReport as CoreReport;
use aftersales::wire::{FigureDocument, TicketFactsDocument, read_document};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::answer::to_python;
use crate::calendar::WorkingCalendar;
use crate::convert::At;
use crate::cost::{language, zone};
use crate::document;
use crate::error::Refusal;
use crate::facts::Facts;
use crate::handle::Shared;

/// The figures of the handbooks in the making, as a desk is looked at from ``as_of`` with the weeks and months of a zone.
///
/// Merging gives the same figures as one accumulator of all tickets, so parts can be counted apart.
///
/// Parameters
/// ----------
/// group_by
///     At most two of ``"week"``, ``"month"`` and dimensions of facts, such as ``"priority"``.
/// basis
///     ``"calendar"``, or ``"working"`` for durations in the open time of ``calendar``.
/// period
///     Only tickets whose period stamp lies at or after the first instant and before the second.
/// relative_error
///     Memory that does not grow with the tickets, for quantiles within this error; exact without it.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> at = lambda day, hour: datetime(2026, 3, day, hour, tzinfo=timezone.utc)
/// >>> desk = Accumulator(at(31, 0), "Europe/Berlin")
/// >>> desk.add({"created_at": at(2, 9), "first_response_at": at(2, 10)})
/// >>> other = desk.empty_like()
/// >>> other.add({"created_at": at(3, 9), "first_response_at": at(3, 12)})
/// >>> desk.merge(other)
/// >>> figures = desk.finish()
/// >>> [(row["value"], row["denominator"]) for row in figures.rows() if row["name"] == "first_response"]
/// [(7200.0, 2)]
/// >>> "First response" in KpiReport(figures).text("en")
/// True
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct Accumulator(Shared<CoreAccumulator>);

#[pymethods]
impl Accumulator {
    #[new]
    #[pyo3(signature = (
        as_of, time_zone, *, calendar=None, period=None, group_by=Vec::new(), basis="calendar", relative_error=None,
    ))]
    fn new(
        as_of: At,
        time_zone: &str,
        calendar: Option<&WorkingCalendar>,
        period: Option<(At, At)>,
        group_by: Vec<String>,
        basis: &str,
        relative_error: Option<f64>,
    ) -> PyResult<Self> {
        let mut scope = Scope::new(as_of.0, zone(time_zone)?);
        if let Some(calendar) = calendar {
            scope = scope.with_calendar(calendar.core().clone());
        }
        if let Some((from, to)) = period {
            scope = scope.with_period(from.0, to.0);
        }
        let basis = [Basis::Calendar, Basis::Working].into_iter().find(|known| known.as_str() == basis);
        let basis = basis.ok_or_else(|| PyValueError::new_err("`basis` is `calendar` or `working`"))?;
        let mode = relative_error.map_or(Mode::Exact, |relative_error| Mode::Sketch { relative_error });
        let groupings = group_by.iter().map(|word| grouping(word)).collect::<PyResult<_>>()?;
        let core = CoreAccumulator::new(Handbook::default().figures(basis), groupings, scope, mode);
        Ok(Self(Shared::new(core.map_err(Refusal::from)?)))
    }

    /// Takes the facts of a ticket in: a dict or JSON text. A row with values that cannot be is counted as rejected, with its
    /// reasons; a field that facts do not have raises.
    fn add(&self, facts: &Bound<'_, PyAny>) -> PyResult<()> {
        let facts: TicketFactsDocument = document::read(facts, read_document)?;
        self.0.change(|desk| desk.add_document(&facts));
        Ok(())
    }

    /// Takes in the facts of many tickets, those that could not be read as rejected. Other threads run meanwhile.
    fn add_facts(&self, py: Python<'_>, facts: &Facts) {
        py.detach(|| {
            self.0.change(|desk| {
                facts.read.iter().for_each(|known| desk.add(known));
                facts.rejected.iter().for_each(|(_, reasons)| desk.reject(reasons.clone()));
            });
        });
    }

    /// Takes in all that another accumulator of the same figures holds.
    fn merge(&self, other: &Self) -> PyResult<()> {
        let other = CoreAccumulator::clone(&other.0.get());
        Ok(self.0.change(|desk| desk.merge(other)).map_err(Refusal::from)?)
    }

    /// An accumulator of the same figures without tickets, for another part of the rows.
    fn empty_like(&self) -> Self {
        Self(Shared::new(self.0.get().empty_like()))
    }

    /// The figures of what was taken in so far.
    fn finish(&self) -> Figures {
        Figures(CoreAccumulator::clone(&self.0.get()).finish())
    }

    fn __repr__(&self) -> String {
        "Accumulator()".to_owned()
    }
}

/// Finished figures; made by ``Accumulator.finish``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
/// >>> desk.add({"ticket": "TS-1", "created_at": "30 February"})
/// >>> desk.finish().rejected()[0]["examples"]
/// [['TS-1', 'created_at', '30 February']]
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct Figures(CoreFigures);

#[pymethods]
impl Figures {
    /// The figures, a dict each: value, numerator, denominator, interval, target, warnings, what stands behind.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.figures().iter().map(FigureDocument::from).collect::<Vec<_>>())
    }

    /// What was not taken: how often, why, and some examples.
    fn rejected<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.0.rejected_documents())
    }

    /// How many tickets were taken in.
    #[getter]
    fn tickets(&self) -> u64 {
        self.0.tickets()
    }

    fn __repr__(&self) -> String {
        format!("Figures(tickets={}, figures={})", self.tickets(), self.0.figures().len())
    }
}

/// A report on a desk: figures against their targets, how they move, what stands out.
///
/// ``trend`` are figures by week or month, ``earlier`` those of an earlier period, ``people`` those by person or level.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
/// >>> desk.add({"created_at": datetime(2026, 3, 2, tzinfo=timezone.utc), "satisfaction": 4.5})
/// >>> KpiReport(desk.finish()).document()["tickets"]
/// 1
#[pyclass(frozen, module = "aftersales")]
pub(crate) struct KpiReport(CoreReport);

#[pymethods]
impl KpiReport {
    #[new]
    #[pyo3(signature = (figures, *, trend=None, earlier=None, people=None))]
    fn new(
        figures: &Figures,
        trend: Option<&Figures>,
        earlier: Option<&Figures>,
        people: Option<&Figures>,
    ) -> Self {
        let mut report = CoreReport::new(&figures.0);
        report = trend.into_iter().fold(report, |report, trend| report.with_trend(&trend.0));
        report = earlier.into_iter().fold(report, |report, earlier| report.with_earlier(&earlier.0));
        Self(people.into_iter().fold(report, |report, people| report.with_people(&people.0)))
    }

    /// The report as a dict.
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, self.0.document())
    }

    /// The report as plain text, in ``"en"`` or ``"zh"``.
    fn text(&self, language: &str) -> PyResult<String> {
        Ok(self.0.text(self::language(language)?))
    }

    /// The report as Markdown.
    fn markdown(&self, language: &str) -> PyResult<String> {
        Ok(self.0.markdown(self::language(language)?))
    }

    /// The report as a fragment of HTML: headings, lists and tables without a style.
    fn html(&self, language: &str) -> PyResult<String> {
        Ok(self.0.html(self::language(language)?))
    }
}

fn grouping(word: &str) -> PyResult<Grouping> {
    Ok(match word {
        "week" => Grouping::ByWeek,
        "month" => Grouping::ByMonth,
        word => Grouping::By(word.parse().map_err(Refusal::from)?),
    })
}
