//! The incident log: its rows, and the events that the clocks take from them.

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::sla::{Event, EventKind, Inputs};
use aftersales::time::{Instant, ZoneRules};
use aftersales::vocabulary::{Name, Priority};
use serde::{Deserialize, Serialize};

use crate::read::{Malformed, ReportError, day_first, each_row};

/// The log, read.
pub(crate) struct Log {
    pub(crate) incidents: Vec<Incident>,
    pub(crate) rows: usize,
    /// Rows by state.
    pub(crate) states: BTreeMap<String, usize>,
    /// Stamps that lie before the rows above them or before the opening, in file order.
    pub(crate) moved: Vec<MovedStamp>,
}

/// One incident: what the log says of it, and its history for the clocks.
pub(crate) struct Incident {
    pub(crate) number: String,
    /// The priority on the last row.
    pub(crate) priority: Priority,
    pub(crate) opened_at: Instant,
    pub(crate) resolved_at: Option<Instant>,
    pub(crate) closed_at: Instant,
    /// The stamp of the first row whose state is not New, as it stands in the log.
    pub(crate) first_not_new_at: Option<Instant>,
    pub(crate) events: Vec<Event>,
}

/// A stamp that could not be taken as it stands.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MovedStamp {
    pub(crate) number: String,
    pub(crate) stamp: Instant,
    pub(crate) taken_at: Instant,
    pub(crate) reason: MovedBecause,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MovedBecause {
    /// It lies before a stamp of the rows above.
    RunsBackwards,
    /// It lies before the incident's opening.
    BeforeOpening,
}

#[derive(Deserialize)]
struct Row {
    number: String,
    incident_state: String,
    priority: String,
    opened_at: String,
    sys_updated_at: String,
    resolved_at: String,
    closed_at: String,
}

/// Reads the log. Its stamps are wall-clock times without a zone; they are read as UTC.
pub(crate) fn read(path: &Path) -> Result<Log, ReportError> {
    let zone = ZoneRules::utc();
    let mut log = Log { incidents: Vec::new(), rows: 0, states: BTreeMap::new(), moved: Vec::new() };
    let mut draft: Option<Draft> = None;
    each_row(path, |row: Row| {
        log.rows += 1;
        *log.states.entry(row.incident_state.clone()).or_default() += 1;
        let priority = priority(&row.priority)?;
        let mut current = match draft.take() {
            Some(current) if current.incident.number == row.number => current,
            finished => {
                log.incidents.extend(finished.map(|draft| draft.incident));
                Draft::new(&row, priority, &zone)?
            }
        };
        let stamp = day_first("sys_updated_at", &row.sys_updated_at, &zone)?;
        log.moved.extend(current.take(&row, priority, stamp)?);
        draft = Some(current);
        Ok(())
    })?;
    log.incidents.extend(draft.map(|draft| draft.incident));
    Ok(log)
}

/// An incident whose rows are being read.
struct Draft {
    incident: Incident,
    /// The instant of the last event.
    last: Instant,
    responded: bool,
    done: bool,
}

impl Draft {
    fn new(row: &Row, priority: Priority, zone: &ZoneRules) -> Result<Self, Malformed> {
        let opened_at = day_first("opened_at", &row.opened_at, zone)?;
        let resolved = (row.resolved_at != "?").then(|| day_first("resolved_at", &row.resolved_at, zone));
        let incident = Incident {
            number: row.number.clone(),
            priority,
            opened_at,
            resolved_at: resolved.transpose()?,
            closed_at: day_first("closed_at", &row.closed_at, zone)?,
            first_not_new_at: None,
            events: vec![Event::new(opened_at, EventKind::Started(inputs(priority)))],
        };
        Ok(Self { incident, last: opened_at, responded: false, done: false })
    }

    /// Takes a row: always the entry into its state, and what that means for the clocks.
    fn take(
        &mut self,
        row: &Row,
        priority: Priority,
        stamp: Instant,
    ) -> Result<Option<MovedStamp>, Malformed> {
        // The log has an order: a stamp before it is taken at the last instant.
        let at = stamp.max(self.last);
        let before_opening = at == self.incident.opened_at;
        let moved = (stamp < at).then(|| MovedStamp {
            number: row.number.clone(),
            stamp,
            taken_at: at,
            reason: if before_opening { MovedBecause::BeforeOpening } else { MovedBecause::RunsBackwards },
        });
        self.last = at;
        let mut push = |kind| self.incident.events.push(Event::new(at, kind));
        if priority != self.incident.priority {
            push(EventKind::InputsChanged(inputs(priority)));
            self.incident.priority = priority;
        }
        let state = row.incident_state.as_str();
        if !self.responded && state != "New" {
            push(EventKind::AgentMessage);
            self.responded = true;
            self.incident.first_not_new_at = Some(stamp);
        }
        push(EventKind::StateEntered(name(state)?));
        let done = matches!(state, "Resolved" | "Closed");
        if done != self.done {
            push(if done { EventKind::Stopped } else { EventKind::Reopened });
            self.done = done;
        }
        Ok(moved)
    }
}

fn inputs(priority: Priority) -> Inputs {
    Inputs { priority: Some(priority), ..Inputs::default() }
}

/// The log's own words: `1 - Critical`, `2 - High`, `3 - Moderate`, `4 - Low`.
fn priority(text: &str) -> Result<Priority, Malformed> {
    match text.chars().next() {
        Some('1') => Ok(Priority::P1),
        Some('2') => Ok(Priority::P2),
        Some('3') => Ok(Priority::P3),
        Some('4') => Ok(Priority::P4),
        _ => Err(Malformed {
            field: "priority",
            value: text.to_owned(),
            expected: "a priority such as `1 - Critical`",
        }),
    }
}

fn name(state: &str) -> Result<Name, Malformed> {
    state.parse().map_err(|_| Malformed {
        field: "incident_state",
        value: state.to_owned(),
        expected: "the name of a state",
    })
}
