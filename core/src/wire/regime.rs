use serde::{Deserialize, Serialize};

use super::MoneyDocument;
use super::read::tagged_by_type;

/// What the law of one place says about one kind of goods or repair: data with its source, and no legal advice (CO-9).
///
/// Each part is optional, for few laws have all.
///
/// ```
/// use aftersales::wire::RegimeDocument;
///
/// let document = RegimeDocument::from_json(r#"{
///     "name": "plain_tenth",
///     "jurisdiction": "example",
///     "title": "One tenth above the estimate at most",
///     "scope": "repairs with a written estimate",
///     "source": {"statute": "house rule", "section": "2"},
///     "as_of": "2026-11-01",
///     "notice": "not legal advice",
///     "reauthorisation": {
///         "tolerance": {"type": "percent", "percent": "10"},
///         "amounts": "with_tax",
///         "section": "2"
///     }
/// }"#)?;
/// assert!(document.reauthorisation.is_some());
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegimeDocument {
    /// Its name, such as `cn_three_guarantees_general`.
    pub name: String,
    /// Where it holds: an ISO 3166 code such as `CN` or `US-FL`, or `EU`.
    pub jurisdiction: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub scope: String,
    /// Where it stands.
    pub source: SourceDocument,
    /// The date as of which it was read, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub as_of: String,
    /// What every reader must know: `not legal advice`.
    pub notice: String,
    /// What the customer may choose, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<RemedyRuleDocument>,
    /// Causes for which there is no remedy, such as `misuse`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusions: Option<ExclusionsDocument>,
    /// What a repair does to the guarantee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prolongation: Option<ProlongationDocument>,
    /// What a refund is reduced by for the use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_fee: Option<UseFeeDocument>,
    /// How long an offer binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferDocument>,
    /// When a changed price needs the customer's consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reauthorisation: Option<ReauthorisationDocument>,
}

/// Where a rule stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceDocument {
    /// The statute's name.
    pub statute: String,
    /// The section or article.
    pub section: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the document was read from: the text itself, or what others write about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_on: Option<String>,
}

/// Remedies that the customer has when all conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemedyRuleDocument {
    /// `refund`, `refund_less_use_fee`, `exchange`, `repair`.
    pub remedies: Vec<String>,
    /// All of these; none for always, while the guarantee runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<RemedyConditionDocument>,
    /// The section that says so.
    pub section: String,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// A condition of a remedy.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum RemedyConditionDocument {
        /// At most so many days after the sale; the day of the sale is day 0.
        WithinDaysOfSale {
            /// Days.
            days: u32,
        },
        /// So many repairs did not help, or more.
        FailedRepairs {
            /// Repairs.
            at_least: u32,
        },
        /// The repair took more than so many days, for a reason.
        RepairDays {
            /// Days; more than that.
            more_than: u32,
            /// `repairer` or `no_parts`.
            reason: String,
        },
        /// How an exchange stands: `unavailable` where the seller has none of the model, `declined` by the customer.
        Exchange {
            /// `unavailable` or `declined`.
            is: String,
        },
    }
}

/// Causes for which there is no remedy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExclusionsDocument {
    /// The causes.
    pub causes: Vec<String>,
    /// The section that says so.
    pub section: String,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What a repair does to the end of the guarantee.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ProlongationDocument {
        /// The time in repair does not count: the end moves by it.
        TimeInRepair {
            /// The section that says so.
            section: String,
        },
        /// So many months more, once.
        MonthsOnce {
            /// Months.
            months: u32,
            /// The section that says so.
            section: String,
        },
    }
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What a refund is reduced by for the use, as shares of the price.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum UseFeeDocument {
        /// For each day of use, less the days in repair.
        PerDay {
            /// The share, such as `0.005`.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            rate: String,
            /// The section that says so.
            section: String,
        },
        /// For each thousand kilometres.
        PerThousandKilometres {
            /// The largest share that the maker may set, such as `0.005`.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            most_rate: String,
            /// The section that says so.
            section: String,
        },
    }
}

/// How long an offer binds the repairer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferDocument {
    /// Calendar days after the day on which it was given; at least 1.
    pub binding_days: u32,
    /// The section that says so.
    pub section: String,
}

/// When a changed price needs the customer's consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReauthorisationDocument {
    /// How much more may be charged without.
    pub tolerance: ToleranceDocument,
    /// Which amounts are compared: `with_tax` or `without_tax`.
    pub amounts: TaxBasisDocument,
    /// What must be noted of an oral consent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record_on_oral_consent: Vec<String>,
    /// The section that says so.
    pub section: String,
}

/// Which amounts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TaxBasisDocument {
    /// With all taxes.
    WithTax,
    /// Without taxes.
    WithoutTax,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// How much more than authorised may be charged without a new consent.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ToleranceDocument {
        /// Nothing.
        None {},
        /// A share of what was authorised.
        Percent {
            /// Per cent, as a decimal number.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            percent: String,
        },
        /// A share of what was authorised or an amount, whichever is greater, up to a limit.
        GreaterOfCapped {
            /// Per cent, as a decimal number.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            percent: String,
            /// The amount.
            amount: MoneyDocument,
            /// The limit.
            most: MoneyDocument,
        },
    }
}

/// Whether a changed price needs the customer's consent, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReauthorisationCheckDocument {
    /// `within_tolerance`, `above_tolerance` or `above_not_to_exceed`.
    pub outcome: String,
    /// What may be charged without a new consent.
    pub most: MoneyDocument,
    /// How much of that is tolerance, exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub allowance: Option<String>,
    /// What must be noted of an oral consent, where one is needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record_on_oral_consent: Vec<String>,
}

/// What is known of a unit when its remedies are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitFactsDocument {
    /// Whole days since the day of the sale, which is day 0.
    pub days_since_sale: u32,
    /// Repairs of the same defect that did not help.
    pub failed_repairs: u32,
    /// Days that the present repair has taken.
    pub repair_days: u32,
    /// Why it has taken them: `repairer` or `no_parts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<String>,
    /// How an exchange stands: `unavailable` or `declined`; absent where nothing is known against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<String>,
    /// `running` or `ended`.
    pub guarantee: String,
    /// The cause of the defect, such as `misuse`, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// What a customer may choose, with the sections that say so. No legal advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemediesDocument {
    /// The regime.
    pub regime: String,
    /// Its revision.
    pub revision: String,
    /// Where it holds.
    pub jurisdiction: String,
    /// The date as of which it was read.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub as_of: String,
    /// What every reader must know.
    pub notice: String,
    /// The remedies in the order in which they are shown.
    pub remedies: Vec<RemedyDocument>,
}

/// One remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemedyDocument {
    /// `refund`, `refund_less_use_fee`, `exchange` or `repair`.
    pub remedy: String,
    /// The sections that give it.
    pub sections: Vec<String>,
}

impl RegimeDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
