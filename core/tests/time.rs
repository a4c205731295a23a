//! Instants, dates, times of day and spans: what is read, what is refused, what is written.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use aftersales::time::{Date, Instant, Span, TimeError, TimeOfDay};
use chrono::{DateTime, TimeDelta, Utc};

#[test]
fn instants_are_read_with_any_offset_and_written_in_utc() {
    for (text, written) in [
        ("2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00Z"),
        ("2026-03-02T09:00:00.120Z", "2026-03-02T09:00:00.12Z"),
        ("2026-03-02T09:00:00.000001-05:30", "2026-03-02T14:30:00.000001Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ] {
        let at: Instant = text.parse().unwrap();
        assert_eq!(at.to_string(), written);
        assert_eq!(written.parse(), Ok(at));
        assert_eq!(serde_json::to_string(&at).unwrap(), format!("\"{written}\""));
        assert_eq!(serde_json::from_str::<Instant>(&format!("\"{text}\"")).unwrap(), at);
    }
}

#[test]
fn finer_input_is_floored_to_the_microsecond() {
    for (text, micros) in [
        ("1970-01-01T00:00:00.000000999Z", 0),
        ("1969-12-31T23:59:59.999999999Z", -1),
        ("1969-12-31T23:59:59.999999000Z", -1),
    ] {
        assert_eq!(text.parse::<Instant>().unwrap().micros(), micros, "{text}");
    }
    let delta = TimeDelta::nanoseconds(-1);
    assert_eq!(Span::try_from(delta), Ok(Span::from_micros(-1)));
    assert_eq!(Span::try_from(TimeDelta::nanoseconds(1999)), Ok(Span::from_micros(1)));
}

#[test]
fn what_is_no_instant_is_refused() {
    for text in [
        "",
        "2026-03-02",
        "2026-03-02T09:00:00",
        "2026-02-30T09:00:00Z",
        "2026-03-02T25:00:00Z",
        "1772438400",
    ] {
        let refused = text.parse::<Instant>();
        assert_eq!(refused, Err(TimeError::InstantMalformed { value: text.to_owned() }));
    }
    for text in ["0000-12-31T23:59:59Z", "0001-01-01T00:30:00+01:00", "9999-12-31T23:30:00-01:00"] {
        let refused = text.parse::<Instant>();
        assert_eq!(refused, Err(TimeError::InstantOutOfRange { value: text.to_owned() }));
    }
}

#[test]
fn instants_end_with_the_years_0001_and_9999() {
    let code = |result: Result<Instant, TimeError>| result.unwrap_err().code();
    let (least, most) = (Instant::MIN, Instant::MAX);
    assert_eq!(Instant::from_micros(least.micros()), Ok(least));
    assert_eq!(Instant::from_micros(most.micros()), Ok(most));
    assert_eq!(least.checked_add(Span::from_micros(-1)), None);
    assert_eq!(most.checked_add(Span::from_micros(1)), None);
    assert_eq!(most.checked_add(Span::from_micros(i64::MAX)), None);
    assert_eq!(least.checked_add(most.since(least)), Some(most));
    for micros in [i64::MIN, -62_135_596_800_000_001, 253_402_300_800_000_000, i64::MAX] {
        assert_eq!(code(Instant::from_micros(micros)), "time.instant.out_of_range");
    }
    for seconds in [i64::MIN, -62_135_596_801, 253_402_300_800, i64::MAX] {
        assert_eq!(code(Instant::from_seconds(seconds)), "time.instant.out_of_range");
    }
    for beyond in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        assert_eq!(code(Instant::try_from(beyond)), "time.instant.out_of_range");
    }
    let at: Instant = "2026-03-02T08:00:00.25Z".parse().unwrap();
    assert_eq!(Instant::try_from(DateTime::<Utc>::from(at)), Ok(at));
}

#[test]
fn dates_are_read_in_one_form_only() {
    for text in ["2026-03-02", "2024-02-29", "0001-01-01", "9999-12-31"] {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!(Date::try_from(date.to_date().unwrap()), Ok(date));
        assert_eq!(Date::new(date.days()), Some(date));
    }
    for text in [
        "2026-02-30",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "0000-01-01",
        "26-03-02",
        "2026-3-2",
        "2026/03/02",
        "2026-03-02 ",
        "10000-01-01",
        "+2026-3-02",
        "２０２６-03-02",
        "",
    ] {
        assert_eq!(text.parse::<Date>(), Err(TimeError::DateMalformed { value: text.to_owned() }));
    }
    assert_eq!(Date::new(Date::MIN.days() - 1), None);
    assert_eq!(Date::new(Date::MAX.days() + 1), None);
    assert_eq!(Date::new(i64::MIN), None);
}

#[test]
fn weekdays_count_from_monday() {
    for (text, weekday) in
        [("2026-03-02", 0), ("2026-03-08", 6), ("0001-01-01", 0), ("9999-12-31", 4), ("1969-12-31", 2)]
    {
        assert_eq!(text.parse::<Date>().unwrap().weekday_index(), weekday, "{text}");
    }
}

#[test]
fn times_of_day_reach_from_midnight_to_midnight() {
    for (text, seconds, written) in [
        ("00:00", 0, "00:00"),
        ("09:05", 32_700, "09:05"),
        ("09:05:00", 32_700, "09:05"),
        ("23:59:59", 86_399, "23:59:59"),
        ("24:00", 86_400, "24:00"),
        ("24:00:00", 86_400, "24:00"),
    ] {
        let time: TimeOfDay = text.parse().unwrap();
        assert_eq!((time.seconds(), time.to_string().as_str()), (seconds, written));
        assert_eq!(TimeOfDay::new(seconds), Some(time));
    }
    for text in [
        "25:00",
        "24:01",
        "24:00:01",
        "09:60",
        "09:00:60",
        "9:00",
        "09",
        "09:00:00:00",
        "-1:00",
        "+9:00",
        "09:0a",
        "",
    ] {
        assert_eq!(text.parse::<TimeOfDay>(), Err(TimeError::TimeOfDayMalformed { value: text.to_owned() }));
    }
    assert_eq!((TimeOfDay::new(-1), TimeOfDay::new(86_401)), (None, None));
}

#[test]
fn spans_stay_within_their_range() {
    assert_eq!(Span::from_seconds(i64::MAX).micros(), i64::MAX);
    assert_eq!(Span::from_micros(i64::MAX).saturating_add(Span::from_micros(1)).micros(), i64::MAX);
    assert_eq!(Span::from_micros(i64::MIN).saturating_sub(Span::from_micros(1)).micros(), i64::MIN);
    assert_eq!(Span::from_micros(-1).seconds(), -1);
    assert_eq!(Span::try_from(TimeDelta::MAX).unwrap_err().code(), "time.span.out_of_range");
    for (micros, written) in [
        (0, "0h00m00s"),
        (-3_900_000_000, "-1h05m00s"),
        (90_000_500_000, "25h00m00.5s"),
        (i64::MIN, "-2562047788h00m54.775808s"),
    ] {
        assert_eq!(Span::from_micros(micros).to_string(), written);
    }
}
