use serde::{Deserialize, Serialize};

use super::MoneyDocument;
use crate::time::Instant;

/// When a repair is still worth it (domain facts PL-1, CO-7).
///
/// ```
/// use aftersales::wire::OptionPolicyDocument;
///
/// let document = OptionPolicyDocument::from_json(r#"{
///     "repair_up_to_percent": "60",
///     "of": "residual_value",
///     "depreciation": {"life_months": 60, "least_percent": "10"}
/// }"#)?;
/// assert_eq!(document.depreciation.life_months, 60);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionPolicyDocument {
    /// A repair is worth it while all of it comes to at most this share, in per cent.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub repair_up_to_percent: String,
    /// Of what the share is.
    pub of: ThresholdBaseDocument,
    /// How the unit loses its value.
    pub depreciation: DepreciationDocument,
}

/// What the price of a repair is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ThresholdBaseDocument {
    /// What the unit is worth now.
    ResidualValue,
    /// What another one costs.
    ReplacementPrice,
}

/// How a unit loses its value: evenly over its life, down to a share that stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DepreciationDocument {
    /// Months of its life, at least 1.
    pub life_months: u32,
    /// The share of the price that stays, in per cent.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub least_percent: String,
}

/// What can be done for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionsRequestDocument {
    /// The date of the decision, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub date: String,
    /// When the unit was bought, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub purchased_on: String,
    /// What it cost.
    pub purchase_price: MoneyDocument,
    /// The last day of its guarantee, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub guarantee_until: Option<String>,
    /// The remedies that the law gives the customer: `repair`, `exchange`, `refund`, `refund_less_use_fee`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
    /// The repair, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<OfferedOptionDocument>,
    /// Another unit, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<OfferedOptionDocument>,
    /// The money back, if that is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<OfferedRefundDocument>,
}

/// A repair or an exchange that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferedOptionDocument {
    /// What all payers pay together.
    pub total: MoneyDocument,
    /// What the customer pays of that.
    pub customer: MoneyDocument,
    /// When it will be completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Instant>,
    /// The guarantee on it, in months from the decision on.
    pub guarantee_months: u32,
}

/// The money back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferedRefundDocument {
    /// What the customer gets.
    pub amount: MoneyDocument,
    /// What was kept for the use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_fee: Option<MoneyDocument>,
}

/// The options side by side, and which one the policy recommends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionSheetDocument {
    /// The revision of the policy.
    pub revision: String,
    /// What the unit is worth on the date.
    pub residual_value: MoneyDocument,
    /// The options that there are: repair, exchange, refund.
    pub options: Vec<OptionDocument>,
    /// The recommendation.
    pub recommendation: RecommendationDocument,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionDocument {
    /// `repair`, `exchange` or `refund`.
    pub option: String,
    /// `by_law` where the customer has a right to it, else `by_choice`.
    pub basis: String,
    /// What all payers pay together.
    pub total: MoneyDocument,
    /// What the customer pays.
    pub customer_pays: MoneyDocument,
    /// What the customer gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_gets: Option<MoneyDocument>,
    /// What was kept for the use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_fee: Option<MoneyDocument>,
    /// When it will be completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Instant>,
    /// The last day of the guarantee that the customer then has; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub guarantee_until: Option<String>,
}

/// Which option the policy recommends, with the threshold behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecommendationDocument {
    /// `repair`, `exchange` or `refund`.
    pub option: String,
    /// `repair_within_threshold`, `repair_above_threshold`, `no_repair` or `nothing_else`.
    pub reason: String,
    /// The threshold: what a repair may come to.
    pub repair_up_to: MoneyDocument,
    /// Its share, in per cent.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub percent: String,
    /// Of what the share is.
    pub of: ThresholdBaseDocument,
}

impl OptionPolicyDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
