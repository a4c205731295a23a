//! The stored log of every kind of event loads, is written again as it was, and replays: for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use aftersales::ticket::{Event, EventName, Phase, Ticket};
use serde_json::{Value, json};

use super::complaint::complaint;
use super::desk::{
    DESK, Desk, ENGINEER, MANAGER, SECOND, SUPERVISOR, at, authorise, because, compile, complete, conclude,
    documents, estimate, file, graded, plain, plan, policy, propose, repair, start_gate, without_type,
};

const STORED: &str = "../tests/data/exemplar-log";

/// One eventful repair: what can happen happens.
fn eventful() -> Desk {
    let opening = json!({"type": "open", "number": "TS20260302-0001", "kind": "repair", "channel": "hotline",
                         "previous": {"ticket": "TS20260227-0004", "completed_at": "2026-02-27T15:00:00Z"}});
    let mut desk = Desk::open(&policy(), "02 09:00", opening);
    let record = without_type(repair("")).get("intake").cloned().unwrap();
    desk.say("02 09:01", DESK, json!({"type": "amend_intake", "intake": record}));
    desk.say(
        "02 09:02",
        DESK,
        json!({"type": "triage", "tier": "growth", "problem": "no power", "site": "plant-1"}),
    );
    desk.say("02 09:03", DESK, graded("preliminary", "severe", "many"));
    let lower = |until: &str| json!({"type": "override_grade", "priority": "P2", "reason": "a spare unit is there", "expires_at": at(until)});
    desk.say("02 09:04", MANAGER, lower("03 09:00"));
    desk.say("02 09:05", MANAGER, because("withdraw_override", "the spare unit failed too"));
    desk.say("02 09:06", DESK, json!({"type": "assign", "assignee": "engineer-1", "role": "engineer"}));
    desk.say("02 09:07", DESK, json!({"type": "send_message", "channel": "hotline"}));
    desk.say("02 09:08", DESK, json!({"type": "receive_message", "channel": "email", "reference": "mail-1"}));
    desk.say("02 09:10", ENGINEER, plain("start_diagnosis"));
    desk.say("02 09:11", ENGINEER, json!({"type": "log_step", "action": "measure", "tool": "multimeter",
        "measurements": [{"quantity": "output", "value": "0.0 V"}], "solution": "another socket", "result": "dead"}));
    desk.say("02 09:12", ENGINEER, because("request_survey", "the wiring looks old"));
    desk.say("02 09:20", ENGINEER, json!({"type": "file_survey", "reference": "survey-1"}));
    desk.say("02 09:25", DESK, json!({"type": "escalate", "to": "L3", "reason": "a design fault, perhaps"}));
    desk.say("02 09:30", ENGINEER, json!({"type": "return_level", "to": "L2", "reason": "no design fault"}));
    desk.say("02 09:31", ENGINEER, conclude());
    desk.say("02 09:32", ENGINEER, propose("replace the supply, live"));
    desk.say("02 09:33", SUPERVISOR, json!({"type": "refuse_plan", "version": 1, "reason": "not safe"}));
    desk.say("02 09:34", ENGINEER, propose("replace the supply, power off"));
    desk.say("02 09:35", SUPERVISOR, json!({"type": "approve_plan", "version": 2}));
    let mut short = estimate("190.00");
    short["valid_until"] = json!(at("02 09:40"));
    desk.say("02 09:36", ENGINEER, short);
    desk.say("02 09:37", ENGINEER, json!({"type": "send_estimate", "version": 1}));
    desk.wait_until("02 09:41");
    desk.say("02 09:42", ENGINEER, estimate("195.00"));
    desk.say("02 09:43", ENGINEER, json!({"type": "send_estimate", "version": 2}));
    desk.say("02 09:44", DESK, because("decline", "is there a cheaper way"));
    desk.say("02 09:45", ENGINEER, estimate("180.00"));
    desk.say("02 09:46", ENGINEER, json!({"type": "send_estimate", "version": 3}));
    desk.say("02 09:47", DESK, authorise(3));
    desk.say("02 09:48", ENGINEER, start_gate());
    desk.say(
        "02 09:49",
        ENGINEER,
        json!({"type": "order_part", "part": "line-1", "item": "supply", "quantity": 1}),
    );
    desk.say("02 09:50", ENGINEER, json!({"type": "wait", "reason": "parts", "until": at("02 09:55")}));
    desk.say("02 09:51", ENGINEER, json!({"type": "provide_workaround", "summary": "a loan unit"}));
    desk.wait_until("02 09:55");
    desk.say("02 09:56", ENGINEER, json!({"type": "receive_part", "part": "line-1"}));
    desk.say("02 09:57", ENGINEER, plain("start_work"));
    desk.say(
        "02 10:00",
        DESK,
        json!({"type": "book_visit", "visit": "visit-1", "from": at("02 10:10"), "to": at("02 10:40")}),
    );
    desk.say(
        "02 10:01",
        DESK,
        json!({"type": "cancel_visit", "visit": "visit-1", "reason": "the gate is shut"}),
    );
    desk.say(
        "02 10:02",
        DESK,
        json!({"type": "book_visit", "visit": "visit-2", "from": at("02 10:50"), "to": at("02 11:00")}),
    );
    desk.say("02 10:30", ENGINEER, json!({"type": "set_out", "visit": "visit-2"}));
    desk.say(
        "02 10:40",
        ENGINEER,
        json!({"type": "change_plan", "plan": plan("the fuse too"), "reason": "it burnt"}),
    );
    desk.say("02 10:41", SUPERVISOR, json!({"type": "approve_plan", "version": 3}));
    desk.say("02 10:42", ENGINEER, start_gate());
    desk.say("02 10:43", ENGINEER, plain("start_work"));
    desk.say(
        "02 10:44",
        ENGINEER,
        json!({"type": "announce_delay", "reason": "the fuse", "expected_at": at("02 12:30")}),
    );
    desk.say("02 10:45", ENGINEER, json!({"type": "report_progress", "summary": "the fuse is out"}));
    desk.wait_until("02 12:00");
    desk.say("02 12:00", ENGINEER, plain("acknowledge"));
    desk.say("02 12:01", ENGINEER, json!({"type": "use_part", "part": "line-1"}));
    desk.say("02 12:02", ENGINEER, json!({"type": "return_part", "part": "line-1", "condition": "burnt"}));
    desk.say(
        "02 12:03",
        ENGINEER,
        json!({"type": "finish_visit", "visit": "visit-2", "summary": "supply and fuse replaced"}),
    );
    desk.say("02 12:04", ENGINEER, json!({"type": "sign_visit", "visit": "visit-2", "evidence": {"form": "signature", "reference": "s-1"}}));
    desk.say("02 12:05", ENGINEER, plain("pass_self_check"));
    desk.say("02 12:06", SECOND, plain("pass_second_check"));
    desk.wait_until("02 14:00");
    desk.say("02 14:00", DESK, json!({"type": "receive_message", "channel": "hotline"}));
    desk.sync("02 12:30", "02 14:10", ENGINEER, complete());
    desk.say("02 14:20", ENGINEER, json!({"type": "start_observation", "until": at("02 15:00")}));
    desk.wait_until("02 15:00");
    desk.say("02 15:01", ENGINEER, json!({"type": "finish_observation", "finding": "it runs"}));
    desk.say("02 15:02", MANAGER, json!({"type": "close_escalation", "justification": "solved"}));
    desk.say("02 15:10", DESK, because("report_not_solved", "dark again"));
    desk.say(
        "02 15:11",
        DESK,
        json!({"type": "attribute_misdiagnosis", "judged_by": "engineer-1", "reason": "it was the board"}),
    );
    desk.say("02 15:12", DESK, json!({"type": "answer", "summary": "the board was reset from afar"}));
    desk.say("02 15:20", DESK, plain("confirm"));
    desk.say("02 15:21", DESK, json!({"type": "rate", "scale": "five", "score": 4, "aspects": {"speed": 3}}));
    for piece in ["problem", "diagnosis", "solution"] {
        desk.say("02 15:30", DESK, file(piece));
    }
    desk.say("02 15:31", DESK, plain("close"));
    desk.say("03 09:00", DESK, because("reopen", "dark once more"));
    desk.say("03 09:01", MANAGER, lower("03 09:30"));
    desk.wait_until("03 09:30");
    desk.say("03 09:31", DESK, json!({"type": "answer", "summary": "a new fuse was sent"}));
    desk.say("03 09:32", DESK, plain("confirm"));
    for piece in ["diagnosis", "solution"] {
        desk.say("03 09:33", DESK, file(piece));
    }
    desk.say(
        "03 09:34",
        DESK,
        json!({"type": "request_escalation", "to": "department_manager", "justification": "three visits"}),
    );
    desk.say("03 09:35", MANAGER, plain("approve_escalation"));
    desk.say("03 09:36", MANAGER, plain("take_up_escalation"));
    desk.say(
        "03 09:37",
        MANAGER,
        json!({"type": "close_escalation", "justification": "an apology was sent"}),
    );
    desk.say("03 09:38", DESK, plain("close"));
    desk.say("04 09:00", DESK, json!({"type": "record_call_back", "result": "well"}));
    desk.say("04 09:01", DESK, json!({"type": "link_follow_up", "ticket": "TS20260304-0001"}));
    desk.say("04 09:02", DESK, plain("erase_contact"));
    let mut other = documents();
    other["gates"]["backdating_limit_seconds"] = json!(3600);
    let other = compile(&other).unwrap();
    desk.ticket.learn(&other);
    desk.policies.push(other.clone());
    desk.say("04 09:03", MANAGER, json!({"type": "revise_policy", "revision": other.revision()}));
    desk
}

