//! Explanations add up, boards agree with single readings, and documents survive the wire.

use aftersales::sla::{Activity, read_board};
use aftersales::time::Span;
use aftersales::wire::{ReadingDocument, SlaDocument, TimelineEventDocument, canonical_json, read_document};
use proptest::prelude::*;

use crate::share;
use crate::told::cases;

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn the_segments_of_an_explanation_lie_end_to_end_and_add_up(case in cases()) {
        let clocks = case.told();
        for &now in &case.nows {
            for reading in clocks.readings(now).unwrap() {
                let explanation = clocks.explain(&reading.metric, now).unwrap().unwrap();
                prop_assert_eq!((explanation.cycle, explanation.target), (reading.cycle, reading.target));
                prop_assert_eq!(explanation.target.is_some(), explanation.target_source.is_some());
                if reading.stopped_at.is_none() {
                    prop_assert_eq!(&explanation.policy_revision, &clocks.policy().revision());
                }
                let end = reading.stopped_at.unwrap_or(now);
                let mut from = reading.started_at;
                let mut total = Span::ZERO;
                for segment in &explanation.segments {
                    prop_assert_eq!(segment.from, from);
                    prop_assert!(segment.to > segment.from);
                    total = total.saturating_add(segment.counted);
                    prop_assert_eq!(segment.total, total);
                    if matches!(segment.activity, Activity::Paused | Activity::Stopped | Activity::Dropped) {
                        prop_assert_eq!(segment.counted, Span::ZERO);
                    }
                    prop_assert!(segment.activity == Activity::Paused || segment.reasons.is_empty());
                    from = segment.to;
                }
                prop_assert_eq!(from, end.max(reading.started_at));
                prop_assert_eq!(total, reading.consumed);
            }
        }
    }

    #[test]
    fn a_board_is_the_readings_of_its_cases(cases in proptest::collection::vec(cases(), 1..4)) {
        let told: Vec<_> = cases.iter().map(crate::told::Case::told).collect();
        let now = cases.iter().map(|case| case.nows[1]).max().unwrap();
        let board = read_board(&told, now).unwrap();
        prop_assert_eq!(board.rows.len(), told.len());
        for (row, clocks) in board.rows.iter().zip(&told) {
            prop_assert_eq!(&row.readings, &clocks.readings(now).unwrap());
            let live = row.readings.iter().filter(|reading| reading.stopped_at.is_none());
            prop_assert_eq!(row.next_due, live.filter_map(|reading| reading.due).min());
        }
        let all = || board.rows.iter().flat_map(|row| &row.readings);
        prop_assert_eq!(board.next_change, told.iter().filter_map(|clocks| clocks.next_change(now).unwrap()).min());
        prop_assert_eq!(board.valid_until, all().filter_map(|reading| reading.valid_until).min());
    }

    #[test]
    fn documents_survive_the_wire(case in cases()) {
        for policy in case.policies.values() {
            prop_assert_eq!(&SlaDocument::from_json(&canonical_json(policy).unwrap()).unwrap(), policy);
        }
        for event in &case.events {
            let read: TimelineEventDocument = read_document(&canonical_json(event).unwrap()).unwrap();
            prop_assert_eq!(&read, event);
        }
        for reading in case.told().readings(case.nows[2]).unwrap() {
            let document = ReadingDocument::from(&reading);
            let read: ReadingDocument = read_document(&canonical_json(&document).unwrap()).unwrap();
            prop_assert_eq!(read, document);
        }
    }
}
