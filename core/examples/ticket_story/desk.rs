//! A desk that gives commands, lets time pass, keeps the log, and writes down what it sees.

use std::error::Error;

use aftersales::policy::Bundle;
use aftersales::presets::Preset;
use aftersales::ticket::{Command, Event, EventKind, RefusalDocument, Ticket, TicketPolicy};
use aftersales::time::{Instant, ZoneDatabase};
use serde_json::{Value, json};

use crate::log::Log;
use crate::words::{Clock, firing, refusal};

pub(crate) type Fallible<T = ()> = Result<T, Box<dyn Error>>;

/// Who acts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    id: &'static str,
    role: &'static str,
}

pub(crate) const DESK: Person = Person { id: "desk-1", role: "front_desk" };
pub(crate) const ENGINEER: Person = Person { id: "engineer-1", role: "engineer" };
pub(crate) const COLLEAGUE: Person = Person { id: "engineer-2", role: "engineer" };
pub(crate) const TECHNICAL: Person = Person { id: "supervisor-1", role: "technical_supervisor" };
pub(crate) const SERVICE: Person = Person { id: "supervisor-2", role: "service_supervisor" };

/// What stands where nobody gave a command.
const ALONE: &str = "(by itself)";

/// One ticket at a desk.
pub(crate) struct Desk {
    pub(crate) ticket: Ticket,
    pub(crate) policy: TicketPolicy,
    /// What the host stores: the truth.
    pub(crate) events: Vec<Event>,
    pub(crate) log: Log,
    keys: u32,
}

/// `06 09:10` of March 2026 in Shanghai.
pub(crate) fn at(text: &str) -> Fallible<Instant> {
    let (day, time) = text.split_once(' ').ok_or("a day and a time")?;
    Ok(format!("2026-03-{day}T{time}:00+08:00").parse()?)
}

impl Desk {
    /// Opens the ticket of the day's first call.
    pub(crate) fn open(when: &str, mut kind: Value) -> Fallible<Self> {
        let bundle = Preset::AfterSales.compile(&ZoneDatabase::bundled())?;
        let policy = bundle.ticket().ok_or("the preset has gates")?.clone();
        let number = bundle.numbering().ok_or("the preset has numbers")?.format(1, at(when)?, None)?;
        let fields = kind.as_object_mut().ok_or("a command is an object")?;
        fields.insert("number".to_owned(), json!(number.as_str()));
        let command = command(DESK, when, 0, "call-1", &kind)?;
        let (ticket, decision) = Ticket::open(&policy, &command, at(when)?)?;
        let mut log = Log::new(clock(&bundle)?);
        log.heading(&format!("Ticket {number} under the policy {}", policy.revision()));
        let mut desk = Self { ticket, policy, events: Vec::new(), log, keys: 0 };
        desk.note("open", DESK.role, &decision.events, at(when)?)?;
        Ok(desk)
    }

    /// A line of the story.
    pub(crate) fn tell(&mut self, text: &str) {
        self.log.heading(text);
    }

    /// Gives a command at once.
    pub(crate) fn say(&mut self, by: Person, when: &str, kind: Value) -> Fallible {
        self.sync(by, when, when, kind)
    }

    /// Gives a command that was written down without a network and reaches the desk later.
    pub(crate) fn sync(&mut self, by: Person, when: &str, recorded: &str, kind: Value) -> Fallible {
        let (command, now) = (self.next(by, when, &kind)?, at(recorded)?);
        let decision = self.ticket.execute(&command, now)?;
        // What fell due before the command is no work of its giver.
        let (early, own): (Vec<_>, Vec<_>) =
            decision.events.into_iter().partition(|event| event.sequence() < decision.first);
        for event in early {
            self.log.step(ALONE, "", std::slice::from_ref(&event), None);
            self.events.push(event);
        }
        self.note(command.kind.name().as_str(), by.role, &own, now)
    }

    /// Gives a command that is refused, and writes down why.
    pub(crate) fn refused(&mut self, by: Person, when: &str, kind: Value) -> Fallible<RefusalDocument> {
        let command = self.next(by, when, &kind)?;
        match self.ticket.execute(&command, at(when)?) {
            Ok(_) => Err(format!("`{}` was carried out", command.kind.name()).into()),
            Err(refused) => {
                let why = RefusalDocument::from(&refused);
                self.log.refused(at(when)?, command.kind.name().as_str(), by.role, &refusal(&why));
                Ok(why)
            }
        }
    }

    /// The host's timer goes off: whatever fell due since is brought up.
    pub(crate) fn timer(&mut self, when: &str) -> Fallible<Vec<Event>> {
        let now = at(when)?;
        let events = self.ticket.bring_to(now, now);
        for event in &events {
            self.note(ALONE, "", std::slice::from_ref(event), now)?;
        }
        Ok(events)
    }

    /// Writes down why a rule fired.
    pub(crate) fn explain(&mut self, events: &[Event], rule: &str) -> Fallible {
        let fired = events.iter().find_map(|event| match event.kind() {
            EventKind::RuleFired(fired) if fired.rule == rule => Some(fired),
            _ => None,
        });
        let fired = fired.ok_or_else(|| format!("`{rule}` did not fire"))?;
        let why = self.ticket.explain_firing(fired).ok_or("the rule is in force")?;
        let lines = firing(&why, &self.log.clock);
        self.log.why(&lines);
        Ok(())
    }

    /// The same ticket from nothing but its stored log.
    pub(crate) fn replayed(&self) -> Fallible<Ticket> {
        let stored: Vec<String> = self.events.iter().map(Event::to_json).collect();
        let read: Result<Vec<Event>, _> = stored.iter().map(|line| Event::from_json(line)).collect();
        Ok(Ticket::replay(std::slice::from_ref(&self.policy), &read?)?)
    }

    fn next(&mut self, by: Person, when: &str, kind: &Value) -> Fallible<Command> {
        self.keys = self.keys.saturating_add(1);
        command(by, when, self.ticket.version(), &format!("key-{}", self.keys), kind)
    }

    fn note(&mut self, command: &str, role: &str, events: &[Event], now: Instant) -> Fallible {
        let readings = self.ticket.readings(now.max(self.ticket.state().last_at))?;
        self.log.step(command, role, events, Some(&readings));
        self.events.extend(events.iter().cloned());
        Ok(())
    }
}

fn clock(bundle: &Bundle) -> Fallible<Clock> {
    let office = bundle.calendar("office").ok_or("the preset has an office")?;
    Ok(Clock::new(office.zone().clone()))
}

/// A command as it comes over the wire.
fn command(by: Person, when: &str, version: u64, key: &str, kind: &Value) -> Fallible<Command> {
    let command = json!({
        "by": {"id": by.id, "roles": [by.role]}, "occurred_at": at(when)?, "idempotency_key": key,
        "expected_version": version, "kind": kind
    });
    Ok(Command::from_json(&command.to_string())?)
}
