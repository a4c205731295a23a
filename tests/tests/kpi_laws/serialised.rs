//! Parts of a log that are counted elsewhere and come as bytes are the whole, to the last digit.

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::statistics::QuantileSketch;
use aftersales::kpi::{
    Accumulator, Basis, Dimension, Facts, FigureDefinition, Grouping, KpiError, Mode, NegativeDuration,
    TableAccumulator,
};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{FigureDefinitionDocument, TicketFactsDocument};
use proptest::prelude::*;

use crate::generate::{START, as_of, desk};
use crate::{bad, definitions, facts_of, scope, shown};

const SKETCH: Mode = Mode::Sketch { relative_error: 0.01 };

/// Every kind of measure.
fn everything() -> Vec<FigureDefinition> {
    [definitions(), Handbook::default().figures(Basis::Calendar)].concat()
}

fn empty(as_of: i64, mode: Mode) -> Accumulator {
    let groupings = vec![Grouping::By(Dimension::Priority), Grouping::ByMonth];
    Accumulator::new(everything(), groupings, scope(as_of), mode).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn parts_that_come_as_bytes_are_the_whole(
        (tickets, shuffled, parts) in desk().prop_flat_map(|tickets| {
            let rows: Vec<usize> = (0..tickets.len()).collect();
            let parts = proptest::collection::vec(0..4_usize, tickets.len());
            (Just(tickets), Just(rows).prop_shuffle(), parts)
        }),
        order in Just(vec![0, 1, 2, 3_usize]).prop_shuffle(),
        as_of in as_of(),
        mode in prop_oneof![Just(Mode::Exact), Just(SKETCH)],
        faulty in 0..6_u8,
    ) {
        let facts: Vec<Facts> = facts_of(&tickets);
        let mut whole = empty(as_of, mode);
        facts.iter().for_each(|facts| whole.add(facts));
        whole.add_document(&bad(faulty, 3));
        // Each worker makes its own accumulator and sends what it counted.
        let mut workers: Vec<Accumulator> = (0..4).map(|_| empty(as_of, mode)).collect();
        shuffled.iter().for_each(|&row| workers[parts[row]].add(&facts[row]));
        workers[order[0]].add_document(&bad(faulty, 3));
        let mut driver = empty(as_of, mode);
        for &worker in &order {
            driver.merge_bytes(&workers[worker].to_bytes()).unwrap();
        }
        prop_assert_eq!(driver.to_bytes(), whole.to_bytes());
        let again = driver.part_from_bytes(&whole.to_bytes()).unwrap();
        prop_assert_eq!(again.to_bytes(), whole.to_bytes());
        let expected = shown(&whole.finish());
        prop_assert_eq!(&shown(&driver.finish()), &expected);
        prop_assert_eq!(&shown(&again.finish()), &expected);
    }

    #[test]
    fn tables_that_come_as_bytes_are_the_whole(
        tickets in desk(),
        cut in 0..60_usize,
        mode in prop_oneof![Just(Mode::Exact), Just(SKETCH)],
    ) {
        let empty = || {
            let scope = scope(START + 50 * crate::generate::DAY);
            TableAccumulator::new(3, 2, scope, NegativeDuration::Reject, mode).unwrap()
        };
        let mut whole = empty();
        crate::columns::add(&mut whole, &tickets);
        let (left, right) = tickets.split_at(cut.min(tickets.len()));
        let mut driver = empty();
        for part in [right, left] {
            let mut worker = empty();
            crate::columns::add(&mut worker, part);
            driver.merge_bytes(&worker.to_bytes()).unwrap();
        }
        prop_assert_eq!(driver.finish().0, whole.part_from_bytes(&whole.to_bytes()).unwrap().finish().0);
    }

    #[test]
    fn a_sketch_comes_back_as_it_was(
        values in proptest::collection::vec(prop_oneof![any::<f64>(), -1e9..1e9_f64, Just(-0.0)], 0..80),
        relative_error in 0.0002..0.5_f64,
    ) {
        let mut sketch = QuantileSketch::new(relative_error).unwrap();
        values.iter().filter(|value| value.is_finite()).for_each(|&value| sketch.add(value).unwrap());
        let back = QuantileSketch::from_bytes(&sketch.to_bytes()).unwrap();
        prop_assert_eq!(&back, &sketch);
        let mut merged = QuantileSketch::new(relative_error).unwrap();
        merged.merge(&back).unwrap();
        prop_assert_eq!(merged.to_bytes(), sketch.to_bytes());
    }

    /// One byte changed, or the end cut off, is refused, and what was counted before stays.
    #[test]
    fn damaged_bytes_change_nothing(tickets in desk(), at in any::<prop::sample::Index>(), change in 1..=255_u8) {
        let mut desk = empty(START, SKETCH);
        facts_of(&tickets).iter().for_each(|facts| desk.add(facts));
        let bytes = desk.to_bytes();
        let mut changed = bytes.clone();
        changed[at.index(bytes.len())] ^= change;
        for damaged in [&changed[..], &bytes[..at.index(bytes.len())]] {
            let refused = desk.merge_bytes(damaged).unwrap_err();
            prop_assert!(["kpi.bytes.malformed", "kpi.bytes.unsupported"].contains(&refused.code()));
            prop_assert_eq!(desk.to_bytes(), bytes.clone());
        }
    }
}

