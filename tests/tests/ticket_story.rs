//! One repair under the preset `after-sales`, as the example `ticket_story` tells it: the lines that a reader cares about.

#[path = "../../core/examples/ticket_story/desk.rs"]
mod desk;
#[path = "../../core/examples/ticket_story/log.rs"]
mod log;
#[path = "../../core/examples/ticket_story/story.rs"]
mod story;
#[path = "../../core/examples/ticket_story/words.rs"]
mod words;

use std::sync::OnceLock;

use aftersales::ticket::{EventName, Phase};
use aftersales::vocabulary::FunctionalLevel;

use self::story::Story;

fn story() -> &'static Story {
    static STORY: OnceLock<Story> = OnceLock::new();
    STORY.get_or_init(|| story::tell().unwrap())
}

/// The line of a command or rule at a time.
fn line(time: &str, word: &str) -> &'static str {
    let mut lines = story().text.lines().filter(|line| line.starts_with(time) && line.contains(word));
    let line = lines.next().unwrap_or_else(|| panic!("no line of `{word}` at {time} in\n{}", story().text));
    assert_eq!(lines.next(), None, "one line of `{word}` at {time}");
    line
}

#[test]
fn the_front_desk_promises_what_the_preset_promises() {
    assert!(line("03-06 09:10", "open").ends_with("| due first_response 11:10, progress_report 03-13 09:10"));
    let graded = line("03-06 09:12", "grade");
    assert!(graded.contains("graded P2"), "{graded}");
    // 24 working hours of a desk that is open from 08:00 to 20:00.
    assert!(graded.contains("due first_response 13:10, resolution 03-10 09:10"), "{graded}");
    assert!(!line("03-06 09:20", "send_message").contains("first_response"));
}

#[test]
fn a_late_timer_dates_the_escalation_back_and_says_why() {
    let fired = line("03-06 10:10", "(by itself)");
    assert!(fired.contains("rule_fired `no first diagnosis`: raises the level to L2"), "{fired}");
    assert!(fired.ends_with("[recorded 03-06 10:25]"), "{fired}");
    for why in
        ["rules[3].steps[0] `no first diagnosis`", "began 03-06 10:10 by its trigger", "level was one of L1"]
    {
        assert!(story().text.contains(why), "{why}");
    }
}

#[test]
fn the_engineers_grade_moves_the_due_time() {
    let graded = line("03-06 10:48", "grade");
    assert!(graded.contains("graded P1, rule_fired `urgent team`"), "{graded}");
    assert!(graded.contains("due resolution 13:10"), "four hours round the clock from the opening: {graded}");
}

#[test]
fn a_refusal_names_everything_that_is_missing_at_once() {
    assert!(line("03-06 10:57", "start_work").ends_with("refused; nothing has changed"));
    let codes: Vec<_> = story().refusal.reasons.iter().map(|reason| reason.code.as_str()).collect();
    let missing = ["approval", "estimate", "authorisation_evidence", "start_gate", "end_of_waits"];
    let mut expected: Vec<_> = missing.iter().map(|what| format!("ticket.gate.{what}_missing")).collect();
    let mut found: Vec<_> = codes.iter().map(ToString::to_string).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    for why in ["`approve_plan` supplies it by technical_supervisor", "`resume` supplies it (parts)"] {
        assert!(story().text.contains(why), "{why}");
    }
    assert!(line("03-06 11:00", "refuse_plan").contains("plan_refused 1"));
    assert!(line("03-06 11:06", "approve_plan").contains("plan_approved 2"));
}

#[test]
fn waiting_for_the_customer_stops_the_clock_and_waiting_for_the_part_does_not() {
    assert!(!line("03-06 10:53", "wait").contains("due"), "nothing changes");
    assert!(line("03-06 11:15", "wait_started customer").contains("resolution paused"));
    let resumed = line("03-06 11:30", "receive_message");
    assert!(resumed.contains("wait_ended customer") && resumed.contains("due resolution 13:25"), "{resumed}");
}

#[test]
fn work_without_a_network_counts_when_it_was_done() {
    let late = line("03-06 13:25", "time is up at the engineers");
    assert!(late.contains("raises the level to L3"), "{late}");
    assert!(line("03-06 13:25", "urgent resolution is late").contains("asks department_manager in"));
    let done = line("03-06 12:55", "complete");
    assert!(done.contains("completed, breach_superseded resolution  [recorded 03-06 13:35]"), "{done}");
    assert!(
        story().text.contains("breach of resolution at 03-06 13:25: superseded by what was recorded later")
    );
    assert!(!story().text.contains(": stands"));
}

#[test]
fn reopening_goes_on_with_what_is_left_of_the_time() {
    // Stopped half an hour before it was due.
    assert!(line("03-09 09:30", "reopen").contains("due resolution 10:00"));
    assert!(line("03-11 10:15", "record_call_back").ends_with("called_back  | nothing due"));
    assert!(story().text.contains("resolution (cycle 1): met, 15 min left"));
    assert!(story().text.contains("call_back (cycle 2): met"));
    let Story { ticket, .. } = story();
    assert_eq!((ticket.phase(), ticket.state().level.level), (Phase::Closed, FunctionalLevel::L3));
    assert_eq!(ticket.state().phase.reopened, 1);
}

#[test]
fn the_log_gives_the_same_ticket_again() {
    let Story { ticket, replayed, events, text, .. } = story();
    assert_eq!(ticket.state(), replayed.state());
    assert_eq!(ticket, replayed);
    assert_eq!(u64::try_from(events.len()).unwrap(), ticket.version());
    let fired = events.iter().filter(|event| event.kind().name() == EventName::RuleFired).count();
    assert_eq!(fired, text.matches("rule_fired").count(), "every firing is told");
    assert!(text.ends_with(&format!("replaying the {} stored events gives the same ticket\n", events.len())));
    assert_eq!(story::tell().unwrap().text, *text, "told twice, it is the same");
}
