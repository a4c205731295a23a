//! What a table leaves out, says twice, or says in vain.

use std::collections::BTreeSet;

use super::classes::Classes;
use super::condition::Condition;
use super::input::Schema;
use super::rules::{Entry, name};
use super::{PriorityError, Witness};
use crate::wire::HitPolicyDocument;

/// The work that one analysis may take, in looks at one input of one row.
pub(super) const MOST_STEPS: usize = 5_000_000;
/// Overlaps that are listed.
const MOST_OVERLAPS: usize = 1_000;

/// What is to be said of a table whatever its hit policy. Rows count from 0.
///
/// Overlaps and rows within others are exact. Gaps and rows that never come first are exact up to five million steps,
/// beyond which they are not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableAnalysis {
    /// Whether every case has a row.
    pub coverage: Coverage,
    /// Pairs of rows that hold for the same case, at most 1,000 of them.
    pub overlaps: Vec<Overlap>,
    /// Overlaps beyond those that are listed.
    pub overlaps_left_off: usize,
    /// Pairs of a row and another that holds wherever the first does.
    pub within: Vec<(usize, usize)>,
    /// Rows that are never the first that holds.
    pub never_first: Vec<NeverFirst>,
    /// Rows of which it is not known whether they are ever the first that holds.
    pub not_proved: Vec<usize>,
}

/// Whether every case has a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Coverage {
    /// Every case has one.
    Complete,
    /// This one has none.
    Gap(Witness),
    /// It was not found out within the limit.
    NotProved,
}

/// Two rows that hold for the same case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overlap {
    /// The row that stands first.
    pub first: usize,
    /// The other row.
    pub second: usize,
    /// Whether both give the same answer.
    pub agree: bool,
    /// A case that both are for, with the least value of each input.
    pub witness: Witness,
    /// A case that both are for, with the greatest value of each input.
    pub greatest: Witness,
}

/// A row that is never the first that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NeverFirst {
    /// The row.
    pub row: usize,
    /// A case that it is for, and the row that comes first there; `None` for a row whose tests contradict each other.
    pub witness: Option<(Witness, usize)>,
}

/// Classes of one input, a bit each.
type Bits = Box<[u64]>;

/// A table as sets of classes: for every row and input those for which its test holds.
pub(super) struct Grid {
    all: Vec<Bits>,
    rows: Vec<Vec<Bits>>,
}

impl TableAnalysis {
    pub(super) fn of(
        schema: &Schema,
        classes: &Classes,
        conditions: &[Condition],
        entries: &[Entry],
    ) -> Self {
        let grid = Grid::of(classes, conditions);
        let mut left = MOST_STEPS;
        let every: Vec<usize> = (0..grid.rows.len()).collect();
        let coverage = match grid.uncovered(&grid.all, &every, &mut left) {
            Ok(None) => Coverage::Complete,
            Ok(Some(point)) => Coverage::Gap(classes.witness(schema, &point)),
            Err(Exhausted) => Coverage::NotProved,
        };
        let mut analysis = Self {
            coverage,
            overlaps: Vec::new(),
            overlaps_left_off: 0,
            within: Vec::new(),
            never_first: Vec::new(),
            not_proved: Vec::new(),
        };
        for (first, second) in grid.pairs() {
            let Some(common) = grid.common(first, second) else { continue };
            if analysis.overlaps.len() == MOST_OVERLAPS {
                analysis.overlaps_left_off = analysis.overlaps_left_off.saturating_add(1);
                continue;
            }
            let answer = |row: usize| entries.get(row).map(|entry| &entry.answer);
            analysis.overlaps.push(Overlap {
                first,
                second,
                agree: answer(first) == answer(second),
                witness: classes.witness(schema, &corner(&common, Corner::First)),
                greatest: classes.last_witness(schema, &corner(&common, Corner::Last)),
            });
        }
        for (row, other) in grid.pairs() {
            if grid.is_within(row, other) {
                analysis.within.push((row, other));
            }
            if grid.is_within(other, row) {
                analysis.within.push((other, row));
            }
        }
        crate::order::by(&mut analysis.within, Ord::cmp);
        for row in 0..grid.rows.len() {
            let before = every.get(..row).unwrap_or_default();
            match grid.never_first(row, before, &mut left) {
                Err(Exhausted) => analysis.not_proved.push(row),
                Ok(FirstHit::Somewhere) => {}
                Ok(FirstHit::Never) => analysis.never_first.push(NeverFirst { row, witness: None }),
                Ok(FirstHit::PreEmpted { point, by }) => {
                    let witness = Some((classes.witness(schema, &point), by));
                    analysis.never_first.push(NeverFirst { row, witness });
                }
            }
        }
        analysis
    }
}

