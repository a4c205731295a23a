//! The facts of many tickets from the columns of a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use aftersales::kpi::{
    Accumulator, Column, Dimension, FactColumns, Flag, KpiError, Quantity, Rejection, Stamp, Validity,
};
use aftersales::vocabulary::Name;
use aftersales::wire::WireError;
use arrow_array::{RecordBatch, StringArray, UInt64Array};
use arrow_buffer::NullBuffer;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::frame::{Frame, Part, mapped};
use super::instants::{Floats, Instants, Naive, Numbers, Truths};
use super::words::Words;
use crate::arrow::{Table, malformed};
use crate::error::Refusal;

/// Counts the tickets of a table, and answers with the rows that are not taken. Other threads run meanwhile.
pub(crate) fn add<'py>(
    desk: &mut Accumulator,
    table: &Bound<'py, PyAny>,
    columns: Option<&Bound<'py, PyDict>>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<Table> {
    let naive = Naive::read(naive)?;
    let frame = Frame::read(table)?;
    let wanted = mapped(&fields(&frame.names, columns)?, &frame.names, columns)?;
    if !wanted.iter().any(|(field, _)| field == "created_at") {
        let names = frame.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let detail = format!(
            "no column is the instant at which tickets were reported; name it with \
             `columns={{\"created_at\": \"…\"}}`, one of {names}"
        );
        return Err(Refusal::from(WireError::Malformed { path: "created_at".to_owned(), detail }).into());
    }
    let mut rejected = Rejected::default();
    let mut first_row = 0_u64;
    frame.each_part(&wanted, |parts| {
        let taken = Taken::read(&wanted, &parts, naive.as_ref())?;
        drop(parts);
        let rows = taken.rows.unwrap_or_default();
        let added = table.py().detach(|| taken.add(desk, first_row, rows, &mut rejected));
        added.map_err(Refusal::from)?;
        first_row = first_row.saturating_add(rows as u64);
        Ok(())
    })?;
    rejected.table()
}

