use core::fmt;
use std::collections::BTreeMap;

use super::column::{Code, Column, is_instant};
use super::month::{Month, MonthTable};
use super::row::TableRow;
use crate::kpi::KpiError;
use crate::kpi::definition::NegativeDuration;
use crate::kpi::facts::Score;
use crate::kpi::packed::TableIdentity;
use crate::kpi::rejected::{Rejected, RejectedBecause, Rejection};
use crate::kpi::scope::Scope;
use crate::kpi::values::{Mode, Values};

/// The columns of a table of tickets.
///
/// Instants are microseconds since 1970 in UTC, costs are minor units of one currency. All columns have as many rows as
/// `created`.
#[derive(Debug, Clone)]
pub struct TableColumns<'a, C = u32> {
    /// When each ticket was reported.
    pub created: &'a [i64],
    /// The group of each ticket, such as its priority: a position in the list of words. None is a group of its own.
    pub group: Column<'a, C>,
    /// When each was done; none while open.
    pub completed: Column<'a, i64>,
    /// When each falls due; none without a promise.
    pub due: Option<Column<'a, i64>>,
    /// How often each was reopened.
    pub reopened: Option<Column<'a, u32>>,
    /// Satisfaction from 1 to 5.
    pub satisfaction: Option<Column<'a, f64>>,
    /// What each did cost, one column for each kind of cost.
    pub costs: Vec<&'a [i64]>,
    /// The number of the first row in the whole, for the examples of rejected rows.
    pub first_row: u64,
}

/// One pass over columns to a table by group and month: count, mean, median and ninth decile of the time to completion,
/// attainment, reopen rate, satisfaction, cost shares.
///
/// Merging is associative and commutative, and any split of the rows gives the same table. A row with an unknown group, an
/// impossible instant or a score that is none is rejected whole, with its reason.
///
/// ```
/// use aftersales::kpi::{Column, Mode, NegativeDuration, Scope, TableAccumulator, TableColumns};
/// use aftersales::time::ZoneRules;
///
/// const HOUR: i64 = 3_600_000_000;
/// let scope = Scope::new("2026-01-01T00:00:00Z".parse()?, ZoneRules::utc());
/// let mut table = TableAccumulator::new(2, 0, scope, NegativeDuration::Reject, Mode::Exact)?;
/// table.add(&TableColumns {
///     created: &[0, HOUR, 2 * HOUR],
///     group: Column::from(&[0_u8, 0, 7][..]),
///     completed: Column::from(&[HOUR, 4 * HOUR, 5 * HOUR][..]),
///     due: None, reopened: None, satisfaction: None, costs: vec![], first_row: 0,
/// })?;
/// let (rows, rejected) = table.finish();
/// assert_eq!(rows[0].month.to_string(), "1970-01-01");
/// assert_eq!((rows[0].tickets, rows[0].mean, rows[0].median), (2, Some(7_200.0), Some(7_200.0)));
/// assert_eq!(rejected.rows(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TableAccumulator {
    pub(in crate::kpi) groups: usize,
    pub(in crate::kpi) cost_kinds: usize,
    pub(in crate::kpi) scope: Scope,
    pub(in crate::kpi) negative: NegativeDuration,
    pub(in crate::kpi) mode: Mode,
    pub(in crate::kpi) empty: Values,
    /// Where the states of a month begin: one for each group, and one for tickets without.
    pub(in crate::kpi) months: BTreeMap<Month, usize>,
    pub(in crate::kpi) states: Vec<State>,
    pub(in crate::kpi) rejected: Rejected,
}

/// What is held for one group of one month.
#[derive(Debug, Clone)]
pub(in crate::kpi) struct State {
    pub(in crate::kpi) tickets: u64,
    pub(in crate::kpi) running: u64,
    pub(in crate::kpi) sum: i128,
    pub(in crate::kpi) met: u64,
    pub(in crate::kpi) missed: u64,
    pub(in crate::kpi) overdue: u64,
    pub(in crate::kpi) pending: u64,
    pub(in crate::kpi) reopened: u64,
    pub(in crate::kpi) reopened_of: u64,
    pub(in crate::kpi) scores: u64,
    pub(in crate::kpi) score_sum: i128,
    pub(in crate::kpi) costs: [i128; TableAccumulator::MOST_COST_KINDS],
    pub(in crate::kpi) ended: Values,
}

/// A row that passed its checks.
struct Row {
    created: i64,
    completed: Option<i64>,
    due: Option<i64>,
    score: Option<Score>,
}

