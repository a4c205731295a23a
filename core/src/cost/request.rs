use std::collections::BTreeSet;
use std::sync::Arc;

use super::CostError;
use super::compile::{MOST_SECONDS, discount, limit, name, out_of_range};
use super::price_book::Discount;
use super::shares::Split;
use super::words::WorkHours;
use crate::money::{Decimal, Money};
use crate::time::{Instant, shown};
use crate::wire::{
    ChargeDocument, EstimateRequestDocument, PayerShareDocument, PlanLineDocument, RepairDecisionDocument,
    ReplacedPartDocument, SettlementDocument,
};

const MOST_LINES: usize = 1_000;
const MOST_QUANTITY: Decimal = Decimal::integer(1_000_000_000);

/// What is to be estimated, checked as far as that goes without a price book.
///
/// Made from an [`EstimateRequestDocument`] by `try_from`; [`PriceBook::estimate`](super::PriceBook::estimate) prices it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstimateRequest {
    pub(super) version: u32,
    pub(super) issued_at: Instant,
    pub(super) valid_until: Option<Instant>,
    pub(super) settlement: SettlementDocument,
    /// Every way in which lines are split, each once.
    pub(super) splits: Vec<Split>,
    pub(super) lines: Vec<PlanLine>,
    pub(super) not_to_exceed: Option<Money>,
}

/// A planned line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlanLine {
    pub(super) id: Arc<str>,
    pub(super) charge: Planned,
    pub(super) discount: Option<Discount>,
    pub(super) split: usize,
}

/// What a planned line charges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Planned {
    Labour { procedure: Option<Arc<str>>, grade: Arc<str>, seconds: i64, when: When },
    Part { part: Arc<str>, quantity: Decimal, replaced: ReplacedPartDocument },
    TravelZone { zone: Arc<str> },
    TravelDistance { kilometres: Decimal },
    TravelTime { seconds: i64 },
    Freight { freight: Arc<str>, kilograms: Option<Decimal> },
    Consumables,
    Outsourcing { supplier: Arc<str>, cost: Decimal },
    Diagnosis { repair: RepairDecisionDocument },
    Fee { fee: Arc<str>, quantity: Decimal },
    Discount { discount: Discount },
}

/// When labour takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    At(Instant),
    In(WorkHours),
}

impl EstimateRequest {
    /// The version of the estimate.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// When it is made.
    #[must_use]
    pub const fn issued_at(&self) -> Instant {
        self.issued_at
    }

    /// The names of the planned lines, in order.
    pub fn line_ids(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| &*line.id)
    }
}

impl TryFrom<&EstimateRequestDocument> for EstimateRequest {
    type Error = CostError;

    /// Checks a request.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a quantity that is not above zero, shares that do not come to 100 per
    /// cent, a name that stands there twice, an instant that is none.
    fn try_from(document: &EstimateRequestDocument) -> Result<Self, CostError> {
        limit("lines", document.lines.len(), MOST_LINES)?;
        if document.version == 0 {
            return Err(out_of_range("version", document.version, "a number from 1 on"));
        }
        if document.lines.is_empty() {
            return Err(CostError::Missing { path: "lines".to_owned(), field: "line".to_owned() });
        }
        let issued_at = instant("issued_at", &document.issued_at)?;
        let valid_until =
            document.valid_until.as_ref().map(|text| instant("valid_until", text)).transpose()?;
        if let Some(until) = valid_until.filter(|until| *until <= issued_at) {
            return Err(out_of_range("valid_until", until, "an instant after `issued_at`"));
        }
        let limit = document.not_to_exceed.as_ref().map(Money::try_from).transpose();
        let not_to_exceed = limit.map_err(CostError::value("not_to_exceed"))?;
        let mut splits = vec![Split::new("payers", &document.payers)?];
        let mut ids = BTreeSet::new();
        let mut lines = Vec::with_capacity(document.lines.len());
        for (position, written) in document.lines.iter().enumerate() {
            let path = format!("lines[{position}]");
            let line = line(&path, written, &mut splits)?;
            if !ids.insert(line.id.clone()) {
                return Err(CostError::Duplicate { path: format!("{path}.id"), value: shown(&line.id) });
            }
            lines.push(line);
        }
        let EstimateRequestDocument { version, settlement, .. } = *document;
        Ok(Self { version, issued_at, valid_until, settlement, splits, lines, not_to_exceed })
    }
}

