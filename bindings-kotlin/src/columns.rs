//! Whole columns in direct byte buffers: 64-bit integers in the machine's byte order, microseconds since 1970 for instants.

use aftersales::time::{Instant, Span as Duration};

use crate::error::Answer;
use crate::{AftersalesError, WorkingCalendar};

/// A column of 64-bit integers on its way to Kotlin.
#[derive(Debug, Clone)]
pub struct Longs(pub Vec<i64>);

uniffi::custom_type!(Longs, Vec<u8>, {
    lower: |column| column.0.into_iter().map(i64::to_ne_bytes).collect::<Vec<_>>().into_flattened(),
    try_lift: |bytes| Ok(Longs(read("column", &bytes)?)),
});

#[uniffi::export]
impl WorkingCalendar {
    /// `elapsed` row by row: open microseconds from each `from` to each `to`. Both are direct buffers of instants in
    /// microseconds since 1970. All rows are checked first.
    pub fn elapsed_columns(&self, from: &[u8], to: &[u8]) -> Answer<Longs> {
        let (from, to) = (read("from", from)?, read("to", to)?);
        let mut out = vec![0; from.len()];
        self.0.elapsed_columns(&from, &to, &mut out)?;
        Ok(Longs(out))
    }

    /// `deadline` row by row for one budget: microseconds since 1970, the least 64-bit integer for none.
    pub fn deadline_columns(&self, from: &[u8], budget: Duration) -> Answer<Longs> {
        let from = read("from", from)?;
        let mut out = vec![0; from.len()];
        self.0.deadline_columns(&from, budget, &mut out)?;
        Ok(Longs(out))
    }

    /// `isOpen` row by row: a byte each, 1 for open and 0 for closed.
    pub fn is_open_columns(&self, at: &[u8]) -> Answer<Vec<u8>> {
        let at = read("at", at)?;
        let mut out = vec![false; at.len()];
        self.0.is_open_columns(&at, &mut out)?;
        Ok(out.into_iter().map(u8::from).collect())
    }

    /// `addWorkingDays` row by row: microseconds since 1970, the least 64-bit integer for none.
    pub fn add_working_days_columns(&self, from: &[u8], days: i32) -> Answer<Longs> {
        let moved = read("from", from)?.into_iter().map(|from| {
            let moved = self.0.add_working_days(Instant::from_micros(from)?, days);
            Ok(moved.map_or(aftersales::calendar::NO_INSTANT, Instant::micros))
        });
        Ok(Longs(moved.collect::<Answer<_>>()?))
    }
}

/// The integers of a buffer.
fn read(column: &str, bytes: &[u8]) -> Answer<Vec<i64>> {
    let (values, rest) = bytes.as_chunks::<8>();
    if rest.is_empty() {
        return Ok(values.iter().copied().map(i64::from_ne_bytes).collect());
    }
    let detail = format!("`{column}` has `{}` bytes; 8 for each row are expected", bytes.len());
    Err(AftersalesError::Malformed {
        code: "binding.argument.malformed".to_owned(),
        detail,
        path: Some(column.to_owned()),
        value: None,
    })
}
