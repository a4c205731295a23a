//! Charges that follow from others: small material, the minimum charge, discounts on the whole.

use std::sync::Arc;

use super::CostError;
use super::charge::{Charge, Sharing, Taxation, path};
use super::exact::Exact;
use super::line::Formula;
use super::price_book::{Book, Minimum};
use super::request::{EstimateRequest, PlanLine, Planned};
use super::shares::Split;
use super::whole::{self, Scale};
use super::words::LineKind;
use crate::money::{Decimal, MoneyError};
use crate::wire::{PricesDocument, RoundingScopeDocument};

/// The name of the fee that makes up the minimum charge.
pub(super) const MINIMUM: &str = "/minimum_charge";

/// What taxes must know of the charges together.
#[derive(Debug, Default)]
pub(super) struct Together {
    pub(super) floor: Option<Floor>,
    pub(super) scale: Option<Scale>,
}

/// What the lines that count towards the minimum charge are taxed at least.
#[derive(Debug)]
pub(super) struct Floor {
    /// The minimum charge.
    pub(super) amount: Exact,
    /// By tax of the book: the least share of an amount that it is on any of the lines and on the fee.
    pub(super) factors: Vec<Decimal>,
    /// What per cents off the whole leave of lines that are not reduced one by one.
    pub(super) left: Decimal,
    /// The split of those who pay the fee.
    pub(super) split: usize,
}

/// Adds them to the charges of the planned lines.
pub(super) fn add(
    book: &Book,
    request: &EstimateRequest,
    charges: &mut Vec<Charge>,
) -> Result<Together, CostError> {
    for (position, line) in request.lines.iter().enumerate() {
        if matches!(line.charge, Planned::Consumables) {
            let charge = consumables(book, line, position, charges)?;
            // It stands where the plan has it.
            let place = charges.iter().position(|known| known.line > position).unwrap_or(charges.len());
            charges.insert(place, charge);
        }
    }
    let discounts = whole::discounts(book, request)?;
    let left = whole::left(&discounts)?;
    let floor = match &book.minimum {
        Some(minimum) => self::minimum(book, request, minimum, left, charges)?,
        None => None,
    };
    let scale = whole::take_off(book, &discounts, charges)?;
    Ok(Together { floor, scale })
}

/// A charge that comes from a line as a whole.
pub(super) fn charge(
    id: Arc<str>,
    kind: LineKind,
    price: Exact,
    formula: Formula,
    source: &Arc<str>,
    line: usize,
) -> Charge {
    Charge {
        id,
        kind,
        item: None,
        procedure: None,
        hours: None,
        formula,
        source: Some(source.clone()),
        price,
        discount: None,
        split: 0,
        sharing: Sharing::Proportional,
        set: 0,
        taxation: Taxation::Own,
        line,
    }
}

fn consumables(
    book: &Book,
    line: &PlanLine,
    position: usize,
    charges: &[Charge],
) -> Result<Charge, CostError> {
    let path = path(position);
    let missing = || CostError::Missing { path: format!("{path}.charge"), field: "consumables".to_owned() };
    let tariff = book.consumables.as_ref().ok_or_else(missing)?;
    let value = CostError::value(&path);
    let counted = charges.iter().filter(|charge| tariff.of.contains(&charge.kind));
    let base = counted.map(Charge::net).try_fold(Exact::ZERO, |sum, net| sum.plus(net?)).map_err(&value)?;
    let share = base.percent(tariff.percent.price).map_err(&value)?;
    let most = tariff.at_most.map(Exact::of).transpose().map_err(&value)?;
    let of = base.rounded(&book.rounding).map_err(&value)?;
    let (price, formula) = match (most, tariff.at_most) {
        (Some(most), Some(amount)) if most.min(share) == most && most != share => {
            (most, Formula::Flat { amount })
        }
        _ => (share, Formula::Percent { percent: tariff.percent.price, of }),
    };
    let kind = LineKind::Consumables;
    let charge = charge(line.id.clone(), kind, price, formula, &tariff.percent.source, position);
    Ok(Charge { split: line.split, sharing: Sharing::Whole, set: book.set_of(kind), ..charge })
}

