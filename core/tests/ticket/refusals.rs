//! Refusals say everything at once and change nothing; the list of possible commands agrees with them.

use std::collections::BTreeSet;

use aftersales::ticket::{
    Command, CommandName, Phase, Reason, RefusalDocument, Standing, Ticket, diagram, transitions,
};
use aftersales::vocabulary::{Actor, Role};
use serde_json::json;

use super::desk::{DESK, Desk, ENGINEER, MANAGER, at, command, complete, file, plain, policy, repair};
use super::repair::{completed, planned};

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let mut desk = Desk::repair("02 09:00");
    let early = command(
        "01 09:00",
        DESK,
        "k",
        1,
        json!({"type": "complete", "outcome": "not_solvable", "summary": "no"}),
    );
    let codes = desk.ticket.decide(&early, at("02 09:30")).unwrap_err().codes();
    assert_eq!(
        codes,
        [
            "ticket.version.conflict",
            "ticket.time.too_far_back",
            "ticket.time.before_opening",
            "ticket.phase.not_allowed",
            "ticket.gate.self_check_missing",
            "ticket.gate.second_check_missing",
            "ticket.work.reason_needed"
        ]
    );
    let close = desk.refused("02 09:30", DESK, plain("close"));
    let Some(Reason::Requirement { details, supplied_by, .. }) =
        close.reasons().iter().find(|reason| reason.code() == "ticket.gate.archive_missing")
    else {
        panic!("{close}")
    };
    assert_eq!(details, &["problem", "diagnosis", "solution"]);
    assert_eq!(*supplied_by, CommandName::ArchivePiece);
}

#[test]
fn an_incomplete_intake_names_its_fields_and_stops_the_ticket() {
    let opening =
        json!({"type": "open", "number": "TS20260302-0001", "kind": "repair", "channel": "hotline"});
    let mut desk = Desk::open(&policy(), "02 09:00", opening);
    let refusal = desk.refused("02 09:05", DESK, plain("start_diagnosis"));
    let document = RefusalDocument::from(&refusal);
    assert_eq!(document.reasons[0].code, "ticket.gate.intake_missing");
    assert_eq!(document.reasons[0].data["details"], json!(["model", "serial_number"]));
    desk.say(
        "02 09:06",
        DESK,
        json!({"type": "amend_intake", "intake": {"model": "K3", "serial_number": "SN-1"}}),
    );
    desk.say("02 09:07", DESK, plain("start_diagnosis"));
}

#[test]
fn bad_facts_of_a_case_are_all_named() {
    let mut desk = Desk::open(&policy(), "02 09:00", repair("TS20260302-0001"));
    let grading = json!({"type": "grade", "stage": "preliminary",
                         "inputs": {"severity": "High", "impact": "one", "colour": "red"}});
    let codes = desk.refused("02 09:05", DESK, grading);
    let told = codes.to_string();
    assert!(codes.codes().iter().all(|code| *code == "ticket.grade.input_invalid"));
    assert_eq!(codes.reasons().len(), 3, "{told}");
    assert!(told.contains("`High`") && told.contains("colour") && told.contains("safety_hazard"), "{told}");
}

#[test]
fn a_safety_hazard_cannot_be_graded_away() {
    let mut desk = Desk::repair("02 09:00");
    let hazard = json!({"type": "grade", "stage": "engineer",
                        "inputs": {"severity": "minor", "impact": "one", "safety_hazard": true}});
    desk.say("02 09:05", ENGINEER, hazard);
    let lower = |priority: &str, until: &str| json!({"type": "override_grade", "priority": priority, "reason": "the customer can wait", "expires_at": at(until)});
    let codes = desk.codes("02 09:10", MANAGER, lower("P3", "01 00:00"));
    assert_eq!(codes, ["ticket.grade.safety_stands", "ticket.grade.expiry_past"]);
    assert_eq!(desk.ticket.state().grade.priority().unwrap().as_str(), "P1");
    // An override that was there before the hazard was found does not hide it either.
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 09:10", MANAGER, lower("P3", "03 09:10"));
    assert_eq!(desk.ticket.state().grade.priority().unwrap().as_str(), "P3");
    let hazard = json!({"type": "grade", "stage": "engineer",
                        "inputs": {"severity": "minor", "impact": "one", "safety_hazard": true}});
    desk.say("02 09:15", ENGINEER, hazard);
    assert_eq!(desk.ticket.state().grade.priority().unwrap().as_str(), "P1");
}

