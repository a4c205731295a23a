//! Random desks: calendars and policies.

use std::collections::BTreeMap;

use aftersales::time::{Instant, Span};
use aftersales::wire::{
    AnchorDocument, CalendarDocument, CyclesDocument, DayEndDocument, InputsDocument, LevelDocument,
    LevelPointDocument, MetricDocument, OnChangeDocument, PausesDocument, ReopeningDocument,
    SelectorEntryDocument, ShiftDocument, SlaDocument, TargetDocument, TriggerDocument, UngradedDocument,
    WeeklyShifts, WhenDocument,
};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Places and Mondays with a change of the clocks in the week after, or none.
const PLACES: &[(&str, &str)] = &[
    ("Etc/UTC", "2026-03-02"),
    ("Europe/Berlin", "2026-03-23"),
    ("Europe/Berlin", "2026-10-19"),
    ("America/New_York", "2026-03-02"),
    ("America/New_York", "2026-10-26"),
    ("Australia/Lord_Howe", "2026-03-30"),
    ("Asia/Shanghai", "2026-02-09"),
];

pub(crate) const STATES: [&str; 3] = ["open", "pending", "working"];
pub(crate) const WAITS: [&str; 2] = ["customer", "parts"];
/// A wait that pauses every clock and that no timeline holds unless a property puts it there.
pub(crate) const HOLD: &str = "hold";
const METRICS: [&str; 6] = ["first_response", "next_response", "resolution", "update", "call_back", "own"];
const CALENDARS: [&str; 2] = ["first", "second"];

/// Where and when a case plays.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) zone: &'static str,
    monday: Date,
}

impl Place {
    pub(crate) fn start(self) -> Instant {
        format!("{}T00:00:00Z", self.monday).parse().unwrap()
    }

    /// From before anything happens to after everything is due.
    pub(crate) fn seen(self) -> (Instant, Instant) {
        let away = |days: i64| self.start().checked_add(Span::from_seconds(days * 86_400)).unwrap();
        (away(-12), away(48))
    }
}

pub(crate) fn places() -> impl Strategy<Value = Place> {
    select(PLACES).prop_map(|(zone, monday)| Place { zone, monday: monday.parse().unwrap() })
}

fn shifts() -> impl Strategy<Value = Vec<ShiftDocument>> {
    let written: [&[(&str, &str)]; 5] = [
        &[],
        &[("10:00", "14:00")],
        &[("22:30", "02:15")],
        &[("00:00", "24:00")],
        &[("06:00", "08:00"), ("20:00", "24:00")],
    ];
    select(written.to_vec()).prop_map(read)
}

fn read(written: &[(&str, &str)]) -> Vec<ShiftDocument> {
    written.iter().map(|(open, close)| ShiftDocument::new(open, close)).collect()
}

fn weeks() -> impl Strategy<Value = WeeklyShifts> {
    let weekdays = |shifts: &[(&str, &str)]| CalendarDocument::weekdays("", &read(shifts)).weekly;
    let short = read(&[("10:15", "16:45")]);
    prop_oneof![
        4 => Just(weekdays(&[("09:00", "17:00")])),
        3 => Just(weekdays(&[("08:30", "12:00"), ("13:00", "18:00")])),
        2 => Just(CalendarDocument::round_the_clock("").weekly),
        2 => Just(weekdays(&[("22:00", "06:00")])),
        1 => Just(weekdays(&[("00:00", "24:00")])),
        2 => Just(WeeklyShifts { mon: short.clone(), wed: short.clone(), sun: short, ..Default::default() }),
        1 => Just(WeeklyShifts::default()),
    ]
}

pub(crate) fn calendars(place: Place) -> impl Strategy<Value = CalendarDocument> {
    let date = move |day: i32| (place.monday + day.days()).to_string();
    let breaks = select(vec![("12:00", "12:45"), ("00:00", "24:00"), ("16:00", "17:00")]);
    let dated = (btree_set(0..14, 0..3), btree_map(0..14, shifts(), 0..3), btree_map(0..14, breaks, 0..3));
    (weeks(), dated).prop_map(move |(weekly, (holidays, overrides, breaks))| {
        let never = weekly == WeeklyShifts::default();
        CalendarDocument {
            time_zone: place.zone.to_owned(),
            holidays: holidays.into_iter().map(date).collect(),
            date_overrides: overrides
                .into_iter()
                .filter(|_| !never)
                .map(|(day, shifts)| (date(day), shifts))
                .collect(),
            breaks: breaks
                .into_iter()
                .map(|(day, (open, close))| (date(day), vec![ShiftDocument::new(open, close)]))
                .collect(),
            weekly,
        }
    })
}

