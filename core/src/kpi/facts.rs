use std::collections::BTreeMap;

use super::words::{Dimension, Flag, Outcome, Quantity, Stamp};
use crate::money::{Currency, Money};
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// What is known of one ticket, checked: every word is one of its list, every stamp an instant, every score in its range.
///
/// ```
/// use aftersales::kpi::{Facts, Stamp};
/// use aftersales::wire::TicketFactsDocument;
///
/// let document = TicketFactsDocument {
///     created_at: Some("2026-03-14T09:00:00Z".to_owned()),
///     completed_at: Some("2026-03-14T08:00:00Z".to_owned()),
///     satisfaction: Some(f64::NAN),
///     ..TicketFactsDocument::default()
/// };
/// let reasons = Facts::try_from(&document).unwrap_err();
/// assert_eq!(reasons[0].reason.as_str(), "score_out_of_range");
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub(super) ticket: Option<Name>,
    pub(super) unit: Option<Name>,
    pub(super) problem: Option<Name>,
    pub(super) rework_of: Option<Name>,
    pub(super) rework_at: Option<Instant>,
    pub(super) outcome: Option<Outcome>,
    pub(super) stamps: [Option<Instant>; Stamp::ALL.len()],
    pub(super) words: [Option<Name>; Dimension::ALL.len()],
    pub(super) flags: [Option<bool>; Flag::ALL.len()],
    pub(super) quantities: [Option<u32>; Quantity::ALL.len()],
    pub(super) satisfaction: Option<Score>,
    pub(super) aspects: BTreeMap<Name, Score>,
    pub(super) estimated_cost: Option<Costs>,
    pub(super) actual_cost: Option<Costs>,
    pub(super) waits: BTreeMap<Name, Span>,
    pub(super) promises: BTreeMap<Name, Promise>,
}

/// One promise of a ticket and what became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promise {
    pub(super) due: Option<Instant>,
    pub(super) stopped: Option<Instant>,
    pub(super) target: Option<Span>,
    pub(super) consumed: Option<Span>,
    pub(super) breached: Option<Instant>,
}

/// Amounts by kind of cost, all of one currency.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Costs {
    pub(super) currency: Currency,
    pub(super) by_kind: BTreeMap<Name, Money>,
}

/// A satisfaction from 1 to 5, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(i64);

impl Score {
    /// 4 of 5.
    pub(super) const FOUR: Self = Self(4_000_000);
    const LOWEST: f64 = 1.0;
    const HIGHEST: f64 = 5.0;
    /// Parts of a point that a score keeps.
    pub(super) const MICROS: f64 = 1_000_000.0;

    /// A score from 1 to 5, to six decimals; `None` for anything else.
    #[inline]
    #[must_use]
    pub fn new(points: f64) -> Option<Self> {
        let inside = (Self::LOWEST..=Self::HIGHEST).contains(&points);
        inside.then_some(Self((points * Self::MICROS + 0.5) as i64))
    }

    /// The score in points, from 1 to 5.
    #[must_use]
    pub fn points(self) -> f64 {
        self.0 as f64 / Self::MICROS
    }

    /// The score in millionths of a point.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }
}

impl Facts {
    /// The ticket's number.
    #[must_use]
    pub const fn ticket(&self) -> Option<&Name> {
        self.ticket.as_ref()
    }

    /// When something happened.
    #[must_use]
    pub fn stamp(&self, stamp: Stamp) -> Option<Instant> {
        self.stamps.get(stamp as usize).copied().flatten()
    }

    /// The word of a dimension.
    #[must_use]
    pub fn word(&self, dimension: Dimension) -> Option<&Name> {
        self.words.get(dimension as usize).and_then(Option::as_ref)
    }

    /// What is known as yes or no.
    #[must_use]
    pub fn flag(&self, flag: Flag) -> Option<bool> {
        self.flags.get(flag as usize).copied().flatten()
    }

    /// What is known as a number.
    #[must_use]
    pub fn quantity(&self, quantity: Quantity) -> Option<u32> {
        self.quantities.get(quantity as usize).copied().flatten()
    }

    /// A number that cannot be: a recommendation above 10, or more parts in time than were asked for.
    pub(super) fn impossible_quantity(&self) -> Option<(Quantity, u32)> {
        const MOST_RECOMMENDATION: u32 = 10;
        let parts = self.quantity(Quantity::PartsInTime).zip(self.quantity(Quantity::PartsAsked));
        let surplus = parts.filter(|(in_time, asked)| in_time > asked);
        let recommendation =
            self.quantity(Quantity::Recommendation).filter(|&score| score > MOST_RECOMMENDATION);
        surplus
            .map(|(in_time, _)| (Quantity::PartsInTime, in_time))
            .or(recommendation.map(|score| (Quantity::Recommendation, score)))
    }

    /// How it ended; `None` while open.
    #[must_use]
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// When the same problem of the same unit was reported again within the window
    /// ([`link_rework`](super::link_rework) finds it).
    #[must_use]
    pub const fn rework_at(&self) -> Option<Instant> {
        self.rework_at
    }

    /// Whether a later report of the same problem could be told.
    pub(super) const fn can_be_followed(&self) -> bool {
        self.unit.is_some() || self.rework_at.is_some()
    }

    /// What was known just before `as_of`: whatever came then or later has not happened yet.
    ///
    /// `None` where the ticket itself came later. An outcome is known once the ticket is closed.
    ///
    /// ```
    /// use aftersales::kpi::{Facts, Stamp};
    /// use aftersales::wire::TicketFactsDocument;
    ///
    /// let document = TicketFactsDocument {
    ///     created_at: Some("2026-03-14T09:00:00Z".to_owned()),
    ///     closed_at: Some("2026-03-20T09:00:00Z".to_owned()),
    ///     ..TicketFactsDocument::default()
    /// };
    /// let facts = Facts::try_from(&document).unwrap();
    /// let known = facts.as_of("2026-03-15T00:00:00Z".parse()?).unwrap();
    /// assert_eq!(known.stamp(Stamp::Closed), None);
    /// # Ok::<(), aftersales::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn as_of(&self, as_of: Instant) -> Option<Self> {
        if self.stamp(Stamp::Created).is_some_and(|created| created >= as_of) {
            return None;
        }
        let mut known = self.clone();
        let hide = |at: &mut Option<Instant>| *at = at.filter(|&at| at < as_of);
        let was_closed = known.stamp(Stamp::Closed).is_some();
        known.stamps.iter_mut().for_each(hide);
        hide(&mut known.rework_at);
        if was_closed && known.stamp(Stamp::Closed).is_none() {
            known.outcome = None;
            known.set_word(Dimension::Outcome, None);
        }
        for promise in known.promises.values_mut() {
            // What was used up by then is not in the record, so the due instant decides.
            if promise.stopped.is_none_or(|stopped| stopped >= as_of) {
                promise.consumed = None;
            }
            hide(&mut promise.stopped);
            hide(&mut promise.breached);
        }
        Some(known)
    }

    pub(super) fn set_word(&mut self, dimension: Dimension, word: Option<Name>) {
        if let Some(place) = self.words.get_mut(dimension as usize) {
            *place = word;
        }
    }

    pub(super) fn set_stamp(&mut self, stamp: Stamp, at: Option<Instant>) {
        if let Some(place) = self.stamps.get_mut(stamp as usize) {
            *place = at;
        }
    }
}
