//! Work recorded off line, timers, other policies, imports.

use aftersales::sla::ReadingState;
use aftersales::ticket::{BreachStanding, EventName, Phase, Requirement, Ticket, TimerKind};
use serde_json::{Value, json};

use super::desk::{
    DESK, Desk, ENGINEER, MANAGER, at, because, command, complete, plain, policy, policy_with, repair,
    without_type,
};
use super::repair::{completed, working};

#[test]
fn a_breach_that_only_the_rules_had_noticed_is_taken_back_too() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    desk.say("02 10:00", ENGINEER, plain("pass_self_check"));
    desk.say("02 10:01", "engineer-2 engineer", plain("pass_second_check"));
    // Nothing that the clocks read comes after the breach at 13:00.
    assert!(desk.wait_until("02 14:00").contains(&EventName::RuleFired));
    desk.sync("02 12:30", "02 15:00", ENGINEER, complete());
    let breaches = desk.ticket.breaches(at("02 15:00")).unwrap();
    assert_eq!(breaches.len(), 1, "nothing is removed from the history");
    assert_eq!(breaches[0].standing, BreachStanding::Superseded);
}

#[test]
fn work_recorded_off_line_is_not_late_for_being_recorded_late() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    desk.say("02 10:00", ENGINEER, plain("pass_self_check"));
    desk.say("02 10:01", "engineer-2 engineer", plain("pass_second_check"));
    // P1 is due at 13:00; the engineer finishes at 12:30 in a cellar and is back on line at 15:00.
    let fired = desk.wait_until("02 14:00");
    assert!(fired.contains(&EventName::RuleFired));
    desk.say("02 14:10", DESK, json!({"type": "receive_message", "channel": "hotline"}));
    let breaches = desk.ticket.breaches(at("02 14:10")).unwrap();
    assert_eq!(breaches.len(), 1);
    assert_eq!(breaches[0].standing, BreachStanding::Stands);
    let told: Vec<_> = desk
        .ticket
        .effects_since(0)
        .into_iter()
        .filter(|effect| effect.key.rule.as_str() == "resolution late")
        .collect();
    assert!(!told.is_empty() && told.iter().all(|effect| effect.revoked_by.is_none()));

    let before = desk.ticket.version();
    let decision = desk.sync("02 12:30", "02 15:00", ENGINEER, complete());
    assert_eq!(decision.events[0].backdated_by().seconds(), 9_000);
    assert_eq!(decision.events.last().unwrap().kind().name(), EventName::BreachSuperseded);
    let breaches = desk.ticket.breaches(at("02 15:00")).unwrap();
    assert_eq!(breaches.len(), 1, "nothing is removed from the history");
    assert_eq!(breaches[0].standing, BreachStanding::Superseded);
    let resolution = desk.ticket.facts(at("02 15:00")).unwrap().promises["resolution"].clone();
    assert_eq!(resolution.stopped_at.as_deref(), Some("2026-03-02T12:30:00Z"));
    assert_eq!((resolution.breached_at, resolution.consumed_us), (None, Some(210 * 60_000_000)));
    let revoked = desk.ticket.effects_since(before);
    assert!(
        revoked
            .iter()
            .any(|effect| effect.key.rule.as_str() == "resolution late" && effect.revoked_by.is_some())
    );
}

#[test]
fn an_answer_given_off_line_disproves_a_breach_that_nothing_else_followed() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 11:30");
    let known = desk.ticket.breaches(at("02 11:30")).unwrap();
    assert_eq!(known[0].at, at("02 09:30:00.000001"));
    desk.sync("02 09:20", "02 11:30", ENGINEER, json!({"type": "send_message", "channel": "hotline"}));
    let breaches = desk.ticket.breaches(at("02 11:30")).unwrap();
    let found: Vec<_> = breaches.iter().map(|one| (one.at, one.standing)).collect();
    assert_eq!(found, [(at("02 09:30:00.000001"), BreachStanding::Superseded)]);
}

