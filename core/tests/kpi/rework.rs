use aftersales::kpi::{Accumulator, Condition, Facts, Measure, Mode, link_rework};
use aftersales::time::Span;
use aftersales::wire::TicketFactsDocument;

use crate::{define, scope, ticket};

const WEEK: Span = Span::from_seconds(7 * 86_400);

fn of_unit(number: &str, unit: &str, created: &str, completed: Option<&str>) -> TicketFactsDocument {
    TicketFactsDocument {
        unit: Some(unit.to_owned()),
        problem: Some("no power".to_owned()),
        ..ticket(number, created, completed)
    }
}

/// Reworked, and how many could be followed.
fn rate(rows: &[TicketFactsDocument]) -> Option<(i128, u64)> {
    let mut facts: Vec<Facts> = rows.iter().map(|row| Facts::try_from(row).unwrap()).collect();
    link_rework(&mut facts, WEEK);
    let rework = define("rework", Measure::Share(Condition::Reworked { window: WEEK }));
    let mut desk = Accumulator::new(vec![rework], vec![], scope(), Mode::Exact).unwrap();
    facts.iter().for_each(|facts| desk.add(facts));
    desk.finish().figures().first().map(|figure| (figure.numerator, figure.denominator))
}

#[test]
fn a_new_report_within_the_window_is_rework_and_its_end_is_within() {
    let first = of_unit("TS-1", "SN-1", "02T09:00", Some("03T09:00"));
    let again = |created| [first.clone(), of_unit("TS-2", "SN-1", created, None)];
    assert_eq!(rate(&again("10T09:00")), Some((1, 1)));
    assert_eq!(rate(&again("10T09:01")), Some((0, 1)));
    assert_eq!(rate(&again("03T09:00")), Some((0, 1)), "a report at the completion is no new one");
}

#[test]
fn another_unit_or_problem_is_no_rework() {
    let first = of_unit("TS-1", "SN-1", "02T09:00", Some("03T09:00"));
    assert_eq!(rate(&[first.clone(), of_unit("TS-2", "SN-2", "04T09:00", None)]), Some((0, 1)));
    let mut other = of_unit("TS-2", "SN-1", "04T09:00", None);
    other.problem = Some("display".to_owned());
    assert_eq!(rate(&[first, other]), Some((0, 1)));
}

#[test]
fn a_ticket_that_names_its_origin_is_believed() {
    let first = of_unit("TS-1", "SN-1", "02T09:00", Some("03T09:00"));
    let named =
        TicketFactsDocument { rework_of: Some("TS-1".to_owned()), ..ticket("TS-2", "05T09:00", None) };
    assert_eq!(rate(&[named, first]), Some((1, 1)));
}

#[test]
fn tickets_not_followed_for_the_window_are_left_out() {
    let late = of_unit("TS-1", "SN-1", "20T09:00", Some("25T00:00"));
    assert_eq!(rate(&[late]), Some((0, 1)), "seven days to the instant of looking");
    let too_late = of_unit("TS-1", "SN-1", "20T09:00", Some("25T00:01"));
    assert_eq!(rate(&[too_late]), None);
    assert_eq!(rate(&[ticket("TS-1", "02T09:00", Some("03T09:00"))]), None, "of no unit nothing can be told");
}
