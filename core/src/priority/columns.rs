//! The grades of many cases at once.

use super::input::{Input, duplicate, listed};
use super::read::slot;
use super::{GradingPolicy, InputProblem, InputProblemKind, PriorityError};
use crate::time::shown;
use crate::vocabulary::Priority;
use crate::wire::InputValue;

/// What stands for "left out" in a column of indices.
pub const NO_INDEX: u32 = u32::MAX;
/// What stands for "left out" in a column of numbers.
pub const NO_NUMBER: i64 = i64::MIN;

/// One input of many cases.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Column<'a> {
    /// Values of a choice, or texts, by their place in a dictionary; [`NO_INDEX`] where left out.
    Words {
        /// The words; they may hold more than the rows use.
        dictionary: &'a [&'a str],
        /// The rows.
        indices: &'a [u32],
    },
    /// Numbers; [`NO_NUMBER`] where left out.
    Numbers(&'a [i64]),
}

/// A column with its values read.
enum ReadColumn<'a> {
    Absent,
    Words { column: &'a Input, slots: Vec<Option<i64>>, dictionary: &'a [&'a str], indices: &'a [u32] },
    Numbers { column: &'a Input, numbers: &'a [i64] },
}

/// A value that the input does not take.
struct NotAllowed;

impl GradingPolicy {
    /// The priority of each row; a column for each input, in any order. Optional inputs may have none.
    ///
    /// All rows are checked before the first result is written, so an error leaves `out` as it was.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Inputs`] for columns that the document does not know or that are missing,
    /// [`PriorityError::Duplicate`] for a column that is given twice, [`PriorityError::ColumnLength`],
    /// [`PriorityError::ColumnValue`] with the first row that cannot be read.
    ///
    /// ```
    /// use aftersales::priority::{Column, GradingPolicy};
    /// use aftersales::vocabulary::Priority;
    /// use aftersales::wire::GradingDocument;
    ///
    /// let policy = GradingPolicy::compile(&GradingDocument::from_json(r#"{
    ///     "inputs": [{"type": "number", "name": "units_down", "unit": "units", "least": 0, "most": 1000, "order": "rising"}],
    ///     "base": {"type": "table", "hit_policy": "first", "rows": [
    ///         {"when": {"units_down": {"at_least": 10}}, "then": {"priority": "P1"}},
    ///         {"then": {"priority": "P3"}}
    ///     ]}
    /// }"#)?)?;
    /// let mut out = [Priority::P4; 3];
    /// policy.grade_columns(&[("units_down", Column::Numbers(&[0, 10, 9]))], &mut out)?;
    /// assert_eq!(out, [Priority::P3, Priority::P1, Priority::P3]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn grade_columns(
        &self,
        columns: &[(&str, Column<'_>)],
        out: &mut [Priority],
    ) -> Result<(), PriorityError> {
        let read = self.read_columns(columns, out.len())?;
        for row in 0..out.len() {
            if let Some(problem) = read.iter().find_map(|column| column.problem(row)) {
                return Err(PriorityError::ColumnValue { row, problem });
            }
        }
        let mut slots = vec![None; read.len()];
        for (row, result) in out.iter_mut().enumerate() {
            for (slot, column) in slots.iter_mut().zip(&read) {
                *slot = column.slot(row).unwrap_or(None);
            }
            *result = self.0.outcome(&slots).priority;
        }
        Ok(())
    }

    fn read_columns<'a>(
        &'a self,
        columns: &[(&str, Column<'a>)],
        rows: usize,
    ) -> Result<Vec<ReadColumn<'a>>, PriorityError> {
        let schema = &*self.0.schema;
        let mut problems = Vec::new();
        for (position, (name, column)) in columns.iter().enumerate() {
            if schema.names().all(|known| known != *name) {
                problems.push(InputProblem {
                    field: shown(name),
                    kind: InputProblemKind::UnknownField,
                    value: Some("a column".to_owned()),
                    allowed: listed(schema.names()),
                });
            }
            if columns.iter().take(position).any(|(other, _)| other == name) {
                return Err(duplicate("columns", name));
            }
            if column.len() != rows {
                let (column, count) = (shown(name), column.len());
                return Err(PriorityError::ColumnLength { column, count, expected: rows });
            }
        }
        let mut read = Vec::with_capacity(schema.inputs.len());
        for input in &schema.inputs {
            match columns.iter().find(|(name, _)| *name == input.name.as_str()) {
                Some((_, column)) => read.push(ReadColumn::of(input, *column)),
                None => match slot(input, None) {
                    Ok(_) => read.push(ReadColumn::Absent),
                    Err(problem) => problems.push(problem),
                },
            }
        }
        if problems.is_empty() { Ok(read) } else { Err(PriorityError::Inputs { problems }) }
    }
}

impl Column<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Words { indices, .. } => indices.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }
}

impl<'a> ReadColumn<'a> {
    fn of(input: &'a Input, column: Column<'a>) -> Self {
        match column {
            Column::Numbers(numbers) => Self::Numbers { column: input, numbers },
            Column::Words { dictionary, indices } => {
                let read = |word: &&str| slot(input, Some(&InputValue::from(*word))).ok()?.0;
                Self::Words {
                    column: input,
                    slots: dictionary.iter().map(read).collect(),
                    dictionary,
                    indices,
                }
            }
        }
    }

    fn slot(&self, row: usize) -> Result<Option<i64>, NotAllowed> {
        match self {
            Self::Absent => Ok(None),
            Self::Words { column, slots, indices, .. } => match indices.get(row) {
                Some(&NO_INDEX) | None => absent(column),
                Some(index) => {
                    let slot =
                        usize::try_from(*index).ok().and_then(|index| slots.get(index)).copied().flatten();
                    slot.map(Some).ok_or(NotAllowed)
                }
            },
            Self::Numbers { column, numbers } => match numbers.get(row) {
                Some(&NO_NUMBER) | None => absent(column),
                Some(number) => column.slot(&InputValue::Number(*number)).map(Some).ok_or(NotAllowed),
            },
        }
    }

    fn problem(&self, row: usize) -> Option<InputProblem> {
        self.slot(row).err()?;
        let (column, value) = match self {
            Self::Absent => return None,
            Self::Words { column, dictionary, indices, .. } => {
                let index = indices.get(row).copied().filter(|index| *index != NO_INDEX);
                let word = |index: u32| usize::try_from(index).ok().and_then(|index| dictionary.get(index));
                let value =
                    |index: u32| word(index).map_or_else(|| format!("index {index}"), |word| shown(word));
                (column, index.map(value))
            }
            Self::Numbers { column, numbers } => {
                let number = numbers.get(row).filter(|number| **number != NO_NUMBER);
                (column, number.map(ToString::to_string))
            }
        };
        Some(InputProblem {
            field: column.name.to_string(),
            kind: if value.is_none() { InputProblemKind::Missing } else { InputProblemKind::NotAllowed },
            value,
            allowed: column.allowed(),
        })
    }
}

fn absent(input: &Input) -> Result<Option<i64>, NotAllowed> {
    if input.is_optional() { Ok(None) } else { Err(NotAllowed) }
}
