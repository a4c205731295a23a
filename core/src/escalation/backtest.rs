//! The log of last year under another policy.

use std::collections::{BTreeMap, BTreeSet};

use super::backtest_outcome::{Outcome, Promises, outcomes};
use super::{EscalationError, EscalationPolicy, EscalationView, FiredRules, LevelStay};
use crate::sla::{Event, EventKind, SlaError, SlaPolicy, TicketClocks};
use crate::time::{Instant, shown};
use crate::vocabulary::{FunctionalLevel, Name, Priority};
use crate::wire::{
    BacktestDifferenceDocument, BacktestDocument, BacktestFiringsDocument, BacktestPolicyDocument,
    BacktestRejectionDocument, TimelineEventDocument,
};

/// A policy that tickets are replayed under.
#[derive(Debug, Clone)]
pub struct Candidate {
    name: Name,
    sla: SlaPolicy,
    escalation: Option<EscalationPolicy>,
}

impl Candidate {
    /// Clocks under a name, such as `as it is` or `four hours for P1`.
    #[must_use]
    pub const fn new(name: Name, sla: SlaPolicy) -> Self {
        Self { name, sla, escalation: None }
    }

    /// The same with escalation rules, whose firings by clocks are counted.
    #[must_use]
    pub fn with_escalation(mut self, escalation: EscalationPolicy) -> Self {
        self.escalation = Some(escalation);
        self
    }
}

/// The same tickets under two or more policies: what would have been kept and broken under each, how much the clocks
/// counted, how often escalation rules would have fired, and which tickets turn out otherwise.
///
/// The whole life of a ticket is read under each policy, so events that revise the policy are left out. What people did is
/// taken as it was: nobody is assumed to work faster under a shorter promise. Rules are asked on the first functional level,
/// and only firings of rules that a clock sets off are counted, since a log of clocks knows nothing else.
///
/// The order of the tickets makes no difference. Parts that were replayed elsewhere can be merged.
///
/// ```
/// use aftersales::escalation::{Backtest, Candidate};
/// use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy};
/// use aftersales::time::{Instant, ZoneDatabase};
/// use aftersales::wire::SlaDocument;
///
/// let policy = |hours: u32| {
///     let text = r#"{
///         "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
///         "default_calendar": "office",
///         "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
///         "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
///     }"#.replace("PT4H", &format!("PT{hours}H"));
///     SlaPolicy::compile(&SlaDocument::from_json(&text).unwrap(), &ZoneDatabase::bundled())
/// };
/// let candidates = vec![
///     Candidate::new("four hours".parse()?, policy(4)?),
///     Candidate::new("two hours".parse()?, policy(2)?),
/// ];
/// let mut backtest = Backtest::new(candidates, "2026-03-10T00:00:00Z".parse()?)?;
/// let at = |hour: u32| format!("2026-03-02T{hour:02}:00:00Z").parse::<Instant>();
/// backtest.add("TS-1", &[
///     Event::new(at(9)?, EventKind::Started(Inputs::default())),
///     Event::new(at(12)?, EventKind::Stopped),
/// ]);
/// let document = backtest.finish();
/// let attainment = |policy: usize| document.policies[policy].promises[0].attainment;
/// assert_eq!((attainment(0), attainment(1)), (Some(1.0), Some(0.0)));
/// assert_eq!(document.differences[0].outcomes[1].outcome, "missed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Backtest {
    candidates: Vec<Candidate>,
    as_of: Instant,
    most_differences: usize,
    tickets: u64,
    tallies: Vec<Tally>,
    differing: u64,
    moved: u64,
    differences: BTreeMap<(String, Name, u32), Difference>,
    rejected_tickets: u64,
    rejected: BTreeSet<BacktestRejectionDocument>,
}

/// What is counted under one policy.
#[derive(Debug, Clone, Default)]
struct Tally {
    promises: BTreeMap<(usize, Option<Priority>), Promises>,
    firings: BTreeMap<Name, u64>,
}

#[derive(Debug, Clone)]
struct Difference {
    priority: Option<Priority>,
    outcomes: Vec<Outcome>,
}

impl Backtest {
    /// Most policies at once.
    pub const MOST_CANDIDATES: usize = 16;
    /// Differences that are told one by one, if nothing else is said.
    pub const DIFFERENCES: usize = 1_000;
    /// Most rejected tickets that are told one by one.
    pub const MOST_REJECTIONS: usize = 100;

