//! From a claim to what each payer pays.

use chrono::Months;

use super::betterment::part;
use super::coverage::{Agreement, Cover, Coverage, Term, date, kind};
use super::standard_hours::limit;
use super::{CostError, LineKind, Payer};
use crate::money::{Currency, Decimal, Money};
use crate::time::Date;
use crate::wire::{
    ClaimDocument, ClaimLineDocument, CoverageRefusalDocument, CoveredClaimDocument, CoveredLineDocument,
    CoveredShareDocument, PayerShareDocument,
};

/// Who pays what of a claim, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredClaim {
    revision: String,
    lines: Vec<CoveredLine>,
}

impl CoveredClaim {
    /// The lines in the order of the claim.
    #[must_use]
    pub fn lines(&self) -> &[CoveredLine] {
        &self.lines
    }

    /// What one payer pays in all.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] for lines in another currency, or a sum that does not fit.
    pub fn paid_by(&self, payer: Payer, currency: Currency) -> Result<Money, CostError> {
        let shares = self.lines.iter().flat_map(|line| &line.shares).filter(|share| share.payer == payer);
        Money::sum(shares.map(|share| share.amount), currency).map_err(CostError::value("lines"))
    }
}

/// Who pays what of one line. The shares sum to its amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredLine {
    id: String,
    amount: Money,
    shares: Vec<CoveredShare>,
    refusals: Vec<(String, CoverageRefusal)>,
}

impl CoveredLine {
    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it comes to.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
    }

    /// The shares in the order of the agreements, then the rest.
    #[must_use]
    pub fn shares(&self) -> &[CoveredShare] {
        &self.shares
    }

    /// The same as shares of a planned line, which an estimate splits by: amounts of those who cover it, the rest for the
    /// customer.
    #[must_use]
    pub fn payer_shares(&self) -> Vec<PayerShareDocument> {
        let mut payers: Vec<(Payer, Money)> = Vec::new();
        for share in &self.shares {
            let known = payers.iter_mut().find(|(payer, _)| *payer == share.payer);
            match known {
                // The shares sum to the amount, so no part of them is too large.
                Some((_, amount)) => *amount = amount.plus(share.amount).unwrap_or(*amount),
                None => payers.push((share.payer, share.amount)),
            }
        }
        let percent = |payer: Payer, percent: &str| PayerShareDocument {
            payer: payer.as_str().to_owned(),
            percent: Some(percent.to_owned()),
            amount: None,
        };
        if let [(payer, _)] = payers.as_slice() {
            return vec![percent(*payer, "100")];
        }
        let covered = payers.iter().filter(|(payer, _)| *payer != Payer::Customer);
        let covered = covered.map(|(payer, amount)| PayerShareDocument {
            payer: payer.as_str().to_owned(),
            percent: None,
            amount: Some(amount.amount().to_string()),
        });
        covered.chain([percent(Payer::Customer, "100")]).collect()
    }

    /// Agreements that pay nothing of it, and why.
    pub fn refusals(&self) -> impl Iterator<Item = (&str, CoverageRefusal)> {
        self.refusals.iter().map(|(agreement, reason)| (agreement.as_str(), *reason))
    }
}

/// What one payer pays of a line, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredShare {
    payer: Payer,
    amount: Money,
    reason: ShareReason,
    agreement: Option<String>,
}

impl CoveredShare {
    /// The payer.
    #[must_use]
    pub const fn payer(&self) -> Payer {
        self.payer
    }

    /// The share.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
    }

    /// Why this payer pays it.
    #[must_use]
    pub const fn reason(&self) -> ShareReason {
        self.reason
    }

    /// The agreement behind it.
    #[must_use]
    pub fn agreement(&self) -> Option<&str> {
        self.agreement.as_deref()
    }
}

/// Why a payer pays a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShareReason {
    /// An agreement says so.
    Agreement,
    /// The new part is worth more than the old one was.
    Betterment,
    /// The line is only there because of a wrong diagnosis (DG-3).
    WrongDiagnosis,
    /// Nobody else pays it.
    Rest,
}

/// Why an agreement pays nothing of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CoverageRefusal {
    /// It holds from a later date on.
    NotYetRunning,
    /// It held until an earlier date.
    Ended,
    /// It counts from the purchase, whose date is not known.
    PurchaseDateUnknown,
    /// It is for other units.
    OtherUnit,
    /// It does not pay for the component.
    ComponentNotCovered,
    /// It does not pay for the cause.
    CauseExcluded,
    /// It does not pay for lines of the kind.
    KindNotCovered,
    /// It has paid the most that it pays, or nothing is left to pay.
    UsedUp,
}

