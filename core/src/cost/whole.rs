//! Discounts on the whole.
//!
//! Rounded for the document, per cents are taken off the exact sums. Rounded by line, they are taken off line by line, so
//! that no line falls when its quantity rises. An amount is one amount; where the charges are not all taxed and paid alike,
//! the taxes are reduced in the proportion in which it reduces the whole, and rounded once.

use std::sync::Arc;

use super::CostError;
use super::charge::{Charge, Taxation, named, path};
use super::compile::out_of_range;
use super::exact::Exact;
use super::follow::{MINIMUM, charge};
use super::line::Formula;
use super::price_book::{Book, Discount, Priced};
use super::request::{EstimateRequest, Planned};
use super::words::LineKind;
use crate::money::{Decimal, Money, MoneyError, allocate};
use crate::wire::{PricesDocument, RoundingScopeDocument};

/// A discount on the whole.
pub(super) struct Whole<'a> {
    id: &'a Arc<str>,
    position: usize,
    path: String,
    off: Off<'a>,
}

enum Off<'a> {
    Percent(&'a Priced),
    Amount(&'a Priced),
}

/// In what proportion amounts reduce the whole, for taxes that are rounded together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) off: Exact,
    pub(super) of: Exact,
}

/// The discounts on the whole that the request asks for.
pub(super) fn discounts<'a>(
    book: &'a Book,
    request: &'a EstimateRequest,
) -> Result<Vec<Whole<'a>>, CostError> {
    let mut discounts = Vec::new();
    for (position, line) in request.lines.iter().enumerate() {
        let Planned::Discount { discount } = &line.charge else { continue };
        let off = match named(book, discount)? {
            Discount::Percent(percent) => Off::Percent(percent),
            Discount::Amount(amount) => Off::Amount(amount),
            Discount::Named(..) => continue,
        };
        let path = format!("{}.charge.discount", path(position));
        discounts.push(Whole { id: &line.id, position, path, off });
    }
    Ok(discounts)
}

