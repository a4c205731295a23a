//! Defects that were reported against public help desks and that clocks can have, each as what must hold with us.

use aftersales::sla::{Activity, Outcome, ReadingState};
use aftersales::time::Span;
use serde_json::{Value, json};

use crate::desk::{
    at, breaches, cycles, find, hours, one_clock, policy, reading, resolution, revised, tell, ticket,
};

fn waiting() -> Value {
    json!({"pauses": {"waits": ["customer", "parts"], "states": ["pending"]}})
}

fn graded(on_change: &str) -> aftersales::sla::SlaPolicy {
    let metric = json!([{
        "name": "resolution", "starts": [{"type": "started"}], "on_change": on_change,
        "pauses": {"waits": ["customer", "parts"]}
    }]);
    let target = |priority: &str, target: Value| json!({"type": "set", "when": {"priority": [priority]}, "targets": {"resolution": target}});
    policy(metric, json!([target("P1", hours(3)), target("P3", hours(8))]))
}

/// zammad/zammad #188: escalation was wrong after reopening, since the code knew two names of states.
#[test]
fn reopening_works_whatever_the_states_are_called() {
    let due = |states: [&str; 3]| {
        let [first, second, third] = states;
        let events = [
            "02 09:00 started".to_owned(),
            format!("02 09:00 state_entered {first}"),
            format!("02 10:00 state_entered {second}"),
            "02 10:00 stopped".to_owned(),
            format!("02 12:00 state_entered {third}"),
            "02 12:00 reopened".to_owned(),
        ];
        let events: Vec<_> = events.iter().map(String::as_str).collect();
        let clocks = ticket(&one_clock(json!({}), hours(4)), &events);
        resolution(&clocks, "02 12:00").due
    };
    assert_eq!(due(["new", "closed", "open"]), Some(at("02 15:00")));
    assert_eq!(due(["neu", "erledigt", "wieder offen"]), Some(at("02 15:00")));
    assert_eq!(due(["open", "open", "closed"]), Some(at("02 15:00")));
}

/// glpi-project/glpi #6902, #15605: a change of priority lost the pause already earned.
#[test]
fn a_priority_change_keeps_the_pauses() {
    let events = [
        "02 09:00 started P3",
        "02 10:00 wait_started parts",
        "02 12:00 wait_ended parts",
        "02 12:30 inputs_changed P1",
    ];
    for on_change in ["retroactive", "carry_over"] {
        let reading = resolution(&ticket(&graded(on_change), &events), "02 12:30");
        assert_eq!(reading.due, Some(at("02 14:00")), "{on_change}");
        assert_eq!(reading.paused, Span::from_seconds(2 * 3600));
    }
    let restarted = resolution(&ticket(&graded("restart"), &events), "02 12:30");
    assert_eq!((restarted.due, restarted.paused), (Some(at("02 15:30")), Span::from_seconds(2 * 3600)));
}

/// glpi-project/glpi #6902: the same while the pause lasts.
#[test]
fn a_priority_change_in_a_pause_keeps_the_pause() {
    let events = ["02 09:00 started P3", "02 10:00 wait_started parts", "02 11:00 inputs_changed P1"];
    let mut clocks = ticket(&graded("retroactive"), &events);
    let paused = resolution(&clocks, "02 11:30");
    assert_eq!(
        (paused.state, paused.due, paused.due_if_resumed),
        (ReadingState::Paused, None, Some(at("02 13:30")))
    );
    tell(&mut clocks, &["02 12:00 wait_ended parts"]);
    assert_eq!(resolution(&clocks, "02 12:00").due, Some(at("02 14:00")));
}

/// frappe/helpdesk #1554, #1675: the pause was shown while the clock ran on.
#[test]
fn a_clock_shown_as_paused_stands_still() {
    let events = [
        "02 09:00 started",
        "02 10:00 wait_started customer",
        "02 10:30 state_entered pending",
        "02 11:00 wait_ended customer",
    ];
    let mut clocks = ticket(&one_clock(waiting(), hours(4)), &events);
    for now in ["02 11:00", "02 16:00", "05 12:00"] {
        let reading = resolution(&clocks, now);
        assert_eq!(
            (reading.state, reading.rate, reading.consumed),
            (ReadingState::Paused, 0, Span::from_seconds(3600))
        );
        assert_eq!((reading.due, reading.next_change, reading.valid_until), (None, None, None));
    }
    tell(&mut clocks, &["05 12:00 state_entered open"]);
    let running = resolution(&clocks, "05 12:00");
    assert_eq!((running.state, running.rate, running.due), (ReadingState::Running, 1, Some(at("05 15:00"))));
}

