//! What an accumulator holds for one figure of one group: whole numbers only, so that any split and order gives the same.

use std::collections::BTreeMap;

use super::definition::{Basis, FigureDefinition, Measure};
use super::facts::Facts;
use super::observe::{Kept, Length};
use super::rejected::{Rejected, RejectedBecause, Rejection};
use super::scope::Scope;
use super::values::Values;
use super::words::{Dimension, Quantity, Stamp};
use crate::money::Currency;
use crate::time::Span;
use crate::vocabulary::Name;

/// The state of one figure of one group.
#[derive(Debug, Clone)]
pub(super) enum Tally {
    Durations(Durations),
    Share { hits: u64, of: u64 },
    Scores(Scores),
    Recommendations([u64; 11]),
    Attainment(Attainment),
    Parts { in_time: u64, asked: u64 },
    Costs(BTreeMap<Currency, CostTally>),
    Categories(BTreeMap<(Option<Name>, Option<Name>), u64>),
    Stages(BTreeMap<Stamp, Durations>),
    Backlog(Backlog),
}

/// Lengths that ended and lengths still running, in microseconds.
#[derive(Debug, Clone)]
pub(super) struct Durations {
    pub(super) sum: i128,
    pub(super) ended: Values,
    pub(super) running: Values,
}

/// Scores in millionths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scores {
    pub(super) count: u64,
    pub(super) sum: i128,
    pub(super) squares: i128,
}

/// Promises by what became of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attainment {
    pub(super) met: u64,
    pub(super) missed: u64,
    pub(super) overdue: u64,
    pub(super) pending: u64,
    /// Kept now, though the history says that they were broken once.
    pub(super) breached_once: u64,
}

/// Costs of one currency in minor units.
#[derive(Debug, Clone, Default)]
pub(super) struct CostTally {
    pub(super) tickets: u64,
    pub(super) by_kind: BTreeMap<Name, i128>,
    /// For the case that another currency prevails.
    pub(super) tickets_shown: Rejected,
}

/// What is open and how old it is.
#[derive(Debug, Clone)]
pub(super) struct Backlog {
    pub(super) opened: u64,
    pub(super) done: u64,
    pub(super) ages: Values,
}

impl Tally {
    pub(super) fn new(measure: &Measure, empty: &Values) -> Self {
        match measure {
            Measure::Duration { .. } => Self::Durations(Durations::new(empty)),
            Measure::Share(_) | Measure::Count(_) | Measure::MissedCalls => Self::Share { hits: 0, of: 0 },
            Measure::Satisfaction | Measure::Aspect(_) => Self::Scores(Scores::default()),
            Measure::NetPromoterScore => Self::Recommendations([0; 11]),
            Measure::Attainment { .. } => Self::Attainment(Attainment::default()),
            Measure::PartsFillRate => Self::Parts { in_time: 0, asked: 0 },
            Measure::CostComposition => Self::Costs(BTreeMap::new()),
            Measure::Categories(_) | Measure::NestedCategories { .. } => Self::Categories(BTreeMap::new()),
            Measure::Stages { .. } => Self::Stages(BTreeMap::new()),
            Measure::Backlog => Self::Backlog(Backlog { opened: 0, done: 0, ages: empty.clone() }),
        }
    }

