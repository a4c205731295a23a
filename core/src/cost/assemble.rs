//! From charges to an estimate: rounding, payers, taxes, totals.

use std::sync::Arc;

use super::charge::{Charge, Sharing, Taxation, charges, value_of};
use super::estimate::{Estimate, EstimateTotals};
use super::exact::Exact;
use super::follow::Together;
use super::line::{Effect, EstimateLine, Formula};
use super::price_book::Book;
use super::request::EstimateRequest;
use super::shares::{Shares, Split};
use super::taxes::{Taxable, Taxes};
use super::words::{LineKind, Payer};
use super::{CostError, follow};
use crate::money::{Decimal, Money, MoneyError};
use crate::time::Instant;
use crate::wire::{PricesDocument, RoundingScopeDocument, SettlementDocument};

pub(super) fn estimate(book: &Book, request: &EstimateRequest) -> Result<Estimate, CostError> {
    in_force(book, request.issued_at)?;
    let valid_until = valid_until(book, request)?;
    let mut charges = charges(book, request)?;
    let together = follow::add(book, request, &mut charges)?;
    let mut sheet = Sheet::new(book, request, charges.len(), together);
    for charge in charges {
        sheet.charge(charge)?;
    }
    let value = CostError::value("totals");
    sheet.close().map_err(&value)?;
    let cash = sheet.cash().map_err(&value)?;
    let payers = sheet.payers(cash).map_err(&value)?;
    let totals = sum(payers.iter().map(|payer| payer.1), book).map_err(&value)?;
    let customer = payers.iter().find(|known| known.0 == Payer::Customer);
    if let Some(limit) = request.not_to_exceed {
        let total = customer.map_or(Money::zero(book.currency), |known| known.1.amount_due);
        let room = limit.minus(total).map_err(CostError::value("not_to_exceed"))?;
        if room.is_negative() {
            return Err(CostError::AboveLimit { total, limit });
        }
    }
    Ok(Estimate {
        version: request.version,
        price_book: book.revision.clone(),
        issued_at: request.issued_at,
        valid_until,
        currency: book.currency,
        prices: book.prices,
        kinds: kinds(&sheet.lines, book).map_err(&value)?,
        lines: sheet.lines,
        totals,
        payers,
        not_to_exceed: request.not_to_exceed,
    })
}

fn in_force(book: &Book, at: Instant) -> Result<(), CostError> {
    let early = book.valid_from.is_some_and(|from| at < from);
    let late = book.valid_until.is_some_and(|until| at >= until);
    if !early && !late {
        return Ok(());
    }
    let shown = |end: Option<Instant>| end.map_or_else(|| "any time".to_owned(), |end| end.to_string());
    Err(CostError::NotInForce { at, from: shown(book.valid_from), until: shown(book.valid_until) })
}

fn valid_until(book: &Book, request: &EstimateRequest) -> Result<Instant, CostError> {
    let by_book = || request.issued_at.checked_add(book.estimate_valid?);
    request
        .valid_until
        .or_else(by_book)
        .ok_or_else(|| CostError::Missing { path: "estimate".to_owned(), field: "valid_until".to_owned() })
}

/// The lines so far, and what the sums need.
struct Sheet<'a> {
    book: &'a Book,
    request: &'a EstimateRequest,
    lines: Vec<EstimateLine>,
    /// The charges of each payer as they are priced, with tax or without.
    charged: Shares,
    /// The same before rounding.
    exact: Exact,
    taxes: Taxes<'a>,
    tax: Shares,
}

impl<'a> Sheet<'a> {
    fn new(book: &'a Book, request: &'a EstimateRequest, charges: usize, together: Together) -> Self {
        Self {
            book,
            request,
            lines: Vec::with_capacity(charges.saturating_add(book.taxes.len()).saturating_add(4)),
            charged: Shares::default(),
            exact: Exact::ZERO,
            taxes: Taxes::new(book, together),
            tax: Shares::default(),
        }
    }

