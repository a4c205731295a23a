//! How figures move from week to week or month to month.

use std::collections::BTreeMap;

use crate::kpi::statistics::{Interval, PChart, Proportion, XmrChart};
use crate::kpi::{Detail, Figure, Figures, GroupKey, Part, Target, Unit};
use crate::wire::{KpiFindingDocument, TrendDocument, TrendPointDocument};

/// Fewer points do not tell ordinary variation from signals.
const FEWEST_POINTS: usize = 8;
/// Most parts of a whole whose shares are followed, the largest ones.
const MOST_PARTS: usize = 5;

/// One figure of one group, or one part of it, over time.
struct Series<'a> {
    name: &'a str,
    group: Vec<String>,
    part: Option<String>,
    unit: Unit,
    target: Option<Target>,
    points: Vec<Point>,
}

/// One week or month.
struct Point {
    period: String,
    value: f64,
    denominator: u64,
    /// How many of the denominator, where the value is their share.
    hits: Option<u64>,
}

/// Limits of ordinary variation of each point.
struct Limits {
    method: &'static str,
    centre: f64,
    of_points: Vec<Option<Interval>>,
}

/// Figures by week or month as trends, and the points that signal.
pub(super) fn trend_of(by_period: &Figures) -> (Vec<TrendDocument>, Vec<KpiFindingDocument>) {
    let (mut trends, mut findings) = (Vec::new(), Vec::new());
    for series in series_of(by_period).into_iter().filter(|series| series.points.len() > 1) {
        let limits = series.limits();
        let unit = series.unit.as_str().to_owned();
        let mut points = Vec::with_capacity(series.points.len());
        for (position, point) in series.points.iter().enumerate() {
            let limits = limits.as_ref().and_then(|limits| limits.of_points.get(position).copied().flatten());
            let outside = limits.filter(|limits| point.value < limits.lower || point.value > limits.upper);
            if let Some(limits) = outside {
                findings.push(KpiFindingDocument::Signal {
                    figure: series.name.to_owned(),
                    group: series.group.clone(),
                    part: series.part.clone(),
                    unit: unit.clone(),
                    period: point.period.clone(),
                    value: point.value,
                    limits: (limits.lower, limits.upper),
                });
            }
            points.push(TrendPointDocument {
                period: point.period.clone(),
                value: point.value,
                denominator: point.denominator,
                lower: limits.map(|limits| limits.lower),
                upper: limits.map(|limits| limits.upper),
                signal: outside.is_some(),
            });
        }
        trends.push(TrendDocument {
            name: series.name.to_owned(),
            target: series.target.map(Into::into),
            limits: limits.as_ref().map(|limits| limits.method.to_owned()),
            centre: limits.as_ref().map(|limits| limits.centre),
            group: series.group,
            part: series.part,
            unit,
            points,
        });
    }
    (trends, findings)
}

/// Whether the figures are by week or month.
pub(super) fn is_by_period(figures: &Figures) -> bool {
    figures.figures().iter().any(|figure| period_of(figure).is_some())
}

/// The series in the order in which their figures and groups first occur, each in order of time.
fn series_of(by_period: &Figures) -> Vec<Series<'_>> {
    let mut places = BTreeMap::<(&str, Vec<&GroupKey>), usize>::new();
    let mut figures: Vec<Vec<(&GroupKey, &Figure)>> = Vec::new();
    for figure in by_period.figures() {
        // What is not dated belongs to no week.
        let Some(period) = period_of(figure) else { continue };
        let others: Vec<&GroupKey> = figure.group.keys().iter().filter(|key| *key != period).collect();
        let place = *places.entry((figure.definition.name().as_str(), others)).or_insert(figures.len());
        match figures.get_mut(place) {
            Some(known) => known.push((period, figure)),
            None => figures.push(vec![(period, figure)]),
        }
    }
    let mut series = Vec::new();
    for mut of_group in figures {
        of_group.sort_by(|one, other| one.0.cmp(other.0));
        series.extend(series_of_group(&of_group));
    }
    series
}

