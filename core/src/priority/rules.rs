//! The base of a grade, and what a decision table is made of: a matrix, or rows under a hit policy.

use std::collections::BTreeMap;

use super::PriorityError;
use super::condition::Condition;
use super::input::{Input, Schema, distinct, limit, not_allowed, undefined};
use crate::time::shown_up_to;
use crate::vocabulary::Name;
use crate::wire::{HitPolicyDocument, OutputDocument, RowDocument, RulesDocument};

const MOST_OUTPUTS: usize = 16;
const MOST_SCALE: usize = 200;
const MOST_ROWS: usize = 500;
const MOST_NOTE_CHARACTERS: usize = 500;

/// One output with its scale.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) name: Name,
    pub(super) values: Vec<Name>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rules {
    pub(super) kind: RulesKind,
    /// The cells of a matrix row by row, or the rows of a table.
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum RulesKind {
    /// The positions of two inputs, and how many values the second has.
    Matrix {
        rows: usize,
        columns: usize,
        width: usize,
    },
    Table(Table),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) hit_policy: HitPolicyDocument,
    /// The conditions of the entries.
    pub(super) conditions: Vec<Condition>,
    /// The entries in the order in which the first that holds gives the one answer.
    pub(super) order: Vec<usize>,
}

/// One answer and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    /// For each output the place in its scale.
    pub(super) answer: Box<[usize]>,
    pub(super) note: Option<String>,
}

pub(super) fn outputs(documents: &[OutputDocument]) -> Result<Vec<Output>, PriorityError> {
    limit("outputs", documents.len(), MOST_OUTPUTS)?;
    if documents.is_empty() {
        return Err(not_allowed("outputs", "[]", "name at least one output"));
    }
    let names: Vec<String> = documents.iter().map(|document| document.name.clone()).collect();
    let names = distinct("outputs", &names)?;
    let each = names.into_iter().zip(documents).enumerate().map(|(position, (name, document))| {
        let path = format!("outputs[{position}].values");
        limit(&path, document.values.len(), MOST_SCALE)?;
        Ok(Output { name, values: distinct(&path, &document.values)? })
    });
    each.collect()
}

impl Rules {
    pub(super) fn compile(
        path: &str,
        document: &RulesDocument,
        schema: &Schema,
        outputs: &[Output],
    ) -> Result<Self, PriorityError> {
        match document {
            RulesDocument::Matrix { rows, columns, cells } => {
                let output = match outputs {
                    [output] => output,
                    _ => return Err(not_allowed(path, "matrix", "a matrix has one output")),
                };
                matrix(path, [rows, columns], cells, schema, output)
            }
            RulesDocument::Table { hit_policy, rows } => table(path, *hit_policy, rows, schema, outputs),
        }
    }

    /// The one entry that gives the answer, of a matrix or a table whose hit policy gives one.
    pub(super) fn entry(&self, slots: &[Option<i64>]) -> Option<usize> {
        match &self.kind {
            RulesKind::Matrix { rows, columns, width } => {
                let place = |input: usize| usize::try_from(slots.get(input).copied().flatten()?).ok();
                place(*rows)?.checked_mul(*width)?.checked_add(place(*columns)?)
            }
            RulesKind::Table(table) => {
                let holds = |row: &&usize| table.conditions.get(**row).is_some_and(|row| row.holds(slots));
                table.order.iter().find(holds).copied()
            }
        }
    }

    pub(super) fn conditions(&self) -> &[Condition] {
        match &self.kind {
            RulesKind::Matrix { .. } => &[],
            RulesKind::Table(table) => &table.conditions,
        }
    }

    /// The inputs of which every value counts by itself.
    pub(super) fn told_apart(&self) -> Vec<usize> {
        match &self.kind {
            RulesKind::Matrix { rows, columns, .. } => vec![*rows, *columns],
            RulesKind::Table(_) => Vec::new(),
        }
    }
}

fn matrix(
    path: &str,
    names: [&str; 2],
    cells: &BTreeMap<String, BTreeMap<String, String>>,
    schema: &Schema,
    output: &Output,
) -> Result<Rules, PriorityError> {
    let [rows, columns] = [("rows", names[0]), ("columns", names[1])].map(|(part, name)| {
        let path = format!("{path}.{part}");
        let position = schema.position(&path, name)?;
        let input =
            schema.inputs.get(position).filter(|input| !input.values().is_empty() && !input.is_optional());
        let allowed = "a matrix is made of two required inputs of type `choice` or `yes_no`";
        input.map(|input| (position, input)).ok_or_else(|| not_allowed(&path, name, allowed))
    });
    let ((rows, row_input), (columns, column_input)) = (rows?, columns?);
    if rows == columns {
        return Err(not_allowed(&format!("{path}.columns"), names[1], "rows and columns are two inputs"));
    }
    let path = format!("{path}.cells");
    known_keys(&path, cells.keys(), row_input)?;
    for (row, written) in cells {
        known_keys(
            &format!("{path}.{}", shown_up_to(row, Name::MOST_CHARACTERS)),
            written.keys(),
            column_input,
        )?;
    }
    let (mut entries, mut missing) = (Vec::new(), Vec::new());
    for row in row_input.values() {
        for column in column_input.values() {
            let path = format!("{path}.{row}.{column}");
            match cells.get(row).and_then(|written| written.get(column)) {
                None => missing.push(format!("`{row}` and `{column}`")),
                Some(value) => {
                    let answer = [output_value(&path, value, output)?].into();
                    entries.push(Entry { path, answer, note: None });
                }
            }
        }
    }
    if missing.is_empty() {
        let kind = RulesKind::Matrix { rows, columns, width: column_input.values().len() };
        return Ok(Rules { kind, entries });
    }
    const MOST_SHOWN: usize = 20;
    let more = missing.len().saturating_sub(MOST_SHOWN);
    missing.truncate(MOST_SHOWN);
    if more > 0 {
        missing.push(format!("{more} more"));
    }
    Err(PriorityError::MissingCells { path, cells: missing.join(", ") })
}

