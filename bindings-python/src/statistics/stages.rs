use std::collections::BTreeMap;

use aftersales::calendar::WorkingCalendar as CoreCalendar;
use aftersales::kpi::statistics::{Passage, Stage, StageLog as Core};
use chrono::TimeDelta;
use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{hashed, record, reduced};
use crate::calendar::WorkingCalendar;
use crate::convert::At;
use crate::error::Refusal;
use crate::html;

/// The states that cases went through: how long they stayed, what followed what, which came back.
///
/// Parameters
/// ----------
/// cases, states
///     For each entry the case and the state that it entered, as text.
/// at
///     When, as aware ``datetime``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timedelta, timezone
/// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
/// >>> log = StageLog(["A", "A", "A", "B"], ["new", "work", "done", "new"], [at(8), at(9), at(12), at(8)])
/// >>> log.case_durations()["A"] == timedelta(hours=4)
/// True
/// >>> log.stages()["work"].mean == timedelta(hours=3)
/// True
/// >>> log.variants()
/// {('new',): 1, ('new', 'work', 'done'): 1}
#[pyclass(frozen, eq, module = "aftersales.statistics")]
pub(crate) struct StageLog {
    core: Core,
    cases: Words,
    states: Words,
    rows: Vec<(u32, u32, i64)>,
}

/// Words with a number each, in the order of the words.
#[derive(PartialEq)]
struct Words(Vec<String>);

#[pymethods]
impl StageLog {
    #[new]
    #[pyo3(signature = (cases: "Sequence[str]", states: "Sequence[str]", at: "Sequence[datetime]"))]
    fn new(py: Python<'_>, cases: Vec<String>, states: Vec<String>, at: Vec<At>) -> PyResult<Self> {
        if states.len() != cases.len() || at.len() != cases.len() {
            let message = "`cases`, `states` and `at` have different lengths; each entry has one of each";
            return Err(PyTypeError::new_err(message));
        }
        let (case_words, case_codes) = Words::of(&cases);
        let (state_words, state_codes) = Words::of(&states);
        let at: Vec<i64> = at.into_iter().map(|at| at.0.micros()).collect();
        let core = py.detach(|| Core::new(&case_codes, &state_codes, &at)).map_err(Refusal::from)?;
        let rows =
            case_codes.into_iter().zip(state_codes).zip(at).map(|((case, state), at)| (case, state, at));
        Ok(Self { core, cases: case_words, states: state_words, rows: rows.collect() })
    }

    /// The time from the first to the last entry of each case, in the open time of ``calendar`` if one is given.
    ///
    /// Parameters
    /// ----------
    /// calendar
    ///     A ``WorkingCalendar``; without it all time counts.
    ///
    /// Returns
    /// -------
    /// dict of timedelta
    ///     By case.
    ///
    /// Examples
    /// --------
    /// >>> log.case_durations(WorkingCalendar.round_the_clock("Etc/UTC"))["A"]
    /// datetime.timedelta(seconds=14400)
    #[pyo3(signature = (calendar=None))]
    fn case_durations(
        &self,
        py: Python<'_>,
        calendar: Option<&WorkingCalendar>,
    ) -> BTreeMap<&str, TimeDelta> {
        let durations = py.detach(|| match calendar.map(WorkingCalendar::core) {
            Some(calendar) => self.core.working_case_durations(calendar),
            None => self.core.case_durations(),
        });
        durations
            .into_iter()
            .map(|(case, micros)| (self.cases.word(case), TimeDelta::microseconds(micros)))
            .collect()
    }

