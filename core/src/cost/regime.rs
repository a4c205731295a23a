use super::authorisation::share;
use super::regime_presets::PRESETS;
use super::standard_hours::limit;
use super::{CostError, Prolongation, Reauthorisation, UseFee};
use crate::money::Decimal;
use crate::time::{Date, shown};
use crate::wire::{
    OfferDocument, RegimeDocument, RemediesDocument, RemedyConditionDocument, RemedyDocument,
    UnitFactsDocument, revision,
};

/// What the law of one place says, compiled. It is data with a source and a date, and no legal advice.
///
/// ```
/// use aftersales::cost::{Regime, Remedy, UnitFacts};
///
/// let regime = Regime::preset("cn_three_guarantees_general")?;
/// let week = UnitFacts { days_since_sale: 7, ..UnitFacts::default() };
/// assert_eq!(regime.remedies(&week), [Remedy::Refund, Remedy::Exchange, Remedy::Repair]);
/// let later = UnitFacts { days_since_sale: 200, failed_repairs: 2, ..UnitFacts::default() };
/// assert_eq!(regime.remedies(&later), [Remedy::Exchange, Remedy::Repair]);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    document: RegimeDocument,
    revision: String,
    as_of: Date,
    rules: Vec<RemedyRule>,
    use_fee: Option<UseFee>,
    prolongation: Option<Prolongation>,
    reauthorisation: Option<Reauthorisation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct RemedyRule {
    remedies: Vec<Remedy>,
    when: Vec<Condition>,
    section: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    WithinDaysOfSale(u32),
    FailedRepairs(u32),
    RepairDays { more_than: u32, reason: DelayReason },
    Exchange(ExchangeState),
}

/// What the customer may choose, in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// The price back (退货).
    Refund,
    /// The price back less a fee for the use (退货，收取折旧费).
    RefundLessUseFee,
    /// The same model anew (换货).
    Exchange,
    /// Repair without charge (修理).
    Repair,
}

/// Why a repair takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DelayReason {
    /// The repairer is the cause.
    Repairer,
    /// The maker does not supply parts.
    NoParts,
}

/// How an exchange stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ExchangeState {
    /// Nothing is known against it.
    #[default]
    Open,
    /// The seller has none of the model.
    Unavailable,
    /// The customer does not want one.
    Declined,
}

/// Whether the guarantee of a unit runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GuaranteeState {
    /// It runs.
    #[default]
    Running,
    /// It has ended, or never was.
    Ended,
}

/// What is known of a unit when its remedies are asked for. The default is a unit sold today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// Whole days since the day of the sale, which is day 0.
    pub days_since_sale: u32,
    /// Repairs of the same defect that did not help.
    pub failed_repairs: u32,
    /// Days that the present repair has taken.
    pub repair_days: u32,
    /// Why it has taken them.
    pub delay_reason: Option<DelayReason>,
    /// How an exchange stands.
    pub exchange: ExchangeState,
    /// Whether the guarantee runs.
    pub guarantee: GuaranteeState,
    /// The cause of the defect, such as `misuse`, where it is known.
    pub cause: Option<String>,
}

impl Remedy {
    const ALL: [Self; 4] = [Self::Refund, Self::RefundLessUseFee, Self::Exchange, Self::Repair];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::RefundLessUseFee => "refund_less_use_fee",
            Self::Exchange => "exchange",
            Self::Repair => "repair",
        }
    }
}

