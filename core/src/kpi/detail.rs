//! What stands behind the headline of a figure.

use std::collections::BTreeMap;

use super::rejected::Rejected;
use super::statistics::{Confidence, Interval, KaplanMeier, MedianRanks, Proportion};
use super::tally::{Attainment, Backlog, CostTally, Durations};
use super::values::Values;
use super::words::Stamp;
use crate::money::Currency;
use crate::vocabulary::Name;

/// What stands behind the headline of a figure.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing more than the headline.
    None,
    /// How lengths are distributed, in seconds.
    Distribution(Distribution),
    /// The three readings of an attainment.
    Readings(Readings),
    /// How a whole divides, the largest part first.
    Parts(Vec<Part>),
    /// Where the time goes, in the order of a ticket's life.
    Stages(Vec<StageTime>),
    /// What is open and how old it is.
    Ageing(Ageing),
}

/// How lengths are distributed, in seconds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Distribution {
    /// Lengths that ended.
    pub ended: u64,
    /// Their mean.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// The interval of the median, whatever the distribution; none for few lengths.
    pub median_interval: Option<Interval>,
    /// The length that nine in ten do not exceed.
    pub p90: f64,
    /// Lengths that still run, which the four above leave out.
    pub running: u64,
    /// The curve of all, those that still run counted for as long as they were seen (Kaplan and Meier): its median is the one
    /// that does not flatter. None where a length is negative.
    pub curve: Option<KaplanMeier>,
}

/// The three readings of an attainment, all of the same promises.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Readings {
    /// Kept of those whose clock was stopped: the one that flatters.
    pub of_closed: Proportion,
    /// Kept of those that were decided: stopped, or open past their due instant, which counts as missed. The headline.
    pub of_due: Proportion,
    /// Kept of all promises, those not yet due included.
    pub of_all: Proportion,
    /// Promises that stand as kept or open now, though the history says that they were broken once.
    pub breached_once: u64,
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The word, or the outer and the inner one; `None` where it is not known.
    pub words: Vec<Option<Name>>,
    /// How many, or how much in minor units.
    pub count: i128,
    /// Its share of the whole.
    pub share: f64,
    /// The share of this part and all larger ones; inner parts add up within their outer one.
    pub cumulative: f64,
}

/// The time before one stamp.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct StageTime {
    /// The stamp that ends the stage.
    pub until: Stamp,
    /// How many tickets went through it.
    pub visits: u64,
    /// All their time in it, in microseconds.
    pub total: i128,
    /// The mean, in seconds.
    pub mean: f64,
    /// The median, in seconds.
    pub median: f64,
    /// Its share of the time of all stages.
    pub share: f64,
}

/// What is open and how old it is.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Ageing {
    /// Tickets reported.
    pub opened: u64,
    /// Of these, archived.
    pub done: u64,
    /// Of these, still open.
    pub open: u64,
    /// Open tickets by age: under 1 day, 1 to 3, 3 to 7, 7 to 30, 30 days and older; each from its lower end on. In sketch
    /// mode ages near an end can fall on the other side.
    pub by_age: [u64; 5],
    /// Their median age in seconds; none where nothing is open.
    pub median_age: Option<f64>,
}

impl Ageing {
    /// From how many days on a ticket belongs to each of [`Ageing::by_age`].
    pub const DAYS: [u64; 5] = [0, 1, 3, 7, 30];
}

const MICROS: f64 = 1_000_000.0;

pub(super) fn distribution(mut durations: Durations) -> Option<Distribution> {
    let curve = curve(&durations.ended, &durations.running);
    let (ended, running) = (durations.ended.count(), durations.running.count());
    let mean = durations.sum as f64 / ended as f64 / MICROS;
    let [median, p90] = durations.ended.quantiles([0.5, 0.9])?.map(|micros| micros / MICROS);
    let ranks = MedianRanks::new(ended, Confidence::P95);
    let median_interval = ranks.and_then(|ranks| {
        let last = ended.saturating_sub(1) as f64;
        let at = [ranks.lower, ranks.upper].map(|rank| rank.saturating_sub(1) as f64 / last);
        let [lower, upper] = durations.ended.quantiles(at)?;
        Some(Interval::new(lower / MICROS, upper / MICROS))
    });
    Some(Distribution { ended, mean, median, median_interval, p90, running, curve })
}

fn curve(ended: &Values, running: &Values) -> Option<KaplanMeier> {
    match (ended, running) {
        (Values::Exact(ended), Values::Exact(running)) => {
            let seconds = ended.iter().chain(running).map(|&micros| micros as f64 / MICROS);
            let durations: Vec<f64> = seconds.collect();
            let mut observed = vec![true; ended.len()];
            observed.resize(durations.len(), false);
            KaplanMeier::new(&durations, &observed).ok()
        }
        (Values::Sketch(ended), Values::Sketch(running)) => {
            let mut counts = BTreeMap::<u64, (f64, u64, u64)>::new();
            // Positive numbers are in the order of their bits.
            let middle = |lower: f64, upper: f64| ((lower + upper) / 2.0 / MICROS).max(0.0);
            for bucket in ended.buckets() {
                let time = middle(bucket.lower, bucket.upper);
                let place = counts.entry(time.to_bits()).or_insert((time, 0, 0));
                place.1 = place.1.saturating_add(bucket.count);
            }
            for bucket in running.buckets() {
                let time = middle(bucket.lower, bucket.upper);
                let place = counts.entry(time.to_bits()).or_insert((time, 0, 0));
                place.2 = place.2.saturating_add(bucket.count);
            }
            let negative = ended.least().is_some_and(|least| least < 0.0);
            let counts: Vec<_> = counts.into_values().collect();
            (!negative).then(|| KaplanMeier::from_counts(&counts))
        }
        _ => None,
    }
}

