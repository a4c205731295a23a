//! A P1 repair from the phone call to the call-back: diagnosis, plan, approval, authorisation, start gate, parts, visit, second
//! check, confirmation, archive.

use aftersales::ticket::{EstimateStatus, EventName, Phase, TimerKind};
use aftersales::vocabulary::Priority;
use serde_json::json;

use super::desk::{
    DESK, Desk, ENGINEER, SECOND, SUPERVISOR, at, authorise, because, complete, conclude, estimate, file,
    graded, plain, plan, policy_with, propose, start_gate,
};

/// Up to a plan that waits for approval.
pub(crate) fn planned(desk: &mut Desk) {
    desk.say("02 09:05", DESK, json!({"type": "assign", "assignee": "engineer-1", "role": "engineer"}));
    desk.say("02 09:10", DESK, json!({"type": "send_message", "channel": "hotline"}));
    desk.say("02 09:15", ENGINEER, plain("start_diagnosis"));
    desk.say("02 09:20", ENGINEER, json!({
        "type": "log_step", "action": "measure the supply", "observation": "no voltage", "tool": "multimeter",
        "measurements": [{"quantity": "output", "value": "0.0 V"}], "result": "the supply is dead"
    }));
    desk.say("02 09:25", ENGINEER, conclude());
    desk.say("02 09:26", ENGINEER, graded("engineer", "severe", "many"));
    desk.say("02 09:30", ENGINEER, propose("replace the supply"));
}

/// On from there to work under way.
pub(crate) fn working(desk: &mut Desk) {
    planned(desk);
    desk.say("02 09:35", SUPERVISOR, json!({"type": "approve_plan", "version": 1}));
    desk.say("02 09:36", ENGINEER, estimate("180.00"));
    desk.say("02 09:37", ENGINEER, json!({"type": "send_estimate", "version": 1}));
    desk.say("02 09:40", DESK, authorise(1));
    desk.say("02 09:45", ENGINEER, start_gate());
    desk.say("02 09:50", ENGINEER, plain("start_work"));
}

/// On from there to the customer's word.
pub(crate) fn completed(desk: &mut Desk) {
    working(desk);
    desk.say("02 10:20", ENGINEER, plain("pass_self_check"));
    desk.say("02 10:30", SECOND, plain("pass_second_check"));
    desk.say("02 10:40", ENGINEER, complete());
}

/// On from there to the archive.
pub(crate) fn closed(desk: &mut Desk) {
    completed(desk);
    desk.say("02 11:00", DESK, plain("confirm"));
    for piece in ["problem", "diagnosis", "solution"] {
        desk.say("02 11:10", DESK, file(piece));
    }
    desk.say("02 11:20", DESK, plain("close"));
}

#[test]
fn a_repair_passes_every_gate() {
    let mut desk = Desk::repair("02 09:00");
    assert_eq!(desk.ticket.state().grade.priority(), Some(Priority::P1));
    closed(&mut desk);
    assert_eq!(desk.ticket.phase(), Phase::Closed);
    let facts = desk.ticket.facts(at("02 12:00")).unwrap();
    assert_eq!(facts.repair_attempts, Some(1));
    assert_eq!(facts.archive_complete, Some(true));
    assert_eq!((facts.fault_class.as_deref(), facts.fault.as_deref()), (Some("hardware"), Some("power")));
    assert_eq!(facts.promises["resolution"].consumed_us, Some(100 * 60_000_000));
}

#[test]
fn work_does_not_start_before_everything_is_there() {
    let mut desk = Desk::repair("02 09:00");
    planned(&mut desk);
    desk.say(
        "02 09:31",
        ENGINEER,
        json!({"type": "order_part", "part": "line-1", "item": "supply", "quantity": 1}),
    );
    desk.say("02 09:31", ENGINEER, json!({"type": "wait", "reason": "parts"}));
    let refusal = desk.refused("02 09:40", ENGINEER, plain("start_work"));
    let missing = ["approval", "authorisation_evidence", "start_gate", "parts", "end_of_waits"];
    assert_eq!(refusal.codes(), missing.map(|what| format!("ticket.gate.{what}_missing")));
    let document = aftersales::ticket::RefusalDocument::from(&refusal);
    let approval = &document.reasons[0].data;
    assert_eq!(approval["supplied_by"], "approve_plan");
    assert_eq!(approval["roles"], json!(["technical_supervisor"]));
    assert_eq!(document.reasons[3].data["details"], json!(["line-1"]));
    assert_eq!(document.reasons[4].data["details"], json!(["parts"]));
}

