//! From a document to a price book.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::CostError;
use super::price_book::{
    Book, Consumables, Diagnosis, Discount, Fee, Freight, Grade, Labour, Minimum, Part, Priced, Tax, TaxSet,
};
use super::shares::put;
use super::words::{LineKind, Payer};
use crate::calendar::WorkingCalendar;
use crate::money::{Currency, Decimal, Rounding, RoundingMode};
use crate::time::{Instant, Span, ZoneDatabase, shown};
use crate::wire::{
    DiscountDocument, LabourTariffDocument, MultipliersDocument, PartTariffDocument, PriceBookDocument,
    PricesDocument, RoundingDocument, TaxBaseDocument, TaxDocument, revision,
};

const MOST_PARTS: usize = 200_000;
const MOST_ENTRIES: usize = 1_000;
const MOST_TAXES: usize = 32;
const MOST_TIERS: usize = 64;
/// A year; longer minimums and steps are slips of the keyboard.
pub(super) const MOST_SECONDS: i64 = 366 * 86_400;

pub(super) fn compile(document: &PriceBookDocument, zones: &ZoneDatabase) -> Result<Book, CostError> {
    limit("parts", document.parts.len(), MOST_PARTS)?;
    limit("taxes", document.taxes.len(), MOST_TAXES)?;
    for (path, count) in [
        ("freight", document.freight.len()),
        ("fees", document.fees.len()),
        ("discounts", document.discounts.len()),
    ] {
        limit(path, count, MOST_ENTRIES)?;
    }
    let currency: Currency = document.currency.parse().map_err(CostError::value("currency"))?;
    let (rounding, cash) = rounding(&document.rounding, currency)?;
    let mut taxes = Taxes::new(document)?;
    let set_by_kind = taxes.by_kind(document)?;
    let instant = |path: &str, text: &Option<String>| {
        let parsed = text.as_ref().map(|text| text.parse::<Instant>()).transpose();
        parsed.map_err(|source| CostError::Time { path: path.to_owned(), source })
    };
    let (valid_from, valid_until) =
        (instant("valid_from", &document.valid_from)?, instant("valid_until", &document.valid_until)?);
    if let (Some(from), Some(until)) = (valid_from, valid_until)
        && until <= from
    {
        let allowed = "an instant after `valid_from`";
        return Err(out_of_range("valid_until", until, allowed));
    }
    let travel = document.travel.clone().unwrap_or_default();
    limit("travel.zones", travel.zones.len(), MOST_ENTRIES)?;
    let labour = document.labour.as_ref().map(|labour| self::labour(labour, zones)).transpose()?;
    let parts = named(&document.parts, "parts", |path, part| self::part(path, part, &mut taxes))?;
    let fees = named(&document.fees, "fees", |path, fee| {
        let set = fee.taxes.as_ref().map(|names| taxes.set(&format!("{path}.taxes"), names)).transpose()?;
        Ok(Fee { amount: price(format!("{path}.amount"), &fee.amount)?, set })
    })?;
    Ok(Book {
        revision: revision(document, zones.version())?.into(),
        currency,
        prices: document.prices,
        scope: document.rounding.scope,
        rounding,
        cash,
        set_by_kind,
        valid_from,
        valid_until,
        estimate_valid: seconds("estimate_valid_seconds", document.estimate_valid_seconds)?
            .map(Span::from_seconds),
        labour,
        zones: named(&travel.zones, "travel.zones", |path, amount| price(path.to_owned(), amount))?,
        per_kilometre: optional("travel.per_kilometre", travel.per_kilometre.as_ref())?,
        per_travel_hour: optional("travel.per_hour", travel.per_hour.as_ref())?,
        parts,
        freight: named(&document.freight, "freight", |path, freight| {
            let per_kilogram = optional(&format!("{path}.per_kilogram"), freight.per_kilogram.as_ref())?;
            Ok(Freight { amount: price(format!("{path}.amount"), &freight.amount)?, per_kilogram })
        })?,
        consumables: consumables(document)?,
        markup: match &document.outsourcing {
            Some(outsourcing) => {
                Some(percent("outsourcing.markup_percent", &outsourcing.markup_percent, MOST_PERCENT)?)
            }
            None => None,
        },
        diagnosis: diagnosis(document)?,
        fees,
        minimum: match &document.minimum_charge {
            Some(minimum) => Some(Minimum {
                amount: price("minimum_charge.amount".to_owned(), &minimum.amount)?,
                of: kinds("minimum_charge.of", &minimum.of)?,
            }),
            None => None,
        },
        discounts: named(&document.discounts, "discounts", |path, written| match discount(path, written)? {
            Discount::Named(name, _) => {
                Err(CostError::undefined(format!("{path}.name"), &name, core::iter::empty()))
            }
            discount => Ok(discount),
        })?,
        sets: taxes.sets,
        taxes: taxes.taxes,
    })
}