fn series_of_group<'a>(figures: &[(&GroupKey, &'a Figure)]) -> Vec<Series<'a>> {
    let Some(&(period, first)) = figures.first() else { return Vec::new() };
    let group = first.group.keys().iter().filter(|key| *key != period).map(ToString::to_string);
    let new = |part, points| Series {
        name: first.definition.name().as_str(),
        group: group.clone().collect(),
        part,
        unit: first.unit,
        target: first.definition.target_value(),
        points,
    };
    match &first.detail {
        Detail::None | Detail::Distribution(_) | Detail::Readings(_) => {
            let points = figures.iter().map(|(period, figure)| Point {
                period: period.to_string(),
                value: figure.value,
                denominator: figure.denominator,
                hits: (figure.unit == Unit::Share).then(|| u64::try_from(figure.numerator).ok()).flatten(),
            });
            vec![new(None, points.collect())]
        }
        Detail::Parts(_) => {
            let points = |word: &String| {
                figures.iter().map(|(period, figure)| part_of(period, figure, word)).collect()
            };
            largest_parts(figures).iter().map(|word| new(Some(word.clone()), points(word))).collect()
        }
        // What is open and where the time goes is no series of one number.
        _ => Vec::new(),
    }
}

/// The words of the largest outer parts of all periods together, the largest first.
fn largest_parts(figures: &[(&GroupKey, &Figure)]) -> Vec<String> {
    let mut sums = BTreeMap::<String, i128>::new();
    for part in figures.iter().flat_map(|(_, figure)| outer_parts(figure)) {
        let sum = sums.entry(word_of(part)).or_default();
        *sum = sum.saturating_add(part.count);
    }
    let mut sums: Vec<(String, i128)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| core::cmp::Reverse(*sum));
    sums.into_iter().take(MOST_PARTS).map(|(word, _)| word).collect()
}

/// The share of one part in one period; nothing of it is a share of zero.
fn part_of(period: &GroupKey, figure: &Figure, word: &str) -> Point {
    let part = outer_parts(figure).find(|part| word_of(part) == word);
    let whole: i128 = outer_parts(figure).fold(0, |sum, part| sum.saturating_add(part.count));
    // Parts of an amount of money are not cases that are counted.
    let counts_cases = i128::from(figure.denominator) == whole;
    let count = part.map_or(0, |part| part.count);
    Point {
        period: period.to_string(),
        value: part.map_or(0.0, |part| part.share),
        denominator: figure.denominator,
        hits: counts_cases.then(|| u64::try_from(count).ok()).flatten(),
    }
}

fn outer_parts(figure: &Figure) -> impl Iterator<Item = &Part> {
    let parts: &[Part] = match &figure.detail {
        Detail::Parts(parts) => parts,
        _ => &[],
    };
    parts.iter().filter(|part| part.words.len() == 1)
}

/// The outer word of a part.
pub(super) fn word_of(part: &Part) -> String {
    let word = part.words.first().and_then(Option::as_ref);
    word.map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

fn period_of(figure: &Figure) -> Option<&GroupKey> {
    figure.group.keys().iter().find(|key| matches!(key, GroupKey::Week(_) | GroupKey::Month(_)))
}

impl Series<'_> {
    /// The limits of ordinary variation: Laney's for shares of cases, those of individual values for all others.
    fn limits(&self) -> Option<Limits> {
        if self.points.len() < FEWEST_POINTS {
            return None;
        }
        let share = |point: &Point| Proportion::new(point.hits?, point.denominator).ok();
        let shares: Option<Vec<Proportion>> = self.points.iter().map(share).collect();
        if let Some(shares) = shares {
            let chart = PChart::new(&shares)?;
            return Some(Limits {
                method: "laney",
                centre: chart.centre(),
                of_points: chart.laney_limits()?,
            });
        }
        let values: Vec<f64> = self.points.iter().map(|point| point.value).collect();
        let chart = XmrChart::new(&values).ok().flatten()?;
        let of_points = vec![Some(chart.limits()); values.len()];
        Some(Limits { method: "xmr", centre: chart.mean(), of_points })
    }
}
