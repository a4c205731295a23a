use chrono::{Datelike, Months};

use super::authorisation::{money, share};
use super::betterment::part;
use super::coverage::date;
use super::standard_hours::out_of_range;
use super::{CostError, Remedy};
use crate::money::{Decimal, Money, Rounding, RoundingMode};
use crate::time::Date;
use crate::wire::{
    OfferedOptionDocument, OptionDocument, OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument,
    RecommendationDocument, ThresholdBaseDocument, revision,
};

/// When a repair is still worth it, compiled: repair, exchange or refund side by side (CO-7).
///
/// ```
/// use aftersales::cost::OptionPolicy;
/// use aftersales::wire::{OptionPolicyDocument, OptionsRequestDocument, read_document};
///
/// let policy = OptionPolicy::compile(&OptionPolicyDocument::from_json(r#"{
///     "repair_up_to_percent": "60", "of": "residual_value",
///     "depreciation": {"life_months": 60, "least_percent": "10"}
/// }"#)?)?;
/// let request: OptionsRequestDocument = read_document(r#"{
///     "date": "2026-11-02", "purchased_on": "2024-05-02",
///     "purchase_price": {"amount": "900.00", "currency": "EUR"},
///     "repair": {"total": {"amount": "280.00", "currency": "EUR"}, "customer": {"amount": "280.00", "currency": "EUR"},
///                "guarantee_months": 6},
///     "exchange": {"total": {"amount": "850.00", "currency": "EUR"}, "customer": {"amount": "850.00", "currency": "EUR"},
///                  "guarantee_months": 24}
/// }"#)?;
/// let sheet = policy.sheet(&request)?;
/// assert_eq!(sheet.residual_value.amount, "450.00");
/// assert_eq!(sheet.recommendation.reason, "repair_above_threshold");
/// assert_eq!(sheet.recommendation.repair_up_to.amount, "270.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionPolicy {
    revision: String,
    up_to: Decimal,
    of: ThresholdBaseDocument,
    depreciation: Depreciation,
}

/// How a unit loses its value: evenly over its life, down to a share that stays.
///
/// ```
/// use aftersales::cost::Depreciation;
/// use aftersales::money::Money;
///
/// let price = Money::new("900".parse()?, "EUR".parse()?)?;
/// let evenly = Depreciation::new(60, "10".parse()?)?;
/// assert_eq!(evenly.residual(price, 20)?.to_string(), "600.00 EUR");
/// assert_eq!(evenly.residual(price, 100)?.to_string(), "90.00 EUR");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depreciation {
    life_months: u32,
    least_percent: Decimal,
}

impl Depreciation {
    /// From the months of a unit's life and the share of its price that stays, in per cent.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] outside 1 to 1200 months or 0 to 100 per cent.
    pub fn new(life_months: u32, least_percent: Decimal) -> Result<Self, CostError> {
        if !(1..=1_200).contains(&life_months) {
            return Err(out_of_range("life_months", i64::from(life_months), "1 to 1200"));
        }
        let least_percent = share("least_percent", &least_percent.to_string(), Decimal::HUNDRED)?;
        Ok(Self { life_months, least_percent })
    }

    /// What a unit is worth after so many whole months, rounded half up to the minor unit.
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] where a result does not fit.
    pub fn residual(&self, price: Money, months: u32) -> Result<Money, CostError> {
        let left = Decimal::from(i64::from(self.life_months.saturating_sub(months)));
        let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, price.currency());
        let evenly = price
            .amount()
            .times(left)
            .and_then(|part| rounding.round_quotient(part, Decimal::from(i64::from(self.life_months))));
        let evenly = evenly.and_then(|amount| Money::new(amount, price.currency()));
        let evenly = evenly.map_err(CostError::value("purchase_price"))?;
        let least = part(price, self.least_percent)?;
        Ok(if evenly > least { evenly } else { least })
    }
}

impl OptionPolicy {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a share outside 0 to 100, a life outside 1 to 1200 months.
    pub fn compile(document: &OptionPolicyDocument) -> Result<Self, CostError> {
        let least = &document.depreciation.least_percent;
        let least = share("depreciation.least_percent", least, Decimal::HUNDRED)?;
        let depreciation = Depreciation::new(document.depreciation.life_months, least);
        Ok(Self {
            revision: revision(document, "")?,
            up_to: share("repair_up_to_percent", &document.repair_up_to_percent, Decimal::HUNDRED)?,
            of: document.of,
            depreciation: depreciation.map_err(|error| error.within("depreciation"))?,
        })
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The options side by side, and which one the policy recommends.
    ///
    /// A repair that reaches the threshold exactly is worth it. Where it is not, or there is none, an exchange comes before
    /// a refund. What the law gives is marked, and is the customer's to choose.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: no option at all, an exchange price that the threshold needs and that is
    /// missing, amounts that are none, negative or of different currencies, a purchase after the date.
    pub fn sheet(&self, request: &OptionsRequestDocument) -> Result<OptionSheetDocument, CostError> {
        let facts = Facts::read(request)?;
        let residual = self.depreciation.residual(facts.price, facts.months)?;
        let base = match (self.of, &request.exchange) {
            (ThresholdBaseDocument::ResidualValue, _) => residual,
            (ThresholdBaseDocument::ReplacementPrice, Some(exchange)) => {
                facts.money("exchange.total", &exchange.total)?
            }
            (ThresholdBaseDocument::ReplacementPrice, None) => {
                return Err(CostError::Missing {
                    path: "repair_up_to_percent".to_owned(),
                    field: "exchange".to_owned(),
                });
            }
        };
        let threshold = part(base, self.up_to)?;
        let options = facts.options(request)?;
        let (option, reason) = recommended(request, &facts, threshold)?;
        let recommendation = RecommendationDocument {
            option: option.to_owned(),
            reason: reason.to_owned(),
            repair_up_to: threshold.into(),
            percent: self.up_to.to_string(),
            of: self.of,
        };
        Ok(OptionSheetDocument {
            revision: self.revision.clone(),
            residual_value: residual.into(),
            options,
            recommendation,
        })
    }
}

fn recommended(
    request: &OptionsRequestDocument,
    facts: &Facts<'_>,
    threshold: Money,
) -> Result<(&'static str, &'static str), CostError> {
    let instead = match (&request.exchange, &request.refund) {
        (Some(_), _) => Some("exchange"),
        (None, Some(_)) => Some("refund"),
        (None, None) => None,
    };
    match (&request.repair, instead) {
        (Some(repair), instead) => {
            let worth = facts.money("repair.total", &repair.total)? <= threshold;
            Ok(match instead {
                _ if worth => ("repair", "repair_within_threshold"),
                Some(instead) => (instead, "repair_above_threshold"),
                None => ("repair", "nothing_else"),
            })
        }
        (None, Some(instead)) => Ok((instead, "no_repair")),
        (None, None) => Err(CostError::Missing { path: "options".to_owned(), field: "repair".to_owned() }),
    }
}

/// The request, read.
struct Facts<'a> {
    date: Date,
    price: Money,
    months: u32,
    guarantee_until: Option<Date>,
    remedies: &'a [String],
}

