//! What is refused, and that the refusal names the code, the place, the value and what is allowed.

use std::collections::BTreeSet;

use aftersales::sla::{Event, EventKind, SlaError, TicketClocks, read_board};
use aftersales::vocabulary::VocabularyError;
use aftersales::wire::{ErrorDocument, SlaDocument, TimelineEventDocument, read_document};
use serde_json::{Value, json};

use crate::desk::{at, compile, document, event, hours, one_clock, reading, refusal, ticket};

/// A document in order, to be spoilt at one place.
fn sound() -> Value {
    let level = json!({"name": "soon", "at": {"type": "before_due", "seconds": 600}});
    let metric = json!({"name": "resolution", "starts": [{"type": "started"}], "levels": [level]});
    document(json!([metric]), json!([{"type": "set", "targets": {"resolution": hours(8)}}]))
}

/// The sound document with another value at a JSON pointer.
fn spoilt(pointer: &str, value: Value) -> Value {
    let mut written = sound();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = written.pointer_mut(parent).unwrap();
    match key.parse::<usize>() {
        Ok(position) => parent[position] = value,
        Err(_) => parent[key] = value,
    }
    written
}

/// Refused with that code and path and every text in its message.
fn refused(written: &Value, code: &str, path: &str, texts: &[&str]) {
    let got = refusal(written);
    assert_eq!((got.0.as_str(), got.1.as_str()), (code, path), "{}", got.2);
    for text in texts {
        assert!(got.2.contains(text), "`{text}` is not in {}", got.2);
    }
}

#[test]
fn the_sound_document_is_sound() {
    assert!(compile(&sound()).is_ok());
}

#[test]
fn a_name_that_is_not_defined_is_refused_with_those_that_are() {
    let code = "sla.document.undefined";
    refused(
        &spoilt("/default_calendar", json!("late")),
        code,
        "default_calendar",
        &["`late`", "`always`, `office`"],
    );
    let target = spoilt("/selector/0/targets", json!({"answer": hours(1)}));
    refused(&target, code, "selector[0].targets.answer", &["`answer`", "`resolution`"]);
    refused(
        &spoilt("/metrics/0/calendar", json!("late")),
        code,
        "metrics[0].calendar",
        &["`late`", "`office`"],
    );
    refused(&spoilt("/selector/0/calendar", json!("late")), code, "selector[0].calendar", &["`late`"]);
    let ungraded = spoilt("/ungraded", json!({"targets": {"answer": hours(1)}}));
    refused(&ungraded, code, "ungraded.targets.answer", &["`answer`"]);
    let event = json!({"at": "2026-03-02T09:00:00Z", "type": "policy_revised", "policy": "new"});
    let event: TimelineEventDocument = read_document(&event.to_string()).unwrap();
    let error = Event::from_document(&event, |_| None).unwrap_err();
    assert_eq!((error.code(), error.path()), (code, Some("policy")));
    assert!(error.to_string().contains("`new`"));
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let mut twice = sound();
    let metric = twice["metrics"][0].clone();
    twice["metrics"].as_array_mut().unwrap().push(metric);
    refused(&twice, "sla.document.duplicate", "metrics[1].name", &["`resolution`"]);
    let level = sound()["metrics"][0]["levels"][0].clone();
    let levels = spoilt("/metrics/0/levels", json!([level, level]));
    refused(&levels, "sla.document.duplicate", "metrics[0].levels[1].name", &["`soon`"]);
}