impl TableAccumulator {
    /// Most kinds of cost.
    pub const MOST_COST_KINDS: usize = 6;
    /// Most groups.
    pub const MOST_GROUPS: usize = 4_096;

    /// A table of so many groups and kinds of cost.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] for more of them than there may be, or a relative error that cannot be.
    pub fn new(
        groups: usize,
        cost_kinds: usize,
        scope: Scope,
        negative: NegativeDuration,
        mode: Mode,
    ) -> Result<Self, KpiError> {
        if groups > Self::MOST_GROUPS {
            let (value, allowed) = (groups.to_string(), "at most 4096");
            return Err(KpiError::OutOfRange { field: "groups", value, allowed });
        }
        if cost_kinds > Self::MOST_COST_KINDS {
            let (value, allowed) = (cost_kinds.to_string(), "at most 6");
            return Err(KpiError::OutOfRange { field: "cost_kinds", value, allowed });
        }
        let (months, states, rejected) = (BTreeMap::new(), Vec::new(), Rejected::default());
        let empty = Values::new(mode)?;
        Ok(Self { groups, cost_kinds, scope, negative, mode, empty, months, states, rejected })
    }

    /// A table of the same kind without rows, for another part of them.
    #[must_use]
    pub fn empty_like(&self) -> Self {
        Self {
            scope: self.scope.clone(),
            empty: self.empty.clone(),
            months: BTreeMap::new(),
            states: Vec::new(),
            rejected: Rejected::default(),
            ..*self
        }
    }

    /// Takes columns in, about 40 ns a row.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`], [`KpiError::OutOfRange`] for another number of cost columns; nothing is taken then.
    pub fn add<C: Code>(&mut self, columns: &TableColumns<'_, C>) -> Result<(), KpiError> {
        self.check(columns)?;
        let in_range = columns.created.iter().copied().filter(|&at| is_instant(at));
        let (least, greatest) =
            in_range.fold((i64::MAX, i64::MIN), |(least, greatest), at| (least.min(at), greatest.max(at)));
        if least > greatest {
            (0..columns.created.len()).for_each(|row| self.reject(columns, row));
            return Ok(());
        }
        let table = MonthTable::new(least, greatest, &self.scope);
        let mut places = Places::default();
        for (position, &created) in columns.created.iter().enumerate() {
            let group = match columns.group.value(position).map(Code::position) {
                Some(code) => Some(code).filter(|&code| code < self.groups),
                None => Some(self.groups),
            };
            let Some((row, group)) = row(columns, position, created).zip(group) else {
                self.reject(columns, position);
                continue;
            };
            if created >= self.scope.as_of().micros() {
                continue;
            }
            let month = table.month(created, &self.scope);
            let place = places.of(month).unwrap_or_else(|| places.learn(month, self.place(month)));
            let Some(state) = self.states.get_mut(place.wrapping_add(group)) else { continue };
            let reopened = columns.reopened.as_ref().and_then(|column| column.value(position));
            let negative = state.add(&row, reopened, self.negative, self.scope.as_of().micros());
            for (sum, column) in state.costs.iter_mut().zip(&columns.costs) {
                let cost = column.get(position).copied().unwrap_or_default();
                *sum = sum.saturating_add(i128::from(cost));
            }
            if let Some(span) = negative {
                let row = columns.first_row.saturating_add(position as u64).to_string();
                let value = format!("{span} microseconds");
                self.rejected.add(Rejection::new(
                    RejectedBecause::NegativeDuration,
                    &row,
                    "completed",
                    &value,
                ));
            }
        }
        Ok(())
    }

    /// Takes in all that another table of the same kind holds.
    ///
    /// # Errors
    ///
    /// [`KpiError::AccumulatorsDiffer`].
    pub fn merge(&mut self, other: Self) -> Result<(), KpiError> {
        TableIdentity::of(self).check(&TableIdentity::of(&other).text())?;
        let mut theirs: Vec<Option<State>> = other.states.into_iter().map(Some).collect();
        for (month, from) in other.months {
            let to = self.place(month);
            for group in 0..=self.groups {
                let state = theirs.get_mut(from.wrapping_add(group)).and_then(Option::take);
                if let (Some(mine), Some(state)) = (self.states.get_mut(to.wrapping_add(group)), state) {
                    mine.merge(state);
                }
            }
        }
        self.rejected.merge(other.rejected);
        Ok(())
    }