/// Adds the fee that makes up what is missing to the minimum; those pay it who pay the first line that counts.
///
/// The lines count as they are charged: less their discounts and the per cents that are taken off the whole.
fn minimum(
    book: &Book,
    request: &EstimateRequest,
    minimum: &Minimum,
    left: Decimal,
    charges: &mut Vec<Charge>,
) -> Result<Option<Floor>, CostError> {
    let value = CostError::value("minimum_charge");
    let counts = |charge: &&Charge| minimum.of.contains(&charge.kind);
    let Some(first) = charges.iter().find(counts) else { return Ok(None) };
    let (split, set, line) = (first.split, first.set, first.line);
    let counted = || charges.iter().filter(counts);
    let sum = counted().try_fold(Exact::ZERO, |sum, charge| sum.plus(charge.charged(book, left)?));
    let sum = sum.map_err(&value)?;
    let amount = book.as_charged(Exact::of(minimum.amount.price).map_err(&value)?).map_err(&value)?;
    let missing = amount.minus(sum).map_err(&value)?;
    let contained = book.prices == PricesDocument::WithTax;
    let fee_set = book.set_of(LineKind::Fee);
    let floor = if contained {
        None
    } else {
        let sets = counted().map(|charge| (charge.split, charge.set)).chain([(split, fee_set)]);
        let factors = least_factors(book, request, sets).map_err(&value)?;
        Some(Floor {
            amount,
            factors,
            left: if book.scope == RoundingScopeDocument::PerLine { Decimal::ONE } else { left },
            split,
        })
    };
    if missing != Exact::ZERO && !missing.is_negative() {
        let from = sum.rounded(&book.rounding).map_err(&value)?;
        let formula = Formula::Difference { from, to: minimum.amount.price };
        let fee = charge(MINIMUM.into(), LineKind::Fee, missing, formula, &minimum.amount.source, line);
        let (set, taxation) = if contained { (fee_set, Taxation::Own) } else { (set, Taxation::Floor) };
        charges.push(Charge { split, set, taxation, ..fee });
    }
    Ok(floor)
}

/// By tax, the least share of an amount that it is under any of the splits and sets.
fn least_factors(
    book: &Book,
    request: &EstimateRequest,
    sets: impl Iterator<Item = (usize, usize)>,
) -> Result<Vec<Decimal>, MoneyError> {
    let mut least: Vec<Option<Decimal>> = vec![None; book.taxes.len()];
    for (split, set) in sets {
        let factors = book.sets.get(set).map(|set| &*set.factors).unwrap_or_default();
        for (place, (tax, least)) in book.taxes.iter().zip(&mut least).enumerate() {
            let factor =
                factors.iter().find(|factor| factor.0 == place).map_or(Decimal::ZERO, |known| known.1);
            let share = match (&tax.payers, request.splits.get(split)) {
                (Some(payers), Some(split)) => split.share_of(payers)?,
                _ => Decimal::ONE,
            };
            let own = factor.times(share)?;
            if least.is_none_or(|least| own < least) {
                *least = Some(own);
            }
        }
    }
    Ok(least.into_iter().map(|least| least.unwrap_or(Decimal::ZERO)).collect())
}

impl Book {
    /// An amount as lines are charged: rounded where each line is.
    pub(super) fn as_charged(&self, exact: Exact) -> Result<Exact, MoneyError> {
        match self.scope {
            RoundingScopeDocument::PerLine => Exact::of(exact.rounded(&self.rounding)?),
            RoundingScopeDocument::PerDocument => Ok(exact),
        }
    }
}

impl Charge {
    /// What is charged where so much is left of the whole; deposits are not reduced.
    pub(super) fn charged(&self, book: &Book, left: Decimal) -> Result<Exact, MoneyError> {
        let left = if self.kind == LineKind::CoreCharge { Decimal::ONE } else { left };
        book.as_charged(self.net()?.times(left)?)
    }
}

impl Split {
    /// The share of those payers by the per cents.
    fn share_of(&self, payers: &super::shares::PayerSet) -> Result<Decimal, MoneyError> {
        self.part(Decimal::ONE, Decimal::ONE, payers, Sharing::Proportional)
    }
}