    /// Adds the line of a charge, that of its discount, and what both mean for the taxes.
    fn charge(&mut self, charge: Charge) -> Result<(), CostError> {
        let value = value_of(charge.line);
        let exact = charge.net().map_err(&value)?;
        let net = self.rounded(exact).map_err(&value)?;
        let Some(split) = self.request.splits.get(charge.split) else { return Ok(()) };
        let shares = match charge.sharing {
            Sharing::Whole => split.shares(charge.line, net)?,
            Sharing::Proportional => split.proportional(net.minor_units()).map_err(&value)?,
        };
        self.charged = self.charged.plus(&shares).map_err(&value)?;
        self.exact = self.exact.plus(exact).map_err(&value)?;
        let (set, taxation) = (charge.set, charge.taxation);
        let counts = self.book.minimum.as_ref().is_some_and(|minimum| minimum.of.contains(&charge.kind));
        let taxable = Taxable {
            exact,
            reduction: Exact::ZERO,
            shares,
            split,
            sharing: charge.sharing,
            reducible: charge.kind != LineKind::CoreCharge,
            counts,
        };
        self.charge_lines(charge, net, shares, split).map_err(&value)?;
        match taxation {
            Taxation::Own => self.taxes.add(set, taxable),
            Taxation::Reduced(left) => {
                self.reduced(taxable, net, left).and_then(|taxable| self.taxes.add(set, taxable))
            }
            Taxation::OnLines => Ok(()),
            Taxation::Scaled => self.taxes.note(set, &taxable),
            Taxation::Floor => self.taxes.note_fee(&taxable),
        }
        .map_err(&value)
    }

    /// A charge as far as per cents off the whole leave it; they are shared by the per cents of its payers.
    fn reduced<'b>(&self, charge: Taxable<'b>, net: Money, left: Decimal) -> Result<Taxable<'b>, MoneyError> {
        let exact = charge.exact.times(left)?;
        let off = self.rounded(exact)?.minus(net)?;
        let shares = charge.shares.plus(&charge.split.proportional(off.minor_units())?)?;
        Ok(Taxable { exact, reduction: charge.exact.minus(exact)?, shares, ..charge })
    }

    fn charge_lines(
        &mut self,
        charge: Charge,
        net: Money,
        shares: Shares,
        split: &Split,
    ) -> Result<(), MoneyError> {
        let mut line = EstimateLine {
            id: charge.id,
            kind: charge.kind,
            item: charge.item,
            procedure: charge.procedure,
            hours: charge.hours,
            effect: Effect::Added,
            amount: net,
            formula: charge.formula,
            source: charge.source,
            shares,
        };
        let Some((_, formula, source)) = charge.discount else {
            self.lines.push(line);
            return Ok(());
        };
        line.amount = self.rounded(charge.price)?;
        let off = net.minus(line.amount)?;
        // The discount is shared as what is left is; where nothing is left, by the per cents.
        let off_shares = if net.is_zero() {
            split.proportional(off.minor_units())?
        } else {
            shares.allocate(off.minor_units(), None)?
        };
        line.shares = shares.minus(&off_shares)?;
        let discount = EstimateLine {
            id: format!("{}/discount", line.id).into(),
            kind: LineKind::Discount,
            hours: None,
            amount: off,
            formula,
            source: Some(source),
            shares: off_shares,
            ..line.clone()
        };
        self.lines.extend([line, discount]);
        Ok(())
    }

    /// Closes the sum of the lines, and adds the taxes.
    fn close(&mut self) -> Result<(), MoneyError> {
        if self.book.scope == RoundingScopeDocument::PerDocument {
            self.close_sum()?;
        }
        self.taxes.close(&self.request.splits)?;
        let effect = match self.book.prices {
            PricesDocument::WithTax => Effect::Contained,
            _ => Effect::Added,
        };
        for (tax, taxed) in self.taxes.rows() {
            let of = taxed.base.rounded(&self.book.rounding)?;
            self.tax = self.tax.plus(&taxed.tax)?;
            self.lines.push(EstimateLine {
                id: format!("/tax/{}", tax.name).into(),
                kind: LineKind::Tax,
                item: Some(tax.name.clone()),
                procedure: None,
                hours: None,
                effect,
                amount: Money::from_minor_units(taxed.tax.sum()?, self.book.currency),
                formula: Formula::Percent { percent: tax.percent, of },
                source: Some(tax.source.clone()),
                shares: taxed.tax,
            });
        }
        Ok(())
    }

    /// The line that makes rounded lines come to the rounded sum.
    fn close_sum(&mut self) -> Result<(), MoneyError> {
        let from = Money::from_minor_units(self.charged.sum()?, self.book.currency);
        let to = self.rounded(self.exact)?;
        let off = to.minus(from)?;
        if !off.is_zero() {
            let shares = self.charged.allocate(off.minor_units(), None)?;
            self.charged = self.charged.plus(&shares)?;
            self.lines.push(rounding_line("/rounding/sum", off, (from, to), shares, "rounding"));
        }
        Ok(())
    }

    /// The line that rounds what the customer pays to coins, and its amount.
    fn cash(&mut self) -> Result<Money, MoneyError> {
        let zero = Money::zero(self.book.currency);
        let Some(cash) = self.book.cash.filter(|_| self.request.settlement == SettlementDocument::Cash)
        else {
            return Ok(zero);
        };
        let mut shares = self.charged;
        if self.book.prices != PricesDocument::WithTax {
            shares = shares.plus(&self.tax)?;
        }
        let from = Money::from_minor_units(shares.of(Payer::Customer), self.book.currency);
        let to = cash.money(from.amount(), self.book.currency)?;
        let off = to.minus(from)?;
        if !off.is_zero() {
            let shares = Shares::only(Payer::Customer, off.minor_units());
            let line = rounding_line("/rounding/cash", off, (from, to), shares, "rounding.cash");
            self.lines.push(EstimateLine { effect: Effect::AtPayment, ..line });
        }
        Ok(off)
    }

    fn payers(&self, cash: Money) -> Result<Vec<(Payer, EstimateTotals)>, MoneyError> {
        let currency = self.book.currency;
        let mut payers = Vec::with_capacity(Payer::ALL.len());
        for &payer in Payer::ALL {
            if !self.lines.iter().any(|line| line.shares.of(payer) != 0) {
                continue;
            }
            let [charged, tax] =
                [&self.charged, &self.tax].map(|shares| Money::from_minor_units(shares.of(payer), currency));
            let cash_rounding = if payer == Payer::Customer { cash } else { Money::zero(currency) };
            let net = if self.book.prices == PricesDocument::WithTax { charged.minus(tax)? } else { charged };
            let total = net.plus(tax)?;
            let amount_due = total.plus(cash_rounding)?;
            payers.push((payer, EstimateTotals { net, tax, total, cash_rounding, amount_due }));
        }
        Ok(payers)
    }

    fn rounded(&self, exact: Exact) -> Result<Money, MoneyError> {
        Money::new(exact.rounded(&self.book.rounding)?, self.book.currency)
    }
}

