use std::collections::BTreeMap;

use super::CostError;
use crate::wire::CaseDocument;

/// How long operations took: counts and sums by procedure, difficulty, model, fault and grade.
///
/// Sums are whole numbers, so the order of the cases and the way they were split over machines change nothing.
///
/// ```
/// use aftersales::cost::History;
/// use aftersales::wire::CaseDocument;
///
/// let case = |seconds| CaseDocument {
///     procedure: "replace_display".to_owned(),
///     difficulty: "standard".to_owned(),
///     model: "X1".to_owned(),
///     fault: "display".to_owned(),
///     grade: "senior".to_owned(),
///     seconds,
/// };
/// let mut history = History::new();
/// history.add(&case(3_000))?;
/// history.add(&case(3_600))?;
/// assert_eq!(history.cases(), 2);
/// # Ok::<(), aftersales::cost::CostError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    cells: BTreeMap<Cell, Moments>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    procedure: String,
    difficulty: String,
    model: String,
    fault: String,
    grade: String,
}

/// Count, sum and sum of squares of natural logarithms in billionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Moments {
    cases: u64,
    sum: i128,
    squares: i128,
}

/// Billionths in one.
const BILLION: f64 = 1e9;

impl History {
    /// Most combinations of procedure, difficulty, model, fault and grade.
    pub const MOST_CELLS: usize = 1_000_000;

    /// Without cases.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a case.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] for less than one second or more than ten years; [`CostError::TooMany`] beyond
    /// [`History::MOST_CELLS`].
    pub fn add(&mut self, case: &CaseDocument) -> Result<(), CostError> {
        if !(1..=10 * 366 * 86_400).contains(&case.seconds) {
            let allowed = "1 second to 10 years";
            return Err(CostError::OutOfRange {
                path: "seconds".to_owned(),
                value: case.seconds.to_string(),
                allowed,
            });
        }
        let cell = Cell {
            procedure: case.procedure.clone(),
            difficulty: case.difficulty.clone(),
            model: case.model.clone(),
            fault: case.fault.clone(),
            grade: case.grade.clone(),
        };
        let logarithm = (libm::log(case.seconds as f64) * BILLION).round() as i128;
        let squares = logarithm.saturating_mul(logarithm);
        self.add_to(cell, Moments { cases: 1, sum: logarithm, squares })
    }

    /// Adds the cases of another history.
    ///
    /// # Errors
    ///
    /// [`CostError::TooMany`] beyond [`History::MOST_CELLS`].
    pub fn merge(&mut self, other: &Self) -> Result<(), CostError> {
        other.cells.iter().try_for_each(|(cell, moments)| self.add_to(cell.clone(), *moments))
    }

    /// How many cases there are.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.cells.values().map(|moments| moments.cases).fold(0, u64::saturating_add)
    }

    fn add_to(&mut self, cell: Cell, more: Moments) -> Result<(), CostError> {
        if !self.cells.contains_key(&cell) && self.cells.len() >= Self::MOST_CELLS {
            let count = self.cells.len().saturating_add(1);
            return Err(CostError::TooMany { path: "cases".to_owned(), count, most: Self::MOST_CELLS });
        }
        let kept = self.cells.entry(cell).or_default();
        kept.cases = kept.cases.saturating_add(more.cases);
        kept.sum = kept.sum.saturating_add(more.sum);
        kept.squares = kept.squares.saturating_add(more.squares);
        Ok(())
    }

    /// The cases of a procedure as logarithms of their ratio to the book, each in the narrowest group that it shares with
    /// the job; from the widest group to the narrowest. Takes time in proportion to the cells of the procedure.
    pub(super) fn groups(
        &self,
        procedure: &str,
        unit: [Option<&str>; 3],
        book: impl Fn(&str) -> Option<f64>,
    ) -> [Group; 4] {
        let mut groups = [Group::default(); 4];
        let first = Cell {
            procedure: procedure.to_owned(),
            difficulty: String::new(),
            model: String::new(),
            fault: String::new(),
            grade: String::new(),
        };
        for (cell, moments) in self.cells.range(first..).take_while(|(cell, _)| cell.procedure == procedure) {
            let Some(median) = book(&cell.difficulty) else { continue };
            let parts = [&cell.model, &cell.fault, &cell.grade];
            let shared =
                unit.iter().zip(parts).take_while(|(asked, part)| **asked == Some(part.as_str())).count();
            if let Some(group) = groups.get_mut(shared) {
                group.add(moments, libm::log(median));
            }
        }
        groups
    }
}

/// Cases that have something in common: how many, and the sums of their logarithms relative to the book.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) cases: u64,
    sum: f64,
    squares: f64,
}

impl Group {
    fn add(&mut self, moments: &Moments, ln_book: f64) {
        let (cases, sum) = (moments.cases as f64, moments.sum as f64 / BILLION);
        let squares = moments.squares as f64 / (BILLION * BILLION);
        self.cases = self.cases.saturating_add(moments.cases);
        self.sum += sum - cases * ln_book;
        self.squares += squares - 2.0 * ln_book * sum + cases * ln_book * ln_book;
    }

    /// The mean; the group has cases.
    pub(super) fn mean(&self) -> f64 {
        self.sum / self.cases as f64
    }

    /// The sum of squared distances from the mean.
    pub(super) fn spread(&self) -> f64 {
        (self.squares - self.sum * self.mean()).max(0.0)
    }
}
