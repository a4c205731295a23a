use aftersales::calendar::WorkingCalendar as CoreCalendar;
use aftersales::time::Instant;
use aftersales::wire::{CalendarDocument, canonical_json};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyDateTime, PyTuple, PyType};

use crate::convert::{At, Day, Edge, Length, WallTime};
use crate::error::Refusal;
use crate::handle::handle;
use crate::holidays::HolidaysEnd;
use crate::html;
use crate::{columns, document};

/// When a desk works, compiled from a calendar document: a dict, or JSON text.
///
/// Instants are aware ``datetime`` objects and come back in UTC; lengths are ``timedelta`` objects of open time. An answer
/// that does not exist in the years 1 to 9999 is ``None``.
///
/// ``holidays`` of a document may be any iterable of dates, such as an object of the package ``holidays``. An answer beyond the
/// year of the last one warns with ``HolidaysEndWarning``.
///
/// Parameters
/// ----------
/// document
///     A zone, the shifts of the week, overrides of dates, breaks and holidays.
/// tzif
///     The TZif bytes (RFC 9636) of the zone, such as the package ``tzdata`` has, in place of the bundled rules.
/// tzdb_version
///     Which tz database they are from.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong, and a code such as ``calendar.shift.malformed`` or ``time.zone.unknown``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timedelta, timezone
/// >>> office = WorkingCalendar({
/// ...     "time_zone": "Europe/Berlin", "weekly": {"fri": [["09:00", "17:00"]], "mon": [["09:00", "17:00"]]},
/// ... })
/// >>> office.deadline(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), timedelta(hours=4))
/// datetime.datetime(2026, 3, 9, 11, 0, tzinfo=datetime.timezone.utc)
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct WorkingCalendar {
    pub(crate) core: CoreCalendar,
    document: String,
    tzif: Option<PyBackedBytes>,
    holidays_end: Option<HolidaysEnd>,
}

#[pymethods]
impl WorkingCalendar {
    #[new]
    #[pyo3(signature = (document: "_Given", tzif=None, tzdb_version=None))]
    fn new(
        document: &Bound<'_, PyAny>,
        tzif: Option<PyBackedBytes>,
        tzdb_version: Option<&str>,
    ) -> PyResult<Self> {
        Self::compile(&document::read(document, CalendarDocument::from_json)?, tzif, tzdb_version)
    }

    /// A calendar that is always open, in a zone.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``time.zone.unknown``.
    ///
    /// Examples
    /// --------
    /// >>> WorkingCalendar.round_the_clock("Etc/UTC").is_open(datetime(2026, 3, 1, tzinfo=timezone.utc))
    /// True
    #[classmethod]
    #[pyo3(signature = (zone, tzif=None, tzdb_version=None))]
    fn round_the_clock(
        _class: &Bound<'_, PyType>,
        zone: &str,
        tzif: Option<PyBackedBytes>,
        tzdb_version: Option<&str>,
    ) -> PyResult<Self> {
        Self::compile(&CalendarDocument::round_the_clock(zone), tzif, tzdb_version)
    }

