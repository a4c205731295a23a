use std::hash::{Hash, Hasher};
use std::sync::Arc;

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{
    Accumulator as CoreAccumulator, Dimension, FigureDefinition, Figures as CoreFigures, Grouping, Measure,
    Mode, Scope,
};
use aftersales::report::charts;
use aftersales::vocabulary::Name;
use aftersales::wire::{FigureDocument, TicketFactsDocument, read_document};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple, PyType};

use crate::answer::to_python;
use crate::arrow::Table;
use crate::calendar::WorkingCalendar;
use crate::columns;
use crate::convert::At;
use crate::cost::{language, zone};
use crate::document;
use crate::error::Refusal;
use crate::facts::Facts;
use crate::handbook;
use crate::handle::Shared;
use crate::html;

/// The figures of the handbooks in the making, as a desk is looked at from ``as_of`` with the weeks and months of a zone.
///
/// Merging gives the same figures as one accumulator of all tickets, so parts can be counted apart.
///
/// Parameters
/// ----------
/// as_of
///     The instant as of which open tickets are looked at.
/// time_zone
///     The IANA name of the zone.
/// calendar
///     A ``WorkingCalendar``, for ``basis="working"``.
/// group_by
///     At most two of ``"week"``, ``"month"`` and dimensions of facts, such as ``"priority"``.
/// basis
///     ``"calendar"``, or ``"working"`` for durations in the open time of ``calendar``; for figures of the handbooks.
/// figures
///     Definitions of figures, as ``Handbook.figures`` gives them, instead of all of the handbooks.
/// categories
///     Dimensions of facts, such as ``"fault_class"``: figures besides of how tickets divide between their words.
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
#[pyclass(frozen, eq, module = "aftersales")]
pub(crate) struct Accumulator {
    core: Shared<CoreAccumulator>,
    /// The arguments that make an empty one of the same figures.
    made: Arc<Py<PyDict>>,
}

