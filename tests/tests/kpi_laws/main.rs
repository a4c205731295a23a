//! What holds of the figures of any desk: a second implementation says the same, any split and order of the rows gives the
//! same to the last digit, and open tickets only make durations longer.

mod columns;
mod generate;
mod serialised;

use aftersales::kpi::{
    Accumulator, Basis, Condition, Detail, Dimension, Facts, Figure, FigureDefinition, Figures, Grouping,
    Measure, Mode, Quantity, Scope, Stamp, link_rework,
};
use aftersales::time::{Instant, Span, ZoneRules};
use aftersales::wire::{FigureDocument, TicketFactsDocument};
use aftersales_tests::oracle::{DeskOracle, DeskTicket};
use proptest::prelude::*;

use crate::generate::{DAY, as_of, desk, document};

const WINDOW: i64 = 7 * DAY;

fn definitions() -> Vec<FigureDefinition> {
    let window = Span::from_micros(WINDOW);
    let define = |name: &str, measure| FigureDefinition::new(name.parse().unwrap(), measure);
    let resolution = Measure::Duration { from: Stamp::Created, to: Stamp::Completed, basis: Basis::Calendar };
    let metric = "resolution".parse().unwrap();
    vec![
        define("resolution", resolution),
        define("attainment", Measure::Attainment { metric, stop: Stamp::Completed }),
        define("reopened", Measure::Share(Condition::AtLeast(Quantity::Reopened, 1))),
        define("rework", Measure::Share(Condition::Reworked { window })),
        define("satisfaction", Measure::Satisfaction),
        define("cost", Measure::CostComposition),
        define("backlog", Measure::Backlog),
        define("kinds", Measure::Categories(Dimension::Priority)),
        define("stages", Measure::Stages { basis: Basis::Calendar }),
        define("tickets", Measure::Count(Condition::Any)),
    ]
}

fn scope(as_of: i64) -> Scope {
    Scope::new(Instant::from_micros(as_of).unwrap(), ZoneRules::utc())
}

fn facts_of(tickets: &[DeskTicket]) -> Vec<Facts> {
    let documents = tickets.iter().enumerate().map(|(number, ticket)| document(number, ticket));
    let mut facts: Vec<Facts> = documents.map(|document| Facts::try_from(&document).unwrap()).collect();
    link_rework(&mut facts, Span::from_micros(WINDOW));
    facts
}

fn accumulator(groupings: &[Grouping], as_of: i64, mode: Mode) -> Accumulator {
    Accumulator::new(definitions(), groupings.to_vec(), scope(as_of), mode).unwrap()
}

fn figures<'a>(facts: impl IntoIterator<Item = &'a Facts>, mut desk: Accumulator) -> Figures {
    facts.into_iter().for_each(|facts| desk.add(facts));
    desk.finish()
}

/// All that a reader sees.
fn shown(figures: &Figures) -> (Vec<FigureDocument>, Vec<aftersales::wire::RejectedDocument>, u64, u64) {
    let documents = figures.figures().iter().map(FigureDocument::from).collect();
    (documents, figures.rejected_documents(), figures.tickets(), figures.excluded())
}

