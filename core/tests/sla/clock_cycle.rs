//! A clock's way, behind and ahead: when a cycle comes to a point, and when it has counted on.

use aftersales::sla::LevelPoint;
use aftersales::time::{Instant, Span};
use serde_json::json;

use crate::desk::{at, hours, one_clock, policy, revised, tell, ticket};

const fn share(percent: u32) -> LevelPoint {
    LevelPoint::Share(percent)
}

fn span(minutes: i64) -> Span {
    Span::from_seconds(minutes.saturating_mul(60))
}

#[test]
fn a_point_is_behind_or_ahead_of_a_running_clock() {
    let rules = json!({"pauses": {"waits": ["parts"]}});
    let mut clocks =
        ticket(&one_clock(rules, hours(4)), &["02 09:00 started", "02 11:30 wait_started parts"]);
    let reaches = |clocks: &aftersales::sla::TicketClocks, point| {
        let mut cycles = clocks.cycles_of(&"resolution".parse().unwrap());
        cycles.next().unwrap().reaches(point)
    };
    assert_eq!(reaches(&clocks, share(50)), Some(at("02 11:00")));
    assert_eq!(reaches(&clocks, share(75)), None);
    tell(&mut clocks, &["02 13:00 wait_ended parts"]);
    assert_eq!(reaches(&clocks, share(75)), Some(at("02 13:30")));
    assert_eq!(reaches(&clocks, LevelPoint::Elapsed(span(300).micros())), Some(at("02 15:30")));
    assert_eq!(reaches(&clocks, LevelPoint::AfterDue(span(180).micros())), Some(at("03 09:30")));
}

#[test]
fn a_clock_counts_on_only_while_it_runs() {
    let rules = json!({"pauses": {"waits": ["parts"]}});
    let events = ["02 09:00 started", "02 11:30 wait_started parts", "02 13:00 wait_ended parts"];
    let clocks = ticket(&one_clock(rules, hours(4)), &events);
    let cycle = clocks.cycles_of(&"resolution".parse().unwrap()).next().unwrap();
    let on = |from: &str, minutes| cycle.counts_on(at(from), span(minutes));
    assert_eq!(on("02 11:00", 0), Some(at("02 11:00")));
    assert_eq!(on("02 11:00", 30), Some(at("02 11:30")));
    assert_eq!(on("02 11:00", 31), Some(at("02 13:01")));
    assert_eq!(on("02 12:00", 60), Some(at("02 14:00")));
    assert_eq!(on("02 16:00", 61), Some(at("03 09:01")));
    let runs = |from: &str| cycle.runs_from(at(from));
    // The instant of the pause still counts as running.
    assert_eq!(
        ["02 08:00", "02 11:30", "02 12:00", "02 20:00"].map(runs),
        ["02 09:00", "02 11:30", "02 13:00", "02 20:00"].map(|text| Some(at(text)))
    );
}

#[test]
fn a_stopped_clock_comes_to_nothing_more() {
    let clocks = ticket(&one_clock(json!({}), hours(4)), &["02 09:00 started", "02 12:00 stopped"]);
    let cycle = clocks.cycles_of(&"resolution".parse().unwrap()).next().unwrap();
    assert_eq!((cycle.reaches(share(50)), cycle.reaches(share(80))), (Some(at("02 11:00")), None));
    assert_eq!((cycle.counts_on(at("02 11:00"), span(61)), cycle.runs_from(at("02 12:01"))), (None, None));
    assert!(!cycle.is_withdrawn());
}

#[test]
fn every_cycle_is_there_with_its_number_and_promise() {
    let rules = json!({
        "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
        "cycles": "repeat"
    });
    let events = [
        "02 09:00 started",
        "02 10:00 customer_message",
        "02 10:30 agent_message",
        "02 12:00 customer_message",
    ];
    let clocks = ticket(&one_clock(rules, hours(1)), &events);
    let due = share(100);
    let shown: Vec<(u32, Instant, Option<Instant>)> = clocks
        .cycles_of(&"next_response".parse().unwrap())
        .map(|cycle| (cycle.number(), cycle.promised_at(), cycle.reaches(due)))
        .collect();
    assert_eq!(shown, [(1, at("02 10:00"), None), (2, at("02 12:00"), Some(at("02 13:00")))]);
}

#[test]
fn a_changed_promise_counts_from_its_change_and_a_detached_clock_is_gone() {
    let before = one_clock(json!({}), hours(4));
    let mut clocks = ticket(&before, &["02 09:00 started"]);
    clocks.apply(revised("02 10:00", &one_clock(json!({}), hours(1)))).unwrap();
    let cycle = clocks.cycles_of(&"resolution".parse().unwrap()).next().unwrap();
    assert_eq!(cycle.promised_at(), at("02 10:00"));
    assert_eq!(cycle.late_from(), Some(at("02 10:00:00.000001")));
    clocks.apply(revised("02 11:00", &policy(json!([]), json!([])))).unwrap();
    assert_eq!(clocks.cycles_of(&"resolution".parse().unwrap()).count(), 0);
}
