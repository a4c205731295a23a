use aftersales::priority::{Coverage, Decision, DecisionTable as Table, Hit, Witness};
use aftersales::wire::{DecisionTableDocument, read_document};

use crate::documents::read;
use crate::error::Answer;
use crate::{AftersalesError, DecidedValues, GradingInputs};

/// A decision table with outputs of its own, compiled.
#[derive(Debug, uniffi::Object)]
pub struct DecisionTable(Table);

/// What a table says of a case.
#[derive(Debug, Clone, uniffi::Enum)]
#[non_exhaustive]
pub enum TableAnswer {
    /// No row holds.
    NoRow,
    /// One row answers.
    One {
        /// The row.
        hit: DecisionHit,
    },
    /// Several rows answer, in the order that the hit policy gives them.
    Many {
        /// The rows.
        hits: Vec<DecisionHit>,
    },
    /// How many rows hold.
    Count {
        /// So many.
        count: i64,
    },
}

/// A row that answers.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DecisionHit {
    /// The row's place, counted from 0; of a matrix the cell's.
    pub row: i32,
    /// Where it stands in the document, such as `rules.rows[1]`.
    pub path: String,
    /// What it says, by output.
    pub values: DecidedValues,
}

/// What a table leaves out, says twice, or says in vain, whatever its hit policy. Rows count from 0.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TableAnalysis {
    /// Whether every case has a row.
    pub coverage: TableCoverage,
    /// A case without a row, where there is a gap.
    pub gap: Option<GradingInputs>,
    /// Pairs of rows that hold for the same case.
    pub overlaps: Vec<TableOverlap>,
    /// How many more such pairs there are.
    pub overlaps_left_off: i64,
    /// Rows that hold only where another does.
    pub within: Vec<TableInclusion>,
    /// Rows that are never the first that holds.
    pub never_first: Vec<NeverFirst>,
    /// Rows of which that was not found out.
    pub not_proved: Vec<i32>,
}

/// Whether every case has a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum TableCoverage {
    /// Every case has.
    Complete,
    /// Some case has none.
    Gap,
    /// That was not found out.
    NotProved,
}

/// Two rows that hold for the same case.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TableOverlap {
    /// The first row.
    pub first: i32,
    /// The second row.
    pub second: i32,
    /// Whether they say the same.
    pub agree: bool,
    /// The least case for which both hold.
    pub least: GradingInputs,
    /// The greatest one.
    pub greatest: GradingInputs,
}

/// A row that holds only where another does.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TableInclusion {
    /// The row.
    pub row: i32,
    /// The row that holds wherever it does.
    pub within: i32,
}

/// A row that is never the first that holds.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NeverFirst {
    /// The row.
    pub row: i32,
    /// A case that shows it; null where it holds for none.
    pub case: Option<GradingInputs>,
    /// The row that comes before it there.
    pub by: Option<i32>,
}

#[uniffi::export]
impl DecisionTable {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: DecisionTableDocument) -> Answer<Self> {
        let compiled = Table::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, read_document)?)
    }

    /// What the table says of a case, or a refusal with everything that is wrong with what is known of it.
    pub fn decide(&self, inputs: GradingInputs) -> Answer<TableAnswer> {
        let inputs = self.0.read(&inputs.0)?;
        Ok(match self.0.decide(&inputs)? {
            Decision::One(found) => TableAnswer::One { hit: hit(&found) },
            Decision::Many(found) => TableAnswer::Many { hits: found.iter().map(hit).collect() },
            Decision::Count(count) => TableAnswer::Count { count: i64::try_from(count).unwrap_or(i64::MAX) },
            _ => TableAnswer::NoRow,
        })
    }

    /// What the table leaves out, says twice, or says in vain; null for a matrix, which has one answer for every case.
    pub fn analysis(&self) -> Option<TableAnalysis> {
        let analysis = self.0.analysis()?;
        let (coverage, gap) = match &analysis.coverage {
            Coverage::Complete => (TableCoverage::Complete, None),
            Coverage::Gap(found) => (TableCoverage::Gap, Some(case(found))),
            _ => (TableCoverage::NotProved, None),
        };
        let overlaps = analysis.overlaps.iter().map(|overlap| TableOverlap {
            first: place(overlap.first),
            second: place(overlap.second),
            agree: overlap.agree,
            least: case(&overlap.witness),
            greatest: case(&overlap.greatest),
        });
        let never_first = analysis.never_first.iter().map(|never| NeverFirst {
            row: place(never.row),
            case: never.witness.as_ref().map(|(shown, _)| case(shown)),
            by: never.witness.as_ref().map(|(_, by)| place(*by)),
        });
        let within = analysis
            .within
            .iter()
            .map(|&(row, within)| TableInclusion { row: place(row), within: place(within) });
        Some(TableAnalysis {
            coverage,
            gap,
            overlaps: overlaps.collect(),
            overlaps_left_off: i64::try_from(analysis.overlaps_left_off).unwrap_or(i64::MAX),
            within: within.collect(),
            never_first: never_first.collect(),
            not_proved: analysis.not_proved.iter().copied().map(place).collect(),
        })
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

fn hit(found: &Hit<'_>) -> DecisionHit {
    let values = found.values.iter().map(|(output, value)| (output.to_string(), value.to_string()));
    DecisionHit {
        row: place(found.row),
        path: found.path.to_string(),
        values: DecidedValues(values.collect()),
    }
}

fn case(witness: &Witness) -> GradingInputs {
    GradingInputs(witness.values().clone())
}

/// A table has far fewer rows than 32 bits count.
fn place(row: usize) -> i32 {
    i32::try_from(row).unwrap_or(i32::MAX)
}