#[pymethods]
impl Accumulator {
    #[new]
    #[pyo3(signature = (
        as_of,
        time_zone,
        *,
        calendar=None,
        period=None,
        group_by: "Sequence[str]" = Vec::new(),
        basis: "Literal['calendar', 'working']" = "calendar",
        figures: "Iterable[_Given] | None" = None,
        relative_error=None,
        categories: "Sequence[str]" = Vec::new(),
    ))]
    #[expect(clippy::too_many_arguments, reason = "all but two are options, which callers name")]
    fn new(
        py: Python<'_>,
        as_of: At,
        time_zone: &str,
        calendar: Option<&Bound<'_, WorkingCalendar>>,
        period: Option<(At, At)>,
        group_by: Vec<String>,
        basis: &str,
        figures: Option<&Bound<'_, PyAny>>,
        relative_error: Option<f64>,
        categories: Vec<String>,
    ) -> PyResult<Self> {
        let made = PyDict::new(py);
        made.set_item("time_zone", time_zone)?;
        made.set_item("calendar", calendar)?;
        made.set_item("group_by", &group_by)?;
        made.set_item("basis", basis)?;
        made.set_item("relative_error", relative_error)?;
        made.set_item("categories", &categories)?;
        let mut scope = Scope::new(as_of.0, zone(time_zone)?);
        if let Some(calendar) = calendar {
            scope = scope.with_calendar(calendar.get().core().clone());
        }
        if let Some((from, to)) = period {
            scope = scope.with_period(from.0, to.0);
            made.set_item("period", (from, to))?;
        }
        made.set_item("as_of", as_of)?;
        let basis = handbook::basis(basis)?;
        let mode = relative_error.map_or(Mode::Exact, |relative_error| Mode::Sketch { relative_error });
        let groupings = group_by.iter().map(|word| grouping(word)).collect::<PyResult<_>>()?;
        let mut figures = match figures {
            Some(given) => {
                let given = handbook::definitions(given)?;
                made.set_item("figures", handbook::texts(&given))?;
                given
            }
            None => Handbook::default().figures(basis),
        };
        for word in &categories {
            let dimension = word.parse::<Dimension>().map_err(Refusal::from)?;
            let figure = word.parse::<Name>().map_err(Refusal::from)?;
            figures.push(FigureDefinition::new(figure, Measure::Categories(dimension)));
        }
        let core = CoreAccumulator::new(figures, groupings, scope, mode);
        Ok(Self { core: Shared::new(core.map_err(Refusal::from)?), made: Arc::new(made.unbind()) })
    }

    /// Takes the facts of a ticket in: a dict or JSON text. A row with values that cannot be is counted as rejected, with its
    /// reasons; a field that facts do not have raises.
    ///
    /// Parameters
    /// ----------
    /// facts
    ///     The fields of ``ticket_facts``, instants as aware ``datetime`` or text.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a field that facts do not have, by its path.
    ///
    /// Examples
    /// --------
    /// >>> desk.add({"created_at": at(4, 9), "satisfaction": 9.0})
    /// >>> desk.finish().rejected()[0]["reason"]
    /// 'score_out_of_range'
    #[pyo3(signature = (facts: "_Given"))]
    fn add(&self, facts: &Bound<'_, PyAny>) -> PyResult<()> {
        let facts: TicketFactsDocument = document::read(facts, read_document)?;
        self.core.change(|desk| desk.add_document(&facts));
        Ok(())
    }

    /// Takes in the facts of many tickets, those that could not be read as rejected. Other threads run meanwhile.
    ///
    /// Parameters
    /// ----------
    /// facts
    ///     What ``Facts`` has read; the accumulator has the same ``as_of``.
    ///
    /// Examples
    /// --------
    /// >>> whole = desk.empty_like()
    /// >>> whole.add_facts(Facts([{"created_at": "2026-03-02T09:00:00Z"}], at(31, 0)))
    /// >>> whole.finish().tickets
    /// 1
    fn add_facts(&self, py: Python<'_>, facts: &Facts) {
        py.detach(|| {
            self.core.change(|desk| {
                facts.read.iter().for_each(|known| desk.add(known));
                facts.rejected.iter().for_each(|(_, reasons)| desk.reject(reasons.clone()));
            });
        });
    }

    /// Takes the facts of a table in, and answers with the rows that were not taken: a ``Table`` of ``row``, ``field``,
    /// ``value`` and ``reason``, a line for each thing that is wrong. Other threads run meanwhile.
    ///
    /// The table is a frame of pandas or Polars, a PyArrow table, a dict of columns, or anything with ``__arrow_c_stream__``,
    /// which is read batch by batch. Its columns are fields of facts, such as ``created_at``, ``priority`` or
    /// ``promises.resolution.due_at``, by their names or as ``columns`` maps them; ``None`` there leaves a field out. ``naive``
    /// is the zone of times that have none.
    ///
    /// Examples
    /// --------
    /// >>> import pyarrow
    /// >>> from datetime import datetime, timezone
    /// >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin")
    /// >>> opened = pyarrow.array([datetime(2026, 3, 2), datetime(2026, 3, 3)], pyarrow.timestamp("us"))
    /// >>> tickets = pyarrow.table({"opened": opened, "priority": ["P1", "urgent"]})
    /// >>> rejected = desk.add_table(tickets, columns={"created_at": "opened"}, naive="UTC")
    /// >>> rejected["row"].to_list(), rejected["value"].to_list(), desk.finish().tickets
    /// ([1], ['urgent'], 1)
    #[pyo3(signature = (
        table: "_Frame", *, columns: "Mapping[str, str | None] | None" = None, naive: "_Zone | None" = None
    ))]
    fn add_table<'py>(
        &self,
        table: &Bound<'py, PyAny>,
        columns: Option<&Bound<'py, PyDict>>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Table> {
        // Counted apart, so that an error half way leaves this one as it was.
        let mut part = self.core.get().empty_like();
        let rejected = columns::facts::add(&mut part, table, columns, naive)?;
        self.core.change(|desk| desk.merge(part)).map_err(Refusal::from)?;
        Ok(rejected)
    }

    /// What was counted so far, for another process or machine, where ``merge_bytes`` takes it in.
    ///
    /// Returns
    /// -------
    /// bytes
    ///     In a form of this library, for the same version of it.
    ///
    /// Examples
    /// --------
    /// >>> whole = desk.empty_like()
    /// >>> whole.merge_bytes(desk.to_bytes())
    /// >>> whole == desk
    /// True
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.core.get().to_bytes())
    }

    /// Takes in what an accumulator of the same figures wrote with ``to_bytes``.
    ///
    /// Parameters
    /// ----------
    /// counted
    ///     The answer of ``to_bytes``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For bytes that are none, or of other figures; nothing is taken in then.
    ///
    /// Examples
    /// --------
    /// >>> parts = [desk.to_bytes(), other.to_bytes()]
    /// >>> whole = desk.empty_like()
    /// >>> for part in parts:
    /// ...     whole.merge_bytes(part)
    /// >>> whole.finish().tickets
    /// 3
    fn merge_bytes(&self, counted: &[u8]) -> PyResult<()> {
        Ok(self.core.change(|desk| desk.merge_bytes(counted)).map_err(Refusal::from)?)
    }

    /// Takes in all that another accumulator of the same figures holds.
    ///
    /// Parameters
    /// ----------
    /// other
    ///     It keeps what it holds.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``kpi.accumulator.differs`` where the figures, the instant or the zone are others.
    ///
    /// Examples
    /// --------
    /// >>> desk.merge(other)
    /// >>> desk.finish().tickets
    /// 3
    fn merge(&self, other: &Self) -> PyResult<()> {
        let other = CoreAccumulator::clone(&other.core.get());
        Ok(self.core.change(|desk| desk.merge(other)).map_err(Refusal::from)?)
    }

    /// An accumulator of the same figures without tickets, for another part of the rows.
    ///
    /// Returns
    /// -------
    /// Accumulator
    ///     With the same figures, groups, instant, zone and calendar.
    ///
    /// Examples
    /// --------
    /// >>> desk.empty_like().finish().tickets
    /// 0
    fn empty_like(&self) -> Self {
        Self { core: Shared::new(self.core.get().empty_like()), made: Arc::clone(&self.made) }
    }

    /// The figures of what was taken in so far.
    ///
    /// Returns
    /// -------
    /// Figures
    ///     They stay as they are when the accumulator takes more tickets in.
    ///
    /// Examples
    /// --------
    /// >>> desk.finish().tickets
    /// 2
    fn finish(&self) -> Figures {
        let counted = self.core.get();
        let core = CoreAccumulator::clone(&counted).finish();
        Figures { core, counted, made: Arc::clone(&self.made) }
    }

    /// The figures so far as a table for notebooks.
    fn _repr_html_(&self) -> String {
        self.finish()._repr_html_()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let made = self.made.bind(py);
        let argument = |name| made.as_any().get_item(name)?.repr()?.extract::<String>();
        let (as_of, zone, groups) = (argument("as_of")?, argument("time_zone")?, argument("group_by")?);
        Ok(format!("Accumulator({as_of}, {zone}, group_by={groups})"))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let counted = PyBytes::new(py, &self.core.get().to_bytes());
        (py.get_type::<Self>().getattr("_restore")?, (&*self.made, counted)).into_pyobject(py)
    }

    /// What pickle makes the same accumulator of.
    #[classmethod]
    #[pyo3(signature = (made: "dict[str, Any]", counted))]
    fn _restore(class: &Bound<'_, PyType>, made: &Bound<'_, PyDict>, counted: &[u8]) -> PyResult<Py<Self>> {
        let desk = class.call((), Some(made))?.cast_into::<Self>()?;
        desk.get().core.change(|desk| desk.merge_bytes(counted)).map_err(Refusal::from)?;
        Ok(desk.unbind())
    }
}

