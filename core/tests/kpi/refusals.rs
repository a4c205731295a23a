use std::collections::BTreeMap;

use aftersales::kpi::{
    Accumulator, Basis, Column, Condition, Detail, Facts, Grouping, KpiError, Measure, Mode,
    NegativeDuration, PeriodStamp, RejectedBecause, Stamp, TableAccumulator, Validity, Warning,
};
use aftersales::wire::{MoneyDocument, TicketFactsDocument};

use crate::{define, figures, resolution, scope, ticket};

fn reasons(change: impl Fn(&mut TicketFactsDocument)) -> Vec<(RejectedBecause, String)> {
    let mut row = ticket("TS-1", "02T09:00", Some("02T10:00"));
    change(&mut row);
    let reasons = Facts::try_from(&row).unwrap_err();
    assert!(reasons.iter().all(|reason| reason.ticket == "TS-1"));
    reasons.into_iter().map(|reason| (reason.reason, reason.field)).collect()
}

fn money(amount: &str, currency: &str) -> MoneyDocument {
    MoneyDocument::new(amount, currency)
}

#[test]
fn every_bad_value_is_named_with_its_reason() {
    let one = |reason, field: &str| vec![(reason, field.to_owned())];
    let some = |text: &str| Some(text.to_owned());
    let instant = RejectedBecause::MalformedInstant;
    assert_eq!(reasons(|row| row.closed_at = some("2026-02-30T00:00:00Z")), one(instant, "closed_at"));
    assert_eq!(reasons(|row| row.closed_at = some("yesterday")), one(instant, "closed_at"));
    assert_eq!(reasons(|row| row.priority = some("P5")), one(RejectedBecause::UnknownWord, "priority"));
    assert_eq!(reasons(|row| row.channel = some("telegraph")), one(RejectedBecause::UnknownWord, "channel"));
    assert_eq!(reasons(|row| row.outcome = some("done")), one(RejectedBecause::UnknownWord, "outcome"));
    assert_eq!(
        reasons(|row| row.highest_level = some("L4")),
        one(RejectedBecause::UnknownWord, "highest_level")
    );
    assert_eq!(reasons(|row| row.model = some("")), one(RejectedBecause::MalformedName, "model"));
    for points in [f64::NAN, 0.9, 5.1, f64::INFINITY] {
        let expected = one(RejectedBecause::ScoreOutOfRange, "satisfaction");
        assert_eq!(reasons(|row| row.satisfaction = Some(points)), expected);
    }
    let number = RejectedBecause::NumberOutOfRange;
    assert_eq!(reasons(|row| row.recommendation = Some(11)), one(number, "recommendation"));
    assert_eq!(
        reasons(|row| (row.parts_asked, row.parts_in_time) = (Some(1), Some(2))),
        one(number, "parts_in_time")
    );
    let waits = BTreeMap::from([("parts".to_owned(), -1)]);
    assert_eq!(reasons(|row| row.waits_us = waits.clone()), one(number, "waits_us.parts"));
    let costs =
        |amounts: [(&str, MoneyDocument); 2]| amounts.map(|(kind, money)| (kind.to_owned(), money)).into();
    assert_eq!(
        reasons(
            |row| row.actual_cost = costs([("labour", money("1.234", "EUR")), ("parts", money("1", "EUR"))])
        ),
        one(RejectedBecause::MalformedAmount, "actual_cost.labour")
    );
    assert_eq!(
        reasons(|row| row.actual_cost = costs([("labour", money("1", "EUR")), ("parts", money("1", "CNY"))])),
        one(RejectedBecause::MixedCurrencies, "actual_cost")
    );
    let two = reasons(|row| (row.priority, row.tier) = (some("high"), some("gold")));
    assert_eq!(two.len(), 2, "all that is wrong is said at once");
}

