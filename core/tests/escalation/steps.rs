//! Steps: their order, delays, repetitions and acknowledgements.

use serde_json::{Value, json};

use crate::desk::{Ticket, at, fired, notify, policy, share, with};

fn after(step: Value, seconds: i64) -> Value {
    with(step, "after_seconds", json!(seconds))
}

fn repeated(step: Value, seconds: i64, times: u32) -> Value {
    with(step, "repeat", json!({"every_seconds": seconds, "times": times}))
}

fn nagging() -> Value {
    let steps = json!([
        repeated(notify("engineer"), 600, 3),
        after(json!({"actions": [{"type": "request_hierarchic", "role": "department_manager"}]}), 900)
    ]);
    json!([share("half", 50, steps)])
}

#[test]
fn a_step_counts_from_the_last_repetition_before_it() {
    assert_eq!(
        fired(nagging(), &["02 09:00 started P3"], "20 09:00"),
        [
            "02 13:00 half: notify engineer",
            "02 13:10 half: notify engineer",
            "02 13:20 half: notify engineer",
            "02 13:35 half: hierarchic department_manager"
        ]
    );
}

#[test]
fn acknowledging_revokes_what_is_still_to_come() {
    let life = ["02 09:00 started P3", "02 13:10 acknowledged half"];
    let mut ticket = Ticket::new(&policy(nagging()), &life);
    // What was due at that very instant had been due before it.
    assert_eq!(ticket.lines().len(), 2);
    assert_eq!(ticket.next_change("02 13:10"), None);
    ticket.advance("20 09:00");
    assert_eq!(ticket.lines().len(), 2);
}

#[test]
fn an_acknowledgement_is_for_one_cycle_of_one_rule() {
    let trigger =
        json!({"type": "metric", "metric": "next_response", "at": {"type": "share", "percent": 50}});
    let rule = |id: &str| json!({"id": id, "trigger": trigger, "steps": [notify("engineer"), after(notify("expert"), 600)]});
    let life = [
        "02 09:00 started",
        "02 10:00 customer_message",
        "02 10:35 acknowledged one 1",
        "02 10:50 agent_message",
        "02 12:00 customer_message",
    ];
    assert_eq!(
        fired(json!([rule("one"), rule("two")]), &life, "02 20:00"),
        [
            "02 10:30 one: notify engineer",
            "02 10:30 two: notify engineer",
            "02 10:40 two: notify expert",
            "02 12:30 one: notify engineer",
            "02 12:30 two: notify engineer",
            "02 12:40 one: notify expert",
            "02 12:40 two: notify expert"
        ]
    );
}

#[test]
fn of_one_instant_the_rules_fire_in_their_order() {
    let rules = json!([
        share("end", 100, json!([notify("expert")])),
        share("second", 50, json!([notify("engineer"), notify("customer")])),
        share("third", 50, json!([notify("front_desk")]))
    ]);
    assert_eq!(
        fired(rules, &["02 09:00 started P3"], "20 09:00"),
        [
            "02 13:00 second: notify engineer",
            "02 13:00 second: notify customer",
            "02 13:00 third: notify front_desk",
            "02 17:00 end: notify expert"
        ]
    );
}

#[test]
fn a_rule_without_a_clock_waits_by_its_calendar() {
    let at_once = |calendar: Value| {
        let rule = json!({"id": "fast-track", "trigger": {"type": "at_once"}, "when": {"priority": ["P1"]}});
        let steps = json!([notify("engineer"), after(notify("service_supervisor"), 7200)]);
        json!([with(with(rule, "steps", steps), "calendar", calendar)])
    };
    let life = ["02 09:00 started P3", "02 16:00 graded P1"];
    let second = |calendar: Value| fired(at_once(calendar), &life, "20 09:00")[1].clone();
    assert_eq!(second(json!("office")), "03 10:00 fast-track: notify service_supervisor");
    assert_eq!(second(Value::Null), "02 18:00 fast-track: notify service_supervisor");
}

#[test]
fn stepping_along_next_change_meets_every_firing() {
    let mut ticket = Ticket::new(&policy(nagging()), &["02 09:00 started P3"]);
    let mut met = Vec::new();
    let mut now = "02 09:00".to_owned();
    while let Some(next) = ticket.next_change(&now) {
        now = crate::desk::when(next);
        met.push(at(&now));
        ticket.advance(&now);
    }
    assert_eq!(met, ["02 13:00", "02 13:10", "02 13:20", "02 13:35"].map(at));
    assert_eq!(ticket.log.iter().map(|firing| firing.at).collect::<Vec<_>>(), met);
}

#[test]
fn a_step_with_nothing_left_to_raise_is_fired_without_it() {
    let steps =
        json!([{"actions": [{"type": "raise_level", "to": "L2"}, {"type": "notify", "role": "engineer"}]}]);
    let life = ["02 09:00 started P3", "02 10:00 level L3"];
    assert_eq!(
        fired(json!([share("half", 50, steps)]), &life, "20 09:00"),
        ["02 13:00 half: notify engineer"]
    );
}