#[test]
fn nobody_approves_a_plan_of_their_own() {
    let mut desk = Desk::repair("02 09:00");
    planned(&mut desk);
    let both = "engineer-1 engineer technical_supervisor";
    let approve = |version: u32| json!({"type": "approve_plan", "version": version});
    assert_eq!(desk.codes("02 09:31", both, approve(1)), ["ticket.plan.approver_is_author"]);
    assert_eq!(desk.codes("02 09:31", DESK, approve(1)), ["ticket.role.not_allowed"]);
    assert_eq!(desk.codes("02 09:31", SUPERVISOR, approve(2)), ["ticket.plan.version_not_pending"]);
    desk.say("02 09:32", SUPERVISOR, json!({"type": "refuse_plan", "version": 1, "reason": "not safe"}));
    assert_eq!(desk.codes("02 09:33", SUPERVISOR, approve(1)), ["ticket.plan.none_pending"]);
    desk.say("02 09:34", ENGINEER, propose("replace the supply, power off"));
    desk.say("02 09:35", SUPERVISOR, approve(2));
}

#[test]
fn nobody_checks_their_own_work_a_second_time() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    assert_eq!(
        desk.codes("02 10:00", ENGINEER, plain("pass_second_check")),
        ["ticket.work.checker_is_worker"]
    );
    assert_eq!(
        desk.codes("02 10:00", ENGINEER, complete()),
        ["ticket.gate.self_check_missing", "ticket.gate.second_check_missing"]
    );
}

#[test]
fn another_plan_stops_work_until_it_is_approved_and_the_customer_asked_where_their_part_changes() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    desk.say(
        "02 10:00",
        ENGINEER,
        json!({"type": "change_plan", "plan": plan("replace the board too"), "reason": "it burnt"}),
    );
    assert_eq!(desk.ticket.phase(), Phase::Planning);
    let codes = desk.codes("02 10:01", ENGINEER, plain("start_work"));
    assert_eq!(
        codes,
        ["ticket.gate.approval_missing", "ticket.gate.start_gate_missing"],
        "the customer's part is the same"
    );

    let mut other = plan("take the unit along");
    other["customer_part"] = json!("three days without the unit");
    other["type"] = json!("propose_plan");
    desk.say("02 10:05", ENGINEER, other);
    let codes = desk.codes("02 10:06", ENGINEER, plain("start_work"));
    assert!(codes.contains(&"ticket.gate.authorisation_evidence_missing"), "{codes:?}");
}

#[test]
fn a_dearer_estimate_needs_a_new_authorisation_beyond_the_limit_only() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    desk.say("02 10:00", ENGINEER, estimate("199.00"));
    assert!(desk.ticket.state().authorised().is_some(), "the customer agreed to 200.00 at most");
    assert_eq!(desk.ticket.state().estimates[0].status, EstimateStatus::Superseded);
    let mut dearer = estimate("260.00");
    dearer["not_to_exceed"] = json!({"amount": "300.00", "currency": "EUR"});
    desk.say("02 10:05", ENGINEER, dearer);
    assert!(desk.ticket.state().authorised().is_none());
    desk.say("02 10:06", ENGINEER, json!({"type": "send_estimate", "version": 3}));
    desk.say("02 10:10", DESK, because("decline", "too dear"));
    assert_eq!(desk.ticket.state().estimates[2].status, EstimateStatus::Declined);
    assert!(desk.ticket.state().authorised().is_none());
}

