//! Figures of a desk the slow way: every figure from the whole list of tickets, with no state and no merging.

use std::collections::BTreeMap;

/// What the oracle knows of a ticket: microseconds, and words as text.
#[derive(Debug, Clone, Default)]
pub struct DeskTicket {
    /// The unit.
    pub unit: Option<String>,
    /// The problem.
    pub problem: Option<String>,
    /// Whether it ended as withdrawn, cancelled, merged or the like.
    pub is_excluded: bool,
    /// The priority.
    pub priority: Option<String>,
    /// When it was reported.
    pub created: i64,
    /// When it was completed.
    pub completed: Option<i64>,
    /// When it was archived.
    pub closed: Option<i64>,
    /// When it falls due.
    pub due: Option<i64>,
    /// How often it was reopened.
    pub reopened: Option<u32>,
    /// Satisfaction in millionths of a point.
    pub satisfaction: Option<i64>,
    /// Cost by kind in minor units.
    pub cost: BTreeMap<String, i64>,
}

/// A list of tickets, looked at from an instant.
#[derive(Debug, Clone)]
pub struct DeskOracle<'a> {
    tickets: Vec<&'a DeskTicket>,
    /// All that were reported by then, of any priority: a new report of a problem may be graded otherwise.
    all: Vec<&'a DeskTicket>,
    as_of: i64,
}

impl<'a> DeskOracle<'a> {
    /// The tickets that were reported before an instant and count.
    #[must_use]
    pub fn new(tickets: &'a [DeskTicket], as_of: i64) -> Self {
        // A ticket's outcome is known when it is closed.
        let counts = |ticket: &&DeskTicket| {
            let outcome_known = ticket.closed.is_none_or(|closed| closed < as_of);
            ticket.created < as_of && !(ticket.is_excluded && outcome_known)
        };
        let counted: Vec<_> = tickets.iter().filter(counts).collect();
        Self { tickets: counted.clone(), all: counted, as_of }
    }

    /// The same of one priority.
    #[must_use]
    pub fn of_priority(&self, priority: Option<&str>) -> Self {
        let tickets = self.tickets.iter().copied().filter(|ticket| ticket.priority.as_deref() == priority);
        Self { tickets: tickets.collect(), all: self.all.clone(), as_of: self.as_of }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.tickets.len()
    }

    fn seen(&self, at: Option<i64>) -> Option<i64> {
        at.filter(|&at| at < self.as_of)
    }

    /// All lengths from report to completion that are not negative, in order.
    #[must_use]
    pub fn lengths(&self) -> Vec<i64> {
        let length = |ticket: &&DeskTicket| Some(self.seen(ticket.completed)? - ticket.created);
        let mut lengths: Vec<i64> =
            self.tickets.iter().filter_map(length).filter(|&length| length >= 0).collect();
        lengths.sort_unstable();
        lengths
    }

    /// Mean, median and ninth decile of the lengths, in seconds.
    #[must_use]
    pub fn mean_median_p90(&self) -> Option<[f64; 3]> {
        let lengths = self.lengths();
        let last = lengths.len().checked_sub(1)?;
        let sum: i128 = lengths.iter().map(|&length| i128::from(length)).sum();
        let quantile = |p: f64| {
            let place = last as f64 * p;
            let (below, above) = (place.floor() as usize, place.ceil() as usize);
            let (low, high) = (lengths[below] as f64, lengths[above] as f64);
            low + (high - low) * (place - place.floor())
        };
        Some([sum as f64 / lengths.len() as f64, quantile(0.5), quantile(0.9)].map(|micros| micros / 1e6))
    }

    /// Promises kept, of those closed, of those due, of all.
    #[must_use]
    pub fn attainment(&self) -> (u64, [u64; 3]) {
        let (mut kept, mut of) = (0, [0; 3]);
        for ticket in &self.tickets {
            let Some(due) = ticket.due else { continue };
            let completed = self.seen(ticket.completed);
            let last = self.seen(ticket.closed).unwrap_or(self.as_of);
            kept += u64::from(completed.is_some_and(|at| at <= due));
            of[0] += u64::from(completed.is_some());
            of[1] += u64::from(completed.is_some() || due < last);
            of[2] += 1;
        }
        (kept, of)
    }

    /// Reopened, of those of which it is known.
    #[must_use]
    pub fn reopened(&self) -> (u64, u64) {
        let known: Vec<u32> = self.tickets.iter().filter_map(|ticket| ticket.reopened).collect();
        (known.iter().filter(|&&count| count > 0).count() as u64, known.len() as u64)
    }

    /// The sum of all scores in millionths, and their number.
    #[must_use]
    pub fn satisfaction(&self) -> (i64, u64) {
        let scores: Vec<i64> = self.tickets.iter().filter_map(|ticket| ticket.satisfaction).collect();
        (scores.iter().sum(), scores.len() as u64)
    }

    /// The cost of each kind.
    #[must_use]
    pub fn costs(&self) -> BTreeMap<String, i64> {
        let mut costs = BTreeMap::new();
        for (kind, cost) in self.tickets.iter().flat_map(|ticket| &ticket.cost) {
            *costs.entry(kind.clone()).or_default() += cost;
        }
        costs
    }

    /// Completed tickets of known units followed for a window, and how many of them were reported again within it: every
    /// ticket beside every other.
    #[must_use]
    pub fn rework(&self, window: i64) -> (u64, u64) {
        let (mut hits, mut of) = (0, 0);
        for ticket in &self.tickets {
            let Some(completed) = self.seen(ticket.completed) else { continue };
            if ticket.unit.is_none() || completed + window > self.as_of {
                continue;
            }
            of += 1;
            hits += u64::from(self.all.iter().filter(|_| !ticket.is_excluded).any(|other| {
                let same = !other.is_excluded
                    && other.unit == ticket.unit
                    && other.problem.is_some()
                    && other.problem == ticket.problem;
                same && other.created > completed && other.created <= completed + window
            }));
        }
        (hits, of)
    }

    /// Tickets not yet archived.
    #[must_use]
    pub fn backlog(&self) -> usize {
        self.tickets.iter().filter(|ticket| self.seen(ticket.closed).is_none()).count()
    }
}
