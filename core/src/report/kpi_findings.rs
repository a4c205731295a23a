//! What moves and what stands out.

use std::collections::BTreeMap;

use crate::kpi::statistics::{Confidence, Interval, PChart, Proportion, ProportionDifference, XmrChart};
use crate::kpi::{Detail, Figure, Figures, Unit};
use crate::wire::{
    ComparisonDocument, FigureDetailDocument, FigureDocument, KpiFindingDocument, TrendDocument,
    TrendPointDocument, WholeNumberDocument,
};

/// Fewer points do not tell ordinary variation from signals.
const FEWEST_POINTS: usize = 8;
/// From how much on two readings of an attainment, or two medians, are told apart.
const WORTH_TELLING: f64 = 0.05;

/// What stands out in the figures of all tickets.
pub(super) fn findings_of(figures: &Figures) -> Vec<KpiFindingDocument> {
    figures.figures().iter().filter_map(finding_of).collect()
}

fn finding_of(figure: &Figure) -> Option<KpiFindingDocument> {
    let name = figure.definition.name().to_string();
    match &figure.detail {
        Detail::Stages(stages) => {
            let slowest = stages.iter().max_by(|one, other| one.share.total_cmp(&other.share))?;
            let (until, share, mean) = (slowest.until.to_string(), slowest.share, slowest.mean);
            (stages.len() > 1).then_some(KpiFindingDocument::Bottleneck { until, share, mean })
        }
        Detail::Readings(readings) => {
            let (of_closed, of_due) = (readings.of_closed.rate()?, readings.of_due.rate()?);
            (of_closed - of_due >= WORTH_TELLING).then_some(KpiFindingDocument::FlatteringAttainment {
                figure: name,
                of_closed,
                of_due,
            })
        }
        Detail::Distribution(lengths) if lengths.running > 0 => {
            let censored_median = lengths.curve.as_ref()?.median();
            let (median, running) = (lengths.median, lengths.running);
            let longer = censored_median.is_none_or(|censored| censored > median * (1.0 + WORTH_TELLING));
            longer.then_some(KpiFindingDocument::OpenTicketsCount {
                figure: name,
                median,
                censored_median,
                running,
            })
        }
        _ => None,
    }
}

/// Figures by week or month as trends, and the points that signal.
pub(super) fn trend_of(by_period: &Figures) -> (Vec<TrendDocument>, Vec<KpiFindingDocument>) {
    let mut series: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for figure in by_period.figures().iter().filter(|figure| is_a_trend(figure)) {
        let name = figure.definition.name().as_str();
        let points = series.entry(name).or_default();
        if points.is_empty() {
            order.push(name);
        }
        points.push(figure);
    }
    let (mut trends, mut findings) = (Vec::new(), Vec::new());
    for name in order {
        let Some((figures, first)) = series.remove(name).and_then(|figures| {
            let first = figures.first().copied()?;
            (figures.len() > 1).then_some((figures, first))
        }) else {
            continue;
        };
        let unit = first.unit.as_str().to_owned();
        let limits = limits(&figures);
        let mut points = Vec::with_capacity(figures.len());
        for (figure, limits) in figures.iter().zip(limits) {
            let outside = limits.filter(|limits| figure.value < limits.lower || figure.value > limits.upper);
            let period = figure.group.to_string();
            if let Some(limits) = outside {
                findings.push(KpiFindingDocument::Signal {
                    figure: name.to_owned(),
                    unit: unit.clone(),
                    period: period.clone(),
                    value: figure.value,
                    limits: (limits.lower, limits.upper),
                });
            }
            points.push(TrendPointDocument {
                period,
                value: figure.value,
                denominator: figure.denominator,
                lower: limits.map(|limits| limits.lower),
                upper: limits.map(|limits| limits.upper),
                signal: outside.is_some(),
            });
        }
        trends.push(TrendDocument { name: name.to_owned(), unit, points });
    }
    (trends, findings)
}

/// What is open, where the time goes and how a whole divides is no series of one number.
fn is_a_trend(figure: &Figure) -> bool {
    let dated = figure.group.keys().iter().all(|key| *key != crate::kpi::GroupKey::Unknown);
    dated && matches!(figure.detail, Detail::None | Detail::Distribution(_) | Detail::Readings(_))
}

/// The limits of ordinary variation: Laney's for shares, those of individual values for all others.
fn limits(figures: &[&Figure]) -> Vec<Option<Interval>> {
    let none = vec![None; figures.len()];
    if figures.len() < FEWEST_POINTS {
        return none;
    }
    if figures.iter().all(|figure| figure.unit == Unit::Share) {
        let share = |figure: &&Figure| {
            let hits = u64::try_from(figure.numerator).ok()?;
            Proportion::new(hits, figure.denominator).ok()
        };
        let shares: Option<Vec<Proportion>> = figures.iter().map(share).collect();
        return shares.and_then(|shares| PChart::new(&shares)?.laney_limits()).unwrap_or(none);
    }
    let values: Vec<f64> = figures.iter().map(|figure| figure.value).collect();
    let chart = XmrChart::new(&values).ok().flatten();
    chart.map_or(none, |chart| vec![Some(chart.limits()); figures.len()])
}

/// The figures of both periods side by side.
pub(super) fn compare(earlier: &Figures, summary: &[FigureDocument]) -> Vec<ComparisonDocument> {
    let before: Vec<FigureDocument> = earlier.figures().iter().map(FigureDocument::from).collect();
    let beside = |now: &FigureDocument| {
        let before = before.iter().find(|before| before.name == now.name && before.group == now.group)?;
        let difference = share_of(now)
            .zip(share_of(before))
            .and_then(|(now, before)| ProportionDifference::new(now, before).newcombe(Confidence::P95));
        Some(ComparisonDocument {
            name: now.name.clone(),
            unit: now.unit.clone(),
            before: before.value,
            now: now.value,
            difference_interval: difference.map(|interval| (interval.lower, interval.upper)),
            beyond_chance: difference.map(|interval| interval.lower > 0.0 || interval.upper < 0.0),
        })
    };
    summary.iter().filter_map(beside).collect()
}

/// A share that counts cases: one that has an interval.
fn share_of(figure: &FigureDocument) -> Option<Proportion> {
    let WholeNumberDocument::Number(hits) = figure.numerator else { return None };
    let counts = figure.unit == Unit::Share.as_str() && figure.lower.is_some();
    counts.then(|| Proportion::new(u64::try_from(hits).ok()?, figure.denominator).ok()).flatten()
}

/// Whether more is open than at the end of the earlier period.
pub(super) fn backlog_before(earlier: &Figures, summary: &[FigureDocument]) -> Option<KpiFindingDocument> {
    let open = |detail: &FigureDetailDocument| match detail {
        FigureDetailDocument::Ageing { open, .. } => Some(*open),
        _ => None,
    };
    let before = earlier.figures().iter().find_map(|figure| match &figure.detail {
        Detail::Ageing(ageing) => Some(ageing.open),
        _ => None,
    })?;
    let now = summary.iter().find_map(|figure| open(figure.detail.as_ref()?))?;
    (now > before).then_some(KpiFindingDocument::GrowingBacklog { before, now })
}
