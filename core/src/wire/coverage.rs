use serde::{Deserialize, Serialize};

use super::MoneyDocument;
use super::read::tagged_by_type;

/// Who pays what of a repair: warranties, contracts and goodwill in the order in which they are asked (CO-9).
///
/// ```
/// use aftersales::wire::CoverageDocument;
///
/// let document = CoverageDocument::from_json(r#"{
///     "agreements": [{
///         "name": "two years",
///         "payer": "warranty",
///         "term": {"type": "since_purchase", "months": 24},
///         "excluded_causes": ["misuse", "liquid"],
///         "covers": [{"kinds": ["labour", "part"], "percent": "100"}]
///     }]
/// }"#)?;
/// assert_eq!(document.agreements.len(), 1);
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverageDocument {
    /// The agreements. Each pays of what those before it left.
    pub agreements: Vec<AgreementDocument>,
}

/// A promise to pay for repairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreementDocument {
    /// Its name, shown as the reason.
    pub name: String,
    /// Who pays: `warranty`, `contract`, `goodwill`, `insurer` or `service_side`.
    pub payer: String,
    /// When it holds.
    pub term: TermDocument,
    /// Serial numbers; none for all units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<String>,
    /// Components; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<String>,
    /// Components that it does not pay for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_components: Vec<String>,
    /// Causes that it does not pay for, such as `misuse`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_causes: Vec<String>,
    /// What it pays, by kind of line; the first entry that names a line's kind holds.
    pub covers: Vec<CoverDocument>,
    /// The most that it pays in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<MoneyDocument>,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// When an agreement holds; both ends are included.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum TermDocument {
        /// Always.
        Always {},
        /// So many months from the purchase on.
        SincePurchase {
            /// Months, at least 1.
            months: u32,
        },
        /// Between two dates.
        Dates {
            /// The first, `YYYY-MM-DD`.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
            from: String,
            /// The last, `YYYY-MM-DD`.
            #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
            until: String,
        },
    }
}

/// What an agreement pays of some kinds of line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverDocument {
    /// Kinds of line, such as `labour` and `part`; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The share of the line that it pays, in per cent.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub percent: String,
    /// What a part gained in value is not paid: per cent of its price for each year of age of the one replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub betterment_percent_per_year: Option<String>,
}

/// What is claimed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimDocument {
    /// The date of the fault, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub date: String,
    /// When the unit was bought, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub purchased_on: Option<String>,
    /// The unit's serial number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The cause of the fault, such as `material` or `misuse`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The lines.
    pub lines: Vec<ClaimLineDocument>,
}

/// One line of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimLineDocument {
    /// Its name.
    pub id: String,
    /// Its kind, such as `labour`.
    pub kind: String,
    /// What it comes to.
    pub amount: MoneyDocument,
    /// The component that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The cause, where it is another than the claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The age in years of the part that is replaced, such as `3.5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "decimal")))]
    pub replaced_age_years: Option<String>,
    /// `wrong_diagnosis` where the line is only there because of one (DG-3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss_from: Option<String>,
}

/// Who pays what, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredClaimDocument {
    /// The revision of the coverage.
    pub revision: String,
    /// The lines in the order of the claim.
    pub lines: Vec<CoveredLineDocument>,
}

/// Who pays what of one line. The shares sum to its amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredLineDocument {
    /// Its name.
    pub id: String,
    /// What it comes to.
    pub amount: MoneyDocument,
    /// The shares in the order of the agreements, then the rest.
    pub shares: Vec<CoveredShareDocument>,
    /// Agreements that pay nothing of it, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<CoverageRefusalDocument>,
}

/// What one payer pays of a line, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredShareDocument {
    /// The payer.
    pub payer: String,
    /// The share.
    pub amount: MoneyDocument,
    /// `agreement`, `betterment`, `wrong_diagnosis` or `rest`.
    pub reason: String,
    /// The agreement behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
}

/// Why an agreement pays nothing of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageRefusalDocument {
    /// The agreement.
    pub agreement: String,
    /// `not_yet_running`, `ended`, `purchase_date_unknown`, `other_unit`, `component_not_covered`, `cause_excluded`,
    /// `kind_not_covered` or `used_up`.
    pub reason: String,
}

impl CoverageDocument {
    /// Reads a document; unknown fields are refused.
    ///
    /// # Errors
    ///
    /// [`WireError`](super::WireError) with the path of what cannot be read.
    pub fn from_json(text: &str) -> Result<Self, super::WireError> {
        super::read_document(text)
    }
}
