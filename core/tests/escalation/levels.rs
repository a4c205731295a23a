//! The ladder: time at a level, authority, classes, reopening, marks, progress (domain facts ES-2, ES-3, ES-10, CU-3, WK-5).

use aftersales::vocabulary::FunctionalLevel;
use serde_json::{Value, json};

use crate::desk::{Ticket, at, fired, notify, policy, raise_level, with};

/// An hour without a first diagnosis takes a ticket to L2 (ES-2).
fn undiagnosed() -> Value {
    json!([{
        "id": "undiagnosed",
        "trigger": {"type": "time_at_level", "within_seconds": 3600, "without": "diagnosis"},
        "when": {"level": ["L1"]},
        "steps": [{"actions": [{"type": "raise_level", "to": "L2"}, {"type": "notify", "role": "engineer"}]}]
    }])
}

#[test]
fn an_hour_without_a_diagnosis_takes_a_ticket_to_the_engineers() {
    let mut ticket = Ticket::new(&policy(undiagnosed()), &["02 09:00 started P3"]);
    assert_eq!(ticket.next_change("02 09:00"), Some(at("02 10:00")));
    ticket.advance("02 12:00");
    assert_eq!(ticket.lines(), ["02 10:00 undiagnosed: level L2, notify engineer"]);
    assert_eq!((ticket.level(), ticket.next_change("02 12:00")), (FunctionalLevel::L2, None));
}

#[test]
fn a_diagnosis_in_time_keeps_it_at_the_front_desk() {
    let in_time = ["02 09:00 started P3", "02 09:59 milestone diagnosis"];
    let mut ticket = Ticket::new(&policy(undiagnosed()), &in_time);
    assert_eq!(ticket.next_change("02 09:59"), None);
    ticket.advance("20 09:00");
    assert!(ticket.lines().is_empty());
    let another = ["02 09:00 started P3", "02 09:30 milestone plan"];
    assert_eq!(fired(undiagnosed(), &another, "20 09:00").len(), 1);
}

#[test]
fn a_later_diagnosis_does_not_hide_that_it_was_late() {
    let rules = policy(undiagnosed());
    let mut ticket = Ticket::new(&policy(json!([])), &["02 09:00 started", "02 10:30 milestone diagnosis"]);
    let late = rules.due(&ticket.view(), &ticket.fired, at("02 12:00"));
    assert_eq!(late[0].at, at("02 10:00"));
    ticket.tell(&["02 12:00 milestone diagnosis"]);
    assert_eq!(rules.due(&ticket.view(), &ticket.fired, at("02 12:00")), late);
}

#[test]
fn a_return_begins_another_stay() {
    let life = ["02 09:00 started P3", "02 11:00 level L1"];
    assert_eq!(
        fired(undiagnosed(), &life, "20 09:00"),
        [
            "02 10:00 undiagnosed: level L2, notify engineer",
            "02 12:00 undiagnosed: level L2, notify engineer"
        ]
    );
}

#[test]
fn a_completed_ticket_waits_for_no_diagnosis_but_a_reopened_one_does() {
    assert!(fired(undiagnosed(), &["02 09:00 started", "02 09:30 stopped"], "20 09:00").is_empty());
    let reopened = ["02 09:00 started", "02 09:30 stopped", "04 14:00 reopened"];
    assert_eq!(
        fired(undiagnosed(), &reopened, "20 09:00"),
        ["04 15:00 undiagnosed: level L2, notify engineer"]
    );
}

#[test]
fn time_at_a_level_counts_on_the_calendar_of_its_rule() {
    let mut rules = undiagnosed();
    rules[0]["calendar"] = json!("office");
    let life = ["02 16:30 started P3"];
    assert_eq!(fired(rules, &life, "20 09:00"), ["03 09:30 undiagnosed: level L2, notify engineer"]);
}

