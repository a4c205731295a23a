//! From planned lines to charges: what each costs before rounding.

use std::sync::Arc;

use super::CostError;
use super::compile::out_of_range;
use super::exact::Exact;
use super::hours;
use super::line::Formula;
use super::price_book::{Book, Discount, Grade, Labour, Priced};
use super::request::{EstimateRequest, PlanLine, Planned, When};
use super::shares::put;
use super::words::{LineKind, Unit, WorkHours};
use crate::money::{Decimal, MoneyError};
use crate::wire::{RepairDecisionDocument, ReplacedPartDocument};

/// One charge, not yet rounded.
#[derive(Debug, Clone)]
pub(super) struct Charge {
    pub(super) id: Arc<str>,
    pub(super) kind: LineKind,
    pub(super) item: Option<Arc<str>>,
    pub(super) procedure: Option<Arc<str>>,
    pub(super) hours: Option<WorkHours>,
    pub(super) formula: Formula,
    pub(super) source: Option<Arc<str>>,
    pub(super) price: Exact,
    /// What is taken off, below zero, with where it comes from.
    pub(super) discount: Option<(Exact, Formula, Arc<str>)>,
    /// Its place among the splits of the request.
    pub(super) split: usize,
    pub(super) sharing: Sharing,
    /// Its place among the sets of taxes of the book.
    pub(super) set: usize,
    pub(super) taxation: Taxation,
    /// The planned line that it comes from.
    pub(super) line: usize,
}

/// How a charge uses its split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharing {
    /// Amounts first, then per cents.
    Whole,
    /// Per cents alone: what follows from other lines.
    Proportional,
}

/// How a charge is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taxation {
    /// For itself.
    Own,
    /// For itself, as far as per cents off the whole leave this share of it.
    Reduced(Decimal),
    /// On the lines that it is taken off.
    OnLines,
    /// Together with the charges that it reduces.
    Scaled,
    /// Up to the taxes of the minimum charge.
    Floor,
}

impl Charge {
    /// What is charged after the discount on the line.
    pub(super) fn net(&self) -> Result<Exact, MoneyError> {
        match &self.discount {
            Some((discount, ..)) => self.price.plus(*discount),
            None => Ok(self.price),
        }
    }
}

/// The path of a planned line, for errors.
pub(super) fn path(line: usize) -> String {
    format!("lines[{line}]")
}

/// An error of a value of a planned line. The path is written when there is one: most lines have none.
pub(super) fn value_of(line: usize) -> impl Fn(MoneyError) -> CostError {
    move |source| CostError::Value { path: path(line), source }
}

/// The charges of all planned lines but those that follow from others, which [`super::follow`] adds.
pub(super) fn charges(book: &Book, request: &EstimateRequest) -> Result<Vec<Charge>, CostError> {
    let mut charges = Vec::with_capacity(request.lines.len().saturating_mul(2));
    for (position, line) in request.lines.iter().enumerate() {
        let first = charges.len();
        Pricing { book, line, position, charges: &mut charges }.price()?;
        if let (Some(discount), Some(own)) = (&line.discount, charges.get_mut(first..)) {
            take_off(book, discount, position, own)?;
        }
    }
    Ok(charges)
}

struct Pricing<'a> {
    book: &'a Book,
    line: &'a PlanLine,
    position: usize,
    charges: &'a mut Vec<Charge>,
}

