use super::CostError;
use crate::money::{Decimal, Money, Rounding, RoundingMode};
use crate::wire::{MoneyDocument, ReauthorisationCheckDocument, ReauthorisationDocument, ToleranceDocument};

/// When a changed price needs the customer's consent, compiled.
///
/// ```
/// use aftersales::cost::{AuthorisedAmounts, Consent, Regime};
/// use aftersales::money::Money;
///
/// let florida = Regime::preset("us_fl_motor_vehicle_repair")?;
/// let rule = florida.reauthorisation().ok_or("no rule")?;
/// let dollars = |cents| Money::from_minor_units(cents, "USD".parse().unwrap());
/// let authorised = AuthorisedAmounts::estimate(dollars(300_00));
///
/// assert_eq!(rule.check(&authorised, dollars(330_00))?.consent(), Consent::NotNeeded);
/// assert_eq!(rule.check(&authorised, dollars(330_01))?.consent(), Consent::AboveTolerance);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reauthorisation {
    tolerance: Tolerance,
    record: Vec<String>,
    document: ReauthorisationDocument,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Tolerance {
    None,
    Percent(Decimal),
    GreaterOfCapped { percent: Decimal, amount: Money, most: Money },
}

/// What the customer has consented to: an estimate, a limit, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorisedAmounts {
    estimate: Option<Money>,
    not_to_exceed: Option<Money>,
}

impl AuthorisedAmounts {
    /// An estimate, which the tolerance adds to.
    #[must_use]
    pub const fn estimate(amount: Money) -> Self {
        Self { estimate: Some(amount), not_to_exceed: None }
    }

    /// A limit, which nothing adds to.
    #[must_use]
    pub const fn not_to_exceed(limit: Money) -> Self {
        Self { estimate: None, not_to_exceed: Some(limit) }
    }

    /// The same with a limit.
    #[must_use]
    pub const fn with_limit(self, limit: Money) -> Self {
        Self { not_to_exceed: Some(limit), ..self }
    }
}

/// Whether the customer must be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Consent {
    /// The price stays within what was authorised.
    NotNeeded,
    /// The price is above the estimate by more than the tolerance.
    AboveTolerance,
    /// The price is above the limit that was agreed.
    AboveNotToExceed,
}

impl Consent {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotNeeded => "within_tolerance",
            Self::AboveTolerance => "above_tolerance",
            Self::AboveNotToExceed => "above_not_to_exceed",
        }
    }
}

/// The answer to one changed price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReauthorisationCheck {
    consent: Consent,
    allowance: Option<Decimal>,
    most: Money,
    record: Vec<String>,
}

impl ReauthorisationCheck {
    /// Whether the customer must be asked, and why.
    #[must_use]
    pub const fn consent(&self) -> Consent {
        self.consent
    }

    /// The exact tolerance above the estimate; `None` where only a limit was agreed.
    #[must_use]
    pub const fn allowance(&self) -> Option<Decimal> {
        self.allowance
    }

    /// The most that may be charged without a new consent.
    #[must_use]
    pub const fn most(&self) -> Money {
        self.most
    }

    /// What must be noted of an oral consent; empty where none is needed.
    #[must_use]
    pub fn record_on_oral_consent(&self) -> &[String] {
        &self.record
    }
}

impl Reauthorisation {
    /// Compiles a rule.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a share outside 0 to 100, an amount that is none or negative.
    pub fn compile(document: &ReauthorisationDocument) -> Result<Self, CostError> {
        let tolerance = match &document.tolerance {
            ToleranceDocument::None {} => Tolerance::None,
            ToleranceDocument::Percent { percent } => {
                Tolerance::Percent(share("tolerance.percent", percent, Decimal::HUNDRED)?)
            }
            ToleranceDocument::GreaterOfCapped { percent, amount, most } => Tolerance::GreaterOfCapped {
                percent: share("tolerance.percent", percent, Decimal::HUNDRED)?,
                amount: money("tolerance.amount", amount)?,
                most: money("tolerance.most", most)?,
            },
        };
        Ok(Self { tolerance, record: document.record_on_oral_consent.clone(), document: document.clone() })
    }

    /// The rule as it was written, with its section and the amounts that it compares.
    #[must_use]
    pub const fn document(&self) -> &ReauthorisationDocument {
        &self.document
    }

    /// Whether the customer must be asked before a changed price is charged. Reaching the limit exactly needs no consent.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] where currencies mix.
    pub fn check(
        &self,
        authorised: &AuthorisedAmounts,
        revised: Money,
    ) -> Result<ReauthorisationCheck, CostError> {
        let value = CostError::value("authorised");
        let mut allowance = None;
        let mut most = authorised.not_to_exceed.unwrap_or(revised);
        let mut consent = Consent::NotNeeded;
        if let Some(limit) = authorised.not_to_exceed
            && revised.minus(limit).map_err(&value)?.minor_units() > 0
        {
            consent = Consent::AboveNotToExceed;
        }
        if let Some(estimate) = authorised.estimate {
            let tolerated = self.allowance(estimate)?;
            let charged = estimate.amount().plus(tolerated).map_err(&value)?;
            revised.minus(estimate).map_err(&value)?;
            if consent == Consent::NotNeeded && revised.amount() > charged {
                consent = Consent::AboveTolerance;
            }
            let down = Rounding::to_minor_unit(RoundingMode::Floor, estimate.currency());
            let charged = down.money(charged, estimate.currency()).map_err(&value)?;
            most = if authorised.not_to_exceed.is_some() && most < charged { most } else { charged };
            allowance = Some(tolerated);
        }
        let record = if consent == Consent::NotNeeded { Vec::new() } else { self.record.clone() };
        Ok(ReauthorisationCheck { consent, allowance, most, record })
    }

    fn allowance(&self, estimate: Money) -> Result<Decimal, CostError> {
        let value = CostError::value("authorised");
        let of =
            |percent: Decimal| estimate.amount().times(percent).and_then(Decimal::hundredth).map_err(&value);
        match &self.tolerance {
            Tolerance::None => Ok(Decimal::ZERO),
            Tolerance::Percent(percent) => of(*percent),
            Tolerance::GreaterOfCapped { percent, amount, most } => {
                estimate.minus(*amount).and_then(|_| estimate.minus(*most)).map_err(&value)?;
                Ok(of(*percent)?.max(amount.amount()).min(most.amount()))
            }
        }
    }
}

impl From<&ReauthorisationCheck> for ReauthorisationCheckDocument {
    fn from(check: &ReauthorisationCheck) -> Self {
        Self {
            outcome: check.consent.as_str().to_owned(),
            most: check.most.into(),
            allowance: check.allowance.map(|allowance| allowance.to_string()),
            record_on_oral_consent: check.record.clone(),
        }
    }
}

/// A decimal number from 0 to a largest.
pub(super) fn share(path: &str, text: &str, most: Decimal) -> Result<Decimal, CostError> {
    let value: Decimal = text.parse().map_err(CostError::value(path))?;
    if !value.is_negative() && value <= most {
        return Ok(value);
    }
    let allowed = if most == Decimal::ONE { "0 to 1" } else { "0 to 100" };
    Err(CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed })
}

/// An amount that is not negative.
pub(super) fn money(path: &str, document: &MoneyDocument) -> Result<Money, CostError> {
    let amount = Money::try_from(document).map_err(CostError::value(path))?;
    if !amount.is_negative() {
        return Ok(amount);
    }
    let allowed = "an amount from 0 on";
    Err(CostError::OutOfRange { path: path.to_owned(), value: amount.to_string(), allowed })
}