#[test]
fn the_ladder_is_climbed_at_once_where_authority_ends() {
    let rules = json!([
        {"id": "beyond-desk", "trigger": {"type": "authority_exceeded"}, "when": {"level": ["L1"]}, "steps": [raise_level("L2")]},
        {"id": "beyond-engineer", "trigger": {"type": "authority_exceeded"}, "when": {"level": ["L2"]}, "steps": [raise_level("L3")]}
    ]);
    let life = ["02 09:00 started", "02 09:20 authority_exceeded"];
    assert_eq!(fired(rules.clone(), &life, "20 09:00"), ["02 09:20 beyond-desk: level L2"]);
    let both = ["02 09:00 started", "02 09:20 authority_exceeded", "02 11:00 authority_exceeded"];
    assert_eq!(fired(rules, &both, "20 09:00")[1..], ["02 11:00 beyond-engineer: level L3"]);
}

#[test]
fn core_defects_and_customisation_go_to_the_experts_at_once() {
    let rules = json!([{
        "id": "core", "trigger": {"type": "at_once"}, "when": {"class": ["core_defect", "customisation"]},
        "steps": [raise_level("L3")]
    }]);
    assert!(
        fired(rules.clone(), &["02 09:00 started", "02 10:00 class configuration"], "20 09:00").is_empty()
    );
    let life = ["02 09:00 started", "02 10:00 class core_defect", "02 11:00 level L2"];
    // Taken back by hand, it stays there.
    assert_eq!(fired(rules, &life, "20 09:00"), ["02 10:00 core: level L3"]);
}

#[test]
fn a_stage_too_long_at_the_engineers_goes_to_the_experts() {
    let rules = json!([{
        "id": "unsolved", "trigger": {"type": "time_at_level", "within_seconds": 28800, "without": "solution"},
        "when": {"level": ["L2"]}, "calendar": "office", "steps": [raise_level("L3")]
    }]);
    let life = ["02 09:00 started", "02 13:00 level L2"];
    assert_eq!(fired(rules, &life, "20 09:00"), ["03 13:00 unsolved: level L3"]);
}

#[test]
fn work_that_comes_back_again_and_again_is_told() {
    let rules = json!([{"id": "twice", "trigger": {"type": "reopened", "times": 2}, "steps": [notify("service_supervisor")]}]);
    let once = ["02 09:00 started", "02 10:00 stopped", "02 11:00 reopened"];
    assert!(fired(rules.clone(), &once, "20 09:00").is_empty());
    let thrice =
        [&once[..], &["02 12:00 stopped", "02 13:00 reopened", "02 14:00 stopped", "02 15:00 reopened"]]
            .concat();
    assert_eq!(fired(rules, &thrice, "20 09:00"), ["02 13:00 twice: notify service_supervisor"]);
}

#[test]
fn a_low_mark_calls_for_a_call_back() {
    let rules = json!([{
        "id": "detractor", "trigger": {"type": "rated_below", "scale": "nps", "below": 7}, "steps": [notify("customer")]
    }]);
    let life = [
        "02 09:00 started",
        "02 10:00 rated nps 7",
        "02 11:00 rated satisfaction 1",
        "02 12:00 rated nps 6",
        "02 13:00 rated nps 2",
    ];
    assert_eq!(
        fired(rules, &life, "20 09:00"),
        ["02 12:00 detractor: notify customer", "02 13:00 detractor: notify customer"]
    );
}

#[test]
fn long_work_is_reported_every_week() {
    let rule = json!({
        "id": "weekly", "trigger": {"type": "silence", "milestone": "progress_report", "within_seconds": 604800},
        "steps": [with(notify("engineer"), "repeat", json!({"every_seconds": 86400, "times": 2}))]
    });
    let life = [
        "02 09:00 started",
        "08 10:00 milestone progress_report",
        "16 10:00 milestone progress_report",
        "18 10:00 stopped",
    ];
    let mut ticket = Ticket::new(&policy(json!([rule])), &life[..2]);
    assert_eq!(ticket.next_change("08 10:00"), Some(at("15 10:00")));
    ticket.tell(&life[2..]);
    ticket.advance("31 09:00");
    // The second reminder comes at the very instant of the report; after completion nobody waits for one.
    assert_eq!(ticket.lines(), ["15 10:00 weekly: notify engineer", "16 10:00 weekly: notify engineer"]);
    ticket.tell(&["31 10:00 reopened"]);
    assert_eq!(ticket.next_change("31 10:00"), Some("2026-04-07T10:00:00Z".parse().unwrap()));
}