impl ShareReason {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Betterment => "betterment",
            Self::WrongDiagnosis => "wrong_diagnosis",
            Self::Rest => "rest",
        }
    }
}

impl CoverageRefusal {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotYetRunning => "not_yet_running",
            Self::Ended => "ended",
            Self::PurchaseDateUnknown => "purchase_date_unknown",
            Self::OtherUnit => "other_unit",
            Self::ComponentNotCovered => "component_not_covered",
            Self::CauseExcluded => "cause_excluded",
            Self::KindNotCovered => "kind_not_covered",
            Self::UsedUp => "used_up",
        }
    }
}

/// The claim, read.
struct Claim<'a> {
    date: Date,
    purchased_on: Option<Date>,
    document: &'a ClaimDocument,
}

pub(super) fn of(coverage: &Coverage, document: &ClaimDocument) -> Result<CoveredClaim, CostError> {
    limit("lines", document.lines.len(), 10_000)?;
    let purchased_on = document.purchased_on.as_ref().map(|text| date("purchased_on", text));
    let claim =
        Claim { date: date("date", &document.date)?, purchased_on: purchased_on.transpose()?, document };
    let mut left: Vec<Option<Money>> = coverage.agreements.iter().map(|agreement| agreement.most).collect();
    let lines = document.lines.iter().enumerate();
    let lines = lines
        .map(|(position, line)| covered(coverage, &claim, line, &mut left, &format!("lines[{position}]")));
    Ok(CoveredClaim { revision: coverage.revision.clone(), lines: lines.collect::<Result<_, _>>()? })
}

fn covered(
    coverage: &Coverage,
    claim: &Claim<'_>,
    line: &ClaimLineDocument,
    left: &mut [Option<Money>],
    path: &str,
) -> Result<CoveredLine, CostError> {
    let amount = Money::try_from(&line.amount).map_err(CostError::value(&format!("{path}.amount")))?;
    let kind = kind(&format!("{path}.kind"), &line.kind)?;
    let mut split = Splitting { rest: amount, shares: Vec::new(), gained: None, path };
    let mut refusals = Vec::new();
    match line.loss_from.as_deref() {
        Some("wrong_diagnosis") => {
            split.give(Payer::ServiceSide, amount, ShareReason::WrongDiagnosis, None)?
        }
        Some(unknown) => {
            return Err(CostError::undefined(
                format!("{path}.loss_from"),
                unknown,
                ["wrong_diagnosis"].into_iter(),
            ));
        }
        None => {
            for (agreement, left) in coverage.agreements.iter().zip(left) {
                match cover_of(agreement, claim, line, kind) {
                    Ok(cover) if !pays(agreement, cover, (line, kind), left, &mut split)? => {
                        refusals.push((agreement.name.clone(), CoverageRefusal::UsedUp));
                    }
                    Ok(_) => {}
                    Err(refusal) => refusals.push((agreement.name.clone(), refusal)),
                }
            }
        }
    }
    split.give_rest()?;
    Ok(CoveredLine { id: line.id.clone(), amount, shares: split.shares, refusals })
}

/// What an agreement says of a line, or why it says nothing.
fn cover_of<'a>(
    agreement: &'a Agreement,
    claim: &Claim<'_>,
    line: &ClaimLineDocument,
    kind: LineKind,
) -> Result<&'a Cover, CoverageRefusal> {
    runs(agreement.term, claim)?;
    let is_of = |list: &[String], value: Option<&String>| value.is_some_and(|value| list.contains(value));
    if !agreement.serials.is_empty() && !is_of(&agreement.serials, claim.document.serial.as_ref()) {
        return Err(CoverageRefusal::OtherUnit);
    }
    let component = line.component.as_ref();
    if (!agreement.components.is_empty() && !is_of(&agreement.components, component))
        || is_of(&agreement.excluded_components, component)
    {
        return Err(CoverageRefusal::ComponentNotCovered);
    }
    if is_of(&agreement.excluded_causes, line.cause.as_ref().or(claim.document.cause.as_ref())) {
        return Err(CoverageRefusal::CauseExcluded);
    }
    let named = |cover: &&Cover| cover.kinds.is_empty() || cover.kinds.contains(&kind);
    agreement.covers.iter().find(named).ok_or(CoverageRefusal::KindNotCovered)
}