#[test]
fn backdating_has_a_limit_and_must_fit_what_is_known() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 09:10", DESK, json!({"type": "wait", "reason": "parts"}));
    desk.say("02 09:20", DESK, json!({"type": "wait", "reason": "customer"}));
    let resume =
        command("02 09:05", DESK, "a", desk.ticket.version(), json!({"type": "resume", "reason": "parts"}));
    let refusal = desk.ticket.decide(&resume, at("02 09:30")).unwrap_err();
    assert_eq!(refusal.codes(), ["ticket.time.does_not_fit"]);
    desk.sync("02 09:15", "02 09:30", DESK, json!({"type": "resume", "reason": "parts"}));
    let late = command(
        "02 09:30",
        DESK,
        "b",
        desk.ticket.version(),
        json!({"type": "resume", "reason": "customer"}),
    );
    assert_eq!(desk.ticket.decide(&late, at("03 09:31")).unwrap_err().codes(), ["ticket.time.too_far_back"]);
    assert!(desk.ticket.decide(&late, at("03 09:30")).is_ok());
    assert_eq!(desk.ticket.decide(&late, at("02 09:29")).unwrap_err().codes(), ["ticket.time.in_future"]);
}

#[test]
fn a_wait_with_a_time_ends_by_itself() {
    let mut desk = Desk::repair("02 09:00");
    let wait = |until: &str| json!({"type": "wait", "reason": "parts", "until": at(until)});
    assert_eq!(desk.codes("02 09:10", DESK, wait("02 09:10")), ["ticket.wait.until_past"]);
    assert_eq!(
        desk.codes("02 09:10", DESK, json!({"type": "wait", "reason": "call_back"})),
        ["ticket.wait.reserved"]
    );
    desk.say("02 09:10", DESK, wait("02 09:40"));
    assert_eq!(desk.codes("02 09:11", DESK, wait("02 09:50")), ["ticket.wait.open"]);
    assert_eq!(desk.ticket.timers()[0].kind, TimerKind::WaitEnds("parts".parse().unwrap()));
    // A command brings up what fell due before it, at its own instant.
    let decision = desk.say("02 09:50", DESK, json!({"type": "send_message", "channel": "hotline"}));
    let ended = &decision.events[0];
    assert_eq!((ended.kind().name(), ended.occurred_at()), (EventName::WaitEnded, at("02 09:40")));
    assert!(ended.cause().is_none() && ended.by().id.as_str() == "system");
    assert_eq!(decision.first, ended.sequence() + 1);
}

#[test]
fn an_override_ends_with_its_time() {
    let mut desk = Desk::repair("02 09:00");
    let lower = json!({"type": "override_grade", "priority": "P3", "reason": "a spare unit is there", "expires_at": at("03 09:00")});
    desk.say("02 09:10", MANAGER, lower);
    assert_eq!(desk.ticket.state().grade.priority().unwrap().as_str(), "P3");
    assert!(desk.wait_until("03 09:00").contains(&EventName::OverrideExpired));
    assert_eq!(desk.ticket.state().grade.priority().unwrap().as_str(), "P1");
    assert_eq!(
        desk.codes("03 09:10", MANAGER, because("withdraw_override", "over")),
        ["ticket.grade.no_override"]
    );
}

#[test]
fn long_work_asks_for_a_report_once_until_it_is_given() {
    let policy = policy_with("/escalation/rules", json!([]));
    let mut desk = Desk::repair_under(&policy, "02 09:00");
    assert_eq!(desk.wait_until("28 00:00"), [EventName::Reminded]);
    assert_eq!(desk.log.last().unwrap().occurred_at(), at("09 09:00"));
    desk.say("28 09:00", ENGINEER, json!({"type": "report_progress", "summary": "the part is at customs"}));
    assert_eq!(desk.ticket.next_wakeup(at("28 09:00")).unwrap(), "2026-04-04T09:00:00Z".parse().unwrap());
}

#[test]
fn watching_ends_with_its_time() {
    let mut desk = Desk::repair("02 09:00");
    completed(&mut desk);
    desk.say("02 11:00", ENGINEER, json!({"type": "start_observation", "until": at("03 11:00")}));
    assert_eq!(desk.wait_until("03 11:00"), [EventName::Reminded]);
    desk.say(
        "03 11:05",
        ENGINEER,
        json!({"type": "finish_observation", "finding": "no restart in 24 hours"}),
    );
    assert!(Requirement::ALL.contains(&Requirement::Observation));
    assert!(desk.ticket.state().work.finding.is_some());
}

