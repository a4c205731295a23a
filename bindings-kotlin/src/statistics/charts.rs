use aftersales::kpi::statistics as core;

use super::{Interval, Share, interval, places};
use crate::error::Answer;
use crate::{Count, Tally};

/// A process behaviour chart of single values in order of time. Points count from 0.
#[derive(Debug, Clone, uniffi::Record)]
pub struct XmrChart {
    /// The mean: the centre line.
    pub mean: f64,
    /// The mean of the ranges from each value to the next.
    pub mean_range: f64,
    /// The median of those ranges.
    pub median_range: f64,
    /// The upper limit of the ranges.
    pub range_limit: f64,
    /// The standard deviation that the mean range stands for.
    pub sigma: f64,
    /// The natural process limits.
    pub limits: Interval,
    /// The natural process limits from the median range, which one wild value moves less.
    pub limits_by_median_range: Interval,
    /// Every signal in order.
    pub signals: Vec<ChartSignal>,
    /// Points beyond a natural limit.
    pub outside: Vec<i32>,
    /// Points whose range from the one before lies above its limit.
    pub ranges_outside: Vec<i32>,
    /// Points that end a run of at least the length that was asked for on one side of the mean.
    pub run_ends: Vec<i32>,
    /// Points that end a trend of at least the length that was asked for, all rising or all falling.
    pub trend_ends: Vec<i32>,
    /// Points that with one of the two before lie beyond two thirds of the way to the same limit.
    pub two_of_three: Vec<i32>,
    /// The chart as the NHS reads it in Making Data Count; null where no range is left to make limits of.
    pub nhs: Option<NhsReading>,
}

/// A point of a chart that signals a change.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ChartSignal {
    /// The point.
    pub point: i32,
    /// By which rule.
    pub rule: ChartRule,
}

/// By which rule a point signals a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum ChartRule {
    /// It lies outside the limits.
    Outside,
    /// It ends a run on one side of the mean.
    Run,
    /// It ends a trend.
    Trend,
    /// Two of three lie near one limit.
    TwoOfThree,
}

/// A chart as the NHS reads it: limits without the ranges that are signals, and all points of every pattern.
#[derive(Debug, Clone, uniffi::Record)]
pub struct NhsReading {
    /// The mean of the ranges that are left.
    pub mean_range: f64,
    /// The limits.
    pub limits: Interval,
    /// Points outside them.
    pub outside: Vec<i32>,
    /// Points of runs.
    pub runs: Vec<i32>,
    /// Points of trends.
    pub trends: Vec<i32>,
    /// Points of two in three near a limit.
    pub two_in_three: Vec<i32>,
}

/// A control chart of shares in order of time, whose limits widen for small periods. Periods count from 0.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ShareChart {
    /// The share of all periods together: the centre line.
    pub centre: f64,
    /// How many times as much the periods differ as chance alone would have them; null for fewer than two with cases.
    pub laney_sigma: Option<f64>,
    /// The periods in their order.
    pub periods: Vec<SharePeriod>,
    /// Periods outside the limits.
    pub signals: Vec<i32>,
    /// Periods outside Laney's limits.
    pub laney_signals: Vec<i32>,
}

/// A period of a chart of shares.
#[derive(Debug, Clone, uniffi::Record)]
pub struct SharePeriod {
    /// Its limits; null where it has no case.
    pub limits: Option<Interval>,
    /// Laney's limits, for large periods that differ by more than chance.
    pub laney_limits: Option<Interval>,
    /// How many standard errors it lies from the centre.
    pub z: Option<f64>,
}

/// How often a cause occurred.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CauseCount {
    /// The cause.
    pub name: String,
    /// So often.
    pub count: Tally,
}

/// A cause by its share.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ParetoRow {
    /// The cause.
    pub name: String,
    /// How often it occurs of all.
    pub share: Share,
    /// How often it and all before it do.
    pub cumulative: Share,
}

/// A process behaviour chart of single values in order of time: which points signal a change, and which are the process as it
/// always is; null for fewer than two values. Runs and trends of at least those lengths are looked for.
#[uniffi::export]
pub fn xmr_chart(values: Vec<f64>, run_length: Count, trend_length: Count) -> Answer<Option<XmrChart>> {
    let Some(chart) = core::XmrChart::new(&values)? else { return Ok(None) };
    let rule = |rule| match rule {
        core::SignalRule::Outside => ChartRule::Outside,
        core::SignalRule::Run => ChartRule::Run,
        core::SignalRule::Trend => ChartRule::Trend,
        _ => ChartRule::TwoOfThree,
    };
    let signals = chart.signals().into_iter().map(|signal| ChartSignal {
        point: i32::try_from(signal.point).unwrap_or(i32::MAX),
        rule: rule(signal.rule),
    });
    Ok(Some(XmrChart {
        mean: chart.mean(),
        mean_range: chart.mean_range(),
        median_range: chart.median_range(),
        range_limit: chart.range_limit(),
        sigma: chart.sigma(),
        limits: chart.limits().into(),
        limits_by_median_range: chart.limits_by_median_range().into(),
        signals: signals.collect(),
        outside: places(chart.outside()),
        ranges_outside: places(chart.ranges_outside()),
        run_ends: places(chart.run_ends(run_length.get())),
        trend_ends: places(chart.trend_ends(trend_length.get())),
        two_of_three: places(chart.two_of_three()),
        nhs: chart.nhs().map(|reading| NhsReading {
            mean_range: reading.mean_range,
            limits: reading.limits.into(),
            outside: places(reading.outside),
            runs: places(reading.runs),
            trends: places(reading.trends),
            two_in_three: places(reading.two_in_three),
        }),
    }))
}

/// A control chart of shares in order of time; null where no period has a case.
#[uniffi::export]
pub fn p_chart(periods: Vec<Share>) -> Answer<Option<ShareChart>> {
    let periods = periods.into_iter().map(Share::core).collect::<Answer<Vec<_>>>()?;
    let Some(chart) = core::PChart::new(&periods) else { return Ok(None) };
    let laney = chart.laney_limits().unwrap_or_else(|| vec![None; periods.len()]);
    let each = chart.limits().into_iter().zip(laney).zip(chart.z());
    let each = each.map(|((limits, laney), z)| SharePeriod {
        limits: interval(limits),
        laney_limits: interval(laney),
        z,
    });
    Ok(Some(ShareChart {
        centre: chart.centre(),
        laney_sigma: chart.laney_sigma(),
        periods: each.collect(),
        signals: places(chart.signals()),
        laney_signals: places(chart.laney_signals()),
    }))
}

/// Causes with their counts, the most frequent first, and how much of the whole they make up together; counts of one name are
/// added up.
#[uniffi::export]
pub fn pareto(counts: Vec<CauseCount>) -> Vec<ParetoRow> {
    let counts: Vec<_> = counts.into_iter().map(|cause| (cause.name, cause.count.0)).collect();
    let pareto = core::Pareto::new(counts);
    let row = |row: &core::ParetoRow<String>| ParetoRow {
        name: row.name.clone(),
        share: Share::of(row.share),
        cumulative: Share::of(row.cumulative),
    };
    pareto.rows().iter().map(row).collect()
}
