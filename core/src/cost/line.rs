use std::sync::Arc;

use super::shares::Shares;
use super::words::{LineKind, Payer, Unit, WorkHours};
use crate::money::{Decimal, Money};

/// One line of an estimate, which says where its amount comes from and who pays it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EstimateLine {
    /// Its name in this and other versions: that of the planned line, with a word behind `/` where that has several; what
    /// belongs to the whole begins with `/`, such as `/tax/vat`.
    pub id: Arc<str>,
    /// Its kind.
    pub kind: LineKind,
    /// What it is: the grade, part, zone, way of sending, fee, supplier or tax.
    pub item: Option<Arc<str>>,
    /// The procedure of labour.
    pub procedure: Option<Arc<str>>,
    /// The hours of labour.
    pub hours: Option<WorkHours>,
    /// Whether its amount is added to the total or contained in other lines.
    pub effect: Effect,
    /// The amount.
    pub amount: Money,
    /// Where the amount comes from.
    pub formula: Formula,
    /// The entry of the price book or of the request.
    pub source: Option<Arc<str>>,
    pub(super) shares: Shares,
}

impl EstimateLine {
    /// The payers with a share other than zero, and their shares, which sum to the amount.
    pub fn shares(&self) -> impl Iterator<Item = (Payer, Money)> + '_ {
        let currency = self.amount.currency();
        self.shares.iter().map(move |(payer, minor)| (payer, Money::from_minor_units(minor, currency)))
    }

    /// What one payer pays of it.
    #[must_use]
    pub fn share(&self, payer: Payer) -> Money {
        Money::from_minor_units(self.shares.of(payer), self.amount.currency())
    }
}

/// Whether a line's amount is added to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// It is.
    Added,
    /// It is contained in other lines: a tax where prices are with tax.
    Contained,
    /// It is added to what is paid, after the total: rounding to coins.
    AtPayment,
}

/// Where an amount comes from, before rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Formula {
    /// Quantity × rate × multiplier.
    Rate {
        /// The quantity that is charged.
        quantity: Decimal,
        /// Its unit.
        unit: Unit,
        /// The price.
        rate: Decimal,
        /// The unit that the price is for.
        per: Unit,
        /// What the price is multiplied by.
        multiplier: Decimal,
    },
    /// A share of something: of the net amount for a tax, also where the price contains it, and with the taxes before it
    /// for one that is taken of them too.
    Percent {
        /// Per cent.
        percent: Decimal,
        /// Of what: the amount as far as it is shared out, rounded.
        of: Decimal,
    },
    /// An amount as it was given.
    Flat {
        /// The amount.
        amount: Decimal,
    },
    /// What makes up the difference between two amounts: a minimum charge, a sum of rounded amounts, cash.
    Difference {
        /// What it was.
        from: Decimal,
        /// What it becomes.
        to: Decimal,
    },
}
