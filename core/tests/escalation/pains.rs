//! Defects that were reported against public help desks and on-call tools and that escalation can have, each as what must
//! hold with us.

use aftersales::escalation::EscalationFact;
use serde_json::{Value, json};

use crate::desk::{Ticket, at, facts, fired, notify, policy, raise_level, raise_priority, share, with};

fn ladder() -> Value {
    json!([
        share("half", 50, json!([notify("engineer")])),
        share("most", 75, json!([notify("technical_supervisor")])),
        share(
            "end",
            100,
            json!([
                notify("service_supervisor"),
                with(notify("department_manager"), "after_seconds", json!(3600))
            ])
        )
    ])
}

const LADDER: [&str; 4] = [
    "02 13:00 half: notify engineer",
    "02 15:00 most: notify technical_supervisor",
    "02 17:00 end: notify service_supervisor",
    "02 18:00 end: notify department_manager",
];

/// zammad/zammad #188: escalation was wrong after reopening, since the code knew two names of states.
#[test]
fn pain_01_escalation_goes_on_after_a_reopen() {
    let life = ["02 09:00 started P3", "02 14:00 stopped", "03 10:00 reopened"];
    assert_eq!(
        fired(ladder(), &life, "20 09:00"),
        [
            "02 13:00 half: notify engineer",
            "03 11:00 most: notify technical_supervisor",
            "03 13:00 end: notify service_supervisor",
            "03 14:00 end: notify department_manager"
        ]
    );
}

/// glpi-project/glpi #6902, #15605: a change of priority lost the pause already earned.
#[test]
fn pain_02_a_priority_change_keeps_the_pause_for_escalation_too() {
    let life = [
        "02 09:00 started P4",
        "02 10:00 wait_started parts",
        "02 12:00 wait_ended parts",
        "02 12:30 graded P3",
    ];
    assert_eq!(fired(ladder(), &life, "20 09:00")[0], "02 15:00 half: notify engineer");
}

/// glpi-project/glpi #5319: only the first level of an escalation fired, and missed ones never.
#[test]
fn pain_04_every_level_fires_and_a_late_call_fires_them_all_once_in_order() {
    assert_eq!(fired(ladder(), &["02 09:00 started P3"], "20 09:00"), LADDER);
    let mut asked_often = Ticket::new(&policy(ladder()), &["02 09:00 started P3"]);
    for now in ["02 09:00", "02 13:00", "02 13:00", "02 16:59", "02 17:30", "02 18:00", "20 09:00"] {
        asked_often.advance(now);
    }
    assert_eq!(asked_often.lines(), LADDER);
}

/// grafana/oncall #1206: escalation stopped after a step that waits until a time.
#[test]
fn pain_05_there_is_a_next_change_until_the_last_step_was_fired() {
    let mut ticket = Ticket::new(&policy(ladder()), &["02 09:00 started P3"]);
    for (now, next) in [
        ("02 09:00", "02 13:00"),
        ("02 13:00", "02 15:00"),
        ("02 16:00", "02 17:00"),
        ("02 17:00", "02 18:00"),
    ] {
        assert_eq!(ticket.next_change(now), Some(at(next)), "{now}");
        ticket.advance(now);
        assert_eq!(ticket.next_change(now), Some(at(next)), "{now}");
    }
    ticket.advance("02 18:00");
    assert_eq!(ticket.next_change("02 18:00"), None);
}

/// grafana/oncall #724: what looked for lost escalations was itself switched off.
#[test]
fn pain_06_nothing_depends_on_an_auditor() {
    // A host that never asked until now, and one that lost everything but what it has fired.
    let mut ticket = Ticket::new(&policy(ladder()), &["02 09:00 started P3"]);
    ticket.advance("02 15:00");
    let mut restored = Ticket::new(&policy(json!([])), &["02 09:00 started P3"]);
    restored.fired = ticket.fired.clone();
    let rest = policy(ladder()).due(&restored.view(), &restored.fired, at("20 09:00"));
    assert_eq!(rest.iter().map(crate::desk::line).collect::<Vec<_>>(), LADDER[2..]);
}

/// grafana/oncall #4654: notices went on after acknowledgement.
#[test]
fn pain_07_acknowledging_revokes_the_notices_to_come() {
    let nagging = with(notify("engineer"), "repeat", json!({"every_seconds": 600, "times": 20}));
    let life = ["02 09:00 started P3", "02 13:25 acknowledged half"];
    let lines = fired(json!([share("half", 50, json!([nagging]))]), &life, "20 09:00");
    assert_eq!(lines.last().unwrap(), "02 13:20 half: notify engineer");
    assert_eq!(lines.len(), 3);
}

/// grafana/oncall #934: a later step silently cut off an earlier one.
#[test]
fn pain_08_the_check_names_what_is_cut_off() {
    let rules = json!([
        share("half", 50, json!([raise_level("L2")])),
        with(share("most", 75, json!([notify("service_supervisor")])), "when", json!({"level": ["L1"]}))
    ]);
    let expected = EscalationFact::PreEmpted {
        path: "rules[1]".to_owned(),
        by: "rules[0].steps[0].actions[0]".to_owned(),
    };
    assert_eq!(facts(rules.clone()), [expected]);
    // So it is indeed.
    assert_eq!(fired(rules, &["02 09:00 started P3"], "20 09:00"), ["02 13:00 half: level L2"]);
}

/// grafana/oncall #934: repetitions of one step and the step after it do not disturb each other.
#[test]
fn pain_08_repetitions_come_before_the_step_after_them() {
    let steps = json!([
        with(notify("engineer"), "repeat", json!({"every_seconds": 3600, "times": 3})),
        with(notify("expert"), "after_seconds", json!(60))
    ]);
    let lines = fired(json!([share("half", 50, steps)]), &["02 09:00 started P3"], "20 09:00");
    assert_eq!(lines[2..], ["02 15:00 half: notify engineer", "02 15:01 half: notify expert"]);
}