    /// Takes a ticket in; what the figure cannot use of it goes to `rejected`.
    pub(super) fn add(
        &mut self,
        definition: &FigureDefinition,
        facts: &Facts,
        scope: &Scope,
        empty: &Values,
        rejected: &mut Rejected,
    ) {
        match (self, &definition.measure) {
            (Self::Durations(durations), &Measure::Duration { from, to, basis }) => {
                durations.add(definition.length(facts, from, to, basis, scope), facts, to, rejected);
            }
            (Self::Share { hits, of }, Measure::Share(condition) | Measure::Count(condition)) => {
                if let Some(holds) = definition.holds(condition, facts, scope) {
                    *of = of.saturating_add(1);
                    *hits = hits.saturating_add(u64::from(holds));
                }
            }
            (Self::Share { hits, of }, Measure::MissedCalls) => {
                *of = of.saturating_add(1);
                let missed = super::observe::is_missed_call(facts) && was_open(facts, scope);
                *hits = hits.saturating_add(u64::from(missed));
            }
            (Self::Scores(scores), Measure::Satisfaction) => {
                facts.satisfaction.into_iter().for_each(|score| scores.add(score.micros()));
            }
            (Self::Scores(scores), Measure::Aspect(aspect)) => {
                facts.aspects.get(aspect).into_iter().for_each(|score| scores.add(score.micros()));
            }
            (Self::Recommendations(counts), _) => {
                let score =
                    facts.quantity(Quantity::Recommendation).and_then(|score| usize::try_from(score).ok());
                if let Some(count) = score.and_then(|score| counts.get_mut(score)) {
                    *count = count.saturating_add(1);
                }
            }
            (Self::Attainment(attainment), Measure::Attainment { metric, .. }) => {
                attainment.add(metric, facts, scope);
            }
            (Self::Parts { in_time, asked }, _) => {
                if let Some(parts) = facts.quantity(Quantity::PartsAsked) {
                    let ready = facts.quantity(Quantity::PartsInTime).unwrap_or_default();
                    *asked = asked.saturating_add(u64::from(parts));
                    *in_time = in_time.saturating_add(u64::from(ready));
                }
            }
            (Self::Costs(costs), _) => add_costs(costs, facts),
            (Self::Categories(counts), &Measure::Categories(outer)) => {
                count(counts, facts, outer, None);
            }
            (Self::Categories(counts), &Measure::NestedCategories { outer, inner }) => {
                count(counts, facts, outer, Some(inner));
            }
            (Self::Stages(stages), &Measure::Stages { basis }) => {
                add_stages(stages, definition, facts, basis, scope, empty, rejected);
            }
            (Self::Backlog(backlog), _) => backlog.add(facts, scope),
            _ => {}
        }
    }

    /// Takes the state of another part of the same figure and group in.
    pub(super) fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::Durations(mine), Self::Durations(theirs)) => mine.merge(theirs),
            (Self::Share { hits, of }, Self::Share { hits: more_hits, of: more }) => {
                *hits = hits.saturating_add(more_hits);
                *of = of.saturating_add(more);
            }
            (Self::Scores(mine), Self::Scores(theirs)) => mine.merge(theirs),
            (Self::Recommendations(mine), Self::Recommendations(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
            }
            (Self::Attainment(mine), Self::Attainment(theirs)) => mine.merge(theirs),
            (Self::Parts { in_time, asked }, Self::Parts { in_time: more_in_time, asked: more }) => {
                *in_time = in_time.saturating_add(more_in_time);
                *asked = asked.saturating_add(more);
            }
            (Self::Costs(mine), Self::Costs(theirs)) => {
                for (currency, costs) in theirs {
                    mine.entry(currency).or_default().merge(costs);
                }
            }
            (Self::Categories(mine), Self::Categories(theirs)) => {
                for (words, count) in theirs {
                    let mine = mine.entry(words).or_default();
                    *mine = mine.saturating_add(count);
                }
            }
            (Self::Stages(mine), Self::Stages(theirs)) => {
                for (stage, durations) in theirs {
                    match mine.get_mut(&stage) {
                        Some(known) => known.merge(durations),
                        None => drop(mine.insert(stage, durations)),
                    }
                }
            }
            (Self::Backlog(mine), Self::Backlog(theirs)) => {
                mine.opened = mine.opened.saturating_add(theirs.opened);
                mine.done = mine.done.saturating_add(theirs.done);
                mine.ages.merge(theirs.ages);
            }
            // Both belong to the same definition, so they are of one kind.
            _ => {}
        }
    }
}

impl Durations {
    pub(super) fn new(empty: &Values) -> Self {
        Self { sum: 0, ended: empty.clone(), running: empty.clone() }
    }

    fn add(&mut self, length: Option<Length>, facts: &Facts, to: Stamp, rejected: &mut Rejected) {
        match length {
            Some(Length::Ended(span)) => self.end(span),
            Some(Length::Running(span)) => self.running.push(span.micros()),
            Some(Length::Negative(span)) => rejected.add(Rejection::new(
                RejectedBecause::NegativeDuration,
                facts.ticket().map(Name::as_str).unwrap_or_default(),
                to.as_str(),
                &span.to_string(),
            )),
            None => {}
        }
    }

    fn end(&mut self, span: Span) {
        self.sum = self.sum.saturating_add(i128::from(span.micros()));
        self.ended.push(span.micros());
    }