#[test]
fn a_number_out_of_range_is_refused_with_the_range() {
    let code = "sla.document.out_of_range";
    let target = |target: Value| spoilt("/selector/0/targets/resolution", target);
    let path = "selector[0].targets.resolution";
    for seconds in [0, -1, 316_224_001, i64::MAX] {
        let written = target(json!({"type": "open_time", "seconds": seconds}));
        refused(
            &written,
            code,
            &format!("{path}.seconds"),
            &[&format!("`{seconds}`"), "1 second to 10 years"],
        );
    }
    for kind in ["working_days", "calendar_days"] {
        for days in [0, -1, 3_661] {
            let written = target(json!({"type": kind, "days": days}));
            refused(&written, code, &format!("{path}.days"), &[&format!("`{days}`"), "1 to 3660 days"]);
        }
    }
    for both in [json!({"type": "open_time"}), json!({"type": "open_time", "seconds": 1, "duration": "PT1S"})]
    {
        refused(&target(both), code, path, &["exactly one of `seconds` and `duration`"]);
    }
    let level = |at: Value| spoilt("/metrics/0/levels/0/at", at);
    let path = "metrics[0].levels[0].at";
    refused(
        &level(json!({"type": "share", "percent": 0})),
        code,
        &format!("{path}.percent"),
        &["`0`", "1 to 10000"],
    );
    refused(&level(json!({"type": "elapsed", "seconds": 0})), code, &format!("{path}.seconds"), &["`0`"]);
    for days in [0, 3_661, -3_661, i32::MIN] {
        let written = level(json!({"type": "working_days_from_due", "days": days}));
        refused(&written, code, &format!("{path}.days"), &[&format!("`{days}`"), "either way"]);
    }
    refused(&spoilt("/metrics/0/starts", json!([])), code, "metrics[0].starts", &["at least one trigger"]);
}

#[test]
fn durations_are_hours_minutes_and_seconds() {
    let target = |text: &str| json!({"type": "open_time", "duration": text});
    let seconds = |text: &str| {
        let clocks = ticket(&one_clock(json!({}), target(text)), &["02 09:00 started"]);
        reading(&clocks, "resolution", "02 09:00").target.unwrap().seconds()
    };
    let read = [
        ("PT1S", 1),
        ("PT90M", 5_400),
        ("PT4H30M", 16_200),
        ("PT0H5M", 300),
        ("PT1H1S", 3_601),
        ("PT87840H", 316_224_000),
    ];
    for (text, expected) in read {
        assert_eq!(seconds(text), expected, "{text}");
    }
    let malformed = [
        "",
        "P",
        "PT",
        "PTH",
        "4H",
        "PT4",
        "PT4h",
        "pt4H",
        "P1D",
        "P1DT2H",
        "P1W",
        "PT1.5H",
        "PT-1H",
        "PT+1H",
        "-PT1H",
        "PT5M3H",
        "PT1H2H",
        "PT1H ",
        " PT1H",
        "PT1M30",
        "PT0S",
        "PT99999999999999999999H",
        "PT9223372036854775807H",
        "PT87841H",
        "PT1H\u{664}M",
    ];
    for text in malformed {
        let written = spoilt("/selector/0/targets/resolution", target(text));
        let shown = format!("`{text}`");
        let path = "selector[0].targets.resolution.duration";
        refused(&written, "sla.document.out_of_range", path, &[&shown, "ISO 8601", "`PT4H30M`"]);
    }
}

#[test]
fn a_word_that_is_none_is_refused_with_the_list() {
    let when = |when: Value| spoilt("/selector/0/when", when);
    let code = "vocabulary.word.unknown";
    let priority = when(json!({"priority": ["P1", "High"]}));
    refused(&priority, code, "selector[0].when.priority[1]", &["`High`", "`P1`, `P2`, `P3`, `P4`"]);
    refused(&when(json!({"tier": ["gold"]})), code, "selector[0].when.tier[0]", &["`gold`", "`strategic`"]);
    refused(&when(json!({"kind": ["bug"]})), code, "selector[0].when.kind[0]", &["`bug`", "`complaint`"]);
    refused(
        &when(json!({"channel": ["post"]})),
        code,
        "selector[0].when.channel[0]",
        &["`post`", "`hotline`"],
    );
}