#[test]
fn the_same_command_is_carried_out_once() {
    let mut desk = Desk::repair("02 09:00");
    let wait = desk.next_command("02 09:05", DESK, json!({"type": "wait", "reason": "customer"}));
    let first = desk.ticket.execute(&wait, at("02 09:05")).unwrap();
    desk.log.extend(first.events.iter().cloned());
    let again = desk.ticket.execute(&wait, at("02 09:06")).unwrap();
    assert!(again.events.is_empty());
    assert_eq!((again.first, again.last, again.standing), (first.first, first.last, Standing::Repeated));
    let other = Command { kind: serde_json::from_value(plain("close")).unwrap(), ..wait };
    assert_eq!(
        desk.ticket.decide(&other, at("02 09:06")).unwrap_err().codes(),
        ["ticket.idempotency.key_reused"]
    );
    // A refused command leaves no trace: its key can be used when the way is free.
    let close = desk.next_command("02 09:07", DESK, plain("start_work"));
    assert!(desk.ticket.decide(&close, at("02 09:07")).is_err());
    assert!(!desk.ticket.state().answered.contains_key(&close.idempotency_key));
}

#[test]
fn of_two_writers_from_one_version_one_wins() {
    let mut desk = Desk::repair("02 09:00");
    let version = desk.ticket.version();
    let wait = |key: &str, reason: &str| {
        command("02 09:05", DESK, key, version, json!({"type": "wait", "reason": reason}))
    };
    desk.ticket.execute(&wait("one", "customer"), at("02 09:05")).unwrap();
    let refusal = desk.ticket.execute(&wait("two", "parts"), at("02 09:05")).unwrap_err();
    assert_eq!(refusal.codes(), ["ticket.version.conflict"]);
    assert_eq!(desk.ticket.state().waits.len(), 1);
}

#[test]
fn merging_does_not_go_in_a_circle() {
    let mut desk = Desk::repair("02 09:00");
    let merge = |into: &str, chain: &[&str]| json!({"type": "merge", "into": into, "chain": chain});
    let circle = merge("TS20260302-0009", &["TS20260302-0008", "TS20260302-0001"]);
    assert_eq!(desk.codes("02 09:05", DESK, circle), ["ticket.merge.cycle"]);
    assert_eq!(desk.codes("02 09:05", DESK, merge("TS20260302-0001", &[])), ["ticket.link.itself"]);
    desk.say("02 09:05", DESK, merge("TS20260302-0009", &["TS20260302-0008"]));
    assert_eq!(desk.ticket.phase(), Phase::Merged);
    assert!(desk.wait_until("30 09:00").is_empty(), "a merged ticket escalates no more");
    assert_eq!(desk.ticket.next_wakeup(at("30 09:00")), None);
    assert!(desk.ticket.facts(at("30 09:00")).unwrap().promises.is_empty());
}

#[test]
fn what_is_offered_is_what_is_carried_out() {
    let mut desk = Desk::repair("02 09:00");
    let engineer = Actor::new("engineer-1".parse().unwrap(), [Role::ENGINEER]);
    let possible = |desk: &Desk, now: &str| -> BTreeSet<CommandName> {
        let all = desk.ticket.available(at(now), Some(&engineer));
        all.into_iter().filter(aftersales::ticket::Availability::is_possible).map(|one| one.command).collect()
    };
    assert!(possible(&desk, "02 09:01").contains(&CommandName::StartDiagnosis));
    planned(&mut desk);
    let now = possible(&desk, "02 09:31");
    assert!(now.contains(&CommandName::ProposePlan) && !now.contains(&CommandName::ApprovePlan));
    assert!(!now.contains(&CommandName::StartWork));
    let all = desk.ticket.available(at("02 09:31"), None);
    assert_eq!(all.len(), CommandName::ALL.len() - 2, "every command but the two that begin a ticket");
    let start = all.iter().find(|one| one.command == CommandName::StartWork).unwrap();
    let told: Vec<_> = start.lacks.iter().map(Reason::code).collect();
    assert_eq!(told, desk.codes("02 09:31", ENGINEER, plain("start_work")));
    for one in all {
        let refused = one.lacks.iter().any(|reason| matches!(reason, Reason::Phase { .. }));
        let moves = transitions().iter().any(|way| way.command == one.command);
        let here = transitions().iter().any(|way| way.command == one.command && way.from == Phase::Planning);
        assert!(!moves || refused != here, "{}", one.command);
    }
}

