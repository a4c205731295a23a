//! Defects that were reported against public help desks and on-call tools, each as what must hold of our tickets. The rooms of
//! clocks and of escalation have tests of their own by the same names; `docs/pains.md` lists all of them.

use aftersales::sla::{Reading, ReadingState};
use aftersales::ticket::{BreachStanding, Event, EventKind, EventName, Phase, Ticket, TmfStatus, Turn};
use aftersales::time::{Instant, Span};
use aftersales::vocabulary::{Channel, Priority};
use serde_json::{Value, json};

use super::desk::{
    DESK, Desk, ENGINEER, MANAGER, SUPERVISOR, at, because, compile, complete, conclude, documents, graded,
    plain, policy, propose, repair,
};
use super::repair::{closed, completed, planned};

fn resolution(desk: &Desk, when: &str) -> Reading {
    let readings = desk.ticket.readings(at(when)).unwrap();
    readings.into_iter().find(|reading| reading.metric.as_str() == "resolution").unwrap()
}

fn rules(log: &[Event]) -> Vec<(String, u32, Instant)> {
    let fired = log.iter().filter_map(|event| match event.kind() {
        EventKind::RuleFired(fired) => Some((fired.rule.clone(), fired.step, event.occurred_at())),
        _ => None,
    });
    fired.collect()
}

fn fired(rule: &str, step: u32, when: &str) -> (String, u32, Instant) {
    (rule.to_owned(), step, at(when))
}

fn wait(reason: &str) -> Value {
    json!({"type": "wait", "reason": reason})
}

fn resume(reason: &str) -> Value {
    json!({"type": "resume", "reason": reason})
}

fn answer() -> Value {
    json!({"type": "answer", "summary": "hold the button"})
}

fn graded_late(severity: &str) -> Desk {
    let mut desk = Desk::open(&policy(), "02 09:00", repair("TS20260302-0001"));
    desk.say("02 09:00", DESK, graded("preliminary", severity, "many"));
    desk
}

/// zammad/zammad #188: escalation was wrong after reopening, since the code knew two names of states.
#[test]
fn pain_01_a_ticket_taken_up_again_escalates_where_its_clock_stood() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 10:30", ENGINEER, answer());
    desk.say("02 12:30", DESK, because("report_not_solved", "no better"));
    desk.wait_until("03 00:00");
    let rules = rules(&desk.log);
    // An hour and a half was used up before the two hours in which nothing ran.
    assert!(rules.contains(&fired("half of it", 0, "02 13:00")), "{rules:?}");
    assert!(rules.contains(&fired("resolution late", 0, "02 15:00:00.000001")), "{rules:?}");
}

/// glpi-project/glpi #6902, #15605: a change of priority lost the pause already earned.
#[test]
fn pain_02_a_regrade_keeps_the_pauses() {
    let mut desk = graded_late("minor");
    desk.say("02 10:00", DESK, wait("customer"));
    desk.say("02 12:00", DESK, resume("customer"));
    desk.say("02 12:30", DESK, graded("engineer", "severe", "many"));
    assert_eq!(desk.ticket.state().grade.priority(), Some(Priority::P1));
    assert_eq!(resolution(&desk, "02 12:30").due, Some(at("02 15:00")), "four hours and the pause of two");
}

/// frappe/helpdesk #1554, #1675: a pause was shown, and the clock ran on.
#[test]
fn pain_03_a_ticket_shown_as_pending_has_a_clock_that_stands() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 10:00", ENGINEER, wait("customer"));
    assert_eq!(desk.ticket.tmf_status(), TmfStatus::Pending);
    let (early, late) = (resolution(&desk, "02 10:00"), resolution(&desk, "09 20:00"));
    assert_eq!((early.state, late.state), (ReadingState::Paused, ReadingState::Paused));
    assert_eq!((early.consumed, early.remaining), (late.consumed, late.remaining));
    assert_eq!((late.due, late.rate), (None, 0));
    desk.say("09 20:00", ENGINEER, resume("customer"));
    assert_eq!(resolution(&desk, "09 20:00").due, Some(at("09 23:00")));
}

