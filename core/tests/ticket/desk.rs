//! A desk in one line: commands from words and JSON, days of March 2026, which begins on a Sunday.

use aftersales::ticket::{
    Command, Decision, Event, EventName, Refusal, Ticket, TicketDocuments, TicketError, TicketPolicy,
};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::read_document;
use serde_json::{Value, json};

/// Whose day it is at the desk.
pub(crate) const DESK: &str = "desk-1 front_desk";
pub(crate) const ENGINEER: &str = "engineer-1 engineer";
pub(crate) const SECOND: &str = "engineer-2 engineer";
pub(crate) const SUPERVISOR: &str = "supervisor-1 technical_supervisor";
pub(crate) const MANAGER: &str = "manager-1 department_manager";

/// The documents of a desk by room.
pub(crate) fn documents() -> Value {
    let night = json!([["00:00", "24:00"]]);
    let day = json!([["09:00", "17:00"]]);
    let hours = |hours: i64| json!({"type": "open_time", "seconds": hours * 3600});
    json!({
        "sla": {
            "calendars": {
                "always": {"time_zone": "Etc/UTC", "weekly": {
                    "mon": night, "tue": night, "wed": night, "thu": night, "fri": night, "sat": night, "sun": night}},
                "office": {"time_zone": "Etc/UTC", "weekly": {
                    "mon": day, "tue": day, "wed": day, "thu": day, "fri": day}}
            },
            "default_calendar": "always",
            "metrics": [
                {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
                {"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer", "parts"]}},
                {"name": "call_back", "starts": [{"type": "stopped"}],
                 "stops": [{"type": "wait_ended", "reason": "call_back"}]}
            ],
            "selector": [
                {"type": "set", "targets": {
                    "first_response": hours(2), "resolution": hours(24),
                    "call_back": {"type": "calendar_days", "days": 3}}},
                {"type": "set", "when": {"priority": ["P1"]}, "targets": {
                    "first_response": {"type": "open_time", "seconds": 1800}, "resolution": hours(4)}}
            ]
        },
        "gates": {
            "roles": {
                "approve_plan": ["technical_supervisor"], "refuse_plan": ["technical_supervisor"],
                "review_complaint": ["department_manager"], "approve_escalation": ["department_manager"]
            },
            "gates": [
                {"before": ["start_diagnosis"], "when": {"kind": ["repair"]}, "requires": ["intake"]},
                {"before": ["escalate"], "requires": ["diagnosis_step"]},
                {"before": ["start_work"], "when": {"priority": ["P1", "P2"]},
                 "requires": ["approval", "authorisation_evidence", "start_gate", "parts", "end_of_waits"]},
                {"before": ["complete"], "when": {"priority": ["P1"]}, "requires": ["self_check", "second_check"]},
                {"before": ["close"], "when": {"kind": ["repair"]},
                 "requires": ["confirmation", "archive", "parts_return", "escalation_end"]},
                {"before": ["close"], "when": {"kind": ["complaint"]},
                 "requires": ["complaint_finding", "complaint_review", "measure", "response"]}
            ],
            "archive": [{"when": {"kind": ["repair"]}, "pieces": ["problem", "diagnosis", "solution"]}],
            "backdating_limit_seconds": 86400,
            "reopening_window": {"type": "calendar_days", "days": 14},
            "rework_window": {"type": "calendar_days", "days": 7},
            "confirmation_time_out": {"type": "calendar_days", "days": 5},
            "call_backs": [
                {"when": {"kind": ["repair"], "priority": ["P1"]}, "placement": "after_closing",
                 "within": {"type": "working_days", "days": 3, "calendar": "office"}},
                {"when": {"kind": ["repair"], "priority": ["P2"]}, "placement": "before_closing",
                 "within": {"type": "working_days", "days": 3, "calendar": "office"}}
            ],
            "progress_reports": [{"when": {"kind": ["repair"]}, "every": {"type": "calendar_days", "days": 7}}],
            "message_ends_waits": ["customer"]
        },
        "grading": {
            "inputs": [
                {"type": "choice", "name": "severity", "values": ["blemish", "minor", "severe"], "order": "rising"},
                {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
                {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
            ],
            "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
                "blemish": {"one": "P4", "many": "P4"},
                "minor": {"one": "P3", "many": "P3"},
                "severe": {"one": "P2", "many": "P1"}
            }},
            "hazards": [{"safety_hazard": {"one_of": [true]}}]
        },
        "escalation": {"rules": [
            {"id": "half of it", "trigger": {"type": "metric", "metric": "resolution", "at": {"type": "share", "percent": 50}},
             "steps": [{"actions": [{"type": "notify", "role": "engineer"}]},
                       {"after_seconds": 1800, "actions": [{"type": "notify", "role": "technical_supervisor"}]}]},
            {"id": "resolution late", "trigger": {"type": "breach", "metric": "resolution"},
             "steps": [{"actions": [{"type": "notify", "role": "department_manager"},
                                    {"type": "request_hierarchic", "role": "department_manager"}]}]},
            {"id": "no first diagnosis", "trigger": {"type": "time_at_level", "within_seconds": 3600, "without": "diagnosis"},
             "when": {"level": ["L1"], "kind": ["repair"]},
             "steps": [{"actions": [{"type": "raise_level", "to": "L2"}]}]},
            {"id": "again and again", "trigger": {"type": "reopened", "times": 1},
             "steps": [{"actions": [{"type": "raise_priority", "by": 1}]}]}
        ]},
        "intake": {"requirements": [{"when": {"kind": ["repair"]}, "fields": ["model", "serial_number"]}]},
        "numbering": {"time_zone": "Etc/UTC", "reset": "daily", "parts": [
            {"type": "text", "text": "TS"}, {"type": "date", "form": "yyyymmdd"},
            {"type": "text", "text": "-"}, {"type": "serial", "width": 4}]}
    })
}

