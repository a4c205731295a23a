//! The ServiceNow incident log: every event through the clocks of a P1 to P4 policy.

mod board;
mod breaches;
pub(crate) mod log;
mod pauses;
mod text;
mod times;

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::sla::{EventKind, Reading, SlaError, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::Priority;
use aftersales::wire::SlaDocument;
use serde::Serialize;

use self::board::BoardRow;
use self::breaches::{Explained, WorstBreach};
use self::log::{Incident, Log, MovedBecause, MovedStamp};
use self::pauses::Pause;
use self::times::{Attainment, LogTimes, Times};
use crate::read::{ReportError, clocks_error, document_error};
use crate::stopwatch::Stopwatch;

/// The promises (domain facts SL-1 to SL-3, on working hours as SL-10 has it) as the policy document that the clocks take.
const POLICY: &str = include_str!("policy.json");
const FIRST_RESPONSE: &str = "first_response";
const RESOLUTION: &str = "resolution";
/// The calendar of working hours.
const OFFICE: &str = "office";
/// A Monday morning with the log in full swing, at which the board is shown.
const BOARD_AT: &str = "2016-05-02T08:00:00Z";

/// What the report says of the log.
#[derive(Debug, Serialize)]
pub(crate) struct Incidents {
    /// Rows of the log; each is applied as the entry into its state.
    pub(crate) rows: usize,
    pub(crate) incidents: usize,
    pub(crate) events: Events,
    pub(crate) states: BTreeMap<String, usize>,
    pub(crate) moved_stamps: Vec<MovedStamp>,
    /// The last instant of the log, at which the clocks are read.
    pub(crate) read_at: Instant,
    pub(crate) policy_revision: String,
    pub(crate) promises: Vec<Promise>,
    pub(crate) attainment: Vec<Attainment>,
    pub(crate) times: Vec<Times>,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) changes: Changes,
    pub(crate) breaches: BTreeMap<String, usize>,
    /// Breaches that stand in the history though the promise in force at the end was kept.
    pub(crate) breaches_of_kept_promises: usize,
    pub(crate) worst_breaches: Vec<WorstBreach>,
    pub(crate) explained: Option<Explained>,
    pub(crate) board_at: Instant,
    pub(crate) board: Vec<BoardRow>,
    /// By priority, and `all`: the log's own stamps.
    pub(crate) log_times: BTreeMap<String, LogTimes>,
}

/// How many events the clocks took, by their type on the wire.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Events {
    pub(crate) total: usize,
    pub(crate) by_type: BTreeMap<&'static str, usize>,
}

/// A line of the policy.
#[derive(Debug, Serialize)]
pub(crate) struct Promise {
    pub(crate) priorities: Vec<String>,
    pub(crate) calendar: String,
    pub(crate) first_response: String,
    pub(crate) resolution: String,
}

/// What happened to incidents on the way.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Changes {
    pub(crate) priority_changes: usize,
    pub(crate) raised: usize,
    pub(crate) lowered: usize,
    pub(crate) incidents_changed: usize,
    pub(crate) reopenings: usize,
    pub(crate) incidents_reopened: usize,
}

/// How long the parts of the work took.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Timing {
    pub(crate) read_seconds: f64,
    pub(crate) clocks_seconds: f64,
    pub(crate) figures_seconds: f64,
    pub(crate) clock_events_per_second: f64,
    pub(crate) rows_per_second_in_all: f64,
}

/// One incident with its clocks.
struct Case {
    incident: Incident,
    clocks: TicketClocks,
    readings: Vec<Reading>,
}

