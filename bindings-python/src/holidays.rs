//! Public holidays that ship with the core, and the warning of a calendar that is asked beyond its last ones.

use std::ffi::CString;

use aftersales::calendar::WorkingCalendar as CoreCalendar;
use aftersales::presets::HolidayPreset as CorePreset;
use aftersales::time::{Date, Instant, TimeOfDay};
use aftersales::wire::{CalendarDocument, HolidaysDocument, ShiftDocument, read_document};
use chrono::Datelike;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::answer::to_python;
use crate::convert::Day;
use crate::document;
use crate::error::Refusal;
use crate::html;

/// Public holidays that ship with the library: ``"cn"`` are those of mainland China with make-up working days (调休),
/// ``"us_federal"`` the federal holidays of the United States as they are observed from Monday to Friday.
///
/// They are dated, name their source, and end with the last year that the source covers: a calendar that is asked beyond it
/// warns with ``HolidaysEndWarning``, and so does ``Bundle.check``.
///
/// Parameters
/// ----------
/// name
///     One of ``HolidayPreset.names()``.
///
/// Raises
/// ------
/// KeyError
///     For a name that is none.
///
/// Examples
/// --------
/// >>> china = HolidayPreset("cn")
/// >>> china.last_year, china.sources(2026)[0]["number"]
/// (2026, '国办发明电〔2025〕7号')
/// >>> week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
/// >>> office = WorkingCalendar(china.applied_to({"time_zone": "Asia/Shanghai", "weekly": week}))
/// >>> from datetime import date
/// >>> office.is_working_day(date(2026, 2, 14)), office.is_working_day(date(2026, 2, 16))
/// (True, False)
#[pyclass(frozen, eq, hash, module = "aftersales")]
#[derive(PartialEq, Hash)]
pub(crate) struct HolidayPreset(CorePreset);

#[pymethods]
impl HolidayPreset {
    #[new]
    fn new(name: &str) -> PyResult<Self> {
        CorePreset::named(name).map(Self).ok_or_else(|| {
            PyKeyError::new_err(format!(
                "`{name}` is no preset of holidays; there are {}",
                Self::names().join(", ")
            ))
        })
    }