impl Pricing<'_> {
    fn price(&mut self) -> Result<(), CostError> {
        match &self.line.charge {
            Planned::Labour { procedure, grade, seconds, when } => {
                self.labour(procedure.as_ref(), grade, *seconds, *when)
            }
            Planned::Part { part, quantity, replaced } => self.part(part, *quantity, *replaced),
            Planned::TravelZone { zone } => {
                let zones = &self.book.zones;
                let (name, price) =
                    zones.get_key_value(&**zone).ok_or_else(|| self.undefined("zone", zone, zones.keys()))?;
                self.push(None, LineKind::Travel, Some(name), (Decimal::ONE, Unit::Journey), price)
            }
            Planned::TravelDistance { kilometres } => {
                let price =
                    self.book.per_kilometre.as_ref().ok_or_else(|| self.missing("travel.per_kilometre"))?;
                self.push(None, LineKind::Travel, None, (*kilometres, Unit::Kilometre), price)
            }
            Planned::TravelTime { seconds } => {
                let price =
                    self.book.per_travel_hour.as_ref().ok_or_else(|| self.missing("travel.per_hour"))?;
                self.push(None, LineKind::Travel, None, (Decimal::integer(*seconds), Unit::Second), price)
            }
            Planned::Freight { freight, kilograms } => self.freight(freight, *kilograms),
            Planned::Outsourcing { supplier, cost } => {
                let markup = self.book.markup.as_ref().ok_or_else(|| self.missing("outsourcing"))?;
                let value = self.value();
                let factor =
                    markup.price.plus(Decimal::HUNDRED).and_then(Decimal::hundredth).map_err(&value)?;
                let formula = Formula::Rate {
                    quantity: Decimal::ONE,
                    unit: Unit::Piece,
                    rate: *cost,
                    per: Unit::Piece,
                    multiplier: factor.normalized(),
                };
                let price =
                    Exact::of(*cost).and_then(|cost| cost.times(factor.normalized())).map_err(&value)?;
                self.add(None, LineKind::Outsourcing, Some(supplier), formula, &markup.source, price);
                Ok(())
            }
            Planned::Diagnosis { repair } => self.diagnosis(*repair),
            Planned::Fee { fee, quantity } => {
                let fees = &self.book.fees;
                let (name, fee) =
                    fees.get_key_value(&**fee).ok_or_else(|| self.undefined("fee", fee, fees.keys()))?;
                let set = fee.set;
                self.push(None, LineKind::Fee, Some(name), (*quantity, Unit::Piece), &fee.amount)?;
                self.taxed_by(set);
                Ok(())
            }
            Planned::Consumables | Planned::Discount { .. } => Ok(()),
        }
    }

    fn labour(
        &mut self,
        procedure: Option<&Arc<str>>,
        grade: &str,
        seconds: i64,
        when: When,
    ) -> Result<(), CostError> {
        let labour = self.book.labour.as_ref().ok_or_else(|| self.missing("labour"))?;
        let grades = &labour.grades;
        let (name, grade) =
            grades.get_key_value(grade).ok_or_else(|| self.undefined("grade", grade, grades.keys()))?;
        let parts = self.hours(labour, when, charged_seconds(grade, seconds))?;
        let several = parts.iter().filter(|seconds| **seconds > 0).count() > 1;
        for (&hours, seconds) in WorkHours::ALL.iter().zip(parts).filter(|part| part.1 > 0) {
            let multiplier = labour.multipliers.get(hours as usize).copied().flatten();
            let multiplier =
                multiplier.ok_or_else(|| self.missing(&format!("labour.multipliers.{}", hours.as_str())))?;
            let rate = grade.per_hour.price;
            let formula = Formula::Rate {
                quantity: Decimal::integer(seconds),
                unit: Unit::Second,
                rate,
                per: Unit::Hour,
                multiplier,
            };
            let price = Exact::of_seconds(rate, seconds).and_then(|price| price.times(multiplier));
            let price = price.map_err(self.value())?;
            let suffix = several.then(|| hours.as_str());
            self.add(suffix, LineKind::Labour, Some(name), formula, &grade.per_hour.source, price);
            if let Some(charge) = self.charges.last_mut() {
                charge.hours = Some(hours);
                charge.procedure = procedure.cloned();
            }
        }
        Ok(())
    }

    fn hours(
        &self,
        labour: &Labour,
        when: When,
        seconds: i64,
    ) -> Result<[i64; WorkHours::ALL.len()], CostError> {
        match when {
            When::At(at) => {
                let calendar = labour.calendar.as_ref().ok_or_else(|| self.missing("labour.calendar"))?;
                Ok(hours::split(calendar, at, seconds))
            }
            When::In(hours) => {
                let mut parts = [0; WorkHours::ALL.len()];
                put(&mut parts, hours as usize, seconds);
                Ok(parts)
            }
        }
    }

    fn part(
        &mut self,
        part: &str,
        quantity: Decimal,
        replaced: ReplacedPartDocument,
    ) -> Result<(), CostError> {
        let parts = &self.book.parts;
        let (name, part) =
            parts.get_key_value(part).ok_or_else(|| self.undefined("part", part, parts.keys()))?;
        let tier = part.tiers.iter().rev().find(|tier| tier.0 <= quantity).ok_or_else(|| {
            out_of_range(
                &self.field("quantity"),
                quantity,
                "a quantity that the first tier of the part reaches down to",
            )
        })?;
        let pieces = (quantity, Unit::Piece);
        self.push(None, LineKind::Part, Some(name), pieces, &tier.1)?;
        self.taxed_by(part.set);
        if let Some(procurement) = &part.procurement {
            self.push(Some("procurement"), LineKind::Procurement, Some(name), pieces, procurement)?;
        }
        if let (Some(core_charge), ReplacedPartDocument::Outstanding) = (&part.core_charge, replaced) {
            self.push(Some("core_charge"), LineKind::CoreCharge, Some(name), pieces, core_charge)?;
        }
        Ok(())
    }

    fn freight(&mut self, freight: &str, kilograms: Option<Decimal>) -> Result<(), CostError> {
        let known = &self.book.freight;
        let (name, freight) =
            known.get_key_value(freight).ok_or_else(|| self.undefined("freight", freight, known.keys()))?;
        self.push(None, LineKind::Freight, Some(name), (Decimal::ONE, Unit::Consignment), &freight.amount)?;
        match (&freight.per_kilogram, kilograms) {
            (Some(price), Some(kilograms)) => {
                self.push(Some("weight"), LineKind::Freight, Some(name), (kilograms, Unit::Kilogram), price)
            }
            (None, None) => Ok(()),
            (Some(_), None) => Err(self.missing("kilograms")),
            (None, Some(_)) => Err(self.missing(&format!("freight.{name}.per_kilogram"))),
        }
    }

    fn diagnosis(&mut self, repair: RepairDecisionDocument) -> Result<(), CostError> {
        let diagnosis = self.book.diagnosis.as_ref().ok_or_else(|| self.missing("diagnosis"))?;
        let fee = &diagnosis.fee;
        let formula = Formula::Flat { amount: fee.price };
        let price = Exact::of(fee.price).map_err(self.value())?;
        self.add(None, LineKind::Diagnosis, None, formula, &fee.source, price);
        if let (Some(credited), RepairDecisionDocument::Accepted) = (&diagnosis.credited, repair) {
            let formula = Formula::Percent { percent: credited.price, of: fee.price };
            let credit = price.percent(credited.price).and_then(Exact::negated).map_err(self.value())?;
            self.add(Some("credit"), LineKind::Discount, None, formula, &credited.source, credit);
            // What is credited was taxed as a diagnosis.
            self.taxed_by(Some(self.book.set_of(LineKind::Diagnosis)));
            if let Some(charge) = self.charges.last_mut() {
                charge.sharing = Sharing::Proportional;
            }
        }
        Ok(())
    }

    /// Adds a charge of a quantity at a price for one of its unit.
    fn push(
        &mut self,
        suffix: Option<&str>,
        kind: LineKind,
        item: Option<&Arc<str>>,
        (quantity, unit): (Decimal, Unit),
        price: &Priced,
    ) -> Result<(), CostError> {
        let per = if unit == Unit::Second { Unit::Hour } else { unit };
        let formula = Formula::Rate { quantity, unit, rate: price.price, per, multiplier: Decimal::ONE };
        let exact = match unit {
            Unit::Second => i64::try_from(quantity.mantissa())
                .map_err(|_| MoneyError::OutOfRange { what: "quantity" })
                .and_then(|seconds| Exact::of_seconds(price.price, seconds)),
            _ => Exact::of(price.price).and_then(|exact| exact.times(quantity)),
        };
        let exact = exact.map_err(self.value())?;
        self.add(suffix, kind, item, formula, &price.source, exact);
        Ok(())
    }

    fn add(
        &mut self,
        suffix: Option<&str>,
        kind: LineKind,
        item: Option<&Arc<str>>,
        formula: Formula,
        source: &Arc<str>,
        price: Exact,
    ) {
        let id = match suffix {
            None => self.line.id.clone(),
            Some(suffix) => format!("{}/{suffix}", self.line.id).into(),
        };
        self.charges.push(Charge {
            id,
            kind,
            item: item.cloned(),
            procedure: None,
            hours: None,
            formula,
            source: Some(source.clone()),
            price,
            discount: None,
            split: self.line.split,
            sharing: Sharing::Whole,
            set: self.book.set_of(kind),
            taxation: Taxation::Own,
            line: self.position,
        });
    }

    /// Gives the last charge taxes of its own.
    fn taxed_by(&mut self, set: Option<usize>) {
        if let (Some(set), Some(charge)) = (set, self.charges.last_mut()) {
            charge.set = set;
        }
    }

    fn value(&self) -> impl Fn(MoneyError) -> CostError + use<> {
        value_of(self.position)
    }

    fn field(&self, field: &str) -> String {
        format!("lines[{}].charge.{field}", self.position)
    }

    fn missing(&self, field: &str) -> CostError {
        CostError::Missing { path: format!("lines[{}].charge", self.position), field: field.to_owned() }
    }

    fn undefined<'a>(
        &self,
        field: &str,
        value: &str,
        names: impl Iterator<Item = &'a Arc<str>>,
    ) -> CostError {
        CostError::undefined(self.field(field), value, names.map(|name| &**name))
    }
}