pub(crate) fn compile(documents: &Value) -> Result<TicketPolicy, TicketError> {
    let text = |room: &str| documents[room].to_string();
    let sla = read_document(&text("sla"))?;
    let gates = read_document(&text("gates"))?;
    let grading = read_document(&text("grading"))?;
    let escalation = read_document(&text("escalation"))?;
    let intake = read_document(&text("intake"))?;
    let numbering = read_document(&text("numbering"))?;
    let set = TicketDocuments::new(&sla, &gates)
        .with_grading(&grading)
        .with_escalation(&escalation)
        .with_intake(&intake)
        .with_numbering(&numbering);
    TicketPolicy::compile(&set, &ZoneDatabase::bundled())
}

pub(crate) fn policy() -> TicketPolicy {
    compile(&documents()).unwrap()
}

/// The policy with one value of its documents changed; `place` is a JSON pointer.
pub(crate) fn policy_with(place: &str, value: Value) -> TicketPolicy {
    let mut documents = documents();
    let (parent, key) = place.rsplit_once('/').unwrap();
    documents.pointer_mut(parent).unwrap()[key] = value;
    compile(&documents).unwrap()
}

/// `02 09:00` or `02 09:00:00.000001`.
pub(crate) fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("2026-03-{day}T{time}Z").parse().unwrap()
}

/// A command from words: `"engineer-1 engineer"` is who gives it.
pub(crate) fn command(when: &str, by: &str, key: &str, version: u64, kind: Value) -> Command {
    let mut words = by.split(' ');
    let id = words.next().unwrap();
    let command = json!({
        "by": {"id": id, "roles": words.collect::<Vec<_>>()},
        "occurred_at": at(when), "idempotency_key": key, "expected_version": version, "kind": kind
    });
    Command::from_json(&command.to_string()).unwrap()
}

/// A ticket with its log. After every step the log replays to the same ticket, and so does a snapshot.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) ticket: Ticket,
    pub(crate) log: Vec<Event>,
    pub(crate) policies: Vec<TicketPolicy>,
    keys: u32,
}

impl Desk {
    pub(crate) fn open(policy: &TicketPolicy, when: &str, kind: Value) -> Self {
        let command = command(when, DESK, "opening", 0, kind);
        let (ticket, decision) = Ticket::open(policy, &command, at(when)).unwrap();
        let desk = Self { ticket, log: decision.events, policies: vec![policy.clone()], keys: 0 };
        desk.check();
        desk
    }

    /// A repair whose intake is complete, graded P1.
    pub(crate) fn repair(when: &str) -> Self {
        Self::repair_under(&policy(), when)
    }

    pub(crate) fn repair_under(policy: &TicketPolicy, when: &str) -> Self {
        let mut desk = Self::open(policy, when, repair("TS20260302-0001"));
        desk.say(when, DESK, graded("preliminary", "severe", "many"));
        desk
    }

    pub(crate) fn next_command(&mut self, when: &str, by: &str, kind: Value) -> Command {
        self.keys += 1;
        command(when, by, &format!("key-{}", self.keys), self.ticket.version(), kind)
    }

    /// Gives a command that is carried out.
    pub(crate) fn say(&mut self, when: &str, by: &str, kind: Value) -> Decision {
        self.sync(when, when, by, kind)
    }

    /// Gives a command that is recorded later than it happened.
    pub(crate) fn sync(&mut self, when: &str, recorded: &str, by: &str, kind: Value) -> Decision {
        let command = self.next_command(when, by, kind);
        let decided = self.ticket.execute(&command, at(recorded));
        let decision =
            decided.unwrap_or_else(|refusal| panic!("{when} {:?}: {refusal}", command.kind.name()));
        self.log.extend(decision.events.iter().cloned());
        self.check();
        decision
    }

