//! How clocks turned out, and what that adds up to.

use crate::sla::{Outcome as ClockOutcome, Reading, ReadingState, TicketClocks};
use crate::time::{Instant, Span};
use crate::vocabulary::{Name, Priority};
use crate::wire::{BacktestOutcomeDocument, BacktestPromisesDocument};

/// How one cycle of one clock turned out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    standing: Standing,
    target: Option<Span>,
    consumed: Span,
    remaining: Option<Span>,
    due: Option<Instant>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    NothingPromised,
    Met,
    Missed,
    Overdue,
    Early,
    Pending,
}

/// All cycles of one clock.
pub(super) struct MetricOutcomes {
    pub(super) metric: Name,
    pub(super) breaches: u64,
    /// By cycle.
    pub(super) outcomes: Vec<(u32, Outcome)>,
}

/// What became of the promises of one metric.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Promises {
    met: u64,
    missed: u64,
    overdue: u64,
    early: u64,
    pending: u64,
    breaches: u64,
    consumed: i128,
    late: i128,
}

/// Every clock of a ticket, in the order of the policy.
pub(super) fn outcomes(clocks: &TicketClocks, now: Instant) -> Vec<MetricOutcomes> {
    let breaches = clocks.breaches(now).unwrap_or_default();
    let of_metric = |metric: &crate::sla::Metric| {
        let metric = metric.name().clone();
        let of_metric = breaches.iter().filter(|breach| breach.metric == metric).count();
        let cycles = clocks.cycles(&metric, now).unwrap_or_default();
        MetricOutcomes {
            metric,
            breaches: of_metric as u64,
            outcomes: cycles.iter().map(|reading| (reading.cycle, Outcome::of(reading))).collect(),
        }
    };
    clocks.policy().metrics().iter().map(of_metric).collect()
}

impl Outcome {
    fn of(reading: &Reading) -> Self {
        let late = reading.remaining.is_some_and(|left| left < Span::ZERO);
        let standing = match (reading.state, reading.outcome) {
            (ReadingState::Withdrawn, _) => Standing::NothingPromised,
            _ if reading.target.is_none() => Standing::NothingPromised,
            (_, Some(ClockOutcome::Met(_))) => Standing::Met,
            (_, Some(ClockOutcome::Missed(_))) => Standing::Missed,
            (_, Some(ClockOutcome::Early(_))) => Standing::Early,
            _ if late => Standing::Overdue,
            _ => Standing::Pending,
        };
        Self {
            standing,
            target: reading.target,
            consumed: reading.consumed,
            remaining: reading.remaining,
            due: reading.due.or(reading.due_at_stop),
        }
    }

    /// Whether all turned out alike, whatever was promised.
    pub(super) fn alike(outcomes: &[Self]) -> bool {
        outcomes.iter().zip(outcomes.iter().skip(1)).all(|(one, other)| one.standing == other.standing)
    }

    /// Whether all are the same to the last digit.
    pub(super) fn same(outcomes: &[Self]) -> bool {
        outcomes.iter().zip(outcomes.iter().skip(1)).all(|(one, other)| one == other)
    }
}

impl Promises {
    pub(super) fn add(&mut self, outcome: &Outcome) {
        let place = match outcome.standing {
            Standing::NothingPromised => return,
            Standing::Met => &mut self.met,
            Standing::Missed => &mut self.missed,
            Standing::Overdue => &mut self.overdue,
            Standing::Early => &mut self.early,
            Standing::Pending => &mut self.pending,
        };
        *place = place.saturating_add(1);
        let micros = |span: Span| i128::from(span.micros());
        self.consumed = self.consumed.saturating_add(micros(outcome.consumed));
        let late = outcome.remaining.filter(|left| *left < Span::ZERO).map_or(0, micros);
        self.late = self.late.saturating_sub(late);
    }

    pub(super) const fn add_breaches(&mut self, breaches: u64) {
        self.breaches = self.breaches.saturating_add(breaches);
    }

    pub(super) fn merge(&mut self, other: Self) {
        let counts = [
            (&mut self.met, other.met),
            (&mut self.missed, other.missed),
            (&mut self.overdue, other.overdue),
            (&mut self.early, other.early),
            (&mut self.pending, other.pending),
            (&mut self.breaches, other.breaches),
        ];
        counts.into_iter().for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
        self.consumed = self.consumed.saturating_add(other.consumed);
        self.late = self.late.saturating_add(other.late);
    }

    /// `None` where nothing was promised.
    pub(super) fn document(
        self,
        metric: &Name,
        priority: Option<Priority>,
    ) -> Option<BacktestPromisesDocument> {
        let Self { met, missed, overdue, early, pending, breaches, consumed, late } = self;
        let counts = [met, missed, overdue, early];
        let decided = counts.into_iter().fold(0_u64, u64::saturating_add);
        (decided > 0 || pending > 0 || breaches > 0).then(|| BacktestPromisesDocument {
            metric: metric.to_string(),
            priority: priority.map(|priority| priority.to_string()),
            met,
            missed,
            overdue,
            early,
            pending,
            attainment: (decided > 0).then(|| met as f64 / decided as f64),
            breaches,
            consumed_us: consumed.into(),
            late_us: late.into(),
        })
    }
}

impl From<&Outcome> for BacktestOutcomeDocument {
    fn from(outcome: &Outcome) -> Self {
        let promised = outcome.standing != Standing::NothingPromised;
        Self {
            outcome: outcome.standing.as_str().to_owned(),
            target_us: outcome.target.filter(|_| promised).map(Span::micros),
            remaining_us: outcome.remaining.filter(|_| promised).map(Span::micros),
            due: outcome.due.filter(|_| promised),
        }
    }
}

impl Standing {
    const fn as_str(self) -> &'static str {
        match self {
            Self::NothingPromised => "nothing_promised",
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Overdue => "overdue",
            Self::Early => "early",
            Self::Pending => "pending",
        }
    }
}
