//! The incident log, one record of facts for each incident.

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::time::{Instant, Span, ZoneRules};
use aftersales::wire::{PromiseDocument, TicketFactsDocument};
use serde::Deserialize;

use crate::read::{Malformed, ReportError, day_first, each_row};

/// The log: what is known of each incident at its end, and the state changes on the way.
pub(crate) struct Incidents {
    pub(crate) incidents: Vec<Incident>,
    /// Rows by impact, urgency and priority, such as `2-2-3`.
    pub(crate) matrix: BTreeMap<String, u64>,
    pub(crate) stages: Stages,
}

/// One incident, values of its last row.
pub(crate) struct Incident {
    pub(crate) facts: TicketFactsDocument,
    pub(crate) made_sla: bool,
    pub(crate) last_state: String,
}

/// Every row's state as columns: the incident, the state's code, the stamp.
#[derive(Default)]
pub(crate) struct Stages {
    pub(crate) incident: Vec<u32>,
    pub(crate) state: Vec<u32>,
    pub(crate) at: Vec<i64>,
    /// The names of the codes.
    pub(crate) states: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    number: String,
    incident_state: String,
    reassignment_count: u32,
    reopen_count: u32,
    made_sla: String,
    caller_id: String,
    opened_at: String,
    sys_updated_at: String,
    contact_type: String,
    category: String,
    subcategory: String,
    impact: String,
    urgency: String,
    priority: String,
    assignment_group: String,
    resolved_by: String,
    resolved_at: String,
    closed_at: String,
}

/// Reads the log. Its stamps are wall-clock times without a zone; they are read as UTC.
pub(crate) fn read(path: &Path) -> Result<Incidents, ReportError> {
    let zone = ZoneRules::utc();
    let mut log = Incidents { incidents: Vec::new(), matrix: BTreeMap::new(), stages: Stages::default() };
    let mut codes: BTreeMap<String, u32> = BTreeMap::new();
    each_row(path, |row: Row| {
        let digits = [&row.impact, &row.urgency, &row.priority].map(|text| text.chars().take(1));
        *log.matrix.entry(digits.map(String::from_iter).join("-")).or_default() += 1;
        let stamp = day_first("sys_updated_at", &row.sys_updated_at, &zone)?;
        let known = log.incidents.last_mut().filter(|last| last.facts.ticket.as_ref() == Some(&row.number));
        let first_response = known
            .and_then(|last| last.facts.first_response_at.take())
            .or_else(|| (row.incident_state != "New").then(|| stamp.to_string()));
        let incident = Incident::of(&row, first_response, &zone)?;
        match log.incidents.last_mut().filter(|last| last.facts.ticket == incident.facts.ticket) {
            Some(last) => *last = incident,
            None => log.incidents.push(incident),
        }
        let next = u32::try_from(codes.len()).unwrap_or(u32::MAX);
        let state = *codes.entry(row.incident_state).or_insert(next);
        log.stages.incident.push(u32::try_from(log.incidents.len()).unwrap_or(u32::MAX) - 1);
        log.stages.state.push(state);
        log.stages.at.push(stamp.micros());
        Ok(())
    })?;
    let mut by_code: Vec<(u32, String)> = codes.into_iter().map(|(state, code)| (code, state)).collect();
    by_code.sort_unstable();
    log.stages.states = by_code.into_iter().map(|(_, state)| state).collect();
    Ok(log)
}

impl Incident {
    fn of(row: &Row, first_response_at: Option<String>, zone: &ZoneRules) -> Result<Self, Malformed> {
        let stamp = |field, text: &str| {
            known(text)
                .map(|text| day_first(field, &text, zone).map(|at: Instant| at.to_string()))
                .transpose()
        };
        let facts = TicketFactsDocument {
            ticket: Some(row.number.clone()),
            unit: known(&row.caller_id),
            problem: Some(row.subcategory.clone()),
            created_at: stamp("opened_at", &row.opened_at)?,
            first_response_at,
            completed_at: stamp("resolved_at", &row.resolved_at)?,
            closed_at: stamp("closed_at", &row.closed_at)?,
            priority: row.priority.get(..1).map(|digit| format!("P{digit}")),
            channel: channel(&row.contact_type).map(str::to_owned),
            fault_class: Some(row.category.clone()),
            site: Some(row.assignment_group.clone()),
            segment: Some(row.contact_type.clone()),
            person: known(&row.resolved_by),
            reopened: Some(row.reopen_count),
            reassigned: Some(row.reassignment_count),
            ..TicketFactsDocument::default()
        };
        Ok(Self { facts, made_sla: row.made_sla == "true", last_state: row.incident_state.clone() })
    }

    /// The facts with a promise to resolve within 4, 8, 24 or 72 hours by priority.
    pub(crate) fn promised(&self) -> TicketFactsDocument {
        let mut facts = self.facts.clone();
        let hours = match facts.priority.as_deref() {
            Some("P1") => 4,
            Some("P2") => 8,
            Some("P3") => 24,
            _ => 72,
        };
        let opened = facts.created_at.as_deref().and_then(|text| text.parse::<Instant>().ok());
        let due = opened.and_then(|opened| opened.checked_add(Span::from_seconds(hours * 3_600)));
        let due_at = due.map(|due| due.to_string());
        let stopped_at = facts.completed_at.clone();
        let promise = PromiseDocument { due_at, stopped_at, ..PromiseDocument::default() };
        facts.promises.insert("resolution".to_owned(), promise);
        facts
    }

    /// The facts with the finish of the log's own figures: resolved, or closed where that is missing.
    pub(crate) fn finished(&self) -> TicketFactsDocument {
        let mut facts = self.facts.clone();
        facts.completed_at = facts.completed_at.or_else(|| facts.closed_at.clone());
        facts
    }
}

fn known(text: &str) -> Option<String> {
    (text != "?").then(|| text.to_owned())
}

fn channel(contact_type: &str) -> Option<&'static str> {
    match contact_type {
        "Phone" | "IVR" => Some("hotline"),
        "Email" => Some("email"),
        "Self service" => Some("web_form"),
        "Direct opening" => Some("ticket_system"),
        _ => None,
    }
}
