//! What a change of inputs or policy re-reads.

use aftersales::sla::{Activity, ReadingState};
use aftersales::time::Span;
use serde_json::{Value, json};

use crate::desk::{at, breaches, cycles, find, hours, one_clock, policy, resolution, revised, tell, ticket};

fn by_priority(on_change: &str) -> aftersales::sla::SlaPolicy {
    let metric = json!([{
        "name": "resolution", "starts": [{"type": "started"}], "on_change": on_change, "pauses": {"waits": ["parts"]}
    }]);
    let target = |priority: &str, target: Value| json!({"type": "set", "when": {"priority": [priority]}, "targets": {"resolution": target}});
    policy(metric, json!([target("P1", hours(2)), target("P3", hours(8))]))
}

#[test]
fn a_policy_in_which_only_places_and_names_differ_restarts_nothing() {
    let metric = json!([{"name": "resolution", "starts": [{"type": "started"}], "on_change": "restart"}]);
    let entry =
        |when: Value, target: Value| json!({"type": "set", "when": when, "targets": {"resolution": target}});
    let before = policy(metric.clone(), json!([entry(json!({}), hours(8))]));
    let after =
        policy(metric, json!([entry(json!({"tier": ["basic"]}), hours(4)), entry(json!({}), hours(8))]));
    let mut clocks = ticket(&before, &["02 09:00 started"]);
    clocks.apply(revised("02 12:00", &after)).unwrap();
    let reading = resolution(&clocks, "02 12:00");
    assert_eq!((reading.consumed, reading.due), (Span::from_seconds(3 * 3600), Some(at("02 17:00"))));
    let explanation = clocks.explain(&reading.metric, at("02 12:00")).unwrap().unwrap();
    assert_eq!(explanation.target_source.as_deref(), Some("selector[1]"));
    assert_eq!(explanation.policy_revision, after.revision());
}

#[test]
fn a_promise_is_not_broken_before_it_was_made() {
    let before = one_clock(json!({}), hours(24));
    let after = one_clock(json!({"pauses": {"waits": ["parts"]}}), hours(2));
    let mut clocks = ticket(&before, &["02 09:00 started"]);
    clocks.apply(revised("02 15:00", &after)).unwrap();
    let reading = resolution(&clocks, "02 16:00");
    assert_eq!((reading.due, reading.breached_at), (Some(at("02 11:00")), Some(at("02 15:00"))));
    assert_eq!(breaches(&clocks, "02 16:00"), [("resolution".to_owned(), 1, at("02 15:00"), 2)]);
}

#[test]
fn a_stopped_clock_read_again_is_broken_at_the_earliest_when_it_is_taken_up() {
    let before = one_clock(json!({"pauses": {"waits": ["parts"]}}), hours(2));
    let after = one_clock(json!({}), hours(2));
    let log =
        ["02 09:00 started", "02 10:00 wait_started parts", "02 14:00 wait_ended parts", "02 14:30 stopped"];
    let mut clocks = ticket(&before, &log);
    clocks.apply(revised("02 15:00", &after)).unwrap();
    assert_eq!(breaches(&clocks, "02 15:00"), []);
    tell(&mut clocks, &["02 16:00 reopened"]);
    assert_eq!(breaches(&clocks, "02 16:00"), [("resolution".to_owned(), 1, at("02 16:00"), 2)]);
    assert_eq!(resolution(&clocks, "02 16:00").breached_at, Some(at("02 16:00")));
}

#[test]
fn a_metric_that_leaves_and_comes_back_has_each_breach_once() {
    let with = one_clock(json!({}), hours(2));
    let without = one_clock(json!({"name": "other"}), hours(2));
    let mut clocks = ticket(&with, &["02 09:00 started"]);
    clocks.apply(revised("02 12:00", &without)).unwrap();
    assert_eq!(find(&clocks, "resolution", "02 12:00"), None);
    assert_eq!(cycles(&clocks, "resolution", "02 12:00")[0].state, ReadingState::Withdrawn);
    clocks.apply(revised("02 13:00", &with)).unwrap();
    let resolution_breaches = |now: &str| {
        let all = breaches(&clocks, now).into_iter();
        all.filter(|(metric, ..)| metric == "resolution").collect::<Vec<_>>()
    };
    assert_eq!(resolution_breaches("02 14:00"), [("resolution".to_owned(), 1, at("02 11:00:00.000001"), 2)]);
    assert_eq!(resolution(&clocks, "02 14:00").breached_at, Some(at("02 11:00:00.000001")));
    assert_eq!(cycles(&clocks, "resolution", "02 14:00").len(), 1);
}

#[test]
fn a_metric_that_joins_knows_what_has_armed_it() {
    let rules = json!({
        "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
        "armed_by": {"type": "agent_message"}, "cycles": "repeat", "on_change": "carry_over"
    });
    let mut clocks = ticket(&one_clock(json!({}), hours(2)), &["02 09:00 started", "02 10:00 agent_message"]);
    clocks.apply(revised("02 11:00", &one_clock(rules, hours(1)))).unwrap();
    assert_eq!(find(&clocks, "next_response", "02 11:00"), None);
    tell(&mut clocks, &["02 12:00 customer_message"]);
    assert_eq!(find(&clocks, "next_response", "02 12:00").unwrap().due, Some(at("02 13:00")));
}

#[test]
fn a_revision_that_only_moves_levels_keeps_finished_cycles() {
    let rules = |levels: Value| {
        json!({
            "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
            "cycles": "repeat", "levels": levels
        })
    };
    let events = [
        "02 09:00 started",
        "02 09:00 customer_message",
        "02 10:00 agent_message",
        "02 11:00 customer_message",
    ];
    let mut clocks = ticket(&one_clock(rules(json!([])), hours(2)), &events);
    let levels = json!([{"name": "half", "at": {"type": "share", "percent": 50}}]);
    clocks.apply(revised("02 11:30", &one_clock(rules(levels), hours(1)))).unwrap();
    let targets: Vec<_> =
        cycles(&clocks, "next_response", "02 12:00").iter().map(|each| each.target).collect();
    assert_eq!(targets, [Some(Span::from_seconds(7200)), Some(Span::from_seconds(3600))]);
}

#[test]
fn time_carried_over_is_called_so_even_where_it_is_none() {
    let events = ["02 18:00 started P3", "02 20:00 inputs_changed P1"];
    let clocks = ticket(&by_priority("carry_over"), &events);
    let explanation = clocks.explain(&"resolution".parse().unwrap(), at("03 10:00")).unwrap().unwrap();
    let activities: Vec<_> = explanation.segments.iter().map(|segment| segment.activity).collect();
    assert_eq!(activities, [Activity::Carried, Activity::Running]);
}
