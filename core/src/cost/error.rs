use thiserror::Error;

/// Everything that can go wrong with an estimate, its standard hours, its coverage and its decisions.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CostError {
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
}

impl CostError {
    /// The codes that only this room has.
    pub const CODES: &'static [&'static str] = &["cost.value.out_of_range", "cost.document.too_many"];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "cost.value.out_of_range",
            Self::TooMany { .. } => "cost.document.too_many",
        }
    }
}
