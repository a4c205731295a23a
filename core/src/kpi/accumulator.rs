use std::collections::BTreeMap;
use std::sync::Arc;

use super::KpiError;
use super::definition::{FigureDefinition, Measure, PeriodStamp};
use super::facts::Facts;
use super::figure::{Figure, Figures};
use super::group::{Group, Grouping};
use super::observe::is_case;
use super::packed::Identity;
use super::rejected::{Rejected, Rejection};
use super::scope::Scope;
use super::tally::Tally;
use super::values::{Mode, Values};
use crate::wire::TicketFactsDocument;

/// Figures in the making: takes tickets in, one by one or another accumulator whole, and gives the figures at the end.
///
/// Merging is associative and commutative, and any split of the rows gives the same figures to the last digit: the state is
/// whole numbers. So the parts of a log can be counted on many machines.
///
/// ```
/// use aftersales::kpi::{Accumulator, Basis, FigureDefinition, Grouping, Measure, Mode, Scope, Stamp};
/// use aftersales::time::ZoneRules;
/// use aftersales::wire::TicketFactsDocument;
///
/// let resolution = Measure::Duration { from: Stamp::Created, to: Stamp::Completed, basis: Basis::Calendar };
/// let definition = FigureDefinition::new("resolution".parse()?, resolution);
/// let scope = Scope::new("2026-04-01T00:00:00Z".parse()?, ZoneRules::utc());
/// let mut desk = Accumulator::new(vec![definition], vec![Grouping::ByMonth], scope, Mode::Exact)?;
/// for hours in [2, 4, 9] {
///     desk.add_document(&TicketFactsDocument {
///         created_at: Some("2026-03-02T09:00:00Z".to_owned()),
///         completed_at: Some(format!("2026-03-02T{:02}:00:00Z", 9 + hours)),
///         ..TicketFactsDocument::default()
///     });
/// }
/// desk.add_document(&TicketFactsDocument { created_at: Some("30 February".to_owned()), ..Default::default() });
/// let figures = desk.finish();
/// assert_eq!(figures.figures()[0].value, 18_000.0);
/// assert_eq!(figures.figures()[0].group.to_string(), "2026-03");
/// assert_eq!(figures.rejected().rows(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Accumulator {
    pub(super) plan: Arc<Plan>,
    pub(super) tallies: BTreeMap<(usize, Group), Tally>,
    pub(super) rows: u64,
    pub(super) excluded: u64,
    pub(super) rejected: Rejected,
    /// What single figures could not use.
    pub(super) unusable: Vec<Rejected>,
}

/// What is counted.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) definitions: Vec<Arc<FigureDefinition>>,
    pub(super) groupings: Vec<Grouping>,
    pub(super) scope: Scope,
    pub(super) mode: Mode,
    pub(super) empty: Values,
}

impl Accumulator {
    /// Most dimensions that figures are grouped by.
    pub const MOST_GROUPINGS: usize = 2;

    /// An accumulator without tickets.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] for more than two groupings, a relative error that cannot be, or
    /// [`PeriodStamp::Due`] of a figure without a due instant; [`KpiError::CalendarMissing`] where a figure counts working
    /// time and the scope has no calendar.
    pub fn new(
        definitions: Vec<FigureDefinition>,
        groupings: Vec<Grouping>,
        scope: Scope,
        mode: Mode,
    ) -> Result<Self, KpiError> {
        if groupings.len() > Self::MOST_GROUPINGS {
            let value = groupings.len().to_string();
            return Err(KpiError::OutOfRange { field: "groupings", value, allowed: "at most 2" });
        }
        for definition in &definitions {
            if definition.needs_calendar() && scope.calendar().is_none() {
                return Err(KpiError::CalendarMissing { figure: definition.name.to_string() });
            }
            let has_due = matches!(definition.measure, Measure::Attainment { .. });
            if definition.period == PeriodStamp::Due && !has_due {
                let value = format!("due of {}", definition.name);
                let allowed = "`due` for attainment only, else `opened` or `closed`";
                return Err(KpiError::OutOfRange { field: "period", value, allowed });
            }
        }
        let empty = Values::new(mode)?;
        let unusable = vec![Rejected::default(); definitions.len()];
        let definitions = definitions.into_iter().map(Arc::new).collect();
        let plan = Arc::new(Plan { definitions, groupings, scope, mode, empty });
        let (tallies, rejected) = (BTreeMap::new(), Rejected::default());
        Ok(Self { plan, tallies, rows: 0, excluded: 0, rejected, unusable })
    }

