use std::collections::{BTreeMap, BTreeSet};

use core::fmt;

use crate::time::shown;
use crate::vocabulary::words;

words! {
    /// Why a row, or one figure's share of it, was not taken.
    RejectedBecause, "reason" {
        /// A word that is not one of its list.
        UnknownWord = "unknown_word",
        /// A value of another type, such as text where a number is expected.
        MalformedValue = "malformed_value",
        /// A name that is empty, too long or holds control characters.
        MalformedName = "malformed_name",
        /// Text that is no instant, such as a 30 February.
        MalformedInstant = "malformed_instant",
        /// A score that is not a number from 1 to 5.
        ScoreOutOfRange = "score_out_of_range",
        /// A number outside its range, such as more parts in time than were asked for.
        NumberOutOfRange = "number_out_of_range",
        /// An amount that is none.
        MalformedAmount = "malformed_amount",
        /// Amounts of more than one currency where a figure adds them up.
        MixedCurrencies = "mixed_currencies",
        /// An end before its beginning.
        NegativeDuration = "negative_duration",
    }
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rejection {
    /// Why.
    pub reason: RejectedBecause,
    /// The row: the ticket's number if it has one.
    pub ticket: String,
    /// The field.
    pub field: String,
    /// What stands there.
    pub value: String,
}

impl Rejection {
    /// A rejection of a row by its ticket's number; what was written is cut where it is long.
    #[must_use]
    pub fn new(reason: RejectedBecause, ticket: &str, field: &str, value: &str) -> Self {
        Self { reason, ticket: shown(ticket), field: field.to_owned(), value: shown(value) }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: `{}` is `{}` ({})", self.ticket, self.field, self.value, self.reason)
    }
}

/// Everything that was not taken: how often, why, and some examples.
///
/// The examples are the first few in order, so they do not depend on the order in which rows came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejected {
    pub(super) rows: u64,
    pub(super) counts: BTreeMap<RejectedBecause, u64>,
    pub(super) examples: BTreeSet<Rejection>,
}

impl Rejected {
    /// Most examples that are kept for one reason.
    pub const MOST_EXAMPLES: usize = 5;

    /// Rows that were not taken at all.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// How often each reason occurred; a row can have several.
    #[must_use]
    pub const fn counts(&self) -> &BTreeMap<RejectedBecause, u64> {
        &self.counts
    }

    /// Some examples of each reason.
    pub fn examples(&self) -> impl Iterator<Item = &Rejection> {
        self.examples.iter()
    }

    /// Whether nothing was refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn row(&mut self, reasons: Vec<Rejection>) {
        self.rows = self.rows.saturating_add(1);
        reasons.into_iter().for_each(|reason| self.add(reason));
    }

    pub(super) fn add(&mut self, rejection: Rejection) {
        let count = self.counts.entry(rejection.reason).or_default();
        *count = count.saturating_add(1);
        self.keep(rejection);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows);
        for (reason, count) in other.counts {
            let mine = self.counts.entry(reason).or_default();
            *mine = mine.saturating_add(count);
        }
        other.examples.into_iter().for_each(|example| self.keep(example));
    }

    /// Keeps the first examples of each reason, so that any order of rows keeps the same ones.
    pub(super) fn keep(&mut self, rejection: Rejection) {
        let reason = rejection.reason;
        self.examples.insert(rejection);
        let mut of_reason = self.examples.iter().filter(|example| example.reason == reason);
        if let Some(surplus) = of_reason.nth(Self::MOST_EXAMPLES).cloned() {
            self.examples.remove(&surplus);
        }
    }
}
