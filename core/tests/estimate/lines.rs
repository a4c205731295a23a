use aftersales::cost::{Formula, LineKind, Unit, WorkHours};
use serde_json::json;

use crate::desk::{book, charged, estimate, labour, pairs, part, plan};

#[test]
fn labour_is_charged_in_steps_and_not_below_its_minimum() {
    assert_eq!(charged(&[labour("engineer", 1200)]), pairs(&[("1", "32.00")]));
    // A third of an hour at 120.00 would be 40.00; an hour is the least.
    assert_eq!(charged(&[labour("senior", 1200)]), pairs(&[("1", "120.00")]));
    assert_eq!(charged(&[labour("senior", 3601)]), pairs(&[("1", "150.00")]));
    assert_eq!(charged(&[labour("senior", 4500)]), pairs(&[("1", "150.00")]));
}

#[test]
fn a_job_is_split_by_the_calendar() {
    // Friday 16:00 in Berlin for ten hours: one open, seven to midnight, two on Saturday.
    let job = json!({"type": "labour", "grade": "engineer", "seconds": 36000, "at": "2026-03-06T15:00:00Z"});
    let split = [("1/regular", "96.00"), ("1/after_hours", "1008.00"), ("1/rest_day", "384.00")];
    assert_eq!(charged(std::slice::from_ref(&job)), pairs(&split));
    let estimate = estimate(&book(), &plan(&[job]));
    let hours: Vec<_> = estimate.lines().iter().filter_map(|line| line.hours).collect();
    assert_eq!(hours, [WorkHours::Regular, WorkHours::AfterHours, WorkHours::RestDay]);
    let expected = Formula::Rate {
        quantity: 25_200.into(),
        unit: Unit::Second,
        rate: 96.into(),
        per: Unit::Hour,
        multiplier: "1.5".parse().unwrap(),
    };
    assert_eq!(estimate.lines()[1].formula, expected);
    assert_eq!(estimate.lines()[1].source.as_deref(), Some("labour.grades.engineer"));
}

#[test]
fn a_job_over_a_clock_change_takes_the_hours_that_pass() {
    // The night of 29 March 2026 in Berlin has no hour from two to three: 23:00 to 09:00 is nine hours.
    let job = json!({"type": "labour", "grade": "engineer", "seconds": 32400, "at": "2026-03-28T22:00:00Z"});
    assert_eq!(charged(&[job]), pairs(&[("1", "1728.00")]));
}

#[test]
fn hours_may_be_named_instead_of_an_instant() {
    let job = json!({"type": "labour", "grade": "engineer", "seconds": 3600, "hours": "rest_day"});
    assert_eq!(charged(&[job]), pairs(&[("1", "192.00")]));
}

#[test]
fn parts_take_the_price_of_their_quantity_and_what_belongs_to_them() {
    assert_eq!(charged(&[part("fan", "9")]), pairs(&[("1", "220.50"), ("1/procurement", "10.80")]));
    assert_eq!(charged(&[part("fan", "10")]), pairs(&[("1", "200.00"), ("1/procurement", "12.00")]));
    assert_eq!(charged(&[part("cable", "2.5")]), pairs(&[("1", "3.33")]));
    assert_eq!(charged(&[part("drive", "1")]), pairs(&[("1", "180.00"), ("1/core_charge", "30.00")]));
    let returned = json!({"type": "part", "part": "drive", "quantity": "1", "replaced": "returned"});
    assert_eq!(charged(&[returned]), pairs(&[("1", "180.00")]));
}

#[test]
fn travel_freight_fees_and_bought_in_work_are_priced_by_the_book() {
    let charges = [
        json!({"type": "travel_zone", "zone": "city"}),
        json!({"type": "travel_distance", "kilometres": "31"}),
        json!({"type": "travel_time", "seconds": 2700}),
        json!({"type": "freight", "freight": "standard"}),
        json!({"type": "freight", "freight": "expedite", "kilograms": "1.5"}),
        json!({"type": "outsourcing", "supplier": "partner-1", "cost": "80.00"}),
        json!({"type": "fee", "fee": "disposal", "quantity": "2"}),
    ];
    let expected = [
        ("1", "35.00"),
        // 12.865
        ("2", "12.87"),
        ("3", "36.00"),
        ("4", "6.90"),
        ("5", "19.90"),
        ("5/weight", "3.75"),
        ("6", "90.00"),
        ("7", "8.00"),
    ];
    assert_eq!(charged(&charges), pairs(&expected));
}

