//! Logs made to hurt: deep, huge, circular, with ids given twice, centuries away. They are refused or replayed in bounded time
//! and memory.

use aftersales::ticket::{Event, EventName, Phase, Ticket, TicketError};
use aftersales::time::Instant;
use serde_json::{Value, json};

use super::desk::{policy, without_type};

const NUMBER: &str = "TS20260302-0001";

fn document(sequence: u64, at: &str, kind: Value) -> Value {
    json!({"ticket": NUMBER, "sequence": sequence, "recorded_at": at, "occurred_at": at,
           "by": {"id": "engineer-1", "roles": ["engineer"]}, "revision": policy().revision(), "version": 1, "kind": kind})
}

fn opened() -> Value {
    let mut kind = without_type(super::desk::repair(NUMBER));
    kind["type"] = json!("opened");
    kind
}

/// A log that begins with the opening, all at one time of day.
fn log(kinds: impl IntoIterator<Item = Value>) -> Vec<Event> {
    let kinds = [opened()].into_iter().chain(kinds);
    let mut template = document(1, "2026-03-02T09:00:00Z", json!({}));
    let events = (1_u64..).zip(kinds).map(|(sequence, kind)| {
        template["sequence"] = json!(sequence);
        template["kind"] = kind;
        Event::from_json(&template.to_string()).unwrap()
    });
    events.collect()
}

fn replayed(kinds: impl IntoIterator<Item = Value>) -> Ticket {
    Ticket::replay(&[policy()], &log(kinds)).unwrap()
}

fn plan(version: u32) -> Value {
    json!({"type": "plan_proposed", "version": version, "plan": {"method": "on_site", "summary": "a new supply"}})
}

fn fired(cycle: u32) -> Value {
    let at = "2026-03-02T09:00:00Z";
    json!({"type": "rule_fired", "rule": "half of it", "metric": "resolution", "cycle": cycle, "step": 0, "at": at,
           "reached_at": at, "began_at": at, "began_by": "trigger", "actions": [{"type": "notify", "role": "engineer"}]})
}

#[test]
fn a_deep_event_is_kept_or_refused() {
    let nested = |depth: usize| (0..depth).fold("1".to_owned(), |inner, _| format!("[{inner}]"));
    let text = |depth: usize| {
        let event = document(1, "2026-03-02T09:00:00Z", opened()).to_string();
        event.replacen("{", &format!("{{\"trace\":{},", nested(depth)), 1)
    };
    let kept = Event::from_json(&text(100)).unwrap();
    assert!(kept.to_json().contains(&nested(100)));
    for depth in [200, 100_000] {
        assert!(matches!(Event::from_json(&text(depth)), Err(TicketError::Wire(_))), "{depth}");
    }
}

#[test]
fn a_huge_event_is_refused_before_it_is_read() {
    let mut event = document(1, "2026-03-02T09:00:00Z", opened());
    event["note"] = json!("x".repeat(5 << 20));
    let error = Event::from_json(&event.to_string()).unwrap_err();
    assert!(error.to_string().len() < 500, "it is not repeated");
}

#[test]
fn a_long_log_costs_what_its_length_says() {
    let messages = (0..20_000).map(|_| json!({"type": "message_sent", "channel": "email"}));
    let ticket = replayed(messages);
    assert_eq!(ticket.version(), 20_001);
    // Each of these makes what the one before it told void.
    let plans = replayed((1..=4_000).map(plan));
    let standing = plans.effects_since(0).iter().filter(|effect| effect.revoked_by.is_none()).count();
    assert_eq!((plans.effects_since(0).len(), standing), (4_001, 2));
}

#[test]
fn taking_note_again_and_again_is_kept_once() {
    let fired = (1..=1_000).map(fired);
    let noted = (0..1_000).map(|_| json!({"type": "acknowledged"}));
    let ticket = replayed(fired.chain(noted));
    assert_eq!(ticket.state().firings.len(), 1_000);
    assert_eq!(ticket.state().acknowledgements.len(), 1_000, "once for each that had been told");
}

#[test]
fn a_ticket_that_is_linked_to_itself_goes_round_nowhere() {
    let into = json!({"type": "merged", "into": NUMBER, "chain": [NUMBER, NUMBER]});
    let links = ["follow_up_linked", "follows_up"].map(|kind| json!({"type": kind, "ticket": NUMBER}));
    let ticket = replayed(links.into_iter().chain([into]));
    assert_eq!(ticket.phase(), Phase::Merged);
    assert_eq!(ticket.next_wakeup(Instant::MAX), None);
}

#[test]
fn ids_that_are_given_twice_are_found_once() {
    let visit = json!({"type": "visit_booked", "visit": "v1", "from": "2026-03-03T09:00:00Z", "to": "2026-03-03T10:00:00Z"});
    let part = json!({"type": "part_ordered", "part": "p1", "item": "supply", "quantity": 0});
    let kinds = [
        visit.clone(),
        visit,
        part.clone(),
        part,
        json!({"type": "part_received", "part": "p1"}),
        plan(u32::MAX),
        plan(u32::MAX),
        plan(0),
        json!({"type": "plan_approved", "version": u32::MAX}),
        json!({"type": "diagnosis_started"}),
    ];
    let ticket = replayed(kinds);
    assert_eq!((ticket.state().visits.len(), ticket.state().parts.len()), (2, 2));
    assert_eq!(ticket.state().plan.present(), None);
    let log = log([json!({"type": "message_sent", "channel": "email"})]);
    let twice = [&log[0], &log[1], &log[1]];
    assert!(matches!(Ticket::replay(&[policy()], twice), Err(TicketError::OutOfSequence { .. })));
}

#[test]
fn a_log_from_the_first_century_to_the_last_is_brought_up_in_bounded_steps() {
    let first = Event::from_json(&document(1, "0001-01-01T00:00:00Z", opened()).to_string()).unwrap();
    let last =
        document(2, "9999-12-31T23:59:59.999999Z", json!({"type": "message_sent", "channel": "email"}));
    for events in [vec![first.clone()], vec![first, Event::from_json(&last.to_string()).unwrap()]] {
        let mut ticket = Ticket::replay(&[policy()], &events).unwrap();
        let brought = ticket.bring_to(Instant::MAX, Instant::MAX);
        assert!((1..=1_000).contains(&brought.len()));
        assert!(brought.iter().any(|event| event.kind().name() == EventName::RuleFired));
        assert!(ticket.advance(Instant::MAX).is_empty());
        assert!(ticket.next_wakeup(Instant::MAX).is_none_or(|at| at == Instant::MAX));
        assert!(ticket.facts(Instant::MAX).is_ok() && ticket.breaches(Instant::MAX).is_ok());
    }
}