    /// A backtest without tickets, as of an instant: later events are not known yet.
    ///
    /// # Errors
    ///
    /// [`EscalationError::OutOfRange`] for fewer than one policy or more than sixteen, [`EscalationError::Duplicate`] for two of
    /// one name.
    pub fn new(candidates: Vec<Candidate>, as_of: Instant) -> Result<Self, EscalationError> {
        let count = candidates.len();
        if count == 0 || count > Self::MOST_CANDIDATES {
            return Err(EscalationError::out_of_range("policies", &count.to_string(), "1 to 16 policies"));
        }
        let mut names = BTreeSet::new();
        for (position, candidate) in candidates.iter().enumerate() {
            if !names.insert(&candidate.name) {
                let path = format!("policies[{position}].name");
                return Err(EscalationError::Duplicate { path, value: candidate.name.to_string() });
            }
        }
        Ok(Self {
            tallies: vec![Tally::default(); count],
            candidates,
            as_of,
            most_differences: Self::DIFFERENCES,
            tickets: 0,
            differing: 0,
            moved: 0,
            differences: BTreeMap::new(),
            rejected_tickets: 0,
            rejected: BTreeSet::new(),
        })
    }

    /// The same with another number of differences that are told one by one, the first ones in order of ticket and metric; all
    /// of them are counted.
    #[must_use]
    pub const fn with_most_differences(mut self, most: usize) -> Self {
        self.most_differences = most;
        self
    }

    /// Replays a ticket under every policy; its events come in order of time, and a ticket without one by then counts nowhere.
    ///
    /// One whose events contradict each other counts as rejected, with the reason. A ticket is added once: two of one name
    /// are two tickets, of whose differences the later is told.
    pub fn add(&mut self, ticket: &str, events: &[Event]) {
        match self.replayed(events) {
            Ok(replayed) => self.take(ticket, replayed),
            Err(error) => self.reject(ticket, error.code(), &error.to_string()),
        }
    }

    /// Reads the events of a ticket and replays it; one that cannot be read counts as rejected.
    pub fn add_documents(&mut self, ticket: &str, events: &[TimelineEventDocument]) {
        let first = self.candidates.first().map(|candidate| candidate.sla.clone());
        // Which policy a revision names makes no difference, since revisions are left out.
        let read = |event: &TimelineEventDocument| Event::from_document(event, |_| first.clone());
        match events.iter().map(read).collect::<Result<Vec<_>, SlaError>>() {
            Ok(events) => self.add(ticket, &events),
            Err(error) => self.reject(ticket, error.code(), &error.to_string()),
        }
    }

    /// Takes in what another backtest of the same policies as of the same instant has replayed.
    ///
    /// # Errors
    ///
    /// [`EscalationError::OutOfRange`] where policies or instants differ.
    pub fn merge(&mut self, other: Self) -> Result<(), EscalationError> {
        let identity = |each: &Self| {
            let revisions = |candidate: &Candidate| {
                let escalation = candidate.escalation.as_ref().map(|policy| policy.revision().to_owned());
                (candidate.name.clone(), candidate.sla.revision().to_owned(), escalation)
            };
            each.candidates.iter().map(revisions).collect::<Vec<_>>()
        };
        if identity(self) != identity(&other) {
            let names: Vec<&str> = other.candidates.iter().map(|each| each.name.as_str()).collect();
            let (value, allowed) = (names.join(", "), "a backtest of the same policies");
            return Err(EscalationError::out_of_range("policies", &value, allowed));
        }
        if self.as_of != other.as_of {
            let (value, allowed) = (other.as_of.to_string(), "a backtest as of the same instant");
            return Err(EscalationError::out_of_range("as_of", &value, allowed));
        }
        let sums = [
            (&mut self.tickets, other.tickets),
            (&mut self.differing, other.differing),
            (&mut self.moved, other.moved),
            (&mut self.rejected_tickets, other.rejected_tickets),
        ];
        sums.into_iter().for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
        for (mine, theirs) in self.tallies.iter_mut().zip(other.tallies) {
            mine.merge(theirs);
        }
        for (key, difference) in other.differences {
            self.differ(key, difference);
        }
        other.rejected.into_iter().for_each(|rejection| self.keep(rejection));
        Ok(())
    }

    /// What became of the promises under each policy.
    #[must_use]
    pub fn finish(self) -> BacktestDocument {
        let policies = self.candidates.iter().zip(self.tallies);
        let difference = |((ticket, metric, cycle), difference): ((String, Name, u32), Difference)| {
            let Difference { priority, outcomes } = difference;
            BacktestDifferenceDocument {
                ticket,
                metric: metric.to_string(),
                cycle,
                priority: priority.map(|priority| priority.to_string()),
                outcomes: outcomes.iter().map(Into::into).collect(),
            }
        };
        BacktestDocument {
            as_of: self.as_of,
            tickets: self.tickets,
            policies: policies.map(|(candidate, tally)| tally.document(candidate)).collect(),
            differing_tickets: self.differing,
            moved_tickets: self.moved,
            differences: self.differences.into_iter().map(difference).collect(),
            rejected_tickets: self.rejected_tickets,
            rejected: self.rejected.into_iter().collect(),
        }
    }

