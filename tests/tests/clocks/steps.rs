//! Time passes: readings between changes, changes one after the other, and the edge of a breach.

use aftersales::sla::{Reading, ReadingState, TicketClocks};
use aftersales::time::{Instant, Span};
use aftersales::wire::ReadingDocument;
use proptest::prelude::*;

use crate::share;
use crate::told::cases;

const ONE: Span = Span::from_micros(1);

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn steps_along_next_change_meet_everything_once(case in cases()) {
        let clocks = case.told();
        let mut now = case.last();
        let mut ahead: Vec<Instant> = Vec::new();
        for reading in running(&clocks, now) {
            let levels = reading.levels.iter().filter_map(|level| level.at);
            ahead.extend(levels.chain(reading.due).chain(reading.late_from).filter(|&at| at > now));
        }
        ahead.sort_unstable();
        ahead.dedup();
        let mut breaches = clocks.breaches(now).unwrap().len();
        let mut met = Vec::new();
        while let Some(next) = clocks.next_change(now).unwrap() {
            prop_assert!(next > now && met.len() <= ahead.len());
            // Nothing becomes late on the way.
            let before = clocks.breaches(next.checked_add(Span::from_micros(-1)).unwrap()).unwrap();
            prop_assert_eq!(before.len(), breaches);
            let new = clocks.breaches(next).unwrap();
            for breach in &new[breaches..] {
                prop_assert_eq!(breach.at, next);
            }
            let late = running(&clocks, now).iter().filter(|reading| reading.late_from == Some(next)).count();
            prop_assert_eq!(new.len() - breaches, late);
            breaches = new.len();
            met.push(next);
            now = next;
        }
        prop_assert_eq!(met, ahead);
        let never_again = clocks.breaches("9999-12-31T00:00:00Z".parse().unwrap()).unwrap();
        prop_assert_eq!(never_again.len(), breaches);
    }

    #[test]
    fn an_open_promise_has_a_next_change(case in cases()) {
        let clocks = case.told();
        for reading in clocks.readings(case.nows[0]).unwrap() {
            let ahead = reading.late_from.is_some_and(|at| at > case.nows[0]);
            match reading.state {
                ReadingState::Running => prop_assert!(!ahead || reading.next_change <= reading.late_from),
                _ => prop_assert_eq!((reading.next_change, reading.valid_until, reading.rate), (None, None, 0)),
            }
        }
    }

    #[test]
    fn a_reading_counts_by_itself_until_it_is_no_longer_valid(case in cases(), share in 0.0_f64..1.0) {
        let clocks = case.told();
        for &now in &case.nows {
            for reading in clocks.readings(now).unwrap() {
                let far = now.checked_add(Span::from_seconds(86_400 * 5)).unwrap();
                let until = reading.valid_until.unwrap_or(far);
                let last = until.since(now).micros() - 1;
                prop_assert!(last >= 0);
                for micros in [(last as f64 * share) as i64, last] {
                    let later = now.checked_add(Span::from_micros(micros)).unwrap();
                    let read = clocks.readings(later).unwrap();
                    let read = read.iter().find(|each| each.metric == reading.metric).unwrap();
                    prop_assert_eq!(ReadingDocument::from(read), counted_on(&reading, read, micros));
                }
            }
        }
    }

    #[test]
    fn used_up_is_on_time_and_one_microsecond_more_is_late(case in cases()) {
        let clocks = case.told();
        let last = case.last();
        for reading in running(&clocks, last) {
            let (Some(due), Some(late)) = (reading.due, reading.late_from) else { continue };
            // What is carried over may exceed the new target at once: then both are the change.
            if late <= last {
                prop_assert!(due <= late);
                continue;
            }
            prop_assert!(due < late);
            let find = |now: Instant| {
                let readings = clocks.readings(now).unwrap();
                readings.into_iter().find(|each| each.metric == reading.metric).unwrap()
            };
            let at_due = find(due.max(last));
            prop_assert_eq!((at_due.remaining, at_due.breached_at), (Some(Span::ZERO), None));
            let before = find(late.checked_add(Span::from_micros(-1)).unwrap());
            prop_assert_eq!((before.remaining, before.breached_at), (Some(Span::ZERO), None));
            let at_late = find(late);
            prop_assert_eq!(at_late.remaining, Some(Span::from_micros(-1)));
            prop_assert_eq!(at_late.consumed, at_late.target.unwrap().saturating_add(ONE));
            prop_assert_eq!(at_late.breached_at, Some(late));
        }
    }
}

fn running(clocks: &TicketClocks, now: Instant) -> Vec<Reading> {
    let readings = clocks.readings(now).unwrap();
    readings.into_iter().filter(|reading| reading.state == ReadingState::Running).collect()
}

/// A reading as a page that does not ask again shows it; of a paused one the pause itself is taken from `later`.
fn counted_on(reading: &Reading, later: &Reading, micros: i64) -> ReadingDocument {
    let mut document = ReadingDocument::from(reading);
    let gone = micros * i64::from(document.rate);
    document.consumed_us += gone;
    document.remaining_us = document.remaining_us.map(|left| left - gone);
    if let Some(target) = document.target_us.filter(|_| document.used_percent.is_some()) {
        document.used_percent = Some(document.consumed_us * 100 / target);
    }
    if reading.state == ReadingState::Paused {
        document.paused_us = later.paused.micros();
        document.due_if_resumed = later.due_if_resumed;
    }
    document
}
