//! Cycles, pauses, reopening and anchors.

use aftersales::sla::{Activity, ReadingState};
use aftersales::time::Span;
use serde_json::json;

use crate::desk::{at, cycles, hours, one_clock, reading, resolution, tell, ticket};

#[test]
fn a_stop_at_completion_is_taken_back_by_reopening_whether_the_metric_names_it_or_not() {
    for rules in [json!({}), json!({"stops": [{"type": "stopped"}]})] {
        let policy = one_clock(rules, hours(4));
        let mut clocks = ticket(&policy, &["02 09:00 started", "02 10:00 stopped"]);
        assert_eq!(resolution(&clocks, "02 12:00").consumed, Span::from_seconds(3600));
        tell(&mut clocks, &["02 13:00 reopened"]);
        let resumed = resolution(&clocks, "02 13:00");
        assert_eq!((resumed.state, resumed.due), (ReadingState::Running, Some(at("02 16:00"))));
    }
}

#[test]
fn a_pause_does_not_bring_the_next_sequential_cycle_forward() {
    let rules = json!({
        "name": "update", "starts": [{"type": "started"}, {"type": "agent_message"}], "cycles": "repeat",
        "stops": [{"type": "agent_message"}], "anchor": "previous_due", "pauses": {"waits": ["parts"]}
    });
    let policy = one_clock(rules, hours(2));
    let clocks = ticket(&policy, &["02 09:00 started", "02 10:00 agent_message"]);
    let next = reading(&clocks, "update", "02 10:00");
    assert_eq!((next.started_at, next.due), (at("02 11:00"), Some(at("02 13:00"))));
    let paused = [
        "02 09:00 started",
        "02 09:30 wait_started parts",
        "02 10:00 agent_message",
        "02 10:30 wait_ended parts",
    ];
    let next = reading(&ticket(&policy, &paused), "update", "02 10:30");
    assert_eq!((next.started_at, next.due), (at("02 11:30"), Some(at("02 13:30"))));
}

#[test]
fn an_anchor_within_a_closed_stretch_is_explained_from_the_anchor_on() {
    let rules = json!({
        "name": "update", "starts": [{"type": "started"}, {"type": "agent_message"}], "cycles": "repeat",
        "stops": [{"type": "agent_message"}], "anchor": "previous_due"
    });
    let events = ["02 09:00 started", "02 11:00 stopped", "02 12:00 reopened", "02 13:00 agent_message"];
    let clocks = ticket(&one_clock(rules, hours(2)), &events);
    let cycles = cycles(&clocks, "update", "02 14:00");
    assert_eq!((cycles[1].started_at, cycles[1].consumed), (at("02 11:00"), Span::from_seconds(2 * 3600)));
    let explanation = clocks.explain(&"update".parse().unwrap(), at("02 14:00")).unwrap().unwrap();
    let segments: Vec<_> = explanation.segments.iter().map(|each| (each.from, each.activity)).collect();
    let running = |when: &str| (at(when), Activity::Running);
    assert_eq!(segments, [(at("02 11:00"), Activity::Stopped), running("02 12:00"), running("02 13:00")]);
}

#[test]
fn a_clock_stopped_in_time_knows_when_it_would_have_been_due() {
    let policy = one_clock(json!({"pauses": {"waits": ["parts"]}}), hours(4));
    let stopped = ticket(&policy, &["02 09:00 started", "02 10:00 stopped"]);
    let reading = resolution(&stopped, "05 09:00");
    assert_eq!((reading.due, reading.due_at_stop), (None, Some(at("02 13:00"))));
    // Stopped while it waited: as if the wait had ended then.
    let waiting = ticket(&policy, &["02 09:00 started", "02 10:00 wait_started parts", "02 12:00 stopped"]);
    assert_eq!(resolution(&waiting, "05 09:00").due_at_stop, Some(at("02 15:00")));
    let late = ticket(&policy, &["02 09:00 started", "02 14:00 stopped"]);
    let reading = resolution(&late, "05 09:00");
    assert_eq!((reading.due, reading.due_at_stop), (Some(at("02 13:00")), None));
}
