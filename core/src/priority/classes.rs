//! The values of each input, put together where no rule tells them apart: a finite picture of all cases.

use std::collections::{BTreeMap, BTreeSet};

use super::Witness;
use super::condition::{Condition, Test};
use super::input::{Input, InputKind, Schema};
use super::keywords::Keywords;
use crate::wire::{InputValue, OrderDocument};

/// The classes of every input, in the order of the inputs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Classes(pub(super) Vec<InputClasses>);

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct InputClasses {
    pub(super) classes: Vec<Class>,
    /// From a class to one that is never less urgent.
    pub(super) steps: Vec<Step>,
}

/// Values that no rule tells apart; of numbers an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    /// The first of them.
    pub(super) sample: Sample,
    /// The last of them.
    pub(super) last: Sample,
}

/// One value of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sample {
    Absent,
    Slot(i64),
    /// Matched lists, and a text that matches them.
    Text(i64, String),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) less: Sample,
    pub(super) more: Sample,
}

impl Classes {
    /// `told_apart`: inputs of which every value is a class of its own.
    pub(super) fn of(schema: &Schema, conditions: &[&Condition], told_apart: &[usize]) -> Self {
        let each = schema.inputs.iter().enumerate().map(|(position, input)| {
            let mut tests: Vec<&Test> = Vec::new();
            for test in conditions.iter().filter_map(|condition| condition.test_of(position)) {
                if !tests.contains(&test) {
                    tests.push(test);
                }
            }
            let samples = match &input.kind {
                InputKind::Number { least, most, .. } => interval_ends(*least, *most, &tests),
                InputKind::Text(keywords) => texts(keywords, &tests),
                InputKind::Choice(_) | InputKind::YesNo => {
                    let places = 0..i64::try_from(input.values().len()).unwrap_or(0);
                    places.map(|place| (Sample::Slot(place), Sample::Slot(place))).collect()
                }
            };
            InputClasses::of(input, &samples, &tests, told_apart.contains(&position))
        });
        Self(each.collect())
    }

    /// How many cases there are, as far as they can be counted.
    pub(super) fn cases(&self) -> usize {
        self.0.iter().fold(1, |cases: usize, input| cases.saturating_mul(input.classes.len()))
    }

    /// The case of one class of each input.
    pub(super) fn witness(&self, schema: &Schema, point: &[usize]) -> Witness {
        self.case(schema, point, |class| &class.sample)
    }

    /// The same with the last value of each class.
    pub(super) fn last_witness(&self, schema: &Schema, point: &[usize]) -> Witness {
        self.case(schema, point, |class| &class.last)
    }

    fn case(&self, schema: &Schema, point: &[usize], pick: impl Fn(&Class) -> &Sample) -> Witness {
        let chosen = schema.inputs.iter().zip(&self.0).zip(point);
        Witness::new(chosen.filter_map(|((input, classes), class)| {
            let value = pick(classes.classes.get(*class)?).value(input)?;
            Some((input.name.to_string(), value))
        }))
    }
}

impl Sample {
    pub(super) fn slot(&self) -> Option<i64> {
        match self {
            Self::Absent => None,
            Self::Slot(slot) | Self::Text(slot, _) => Some(*slot),
        }
    }

    pub(super) fn value(&self, input: &Input) -> Option<InputValue> {
        match self {
            Self::Absent => None,
            Self::Slot(slot) => input.value(*slot),
            Self::Text(_, text) => Some(InputValue::Text(text.clone())),
        }
    }
}

impl InputClasses {
    fn of(input: &Input, samples: &[(Sample, Sample)], tests: &[&Test], told_apart: bool) -> Self {
        let mut known: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        let mut result = Self::default();
        let mut places = Vec::with_capacity(samples.len());
        let is_number = matches!(input.kind, InputKind::Number { .. });
        for (sample, last) in samples {
            let told: Vec<bool> = tests.iter().map(|test| test.holds(sample.slot())).collect();
            let found = known.get(&told).copied().filter(|_| !told_apart);
            // Numbers between two intervals are not of their class.
            let adjacent = |place: &usize| !is_number || place.saturating_add(1) == result.classes.len();
            let found = found.filter(adjacent);
            let place = found.unwrap_or(result.classes.len());
            match result.classes.get_mut(place) {
                Some(class) => class.last = last.clone(),
                None => result.classes.push(Class { sample: sample.clone(), last: last.clone() }),
            }
            known.insert(told, place);
            places.push(place);
        }
        result.steps = match &input.kind {
            InputKind::Text(keywords) => text_steps(keywords, samples, &places),
            _ => neighbour_steps(input.order, samples, &places),
        };
        if input.is_optional() {
            result.classes.push(Class { sample: Sample::Absent, last: Sample::Absent });
        }
        result
    }
}