fn line(path: &str, written: &PlanLineDocument, splits: &mut Vec<Split>) -> Result<PlanLine, CostError> {
    let id = name(&format!("{path}.id"), &written.id)?;
    // What is behind a slash tells the lines apart that come from one planned line.
    if id.contains('/') {
        return Err(out_of_range(&format!("{path}.id"), shown(&id), "a name without `/`"));
    }
    let split = if written.payers.is_empty() { 0 } else { split(path, &written.payers, splits)? };
    let charge = planned(&format!("{path}.charge"), &written.charge)?;
    let discount_path = format!("{path}.discount");
    if written.discount.is_some() && matches!(charge, Planned::Discount { .. } | Planned::Consumables) {
        return Err(out_of_range(&discount_path, written.charge.kind(), "no discount on such a line"));
    }
    let discount =
        written.discount.as_ref().map(|discount| self::discount(&discount_path, discount)).transpose()?;
    Ok(PlanLine { id, charge, discount, split })
}

fn split(path: &str, written: &[PayerShareDocument], splits: &mut Vec<Split>) -> Result<usize, CostError> {
    let split = Split::new(&format!("{path}.payers"), written)?;
    if let Some(known) = splits.iter().position(|known| *known == split) {
        return Ok(known);
    }
    splits.push(split);
    Ok(splits.len().saturating_sub(1))
}

fn planned(path: &str, written: &ChargeDocument) -> Result<Planned, CostError> {
    let at = |field: &str| format!("{path}.{field}");
    Ok(match written {
        ChargeDocument::Labour { procedure, grade, seconds, at: instant_text, hours } => Planned::Labour {
            procedure: procedure.as_ref().map(|text| name(&at("procedure"), text)).transpose()?,
            grade: grade.as_str().into(),
            seconds: self::seconds(&at("seconds"), *seconds)?,
            when: match (instant_text, hours) {
                (Some(text), None) => When::At(instant(&at("at"), text)?),
                (None, Some(hours)) => {
                    When::In(hours.parse().map_err(|error: CostError| error.at(&at("hours")))?)
                }
                (None, None) => When::In(WorkHours::Regular),
                (Some(_), Some(_)) => {
                    return Err(CostError::Duplicate { path: at("hours"), value: "at".to_owned() });
                }
            },
        },
        ChargeDocument::Part { part, quantity, replaced } => Planned::Part {
            part: part.as_str().into(),
            quantity: self::quantity(&at("quantity"), quantity)?,
            replaced: *replaced,
        },
        ChargeDocument::TravelZone { zone } => Planned::TravelZone { zone: zone.as_str().into() },
        ChargeDocument::TravelDistance { kilometres } => {
            Planned::TravelDistance { kilometres: quantity(&at("kilometres"), kilometres)? }
        }
        ChargeDocument::TravelTime { seconds } => {
            Planned::TravelTime { seconds: self::seconds(&at("seconds"), *seconds)? }
        }
        ChargeDocument::Freight { freight, kilograms } => Planned::Freight {
            freight: freight.as_str().into(),
            kilograms: kilograms.as_ref().map(|text| quantity(&at("kilograms"), text)).transpose()?,
        },
        ChargeDocument::Consumables {} => Planned::Consumables,
        ChargeDocument::Outsourcing { supplier, cost } => Planned::Outsourcing {
            supplier: name(&at("supplier"), supplier)?,
            cost: not_negative(&at("cost"), cost)?,
        },
        ChargeDocument::Diagnosis { repair } => Planned::Diagnosis { repair: *repair },
        ChargeDocument::Fee { fee, quantity } => {
            Planned::Fee { fee: fee.as_str().into(), quantity: self::quantity(&at("quantity"), quantity)? }
        }
        ChargeDocument::Discount { discount } => {
            Planned::Discount { discount: self::discount(&at("discount"), discount)? }
        }
    })
}

impl ChargeDocument {
    fn kind(&self) -> &'static str {
        if matches!(self, Self::Discount { .. }) { "discount" } else { "consumables" }
    }
}

fn instant(path: &str, text: &str) -> Result<Instant, CostError> {
    text.parse().map_err(|source| CostError::Time { path: path.to_owned(), source })
}

fn seconds(path: &str, value: i64) -> Result<i64, CostError> {
    if (1..=MOST_SECONDS).contains(&value) {
        return Ok(value);
    }
    Err(out_of_range(path, value, "a number of seconds from 1 to a year"))
}

fn quantity(path: &str, text: &str) -> Result<Decimal, CostError> {
    let quantity: Decimal = text.parse().map_err(CostError::value(path))?;
    if quantity <= Decimal::ZERO || quantity > MOST_QUANTITY || quantity.scale() > 6 {
        let allowed = "a quantity above 0 up to a thousand million with up to 6 digits after the point";
        return Err(out_of_range(path, quantity, allowed));
    }
    Ok(quantity)
}

fn not_negative(path: &str, text: &str) -> Result<Decimal, CostError> {
    let amount: Decimal = text.parse().map_err(CostError::value(path))?;
    if amount.is_negative() || amount.scale() > 6 {
        return Err(out_of_range(path, amount, "an amount from 0 on with up to 6 digits after the point"));
    }
    Ok(amount)
}
