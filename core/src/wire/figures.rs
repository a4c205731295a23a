use core::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

use super::FigureDefinitionDocument;
use super::read::tagged_by_type;
use crate::time::Instant;

/// One figure with all that makes it hold up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigureDocument {
    /// Its name, such as `first_response`.
    pub name: String,
    /// The fact or rule that it comes from, such as `KP-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which tickets it is of: one word for each grouping; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// What `value` counts: `seconds`, `share`, `points` or `count`.
    pub unit: String,
    /// The headline number.
    pub value: f64,
    /// What was added up: hits, microseconds, millionths of a point, or minor units of money.
    pub numerator: WholeNumberDocument,
    /// What it is divided by.
    pub denominator: u64,
    /// The lower end of the 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
    /// The upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// What it should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<FigureTargetDocument>,
    /// Whether the target is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
    /// Which stamp decides to which period a ticket belongs: `opened`, `due` or `closed`.
    pub period_stamp: String,
    /// The stop event, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
    /// The clock of an attainment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Which time a duration counts: `calendar` or `working`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// What becomes of an end before its beginning: `reject`, `keep` or `zero`.
    pub negative_duration: String,
    /// What a reader should know: `small_number`, `censored`, `other_currencies`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What stands behind the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<FigureDetailDocument>,
}

/// A whole number; text beyond 2⁵³, where not every language keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum WholeNumberDocument {
    /// At most 2⁵³ from zero.
    Number(i64),
    /// Beyond.
    Text(String),
}

impl<'de> Deserialize<'de> for WholeNumberDocument {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Whole;

        impl Visitor<'_> for Whole {
            type Value = WholeNumberDocument;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, as text where it is large")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<WholeNumberDocument, E> {
                Ok(WholeNumberDocument::Number(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<WholeNumberDocument, E> {
                let refused = |_| E::invalid_value(Unexpected::Unsigned(number), &self);
                i64::try_from(number).map(WholeNumberDocument::Number).map_err(refused)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<WholeNumberDocument, E> {
                Ok(WholeNumberDocument::Text(text.to_owned()))
            }
        }

        source.deserialize_any(Whole)
    }
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What a figure should be, in its own unit.
    #[derive(Debug, Clone, Copy, PartialEq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum FigureTargetDocument {
        /// No more than this.
        AtMost {
            /// The limit, which is within.
            value: f64,
        },
        /// No less than this.
        AtLeast {
            /// The limit, which is within.
            value: f64,
        },
    }
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// What stands behind the headline of a figure.
    #[derive(Debug, Clone, PartialEq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum FigureDetailDocument {
        /// How lengths are distributed, in seconds.
        Distribution {
            /// Lengths that ended.
            ended: u64,
            /// Lengths that still run.
            running: u64,
            /// The median of those that ended.
            median: f64,
            /// The ends of its 95 % interval.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            median_interval: Option<(f64, f64)>,
            /// The length that nine in ten of them do not exceed.
            p90: f64,
            /// The median with those that still run counted for as long as they were seen; absent where it is not reached.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            censored_median: Option<f64>,
        },
        /// The three readings of an attainment, as kept and of how many.
        Readings {
            /// Kept and all of those whose clock was stopped.
            of_closed: (u64, u64),
            /// Kept and all of those that were decided.
            of_due: (u64, u64),
            /// Kept and all promises.
            of_all: (u64, u64),
            /// Promises that stand as kept or open, though the history says that they were broken once.
            breached_once: u64,
        },
        /// How a whole divides, the largest part first.
        Parts {
            /// The parts.
            parts: Vec<PartDocument>,
        },
        /// Where the time goes.
        Stages {
            /// The stages in the order of a ticket's life.
            stages: Vec<StageTimeDocument>,
        },
        /// What is open and how old it is.
        Ageing {
            /// Tickets reported.
            opened: u64,
            /// Tickets still open.
            open: u64,
            /// Open tickets under 1 day, 1 to 3, 3 to 7, 7 to 30, 30 days and older.
            by_age: Vec<u64>,
            /// Their median age in seconds.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            median_age: Option<f64>,
        },
    }
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartDocument {
    /// The word, or the outer and the inner one; `unknown` where it is not known.
    pub words: Vec<String>,
    /// How many, or how much in minor units.
    pub count: WholeNumberDocument,
    /// Its share of the whole.
    pub share: f64,
    /// The share of this part and all larger ones.
    pub cumulative: f64,
}

/// The time before one stamp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageTimeDocument {
    /// The stamp that ends the stage.
    pub until: String,
    /// How many tickets went through it.
    pub visits: u64,
    /// The mean in seconds.
    pub mean: f64,
    /// The median in seconds.
    pub median: f64,
    /// Its share of the time of all stages.
    pub share: f64,
}