/// frappe/helpdesk #1675: of two waits the end of one ended both.
#[test]
fn a_clock_runs_again_when_its_last_wait_ends() {
    let events = [
        "02 09:00 started",
        "02 10:00 wait_started customer",
        "02 11:00 wait_started parts",
        "02 12:00 wait_ended customer",
    ];
    let mut clocks = ticket(&one_clock(waiting(), hours(4)), &events);
    assert_eq!(resolution(&clocks, "02 12:30").state, ReadingState::Paused);
    tell(&mut clocks, &["02 13:00 wait_ended parts"]);
    assert_eq!(resolution(&clocks, "02 13:00").due, Some(at("02 16:00")));
    let explanation = clocks.explain(&"resolution".parse().unwrap(), at("02 13:00")).unwrap().unwrap();
    let pauses = explanation.segments.iter().filter(|segment| segment.activity == Activity::Paused);
    let reasons: Vec<Vec<_>> =
        pauses.map(|segment| segment.reasons.iter().map(|reason| reason.as_str()).collect()).collect();
    assert_eq!(reasons, [vec!["customer"], vec!["customer", "parts"], vec!["parts"]]);
}

/// glpi-project/glpi #5319: only the first level of an escalation fired, and missed ones never.
#[test]
fn every_level_is_met_in_order_and_a_late_call_sees_them_all() {
    let levels = json!([
        {"name": "half", "at": {"type": "share", "percent": 50}},
        {"name": "soon", "at": {"type": "before_due", "seconds": 1800}},
        {"name": "hour over", "at": {"type": "after_due", "seconds": 3600}},
        {"name": "day over", "at": {"type": "working_days_from_due", "days": 1}}
    ]);
    let clocks = ticket(&one_clock(json!({"levels": levels}), hours(4)), &["02 09:00 started"]);
    let mut now = at("02 09:00");
    let mut met = Vec::new();
    while let Some(next) = clocks.next_change(now).unwrap() {
        met.push(next);
        now = next;
    }
    let expected = ["02 11:00", "02 12:30", "02 13:00", "02 13:00:00.000001", "02 14:00", "03 13:00"].map(at);
    assert_eq!(met, expected);
    let late: Vec<_> = resolution(&clocks, "20 12:00").levels.iter().map(|level| level.at).collect();
    assert_eq!(late, [expected[0], expected[1], expected[4], expected[5]].map(Some));
}

/// grafana/oncall #1206: escalation stopped after a step that waits until a time.
#[test]
fn there_is_a_next_change_after_a_wait() {
    let mut clocks =
        ticket(&one_clock(waiting(), hours(4)), &["02 09:00 started", "02 10:00 wait_started parts"]);
    assert_eq!(clocks.next_change(at("02 12:00")).unwrap(), None);
    tell(&mut clocks, &["03 09:00 wait_ended parts"]);
    assert_eq!(clocks.next_change(at("03 09:00")).unwrap(), Some(at("03 12:00")));
}

/// grafana/oncall #724: what looked for lost escalations was itself switched off.
#[test]
fn a_clock_that_runs_towards_its_target_always_has_a_next_change() {
    let clocks = ticket(&one_clock(json!({}), hours(4)), &["02 09:00 started"]);
    for now in ["02 09:00", "02 12:59:59.999999", "02 13:00"] {
        let reading = resolution(&clocks, now);
        assert!(reading.breached_at.is_none() && reading.next_change.unwrap() > at(now), "{now}");
    }
    let late = resolution(&clocks, "02 13:00:00.000001");
    assert_eq!((late.next_change, late.breached_at), (None, Some(at("02 13:00:00.000001"))));
}

