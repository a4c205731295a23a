use aftersales::calendar::WorkingCalendar;
use aftersales::kpi::{
    Accumulator, Basis, Condition, Detail, Dimension, FigureDefinition, Flag, Grouping, Measure, Mode,
    NegativeDuration, PeriodStamp, Quantity, RejectedBecause, Scope, Stamp, Target, TargetOutcome, Warning,
};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    CalendarDocument, FigureDefinitionDocument, ShiftDocument, TicketFactsDocument, read_document,
};

use crate::{define, figures, resolution, scope, ticket};

const HOUR: f64 = 3_600.0;

#[test]
fn an_end_before_its_beginning_is_treated_as_the_definition_says() {
    let rows = [ticket("TS-1", "02T09:00", Some("02T11:00")), ticket("TS-2", "02T09:00", Some("02T08:00"))];
    let with = |treatment| figures(vec![resolution().negative_duration(treatment)], &rows, scope());
    let value = |treatment| with(treatment).figures()[0].value;
    assert_eq!(value(NegativeDuration::Keep), 0.5 * HOUR);
    assert_eq!(value(NegativeDuration::Zero), HOUR);
    let rejected = with(NegativeDuration::Reject);
    assert_eq!((rejected.figures()[0].value, rejected.figures()[0].denominator), (2.0 * HOUR, 1));
    let unusable = &rejected.unusable()[&"resolution".parse().unwrap()];
    assert_eq!(unusable.counts()[&RejectedBecause::NegativeDuration], 1);
    let example = unusable.examples().next().unwrap();
    assert_eq!((example.ticket.as_str(), example.value.as_str()), ("TS-2", "-1h00m00s"));
    assert_eq!(rejected.rejected().rows(), 0, "the row itself can be read");
}

#[test]
fn the_period_stamp_decides_the_period() {
    let rows = [ticket("TS-1", "02T09:00", Some("20T09:00"))];
    let first_half = || {
        scope().with_period("2026-03-01T00:00:00Z".parse().unwrap(), "2026-03-16T00:00:00Z".parse().unwrap())
    };
    let opened = figures(vec![resolution()], &rows, first_half());
    assert_eq!(opened.figures()[0].value, 18.0 * 24.0 * HOUR);
    let closed = figures(vec![resolution().period(PeriodStamp::Closed)], &rows, first_half());
    assert!(closed.figures().is_empty(), "it was closed in the second half");
}

#[test]
fn working_time_is_that_of_the_calendar() {
    let office = CalendarDocument::weekdays("Etc/UTC", &[ShiftDocument::new("09:00", "17:00")]);
    let calendar = WorkingCalendar::compile(&office, &ZoneDatabase::bundled()).unwrap();
    let working = Measure::Duration { from: Stamp::Created, to: Stamp::Completed, basis: Basis::Working };
    // From Friday afternoon to Monday morning.
    let rows = [ticket("TS-1", "06T16:00", Some("09T10:00"))];
    let figures =
        figures(vec![define("working", working), resolution()], &rows, scope().with_calendar(calendar));
    assert_eq!(figures.named("working").unwrap().value, 2.0 * HOUR);
    assert_eq!(figures.named("resolution").unwrap().value, 66.0 * HOUR);
}

#[test]
fn a_figure_without_data_is_absent() {
    let asked = vec![
        resolution(),
        define("satisfaction", Measure::Satisfaction),
        define("parts", Measure::PartsFillRate),
        define("nps", Measure::NetPromoterScore),
        define("cost", Measure::CostComposition),
        define("kinds", Measure::Categories(Dimension::Kind)),
        define("reopened", Measure::Share(Condition::AtLeast(Quantity::Reopened, 1))),
        define("misdiagnosed", Measure::Count(Condition::Is(Flag::Misdiagnosed))),
    ];
    let figures = figures(asked, &[ticket("TS-1", "02T09:00", None)], scope());
    assert!(figures.figures().is_empty(), "{:?}", figures.figures());
    assert_eq!(figures.tickets(), 1);
}

#[test]
fn targets_hold_at_their_limit() {
    let rows = [ticket("TS-1", "02T09:00", Some("02T11:00"))];
    let outcome = |target| figures(vec![resolution().target(target)], &rows, scope()).figures()[0].outcome;
    assert_eq!(outcome(Target::AtMost(2.0 * HOUR)), Some(TargetOutcome::Met));
    assert_eq!(outcome(Target::AtMost(2.0 * HOUR - 1.0)), Some(TargetOutcome::Missed));
    assert_eq!(outcome(Target::AtLeast(2.0 * HOUR)), Some(TargetOutcome::Met));
}

#[test]
fn open_tickets_and_few_cases_are_warned_of() {
    let mut rows: Vec<TicketFactsDocument> =
        (0..29).map(|number| ticket(&format!("TS-{number}"), "02T09:00", Some("02T10:00"))).collect();
    rows.push(ticket("TS-30", "02T09:00", None));
    let one = figures(vec![resolution()], &rows, scope());
    assert_eq!(one.figures()[0].warnings, [Warning::SmallNumber, Warning::Censored]);
    let Detail::Distribution(lengths) = &one.figures()[0].detail else { panic!() };
    assert_eq!((lengths.ended, lengths.running), (29, 1));
    assert_eq!(lengths.curve.as_ref().unwrap().n(), 30);
    rows.push(ticket("TS-31", "02T09:00", Some("02T10:00")));
    assert_eq!(figures(vec![resolution()], &rows, scope()).figures()[0].warnings, [Warning::Censored]);
}

