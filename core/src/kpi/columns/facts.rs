use super::column::Column;
use crate::kpi::KpiError;
use crate::kpi::accumulator::Accumulator;
use crate::kpi::facts::{Facts, Promise, Score};
use crate::kpi::parse::is_known;
use crate::kpi::rejected::{RejectedBecause, Rejection};
use crate::kpi::words::{Dimension, Flag, Outcome, Quantity, Stamp};
use crate::time::Instant;
use crate::vocabulary::Name;

/// What is known of many tickets, column by column: the same as one [`Facts`] a row, from the tables of another system.
///
/// Instants are microseconds since 1970 in UTC, words are codes of a list. A row with a code outside its list, a word that is
/// none of its vocabulary, an impossible instant or score is rejected with its reasons, by its number.
///
/// ```
/// use aftersales::kpi::{Accumulator, Column, Condition, Dimension, FactColumns, FigureDefinition, Grouping};
/// use aftersales::kpi::{Measure, Mode, Scope, Stamp};
/// use aftersales::time::ZoneRules;
///
/// let tickets = FigureDefinition::new("tickets".parse()?, Measure::Count(Condition::Any));
/// let scope = Scope::new("2026-01-01T00:00:00Z".parse()?, ZoneRules::utc());
/// let by = vec![Grouping::By(Dimension::Priority)];
/// let mut desk = Accumulator::new(vec![tickets], by, scope, Mode::Exact)?;
/// let created = [0, 3_600_000_000, 7_200_000_000];
/// let columns = FactColumns::new(3, 0)
///     .stamp(Stamp::Created, Column::from(&created[..]))?
///     .words(Dimension::Priority, Column::from(&[0, 1, 1][..]), &["P1", "urgent"])?;
/// desk.add_columns(&columns);
/// let figures = desk.finish();
/// assert_eq!((figures.tickets(), figures.rejected().rows()), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct FactColumns<'a> {
    rows: usize,
    first_row: u64,
    stamps: Vec<(Stamp, Column<'a, i64>)>,
    words: Vec<(Dimension, Column<'a, u32>, Vec<Word>)>,
    flags: Vec<(Flag, Column<'a, bool>)>,
    quantities: Vec<(Quantity, Column<'a, i64>)>,
    satisfaction: Option<Column<'a, f64>>,
    promises: Vec<(Name, Column<'a, i64>, Column<'a, i64>)>,
}

/// A word of a dictionary, or the text that is none.
type Word = Result<Name, String>;

impl<'a> FactColumns<'a> {
    /// So many rows of which nothing is known yet; `first_row` is the number of the first one in the whole.
    #[must_use]
    pub const fn new(rows: usize, first_row: u64) -> Self {
        Self {
            rows,
            first_row,
            stamps: Vec::new(),
            words: Vec::new(),
            flags: Vec::new(),
            quantities: Vec::new(),
            satisfaction: None,
            promises: Vec::new(),
        }
    }

    /// The same rows with the instants of a stamp.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`], as all of them.
    pub fn stamp(mut self, stamp: Stamp, at: Column<'a, i64>) -> Result<Self, KpiError> {
        self.check(stamp.as_str(), at.rows())?;
        self.stamps.push((stamp, at));
        Ok(self)
    }

    /// The same rows with the words of a dimension: codes, and the word of each code.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`].
    pub fn words(
        mut self,
        dimension: Dimension,
        codes: Column<'a, u32>,
        words: &[&str],
    ) -> Result<Self, KpiError> {
        self.check(dimension.as_str(), codes.rows())?;
        let word = |text: &&str| {
            let name = text.parse::<Name>().ok().filter(|_| is_known(dimension, text));
            name.ok_or_else(|| (*text).to_owned())
        };
        self.words.push((dimension, codes, words.iter().map(word).collect()));
        Ok(self)
    }

    /// The same rows with what is known as yes or no.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`].
    pub fn flag(mut self, flag: Flag, values: Column<'a, bool>) -> Result<Self, KpiError> {
        self.check(flag.as_str(), values.rows())?;
        self.flags.push((flag, values));
        Ok(self)
    }

    /// The same rows with what is known as a number from 0 to 4,294,967,295.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`].
    pub fn quantity(mut self, quantity: Quantity, values: Column<'a, i64>) -> Result<Self, KpiError> {
        self.check(quantity.as_str(), values.rows())?;
        self.quantities.push((quantity, values));
        Ok(self)
    }

    /// The same rows with the satisfaction from 1 to 5.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`].
    pub fn satisfaction(mut self, points: Column<'a, f64>) -> Result<Self, KpiError> {
        self.check("satisfaction", points.rows())?;
        self.satisfaction = Some(points);
        Ok(self)
    }

    /// The same rows with the promises of a metric: when each falls due, and when its clock was stopped.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`].
    pub fn promise(
        mut self,
        metric: Name,
        due: Column<'a, i64>,
        stopped: Column<'a, i64>,
    ) -> Result<Self, KpiError> {
        self.check("due", due.rows())?;
        self.check("stopped", stopped.rows())?;
        self.promises.push((metric, due, stopped));
        Ok(self)
    }

    fn check(&self, column: &'static str, count: usize) -> Result<(), KpiError> {
        if count == self.rows {
            return Ok(());
        }
        Err(KpiError::ColumnLength { column, count, expected: self.rows })
    }

    /// The facts of a row, or all that is wrong with it.
    fn facts(&self, row: usize) -> Result<Facts, Vec<Rejection>> {
        let mut facts = Facts::default();
        let mut reasons = Vec::new();
        let number = || self.first_row.saturating_add(row as u64).to_string();
        let mut refuse = |reason, field: &str, value: String| {
            reasons.push(Rejection::new(reason, &number(), field, &value));
        };
        let mut instant = |field: &str, column: &Column<'_, i64>| {
            let micros = column.value(row)?;
            let at = Instant::from_micros(micros).ok();
            if at.is_none() {
                refuse(RejectedBecause::MalformedInstant, field, micros.to_string());
            }
            at
        };
        for (stamp, column) in &self.stamps {
            let at = instant(stamp.as_str(), column);
            facts.set_stamp(*stamp, at);
        }
        for (metric, due, stopped) in &self.promises {
            let (due, stopped) = (instant("due", due), instant("stopped", stopped));
            if due.is_some() {
                facts.promises.insert(metric.clone(), Promise { due, stopped, ..Promise::default() });
            }
        }
        for (dimension, codes, words) in &self.words {
            let Some(code) = codes.value(row) else { continue };
            let word = usize::try_from(code).ok().and_then(|code| words.get(code));
            match word {
                Some(Ok(word)) => facts.set_word(*dimension, Some(word.clone())),
                Some(Err(text)) => refuse(RejectedBecause::UnknownWord, dimension.as_str(), text.clone()),
                None => refuse(RejectedBecause::UnknownWord, dimension.as_str(), format!("code {code}")),
            }
        }
        facts.outcome = facts.word(Dimension::Outcome).and_then(|word| word.as_str().parse::<Outcome>().ok());
        for (flag, values) in &self.flags {
            if let Some(place) = facts.flags.get_mut(*flag as usize) {
                *place = values.value(row);
            }
        }
        for (quantity, values) in &self.quantities {
            let Some(value) = values.value(row) else { continue };
            match (u32::try_from(value), facts.quantities.get_mut(*quantity as usize)) {
                (Ok(value), Some(place)) => *place = Some(value),
                _ => refuse(RejectedBecause::NumberOutOfRange, quantity.as_str(), value.to_string()),
            }
        }
        if let Some((quantity, value)) = facts.impossible_quantity() {
            refuse(RejectedBecause::NumberOutOfRange, quantity.as_str(), value.to_string());
        }
        if let Some(points) = self.satisfaction.as_ref().and_then(|column| column.value(row)) {
            facts.satisfaction = Score::new(points);
            if facts.satisfaction.is_none() {
                refuse(RejectedBecause::ScoreOutOfRange, "satisfaction", points.to_string());
            }
        }
        if reasons.is_empty() { Ok(facts) } else { Err(reasons) }
    }
}

impl Accumulator {
    /// Takes the tickets of columns in, row by row.
    pub fn add_columns(&mut self, columns: &FactColumns<'_>) {
        self.add_columns_with(columns, |_, _| {});
    }

    /// Takes the tickets of columns in, and shows every row that is not taken, by its place in these columns, with its reasons.
    pub fn add_columns_with(
        &mut self,
        columns: &FactColumns<'_>,
        mut rejected: impl FnMut(usize, &[Rejection]),
    ) {
        for row in 0..columns.rows {
            match columns.facts(row) {
                Ok(facts) => self.add(&facts),
                Err(reasons) => {
                    rejected(row, &reasons);
                    self.reject(reasons);
                }
            }
        }
    }
}
