use std::sync::Arc;

use super::CostError;
use super::line::EstimateLine;
use super::words::{LineKind, Payer};
use crate::money::{Currency, Money};
use crate::time::Instant;
use crate::wire::PricesDocument;

/// What planned work costs: lines, each split between payers, with explicit taxes and rounding (domain facts CO-3, CO-9).
///
/// The amounts of all lines whose effect is *added* sum to the total; so do the totals of the payers. Rounding to coins comes
/// after the total, as in the semantic model of electronic invoices (EN 16931-1, BT-112 to BT-115).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    pub(super) version: u32,
    pub(super) price_book: Arc<str>,
    pub(super) issued_at: Instant,
    pub(super) valid_until: Instant,
    pub(super) currency: Currency,
    pub(super) prices: PricesDocument,
    pub(super) lines: Vec<EstimateLine>,
    pub(super) totals: EstimateTotals,
    pub(super) payers: Vec<(Payer, EstimateTotals)>,
    pub(super) kinds: Vec<(LineKind, Money)>,
    pub(super) not_to_exceed: Option<Money>,
}

/// The sums of an estimate or of one payer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EstimateTotals {
    /// Without taxes.
    pub net: Money,
    /// All taxes.
    pub tax: Money,
    /// What is owed: the net amount with the taxes.
    pub total: Money,
    /// What rounding to coins adds or takes off when the customer pays in cash; otherwise zero.
    pub cash_rounding: Money,
    /// What is paid: the total, rounded to coins where it is paid in cash.
    pub amount_due: Money,
}

impl Estimate {
    /// Its version.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The revision of the price book.
    #[must_use]
    pub fn price_book(&self) -> &str {
        &self.price_book
    }

    /// When it was made.
    #[must_use]
    pub const fn issued_at(&self) -> Instant {
        self.issued_at
    }

    /// The first instant at which it can no longer be accepted.
    #[must_use]
    pub const fn valid_until(&self) -> Instant {
        self.valid_until
    }

    /// The currency of all its amounts.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether its prices contain the taxes.
    #[must_use]
    pub const fn prices(&self) -> PricesDocument {
        self.prices
    }

    /// The lines in the order of the plan, then discounts on the whole, taxes and rounding.
    #[must_use]
    pub fn lines(&self) -> &[EstimateLine] {
        &self.lines
    }

    /// The sums of all.
    #[must_use]
    pub const fn totals(&self) -> EstimateTotals {
        self.totals
    }

    /// The payers of at least one line, with their sums.
    #[must_use]
    pub fn payers(&self) -> &[(Payer, EstimateTotals)] {
        &self.payers
    }

    /// The sums of one payer.
    #[must_use]
    pub fn payer(&self, payer: Payer) -> EstimateTotals {
        let found = self.payers.iter().find(|known| known.0 == payer);
        found.map_or_else(|| EstimateTotals::zero(self.currency), |known| known.1)
    }

    /// The sums of the customer.
    #[must_use]
    pub fn customer(&self) -> EstimateTotals {
        self.payer(Payer::Customer)
    }

    /// The sum of the lines of each kind that has any, without rounding to coins; where prices contain the taxes, so do
    /// these.
    #[must_use]
    pub fn kinds(&self) -> &[(LineKind, Money)] {
        &self.kinds
    }

    /// The sum of the lines of one kind.
    #[must_use]
    pub fn kind(&self, kind: LineKind) -> Money {
        let found = self.kinds.iter().find(|known| known.0 == kind);
        found.map_or_else(|| Money::zero(self.currency), |known| known.1)
    }

    /// What the customer may not be charged beyond without a new authorisation.
    #[must_use]
    pub const fn not_to_exceed(&self) -> Option<Money> {
        self.not_to_exceed
    }

    /// Whether it can still be accepted at an instant.
    ///
    /// # Errors
    ///
    /// [`CostError::Expired`] from [`Estimate::valid_until`] on.
    pub fn check_valid(&self, at: Instant) -> Result<(), CostError> {
        if at < self.valid_until {
            return Ok(());
        }
        Err(CostError::Expired { at, valid_until: self.valid_until })
    }
}

impl EstimateTotals {
    pub(super) const fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { net: zero, tax: zero, total: zero, cash_rounding: zero, amount_due: zero }
    }
}
