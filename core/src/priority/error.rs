use core::fmt;

use thiserror::Error;

use super::Witness;
use crate::time::Instant;
use crate::vocabulary::{Priority, VocabularyError};
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a grading document, with what is known of a case, or with an override.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PriorityError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A word or name that is none.
    #[error("`{path}`: {source}")]
    Word {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: VocabularyError,
    },
    /// A reference to something that the document does not define.
    #[error("`{path}`: `{value}` is not defined; known are {known}")]
    Undefined {
        /// Where in the document.
        path: String,
        /// The name that is not known.
        value: String,
        /// The names that are.
        known: String,
    },
    /// Two things of the same name.
    #[error("`{path}`: `{value}` is defined twice")]
    Duplicate {
        /// Where in the document.
        path: String,
        /// The name.
        value: String,
    },
    /// Something that may not stand where it stands.
    #[error("`{path}`: `{value}` is not allowed here; {allowed}")]
    NotAllowed {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: String,
    },
    /// More entries than a document may have.
    #[error("`{path}` has {count} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document.
        path: String,
        /// How many entries stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// Cells that a matrix does not have.
    #[error("`{path}` has no cell for {cells}; every pair of values needs one")]
    MissingCells {
        /// The path of the cells.
        path: String,
        /// The pairs without a cell.
        cells: String,
    },
    /// A case for which the base gives no grade.
    #[error("`{path}` has no row for {witness}; add one, or a last row without tests")]
    Gap {
        /// The path of the rows.
        path: String,
        /// A case that no row is for.
        witness: Witness,
    },
    /// Two rows for the same case, where only one may hold or both must agree.
    #[error(
        "`{first}` and `{second}` both hold for {witness}; the hit policy `{hit_policy}` does not allow it"
    )]
    Overlap {
        /// The path of one row.
        first: String,
        /// The path of the other.
        second: String,
        /// A case that both are for.
        witness: Witness,
        /// The hit policy.
        hit_policy: &'static str,
    },
    /// A base of which it cannot be shown within the limit that some row holds for every case.
    #[error(
        "`{path}`: {steps} steps do not show that some row holds for every case; add a last row without tests"
    )]
    NotProved {
        /// The path of the rows.
        path: String,
        /// The steps that were taken.
        steps: usize,
    },
    /// More of an input that lowers the grade, though its order says that it never does.
    #[error("`{input}`: `{to}` in place of `{from}` lowers the grade from {before} to {after} for {witness}")]
    Lowered {
        /// The input.
        input: String,
        /// Its less urgent value.
        from: String,
        /// Its more urgent value.
        to: String,
        /// The grade with the less urgent value.
        before: Priority,
        /// The grade with the more urgent one.
        after: Priority,
        /// A case with the less urgent value.
        witness: Witness,
    },
    /// What is known of a case cannot be read; everything that is wrong is named.
    #[error("{}", listed_problems(.problems))]
    Inputs {
        /// Everything that is wrong, unknown fields first, then in the order of the document.
        problems: Vec<InputProblem>,
    },
    /// Inputs that another policy has read.
    #[error("the inputs were read under another document; read them again under revision `{revision}`")]
    ForeignInputs {
        /// The revision of the policy that was asked.
        revision: String,
    },
    /// A column of another length than the results.
    #[error("column `{column}` has {count} rows; {expected} are expected")]
    ColumnLength {
        /// The column.
        column: String,
        /// How many rows it has.
        count: usize,
        /// How many rows the results have.
        expected: usize,
    },
    /// A value of a column that cannot be read.
    #[error("row {row}: {problem}")]
    ColumnValue {
        /// The first row with such a value, counted from 0.
        row: usize,
        /// What is wrong there.
        problem: InputProblem,
    },
    /// An override without an author or a reason.
    #[error("`{field}` of an override is empty; say who gives it and why")]
    OverrideBlank {
        /// `author` or `reason`.
        field: &'static str,
    },
    /// An override that ends before it begins.
    #[error(
        "`expires_at` of an override is `{expires_at}`, not after `{from}`; an override ends after it begins"
    )]
    OverrideExpiry {
        /// From when.
        from: Instant,
        /// When it would end.
        expires_at: Instant,
    },
    /// An override that would lower a grade while a safety hazard stands.
    #[error("`{priority}` would lower a safety hazard, which stays P1 while it stands")]
    OverrideSafety {
        /// The priority that was asked for.
        priority: Priority,
    },
}