/// Most per cent that something can be of something else.
pub(super) const MOST_PERCENT: Decimal = Decimal::integer(1_000);
const MOST_PRICE: Decimal = Decimal::integer(1_000_000_000_000);

/// The taxes, and the sets in which they lie on lines.
struct Taxes {
    taxes: Vec<Tax>,
    compound: Vec<bool>,
    sets: Vec<TaxSet>,
}

impl Taxes {
    fn new(document: &PriceBookDocument) -> Result<Self, CostError> {
        let mut taxes: Vec<Tax> = Vec::with_capacity(document.taxes.len());
        let mut compound = Vec::with_capacity(document.taxes.len());
        for (position, written) in document.taxes.iter().enumerate() {
            let tax = tax(&format!("taxes[{position}]"), written, document.prices)?;
            if taxes.iter().any(|known| known.name == tax.name) {
                let path = format!("taxes[{position}].name");
                return Err(CostError::Duplicate { path, value: shown(&tax.name) });
            }
            taxes.push(tax);
            compound.push(written.on == TaxBaseDocument::NetAndTaxesBefore);
        }
        Ok(Self { taxes, compound, sets: Vec::new() })
    }

    fn by_kind(&mut self, document: &PriceBookDocument) -> Result<Vec<usize>, CostError> {
        let default = self.set("default_taxes", &document.default_taxes)?;
        let mut sets = vec![default; LineKind::ALL.len()];
        for (kind, names) in &document.taxes_by_kind {
            let path = format!("taxes_by_kind.{}", shown(kind));
            let kind: LineKind = kind.parse().map_err(|error: CostError| error.at(&path))?;
            let set = self.set(&path, names)?;
            put(&mut sets, kind as usize, set);
        }
        Ok(sets)
    }

    /// The set of the taxes of those names, in the order of the book.
    fn set(&mut self, path: &str, names: &[String]) -> Result<usize, CostError> {
        let mut chosen = vec![false; self.taxes.len()];
        for (position, name) in names.iter().enumerate() {
            let place = self.taxes.iter().position(|tax| &*tax.name == name.as_str());
            let known = self.taxes.iter().map(|tax| &*tax.name);
            let path = || format!("{path}[{position}]");
            let place = place.ok_or_else(|| CostError::undefined(path(), name, known))?;
            if chosen.get(place) == Some(&true) {
                return Err(CostError::Duplicate { path: path(), value: shown(name) });
            }
            put(&mut chosen, place, true);
        }
        let value = CostError::value(path);
        let (mut factors, mut gross) = (Vec::new(), Decimal::ONE);
        for (place, tax) in
            self.taxes.iter().enumerate().filter(|(place, _)| chosen.get(*place) == Some(&true))
        {
            let base = if self.compound.get(place) == Some(&true) { gross } else { Decimal::ONE };
            let factor = tax.percent.times(base).and_then(Decimal::hundredth).map_err(&value)?.normalized();
            gross = gross.plus(factor).map_err(&value)?;
            factors.push((place, factor));
        }
        let set = TaxSet { factors, gross };
        if let Some(known) = self.sets.iter().position(|known| *known == set) {
            return Ok(known);
        }
        self.sets.push(set);
        Ok(self.sets.len().saturating_sub(1))
    }
}

fn tax(path: &str, written: &TaxDocument, prices: PricesDocument) -> Result<Tax, CostError> {
    let mut payers = None;
    for (position, payer) in written.payers.iter().enumerate() {
        let at = format!("{path}.payers[{position}]");
        if prices == PricesDocument::WithTax {
            let allowed = "no list of payers, since the prices contain the tax for everyone,";
            return Err(CostError::OutOfRange { path: at, value: shown(payer), allowed });
        }
        let payer: Payer = payer.parse().map_err(|error: CostError| error.at(&at))?;
        let set = payers.get_or_insert([false; Payer::ALL.len()]);
        put(set, payer as usize, true);
    }
    let Priced { price, source } = percent(&format!("{path}.percent"), &written.percent, MOST_PERCENT)?;
    Ok(Tax { name: name(&format!("{path}.name"), &written.name)?, percent: price, payers, source })
}