#[test]
fn a_name_that_is_none_is_refused() {
    let code = "vocabulary.name.malformed";
    let long = "x".repeat(101);
    for name in ["", " parts", "parts ", "pa\nrts", long.as_str()] {
        let metric = spoilt("/metrics/0/pauses", json!({"waits": [name]}));
        refused(&metric, code, "metrics[0].pauses.waits[0]", &["1 to 100 characters"]);
    }
    assert!(compile(&spoilt("/metrics/0/pauses", json!({"waits": ["x".repeat(100), "等待零件"]}))).is_ok());
    refused(&spoilt("/metrics/0/name", json!("")), code, "metrics[0].name", &["1 to 100 characters"]);
    let state = spoilt("/metrics/0/stops", json!([{"type": "state_entered", "state": ""}]));
    refused(&state, code, "metrics[0].stops[0].state", &[]);
    let wait = spoilt("/metrics/0/armed_by", json!({"type": "wait_ended", "reason": ""}));
    refused(&wait, code, "metrics[0].armed_by.reason", &[]);
    refused(&spoilt("/metrics/0/levels/0/name", json!("")), code, "metrics[0].levels[0].name", &[]);
    refused(&spoilt("/selector/0/when", json!({"site": [""]})), code, "selector[0].when.site[0]", &[]);
    let calendar = sound()["calendars"]["office"].clone();
    refused(&spoilt("/calendars/ late", calendar), code, "calendars. late", &[]);
}

#[test]
fn a_calendar_that_does_not_compile_is_named_with_the_place_in_it() {
    let zone = spoilt("/calendars/office/time_zone", json!("Mars/Olympus"));
    refused(
        &zone,
        "time.zone.unknown",
        "calendars.office.time_zone",
        &["calendar `office`", "`Mars/Olympus`"],
    );
    let time = spoilt("/calendars/office/weekly", json!({"mon": [["09:00", "25:00"]]}));
    refused(&time, "time.time_of_day.malformed", "calendars.office.weekly.mon[0].close", &["`25:00`"]);
    let date = spoilt("/calendars/office/holidays", json!(["2026-02-30"]));
    refused(&date, "time.date.malformed", "calendars.office.holidays[0]", &["`2026-02-30`"]);
}

#[test]
fn a_document_of_another_shape_is_refused_with_the_place() {
    let code = "wire.document.malformed";
    refused(&spoilt("/metric", json!([])), code, "metric", &["unknown field `metric`"]);
    refused(&spoilt("/metrics/0/pause", json!({})), code, "metrics[0].pause", &["unknown field `pause`"]);
    refused(&spoilt("/metrics/0/cycles", json!("twice")), code, "metrics[0].cycles", &["`twice`", "`once`"]);
    refused(
        &spoilt("/metrics/0/starts/0/type", json!("begun")),
        code,
        "metrics[0].starts[0].type",
        &["`begun`", "`started`"],
    );
    let seconds = spoilt("/selector/0/targets/resolution/seconds", json!(1.5));
    assert_eq!(refusal(&seconds).0, code);
    let mut missing = sound();
    missing.as_object_mut().unwrap().remove("default_calendar");
    refused(&missing, code, ".", &["`default_calendar`"]);
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(SlaDocument::from_json(&deep).unwrap_err().code(), code);
    let large = format!("{{\"metrics\": \"{}\"}}", "x".repeat(4 * 1024 * 1024));
    assert_eq!(SlaDocument::from_json(&large).unwrap_err().code(), "wire.document.too_large");
}

