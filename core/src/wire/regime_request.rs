use serde::{Deserialize, Serialize};

use super::MoneyDocument;
use super::read::tagged_by_type;

/// A price that is to be given back less a fee for the use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundRequestDocument {
    /// The price of the unit.
    pub price: MoneyDocument,
    /// How much it was used.
    pub usage: UsageDocument,
    /// The share for each unit of use that the maker has set, such as `0.005`, where the regime only sets the largest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub rate: Option<String>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// How much a unit was used.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum UsageDocument {
        /// Days from the sale to the refund, less those in repair and those waiting for it.
        Days {
            /// The days.
            days: u32,
        },
        /// The distance that it was driven.
        Kilometres {
            /// The kilometres.
            kilometres: u32,
        },
    }
}

/// A refund and what it is reduced by. The two sum to the price. No legal advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefundDocument {
    /// What is kept for the use, rounded half up to the minor unit; never more than the price.
    pub use_fee: MoneyDocument,
    /// What the customer gets back.
    pub refund: MoneyDocument,
    /// The section that says so.
    pub section: String,
}

/// A guarantee and the repairs under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProlongationRequestDocument {
    /// The last day of the guarantee without repairs, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub guarantee_end: String,
    /// The repairs, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<RepairPeriodDocument>,
}

/// A repair under the guarantee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RepairPeriodDocument {
    /// The day on which the unit was handed in, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub from: String,
    /// The day on which it came back.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub to: String,
}

/// The end of a guarantee after its repairs. No legal advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProlongedGuaranteeDocument {
    /// The last day, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub guarantee_end: String,
    /// The section that says so.
    pub section: String,
}

/// A changed price beside what the customer has consented to: an estimate, a limit, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReauthorisationRequestDocument {
    /// The estimate that was authorised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<MoneyDocument>,
    /// The limit that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_to_exceed: Option<MoneyDocument>,
    /// The changed price, with tax or without as the rule compares amounts.
    pub revised: MoneyDocument,
}
