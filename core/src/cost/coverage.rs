use super::authorisation::{money, share};
use super::coverage_claim::{self, CoveredClaim};
use super::standard_hours::{limit, out_of_range};
use super::{Betterment, CostError, LineKind, Payer};
use crate::money::{Decimal, Money};
use crate::time::Date;
use crate::wire::{
    AgreementDocument, ClaimDocument, CoverDocument, CoverageDocument, TermDocument, revision,
};

/// Warranties, contracts and goodwill, compiled: who pays what of each line of a repair, and why.
///
/// Agreements are asked in the order of the document; each pays its share of a line, of what those before it left. The
/// customer pays the rest. Lines that are only there because of a wrong diagnosis are the service side's (DG-3).
///
/// ```
/// use aftersales::cost::{Coverage, Payer};
/// use aftersales::wire::{ClaimDocument, CoverageDocument, read_document};
///
/// let coverage = Coverage::compile(&CoverageDocument::from_json(r#"{
///     "agreements": [{
///         "name": "two years", "payer": "warranty", "term": {"type": "since_purchase", "months": 24},
///         "excluded_causes": ["misuse"], "covers": [{"percent": "100"}]
///     }]
/// }"#)?)?;
/// let claim: ClaimDocument = read_document(r#"{
///     "date": "2026-11-02", "purchased_on": "2025-03-01", "cause": "material",
///     "lines": [{"id": "display", "kind": "part", "amount": {"amount": "145.00", "currency": "EUR"}}]
/// }"#)?;
/// let covered = coverage.claim(&claim)?;
/// assert_eq!(covered.paid_by(Payer::Warranty, "EUR".parse()?)?.to_string(), "145.00 EUR");
/// assert!(covered.paid_by(Payer::Customer, "EUR".parse()?)?.is_zero());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    pub(super) revision: String,
    pub(super) agreements: Vec<Agreement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) name: String,
    pub(super) payer: Payer,
    pub(super) term: Term,
    pub(super) serials: Vec<String>,
    pub(super) components: Vec<String>,
    pub(super) excluded_components: Vec<String>,
    pub(super) excluded_causes: Vec<String>,
    pub(super) covers: Vec<Cover>,
    pub(super) most: Option<Money>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Always,
    SincePurchase { months: u32 },
    Dates { from: Date, until: Date },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cover {
    pub(super) kinds: Vec<LineKind>,
    pub(super) percent: Decimal,
    pub(super) betterment: Option<Betterment>,
}

const MOST_AGREEMENTS: usize = 100;
/// Most serial numbers, components, causes and kinds of one list.
const MOST_VALUES: usize = 10_000;

impl Coverage {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a name used twice, an unknown payer or kind, a share outside 0 to 100,
    /// dates that are none or in the wrong order.
    pub fn compile(document: &CoverageDocument) -> Result<Self, CostError> {
        limit("agreements", document.agreements.len(), MOST_AGREEMENTS)?;
        let mut agreements: Vec<Agreement> = Vec::with_capacity(document.agreements.len());
        for (position, written) in document.agreements.iter().enumerate() {
            let path = format!("agreements[{position}]");
            let agreement = agreement(&path, written)?;
            if agreements.iter().any(|known| known.name == agreement.name) {
                let value = agreement.name;
                return Err(CostError::Duplicate { path: format!("{path}.name"), value });
            }
            agreements.push(agreement);
        }
        Ok(Self { revision: revision(document, "")?, agreements })
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// Splits every line of a claim between the payers. The shares of a line sum to its amount, always.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: an unknown kind, an amount or date that is none, a missing age of a
    /// part that betterment is asked for, mixed currencies.
    pub fn claim(&self, claim: &ClaimDocument) -> Result<CoveredClaim, CostError> {
        coverage_claim::of(self, claim)
    }
}

fn agreement(path: &str, written: &AgreementDocument) -> Result<Agreement, CostError> {
    let lists = [
        ("serials", written.serials.len()),
        ("components", written.components.len()),
        ("excluded_components", written.excluded_components.len()),
        ("excluded_causes", written.excluded_causes.len()),
        ("covers", written.covers.len()),
    ];
    for (field, count) in lists {
        limit(&format!("{path}.{field}"), count, MOST_VALUES)?;
    }
    let payer: Payer =
        written.payer.parse().map_err(|error: CostError| error.at(&format!("{path}.payer")))?;
    if payer == Payer::Customer {
        let allowed = "a payer other than the customer, who pays the rest";
        let path = format!("{path}.payer");
        return Err(CostError::OutOfRange { path, value: written.payer.clone(), allowed });
    }
    let covers = written.covers.iter().enumerate();
    let covers = covers.map(|(position, written)| cover(&format!("{path}.covers[{position}]"), written));
    Ok(Agreement {
        name: written.name.clone(),
        payer,
        term: term(&format!("{path}.term"), &written.term)?,
        serials: written.serials.clone(),
        components: written.components.clone(),
        excluded_components: written.excluded_components.clone(),
        excluded_causes: written.excluded_causes.clone(),
        covers: covers.collect::<Result<_, _>>()?,
        most: written.most.as_ref().map(|most| money(&format!("{path}.most"), most)).transpose()?,
    })
}

fn cover(path: &str, written: &CoverDocument) -> Result<Cover, CostError> {
    let kinds = written.kinds.iter().map(|word| kind(&format!("{path}.kinds"), word));
    let per_year = written.betterment_percent_per_year.as_ref();
    let betterment = per_year.map(|percent| {
        let path = format!("{path}.betterment_percent_per_year");
        share(&path, percent, Decimal::HUNDRED).and_then(Betterment::per_year)
    });
    Ok(Cover {
        kinds: kinds.collect::<Result<_, _>>()?,
        percent: share(&format!("{path}.percent"), &written.percent, Decimal::HUNDRED)?,
        betterment: betterment.transpose()?,
    })
}

pub(super) fn kind(path: &str, word: &str) -> Result<LineKind, CostError> {
    word.parse().map_err(|error: CostError| error.at(path))
}

fn term(path: &str, written: &TermDocument) -> Result<Term, CostError> {
    match written {
        TermDocument::Always {} => Ok(Term::Always),
        TermDocument::SincePurchase { months } if (1..=1_200).contains(months) => {
            Ok(Term::SincePurchase { months: *months })
        }
        TermDocument::SincePurchase { months } => {
            Err(out_of_range(&format!("{path}.months"), i64::from(*months), "1 to 1200"))
        }
        TermDocument::Dates { from, until } => {
            let (from, until) =
                (date(&format!("{path}.from"), from)?, date(&format!("{path}.until"), until)?);
            if from <= until {
                return Ok(Term::Dates { from, until });
            }
            let allowed = "a date from the first one on";
            Err(CostError::OutOfRange { path: format!("{path}.until"), value: until.to_string(), allowed })
        }
    }
}

pub(super) fn date(path: &str, text: &str) -> Result<Date, CostError> {
    text.parse().map_err(|source| CostError::Time { path: path.to_owned(), source })
}
