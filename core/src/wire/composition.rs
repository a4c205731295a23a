use serde::{Deserialize, Serialize};

use super::MoneyDocument;

/// What a repair costs the service side, by the four shares of domain fact CO-6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompositionDocument {
    /// Labour; typically 60 per cent.
    pub labour: MoneyDocument,
    /// Parts; typically 25 per cent.
    pub parts: MoneyDocument,
    /// Transport; typically 10 per cent.
    pub transport: MoneyDocument,
    /// The rest, such as outsourcing; typically 5 per cent.
    pub other: MoneyDocument,
}

/// An estimate beside what the repair cost the service side (domain fact CO-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActualComparisonDocument {
    /// What all payers together are charged, without tax.
    pub charged: MoneyDocument,
    /// What it cost the service side.
    pub cost: MoneyDocument,
    /// What is left: charged less cost.
    pub margin: MoneyDocument,
    /// By share: labour, parts, transport, other.
    pub shares: Vec<CostShareDocument>,
}

/// One share of the cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CostShareDocument {
    /// `labour`, `parts`, `transport` or `other`.
    pub share: String,
    /// What the charges for it come to, without taxes, discounts and rounding; prices with tax contain it here.
    pub estimated: MoneyDocument,
    /// What it cost.
    pub actual: MoneyDocument,
    /// The same in per cent of the cost, with one digit after the point; absent for a cost of zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub actual_percent: Option<String>,
    /// The typical per cent.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub typical_percent: String,
    /// By how many percentage points the actual one lies above the typical one, below zero where it lies below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub beyond_typical: Option<String>,
}