#[test]
fn what_is_counted_differently_is_named() {
    let groupings = || vec![Grouping::ByMonth];
    let new =
        |definitions, groupings, scope, mode| Accumulator::new(definitions, groupings, scope, mode).unwrap();
    let own = new(everything(), groupings(), scope(START), Mode::Exact);
    let mut renamed = everything();
    let target = aftersales::kpi::Target::AtMost(1.0);
    renamed[0] = renamed[0].clone().target(target);
    let berlin = ZoneDatabase::bundled().rules("Europe/Berlin").unwrap();
    let berlin = aftersales::kpi::Scope::new(scope(START).as_of(), berlin);
    let period = (scope(0).as_of(), scope(START).as_of());
    let others = [
        (new(definitions(), groupings(), scope(START), Mode::Exact), "definitions"),
        (new(renamed, groupings(), scope(START), Mode::Exact), "definitions"),
        (new(everything(), vec![Grouping::ByWeek], scope(START), Mode::Exact), "groupings"),
        (new(everything(), groupings(), scope(START + 1), Mode::Exact), "scope.as_of"),
        (
            new(everything(), groupings(), scope(START).with_period(period.0, period.1), Mode::Exact),
            "scope.period",
        ),
        (new(everything(), groupings(), berlin, Mode::Exact), "scope.time_zone"),
        (new(everything(), groupings(), scope(START), SKETCH), "mode"),
    ];
    for (other, expected) in others {
        let of_bytes = own.part_from_bytes(&other.to_bytes()).unwrap_err();
        assert_eq!(of_bytes, own.clone().merge(other).unwrap_err());
        let KpiError::AccumulatorsDiffer { what, own, other } = of_bytes else { panic!("{of_bytes}") };
        assert_eq!(what, expected);
        assert_ne!(own, other, "{expected}");
    }
}

#[test]
fn the_bytes_of_a_sketch_do_not_grow_with_the_rows() {
    let size = |rows: i64| {
        let mut desk = empty(i64::MAX / 40, SKETCH);
        for row in 0..rows {
            let at = |hours: i64| scope(START + hours * 3_600_000_000).as_of().to_string();
            desk.add_document(&TicketFactsDocument {
                priority: Some("P2".to_owned()),
                created_at: Some(at(0)),
                completed_at: Some(at(1 + row % 500)),
                ..TicketFactsDocument::default()
            });
        }
        desk.to_bytes().len()
    };
    let (thousand, many) = (size(1_000), size(10_000));
    assert!(many < thousand + thousand / 10, "{thousand} bytes of 1,000 rows, {many} of 10,000");
}

#[test]
fn definitions_are_documents() {
    for definition in everything() {
        let document = FigureDefinitionDocument::from(&definition);
        let text = serde_json::to_string(&document).unwrap();
        let read: FigureDefinitionDocument = aftersales::wire::read_document(&text).unwrap();
        assert_eq!(FigureDefinition::try_from(&read), Ok(definition));
    }
}
