//! Standard hours: the book, what recorded cases make of it, and work that is not done twice.

use aftersales::cost::{CaseGroup, CostError, Distribution, History, JobEffort, RangeMethod, StandardHours};
use aftersales::wire::{
    CaseDocument, EffortDocument, JobDocument, JobEffortDocument, StandardHoursDocument, read_document,
};
use serde_json::{Value, json};

fn book() -> Value {
    json!({
        "prior_cases": 8,
        "procedures": [
            {"name": "open_housing", "efforts": {"standard": {"type": "fixed", "seconds": 600}}},
            {"name": "replace_display", "efforts": {
                "standard": {"type": "log_normal", "median_seconds": 2700, "sigma": "0.4"},
                "corroded": {"type": "log_normal", "median_seconds": 5400, "sigma": "0.5"}
            }},
            {"name": "replace_battery", "efforts": {
                "standard": {"type": "three_point", "low_seconds": 900, "mode_seconds": 1200, "high_seconds": 3600}
            }}
        ],
        "overlaps": [
            {"procedure": "replace_display", "beside": "open_housing", "deduct_seconds": 300},
            {"procedure": "replace_display", "beside": "replace_battery", "deduct_seconds": 600}
        ]
    })
}

fn compile(document: &Value) -> Result<StandardHours, CostError> {
    StandardHours::compile(&StandardHoursDocument::from_json(&document.to_string())?)
}

fn job(operations: &[(&str, &str)]) -> JobDocument {
    let operations: Vec<Value> = operations
        .iter()
        .map(|(procedure, difficulty)| json!({"procedure": procedure, "difficulty": difficulty, "quantity": 1}))
        .collect();
    let job = json!({"model": "X1", "fault": "display", "grade": "senior", "operations": operations});
    read_document(&job.to_string()).unwrap()
}

fn case(difficulty: &str, model: &str, fault: &str, grade: &str, seconds: i64) -> CaseDocument {
    CaseDocument {
        procedure: "replace_display".to_owned(),
        difficulty: difficulty.to_owned(),
        model: model.to_owned(),
        fault: fault.to_owned(),
        grade: grade.to_owned(),
        seconds,
    }
}

fn history(cases: &[CaseDocument]) -> History {
    let mut history = History::new();
    cases.iter().for_each(|case| history.add(case).unwrap());
    history
}

fn effort(job: &JobDocument, history: &History) -> JobEffort {
    compile(&book()).unwrap().effort(job, history, RangeMethod::Convolution).unwrap()
}

const DISPLAY: &[(&str, &str)] = &[("replace_display", "standard")];

#[test]
fn without_cases_the_book_holds() {
    let effort = effort(&job(DISPLAY), &History::new());
    let operation = &effort.operations()[0];
    assert_eq!((operation.each(), operation.corrections()), (operation.book(), [].as_slice()));
    let range = JobEffortDocument::from(&effort).total;
    assert_eq!((range.p50_seconds, range.method.as_str()), (2700, "exact"));
}

#[test]
fn cases_draw_the_book_by_their_number() {
    let seen = |count| {
        let cases = vec![case("standard", "X1", "display", "senior", 5400); count];
        let effort = effort(&job(DISPLAY), &history(&cases));
        let correction = effort.operations()[0].corrections()[0];
        assert_eq!((correction.group(), correction.cases()), (CaseGroup::Grade, count as u64));
        assert!((correction.history_seconds() - 5400.0).abs() < 0.001);
        assert!((correction.weight() - count as f64 / (count as f64 + 8.0)).abs() < 1e-12);
        effort.total().range().p50()
    };
    // The book's median times 2 to the weight: 1/9, 1/2, 100/101.
    assert!((seen(1) - 2700.0 * libm::exp2(1.0 / 9.0)).abs() < 0.01);
    assert!((seen(8) - 2700.0 * libm::exp2(0.5)).abs() < 0.01);
    assert!((seen(800) - 2700.0 * libm::exp2(100.0 / 101.0)).abs() < 0.01);
}

#[test]
fn each_case_counts_once_in_its_narrowest_group() {
    let cases = [
        case("standard", "X2", "display", "senior", 2400),
        case("standard", "X1", "power", "senior", 2600),
        case("standard", "X1", "display", "junior", 4000),
        case("corroded", "X1", "display", "senior", 6000),
        case("standard", "X1", "display", "senior", 3300),
    ];
    let effort = effort(&job(DISPLAY), &history(&cases));
    let corrections = effort.operations()[0].corrections();
    let groups: Vec<_> = corrections.iter().map(|each| (each.group(), each.cases())).collect();
    let expected =
        [(CaseGroup::Procedure, 1), (CaseGroup::Model, 1), (CaseGroup::Fault, 1), (CaseGroup::Grade, 2)];
    assert_eq!(groups, expected);
    // 6000 s of a corroded display are 1.11 of its book, as 3300 s are 1.22 of the standard one.
    assert!(
        (corrections[3].history_seconds() - 2700.0 * (6000.0_f64 / 5400.0 * 3300.0 / 2700.0).sqrt()).abs()
            < 0.01
    );
    let mut before = 2700.0_f64;
    for each in corrections {
        let (low, high) = (before.min(each.history_seconds()), before.max(each.history_seconds()));
        assert!((low..=high).contains(&each.seconds()), "{each:?}");
        before = each.seconds();
    }
}

#[test]
fn the_order_and_the_split_of_the_cases_change_nothing() {
    let cases: Vec<_> =
        (0..50).map(|number| case("standard", "X1", "display", "senior", 1800 + 97 * number)).collect();
    let whole = history(&cases);
    let backwards: Vec<_> = cases.iter().rev().cloned().collect();
    assert_eq!(history(&backwards), whole);
    let mut merged = history(&cases[30..]);
    merged.merge(&history(&cases[..30])).unwrap();
    assert_eq!(merged, whole);
    assert_eq!(whole.cases(), 50);
}

