//! A desk in one line: policies from JSON, events from words. Days are those of March 2026, which begins on a Sunday.

use aftersales::sla::{Event, EventKind, Inputs, Reading, SlaError, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::Name;
use aftersales::wire::{ErrorDocument, SlaDocument};
use serde_json::{Value, json};

/// A document with two calendars: `office`, Monday to Friday from 09:00 to 17:00 UTC, which is the default, and `always`.
pub(crate) fn document(metrics: Value, selector: Value) -> Value {
    let (day, night) = (json!([["09:00", "17:00"]]), json!([["00:00", "24:00"]]));
    json!({
        "calendars": {
            "office": {
                "time_zone": "Etc/UTC",
                "weekly": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day}
            },
            "always": {
                "time_zone": "Etc/UTC",
                "weekly": {
                    "mon": night, "tue": night, "wed": night, "thu": night, "fri": night, "sat": night, "sun": night
                }
            }
        },
        "default_calendar": "office",
        "metrics": metrics,
        "selector": selector
    })
}

pub(crate) fn compile(document: &Value) -> Result<SlaPolicy, SlaError> {
    SlaPolicy::compile(&SlaDocument::from_json(&document.to_string())?, &ZoneDatabase::bundled())
}

pub(crate) fn policy(metrics: Value, selector: Value) -> SlaPolicy {
    compile(&document(metrics, selector)).unwrap()
}

/// A policy with one metric, `resolution` unless it is named, started by `started`, with one target for every ticket.
pub(crate) fn one_clock(rules: Value, target: Value) -> SlaPolicy {
    let metric = merged(json!({"name": "resolution", "starts": [{"type": "started"}]}), &rules);
    let name = metric["name"].as_str().unwrap().to_owned();
    policy(json!([metric]), json!([{"type": "set", "targets": {name: target}}]))
}

pub(crate) fn hours(hours: i64) -> Value {
    json!({"type": "open_time", "seconds": hours.checked_mul(3600).unwrap()})
}

pub(crate) fn merged(mut left: Value, right: &Value) -> Value {
    for (key, field) in right.as_object().unwrap() {
        left[key] = field.clone();
    }
    left
}

/// `02 09:00` or `02 09:00:00.000001`.
pub(crate) fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("2026-03-{day}T{time}Z").parse().unwrap()
}

/// `02 09:00 started P1`, `02 09:00 wait_started parts`.
pub(crate) fn event(text: &str) -> Event {
    let mut words = text.splitn(4, ' ');
    let mut next = || words.next();
    let when = format!("{} {}", next().unwrap(), next().unwrap());
    let (kind, argument) = (next().unwrap(), next());
    let name = || argument.unwrap().parse::<Name>().unwrap();
    let inputs = || {
        let priority = argument.map(|priority| priority.parse().unwrap());
        Inputs { priority, ..Inputs::default() }
    };
    let kind = match kind {
        "started" => EventKind::Started(inputs()),
        "customer_message" => EventKind::CustomerMessage,
        "agent_message" => EventKind::AgentMessage,
        "state_entered" => EventKind::StateEntered(name()),
        "wait_started" => EventKind::WaitStarted(name()),
        "wait_ended" => EventKind::WaitEnded(name()),
        "inputs_changed" => EventKind::InputsChanged(inputs()),
        "stopped" => EventKind::Stopped,
        "reopened" => EventKind::Reopened,
        other => panic!("no event is called {other}"),
    };
    Event::new(at(&when), kind)
}

pub(crate) fn revised(when: &str, policy: &SlaPolicy) -> Event {
    Event::new(at(when), EventKind::PolicyRevised(policy.clone()))
}

pub(crate) fn ticket(policy: &SlaPolicy, events: &[&str]) -> TicketClocks {
    let mut clocks = TicketClocks::new(policy.clone());
    tell(&mut clocks, events);
    clocks
}

pub(crate) fn tell(clocks: &mut TicketClocks, events: &[&str]) {
    for text in events {
        clocks.apply(event(text)).unwrap();
    }
}

pub(crate) fn find(clocks: &TicketClocks, metric: &str, now: &str) -> Option<Reading> {
    let readings = clocks.readings(at(now)).unwrap();
    readings.into_iter().find(|reading| reading.metric.as_str() == metric)
}

pub(crate) fn reading(clocks: &TicketClocks, metric: &str, now: &str) -> Reading {
    find(clocks, metric, now).unwrap()
}

/// The reading of `resolution`.
pub(crate) fn resolution(clocks: &TicketClocks, now: &str) -> Reading {
    reading(clocks, "resolution", now)
}

pub(crate) fn cycles(clocks: &TicketClocks, metric: &str, now: &str) -> Vec<Reading> {
    clocks.cycles(&metric.parse().unwrap(), at(now)).unwrap()
}

/// Metric, cycle, instant and target in hours of every breach.
pub(crate) fn breaches(clocks: &TicketClocks, now: &str) -> Vec<(String, u32, Instant, i64)> {
    let breaches = clocks.breaches(at(now)).unwrap().into_iter();
    breaches
        .map(|breach| {
            (breach.metric.to_string(), breach.cycle, breach.at, breach.target.seconds().div_euclid(3600))
        })
        .collect()
}

/// Code, path and message of what is refused.
pub(crate) fn refusal(document: &Value) -> (String, String, String) {
    let error = compile(document).unwrap_err();
    let shown = ErrorDocument::from(&error);
    assert_eq!(shown.message, error.to_string());
    assert!(!shown.message.contains('\n') && !shown.message.ends_with('.'), "{}", shown.message);
    (shown.code, shown.path.unwrap_or_default(), shown.message)
}