    /// An accumulator of the same figures without tickets, for another part of the rows.
    #[must_use]
    pub fn empty_like(&self) -> Self {
        Self {
            plan: Arc::clone(&self.plan),
            tallies: BTreeMap::new(),
            rows: 0,
            excluded: 0,
            rejected: Rejected::default(),
            unusable: vec![Rejected::default(); self.unusable.len()],
        }
    }

    /// Takes a ticket in as it was known at the instant of looking; tickets reported later count nowhere.
    pub fn add(&mut self, facts: &Facts) {
        let plan = Arc::clone(&self.plan);
        let Some(facts) = facts.as_of(plan.scope.as_of()) else { return };
        self.rows = self.rows.saturating_add(1);
        if !is_case(&facts) {
            self.excluded = self.excluded.saturating_add(1);
        }
        for (position, definition) in plan.definitions.iter().enumerate() {
            let calls = matches!(definition.measure, Measure::MissedCalls);
            let stamp = definition.period_of(&facts);
            // What is open is open, whenever it was reported.
            let in_period = matches!(definition.measure, Measure::Backlog) || plan.scope.holds(stamp);
            let counts = (calls || is_case(&facts)) && definition.selects(&facts, &plan.scope) && in_period;
            let Some(unusable) = self.unusable.get_mut(position).filter(|_| counts) else { continue };
            let group = Group::of(&plan.groupings, &facts, stamp, &plan.scope);
            let tally = self.tallies.entry((position, group));
            let tally = tally.or_insert_with(|| Tally::new(&definition.measure, &plan.empty));
            tally.add(definition, &facts, &plan.scope, &plan.empty, unusable);
        }
    }

    /// Reads a row and takes it in, or counts it as rejected with its reasons.
    pub fn add_document(&mut self, document: &TicketFactsDocument) {
        match Facts::try_from(document) {
            Ok(facts) => self.add(&facts),
            Err(reasons) => self.reject(reasons),
        }
    }

    /// Counts a row that cannot be read, with what is wrong with it.
    pub fn reject(&mut self, reasons: Vec<Rejection>) {
        self.rejected.row(reasons);
    }

    /// Takes in all that another accumulator of the same figures holds.
    ///
    /// # Errors
    ///
    /// [`KpiError::AccumulatorsDiffer`] with what differs.
    pub fn merge(&mut self, other: Self) -> Result<(), KpiError> {
        if !Arc::ptr_eq(&self.plan, &other.plan) {
            Identity::of(&self.plan).check(&Identity::of(&other.plan).text())?;
        }
        for (key, tally) in other.tallies {
            match self.tallies.get_mut(&key) {
                Some(mine) => mine.merge(tally),
                None => drop(self.tallies.insert(key, tally)),
            }
        }
        self.rows = self.rows.saturating_add(other.rows);
        self.excluded = self.excluded.saturating_add(other.excluded);
        self.rejected.merge(other.rejected);
        for (mine, theirs) in self.unusable.iter_mut().zip(other.unusable) {
            mine.merge(theirs);
        }
        Ok(())
    }

    /// The figures, in the order of their definitions and of their groups. A figure without data is absent.
    #[must_use]
    pub fn finish(self) -> Figures {
        let mut unusable = self.unusable;
        let mut figures = Vec::with_capacity(self.tallies.len());
        for ((position, group), tally) in self.tallies {
            let (Some(definition), Some(unusable)) =
                (self.plan.definitions.get(position), unusable.get_mut(position))
            else {
                continue;
            };
            figures.extend(Figure::of(Arc::clone(definition), group, tally, unusable));
        }
        let names = self.plan.definitions.iter().map(|definition| definition.name.clone());
        let unusable = names.zip(unusable).filter(|(_, rejected)| !rejected.is_empty()).collect();
        Figures::new(self.plan.scope.clone(), figures, self.rows, self.excluded, self.rejected, unusable)
    }
}
