use thiserror::Error;

use crate::money::MoneyError;
use crate::time::TimeError;
use crate::wire::{ErrorDocument, WireError};

/// Everything that can go wrong with an estimate, its standard hours, its coverage and its decisions.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CostError {
    /// A text that is no document of this kind, or a document without a canonical form.
    #[error(transparent)]
    Document(#[from] WireError),
    /// An amount or a decimal number that is none, or does not fit the others.
    #[error("`{path}`: {source}")]
    Money {
        /// Where in the document, or the argument.
        path: String,
        /// What is wrong there.
        source: MoneyError,
    },
    /// A date that is none.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// A number outside its range.
    #[error("`{path}`: `{value}` is out of range; {allowed} is allowed")]
    OutOfRange {
        /// Where in the document, or the argument.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// More entries than allowed.
    #[error("`{path}` has {count} entries; at most {most} are allowed")]
    TooMany {
        /// Where in the document, or the argument.
        path: String,
        /// How many entries stand there.
        count: usize,
        /// How many are allowed.
        most: usize,
    },
    /// A reference to something that is not defined.
    #[error("`{path}`: `{value}` is not defined; known are {known}")]
    Undefined {
        /// Where in the document.
        path: String,
        /// The name that is not known.
        value: String,
        /// Names that are.
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
    /// Something that the question needs and that was not given.
    #[error("`{path}` is missing; {needed}")]
    Missing {
        /// Where it belongs.
        path: String,
        /// Why it is needed.
        needed: &'static str,
    },
    /// Work that never ends, because the calendar has too little open time left.
    #[error(
        "the work that starts at `{start}` does not end before the year 10000; the calendar opens too seldom"
    )]
    NeverCompleted {
        /// When it starts.
        start: crate::time::Instant,
    },
}

impl CostError {
    /// The codes that only this room has; errors of a value, document or amount keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "cost.value.out_of_range",
        "cost.document.too_many",
        "cost.document.undefined",
        "cost.document.duplicate",
        "cost.value.missing",
        "cost.completion.never",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(error) => error.code(),
            Self::Money { source, .. } => source.code(),
            Self::Value { source, .. } => source.code(),
            Self::OutOfRange { .. } => "cost.value.out_of_range",
            Self::TooMany { .. } => "cost.document.too_many",
            Self::Undefined { .. } => "cost.document.undefined",
            Self::Duplicate { .. } => "cost.document.duplicate",
            Self::Missing { .. } => "cost.value.missing",
            Self::NeverCompleted { .. } => "cost.completion.never",
        }
    }

    /// Where the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::Money { path, .. }
            | Self::Value { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::Missing { path, .. } => Some(path),
            Self::Document(_) | Self::NeverCompleted { .. } => None,
        }
    }

    /// The same with its path below another.
    pub(super) fn within(self, outer: &str) -> Self {
        self.with_path(|path| format!("{outer}.{path}"))
    }

    /// The same at another path.
    pub(super) fn renamed(self, path: &str) -> Self {
        self.with_path(|_| path.to_owned())
    }

    fn with_path(mut self, change: impl FnOnce(&str) -> String) -> Self {
        match &mut self {
            Self::Money { path, .. }
            | Self::Value { path, .. }
            | Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::Missing { path, .. } => *path = change(path),
            Self::Document(_) | Self::NeverCompleted { .. } => {}
        }
        self
    }
}

impl From<&CostError> for ErrorDocument {
    fn from(error: &CostError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
