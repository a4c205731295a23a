//! The events of a vector as a timeline.

use std::collections::BTreeMap;

use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::{Name, Priority};
use aftersales::wire::CalendarDocument;
use serde::Deserialize;
use serde_json::Value;

use super::policy::VectorPolicy;
use super::{Malformed, malformed};

/// The policy at the start, and what happened.
pub(super) struct History {
    pub(super) policy: SlaPolicy,
    pub(super) events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct VectorEvent {
    at: Instant,
    #[serde(flatten)]
    kind: VectorKind,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum VectorKind {
    Created {
        priority: Option<String>,
        status: Option<String>,
        #[serde(default)]
        customer_message: bool,
    },
    CustomerReply,
    AgentReply,
    InternalNote,
    Status {
        to: String,
    },
    WaitStarted {
        wait: String,
    },
    WaitEnded {
        wait: String,
    },
    PriorityChanged {
        to: String,
    },
    PolicyChanged {
        targets: BTreeMap<String, Value>,
    },
    CalendarChanged {
        calendar: Box<CalendarDocument>,
    },
    Resolved,
    Closed,
    Reopened,
}

impl History {
    pub(super) fn of(
        written: &VectorPolicy,
        events: &Value,
        zones: &ZoneDatabase,
    ) -> Result<Self, Malformed> {
        let read: Vec<VectorEvent> = serde_json::from_value(events.clone()).map_err(malformed("events"))?;
        let mut teller =
            Teller { zones, written: written.clone(), stopped: false, at: Instant::MIN, events: Vec::new() };
        for event in read {
            teller.at = event.at;
            teller.tell(event.kind)?;
        }
        Ok(Self { policy: written.compile(zones)?, events: teller.events })
    }
}

/// Retells a vector's events in the words of the timeline.
struct Teller<'a> {
    zones: &'a ZoneDatabase,
    written: VectorPolicy,
    stopped: bool,
    at: Instant,
    events: Vec<Event>,
}

impl Teller<'_> {
    fn tell(&mut self, kind: VectorKind) -> Result<(), Malformed> {
        match kind {
            VectorKind::Created { priority, status, customer_message } => {
                self.push(EventKind::Started(inputs(priority.as_deref())?));
                self.push(EventKind::StateEntered(name(status.as_deref().unwrap_or("open"))?));
                if customer_message {
                    self.push(EventKind::CustomerMessage);
                }
            }
            VectorKind::CustomerReply => self.push(EventKind::CustomerMessage),
            VectorKind::AgentReply => self.push(EventKind::AgentMessage),
            VectorKind::InternalNote => {}
            VectorKind::Status { to } => self.status(&to)?,
            VectorKind::WaitStarted { wait } => self.push(EventKind::WaitStarted(name(&wait)?)),
            VectorKind::WaitEnded { wait } => self.push(EventKind::WaitEnded(name(&wait)?)),
            VectorKind::PriorityChanged { to } => self.push(EventKind::InputsChanged(inputs(Some(&to))?)),
            VectorKind::PolicyChanged { targets } => {
                self.written.targets.extend(targets);
                self.revise()?;
            }
            VectorKind::CalendarChanged { calendar } => {
                self.written.calendar = *calendar;
                self.revise()?;
            }
            VectorKind::Resolved | VectorKind::Closed => self.stop(),
            VectorKind::Reopened => self.status("open")?,
        }
        Ok(())
    }

    fn status(&mut self, to: &str) -> Result<(), Malformed> {
        self.push(EventKind::StateEntered(name(to)?));
        if self.written.stops(to) {
            self.stop();
        } else if self.stopped {
            self.stopped = false;
            self.push(EventKind::Reopened);
        }
        Ok(())
    }

    fn stop(&mut self) {
        if !self.stopped {
            self.stopped = true;
            self.push(EventKind::Stopped);
        }
    }

    fn revise(&mut self) -> Result<(), Malformed> {
        let policy = self.written.compile(self.zones)?;
        self.push(EventKind::PolicyRevised(policy));
        Ok(())
    }

    fn push(&mut self, kind: EventKind) {
        self.events.push(Event::new(self.at, kind));
    }
}

fn inputs(priority: Option<&str>) -> Result<Inputs, Malformed> {
    let priority = priority.map(str::parse::<Priority>).transpose().map_err(malformed("priority"))?;
    Ok(Inputs { priority, ..Inputs::default() })
}

fn name(text: &str) -> Result<Name, Malformed> {
    text.parse().map_err(malformed("name"))
}