    /// The names of all presets.
    ///
    /// Returns
    /// -------
    /// list of str
    ///     Sorted.
    ///
    /// Examples
    /// --------
    /// >>> HolidayPreset.names()
    /// ['cn', 'us_federal']
    #[staticmethod]
    fn names() -> Vec<&'static str> {
        CorePreset::ALL.iter().map(|preset| preset.as_str()).collect()
    }

    /// Its name.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.as_str()
    }

    /// What a reader should know of the choice of dates.
    #[getter]
    fn note(&self) -> PyResult<Option<String>> {
        Ok(self.document()?.note)
    }

    /// The date on which the sources were read.
    #[getter]
    fn as_of(&self) -> PyResult<Day> {
        Ok(Day(self.document()?.as_of.parse().map_err(Refusal::from)?))
    }

    /// The first year that is covered.
    #[getter]
    fn first_year(&self) -> PyResult<Option<i32>> {
        Ok(self.document()?.first_year())
    }

    /// The last year that is covered.
    #[getter]
    fn last_year(&self) -> PyResult<Option<i32>> {
        Ok(self.document()?.last_year())
    }

    /// Where the dates come from, those of one year if it is given: title, number and address.
    ///
    /// Parameters
    /// ----------
    /// year
    ///     All years without it.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     ``title``, and ``number`` and ``url`` where there are such.
    ///
    /// Examples
    /// --------
    /// >>> china.sources(2024)[0]["number"]
    /// '国办发明电〔2023〕7号'
    #[pyo3(signature = (year=None) -> "list[_Answer]")]
    fn sources<'py>(&self, py: Python<'py>, year: Option<i32>) -> PyResult<Bound<'py, PyAny>> {
        let document = self.document()?;
        let of_year = document.years.iter().find(|each| Some(each.year) == year);
        match of_year.filter(|each| !each.sources.is_empty()) {
            Some(each) => to_python(py, &each.sources),
            None => to_python(py, &[&document.source]),
        }
    }

    /// All dates off.
    #[getter]
    fn holidays(&self) -> PyResult<Vec<Day>> {
        self.document()?.holidays().map(day).collect()
    }

    /// All dates of a weekend that are worked in return for a shifted day off.
    #[getter]
    fn make_up_days(&self) -> PyResult<Vec<Day>> {
        self.document()?.make_up_days().map(day).collect()
    }

    /// A calendar document with these holidays besides its own, and with the make-up days worked: in ``make_up_shifts``, or
    /// else as on the first day of the week that has shifts. Dates of which the document says something of its own stay.
    ///
    /// Parameters
    /// ----------
    /// document
    ///     A calendar document.
    /// make_up_shifts
    ///     Pairs of times, for make-up days.
    ///
    /// Returns
    /// -------
    /// dict
    ///     A calendar document.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a document that is none, by its path.
    ///
    /// Examples
    /// --------
    /// >>> quiet = china.applied_to({"time_zone": "Asia/Shanghai", "weekly": week}, make_up_shifts=[("10:00", "12:00")])
    /// >>> WorkingCalendar(quiet).working_days_between(date(2026, 2, 13), date(2026, 2, 14))
    /// 1
    #[pyo3(signature = (
        document: "_Given", make_up_shifts: "Sequence[tuple[str, str]] | None" = None
    ) -> "_Answer")]
    fn applied_to<'py>(
        &self,
        document: &Bound<'py, PyAny>,
        make_up_shifts: Option<Vec<(String, String)>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let calendar: CalendarDocument = document::read(document, read_document)?;
        let shifts = make_up_shifts.map(|shifts| {
            shifts.into_iter().map(|(open, close)| ShiftDocument(open, close)).collect::<Vec<_>>()
        });
        to_python(document.py(), &self.document()?.applied_to(&calendar, shifts.as_deref()))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("HolidayPreset({:?})", self.name())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (self.name(),)).into_pyobject(py)
    }
}

impl HolidayPreset {
    fn document(&self) -> PyResult<HolidaysDocument> {
        Ok(self.0.document().map_err(Refusal::from)?)
    }
}

fn day(text: &str) -> PyResult<Day> {
    Ok(Day(text.parse().map_err(Refusal::from)?))
}

/// Where a calendar's knowledge of holidays ends.
#[derive(Clone, Copy)]
pub(crate) struct HolidaysEnd {
    year: i32,
    at: Instant,
}

impl HolidaysEnd {
    pub(crate) fn of(calendar: &CoreCalendar) -> Option<Self> {
        let year = calendar.last_holiday_year()?;
        let first: Date = format!("{:04}-01-01", year.checked_add(1)?).parse().ok()?;
        let at = calendar.zone().local_to_instant(first, TimeOfDay::MIDNIGHT)?;
        Some(Self { year, at })
    }

    /// Warns where an instant lies beyond.
    pub(crate) fn watch(end: Option<Self>, py: Python<'_>, at: Option<Instant>) -> PyResult<()> {
        match end.filter(|end| at.is_some_and(|at| at >= end.at)) {
            Some(end) => end.warn(py),
            None => Ok(()),
        }
    }

    /// Warns where a date lies beyond.
    pub(crate) fn watch_date(end: Option<Self>, py: Python<'_>, date: Option<Date>) -> PyResult<()> {
        let year = date.and_then(Date::to_date).map(|date| date.year());
        match end.filter(|end| year.is_some_and(|year| year > end.year)) {
            Some(end) => end.warn(py),
            None => Ok(()),
        }
    }

    #[cold]
    fn warn(self, py: Python<'_>) -> PyResult<()> {
        let category = py.import("aftersales")?.getattr("HolidaysEndWarning")?.cast_into::<PyType>()?;
        let year = self.year;
        let message = format!(
            "the calendar has no holiday after {year}, so the answer counts none there; add the holidays of the years beyond"
        );
        PyErr::warn(py, &category, &CString::new(message)?, 1)
    }
}
