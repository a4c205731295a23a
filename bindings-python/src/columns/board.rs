//! The clocks of many tickets as a table.

use std::sync::Arc;

use aftersales::sla::{Board, Reading};
use aftersales::time::{Instant, Span};
use arrow_array::{
    ArrayRef, DurationMicrosecondArray, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
    UInt64Array,
};
use pyo3::prelude::*;

use crate::arrow::{Table, malformed};

/// One row for each reading; `ticket` is the number of its ticket, or its place among those that were read.
pub(crate) fn table(board: &Board, numbers: Option<&[String]>) -> PyResult<Table> {
    let rows: Vec<(u64, &Reading)> = (0_u64..)
        .zip(&board.rows)
        .flat_map(|(ticket, row)| row.readings.iter().map(move |reading| (ticket, reading)))
        .collect();
    let readings = || rows.iter().map(|(_, reading)| *reading);
    let instants = |of: fn(&Reading) -> Option<Instant>| -> ArrayRef {
        let micros: TimestampMicrosecondArray =
            readings().map(|reading| of(reading).map(Instant::micros)).collect();
        Arc::new(micros.with_timezone("UTC"))
    };
    let lengths = |of: fn(&Reading) -> Option<Span>| -> ArrayRef {
        let micros = readings().map(|reading| of(reading).map(Span::micros));
        Arc::new(micros.collect::<DurationMicrosecondArray>())
    };
    let places = || rows.iter().map(|(ticket, _)| *ticket);
    let tickets: ArrayRef = match numbers {
        None => Arc::new(UInt64Array::from_iter_values(places())),
        Some(numbers) => {
            let number = |place| numbers.get(usize::try_from(place).ok()?);
            Arc::new(places().map(number).collect::<StringArray>())
        }
    };
    let columns: [(&str, ArrayRef); 17] = [
        ("ticket", tickets),
        (
            "metric",
            Arc::new(StringArray::from_iter_values(readings().map(|reading| reading.metric.as_str()))),
        ),
        ("cycle", Arc::new(Int64Array::from_iter_values(readings().map(|reading| i64::from(reading.cycle))))),
        ("state", Arc::new(StringArray::from_iter_values(readings().map(|reading| reading.state.as_str())))),
        (
            "outcome",
            Arc::new(
                readings()
                    .map(|reading| reading.outcome.map(|outcome| outcome.as_str()))
                    .collect::<StringArray>(),
            ),
        ),
        ("started_at", instants(|reading| Some(reading.started_at))),
        ("stopped_at", instants(|reading| reading.stopped_at)),
        ("target", lengths(|reading| reading.target)),
        ("consumed", lengths(|reading| Some(reading.consumed))),
        ("remaining", lengths(|reading| reading.remaining)),
        ("used_percent", Arc::new(readings().map(|reading| reading.used_percent).collect::<Int64Array>())),
        ("paused", lengths(|reading| Some(reading.paused))),
        ("due", instants(|reading| reading.due)),
        ("due_if_resumed", instants(|reading| reading.due_if_resumed)),
        ("late_from", instants(|reading| reading.late_from)),
        ("breached_at", instants(|reading| reading.breached_at)),
        ("next_change", instants(|reading| reading.next_change)),
    ];
    Ok(Table(RecordBatch::try_from_iter(columns).map_err(malformed)?))
}
