use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::{FigureDefinition, Measure};
use super::detail::{self, Detail};
use super::group::Group;
use super::rejected::Rejected;
use super::scope::Scope;
use super::statistics::{Confidence, Interval, NetPromoterScore, Proportion};
use super::tally::{Scores, Tally};
use crate::vocabulary::Name;

/// One figure with all that makes it hold up: definition, numerator, denominator, interval, target.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// What it is.
    pub definition: Arc<FigureDefinition>,
    /// Which tickets it is of.
    pub group: Group,
    /// The headline number, in `unit`.
    pub value: f64,
    /// What `value` counts.
    pub unit: Unit,
    /// What was added up: hits, microseconds, millionths of a point, or minor units of money.
    pub numerator: i128,
    /// What it is divided by: how many tickets, promises, parts or answers.
    pub denominator: u64,
    /// The 95 % interval of the value, where there is one: Wilson's for shares, Student's for scores; for durations it is that
    /// of the median, in the detail.
    pub interval: Option<Interval>,
    /// Whether the target is met; none without a target.
    pub outcome: Option<TargetOutcome>,
    /// What a reader should know before trusting it.
    pub warnings: Vec<Warning>,
    /// What stands behind the headline.
    pub detail: Detail,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// A share from 0 to 1.
    Share,
    /// Points of a scale.
    Points,
    /// A number of things.
    Count,
}

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetOutcome {
    /// It is.
    Met,
    /// It is not.
    Missed,
}

/// What a reader should know before trusting a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Warning {
    /// Fewer than 30 cases: one more or less moves the figure a lot.
    SmallNumber,
    /// Some tickets are still open, so a plain mean or median looks better than the desk is.
    Censored,
    /// Amounts of another currency were left out.
    OtherCurrencies,
}

/// All figures of a desk at one instant, and what was left out.
#[derive(Debug, Clone)]
pub struct Figures {
    scope: Scope,
    figures: Vec<Figure>,
    tickets: u64,
    excluded: u64,
    rejected: Rejected,
    unusable: BTreeMap<Name, Rejected>,
}

impl Figure {
    /// The fewest cases without a warning.
    pub const FEW: u64 = 30;

    /// The figure of a tally; `None` without data.
    pub(super) fn of(
        definition: Arc<FigureDefinition>,
        group: Group,
        tally: Tally,
        rejected: &mut Rejected,
    ) -> Option<Self> {
        let plain = |value, unit, numerator, denominator| Self {
            definition: Arc::clone(&definition),
            group: group.clone(),
            value,
            unit,
            numerator,
            denominator,
            interval: None,
            outcome: None,
            warnings: Vec::new(),
            detail: Detail::None,
        };
        let mut figure = match tally {
            Tally::Share { of: 0, .. } => return None,
            Tally::Share { hits, of } if matches!(definition.measure, Measure::Share(_)) => {
                plain(0.0, Unit::Share, i128::from(hits), of).into_share(hits, of)?
            }
            Tally::Share { hits, of } => plain(hits as f64, Unit::Count, i128::from(hits), of),
            Tally::Parts { in_time, asked } => {
                plain(0.0, Unit::Share, i128::from(in_time), asked).into_share(in_time, asked)?
            }
            Tally::Scores(scores) => {
                let (mean, interval) = mean_of(scores)?;
                Self { interval, ..plain(mean, Unit::Points, scores.sum, scores.count) }
            }
            Tally::Recommendations(counts) => {
                let score = NetPromoterScore::new(counts);
                let balance = i128::from(score.promoters()).saturating_sub(i128::from(score.detractors()));
                let interval = score.interval(Confidence::P95);
                Self { interval, ..plain(score.points()?, Unit::Points, balance, score.n()) }
            }
            Tally::Durations(durations) => {
                let (sum, count) = (durations.sum, durations.ended.count());
                let detail = detail::distribution(durations)?;
                let mut figure = plain(detail.mean, Unit::Seconds, sum, count);
                if detail.running > 0 {
                    figure.warnings.push(Warning::Censored);
                }
                Self { detail: Detail::Distribution(detail), ..figure }
            }
            Tally::Attainment(attainment) => {
                let readings = detail::readings(attainment);
                let due = readings.of_due;
                let figure = plain(0.0, Unit::Share, i128::from(due.successes()), due.n());
                Self { detail: Detail::Readings(readings), ..figure.into_share(due.successes(), due.n())? }
            }
            Tally::Costs(costs) => {
                let (parts, total, tickets, others) = detail::composition(costs, rejected)?;
                let mut figure = plain(parts.first()?.share, Unit::Share, total, tickets);
                if others {
                    figure.warnings.push(Warning::OtherCurrencies);
                }
                Self { detail: Detail::Parts(parts), ..figure }
            }
            Tally::Categories(counts) => {
                let (parts, of) = detail::categories(counts);
                if parts.iter().all(|part| part.words.iter().all(Option::is_none)) {
                    return None;
                }
                let most = parts.iter().find(|part| part.words.len() == 1)?.count;
                let figure = plain(0.0, Unit::Share, most, of).into_share(u64::try_from(most).ok()?, of)?;
                Self { detail: Detail::Parts(parts), ..figure }
            }
            Tally::Stages(stages) => {
                let stages = detail::stages(stages);
                let slowest = stages.iter().max_by(|one, other| one.share.total_cmp(&other.share))?;
                let (share, sum, visits) = (slowest.share, slowest.total, slowest.visits);
                Self { detail: Detail::Stages(stages), ..plain(share, Unit::Share, sum, visits) }
            }
            Tally::Backlog(backlog) => {
                let ageing = detail::ageing(backlog);
                let figure = plain(ageing.open as f64, Unit::Count, i128::from(ageing.open), ageing.opened);
                Self { detail: Detail::Ageing(ageing), ..figure }
            }
        };
        figure.judge();
        Some(figure)
    }

