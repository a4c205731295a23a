use std::collections::BTreeMap;
use std::sync::Arc;

use super::analysis::{Grid, refuse_overlaps};
use super::classes::Classes;
use super::condition::{Condition, refuse_too_many};
use super::input::Schema;
use super::rules::{Output, Rules, RulesKind, Table, outputs};
use super::{Inputs, PriorityError, TableAnalysis};
use crate::wire::{DecisionTableDocument, HitPolicyDocument, InputValue, revision};

/// A decision table with scales of its own, compiled. Cloning is cheap.
///
/// ```
/// use std::collections::BTreeMap;
/// use aftersales::priority::{Decision, DecisionTable};
/// use aftersales::wire::read_document;
///
/// let table = DecisionTable::compile(&read_document(r#"{
///     "inputs": [
///         {"type": "choice", "name": "tier", "values": ["trial", "standard", "premium"], "order": "rising"},
///         {"type": "number", "name": "loss", "unit": "EUR", "least": 0, "most": 1000000, "order": "rising"}
///     ],
///     "outputs": [{"name": "desk", "values": ["executive", "senior", "standard"]}],
///     "rules": {"type": "table", "hit_policy": "first", "rows": [
///         {"when": {"tier": {"one_of": ["premium"]}, "loss": {"above": 5000}}, "then": {"desk": "executive"}},
///         {"when": {"loss": {"above": 2000}}, "then": {"desk": "senior"}},
///         {"then": {"desk": "standard"}}
///     ]}
/// }"#)?)?;
/// let case = BTreeMap::from([("tier".to_owned(), "premium".into()), ("loss".to_owned(), 7_500.into())]);
/// let Decision::One(hit) = table.decide(&table.read(&case)?)? else { panic!() };
/// assert_eq!((hit.row, hit.values["desk"]), (0, "executive"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionTable(Arc<Compiled>);

#[derive(Debug, PartialEq, Eq)]
struct Compiled {
    revision: String,
    schema: Arc<Schema>,
    outputs: Vec<Output>,
    rules: Rules,
    classes: Classes,
}

/// What a table says of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision<'a> {
    /// No row holds.
    NoRow,
    /// The one answer.
    One(Hit<'a>),
    /// Several answers, in the order that the hit policy asks for.
    Many(Vec<Hit<'a>>),
    /// How many rows hold.
    Count(usize),
}

/// A row that gives an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hit<'a> {
    /// The row, or the cell of a matrix row by row, counted from 0.
    pub row: usize,
    /// Where it stands in the document.
    pub path: &'a str,
    /// The answer by output.
    pub values: BTreeMap<&'a str, &'a str>,
}

impl DecisionTable {
    /// Compiles a document. A case without a row is allowed; [`DecisionTable::analysis`] finds it.
    ///
    /// # Errors
    ///
    /// [`PriorityError`] with the path of what is wrong: a name that is not defined or defined twice, a value that is not
    /// allowed, a matrix without all its cells, rows that overlap against the hit policy, more entries than allowed.
    pub fn compile(document: &DecisionTableDocument) -> Result<Self, PriorityError> {
        let schema = Schema::compile(&document.inputs)?;
        let outputs = outputs(&document.outputs)?;
        let rules = Rules::compile("rules", &document.rules, &schema, &outputs)?;
        let conditions: Vec<&Condition> = rules.conditions().iter().collect();
        refuse_too_many(&conditions)?;
        let classes = Classes::of(&schema, &conditions, &rules.told_apart());
        if let RulesKind::Table(table) = &rules.kind {
            let grid = Grid::of(&classes, &table.conditions);
            refuse_overlaps(&grid, table.hit_policy, &rules.entries, &schema, &classes)?;
        }
        let revision = revision(document, "")?;
        Ok(Self(Arc::new(Compiled { revision, schema: Arc::new(schema), outputs, rules, classes })))
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// Reads what is known of a case.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Inputs`] with everything that is wrong.
    pub fn read(&self, values: &BTreeMap<String, InputValue>) -> Result<Inputs, PriorityError> {
        Inputs::read(&self.0.schema, values)
    }

    /// What the table says of a case.
    ///
    /// # Errors
    ///
    /// [`PriorityError::ForeignInputs`] for inputs that were read under a document with other inputs.
    pub fn decide(&self, inputs: &Inputs) -> Result<Decision<'_>, PriorityError> {
        inputs.refuse_other(&self.0.schema, &self.0.revision)?;
        let Compiled { rules, .. } = &*self.0;
        let RulesKind::Table(table) = &rules.kind else { return Ok(self.one(&inputs.slots)) };
        Ok(match table.hit_policy {
            HitPolicyDocument::Unique
            | HitPolicyDocument::Any
            | HitPolicyDocument::First
            | HitPolicyDocument::Priority
            | HitPolicyDocument::CollectMin
            | HitPolicyDocument::CollectMax => self.one(&inputs.slots),
            HitPolicyDocument::CollectCount => Decision::Count(holding(table, &inputs.slots).count()),
            HitPolicyDocument::RuleOrder | HitPolicyDocument::OutputOrder | HitPolicyDocument::Collect => {
                let hits: Vec<Hit<'_>> =
                    holding(table, &inputs.slots).filter_map(|row| self.hit(row)).collect();
                if hits.is_empty() { Decision::NoRow } else { Decision::Many(hits) }
            }
        })
    }

    /// What is to be said of the table whatever its hit policy; `None` for a matrix, which has one answer for every case.
    #[must_use]
    pub fn analysis(&self) -> Option<TableAnalysis> {
        let Compiled { schema, rules, classes, .. } = &*self.0;
        match &rules.kind {
            RulesKind::Matrix { .. } => None,
            RulesKind::Table(table) => {
                Some(TableAnalysis::of(schema, classes, &table.conditions, &rules.entries))
            }
        }
    }

    fn one(&self, slots: &[Option<i64>]) -> Decision<'_> {
        self.0.rules.entry(slots).and_then(|row| self.hit(row)).map_or(Decision::NoRow, Decision::One)
    }

    fn hit(&self, row: usize) -> Option<Hit<'_>> {
        let entry = self.0.rules.entries.get(row)?;
        let each = self.0.outputs.iter().zip(&entry.answer);
        let values = each
            .filter_map(|(output, place)| Some((output.name.as_str(), output.values.get(*place)?.as_str())));
        Some(Hit { row, path: &entry.path, values: crate::order::map(values) })
    }
}

/// The rows that hold, in the order of the table.
fn holding<'a>(table: &'a Table, slots: &'a [Option<i64>]) -> impl Iterator<Item = usize> + 'a {
    let holds = |row: &usize| table.conditions.get(*row).is_some_and(|condition| condition.holds(slots));
    table.order.iter().copied().filter(move |row| holds(row))
}