/// The fields of facts that a column can hold, those of the promises that are named among them.
fn fields(names: &[String], mapping: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<String>> {
    let stamps = Stamp::ALL.iter().map(|stamp| format!("{stamp}_at"));
    let words = Dimension::ALL.iter().map(ToString::to_string);
    let rest = Flag::ALL.iter().map(ToString::to_string).chain(Quantity::ALL.iter().map(ToString::to_string));
    let mut fields: Vec<String> =
        stamps.chain(words).chain(rest).chain(["satisfaction".to_owned()]).collect();
    let keys: Vec<String> = match mapping {
        Some(mapping) => mapping.keys().extract()?,
        None => Vec::new(),
    };
    for name in names.iter().chain(&keys) {
        if promise(name).is_some() && !fields.contains(name) {
            fields.push(name.clone());
        }
    }
    Ok(fields)
}

/// The metric of `promises.resolution.due_at`, and whether it is when its clock was stopped.
fn promise(field: &str) -> Option<(&str, Moment)> {
    let rest = field.strip_prefix("promises.")?;
    let due = rest.strip_suffix(".due_at").map(|metric| (metric, Moment::Due));
    due.or_else(|| Some((rest.strip_suffix(".stopped_at")?, Moment::Stopped)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Due,
    Stopped,
}

/// Words by their code in a list.
struct Coded {
    codes: Vec<u32>,
    known: Option<NullBuffer>,
    list: Vec<String>,
}

/// The columns of one part of a table.
#[derive(Default)]
struct Taken {
    rows: Option<usize>,
    stamps: Vec<(Stamp, Numbers)>,
    words: Vec<(Dimension, Coded)>,
    flags: Vec<(Flag, Truths)>,
    quantities: Vec<(Quantity, Numbers)>,
    satisfaction: Option<Floats>,
    promises: BTreeMap<Name, (Option<Numbers>, Option<Numbers>)>,
}

impl Taken {
    fn read(wanted: &[(String, String)], parts: &[Part<'_>], naive: Option<&Naive>) -> PyResult<Self> {
        let mut taken = Self::default();
        for ((field, _), part) in wanted.iter().zip(parts) {
            let rows = taken.column(field, part, naive)?;
            let expected = *taken.rows.get_or_insert(rows);
            if rows != expected {
                let error = KpiError::ColumnLength { column: "of the table", count: rows, expected };
                return Err(Refusal::from(error).into());
            }
        }
        Ok(taken)
    }

    fn column(&mut self, field: &str, part: &Part<'_>, naive: Option<&Naive>) -> PyResult<usize> {
        let instants = || Ok::<_, PyErr>(Instants::read(&*part.given()?, naive)?.micros);
        if let Some((metric, moment)) = promise(field) {
            let column = instants()?;
            let rows = column.values.len();
            let of_metric = self.promises.entry(crate::clocks::name(metric)?).or_default();
            match moment {
                Moment::Due => of_metric.0 = Some(column),
                Moment::Stopped => of_metric.1 = Some(column),
            }
            return Ok(rows);
        }
        if let Some(stamp) = field.strip_suffix("_at").and_then(|word| word.parse::<Stamp>().ok()) {
            self.stamps.push((stamp, instants()?));
            return Ok(self.stamps.last().map_or(0, |(_, column)| column.values.len()));
        }
        if let Ok(dimension) = field.parse::<Dimension>() {
            let Words { codes, list } = part.words()?;
            let known =
                super::instants::known_where(codes.len(), |row| codes.get(row).is_some_and(Option::is_some));
            let codes: Vec<u32> = codes.into_iter().map(Option::unwrap_or_default).collect();
            let rows = codes.len();
            self.words.push((dimension, Coded { codes, known, list }));
            return Ok(rows);
        }
        if let Ok(flag) = field.parse::<Flag>() {
            let truths = Truths::read(&*part.given()?)?;
            let rows = truths.values.len();
            self.flags.push((flag, truths));
            return Ok(rows);
        }
        if let Ok(quantity) = field.parse::<Quantity>() {
            let numbers = Numbers::whole(&*part.given()?)?;
            let rows = numbers.values.len();
            self.quantities.push((quantity, numbers));
            return Ok(rows);
        }
        let points = Floats::read(&*part.given()?)?;
        let rows = points.values.len();
        self.satisfaction = Some(points);
        Ok(rows)
    }

    fn add(
        &self,
        desk: &mut Accumulator,
        first_row: u64,
        rows: usize,
        rejected: &mut Rejected,
    ) -> Result<(), KpiError> {
        let never = Numbers::missing(rows);
        let mut columns = FactColumns::new(rows, first_row);
        for (stamp, at) in &self.stamps {
            columns = columns.stamp(*stamp, instants(at)?)?;
        }
        for (dimension, Coded { codes, known, list }) in &self.words {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            columns = columns.words(*dimension, Column::new(codes, validity(known.as_ref()))?, &list)?;
        }
        for (flag, truths) in &self.flags {
            columns = columns.flag(*flag, Column::new(&truths.values, validity(truths.known.as_ref()))?)?;
        }
        for (quantity, numbers) in &self.quantities {
            columns = columns
                .quantity(*quantity, Column::new(&numbers.values, validity(numbers.known.as_ref()))?)?;
        }
        if let Some(points) = &self.satisfaction {
            columns = columns.satisfaction(Column::new(&points.values, validity(points.known.as_ref()))?)?;
        }
        for (metric, (due, stopped)) in &self.promises {
            let due = instants(due.as_ref().unwrap_or(&never))?;
            let stopped = instants(stopped.as_ref().unwrap_or(&never))?;
            columns = columns.promise(metric.clone(), due, stopped)?;
        }
        let mut part = desk.empty_like();
        part.add_columns_with(&columns, |row, reasons| {
            rejected.push(first_row.saturating_add(row as u64), reasons)
        });
        desk.merge(part)
    }
}

fn instants(column: &Numbers) -> Result<Column<'_, i64>, KpiError> {
    Column::new(&column.values, validity(column.known.as_ref()))
}

fn validity(known: Option<&NullBuffer>) -> Validity<'_> {
    known.map_or(Validity::All, |known| Validity::Bitmap { bits: known.validity(), offset: known.offset() })
}

/// Rows that were not taken, with what is wrong with each.
#[derive(Default)]
struct Rejected {
    rows: Vec<u64>,
    fields: Vec<String>,
    values: Vec<String>,
    reasons: Vec<&'static str>,
}

impl Rejected {
    fn push(&mut self, row: u64, reasons: &[Rejection]) {
        for reason in reasons {
            self.rows.push(row);
            self.fields.push(reason.field.clone());
            self.values.push(reason.value.clone());
            self.reasons.push(reason.reason.as_str());
        }
    }

    fn table(self) -> PyResult<Table> {
        let text = |words: Vec<String>| Arc::new(StringArray::from(words)) as arrow_array::ArrayRef;
        let columns = [
            ("row", Arc::new(UInt64Array::from(self.rows)) as arrow_array::ArrayRef),
            ("field", text(self.fields)),
            ("value", text(self.values)),
            ("reason", Arc::new(StringArray::from(self.reasons))),
        ];
        Ok(Table(RecordBatch::try_from_iter(columns).map_err(malformed)?))
    }
}