    fn into_share(mut self, hits: u64, of: u64) -> Option<Self> {
        let share = Proportion::new(hits, of).ok()?;
        self.value = share.rate()?;
        self.interval = share.wilson(Confidence::P95);
        Some(self)
    }

    fn judge(&mut self) {
        self.outcome = self
            .definition
            .target
            .map(|target| if target.is_met(self.value) { TargetOutcome::Met } else { TargetOutcome::Missed });
        if self.unit != Unit::Count && self.denominator < Self::FEW {
            self.warnings.push(Warning::SmallNumber);
        }
        crate::order::by(&mut self.warnings, Ord::cmp);
    }
}

impl Figures {
    pub(super) const fn new(
        scope: Scope,
        figures: Vec<Figure>,
        tickets: u64,
        excluded: u64,
        rejected: Rejected,
        unusable: BTreeMap<Name, Rejected>,
    ) -> Self {
        Self { scope, figures, tickets, excluded, rejected, unusable }
    }

    /// All figures that have data, in the order of their definitions and groups.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure of a name, of all tickets or of the first group.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.definition.name().as_str() == name)
    }

    /// The figures of a name, one for each group.
    pub fn all_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |figure| figure.definition.name().as_str() == name)
    }

    /// From where the desk was looked at.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Tickets that were known at the instant of looking.
    #[must_use]
    pub const fn tickets(&self) -> u64 {
        self.tickets
    }

    /// Of these, tickets that figures leave out: rejected, withdrawn, cancelled, merged, duplicate, or merely a missed call.
    #[must_use]
    pub const fn excluded(&self) -> u64 {
        self.excluded
    }

    /// Rows that could not be read.
    #[must_use]
    pub const fn rejected(&self) -> &Rejected {
        &self.rejected
    }

    /// What single figures could not use of rows that could be read, by the figure's name.
    #[must_use]
    pub const fn unusable(&self) -> &BTreeMap<Name, Rejected> {
        &self.unusable
    }
}

/// The mean of scores in points, with Student's interval.
fn mean_of(scores: Scores) -> Option<(f64, Option<Interval>)> {
    const MICROS: f64 = super::facts::Score::MICROS;
    let count = Some(scores.count).filter(|&count| count > 0)? as f64;
    let mean = scores.sum as f64 / count / MICROS;
    // The sum of squares about the mean, times the count: whole numbers up to here, so nothing cancels.
    let spread = i128::from(scores.count)
        .checked_mul(scores.squares)
        .zip(scores.sum.checked_mul(scores.sum))
        .map(|(squares, square)| squares.saturating_sub(square) as f64 / MICROS / MICROS);
    let error = spread.map(|spread| (spread / count / (count - 1.0) / count).sqrt());
    Some((mean, error.and_then(|error| Interval::of_mean(scores.count, mean, error, Confidence::P95))))
}
