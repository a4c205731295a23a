//! Charges that follow from others: small material, the minimum charge, discounts on the whole.

use std::sync::Arc;

use super::CostError;
use super::charge::{Charge, Sharing, named, path};
use super::compile::out_of_range;
use super::exact::Exact;
use super::line::Formula;
use super::price_book::{Book, Discount};
use super::request::{EstimateRequest, PlanLine, Planned};
use super::words::LineKind;
use crate::money::{Decimal, Money, MoneyError, allocate};

/// Adds them to the charges of the planned lines.
pub(super) fn add(
    book: &Book,
    request: &EstimateRequest,
    charges: &mut Vec<Charge>,
) -> Result<(), CostError> {
    for (position, line) in request.lines.iter().enumerate() {
        if matches!(line.charge, Planned::Consumables) {
            let charge = consumables(book, line, position, charges)?;
            // It stands where the plan has it.
            let place = charges.iter().position(|known| known.line > position).unwrap_or(charges.len());
            charges.insert(place, charge);
        }
    }
    charges.extend(minimum(book, charges)?);
    let whole = charges.len();
    for (position, line) in request.lines.iter().enumerate() {
        if let Planned::Discount { discount } = &line.charge {
            let before = charges.get(..whole).unwrap_or_default();
            let taken = discounts(book, named(book, discount)?, line, position, before)?;
            charges.extend(taken);
        }
    }
    Ok(())
}

/// A charge that comes from a line as a whole.
fn charge(
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
        line,
    }
}

/// The sum of the charges of some kinds, less the discounts on their lines; the first such charge tells who pays.
fn sum_of<'a>(charges: &'a [Charge], kinds: &[LineKind]) -> Result<(Exact, Option<&'a Charge>), MoneyError> {
    let mut sum = Exact::ZERO;
    let mut first = None;
    for charge in charges.iter().filter(|charge| kinds.contains(&charge.kind)) {
        sum = sum.plus(charge.net()?)?;
        first = first.or(Some(charge));
    }
    Ok((sum, first))
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
    let (base, _) = sum_of(charges, &tariff.of).map_err(&value)?;
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

/// The fee that makes up what is missing to the minimum; those pay it who pay the first line that counts.
fn minimum(book: &Book, charges: &[Charge]) -> Result<Option<Charge>, CostError> {
    let Some(minimum) = &book.minimum else { return Ok(None) };
    let value = CostError::value("minimum_charge");
    let (sum, first) = sum_of(charges, &minimum.of).map_err(&value)?;
    let missing = Exact::of(minimum.amount.price).and_then(|least| least.minus(sum)).map_err(&value)?;
    let Some(first) = first.filter(|_| missing != Exact::ZERO && !missing.is_negative()) else {
        return Ok(None);
    };
    let from = sum.rounded(&book.rounding).map_err(&value)?;
    let formula = Formula::Difference { from, to: minimum.amount.price };
    let id = Arc::from("/minimum_charge");
    let charge = charge(id, LineKind::Fee, missing, formula, &minimum.amount.source, first.line);
    Ok(Some(Charge { split: first.split, set: book.set_of(LineKind::Fee), ..charge }))
}

/// Charges that are taxed and paid alike.
struct Group {
    split: usize,
    set: usize,
    sum: Exact,
}

fn groups(charges: &[Charge]) -> Result<Vec<Group>, MoneyError> {
    let mut groups: Vec<Group> = Vec::new();
    for charge in charges.iter().filter(|charge| charge.kind != LineKind::CoreCharge) {
        let net = charge.net()?;
        match groups.iter_mut().find(|group| (group.split, group.set) == (charge.split, charge.set)) {
            Some(group) => group.sum = group.sum.plus(net)?,
            None => groups.push(Group { split: charge.split, set: charge.set, sum: net }),
        }
    }
    Ok(groups)
}

/// A discount on the whole, a line for each group of charges that are taxed and paid alike.
fn discounts(
    book: &Book,
    discount: &Discount,
    line: &PlanLine,
    position: usize,
    charges: &[Charge],
) -> Result<Vec<Charge>, CostError> {
    let path = format!("{}.charge.discount", path(position));
    let value = CostError::value(&path);
    let groups = groups(charges).map_err(&value)?;
    let rounded = |group: &Group| group.sum.rounded(&book.rounding);
    let sums: Vec<Decimal> = groups.iter().map(rounded).collect::<Result<_, _>>().map_err(&value)?;
    let (offs, source): (Vec<(Exact, Formula)>, _) = match discount {
        Discount::Percent(percent) => {
            let off = |(group, of): (&Group, &Decimal)| {
                let formula = Formula::Percent { percent: percent.price, of: *of };
                Ok((group.sum.percent(percent.price)?, formula))
            };
            (groups.iter().zip(&sums).map(off).collect::<Result<_, _>>().map_err(&value)?, &percent.source)
        }
        Discount::Amount(amount) => {
            let total = Money::new(amount.price, book.currency).map_err(&value)?;
            let minor = |sum: &Decimal| Ok(Money::new(*sum, book.currency)?.minor_units().max(0));
            let minor: Vec<i64> = sums.iter().map(minor).collect::<Result<_, _>>().map_err(&value)?;
            let sum = minor.iter().try_fold(0_i64, |sum, minor| sum.checked_add(*minor));
            if sum.is_some_and(|sum| total.minor_units() > sum) {
                return Err(out_of_range(&path, amount.price, "at most the sum of the charges"));
            }
            let weights: Vec<u64> = minor.iter().map(|minor| minor.unsigned_abs()).collect();
            let shares = if total.is_zero() {
                vec![0; weights.len()]
            } else {
                allocate(total.minor_units(), &weights).map_err(&value)?
            };
            let off = |share: i64| {
                let amount = Money::from_minor_units(share, book.currency).amount();
                Ok((Exact::of(amount)?, Formula::Flat { amount: amount.negated()? }))
            };
            (shares.into_iter().map(off).collect::<Result<_, _>>().map_err(&value)?, &amount.source)
        }
        Discount::Named(..) => return Ok(Vec::new()),
    };
    let mut taken = Vec::with_capacity(groups.len());
    for (number, (group, (off, formula))) in groups.iter().zip(offs).enumerate() {
        let id = match number.checked_add(1) {
            Some(number) if number > 1 => format!("{}/{number}", line.id).into(),
            _ => line.id.clone(),
        };
        let off = off.negated().map_err(&value)?;
        let charge = charge(id, LineKind::Discount, off, formula, source, position);
        taken.push(Charge { split: group.split, set: group.set, ..charge });
    }
    Ok(taken)
}