#[test]
fn a_dearer_estimate_within_the_tolerance_needs_no_new_authorisation() {
    let rule = |amounts: &str| {
        let tolerance = json!({"type": "percent", "percent": "10"});
        let rule = json!({"tolerance": tolerance, "amounts": amounts, "section": "house rule"});
        policy_with("/gates/reauthorisation", rule)
    };
    let offer = |total: &str, net: &str| {
        let euros = |amount: &str| json!({"amount": amount, "currency": "EUR"});
        json!({"type": "draft_estimate", "total": euros(total), "net": euros(net)})
    };
    let started = |amounts: &str| {
        let mut desk = Desk::repair_under(&rule(amounts), "02 09:00");
        planned(&mut desk);
        desk.say("02 09:35", SUPERVISOR, json!({"type": "approve_plan", "version": 1}));
        desk.say("02 09:36", ENGINEER, offer("200.00", "160.00"));
        desk.say("02 09:37", ENGINEER, json!({"type": "send_estimate", "version": 1}));
        desk.say("02 09:40", DESK, authorise(1));
        desk.say("02 09:45", ENGINEER, start_gate());
        desk
    };
    let refused = |amounts: &str, total: &str, net: &str| {
        let mut desk = started(amounts);
        desk.say("02 09:46", ENGINEER, offer(total, net));
        let command = desk.next_command("02 09:50", ENGINEER, plain("start_work"));
        desk.ticket.decide(&command, at("02 09:50")).is_err()
    };
    assert!(!refused("with_tax", "220.00", "190.00"));
    assert!(refused("with_tax", "220.01", "160.00"));
    assert!(!refused("without_tax", "250.00", "176.00"));
    assert!(refused("without_tax", "200.00", "176.01"));
    // A declined estimate is not covered, however near it was.
    let mut desk = started("with_tax");
    desk.say("02 09:46", ENGINEER, offer("210.00", "160.00"));
    desk.say("02 09:47", ENGINEER, json!({"type": "send_estimate", "version": 2}));
    desk.say("02 09:48", DESK, because("decline", "too dear"));
    let codes = desk.codes("02 09:50", ENGINEER, plain("start_work"));
    assert!(codes.contains(&"ticket.gate.authorisation_evidence_missing"), "{codes:?}");
}

#[test]
fn an_estimate_expires_after_its_last_instant() {
    let mut desk = Desk::repair("02 09:00");
    planned(&mut desk);
    let mut offer = estimate("180.00");
    offer["valid_until"] = json!("2026-03-03T12:00:00Z");
    desk.say("02 09:36", ENGINEER, offer);
    desk.say("02 09:37", ENGINEER, json!({"type": "send_estimate", "version": 1}));
    let mut in_time = desk.clone();
    in_time.say("03 12:00", DESK, authorise(1));
    let refusal = desk.refused("03 12:01", DESK, authorise(1));
    assert_eq!(refusal.codes(), ["ticket.estimate.version"]);
    assert!(desk.wait_until("03 12:01").contains(&EventName::EstimateExpired));
}

#[test]
fn a_part_on_order_pauses_the_clock_and_goes_back_in_the_end() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    let part = |kind: &str| json!({"type": kind, "part": "line-1"});
    desk.say(
        "02 10:00",
        ENGINEER,
        json!({"type": "order_part", "part": "line-1", "item": "supply", "quantity": 1}),
    );
    desk.say("02 10:00", ENGINEER, json!({"type": "wait", "reason": "parts"}));
    let resolution = |desk: &Desk, now: &str| {
        let readings = desk.ticket.readings(at(now)).unwrap();
        readings.into_iter().find(|reading| reading.metric.as_str() == "resolution").unwrap()
    };
    assert_eq!(resolution(&desk, "02 16:00").consumed.seconds(), 3600);
    assert_eq!(
        desk.codes("02 16:00", ENGINEER, part("use_part")),
        ["ticket.part.none", "ticket.part.status"]
    );
    desk.say("02 16:00", ENGINEER, part("receive_part"));
    desk.say("02 16:00", ENGINEER, json!({"type": "resume", "reason": "parts"}));
    assert_eq!(resolution(&desk, "02 16:00").due, Some(at("02 19:00")));
    desk.say("02 16:30", ENGINEER, part("use_part"));
    desk.say("02 16:40", ENGINEER, plain("pass_self_check"));
    desk.say("02 16:41", SECOND, plain("pass_second_check"));
    desk.say("02 16:50", ENGINEER, complete());
    let lacking = desk.refused("02 17:00", DESK, plain("close"));
    assert!(lacking.codes().contains(&"ticket.gate.parts_return_missing"));
    desk.say(
        "02 17:05",
        ENGINEER,
        json!({"type": "return_part", "part": "line-1", "condition": "the dead supply"}),
    );
    assert!(!desk.codes("02 17:06", DESK, plain("close")).contains(&"ticket.gate.parts_return_missing"));
}