fn runs(term: Term, claim: &Claim<'_>) -> Result<(), CoverageRefusal> {
    let (from, until) = match term {
        Term::Always => return Ok(()),
        Term::Dates { from, until } => (from, until),
        Term::SincePurchase { months } => {
            let from = claim.purchased_on.ok_or(CoverageRefusal::PurchaseDateUnknown)?;
            let until = from.to_date().and_then(|date| date.checked_add_months(Months::new(months)));
            (from, until.and_then(|date| Date::try_from(date).ok()).unwrap_or(Date::MAX))
        }
    };
    if claim.date < from {
        return Err(CoverageRefusal::NotYetRunning);
    }
    if claim.date > until { Err(CoverageRefusal::Ended) } else { Ok(()) }
}

/// Gives the agreement's share of a line; whether there is one.
fn pays(
    agreement: &Agreement,
    cover: &Cover,
    (line, kind): (&ClaimLineDocument, LineKind),
    left: &mut Option<Money>,
    split: &mut Splitting<'_>,
) -> Result<bool, CostError> {
    let value = CostError::value(split.path);
    let mut base = split.rest;
    if let Some(betterment) = cover.betterment.filter(|_| kind == LineKind::Part && !base.is_negative()) {
        let path = format!("{}.replaced_age_years", split.path);
        let missing =
            || CostError::Missing { path: split.path.to_owned(), field: "replaced_age_years".to_owned() };
        let age: Decimal =
            line.replaced_age_years.as_ref().ok_or_else(missing)?.parse().map_err(CostError::value(&path))?;
        let gained = betterment.of(base, age).map_err(|error| error.within(split.path))?;
        base = base.minus(gained).map_err(&value)?;
        split.gained = Some((gained, agreement.name.clone()));
    }
    let mut share = part(base, cover.percent)?;
    if let Some(most) = left.as_mut().filter(|_| !share.is_negative()) {
        let beyond = share.minus(*most).map_err(&value)?;
        share = if beyond.is_negative() { share } else { *most };
        *most = most.minus(share).map_err(&value)?;
    }
    if share.is_zero() {
        return Ok(false);
    }
    split.give(agreement.payer, share, ShareReason::Agreement, Some(&agreement.name))?;
    Ok(true)
}

/// A line while it is given away, share by share.
struct Splitting<'a> {
    rest: Money,
    shares: Vec<CoveredShare>,
    /// What the new part is worth more than the old one, and the agreement that does not pay it.
    gained: Option<(Money, String)>,
    path: &'a str,
}

impl Splitting<'_> {
    fn give(
        &mut self,
        payer: Payer,
        amount: Money,
        reason: ShareReason,
        agreement: Option<&str>,
    ) -> Result<(), CostError> {
        self.rest = self.rest.minus(amount).map_err(CostError::value(self.path))?;
        self.shares.push(CoveredShare { payer, amount, reason, agreement: agreement.map(str::to_owned) });
        Ok(())
    }

    /// What is left is the customer's.
    fn give_rest(&mut self) -> Result<(), CostError> {
        if let Some((gained, agreement)) = self.gained.take() {
            // Another agreement may have paid some of it.
            let gained = if gained > self.rest { self.rest } else { gained };
            if !gained.is_zero() {
                self.give(Payer::Customer, gained, ShareReason::Betterment, Some(&agreement))?;
            }
        }
        if !self.rest.is_zero() || self.shares.is_empty() {
            self.give(Payer::Customer, self.rest, ShareReason::Rest, None)?;
        }
        Ok(())
    }
}

impl From<&CoveredClaim> for CoveredClaimDocument {
    fn from(claim: &CoveredClaim) -> Self {
        let lines = claim.lines.iter().map(CoveredLineDocument::from).collect();
        Self { revision: claim.revision.clone(), lines }
    }
}

impl From<&CoveredLine> for CoveredLineDocument {
    fn from(line: &CoveredLine) -> Self {
        let shares = line.shares.iter().map(|share| CoveredShareDocument {
            payer: share.payer.as_str().to_owned(),
            amount: share.amount.into(),
            reason: share.reason.as_str().to_owned(),
            agreement: share.agreement.clone(),
        });
        let refusals = line.refusals().map(|(agreement, reason)| CoverageRefusalDocument {
            agreement: agreement.to_owned(),
            reason: reason.as_str().to_owned(),
        });
        Self {
            id: line.id.clone(),
            amount: line.amount.into(),
            shares: shares.collect(),
            refusals: refusals.collect(),
        }
    }
}
