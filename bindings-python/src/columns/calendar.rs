//! Questions about working time, column by column. Other threads run meanwhile.

use std::sync::Arc;

use aftersales::calendar::{CalendarError, NO_INSTANT, WorkingCalendar};
use aftersales::time::{Instant, Span};
use arrow_array::{ArrayRef, BooleanArray, DurationMicrosecondArray, TimestampMicrosecondArray};
use arrow_buffer::NullBuffer;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyDelta, PyInt};

use super::answer::{check_rows, like};
use super::given::Given;
use super::instants::{Instants, Naive, Numbers, both, known_where};
use crate::convert::{At, Length};
use crate::error::Refusal;
use crate::holidays::HolidaysEnd;

/// How much open time: for all rows, or for each.
enum Budget {
    One(Span),
    Each(Numbers),
}

/// How many working days.
enum Days {
    One(i32),
    Each(Numbers),
}

/// Open time row by row; one of the two may be a single instant.
pub(crate) fn elapsed<'py>(
    calendar: &WorkingCalendar,
    end: Option<HolidaysEnd>,
    from: &Bound<'py, PyAny>,
    to: &Bound<'py, PyAny>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let naive = Naive::read(naive)?;
    check_rows(from, to)?;
    let (one, other) = (side("from_", from, naive.as_ref())?, side("to", to, naive.as_ref())?);
    let rows = one.rows().or(other.rows()).unwrap_or_default();
    let asked = if matches!(one, Side::One(_)) { to } else { from };
    let answer = from.py().detach(|| {
        let (one, other) = (one.repeated(rows), other.repeated(rows));
        let mut open = vec![0; one.values.len()];
        calendar.elapsed_columns(&one.values, &other.values, &mut open)?;
        let known = both(open.len(), one.known.as_ref(), other.known.as_ref());
        mark(&mut open, known.as_ref());
        let latest = end.and_then(|_| latest(&one.values).max(latest(&other.values)));
        Ok::<_, CalendarError>((
            Arc::new(DurationMicrosecondArray::new(open.into(), known)) as ArrayRef,
            latest,
        ))
    });
    answered(asked, end, answer)
}

/// When a budget of open time is used up, row by row.
pub(crate) fn deadline<'py>(
    calendar: &WorkingCalendar,
    end: Option<HolidaysEnd>,
    from: &Bound<'py, PyAny>,
    budget: &Bound<'py, PyAny>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    check_rows(from, budget)?;
    let start = Instants::read(&Given::read("from_", from)?, Naive::read(naive)?.as_ref())?;
    let budget = match budget.cast::<PyDelta>() {
        Ok(delta) => Budget::One(delta.extract::<Length>()?.0),
        Err(_) => Budget::Each(Numbers::lengths(&Given::read("budget", budget)?)?),
    };
    let answer = from.py().detach(|| {
        let micros = &start.micros;
        let mut due = vec![0; micros.values.len()];
        let mut known = micros.known.clone();
        match &budget {
            Budget::One(budget) => calendar.deadline_columns(&micros.values, *budget, &mut due)?,
            Budget::Each(each) => {
                known = both(due.len(), known.as_ref(), each.known.as_ref());
                each_row(&mut due, "budget", &micros.values, &each.values, |at, budget| {
                    calendar.deadline(at, Span::from_micros(budget))
                })?;
            }
        }
        let latest = end.and_then(|_| latest(&due));
        Ok::<_, CalendarError>((instants(due, known, &start.zone), latest))
    });
    answered(from, end, answer)
}

/// Whether the instants are open.
pub(crate) fn is_open<'py>(
    calendar: &WorkingCalendar,
    end: Option<HolidaysEnd>,
    at: &Bound<'py, PyAny>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let instants = Instants::read(&Given::read("at", at)?, Naive::read(naive)?.as_ref())?;
    let answer = at.py().detach(|| {
        let mut open = vec![false; instants.micros.values.len()];
        calendar.is_open_columns(&instants.micros.values, &mut open)?;
        let latest = end.and_then(|_| latest(&instants.micros.values));
        Ok::<_, CalendarError>((
            Arc::new(BooleanArray::new(open.into(), instants.micros.known)) as ArrayRef,
            latest,
        ))
    });
    answered(at, end, answer)
}

