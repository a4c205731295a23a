//! Why a step was fired.

use aftersales::escalation::BeganBy;
use aftersales::time::Span;
use aftersales::wire::FiringExplanationDocument;
use serde_json::json;

use crate::desk::{Ticket, at, notify, policy, share, with};

#[test]
fn a_firing_names_rule_clock_conditions_and_instants() {
    let steps = json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(1800))]);
    let rule = with(share("half", 50, steps), "when", json!({"priority": ["P1", "P3"], "level": ["L1"]}));
    let policy = policy(json!([share("other", 10, json!([notify("engineer")])), rule]));
    let mut ticket = Ticket::new(&policy, &["02 09:00 started P3"]);
    ticket.advance("02 13:30");
    let firing = ticket.log.last().unwrap();
    let why = policy.explain(&ticket.view(), firing).unwrap();
    assert_eq!((why.rule.as_str(), why.path.as_str()), ("half", "rules[1].steps[1]"));
    assert_eq!((why.reached_at, why.began_at, why.at), (at("02 13:00"), at("02 13:00"), at("02 13:30")));
    assert_eq!((why.began_by, why.wait), (BeganBy::Trigger, Span::from_seconds(1800)));
    let written = serde_json::to_value(FiringExplanationDocument::from(&why)).unwrap();
    assert_eq!((&written["wait_us"], &written["began_by"]), (&json!(1_800_000_000), &json!("trigger")));
    assert_eq!(written["conditions"][1], json!({"what": "level", "fitting": ["L1"], "value": "L1"}));
    assert_eq!(written["reading"]["used_percent"], 56);
    let shown: Vec<_> =
        why.conditions.iter().map(|met| (met.what, met.fitting.join(" "), met.value.as_deref())).collect();
    assert_eq!(shown, [("priority", "P1 P3".to_owned(), Some("P3")), ("level", "L1".to_owned(), Some("L1"))]);
    let reading = why.reading.unwrap();
    assert_eq!((reading.metric.as_str(), reading.cycle, reading.used_percent), ("resolution", 1, Some(56)));
}

#[test]
fn a_firing_says_what_held_it_back() {
    let policy = policy(json!([share("half", 50, json!([notify("engineer")]))]));
    let mut ticket = Ticket::new(&policy, &["02 09:00 started P4", "02 14:00 graded P3"]);
    ticket.advance("20 09:00");
    let why = policy.explain(&ticket.view(), &ticket.log[0]).unwrap();
    assert_eq!((why.began_by, why.reached_at, why.at), (BeganBy::Promise, at("02 13:00"), at("02 14:00")));
    let mut paused = Ticket::new(
        &policy,
        &[
            "02 09:00 started P4",
            "02 13:30 wait_started parts",
            "02 14:00 graded P3",
            "02 15:00 wait_ended parts",
        ],
    );
    paused.advance("20 09:00");
    let why = policy.explain(&paused.view(), &paused.log[0]).unwrap();
    assert_eq!((why.began_by, why.at), (BeganBy::Resumption, at("02 15:00")));
}

#[test]
fn a_rule_that_has_left_the_policy_explains_nothing() {
    let with_rule = policy(json!([share("half", 50, json!([notify("engineer")]))]));
    let mut ticket = Ticket::new(&with_rule, &["02 09:00 started P3"]);
    ticket.advance("20 09:00");
    let without = policy(json!([share("other", 50, json!([notify("engineer")]))]));
    assert_eq!(without.explain(&ticket.view(), &ticket.log[0]), None);
    let other = json!([{"id": "at-level", "trigger": {"type": "time_at_level", "within_seconds": 60}, "steps": [notify("engineer")]}]);
    let other = policy(other);
    let mut ticket = Ticket::new(&other, &["02 09:00 started"]);
    ticket.advance("20 09:00");
    assert_eq!(other.explain(&ticket.view(), &ticket.log[0]).unwrap().reading, None);
}