pub(super) fn readings(promises: Attainment) -> Readings {
    let Attainment { met, missed, overdue, pending, breached_once } = promises;
    let closed = met.saturating_add(missed);
    let due = closed.saturating_add(overdue);
    let of = |n: u64| Proportion::part(met, n);
    Readings {
        of_closed: of(closed),
        of_due: of(due),
        of_all: of(due.saturating_add(pending)),
        breached_once,
    }
}

/// The parts of the currency that most tickets have (the first by code of several), the whole, its tickets, and whether others
/// were left out.
pub(super) fn composition(
    mut costs: BTreeMap<Currency, CostTally>,
    rejected: &mut Rejected,
) -> Option<(Vec<Part>, i128, u64, bool)> {
    let prevails = |one: &(&Currency, &CostTally), other: &(&Currency, &CostTally)| {
        one.1.tickets.cmp(&other.1.tickets).then(other.0.cmp(one.0))
    };
    let currency = *costs.iter().max_by(prevails)?.0;
    let own = costs.remove(&currency)?;
    let others = !costs.is_empty();
    costs.into_values().for_each(|other| rejected.merge(other.tickets_shown));
    let total = own.by_kind.values().fold(0_i128, |sum, &amount| sum.saturating_add(amount));
    if total == 0 {
        return None;
    }
    let amounts = own.by_kind.into_iter().map(|(kind, amount)| (vec![Some(kind)], amount)).collect();
    Some((pareto(amounts, total), total, own.tickets, others))
}

/// The parts by word, each followed by its inner parts, and the whole.
pub(super) fn categories(counts: BTreeMap<(Option<Name>, Option<Name>), u64>) -> (Vec<Part>, u64) {
    let of = counts.values().fold(0_u64, |sum, &count| sum.saturating_add(count));
    let mut outer = BTreeMap::<Option<Name>, (i128, Vec<(Vec<Option<Name>>, i128)>)>::new();
    for ((first, second), count) in counts {
        let (sum, inner) = outer.entry(first.clone()).or_default();
        *sum = sum.saturating_add(i128::from(count));
        if second.is_some() {
            inner.push((vec![first, second], i128::from(count)));
        }
    }
    let whole = i128::from(of);
    let firsts = outer.iter().map(|(word, (sum, _))| (vec![word.clone()], *sum)).collect();
    let mut parts = Vec::new();
    for part in pareto(firsts, whole) {
        let inner = part.words.first().and_then(|word| outer.remove(word)).map(|(_, inner)| inner);
        parts.push(part);
        parts.extend(pareto(inner.unwrap_or_default(), whole));
    }
    (parts, of)
}

/// The largest first, ties by word.
fn pareto(mut counts: Vec<(Vec<Option<Name>>, i128)>, whole: i128) -> Vec<Part> {
    crate::order::by(&mut counts, |one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let mut passed = 0_i128;
    let part = |(words, count): (Vec<Option<Name>>, i128)| {
        passed = passed.saturating_add(count);
        let (share, cumulative) = (count as f64 / whole as f64, passed as f64 / whole as f64);
        Part { words, count, share, cumulative }
    };
    counts.into_iter().map(part).collect()
}

pub(super) fn stages(stages: BTreeMap<Stamp, Durations>) -> Vec<StageTime> {
    let all = stages.values().fold(0_i128, |sum, durations| sum.saturating_add(durations.sum));
    let stage = |(until, mut durations): (Stamp, Durations)| {
        let visits = durations.ended.count();
        let [median] = durations.ended.quantiles([0.5])?;
        let total = durations.sum;
        let share = if all == 0 { 0.0 } else { total as f64 / all as f64 };
        let mean = total as f64 / visits as f64 / MICROS;
        Some(StageTime { until, visits, total, mean, median: median / MICROS, share })
    };
    stages.into_iter().filter_map(stage).collect()
}

pub(super) fn ageing(mut backlog: Backlog) -> Ageing {
    const DAY: f64 = 86_400_000_000.0;
    let mut by_age = [0_u64; 5];
    let mut take = |age: f64, count: u64| {
        let place = Ageing::DAYS.iter().skip(1).take_while(|&&days| age >= days as f64 * DAY).count();
        if let Some(place) = by_age.get_mut(place) {
            *place = place.saturating_add(count);
        }
    };
    match &backlog.ages {
        Values::Exact(ages) => ages.iter().for_each(|&age| take(age as f64, 1)),
        Values::Sketch(ages) => ages.buckets().for_each(|bucket| take(bucket.lower, bucket.count)),
    }
    let median_age = backlog.ages.quantiles([0.5]).map(|[median]| median / MICROS);
    Ageing { opened: backlog.opened, done: backlog.done, open: backlog.ages.count(), by_age, median_age }
}
