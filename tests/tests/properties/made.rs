//! Zones that no database holds: clocks that change often, far and close together, as a host may hand them in.

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{PosixTail, ZoneRules, ZoneTransition};
use aftersales_tests::oracle::CalendarOracle;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::edges::check_edges;
use crate::generate::{Case, DAY, SECOND, cases};
use crate::measure::{check_deadlines, check_measure};
use crate::scene::{Scene, instant};
use crate::share;

proptest! {
    #![proptest_config(share(60))]

    #[test]
    fn a_zone_that_changes_often_is_read_point_by_point(mut case in cases(), made in made_zone(), budget in 1..DAYS) {
        shorten(&mut case);
        let (rules, zone) = made.at(case.from);
        let scene = scene(&case, rules, zone);
        check_measure(&scene, &case.within)?;
        check_edges(&scene)?;
        check_deadlines(&scene, vec![budget])?;
    }

    #[test]
    fn a_zone_with_a_rule_alone_is_read_point_by_point(mut case in cases(), rule in rule(), budget in 1..DAYS) {
        shorten(&mut case);
        let (rules, zone) = ruled(&rule);
        let scene = scene(&case, rules, zone);
        check_measure(&scene, &case.within)?;
        check_edges(&scene)?;
        check_deadlines(&scene, vec![budget])?;
    }

    #[test]
    fn a_rule_is_read_as_another_library_reads_it(rule in rule(), seconds in vec(YEARS, 20)) {
        let (rules, zone) = ruled(&rule);
        let near = |second: i64| zone.following(Timestamp::from_second(second).unwrap()).next();
        let changes: Vec<_> = seconds.iter().filter_map(|&second| near(second)).collect();
        let changes = changes.iter().map(|change| change.timestamp().as_second());
        let all: Vec<i64> = seconds.iter().copied().chain(changes.flat_map(|at| [at - 1, at])).collect();
        for second in all {
            let expected = zone.to_offset(Timestamp::from_second(second).unwrap()).seconds();
            prop_assert_eq!(rules.offset_seconds(instant(second * SECOND)), expected, "{} at {}", rule, second);
        }
    }
}

const DAYS: i64 = 300_000_000_000;
const YEARS: std::ops::Range<i64> = -62_000_000_000..253_000_000_000;

/// Every second is looked at here, so there must be fewer of them.
fn shorten(case: &mut Case) {
    case.to = case.to.min(case.from + DAY + DAY / 2);
    case.within.retain(|&at| at < case.to);
}

fn scene(case: &Case, rules: ZoneRules, zone: TimeZone) -> Scene {
    let calendar = WorkingCalendar::compile_with_rules(&case.document, rules).unwrap();
    Scene::with(case, calendar, CalendarOracle::with_zone(&case.document, zone))
}

/// A zone by the offsets before and after changes that follow each other after some minutes.
#[derive(Debug, Clone)]
struct Made {
    initial: i32,
    changes: Vec<(i64, i32)>,
}

fn made_zone() -> impl Strategy<Value = Made> {
    let offset = || {
        prop_oneof![
            4 => (-56_i32..=56).prop_map(|quarters| quarters * 900),
            1 => -50_400_i32..=50_400,
        ]
    };
    let wait = prop_oneof![2 => (1_i64..4000).prop_map(|minutes| minutes * 60), 1 => 1_i64..200_000];
    (offset(), vec((wait, offset()), 0..8)).prop_map(|(initial, changes)| Made { initial, changes })
}

impl Made {
    fn at(&self, micros: i64) -> (ZoneRules, TimeZone) {
        let mut at = micros.div_euclid(60 * SECOND) * 60 - 86_400;
        let mut transitions = Vec::new();
        for &(wait, offset_seconds) in &self.changes {
            at += wait;
            transitions.push(ZoneTransition { at_seconds: at, offset_seconds });
        }
        let bytes = tzif(self.initial, &transitions);
        let rules = ZoneRules::from_tzif("Made/Up", "made", &bytes).unwrap();
        let table = ZoneRules::from_transitions("Made/Up", "made", self.initial, transitions, None).unwrap();
        assert_eq!(rules, table, "bytes and table say the same");
        (rules, TimeZone::tzif("Made/Up", &bytes).unwrap())
    }
}

