//! The SLA clocks in the race: events a second on one core, against an aim of two million.
//!
//! No peer takes events one by one, so there is no ratio to hold; what is measured is whole tickets: twelve events each
//! through three clocks with pauses, cycles, a regrading and a second answer.

use std::hint::black_box;

use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::{Name, Priority};
use aftersales::wire::SlaDocument;
use serde_json::json;

use crate::race::{Entry, Operation};
use crate::workload;

/// Events a second on one core that are aimed at.
pub(crate) const AIM_PER_SECOND: f64 = 2e6;
/// Cases of one call; each starts at another instant.
const CASES: usize = 256;
const MINUTE: i64 = 60_000_000;

/// The entry of [`Operation::ClockEvent`]: one row is one event that the clocks of a ticket take and re-read.
pub(crate) fn entry() -> Entry {
    let policy = SlaPolicy::compile(&document(), &ZoneDatabase::bundled()).expect("the policy is valid");
    let starts = workload::pairs(1, CASES);
    let tickets: Vec<Vec<Event>> = starts.iter().map(|pair| history(pair.from)).collect();
    let rows = tickets.iter().map(Vec::len).sum();
    Entry::new(Operation::ClockEvent, "aftersales", rows, move |calls| {
        for _ in 0..calls {
            for ticket in &tickets {
                let mut clocks = TicketClocks::new(policy.clone());
                for event in ticket {
                    clocks.apply(event.clone()).expect("the history is valid");
                }
                black_box(&clocks);
            }
        }
    })
}

fn document() -> SlaDocument {
    let metric = |name: &str, start: &str, stops: &[&str], pauses: &[&str], cycles: &str| {
        let stops: Vec<_> = stops.iter().map(|stop| json!({"type": stop})).collect();
        json!({
            "name": name, "starts": [{"type": start}], "stops": stops, "pauses": {"waits": pauses}, "cycles": cycles,
        })
    };
    let hours = |hours: i64| json!({"type": "open_time", "seconds": hours * 3600});
    let document = json!({
        "calendars": {"desk": workload::document()},
        "default_calendar": "desk",
        "metrics": [
            metric("first_response", "started", &["agent_message"], &[], "once"),
            metric("next_response", "customer_message", &["agent_message"], &["customer"], "repeat"),
            metric("resolution", "started", &[], &["customer", "parts"], "once"),
        ],
        "selector": [
            {"type": "set", "targets": {"first_response": hours(4), "next_response": hours(4), "resolution": hours(40)}},
            {"type": "set", "when": {"priority": ["P1"]}, "targets": {"resolution": hours(4)}},
        ],
    });
    serde_json::from_value(document).expect("the document has the shape of the wire")
}

fn history(start: i64) -> Vec<Event> {
    let name = |text: &str| text.parse::<Name>().expect("a plain word is a name");
    let urgent = Inputs { priority: Some(Priority::P1), ..Inputs::default() };
    let told = [
        (0, EventKind::Started(Inputs::default())),
        (0, EventKind::CustomerMessage),
        (30, EventKind::AgentMessage),
        (60, EventKind::WaitStarted(name("customer"))),
        (200, EventKind::CustomerMessage),
        (200, EventKind::WaitEnded(name("customer"))),
        (300, EventKind::InputsChanged(urgent)),
        (400, EventKind::AgentMessage),
        (600, EventKind::WaitStarted(name("parts"))),
        (5_000, EventKind::WaitEnded(name("parts"))),
        (9_000, EventKind::AgentMessage),
        (9_100, EventKind::Stopped),
    ];
    let at = |minutes: i64| Instant::from_micros(start + minutes * MINUTE).expect("the years are supported");
    told.into_iter().map(|(minutes, kind)| Event::new(at(minutes), kind)).collect()
}