fn rounding(
    written: &RoundingDocument,
    currency: Currency,
) -> Result<(Rounding, Option<Rounding>), CostError> {
    let one = |place: &str, mode: &str, step: Option<&String>| {
        let path = format!("{place}.mode");
        let mode: RoundingMode = mode.parse().map_err(CostError::value(&path))?;
        let path = format!("{place}.step");
        let value = CostError::value(&path);
        match step {
            None => Ok(Rounding::to_minor_unit(mode, currency)),
            Some(step) => {
                let step = step.parse().map_err(&value)?;
                Rounding::to_step(mode, step)
                    .and_then(|rounding| rounding.for_currency(currency))
                    .map_err(&value)
            }
        }
    };
    let lines = one("rounding", &written.mode, written.step.as_ref())?;
    let cash = written.cash.as_ref().map(|cash| one("rounding.cash", &cash.mode, Some(&cash.step)));
    Ok((lines, cash.transpose()?))
}

fn labour(written: &LabourTariffDocument, zones: &ZoneDatabase) -> Result<Labour, CostError> {
    limit("labour.grades", written.grades.len(), MOST_ENTRIES)?;
    let grades = named(&written.grades, "labour.grades", |path, grade| {
        let time = |field: &str, value| {
            let seconds = seconds(&format!("{path}.{field}"), value);
            seconds.map(|seconds| seconds.unwrap_or(1))
        };
        Ok(Grade {
            per_hour: Priced {
                price: price(format!("{path}.per_hour"), &grade.per_hour)?.price,
                source: path.into(),
            },
            minimum_seconds: time("minimum_seconds", grade.minimum_seconds)?,
            step_seconds: time("step_seconds", grade.step_seconds)?,
        })
    })?;
    let MultipliersDocument { after_hours, rest_day, holiday } = &written.multipliers;
    let multiplier = |field: &str, text: &Option<String>| {
        let path = format!("labour.multipliers.{field}");
        let value =
            text.as_ref().map(|text| text.parse::<Decimal>()).transpose().map_err(CostError::value(&path))?;
        let allowed =
            |value: &Decimal| *value > Decimal::ZERO && *value <= Decimal::HUNDRED && value.scale() <= 6;
        match value {
            Some(value) if !allowed(&value) => Err(out_of_range(
                &path,
                value,
                "a number above 0 up to 100 with up to 6 digits after the point",
            )),
            value => Ok(value),
        }
    };
    let calendar =
        written.calendar.as_ref().map(|calendar| WorkingCalendar::compile(calendar, zones)).transpose();
    let calendar = calendar.map_err(|error| CostError::Calendar {
        path: format!("labour.calendar.{}", error.path().unwrap_or(".")),
        source: Box::new(error),
    })?;
    Ok(Labour {
        grades,
        multipliers: [
            Some(Decimal::ONE),
            multiplier("after_hours", after_hours)?,
            multiplier("rest_day", rest_day)?,
            multiplier("holiday", holiday)?,
        ],
        calendar,
    })
}

fn part(path: &str, written: &PartTariffDocument, taxes: &mut Taxes) -> Result<Part, CostError> {
    limit(&format!("{path}.tiers"), written.tiers.len(), MOST_TIERS)?;
    let mut tiers: Vec<(Decimal, Priced)> = Vec::with_capacity(written.tiers.len());
    for (position, tier) in written.tiers.iter().enumerate() {
        let at = format!("{path}.tiers[{position}]");
        let from_path = format!("{at}.from");
        let from: Decimal = tier.from.parse().map_err(CostError::value(&from_path))?;
        match tiers.last() {
            None if from > Decimal::ONE || from.is_negative() => {
                return Err(out_of_range(&from_path, from, "a first tier from 0 or 1"));
            }
            Some((before, _)) if from <= *before => {
                return Err(out_of_range(&from_path, from, "a quantity above that of the tier before"));
            }
            _ => {}
        }
        let price = price(format!("{at}.price"), &tier.price)?.price;
        tiers.push((from, Priced { price, source: at.into() }));
    }
    if tiers.is_empty() {
        return Err(CostError::Missing { path: path.to_owned(), field: "tiers".to_owned() });
    }
    let set = written.taxes.as_ref().map(|names| taxes.set(&format!("{path}.taxes"), names)).transpose()?;
    Ok(Part {
        tiers,
        procurement: optional(&format!("{path}.procurement"), written.procurement.as_ref())?,
        core_charge: optional(&format!("{path}.core_charge"), written.core_charge.as_ref())?,
        set,
    })
}

fn consumables(document: &PriceBookDocument) -> Result<Option<Consumables>, CostError> {
    let Some(written) = &document.consumables else { return Ok(None) };
    Ok(Some(Consumables {
        percent: percent("consumables.percent", &written.percent, MOST_PERCENT)?,
        of: kinds("consumables.of", &written.of)?,
        at_most: optional("consumables.at_most", written.at_most.as_ref())?.map(|most| most.price),
    }))
}