fn rounding_line(
    id: &str,
    amount: Money,
    (from, to): (Money, Money),
    shares: Shares,
    source: &str,
) -> EstimateLine {
    EstimateLine {
        id: Arc::from(id),
        kind: LineKind::Rounding,
        item: None,
        procedure: None,
        hours: None,
        effect: Effect::Added,
        amount,
        formula: Formula::Difference { from: from.amount(), to: to.amount() },
        source: Some(Arc::from(source)),
        shares,
    }
}

fn sum(totals: impl Iterator<Item = EstimateTotals>, book: &Book) -> Result<EstimateTotals, MoneyError> {
    let mut sum = EstimateTotals::zero(book.currency);
    for EstimateTotals { net, tax, total, cash_rounding, amount_due } in totals {
        sum.net = sum.net.plus(net)?;
        sum.tax = sum.tax.plus(tax)?;
        sum.total = sum.total.plus(total)?;
        sum.cash_rounding = sum.cash_rounding.plus(cash_rounding)?;
        sum.amount_due = sum.amount_due.plus(amount_due)?;
    }
    Ok(sum)
}

fn kinds(lines: &[EstimateLine], book: &Book) -> Result<Vec<(LineKind, Money)>, MoneyError> {
    let mut sums = [None; LineKind::ALL.len()];
    for line in lines.iter().filter(|line| line.effect != Effect::AtPayment) {
        if let Some(sum) = sums.get_mut(line.kind as usize) {
            *sum = Some(sum.unwrap_or(Money::zero(book.currency)).plus(line.amount)?);
        }
    }
    Ok(LineKind::ALL.iter().copied().zip(sums).filter_map(|(kind, sum)| Some((kind, sum?))).collect())
}