pub(crate) fn targets() -> impl Strategy<Value = TargetDocument> {
    let end = select(vec![DayEndDocument::SameTime, DayEndDocument::LastClose]);
    prop_oneof![
        4 => (1_i64..1_440).prop_map(|minutes| TargetDocument::OpenTime { seconds: Some(minutes * 60), duration: None }),
        2 => (0_i64..16, 1_i64..60).prop_map(|(hours, minutes)| TargetDocument::OpenTime {
            seconds: None,
            duration: Some(format!("PT{hours}H{minutes}M")),
        }),
        2 => (1..=3, end).prop_map(|(days, end)| TargetDocument::WorkingDays { days, end }),
        1 => (1..=4).prop_map(|days| TargetDocument::CalendarDays { days }),
    ]
}

fn triggers() -> impl Strategy<Value = TriggerDocument> {
    prop_oneof![
        Just(TriggerDocument::Started {}),
        Just(TriggerDocument::CustomerMessage {}),
        Just(TriggerDocument::AgentMessage {}),
        select(STATES.to_vec()).prop_map(|state| TriggerDocument::StateEntered { state: state.to_owned() }),
        select(WAITS.to_vec()).prop_map(|reason| TriggerDocument::WaitStarted { reason: reason.to_owned() }),
        select(WAITS.to_vec()).prop_map(|reason| TriggerDocument::WaitEnded { reason: reason.to_owned() }),
        Just(TriggerDocument::Stopped {}),
        Just(TriggerDocument::Reopened {}),
    ]
}

fn levels() -> impl Strategy<Value = Vec<LevelDocument>> {
    let seconds = prop_oneof![(1_i64..600).prop_map(|minutes| minutes * 60), 1_i64..40_000];
    let days = select(vec![-2, -1, 1, 2]);
    let at = prop_oneof![
        (1_u32..220).prop_map(|percent| LevelPointDocument::Share { percent }),
        seconds.clone().prop_map(|seconds| LevelPointDocument::Elapsed { seconds }),
        seconds.clone().prop_map(|seconds| LevelPointDocument::BeforeDue { seconds }),
        seconds.prop_map(|seconds| LevelPointDocument::AfterDue { seconds }),
        days.prop_map(|days| LevelPointDocument::WorkingDaysFromDue { days }),
    ];
    vec(at, 0..4).prop_map(|points| {
        let named = points.into_iter().enumerate();
        named.map(|(number, at)| LevelDocument { name: format!("level {number}"), at }).collect()
    })
}

/// The metrics that people have, and others.
fn rules(name: &'static str) -> BoxedStrategy<MetricDocument> {
    let (customer, agent) = (TriggerDocument::CustomerMessage {}, TriggerDocument::AgentMessage {});
    let started = TriggerDocument::Started {};
    let metric = |starts: &[&TriggerDocument], stops: &[&TriggerDocument]| MetricDocument {
        name: name.to_owned(),
        starts: starts.iter().copied().cloned().collect(),
        stops: stops.iter().copied().cloned().collect(),
        ..Default::default()
    };
    match name {
        "first_response" => Just(metric(&[&started], &[&agent])).boxed(),
        "next_response" => option::of(Just(agent.clone()))
            .prop_map(move |armed_by| MetricDocument {
                cycles: CyclesDocument::Repeat,
                armed_by,
                ..metric(&[&customer], &[&agent])
            })
            .boxed(),
        "resolution" => prop_oneof![
            Just(metric(&[&started], &[])),
            Just(metric(&[&started], &[&TriggerDocument::Stopped {}]))
        ]
        .boxed(),
        "update" => Just(MetricDocument {
            cycles: CyclesDocument::Repeat,
            anchor: AnchorDocument::PreviousDue,
            ..metric(&[&started, &agent], &[&agent])
        })
        .boxed(),
        "call_back" => (option::of(targets()), any::<bool>())
            .prop_map(move |(not_before, again)| MetricDocument {
                cycles: if again { CyclesDocument::Repeat } else { CyclesDocument::Once },
                not_before,
                ..metric(&[&TriggerDocument::Stopped {}], &[&agent])
            })
            .boxed(),
        _ => {
            let anchor = select(vec![AnchorDocument::Event, AnchorDocument::PreviousDue]);
            let cycles = select(vec![CyclesDocument::Once, CyclesDocument::Repeat]);
            (vec(triggers(), 1..4), vec(triggers(), 0..3), option::weighted(0.2, triggers()), cycles, anchor)
                .prop_map(move |(starts, stops, armed_by, cycles, anchor)| MetricDocument {
                    name: name.to_owned(),
                    starts,
                    stops,
                    armed_by,
                    cycles,
                    anchor,
                    ..Default::default()
                })
                .boxed()
        }
    }
}