fn diagnosis(document: &PriceBookDocument) -> Result<Option<Diagnosis>, CostError> {
    let Some(written) = &document.diagnosis else { return Ok(None) };
    let credited = written.credited_percent.as_ref();
    Ok(Some(Diagnosis {
        fee: price("diagnosis.fee".to_owned(), &written.fee)?,
        credited: match credited {
            Some(text) => Some(percent("diagnosis.credited_percent", text, Decimal::HUNDRED)?),
            None => None,
        },
    }))
}

/// Reads a discount of the book or of a request.
pub(super) fn discount(path: &str, written: &DiscountDocument) -> Result<Discount, CostError> {
    Ok(match written {
        DiscountDocument::Percent { percent: text } => {
            let Priced { price, .. } = percent(&format!("{path}.percent"), text, Decimal::HUNDRED)?;
            Discount::Percent(Priced { price, source: path.into() })
        }
        DiscountDocument::Amount { amount } => {
            let Priced { price, .. } = price(format!("{path}.amount"), amount)?;
            Discount::Amount(Priced { price, source: path.into() })
        }
        DiscountDocument::Named { name } => {
            Discount::Named(name.as_str().into(), format!("{path}.name").into())
        }
    })
}

/// The kinds of line that others are computed from.
fn kinds(path: &str, names: &[String]) -> Result<Vec<LineKind>, CostError> {
    const ALLOWED: [LineKind; 8] = [
        LineKind::Diagnosis,
        LineKind::Labour,
        LineKind::Travel,
        LineKind::Part,
        LineKind::Procurement,
        LineKind::Freight,
        LineKind::Outsourcing,
        LineKind::Fee,
    ];
    if names.is_empty() {
        return Err(CostError::Missing { path: path.to_owned(), field: "kind".to_owned() });
    }
    let kind = |(position, name): (usize, &String)| {
        let found = ALLOWED.iter().copied().find(|kind| kind.as_str() == name);
        let known = ALLOWED.iter().map(|kind| kind.as_str());
        found.ok_or_else(|| CostError::undefined(format!("{path}[{position}]"), name, known))
    };
    names.iter().enumerate().map(kind).collect()
}

fn named<T, R>(
    written: &BTreeMap<String, T>,
    place: &str,
    mut read: impl FnMut(&str, &T) -> Result<R, CostError>,
) -> Result<BTreeMap<Arc<str>, R>, CostError> {
    let entry = |(key, value): (&String, &T)| {
        let path = format!("{place}.{}", shown(key));
        Ok((name(&path, key)?, read(&path, value)?))
    };
    written.iter().map(entry).collect()
}

/// A name of 1 to 100 characters.
pub(super) fn name(path: &str, text: &str) -> Result<Arc<str>, CostError> {
    let well_formed = (1..=100).contains(&text.chars().count()) && !text.contains(char::is_control);
    if well_formed && text.trim() == text {
        return Ok(text.into());
    }
    Err(out_of_range(
        path,
        shown(text),
        "a name of 1 to 100 characters without control characters or outer spaces",
    ))
}

fn price(path: String, text: &str) -> Result<Priced, CostError> {
    let price: Decimal = text.parse().map_err(CostError::value(&path))?;
    if price.is_negative() || price > MOST_PRICE || price.scale() > 6 {
        return Err(out_of_range(
            &path,
            price,
            "a price from 0 up to a million million with up to 6 digits after the point",
        ));
    }
    Ok(Priced { price, source: path.into() })
}

fn optional(path: &str, text: Option<&String>) -> Result<Option<Priced>, CostError> {
    text.map(|text| price(path.to_owned(), text)).transpose()
}

fn percent(path: &str, text: &str, most: Decimal) -> Result<Priced, CostError> {
    let percent: Decimal = text.parse().map_err(CostError::value(path))?;
    if percent.is_negative() || percent > most || percent.scale() > 6 {
        let allowed = if most == Decimal::HUNDRED {
            "a per cent from 0 to 100 with up to 6 digits after the point"
        } else {
            "a per cent from 0 to 1000 with up to 6 digits after the point"
        };
        return Err(out_of_range(path, percent, allowed));
    }
    Ok(Priced { price: percent, source: path.into() })
}

fn seconds(path: &str, value: Option<i64>) -> Result<Option<i64>, CostError> {
    match value {
        Some(value) if !(1..=MOST_SECONDS).contains(&value) => {
            Err(out_of_range(path, value, "a number of seconds from 1 to a year"))
        }
        value => Ok(value),
    }
}

pub(super) fn limit(path: &str, count: usize, most: usize) -> Result<(), CostError> {
    if count <= most { Ok(()) } else { Err(CostError::TooMany { path: path.to_owned(), count, most }) }
}

pub(super) fn out_of_range(path: &str, value: impl ToString, allowed: &'static str) -> CostError {
    CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed }
}
