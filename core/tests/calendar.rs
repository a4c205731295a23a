//! Calendars: what compiles, what is refused and why, and answers at the ends of time.
#![cfg(feature = "tzdb-bundled")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use aftersales::calendar::{CalendarError, NO_INSTANT, WorkingCalendar};
use aftersales::time::{Date, Instant, Span, ZoneDatabase, ZoneRules};
use aftersales::wire::{CalendarDocument, ErrorDocument, ShiftDocument, WeeklyShifts};

fn office() -> CalendarDocument {
    CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")])
}

fn compile(document: &CalendarDocument) -> WorkingCalendar {
    WorkingCalendar::compile(document, &ZoneDatabase::bundled()).unwrap()
}

fn refused(document: &CalendarDocument) -> ErrorDocument {
    let error = WorkingCalendar::compile(document, &ZoneDatabase::bundled()).unwrap_err();
    ErrorDocument::from(&error)
}

fn expected(code: &str, path: &str, message: &str) -> ErrorDocument {
    ErrorDocument::new(code, &message, Some(path))
}

fn shifts(open: &str, close: &str) -> Vec<ShiftDocument> {
    vec![ShiftDocument::new(open, close)]
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn an_unknown_zone_is_refused() {
    let version = ZoneDatabase::bundled().version().to_owned();
    let message = format!(
        "`time_zone`: time zone `Mars/Olympus` is not in tz database `{version}`; use an IANA name such as `Europe/Berlin`"
    );
    let document = CalendarDocument { time_zone: "Mars/Olympus".to_owned(), ..office() };
    assert_eq!(refused(&document), expected("time.zone.unknown", "time_zone", &message));
    assert_eq!(refused(&CalendarDocument::default()).code, "time.zone.unknown");
}

#[test]
fn an_impossible_time_is_refused_with_its_place() {
    let mut document = office();
    document.weekly.wed.push(ShiftDocument::new("18:00", "25:00"));
    assert_eq!(
        refused(&document),
        expected(
            "time.time_of_day.malformed",
            "weekly.wed[1].close",
            "`weekly.wed[1].close`: `25:00` is not a time of day from `00:00` to `24:00`, with or without seconds"
        )
    );
    let mut document = office();
    document.date_overrides.insert("2026-02-14".to_owned(), shifts("9", "12:00"));
    assert_eq!(refused(&document).path.as_deref(), Some("date_overrides.2026-02-14[0].open"));
    let mut document = office();
    document.breaks.insert("2026-02-14".to_owned(), shifts("12:00", "12:60"));
    assert_eq!(refused(&document).path.as_deref(), Some("breaks.2026-02-14[0].close"));
}

#[test]
fn an_impossible_date_is_refused_with_its_place() {
    let mut document = office();
    document.holidays = vec!["2026-01-01".to_owned(), "2026-02-30".to_owned()];
    let message = "`holidays[1]`: `2026-02-30` is not a date such as `2026-03-02` in the years 0001 to 9999";
    assert_eq!(refused(&document), expected("time.date.malformed", "holidays[1]", message));
    let mut document = office();
    document.date_overrides.insert("tomorrow".to_owned(), shifts("09:00", "12:00"));
    assert_eq!(refused(&document).path.as_deref(), Some("date_overrides.tomorrow"));
    let mut document = office();
    document.breaks.insert("2026-2-3".to_owned(), shifts("09:00", "12:00"));
    assert_eq!(refused(&document).path.as_deref(), Some("breaks.2026-2-3"));
}

#[test]
fn a_reversed_break_is_refused() {
    let mut document = office();
    document.breaks.insert("2026-02-14".to_owned(), shifts("13:00", "12:00"));
    assert_eq!(
        refused(&document),
        expected(
            "calendar.break.reversed",
            "breaks.2026-02-14[0]",
            "`breaks.2026-02-14[0]`: break `13:00` to `12:00` does not end after it starts; split it at `24:00`"
        )
    );
}

#[test]
fn more_entries_than_allowed_are_refused() {
    let too_many = |path: &str, count: usize, most: usize| {
        let message = format!("`{path}` has {count} entries; at most {most} are allowed");
        expected("calendar.document.too_many", path, &message)
    };
    let many = |count| vec![ShiftDocument::new("09:00", "17:00"); count];
    let mut document = office();
    document.weekly.sun = many(48);
    compile(&document);
    document.weekly.sun = many(49);
    assert_eq!(refused(&document), too_many("weekly.sun", 49, 48));
    let mut document = office();
    document.breaks.insert("2026-02-14".to_owned(), many(49));
    assert_eq!(refused(&document), too_many("breaks.2026-02-14", 49, 48));
    let dates = |count: i64| (0..count).map(|day| Date::new(day).unwrap().to_string());
    let dated = |count| dates(count).map(|date| (date, Vec::new())).collect();
    let entries = "holidays, date_overrides and breaks";
    let document = CalendarDocument {
        holidays: dates(1_000).collect(),
        date_overrides: dated(600),
        breaks: dated(400),
        ..office()
    };
    compile(&document);
    let document = CalendarDocument { breaks: dated(401), ..document };
    assert_eq!(refused(&document), too_many(entries, 2_001, 2_000));
    let shifts = |count| dates(100).map(|date| (date, many(count))).collect();
    let document = CalendarDocument { date_overrides: shifts(20), breaks: shifts(20), ..office() };
    compile(&document);
    let document = CalendarDocument { breaks: shifts(21), ..document };
    assert_eq!(refused(&document), too_many("shifts of date_overrides and breaks", 4_100, 4_000));
}

#[test]
fn a_message_stays_one_short_line_whatever_is_put_in() {
    let hostile = format!("line\nbreak\u{7}{}", "x".repeat(100_000));
    let in_zone = CalendarDocument { time_zone: hostile.clone(), ..office() };
    let in_holiday = CalendarDocument { holidays: vec![hostile.clone()], ..office() };
    let mut in_time = office();
    in_time.weekly.mon = shifts(&hostile, "17:00");
    let mut in_date = office();
    in_date.date_overrides.insert(hostile.clone(), shifts("09:00", "17:00"));
    let mut in_break = office();
    in_break.breaks.insert(hostile, many_breaks());
    for document in [in_zone, in_holiday, in_time, in_date, in_break] {
        let ErrorDocument { message, path, .. } = refused(&document);
        assert!(message.len() < 1000 && !message.contains(char::is_control), "{message:.200?}");
        assert!(path.is_none_or(|path| path.len() < 500 && !path.contains(char::is_control)));
    }
}

fn many_breaks() -> Vec<ShiftDocument> {
    vec![ShiftDocument::new("09:00", "17:00"); 49]
}

#[test]
fn the_revision_tells_documents_and_databases_apart() {
    let berlin =
        |version: &str| ZoneRules::from_transitions("Europe/Berlin", version, 3600, vec![], None).unwrap();
    let revision = |document: &CalendarDocument, version: &str| {
        WorkingCalendar::compile_with_rules(document, berlin(version)).unwrap().revision().to_owned()
    };
    let first = revision(&office(), "2026e");
    assert_eq!(first.len(), 16);
    assert!(first.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(revision(&office(), "2026e"), first, "the same inputs give the same revision");
    assert_ne!(revision(&office(), "2026f"), first, "another database gives another revision");
    let mut holiday = office();
    holiday.holidays.push("2026-12-25".to_owned());
    assert_ne!(revision(&holiday, "2026e"), first, "another document gives another revision");
    // It is stored beside events, so it must not change between releases.
    assert_eq!(first, "c56379ad59a2b5ae");
}

#[test]
fn a_calendar_equals_one_of_the_same_document_and_rules() {
    let mut holiday = office();
    holiday.holidays.push("2026-12-25".to_owned());
    assert_eq!(compile(&office()), compile(&office()));
    assert_ne!(compile(&office()), compile(&holiday));
}

#[test]
fn a_calendar_that_never_opens_answers_none() {
    let closed = compile(&CalendarDocument { weekly: WeeklyShifts::default(), ..office() });
    let now = at("2026-03-02T09:00:00Z");
    assert_eq!(closed.elapsed(Instant::MIN, Instant::MAX), Span::ZERO);
    assert_eq!(closed.deadline(now, Span::from_micros(1)), None);
    assert_eq!(closed.deadline_backward(now, Span::from_micros(1)), None);
    assert_eq!(closed.deadline(now, Span::ZERO), Some(now));
    assert_eq!(
        (closed.next_open(now), closed.next_close(now), closed.previous_close(now)),
        (None, None, None)
    );
    assert_eq!((closed.next_transition(now), closed.last_transition(now)), (None, None));
    assert_eq!((closed.periods_after(now).count(), closed.periods_before(now).count()), (0, 0));
    assert_eq!((closed.add_working_days(now, 1), closed.add_working_days(now, 0)), (None, None));
    let today = "2026-03-02".parse().unwrap();
    assert_eq!(closed.next_working_dates(today, 3), []);
    assert_eq!(closed.add_working_dates(today, -1), None);
    assert_eq!(closed.working_days_between(Date::MIN, Date::MAX), 0);
    assert_eq!(closed.last_close_of(today), None);
    let mut due = [0; 2];
    closed.deadline_columns(&[0, now.micros()], Span::from_seconds(1), &mut due).unwrap();
    assert_eq!(due, [NO_INSTANT; 2]);
}

#[test]
fn a_calendar_that_never_closes_is_real_time() {
    let always =
        WorkingCalendar::round_the_clock(ZoneDatabase::bundled().rules("Europe/Berlin").unwrap()).unwrap();
    assert!(always.is_round_the_clock());
    assert_eq!(always.elapsed(Instant::MIN, Instant::MAX), Instant::MAX.since(Instant::MIN));
    let now = at("2026-03-29T00:30:00Z");
    assert_eq!(always.deadline(now, Span::from_seconds(86_400)), Some(at("2026-03-30T00:30:00Z")));
    assert_eq!(always.deadline_backward(now, Span::from_seconds(86_400)), Some(at("2026-03-28T00:30:00Z")));
    assert_eq!((always.next_transition(now), always.last_transition(now)), (None, None));
    assert_eq!((always.next_open(now), always.next_close(now)), (Some(now), None));
    // A local day of 23 hours: the same wall-clock time is a day of the calendar away.
    assert_eq!(always.add_working_days(now, 1), Some(at("2026-03-29T23:30:00Z")));
}

#[test]
fn answers_end_with_the_supported_years() {
    let calendar = compile(&office());
    for (from, to) in [(Instant::MIN, Instant::MAX), (Instant::MAX, Instant::MIN)] {
        let open = calendar.elapsed(from, to).seconds().abs();
        // 8 hours on 5 of 7 days.
        let expected = Instant::MAX.since(Instant::MIN).seconds() / 21 * 5;
        assert!((open - expected).abs() < 8 * 3600 * 7, "{open} is not about {expected}");
    }
    let last_friday = at("9999-12-31T16:00:00Z");
    assert_eq!(calendar.next_close(at("9999-12-31T12:00:00Z")), Some(last_friday));
    assert_eq!((calendar.next_open(last_friday), calendar.next_transition(last_friday)), (None, None));
    assert_eq!(calendar.deadline(last_friday, Span::from_micros(1)), None);
    assert_eq!(calendar.deadline(Instant::MIN, Span::from_micros(i64::MAX)), None);
    assert_eq!(calendar.deadline_backward(Instant::MAX, Span::from_micros(i64::MAX)), None);
    assert_eq!(calendar.deadline_backward(Instant::MIN, Span::from_micros(1)), None);
    assert_eq!((calendar.previous_close(Instant::MIN), calendar.last_transition(Instant::MIN)), (None, None));
    assert_eq!(calendar.add_working_days(Instant::MAX, i32::MAX), None);
    assert_eq!(calendar.add_working_days(Instant::MIN, i32::MIN), None);
    assert_eq!(calendar.add_working_dates(Date::MAX, 1), None);
    assert_eq!(calendar.add_working_dates(Date::MIN, -1), None);
    assert_eq!(calendar.local(Instant::MAX).0, Date::MAX);
}

#[test]
fn holidays_are_dates_of_the_list_and_working_days_those_on_which_a_shift_starts() {
    let mut document = office();
    document.holidays = vec!["2026-05-01".to_owned(), "2026-05-02".to_owned()];
    document.date_overrides.insert("2026-05-02".to_owned(), shifts("10:00", "14:00"));
    document.breaks.insert("2026-05-04".to_owned(), shifts("00:00", "24:00"));
    let calendar = compile(&document);
    let days = |date: &str| {
        let date = date.parse().unwrap();
        (calendar.is_holiday(date), calendar.is_working_day(date))
    };
    assert_eq!(days("2026-05-01"), (true, false));
    assert_eq!(days("2026-05-02"), (true, true), "a make-up day that is a holiday is worked");
    assert_eq!(days("2026-05-03"), (false, false), "a Sunday");
    assert_eq!(days("2026-05-04"), (false, true), "a break does not take the shift off its date");
}

#[test]
fn a_document_of_json_compiles_to_what_it_says() {
    let document = CalendarDocument::from_json(
        r#"{"time_zone": "Asia/Shanghai", "weekly": {"fri": [["22:00", "06:00"]]}, "holidays": ["2026-02-20"]}"#,
    );
    let calendar = compile(&document.unwrap());
    assert!(calendar.is_open(at("2026-02-14T05:59:59.999999+08:00")));
    assert!(!calendar.is_open(at("2026-02-14T06:00:00+08:00")));
    assert!(!calendar.is_open(at("2026-02-20T23:00:00+08:00")), "no shift starts on a holiday");
    assert_eq!(calendar.zone().id(), "Asia/Shanghai");
}

#[test]
fn columns_of_different_lengths_or_impossible_instants_are_refused() {
    let calendar = compile(&office());
    let mut out = [1, 2];
    let lengths = |column, count| Err(CalendarError::ColumnLength { column, count, expected: 2 });
    assert_eq!(calendar.elapsed_columns(&[0, 0], &[0], &mut out), lengths("to", 1));
    assert_eq!(calendar.elapsed_columns(&[0, 0], &[0, 0], &mut [0; 3]), lengths("out", 3));
    let error = calendar.elapsed_columns(&[0, 0], &[0, NO_INSTANT], &mut out).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        (
            "calendar.column.instant",
            "row 1 of column `to` is `-9223372036854775808` microseconds; years 0001 to 9999 are supported"
        )
    );
    assert_eq!(out, [1, 2]);
    assert_eq!(calendar.elapsed_columns(&[], &[], &mut []), Ok(()));
}
