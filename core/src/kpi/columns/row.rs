use super::table::State;
use crate::kpi::statistics::Proportion;
use crate::time::Date;

/// One group of one month.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TableRow {
    /// The first day of the month in which the tickets were reported, in the desk's zone.
    pub month: Date,
    /// The group's position in the list of words; `None` for tickets without one.
    pub group: Option<usize>,
    /// Tickets.
    pub tickets: u64,
    /// Of these, still open.
    pub running: u64,
    /// Of these, completed: what the next three are of.
    pub ended: u64,
    /// The mean time to completion in seconds.
    pub mean: Option<f64>,
    /// The median in seconds.
    pub median: Option<f64>,
    /// The time that nine in ten do not exceed, in seconds.
    pub p90: Option<f64>,
    /// Promises kept of those whose ticket is completed.
    pub met_of_closed: Proportion,
    /// Promises kept of those completed or past their due instant.
    pub met_of_due: Proportion,
    /// Promises kept of all.
    pub met_of_all: Proportion,
    /// Tickets reopened of those of which it is known.
    pub reopened: Proportion,
    /// Tickets with a satisfaction.
    pub answers: u64,
    /// The mean satisfaction, from 1 to 5.
    pub satisfaction: Option<f64>,
    /// The sum of each kind of cost, in minor units.
    pub costs: Vec<i128>,
}

impl TableRow {
    pub(super) fn of(month: Date, group: Option<usize>, cost_kinds: usize, mut state: State) -> Option<Self> {
        const MICROS: f64 = 1_000_000.0;
        if state.tickets == 0 {
            return None;
        }
        let ended = state.ended.count();
        let quantiles =
            state.ended.quantiles([0.5, 0.9]).map(|quantiles| quantiles.map(|micros| micros / MICROS));
        let closed = state.met.saturating_add(state.missed);
        let due = closed.saturating_add(state.overdue);
        let score = (state.scores > 0).then(|| state.score_sum as f64 / state.scores as f64 / MICROS);
        Some(Self {
            month,
            group,
            tickets: state.tickets,
            running: state.running,
            ended,
            mean: (ended > 0).then(|| state.sum as f64 / ended as f64 / MICROS),
            median: quantiles.map(|[median, _]| median),
            p90: quantiles.map(|[_, p90]| p90),
            met_of_closed: Proportion::part(state.met, closed),
            met_of_due: Proportion::part(state.met, due),
            met_of_all: Proportion::part(state.met, due.saturating_add(state.pending)),
            reopened: Proportion::part(state.reopened, state.reopened_of),
            answers: state.scores,
            satisfaction: score,
            costs: state.costs.into_iter().take(cost_kinds).collect(),
        })
    }

    /// Each kind's share of the cost, from 0 to 1; `None` where nothing was paid.
    #[must_use]
    pub fn cost_shares(&self) -> Option<Vec<f64>> {
        let all = self.costs.iter().fold(0_i128, |sum, &cost| sum.saturating_add(cost));
        (all != 0).then(|| self.costs.iter().map(|&cost| cost as f64 / all as f64).collect())
    }
}