#[test]
fn consumables_are_a_share_up_to_their_cap() {
    let consumables = json!({"type": "consumables"});
    let plan = |seconds| [consumables.clone(), labour("engineer", seconds), part("cable", "3")];
    assert_eq!(charged(&plan(3600)), pairs(&[("1", "4.80"), ("2", "96.00"), ("3", "4.00")]));
    assert_eq!(charged(&plan(36000))[0], ("1".to_owned(), "10.00".to_owned()));
}

#[test]
fn the_diagnosis_is_credited_when_the_repair_is_accepted() {
    let diagnosis = |repair| [json!({"type": "diagnosis", "repair": repair}), labour("engineer", 3600)];
    let accepted = [("1", "49.00"), ("1/credit", "-49.00"), ("2", "96.00")];
    assert_eq!(charged(&diagnosis("accepted")), pairs(&accepted));
    assert_eq!(charged(&diagnosis("declined")), pairs(&[("1", "49.00"), ("2", "96.00")]));
}

#[test]
fn a_minimum_charge_makes_up_what_is_missing() {
    let mut book = book();
    book["minimum_charge"] = json!({"amount": "75.00", "of": ["labour", "travel"]});
    let of = |charges: &[serde_json::Value]| {
        let estimate = estimate(&book, &plan(charges));
        (estimate.kind(LineKind::Fee).amount().to_string(), estimate.totals().net.amount().to_string())
    };
    assert_eq!(of(&[labour("engineer", 900), part("fan", "1")]), ("51.00".to_owned(), "100.70".to_owned()));
    assert_eq!(of(&[labour("engineer", 3600)]).0, "0.00");
    assert_eq!(of(&[part("cable", "3")]).0, "0.00");
}

#[test]
fn discounts_stand_on_lines_of_their_own() {
    let mut plan = plan(&[labour("engineer", 3600), part("cable", "3")]);
    plan["lines"][0]["discount"] = json!({"type": "named", "name": "loyal"});
    let estimated = estimate(&book(), &plan);
    assert_eq!(estimated.lines()[1].id.as_ref(), "1/discount");
    assert_eq!(estimated.lines()[1].amount.to_string(), "-9.60 EUR");
    plan["lines"][1]["discount"] = json!({"type": "amount", "amount": "1.50"});
    assert_eq!(estimate(&book(), &plan).totals().net.to_string(), "88.90 EUR");
}

#[test]
fn a_discount_on_the_whole_reaches_all_but_deposits() {
    let voucher = json!({"type": "discount", "discount": {"type": "named", "name": "voucher"}});
    let loyal = json!({"type": "discount", "discount": {"type": "percent", "percent": "10"}});
    let charges = [part("drive", "1"), labour("engineer", 3600), voucher, loyal];
    let expected =
        [("1", "180.00"), ("1/core_charge", "30.00"), ("2", "96.00"), ("3", "-15.00"), ("4", "-27.60")];
    assert_eq!(charged(&charges), pairs(&expected));
}

#[test]
fn the_composition_of_the_cost_stands_beside_what_is_typical() {
    use aftersales::cost::{CostComposition, CostShare};
    use aftersales::money::Money;
    let charges =
        [labour("engineer", 3600), part("fan", "1"), json!({"type": "travel_zone", "zone": "city"})];
    let estimated = estimate(&book(), &plan(&charges));
    let euro = |minor| Money::from_minor_units(minor, "EUR".parse().unwrap());
    let actual = CostComposition::new([6000, 1800, 900, 0].map(euro)).unwrap();
    let compared = estimated.compare(actual).unwrap();
    assert_eq!(compared.charged.to_string(), "156.70 EUR");
    assert_eq!(compared.margin.to_string(), "69.70 EUR");
    assert_eq!(compared.estimated.amount(CostShare::Parts).to_string(), "25.70 EUR");
    let percents = compared.actual.percents().unwrap().unwrap().map(|percent| percent.to_string());
    assert_eq!(percents, ["69.0", "20.7", "10.3", "0.0"]);
    let beyond = compared.actual.beyond_typical().unwrap().unwrap().map(|percent| percent.to_string());
    assert_eq!(beyond, ["9.0", "-4.3", "0.3", "-5.0"]);
    assert_eq!(CostComposition::new([0; 4].map(euro)).unwrap().percents(), Ok(None));
}
