//! Rules fire late or in time, in order, once each; what they tell can be acknowledged.

use aftersales::ticket::{EscalationStatus, Event, EventKind, EventName, Ticket};
use aftersales::time::Instant;
use aftersales::vocabulary::{FunctionalLevel, Priority};
use serde_json::json;

use super::desk::{DESK, Desk, ENGINEER, at, because, complete, graded, plain};
use super::repair::completed;

fn fired(log: &[Event]) -> Vec<(String, u32, Instant)> {
    let rules = log.iter().filter_map(|event| match event.kind() {
        EventKind::RuleFired(fired) => Some((fired.rule.clone(), fired.step, event.occurred_at())),
        _ => None,
    });
    rules.collect()
}

#[test]
fn a_ticket_that_nobody_looks_after_climbs_by_itself() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 14:00");
    assert_eq!(
        fired(&desk.log),
        [
            ("no first diagnosis".to_owned(), 0, at("02 10:00")),
            ("half of it".to_owned(), 0, at("02 11:00")),
            ("half of it".to_owned(), 1, at("02 11:30")),
            ("resolution late".to_owned(), 0, at("02 13:00:00.000001")),
        ]
    );
    let state = desk.ticket.state();
    assert_eq!((state.level.level, state.level.since), (FunctionalLevel::L2, at("02 10:00")));
    assert_eq!(state.escalation.status, EscalationStatus::Requested);
    assert_eq!(state.escalation.to.as_ref().unwrap().as_str(), "department_manager");
}

#[test]
fn a_late_call_gives_the_log_that_calls_in_time_give() {
    let once = {
        let mut desk = Desk::repair("02 09:00");
        desk.wait_until("04 00:00");
        desk
    };
    let mut often = Desk::repair("02 09:00");
    let mut now = at("02 09:00");
    let mut calls = 0;
    while let Some(next) = often.ticket.next_wakeup(now).filter(|next| *next <= at("04 00:00")) {
        assert!(next >= now);
        for event in often.ticket.advance(next) {
            often.ticket.apply(&event).unwrap();
            often.log.push(event);
        }
        calls += 1;
        assert!(calls < 100, "it wakes up without end");
        now = if next > now { next } else { Instant::from_micros(now.micros() + 1).unwrap() };
    }
    assert_eq!(fired(&once.log), fired(&often.log));
    assert_eq!(once.kinds(), often.kinds());
}

#[test]
fn acknowledging_revokes_what_was_told_and_what_is_to_come() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 11:10");
    let before = desk.ticket.version();
    desk.say("02 11:10", ENGINEER, json!({"type": "acknowledge", "rule": "half of it", "cycle": 1}));
    let revoked = desk.ticket.effects_since(before);
    assert_eq!(revoked.len(), 1);
    assert_eq!(revoked[0].revoked_by, Some(before + 1));
    desk.wait_until("02 12:30");
    let rules = fired(&desk.log);
    assert!(!rules.iter().any(|(rule, step, _)| rule == "half of it" && *step == 1), "{rules:?}");
}

#[test]
fn taking_a_ticket_up_again_raises_its_priority_once() {
    let mut desk = Desk::open(&super::desk::policy(), "02 09:00", super::desk::repair("TS20260302-0001"));
    desk.say("02 09:00", DESK, graded("preliminary", "minor", "one"));
    assert_eq!(desk.ticket.state().grade.priority(), Some(Priority::P3));
    let answer = json!({"type": "answer", "summary": "hold the button"});
    desk.say("02 09:10", DESK, answer.clone());
    let decision = desk.say("02 09:20", DESK, because("reopen", "no better"));
    let last = decision.events.last().unwrap();
    assert_eq!((last.kind().name(), last.occurred_at()), (EventName::RuleFired, at("02 09:20")), "at once");
    assert_eq!(desk.ticket.state().grade.priority(), Some(Priority::P2));
    desk.say("02 09:30", DESK, answer);
    desk.say("02 09:40", DESK, because("reopen", "no better"));
    assert_eq!(desk.ticket.state().grade.priority(), Some(Priority::P2));
}

#[test]
fn what_was_told_while_work_lasted_is_void_when_it_is_done() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 09:04");
    completed(&mut desk);
    let open: Vec<_> =
        desk.ticket.effects_since(0).into_iter().filter(|effect| effect.revoked_by.is_none()).collect();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0].about.as_str(), "completed");
    assert!(
        desk.wait_until("04 00:00").iter().all(|kind| *kind != EventName::RuleFired),
        "nothing runs any more"
    );
    let codes = desk.codes("04 00:00", ENGINEER, complete());
    assert_eq!(codes[0], "ticket.phase.not_allowed");
}

#[test]
fn effects_are_a_function_of_the_log_wherever_one_asks_from() {
    let mut desk = Desk::repair("02 09:00");
    desk.wait_until("02 12:00");
    desk.say("02 12:01", ENGINEER, plain("acknowledge"));
    let all = desk.ticket.effects_since(0);
    let replayed = Ticket::replay(&desk.policies, &desk.log).unwrap();
    assert_eq!(replayed.effects_since(0), all);
    let keys: std::collections::BTreeSet<_> =
        all.iter().map(|effect| (format!("{:?}", effect.key), effect.notify.clone())).collect();
    assert_eq!(keys.len(), all.len(), "no two effects have one key");
    let last = desk.ticket.version();
    assert!(desk.ticket.effects_since(last).is_empty());
}