/// The longest intervals in which no test changes its mind, by their ends.
fn interval_ends(least: i64, most: i64, tests: &[&Test]) -> Vec<(Sample, Sample)> {
    let mut starts = BTreeSet::from([least]);
    for test in tests {
        if let Test::Within(intervals) = test {
            for (from, to) in intervals {
                starts.extend([*from, to.saturating_add(1)]);
            }
        }
    }
    let starts: Vec<i64> = starts.into_iter().filter(|start| (least..=most).contains(start)).collect();
    let ends = starts.iter().skip(1).map(|next| next.saturating_sub(1)).chain([most]);
    starts.iter().zip(ends).map(|(from, to)| (Sample::Slot(*from), Sample::Slot(to))).collect()
}

/// Every set of tested lists that a text can match, with a text that does.
///
/// A text that holds one keyword after the other, apart by a line break, matches what they match one by one, because no
/// keyword holds a line break. So the sets are the unions of what single keywords match.
fn texts(keywords: &Keywords, tests: &[&Test]) -> Vec<(Sample, Sample)> {
    let tested = tests.iter().fold(0, |flags, test| match test {
        Test::Lists { any, none } => flags | any.unwrap_or(0) | none,
        _ => flags,
    });
    let single = single_keywords(keywords, tested);
    let mut sets = BTreeMap::from([(0_i64, String::new())]);
    let mut fresh = vec![0];
    while let Some(set) = fresh.pop() {
        let text = sets.get(&set).cloned().unwrap_or_default();
        for (flags, word) in &single {
            let wider = set | flags;
            sets.entry(wider).or_insert_with(|| {
                fresh.push(wider);
                if text.is_empty() { (*word).to_owned() } else { format!("{text}\n{word}") }
            });
        }
    }
    let sample =
        |(flags, text): (i64, String)| (Sample::Text(flags, text.clone()), Sample::Text(flags, text));
    sets.into_iter().map(sample).collect()
}

/// What single keywords match among some lists, each with one keyword that does.
fn single_keywords(keywords: &Keywords, among: i64) -> BTreeMap<i64, &str> {
    let mut single = BTreeMap::new();
    for keyword in keywords.lists().iter().flat_map(|list| &list.words) {
        let flags = keywords.matched_by(keyword) & among;
        if flags != 0 {
            single.entry(flags).or_insert(keyword.written.as_str());
        }
    }
    single
}

fn neighbour_steps(order: OrderDocument, samples: &[(Sample, Sample)], places: &[usize]) -> Vec<Step> {
    let mut steps = Steps::default();
    let numbered: Vec<_> = samples.iter().zip(places).collect();
    for pair in numbered.windows(2) {
        if let [((_, lower), below), ((upper, _), above)] = pair {
            match order {
                OrderDocument::Rising => steps.add(**below, **above, lower, upper),
                OrderDocument::Falling => steps.add(**above, **below, upper, lower),
                OrderDocument::None => {}
            }
        }
    }
    steps.steps
}

/// From a text to the same with one keyword more, as far as all lists that it matches more mean the same.
fn text_steps(keywords: &Keywords, samples: &[(Sample, Sample)], places: &[usize]) -> Vec<Step> {
    let sets: BTreeMap<i64, (&Sample, usize)> = samples
        .iter()
        .zip(places)
        .filter_map(|((sample, _), place)| Some((sample.slot()?, (sample, *place))))
        .collect();
    let among = sets.keys().fold(0, |flags, set| flags | set);
    let single = single_keywords(keywords, among);
    let (rising, falling) =
        (keywords.lists_of(OrderDocument::Rising), keywords.lists_of(OrderDocument::Falling));
    let mut steps = Steps::default();
    for (set, (sample, place)) in &sets {
        for flags in single.keys() {
            let added = flags & !set;
            if let Some((wider, wider_place)) = sets.get(&(set | flags)) {
                if added & !rising == 0 {
                    steps.add(*place, *wider_place, sample, wider);
                } else if added & !falling == 0 {
                    steps.add(*wider_place, *place, wider, sample);
                }
            }
        }
    }
    steps.steps
}

/// Steps between two classes, each pair once.
#[derive(Default)]
struct Steps {
    seen: BTreeSet<(usize, usize)>,
    steps: Vec<Step>,
}

impl Steps {
    fn add(&mut self, from: usize, to: usize, less: &Sample, more: &Sample) {
        if from != to && self.seen.insert((from, to)) {
            self.steps.push(Step { from, to, less: less.clone(), more: more.clone() });
        }
    }
}