/// abhinavxd/libredesk #70: closed tickets still sent mail about breaches.
#[test]
fn the_end_of_a_case_ends_every_clock() {
    let metrics = json!([
        {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
        {"name": "resolution", "starts": [{"type": "started"}]}
    ]);
    let targets = json!({"first_response": hours(1), "resolution": hours(4)});
    let clocks = ticket(
        &policy(metrics, json!([{"type": "set", "targets": targets}])),
        &["02 09:00 started", "02 09:30 stopped"],
    );
    for reading in clocks.readings(at("20 12:00")).unwrap() {
        assert_eq!(
            (reading.state, reading.breached_at, reading.next_change),
            (ReadingState::Stopped, None, None)
        );
        assert!(matches!(reading.outcome, Some(Outcome::Met(_))));
    }
    assert_eq!(clocks.next_change(at("20 12:00")).unwrap(), None);
    assert!(breaches(&clocks, "20 12:00").is_empty());
}

/// zammad/zammad #904: merged tickets escalated. A host merges by stopping the ticket.
#[test]
fn a_merged_case_starts_no_clock_any_more() {
    let rules = json!({
        "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
        "cycles": "repeat"
    });
    let events = [
        "02 09:00 started",
        "02 10:00 stopped",
        "02 11:00 customer_message",
        "02 12:00 state_entered merged",
    ];
    let clocks = ticket(&one_clock(rules, hours(1)), &events);
    assert_eq!(find(&clocks, "next_response", "05 12:00"), None);
}

/// zammad/zammad #4353: escalation stayed after its SLA was removed.
#[test]
fn a_metric_that_leaves_the_policy_withdraws_its_clock() {
    let before = one_clock(json!({}), hours(4));
    let mut clocks = ticket(&before, &["02 09:00 started"]);
    clocks.apply(revised("02 10:00", &policy(json!([]), json!([])))).unwrap();
    assert!(clocks.readings(at("02 16:00")).unwrap().is_empty());
    assert_eq!(clocks.next_change(at("02 16:00")).unwrap(), None);
    let withdrawn = &cycles(&clocks, "resolution", "02 16:00")[0];
    assert_eq!(
        (withdrawn.state, withdrawn.stopped_at, withdrawn.outcome),
        (ReadingState::Withdrawn, Some(at("02 10:00")), None)
    );
    assert!(breaches(&clocks, "20 12:00").is_empty());
}

/// zammad/zammad #4353: a target that is removed leaves no due time, and the breach that was stays known.
#[test]
fn a_removed_target_leaves_no_due_time_but_its_breach() {
    let without = policy(json!([{"name": "resolution", "starts": [{"type": "started"}]}]), json!([]));
    let mut clocks = ticket(&one_clock(json!({}), hours(4)), &["02 09:00 started"]);
    clocks.apply(revised("02 15:00", &without)).unwrap();
    let reading = resolution(&clocks, "02 16:00");
    assert_eq!(
        (reading.target, reading.due, reading.late_from, reading.breached_at),
        (None, None, None, None)
    );
    assert_eq!(breaches(&clocks, "02 16:00"), [("resolution".to_owned(), 1, at("02 13:00:00.000001"), 4)]);
}

fn responses() -> aftersales::sla::SlaPolicy {
    let metrics = json!([
        {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
        {
            "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
            "cycles": "repeat"
        },
        {
            "name": "update", "starts": [{"type": "started"}, {"type": "agent_message"}],
            "stops": [{"type": "agent_message"}], "cycles": "repeat"
        }
    ]);
    let targets = json!({"first_response": hours(2), "next_response": hours(3), "update": hours(1)});
    policy(metrics, json!([{"type": "set", "targets": targets}]))
}

/// zammad/zammad #5177: the target for updates overruled the first response.
#[test]
fn clocks_do_not_overrule_each_other() {
    let clocks = ticket(&responses(), &["02 09:00 started", "02 09:00 customer_message"]);
    let due = |metric: &str| reading(&clocks, metric, "02 09:00").due;
    assert_eq!(due("first_response"), Some(at("02 11:00")));
    assert_eq!(due("next_response"), Some(at("02 12:00")));
    assert_eq!(due("update"), Some(at("02 10:00")));
}

/// zammad/zammad #3140: a ticket escalated though the agent had answered last.
#[test]
fn nobody_is_waited_for_after_the_agents_answer() {
    let events = ["02 09:00 started", "02 09:00 customer_message", "02 09:30 agent_message"];
    let mut clocks = ticket(&responses(), &events);
    let answered = reading(&clocks, "next_response", "04 12:00");
    assert_eq!(
        (answered.state, answered.outcome),
        (ReadingState::Stopped, Some(Outcome::Met(Span::from_seconds(9000))))
    );
    // Two messages in a row are one wait, from the first on.
    tell(&mut clocks, &["04 13:00 customer_message", "04 14:00 customer_message"]);
    let waiting = reading(&clocks, "next_response", "04 14:00");
    assert_eq!((waiting.cycle, waiting.started_at, waiting.due), (2, at("04 13:00"), Some(at("04 16:00"))));
}

/// zammad/zammad #3140: events of one instant count in the order of the log.
#[test]
fn the_log_decides_who_came_last_within_an_instant() {
    let asked_last = ["02 09:00 started", "02 10:00 agent_message", "02 10:00 customer_message"];
    assert!(reading(&ticket(&responses(), &asked_last), "next_response", "02 10:00").stopped_at.is_none());
    let answered_last = ["02 09:00 started", "02 10:00 customer_message", "02 10:00 agent_message"];
    assert!(reading(&ticket(&responses(), &answered_last), "next_response", "02 10:00").stopped_at.is_some());
}

/// zammad/zammad #1322: a customer's note through the web did not start the clock.
#[test]
fn a_message_starts_its_clock_whatever_the_channel() {
    let metric = json!([{"name": "next_response", "starts": [{"type": "customer_message"}]}]);
    let policy = policy(metric, json!([{"type": "set", "targets": {"next_response": hours(1)}}]));
    for channel in aftersales::vocabulary::Channel::ALL {
        let inputs = aftersales::sla::Inputs { channel: Some(*channel), ..Default::default() };
        let started = aftersales::sla::EventKind::Started(inputs);
        let mut clocks = aftersales::sla::TicketClocks::new(policy.clone());
        clocks.apply(aftersales::sla::Event::new(at("02 09:00"), started)).unwrap();
        tell(&mut clocks, &["02 10:00 customer_message"]);
        assert_eq!(reading(&clocks, "next_response", "02 10:00").due, Some(at("02 11:00")));
    }
}

/// zammad/zammad #2082: due times were not renewed by the first reply.
#[test]
fn a_reply_renews_the_next_due_time_at_once() {
    let mut clocks = ticket(&responses(), &["02 09:00 started", "02 09:00 customer_message"]);
    assert_eq!(clocks.next_change(at("02 09:30")).unwrap(), Some(at("02 10:00")));
    tell(&mut clocks, &["02 09:30 agent_message"]);
    assert_eq!(clocks.next_change(at("02 09:30")).unwrap(), Some(at("02 10:30")));
    assert_eq!(reading(&clocks, "update", "02 09:30").cycle, 2);
}

/// glpi-project/glpi #14148: setting a state back dropped the time pending.
#[test]
fn a_state_set_back_keeps_the_time_it_was_pending() {
    let events = [
        "02 09:00 started",
        "02 10:00 state_entered pending",
        "02 12:00 state_entered open",
        "02 13:00 state_entered pending",
        "02 13:00 state_entered open",
    ];
    let reading = resolution(&ticket(&one_clock(waiting(), hours(4)), &events), "02 14:00");
    assert_eq!((reading.paused, reading.due), (Span::from_seconds(2 * 3600), Some(at("02 15:00"))));
}

/// glpi-project/glpi #2184: the time overdue grew while paused.
#[test]
fn what_is_overdue_stands_still_in_a_pause() {
    let clocks =
        ticket(&one_clock(waiting(), hours(2)), &["02 09:00 started", "02 12:00 wait_started parts"]);
    let sooner = resolution(&clocks, "02 12:00");
    let later = resolution(&clocks, "20 12:00");
    assert_eq!(sooner.remaining, Some(Span::from_seconds(-3600)));
    assert_eq!(
        (later.remaining, later.due, later.breached_at),
        (sooner.remaining, sooner.due, sooner.breached_at)
    );
    assert_eq!(breaches(&clocks, "20 12:00").len(), 1);
}

/// frappe/helpdesk #3709, #3639: a hold stayed after its SLA was removed.
#[test]
fn a_hold_belongs_to_the_clocks_that_heed_it() {
    let mut clocks =
        ticket(&one_clock(waiting(), hours(4)), &["02 09:00 started", "02 10:00 wait_started parts"]);
    clocks.apply(revised("02 11:00", &one_clock(json!({}), hours(4)))).unwrap();
    let reading = resolution(&clocks, "02 11:00");
    assert_eq!(
        (reading.state, reading.due, reading.paused),
        (ReadingState::Running, Some(at("02 13:00")), Span::ZERO)
    );
}