/// glpi-project/glpi #5319: only the first level of an escalation fired, and missed ones never.
#[test]
fn pain_04_a_late_call_fires_every_step_once_in_order() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("05 00:00");
    let all = [
        fired("no first diagnosis", 0, "02 10:00"),
        fired("half of it", 0, "02 11:00"),
        fired("half of it", 1, "02 11:30"),
        fired("resolution late", 0, "02 13:00:00.000001"),
    ];
    assert_eq!(rules(&desk.log), all);
}

/// grafana/oncall #1206: escalation stopped after a step that waits.
#[test]
fn pain_05_a_wait_with_an_end_wakes_the_ticket_and_escalation_goes_on() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 10:00");
    desk.say("02 10:00", ENGINEER, json!({"type": "wait", "reason": "parts", "until": at("02 12:00")}));
    assert_eq!(
        desk.ticket.next_wakeup(at("02 10:00")),
        Some(at("02 12:00")),
        "or sooner, were a clock running"
    );
    desk.wait_until("02 12:00");
    assert_eq!(desk.ticket.next_wakeup(at("02 12:00")), Some(at("02 13:00")), "half of it, two hours later");
}

/// grafana/oncall #724: the auditor for lost escalations was itself switched off.
#[test]
fn pain_06_a_clock_that_runs_towards_its_promise_always_has_a_next_wakeup() {
    let desk = Desk::repair("02 09:00");
    // Nobody calls `advance` all the while.
    for minute in 0..=240 {
        let now = Instant::from_micros(at("02 09:00").micros() + minute * 60_000_000).unwrap();
        assert_eq!(resolution(&desk, "02 13:00").state, ReadingState::Running);
        assert!(desk.ticket.next_wakeup(now).is_some(), "after {minute} minutes");
    }
}

/// grafana/oncall #4654: notices went on after acknowledgement.
#[test]
fn pain_07_acknowledging_revokes_what_was_told() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 11:10");
    desk.say("02 11:10", ENGINEER, plain("acknowledge"));
    assert!(desk.ticket.effects_since(0).iter().all(|effect| effect.revoked_by.is_some()));
    desk.wait_until("02 12:30");
    assert!(!rules(&desk.log).contains(&fired("half of it", 1, "02 11:30")));
}

/// grafana/oncall #934: a later step silently cut off an earlier one. What one point of a clock sets off does not keep the
/// steps of another from firing.
#[test]
fn pain_08_a_breach_does_not_cut_off_the_steps_before_it() {
    let mut documents = documents();
    documents["escalation"]["rules"][0]["steps"][1]["after_seconds"] = json!(3 * 3600);
    let mut desk = Desk::repair_under(&compile(&documents).unwrap(), "02 09:00");
    desk.wait_until("02 20:00");
    let rules = rules(&desk.log);
    assert!(rules.contains(&fired("resolution late", 0, "02 13:00:00.000001")));
    assert!(rules.contains(&fired("half of it", 1, "02 14:00")), "{rules:?}");
}

/// grafana/oncall #1931, #895: waits were ignored.
#[test]
fn pain_09_nothing_ripens_while_the_ticket_waits() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 09:30", ENGINEER, wait("parts"));
    desk.say("02 11:30", ENGINEER, resume("parts"));
    desk.wait_until("02 13:30");
    assert!(rules(&desk.log).contains(&fired("half of it", 0, "02 13:00")));
}

/// abhinavxd/libredesk #70: closed tickets still sent mail about breaches.
#[test]
fn pain_10_a_closed_ticket_fires_nothing() {
    let mut desk = Desk::repair("02 09:00");
    closed(&mut desk);
    assert_eq!(desk.ticket.phase(), Phase::Closed);
    assert_eq!(desk.wait_until("31 00:00"), [EventName::Reminded], "but for the call-back that it is due");
    assert!(rules(&desk.log).iter().all(|(_, _, fired)| *fired <= at("02 10:40")));
    assert_eq!(
        desk.ticket
            .breaches(at("31 00:00"))
            .unwrap()
            .iter()
            .filter(|one| one.metric.as_str() == "resolution")
            .count(),
        0
    );
}

