//! Priorities: conditions, raises, and what another priority does to a rule that has begun.

use aftersales::escalation::BeganBy;
use serde_json::{Value, json};

use crate::desk::{Ticket, at, fired, notify, policy, raise_level, raise_priority, share, with};

fn for_priority(rule: Value, priorities: &[&str]) -> Value {
    with(rule, "when", json!({"priority": priorities}))
}

#[test]
fn a_rule_begins_when_its_conditions_hold() {
    let rules = json!([for_priority(share("half", 50, json!([notify("engineer")])), &["P1", "P2"])]);
    assert!(fired(rules.clone(), &["02 09:00 started P3"], "20 09:00").is_empty());
    assert!(fired(rules.clone(), &["02 09:00 started"], "20 09:00").is_empty());
    // Under P2 half of it was gone at 11:00, but that was promised at 12:00 only.
    let mut ticket = Ticket::new(&policy(rules), &["02 09:00 started P3", "02 12:00 graded P2"]);
    ticket.advance("20 09:00");
    assert_eq!(ticket.lines(), ["02 12:00 half: notify engineer"]);
    assert_eq!((ticket.log[0].reached_at, ticket.log[0].began_by), (at("02 11:00"), BeganBy::Conditions));
}

#[test]
fn a_condition_on_what_changes_no_promise_counts_from_its_own_change() {
    let rules = json!([with(share("half", 50, json!([notify("expert")])), "when", json!({"level": ["L2"]}))]);
    let life = ["02 09:00 started P3", "02 14:00 level L2"];
    assert_eq!(fired(rules, &life, "20 09:00"), ["02 14:00 half: notify expert"]);
}

#[test]
fn by_default_a_regrade_arms_nothing_anew() {
    let rules = json!([share(
        "half",
        50,
        json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(3600))])
    )]);
    let life = ["02 09:00 started P3", "02 13:30 graded P1"];
    assert_eq!(
        fired(rules, &life, "20 09:00"),
        ["02 13:00 half: notify engineer", "02 14:00 half: notify expert"]
    );
}

#[test]
fn a_regrade_arms_a_rule_anew_that_asks_for_it() {
    let steps = json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(3600))]);
    let rules = json!([with(share("half", 50, steps), "on_regrade", json!("rearm"))]);
    let mut ticket = Ticket::new(&policy(rules), &["02 09:00 started P3", "02 13:30 graded P1"]);
    ticket.advance("20 09:00");
    // The second step of the first time is withdrawn; under P1 the point lies behind at once.
    assert_eq!(
        ticket.lines(),
        ["02 13:00 half: notify engineer", "02 13:30 half: notify engineer", "02 14:30 half: notify expert"]
    );
    assert_eq!(ticket.log.iter().map(|firing| firing.key.arming).collect::<Vec<_>>(), [0, 1, 1]);
}

#[test]
fn the_first_grade_is_no_regrade() {
    let rule = json!({"id": "any", "trigger": {"type": "at_once"}, "on_regrade": "rearm", "steps": [notify("engineer")]});
    let life = ["02 09:00 started", "02 10:00 graded P3", "02 11:00 graded P3", "02 12:00 graded P4"];
    assert_eq!(
        fired(json!([rule]), &life, "20 09:00"),
        ["02 09:00 any: notify engineer", "02 12:00 any: notify engineer"]
    );
}

#[test]
fn a_point_that_is_taken_back_holds_the_steps_to_come() {
    let rules = json!([share(
        "half",
        50,
        json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(1800))])
    )]);
    let life = ["02 09:00 started P1", "02 10:10 graded P4"];
    // Half of P4's sixteen hours is gone at 17:00.
    assert_eq!(
        fired(rules, &life, "20 09:00"),
        ["02 10:00 half: notify engineer", "02 17:00 half: notify expert"]
    );
}

