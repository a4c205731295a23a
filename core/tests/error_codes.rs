//! Every error code of the rooms `time`, `calendar`, `vocabulary` and `wire` can be met, and says what a reader needs.
#![cfg(feature = "tzdb-bundled")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use aftersales::calendar::{CalendarError, WorkingCalendar};
use aftersales::time::{
    Date, Instant, PosixTail, Span, TimeError, TimeOfDay, ZoneDatabase, ZoneRules, ZoneTransition,
};
use aftersales::vocabulary::{Name, Priority, Role, Text, VocabularyError};
use aftersales::wire::{CalendarDocument, ShiftDocument, WireError, canonical_json};
use chrono::TimeDelta;
use serde_json::json;

/// A code, its message, the value in question and a word of what would be right.
type Met = (&'static str, String, &'static str, &'static str);

fn time_errors() -> Vec<Met> {
    let met = |error: TimeError, value, right| (error.code(), error.to_string(), value, right);
    let falling = [7, 6].map(|at_seconds| ZoneTransition { at_seconds, offset_seconds: 0 });
    let table = ZoneRules::from_transitions("Made/Up", "made", 0, falling.to_vec(), None);
    vec![
        met(Instant::from_micros(i64::MAX).unwrap_err(), "9223372036854775807", "0001 to 9999"),
        met("noon".parse::<Instant>().unwrap_err(), "noon", "2026-03-02T09:00:00Z"),
        met(Span::try_from(TimeDelta::MAX).unwrap_err(), "9223372036854775", "292000 years"),
        met("2026-02-30".parse::<Date>().unwrap_err(), "2026-02-30", "2026-03-02"),
        met("25:00".parse::<TimeOfDay>().unwrap_err(), "25:00", "`00:00` to `24:00`"),
        met(ZoneDatabase::bundled().rules("Mars/Olympus").unwrap_err(), "Mars/Olympus", "Europe/Berlin"),
        met(ZoneRules::from_tzif("Made/Up", "made", b"TZ").unwrap_err(), "Made/Up", "more data is expected"),
        met("CET".parse::<PosixTail>().unwrap_err(), "CET", "CET-1CEST,M3.5.0,M10.5.0/3"),
        met(table.unwrap_err(), "transition 1", "after the one before"),
    ]
}

fn calendar_errors() -> Vec<Met> {
    let met = |error: CalendarError, value, right| (error.code(), error.to_string(), value, right);
    let compile = |document: &CalendarDocument| WorkingCalendar::compile(document, &ZoneDatabase::bundled());
    let office = || CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("09:00", "17:00")]);
    let mut many = office();
    many.weekly.mon = vec![ShiftDocument::new("09:00", "17:00"); 49];
    let mut reversed = office();
    reversed.breaks.insert("2026-02-14".to_owned(), vec![ShiftDocument::new("13:00", "12:00")]);
    let calendar = compile(&office()).unwrap();
    let length = calendar.is_open_columns(&[0, 0], &mut [false]).unwrap_err();
    let instant = calendar.is_open_columns(&[0, i64::MAX], &mut [false; 2]).unwrap_err();
    vec![
        met(compile(&many).unwrap_err(), "`weekly.mon` has 49", "at most 48"),
        met(compile(&reversed).unwrap_err(), "`breaks.2026-02-14[0]`: break `13:00` to `12:00`", "split it"),
        met(length, "column `out` has 1 rows", "2 are expected"),
        met(instant, "row 1 of column `at` is `9223372036854775807`", "0001 to 9999"),
    ]
}

fn other_errors() -> Vec<Met> {
    let wire = |error: WireError, value, right| (error.code(), error.to_string(), value, right);
    let word = |error: VocabularyError, value, right| (error.code(), error.to_string(), value, right);
    let large = " ".repeat(4 * 1024 * 1024 + 1);
    vec![
        wire(CalendarDocument::from_json(r#"{"zone": 1}"#).unwrap_err(), "`zone`", "`time_zone`"),
        wire(CalendarDocument::from_json(&large).unwrap_err(), "4194305 bytes", "at most 4194304"),
        wire(canonical_json(&json!(0.5)).unwrap_err(), "`0.5`", "an integer or a string"),
        word("urgent".parse::<Priority>().unwrap_err(), "urgent", "`P1`, `P2`, `P3`, `P4`"),
        word("".parse::<Name>().unwrap_err(), "``", "1 to 100 characters"),
        word("\u{7}x".parse::<Text>().unwrap_err(), "`x`", "1 to 4000 characters"),
        word("Front desk".parse::<Role>().unwrap_err(), "Front desk", "a letter first"),
    ]
}

#[test]
fn every_code_is_met() {
    let all = [TimeError::CODES, CalendarError::CODES, WireError::CODES, VocabularyError::CODES].concat();
    let listed: BTreeSet<&str> = all.iter().copied().collect();
    let met = [time_errors(), calendar_errors(), other_errors()].concat();
    let met: BTreeSet<&str> = met.into_iter().map(|met| met.0).collect();
    assert_eq!(met, listed);
    assert_eq!(listed.len(), all.len(), "no code stands for two things");
    let every = aftersales::error_codes();
    assert!(listed.iter().all(|code| every.contains(code)));
}

#[test]
fn every_message_names_the_value_and_what_is_right() {
    for (code, message, value, right) in [time_errors(), calendar_errors(), other_errors()].concat() {
        assert!(message.contains(value), "{code}: {message} does not name {value}");
        assert!(message.contains(right), "{code}: {message} does not say {right}");
        assert!(!message.ends_with('.') && !message.contains('\n'), "{code}: {message}");
        assert!(!message.starts_with(char::is_uppercase), "{code}: {message}");
    }
}