/// The same wall-clock time so many working dates later, row by row.
pub(crate) fn add_working_days<'py>(
    calendar: &WorkingCalendar,
    end: Option<HolidaysEnd>,
    from: &Bound<'py, PyAny>,
    days: &Bound<'py, PyAny>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    check_rows(from, days)?;
    let start = Instants::read(&Given::read("from_", from)?, Naive::read(naive)?.as_ref())?;
    let days = match days.cast::<PyInt>() {
        Ok(days) => Days::One(days.extract()?),
        Err(_) => Days::Each(Numbers::whole(&Given::read("days", days)?)?),
    };
    let answer = from.py().detach(|| {
        let micros = &start.micros;
        let mut moved = vec![0; micros.values.len()];
        let mut known = micros.known.clone();
        match &days {
            Days::One(days) => {
                let same = vec![i64::from(*days); moved.len()];
                each_row(&mut moved, "days", &micros.values, &same, |at, _| {
                    calendar.add_working_days(at, *days)
                })?;
            }
            Days::Each(each) => {
                known = both(moved.len(), known.as_ref(), each.known.as_ref());
                each_row(&mut moved, "days", &micros.values, &each.values, |at, days| {
                    calendar.add_working_days(at, i32::try_from(days).ok()?)
                })?;
            }
        }
        let latest = end.and_then(|_| latest(&moved));
        Ok::<_, CalendarError>((instants(moved, known, &start.zone), latest))
    });
    answered(from, end, answer)
}

/// A column or a single instant.
enum Side {
    One(Instant),
    Each(Numbers),
}

impl Side {
    fn rows(&self) -> Option<usize> {
        match self {
            Self::One(_) => None,
            Self::Each(column) => Some(column.values.len()),
        }
    }

    fn repeated(self, rows: usize) -> Numbers {
        match self {
            Self::One(at) => Numbers { values: vec![at.micros(); rows].into(), known: None },
            Self::Each(column) => column,
        }
    }
}

fn side(argument: &str, value: &Bound<'_, PyAny>, naive: Option<&Naive>) -> PyResult<Side> {
    if value.is_instance_of::<PyDateTime>() {
        return Ok(Side::One(value.extract::<At>()?.0));
    }
    Ok(Side::Each(Instants::read(&Given::read(argument, value)?, naive)?.micros))
}

/// The answer as the caller holds columns, with a warning where a row lies beyond the last holidays.
fn answered<'py>(
    asked: &Bound<'py, PyAny>,
    end: Option<HolidaysEnd>,
    answer: Result<(ArrayRef, Option<Instant>), CalendarError>,
) -> PyResult<Bound<'py, PyAny>> {
    let (rows, latest) = answer.map_err(Refusal::from)?;
    HolidaysEnd::watch(end, asked.py(), latest)?;
    like(asked, rows)
}

fn latest(micros: &[i64]) -> Option<Instant> {
    Instant::from_micros(micros.iter().copied().max()?).ok()
}

/// Asks row by row with an argument of its own each.
fn each_row(
    out: &mut [i64],
    column: &'static str,
    from: &[i64],
    argument: &[i64],
    ask: impl Fn(Instant, i64) -> Option<Instant>,
) -> Result<(), CalendarError> {
    if argument.len() != from.len() {
        return Err(CalendarError::ColumnLength { column, count: argument.len(), expected: from.len() });
    }
    for (row, (result, (&from, &argument))) in out.iter_mut().zip(from.iter().zip(argument)).enumerate() {
        let outside = |_| CalendarError::ColumnInstant { column: "from", row, value: from };
        let at = Instant::from_micros(from).map_err(outside)?;
        *result = ask(at, argument).map_or(NO_INSTANT, Instant::micros);
    }
    Ok(())
}

/// Instants of which some rows have none.
fn instants(mut micros: Vec<i64>, known: Option<NullBuffer>, zone: &Arc<str>) -> ArrayRef {
    mark(&mut micros, known.as_ref());
    let known = known_where(micros.len(), |row| micros.get(row) != Some(&NO_INSTANT));
    Arc::new(TimestampMicrosecondArray::new(micros.into(), known).with_timezone(Arc::clone(zone)))
}

/// Writes what NumPy takes for none where a row has no answer.
fn mark(values: &mut [i64], known: Option<&NullBuffer>) {
    let Some(known) = known else { return };
    for (value, is_known) in values.iter_mut().zip(known) {
        if !is_known {
            *value = NO_INSTANT;
        }
    }
}
