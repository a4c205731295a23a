//! The first level answers a simple problem and closes: no plan, no approval, no second level (domain fact ES-6).

use aftersales::ticket::{EventName, Phase, TmfStatus, Turn};
use aftersales::vocabulary::FunctionalLevel;
use serde_json::json;

use super::desk::{DESK, Desk, at, plain, policy};

fn enquiry() -> Desk {
    let opening = json!({"type": "open", "number": "TS20260302-0002", "kind": "enquiry", "channel": "chat"});
    Desk::open(&policy(), "02 09:00", opening)
}

#[test]
fn an_enquiry_is_answered_and_closed_in_two_steps() {
    let mut desk = enquiry();
    assert_eq!(desk.ticket.tmf_status(), TmfStatus::Acknowledged);
    desk.say(
        "02 09:10",
        DESK,
        json!({"type": "answer", "summary": "hold the button", "knowledge_reference": "KB-7"}),
    );
    assert_eq!((desk.ticket.phase(), desk.ticket.tmf_status()), (Phase::Verifying, TmfStatus::Resolved));
    desk.say("02 09:11", DESK, plain("close"));
    assert_eq!(desk.kinds(), [EventName::Opened, EventName::Answered, EventName::Closed]);
    assert_eq!(desk.ticket.state().level.level, FunctionalLevel::L1);

    let facts = desk.ticket.facts(at("02 10:00")).unwrap();
    assert_eq!(facts.solved_at_level.as_deref(), Some("L1"));
    assert_eq!(facts.outcome.as_deref(), Some("solved"));
    assert_eq!(facts.first_response_at.as_deref(), Some("2026-03-02T09:10:00Z"));
    let resolution = &facts.promises["resolution"];
    assert_eq!(resolution.consumed_us, Some(600_000_000));
    assert_eq!(resolution.stopped_at.as_deref(), Some("2026-03-02T09:10:00Z"));
}

#[test]
fn the_clock_of_an_answered_enquiry_stops_and_a_closed_one_wakes_nobody() {
    let mut desk = enquiry();
    assert_eq!(desk.ticket.next_wakeup(at("02 09:00")), Some(at("02 11:00")), "first response is due");
    desk.say("02 09:10", DESK, json!({"type": "answer", "summary": "hold the button"}));
    desk.say("02 09:11", DESK, plain("close"));
    let readings = desk.ticket.readings(at("03 09:00")).unwrap();
    let resolution = readings.iter().find(|reading| reading.metric.as_str() == "resolution").unwrap();
    assert_eq!(resolution.consumed.seconds(), 600);
    assert!(desk.ticket.timers().is_empty());
    assert!(desk.wait_until("31 09:00").is_empty(), "a closed ticket fires nothing");
}

#[test]
fn whose_turn_it_is_is_state_and_not_guessed() {
    let mut desk = enquiry();
    let message = |kind: &str| json!({"type": kind, "channel": "web_form"});
    assert_eq!(desk.ticket.state().conversation.turn, Turn::Desk);
    desk.say("02 09:05", DESK, message("send_message"));
    assert_eq!(desk.ticket.state().conversation.turn, Turn::Customer);
    desk.say("02 09:06", DESK, message("receive_message"));
    assert_eq!(desk.ticket.state().conversation.turn, Turn::Desk);
    // A message written before the customer's last one answers nothing, however late it is recorded.
    desk.sync("02 09:05", "02 09:30", DESK, message("send_message"));
    assert_eq!(desk.ticket.state().conversation.turn, Turn::Desk);
}

#[test]
fn a_message_of_the_customer_ends_the_wait_for_it() {
    let mut desk = enquiry();
    desk.say("02 09:05", DESK, json!({"type": "wait", "reason": "customer"}));
    desk.say("02 09:05", DESK, json!({"type": "wait", "reason": "third party"}));
    assert_eq!(desk.ticket.tmf_status(), TmfStatus::Pending);
    desk.say("02 10:05", DESK, json!({"type": "receive_message", "channel": "email"}));
    assert_eq!(desk.ticket.state().waits.len(), 1);
    assert_eq!(desk.ticket.tmf_status(), TmfStatus::Held);
    assert_eq!(desk.ticket.facts(at("02 11:05")).unwrap().waits_us["customer"], 3_600_000_000);
}

#[test]
fn the_customers_word_that_never_comes_closes_the_ticket_in_the_end() {
    let mut desk = enquiry();
    desk.say("02 09:10", DESK, json!({"type": "answer", "summary": "hold the button"}));
    assert!(desk.wait_until("07 09:10").is_empty(), "the last instant still belongs to the customer");
    assert_eq!(desk.ticket.next_wakeup(at("07 09:10")), Some(at("07 09:10:00.000001")));
    assert_eq!(desk.wait_until("20 00:00"), [EventName::Closed]);
    assert_eq!(desk.ticket.state().phase.closed_at, Some(at("07 09:10:00.000001")));
}
