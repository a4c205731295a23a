//! The taxes on charges: rounded line by line, or once for the document.

use super::charge::Sharing;
use super::exact::Exact;
use super::follow::{Floor, Together};
use super::price_book::{Book, Tax, TaxSet};
use super::shares::{PayerSet, Shares, Split};
use super::whole::Scale;
use crate::money::{Decimal, Money, MoneyError};
use crate::wire::{PricesDocument, RoundingScopeDocument};

/// The taxes so far.
pub(super) struct Taxes<'a> {
    book: &'a Book,
    scope: RoundingScopeDocument,
    floor: Option<Floor>,
    scale: Option<Scale>,
    /// By tax of the book.
    rows: Vec<Taxed>,
    /// By set of taxes, where prices contain them and they are rounded for the document.
    sets: Vec<(Exact, Shares)>,
}

/// What is known of one tax.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taxed {
    pub(super) met: bool,
    /// What it is taken of.
    pub(super) base: Exact,
    /// The tax by payer.
    pub(super) tax: Shares,
    /// The charges under it by payer.
    charged: Shares,
    /// Before rounding, where it is rounded for the document.
    exact: Exact,
    /// As far as amounts off the whole reduce it.
    reducible: Exact,
    /// As far as it counts towards that of the minimum charge: before rounding, and rounded by line.
    counted: (Exact, i64),
}

/// A charge, as far as it is taxed.
pub(super) struct Taxable<'a> {
    /// Before rounding; what is taken off the whole by per cents is off, where lines are reduced by it.
    pub(super) exact: Exact,
    /// What that is.
    pub(super) reduction: Exact,
    /// As it is charged to the payers.
    pub(super) shares: Shares,
    pub(super) split: &'a Split,
    pub(super) sharing: Sharing,
    /// Whether an amount off the whole reduces it.
    pub(super) reducible: bool,
    /// Whether it counts towards the minimum charge.
    pub(super) counts: bool,
}

impl Taxable<'_> {
    /// What some payers pay of it.
    fn part(&self, payers: Option<&PayerSet>) -> Result<Exact, MoneyError> {
        let Some(payers) = payers else { return Ok(self.exact) };
        if self.reduction == Exact::ZERO {
            return self.exact.part(|exact, unit| self.split.part(exact, unit, payers, self.sharing));
        }
        let full = self.exact.plus(self.reduction)?;
        let full = full.part(|exact, unit| self.split.part(exact, unit, payers, self.sharing))?;
        full.minus(self.proportional(self.reduction, payers)?)
    }

    /// The part of an amount that some payers pay by the per cents alone.
    fn proportional(&self, amount: Exact, payers: &PayerSet) -> Result<Exact, MoneyError> {
        amount.part(|exact, unit| self.split.part(exact, unit, payers, Sharing::Proportional))
    }
}

impl<'a> Taxes<'a> {
    pub(super) fn new(book: &'a Book, together: Together) -> Self {
        let none = Taxed {
            met: false,
            base: Exact::ZERO,
            tax: Shares::default(),
            charged: Shares::default(),
            exact: Exact::ZERO,
            reducible: Exact::ZERO,
            counted: (Exact::ZERO, 0),
        };
        // An amount off charges that are taxed in several ways leaves no line that could be taxed for itself.
        let scope = if together.scale.is_some() { RoundingScopeDocument::PerDocument } else { book.scope };
        Self {
            book,
            scope,
            floor: together.floor,
            scale: together.scale,
            rows: vec![none; book.taxes.len()],
            sets: vec![(Exact::ZERO, Shares::default()); book.sets.len()],
        }
    }

