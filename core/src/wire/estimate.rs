use serde::{Deserialize, Serialize};

use super::read::{tagged_by_type, with_flattened};
use super::{MoneyDocument, PricesDocument};

/// An estimate: lines with their payers, totals, validity and the revision of its price book.
///
/// The amounts of all lines whose `effect` is `added` sum to `totals.total`, and so do the totals of the payers. Rounding to
/// coins comes after the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EstimateDocument {
    /// Its version, from 1 on.
    pub version: u32,
    /// The revision of the price book.
    pub price_book: String,
    /// When it was made, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub issued_at: String,
    /// The first instant at which it can no longer be accepted.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub valid_until: String,
    /// Whether the prices contain the taxes.
    pub prices: PricesDocument,
    /// The lines in the order of the plan, then taxes and rounding.
    pub lines: Vec<EstimateLineDocument>,
    /// The sums of all.
    pub totals: EstimateTotalsDocument,
    /// The sums by payer.
    pub payers: Vec<PayerTotalsDocument>,
    /// The sums by kind of line.
    pub kinds: Vec<KindTotalDocument>,
    /// What the customer may not be charged beyond without a new authorisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_to_exceed: Option<MoneyDocument>,
}

impl EstimateDocument {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}

/// One line of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EstimateLineDocument {
    /// Its name in this and other versions: that of the planned line, with a word behind it where that has several.
    pub id: String,
    /// Its kind, such as `labour`.
    pub kind: String,
    /// What it is: the grade, part, zone, fee, supplier or tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The hours of labour, such as `after_hours`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// The procedure of labour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// Whether its amount is added, contained in other lines, or added at payment.
    pub effect: EffectDocument,
    /// The amount.
    pub amount: MoneyDocument,
    /// Who pays what of it.
    pub shares: Vec<LineShareDocument>,
    /// Where the amount comes from.
    pub formula: FormulaDocument,
    /// The entry of the price book, such as `labour.grades.engineer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Whether a line's amount is added to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "LineEffectDocument"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EffectDocument {
    /// It is.
    Added,
    /// It is contained in other lines: a tax where prices are with tax.
    Contained,
    /// It is added to what is paid, after the total: rounding to coins.
    AtPayment,
}

/// What one payer pays of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LineShareDocument {
    /// The payer.
    pub payer: String,
    /// The share.
    pub amount: MoneyDocument,
}

tagged_by_type! {
    /// Where an amount comes from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum FormulaDocument {
        /// Quantity × rate × multiplier.
        Rate {
            /// The quantity that is charged.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            quantity: String,
            /// Its unit.
            unit: String,
            /// The price.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            rate: String,
            /// The unit that the price is for.
            per: String,
            /// What the price is multiplied by.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            multiplier: String,
        },
        /// A share of something.
        Percent {
            /// Per cent.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            percent: String,
            /// Of what, as an amount.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            of: String,
        },
        /// An amount as it was given.
        Flat {
            /// The amount.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            amount: String,
        },
        /// What makes up the difference between two amounts.
        Difference {
            /// What it was.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            from: String,
            /// What it becomes.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            to: String,
        },
    }
}

/// The sums of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EstimateTotalsDocument {
    /// Without taxes.
    pub net: MoneyDocument,
    /// All taxes.
    pub tax: MoneyDocument,
    /// What is owed: the net amount with the taxes.
    pub total: MoneyDocument,
    /// What rounding to coins adds or takes off when the customer pays in cash; otherwise zero.
    pub cash_rounding: MoneyDocument,
    /// What is paid: the total, rounded to coins where it is paid in cash.
    pub amount_due: MoneyDocument,
}

/// The sums of one payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PayerTotalsDocument {
    /// The payer.
    pub payer: String,
    /// What the payer pays.
    #[serde(flatten)]
    pub totals: EstimateTotalsDocument,
}

with_flattened!(PayerTotalsDocument { flat totals, payer: String });

/// The sum of one kind of line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KindTotalDocument {
    /// The kind.
    pub kind: String,
    /// The sum of its lines, without rounding to coins.
    pub amount: MoneyDocument,
}

/// What is different between two versions of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EstimateDifferenceDocument {
    /// The earlier version.
    pub from_version: u32,
    /// The later version.
    pub to_version: u32,
    /// Lines that only the later version has.
    pub added: Vec<EstimateLineDocument>,
    /// Lines that only the earlier version has.
    pub removed: Vec<EstimateLineDocument>,
    /// Lines that both have and that differ.
    pub changed: Vec<LineChangeDocument>,
    /// How many lines both have alike.
    pub unchanged: u32,
    /// The total of the earlier version.
    pub total_before: MoneyDocument,
    /// The total of the later version.
    pub total_after: MoneyDocument,
    /// What the customer pays under the earlier version.
    pub customer_before: MoneyDocument,
    /// What the customer pays under the later version.
    pub customer_after: MoneyDocument,
}

/// A line that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LineChangeDocument {
    /// As it was.
    pub before: EstimateLineDocument,
    /// As it is.
    pub after: EstimateLineDocument,
    /// What of it differs: `item`, `quantity`, `rate`, `multiplier`, `percent`, `amount`, `payers`.
    pub reasons: Vec<String>,
}
