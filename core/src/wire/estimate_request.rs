use serde::{Deserialize, Serialize};

use super::read::tagged_by_type;
use super::{DiscountDocument, MoneyDocument};

/// What is to be estimated: the planned work with who pays for it (domain facts PL-6, CO-3).
///
/// ```
/// use aftersales::wire::EstimateRequestDocument;
///
/// let request = EstimateRequestDocument::from_json(r#"{
///     "version": 1,
///     "issued_at": "2026-03-02T09:00:00Z",
///     "valid_until": "2026-04-01T09:00:00Z",
///     "payers": [{"payer": "customer", "percent": "100"}],
///     "lines": [
///         {"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 5400}},
///         {"id": "2", "charge": {"type": "part", "part": "fan-80", "quantity": "1"},
///          "payers": [{"payer": "warranty", "percent": "100"}]}
///     ]
/// }"#)?;
/// assert_eq!(request.lines.len(), 2);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EstimateRequestDocument {
    /// The version of the estimate, from 1 on.
    pub version: u32,
    /// When it is made, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub issued_at: String,
    /// The first instant at which it can no longer be accepted, if the price book is not to say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub valid_until: Option<String>,
    /// How the customer pays.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settlement: SettlementDocument,
    /// Who pays the lines that do not say so themselves.
    pub payers: Vec<PayerShareDocument>,
    /// The planned work.
    pub lines: Vec<PlanLineDocument>,
    /// What the customer may not be charged beyond without a new authorisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_to_exceed: Option<MoneyDocument>,
}

/// How the customer pays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SettlementDocument {
    /// To the minor unit.
    #[default]
    Account,
    /// In coins, as the price book rounds cash.
    Cash,
}

/// The share of one payer: per cent, or an amount of each line; the per cents share what the amounts leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerShareDocument {
    /// `customer`, `warranty`, `contract`, `goodwill`, `insurer` or `service_side`.
    pub payer: String,
    /// Per cent; all of a list come to exactly 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub percent: Option<String>,
    /// An amount in the currency of the price book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub amount: Option<String>,
}

/// One planned line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanLineDocument {
    /// Its name in this and later versions.
    pub id: String,
    /// What is charged.
    pub charge: ChargeDocument,
    /// A discount on this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<DiscountDocument>,
    /// Who pays, if not as the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<PayerShareDocument>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What a planned line charges.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum ChargeDocument {
        /// Labour.
        Labour {
            /// The procedure of the standard hours, shown with the line.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            procedure: Option<String>,
            /// The grade of the one who works.
            grade: String,
            /// How long, in seconds.
            seconds: i64,
            /// When, RFC 3339: the time is split into regular and other hours by the calendar of the price book.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
            at: Option<String>,
            /// In which hours, where no instant is given: `regular`, `after_hours`, `rest_day` or `holiday`; regular if absent.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            hours: Option<String>,
        },
        /// A part.
        Part {
            /// Its number.
            part: String,
            /// Pieces.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            quantity: String,
            /// Whether the replaced piece is back.
            #[serde(default, skip_serializing_if = "is_default")]
            replaced: ReplacedPartDocument,
        },
        /// Travel into a zone.
        TravelZone {
            /// The zone.
            zone: String,
        },
        /// Travel by distance.
        TravelDistance {
            /// Kilometres there and back.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            kilometres: String,
        },
        /// Travel by time.
        TravelTime {
            /// Seconds there and back.
            seconds: i64,
        },
        /// Freight.
        Freight {
            /// The way of sending.
            freight: String,
            /// The weight, where the price book asks for it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            kilograms: Option<String>,
        },
        /// Small material, as the price book has it.
        Consumables {},
        /// Work that is bought in.
        Outsourcing {
            /// Who does it, shown with the line.
            supplier: String,
            /// What the supplier asks, in the currency of the book.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            cost: String,
        },
        /// The diagnosis.
        Diagnosis {
            /// Whether the customer has the unit repaired, so that the fee is credited.
            repair: RepairDecisionDocument,
        },
        /// A fixed fee.
        Fee {
            /// Its name.
            fee: String,
            /// How often.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
            quantity: String,
        },
        /// A discount on all charges of the estimate, core charges aside.
        Discount {
            /// The discount.
            discount: DiscountDocument,
        },
    }
}

/// Whether the piece that a part replaces is back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplacedPartDocument {
    /// It is not, so that the core charge is due.
    #[default]
    Outstanding,
    /// It is.
    Returned,
}

/// What the customer decides after the diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RepairDecisionDocument {
    /// The unit is repaired; an estimate that offers the repair says this too.
    Accepted,
    /// It is not.
    Declined,
}

impl EstimateRequestDocument {
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