/// Refuses rows that overlap where the hit policy does not allow it.
pub(super) fn refuse_overlaps(
    grid: &Grid,
    hit_policy: HitPolicyDocument,
    entries: &[Entry],
    schema: &Schema,
    classes: &Classes,
) -> Result<(), PriorityError> {
    let agreeing = match hit_policy {
        HitPolicyDocument::Unique => false,
        HitPolicyDocument::Any => true,
        _ => return Ok(()),
    };
    for (first, second) in grid.pairs() {
        let (Some(one), Some(other)) = (entries.get(first), entries.get(second)) else { continue };
        if agreeing && one.answer == other.answer {
            continue;
        }
        if let Some(common) = grid.common(first, second) {
            return Err(PriorityError::Overlap {
                first: one.path.clone(),
                second: other.path.clone(),
                witness: classes.witness(schema, &corner(&common, Corner::First)),
                hit_policy: name(hit_policy),
            });
        }
    }
    Ok(())
}

/// The steps are used up.
pub(super) struct Exhausted;

/// Whether a row is ever the first that holds.
pub(super) enum FirstHit {
    Somewhere,
    /// Its tests contradict each other.
    Never,
    /// Others always come before it, as here.
    PreEmpted {
        point: Vec<usize>,
        by: usize,
    },
}

#[derive(Clone, Copy)]
enum Corner {
    First,
    Last,
}

impl Grid {
    pub(super) fn of(classes: &Classes, conditions: &[Condition]) -> Self {
        let bits = |condition: Option<&Condition>| -> Vec<Bits> {
            let inputs = classes.0.iter().enumerate();
            inputs
                .map(|(position, input)| {
                    let test = condition.and_then(|condition| condition.test_of(position));
                    let mut bits = vec![0_u64; input.classes.len().div_ceil(64)].into_boxed_slice();
                    for (class, each) in input.classes.iter().enumerate() {
                        if test.is_none_or(|test| test.holds(each.sample.slot())) {
                            set(&mut bits, class);
                        }
                    }
                    bits
                })
                .collect()
        };
        Self { all: bits(None), rows: conditions.iter().map(|condition| bits(Some(condition))).collect() }
    }

    /// Refuses a table that has no row for some case, or of which that is not known.
    pub(super) fn refuse_gap(
        &self,
        path: &str,
        schema: &Schema,
        classes: &Classes,
    ) -> Result<(), PriorityError> {
        let every: Vec<usize> = (0..self.rows.len()).collect();
        let (path, mut left) = (path.to_owned(), MOST_STEPS);
        match self.uncovered(&self.all, &every, &mut left) {
            Ok(None) => Ok(()),
            Ok(Some(point)) => Err(PriorityError::Gap { path, witness: classes.witness(schema, &point) }),
            Err(Exhausted) => Err(PriorityError::NotProved { path, steps: MOST_STEPS }),
        }
    }

