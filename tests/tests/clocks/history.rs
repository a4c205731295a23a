//! What has happened stays: late readings, later events and refused ones change no fact.

use std::collections::BTreeMap;

use aftersales::sla::{Breach, Event, EventKind, Inputs, Reading, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span};
use proptest::prelude::*;

use crate::share;
use crate::told::{Case, FIRST, cases, read, tell};

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn readings_in_between_change_nothing(case in cases(), asked in proptest::collection::vec(0_i64..5_000, 4)) {
        let policies = case.compiled();
        let events: Vec<_> = case.events.iter().map(|event| read(&policies, event)).collect();
        let mut clocks = TicketClocks::new(policies[FIRST].clone());
        for (position, event) in events.iter().enumerate() {
            clocks.apply(event.clone()).unwrap();
            let now = after(event.at, asked[position % asked.len()] * 1_000_003);
            clocks.readings(now).unwrap();
            clocks.breaches(now).unwrap();
            clocks.next_change(now).unwrap();
        }
        for &now in &case.nows {
            prop_assert_eq!(&clocks.readings(now).unwrap(), &policies[FIRST].evaluate(&events, now).unwrap());
        }
        prop_assert_eq!(everything(&clocks, &case), everything(&case.told(), &case));
        prop_assert_eq!(clocks.events(), &events[..]);
    }

    #[test]
    fn a_late_observation_changes_no_fact(case in cases()) {
        let clocks = case.told();
        for pair in case.nows.windows(2) {
            let (sooner, later) = (pair[0], pair[1]);
            for metric in case.metrics() {
                let name = metric.parse().unwrap();
                let Ok(early) = clocks.cycles(&name, sooner) else { continue };
                for (early, late) in early.iter().zip(clocks.cycles(&name, later).unwrap()) {
                    prop_assert_eq!(past(early, sooner), past(&late, sooner));
                    prop_assert_eq!(early.stopped_at, late.stopped_at);
                    if early.stopped_at.is_some() {
                        prop_assert_eq!(early, &late);
                    }
                }
            }
            let behind = clocks.breaches(later).unwrap().into_iter().filter(|breach| breach.at <= sooner);
            prop_assert_eq!(clocks.breaches(sooner).unwrap(), behind.collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_breach_history_only_grows(case in cases()) {
        let policies = case.compiled();
        let mut clocks = TicketClocks::new(policies[FIRST].clone());
        let mut known: Vec<Breach> = Vec::new();
        for event in &case.events {
            let event = read(&policies, event);
            // Just before the event, and after it.
            if let Some(last) = clocks.events().last().filter(|last| last.at < event.at) {
                let between = after(last.at, event.at.since(last.at).micros() / 2);
                known = grown(known, clocks.breaches(between).unwrap())?;
                known = grown(known, clocks.breaches(event.at).unwrap())?;
            }
            let at = event.at;
            clocks.apply(event).unwrap();
            known = grown(known, clocks.breaches(at).unwrap())?;
        }
        for &now in &case.nows {
            known = grown(known, clocks.breaches(now).unwrap())?;
        }
        prop_assert!(known.is_sorted_by_key(|breach| breach.at));
        let mut seen = BTreeMap::new();
        for breach in &known {
            let again = seen.insert((breach.metric.clone(), breach.cycle, breach.at, breach.target), ());
            // A promise that was broken at the instant of two changes of mind is broken twice.
            let changes = case.events.iter().filter(|event| event.at.parse() == Ok(breach.at)).count();
            prop_assert!(again.is_none() || changes > 1, "{:?} stands twice", breach);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_changes_nothing(case in cases(), place in 0.0_f64..1.0) {
        let policies = case.compiled();
        let first = policies[FIRST].clone();
        let kept = ((case.events.len() as f64) * place) as usize;
        let mut clocks = tell(&policies, &case.events[..kept]).unwrap();
        let Some(last) = clocks.events().last().map(|event| event.at) else {
            for kind in [EventKind::Stopped, EventKind::CustomerMessage, EventKind::PolicyRevised(first)] {
                let refused = clocks.apply(Event::new(case.last(), kind)).unwrap_err();
                prop_assert_eq!(refused.code(), "sla.timeline.does_not_fit");
                prop_assert!(refused.to_string().contains("`started` comes first"));
            }
            prop_assert!(clocks.events().is_empty() && clocks.readings(Instant::MIN).unwrap().is_empty());
            return Ok(());
        };
        let before = everything(&clocks, &case);
        let early = after(last, -1);
        for kind in [EventKind::AgentMessage, EventKind::PolicyRevised(first.clone()), EventKind::Started(Inputs::default())] {
            prop_assert_eq!(clocks.apply(Event::new(early, kind)).unwrap_err().code(), "sla.timeline.out_of_order");
        }
        for kind in unfit(&clocks) {
            let refused = clocks.apply(Event::new(last, kind)).unwrap_err();
            prop_assert_eq!(refused.code(), "sla.timeline.does_not_fit");
        }
        for refused in [clocks.readings(early).map(drop), clocks.breaches(early).map(drop), clocks.next_change(early).map(drop)] {
            prop_assert_eq!(refused.unwrap_err().code(), "sla.now.before_last_event");
        }
        prop_assert_eq!(clocks.policy().clone(), tell(&policies, &case.events[..kept]).unwrap().policy().clone());
        prop_assert_eq!(everything(&clocks, &case), before);
        // The rest of the timeline still fits.
        for event in &case.events[kept..] {
            clocks.apply(read(&policies, event)).unwrap();
        }
        prop_assert_eq!(everything(&clocks, &case), everything(&case.told(), &case));
    }
}

/// Events that the state of a case does not allow.
fn unfit(clocks: &TicketClocks) -> Vec<EventKind> {
    let (mut stopped, mut waits) = (false, Vec::new());
    for event in clocks.events() {
        match &event.kind {
            EventKind::Stopped => stopped = true,
            EventKind::Reopened => stopped = false,
            EventKind::WaitStarted(reason) => waits.push(reason.clone()),
            EventKind::WaitEnded(reason) => waits.retain(|wait| wait != reason),
            _ => {}
        }
    }
    let mut unfit = vec![
        EventKind::Started(Inputs::default()),
        EventKind::WaitEnded("never begun".parse().unwrap()),
        if stopped { EventKind::Stopped } else { EventKind::Reopened },
    ];
    unfit.extend(waits.into_iter().map(EventKind::WaitStarted));
    unfit
}

/// All that can be asked of a case.
type Everything = (Vec<Vec<Reading>>, Vec<Breach>, Option<Instant>, Option<SlaPolicy>);

fn everything(clocks: &TicketClocks, case: &Case) -> Everything {
    let now = case.nows[2];
    let cycles =
        case.metrics().into_iter().filter_map(|metric| clocks.cycles(&metric.parse().unwrap(), now).ok());
    let policy = Some(clocks.policy().clone());
    (cycles.collect(), clocks.breaches(now).unwrap(), clocks.next_change(now).unwrap(), policy)
}

/// The facts of a reading that lie at or before an instant.
fn past(reading: &Reading, now: Instant) -> Vec<Option<Instant>> {
    let levels = reading.levels.iter().map(|level| level.at);
    let facts = levels.chain([reading.due, reading.late_from, reading.breached_at, Some(reading.started_at)]);
    facts.map(|at| at.filter(|&at| at <= now)).collect()
}

fn grown(before: Vec<Breach>, after: Vec<Breach>) -> Result<Vec<Breach>, TestCaseError> {
    prop_assert!(after.starts_with(&before), "{:?} does not begin with {:?}", after, before);
    Ok(after)
}

fn after(at: Instant, micros: i64) -> Instant {
    at.checked_add(Span::from_micros(micros)).unwrap()
}