    /// The same table in at most so many parts of whole months, in order of time: each can be finished by a thread of its own,
    /// and the rows of all together are those of the whole. What was rejected stays with the first part.
    #[must_use]
    pub fn split(self, parts: usize) -> Vec<Self> {
        let each = self.months.len().div_ceil(parts.max(1)).max(1);
        let mut states: Vec<Option<State>> = self.states.into_iter().map(Some).collect();
        let months: Vec<(Month, usize)> = self.months.into_iter().collect();
        let mut rejected = Some(self.rejected);
        let mut result = Vec::new();
        let empty: &[(Month, usize)] = &[];
        let chunks = if months.is_empty() { vec![empty] } else { months.chunks(each).collect() };
        for chunk in chunks {
            let mut part = Self {
                scope: self.scope.clone(),
                empty: self.empty.clone(),
                months: BTreeMap::new(),
                states: Vec::new(),
                rejected: rejected.take().unwrap_or_default(),
                ..self
            };
            for &(month, from) in chunk {
                part.months.insert(month, part.states.len());
                let of_month =
                    (0..=self.groups).filter_map(|group| states.get_mut(from.wrapping_add(group))?.take());
                part.states.extend(of_month);
            }
            result.push(part);
        }
        result
    }

    /// The table by month and group, without empty rows, and what was rejected.
    #[must_use]
    pub fn finish(self) -> (Vec<TableRow>, Rejected) {
        let mut states: Vec<Option<State>> = self.states.into_iter().map(Some).collect();
        let mut rows = Vec::new();
        for (month, place) in self.months {
            let Some(month) = month.first_day() else { continue };
            for group in 0..=self.groups {
                let state = states.get_mut(place.wrapping_add(group)).and_then(Option::take);
                let known = (group < self.groups).then_some(group);
                rows.extend(state.and_then(|state| TableRow::of(month, known, self.cost_kinds, state)));
            }
        }
        (rows, self.rejected)
    }

    fn check<C: Code>(&self, columns: &TableColumns<'_, C>) -> Result<(), KpiError> {
        let expected = columns.created.len();
        let optional = [
            ("due", columns.due.as_ref().map(Column::rows)),
            ("reopened", columns.reopened.as_ref().map(Column::rows)),
            ("satisfaction", columns.satisfaction.as_ref().map(Column::rows)),
        ];
        let always = [("group", Some(columns.group.rows())), ("completed", Some(columns.completed.rows()))];
        let costs = columns.costs.iter().map(|column| ("costs", Some(column.len())));
        let mut lengths = always.into_iter().chain(optional).chain(costs);
        let wrong =
            lengths.find_map(|(column, count)| Some((column, count.filter(|&count| count != expected)?)));
        if let Some((column, count)) = wrong {
            return Err(KpiError::ColumnLength { column, count, expected });
        }
        if columns.costs.len() != self.cost_kinds {
            let (value, allowed) = (columns.costs.len().to_string(), "the table's number of kinds of cost");
            return Err(KpiError::OutOfRange { field: "costs", value, allowed });
        }
        Ok(())
    }

    /// Where the states of a month begin.
    fn place(&mut self, month: Month) -> usize {
        let end = self.states.len();
        let place = *self.months.entry(month).or_insert(end);
        if place == end {
            let state = State::new(&self.empty);
            self.states.resize(end.saturating_add(self.groups).saturating_add(1), state);
        }
        place
    }

    #[cold]
    fn reject<C: Code>(&mut self, columns: &TableColumns<'_, C>, position: usize) {
        let row = columns.first_row.saturating_add(position as u64).to_string();
        let mut reasons = Vec::new();
        let mut refuse =
            |reason, field, value: String| reasons.push(Rejection::new(reason, &row, field, &value));
        if let Some(code) =
            columns.group.value(position).map(Code::position).filter(|&code| code >= self.groups)
        {
            refuse(RejectedBecause::UnknownWord, "group", code.to_string());
        }
        let created = columns.created.get(position).copied();
        let due = columns.due.as_ref().and_then(|column| column.value(position));
        let instants = [("created", created), ("completed", columns.completed.value(position)), ("due", due)];
        for (field, at) in instants {
            if let Some(at) = at.filter(|&at| !is_instant(at)) {
                refuse(RejectedBecause::MalformedInstant, field, at.to_string());
            }
        }
        let points = columns.satisfaction.as_ref().and_then(|column| column.value(position));
        if let Some(points) = points.filter(|&points| Score::new(points).is_none()) {
            refuse(RejectedBecause::ScoreOutOfRange, "satisfaction", points.to_string());
        }
        self.rejected.row(reasons);
    }
}

