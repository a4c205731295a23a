//! Raw little-endian columns, one file each.

use std::ops::Range;
use std::path::Path;

use aftersales::kpi::{Column, TableColumns, Validity};

/// The columns of the table.
pub(crate) struct Columns {
    created: Vec<i64>,
    completed: Vec<i64>,
    completed_bits: Vec<u8>,
    due: Vec<i64>,
    due_bits: Vec<u8>,
    group: Vec<u8>,
    reopened: Vec<u32>,
    satisfaction: Vec<f64>,
    satisfaction_bits: Vec<u8>,
    costs: [Vec<i64>; 4],
    spans: Vec<i64>,
}

/// Durations of which some have not ended.
pub(crate) struct Durations {
    pub(crate) hours: Vec<f64>,
    pub(crate) observed: Vec<bool>,
}

/// The states of a log.
pub(crate) struct Log {
    pub(crate) cases: Vec<u32>,
    pub(crate) states: Vec<u32>,
    pub(crate) at: Vec<i64>,
}

impl Columns {
    pub(crate) fn read(folder: &Path) -> Self {
        let created = longs(folder, "created");
        let completed = longs(folder, "completed");
        let spans =
            created.iter().zip(&completed).map(|(created, completed)| (completed - created).max(0)).collect();
        Self {
            created,
            completed,
            completed_bits: bytes(folder, "completed_bits"),
            due: longs(folder, "due"),
            due_bits: bytes(folder, "due_bits"),
            group: bytes(folder, "group"),
            reopened: read(folder, "reopened", u32::from_le_bytes),
            satisfaction: read(folder, "satisfaction", f64::from_le_bytes),
            satisfaction_bits: bytes(folder, "satisfaction_bits"),
            costs: ["labour", "parts", "transport", "other"].map(|kind| longs(folder, kind)),
            spans,
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.created.len()
    }

    /// Lengths in microseconds, for the sketch alone.
    pub(crate) fn spans(&self) -> &[i64] {
        &self.spans
    }

    /// The columns of a range of rows.
    pub(crate) fn table(&self, rows: Range<usize>) -> TableColumns<'_, u8> {
        let bits = |bits| Validity::Bitmap { bits, offset: rows.start };
        let column = |values, validity| Column::new(values, validity).expect("a bit for every row");
        TableColumns {
            created: &self.created[rows.clone()],
            group: Column::from(&self.group[rows.clone()]),
            completed: column(&self.completed[rows.clone()], bits(&self.completed_bits)),
            due: Some(column(&self.due[rows.clone()], bits(&self.due_bits))),
            reopened: Some(Column::from(&self.reopened[rows.clone()])),
            satisfaction: Some(
                Column::new(&self.satisfaction[rows.clone()], bits(&self.satisfaction_bits))
                    .expect("a bit for every row"),
            ),
            costs: self.costs.iter().map(|cost| &cost[rows.clone()]).collect(),
            first_row: rows.start as u64,
        }
    }
}

impl Durations {
    pub(crate) fn read(folder: &Path) -> Self {
        let observed = bytes(folder, "observed").into_iter().map(|byte| byte != 0).collect();
        Self { hours: read(folder, "hours", f64::from_le_bytes), observed }
    }
}

impl Log {
    pub(crate) fn read(folder: &Path) -> Self {
        let number = |name| read(folder, name, u32::from_le_bytes);
        Self { cases: number("cases"), states: number("states"), at: longs(folder, "at") }
    }
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("column `{name}`: {error}"))
}

fn longs(folder: &Path, name: &str) -> Vec<i64> {
    read(folder, name, i64::from_le_bytes)
}

fn read<T, const N: usize>(folder: &Path, name: &str, value: fn([u8; N]) -> T) -> Vec<T> {
    bytes(folder, name).as_chunks::<N>().0.iter().map(|chunk| value(*chunk)).collect()
}
