//! The core's leaf types as Python's `datetime`, `timedelta`, `date` and `time`.

use aftersales::calendar::{Transition, TransitionKind};
use aftersales::time::{Date, Instant, Span, TimeError, TimeOfDay};
use chrono::{NaiveDate, TimeDelta};
use pyo3::exceptions::PyTypeError;
#[cfg(feature = "inspect")]
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
#[cfg(feature = "inspect")]
use pyo3::type_hint_identifier;
use pyo3::types::{PyDateTime, PyDelta, PyTime, PyTimeAccess, PyType, PyTzInfo, PyTzInfoAccess};
use pyo3::{Borrowed, intern};

use crate::error::Refusal;

/// An instant: any aware `datetime` in, an aware one in UTC out.
pub(crate) struct At(pub(crate) Instant);

/// A length of time as a `timedelta`.
pub(crate) struct Length(pub(crate) Span);

/// A `date` that is not a `datetime`.
pub(crate) struct Day(pub(crate) Date);

/// A wall-clock `time` to the second, without a zone.
pub(crate) struct WallTime(pub(crate) TimeOfDay);

/// An edge of open time as the package's `Transition`.
pub(crate) struct Edge(pub(crate) Transition);

impl<'py> FromPyObject<'_, 'py> for At {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(instant(&value.cast::<PyDateTime>()?)??))
    }
}

impl<'py> IntoPyObject<'py> for At {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.to_datetime().into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Length {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "timedelta");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(Span::try_from(value.extract::<TimeDelta>()?).map_err(Refusal::from)?))
    }
}

impl<'py> IntoPyObject<'py> for Length {
    type Target = PyDelta;
    type Output = Bound<'py, PyDelta>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "timedelta");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.to_delta().into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        // Python's `datetime` is a `date`: taking it would drop its zone without a word.
        if value.is_instance_of::<PyDateTime>() {
            let message = format!(
                "`{}` is a datetime; expected a date, such as its `.astimezone(zone).date()`",
                *value
            );
            return Err(PyTypeError::new_err(message));
        }
        Ok(Self(Date::try_from(value.extract::<NaiveDate>()?).map_err(Refusal::from)?))
    }
}

impl<'py> IntoPyObject<'py> for Day {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "date");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.to_date().into_pyobject(py)
    }
}

impl FromPyObject<'_, '_> for WallTime {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "time");

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        // The core's reader refuses what its times do not have: a zone, parts of a second.
        Ok(Self(value.cast::<PyTime>()?.to_string().parse().map_err(Refusal::from)?))
    }
}

impl<'py> IntoPyObject<'py> for Edge {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("aftersales", "Transition");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let kind = match self.0.kind {
            TransitionKind::Open => intern!(py, "open"),
            TransitionKind::Close => intern!(py, "close"),
        };
        CLASS.import(py, "aftersales", "Transition")?.call1((At(self.0.at), kind))
    }
}

/// The instant of a `datetime`, refused where it has no zone or lies outside the supported years.
pub(crate) fn instant(value: &Borrowed<'_, '_, PyDateTime>) -> PyResult<Result<Instant, Refusal>> {
    let Some(offset) = utc_offset(value)? else { return Ok(Err(naive(value))) };
    let (hour, minute, second) =
        (value.get_hour().into(), value.get_minute().into(), value.get_second().into());
    let utc = value
        .extract::<NaiveDate>()?
        .and_hms_micro_opt(hour, minute, second, value.get_microsecond())
        .and_then(|local| local.and_utc().checked_sub_signed(offset));
    let outside = || Refusal::from(TimeError::InstantOutOfRange { value: value.to_string() });
    Ok(utc.ok_or_else(outside).and_then(|utc| Instant::try_from(utc).map_err(Refusal::from)))
}

fn utc_offset(value: &Bound<'_, PyDateTime>) -> PyResult<Option<TimeDelta>> {
    match value.get_tzinfo() {
        None => Ok(None),
        Some(zone) if zone.is(PyTzInfo::utc(value.py())?) => Ok(Some(TimeDelta::zero())),
        Some(_) => value.call_method0(intern!(value.py(), "utcoffset"))?.extract(),
    }
}

fn naive(value: &Bound<'_, PyDateTime>) -> Refusal {
    let code = TimeError::InstantMalformed { value: String::new() }.code();
    let message = format!(
        "datetime `{value}` has no time zone; give it one, such as `.replace(tzinfo=timezone.utc)` or \
         `.replace(tzinfo=ZoneInfo(\"Europe/Berlin\"))`"
    );
    Refusal::new(code, &message, None)
}