#[test]
fn a_visit_is_booked_made_and_signed_in_that_order() {
    let mut desk = Desk::repair("02 09:00");
    working(&mut desk);
    let visit = |kind: &str| json!({"type": kind, "visit": "visit-1"});
    let report = json!({"type": "finish_visit", "visit": "visit-1", "summary": "done"});
    let sign = json!({"type": "sign_visit", "visit": "visit-1", "evidence": {"form": "signature", "reference": "s-1"}});
    assert_eq!(desk.codes("02 10:00", DESK, visit("set_out")), ["ticket.visit.none", "ticket.visit.status"]);
    let booking =
        json!({"type": "book_visit", "visit": "visit-1", "from": at("02 13:00"), "to": at("02 14:00")});
    desk.say("02 10:00", DESK, booking.clone());
    assert_eq!(desk.codes("02 10:01", DESK, booking), ["ticket.visit.known"]);
    assert_eq!(desk.codes("02 10:02", ENGINEER, sign.clone()), ["ticket.visit.none", "ticket.visit.status"]);
    desk.say("02 12:30", ENGINEER, visit("set_out"));
    desk.say("02 14:00", ENGINEER, report);
    desk.say("02 14:10", ENGINEER, sign);
}

#[test]
fn a_call_back_after_closing_opens_the_ticket_again_where_it_finds_a_problem() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    // Monday 10:40 and three working days: Thursday.
    let timers = desk.ticket.timers();
    assert_eq!((timers[0].at, &timers[0].kind), (at("05 10:40"), &TimerKind::CallBackDue(1)));
    assert_eq!(desk.wait_until("10 00:00"), [EventName::Reminded]);
    let mut well = desk.clone();
    well.say("10 09:00", DESK, json!({"type": "record_call_back", "result": "well"}));
    assert_eq!(well.ticket.phase(), Phase::Closed);
    assert!(well.ticket.timers().is_empty());
    desk.say(
        "10 09:00",
        DESK,
        json!({"type": "record_call_back", "result": "problem", "note": "it went dark again"}),
    );
    assert_eq!(desk.ticket.phase(), Phase::Diagnosing);
    assert!(desk.kinds().contains(&EventName::Reopened));
    assert!(desk.ticket.state().plan.present().is_none(), "the plan belongs to the first attempt");
}

#[test]
fn a_call_back_before_closing_is_a_gate() {
    let mut desk = Desk::open(&super::desk::policy(), "02 09:00", super::desk::repair("TS20260302-0001"));
    desk.say("02 09:00", DESK, graded("preliminary", "severe", "one"));
    desk.say("02 09:10", DESK, json!({"type": "answer", "summary": "the plug was loose"}));
    let codes = desk.codes("02 09:20", DESK, plain("close"));
    assert_eq!(
        codes,
        ["confirmation", "archive", "call_back"].map(|what| format!("ticket.gate.{what}_missing"))
    );
    desk.say("03 09:00", DESK, json!({"type": "record_call_back", "result": "problem"}));
    assert_eq!(desk.ticket.phase(), Phase::Diagnosing);
}