impl<'a> Facts<'a> {
    fn read(request: &'a OptionsRequestDocument) -> Result<Self, CostError> {
        let (today, bought) = (date("date", &request.date)?, date("purchased_on", &request.purchased_on)?);
        let Some(months) = months_between(bought, today) else {
            let (path, value) = ("purchased_on".to_owned(), bought.to_string());
            return Err(CostError::OutOfRange { path, value, allowed: "a date up to `date`" });
        };
        let words = [Remedy::Refund, Remedy::RefundLessUseFee, Remedy::Exchange, Remedy::Repair];
        let words = words.map(Remedy::as_str);
        if let Some(unknown) = request.remedies.iter().find(|word| !words.contains(&word.as_str())) {
            return Err(CostError::undefined("remedies".to_owned(), unknown, words.into_iter()));
        }
        let guarantee = request.guarantee_until.as_ref().map(|text| date("guarantee_until", text));
        Ok(Self {
            date: today,
            price: money("purchase_price", &request.purchase_price)?,
            months,
            guarantee_until: guarantee.transpose()?,
            remedies: &request.remedies,
        })
    }

    /// An amount in the currency of the purchase.
    fn money(&self, path: &str, document: &crate::wire::MoneyDocument) -> Result<Money, CostError> {
        let amount = money(path, document)?;
        amount.minus(self.price).map_err(CostError::value(path))?;
        Ok(amount)
    }

    fn options(&self, request: &OptionsRequestDocument) -> Result<Vec<OptionDocument>, CostError> {
        let mut options = Vec::with_capacity(3);
        for (name, offered) in [("repair", &request.repair), ("exchange", &request.exchange)] {
            if let Some(offered) = offered {
                options.push(self.offered(name, offered)?);
            }
        }
        if let Some(refund) = &request.refund {
            let amount = self.money("refund.amount", &refund.amount)?;
            let kept = refund.use_fee.as_ref().map(|fee| self.money("refund.use_fee", fee)).transpose()?;
            options.push(OptionDocument {
                option: "refund".to_owned(),
                basis: self.basis(&["refund", "refund_less_use_fee"]),
                total: amount.into(),
                customer_pays: Money::zero(amount.currency()).into(),
                customer_gets: Some(amount.into()),
                use_fee: kept.map(Into::into),
                completion: None,
                guarantee_until: None,
            });
        }
        Ok(options)
    }

    fn offered(&self, name: &str, offered: &OfferedOptionDocument) -> Result<OptionDocument, CostError> {
        let own = months_after(self.date, offered.guarantee_months).filter(|_| offered.guarantee_months > 0);
        // A repair leaves the guarantee of the unit as it is; another unit has only its own.
        let kept = self.guarantee_until.filter(|until| name == "repair" && *until >= self.date);
        Ok(OptionDocument {
            option: name.to_owned(),
            basis: self.basis(&[name]),
            total: self.money(&format!("{name}.total"), &offered.total)?.into(),
            customer_pays: self.money(&format!("{name}.customer"), &offered.customer)?.into(),
            customer_gets: None,
            use_fee: None,
            completion: offered.completion,
            guarantee_until: own.max(kept).map(|until| until.to_string()),
        })
    }

    fn basis(&self, names: &[&str]) -> String {
        let by_law = self.remedies.iter().any(|remedy| names.contains(&remedy.as_str()));
        (if by_law { "by_law" } else { "by_choice" }).to_owned()
    }
}

/// Whole months from one date to a later one; `None` where it is not later.
fn months_between(from: Date, to: Date) -> Option<u32> {
    let (from, to) = (from.to_date()?, to.to_date()?);
    let count = |date: chrono::NaiveDate| {
        i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month0()))
    };
    let begun = i64::from(from.day() > to.day());
    u32::try_from(count(to).saturating_sub(count(from)).saturating_sub(begun)).ok().filter(|_| from <= to)
}

fn months_after(from: Date, months: u32) -> Option<Date> {
    from.to_date()?.checked_add_months(Months::new(months)).and_then(|date| Date::try_from(date).ok())
}