fn known_keys<'a>(
    path: &str,
    mut keys: impl Iterator<Item = &'a String>,
    input: &Input,
) -> Result<(), PriorityError> {
    match keys.find(|key| !input.values().contains(&key.as_str())) {
        Some(key) => Err(undefined(path, key, input.values().into_iter())),
        None => Ok(()),
    }
}

fn table(
    path: &str,
    hit_policy: HitPolicyDocument,
    rows: &[RowDocument],
    schema: &Schema,
    outputs: &[Output],
) -> Result<Rules, PriorityError> {
    let by_scale = matches!(hit_policy, HitPolicyDocument::CollectMin | HitPolicyDocument::CollectMax);
    if by_scale && outputs.len() != 1 {
        let allowed = "least and most are of one output";
        return Err(not_allowed(&format!("{path}.hit_policy"), name(hit_policy), allowed));
    }
    let path = format!("{path}.rows");
    limit(&path, rows.len(), MOST_ROWS)?;
    let (mut conditions, mut entries) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for (position, row) in rows.iter().enumerate() {
        let path = format!("{path}[{position}]");
        conditions.push(Condition::compile(&format!("{path}.when"), &row.when, schema)?);
        let answer = answer(&format!("{path}.then"), &row.then, outputs)?;
        let note = note(&path, row.note.as_deref())?;
        entries.push(Entry { path, answer, note });
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    // Sorting keeps rows of one answer in their order.
    let answer_of = |row: &usize| entries.get(*row).map(|entry| entry.answer.clone());
    match hit_policy {
        HitPolicyDocument::Priority | HitPolicyDocument::OutputOrder | HitPolicyDocument::CollectMin => {
            crate::order::by_key(&mut order, answer_of);
        }
        HitPolicyDocument::CollectMax => {
            crate::order::by_key(&mut order, |row| core::cmp::Reverse(answer_of(row)))
        }
        _ => {}
    }
    Ok(Rules { kind: RulesKind::Table(Table { hit_policy, conditions, order }), entries })
}

fn answer(
    path: &str,
    then: &BTreeMap<String, String>,
    outputs: &[Output],
) -> Result<Box<[usize]>, PriorityError> {
    let names = || outputs.iter().map(|output| output.name.as_str());
    if let Some(unknown) = then.keys().find(|key| names().all(|name| name != key.as_str())) {
        return Err(undefined(path, unknown, names()));
    }
    let each = outputs.iter().map(|output| {
        let path = format!("{path}.{}", output.name);
        let allowed =
            || format!("it is one of {}", super::input::listed(output.values.iter().map(Name::as_str)));
        let value = then.get(output.name.as_str()).ok_or_else(|| not_allowed(&path, "", &allowed()))?;
        output_value(&path, value, output)
    });
    each.collect()
}

fn output_value(path: &str, value: &str, output: &Output) -> Result<usize, PriorityError> {
    let found = output.values.iter().position(|known| known.as_str() == value);
    found.ok_or_else(|| undefined(path, value, output.values.iter().map(Name::as_str)))
}

pub(super) fn note(path: &str, text: Option<&str>) -> Result<Option<String>, PriorityError> {
    let Some(text) = text else { return Ok(None) };
    if text.chars().count() > MOST_NOTE_CHARACTERS {
        let allowed = format!("a note has at most {MOST_NOTE_CHARACTERS} characters");
        return Err(not_allowed(&format!("{path}.note"), text, &allowed));
    }
    Ok(Some(text.to_owned()))
}

/// A hit policy as documents write it.
pub(super) const fn name(hit_policy: HitPolicyDocument) -> &'static str {
    match hit_policy {
        HitPolicyDocument::Unique => "unique",
        HitPolicyDocument::Any => "any",
        HitPolicyDocument::First => "first",
        HitPolicyDocument::Priority => "priority",
        HitPolicyDocument::RuleOrder => "rule_order",
        HitPolicyDocument::OutputOrder => "output_order",
        HitPolicyDocument::Collect => "collect",
        HitPolicyDocument::CollectMin => "collect_min",
        HitPolicyDocument::CollectMax => "collect_max",
        HitPolicyDocument::CollectCount => "collect_count",
    }
}