    fn merge(&mut self, other: Self) {
        self.sum = self.sum.saturating_add(other.sum);
        self.ended.merge(other.ended);
        self.running.merge(other.running);
    }
}

impl Scores {
    fn add(&mut self, micros: i64) {
        let micros = i128::from(micros);
        self.count = self.count.saturating_add(1);
        self.sum = self.sum.saturating_add(micros);
        self.squares = self.squares.saturating_add(micros.saturating_mul(micros));
    }

    fn merge(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
    }
}

impl Attainment {
    fn add(&mut self, metric: &Name, facts: &Facts, scope: &Scope) {
        let Some(promise) = facts.promises.get(metric) else { return };
        let Some(kept) = promise.kept(facts, scope) else { return };
        let place = match kept {
            Kept::Met => &mut self.met,
            Kept::Missed => &mut self.missed,
            Kept::Overdue => &mut self.overdue,
            Kept::Pending => &mut self.pending,
        };
        *place = place.saturating_add(1);
        if matches!(kept, Kept::Met | Kept::Pending) && promise.breached.is_some() {
            self.breached_once = self.breached_once.saturating_add(1);
        }
    }

    fn merge(&mut self, other: Self) {
        self.met = self.met.saturating_add(other.met);
        self.missed = self.missed.saturating_add(other.missed);
        self.overdue = self.overdue.saturating_add(other.overdue);
        self.pending = self.pending.saturating_add(other.pending);
        self.breached_once = self.breached_once.saturating_add(other.breached_once);
    }
}

impl CostTally {
    fn merge(&mut self, other: Self) {
        self.tickets = self.tickets.saturating_add(other.tickets);
        for (kind, amount) in other.by_kind {
            let mine = self.by_kind.entry(kind).or_default();
            *mine = mine.saturating_add(amount);
        }
        self.tickets_shown.merge(other.tickets_shown);
    }
}

impl Backlog {
    fn add(&mut self, facts: &Facts, scope: &Scope) {
        let Some(created) = facts.stamp(Stamp::Created) else { return };
        self.opened = self.opened.saturating_add(1);
        if facts.stamp(Stamp::Closed).is_some() {
            self.done = self.done.saturating_add(1);
        } else {
            self.ages.push(scope.as_of().since(created).micros());
        }
    }
}

fn was_open(facts: &Facts, scope: &Scope) -> bool {
    let created = facts.stamp(Stamp::Created);
    created.zip(scope.calendar()).is_some_and(|(created, calendar)| calendar.is_open(created))
}

fn add_costs(costs: &mut BTreeMap<Currency, CostTally>, facts: &Facts) {
    let Some(actual) = &facts.actual_cost else { return };
    let tally = costs.entry(actual.currency).or_default();
    tally.tickets = tally.tickets.saturating_add(1);
    let ticket = facts.ticket().map(Name::as_str).unwrap_or_default();
    tally.tickets_shown.add(Rejection::new(
        RejectedBecause::MixedCurrencies,
        ticket,
        "actual_cost",
        &actual.currency.to_string(),
    ));
    for (kind, money) in &actual.by_kind {
        let sum = tally.by_kind.entry(kind.clone()).or_default();
        *sum = sum.saturating_add(i128::from(money.minor_units()));
    }
}

fn count(
    counts: &mut BTreeMap<(Option<Name>, Option<Name>), u64>,
    facts: &Facts,
    outer: Dimension,
    inner: Option<Dimension>,
) {
    let words = (facts.word(outer).cloned(), inner.and_then(|inner| facts.word(inner).cloned()));
    let place = counts.entry(words).or_default();
    *place = place.saturating_add(1);
}

/// The stretch before each stamp that was reached, from the one reached before it; the last one runs on.
fn add_stages(
    stages: &mut BTreeMap<Stamp, Durations>,
    definition: &FigureDefinition,
    facts: &Facts,
    basis: Basis,
    scope: &Scope,
    empty: &Values,
    rejected: &mut Rejected,
) {
    let mut from = Stamp::Created;
    for &to in Stamp::ALL.iter().skip(1) {
        if facts.stamp(to).is_some() {
            let length = definition.length(facts, from, to, basis, scope);
            stages.entry(to).or_insert_with(|| Durations::new(empty)).add(length, facts, to, rejected);
            from = to;
        }
    }
}