#[test]
fn a_document_over_its_limits_is_refused_with_the_limit() {
    let code = "sla.document.too_many";
    let calendar = sound()["calendars"]["office"].clone();
    let mut calendars = sound();
    for number in 0..63 {
        calendars["calendars"][format!("c{number}")] = calendar.clone();
    }
    refused(&calendars, code, "calendars", &["65", "at most 64"]);
    let metric = |number: usize| json!({"name": format!("m{number}"), "starts": [{"type": "started"}]});
    let metrics = spoilt("/metrics", (0..65).map(metric).collect());
    refused(&metrics, code, "metrics", &["65", "at most 64"]);
    let entry =
        |number: usize| json!({"type": "at_most", "when": {"site": [number.to_string()]}, "targets": {}});
    refused(
        &spoilt("/selector", (0..1_001).map(entry).collect()),
        code,
        "selector",
        &["1001", "at most 1000"],
    );
    let level = |number: usize| json!({"name": number.to_string(), "at": {"type": "elapsed", "seconds": 1}});
    refused(
        &spoilt("/metrics/0/levels", (0..33).map(level).collect()),
        code,
        "metrics[0].levels",
        &["at most 32"],
    );
    let names: Value = (0..201).map(|number: usize| json!(number.to_string())).collect();
    for (pointer, path, value) in [
        ("/metrics/0/pauses", "metrics[0].pauses.states", json!({"states": names})),
        ("/metrics/0/pauses", "metrics[0].pauses.waits", json!({"waits": names})),
        ("/metrics/0/runs_in", "metrics[0].runs_in", names.clone()),
        ("/selector/0/when", "selector[0].when", json!({"site": names})),
        ("/metrics/0/stops", "metrics[0].stops", (0..201).map(|_| json!({"type": "stopped"})).collect()),
    ] {
        refused(&spoilt(pointer, value), code, path, &["201", "at most 200"]);
    }
}

#[test]
fn comparing_many_large_entries_takes_bounded_time() {
    // Every pair asks equally much and meets in no site: the most that looking for ties can cost.
    let entry = |number: usize| {
        let sites: Vec<_> = (0..200).map(|site| format!("{site}-{number}")).collect();
        json!({"type": "set", "when": {"site": sites}, "targets": {"resolution": hours(1)}})
    };
    assert!(compile(&spoilt("/selector", (0..300).map(entry).collect())).is_ok());
}

#[test]
fn an_event_that_does_not_fit_is_refused_and_changes_nothing() {
    let policy = one_clock(json!({"pauses": {"waits": ["parts"]}}), hours(8));
    let mut empty = TicketClocks::new(policy.clone());
    let refuse = |clocks: &mut TicketClocks, text: &str, expected: &str| {
        let error = clocks.apply(event(text)).unwrap_err();
        assert_eq!(error.code(), "sla.timeline.does_not_fit");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().contains(text.split(' ').nth(2).unwrap()), "{error}");
    };
    refuse(&mut empty, "02 09:00 agent_message", "`started` comes first");
    assert!(empty.events().is_empty());
    let mut clocks = ticket(&policy, &["02 09:00 started", "02 10:00 wait_started parts"]);
    let before = clocks.readings(at("02 12:00")).unwrap();
    refuse(&mut clocks, "02 11:00 started", "the ticket has begun already");
    refuse(&mut clocks, "02 11:00 wait_started parts", "wait `parts` has begun already");
    refuse(&mut clocks, "02 11:00 wait_ended customer", "wait `customer` has not begun");
    refuse(&mut clocks, "02 11:00 reopened", "the ticket is not stopped");
    let error = clocks.apply(event("02 09:59 wait_ended parts")).unwrap_err();
    assert_eq!(error.code(), "sla.timeline.out_of_order");
    assert!(
        error.to_string().contains("2026-03-02T09:59:00Z")
            && error.to_string().contains("2026-03-02T10:00:00Z")
    );
    assert_eq!((clocks.readings(at("02 12:00")).unwrap(), clocks.events().len()), (before, 2));
    clocks.apply(event("02 12:00 stopped")).unwrap();
    refuse(&mut clocks, "02 12:00 stopped", "the ticket is stopped already");
}

#[test]
fn a_question_about_the_past_or_an_unknown_metric_is_refused() {
    let clocks = ticket(&one_clock(json!({}), hours(8)), &["02 09:00 started", "02 10:00 agent_message"]);
    let early = at("02 09:59");
    let name = "resolution".parse().unwrap();
    let refused = [
        clocks.readings(early).unwrap_err(),
        clocks.breaches(early).unwrap_err(),
        clocks.next_change(early).unwrap_err(),
        clocks.cycles(&name, early).unwrap_err(),
        clocks.explain(&name, early).unwrap_err(),
        read_board([&clocks], early).unwrap_err(),
    ];
    for error in refused {
        assert_eq!(error.code(), "sla.now.before_last_event");
        let text = error.to_string();
        assert!(text.contains("2026-03-02T09:59:00Z") && text.contains("2026-03-02T10:00:00Z"), "{text}");
    }
    let unknown = "answer".parse().unwrap();
    for error in [
        clocks.cycles(&unknown, at("02 10:00")).unwrap_err(),
        clocks.explain(&unknown, at("02 10:00")).unwrap_err(),
    ] {
        assert_eq!(error.code(), "sla.metric.unknown");
        assert!(
            error.to_string().contains("`answer`") && error.to_string().contains("`resolution`"),
            "{error}"
        );
    }
}

