use aftersales::ticket::{Command, TicketDocuments, TicketPolicy};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::{Actor, Role};
use aftersales::wire::read_document;
use serde_json::{Value, json};

use super::OPENING;

/// Somebody who gives commands.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Person {
    /// Under which id.
    pub id: &'static str,
    /// In which capacity.
    pub role: &'static str,
}

impl Person {
    /// The person as the core knows them.
    ///
    /// # Panics
    ///
    /// Never: the ids and roles here are names.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::new(self.id.parse().expect("a name"), [self.role.parse::<Role>().expect("a role")])
    }
}

/// At the front desk.
pub const DESK: &Person = &Person { id: "desk-1", role: "front_desk" };
/// Who repairs.
pub const ENGINEER: &Person = &Person { id: "engineer-1", role: "engineer" };
/// Who repairs too.
pub const SECOND: &Person = &Person { id: "engineer-2", role: "engineer" };
/// Who approves plans, and makes some.
pub const SUPERVISOR: &Person = &Person { id: "supervisor-1", role: "technical_supervisor" };
/// Who is asked in.
pub const MANAGER: &Person = &Person { id: "manager-1", role: "department_manager" };
/// All of them.
pub const PEOPLE: &[&Person] = &[DESK, ENGINEER, SECOND, SUPERVISOR, MANAGER];

/// A command without its frame: who says what.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Says {
    /// Who.
    pub by: &'static Person,
    /// What: the command's kind with its fields.
    pub what: Value,
}

impl Says {
    /// Somebody says something.
    #[must_use]
    pub const fn new(by: &'static Person, what: Value) -> Self {
        Self { by, what }
    }

    /// The whole command.
    ///
    /// # Panics
    ///
    /// Where what is said is no command.
    #[must_use]
    pub fn command(&self, at: Instant, key: &str, version: u64) -> Command {
        let kind = serde_json::from_value(self.what.clone())
            .unwrap_or_else(|error| panic!("{} is no command: {error}", self.what));
        Command {
            by: self.by.actor(),
            occurred_at: at,
            idempotency_key: key.parse().expect("a name"),
            expected_version: version,
            kind,
        }
    }
}

/// The first command of a ticket of a kind. Its intake lacks what a repair needs.
#[must_use]
pub fn opening(kind: &str) -> Says {
    let what = json!({"type": "open", "number": "T-1", "kind": kind, "channel": "hotline",
                      "intake": {"model": "K3", "contact": {"id": "contact-1", "given": ["phone"]}}});
    Says::new(DESK, what)
}

/// The documents of a small desk that is always open, by room. Two clocks, four rules, gates that differ by kind and priority.
#[must_use]
pub fn documents() -> Value {
    let all = json!([["00:00", "24:00"]]);
    let week: serde_json::Map<String, Value> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .map(|day| (day.to_owned(), all.clone()))
        .into_iter()
        .collect();
    let hours = |hours: i64| json!({"type": "open_time", "seconds": hours * 3600});
    let days = |days: i64| json!({"type": "calendar_days", "days": days});
    json!({
        "sla": {
            "calendars": {"always": {"time_zone": "Etc/UTC", "weekly": week}},
            "default_calendar": "always",
            "metrics": [
                {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
                {"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer", "parts"]}}
            ],
            "selector": [
                {"type": "set", "targets": {"first_response": hours(2), "resolution": hours(8)}},
                {"type": "set", "when": {"priority": ["P1"]}, "targets": {"resolution": hours(4)}}
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
                {"before": ["start_work"], "requires": ["plan"]},
                {"before": ["start_work"], "when": {"priority": ["P1"]},
                 "requires": ["approval", "authorisation_evidence", "start_gate", "parts", "end_of_waits"]},
                {"before": ["complete"], "when": {"priority": ["P1"]}, "requires": ["self_check", "second_check"]},
                {"before": ["close"], "when": {"kind": ["repair"]},
                 "requires": ["confirmation", "archive", "parts_return", "visit_signature", "escalation_end"]},
                {"before": ["close"], "when": {"kind": ["complaint"]},
                 "requires": ["complaint_finding", "complaint_review", "measure", "response"]}
            ],
            "archive": [{"when": {"kind": ["repair"]}, "pieces": ["solution"]}],
            "backdating_limit_seconds": 86400,
            "reopening_window": days(14),
            "rework_window": days(7),
            "confirmation_time_out": days(5),
            "call_backs": [{"when": {"kind": ["repair"], "priority": ["P1"]}, "placement": "after_closing", "within": days(3)}],
            "progress_reports": [{"when": {"kind": ["repair"]}, "every": days(7)}],
            "message_ends_waits": ["customer"]
        },
        "grading": {
            "inputs": [
                {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
                {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
                {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
            ],
            "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
                "minor": {"one": "P3", "many": "P3"}, "severe": {"one": "P2", "many": "P1"}}},
            "hazards": [{"safety_hazard": {"one_of": [true]}}]
        },
        "escalation": {"rules": [
            {"id": "half of it", "trigger": {"type": "metric", "metric": "resolution", "at": {"type": "share", "percent": 50}},
             "steps": [{"actions": [{"type": "notify", "role": "engineer"}]},
                       {"after_seconds": 1800, "actions": [{"type": "notify", "role": "technical_supervisor"}]}]},
            {"id": "resolution late", "trigger": {"type": "breach", "metric": "resolution"},
             "steps": [{"actions": [{"type": "request_hierarchic", "role": "department_manager"}]}]},
            {"id": "no first diagnosis", "trigger": {"type": "time_at_level", "within_seconds": 3600, "without": "diagnosis"},
             "when": {"level": ["L1"], "kind": ["repair"]},
             "steps": [{"actions": [{"type": "raise_level", "to": "L2"}]}]},
            {"id": "again and again", "trigger": {"type": "reopened", "times": 2},
             "steps": [{"actions": [{"type": "notify", "role": "service_supervisor"}]}]}
        ]},
        "intake": {"requirements": [{"when": {"kind": ["repair"]}, "fields": ["model", "serial_number"]}]}
    })
}

/// The desk's policy.
///
/// # Panics
///
/// Never: the documents here compile.
#[must_use]
pub fn policy() -> TicketPolicy {
    compiled(&documents())
}

/// The same without escalation rules, under which the model knows all that happens by itself.
///
/// # Panics
///
/// Never: the documents here compile.
#[must_use]
pub fn policy_without_rules() -> TicketPolicy {
    let mut documents = documents();
    documents["escalation"] = json!({"rules": []});
    compiled(&documents)
}

fn compiled(documents: &Value) -> TicketPolicy {
    let text = |room: &str| documents[room].to_string();
    let sla = read_document(&text("sla")).expect("clocks");
    let gates = read_document(&text("gates")).expect("gates");
    let grading = read_document(&text("grading")).expect("grading");
    let escalation = read_document(&text("escalation")).expect("rules");
    let intake = read_document(&text("intake")).expect("intake");
    let set = TicketDocuments::new(&sla, &gates)
        .with_grading(&grading)
        .with_escalation(&escalation)
        .with_intake(&intake);
    TicketPolicy::compile(&set, &ZoneDatabase::bundled()).expect("a policy")
}

/// An instant so many seconds after the opening.
pub(super) fn after_opening(seconds: i64) -> Instant {
    let opening: Instant = OPENING.parse().expect("an instant");
    Instant::from_micros(opening.micros() + seconds * 1_000_000).expect("within time")
}
