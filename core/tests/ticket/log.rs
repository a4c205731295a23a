//! Logs: fields and kinds of later versions, broken logs, snapshots.

use aftersales::ticket::{Event, Ticket, TicketError};
use serde_json::{Value, json};

use super::desk::{Desk, policy};
use super::repair::closed;

fn lines(desk: &Desk) -> Vec<Value> {
    desk.log.iter().map(|event| serde_json::to_value(event).unwrap()).collect()
}

fn read(value: &Value) -> Result<Event, TicketError> {
    Event::from_json(&value.to_string())
}

#[test]
fn fields_of_a_later_version_are_kept_wherever_they_stand() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    for mut line in lines(&desk) {
        line["trace"] = json!("a1");
        line["kind"]["shelf"] = json!({"row": 4});
        if let Some(plan) = line["kind"].get_mut("plan").filter(|plan| plan.is_object()) {
            plan["colour"] = json!("red");
        }
        let event = read(&line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), line);
    }
}

#[test]
fn a_kind_or_version_that_is_not_known_is_named() {
    let desk = Desk::repair("02 09:00");
    let mut line = lines(&desk)[1].clone();
    line["kind"]["type"] = json!("teleported");
    let error = read(&line).unwrap_err();
    assert_eq!(error.code(), "event.unsupported_kind");
    assert!(error.to_string().contains("`teleported`") && error.to_string().contains("event 2"), "{error}");
    let mut line = lines(&desk)[1].clone();
    line["version"] = json!(2);
    assert_eq!(read(&line).unwrap_err().code(), "event.unsupported_kind");
    let mut line = lines(&desk)[1].clone();
    line["kind"]["priority"] = json!("P9");
    let error = read(&line).unwrap_err();
    assert_eq!(error.code(), "event.malformed");
    assert!(error.to_string().contains("`P9`"), "{error}");
}

#[test]
fn a_broken_log_is_refused_and_says_where() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    let replay = |events: &[Event]| Ticket::replay(&desk.policies, events).unwrap_err().code();
    assert_eq!(replay(&[]), "ticket.log.empty");
    assert_eq!(replay(&desk.log[1..]), "ticket.log.does_not_fit");
    let mut gap = desk.log.clone();
    gap.remove(3);
    assert_eq!(replay(&gap), "ticket.log.out_of_sequence");
    let mut twice = desk.log.clone();
    twice.insert(3, twice[3].clone());
    assert_eq!(replay(&twice), "ticket.log.out_of_sequence");
    let mut other = lines(&desk);
    other[2]["ticket"] = json!("TS20260302-0002");
    let other: Vec<_> = other.iter().map(|line| read(line).unwrap()).collect();
    assert_eq!(replay(&other), "ticket.log.other_ticket");
    let mut misfit = lines(&desk);
    misfit[2]["kind"] = json!({"type": "closed", "cause": "command"});
    let misfit: Vec<_> = misfit.iter().map(|line| read(line).unwrap()).collect();
    assert_eq!(replay(&misfit), "ticket.log.does_not_fit");
    assert_eq!(Ticket::replay(&[], &desk.log).unwrap_err().code(), "ticket.policy.unknown");
}

#[test]
fn a_snapshot_and_the_tail_are_the_whole_log() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    let whole = Ticket::replay(&desk.policies, &desk.log).unwrap();
    for split in 1..desk.log.len() {
        let (head, tail) = desk.log.split_at(split);
        let snapshot = Ticket::replay(&desk.policies, head).unwrap().snapshot();
        let text = serde_json::to_string(&snapshot).unwrap();
        let mut ticket = Ticket::restore(&desk.policies, &serde_json::from_str(&text).unwrap()).unwrap();
        for event in tail {
            ticket.apply(event).unwrap();
        }
        assert_eq!(ticket, whole, "split at {split}");
    }
    let mut foreign = whole.snapshot();
    foreign.clocks_from = "none".parse().unwrap();
    assert_eq!(Ticket::restore(&[policy()], &foreign).unwrap_err().code(), "ticket.policy.unknown");
}

#[test]
fn contact_data_stays_out_of_the_log() {
    let mut desk = Desk::repair("02 09:00");
    assert_eq!(desk.ticket.state().intake.contact.as_deref(), Some("contact-1"));
    desk.say("02 09:10", super::desk::DESK, super::desk::plain("erase_contact"));
    assert_eq!(desk.ticket.state().intake.contact, None);
    let codes = desk.codes("02 09:11", super::desk::DESK, super::desk::plain("erase_contact"));
    assert_eq!(codes, ["ticket.contact.none"]);
}