#[test]
fn an_event_document_that_cannot_be_read_names_its_field() {
    let read = |event: Value| {
        let document: TimelineEventDocument = read_document(&event.to_string()).unwrap();
        Event::from_document(&document, |_| None)
    };
    let refused = |event: Value, code: &str, path: &str| {
        let error = read(event).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(path)), "{error}");
    };
    let at = "2026-03-02T09:00:00Z";
    refused(json!({"at": "yesterday", "type": "stopped"}), "time.instant.malformed", "at");
    refused(json!({"at": "10000-01-01T00:00:00Z", "type": "stopped"}), "time.instant.malformed", "at");
    let inputs = json!({"priority": "High"});
    refused(
        json!({"at": at, "type": "started", "inputs": inputs}),
        "vocabulary.word.unknown",
        "inputs.priority",
    );
    let inputs = json!({"site": ""});
    refused(
        json!({"at": at, "type": "inputs_changed", "inputs": inputs}),
        "vocabulary.name.malformed",
        "inputs.site",
    );
    refused(json!({"at": at, "type": "state_entered", "state": ""}), "vocabulary.name.malformed", "state");
    refused(json!({"at": at, "type": "wait_started", "reason": " "}), "vocabulary.name.malformed", "reason");
    refused(json!({"at": at, "type": "wait_ended", "reason": ""}), "vocabulary.name.malformed", "reason");
    let known =
        read(json!({"at": at, "type": "stopped", "note": "fields that are not known are kept out"})).unwrap();
    assert_eq!(known.kind, EventKind::Stopped);
}

#[test]
fn the_list_of_codes_is_complete() {
    let target = |seconds: i64| json!({"type": "open_time", "seconds": seconds});
    let twice = spoilt("/metrics", json!([sound()["metrics"][0], sound()["metrics"][0]]));
    let tie = spoilt("/selector", json!([sound()["selector"][0], sound()["selector"][0]]));
    let level = json!({"name": "", "at": {"type": "share", "percent": 1}});
    let many: Value = (0..33).map(|_: usize| level.clone()).collect();
    let documents = [
        spoilt("/default_calendar", json!("late")),
        twice,
        spoilt("/selector/0/targets/resolution", target(0)),
        tie,
        spoilt("/metrics/0/levels", many),
        spoilt("/selector/0/when", json!({"tier": ["gold"]})),
        spoilt("/metrics/0/name", json!("")),
    ];
    let mut clocks = ticket(&one_clock(json!({}), hours(1)), &["02 09:00 started"]);
    let mut errors: Vec<SlaError> = documents.iter().map(|written| compile(written).unwrap_err()).collect();
    errors.push(clocks.apply(event("02 08:00 stopped")).unwrap_err());
    errors.push(clocks.apply(event("02 09:00 started")).unwrap_err());
    errors.push(clocks.readings(at("02 08:00")).unwrap_err());
    errors.push(clocks.cycles(&"answer".parse().unwrap(), at("02 09:00")).unwrap_err());
    let seen: BTreeSet<&str> = errors.iter().map(SlaError::code).collect();
    // The room reads no roles and no texts.
    let read = |code: &&&str| !code.contains(".role.") && !code.contains(".text.");
    let words = VocabularyError::CODES.iter().filter(read);
    let listed = SlaError::CODES.iter().chain(words).copied().collect::<BTreeSet<_>>();
    assert_eq!(seen, listed);
    for error in &errors {
        assert_eq!(ErrorDocument::from(error).code, error.code());
    }
}
