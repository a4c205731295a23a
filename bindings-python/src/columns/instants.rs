//! Columns of instants, lengths and counts as the engine takes them.

use std::sync::Arc;

use aftersales::time::{TimeError, WallClock, ZoneDatabase};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType,
    Float32Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, TimeUnit};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::given::Given;
use crate::error::Refusal;

/// Numbers of 64 bits row by row; what stands where a row has none means nothing, but is zero.
pub(crate) struct Numbers {
    pub(crate) values: ScalarBuffer<i64>,
    pub(crate) known: Option<NullBuffer>,
}

/// Instants in microseconds since 1970-01-01T00:00:00Z.
pub(crate) struct Instants {
    pub(crate) micros: Numbers,
    /// The zone in which the caller shows them.
    pub(crate) zone: Arc<str>,
}

/// Whose wall clocks the times of columns without a zone are.
pub(crate) struct Naive {
    name: Arc<str>,
    zone: aftersales::time::ZoneRules,
}

impl Naive {
    /// From the argument `naive`: the name of a zone, or a `ZoneInfo`.
    pub(crate) fn read(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Self>> {
        let Some(value) = value else { return Ok(None) };
        let name: String = match value.cast::<PyString>() {
            Ok(text) => text.to_cow()?.into_owned(),
            Err(_) => value
                .getattr_opt(intern!(value.py(), "key"))?
                .and_then(|key| key.extract().ok())
                .ok_or_else(|| {
                    PyTypeError::new_err(format!(
                        "`naive` is `{value}`; expected the name of a zone, such as `\"UTC\"`"
                    ))
                })?,
        };
        let zone = ZoneDatabase::bundled().rules(&name).map_err(Refusal::from)?;
        Ok(Some(Self { name: name.into(), zone }))
    }

    /// The instant of microseconds on the wall clock; far outside the supported years where there is none.
    fn clock(&self) -> impl FnMut(i64) -> i64 + use<> {
        let mut clock = WallClock::new(self.zone.clone());
        move |local| clock.instant(local).map_or(i64::MAX, aftersales::time::Instant::micros)
    }
}

impl Instants {
    pub(crate) fn read(given: &Given, naive: Option<&Naive>) -> PyResult<Self> {
        let (unit, zone) = match &given.data_type {
            DataType::Timestamp(unit, zone) => (*unit, zone.clone()),
            DataType::Null => return Ok(Self { micros: Numbers::missing(given.rows()), zone: "UTC".into() }),
            DataType::Date32 | DataType::Date64 => {
                return Err(given.unsuitable("instants; a date has no time: cast it to a timestamp first"));
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => {
                return Err(given.unsuitable(
                    "instants; read the text first, with `pandas.to_datetime(column, utc=True)` or \
                     `column.str.to_datetime(time_zone=\"UTC\")`",
                ));
            }
            _ => return Err(given.unsuitable("instants: a column of timestamps")),
        };
        let local = match (&zone, naive) {
            (Some(_), _) => None,
            (None, Some(naive)) => Some(naive),
            (None, None) => return Err(without_zone(given).into()),
        };
        let read = |chunk: &ArrayRef| match unit {
            TimeUnit::Second => scaled::<TimestampSecondType>(chunk, |value| value.saturating_mul(1_000_000)),
            TimeUnit::Millisecond => {
                scaled::<TimestampMillisecondType>(chunk, |value| value.saturating_mul(1_000))
            }
            TimeUnit::Microsecond => plain::<TimestampMicrosecondType>(chunk),
            TimeUnit::Nanosecond => scaled::<TimestampNanosecondType>(chunk, |value| value.div_euclid(1_000)),
        };
        let mut micros = Numbers::joined(given.chunks.iter().map(read));
        // Clocks that show UTC show the instant.
        if let Some(naive) = local.filter(|naive| naive.zone.fixed_offset_seconds() != Some(0)) {
            micros = micros.map(naive.clock());
        }
        let zone = zone.or_else(|| local.map(|naive| Arc::clone(&naive.name)));
        Ok(Self { micros, zone: zone.unwrap_or_else(|| "UTC".into()) })
    }
}

impl Numbers {
    /// Lengths of time in microseconds.
    pub(crate) fn lengths(given: &Given) -> PyResult<Self> {
        let unit = match &given.data_type {
            DataType::Duration(unit) => *unit,
            DataType::Null => return Ok(Self::missing(given.rows())),
            _ => return Err(given.unsuitable("lengths of time: a column of durations, or one `timedelta`")),
        };
        Ok(Self::joined(given.chunks.iter().map(|chunk| match unit {
            TimeUnit::Second => scaled::<DurationSecondType>(chunk, |value| value.saturating_mul(1_000_000)),
            TimeUnit::Millisecond => {
                scaled::<DurationMillisecondType>(chunk, |value| value.saturating_mul(1_000))
            }
            TimeUnit::Microsecond => plain::<DurationMicrosecondType>(chunk),
            TimeUnit::Nanosecond => scaled::<DurationNanosecondType>(chunk, |value| value.div_euclid(1_000)),
        })))
    }

