use std::sync::Arc;

use super::budget::{Budget, Calendars};
use super::compile::compile;
use super::metric::Metric;
use super::selector::{Entry, Inputs, Mode, Promised, When, closest};
use super::{Event, SlaError};
use crate::calendar::WorkingCalendar;
use crate::time::{Instant, ZoneDatabase};
use crate::vocabulary::{Kind, Name, Priority, Tier};
use crate::wire::SlaDocument;

/// What a desk promises, compiled. Cloning is cheap.
///
/// ```
/// use aftersales::sla::SlaPolicy;
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::SlaDocument;
///
/// let document = SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office",
///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
///     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
/// }"#)?;
/// let policy = SlaPolicy::compile(&document, &ZoneDatabase::bundled())?;
/// assert_eq!(policy.metrics().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlaPolicy(Arc<Policy>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) revision: String,
    pub(super) calendars: Vec<Calendars>,
    pub(super) default_calendar: Calendars,
    pub(super) metrics: Vec<Metric>,
    pub(super) entries: Vec<Entry>,
    pub(super) ungraded: Option<Entry>,
}

/// What the selector gives a ticket for one metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selected {
    pub(super) calendars: Calendars,
    /// The target and the caps that fit; the one that ends first is the promise.
    pub(super) targets: Vec<Promised>,
}

impl SlaPolicy {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`SlaError`] with the path of what is wrong: a name that is not defined or defined twice, a number out of range, two
    /// `set` entries that fit the same ticket equally closely, a calendar that does not compile, more entries than allowed.
    pub fn compile(document: &SlaDocument, zones: &ZoneDatabase) -> Result<Self, SlaError> {
        Ok(Self(Arc::new(compile(document, zones)?)))
    }

    /// The content hash of the document with the version of the time zone database.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The clocks, in the order of the document.
    #[must_use]
    pub fn metrics(&self) -> &[Metric] {
        &self.0.metrics
    }

    /// The calendar of that name.
    #[must_use]
    pub fn calendar(&self, name: &str) -> Option<&WorkingCalendar> {
        self.0.calendars.iter().find(|known| known.name.as_str() == name).map(|found| &found.working)
    }

    /// The calendar that holds where the selector names none.
    #[must_use]
    pub fn default_calendar(&self) -> &WorkingCalendar {
        &self.0.default_calendar.working
    }

    /// The names of the calendars, in order.
    pub fn calendar_names(&self) -> impl Iterator<Item = &str> {
        self.0.calendars.iter().map(|calendar| calendar.name.as_str())
    }

    /// Whether any ticket of these priorities, tiers, kinds and classes has a target for a metric. The lists are sorted; an
    /// empty one asks nothing.
    pub(crate) fn may_promise(
        &self,
        metric: &Name,
        priority: &[Priority],
        tier: &[Tier],
        kind: &[Kind],
        class: &[Name],
    ) -> bool {
        let Some(position) = self.0.metrics.iter().position(|known| known.name == *metric) else {
            return false;
        };
        let asked = When {
            priority: priority.to_vec(),
            tier: tier.to_vec(),
            kind: kind.to_vec(),
            class: class.to_vec(),
            ..When::default()
        };
        let ungraded = self.0.ungraded.as_ref().filter(|_| priority.is_empty());
        let mut entries = self.0.entries.iter().filter(|entry| entry.when.overlaps(&asked)).chain(ungraded);
        entries.any(|entry| entry.target_of(position).is_some())
    }

    /// The readings of a whole history at `now`: the same as applying its events one by one.
    ///
    /// # Errors
    ///
    /// As [`TicketClocks::apply`](super::TicketClocks::apply) and [`TicketClocks::readings`](super::TicketClocks::readings).
    pub fn evaluate(&self, events: &[Event], now: Instant) -> Result<Vec<super::Reading>, SlaError> {
        let mut clocks = super::TicketClocks::new(self.clone());
        for event in events {
            clocks.apply(event.clone())?;
        }
        clocks.readings(now)
    }

    pub(super) fn metric(&self, position: usize) -> Option<&Metric> {
        self.0.metrics.get(position)
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.0.entries
    }

    pub(super) fn ungraded_entry(&self) -> Option<&Entry> {
        self.0.ungraded.as_ref()
    }

    /// Targets and calendar of one metric for a ticket.
    pub(super) fn select(&self, position: usize, inputs: &Inputs) -> Selected {
        let policy = &*self.0;
        let ungraded = policy.ungraded.as_ref().filter(|_| inputs.priority.is_none());
        let calendars = self
            .metric(position)
            .and_then(|metric| metric.calendar.as_ref())
            .or_else(|| ungraded.and_then(|entry| entry.calendar.as_ref()))
            .or_else(|| closest(&policy.entries, inputs, |entry| entry.calendar.as_ref()))
            .unwrap_or(&policy.default_calendar);
        let target = ungraded
            .and_then(|entry| entry.target_of(position))
            .or_else(|| closest(&policy.entries, inputs, |entry| entry.target_of(position)));
        let capping =
            policy.entries.iter().filter(|entry| entry.mode == Mode::AtMost && entry.when.fits(inputs));
        let caps = capping.filter_map(|entry| entry.target_of(position));
        Selected { calendars: calendars.clone(), targets: target.into_iter().chain(caps).collect() }
    }
}

impl Selected {
    /// The budget of a clock that counts from `from`, with the path of the entry that gives it: of the target and all caps,
    /// the one that ends first.
    pub(super) fn budget(&self, from: Instant) -> Option<(Budget, Arc<str>)> {
        self.first(from).map(|(_, budget, source)| (budget, source.clone()))
    }

    /// When that budget ends without a pause, with the path of the entry that gives it.
    pub(super) fn first_due(&self, from: Instant) -> Option<(Option<Instant>, &Arc<str>)> {
        self.first(from).map(|(due, _, source)| (due, source))
    }

    fn first(&self, from: Instant) -> Option<(Option<Instant>, Budget, &Arc<str>)> {
        let budgets = self.targets.iter().filter_map(|promised| {
            let (budget, due) = promised.target.budget(from, &self.calendars)?;
            Some((due, budget, &promised.source))
        });
        // What never ends comes last.
        budgets.min_by_key(|(due, _, _)| due.unwrap_or(Instant::MAX))
    }

    /// Whether both promise the same, wherever in a policy it stands and whatever the calendar is called there.
    pub(super) fn promises_as(&self, other: &Self) -> bool {
        let targets = |each: &Self| each.targets.iter().map(|promised| promised.target).collect::<Vec<_>>();
        self.calendars.working == other.calendars.working && targets(self) == targets(other)
    }
}
