use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CalendarDocument;
use super::read::tagged_by_type;

/// What a desk charges: the source of a [`PriceBook`](crate::cost::PriceBook) (domain facts CO-1 to CO-3).
///
/// Prices, quantities and per cents are decimal numbers as text. Prices are in the one currency of the book and may be finer
/// than its minor unit. What a book does not price cannot be estimated with it.
///
/// ```
/// use aftersales::wire::PriceBookDocument;
///
/// let book = PriceBookDocument::from_json(r#"{
///     "currency": "EUR",
///     "prices": "without_tax",
///     "rounding": {"mode": "half_up", "scope": "per_document"},
///     "taxes": [{"name": "vat", "percent": "19"}],
///     "default_taxes": ["vat"],
///     "labour": {"grades": {"engineer": {"per_hour": "96.00", "step_seconds": 900}}},
///     "parts": {"fan-80": {"tiers": [{"from": "1", "price": "24.50"}], "core_charge": "5.00"}}
/// }"#)?;
/// assert_eq!(book.parts.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceBookDocument {
    /// The ISO 4217 code of all prices.
    pub currency: String,
    /// Whether the prices contain the taxes.
    pub prices: PricesDocument,
    /// Where and how amounts are rounded.
    pub rounding: RoundingDocument,
    /// The taxes there are, in the order in which they are applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<TaxDocument>,
    /// The names of the taxes on everything that has none of its own; an empty list says that there are none.
    pub default_taxes: Vec<String>,
    /// The names of the taxes by kind of line.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub taxes_by_kind: BTreeMap<String, Vec<String>>,
    /// The instant from which the book is in force, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub valid_from: Option<String>,
    /// The first instant at which it is no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub valid_until: Option<String>,
    /// How long an estimate can be accepted, in seconds, where the request does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate_valid_seconds: Option<i64>,
    /// Labour by grade and time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labour: Option<LabourTariffDocument>,
    /// Travel by zone, distance and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<TravelTariffDocument>,
    /// Parts by their number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, PartTariffDocument>,
    /// Ways to send something, such as `standard` and `expedite`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub freight: BTreeMap<String, FreightTariffDocument>,
    /// Small material as a share of other lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumables: Option<ConsumablesTariffDocument>,
    /// Work that is bought in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outsourcing: Option<OutsourcingTariffDocument>,
    /// The fee for a diagnosis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<DiagnosisTariffDocument>,
    /// Fixed fees by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fees: BTreeMap<String, FeeTariffDocument>,
    /// The least that some kinds of line come to together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_charge: Option<MinimumChargeDocument>,
    /// Discounts by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub discounts: BTreeMap<String, DiscountDocument>,
}

/// Whether prices contain the taxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PricesDocument {
    /// Taxes come on top.
    WithoutTax,
    /// Taxes are contained, and the total is that of the prices.
    WithTax,
}

/// Where and how amounts are rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundingDocument {
    /// `half_up`, `half_even`, `half_odd`, `half_down`, `up`, `down`, `ceiling` or `floor`.
    pub mode: String,
    /// Whether each line is rounded, or the sums of the document.
    pub scope: RoundingScopeDocument,
    /// Multiples of what amounts are, if not of the minor unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub step: Option<String>,
    /// How what the customer pays in cash is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cash: Option<CashRoundingDocument>,
}

/// What is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RoundingScopeDocument {
    /// Each line and the taxes on it.
    PerLine,
    /// The net sum and each tax of the document.
    PerDocument,
}

/// How what is paid in cash is rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CashRoundingDocument {
    /// The mode.
    pub mode: String,
    /// The smallest coin, such as `0.05`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub step: String,
}

/// One tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxDocument {
    /// Its name.
    pub name: String,
    /// Per cent, 0 to 1000.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub percent: String,
    /// What it is taken of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: TaxBaseDocument,
    /// The payers that pay it, if not all; only where prices are without tax.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<String>,
}

/// What a tax is taken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TaxBaseDocument {
    /// The amount without taxes.
    #[default]
    Net,
    /// The amount with the taxes of the line that come before it.
    NetAndTaxesBefore,
}

/// What labour costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabourTariffDocument {
    /// Rates by grade.
    pub grades: BTreeMap<String, GradeTariffDocument>,
    /// What the rate is multiplied by outside regular hours.
    #[serde(default, skip_serializing_if = "is_default")]
    pub multipliers: MultipliersDocument,
    /// The calendar whose open time is regular hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarDocument>,
}

/// The rate of one grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeTariffDocument {
    /// Price of an hour.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub per_hour: String,
    /// The shortest time that is charged, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_seconds: Option<i64>,
    /// Time is charged in multiples of so many seconds, rounded up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_seconds: Option<i64>,
}

/// What the labour rate is multiplied by; hours that have no multiplier cannot be estimated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct MultipliersDocument {
    /// On a working day outside open time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub after_hours: Option<String>,
    /// On a day on which no shift starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub rest_day: Option<String>,
    /// On a holiday.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub holiday: Option<String>,
}

/// What travel costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TravelTariffDocument {
    /// Flat prices by zone.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("additionalProperties" = {"type": "string", "format": "decimal"})))]
    pub zones: BTreeMap<String, String>,
    /// Price of a kilometre.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub per_kilometre: Option<String>,
    /// Price of an hour under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub per_hour: Option<String>,
}

/// What a part costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PartTariffDocument {
    /// Prices of a piece by quantity, ascending; the last one that the quantity reaches holds for all pieces.
    pub tiers: Vec<TierDocument>,
    /// Price of procuring a piece.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub procurement: Option<String>,
    /// Deposit for a piece until the replaced one comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub core_charge: Option<String>,
    /// The names of its taxes, in place of those of its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxes: Option<Vec<String>>,
}

/// The price of a piece from a quantity on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierDocument {
    /// The least quantity for which it holds.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub from: String,
    /// The price of a piece.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub price: String,
}

/// What sending something costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreightTariffDocument {
    /// Price of a consignment.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub amount: String,
    /// Price of a kilogram on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub per_kilogram: Option<String>,
}

/// Small material as a share of other lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsumablesTariffDocument {
    /// Per cent, 0 to 1000.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub percent: String,
    /// The kinds of line that it is taken of.
    pub of: Vec<String>,
    /// The most that it comes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub at_most: Option<String>,
}

/// Work that is bought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OutsourcingTariffDocument {
    /// Per cent that are added to what the supplier asks, 0 to 1000.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub markup_percent: String,
}

/// The fee for a diagnosis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DiagnosisTariffDocument {
    /// The fee.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub fee: String,
    /// Per cent of it that are credited when the repair is accepted, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub credited_percent: Option<String>,
}

/// A fixed fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeTariffDocument {
    /// The fee.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub amount: String,
    /// The names of its taxes, in place of those of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxes: Option<Vec<String>>,
}

/// The least that some kinds of line come to together; a fee makes up what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MinimumChargeDocument {
    /// The amount.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub amount: String,
    /// The kinds of line that count; without any of them there is no minimum.
    pub of: Vec<String>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// A discount.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum DiscountDocument {
        /// A share.
        Percent {
            /// Per cent, 0 to 100.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            percent: String,
        },
        /// An amount in the currency of the book.
        Amount {
            /// The amount, not negative.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            amount: String,
        },
        /// A discount of the price book; not inside the book itself.
        Named {
            /// Its name there.
            name: String,
        },
    }
}

impl PriceBookDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