#[test]
fn another_policy_comes_in_by_an_event_and_takes_its_clock_with_it() {
    let mut desk = Desk::repair("02 09:00");
    let mut documents = super::desk::documents();
    documents["sla"]["metrics"].as_array_mut().unwrap().retain(|metric| metric["name"] != "resolution");
    for entry in documents["sla"]["selector"].as_array_mut().unwrap() {
        entry["targets"].as_object_mut().unwrap().remove("resolution");
    }
    documents["escalation"] = json!({"rules": []});
    let other = super::desk::compile(&documents).unwrap();
    let revise = json!({"type": "revise_policy", "revision": other.revision()});
    assert_eq!(desk.codes("02 10:00", MANAGER, revise.clone()), ["ticket.policy.not_handed_in"]);
    desk.ticket.learn(&other);
    desk.policies.push(other.clone());
    desk.say("02 10:00", MANAGER, revise.clone());
    assert_eq!(desk.ticket.policy().revision(), other.revision());
    assert!(desk.wait_until("05 00:00").is_empty(), "nothing escalates after its promise was taken away");
    let readings = desk.ticket.readings(at("05 00:00")).unwrap();
    assert!(!readings.iter().any(|reading| reading.metric.as_str() == "resolution"));
    assert_eq!(desk.codes("05 10:00", MANAGER, revise), ["ticket.policy.same"]);
}

fn import(history: &str, timeline: Value) -> Value {
    json!({
        "type": "import", "opening": without_type(repair("TS20260302-0009")), "phase": "working", "level": "L2",
        "opened_at": at("01 09:00"), "priority": "P2", "assignee": "engineer-1",
        "waits": [{"reason": "parts"}], "vouched": ["diagnosis", "plan", "approval", "authorisation_evidence"],
        "history": history, "timeline": timeline
    })
}

fn known() -> Value {
    json!([
        {"at": at("01 09:00"), "type": "started", "inputs": {"priority": "P2", "kind": "repair"}},
        {"at": at("01 09:20"), "type": "agent_message"},
        {"at": at("01 10:00"), "type": "state_entered", "state": "working"},
        {"at": at("01 12:00"), "type": "wait_started", "reason": "parts"}
    ])
}

#[test]
fn a_half_done_ticket_is_taken_over_with_its_history() {
    let desk = Desk::open(&policy(), "02 09:00", import("known", known()));
    assert_eq!((desk.ticket.phase(), desk.ticket.version()), (Phase::Working, 1));
    let readings = desk.ticket.readings(at("02 10:00")).unwrap();
    let resolution = readings.iter().find(|reading| reading.metric.as_str() == "resolution").unwrap();
    assert_eq!((resolution.state, resolution.consumed.seconds()), (ReadingState::Paused, 3 * 3600));
    let mut desk = desk;
    desk.say("02 11:00", ENGINEER, json!({"type": "resume", "reason": "parts"}));
    desk.say("02 12:00", ENGINEER, complete());
}

#[test]
fn a_half_done_ticket_without_a_history_counts_from_the_import() {
    let desk = Desk::open(&policy(), "02 09:00", import("unknown", json!([])));
    let readings = desk.ticket.readings(at("02 10:00")).unwrap();
    assert!(readings.iter().all(|reading| reading.started_at == at("02 09:00")));
    assert!(desk.ticket.breaches(at("02 10:00")).unwrap().is_empty());
}

#[test]
fn an_import_that_contradicts_itself_is_refused_with_everything() {
    let mut bad = import("known", known());
    bad["phase"] = json!("verifying");
    bad["waits"] = json!([{"reason": "parts"}, {"reason": "parts"}, {"reason": "call_back"}]);
    let opening = command("02 09:00", DESK, "k", 0, bad);
    let refusal = Ticket::open(&policy(), &opening, at("02 09:00")).unwrap_err();
    assert!(refusal.codes().iter().all(|code| *code == "ticket.import.invalid"));
    assert!(refusal.reasons().len() >= 5, "{refusal}");
    let mut late = import("known", known());
    late["timeline"].as_array_mut().unwrap().push(json!({"at": at("02 09:01"), "type": "agent_message"}));
    let opening = command("02 09:00", DESK, "k", 0, late);
    assert!(Ticket::open(&policy(), &opening, at("02 09:00")).is_err());
}