#[test]
fn withdrawn_and_merged_tickets_are_left_out_and_counted() {
    let with = |number, outcome: &str| TicketFactsDocument {
        outcome: Some(outcome.to_owned()),
        ..ticket(number, "02T09:00", Some("02T10:00"))
    };
    let rows = [
        with("TS-1", "solved"),
        with("TS-2", "duplicate"),
        with("TS-3", "merged"),
        with("TS-4", "cancelled"),
        with("TS-5", "withdrawn"),
        with("TS-6", "refunded"),
    ];
    let tickets = figures(vec![define("tickets", Measure::Count(Condition::Any))], &rows, scope());
    assert_eq!(tickets.figures()[0].value, 2.0);
    assert_eq!((tickets.tickets(), tickets.excluded()), (6, 4));
}

#[test]
fn months_and_weeks_are_those_of_the_desks_clocks() {
    let zone = ZoneDatabase::bundled().rules("Asia/Shanghai").unwrap();
    let scope = Scope::new("2026-04-10T00:00:00Z".parse().unwrap(), zone);
    // 00:30 on Wednesday 1 April in Shanghai.
    let row = ticket("TS-1", "31T16:30", None);
    for (grouping, group) in [(Grouping::ByMonth, "2026-04"), (Grouping::ByWeek, "2026-03-30")] {
        let count = define("tickets", Measure::Count(Condition::Any));
        let mut desk = Accumulator::new(vec![count], vec![grouping], scope.clone(), Mode::Exact).unwrap();
        desk.add_document(&row);
        assert_eq!(desk.finish().figures()[0].group.to_string(), group);
    }
}

#[test]
fn a_share_is_of_those_of_whom_it_can_be_told() {
    let with = |number: &str, common: Option<bool>, level: Option<&str>| TicketFactsDocument {
        common_problem: common,
        solved_at_level: level.map(str::to_owned),
        ..ticket(number, "02T09:00", Some("02T10:00"))
    };
    let rows = [
        with("TS-1", Some(true), Some("L1")),
        with("TS-2", Some(true), Some("L2")),
        with("TS-3", Some(true), None),
        with("TS-4", Some(false), Some("L1")),
        with("TS-5", None, Some("L1")),
    ];
    let l1 = Condition::Word { dimension: Dimension::SolvedAtLevel, words: vec!["L1".parse().unwrap()] };
    let share = define("l1", Measure::Share(l1)).among(Condition::Is(Flag::CommonProblem));
    let found = figures(vec![share], &rows, scope());
    assert_eq!((found.figures()[0].numerator, found.figures()[0].denominator), (1, 2));
}

/// What the page on figures shows can be read.
#[test]
fn the_definitions_of_the_page_are_definitions() {
    let page = include_str!("../../../docs/figures.md");
    let examples: Vec<&str> = page.split("```json figure\n").skip(1).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let text = example.split("```").next().unwrap();
        let document: FigureDefinitionDocument = read_document(text).unwrap();
        let definition = FigureDefinition::try_from(&document).unwrap();
        let written = FigureDefinitionDocument::from(&definition);
        assert_eq!(FigureDefinition::try_from(&written), Ok(definition));
    }
}

#[test]
fn a_definition_that_cannot_be_is_refused_with_its_path() {
    let refused = |measure: &str, more: &str| {
        let text = format!(r#"{{"name": "any", "measure": {measure}{more}}}"#);
        let error = FigureDefinition::try_from(&read_document(&text).unwrap()).unwrap_err();
        assert_eq!(error.code(), "kpi.definition.malformed");
        error.to_string()
    };
    let count = r#"{"type": "count", "condition": {"type": "any"}}"#;
    let within = |most: i64| {
        format!(
            r#"{{"type": "share", "condition": {{"type": "all", "conditions": [{{"type": "within",
            "from": "created", "to": "closed", "basis": "calendar", "most": {most}}}]}}}}"#
        )
    };
    let cases = [
        (refused(r#"{"type": "stages", "basis": "office"}"#, ""), "`measure.basis`", "`calendar`, `working`"),
        (
            refused(r#"{"type": "categories", "dimension": "colour"}"#, ""),
            "`measure.dimension`",
            "`priority`",
        ),
        (refused(&within(-1), ""), "`measure.condition.conditions[0].most`", "`-1`"),
        (refused(count, r#", "period_stamp": "shipped""#), "`period_stamp`", "`opened`, `due`, `closed`"),
        (refused(count, r#", "unit": "share""#), "`unit`", "`count`, which follows from the measure,"),
        (refused(count, r#", "stop": "closed""#), "`stop`", "nothing"),
        (
            refused(count, r#", "selection": [{"dimension": "tier", "words": [""]}]"#),
            "`selection[0].words[0]`",
            "name",
        ),
    ];
    for (message, path, right) in cases {
        assert!(message.contains(path) && message.contains(right), "{message}");
    }
}
