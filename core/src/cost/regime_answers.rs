//! Questions to a regime as documents.

use super::coverage::date;
use super::{AuthorisedAmounts, CostError, Regime, RepairPeriod, UnitFacts, Usage, authorisation::money};
use crate::money::{Decimal, Rounding, RoundingMode};
use crate::wire::{
    ProlongationDocument, ProlongationRequestDocument, ProlongedGuaranteeDocument,
    ReauthorisationCheckDocument, ReauthorisationRequestDocument, RefundDocument, RefundRequestDocument,
    RemediesDocument, UnitFactsDocument, UsageDocument, UseFeeDocument,
};

impl Regime {
    /// What the customer may choose, from the facts of a document.
    ///
    /// # Errors
    ///
    /// [`CostError::Undefined`] with the field and the words that it may have.
    pub fn remedies_of(&self, facts: &UnitFactsDocument) -> Result<RemediesDocument, CostError> {
        Ok(self.remedies_document(&UnitFacts::try_from(facts)?))
    }

    /// What a customer gets back, less the fee for the use, rounded half up to the minor unit.
    ///
    /// # Errors
    ///
    /// [`CostError::Missing`] where the regime has no such fee; those of [`UseFee::refund`](super::UseFee::refund) and
    /// [`UseFee::with_rate`](super::UseFee::with_rate).
    pub fn refund_of(&self, document: &RefundRequestDocument) -> Result<RefundDocument, CostError> {
        let (Some(fee), Some(written)) = (self.use_fee(), &self.document().use_fee) else {
            return Err(self.without("use_fee"));
        };
        let set = document.rate.as_ref().map(|text| {
            let share: Decimal = text.parse().map_err(CostError::value("rate"))?;
            fee.with_rate(share)
        });
        let fee = set.transpose()?.unwrap_or_else(|| fee.clone());
        let price = money("price", &document.price)?;
        let usage = match document.usage {
            UsageDocument::Days { days } => Usage::Days(days),
            UsageDocument::Kilometres { kilometres } => Usage::Kilometres(kilometres),
        };
        let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, price.currency());
        let refund = fee.refund(price, usage, rounding)?;
        let section = match written {
            UseFeeDocument::PerDay { section, .. }
            | UseFeeDocument::PerThousandKilometres { section, .. } => section,
        };
        Ok(RefundDocument {
            use_fee: refund.use_fee().into(),
            refund: refund.refund().into(),
            section: section.clone(),
        })
    }

    /// The end of a guarantee after its repairs.
    ///
    /// # Errors
    ///
    /// [`CostError::Missing`] where the regime prolongs nothing; [`CostError::Time`] for a date that is none; those of
    /// [`RepairPeriod::new`] and [`Prolongation::end`](super::Prolongation::end).
    pub fn prolong(
        &self,
        document: &ProlongationRequestDocument,
    ) -> Result<ProlongedGuaranteeDocument, CostError> {
        let (Some(rule), Some(written)) = (self.prolongation(), &self.document().prolongation) else {
            return Err(self.without("prolongation"));
        };
        let repairs = document.repairs.iter().enumerate().map(|(position, repair)| {
            let at = |field: &str| format!("repairs[{position}].{field}");
            let (from, to) = (date(&at("from"), &repair.from)?, date(&at("to"), &repair.to)?);
            RepairPeriod::new(from, to).map_err(|error| error.renamed(&at("to")))
        });
        let repairs = repairs.collect::<Result<Vec<_>, _>>()?;
        let end = rule.end(date("guarantee_end", &document.guarantee_end)?, &repairs)?;
        let section = match written {
            ProlongationDocument::TimeInRepair { section }
            | ProlongationDocument::MonthsOnce { section, .. } => section,
        };
        Ok(ProlongedGuaranteeDocument { guarantee_end: end.to_string(), section: section.clone() })
    }

    /// Whether a changed price needs the customer's consent, and why.
    ///
    /// # Errors
    ///
    /// [`CostError::Missing`] where the regime has no such rule, or neither an estimate nor a limit is given;
    /// [`CostError::Value`] where currencies mix.
    pub fn check_price(
        &self,
        document: &ReauthorisationRequestDocument,
    ) -> Result<ReauthorisationCheckDocument, CostError> {
        let rule = self.reauthorisation().ok_or_else(|| self.without("reauthorisation"))?;
        let read =
            |path: &str, amount: &Option<_>| amount.as_ref().map(|amount| money(path, amount)).transpose();
        let estimate = read("estimate", &document.estimate)?;
        let limit = read("not_to_exceed", &document.not_to_exceed)?;
        let authorised = match (estimate, limit) {
            (Some(estimate), Some(limit)) => AuthorisedAmounts::estimate(estimate).with_limit(limit),
            (Some(estimate), None) => AuthorisedAmounts::estimate(estimate),
            (None, Some(limit)) => AuthorisedAmounts::not_to_exceed(limit),
            (None, None) => {
                let path = "reauthorisation".to_owned();
                return Err(CostError::Missing { path, field: "estimate".to_owned() });
            }
        };
        Ok((&rule.check(&authorised, money("revised", &document.revised)?)?).into())
    }

    fn without(&self, field: &str) -> CostError {
        CostError::Missing { path: self.document().name.clone(), field: field.to_owned() }
    }
}
