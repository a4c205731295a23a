use aftersales::kpi::{
    Column, Mode, NegativeDuration, RejectedBecause, Scope, TableAccumulator, TableColumns, Validity,
};
use aftersales::time::{Instant, ZoneDatabase};

use crate::scope;

const HOUR: i64 = 3_600_000_000;

fn at(text: &str) -> i64 {
    text.parse::<Instant>().unwrap().micros()
}

fn table(scope: Scope) -> TableAccumulator {
    TableAccumulator::new(2, 0, scope, NegativeDuration::Reject, Mode::Exact).unwrap()
}

fn columns<'a>(created: &'a [i64], group: &'a [u8], completed: &'a [i64]) -> TableColumns<'a, u8> {
    TableColumns {
        created,
        group: Column::from(group),
        completed: Column::from(completed),
        due: None,
        reopened: None,
        satisfaction: None,
        costs: vec![],
        first_row: 100,
    }
}

#[test]
fn impossible_rows_are_rejected_whole_with_their_number() {
    let start = at("2026-03-02T09:00:00Z");
    let created = [start, start, i64::MAX, start, start];
    let scores = [5.0, 5.0, 5.0, f64::NAN, 5.0];
    let mut table = table(scope());
    table
        .add(&TableColumns {
            satisfaction: Some(Column::from(&scores[..])),
            ..columns(&created, &[0, 2, 0, 0, 1], &[start + HOUR, start, start, start, start - HOUR])
        })
        .unwrap();
    let (rows, rejected) = table.finish();
    assert_eq!(rejected.rows(), 3);
    let told: Vec<_> = rejected
        .examples()
        .map(|example| (example.reason, example.ticket.as_str(), example.field.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (RejectedBecause::UnknownWord, "101", "group"),
            (RejectedBecause::MalformedInstant, "102", "created"),
            (RejectedBecause::ScoreOutOfRange, "103", "satisfaction"),
            (RejectedBecause::NegativeDuration, "104", "completed"),
        ]
    );
    assert_eq!(
        rows.iter().map(|row| (row.group, row.tickets, row.ended)).collect::<Vec<_>>(),
        [(Some(0), 1, 1), (Some(1), 1, 0)]
    );
}

#[test]
fn columns_of_other_lengths_are_refused_before_anything_is_taken() {
    let start = at("2026-03-02T09:00:00Z");
    let mut table = table(scope());
    let error = table.add(&columns(&[start, start], &[0], &[start, start])).unwrap_err();
    assert_eq!(error.code(), "kpi.column.length");
    assert!(table.finish().0.is_empty());
}

#[test]
fn months_are_those_of_the_desks_clocks_even_where_they_go_back() {
    // In 2009 Newfoundland's clocks went back at one minute past midnight of 1 November, into October.
    let zone = ZoneDatabase::bundled().rules("America/St_Johns").unwrap();
    let scope = Scope::new("2026-04-01T00:00:00Z".parse().unwrap(), zone);
    let first_minute = at("2009-11-01T02:30:30Z");
    let after_it = at("2009-11-01T02:31:30Z");
    let second_time = at("2009-11-01T03:30:30Z");
    let created = [first_minute, after_it, second_time];
    let mut table = table(scope.clone());
    table.add(&columns(&created, &[0; 3], &created)).unwrap();
    let rows = table.finish().0;
    let shown: Vec<_> = rows.iter().map(|row| (row.month.to_string(), row.tickets)).collect();
    assert_eq!(shown, [("2009-10-01".to_owned(), 1), ("2009-11-01".to_owned(), 2)]);
    let month = scope.month_of(Instant::from_micros(after_it).unwrap());
    assert_eq!(month.to_string(), "2009-10-01");
}

#[test]
fn tickets_without_a_group_are_a_group_of_their_own() {
    let start = at("2026-03-02T09:00:00Z");
    let mut table = table(scope());
    table
        .add(&TableColumns {
            group: Column::new(&[0, 9], Validity::Bitmap { bits: &[0b01], offset: 0 }).unwrap(),
            ..columns(&[start; 2], &[0, 0], &[start; 2])
        })
        .unwrap();
    let (rows, rejected) = table.finish();
    assert_eq!(rows.iter().map(|row| row.group).collect::<Vec<_>>(), [Some(0), None]);
    assert!(rejected.is_empty());
}

#[test]
fn the_parts_of_a_table_have_the_rows_of_the_whole() {
    let created: Vec<i64> = (0..40).map(|number| at("2025-01-01T00:00:00Z") + number * 240 * HOUR).collect();
    let group: Vec<u8> = (0..40).map(|number| number % 2).collect();
    let mut table = table(scope());
    table.add(&columns(&created, &group, &created)).unwrap();
    for parts in [1, 2, 3, 7, 100] {
        let split: Vec<_> = table.clone().split(parts).into_iter().flat_map(|part| part.finish().0).collect();
        assert_eq!(split, table.clone().finish().0);
    }
}
