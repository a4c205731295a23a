use serde_json::{Value, json};

use crate::desk::{book, compile};

/// Code, path and message of what is wrong with a book in which one thing was changed.
fn refused(pointer: &str, value: Value) -> (&'static str, String, String) {
    let mut book = book();
    let (place, field) = pointer.rsplit_once('/').unwrap();
    book.pointer_mut(place).unwrap_or_else(|| panic!("{pointer}"))[field] = value;
    let error = compile(&book).unwrap_err();
    (error.code(), error.path().unwrap_or_default().to_owned(), error.to_string())
}

#[test]
fn a_gap_is_refused_with_its_place() {
    let code = |pointer: &str, value: Value| {
        let (code, path, message) = refused(pointer, value);
        assert!(message.contains(&path), "{message}");
        (code, path)
    };
    let cases = [
        ("/currency", json!("EURO"), "money.currency.unknown", "currency"),
        ("/rounding/mode", json!("half"), "money.rounding.mode", "rounding.mode"),
        ("/rounding/step", json!("0.005"), "money.rounding.step_too_fine", "rounding.step"),
        ("/rounding/cash/step", json!("0"), "money.rounding.step", "rounding.cash.step"),
        ("/default_taxes", json!(["gst"]), "cost.document.undefined", "default_taxes[0]"),
        ("/default_taxes", json!(["vat", "vat"]), "cost.document.duplicate", "default_taxes[1]"),
        ("/taxes_by_kind/work", json!([]), "cost.document.undefined", "taxes_by_kind.work"),
        ("/taxes/0/percent", json!("-1"), "cost.value.out_of_range", "taxes[0].percent"),
        ("/taxes/0/percent", json!("19 %"), "money.decimal.malformed", "taxes[0].percent"),
        ("/taxes/0/payers", json!(["client"]), "cost.document.undefined", "taxes[0].payers[0]"),
        (
            "/labour/grades/engineer/per_hour",
            json!("-1"),
            "cost.value.out_of_range",
            "labour.grades.engineer.per_hour",
        ),
        (
            "/labour/grades/senior/step_seconds",
            json!(0),
            "cost.value.out_of_range",
            "labour.grades.senior.step_seconds",
        ),
        ("/labour/multipliers/holiday", json!("0"), "cost.value.out_of_range", "labour.multipliers.holiday"),
        (
            "/labour/calendar/time_zone",
            json!("Mars/Olympus"),
            "time.zone.unknown",
            "labour.calendar.time_zone",
        ),
        ("/parts/fan/tiers", json!([]), "cost.document.missing", "parts.fan"),
        ("/parts/fan/tiers/0/from", json!("2"), "cost.value.out_of_range", "parts.fan.tiers[0].from"),
        ("/parts/fan/tiers/1/from", json!("1"), "cost.value.out_of_range", "parts.fan.tiers[1].from"),
        ("/parts/fan/tiers/1/price", json!("1e2"), "money.decimal.malformed", "parts.fan.tiers[1].price"),
        ("/parts/fan/taxes", json!(["gst"]), "cost.document.undefined", "parts.fan.taxes[0]"),
        ("/consumables/of", json!([]), "cost.document.missing", "consumables.of"),
        ("/consumables/of", json!(["tax"]), "cost.document.undefined", "consumables.of[0]"),
        (
            "/diagnosis/credited_percent",
            json!("101"),
            "cost.value.out_of_range",
            "diagnosis.credited_percent",
        ),
        ("/discounts/loyal/percent", json!("101"), "cost.value.out_of_range", "discounts.loyal.percent"),
        (
            "/discounts/loyal",
            json!({"type": "named", "name": "x"}),
            "cost.document.undefined",
            "discounts.loyal.name",
        ),
        ("/valid_until", json!("2025-01-01T00:00:00Z"), "cost.value.out_of_range", "valid_until"),
        ("/valid_from", json!("New Year"), "time.instant.malformed", "valid_from"),
        ("/estimate_valid_seconds", json!(0), "cost.value.out_of_range", "estimate_valid_seconds"),
        ("/fees/ disposal", json!({"amount": "1"}), "cost.value.out_of_range", "fees. disposal"),
    ];
    for (pointer, value, expected, path) in cases {
        assert_eq!(code(pointer, value), (expected, path.to_owned()), "{pointer}");
    }
}

#[test]
fn a_tax_inside_prices_is_one_for_everybody() {
    let mut book = book();
    book["prices"] = json!("with_tax");
    book["taxes"][0]["payers"] = json!(["customer"]);
    let error = compile(&book).unwrap_err();
    assert_eq!((error.code(), error.path()), ("cost.value.out_of_range", Some("taxes[0].payers[0]")));
}

#[test]
fn the_revision_follows_the_content() {
    let first = compile(&book()).unwrap();
    assert_eq!(first.revision(), compile(&book()).unwrap().revision());
    let mut dearer = book();
    dearer["fees"]["disposal"]["amount"] = json!("4.50");
    assert_ne!(first.revision(), compile(&dearer).unwrap().revision());
}

#[test]
fn a_book_has_limits() {
    let mut book = book();
    let taxes: Vec<Value> =
        (0..33).map(|number| json!({"name": number.to_string(), "percent": "1"})).collect();
    book["taxes"] = json!(taxes);
    assert_eq!(compile(&book).unwrap_err().code(), "cost.document.too_many");
}
