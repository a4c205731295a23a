use aftersales::time::Instant;
use serde_json::{Value, json};

use crate::desk::{book, compile, estimate, labour, part, plan, request, try_estimate};

/// Code, path and message of what is wrong with a plan of one charge, to which the closure does something.
fn refused(charge: Value, change: impl FnOnce(&mut Value)) -> (&'static str, String, String) {
    let mut plan = plan(&[charge]);
    change(&mut plan);
    let error = try_estimate(&book(), &plan).unwrap_err();
    let message = error.to_string();
    assert!(
        !message.ends_with('.') && !message.contains('\n') && !message.starts_with(char::is_uppercase),
        "{message}"
    );
    (error.code(), error.path().unwrap_or_default().to_owned(), message)
}

fn charge(charge: Value) -> (&'static str, String, String) {
    refused(charge, |_| {})
}

#[test]
fn what_the_book_does_not_have_is_named_by_line_and_field() {
    let undefined = |value: Value, path: &str| {
        let (code, at, message) = charge(value);
        assert_eq!((code, at.as_str()), ("cost.document.undefined", path));
        message
    };
    let message = undefined(part("fann", "1"), "lines[0].charge.part");
    assert_eq!(message, "`lines[0].charge.part`: `fann` is not defined; known are `cable`, `drive`, `fan`");
    undefined(labour("master", 60), "lines[0].charge.grade");
    undefined(json!({"type": "travel_zone", "zone": "moon"}), "lines[0].charge.zone");
    undefined(json!({"type": "freight", "freight": "pigeon"}), "lines[0].charge.freight");
    undefined(json!({"type": "fee", "fee": "tip", "quantity": "1"}), "lines[0].charge.fee");
    let named = json!({"type": "discount", "discount": {"type": "named", "name": "friend"}});
    undefined(named, "lines[0].charge.discount.name");
}

#[test]
fn a_gap_of_the_book_is_never_a_price_of_zero() {
    for (field, value) in [
        ("labour", labour("engineer", 60)),
        ("travel.per_hour", json!({"type": "travel_time", "seconds": 60})),
        ("travel.per_kilometre", json!({"type": "travel_distance", "kilometres": "1"})),
        ("consumables", json!({"type": "consumables"})),
        ("outsourcing", json!({"type": "outsourcing", "supplier": "partner-1", "cost": "1"})),
        ("diagnosis", json!({"type": "diagnosis", "repair": "accepted"})),
    ] {
        let mut book = book();
        for gap in ["labour", "travel", "consumables", "outsourcing", "diagnosis"] {
            book.as_object_mut().unwrap().remove(gap);
        }
        let error = try_estimate(&book, &plan(&[value])).unwrap_err();
        assert_eq!(
            (error.code(), error.path()),
            ("cost.document.missing", Some("lines[0].charge")),
            "{field}"
        );
        assert!(error.to_string().contains(&format!("`{field}`")), "{error}");
    }
    // Easter Monday, for which the book has no multiplier.
    let holiday = json!({"type": "labour", "grade": "engineer", "seconds": 60, "at": "2026-04-06T10:00:00Z"});
    assert!(charge(holiday).2.contains("`labour.multipliers.holiday`"));
    assert!(charge(json!({"type": "freight", "freight": "expedite"})).2.contains("`kilograms`"));
    let weighed = json!({"type": "freight", "freight": "standard", "kilograms": "1"});
    assert!(charge(weighed).2.contains("`freight.standard.per_kilogram`"));
}

#[test]
fn quantities_are_above_zero() {
    for quantity in ["-1", "0", "1.0000001"] {
        let (code, path, _) = charge(part("fan", quantity));
        assert_eq!(
            (code, path.as_str()),
            ("cost.value.out_of_range", "lines[0].charge.quantity"),
            "{quantity}"
        );
    }
    assert_eq!(charge(part("fan", "one")).0, "money.decimal.malformed");
    assert_eq!(charge(part("fan", "0.5")).1, "lines[0].charge.quantity");
    for seconds in [-1, 0, 366 * 86_400 + 1] {
        assert_eq!(charge(labour("engineer", seconds)).1, "lines[0].charge.seconds");
    }
}

#[test]
fn payers_pay_the_whole_and_no_more() {
    let payers =
        |payers: Value| refused(labour("engineer", 3600), |plan| plan["lines"][0]["payers"] = payers);
    let (code, path, message) = payers(json!([{"payer": "customer", "percent": "99.9"}]));
    assert_eq!((code, path.as_str()), ("cost.payers.not_whole", "lines[0].payers"));
    assert!(message.contains("`99.9`"));
    assert_eq!(payers(json!([{"payer": "client", "percent": "100"}])).1, "lines[0].payers[0].payer");
    let twice = json!([{"payer": "customer", "percent": "50"}, {"payer": "customer", "percent": "50"}]);
    assert_eq!(payers(twice).0, "cost.document.duplicate");
    assert_eq!(payers(json!([{"payer": "customer"}])).0, "cost.document.missing");
    let both = json!([{"payer": "customer", "percent": "100", "amount": "1"}]);
    assert_eq!(payers(both).0, "cost.document.duplicate");
    let dear = json!([{"payer": "customer", "amount": "96.01"}, {"payer": "insurer", "percent": "100"}]);
    let (code, path, _) = payers(dear);
    assert_eq!((code, path.as_str()), ("cost.value.out_of_range", "lines[0]"));
    let below = json!([{"payer": "customer", "percent": "-10"}, {"payer": "insurer", "percent": "110"}]);
    assert_eq!(payers(below).1, "lines[0].payers[0].percent");
}