/// zammad/zammad #904: merged tickets escalated.
#[test]
fn pain_11_a_merged_ticket_fires_nothing() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 09:10", DESK, json!({"type": "merge", "into": "TS20260301-0004"}));
    assert!(desk.wait_until("31 00:00").is_empty());
    assert_eq!(desk.ticket.next_wakeup(at("02 09:10")), None);
    assert!(
        desk.ticket
            .readings(at("31 00:00"))
            .unwrap()
            .iter()
            .all(|reading| reading.state == ReadingState::Withdrawn)
    );
}

/// zammad/zammad #4353: an escalation stayed after its promise was removed.
#[test]
fn pain_12_a_promise_taken_away_takes_its_escalation_with_it() {
    let mut desk = Desk::repair("02 09:00");
    let mut documents = documents();
    documents["sla"]["metrics"].as_array_mut().unwrap().retain(|metric| metric["name"] != "resolution");
    for entry in documents["sla"]["selector"].as_array_mut().unwrap() {
        entry["targets"].as_object_mut().unwrap().remove("resolution");
    }
    documents["escalation"]["rules"]
        .as_array_mut()
        .unwrap()
        .retain(|rule| rule["trigger"]["metric"] != "resolution");
    let other = compile(&documents).unwrap();
    desk.ticket.learn(&other);
    desk.policies.push(other.clone());
    desk.say("02 10:30", MANAGER, json!({"type": "revise_policy", "revision": other.revision()}));
    desk.wait_until("09 00:00");
    assert!(rules(&desk.log).iter().all(|(rule, ..)| rule == "no first diagnosis"), "{:?}", rules(&desk.log));
}

/// zammad/zammad #5177: the target of the next update overruled that of the first response.
#[test]
fn pain_13_the_first_response_is_judged_by_itself() {
    let mut desk = Desk::repair("02 09:00");
    let before = resolution(&desk, "02 09:45").due;
    desk.say("02 09:45", DESK, json!({"type": "send_message", "channel": "email"}));
    desk.say("02 09:50", DESK, json!({"type": "receive_message", "channel": "email"}));
    desk.say("02 09:55", DESK, json!({"type": "send_message", "channel": "email"}));
    assert_eq!(resolution(&desk, "02 09:55").due, before);
    let breaches = desk.ticket.breaches(at("02 10:00")).unwrap();
    let found: Vec<_> = breaches.iter().map(|one| (one.metric.as_str(), one.at, one.standing)).collect();
    assert_eq!(found, [("first_response", at("02 09:30:00.000001"), BreachStanding::Stands)]);
}

/// zammad/zammad #3140: a ticket escalated though the agent had answered last.
#[test]
fn pain_14_whose_turn_it_is_is_known() {
    let mut desk = Desk::repair("02 09:00");
    for (when, kind, turn) in [
        ("02 09:10", "send_message", Turn::Customer),
        ("02 09:20", "receive_message", Turn::Desk),
        ("02 09:20", "send_message", Turn::Customer),
    ] {
        desk.say(when, DESK, json!({"type": kind, "channel": "email"}));
        assert_eq!(desk.ticket.state().conversation.turn, turn, "{when}");
    }
}

/// zammad/zammad #1322: a customer's note through the web did not start the clock.
#[test]
fn pain_15_a_message_counts_whatever_its_channel() {
    for channel in Channel::ALL {
        let mut desk = Desk::repair("02 09:00");
        desk.say("02 10:00", DESK, wait("customer"));
        desk.say("02 11:00", DESK, json!({"type": "receive_message", "channel": channel}));
        assert_eq!(desk.ticket.state().conversation.turn, Turn::Desk, "{channel}");
        assert_eq!(resolution(&desk, "02 11:00").due, Some(at("02 14:00")), "{channel}");
    }
}

