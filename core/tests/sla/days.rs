//! Targets of days, their edges, and levels at working days.

use aftersales::sla::{Outcome, ReadingState};
use aftersales::time::Span;
use serde_json::{Value, json};

use crate::desk::{at, compile, document, one_clock, resolution, tell, ticket};

fn working_days(days: i32) -> Value {
    json!({"type": "working_days", "days": days})
}

#[test]
fn a_pause_before_the_opening_does_not_make_a_day_target_due_at_the_closing() {
    let policy = one_clock(json!({"pauses": {"waits": ["parts"]}}), working_days(1));
    let mut clocks = ticket(&policy, &["02 18:00 started"]);
    assert_eq!(resolution(&clocks, "03 19:00").due, Some(at("04 09:00")));
    tell(&mut clocks, &["03 20:00 wait_started parts"]);
    let paused = resolution(&clocks, "03 21:00");
    assert_eq!((paused.due, paused.due_if_resumed), (None, Some(at("04 09:00"))));
    tell(&mut clocks, &["04 11:00 wait_ended parts"]);
    let resumed = resolution(&clocks, "04 11:00");
    assert_eq!(resumed.due, Some(at("04 11:00")));
    assert_eq!(resumed.late_from, Some(at("04 11:00:00.000001")));
}

#[test]
fn a_day_target_used_up_within_a_shift_stays_where_it_was() {
    let policy = one_clock(json!({"pauses": {"waits": ["parts"]}}), working_days(1));
    let mut clocks = ticket(&policy, &["02 10:00 started", "03 10:00 wait_started parts"]);
    assert_eq!(resolution(&clocks, "03 11:00").due, Some(at("03 10:00")));
    tell(&mut clocks, &["03 12:00 wait_ended parts"]);
    let resumed = resolution(&clocks, "03 12:00");
    assert_eq!((resumed.due, resumed.breached_at), (Some(at("03 10:00")), None));
    assert_eq!(resumed.late_from, Some(at("03 12:00:00.000001")));
}

#[test]
fn a_day_target_at_an_opening_is_due_at_the_opening_and_not_late_before() {
    let clocks = ticket(&one_clock(json!({}), working_days(1)), &["02 18:00 started"]);
    let night = resolution(&clocks, "04 03:00");
    assert_eq!((night.due, night.late_from), (Some(at("04 09:00")), Some(at("04 09:00:00.000001"))));
    assert_eq!((night.remaining, night.next_change), (Some(Span::ZERO), Some(at("04 09:00"))));
}

#[test]
fn a_day_target_at_the_last_close_is_due_there() {
    let target = json!({"type": "working_days", "days": 1, "end": "last_close"});
    let clocks = ticket(&one_clock(json!({}), target), &["02 10:00 started"]);
    let open = resolution(&clocks, "02 10:00");
    assert_eq!((open.due, open.late_from), (Some(at("03 17:00")), Some(at("04 09:00:00.000001"))));
}

#[test]
fn a_last_close_on_a_calendar_that_never_closes_is_midnight() {
    let target = json!({"type": "working_days", "days": 1, "end": "last_close"});
    let clocks = ticket(&one_clock(json!({"calendar": "always"}), target), &["02 10:00 started"]);
    assert_eq!(resolution(&clocks, "02 10:00").due, Some(at("04 00:00")));
}

#[test]
fn calendar_days_keep_the_wall_clock_time_when_the_clocks_change() {
    let mut written = document(
        json!([{"name": "resolution", "starts": [{"type": "started"}]}]),
        json!([{"type": "set", "targets": {"resolution": {"type": "calendar_days", "days": 1}}}]),
    );
    written["calendars"]["office"]["time_zone"] = json!("Europe/Berlin");
    // From 10:00+01:00 on Saturday to 10:00+02:00 on Sunday: 23 hours.
    let clocks = ticket(&compile(&written).unwrap(), &["28 09:00 started"]);
    let reading = resolution(&clocks, "28 09:00");
    assert_eq!((reading.due, reading.target), (Some(at("29 08:00")), Some(Span::from_seconds(23 * 3600))));
}