#[test]
fn no_discount_is_above_its_price() {
    let line = |plan: &mut Value| plan["lines"][0]["discount"] = json!({"type": "amount", "amount": "96.01"});
    assert_eq!(refused(labour("engineer", 3600), line).1, "lines[0].discount");
    let error = try_estimate(
        &book(),
        &plan(&[
            part("cable", "3"),
            json!({"type": "discount", "discount": {"type": "amount", "amount": "4.01"}}),
        ]),
    );
    assert_eq!(error.unwrap_err().path(), Some("lines[1].charge.discount"));
    let on_share =
        |plan: &mut Value| plan["lines"][0]["discount"] = json!({"type": "percent", "percent": "1"});
    assert_eq!(refused(json!({"type": "consumables"}), on_share).1, "lines[0].discount");
}

#[test]
fn a_plan_is_well_formed() {
    let change = |change: fn(&mut Value)| {
        let (code, path, _) = refused(labour("engineer", 60), change);
        (code, path)
    };
    let met = |code, path: &str| (code, path.to_owned());
    assert_eq!(change(|plan| plan["version"] = json!(0)), met("cost.value.out_of_range", "version"));
    assert_eq!(change(|plan| plan["lines"] = json!([])), met("cost.document.missing", "lines"));
    assert_eq!(
        change(|plan| plan["lines"][0]["id"] = json!("a/b")),
        met("cost.value.out_of_range", "lines[0].id")
    );
    assert_eq!(change(|plan| plan["issued_at"] = json!("today")), met("time.instant.malformed", "issued_at"));
    let early = |plan: &mut Value| plan["valid_until"] = json!("2026-03-02T09:00:00Z");
    assert_eq!(change(early), met("cost.value.out_of_range", "valid_until"));
    let twice = |plan: &mut Value| {
        let line = plan["lines"][0].clone();
        plan["lines"].as_array_mut().unwrap().push(line);
    };
    assert_eq!(change(twice), met("cost.document.duplicate", "lines[1].id"));
    let both = |plan: &mut Value| {
        plan["lines"][0]["charge"]["at"] = json!("2026-03-02T09:00:00Z");
        plan["lines"][0]["charge"]["hours"] = json!("regular");
    };
    assert_eq!(change(both), met("cost.document.duplicate", "lines[0].charge.hours"));
    let limit = |plan: &mut Value| plan["not_to_exceed"] = json!({"amount": "1.001", "currency": "EUR"});
    assert_eq!(change(limit), met("money.amount.too_fine", "not_to_exceed"));
    let limit = |plan: &mut Value| plan["not_to_exceed"] = json!({"amount": "100", "currency": "JPY"});
    assert_eq!(change(limit), met("money.currency.mixed", "not_to_exceed"));
}

#[test]
fn an_estimate_does_not_pass_its_own_limit() {
    let mut plan = plan(&[labour("engineer", 3600)]);
    plan["not_to_exceed"] = json!({"amount": "114.24", "currency": "EUR"});
    assert!(try_estimate(&book(), &plan).is_ok());
    plan["not_to_exceed"]["amount"] = json!("114.23");
    let error = try_estimate(&book(), &plan).unwrap_err();
    assert_eq!(error.code(), "cost.estimate.above_limit");
    assert!(error.to_string().contains("114.24 EUR") && error.to_string().contains("114.23 EUR"));
}

#[test]
fn time_limits_hold() {
    let at = |text: &str| text.parse::<Instant>().unwrap();
    let first = estimate(&book(), &plan(&[labour("engineer", 3600)]));
    assert_eq!(first.valid_until(), at("2026-04-01T09:00:00Z"));
    assert!(first.check_valid(at("2026-04-01T08:59:59.999999Z")).is_ok());
    let error = first.check_valid(at("2026-04-01T09:00:00Z")).unwrap_err();
    assert_eq!(error.code(), "cost.estimate.expired");
    let issued = |instant: &str| {
        let mut plan = plan(&[labour("engineer", 3600)]);
        plan["issued_at"] = json!(instant);
        compile(&book()).unwrap().estimate(&request(&plan).unwrap()).map_err(|error| error.code())
    };
    assert!(issued("2026-01-01T00:00:00Z").is_ok());
    assert_eq!(issued("2025-12-31T23:59:59Z").unwrap_err(), "cost.price_book.not_in_force");
    assert_eq!(issued("2027-01-01T00:00:00Z").unwrap_err(), "cost.price_book.not_in_force");
    let mut open = book();
    open.as_object_mut().unwrap().remove("estimate_valid_seconds");
    let error = try_estimate(&open, &plan(&[labour("engineer", 3600)])).unwrap_err();
    assert!(error.to_string().contains("`valid_until`"), "{error}");
}

#[test]
fn what_cannot_be_counted_is_an_error() {
    let mut book = book();
    book["parts"]["station"] = json!({"tiers": [{"from": "1", "price": "1000000000000"}]});
    let error = try_estimate(&book, &plan(&[part("station", "1000000000")])).unwrap_err();
    assert_eq!((error.code(), error.path()), ("money.amount.out_of_range", Some("lines[0]")));
    let stations = vec![part("station", "50000"); 2];
    let error = try_estimate(&book, &plan(&stations)).unwrap_err();
    assert_eq!(error.code(), "money.amount.out_of_range");
}