fn metrics(name: &'static str) -> impl Strategy<Value = MetricDocument> {
    let on_change =
        select(vec![OnChangeDocument::Retroactive, OnChangeDocument::CarryOver, OnChangeDocument::Restart]);
    let reopening =
        select(vec![ReopeningDocument::Resume, ReopeningDocument::Restart, ReopeningDocument::Ignore]);
    let named = |names: &'static [&'static str]| {
        subsequence(names, 0..=names.len())
            .prop_map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let runs_in = prop_oneof![4 => Just(Vec::new()), 1 => named(&STATES)];
    let calendar = option::weighted(0.2, select(CALENDARS.to_vec()));
    let pauses = (named(&STATES[1..2]), named(&WAITS), runs_in);
    (rules(name), levels().boxed(), on_change, reopening, pauses.boxed(), calendar).prop_map(
        |(metric, levels, on_change, reopening, (states, mut waits, runs_in), calendar)| {
            waits.push(HOLD.to_owned());
            MetricDocument {
                levels,
                on_change,
                reopening,
                pauses: PausesDocument { states, waits },
                runs_in,
                calendar: calendar.map(str::to_owned),
                ..metric
            }
        },
    )
}

fn some_targets(names: Vec<String>) -> impl Strategy<Value = BTreeMap<String, TargetDocument>> {
    vec(option::weighted(0.8, targets()), names.len()).prop_map(move |targets| {
        names.iter().cloned().zip(targets).filter_map(|(name, target)| Some((name, target?))).collect()
    })
}

fn selectors(names: &[String]) -> impl Strategy<Value = Vec<SelectorEntryDocument>> + use<> {
    let calendar = || option::weighted(0.3, select(CALENDARS.to_vec()).prop_map(str::to_owned));
    let set = |when: WhenDocument| {
        (some_targets(names.to_vec()), calendar()).prop_map(move |(targets, calendar)| {
            SelectorEntryDocument::Set { when: when.clone(), calendar, targets }
        })
    };
    let at_most = |when: WhenDocument| {
        some_targets(names.to_vec())
            .prop_map(move |targets| SelectorEntryDocument::AtMost { when: when.clone(), targets })
    };
    let (priority, tier, kind) = (
        |words: &[&str]| WhenDocument { priority: owned(words), ..Default::default() },
        |words: &[&str]| WhenDocument { tier: owned(words), ..Default::default() },
        |words: &[&str]| WhenDocument { kind: owned(words), ..Default::default() },
    );
    let both = WhenDocument { tier: owned(&["growth", "strategic"]), ..priority(&["P2", "P3"]) };
    let maybe = |strategy: BoxedStrategy<SelectorEntryDocument>| option::of(strategy);
    (
        option::weighted(0.9, set(WhenDocument::default())),
        maybe(set(priority(&["P1"])).boxed()),
        maybe(set(priority(&["P2", "P3"])).boxed()),
        maybe(set(priority(&["P4"])).boxed()),
        maybe(set(both).boxed()),
        option::weighted(0.3, at_most(tier(&["strategic"]))),
        option::weighted(0.2, at_most(kind(&["complaint"]))),
    )
        .prop_map(|(all, one, two, four, both, tier, kind)| {
            [tier, all, one, two, both, four, kind].into_iter().flatten().collect()
        })
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Policies over two calendars of the place.
pub(crate) fn policies(place: Place) -> BoxedStrategy<SlaDocument> {
    let names = subsequence(METRICS.to_vec(), 1..=4);
    let policies = names.prop_flat_map(move |names| {
        let metrics: Vec<_> = names.iter().map(|name| metrics(name).boxed()).collect();
        let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
        let ungraded = (some_targets(names.clone()), option::weighted(0.3, Just("second".to_owned())))
            .prop_map(|(targets, calendar)| UngradedDocument { calendar, targets });
        let calendars = (calendars(place), calendars(place));
        (metrics, selectors(&names).boxed(), option::weighted(0.3, ungraded).boxed(), calendars.boxed())
            .prop_map(|(metrics, selector, ungraded, (first, second))| SlaDocument {
                calendars: [("first".to_owned(), first), ("second".to_owned(), second)].into(),
                default_calendar: "first".to_owned(),
                metrics,
                selector,
                ungraded,
            })
    });
    policies.boxed()
}

pub(crate) fn inputs() -> impl Strategy<Value = InputsDocument> {
    let word = |words: &[&'static str]| option::of(select(words.to_vec()).prop_map(str::to_owned));
    let tier = option::weighted(0.4, select(vec!["strategic", "growth", "basic"]).prop_map(str::to_owned));
    (
        option::weighted(0.8, select(vec!["P1", "P2", "P3", "P4"]).prop_map(str::to_owned)),
        tier,
        word(&["complaint"]),
    )
        .prop_map(|(priority, tier, kind)| InputsDocument { priority, tier, kind, ..Default::default() })
}