    /// All pairs of rows, in order.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let count = self.rows.len();
        (0..count).flat_map(move |first| (first.saturating_add(1)..count).map(move |second| (first, second)))
    }

    /// The cases that both rows are for, as sets of classes.
    fn common(&self, first: usize, second: usize) -> Option<Vec<Bits>> {
        let (one, other) = (self.rows.get(first)?, self.rows.get(second)?);
        let each = one.iter().zip(other).map(|(one, other)| {
            let common: Bits = one.iter().zip(other).map(|(one, other)| one & other).collect();
            common.iter().any(|word| *word != 0).then_some(common)
        });
        each.collect()
    }

    /// Whether the other row holds wherever this one does. A row that never holds is within none.
    fn is_within(&self, row: usize, other: usize) -> bool {
        let (Some(row), Some(other)) = (self.rows.get(row), self.rows.get(other)) else { return false };
        row.iter().zip(other).all(|(row, other)| covers(other, row) && row.iter().any(|word| *word != 0))
    }

    /// Whether a row is never the first that holds, when these stand before it.
    pub(super) fn never_first(
        &self,
        row: usize,
        before: &[usize],
        left: &mut usize,
    ) -> Result<FirstHit, Exhausted> {
        let Some(region) = self.rows.get(row) else { return Ok(FirstHit::Never) };
        if region.iter().any(|bits| bits.iter().all(|word| *word == 0)) {
            return Ok(FirstHit::Never);
        }
        if self.uncovered(region, before, left)?.is_some() {
            return Ok(FirstHit::Somewhere);
        }
        let point = corner(region, Corner::First);
        let first = before.iter().find(|other| self.holds(**other, &point)).copied();
        Ok(first.map_or(FirstHit::Never, |by| FirstHit::PreEmpted { point, by }))
    }

    fn holds(&self, row: usize, point: &[usize]) -> bool {
        self.rows.get(row).is_some_and(|row| row.iter().zip(point).all(|(bits, class)| is_set(bits, *class)))
    }

    /// A case of the region that none of the rows is for.
    fn uncovered(
        &self,
        region: &[Bits],
        rows: &[usize],
        left: &mut usize,
    ) -> Result<Option<Vec<usize>>, Exhausted> {
        self.uncovered_from(0, region, rows, left)
    }

    /// The same for the inputs from one on: the rows are those that hold for the classes chosen before it.
    fn uncovered_from(
        &self,
        input: usize,
        region: &[Bits],
        rows: &[usize],
        left: &mut usize,
    ) -> Result<Option<Vec<usize>>, Exhausted> {
        let rest = region.get(input..).unwrap_or_default();
        let work = rest.len().saturating_add(1).saturating_mul(rows.len().saturating_add(1));
        *left = left.checked_sub(work).ok_or(Exhausted)?;
        let whole = |row: &usize| {
            let bits = self.rows.get(*row).and_then(|row| row.get(input..)).unwrap_or_default();
            bits.iter().zip(rest).all(|(bits, region)| covers(bits, region))
        };
        if rows.iter().any(whole) {
            return Ok(None);
        }
        let Some(here) = rest.first() else { return Ok(Some(Vec::new())) };
        // Classes for which the same rows hold lead to the same question.
        let mut asked: BTreeSet<Vec<usize>> = BTreeSet::new();
        for class in classes_in(here) {
            let holds = |row: &&usize| {
                self.rows.get(**row).and_then(|row| row.get(input)).is_some_and(|bits| is_set(bits, class))
            };
            let live: Vec<usize> = rows.iter().filter(holds).copied().collect();
            *left = left.checked_sub(rows.len()).ok_or(Exhausted)?;
            if asked.contains(&live) {
                continue;
            }
            if let Some(mut point) = self.uncovered_from(input.saturating_add(1), region, &live, left)? {
                point.insert(0, class);
                return Ok(Some(point));
            }
            asked.insert(live);
        }
        Ok(None)
    }
}

fn set(bits: &mut Bits, class: usize) {
    if let Some(word) = bits.get_mut(class.div_euclid(64)) {
        *word |= 1_u64.rotate_left(u32::try_from(class.rem_euclid(64)).unwrap_or(0));
    }
}

fn is_set(bits: &Bits, class: usize) -> bool {
    let word = bits.get(class.div_euclid(64)).copied().unwrap_or(0);
    word.rotate_right(u32::try_from(class.rem_euclid(64)).unwrap_or(0)) & 1 == 1
}

fn covers(bits: &Bits, region: &Bits) -> bool {
    bits.iter().zip(region).all(|(bits, region)| region & !bits == 0)
}

fn classes_in(bits: &Bits) -> impl DoubleEndedIterator<Item = usize> + '_ {
    (0..bits.len().saturating_mul(64)).filter(|class| is_set(bits, *class))
}

fn corner(region: &[Bits], corner: Corner) -> Vec<usize> {
    let each = region.iter().map(|bits| match corner {
        Corner::First => classes_in(bits).next(),
        Corner::Last => classes_in(bits).next_back(),
    });
    each.map(|class| class.unwrap_or(0)).collect()
}

/// The pairs of rows that overlap and disagree while neither is within the other: the one that stands first wins there, and
/// nothing shows that it is meant to.
pub(super) fn crossing(analysis: &TableAnalysis) -> impl Iterator<Item = &Overlap> {
    analysis.overlaps.iter().filter(|overlap| {
        let within = |row, other| analysis.within.binary_search(&(row, other)).is_ok();
        !overlap.agree && !within(overlap.first, overlap.second) && !within(overlap.second, overlap.first)
    })
}