/// One bad input of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputProblem {
    /// The field.
    pub field: String,
    /// What is wrong with it.
    pub kind: InputProblemKind,
    /// The value as it was given, shortened; `None` where there was none.
    pub value: Option<String>,
    /// What would be right: the fields of the document for an unknown field, else the values of this one.
    pub allowed: String,
}

/// What is wrong with an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputProblemKind {
    /// The document has no such field.
    UnknownField,
    /// A required field was left out.
    Missing,
    /// The field does not take this value.
    NotAllowed,
}

impl InputProblem {
    /// The stable code of the problem, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            InputProblemKind::UnknownField => "priority.input.unknown",
            InputProblemKind::Missing => "priority.input.missing",
            InputProblemKind::NotAllowed => "priority.input.not_allowed",
        }
    }
}

impl fmt::Display for InputProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, value, allowed, .. } = self;
        let value = value.as_deref().unwrap_or_default();
        match self.kind {
            InputProblemKind::UnknownField => {
                write!(f, "`{field}` (`{value}`) is not an input; known are {allowed}")
            }
            InputProblemKind::Missing => write!(f, "`{field}` is missing; it takes {allowed}"),
            InputProblemKind::NotAllowed => write!(f, "`{field}` is `{value}`; it takes {allowed}"),
        }
    }
}

/// The problems in one line; a caller who wants more than the first twenty has them as data.
fn listed_problems(problems: &[InputProblem]) -> String {
    const MOST: usize = 20;
    let mut texts: Vec<_> = problems.iter().take(MOST).map(ToString::to_string).collect();
    if problems.len() > MOST {
        texts.push(format!("and {} more", problems.len().saturating_sub(MOST)));
    }
    texts.join("; ")
}

impl PriorityError {
    /// The codes that only this room has; errors of a word or a document keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "priority.document.undefined",
        "priority.document.duplicate",
        "priority.document.not_allowed",
        "priority.document.too_many",
        "priority.matrix.missing_cells",
        "priority.table.gap",
        "priority.table.overlap",
        "priority.table.not_proved",
        "priority.order.lowered",
        "priority.inputs.refused",
        "priority.inputs.foreign",
        "priority.input.unknown",
        "priority.input.missing",
        "priority.input.not_allowed",
        "priority.column.length",
        "priority.override.blank",
        "priority.override.expiry",
        "priority.override.safety",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Word { source, .. } => source.code(),
            Self::Undefined { .. } => "priority.document.undefined",
            Self::Duplicate { .. } => "priority.document.duplicate",
            Self::NotAllowed { .. } => "priority.document.not_allowed",
            Self::TooMany { .. } => "priority.document.too_many",
            Self::MissingCells { .. } => "priority.matrix.missing_cells",
            Self::Gap { .. } => "priority.table.gap",
            Self::Overlap { .. } => "priority.table.overlap",
            Self::NotProved { .. } => "priority.table.not_proved",
            Self::Lowered { .. } => "priority.order.lowered",
            Self::Inputs { .. } => "priority.inputs.refused",
            Self::ForeignInputs { .. } => "priority.inputs.foreign",
            Self::ColumnLength { .. } => "priority.column.length",
            Self::ColumnValue { problem, .. } => problem.code(),
            Self::OverrideBlank { .. } => "priority.override.blank",
            Self::OverrideExpiry { .. } => "priority.override.expiry",
            Self::OverrideSafety { .. } => "priority.override.safety",
        }
    }

    /// Where in the document the error lies, if it has a place; of bad inputs the first field.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Word { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::NotAllowed { path, .. }
            | Self::TooMany { path, .. }
            | Self::MissingCells { path, .. }
            | Self::Gap { path, .. }
            | Self::Overlap { first: path, .. }
            | Self::NotProved { path, .. }
            | Self::ColumnLength { column: path, .. }
            | Self::Lowered { input: path, .. } => Some(path),
            Self::ColumnValue { problem, .. } => Some(&problem.field),
            Self::Inputs { problems } => problems.first().map(|problem| problem.field.as_str()),
            Self::OverrideBlank { field } => Some(field),
            Self::OverrideExpiry { .. } => Some("expires_at"),
            Self::OverrideSafety { .. } => Some("priority"),
            _ => None,
        }
    }
}

impl From<&PriorityError> for ErrorDocument {
    fn from(error: &PriorityError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