#[test]
fn every_phase_is_reached_and_every_open_one_leads_to_closed() {
    let ways = transitions();
    for phase in Phase::ALL.iter().filter(|phase| **phase != Phase::Received) {
        assert!(ways.iter().any(|way| way.to == *phase), "{phase} is never reached");
    }
    let mut closing = BTreeSet::from([Phase::Closed]);
    for _ in Phase::ALL {
        closing.extend(
            ways.iter().filter(|way| closing.contains(&way.to)).map(|way| way.from).collect::<Vec<_>>(),
        );
    }
    for phase in Phase::ALL.iter().filter(|phase| !phase.is_terminal()) {
        assert!(closing.contains(phase), "{phase} does not lead to closed");
    }
    let pairs: BTreeSet<_> = ways.iter().map(|way| (way.from, way.to)).collect();
    let drawn = diagram().lines().filter(|line| line.contains("-->") && !line.contains("[*]")).count();
    assert_eq!(drawn, pairs.len());
}

#[test]
fn estimates_ratings_and_numbers_that_contradict_themselves_are_refused() {
    let mut desk = Desk::repair("02 09:00");
    planned(&mut desk);
    let euros = |amount: &str| json!({"amount": amount, "currency": "EUR"});
    let offer = json!({"type": "draft_estimate", "total": euros("100.00"), "low": euros("120.00"),
                       "high": {"amount": "150.00", "currency": "USD"}, "not_to_exceed": euros("lots")});
    let codes = desk.codes("02 09:40", ENGINEER, offer);
    assert_eq!(
        codes,
        ["ticket.estimate.amount_order", "ticket.estimate.amount_order", "ticket.estimate.amount_malformed"]
    );
    let mut desk = Desk::repair("02 09:00");
    completed(&mut desk);
    let rating = json!({"type": "rate", "scale": "five", "score": 6, "aspects": {"speed": 0, "clarity": 5}});
    assert_eq!(desk.codes("02 11:00", DESK, rating), ["ticket.rating.range", "ticket.rating.range"]);
    let numbered = |number: &str| {
        let opening = command("02 09:00", DESK, "k", 0, repair(number));
        Ticket::open(&policy(), &opening, at("02 09:00")).map(|opened| opened.0.version())
    };
    assert_eq!(numbered("4711").unwrap_err().codes(), ["ticket.number.invalid"]);
    assert_eq!(numbered("TS20260302-0007"), Ok(1));
}

#[test]
fn a_hierarchic_escalation_is_asked_for_granted_taken_up_and_justified() {
    let mut desk = Desk::repair("02 09:00");
    let ask = json!({"type": "request_escalation", "to": "department_manager", "justification": "the line stands still"});
    let end = json!({"type": "close_escalation", "justification": "a loan unit was sent"});
    assert_eq!(desk.codes("02 09:05", DESK, end.clone()), ["ticket.escalation.status"]);
    desk.say("02 09:05", "manager-1 department_manager", ask.clone());
    assert_eq!(
        desk.codes("02 09:06", MANAGER, plain("approve_escalation")),
        ["ticket.escalation.approver_is_requester"]
    );
    assert_eq!(desk.codes("02 09:06", DESK, ask), ["ticket.escalation.status"]);
    desk.say("02 09:07", "manager-2 department_manager", plain("approve_escalation"));
    desk.say("02 09:08", MANAGER, plain("take_up_escalation"));
    completed(&mut desk);
    desk.say("02 10:50", DESK, plain("confirm"));
    for piece in ["problem", "diagnosis", "solution"] {
        desk.say("02 11:10", DESK, file(piece));
    }
    assert_eq!(desk.codes("02 11:20", DESK, plain("close")), ["ticket.gate.escalation_end_missing"]);
    desk.say("02 11:21", MANAGER, end);
    desk.say("02 11:22", DESK, plain("close"));
}