/// Reads the log in `folder` and takes it through the clocks.
pub(crate) fn report(folder: &Path) -> Result<(Incidents, Timing), ReportError> {
    let mut stopwatch = Stopwatch::start();
    let inside = |detail: &dyn ToString| document_error(Path::new("policy.json"), &detail.to_string());
    let document = SlaDocument::from_json(POLICY).map_err(|error| inside(&error))?;
    let policy = SlaPolicy::compile(&document, &ZoneDatabase::bundled()).map_err(|error| inside(&error))?;
    let log = log::read(&folder.join("incident_event_log.csv.gz"))?;
    let read_seconds = stopwatch.lap();

    let Log { incidents, rows, states, moved } = log;
    let stamps = incidents.iter().flat_map(|incident| incident.events.last());
    let read_at = stamps.map(|event| event.at).max().unwrap_or(Instant::MIN);
    let replay = |incident| Case::replay(incident, &policy, read_at);
    let cases = incidents.into_iter().map(replay).collect::<Result<Vec<_>, _>>()?;
    let clocks_seconds = stopwatch.lap();

    let board_at = BOARD_AT.parse().map_err(|error| inside(&error))?;
    let events = Events::of(&cases);
    let total = events.total;
    let (breaches, breaches_of_kept_promises) = breaches::count(&cases, read_at)?;
    let incidents = Incidents {
        rows,
        incidents: cases.len(),
        events,
        states,
        moved_stamps: moved,
        read_at,
        policy_revision: policy.revision().to_owned(),
        promises: times::promises(&document),
        attainment: times::attainment(&cases),
        times: times::times(&cases),
        pauses: pauses::pauses(&cases, &policy, read_at)?,
        changes: Changes::of(&cases),
        breaches,
        breaches_of_kept_promises,
        worst_breaches: breaches::worst(&cases),
        explained: breaches::explained(&cases, read_at)?,
        board_at,
        board: board::board(&cases, board_at)?,
        log_times: times::log_times(&cases, &policy),
    };
    let figures_seconds = stopwatch.lap();
    let timing = Timing {
        read_seconds,
        clocks_seconds,
        figures_seconds,
        clock_events_per_second: total as f64 / clocks_seconds,
        rows_per_second_in_all: rows as f64 / (read_seconds + clocks_seconds + figures_seconds),
    };
    Ok((incidents, timing))
}

impl Case {
    fn replay(mut incident: Incident, policy: &SlaPolicy, read_at: Instant) -> Result<Self, ReportError> {
        let refused = |source| clocks_error(&incident.number, source);
        let mut clocks = TicketClocks::new(policy.clone());
        for event in core::mem::take(&mut incident.events) {
            clocks.apply(event).map_err(refused)?;
        }
        let readings = clocks.readings(read_at).map_err(refused)?;
        Ok(Self { incident, clocks, readings })
    }

    fn reading(&self, metric: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.metric.as_str() == metric)
    }

    fn refused(&self, source: SlaError) -> ReportError {
        clocks_error(&self.incident.number, source)
    }
}

impl Events {
    fn of(cases: &[Case]) -> Self {
        let mut events = Self::default();
        for event in cases.iter().flat_map(|case| case.clocks.events()) {
            events.total += 1;
            *events.by_type.entry(event.kind.name()).or_default() += 1;
        }
        events
    }
}

impl Changes {
    fn of(cases: &[Case]) -> Self {
        let mut changes = Self::default();
        for case in cases {
            let mut priority: Option<Priority> = None;
            let before = (changes.priority_changes, changes.reopenings);
            for event in case.clocks.events() {
                match &event.kind {
                    EventKind::Started(inputs) => priority = inputs.priority,
                    EventKind::InputsChanged(inputs) => {
                        changes.priority_changes += 1;
                        // P1 comes first in the order of priorities.
                        let raised = inputs.priority < priority;
                        *(if raised { &mut changes.raised } else { &mut changes.lowered }) += 1;
                        priority = inputs.priority;
                    }
                    EventKind::Reopened => changes.reopenings += 1,
                    _ => {}
                }
            }
            changes.incidents_changed += usize::from(changes.priority_changes > before.0);
            changes.incidents_reopened += usize::from(changes.reopenings > before.1);
        }
        changes
    }
}

impl Incidents {
    /// The stamps that were taken at a later instant, for a reason.
    fn moved(&self, reason: MovedBecause) -> Vec<&MovedStamp> {
        self.moved_stamps.iter().filter(|stamp| stamp.reason == reason).collect()
    }
}