/// The bytes of RFC 9636, version 2, without a footer rule.
fn tzif(initial: i32, transitions: &[ZoneTransition]) -> Vec<u8> {
    let header = |times: usize, types: usize, names: usize| {
        let mut bytes = b"TZif2".to_vec();
        bytes.resize(20, 0);
        for count in [0, 0, 0, times, types, names] {
            bytes.extend(u32::try_from(count).unwrap().to_be_bytes());
        }
        bytes
    };
    let mut bytes = header(0, 1, 4);
    bytes.extend([0, 0, 0, 0, 0, 0]);
    bytes.extend(b"UTC\0");
    bytes.extend(header(transitions.len(), transitions.len() + 1, 4));
    bytes.extend(transitions.iter().flat_map(|each| each.at_seconds.to_be_bytes()));
    bytes.extend((1..=transitions.len()).map(|kind| u8::try_from(kind).unwrap()));
    for offset in [initial].into_iter().chain(transitions.iter().map(|each| each.offset_seconds)) {
        bytes.extend(offset.to_be_bytes());
        bytes.extend([0, 0]);
    }
    bytes.extend(b"XXX\0\n\n");
    bytes
}

/// The rule in both libraries, with one written transition long before the years that are asked about.
fn ruled(rule: &str) -> (ZoneRules, TimeZone) {
    let zone = TimeZone::posix(rule).unwrap();
    let first = Timestamp::from_second(-62_135_596_800).unwrap();
    let transition =
        ZoneTransition { at_seconds: first.as_second(), offset_seconds: zone.to_offset(first).seconds() };
    let tail: PosixTail = rule.parse().unwrap();
    let rules = ZoneRules::from_transitions("Made/Up", "made", 0, vec![transition], Some(tail)).unwrap();
    (rules, zone)
}

/// A POSIX rule with daylight saving time, its two changes far enough apart.
fn rule() -> impl Strategy<Value = String> {
    let day = |months: std::ops::RangeInclusive<i32>| {
        let (first, last) = (months.start() * 30 - 29, months.end() * 30 - 10);
        prop_oneof![
            3 => (months, 1..=5, 0..=6).prop_map(|(month, week, day)| format!("M{month}.{week}.{day}")),
            1 => (first.max(1)..=last).prop_map(|day| format!("J{day}")),
            1 => (first.max(1)..=last).prop_map(|day| format!("{day}")),
        ]
    };
    let time = || {
        prop_oneof![
            1 => Just(String::new()),
            3 => (0..=24).prop_map(|hour| format!("/{hour}")),
            1 => (-40..=40, 0..=59).prop_map(|(hour, minute)| format!("/{hour}:{minute:02}")),
            1 => (0..=3, 0..=59, 0..=59).prop_map(|(h, m, s)| format!("/{h}:{m:02}:{s:02}")),
        ]
    };
    let offset = || (-12..=12, prop_oneof![3 => Just(0), 1 => 0..=59]);
    let saving = prop_oneof![
        2 => Just(None),
        1 => (-2..=2).prop_map(Some),
    ];
    (offset(), saving, day(2..=5), time(), day(8..=11), time(), any::<bool>()).prop_map(
        |((hour, minute), saving, early, early_time, late, late_time, south)| {
            let standard = format!("{hour}:{minute:02}");
            let daylight = saving.map_or_else(String::new, |more| format!("{}:{minute:02}", hour + more));
            let (start, end) = (early + &early_time, late + &late_time);
            let (start, end) = if south { (end, start) } else { (start, end) };
            format!("STD{standard}<+DST>{daylight},{start},{end}")
        },
    )
}