    /// Whole numbers of any width; those beyond 64 bits with a sign are as great as can be.
    pub(crate) fn whole(given: &Given) -> PyResult<Self> {
        use arrow_array::types::{
            Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
        };
        Ok(Self::joined(
            given
                .chunks
                .iter()
                .map(|chunk| match &given.data_type {
                    DataType::Int8 => Ok(scaled::<Int8Type>(chunk, i64::from)),
                    DataType::Int16 => Ok(scaled::<Int16Type>(chunk, i64::from)),
                    DataType::Int32 => Ok(scaled::<Int32Type>(chunk, i64::from)),
                    DataType::Int64 => Ok(plain::<Int64Type>(chunk)),
                    DataType::UInt8 => Ok(scaled::<UInt8Type>(chunk, i64::from)),
                    DataType::UInt16 => Ok(scaled::<UInt16Type>(chunk, i64::from)),
                    DataType::UInt32 => Ok(scaled::<UInt32Type>(chunk, i64::from)),
                    DataType::UInt64 => {
                        Ok(scaled::<UInt64Type>(chunk, |value| i64::try_from(value).unwrap_or(i64::MAX)))
                    }
                    DataType::Float64 => whole_floats(given, chunk),
                    DataType::Null => Ok(Self::missing(chunk.len())),
                    _ => Err(given.unsuitable("whole numbers")),
                })
                .collect::<PyResult<Vec<_>>>()?
                .into_iter(),
        ))
    }

    pub(crate) fn missing(rows: usize) -> Self {
        Self { values: vec![0; rows].into(), known: Some(NullBuffer::new_null(rows)) }
    }

    /// One after the other; a single part is taken as it is.
    fn joined(parts: impl Iterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = parts.collect();
        if parts.len() == 1 {
            return parts.swap_remove(0);
        }
        let rows = parts.iter().map(|part| part.values.len()).sum();
        let mut values = Vec::with_capacity(rows);
        let any_missing = parts.iter().any(|part| part.known.is_some());
        let mut known = arrow_buffer::BooleanBufferBuilder::new(rows);
        for part in &parts {
            values.extend_from_slice(&part.values);
            if any_missing {
                match &part.known {
                    Some(bits) => known.append_buffer(bits.inner()),
                    None => known.append_n(part.values.len(), true),
                }
            }
        }
        let known = any_missing.then(|| NullBuffer::new(known.finish()));
        Self { values: values.into(), known }
    }

    fn map(self, mut change: impl FnMut(i64) -> i64) -> Self {
        let values = self.rows().map(|row| row.map_or(0, &mut change)).collect::<Vec<_>>().into();
        Self { values, known: self.known }
    }

