//! What can only lengthen, and what can only shorten.

use std::collections::BTreeMap;

use aftersales::sla::{Event, EventKind, Inputs, Reading, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::vocabulary::Priority;
use aftersales::wire::{
    AnchorDocument, CalendarDocument, DayEndDocument, InputsDocument, LevelPointDocument, MetricDocument,
    OnChangeDocument, PausesDocument, SelectorEntryDocument, SlaDocument, TargetDocument,
    TimelineEventDocument, TimelineKindDocument, TriggerDocument, WhenDocument,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generate::{HOLD, Place, calendars, places};
use crate::share;
use crate::told::{Case, FIRST, cases, tell};

const MINUTE: i64 = 60_000_000;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn a_pause_never_makes_a_due_time_earlier(case in cases(), share in 0.0_f64..1.0, length in 0_i64..3_000) {
        let policies = case.compiled();
        let (paused, now) = with_pause(&case, share, length);
        let clocks = case.told();
        let paused = tell(&policies, &paused).unwrap();
        let now = now.max(case.nows[0]);
        for metric in clocks.policy().metrics() {
            let find = |clocks: &TicketClocks| clocks.cycles(metric.name(), now).unwrap();
            for (plain, paused) in find(&clocks).iter().zip(find(&paused)) {
                // A cycle that counts from the due instant before begins later, and so may take events of its own.
                if sequential(&case, plain.metric.as_str()) && plain.cycle > 1 {
                    break;
                }
                prop_assert!(paused.consumed <= plain.consumed);
                // Working days before a due time on a day off end later on their day than those before the morning after.
                let moves = |name: &str| !at_working_days(&case, plain.metric.as_str(), name);
                let instants = |reading: &Reading| {
                    let levels = reading.levels.iter().filter(|level| moves(level.name.as_str()));
                    let levels = levels.map(|level| level.at);
                    levels.chain([reading.due, reading.late_from]).collect::<Vec<_>>()
                };
                for (later, sooner) in instants(&paused).into_iter().zip(instants(plain)) {
                    let kept = later.is_none_or(|later| sooner.is_some_and(|sooner| later >= sooner));
                    prop_assert!(kept, "{} cycle {}: {:?} to {:?}", plain.metric, plain.cycle, sooner, later);
                }
            }
        }
    }

    #[test]
    fn a_higher_priority_never_moves_a_due_time_later(desk in desks()) {
        let policies = [(FIRST.to_owned(), SlaPolicy::compile(&desk.policy, &ZoneDatabase::bundled()).unwrap())].into();
        let dues = [Priority::P1, Priority::P2, Priority::P3, Priority::P4].map(|priority| {
            let clocks = raised(&policies, &desk, priority);
            let now = clocks.events().last().unwrap().at;
            clocks.readings(now).unwrap().into_iter().map(|reading| (reading.due.or(reading.due_if_resumed), reading.late_from)).collect::<Vec<_>>()
        });
        for pair in dues.windows(2) {
            for (higher, lower) in pair[0].iter().zip(&pair[1]) {
                prop_assert!(no_later(higher.0, lower.0), "due {:?} after {:?}", higher, lower);
                prop_assert!(no_later(higher.1, lower.1), "late {:?} after {:?}", higher, lower);
            }
        }
        // Nor does raising it move it later than it was.
        let before = tell(&policies, &desk.events).unwrap();
        let before: Vec<_> = before.readings(desk.raise_at()).unwrap().into_iter().map(|reading| reading.due.or(reading.due_if_resumed)).collect();
        for (raised, before) in dues[0].iter().zip(before) {
            prop_assert!(no_later(raised.0, before), "due {:?}, {:?} before", raised.0, before);
        }
    }
}

fn no_later(higher: Option<Instant>, lower: Option<Instant>) -> bool {
    lower.is_none_or(|lower| higher.is_some_and(|higher| higher <= lower))
}

fn sequential(case: &Case, name: &str) -> bool {
    let metrics = case.policies.values().flat_map(|policy| &policy.metrics);
    metrics.filter(|metric| metric.name == name).any(|metric| metric.anchor == AnchorDocument::PreviousDue)
}

/// Whether a level lies at working days from the due instant, in the policy in force at the end.
fn at_working_days(case: &Case, metric: &str, level: &str) -> bool {
    let revised = case.events.iter().rev().find_map(|event| match &event.kind {
        TimelineKindDocument::PolicyRevised { policy } => Some(policy.as_str()),
        _ => None,
    });
    let metrics = &case.policies[revised.unwrap_or(FIRST)].metrics;
    let metric = metrics.iter().find(|each| each.name == metric).unwrap();
    let level = metric.levels.iter().find(|each| each.name == level).unwrap();
    matches!(level.at, LevelPointDocument::WorkingDaysFromDue { .. })
}

/// The timeline with one more wait that every clock heeds, and the end of that wait.
fn with_pause(case: &Case, share: f64, length: i64) -> (Vec<TimelineEventDocument>, Instant) {
    let at = |event: &TimelineEventDocument| event.at.parse::<Instant>().unwrap();
    let (first, last) = (at(&case.events[0]), case.nows[0]);
    let minutes = (last.since(first).micros() / MINUTE) as f64;
    let from = first.checked_add(Span::from_micros((minutes * share) as i64 * MINUTE)).unwrap();
    let to = from.checked_add(Span::from_micros(length * MINUTE)).unwrap();
    let mut events = case.events.clone();
    let reason = HOLD.to_owned();
    for (when, kind) in [
        (from, TimelineKindDocument::WaitStarted { reason: reason.clone() }),
        (to, TimelineKindDocument::WaitEnded { reason }),
    ] {
        let place = events.partition_point(|event| at(event) <= when);
        events.insert(place, TimelineEventDocument { at: when.to_string(), kind });
    }
    (events, to)
}

/// A desk whose higher priorities have tighter targets, on one calendar.
#[derive(Debug)]
struct Desk {
    policy: SlaDocument,
    events: Vec<TimelineEventDocument>,
    /// Minutes after the last event at which the priority changes.
    wait: i64,
}

impl Desk {
    fn raise_at(&self) -> Instant {
        let last: Instant = self.events[self.events.len() - 1].at.parse().unwrap();
        last.checked_add(Span::from_micros(self.wait * MINUTE)).unwrap()
    }
}

fn raised(policies: &BTreeMap<String, SlaPolicy>, desk: &Desk, priority: Priority) -> TicketClocks {
    let mut clocks = tell(policies, &desk.events).unwrap();
    let inputs = Inputs { priority: Some(priority), ..Inputs::default() };
    clocks.apply(Event::new(desk.raise_at(), EventKind::InputsChanged(inputs))).unwrap();
    clocks
}

fn desks() -> impl Strategy<Value = Desk> {
    let open_time = vec(1_i64..2_000, 4).prop_map(|mut minutes| {
        minutes.sort_unstable();
        let target = |minutes: i64| TargetDocument::OpenTime { seconds: Some(minutes * 60), duration: None };
        minutes.into_iter().map(target).collect::<Vec<_>>()
    });
    let days = vec(1_i32..4, 4).prop_map(|mut days| {
        days.sort_unstable();
        let target = |days| TargetDocument::WorkingDays { days, end: DayEndDocument::SameTime };
        days.into_iter().map(target).collect::<Vec<_>>()
    });
    let modes = proptest::sample::select(vec![OnChangeDocument::Retroactive, OnChangeDocument::CarryOver]);
    let pauses = vec((0_i64..600, 0_i64..600), 0..4);
    places().prop_flat_map(move |place| {
        let targets = prop_oneof![open_time.clone(), days.clone()];
        (
            Just(place),
            calendars(place),
            targets,
            modes.clone(),
            0_i64..7_000,
            pauses.clone(),
            0_i64..5_000,
            any::<bool>(),
        )
            .prop_map(|(place, calendar, targets, on_change, start, pauses, wait, open)| Desk {
                policy: document(calendar, &targets, on_change),
                events: timeline(place, start, &pauses, open),
                wait,
            })
    })
}

fn document(
    calendar: CalendarDocument,
    targets: &[TargetDocument],
    on_change: OnChangeDocument,
) -> SlaDocument {
    let metric = MetricDocument {
        name: "resolution".to_owned(),
        starts: vec![TriggerDocument::Started {}],
        pauses: PausesDocument { states: Vec::new(), waits: vec![HOLD.to_owned()] },
        on_change,
        ..Default::default()
    };
    let entry = |(priority, target): (&str, &TargetDocument)| SelectorEntryDocument::Set {
        when: WhenDocument { priority: vec![priority.to_owned()], ..Default::default() },
        calendar: None,
        targets: [("resolution".to_owned(), target.clone())].into(),
    };
    SlaDocument {
        calendars: [("desk".to_owned(), calendar)].into(),
        default_calendar: "desk".to_owned(),
        metrics: vec![metric],
        selector: ["P1", "P2", "P3", "P4"].into_iter().zip(targets).map(entry).collect(),
        ungraded: None,
    }
}

/// A case of priority P4 with some waits, the last of which may still be open.
fn timeline(place: Place, start: i64, pauses: &[(i64, i64)], open: bool) -> Vec<TimelineEventDocument> {
    let inputs = InputsDocument { priority: Some("P4".to_owned()), ..Default::default() };
    let mut minute = start;
    let mut events = vec![(minute, TimelineKindDocument::Started { inputs })];
    for (gap, length) in pauses {
        minute += gap;
        events.push((minute, TimelineKindDocument::WaitStarted { reason: HOLD.to_owned() }));
        minute += length;
        events.push((minute, TimelineKindDocument::WaitEnded { reason: HOLD.to_owned() }));
    }
    if open && events.len() > 1 {
        events.pop();
    }
    let at = |minute: i64| place.start().checked_add(Span::from_micros(minute * MINUTE)).unwrap().to_string();
    events.into_iter().map(|(minute, kind)| TimelineEventDocument { at: at(minute), kind }).collect()
}