    /// For each state the ``visits``, the ``total`` time and the ``mean`` of a visit. The last entry of a case has no end.
    ///
    /// Parameters
    /// ----------
    /// calendar
    ///     A ``WorkingCalendar``; without it all time counts.
    ///
    /// Returns
    /// -------
    /// dict of Stage
    ///     By state.
    ///
    /// Examples
    /// --------
    /// >>> log.stages()["new"].visits
    /// 1
    #[pyo3(signature = (calendar=None) -> "dict[str, Stage]")]
    fn stages<'py>(
        &self,
        py: Python<'py>,
        calendar: Option<&WorkingCalendar>,
    ) -> PyResult<BTreeMap<&str, Bound<'py, PyAny>>> {
        let stages = py.detach(|| match calendar.map(WorkingCalendar::core) {
            Some(calendar) => self.core.working_stages(calendar),
            None => self.core.stages(),
        });
        let written = |(state, stage): (u32, Stage)| {
            let mean = stage.mean().map(length).transpose()?;
            Ok((self.states.word(state), record(py, "Stage", (stage.visits, sum(stage.total)?, mean))?))
        };
        stages.into_iter().map(written).collect()
    }

    /// Every way from a state to the next: ``from_``, ``to``, how often (``n``), and how long the first lasted then.
    ///
    /// Parameters
    /// ----------
    /// calendar
    ///     A ``WorkingCalendar``; without it all time counts.
    ///
    /// Returns
    /// -------
    /// list of Passage
    ///     The most frequent first.
    ///
    /// Examples
    /// --------
    /// >>> [(passage.from_, passage.to) for passage in log.passages()]
    /// [('new', 'work'), ('work', 'done')]
    #[pyo3(signature = (calendar=None) -> "list[Passage]")]
    fn passages<'py>(
        &self,
        py: Python<'py>,
        calendar: Option<&WorkingCalendar>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let passages = py.detach(|| self.core_passages(calendar.map(WorkingCalendar::core)));
        let written = |way: Passage| {
            let (from, to) = (self.states.word(way.from), self.states.word(way.to));
            let ends = (TimeDelta::microseconds(way.least), TimeDelta::microseconds(way.greatest));
            let (mean, median) = (length(way.mean())?, length(way.median)?);
            record(py, "Passage", (from, to, way.count, sum(way.total)?, mean, median, ends.0, ends.1))
        };
        passages.into_iter().map(written).collect()
    }

    /// How many cases entered a state more than once, by state.
    ///
    /// Returns
    /// -------
    /// dict of int
    ///     Cases by state.
    ///
    /// Examples
    /// --------
    /// >>> log.repeated()
    /// {}
    fn repeated(&self) -> BTreeMap<&str, u64> {
        self.named(self.core.repeated())
    }

    /// How many cases began in each state.
    ///
    /// Returns
    /// -------
    /// dict of int
    ///     Cases by state.
    ///
    /// Examples
    /// --------
    /// >>> log.starts()
    /// {'new': 2}
    fn starts(&self) -> BTreeMap<&str, u64> {
        self.named(self.core.starts())
    }

    /// How many cases were last seen in each state.
    ///
    /// Returns
    /// -------
    /// dict of int
    ///     Cases by state.
    ///
    /// Examples
    /// --------
    /// >>> log.ends()
    /// {'done': 1, 'new': 1}
    fn ends(&self) -> BTreeMap<&str, u64> {
        self.named(self.core.ends())
    }

    /// How many cases took each way through the states.
    ///
    /// Returns
    /// -------
    /// dict of int
    ///     Cases by their states in order.
    ///
    /// Examples
    /// --------
    /// >>> len(log.variants())
    /// 2
    #[pyo3(signature = () -> "dict[tuple[str, ...], int]")]
    fn variants<'py>(&self, py: Python<'py>) -> PyResult<CountedWays<'py>> {
        let ways = self.core.variants().into_iter();
        let named = |(way, count): (Vec<u32>, u64)| {
            Ok((PyTuple::new(py, way.into_iter().map(|state| self.states.word(state)))?, count))
        };
        ways.map(named).collect::<PyResult<Vec<_>>>().map(CountedWays)
    }

    fn __hash__(&self) -> isize {
        hashed(self.rows.iter().map(|(_, _, at)| *at as f64))
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!(
            "StageLog(entries={}, cases={}, states={:?})",
            self.rows.len(),
            self.cases.0.len(),
            self.states.0
        )
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        let instant = |micros| aftersales::time::Instant::from_micros(micros).map(At).map_err(Refusal::from);
        let at = self.rows.iter().map(|row| Ok(instant(row.2)?)).collect::<PyResult<Vec<_>>>()?;
        let cases: Vec<_> = self.rows.iter().map(|row| self.cases.word(row.0)).collect();
        let states: Vec<_> = self.rows.iter().map(|row| self.states.word(row.1)).collect();
        reduced::<Self>(py, (cases, states, at))
    }
}

impl PartialEq for StageLog {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core && self.cases == other.cases && self.states == other.states
    }
}

impl StageLog {
    fn core_passages(&self, calendar: Option<&CoreCalendar>) -> Vec<Passage> {
        match calendar {
            Some(calendar) => self.core.working_passages(calendar),
            None => self.core.passages(),
        }
    }

    fn named(&self, counts: BTreeMap<u32, u64>) -> BTreeMap<&str, u64> {
        counts.into_iter().map(|(state, count)| (self.states.word(state), count)).collect()
    }
}

impl Words {
    fn of(texts: &[String]) -> (Self, Vec<u32>) {
        let mut words = texts.to_vec();
        words.sort_unstable();
        words.dedup();
        let codes: BTreeMap<&str, u32> = words.iter().map(String::as_str).zip(0..).collect();
        let coded = texts.iter().map(|text| codes.get(text.as_str()).copied().unwrap_or_default()).collect();
        (Self(words), coded)
    }

    fn word(&self, code: u32) -> &str {
        usize::try_from(code).ok().and_then(|code| self.0.get(code)).map_or("", String::as_str)
    }
}

/// Counts by way, as a dict whose keys are tuples.
pub(crate) struct CountedWays<'py>(Vec<(Bound<'py, PyTuple>, u64)>);

impl<'py> IntoPyObject<'py> for CountedWays<'py> {
    type Target = pyo3::types::PyDict;
    type Output = Bound<'py, Self::Target>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let ways = pyo3::types::PyDict::new(py);
        for (way, count) in self.0 {
            ways.set_item(way, count)?;
        }
        Ok(ways)
    }
}

/// A sum of microseconds.
fn sum(micros: i128) -> PyResult<TimeDelta> {
    let micros = i64::try_from(micros);
    micros.map(TimeDelta::microseconds).map_err(|_| PyOverflowError::new_err("the sum is beyond a timedelta"))
}

/// A mean of microseconds, to the nearest one.
#[expect(clippy::cast_possible_truncation, reason = "a mean of 64-bit numbers is within them")]
fn length(micros: f64) -> PyResult<TimeDelta> {
    sum(micros.round() as i128)
}