#[test]
fn a_raise_moves_the_clocks_of_everything_after_it() {
    let rules =
        json!([share("half", 50, json!([raise_priority(1)])), share("end", 100, json!([notify("expert")]))]);
    // P3 from 09:00: half at 13:00, where P2's four hours are just used up.
    assert_eq!(
        fired(rules, &["02 09:00 started P3"], "20 09:00"),
        ["02 13:00 half: priority P2", "02 13:00 end: notify expert"]
    );
}

#[test]
fn a_rule_raises_the_priority_of_a_ticket_once() {
    let rules = json!([with(share("half", 50, json!([raise_priority(1)])), "on_regrade", json!("rearm"))]);
    let life = ["02 09:00 started P4", "03 12:00 graded P4"];
    let mut ticket = Ticket::new(&policy(rules), &life);
    ticket.advance("20 09:00");
    assert_eq!(ticket.lines(), ["02 17:00 half: priority P3", "02 17:00 half: ", "03 12:00 half: "]);
    assert_eq!(ticket.priority(), "P4");
    assert!(ticket.fired.has_raised(&"half".parse().unwrap()));
}

#[test]
fn what_a_raise_sets_off_comes_after_it_at_the_same_instant() {
    let rules = json!([
        for_priority(share("first", 50, json!([notify("service_supervisor")])), &["P1"]),
        share(
            "second",
            50,
            json!([{"actions": [{"type": "raise_priority", "at_least": "P1"}, {"type": "raise_level", "to": "L2"}]}])
        ),
        with(share("third", 50, json!([notify("front_desk")])), "when", json!({"level": ["L1"]}))
    ]);
    // By the turn of the third rule the ticket has left L1.
    assert_eq!(
        fired(rules, &["02 09:00 started P4"], "20 09:00"),
        ["02 17:00 second: priority P1, level L2", "02 17:00 first: notify service_supervisor"]
    );
}

#[test]
fn an_ungraded_ticket_gets_a_priority_only_from_at_least() {
    let on_response = |raise: Value| {
        let trigger = json!({"type": "breach", "metric": "first_response"});
        json!([{"id": "late", "trigger": trigger, "steps": [{"actions": [raise, {"type": "notify", "role": "front_desk"}]}]}])
    };
    let by = on_response(json!({"type": "raise_priority", "by": 1}));
    assert_eq!(fired(by, &["02 09:00 started"], "20 09:00"), ["02 10:00:00.000001 late: notify front_desk"]);
    let least = on_response(json!({"type": "raise_priority", "at_least": "P2"}));
    assert_eq!(
        fired(least, &["02 09:00 started"], "20 09:00"),
        ["02 10:00:00.000001 late: priority P2, notify front_desk"]
    );
}

#[test]
fn nothing_is_fired_as_of_an_instant_before_the_rules_applied() {
    let rules = json!([
        share("half", 50, json!([notify("engineer")])),
        share("end", 100, json!([raise_level("L2")]))
    ]);
    let mut ticket = Ticket::new(&policy(json!([])), &["02 09:00 started P3", "02 14:00 rules_apply"]);
    let due = policy(rules).due(&ticket.view(), &ticket.fired, at("20 09:00"));
    assert_eq!(due.iter().map(|firing| firing.at).collect::<Vec<_>>(), ["02 14:00", "02 17:00"].map(at));
    assert_eq!(due[0].began_by, BeganBy::Policy);
    ticket.tell(&["20 09:00 ended"]);
}

#[test]
fn a_point_that_is_given_back_counts_from_then_on() {
    let steps = json!([raise_priority(1), with(notify("expert"), "after_seconds", json!(1800))]);
    let rules = json!([share("half", 50, steps)]);
    // P1 has its half behind at once; P4 takes it back, P1 gives it again.
    let life = ["02 09:00 started P2", "02 11:10 graded P4", "02 13:00 graded P1"];
    assert_eq!(
        fired(rules, &life, "20 09:00"),
        ["02 11:00 half: priority P1", "02 13:00 half: notify expert"]
    );
}
