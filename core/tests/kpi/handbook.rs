use std::collections::{BTreeMap, BTreeSet};

use aftersales::calendar::WorkingCalendar;
use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{Accumulator, Basis, Dimension, Grouping, Mode, TargetOutcome};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    CalendarDocument, MoneyDocument, PromiseDocument, ShiftDocument, TicketFactsDocument,
};

use crate::scope;

fn calendar() -> WorkingCalendar {
    let office = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("08:00", "18:00")]);
    WorkingCalendar::compile(&office, &ZoneDatabase::bundled()).unwrap()
}

/// A ticket of which everything is known, and everything went well.
fn full(number: usize) -> TicketFactsDocument {
    let some = |text: &str| Some(text.to_owned());
    let at = |time: &str| Some(format!("2026-03-02T{time}:00Z"));
    let promise = |due: &str, stopped: &str| PromiseDocument {
        due_at: at(due),
        stopped_at: at(stopped),
        ..Default::default()
    };
    let money = |amount: &str| MoneyDocument::new(amount, "CNY");
    let [channel, method] =
        if number.is_multiple_of(2) { ["hotline", "remote"] } else { ["email", "on_site"] };
    let channel = if number.is_multiple_of(5) { "chat" } else { channel };
    let difficulty = if number.is_multiple_of(3) { "complex" } else { "standard" };
    TicketFactsDocument {
        ticket: Some(format!("TS-{number}")),
        unit: Some(format!("SN-{number}")),
        problem: some("no power"),
        outcome: some("solved"),
        created_at: at("09:00"),
        first_response_at: at("09:01"),
        diagnosis_started_at: at("09:05"),
        diagnosed_at: at("09:25"),
        planned_at: at("09:40"),
        work_started_at: at("10:00"),
        completed_at: at("11:00"),
        confirmed_at: at("11:30"),
        closed_at: at("12:00"),
        priority: some("P1"),
        kind: some("repair"),
        channel: some(channel),
        fault_class: some("hardware"),
        fault: some("power"),
        model: some("M-1"),
        method: some(method),
        difficulty: some(difficulty),
        highest_level: some("L2"),
        solved_at_level: some("L1"),
        person: some("engineer-1"),
        common_problem: Some(true),
        misdiagnosed: Some(false),
        intake_complete: Some(true),
        archive_complete: Some(true),
        knowledge_entry: Some(true),
        reopened: Some(0),
        repair_attempts: Some(1),
        parts_asked: Some(1),
        parts_in_time: Some(1),
        satisfaction: Some(5.0),
        aspects: ["speed", "clarity", "effect", "process", "efficiency", "attitude"]
            .map(|aspect| (aspect.to_owned(), 5.0))
            .into(),
        recommendation: Some(10),
        actual_cost: BTreeMap::from([("labour".to_owned(), money("60")), ("parts".to_owned(), money("25"))]),
        promises: BTreeMap::from([
            ("first_response".to_owned(), promise("09:30", "09:01")),
            ("resolution".to_owned(), promise("13:00", "11:00")),
        ]),
        ..TicketFactsDocument::default()
    }
}

#[test]
fn every_figure_of_the_handbooks_is_there_and_met_by_a_good_desk() {
    let definitions = Handbook::default().figures(Basis::Working);
    let sources: BTreeSet<String> =
        definitions.iter().filter_map(|figure| figure.source_fact().map(ToString::to_string)).collect();
    let expected: BTreeSet<String> = (1..=22).map(|number| format!("KP-{number}")).collect();
    assert_eq!(sources, expected);
    let names: BTreeSet<&str> = definitions.iter().map(|figure| figure.name().as_str()).collect();
    assert_eq!(names.len(), definitions.len(), "no name stands for two figures");

    let mut desk =
        Accumulator::new(definitions.clone(), vec![], scope().with_calendar(calendar()), Mode::Exact)
            .unwrap();
    (0..60).for_each(|number| desk.add_document(&full(number)));
    let figures = desk.finish();
    for definition in &definitions {
        let name = definition.name().as_str();
        let figure = figures.named(name).unwrap_or_else(|| panic!("`{name}` has no data"));
        assert_ne!(figure.outcome, Some(TargetOutcome::Missed), "{name}: {figure:?}");
        assert_eq!(figure.outcome.is_some(), definition.target_value().is_some(), "{name}");
    }
}

#[test]
fn the_appraisal_is_by_person() {
    let by = vec![Grouping::By(Dimension::Person)];
    let definitions = Handbook::default().appraisal();
    let mut desk = Accumulator::new(definitions.clone(), by, scope(), Mode::Exact).unwrap();
    (0..3).for_each(|number| desk.add_document(&full(number)));
    let figures = desk.finish();
    assert_eq!(figures.figures().len(), definitions.len());
    assert!(figures.figures().iter().all(|figure| figure.group.to_string() == "engineer-1"));
    assert_eq!(figures.named("knowledge_entries").unwrap().value, 3.0);
}

#[test]
fn a_missed_call_counts_only_in_working_hours_and_is_no_ticket() {
    let call = |time: &str| TicketFactsDocument {
        created_at: Some(format!("2026-03-{time}:00Z")),
        missed_call: Some(true),
        ..TicketFactsDocument::default()
    };
    let definitions = Handbook::default().figures(Basis::Working);
    let mut desk =
        Accumulator::new(definitions, vec![], scope().with_calendar(calendar()), Mode::Exact).unwrap();
    for time in ["02T10:00", "02T20:00", "07T10:00"] {
        desk.add_document(&call(time));
    }
    desk.add_document(&full(1));
    let figures = desk.finish();
    let missed = figures.named("missed_calls").unwrap();
    assert_eq!((missed.value, missed.outcome), (1.0, Some(TargetOutcome::Missed)));
    assert_eq!(figures.named("tickets").unwrap().value, 1.0);
    assert_eq!((figures.tickets(), figures.excluded()), (4, 3));
}
