//! Readings as columns.

use aftersales::calendar::NO_INSTANT;
use aftersales::sla::{Reading, ReadingState};
use aftersales::time::{Instant, Span};
use js_sys::{BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::JsValue;

use crate::result::{column_millis, fields, object};

/// One row for each clock of each ticket.
#[derive(Debug, Default)]
pub(super) struct Columns {
    metrics: Vec<String>,
    ticket: Vec<u32>,
    metric: Vec<u32>,
    cycle: Vec<u32>,
    state: Vec<u8>,
    rate: Vec<u8>,
    /// The numbers of each row in the order of [`TIMES`].
    times: [Vec<i64>; TIMES.len()],
    next_change: Option<Instant>,
    valid_until: Option<Instant>,
}

/// The columns of instants and lengths of time.
const TIMES: [&str; 9] = [
    "started_at",
    "due",
    "breached_at",
    "target",
    "consumed",
    "remaining",
    "paused",
    "valid_until",
    "next_change",
];

impl Columns {
    pub(super) fn new(metrics: Vec<String>) -> Self {
        Self { metrics, ..Self::default() }
    }

    pub(super) const fn metrics(&self) -> &Vec<String> {
        &self.metrics
    }

    pub(super) fn add(&mut self, ticket: u32, readings: &[Reading]) {
        for reading in readings {
            let metric = self.metric_number(reading.metric.as_str());
            self.ticket.push(ticket);
            self.metric.push(metric);
            self.cycle.push(reading.cycle);
            self.state.push(match reading.state {
                ReadingState::Running => 0,
                ReadingState::Paused => 1,
                ReadingState::Stopped => 2,
                _ => 3,
            });
            self.rate.push(reading.rate);
            let times = [
                Some(reading.started_at.micros()),
                reading.due.map(Instant::micros),
                reading.breached_at.map(Instant::micros),
                reading.target.map(Span::micros),
                Some(reading.consumed.micros()),
                reading.remaining.map(Span::micros),
                Some(reading.paused.micros()),
                reading.valid_until.map(Instant::micros),
                reading.next_change.map(Instant::micros),
            ];
            for (column, time) in self.times.iter_mut().zip(times) {
                column.push(time.unwrap_or(NO_INSTANT));
            }
            self.next_change = self.next_change.into_iter().chain(reading.next_change).min();
            self.valid_until = self.valid_until.into_iter().chain(reading.valid_until).min();
        }
    }

    /// The object of all columns; `column` writes those of instants and lengths of time.
    pub(super) fn write(&self, column: fn(&[i64]) -> JsValue) -> JsValue {
        let whole = |at: Option<Instant>| at.map_or(JsValue::UNDEFINED, |at| at.to_string().into());
        let bytes = |column: &[u8]| Uint8Array::from(column).into();
        let numbers = |column: &[u32]| Uint32Array::from(column).into();
        let others = [
            ("metrics", object(&self.metrics)),
            ("ticket", numbers(&self.ticket)),
            ("metric", numbers(&self.metric)),
            ("cycle", numbers(&self.cycle)),
            ("state", bytes(&self.state)),
            ("rate", bytes(&self.rate)),
            ("board_next_change", whole(self.next_change)),
            ("board_valid_until", whole(self.valid_until)),
        ];
        let times = TIMES.into_iter().zip(&self.times).map(|(name, times)| (name, column(times)));
        fields(others.into_iter().chain(times))
    }

    fn metric_number(&mut self, metric: &str) -> u32 {
        let known = (0_u32..).zip(&self.metrics).find(|(_, name)| *name == metric);
        if let Some((number, _)) = known {
            return number;
        }
        self.metrics.push(metric.to_owned());
        u32::try_from(self.metrics.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

pub(super) fn micros(column: &[i64]) -> JsValue {
    BigInt64Array::from(column).into()
}

pub(super) fn millis(column: &[i64]) -> JsValue {
    Float64Array::from(column.iter().map(column_millis).collect::<Vec<_>>().as_slice()).into()
}