fn agrees(figures: &[&Figure], oracle: &DeskOracle<'_>) {
    let named = |name: &str| figures.iter().find(|figure| figure.definition.name().as_str() == name);
    match (named("resolution"), oracle.mean_median_p90()) {
        (None, None) => {}
        (Some(figure), Some([mean, median, p90])) => {
            let Detail::Distribution(lengths) = &figure.detail else { panic!("{figure:?}") };
            assert_eq!((lengths.mean, lengths.median), (mean, median));
            assert!((lengths.p90 - p90).abs() <= 1e-12 * p90, "{} is not {p90}", lengths.p90);
        }
        (found, expected) => panic!("{found:?} is not {expected:?}"),
    }
    let (kept, of) = oracle.attainment();
    match named("attainment") {
        // Without a promise that is decided there is no headline.
        None => assert_eq!(of[1], 0),
        Some(figure) => {
            let Detail::Readings(readings) = &figure.detail else { panic!("{figure:?}") };
            let shares = [readings.of_closed, readings.of_due, readings.of_all];
            assert_eq!(shares.map(|share| share.n()), of);
            assert!(shares.iter().all(|share| share.successes() == kept));
        }
    }
    let share =
        |name: &str| named(name).map_or((0, 0), |figure| (figure.numerator as u64, figure.denominator));
    assert_eq!(share("reopened"), oracle.reopened());
    assert_eq!(share("rework"), oracle.rework(WINDOW));
    let (sum, count) = oracle.satisfaction();
    assert_eq!(
        named("satisfaction").map(|figure| figure.value),
        (count > 0).then(|| sum as f64 / count as f64 / 1e6)
    );
    assert_eq!(named("backlog").map_or(0, |figure| figure.value as usize), oracle.backlog());
    assert_eq!(share("tickets").1, oracle.count() as u64);
    let costs = oracle.costs();
    let all: i64 = costs.values().sum();
    match named("cost") {
        None => assert_eq!(all, 0),
        Some(figure) => {
            let Detail::Parts(parts) = &figure.detail else { panic!("{figure:?}") };
            for part in parts {
                let kind = part.words[0].as_ref().unwrap().as_str();
                assert_eq!(part.count, i128::from(costs[kind]));
                assert_eq!(part.share, costs[kind] as f64 / all as f64);
            }
            assert_eq!(parts.len(), costs.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_second_implementation_says_the_same(tickets in desk(), as_of in as_of()) {
        let facts = facts_of(&tickets);
        let oracle = DeskOracle::new(&tickets, as_of);
        let all = figures(&facts, accumulator(&[], as_of, Mode::Exact));
        agrees(&all.figures().iter().collect::<Vec<_>>(), &oracle);
        let by = figures(&facts, accumulator(&[Grouping::By(Dimension::Priority)], as_of, Mode::Exact));
        for priority in [Some("P1"), Some("P2"), Some("P3"), None] {
            let group = priority.unwrap_or("unknown");
            let of_group: Vec<&Figure> =
                by.figures().iter().filter(|figure| figure.group.to_string() == group).collect();
            agrees(&of_group, &oracle.of_priority(priority));
        }
    }

    #[test]
    fn any_split_and_order_gives_the_same(
        (tickets, shuffled, parts) in desk().prop_flat_map(|tickets| {
            let rows: Vec<usize> = (0..tickets.len()).collect();
            let parts = proptest::collection::vec(0..5_usize, tickets.len());
            (Just(tickets), Just(rows).prop_shuffle(), parts)
        }),
        order in Just(vec![0, 1, 2, 3, 4_usize]).prop_shuffle(),
        as_of in as_of(),
        mode in prop_oneof![Just(Mode::Exact), Just(Mode::Sketch { relative_error: 0.01 })],
    ) {
        let facts = facts_of(&tickets);
        let groupings = [Grouping::By(Dimension::Priority), Grouping::ByWeek];
        let whole = figures(&facts, accumulator(&groupings, as_of, mode));
        let empty = accumulator(&groupings, as_of, mode);
        let mut split: Vec<Accumulator> = (0..5).map(|_| empty.empty_like()).collect();
        for &row in &shuffled {
            split[parts[row]].add(&facts[row]);
        }
        // One after the other, in any order …
        let mut merged = empty.empty_like();
        order.iter().for_each(|&part| merged.merge(split[part].clone()).unwrap());
        prop_assert_eq!(shown(&merged.finish()), shown(&whole));
        // … and as a tree, the parts of a part first.
        let mut tree: Vec<Accumulator> = split;
        while tree.len() > 1 {
            let last = tree.pop().unwrap();
            let middle = tree.len() / 2;
            let mut joined = last;
            joined.merge(tree.remove(middle)).unwrap();
            tree.push(joined);
        }
        prop_assert_eq!(shown(&tree.remove(0).finish()), shown(&whole));
    }

    #[test]
    fn a_sketch_stays_within_its_bound(tickets in desk(), as_of in as_of()) {
        let facts = facts_of(&tickets);
        let sketch = Mode::Sketch { relative_error: 0.01 };
        let sketched = figures(&facts, accumulator(&[], as_of, sketch));
        let exact = figures(&facts, accumulator(&[], as_of, Mode::Exact));
        for (one, other) in sketched.figures().iter().zip(exact.figures()) {
            let (Detail::Distribution(one), Detail::Distribution(other)) = (&one.detail, &other.detail) else {
                prop_assert_eq!(one.value, other.value);
                continue;
            };
            prop_assert_eq!(one.mean, other.mean);
            for (found, value) in [(one.median, other.median), (one.p90, other.p90)] {
                prop_assert!((found - value).abs() <= 0.01 * value, "{} is not {}", found, value);
            }
        }
    }

    /// Cases that still run can only raise the share of cases that run longer than any time.
    #[test]
    fn open_tickets_only_lengthen(tickets in desk(), as_of in as_of()) {
        let facts = facts_of(&tickets);
        let with_open = figures(&facts, accumulator(&[], as_of, Mode::Exact));
        let done: Vec<&Facts> = facts
            .iter()
            .filter(|facts| facts.stamp(Stamp::Completed).is_some_and(|at| at.micros() < as_of))
            .collect();
        let ended = figures(done, accumulator(&[], as_of, Mode::Exact));
        let curve = |figures: &Figures| match &figures.named("resolution")?.detail {
            Detail::Distribution(lengths) => lengths.curve.clone(),
            _ => None,
        };
        let Some((all, ended)) = curve(&with_open).zip(curve(&ended)) else { return Ok(()) };
        for step in ended.steps() {
            prop_assert!(all.survival_at(step.time) >= step.survival - 1e-12);
        }
        if let Some(median) = all.median() {
            prop_assert!(Some(median) >= ended.median());
        }
    }

    /// What happens at or after the instant of looking changes nothing.
    #[test]
    fn the_future_is_not_known(tickets in desk(), as_of in as_of()) {
        let cut = |at: Option<i64>| at.filter(|&at| at < as_of);
        let past: Vec<DeskTicket> = tickets
            .iter()
            .filter(|ticket| ticket.created < as_of)
            .map(|ticket| DeskTicket {
                completed: cut(ticket.completed),
                is_excluded: ticket.is_excluded && cut(ticket.closed).is_some(),
                closed: cut(ticket.closed),
                ..ticket.clone()
            })
            .collect();
        let then = figures(&facts_of(&past), accumulator(&[], as_of, Mode::Exact));
        let later = figures(&facts_of(&tickets), accumulator(&[], as_of, Mode::Exact));
        let without_rework = |figures: &Figures| {
            let (mut documents, rejected, ..) = shown(figures);
            // A ticket that turns out to be a duplicate later is no report of rework, but was one then.
            documents.retain(|figure| figure.name != "rework");
            (documents, rejected.iter().map(|rejected| rejected.count).collect::<Vec<_>>())
        };
        prop_assert_eq!(without_rework(&then), without_rework(&later));
    }

    /// Every row is taken or rejected, and the reasons do not depend on the order.
    #[test]
    fn bad_rows_are_counted_in_any_order(
        rows in proptest::collection::vec((0..6_u8, 0..40_usize), 0..50).prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
    ) {
        let count = |rows: &[(u8, usize)]| {
            let mut desk = accumulator(&[], i64::MAX / 40, Mode::Exact);
            rows.iter().for_each(|&(fault, number)| desk.add_document(&bad(fault, number)));
            desk.finish()
        };
        let (one, other) = (count(&rows.0), count(&rows.1));
        prop_assert_eq!(shown(&one), shown(&other));
        let faulty = rows.0.iter().filter(|row| row.0 > 0).count() as u64;
        prop_assert_eq!(one.rejected().rows(), faulty);
        prop_assert_eq!(one.tickets() + faulty, rows.0.len() as u64);
        prop_assert!(one.rejected().examples().all(|example| !example.ticket.is_empty()));
    }
}

/// A row with one fault, or with none.
fn bad(fault: u8, number: usize) -> TicketFactsDocument {
    let mut row = TicketFactsDocument {
        ticket: Some(format!("TS-{number:04}")),
        created_at: Some("2026-03-02T09:00:00Z".to_owned()),
        ..TicketFactsDocument::default()
    };
    match fault {
        1 => row.created_at = Some("2026-02-30T09:00:00Z".to_owned()),
        2 => row.priority = Some("urgent".to_owned()),
        3 => row.satisfaction = Some(f64::NAN),
        4 => (row.parts_asked, row.parts_in_time) = (Some(1), Some(2)),
        5 => row.site = Some(String::new()),
        _ => {}
    }
    row
}
