//! Taking tickets up again: from verifying always, from closed within the window, after that as a follow-up.

use aftersales::ticket::{ArchivePiece, EventName, Phase};
use serde_json::json;

use super::desk::{DESK, Desk, ENGINEER, at, because, complete, plain, policy, policy_with, repair};
use super::repair::{closed, completed};

#[test]
fn not_solved_goes_back_to_diagnosis_and_the_clock_runs_on() {
    let mut desk = Desk::repair("02 09:00");
    completed(&mut desk);
    let consumed = |desk: &Desk, now: &str| {
        let readings = desk.ticket.readings(at(now)).unwrap();
        let resolution = readings.iter().find(|reading| reading.metric.as_str() == "resolution").unwrap();
        resolution.consumed.seconds().div_euclid(60)
    };
    assert_eq!(consumed(&desk, "02 12:40"), 100);
    desk.say("02 12:40", DESK, because("report_not_solved", "dark again"));
    assert_eq!(desk.ticket.phase(), Phase::Diagnosing);
    assert_eq!(consumed(&desk, "02 13:00"), 120, "the time in verification does not count");
    let codes = desk.codes("02 13:00", ENGINEER, complete());
    assert_eq!(codes[0], "ticket.phase.not_allowed");
    assert_eq!(desk.ticket.state().phase.reopened, 1);
    assert!(desk.ticket.state().work.second_check_by.is_none(), "what was checked was another attempt");
}

#[test]
fn a_closed_ticket_is_taken_up_within_the_window_and_not_after() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    let reopen = because("reopen", "dark again");
    let mut last = desk.clone();
    last.say("16 11:20", DESK, reopen.clone());
    assert_eq!(last.ticket.phase(), Phase::Diagnosing);
    assert_eq!(last.ticket.state().care.archive.iter().collect::<Vec<_>>(), [&ArchivePiece::Problem]);
    assert_eq!(desk.codes("16 11:20:00.000001", DESK, reopen), ["ticket.reopening.window_over"]);
    let problem = json!({"type": "record_call_back", "result": "problem"});
    assert_eq!(desk.codes("17 09:00", DESK, problem), ["ticket.reopening.window_over"]);
    desk.say("17 09:00", DESK, json!({"type": "link_follow_up", "ticket": "TS20260317-0001"}));
    assert_eq!(desk.ticket.state().links.follow_ups.len(), 1);
}

#[test]
fn a_policy_without_a_window_takes_no_closed_ticket_up() {
    let policy = policy_with("/gates/reopening_window", json!(null));
    let mut desk = Desk::repair_under(&policy, "02 09:00");
    closed(&mut desk);
    assert_eq!(desk.codes("02 12:00", DESK, because("reopen", "dark")), ["ticket.reopening.never"]);
}

#[test]
fn a_new_report_within_seven_days_is_rework_and_later_a_follow_up() {
    let after = |when: &str| {
        let mut opening = repair("TS20260309-0001");
        opening["previous"] = json!({"ticket": "TS20260302-0001", "completed_at": at("02 10:40")});
        Desk::open(&policy(), when, opening)
    };
    assert_eq!(after("09 10:40").kinds()[1], EventName::ReworkLinked);
    let facts = after("09 10:40").ticket.facts(at("09 10:40")).unwrap();
    assert_eq!(facts.rework_of.as_deref(), Some("TS20260302-0001"));
    assert_eq!(after("09 10:40:00.000001").kinds()[1], EventName::FollowsUp);
    let mut desk = Desk::open(&policy(), "12 09:00", repair("TS20260312-0001"));
    let rework =
        |ticket: &str, when: &str| json!({"type": "link_rework", "ticket": ticket, "completed_at": at(when)});
    assert_eq!(
        desk.codes("12 09:05", DESK, rework("TS20260302-0001", "02 10:40")),
        ["ticket.rework.window_over"]
    );
    assert_eq!(
        desk.codes("12 09:05", DESK, rework("TS20260312-0001", "13 10:40")),
        ["ticket.link.itself", "ticket.rework.order"]
    );
    desk.say("12 09:05", DESK, rework("TS20260306-0004", "06 10:40"));
}

#[test]
fn a_cancelled_or_rejected_ticket_ends_its_clocks_and_stays_ended() {
    for end in ["cancel", "reject"] {
        let mut desk = Desk::repair("02 09:00");
        desk.say("02 09:10", DESK, json!({"type": "wait", "reason": "parts"}));
        desk.say("02 09:20", DESK, because(end, "bought a new one"));
        assert!(desk.ticket.phase().is_terminal());
        assert!(desk.ticket.state().waits.is_empty());
        assert!(desk.wait_until("30 09:00").is_empty());
        assert_eq!(desk.ticket.next_wakeup(at("30 09:00")), None);
        let readings = desk.ticket.readings(at("30 09:00")).unwrap();
        assert!(readings.iter().all(|reading| reading.outcome.is_none() && reading.rate == 0));
        assert!(
            !readings.iter().any(|reading| reading.metric.as_str() == "call_back"),
            "nobody is called back"
        );
        assert_eq!(desk.codes("30 09:00", DESK, because("reopen", "please")), ["ticket.phase.not_allowed"]);
        assert_eq!(desk.codes("30 09:00", DESK, plain("close"))[0], "ticket.phase.not_allowed");
        assert_eq!(desk.ticket.facts(at("30 10:00")).unwrap().waits_us["parts"], 600_000_000);
    }
}