#[test]
fn the_batch_goes_on_after_a_bad_row() {
    let mut rows: Vec<TicketFactsDocument> = (0..20)
        .map(|number| TicketFactsDocument {
            priority: Some("urgent".to_owned()),
            ..ticket(&format!("TS-{number:02}"), "02T09:00", None)
        })
        .collect();
    rows.push(ticket("TS-20", "02T09:00", Some("02T10:00")));
    let found = figures(vec![resolution()], &rows, scope());
    assert_eq!((found.tickets(), found.rejected().rows()), (1, 20));
    assert_eq!(found.rejected().counts()[&RejectedBecause::UnknownWord], 20);
    let examples: Vec<&str> = found.rejected().examples().map(|example| example.ticket.as_str()).collect();
    assert_eq!(examples, ["TS-00", "TS-01", "TS-02", "TS-03", "TS-04"]);
    assert_eq!(found.figures()[0].value, 3_600.0);
}

#[test]
fn a_second_currency_is_left_out_and_told() {
    let with = |number: &str, amount: &str, currency: &str| TicketFactsDocument {
        actual_cost: BTreeMap::from([
            ("labour".to_owned(), money(amount, currency)),
            ("parts".to_owned(), money("100", currency)),
        ]),
        ..ticket(number, "02T09:00", None)
    };
    let rows = [with("TS-1", "300", "EUR"), with("TS-2", "100", "EUR"), with("TS-3", "9000", "CNY")];
    let found = figures(vec![define("cost", Measure::CostComposition)], &rows, scope());
    let cost = &found.figures()[0];
    assert_eq!((cost.denominator, cost.numerator), (2, 60_000));
    assert!(cost.warnings.contains(&Warning::OtherCurrencies));
    let Detail::Parts(parts) = &cost.detail else { panic!() };
    assert_eq!(parts.iter().map(|part| part.share).collect::<Vec<_>>(), [4.0 / 6.0, 2.0 / 6.0]);
    let unusable = &found.unusable()[&"cost".parse().unwrap()];
    assert_eq!(unusable.counts()[&RejectedBecause::MixedCurrencies], 1);
    assert_eq!(unusable.examples().next().unwrap().ticket, "TS-3");
}

#[test]
fn refusals_have_codes_and_say_what_is_right() {
    let new = |definition, groupings| Accumulator::new(vec![definition], groupings, scope(), Mode::Exact);
    let working = Measure::Duration { from: Stamp::Created, to: Stamp::Closed, basis: Basis::Working };
    let three = vec![Grouping::ByWeek, Grouping::ByMonth, Grouping::ByWeek];
    let mut one = new(resolution(), vec![]).unwrap();
    let other = new(define("tickets", Measure::Count(Condition::Any)), vec![]).unwrap();
    let sketch = Accumulator::new(vec![resolution()], vec![], scope(), Mode::Sketch { relative_error: 2.0 });
    let table = |groups| TableAccumulator::new(groups, 0, scope(), NegativeDuration::Keep, Mode::Exact);
    let range = "kpi.statistics.out_of_range";
    let met: [(KpiError, &str, &str); 8] = [
        (new(define("working", working), vec![]).unwrap_err(), "kpi.scope.calendar_missing", "`working`"),
        (new(resolution(), three).unwrap_err(), range, "at most 2"),
        (new(resolution().period(PeriodStamp::Due), vec![]).unwrap_err(), range, "attainment only"),
        (
            one.merge(other).unwrap_err(),
            "kpi.accumulator.differs",
            "`definitions` cannot be merged: `resolution`",
        ),
        (sketch.unwrap_err(), range, "below 1"),
        (table(5_000).unwrap_err(), range, "at most 4096"),
        (table(2).unwrap().merge(table(3).unwrap()).unwrap_err(), "kpi.accumulator.differs", "`groups`"),
        (
            Column::new(&[1_i64; 9], Validity::Bitmap { bits: &[255], offset: 0 }).unwrap_err(),
            "kpi.column.length",
            "9 are expected",
        ),
    ];
    for (error, code, right) in met {
        let message = error.to_string();
        assert_eq!(error.code(), code, "{message}");
        assert!(message.contains(right), "{message}");
        assert!(!message.ends_with('.') && !message.contains('\n'), "{message}");
    }
}