/// Time as it is charged: in whole steps, and not below the minimum.
fn charged_seconds(grade: &Grade, seconds: i64) -> i64 {
    let over = seconds.checked_rem(grade.step_seconds).unwrap_or_default();
    let missing = if over == 0 { 0 } else { grade.step_seconds.saturating_sub(over) };
    seconds.saturating_add(missing).max(grade.minimum_seconds)
}

/// The discount itself where it is named, with the path that errors name.
pub(super) fn named<'a>(book: &'a Book, discount: &'a Discount) -> Result<&'a Discount, CostError> {
    let Discount::Named(name, path) = discount else { return Ok(discount) };
    let known = book.discounts.keys().map(|known| &**known);
    book.discounts.get(name).ok_or_else(|| CostError::undefined(path.to_string(), name, known))
}

/// Takes a discount off the charges of one line, deposits aside: per cents off each, an amount off the first ones.
fn take_off(
    book: &Book,
    discount: &Discount,
    position: usize,
    charges: &mut [Charge],
) -> Result<(), CostError> {
    let path = format!("lines[{position}].discount");
    let value = CostError::value(&path);
    let reduced =
        charges.iter_mut().filter(|charge| !matches!(charge.kind, LineKind::CoreCharge | LineKind::Discount));
    match named(book, discount)? {
        Discount::Percent(percent) => {
            for charge in reduced {
                let off = charge.price.percent(percent.price).and_then(Exact::negated).map_err(&value)?;
                let of = charge.price.rounded(&book.rounding).map_err(&value)?;
                let formula = Formula::Percent { percent: percent.price, of };
                charge.discount = Some((off, formula, percent.source.clone()));
            }
        }
        Discount::Amount(amount) => {
            let mut left = Exact::of(amount.price).map_err(&value)?;
            for charge in reduced {
                let off = left.min(charge.price);
                left = left.minus(off).map_err(&value)?;
                let formula =
                    Formula::Flat { amount: off.negated().and_then(|off| off.shown(book)).map_err(&value)? };
                charge.discount = Some((off.negated().map_err(&value)?, formula, amount.source.clone()));
            }
            if left != Exact::ZERO {
                return Err(out_of_range(&path, amount.price, "at most the price of the line"));
            }
        }
        Discount::Named(..) => {}
    }
    Ok(())
}

impl Exact {
    fn shown(self, book: &Book) -> Result<Decimal, MoneyError> {
        self.rounded(&book.rounding)
    }
}