    /// The rows, those without a value among them.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Option<i64>> + '_ {
        self.values
            .iter()
            .enumerate()
            .map(|(row, &value)| self.known.as_ref().is_none_or(|known| known.is_valid(row)).then_some(value))
    }
}

/// The values as they lie there, unless a row has none.
fn plain<T: ArrowPrimitiveType<Native = i64>>(chunk: &ArrayRef) -> Numbers {
    match known(chunk) {
        Some(_) => scaled::<T>(chunk, |value| value),
        None => Numbers { values: chunk.as_primitive::<T>().values().clone(), known: None },
    }
}

fn scaled<T: ArrowPrimitiveType>(chunk: &ArrayRef, scale: impl Fn(T::Native) -> i64) -> Numbers {
    let known = known(chunk);
    let values = chunk.as_primitive::<T>().values();
    let values: Vec<i64> = match &known {
        None => values.iter().map(|&value| scale(value)).collect(),
        Some(known) => {
            let row = |(&value, is_known): (&T::Native, bool)| if is_known { scale(value) } else { 0 };
            values.iter().zip(known.iter()).map(row).collect()
        }
    };
    Numbers { values: values.into(), known }
}

/// Counts as pandas holds them where a row has none.
fn whole_floats(given: &Given, chunk: &ArrayRef) -> PyResult<Numbers> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    let floats = chunk.as_primitive::<Float64Type>();
    let broken =
        floats.iter().position(|row| row.is_some_and(|value| value.fract() != 0.0 || value.abs() > MOST));
    if let Some(row) = broken {
        let wanted = format!("whole numbers, which row {row} is not");
        return Err(given.unsuitable(&wanted));
    }
    Ok(scaled::<Float64Type>(chunk, |value| value as i64))
}

fn known(chunk: &ArrayRef) -> Option<NullBuffer> {
    chunk.nulls().filter(|known| known.null_count() > 0).cloned()
}

/// Where both rows are known.
pub(crate) fn both(rows: usize, one: Option<&NullBuffer>, other: Option<&NullBuffer>) -> Option<NullBuffer> {
    let fits = |known: &&NullBuffer| known.len() == rows;
    NullBuffer::union(one.filter(fits), other.filter(fits))
}

/// Numbers with a fraction.
pub(crate) struct Floats {
    pub(crate) values: Vec<f64>,
    pub(crate) known: Option<NullBuffer>,
}

/// Yes or no.
pub(crate) struct Truths {
    pub(crate) values: Vec<bool>,
    pub(crate) known: Option<NullBuffer>,
}

impl Floats {
    pub(crate) fn read(given: &Given) -> PyResult<Self> {
        let mut rows: Vec<Option<f64>> = Vec::with_capacity(given.rows());
        for chunk in &given.chunks {
            match &given.data_type {
                DataType::Float64 => rows.extend(chunk.as_primitive::<Float64Type>().iter()),
                DataType::Float32 => {
                    rows.extend(chunk.as_primitive::<Float32Type>().iter().map(|row| row.map(f64::from)));
                }
                DataType::Null => rows.extend(std::iter::repeat_n(None, chunk.len())),
                _ => {
                    let whole = Numbers::whole(given).map_err(|_| given.unsuitable("numbers"))?;
                    rows = whole.rows().map(|row| row.map(|value| value as f64)).collect();
                    break;
                }
            }
        }
        let known = known_where(rows.len(), |row| rows.get(row).is_some_and(Option::is_some));
        Ok(Self { values: rows.into_iter().map(Option::unwrap_or_default).collect(), known })
    }
}

impl Truths {
    pub(crate) fn read(given: &Given) -> PyResult<Self> {
        let mut rows: Vec<Option<bool>> = Vec::with_capacity(given.rows());
        for chunk in &given.chunks {
            match &given.data_type {
                DataType::Boolean => rows.extend(chunk.as_boolean().iter()),
                DataType::Null => rows.extend(std::iter::repeat_n(None, chunk.len())),
                _ => return Err(given.unsuitable("a column of true and false")),
            }
        }
        let known = known_where(rows.len(), |row| rows.get(row).is_some_and(Option::is_some));
        Ok(Self { values: rows.into_iter().map(Option::unwrap_or_default).collect(), known })
    }
}

/// Which of the answers there are.
pub(crate) fn known_where(rows: usize, is_known: impl FnMut(usize) -> bool) -> Option<NullBuffer> {
    let known = NullBuffer::new(BooleanBuffer::collect_bool(rows, is_known));
    (known.null_count() > 0).then_some(known)
}

fn without_zone(given: &Given) -> Refusal {
    let code = TimeError::InstantMalformed { value: String::new() }.code();
    let message = format!(
        "{} is `{}`, times without a zone; add `naive=\"UTC\"` if they are UTC, else the zone of the clocks that they were \
         read from, such as `naive=\"Europe/Berlin\"`",
        given.label, given.type_name
    );
    Refusal::new(code, &message, None)
}