/// What a row holds, where all of it is possible.
#[inline]
fn row<C: Code>(columns: &TableColumns<'_, C>, position: usize, created: i64) -> Option<Row> {
    let completed = columns.completed.value(position);
    let due = columns.due.as_ref().and_then(|column| column.value(position));
    let points = columns.satisfaction.as_ref().and_then(|column| column.value(position));
    let score = points.map(Score::new);
    let possible = is_instant(created) && completed.is_none_or(is_instant) && due.is_none_or(is_instant);
    (possible && score != Some(None)).then(|| Row { created, completed, due, score: score.flatten() })
}

impl State {
    pub(in crate::kpi) fn new(empty: &Values) -> Self {
        Self {
            tickets: 0,
            running: 0,
            sum: 0,
            met: 0,
            missed: 0,
            overdue: 0,
            pending: 0,
            reopened: 0,
            reopened_of: 0,
            scores: 0,
            score_sum: 0,
            costs: [0; TableAccumulator::MOST_COST_KINDS],
            ended: empty.clone(),
        }
    }

    /// Takes a row in; a negative duration that is rejected comes back.
    #[inline]
    fn add(
        &mut self,
        row: &Row,
        reopened: Option<u32>,
        negative: NegativeDuration,
        as_of: i64,
    ) -> Option<i64> {
        let mut rejected = None;
        self.tickets = self.tickets.wrapping_add(1);
        let completed = row.completed.filter(|&at| at < as_of);
        match completed {
            Some(at) => {
                let span = at.wrapping_sub(row.created);
                match negative {
                    NegativeDuration::Reject if span < 0 => rejected = Some(span),
                    NegativeDuration::Zero => self.end(span.max(0)),
                    _ => self.end(span),
                }
            }
            None => self.running = self.running.wrapping_add(1),
        }
        if let Some(due) = row.due {
            let place = match completed {
                Some(at) if at <= due => &mut self.met,
                Some(_) => &mut self.missed,
                None if due < as_of => &mut self.overdue,
                None => &mut self.pending,
            };
            *place = place.wrapping_add(1);
        }
        if let Some(reopened) = reopened {
            self.reopened_of = self.reopened_of.wrapping_add(1);
            self.reopened = self.reopened.wrapping_add(u64::from(reopened > 0));
        }
        if let Some(score) = row.score {
            self.scores = self.scores.wrapping_add(1);
            self.score_sum = self.score_sum.wrapping_add(i128::from(score.micros()));
        }
        rejected
    }

    #[inline]
    fn end(&mut self, span: i64) {
        self.sum = self.sum.wrapping_add(i128::from(span));
        self.ended.push(span);
    }

    fn merge(&mut self, other: Self) {
        let counts = [
            (&mut self.tickets, other.tickets),
            (&mut self.running, other.running),
            (&mut self.met, other.met),
            (&mut self.missed, other.missed),
            (&mut self.overdue, other.overdue),
            (&mut self.pending, other.pending),
            (&mut self.reopened, other.reopened),
            (&mut self.reopened_of, other.reopened_of),
            (&mut self.scores, other.scores),
        ];
        for (mine, theirs) in counts {
            *mine = mine.saturating_add(theirs);
        }
        self.sum = self.sum.saturating_add(other.sum);
        self.score_sum = self.score_sum.saturating_add(other.score_sum);
        for (mine, theirs) in self.costs.iter_mut().zip(other.costs) {
            *mine = mine.saturating_add(theirs);
        }
        self.ended.merge(other.ended);
    }
}

/// The places of the months of one batch, by their number from the first one met.
#[derive(Default)]
struct Places {
    first: Option<Month>,
    places: Vec<usize>,
    before: BTreeMap<Month, usize>,
}

impl Places {
    /// Marks a month that was not met.
    const UNKNOWN: usize = usize::MAX;

    #[inline]
    fn of(&self, month: Month) -> Option<usize> {
        let first = self.first?;
        if month < first {
            return self.before.get(&month).copied();
        }
        self.places.get(month.since(first)).copied().filter(|&place| place != Self::UNKNOWN)
    }

    #[cold]
    fn learn(&mut self, month: Month, place: usize) -> usize {
        let first = *self.first.get_or_insert(month);
        if month < first {
            self.before.insert(month, place);
            return place;
        }
        let position = month.since(first);
        if self.places.len() <= position {
            self.places.resize(position.saturating_add(1), Self::UNKNOWN);
        }
        if let Some(known) = self.places.get_mut(position) {
            *known = place;
        }
        place
    }
}

impl fmt::Debug for TableAccumulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tickets = self.states.iter().fold(0_u64, |sum, state| sum.saturating_add(state.tickets));
        write!(f, "TableAccumulator({tickets} tickets of {} months)", self.months.len())
    }
}