    /// Gives a command that is refused, and changes nothing.
    pub(crate) fn refused(&mut self, when: &str, by: &str, kind: Value) -> Refusal {
        let command = self.next_command(when, by, kind);
        let before = self.ticket.clone();
        let refusal = self.ticket.execute(&command, at(when)).unwrap_err();
        assert!(!refusal.reasons().is_empty());
        assert_eq!(self.ticket, before);
        refusal
    }

    pub(crate) fn codes(&mut self, when: &str, by: &str, kind: Value) -> Vec<&'static str> {
        self.refused(when, by, kind).codes()
    }

    /// Lets time pass.
    pub(crate) fn wait_until(&mut self, when: &str) -> Vec<EventName> {
        let events = self.ticket.advance(at(when));
        for event in &events {
            self.ticket.apply(event).unwrap();
        }
        self.log.extend(events.iter().cloned());
        self.check();
        assert!(self.ticket.advance(at(when)).is_empty(), "what was brought up is not due again");
        events.iter().map(|event| event.kind().name()).collect()
    }

    pub(crate) fn kinds(&self) -> Vec<EventName> {
        self.log.iter().map(|event| event.kind().name()).collect()
    }

    fn check(&self) {
        let replayed = Ticket::replay(&self.policies, &self.log).unwrap();
        assert_eq!(replayed.state(), self.ticket.state());
        let snapshot = serde_json::to_string(&self.ticket.snapshot()).unwrap();
        let restored = Ticket::restore(&self.policies, &serde_json::from_str(&snapshot).unwrap()).unwrap();
        assert_eq!(restored.state(), self.ticket.state());
        let late = "2026-12-31T00:00:00Z".parse().unwrap();
        for other in [&replayed, &restored] {
            assert_eq!(other.readings(late).unwrap(), self.ticket.readings(late).unwrap());
            assert_eq!(other.next_wakeup(late), self.ticket.next_wakeup(late));
            assert_eq!(other.facts(late).unwrap(), self.ticket.facts(late).unwrap());
        }
        for (sequence, event) in (1..).zip(&self.log) {
            assert_eq!(event.sequence(), sequence);
            assert_eq!(Event::from_json(&event.to_json()).unwrap(), *event);
        }
    }
}

pub(crate) fn repair(number: &str) -> Value {
    json!({"type": "open", "number": number, "kind": "repair", "channel": "hotline", "tier": "growth",
           "problem": "no power",
           "intake": {"model": "K3", "serial_number": "SN-1", "contact": {"id": "contact-1", "given": ["phone"]}}})
}

/// The same as what another command holds.
pub(crate) fn without_type(mut command: Value) -> Value {
    command.as_object_mut().unwrap().remove("type");
    command
}

pub(crate) fn graded(stage: &str, severity: &str, impact: &str) -> Value {
    json!({"type": "grade", "stage": stage,
           "inputs": {"severity": severity, "impact": impact, "safety_hazard": false}})
}

/// A command without anything to say.
pub(crate) fn plain(kind: &str) -> Value {
    json!({"type": kind})
}

pub(crate) fn because(kind: &str, reason: &str) -> Value {
    json!({"type": kind, "reason": reason})
}

pub(crate) fn plan(summary: &str) -> Value {
    json!({"method": "on_site", "summary": summary, "customer_part": "half an hour without power"})
}

pub(crate) fn propose(summary: &str) -> Value {
    let mut command = plan(summary);
    command["type"] = json!("propose_plan");
    command
}

pub(crate) fn conclude() -> Value {
    json!({"type": "conclude_diagnosis", "class": "hardware", "fault": "power", "cause": "the supply is dead"})
}

pub(crate) fn estimate(total: &str) -> Value {
    json!({"type": "draft_estimate", "total": {"amount": total, "currency": "EUR"},
           "not_to_exceed": {"amount": "200.00", "currency": "EUR"}})
}

pub(crate) fn authorise(version: u32) -> Value {
    json!({"type": "authorise", "estimate": version, "evidence": {"form": "email", "reference": "mail-1"}})
}

pub(crate) fn start_gate() -> Value {
    json!({"type": "pass_start_gate", "people": "engineer-1", "tools": "multimeter", "parts": "supply",
           "safety": "power off, discharged"})
}

pub(crate) fn complete() -> Value {
    json!({"type": "complete", "outcome": "solved", "summary": "supply replaced"})
}

pub(crate) fn file(piece: &str) -> Value {
    json!({"type": "archive_piece", "piece": piece, "reference": format!("file-{piece}")})
}