    /// The open time from ``from_`` to ``to``; negative when ``to`` lies before ``from_``.
    ///
    /// Either may be a column, and so is the answer then. ``naive`` is the zone of columns that have none.
    ///
    /// Parameters
    /// ----------
    /// from_, to
    ///     Aware ``datetime`` or columns of instants; one ``datetime`` stands for every row.
    /// naive
    ///     The zone of columns without one: ``"UTC"``, an IANA name or a ``ZoneInfo``.
    ///
    /// Returns
    /// -------
    /// timedelta or column
    ///     Open time in microseconds, of the library of the first column; no answer where either is missing.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a naive ``datetime``, a column without a zone and no ``naive``, or columns of different lengths.
    /// TypeError
    ///     For a column that holds no instants, by its name and type.
    ///
    /// Examples
    /// --------
    /// >>> friday, monday = datetime(2026, 3, 6, 15, tzinfo=timezone.utc), datetime(2026, 3, 9, 9, tzinfo=timezone.utc)
    /// >>> office.elapsed(friday, monday)
    /// datetime.timedelta(seconds=7200)
    /// >>> import numpy
    /// >>> office.elapsed(numpy.array(["2026-03-06T15:00", "NaT"], "datetime64[us]"), monday, naive="UTC").tolist()
    /// [datetime.timedelta(seconds=7200), None]
    #[pyo3(signature = (from_, to, *, naive=None))]
    fn elapsed<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        to: &Bound<'py, PyAny>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if from_.is_instance_of::<PyDateTime>() && to.is_instance_of::<PyDateTime>() {
            let (from, to) = (from_.extract::<At>()?, to.extract::<At>()?);
            HolidaysEnd::watch(self.holidays_end, from_.py(), Some(from.0.max(to.0)))?;
            return Ok(Length(self.core.elapsed(from.0, to.0)).into_pyobject(from_.py())?.into_any());
        }
        columns::elapsed(&self.core, self.holidays_end, from_, to, naive)
    }

    /// Open microseconds row by row for two buffers of 64-bit microseconds since 1970-01-01T00:00:00Z, such as
    /// ``array.array("q")`` or numpy ``int64``. Other threads run meanwhile.
    ///
    /// Parameters
    /// ----------
    /// from_, to
    ///     Of one length.
    ///
    /// Returns
    /// -------
    /// array.array
    ///     Of type ``"q"``.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     ``calendar.column.length`` for buffers of different lengths.
    /// TypeError
    ///     For a buffer of anything else.
    ///
    /// Examples
    /// --------
    /// >>> from array import array
    /// >>> office.elapsed_columns(array("q", [0]), array("q", [86_400_000_000])).tolist()
    /// [0]
    #[pyo3(signature = (from_: "Buffer", to: "Buffer") -> "array[int]")]
    fn elapsed_columns<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        to: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        columns::buffer::elapsed(&self.core, from_, to)
    }

    /// The earliest instant at or after ``from_`` by which ``budget`` of open time has passed.
    ///
    /// ``from_`` may be a column, and so is the answer then; ``budget`` is a ``timedelta``, or a column of durations with it.
    /// ``naive`` is the zone of a column that has none.
    ///
    /// Parameters
    /// ----------
    /// from_
    ///     An aware ``datetime``, or a column of instants.
    /// budget
    ///     A ``timedelta`` of open time, or a column of durations.
    /// naive
    ///     The zone of a column without one.
    ///
    /// Returns
    /// -------
    /// datetime or column, or None
    ///     In UTC; a column keeps its zone. ``None`` where the calendar never opens that long.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     As for ``elapsed``, and ``time.span.out_of_range`` for a budget beyond 292000 years.
    ///
    /// Examples
    /// --------
    /// >>> office.deadline(datetime(2026, 3, 6, 7, tzinfo=timezone.utc), timedelta(hours=9))
    /// datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.timezone.utc)
    #[pyo3(signature = (from_, budget, *, naive=None))]
    fn deadline<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        budget: &Bound<'py, PyAny>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if from_.is_instance_of::<PyDateTime>() {
            let due = self.core.deadline(from_.extract::<At>()?.0, budget.extract::<Length>()?.0);
            return self.known(from_.py(), due)?.into_bound_py_any(from_.py());
        }
        columns::deadline(&self.core, self.holidays_end, from_, budget, naive)
    }

    /// The latest instant at or before ``to`` from which ``budget`` of open time passes until ``to``.
    ///
    /// Parameters
    /// ----------
    /// to
    ///     An aware ``datetime``.
    /// budget
    ///     Open time.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.deadline_backward(datetime(2026, 3, 9, 9, tzinfo=timezone.utc), timedelta(hours=2))
    /// datetime.datetime(2026, 3, 6, 15, 0, tzinfo=datetime.timezone.utc)
    fn deadline_backward(&self, to: At, budget: Length) -> Option<At> {
        self.core.deadline_backward(to.0, budget.0).map(At)
    }

    /// Whether the instant is open. An opening instant is, a closing instant is not.
    ///
    /// ``at`` may be a column, and so is the answer then. ``naive`` is the zone of a column that has none.
    ///
    /// Parameters
    /// ----------
    /// at
    ///     An aware ``datetime``, or a column of instants.
    /// naive
    ///     The zone of a column without one.
    ///
    /// Returns
    /// -------
    /// bool or column
    ///     No answer where the instant is missing.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     As for ``elapsed``.
    ///
    /// Examples
    /// --------
    /// >>> [office.is_open(datetime(2026, 3, 6, hour, tzinfo=timezone.utc)) for hour in (8, 16)]
    /// [True, False]
    #[pyo3(signature = (at, *, naive=None))]
    fn is_open<'py>(
        &self,
        at: &Bound<'py, PyAny>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if at.is_instance_of::<PyDateTime>() {
            let instant = at.extract::<At>()?.0;
            HolidaysEnd::watch(self.holidays_end, at.py(), Some(instant))?;
            return self.core.is_open(instant).into_bound_py_any(at.py());
        }
        columns::is_open(&self.core, self.holidays_end, at, naive)
    }

    /// The first open instant at or after ``at``.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.next_open(datetime(2026, 3, 6, 16, tzinfo=timezone.utc))
    /// datetime.datetime(2026, 3, 9, 8, 0, tzinfo=datetime.timezone.utc)
    fn next_open(&self, py: Python<'_>, at: At) -> PyResult<Option<At>> {
        self.known(py, self.core.next_open(at.0))
    }

    /// The first closing after ``at``.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.next_close(datetime(2026, 3, 6, 15, tzinfo=timezone.utc))
    /// datetime.datetime(2026, 3, 6, 16, 0, tzinfo=datetime.timezone.utc)
    fn next_close(&self, at: At) -> Option<At> {
        self.core.next_close(at.0).map(At)
    }

    /// The last closing: ``at`` itself where the time just before it is open, else the closing before.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.previous_close(datetime(2026, 3, 9, 9, tzinfo=timezone.utc))
    /// datetime.datetime(2026, 3, 9, 9, 0, tzinfo=datetime.timezone.utc)
    fn previous_close(&self, at: At) -> Option<At> {
        self.core.previous_close(at.0).map(At)
    }

    /// The next edge after ``at``.
    ///
    /// Returns
    /// -------
    /// Transition or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.next_transition(datetime(2026, 3, 6, 15, tzinfo=timezone.utc)).kind
    /// 'close'
    fn next_transition(&self, at: At) -> Option<Edge> {
        self.core.next_transition(at.0).map(Edge)
    }

    /// The last edge at or before ``at``.
    ///
    /// Returns
    /// -------
    /// Transition or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> office.last_transition(datetime(2026, 3, 6, 15, tzinfo=timezone.utc)).at
    /// datetime.datetime(2026, 3, 6, 8, 0, tzinfo=datetime.timezone.utc)
    fn last_transition(&self, at: At) -> Option<Edge> {
        self.core.last_transition(at.0).map(Edge)
    }

    /// The first ``count`` open periods from ``at`` on as pairs of instants, the first one clipped at ``at``.
    ///
    /// Returns
    /// -------
    /// list of tuple
    ///     In UTC, earliest first.
    ///
    /// Examples
    /// --------
    /// >>> [(opens.hour, closes.hour) for opens, closes in office.periods_after(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), 2)]
    /// [(15, 16), (8, 16)]
    fn periods_after(&self, at: At, count: usize) -> Vec<(At, At)> {
        self.core.periods_after(at.0).take(count).map(|period| (At(period.from), At(period.to))).collect()
    }

    /// The last ``count`` open periods before ``at`` as pairs of instants, latest first, the first one clipped at ``at``.
    ///
    /// Returns
    /// -------
    /// list of tuple
    ///     In UTC, latest first.
    ///
    /// Examples
    /// --------
    /// >>> [closes.day for _, closes in office.periods_before(datetime(2026, 3, 9, 9, tzinfo=timezone.utc), 2)]
    /// [9, 6]
    fn periods_before(&self, at: At, count: usize) -> Vec<(At, At)> {
        self.core.periods_before(at.0).take(count).map(|period| (At(period.from), At(period.to))).collect()
    }

    /// Whether the document lists the date as a holiday, be it worked by a dated override or not.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> office.is_holiday(date(2026, 12, 25))
    /// False
    fn is_holiday(&self, date: Day) -> bool {
        self.core.is_holiday(date.0)
    }

    /// Whether a shift starts on the date.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> office.is_working_day(date(2026, 3, 6)), office.is_working_day(date(2026, 3, 7))
    /// (True, False)
    fn is_working_day(&self, py: Python<'_>, date: Day) -> PyResult<bool> {
        HolidaysEnd::watch_date(self.holidays_end, py, Some(date.0))?;
        Ok(self.core.is_working_day(date.0))
    }

    /// The first ``count`` working dates after ``date``, fewer where the calendar has no more.
    ///
    /// Returns
    /// -------
    /// list of date
    ///     Ascending.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> [day.isoformat() for day in office.next_working_dates(date(2026, 3, 6), 2)]
    /// ['2026-03-09', '2026-03-13']
    fn next_working_dates(&self, py: Python<'_>, date: Day, count: usize) -> PyResult<Vec<Day>> {
        let dates = self.core.next_working_dates(date.0, count);
        HolidaysEnd::watch_date(self.holidays_end, py, dates.last().copied())?;
        Ok(dates.into_iter().map(Day).collect())
    }

    /// The number of working dates after ``from_`` up to and including ``to``; negative when ``to`` lies before ``from_``.
    ///
    /// Returns
    /// -------
    /// int
    ///     Days.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> office.working_days_between(date(2026, 3, 2), date(2026, 3, 9))
    /// 2
    fn working_days_between(&self, py: Python<'_>, from_: Day, to: Day) -> PyResult<i64> {
        HolidaysEnd::watch_date(self.holidays_end, py, Some(from_.0.max(to.0)))?;
        Ok(self.core.working_days_between(from_.0, to.0))
    }

    /// The same wall-clock time on the ``days``-th working date after (before) the date of ``from_``, then moved forward
    /// (back) into open time.
    ///
    /// ``from_`` may be a column, and so is the answer then; ``days`` is a number, or a column of numbers with it. ``naive`` is
    /// the zone of a column that has none.
    ///
    /// Parameters
    /// ----------
    /// from_
    ///     An aware ``datetime``, or a column of instants.
    /// days
    ///     A number of working days, negative for earlier ones, or a column of them.
    /// naive
    ///     The zone of a column without one.
    ///
    /// Returns
    /// -------
    /// datetime or column, or None
    ///     In UTC; a column keeps its zone.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     As for ``elapsed``.
    ///
    /// Examples
    /// --------
    /// >>> office.add_working_days(datetime(2026, 3, 6, 15, tzinfo=timezone.utc), 1)
    /// datetime.datetime(2026, 3, 9, 15, 0, tzinfo=datetime.timezone.utc)
    #[pyo3(signature = (from_, days, *, naive=None))]
    fn add_working_days<'py>(
        &self,
        from_: &Bound<'py, PyAny>,
        days: &Bound<'py, PyAny>,
        naive: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if from_.is_instance_of::<PyDateTime>() {
            let moved = self.core.add_working_days(from_.extract::<At>()?.0, days.extract()?);
            return self.known(from_.py(), moved)?.into_bound_py_any(from_.py());
        }
        columns::add_working_days(&self.core, self.holidays_end, from_, days, naive)
    }

    /// The ``days``-th working date after ``date``, before it where ``days`` is negative.
    ///
    /// Returns
    /// -------
    /// date or None
    ///     ``None`` where the calendar has no such date.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date
    /// >>> office.add_working_dates(date(2026, 3, 6), -1)
    /// datetime.date(2026, 3, 2)
    fn add_working_dates(&self, py: Python<'_>, date: Day, days: i32) -> PyResult<Option<Day>> {
        let date = self.core.add_working_dates(date.0, days);
        HolidaysEnd::watch_date(self.holidays_end, py, date)?;
        Ok(date.map(Day))
    }

    /// The instant at which local clocks show ``time`` on ``date``: the first of two, and later by the gap where skipped.
    ///
    /// Parameters
    /// ----------
    /// date, time
    ///     What wall clocks in the calendar's zone show.
    ///
    /// Returns
    /// -------
    /// datetime or None
    ///     In UTC.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import date, time
    /// >>> office.local_to_instant(date(2026, 3, 29), time(2, 30))
    /// datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.timezone.utc)
    fn local_to_instant(&self, date: Day, time: WallTime) -> Option<At> {
        self.core.zone().local_to_instant(date.0, time.0).map(At)
    }

    /// The IANA name of the zone whose wall clocks the shifts mean.
    #[getter]
    fn time_zone(&self) -> &str {
        self.core.zone().id()
    }

    /// The version of the time zone database that the calendar was compiled with.
    #[getter]
    fn tzdb_version(&self) -> &str {
        self.core.zone().tzdb_version()
    }

    /// The content hash of the document with the version of its time zone database.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The last year in which the document lists a holiday; ``None`` where it lists none.
    #[getter]
    fn last_holiday_year(&self) -> Option<i32> {
        self.core.last_holiday_year()
    }

    /// The document as canonical JSON.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces.
    ///
    /// Examples
    /// --------
    /// >>> WorkingCalendar(office.to_json()) == office
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("WorkingCalendar(time_zone={:?}, revision={:?})", self.time_zone(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let tzdb_version = self.tzif.as_ref().map(|_| self.tzdb_version());
        (py.get_type::<Self>(), (&self.document, self.tzif.as_deref(), tzdb_version)).into_pyobject(py)
    }
}

impl WorkingCalendar {
    pub(crate) fn compile(
        document: &CalendarDocument,
        tzif: Option<PyBackedBytes>,
        tzdb_version: Option<&str>,
    ) -> PyResult<Self> {
        let zones = document::zones(&document.time_zone, tzif.as_ref(), tzdb_version)?;
        let core = CoreCalendar::compile(document, &zones).map_err(Refusal::from)?;
        let holidays_end = HolidaysEnd::of(&core);
        Ok(Self { core, document: canonical_json(document).map_err(Refusal::from)?, tzif, holidays_end })
    }
}

impl WorkingCalendar {
    /// An answer, with a warning where it lies beyond the last holidays.
    fn known(&self, py: Python<'_>, at: Option<Instant>) -> PyResult<Option<At>> {
        HolidaysEnd::watch(self.holidays_end, py, at)?;
        Ok(at.map(At))
    }

    pub(crate) const fn core(&self) -> &CoreCalendar {
        &self.core
    }
}

handle!(WorkingCalendar);
