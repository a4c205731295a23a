//! A complaint is verified, answered, reviewed, and leads to a measure (domain fact IN-9).

use aftersales::ticket::{EventName, Phase};
use serde_json::json;

use super::desk::{DESK, Desk, MANAGER, plain, policy};

pub(crate) fn complaint() -> Desk {
    let opening = json!({
        "type": "open", "number": "TS20260302-0003", "kind": "complaint", "channel": "email",
        "previous": {"ticket": "TS20260201-0001", "completed_at": "2026-02-01T10:00:00Z"}
    });
    let mut desk = Desk::open(&policy(), "02 09:00", opening);
    desk.say("02 09:30", DESK, json!({"type": "send_message", "channel": "email"}));
    desk.say(
        "02 10:00",
        DESK,
        json!({"type": "verify_complaint", "finding": "justified", "summary": "two visits missed"}),
    );
    desk.say("02 11:00", DESK, json!({"type": "answer", "summary": "an apology and a new date"}));
    desk.say("02 12:00", MANAGER, json!({"type": "review_complaint", "conclusion": "the roster had a gap"}));
    let measure = json!({"type": "record_measure", "root_cause": "no stand-in", "measure": "a second name on each shift"});
    desk.say("02 12:10", MANAGER, measure);
    desk.say("02 12:20", DESK, plain("close"));
    desk
}

#[test]
fn a_complaint_goes_its_way_without_a_diagnosis_or_plan() {
    let desk = complaint();
    assert_eq!(desk.ticket.phase(), Phase::Closed);
    assert_eq!(desk.kinds()[1], EventName::FollowsUp, "the earlier ticket was completed four weeks ago");
    assert_eq!(desk.ticket.state().links.follow_up_of.as_ref().unwrap().as_str(), "TS20260201-0001");
}

#[test]
fn a_complaint_does_not_close_before_it_was_looked_into() {
    let opening =
        json!({"type": "open", "number": "TS20260302-0003", "kind": "complaint", "channel": "email"});
    let mut desk = Desk::open(&policy(), "02 09:00", opening);
    desk.say("02 11:00", DESK, json!({"type": "answer", "summary": "an apology"}));
    let codes = desk.codes("02 12:00", DESK, plain("close"));
    let lacking = ["complaint_finding", "complaint_review", "measure"];
    assert_eq!(codes, lacking.map(|what| format!("ticket.gate.{what}_missing")));
    let codes =
        desk.codes("02 12:00", DESK, json!({"type": "review_complaint", "conclusion": "all is well"}));
    assert_eq!(codes, ["ticket.role.not_allowed"]);
}

#[test]
fn a_repair_is_not_handled_as_a_complaint() {
    let mut desk = Desk::repair("02 09:00");
    let verify = json!({"type": "verify_complaint", "finding": "justified", "summary": "so it is"});
    assert_eq!(desk.codes("02 09:10", DESK, verify), ["ticket.complaint.not_one"]);
}