#[test]
fn working_days_from_due_are_working_days_also_for_a_target_of_calendar_days() {
    let levels = json!([
        {"name": "after", "at": {"type": "working_days_from_due", "days": 1}},
        {"name": "before", "at": {"type": "working_days_from_due", "days": -1}}
    ]);
    let rules = json!({"levels": levels});
    let clocks =
        ticket(&one_clock(rules, json!({"type": "calendar_days", "days": 2})), &["05 10:00 started"]);
    let reading = resolution(&clocks, "05 10:00");
    assert_eq!(reading.due, Some(at("07 10:00")));
    let levels: Vec<_> = reading.levels.iter().map(|level| level.at).collect();
    assert_eq!(levels, [Some(at("09 10:00")), Some(at("06 10:00"))]);
}

#[test]
fn a_level_beyond_the_stop_is_not_reached() {
    let levels = json!([{"name": "after", "at": {"type": "working_days_from_due", "days": 1}}]);
    let mut clocks = ticket(&one_clock(json!({"levels": levels}), working_days(1)), &["02 10:00 started"]);
    assert_eq!(resolution(&clocks, "03 12:00").levels[0].at, Some(at("04 10:00")));
    tell(&mut clocks, &["03 12:00 stopped"]);
    assert_eq!(resolution(&clocks, "05 12:00").levels[0].at, None);
}

#[test]
fn a_calendar_that_never_opens_keeps_the_target_and_is_never_due() {
    let mut written = document(
        json!([{"name": "resolution", "starts": [{"type": "started"}]}]),
        json!([{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT8H"}}}]),
    );
    written["calendars"]["office"]["weekly"] = json!({});
    let clocks = ticket(&compile(&written).unwrap(), &["02 09:00 started"]);
    let reading = resolution(&clocks, "31 09:00");
    assert_eq!(reading.target, Some(Span::from_seconds(8 * 3600)));
    assert_eq!(
        (reading.due, reading.late_from, reading.next_change, reading.valid_until),
        (None, None, None, None)
    );
    assert_eq!((reading.state, reading.rate, reading.consumed), (ReadingState::Running, 0, Span::ZERO));
}

#[test]
fn a_call_back_has_an_earliest_and_a_latest_time() {
    let rules = json!({
        "name": "call_back", "starts": [{"type": "stopped"}], "not_before": working_days(1),
        "stops": [{"type": "state_entered", "state": "called back"}]
    });
    let policy = one_clock(rules, working_days(3));
    let called = |when: &str| {
        let events = ["02 09:00 started", "02 15:00 stopped", &format!("{when} state_entered called back")];
        let clocks = ticket(&policy, &events);
        let reading = crate::desk::reading(&clocks, "call_back", when);
        assert_eq!(reading.not_before, Some(at("03 15:00")));
        reading.outcome
    };
    assert_eq!(called("02 16:00"), Some(Outcome::Early(Span::from_seconds(23 * 3600))));
    assert_eq!(called("03 15:00"), Some(Outcome::Met(Span::from_seconds(16 * 3600))));
    assert_eq!(called("05 15:00"), Some(Outcome::Met(Span::ZERO)));
    assert_eq!(called("05 16:00"), Some(Outcome::Missed(Span::from_seconds(3600))));
}

#[test]
fn a_stop_before_the_earliest_time_is_early_also_without_a_target() {
    let metric =
        json!([{"name": "resolution", "starts": [{"type": "started"}], "not_before": working_days(1)}]);
    let policy = compile(&document(metric, json!([]))).unwrap();
    let stopped = |when: &str| resolution(&ticket(&policy, &["02 09:00 started", when]), "06 09:00").outcome;
    assert_eq!(stopped("02 09:00 stopped"), Some(Outcome::Early(Span::from_seconds(24 * 3600))));
    assert_eq!(stopped("03 09:00 stopped"), None);
}