#[test]
fn the_level_climbs_with_a_diagnosis_and_comes_down_with_a_reason() {
    let mut desk = Desk::repair("02 09:00");
    let climb = |to: &str| json!({"type": "escalate", "to": to, "reason": "beyond the front desk"});
    assert_eq!(
        desk.codes("02 09:05", DESK, climb("L1")),
        ["ticket.gate.diagnosis_step_missing", "ticket.level.not_higher"]
    );
    let down = json!({"type": "return_level", "to": "L1", "reason": "a simple case after all"});
    assert_eq!(desk.codes("02 09:05", DESK, down.clone()), ["ticket.level.lowest", "ticket.level.not_lower"]);
    desk.say("02 09:06", DESK, json!({"type": "log_step", "action": "restart", "result": "no change"}));
    desk.say("02 09:07", DESK, climb("L3"));
    assert_eq!(
        desk.codes("02 09:08", DESK, climb("L3")),
        ["ticket.level.highest", "ticket.level.not_higher"]
    );
    desk.say("02 09:09", ENGINEER, down);
    assert_eq!(desk.ticket.state().level.level.as_str(), "L1");
    assert_eq!(desk.ticket.facts(at("02 09:10")).unwrap().highest_level.as_deref(), Some("L3"));
}

#[test]
fn a_ticket_begins_with_open_and_only_once() {
    let close = command("02 09:00", DESK, "k", 0, plain("close"));
    assert_eq!(Ticket::open(&policy(), &close, at("02 09:00")).unwrap_err().codes(), ["ticket.open.needed"]);
    let mut desk = Desk::repair("02 09:00");
    let codes = desk.codes("02 09:05", DESK, repair("TS20260302-0001"));
    assert_eq!(codes, ["ticket.phase.not_allowed", "ticket.open.already"]);
    assert_eq!(desk.codes("02 09:05", DESK, complete())[0], "ticket.phase.not_allowed");
}

#[test]
fn triage_to_another_kind_asks_for_what_that_kind_needs() {
    let enquiry = json!({"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat",
                         "intake": {"model": "K3"}});
    let mut desk = Desk::open(&super::desk::policy(), "02 09:00", enquiry);
    desk.say("02 09:05", DESK, json!({"type": "triage", "kind": "repair"}));
    assert_eq!(desk.codes("02 09:10", ENGINEER, plain("start_diagnosis")), ["ticket.gate.intake_missing"]);
    desk.say("02 09:15", DESK, json!({"type": "triage", "kind": "enquiry"}));
    desk.say("02 09:20", ENGINEER, plain("start_diagnosis"));
}

#[test]
fn an_estimate_that_was_accepted_before_there_was_a_plan_authorises_work() {
    let gates = json!([{"before": ["start_work"], "requires": ["authorisation"]}]);
    let policy = super::desk::policy_with("/gates/gates", gates);
    let mut desk = Desk::repair_under(&policy, "02 09:00");
    desk.say("02 09:05", ENGINEER, plain("start_diagnosis"));
    desk.say("02 09:10", ENGINEER, super::desk::conclude());
    desk.say("02 09:15", ENGINEER, super::desk::estimate("90.00"));
    desk.say("02 09:16", ENGINEER, json!({"type": "send_estimate", "version": 1}));
    assert_eq!(desk.codes("02 09:17", ENGINEER, plain("start_work")), ["ticket.gate.authorisation_missing"]);
    desk.say("02 09:20", DESK, super::desk::authorise(1));
    let mut planned = desk.clone();
    desk.say("02 09:25", ENGINEER, plain("start_work"));

    planned.say("02 09:25", ENGINEER, super::desk::propose("another supply"));
    let codes = planned.codes("02 09:26", ENGINEER, plain("start_work"));
    assert_eq!(codes, ["ticket.gate.authorisation_missing"], "the plan asks something of the customer");
}
