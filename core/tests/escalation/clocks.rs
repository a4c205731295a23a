//! Rules on clocks: shares, offsets, breaches, pauses, cycles.

use serde_json::{Value, json};

use crate::desk::{Ticket, at, fired, notify, policy, share, with};

fn on(metric: &str, point: Value) -> Value {
    let trigger = json!({"type": "metric", "metric": metric, "at": point});
    json!([{"id": "rule", "trigger": trigger, "steps": [notify("engineer")]}])
}

#[test]
fn a_point_of_a_clock_sets_its_rule_off_once() {
    let life = ["02 09:00 started P3"];
    let when = |point: Value| fired(on("resolution", point), &life, "05 09:00");
    let rule = |when: &str| vec![format!("{when} rule: notify engineer")];
    assert_eq!(when(json!({"type": "share", "percent": 75})), rule("02 15:00"));
    assert_eq!(when(json!({"type": "share", "percent": 100})), rule("02 17:00"));
    assert_eq!(when(json!({"type": "share", "percent": 150})), rule("02 21:00"));
    assert_eq!(when(json!({"type": "elapsed", "seconds": 60})), rule("02 09:01"));
    assert_eq!(when(json!({"type": "before_due", "seconds": 3600})), rule("02 16:00"));
    assert_eq!(when(json!({"type": "after_due", "seconds": 3600})), rule("02 18:00"));
    assert_eq!(when(json!({"type": "working_days_from_due", "days": 1})), rule("03 17:00"));
}

#[test]
fn a_breach_is_the_first_late_microsecond() {
    let breach = json!([{"id": "late", "trigger": {"type": "breach", "metric": "resolution"}, "steps": [notify("service_supervisor")]}]);
    assert_eq!(
        fired(breach, &["02 09:00 started P1"], "03 09:00"),
        ["02 11:00:00.000001 late: notify service_supervisor"]
    );
}

#[test]
fn a_metric_without_a_target_has_no_share_but_time_on_it() {
    let life = ["02 09:00 started P1"];
    assert!(fired(on("report", json!({"type": "share", "percent": 50})), &life, "20 09:00").is_empty());
    let elapsed = on("report", json!({"type": "elapsed", "seconds": 7200}));
    assert_eq!(fired(elapsed, &life, "20 09:00"), ["02 11:00 rule: notify engineer"]);
}

#[test]
fn every_cycle_sets_it_off_anew() {
    let life = [
        "02 09:00 started",
        "02 10:00 customer_message",
        "02 10:10 agent_message",
        "02 12:00 customer_message",
        "02 12:50 agent_message",
        "02 15:00 customer_message",
    ];
    let half = on("next_response", json!({"type": "share", "percent": 50}));
    let mut ticket = Ticket::new(&policy(half), &life);
    ticket.advance("02 20:00");
    assert_eq!(ticket.lines(), ["02 12:30 rule: notify engineer", "02 15:30 rule: notify engineer"]);
    assert_eq!(ticket.log.iter().map(|firing| firing.key.cycle).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn nothing_fires_in_a_pause_and_all_of_it_after_that() {
    let steps = json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(3600))]);
    let rules = json!([share("half", 50, steps)]);
    let mut ticket = Ticket::new(&policy(rules), &["02 09:00 started P3", "02 13:30 wait_started customer"]);
    assert_eq!(ticket.lines(), ["02 13:00 half: notify engineer"]);
    ticket.advance("05 09:00");
    assert_eq!((ticket.lines().len(), ticket.next_change("05 09:00")), (1, None));
    // The second step waits by the clock: half an hour of its hour is left.
    ticket.tell(&["05 09:00 wait_ended customer"]);
    assert_eq!(ticket.next_change("05 09:00"), Some(at("05 09:30")));
    ticket.advance("05 12:00");
    assert_eq!(ticket.lines()[1..], ["05 09:30 half: notify expert"]);
}

#[test]
fn a_point_between_working_days_waits_for_the_end_of_a_pause() {
    let day_over = on("resolution", json!({"type": "working_days_from_due", "days": 1}));
    let life = ["02 09:00 started P1", "02 12:00 wait_started parts", "05 08:00 wait_ended parts"];
    let mut ticket = Ticket::new(&policy(day_over), &life);
    assert!(ticket.lines().is_empty());
    ticket.advance("06 09:00");
    assert_eq!(ticket.lines(), ["05 08:00 rule: notify engineer"]);
}

#[test]
fn a_clock_that_has_stopped_is_behind() {
    let rules = json!([share(
        "half",
        50,
        json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(3600))])
    )]);
    assert!(fired(rules.clone(), &["02 09:00 started P3", "02 12:00 stopped"], "20 09:00").is_empty());
    let later = ["02 09:00 started P3", "02 13:30 stopped"];
    assert_eq!(fired(rules.clone(), &later, "20 09:00"), ["02 13:00 half: notify engineer"]);
    let reopened = ["02 09:00 started P3", "02 13:30 stopped", "04 10:00 reopened"];
    assert_eq!(fired(rules, &reopened, "20 09:00")[1..], ["04 10:30 half: notify expert"]);
}

#[test]
fn what_was_missed_is_fired_late_as_of_its_instant() {
    // The host takes events without asking in between.
    let rules = policy(json!([
        share("half", 50, json!([notify("engineer")])),
        share("end", 100, json!([notify("expert")]))
    ]));
    let mut ticket = Ticket::new(
        &policy(json!([])),
        &["02 09:00 started P3", "02 18:00 customer_message", "02 19:00 stopped"],
    );
    let due = rules.due(&ticket.view(), &ticket.fired, at("03 09:00"));
    let shown: Vec<_> = due.iter().map(crate::desk::line).collect();
    assert_eq!(shown, ["02 13:00 half: notify engineer", "02 17:00 end: notify expert"]);
    ticket.fired.extend(due);
    assert!(rules.due(&ticket.view(), &ticket.fired, at("03 09:00")).is_empty());
}