    /// The taxes of the book that something is under.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'a Tax, &Taxed)> {
        self.book.taxes.iter().zip(&self.rows).filter(|row| row.1.met)
    }

    /// Adds the taxes on a charge.
    pub(super) fn add(&mut self, set: usize, mut charge: Taxable<'_>) -> Result<(), MoneyError> {
        let Some(taxes) = self.book.sets.get(set) else { return Ok(()) };
        if self.scope == RoundingScopeDocument::PerLine {
            return self.by_line(taxes, &charge);
        }
        if self.book.scope == RoundingScopeDocument::PerLine {
            let charged = Money::from_minor_units(charge.shares.sum()?, self.book.currency);
            charge.exact = Exact::of(charged.amount())?;
        }
        if self.book.prices == PricesDocument::WithTax {
            if let Some((sum, charged)) = self.sets.get_mut(set) {
                *sum = sum.plus(charge.exact)?;
                *charged = charged.plus(&charge.shares)?;
            }
            return Ok(());
        }
        self.by_document(taxes, &charge)
    }

    /// The taxes on one line, rounded there.
    fn by_line(&mut self, set: &TaxSet, charge: &Taxable<'_>) -> Result<(), MoneyError> {
        let contained = self.book.prices == PricesDocument::WithTax;
        for &(tax, factor) in &set.factors {
            let payers = self.payers_of(tax);
            let charged = charge.shares.masked(payers);
            // A payer's share of a larger amount can be a unit smaller, so that what some payers pay is rounded by itself.
            let base = match payers {
                None => Money::from_minor_units(charged.sum()?, self.book.currency).amount(),
                Some(_) => charge.part(payers)?.rounded(&self.book.rounding)?,
            };
            let exact = Exact::of(base)?.times(factor)?;
            let amount = if contained {
                exact.rounded_quotient(set.gross, &self.book.rounding)?
            } else {
                exact.rounded(&self.book.rounding)?
            };
            let amount = minor(amount, self.book)?;
            let own = charged.allocate(amount, payers)?;
            let Some(row) = self.rows.get_mut(tax) else { continue };
            row.met = true;
            row.base = row.base.plus(Exact::of(base)?)?;
            row.charged = row.charged.plus(&charged)?;
            row.tax = row.tax.plus(&own)?;
            if charge.counts {
                row.counted.1 = row.counted.1.checked_add(amount).ok_or(SUM)?;
            }
        }
        Ok(())
    }

    /// What one charge adds to the taxes of the document.
    fn by_document(&mut self, set: &TaxSet, charge: &Taxable<'_>) -> Result<(), MoneyError> {
        let counts = self.floor.as_ref().filter(|_| charge.counts);
        let scaled = self.scale.is_some() && charge.reducible;
        let left = counts.map(|floor| floor.left);
        for &(tax, factor) in &set.factors {
            let payers = self.payers_of(tax);
            let base = charge.part(payers)?;
            let charged = charge.shares.masked(payers);
            let Some(row) = self.rows.get_mut(tax) else { continue };
            row.met = true;
            row.exact = row.exact.plus(base.times(factor)?)?;
            row.base = row.base.plus(base)?;
            row.charged = row.charged.plus(&charged)?;
            if left.is_none() && !scaled {
                continue;
            }
            let shared = match payers {
                Some(payers) => charge.proportional(charge.exact, payers)?.times(factor)?,
                None => charge.exact.times(factor)?,
            };
            if let Some(left) = left {
                row.counted.0 = row.counted.0.plus(shared.times(left)?)?;
            }
            if scaled {
                row.reducible = row.reducible.plus(shared)?;
            }
        }
        Ok(())
    }

    /// Notes a charge whose taxes come from others: an amount off the whole.
    pub(super) fn note(&mut self, set: usize, charge: &Taxable<'_>) -> Result<(), MoneyError> {
        if self.scale.is_none() {
            return Ok(());
        }
        let Some(set) = self.book.sets.get(set) else { return Ok(()) };
        for &(tax, _) in &set.factors {
            self.note_one(tax, charge)?;
        }
        Ok(())
    }

    /// Notes the fee that makes up the minimum charge, under the taxes that the minimum is under.
    pub(super) fn note_fee(&mut self, charge: &Taxable<'_>) -> Result<(), MoneyError> {
        for tax in 0..self.rows.len() {
            let factor = self.floor.as_ref().and_then(|floor| floor.factors.get(tax));
            if factor.is_some_and(|factor| !factor.is_zero()) {
                self.note_one(tax, charge)?;
            }
        }
        Ok(())
    }

    fn note_one(&mut self, tax: usize, charge: &Taxable<'_>) -> Result<(), MoneyError> {
        let payers = self.payers_of(tax);
        let base = charge.part(payers)?;
        let Some(row) = self.rows.get_mut(tax) else { return Ok(()) };
        row.met = true;
        row.base = row.base.plus(base)?;
        row.charged = row.charged.plus(&charge.shares.masked(payers))?;
        Ok(())
    }

    /// Rounds what is rounded for the document, and brings the taxes up to those of the minimum charge.
    pub(super) fn close(&mut self, splits: &[Split]) -> Result<(), MoneyError> {
        match (self.scope, self.book.prices) {
            (RoundingScopeDocument::PerLine, _) => self.close_lines(splits),
            (_, PricesDocument::WithTax) => self.close_contained(),
            _ => self.close_document(),
        }
    }

    fn close_lines(&mut self, splits: &[Split]) -> Result<(), MoneyError> {
        let Some(floor) = &self.floor else { return Ok(()) };
        for ((tax, row), factor) in self.book.taxes.iter().zip(&mut self.rows).zip(&floor.factors) {
            let least = minor(floor.amount.times(*factor)?.rounded(&self.book.rounding)?, self.book)?;
            let missing = least.saturating_sub(row.counted.1);
            let Some(split) = splits.get(floor.split).filter(|_| missing > 0) else { continue };
            row.met = true;
            let payers = tax.payers.as_ref();
            let own = split.proportional(missing)?.masked(payers).allocate(missing, payers)?;
            row.tax = row.tax.plus(&own)?;
        }
        Ok(())
    }

    fn close_document(&mut self) -> Result<(), MoneyError> {
        let book = self.book;
        for (place, (tax, row)) in book.taxes.iter().zip(&mut self.rows).enumerate() {
            let factor =
                self.floor.as_ref().and_then(|floor| Some((floor.amount, floor.factors.get(place)?)));
            if let Some((amount, factor)) = factor {
                let missing = amount.times(*factor)?.minus(row.counted.0)?;
                if !missing.is_negative() {
                    row.exact = row.exact.plus(missing)?;
                    row.reducible = row.reducible.plus(missing)?;
                }
            }
            let amount = match self.scale {
                Some(scale) => row.exact.less(row.reducible, (scale.off, scale.of), &book.rounding)?,
                None => row.exact.rounded(&book.rounding)?,
            };
            row.tax = row.charged.allocate(minor(amount, book)?, tax.payers.as_ref())?;
        }
        Ok(())
    }

    fn close_contained(&mut self) -> Result<(), MoneyError> {
        for (set, (sum, charged)) in self.book.sets.iter().zip(&self.sets) {
            for &(tax, factor) in &set.factors {
                let Some(row) = self.rows.get_mut(tax) else { continue };
                let amount = sum.times(factor)?.rounded_quotient(set.gross, &self.book.rounding)?;
                row.met |= *sum != Exact::ZERO || *charged != Shares::default();
                row.base = row.base.plus(*sum)?;
                row.tax = row.tax.plus(&charged.allocate(minor(amount, self.book)?, None)?)?;
            }
        }
        Ok(())
    }

    fn payers_of(&self, tax: usize) -> Option<&'a PayerSet> {
        self.book.taxes.get(tax)?.payers.as_ref()
    }
}

const SUM: MoneyError = MoneyError::OutOfRange { what: "sum" };

fn minor(amount: Decimal, book: &Book) -> Result<i64, MoneyError> {
    Money::new(amount, book.currency).map(Money::minor_units)
}