impl Regime {
    /// The regimes that ship with the library.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// A regime that ships with the library.
    ///
    /// # Errors
    ///
    /// [`CostError::Undefined`] with the names there are.
    pub fn preset(name: &str) -> Result<Self, CostError> {
        let found = PRESETS.iter().find(|(known, _)| *known == name);
        let (_, text) =
            found.ok_or_else(|| CostError::undefined("regime".to_owned(), name, Self::presets()))?;
        Self::compile(&RegimeDocument::from_json(text)?)
    }

    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: an unknown word, a rate or amount out of range, a missing source or
    /// date, a `notice` that does not say `not legal advice`.
    pub fn compile(document: &RegimeDocument) -> Result<Self, CostError> {
        limit("remedies", document.remedies.len(), 200)?;
        let needed = [
            ("name", &document.name),
            ("jurisdiction", &document.jurisdiction),
            ("source.statute", &document.source.statute),
            ("source.section", &document.source.section),
        ];
        if let Some((field, _)) = needed.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(CostError::Missing { path: shown(&document.name), field: (*field).to_owned() });
        }
        if document.notice != "not legal advice" {
            let value = shown(&document.notice);
            let allowed = "`not legal advice`";
            return Err(CostError::OutOfRange { path: "notice".to_owned(), value, allowed });
        }
        if document.offer.as_ref().is_some_and(|offer| !(1..=3_660).contains(&offer.binding_days)) {
            let value = document.offer.as_ref().map(|offer| offer.binding_days).unwrap_or_default();
            let path = "offer.binding_days".to_owned();
            return Err(CostError::OutOfRange { path, value: value.to_string(), allowed: "1 to 3660" });
        }
        let time = |source| CostError::Time { path: "as_of".to_owned(), source };
        let rules = document.remedies.iter().enumerate();
        let rules = rules.map(|(position, rule)| {
            let path = format!("remedies[{position}]");
            let remedies = rule.remedies.iter().map(|word| remedy(&format!("{path}.remedies"), word));
            let when = rule.when.iter().map(|condition| self::condition(&format!("{path}.when"), condition));
            Ok(RemedyRule {
                remedies: remedies.collect::<Result<_, _>>()?,
                when: when.collect::<Result<_, _>>()?,
                section: rule.section.clone(),
            })
        });
        let rules = rules.collect::<Result<_, CostError>>()?;
        let within = |error: CostError| error.within("reauthorisation");
        Ok(Self {
            revision: revision(document, "")?,
            as_of: document.as_of.parse().map_err(time)?,
            rules,
            use_fee: document.use_fee.as_ref().map(UseFee::compile).transpose()?,
            prolongation: document.prolongation.as_ref().map(Prolongation::compile).transpose()?,
            reauthorisation: document
                .reauthorisation
                .as_ref()
                .map(|rule| Reauthorisation::compile(rule).map_err(within))
                .transpose()?,
            document: document.clone(),
        })
    }

    /// The document, with jurisdiction, source and notice.
    #[must_use]
    pub const fn document(&self) -> &RegimeDocument {
        &self.document
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The date as of which it was read.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// What the customer may choose, in the order in which it is shown.
    #[must_use]
    pub fn remedies(&self, facts: &UnitFacts) -> Vec<Remedy> {
        let given = self.reasons(facts);
        Remedy::ALL.into_iter().filter(|remedy| given.iter().any(|(each, _)| each == remedy)).collect()
    }

    /// The same with the sections that give each remedy, in the order of the document.
    #[must_use]
    pub fn reasons(&self, facts: &UnitFacts) -> Vec<(Remedy, &str)> {
        let excluded = self.document.exclusions.as_ref().is_some_and(|exclusions| {
            facts.cause.as_ref().is_some_and(|cause| exclusions.causes.contains(cause))
        });
        if excluded || facts.guarantee == GuaranteeState::Ended {
            return Vec::new();
        }
        let holding =
            self.rules.iter().filter(|rule| rule.when.iter().all(|condition| condition.holds(facts)));
        holding.flat_map(|rule| rule.remedies.iter().map(|remedy| (*remedy, rule.section.as_str()))).collect()
    }

    /// The same as a document, with place, date and notice.
    #[must_use]
    pub fn remedies_document(&self, facts: &UnitFacts) -> RemediesDocument {
        let reasons = self.reasons(facts);
        let sections = |remedy: Remedy| {
            let of =
                reasons.iter().filter(|(each, _)| *each == remedy).map(|(_, section)| (*section).to_owned());
            of.collect()
        };
        let remedies = self
            .remedies(facts)
            .into_iter()
            .map(|remedy| RemedyDocument { remedy: remedy.as_str().to_owned(), sections: sections(remedy) });
        RemediesDocument {
            regime: self.document.name.clone(),
            revision: self.revision.clone(),
            jurisdiction: self.document.jurisdiction.clone(),
            as_of: self.as_of.to_string(),
            notice: self.document.notice.clone(),
            remedies: remedies.collect(),
        }
    }

    /// What a refund is reduced by for the use.
    #[must_use]
    pub const fn use_fee(&self) -> Option<&UseFee> {
        self.use_fee.as_ref()
    }

    /// What a repair does to the end of the guarantee.
    #[must_use]
    pub const fn prolongation(&self) -> Option<&Prolongation> {
        self.prolongation.as_ref()
    }

    /// When a changed price needs the customer's consent.
    #[must_use]
    pub const fn reauthorisation(&self) -> Option<&Reauthorisation> {
        self.reauthorisation.as_ref()
    }

    /// The last date on which an offer of a date binds the repairer; `None` where the regime has no such rule.
    #[must_use]
    pub fn offer_binds_until(&self, given: Date) -> Option<Date> {
        let OfferDocument { binding_days, .. } = self.document.offer.as_ref()?;
        Date::new(given.days().saturating_add(i64::from(*binding_days)))
    }
}