fn ended(number: &str, end: Value) -> Desk {
    let mut desk = Desk::open(&policy(), "02 09:00", repair(number));
    desk.say("02 09:10", DESK, end);
    desk
}

fn imported() -> Desk {
    let import = json!({
        "type": "import", "opening": without_type(repair("TS20260302-0009")), "phase": "working", "level": "L2",
        "opened_at": at("01 09:00"), "priority": "P2", "assignee": "engineer-1", "waits": [{"reason": "parts"}],
        "vouched": ["diagnosis", "plan", "approval"], "history": "unknown"
    });
    Desk::open(&policy(), "02 09:00", import)
}

fn desks() -> Vec<Desk> {
    vec![
        eventful(),
        complaint(),
        ended("TS20260302-0005", because("reject", "not our product")),
        ended("TS20260302-0006", because("cancel", "the customer bought a new one")),
        ended("TS20260302-0007", json!({"type": "merge", "into": "TS20260302-0001"})),
        imported(),
    ]
}

fn missing(kinds: &BTreeSet<EventName>) -> Vec<EventName> {
    EventName::ALL.iter().copied().filter(|kind| !kinds.contains(kind)).collect()
}

#[test]
fn every_kind_of_event_happens_at_a_desk() {
    let kinds = desks().iter().flat_map(Desk::kinds).collect();
    assert_eq!(missing(&kinds), []);
}