/// grafana/oncall #1931, #895: waits between steps were ignored.
#[test]
fn pain_09_waits_between_steps_are_kept() {
    let steps = json!([notify("engineer"), with(notify("expert"), "after_seconds", json!(900))]);
    let mut ticket = Ticket::new(&policy(json!([share("half", 50, steps)])), &["02 09:00 started P3"]);
    ticket.advance("02 13:00");
    for now in ["02 13:00", "02 13:14", "02 13:14:59.999999"] {
        assert!(ticket.due(now).is_empty(), "{now}");
    }
    assert_eq!(ticket.due("02 13:15").len(), 1);
}

/// abhinavxd/libredesk #70: closed tickets still sent mail about breaches.
#[test]
fn pain_10_a_closed_ticket_fires_nothing() {
    let mut ticket = Ticket::new(&policy(ladder()), &["02 09:00 started P3", "02 14:00 ended"]);
    assert_eq!((ticket.due("20 09:00"), ticket.next_change("02 14:00")), (vec![], None));
    ticket.advance("20 09:00");
    assert_eq!(ticket.lines(), LADDER[..1]);
}

/// zammad/zammad #904: merged tickets escalated.
#[test]
fn pain_11_a_merged_ticket_fires_nothing_whatever_sets_rules_off() {
    let at_level = json!({"type": "time_at_level", "within_seconds": 60});
    let low = json!({"type": "rated_below", "scale": "nps", "below": 7});
    let rules = json!([
        {"id": "level", "trigger": at_level, "steps": [notify("engineer")]},
        {"id": "mark", "trigger": low, "steps": [notify("engineer")]},
        {"id": "class", "trigger": {"type": "at_once"}, "when": {"class": ["core_defect"]}, "steps": [notify("expert")]}
    ]);
    let life =
        ["02 09:00 started P3", "02 09:00 ended", "02 10:00 rated nps 1", "02 10:00 class core_defect"];
    assert!(fired(rules, &life, "20 09:00").is_empty());
}

/// zammad/zammad #4353: escalation stayed after its SLA was removed.
#[test]
fn pain_12_a_metric_that_leaves_the_policy_fires_nothing_more() {
    let mut ticket =
        Ticket::new(&policy(ladder()), &["02 09:00 started P3", "02 17:30 policy_revised resolution"]);
    assert_eq!(ticket.next_change("02 17:30"), None);
    ticket.advance("20 09:00");
    assert_eq!(ticket.lines(), LADDER[..3]);
}

/// zammad/zammad #5177: the target for updates overruled the first response.
#[test]
fn pain_13_rules_of_different_clocks_do_not_overrule_each_other() {
    let on = |metric: &str| {
        let at = json!({"type": "share", "percent": 50});
        json!({"id": metric, "trigger": {"type": "metric", "metric": metric, "at": at}, "steps": [notify("engineer")]})
    };
    let life = ["02 09:00 started", "02 09:10 customer_message"];
    assert_eq!(
        fired(json!([on("next_response"), on("first_response")]), &life, "20 09:00"),
        ["02 09:30 first_response: notify engineer", "02 09:40 next_response: notify engineer"]
    );
}

/// zammad/zammad #3140: a ticket escalated though the agent had answered last.
#[test]
fn pain_14_nobody_hears_of_a_ticket_that_was_answered_last() {
    let breach = json!([{"id": "late", "trigger": {"type": "breach", "metric": "next_response"}, "steps": [notify("engineer")]}]);
    let life = ["02 09:00 started", "02 09:10 customer_message", "02 09:30 agent_message"];
    assert!(fired(breach, &life, "20 09:00").is_empty());
}

/// zammad/zammad #3071, #2035, #6255: rules saw each other's half-done writes, in unclear order.
#[test]
fn pain_19_rules_see_each_other_whole_and_in_order() {
    let both = json!([{"actions": [{"type": "raise_level", "to": "L2"}, {"type": "raise_priority", "at_least": "P1"}]}]);
    let see = |id: &str, when: Value| with(share(id, 50, json!([notify("expert")])), "when", when);
    let rules = json!([
        see("before", json!({"level": ["L1"], "priority": ["P3"]})),
        share("raise", 50, both),
        see("half-done", json!({"level": ["L2"], "priority": ["P3"]})),
        see("after", json!({"level": ["L2"], "priority": ["P1"]}))
    ]);
    assert_eq!(
        fired(rules, &["02 09:00 started P3"], "20 09:00"),
        [
            "02 13:00 before: notify expert",
            "02 13:00 raise: level L2, priority P1",
            "02 13:00 after: notify expert"
        ]
    );
}

/// glpi-project/glpi #2184; frappe/helpdesk #3709, #3639: overdue grew while paused.
#[test]
fn pain_20_nothing_ripens_in_a_pause() {
    let life = ["02 09:00 started P3", "02 17:30 wait_started customer", "09 09:00 wait_ended customer"];
    let lines = fired(ladder(), &life, "20 09:00");
    assert_eq!(lines[3], "09 09:30 end: notify department_manager");
}

/// The chain of a rule that would raise a ticket for ever ends after one raise.
#[test]
fn pain_19_a_rule_that_sets_itself_off_ends() {
    let rules = json!([with(share("half", 50, json!([raise_priority(1)])), "on_regrade", json!("rearm"))]);
    assert_eq!(
        fired(rules, &["02 09:00 started P4"], "20 09:00"),
        ["02 17:00 half: priority P3", "02 17:00 half: "]
    );
}