impl PartialEq for Accumulator {
    fn eq(&self, other: &Self) -> bool {
        self.core.get().to_bytes() == other.core.get().to_bytes()
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
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct Figures {
    core: CoreFigures,
    counted: Arc<CoreAccumulator>,
    made: Arc<Py<PyDict>>,
}

#[pymethods]
impl Figures {
    /// What charts of the figures draw, a dict each: numbers, and texts in ``"en"`` or ``"zh"``.
    ///
    /// Parameters
    /// ----------
    /// language
    ///     ``"en"`` or ``"zh"``.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``chart``.
    ///
    /// Examples
    /// --------
    /// >>> isinstance(desk.finish().charts("en"), list)
    /// True
    #[pyo3(signature = (language: "_Language") -> "list[_Answer]")]
    fn charts<'py>(&self, py: Python<'py>, language: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &charts(&self.core, self::language(language)?))
    }

    /// The figures, a dict each: value, numerator, denominator, interval, target, warnings, what stands behind.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``figure``; durations in seconds, shares from 0 to 1.
    ///
    /// Examples
    /// --------
    /// >>> desk.add({"created_at": datetime(2026, 3, 2, tzinfo=timezone.utc), "satisfaction": 4.0})
    /// >>> [row["value"] for row in desk.finish().rows() if row["name"] == "satisfaction"]
    /// [4.0]
    #[pyo3(signature = () -> "list[_Answer]")]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.figures().iter().map(FigureDocument::from).collect::<Vec<_>>())
    }

    /// What was not taken: how often, why, and some examples.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     By field and reason: ``count``, and up to a few ``examples``.
    ///
    /// Examples
    /// --------
    /// >>> desk.finish().rejected()[0]["count"]
    /// 1
    #[pyo3(signature = () -> "list[_Answer]")]
    fn rejected<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.rejected_documents())
    }

    /// How many tickets were taken in.
    #[getter]
    fn tickets(&self) -> u64 {
        self.core.tickets()
    }

    fn __repr__(&self) -> String {
        format!("Figures(tickets={}, figures={})", self.tickets(), self.core.figures().len())
    }

    /// A table for notebooks.
    fn _repr_html_(&self) -> String {
        let rows = self.core.figures().iter().map(|figure| {
            let figure = FigureDocument::from(figure);
            let interval = figure.lower.zip(figure.upper).map(|(lower, upper)| format!("{lower} to {upper}"));
            let met = figure.met.map(|met| if met { "met" } else { "missed" });
            vec![
                figure.name,
                figure.group.join(", "),
                figure.value.to_string(),
                figure.unit,
                figure.denominator.to_string(),
                interval.unwrap_or_default(),
                met.unwrap_or_default().to_owned(),
                figure.warnings.join(", "),
            ]
        });
        let headings = ["figure", "group", "value", "unit", "n", "95 % interval", "target", "warnings"];
        html::table(&headings, rows)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let counted = PyBytes::new(py, &self.counted.to_bytes());
        (py.get_type::<Self>().getattr("_restore")?, (&*self.made, counted)).into_pyobject(py)
    }

    /// What pickle makes the same figures of.
    #[classmethod]
    #[pyo3(signature = (made: "dict[str, Any]", counted))]
    fn _restore(class: &Bound<'_, PyType>, made: &Bound<'_, PyDict>, counted: &[u8]) -> PyResult<Self> {
        let desk = Accumulator::_restore(&class.py().get_type::<Accumulator>(), made, counted)?;
        Ok(desk.get().finish())
    }
}

impl Figures {
    pub(crate) fn core(&self) -> &CoreFigures {
        &self.core
    }
}

impl PartialEq for Figures {
    fn eq(&self, other: &Self) -> bool {
        self.counted.to_bytes() == other.counted.to_bytes()
    }
}

impl Hash for Figures {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.counted.to_bytes().hash(state);
    }
}

fn grouping(word: &str) -> PyResult<Grouping> {
    Ok(match word {
        "week" => Grouping::ByWeek,
        "month" => Grouping::ByMonth,
        word => Grouping::By(word.parse().map_err(Refusal::from)?),
    })
}