/// Writes a log of today. It goes beside the stored ones when a kind of event, or a version of one, has joined them.
#[test]
#[ignore = "writes a file"]
fn write_the_log_of_today() {
    let lines: Vec<_> = desks().iter().flat_map(|desk| &desk.log).map(Event::to_json).collect();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("version-1.jsonl");
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    println!("{}", path.display());
}

#[test]
fn the_stored_log_loads_and_replays() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(STORED).join("version-1.jsonl");
    let text = fs::read_to_string(path).unwrap();
    let mut logs: BTreeMap<String, Vec<Event>> = BTreeMap::new();
    let mut kinds = BTreeSet::new();
    let mut policies = vec![policy()];
    let mut revisions: Vec<String> = Vec::new();
    for line in text.lines() {
        let stored: Value = serde_json::from_str(line).unwrap();
        let event = Event::from_json(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), stored, "it is written as it was");
        kinds.insert(event.kind().name());
        let revised = Some(&stored["kind"]).filter(|_| event.kind().name() == EventName::PolicyRevised);
        let named = [Some(&stored["revision"]), revised.map(|kind| &kind["revision"])];
        for revision in named.into_iter().flatten().filter_map(Value::as_str) {
            if !revisions.iter().any(|known| known == revision) {
                revisions.push(revision.to_owned());
            }
        }
        logs.entry(event.ticket().to_string()).or_default().push(event);
    }
    assert_eq!(missing(&kinds), [], "of the stored log");
    // Revisions name the version of the tz database too, so those of today stand in for those of then.
    assert_eq!(revisions.len(), 2);
    let mut other = documents();
    other["gates"]["backdating_limit_seconds"] = json!(3600);
    policies.push(compile(&other).unwrap());
    let renamed = |event: &Event| {
        let text = revisions.iter().zip(&policies).fold(event.to_json(), |text, (then, now)| {
            text.replace(&format!("\"{then}\""), &format!("\"{}\"", now.revision()))
        });
        Event::from_json(&text).unwrap()
    };
    let mut phases = Vec::new();
    for log in logs.values() {
        let log: Vec<_> = log.iter().map(renamed).collect();
        phases.push(Ticket::replay(&policies, &log).unwrap().phase());
    }
    let then =
        [Phase::Closed, Phase::Closed, Phase::Rejected, Phase::Cancelled, Phase::Merged, Phase::Working];
    assert_eq!(phases, then);
}