impl Condition {
    fn holds(self, facts: &UnitFacts) -> bool {
        match self {
            Self::WithinDaysOfSale(days) => facts.days_since_sale <= days,
            Self::FailedRepairs(least) => facts.failed_repairs >= least,
            Self::RepairDays { more_than, reason } => {
                facts.repair_days > more_than && facts.delay_reason == Some(reason)
            }
            Self::Exchange(state) => facts.exchange == state,
        }
    }
}

fn remedy(path: &str, word: &str) -> Result<Remedy, CostError> {
    let found = Remedy::ALL.into_iter().find(|remedy| remedy.as_str() == word);
    found.ok_or_else(|| {
        CostError::undefined(path.to_owned(), word, Remedy::ALL.iter().map(|each| each.as_str()))
    })
}

fn condition(path: &str, written: &RemedyConditionDocument) -> Result<Condition, CostError> {
    Ok(match written {
        RemedyConditionDocument::WithinDaysOfSale { days } => Condition::WithinDaysOfSale(*days),
        RemedyConditionDocument::FailedRepairs { at_least } => Condition::FailedRepairs(*at_least),
        RemedyConditionDocument::RepairDays { more_than, reason } => {
            Condition::RepairDays { more_than: *more_than, reason: delay_reason(path, reason)? }
        }
        RemedyConditionDocument::Exchange { is } => Condition::Exchange(exchange_state(path, is)?),
    })
}

fn delay_reason(path: &str, word: &str) -> Result<DelayReason, CostError> {
    one_of(path, word, &[("repairer", DelayReason::Repairer), ("no_parts", DelayReason::NoParts)])
}

fn exchange_state(path: &str, word: &str) -> Result<ExchangeState, CostError> {
    one_of(path, word, &[("unavailable", ExchangeState::Unavailable), ("declined", ExchangeState::Declined)])
}

fn one_of<T: Copy>(path: &str, word: &str, words: &[(&'static str, T)]) -> Result<T, CostError> {
    let found = words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    found.ok_or_else(|| CostError::undefined(path.to_owned(), word, words.iter().map(|(known, _)| *known)))
}

impl TryFrom<&UnitFactsDocument> for UnitFacts {
    type Error = CostError;

    /// Reads the words of a document.
    ///
    /// # Errors
    ///
    /// [`CostError::Undefined`] with the field and the words that it may have.
    fn try_from(document: &UnitFactsDocument) -> Result<Self, CostError> {
        let guarantees = [("running", GuaranteeState::Running), ("ended", GuaranteeState::Ended)];
        let reason = document.delay_reason.as_ref().map(|word| delay_reason("delay_reason", word));
        let exchange = document.exchange.as_ref().map(|word| exchange_state("exchange", word));
        Ok(Self {
            days_since_sale: document.days_since_sale,
            failed_repairs: document.failed_repairs,
            repair_days: document.repair_days,
            delay_reason: reason.transpose()?,
            exchange: exchange.transpose()?.unwrap_or_default(),
            guarantee: one_of("guarantee", &document.guarantee, &guarantees)?,
            cause: document.cause.clone(),
        })
    }
}

/// A share from 0 to 1.
pub(super) fn rate(path: &str, text: &str) -> Result<Decimal, CostError> {
    share(path, text, Decimal::ONE)
}
