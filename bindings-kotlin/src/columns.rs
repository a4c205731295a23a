//! Whole columns in direct byte buffers: 64-bit integers in the machine's byte order, microseconds since 1970 for instants.

use aftersales::calendar::{CalendarError, NO_INSTANT};
use aftersales::time::{Instant, Span as Duration};

use crate::error::Answer;
use crate::octets::Octets;
use crate::{AftersalesError, WorkingCalendar};

/// A column of 64-bit integers on its way to Kotlin.
#[derive(Debug, Clone)]
pub struct Longs(Octets);

uniffi::custom_type!(Longs, Octets, {
    lower: |column| column.0,
    try_lift: |octets| {
        read("column", octets.get())?;
        Ok(Longs(octets))
    },
});

/// So many rows are read, answered and written at a time, so that they stay in the processor's cache.
const BLOCK: usize = 1_024;

#[uniffi::export]
impl WorkingCalendar {
    /// What `elapsedColumns` asks: it reads a buffer from its first byte on, wherever its position is.
    pub fn elapsed_bytes(&self, from: &[u8], to: &[u8]) -> Answer<Longs> {
        let columns = [read("from", from)?, read("to", to)?];
        Longs::answer(columns, |[from, to], out| self.0.elapsed_columns(from, to, out))
    }

    /// What `deadlineColumns` asks: it reads a buffer from its first byte on, wherever its position is.
    pub fn deadline_bytes(&self, from: &[u8], budget: Duration) -> Answer<Longs> {
        Longs::answer([read("from", from)?], |[from], out| self.0.deadline_columns(from, budget, out))
    }

    /// What `isOpenColumns` asks: it reads a buffer from its first byte on, wherever its position is.
    pub fn is_open_bytes(&self, at: &[u8]) -> Answer<Octets> {
        let at = read("at", at)?;
        let mut answers = Octets::with_capacity(at.len());
        let mut bytes = [0; BLOCK];
        in_blocks(
            [at],
            |[at], out| self.0.is_open_columns(at, out),
            |open: &[bool]| {
                bytes.iter_mut().zip(open).for_each(|(byte, open)| *byte = u8::from(*open));
                answers.push_all(bytes.get(..open.len()).unwrap_or_default());
            },
        )?;
        Ok(answers)
    }

    /// What `addWorkingDaysColumns` asks: it reads a buffer from its first byte on, wherever its position is.
    pub fn add_working_days_bytes(&self, from: &[u8], days: i32) -> Answer<Longs> {
        let moved = read("from", from)?.iter().map(|from| {
            let moved = self.0.add_working_days(Instant::from_micros(i64::from_ne_bytes(*from))?, days);
            Ok(moved.map_or(NO_INSTANT, Instant::micros))
        });
        moved.collect()
    }
}

impl Longs {
    /// The answers to columns, found block by block.
    fn answer<const COLUMNS: usize>(
        columns: [&[[u8; 8]]; COLUMNS],
        ask: impl Fn([&[i64]; COLUMNS], &mut [i64]) -> Result<(), CalendarError>,
    ) -> Answer<Self> {
        let rows = columns.first().map_or(0, |column| column.len());
        let mut answers = Octets::with_capacity(rows.saturating_mul(size_of::<i64>()));
        let mut bytes = [[0; 8]; BLOCK];
        in_blocks(columns, ask, |found| {
            bytes.iter_mut().zip(found).for_each(|(bytes, value)| *bytes = value.to_ne_bytes());
            answers.push_all(bytes.get(..found.len()).unwrap_or_default().as_flattened());
        })?;
        Ok(Self(answers))
    }
}

impl FromIterator<i64> for Longs {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Self {
        let values = values.into_iter();
        let mut octets = Octets::with_capacity(values.size_hint().0.saturating_mul(size_of::<i64>()));
        values.for_each(|value| octets.push_all(&value.to_ne_bytes()));
        Self(octets)
    }
}

/// Asks about columns block by block and hands the answers on in order.
fn in_blocks<const COLUMNS: usize, T: Copy + Default>(
    columns: [&[[u8; 8]]; COLUMNS],
    ask: impl Fn([&[i64]; COLUMNS], &mut [T]) -> Result<(), CalendarError>,
    mut take: impl FnMut(&[T]),
) -> Answer<()> {
    let rows = columns.first().map_or(0, |column| column.len());
    let mut blocks = columns.map(|column| column.chunks(BLOCK));
    let mut given = [[0; BLOCK]; COLUMNS];
    let mut answers = [T::default(); BLOCK];
    for start in (0..rows).step_by(BLOCK) {
        let mut lengths = [0; COLUMNS];
        for ((given, block), length) in given.iter_mut().zip(&mut blocks).zip(&mut lengths) {
            let block = block.next().unwrap_or_default();
            given.iter_mut().zip(block).for_each(|(value, bytes)| *value = i64::from_ne_bytes(*bytes));
            *length = block.len();
        }
        let mut asked = given.each_ref().map(|column| column.as_slice());
        asked
            .iter_mut()
            .zip(lengths)
            .for_each(|(column, length)| *column = column.get(..length).unwrap_or_default());
        let answers = answers.get_mut(..rows.saturating_sub(start).min(BLOCK)).unwrap_or_default();
        if ask(asked, answers).is_err() {
            break;
        }
        take(answers);
        if start.saturating_add(BLOCK) >= rows && columns.iter().all(|column| column.len() == rows) {
            return Ok(());
        }
    }
    // Asked as a whole, the core says which row it refuses, or which column is too long.
    let whole = columns.map(|column| column.iter().copied().map(i64::from_ne_bytes).collect::<Vec<_>>());
    Ok(ask(whole.each_ref().map(Vec::as_slice), &mut vec![T::default(); rows])?)
}

/// The integers of a buffer, as their bytes.
fn read<'a>(column: &str, bytes: &'a [u8]) -> Answer<&'a [[u8; 8]]> {
    let (values, rest) = bytes.as_chunks::<8>();
    if rest.is_empty() {
        return Ok(values);
    }
    let detail = format!("`{column}` has `{}` bytes; 8 for each row are expected", bytes.len());
    Err(AftersalesError::Malformed {
        code: "binding.argument.malformed".to_owned(),
        detail,
        path: Some(column.to_owned()),
        value: None,
    })
}
