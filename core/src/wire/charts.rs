use serde::{Deserialize, Serialize};

use super::{TrendDocument, WholeNumberDocument};

/// What a chart draws: numbers that are computed, in the order in which they are drawn, and texts for people in one language.
///
/// Whoever draws it decides nothing but colours and sizes. Times are in seconds, shares from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ChartDocument {
    /// How long it takes, open tickets counted for as long as they were seen (Kaplan and Meier): steps that fall.
    Survival {
        /// The figure's name.
        figure: String,
        /// What stands above the chart.
        title: String,
        /// What stands beside the axis of time.
        x_label: String,
        /// What stands beside the axis of shares.
        y_label: String,
        /// One curve for each group.
        curves: Vec<SurvivalCurveDocument>,
    },
    /// A figure over weeks or months, with the limits of ordinary variation.
    Trend {
        /// What stands above the chart.
        title: String,
        /// The series.
        trend: TrendDocument,
    },
    /// How a whole divides, the largest part first, with the line of what the largest parts make up together.
    Pareto {
        /// The figure's name.
        figure: String,
        /// Which tickets it is of; empty for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        group: Vec<String>,
        /// What stands above the chart.
        title: String,
        /// The bars.
        bars: Vec<BarDocument>,
    },
    /// How old the open tickets are.
    Ageing {
        /// The figure's name.
        figure: String,
        /// What stands above the chart.
        title: String,
        /// The buckets of age, the youngest first.
        buckets: Vec<AgeBucketDocument>,
        /// One series for each group.
        series: Vec<AgeSeriesDocument>,
    },
    /// How the actual cost divides between its kinds, beside what is typical.
    Composition {
        /// The figure's name.
        figure: String,
        /// Which tickets it is of; empty for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        group: Vec<String>,
        /// What stands above the chart.
        title: String,
        /// The parts, those with a typical share first in its order.
        parts: Vec<CostPartDocument>,
    },
    /// Where the time goes, in the order of a ticket's life.
    Stages {
        /// The figure's name.
        figure: String,
        /// Which tickets it is of; empty for all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        group: Vec<String>,
        /// What stands above the chart.
        title: String,
        /// The stages.
        stages: Vec<StageBarDocument>,
    },
}

/// The curve of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurvivalCurveDocument {
    /// Which tickets it is of; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// What the curve is called.
    pub label: String,
    /// Tickets.
    pub cases: u64,
    /// Of these, tickets that have not ended.
    pub running: u64,
    /// The time by which half of them have ended; absent where that is not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
    /// Where the curve falls, from time 0 on. Of a curve with very many steps those are left out that lower it by less than
    /// a quarter of a per cent.
    pub points: Vec<SurvivalPointDocument>,
}

/// Where a curve falls: its share holds from this time to that of the next point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurvivalPointDocument {
    /// The time in seconds.
    pub time: f64,
    /// The share of tickets that take longer.
    pub share: f64,
    /// The lower end of its 95 % band; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
    /// The upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// Tickets that still ran just before.
    pub at_risk: u64,
}

/// One bar of a Pareto chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarDocument {
    /// The word that it stands for; `unknown` where it is not known.
    pub word: String,
    /// What the bar is called.
    pub label: String,
    /// How many.
    pub count: WholeNumberDocument,
    /// Its share of the whole.
    pub share: f64,
    /// The share of this bar and all before it.
    pub cumulative: f64,
}

/// From which age to which; the lower end belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeBucketDocument {
    /// What the bucket is called.
    pub label: String,
    /// The least age in seconds.
    pub from: u64,
    /// The age in seconds that is too great; absent for the oldest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u64>,
}

/// How old the open tickets of one group are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeSeriesDocument {
    /// Which tickets it is of; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// What the series is called.
    pub label: String,
    /// Open tickets in each bucket.
    pub counts: Vec<u64>,
    /// All open tickets.
    pub open: u64,
    /// Their median age in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_age: Option<f64>,
}

/// One kind of cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CostPartDocument {
    /// The kind, such as `labour`.
    pub kind: String,
    /// What the kind is called.
    pub label: String,
    /// How much in minor units.
    pub amount: WholeNumberDocument,
    /// Its share of the whole.
    pub share: f64,
    /// The typical share (domain fact CO-6); absent for a kind that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typical: Option<f64>,
}

/// The time before one stamp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageBarDocument {
    /// The stamp that ends the stage.
    pub until: String,
    /// What the stage is called.
    pub label: String,
    /// How many tickets went through it.
    pub visits: u64,
    /// The mean in seconds.
    pub mean: f64,
    /// The median in seconds.
    pub median: f64,
    /// Its share of the time of all stages.
    pub share: f64,
}