#[test]
fn the_spread_follows_the_cases() {
    let width = |cases: &[CaseDocument]| {
        let range = effort(&job(DISPLAY), &history(cases)).total().range();
        libm::log(range.p90() / range.p10())
    };
    let book = width(&[]);
    let steady = vec![case("standard", "X1", "display", "senior", 2700); 40];
    let uneven: Vec<_> = (0..40)
        .map(|number| case("standard", "X1", "display", "senior", if number % 2 == 0 { 900 } else { 8100 }))
        .collect();
    assert!(width(&steady) < book * 0.6);
    assert!(width(&uneven) > book * 1.5);
}

#[test]
fn a_flat_rate_is_not_corrected() {
    let mut cases = history(&[]);
    cases
        .add(&CaseDocument {
            procedure: "open_housing".to_owned(),
            ..case("standard", "X1", "display", "senior", 9000)
        })
        .unwrap();
    let effort = effort(&job(&[("open_housing", "standard")]), &cases);
    assert_eq!(effort.total().range().p90(), 600.0);
    assert!(effort.operations()[0].corrections().is_empty());
}

#[test]
fn work_that_is_done_already_is_deducted_once() {
    let alone = effort(&job(DISPLAY), &History::new()).total().range().p50();
    let both =
        effort(&job(&[("open_housing", "standard"), ("replace_display", "standard")]), &History::new());
    assert_eq!(both.operations()[1].overlap_seconds(), 300.0);
    assert!((both.total().range().p50() - (600.0 + alone - 300.0)).abs() < 1e-6);
    let all =
        [("open_housing", "standard"), ("replace_battery", "standard"), ("replace_display", "standard")];
    let all = effort(&job(&all), &History::new());
    assert_eq!(all.operations()[2].overlap_seconds(), 900.0);
    let document = JobEffortDocument::from(&all);
    assert_eq!(
        (document.operations[2].overlap_seconds, document.operations[2].each.p50_seconds),
        (900, 1800)
    );
}

#[test]
fn what_the_book_does_not_know_is_named() {
    let hours = compile(&book()).unwrap();
    let refused =
        |job: &JobDocument| hours.effort(job, &History::new(), RangeMethod::Convolution).unwrap_err();
    let error = refused(&job(&[("replace_fan", "standard")]));
    assert_eq!(
        error.to_string(),
        "`operations[0].procedure`: `replace_fan` is not defined; known are `open_housing`, `replace_battery`, `replace_display`"
    );
    let error = refused(&job(&[("replace_display", "standard"), ("replace_display", "odd")]));
    assert_eq!(
        error.to_string(),
        "`operations[1].difficulty`: `odd` is not defined; known are `corroded`, `standard`"
    );
    let mut none = job(DISPLAY);
    none.operations[0].quantity = 0;
    assert_eq!(refused(&none).path(), Some("operations[0].quantity"));
    assert_eq!(refused(&job(&[])).path(), Some("operations"));
}

#[test]
fn a_book_that_makes_no_sense_is_refused() {
    let refused = |change: fn(&mut Value)| {
        let mut document = book();
        change(&mut document);
        compile(&document).unwrap_err().to_string()
    };
    assert!(refused(|book| book["prior_cases"] = json!(0)).starts_with("`prior_cases`: `0`"));
    let sigma = refused(|book| book["procedures"][1]["efforts"]["standard"]["sigma"] = json!("wide"));
    assert!(
        sigma.starts_with("`procedures[1].efforts.standard.sigma`: `wide` is not a decimal number"),
        "{sigma}"
    );
    let low = refused(|book| book["procedures"][2]["efforts"]["standard"]["low_seconds"] = json!(-1));
    assert!(low.starts_with("`procedures[2].efforts.standard.low`: `-1`"), "{low}");
    let all = refused(|book| book["overlaps"][0]["deduct_seconds"] = json!(2700));
    assert!(all.starts_with("`overlaps[0].deduct_seconds`: `2700`"), "{all}");
    let both_ways = refused(|book| {
        book["overlaps"][1] =
            json!({"procedure": "open_housing", "beside": "replace_display", "deduct_seconds": 10});
    });
    assert_eq!(both_ways, "`overlaps[1]`: `open_housing replace_display` stands there twice");
    let twice = refused(|book| book["procedures"][1]["name"] = json!("open_housing"));
    assert_eq!(twice, "`procedures[1].name`: `open_housing` stands there twice");
    assert!(
        refused(|book| book["overlaps"][0]["beside"] = json!("lunch"))
            .contains("`overlaps[0].beside`: `lunch`")
    );
    let mut history = History::new();
    let error = history.add(&case("standard", "X1", "display", "senior", 0)).unwrap_err();
    assert_eq!(error.to_string(), "`seconds`: `0` is out of range; 1 second to 10 years is allowed");
}

#[test]
fn an_effort_can_be_read_alone() {
    let effort = |document: Value| {
        Distribution::try_from(&serde_json::from_value::<EffortDocument>(document).unwrap())
    };
    let spread = effort(json!({"type": "log_normal", "median_seconds": 3600, "sigma": "0.5"})).unwrap();
    assert_eq!(spread.quantile(0.5).unwrap().round(), 3600.0);
    let error = effort(json!({"type": "fixed", "seconds": -1})).unwrap_err();
    assert_eq!(error.to_string(), "`effort.value`: `-1` is out of range; 0 to 10^12 is allowed");
}
