use core::fmt;

use super::facts::Facts;
use super::scope::Scope;
use super::words::Dimension;
use crate::time::{Date, Instant};
use crate::vocabulary::Name;

/// What figures are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Grouping {
    /// The word of a dimension.
    By(Dimension),
    /// The week of the period stamp in the desk's zone, from Monday.
    ByWeek,
    /// The month of the period stamp in the desk's zone.
    ByMonth,
}

/// One coordinate of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GroupKey {
    /// The week that starts on this Monday.
    Week(Date),
    /// The month that starts on this day.
    Month(Date),
    /// Tickets with this word.
    Word(Name),
    /// Tickets of which it is not known.
    Unknown,
}

/// Which tickets a figure is of: one key for each grouping; none for all tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group(Vec<GroupKey>);

impl Grouping {
    /// The word as it stands in documents: the dimension's, `week` or `month`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::By(dimension) => dimension.as_str(),
            Self::ByWeek => "week",
            Self::ByMonth => "month",
        }
    }
}

impl Group {
    pub(super) const fn of_keys(keys: Vec<GroupKey>) -> Self {
        Self(keys)
    }

    /// The group of one ticket.
    pub(super) fn of(groupings: &[Grouping], facts: &Facts, stamp: Option<Instant>, scope: &Scope) -> Self {
        let key = |grouping: &Grouping| match grouping {
            Grouping::By(dimension) => facts.word(*dimension).cloned().map(GroupKey::Word),
            Grouping::ByWeek => stamp.map(|at| GroupKey::Week(scope.week_of(at))),
            Grouping::ByMonth => stamp.map(|at| GroupKey::Month(scope.month_of(at))),
        };
        Self(groupings.iter().map(|grouping| key(grouping).unwrap_or(GroupKey::Unknown)).collect())
    }

    /// The keys, in the order of the groupings.
    #[must_use]
    pub fn keys(&self) -> &[GroupKey] {
        &self.0
    }
}

/// `all`, or the keys with ` · ` between them.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("all");
        }
        for (position, key) in self.0.iter().enumerate() {
            write!(f, "{}{key}", if position == 0 { "" } else { " · " })?;
        }
        Ok(())
    }
}

/// The word, `2026-03` for a month, `2026-03-02` for the week of that Monday, or `unknown`.
impl fmt::Display for GroupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => fmt::Display::fmt(word, f),
            Self::Week(monday) => fmt::Display::fmt(monday, f),
            Self::Month(first) => f.write_str(first.to_string().get(..7).unwrap_or_default()),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}