/// zammad/zammad #2082: due times were not renewed on the first reply.
#[test]
fn pain_16_a_reply_renews_the_next_wakeup_at_once() {
    let mut desk = Desk::repair("02 09:00");
    assert_eq!(desk.ticket.next_wakeup(at("02 09:10")), Some(at("02 09:30")), "the first response is due");
    desk.say("02 09:10", DESK, json!({"type": "send_message", "channel": "hotline"}));
    assert_eq!(desk.ticket.next_wakeup(at("02 09:10")), Some(at("02 10:00")), "then the first diagnosis");
}

/// glpi-project/glpi #14148: a status set back dropped the time it was pending.
#[test]
fn pain_17_a_ticket_that_goes_back_keeps_its_pauses() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 09:05", ENGINEER, plain("start_diagnosis"));
    desk.say("02 09:10", ENGINEER, conclude());
    desk.say("02 09:30", ENGINEER, wait("customer"));
    desk.say("02 11:30", ENGINEER, resume("customer"));
    desk.say("02 12:00", ENGINEER, plain("start_diagnosis"));
    assert_eq!(desk.ticket.phase(), Phase::Diagnosing);
    let reading = resolution(&desk, "02 12:00");
    assert_eq!((reading.consumed, reading.paused), (Span::from_seconds(3600), Span::from_seconds(7200)));
    assert_eq!(reading.due, Some(at("02 15:00")));
}

/// glpi-project/glpi #3929: a ticket could be closed while an approval was open.
#[test]
fn pain_18_nothing_goes_past_an_open_approval() {
    let mut desk = Desk::repair("02 09:00");
    planned(&mut desk);
    assert!(desk.codes("02 09:31", ENGINEER, plain("start_work")).contains(&"ticket.gate.approval_missing"));
    for command in [complete(), plain("close")] {
        assert!(desk.codes("02 09:31", ENGINEER, command).contains(&"ticket.phase.not_allowed"));
    }
    desk.say("02 09:32", SUPERVISOR, json!({"type": "refuse_plan", "version": 1, "reason": "too dear"}));
    desk.say("02 09:33", ENGINEER, propose("repair the supply"));
    assert!(desk.codes("02 09:34", ENGINEER, plain("start_work")).contains(&"ticket.gate.approval_missing"));

    // The same holds of somebody in charge who was asked in.
    let mut desk = Desk::repair("02 09:00");
    completed(&mut desk);
    desk.say(
        "02 10:50",
        ENGINEER,
        json!({"type": "request_escalation", "to": "department_manager", "justification": "a loan unit"}),
    );
    assert!(desk.codes("02 11:00", DESK, plain("close")).contains(&"ticket.gate.escalation_end_missing"));
}

/// zammad/zammad #3071, #2035, #6255: rules saw each other's half-done writes, in unclear order.
#[test]
fn pain_19_every_firing_is_an_event_that_the_next_one_sees_whole() {
    let desk = Desk::repair("02 09:00");
    let events = desk.ticket.advance(at("05 00:00"));
    assert!(events.len() > 3 && events.is_sorted_by_key(Event::occurred_at));
    let mut ticket: Ticket = desk.ticket.clone();
    for (position, event) in events.iter().enumerate() {
        assert_eq!(
            ticket.advance(at("05 00:00")),
            events[position..],
            "what is left is the same from wherever one asks"
        );
        ticket.apply(event).unwrap();
    }
    assert!(ticket.advance(at("05 00:00")).is_empty());
}

/// glpi-project/glpi #2184; frappe/helpdesk #3709, #3639: what was overdue grew while paused; a hold stayed after its removal.
#[test]
fn pain_20_what_is_overdue_stands_still_in_a_pause_and_a_hold_ends_with_its_wait() {
    let mut desk = Desk::repair("02 09:00");
    desk.say("02 14:00", ENGINEER, wait("parts"));
    let (early, late) = (resolution(&desk, "02 14:00"), resolution(&desk, "08 20:00"));
    assert_eq!(early.remaining, Some(Span::from_seconds(-3600)));
    assert_eq!(early.remaining, late.remaining);
    desk.say("08 20:00", ENGINEER, resume("parts"));
    assert_eq!(resolution(&desk, "08 21:00").remaining, Some(Span::from_seconds(-7200)));
}
