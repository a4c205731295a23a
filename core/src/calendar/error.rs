use thiserror::Error;

use crate::time::TimeError;
use crate::wire::{ErrorDocument, WireError};

/// What can be wrong with a calendar document or a call on a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// A date, time of day or zone in the document that is none.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// More entries than a calendar may have.
    #[error("`{path}` has {count} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document.
        path: String,
        /// How many entries stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A break that does not end after it starts.
    #[error("`{path}`: break `{open}` to `{close}` does not end after it starts; split it at `24:00`")]
    BreakReversed {
        /// Where in the document.
        path: String,
        /// Its start.
        open: String,
        /// Its end.
        close: String,
    },
    /// Columns of one call that have different lengths.
    #[error("column `{column}` has {count} rows; {expected} are expected")]
    ColumnLength {
        /// The column that differs.
        column: &'static str,
        /// Its rows.
        count: usize,
        /// The rows of the first column.
        expected: usize,
    },
    /// A row of a column that is not an instant of the supported years.
    #[error("row {row} of column `{column}` is `{value}` microseconds; years 0001 to 9999 are supported")]
    ColumnInstant {
        /// The column.
        column: &'static str,
        /// The row, counted from 0.
        row: usize,
        /// The microseconds since 1970 that stand there.
        value: i64,
    },
}

impl CalendarError {
    /// The codes that only this room has; errors of a value or document keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "calendar.document.too_many",
        "calendar.break.reversed",
        "calendar.column.length",
        "calendar.column.instant",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Value { source, .. } => source.code(),
            Self::TooMany { .. } => "calendar.document.too_many",
            Self::BreakReversed { .. } => "calendar.break.reversed",
            Self::ColumnLength { .. } => "calendar.column.length",
            Self::ColumnInstant { .. } => "calendar.column.instant",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Value { path, .. }
            | Self::TooMany { path, .. }
            | Self::BreakReversed { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl From<&CalendarError> for ErrorDocument {
    fn from(error: &CalendarError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