/// A report on a desk: figures against their targets, how they move, what stands out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KpiReportDocument {
    /// The instant of looking.
    pub as_of: Instant,
    /// The zone of weeks and months.
    pub time_zone: String,
    /// The period in question; absent for all time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(Instant, Instant)>,
    /// Tickets known then.
    pub tickets: u64,
    /// Of these, tickets that figures leave out.
    pub excluded: u64,
    /// Rows that could not be read.
    pub rejected_rows: u64,
    /// Why, and how often.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<RejectedDocument>,
    /// What each figure is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<FigureDefinitionDocument>,
    /// All figures of the period.
    pub summary: Vec<FigureDocument>,
    /// Figures over weeks or months.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trends: Vec<TrendDocument>,
    /// What stands out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<KpiFindingDocument>,
    /// Figures beside those of an earlier period.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparison: Vec<ComparisonDocument>,
    /// Figures by person and level, where asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<FigureDocument>,
}

/// Something that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RejectedDocument {
    /// The figure that could not use it; absent for whole rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// Why, such as `malformed_instant`.
    pub reason: String,
    /// How often.
    pub count: u64,
    /// Some examples, each as ticket, field and value.
    pub examples: Vec<(String, String, String)>,
}

/// One figure over weeks or months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrendDocument {
    /// The figure's name.
    pub name: String,
    /// Which tickets it is of: one word for each grouping beside the week or month; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// The part of a whole whose share it is, such as one class of faults; absent for a figure of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What the values count.
    pub unit: String,
    /// What they should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<FigureTargetDocument>,
    /// How the limits are found: `laney` for shares of cases (a p-chart with Laney's correction), `xmr` for all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<String>,
    /// The centre line: the share of all periods together, or the mean of the values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<f64>,
    /// The points in order of time.
    pub points: Vec<TrendPointDocument>,
}

/// One week or month of a trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrendPointDocument {
    /// The period, such as `2026-03`, or the Monday of a week.
    pub period: String,
    /// The value.
    pub value: f64,
    /// What it is divided by.
    pub denominator: u64,
    /// The lower limit of ordinary variation; absent where there are too few points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
    /// The upper limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// Whether it lies outside them.
    pub signal: bool,
}

tagged_by_type! {
    #[serde(deny_unknown_fields)]
    /// Something that stands out.
    #[derive(Debug, Clone, PartialEq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum KpiFindingDocument {
        /// A week or month outside ordinary variation.
        Signal {
            /// The figure's name.
            figure: String,
            /// Which tickets it is of; empty for all.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            group: Vec<String>,
            /// The part of a whole whose share it is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            part: Option<String>,
            /// What the values count.
            unit: String,
            /// The week or month.
            period: String,
            /// The value.
            value: f64,
            /// The limits of ordinary variation.
            limits: (f64, f64),
        },
        /// The stage that takes the most time.
        Bottleneck {
            /// The stamp that ends it.
            until: String,
            /// Its share of the time of all stages.
            share: f64,
            /// Its mean in seconds.
            mean: f64,
        },
        /// More is open than before.
        GrowingBacklog {
            /// What was open at the end of the earlier period.
            before: u64,
            /// What is open now.
            now: u64,
        },
        /// Attainment among closed tickets looks much better than among all that were due.
        FlatteringAttainment {
            /// The figure's name.
            figure: String,
            /// The share among closed tickets.
            of_closed: f64,
            /// The share among those that were due.
            of_due: f64,
        },
        /// Open tickets make a duration look shorter than it is.
        OpenTicketsCount {
            /// The figure's name.
            figure: String,
            /// The median of those that ended, in seconds.
            median: f64,
            /// The median with the open ones; absent where it is not reached.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            censored_median: Option<f64>,
            /// How many are open.
            running: u64,
        },
    }
}

/// A figure beside that of an earlier period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComparisonDocument {
    /// The figure's name.
    pub name: String,
    /// What the values count.
    pub unit: String,
    /// The value of the earlier period.
    pub before: f64,
    /// The value of the period in question.
    pub now: f64,
    /// The 95 % interval of the difference of two shares (Newcombe).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference_interval: Option<(f64, f64)>,
    /// Whether that interval leaves zero out; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_chance: Option<bool>,
}

impl From<i128> for WholeNumberDocument {
    fn from(number: i128) -> Self {
        const MOST: i128 = 1 << 53;
        match i64::try_from(number) {
            Ok(small) if (-MOST..=MOST).contains(&number) => Self::Number(small),
            _ => Self::Text(number.to_string()),
        }
    }
}

impl Default for WholeNumberDocument {
    fn default() -> Self {
        Self::Number(0)
    }
}
