use core::fmt::Write;

use thiserror::Error;

use crate::calendar::CalendarError;
use crate::money::{Money, MoneyError};
use crate::time::{Instant, TimeError, shown};
use crate::wire::{ErrorDocument, WireError};

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
    /// A document that is not JSON of the right shape.
    #[error(transparent)]
    Document(#[from] WireError),
    /// An amount, decimal number, currency or rounding that is none.
    #[error("`{path}`: {source}")]
    Value {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: MoneyError,
    },
    /// An instant that is none.
    #[error("`{path}`: {source}")]
    Time {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: TimeError,
    },
    /// A calendar that does not compile.
    #[error("`{path}`: {source}")]
    Calendar {
        /// Where in the document.
        path: String,
        /// What is wrong there.
        source: Box<CalendarError>,
    },
    /// A name that the price book, or the list of allowed words, does not have.
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
    #[error("`{path}`: `{value}` stands there twice")]
    Duplicate {
        /// Where in the document.
        path: String,
        /// The name.
        value: String,
    },
    /// Something that the document needs and does not say.
    #[error("`{path}` needs `{field}`, which is missing")]
    Missing {
        /// What needs it: a line of the plan, or a place in the document.
        path: String,
        /// The field of the document, or the entry of the price book, that is missing.
        field: String,
    },
    /// Shares of payers that are not the whole.
    #[error("`{path}`: the shares come to `{sum}` per cent; exactly 100 is expected")]
    SharesNotWhole {
        /// Where in the document.
        path: String,
        /// What they come to.
        sum: String,
    },
    /// A price book used outside the time for which it is in force.
    #[error("the price book is not in force at `{at}`: it is from `{from}` until `{until}`")]
    NotInForce {
        /// The instant of the estimate.
        at: Instant,
        /// The first instant of the book.
        from: String,
        /// The first instant after it.
        until: String,
    },
    /// An estimate that can no longer be accepted.
    #[error("the estimate could be accepted before `{valid_until}`, not at `{at}`; make a new version")]
    Expired {
        /// The instant at which it should be accepted.
        at: Instant,
        /// The first instant at which that is too late.
        valid_until: Instant,
    },
    /// An estimate beyond its own limit.
    #[error("the customer would pay `{total}`, more than `not_to_exceed` allows (`{limit}`)")]
    AboveLimit {
        /// What the customer would pay.
        total: Money,
        /// The limit.
        limit: Money,
    },
    /// Work that never ends, because the calendar has too little open time left.
    #[error(
        "the work that starts at `{start}` does not end before the year 10000; the calendar opens too seldom"
    )]
    NeverCompleted {
        /// When it starts.
        start: Instant,
    },
}

impl CostError {
    /// The codes that only this room has; errors of a value, instant, calendar or document keep the codes of their own rooms.
    pub const CODES: &'static [&'static str] = &[
        "cost.value.out_of_range",
        "cost.document.too_many",
        "cost.document.undefined",
        "cost.document.duplicate",
        "cost.document.missing",
        "cost.payers.not_whole",
        "cost.price_book.not_in_force",
        "cost.estimate.expired",
        "cost.estimate.above_limit",
        "cost.completion.never",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "cost.value.out_of_range",
            Self::TooMany { .. } => "cost.document.too_many",
            Self::Document(source) => source.code(),
            Self::Value { source, .. } => source.code(),
            Self::Time { source, .. } => source.code(),
            Self::Calendar { source, .. } => source.code(),
            Self::Undefined { .. } => "cost.document.undefined",
            Self::Duplicate { .. } => "cost.document.duplicate",
            Self::Missing { .. } => "cost.document.missing",
            Self::SharesNotWhole { .. } => "cost.payers.not_whole",
            Self::NotInForce { .. } => "cost.price_book.not_in_force",
            Self::Expired { .. } => "cost.estimate.expired",
            Self::AboveLimit { .. } => "cost.estimate.above_limit",
            Self::NeverCompleted { .. } => "cost.completion.never",
        }
    }

    /// Where in the document the error lies, if it has a place.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Document(WireError::Malformed { path, .. })
            | Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. }
            | Self::Value { path, .. }
            | Self::Time { path, .. }
            | Self::Calendar { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::Missing { path, .. }
            | Self::SharesNotWhole { path, .. } => Some(path),
            _ => None,
        }
    }

    /// An error of a value at a place of the document.
    pub(super) fn value(path: &str) -> impl Fn(MoneyError) -> Self {
        move |source| Self::Value { path: path.to_owned(), source }
    }

    /// The same error at a place of the document, where it has a path at all.
    pub(super) fn at(mut self, place: &str) -> Self {
        if let Self::Undefined { path, .. } = &mut self {
            place.clone_into(path);
        }
        self
    }

    /// The same error with its path below another.
    pub(super) fn within(self, outer: &str) -> Self {
        self.with_path(|path| format!("{outer}.{path}"))
    }

    /// The same error with the start of its path replaced.
    pub(super) fn below(self, start: &str, other: &str) -> Self {
        self.with_path(|path| format!("{other}{}", path.strip_prefix(start).unwrap_or_default()))
    }

    /// The same error at another path.
    pub(super) fn renamed(self, path: &str) -> Self {
        self.with_path(|_| path.to_owned())
    }

    fn with_path(mut self, change: impl FnOnce(&str) -> String) -> Self {
        match &mut self {
            Self::OutOfRange { path, .. }
            | Self::TooMany { path, .. }
            | Self::Value { path, .. }
            | Self::Time { path, .. }
            | Self::Undefined { path, .. }
            | Self::Duplicate { path, .. }
            | Self::Missing { path, .. }
            | Self::Calendar { path, .. }
            | Self::SharesNotWhole { path, .. } => *path = change(path),
            _ => {}
        }
        self
    }

    /// A name that is none of those known.
    pub(super) fn undefined<'a>(path: String, value: &str, names: impl Iterator<Item = &'a str>) -> Self {
        Self::Undefined { path, value: shown(value), known: known(names) }
    }
}

/// The first names of a list, for a message.
pub(super) fn known<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut text = String::new();
    for (position, name) in names.enumerate() {
        if position == MOST {
            text.push_str(", …");
            break;
        }
        let comma = if position == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}`{}`", shown(name));
    }
    if text.is_empty() {
        text.push_str("none");
    }
    text
}

impl From<&CostError> for ErrorDocument {
    fn from(error: &CostError) -> Self {
        Self::new(error.code(), error, error.path())
    }
}