    /// The clocks of a ticket under each policy; none for one that had not begun.
    fn replayed(&self, events: &[Event]) -> Result<Vec<TicketClocks>, SlaError> {
        let known =
            |event: &&Event| event.at <= self.as_of && !matches!(event.kind, EventKind::PolicyRevised(_));
        let known: Vec<&Event> = events.iter().filter(known).collect();
        if known.is_empty() {
            return Ok(Vec::new());
        }
        let replay = |candidate: &Candidate| {
            let mut clocks = TicketClocks::new(candidate.sla.clone());
            known.iter().try_for_each(|event| clocks.apply((*event).clone()))?;
            Ok(clocks)
        };
        self.candidates.iter().map(replay).collect()
    }

    fn take(&mut self, ticket: &str, replayed: Vec<TicketClocks>) {
        let Some(first) = replayed.first() else { return };
        self.tickets = self.tickets.saturating_add(1);
        let inputs = first.events().iter().rev().find_map(|event| match &event.kind {
            EventKind::Started(inputs) | EventKind::InputsChanged(inputs) => Some(inputs),
            _ => None,
        });
        let priority = inputs.and_then(|inputs| inputs.priority);
        let count = replayed.len();
        let mut turned_out = BTreeMap::<(Name, u32), Vec<Outcome>>::new();
        for (position, (clocks, tally)) in replayed.iter().zip(&mut self.tallies).enumerate() {
            for (metric, of_metric) in outcomes(clocks, self.as_of).into_iter().enumerate() {
                let promises = tally.promises.entry((metric, priority)).or_default();
                promises.add_breaches(of_metric.breaches);
                for (cycle, outcome) in of_metric.outcomes {
                    promises.add(&outcome);
                    let under = turned_out
                        .entry((of_metric.metric.clone(), cycle))
                        .or_insert_with(|| vec![Outcome::default(); count]);
                    if let Some(place) = under.get_mut(position) {
                        *place = outcome;
                    }
                }
            }
            if let Some(rules) = self.candidates.get(position).and_then(|each| each.escalation.as_ref()) {
                tally.fire(rules, clocks, self.as_of);
            }
        }
        let is_other = |under: &&Vec<Outcome>| under.windows(2).any(|pair| !Outcome::alike(pair));
        let moved = turned_out.values().any(|under| under.windows(2).any(|pair| !Outcome::same(pair)));
        if turned_out.values().any(|under| is_other(&under)) {
            self.differing = self.differing.saturating_add(1);
        } else if moved {
            self.moved = self.moved.saturating_add(1);
        }
        for ((metric, cycle), outcomes) in turned_out.into_iter().filter(|(_, under)| is_other(&under)) {
            self.differ((ticket.to_owned(), metric, cycle), Difference { priority, outcomes });
        }
    }

    /// Keeps the first differences in order, so that any order of tickets keeps the same ones.
    fn differ(&mut self, key: (String, Name, u32), difference: Difference) {
        self.differences.insert(key, difference);
        if self.differences.len() > self.most_differences {
            self.differences.pop_last();
        }
    }

    fn reject(&mut self, ticket: &str, code: &str, message: &str) {
        self.rejected_tickets = self.rejected_tickets.saturating_add(1);
        let (ticket, code) = (shown(ticket), code.to_owned());
        self.keep(BacktestRejectionDocument { ticket, code, message: message.to_owned() });
    }

    fn keep(&mut self, rejection: BacktestRejectionDocument) {
        self.rejected.insert(rejection);
        if self.rejected.len() > Self::MOST_REJECTIONS {
            self.rejected.pop_last();
        }
    }
}

impl Tally {
    /// Counts the steps that clocks have set off.
    fn fire(&mut self, rules: &EscalationPolicy, clocks: &TicketClocks, as_of: Instant) {
        let Some(started) = clocks.events().first() else { return };
        let level = LevelStay { level: FunctionalLevel::L1, since: started.at, number: 1 };
        let firings = rules.due(&EscalationView::new(clocks, level), &FiredRules::default(), as_of);
        for firing in firings.into_iter().filter(|firing| firing.key.metric.is_some()) {
            let count = self.firings.entry(firing.key.rule).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn merge(&mut self, other: Self) {
        for (key, promises) in other.promises {
            self.promises.entry(key).or_default().merge(promises);
        }
        for (rule, firings) in other.firings {
            let count = self.firings.entry(rule).or_default();
            *count = count.saturating_add(firings);
        }
    }

    fn document(self, candidate: &Candidate) -> BacktestPolicyDocument {
        let metrics = candidate.sla.metrics();
        let promises = self.promises.into_iter().filter_map(|((metric, priority), promises)| {
            promises.document(metrics.get(metric)?.name(), priority)
        });
        BacktestPolicyDocument {
            policy: candidate.name.to_string(),
            revision: candidate.sla.revision().to_owned(),
            escalation_revision: candidate.escalation.as_ref().map(|policy| policy.revision().to_owned()),
            promises: promises.collect(),
            firings: self.firings.values().fold(0, |sum, &count| sum.saturating_add(count)),
            firings_by_rule: self
                .firings
                .into_iter()
                .map(|(rule, firings)| BacktestFiringsDocument { rule: rule.to_string(), firings })
                .collect(),
        }
    }
}