/// What per cents leave of the whole, from 0 to 1.
pub(super) fn left(discounts: &[Whole<'_>]) -> Result<Decimal, CostError> {
    let mut left = Decimal::HUNDRED;
    for discount in discounts {
        let Off::Percent(percent) = discount.off else { continue };
        left = left.minus(percent.price).map_err(CostError::value(&discount.path))?;
        if left.is_negative() {
            let allowed = "with the other discounts on the whole, at most 100 per cent";
            return Err(out_of_range(&discount.path, percent.price, allowed));
        }
    }
    left.hundredth().map(Decimal::normalized).map_err(CostError::value("discount"))
}

/// Charges that are taxed and paid alike.
struct Group {
    split: usize,
    set: usize,
    /// What per cents are taken of, in the order of the charges; the fee of the minimum charge is not among it.
    nets: Vec<Exact>,
    /// What is left of the group, with that fee.
    left: Exact,
    /// The same in minor units, less the amounts that are taken off.
    minor: i64,
}

impl Group {
    /// The sum of what is left of its lines at a share of the whole.
    fn sum_at(&self, book: &Book, left: Decimal) -> Result<Exact, MoneyError> {
        let add = |sum: Exact, net: &Exact| sum.plus(book.as_charged(net.times(left)?)?);
        self.nets.iter().try_fold(Exact::ZERO, add)
    }
}

/// Adds the discounts to the charges, a line for each group of charges that are taxed and paid alike.
pub(super) fn take_off(
    book: &Book,
    discounts: &[Whole<'_>],
    charges: &mut Vec<Charge>,
) -> Result<Option<Scale>, CostError> {
    if discounts.is_empty() {
        return Ok(None);
    }
    let mut taken = Vec::new();
    let mut left = Decimal::ONE;
    let mut groups = groups(charges).map_err(CostError::value("discount"))?;
    for discount in discounts {
        if let Off::Percent(percent) = discount.off {
            let before = left;
            let value = CostError::value(&discount.path);
            let share = percent.price.hundredth().map_err(&value)?;
            left = left.minus(share).map_err(&value)?;
            taken.extend(percents(book, discount, percent, &groups, (before, left)).map_err(&value)?);
        }
    }
    if book.scope == RoundingScopeDocument::PerLine && left != Decimal::ONE {
        let reduced = charges.iter_mut().filter(|charge| reducible(charge) && !is_minimum(charge));
        reduced.for_each(|charge| charge.taxation = Taxation::Reduced(left));
    }
    let scale = amounts(book, discounts, left, &mut groups, &mut taken)?;
    taken.sort_by_key(|charge| charge.line);
    charges.extend(taken);
    Ok(scale)
}

/// Deposits are not reduced.
fn reducible(charge: &Charge) -> bool {
    charge.kind != LineKind::CoreCharge
}

/// Whether a charge is the fee of the minimum charge; no planned line has such a name.
fn is_minimum(charge: &Charge) -> bool {
    &*charge.id == MINIMUM
}

fn groups(charges: &[Charge]) -> Result<Vec<Group>, MoneyError> {
    let mut groups: Vec<Group> = Vec::new();
    for charge in charges.iter().filter(|charge| reducible(charge)) {
        let (split, set, net) = (charge.split, charge.set, charge.net()?);
        let place = groups.iter().position(|group| (group.split, group.set) == (split, set));
        if place.is_none() {
            groups.push(Group { split, set, nets: Vec::new(), left: Exact::ZERO, minor: 0 });
        }
        let known = place.unwrap_or(groups.len().saturating_sub(1));
        let Some(group) = groups.get_mut(known) else { continue };
        if is_minimum(charge) {
            group.left = group.left.plus(net)?;
        } else {
            group.nets.push(net);
        }
    }
    Ok(groups)
}

/// Per cents off each group: what its lines are less at the later share of the whole.
fn percents(
    book: &Book,
    discount: &Whole<'_>,
    percent: &Priced,
    groups: &[Group],
    (before, after): (Decimal, Decimal),
) -> Result<Vec<Charge>, MoneyError> {
    let mut taken = Vec::with_capacity(groups.len());
    for group in groups.iter().filter(|group| !group.nets.is_empty()) {
        let of = group.sum_at(book, Decimal::ONE)?.rounded(&book.rounding)?;
        let formula = Formula::Percent { percent: percent.price, of };
        let off = group.sum_at(book, after)?.minus(group.sum_at(book, before)?)?;
        let taxation = match book.scope {
            RoundingScopeDocument::PerLine => Taxation::OnLines,
            RoundingScopeDocument::PerDocument => Taxation::Own,
        };
        taken.push(discount.charge(taken.len(), group, off, (formula, &percent.source), taxation));
    }
    Ok(taken)
}

/// Takes amounts off what the per cents leave.
fn amounts(
    book: &Book,
    discounts: &[Whole<'_>],
    left: Decimal,
    groups: &mut [Group],
    taken: &mut Vec<Charge>,
) -> Result<Option<Scale>, CostError> {
    let value = CostError::value("discount");
    let in_minor = |amount: Decimal| Ok(Money::new(amount, book.currency)?.minor_units());
    let minor = |exact: Exact| in_minor(exact.rounded(&book.rounding)?);
    // Where lines are rounded, so is the amount before it is split: its parts rounded one by one would come to something else.
    let unit = match book.scope {
        RoundingScopeDocument::PerLine => in_minor(book.rounding.step().normalized()).map_err(&value)?.max(1),
        RoundingScopeDocument::PerDocument => 1,
    };
    let (mut of, mut off) = (Exact::ZERO, Exact::ZERO);
    for group in &mut *groups {
        group.left = group.left.plus(group.sum_at(book, left).map_err(&value)?).map_err(&value)?;
        group.minor = minor(group.left).map_err(&value)?.max(0);
        of = of.plus(group.left).map_err(&value)?;
    }
    // Charges that are taxed alike give a discount the same taxes whatever their quantities are.
    let together = groups.len() > 1 && book.prices != PricesDocument::WithTax;
    let taxation = if together { Taxation::Scaled } else { Taxation::Own };
    for discount in discounts {
        let Off::Amount(amount) = discount.off else { continue };
        let value = CostError::value(&discount.path);
        let given = Exact::of(amount.price.negated().map_err(&value)?).map_err(&value)?;
        let total = match book.scope {
            RoundingScopeDocument::PerLine => minor(given).map_err(&value)?,
            RoundingScopeDocument::PerDocument => in_minor(amount.price).map_err(&value)?,
        };
        let total = total.saturating_abs();
        let sum = groups.iter().try_fold(0_i64, |sum, group| sum.checked_add(group.minor));
        if sum.is_some_and(|sum| total > sum) {
            return Err(out_of_range(&discount.path, amount.price, "at most the sum of the charges"));
        }
        let weights: Vec<u64> = groups.iter().map(|group| group.minor.unsigned_abs()).collect();
        let units = total.checked_div(unit).unwrap_or(total);
        let shares =
            if units == 0 { vec![0; weights.len()] } else { allocate(units, &weights).map_err(&value)? };
        for (number, (group, units)) in groups.iter_mut().zip(shares).enumerate() {
            let share = units.saturating_mul(unit);
            group.minor = group.minor.saturating_sub(share);
            let given = Money::from_minor_units(share, book.currency).amount();
            // Before rounding, the charges can be a little less than the amount that takes them away.
            let room = of.minus(off).map_err(&value)?;
            let own = Exact::of(given).map_err(&value)?.min(room);
            off = off.plus(own).map_err(&value)?;
            let formula = Formula::Flat { amount: given.negated().map_err(&value)? };
            let less = own.negated().map_err(&value)?;
            taken.push(discount.charge(number, group, less, (formula, &amount.source), taxation));
        }
    }
    Ok((together && off != Exact::ZERO).then_some(Scale { off, of }))
}

impl Whole<'_> {
    fn charge(
        &self,
        number: usize,
        group: &Group,
        price: Exact,
        (formula, source): (Formula, &Arc<str>),
        taxation: Taxation,
    ) -> Charge {
        let id = match number.checked_add(1) {
            Some(number) if number > 1 => format!("{}/{number}", self.id).into(),
            _ => self.id.clone(),
        };
        let charge = charge(id, LineKind::Discount, price, formula, source, self.position);
        Charge { split: group.split, set: group.set, taxation, ..charge }
    }
}
