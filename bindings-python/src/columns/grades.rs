//! The grades of many cases.

use std::sync::Arc;

use aftersales::priority::{Column, GradingPolicy, NO_INDEX, NO_NUMBER};
use aftersales::vocabulary::Priority;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray, UInt32Array};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::answer::like;
use super::frame::{Frame, Part, mapped};
use super::given::Library;
use super::instants::Numbers;
use crate::arrow;
use crate::error::Refusal;

/// One input of all rows.
enum Read {
    Words(Vec<String>, Vec<u32>),
    Numbers(Vec<i64>),
}

/// The priority of each row of a table, as a column of the library of the table. Other threads run meanwhile.
pub(crate) fn grade<'py>(
    policy: &GradingPolicy,
    table: &Bound<'py, PyAny>,
    columns: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = table.py();
    let frame = Frame::read(table)?;
    let inputs: Vec<String> = policy.input_names().map(ToOwned::to_owned).collect();
    let wanted = mapped(&inputs, &frame.names, columns)?;
    let mut grades: Vec<Priority> = Vec::new();
    let mut asked = None;
    frame.each_part(&wanted, |parts| {
        let read = parts.iter().map(read).collect::<PyResult<Vec<_>>>()?;
        if let Some(Part::Object(_, column)) = parts.first() {
            asked = Some(column.clone());
        }
        drop(parts);
        let of_part = py.detach(|| graded(policy, &wanted, &read));
        grades.extend(of_part.map_err(Refusal::from)?);
        Ok(())
    })?;
    let codes = UInt32Array::from_iter_values(grades.iter().map(|grade| *grade as u32));
    let words: ArrayRef =
        Arc::new(StringArray::from_iter_values(Priority::ALL.iter().map(|grade| grade.as_str())));
    let rows = DictionaryArray::<UInt32Type>::try_new(codes, words).map_err(arrow::malformed)?;
    match asked.filter(|column| Library::of(column).is_ok_and(|library| library != Library::Other)) {
        Some(column) => {
            let graded = like(&column, Arc::new(rows))?;
            let is_series = Library::of(&column)? == Library::Polars;
            if is_series { graded.call_method1(intern!(py, "alias"), ("priority",)) } else { Ok(graded) }
        }
        None => Ok(Bound::new(py, arrow::Column(Arc::new(rows)))?.into_any()),
    }
}

fn read(part: &Part<'_>) -> PyResult<Read> {
    if let Ok(given) = part.given()
        && given.data_type.is_numeric()
    {
        let numbers = Numbers::whole(&given)?;
        return Ok(Read::Numbers(numbers.rows().map(|row| row.unwrap_or(NO_NUMBER)).collect()));
    }
    let words = part.words()?;
    Ok(Read::Words(words.list, words.codes.into_iter().map(|code| code.unwrap_or(NO_INDEX)).collect()))
}

fn graded(
    policy: &GradingPolicy,
    wanted: &[(String, String)],
    read: &[Read],
) -> Result<Vec<Priority>, aftersales::priority::PriorityError> {
    let lists: Vec<Vec<&str>> = read
        .iter()
        .map(|column| match column {
            Read::Words(list, _) => list.iter().map(String::as_str).collect(),
            Read::Numbers(_) => Vec::new(),
        })
        .collect();
    let columns: Vec<(&str, Column<'_>)> = wanted
        .iter()
        .zip(read.iter().zip(&lists))
        .map(|((input, _), (column, dictionary))| match column {
            Read::Words(_, indices) => (input.as_str(), Column::Words { dictionary, indices }),
            Read::Numbers(numbers) => (input.as_str(), Column::Numbers(numbers)),
        })
        .collect();
    let rows = read.first().map_or(0, |column| match column {
        Read::Words(_, indices) => indices.len(),
        Read::Numbers(numbers) => numbers.len(),
    });
    let mut grades = vec![Priority::P4; rows];
    policy.grade_columns(&columns, &mut grades)?;
    Ok(grades)
}
