//! Random timelines, told to the core and to the oracle.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::sla::{Event, SlaError, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::wire::{
    InputsDocument, SelectorEntryDocument, SlaDocument, TargetDocument, TimelineEventDocument,
    TimelineKindDocument,
};
use aftersales_tests::oracle::ClockOracle;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::generate::{Place, STATES, WAITS, inputs, places, policies};

/// The policy that holds at the start, and the others by name.
pub(crate) const FIRST: &str = "first";
const MINUTE: i64 = 60_000_000;

/// A case with the instants at which it is read.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) place: Place,
    pub(crate) policies: BTreeMap<String, SlaDocument>,
    pub(crate) events: Vec<TimelineEventDocument>,
    /// At or after the last event, in order.
    pub(crate) nows: Vec<Instant>,
}

pub(crate) fn cases() -> BoxedStrategy<Case> {
    let cases = places().prop_flat_map(|place| {
        let policies = (policies(place), policies(place), any::<bool>()).boxed();
        let gaps = prop_oneof![3 => Just(0_i64), 5 => 1_i64..240, 2 => 240_i64..1_440, 1 => 1_440_i64..3_000];
        let steps = vec((gaps, 0_u8..18, inputs()), 0..25);
        let offsets = vec(
            (prop_oneof![Just(0_i64), 0_i64..600, 600_i64..9_000], select(vec![0_i64, 0, 1, 30_000_001])),
            3,
        );
        (Just(place), policies, 0_i64..3_000, inputs(), steps, offsets).prop_map(
            |(place, (first, other, related), start, inputs, steps, offsets)| {
                let revised = if related { with_other_targets(&first) } else { other };
                let policies = [(FIRST.to_owned(), first), ("other".to_owned(), revised)].into();
                let events = timeline(place, start, inputs, steps);
                let last: Instant = events[events.len() - 1].at.parse().unwrap();
                let mut nows: Vec<_> = offsets
                    .into_iter()
                    .map(|(minutes, micros)| {
                        last.checked_add(Span::from_micros(minutes * MINUTE + micros)).unwrap()
                    })
                    .collect();
                nows.sort_unstable();
                Case { place, policies, events, nows }
            },
        )
    });
    // A policy has many parts: its strategy would fill the stack of a test.
    cases.boxed()
}

/// The same clocks and calendars with about half the time for each promise.
fn with_other_targets(policy: &SlaDocument) -> SlaDocument {
    let mut other = policy.clone();
    for entry in &mut other.selector {
        let (SelectorEntryDocument::Set { targets, .. } | SelectorEntryDocument::AtMost { targets, .. }) =
            entry
        else {
            continue;
        };
        for target in targets.values_mut() {
            if let TargetDocument::OpenTime { seconds: Some(seconds), .. } = target {
                *seconds = *seconds / 120 * 60 + 60;
            }
        }
    }
    other
}

/// Turns choices into a timeline that fits together.
fn timeline(
    place: Place,
    start: i64,
    first_inputs: InputsDocument,
    steps: Vec<(i64, u8, InputsDocument)>,
) -> Vec<TimelineEventDocument> {
    let most = 9 * 1_440;
    let (mut minute, mut stopped, mut waits) = (start, false, BTreeSet::new());
    let mut events = vec![(minute, TimelineKindDocument::Started { inputs: first_inputs })];
    for (gap, choice, inputs) in steps {
        minute = (minute + gap).min(most.max(start));
        let mut wait = |reason: &str| {
            let reason = reason.to_owned();
            if waits.remove(&reason) {
                TimelineKindDocument::WaitEnded { reason }
            } else {
                waits.insert(reason.clone());
                TimelineKindDocument::WaitStarted { reason }
            }
        };
        let kind = match choice {
            0 | 1 => TimelineKindDocument::CustomerMessage,
            2..=4 => TimelineKindDocument::AgentMessage,
            5..=7 => TimelineKindDocument::StateEntered { state: STATES[usize::from(choice - 5)].to_owned() },
            8 | 9 => wait(WAITS[0]),
            10 | 11 => wait(WAITS[1]),
            12 | 13 => TimelineKindDocument::InputsChanged { inputs },
            14 => TimelineKindDocument::PolicyRevised { policy: "other".to_owned() },
            15 => TimelineKindDocument::PolicyRevised { policy: FIRST.to_owned() },
            _ => {
                stopped = !stopped;
                if stopped { TimelineKindDocument::Stopped } else { TimelineKindDocument::Reopened }
            }
        };
        events.push((minute, kind));
    }
    let at = |minute: i64| place.start().checked_add(Span::from_micros(minute * MINUTE)).unwrap().to_string();
    events.into_iter().map(|(minute, kind)| TimelineEventDocument { at: at(minute), kind }).collect()
}

impl Case {
    pub(crate) fn compiled(&self) -> BTreeMap<String, SlaPolicy> {
        let zones = ZoneDatabase::bundled();
        let compile = |policy| SlaPolicy::compile(policy, &zones).unwrap();
        self.policies.iter().map(|(name, policy)| (name.clone(), compile(policy))).collect()
    }

    pub(crate) fn oracle(&self) -> ClockOracle {
        let (from, to) = self.place.seen();
        ClockOracle::new(self.policies.clone(), from, to)
    }

    /// The names of all metrics, in order of name.
    pub(crate) fn metrics(&self) -> BTreeSet<String> {
        let metrics = self.policies.values().flat_map(|policy| &policy.metrics);
        metrics.map(|metric| metric.name.clone()).collect()
    }

    pub(crate) fn told(&self) -> TicketClocks {
        tell(&self.compiled(), &self.events).unwrap()
    }

    pub(crate) fn last(&self) -> Instant {
        self.events[self.events.len() - 1].at.parse().unwrap()
    }
}

pub(crate) fn read(policies: &BTreeMap<String, SlaPolicy>, event: &TimelineEventDocument) -> Event {
    Event::from_document(event, |name| policies.get(name).cloned()).unwrap()
}

pub(crate) fn tell(
    policies: &BTreeMap<String, SlaPolicy>,
    events: &[TimelineEventDocument],
) -> Result<TicketClocks, SlaError> {
    let mut clocks = TicketClocks::new(policies[FIRST].clone());
    for event in events {
        clocks.apply(read(policies, event))?;
    }
    Ok(clocks)
}
