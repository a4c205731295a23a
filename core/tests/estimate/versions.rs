use aftersales::cost::ChangeReason;
use aftersales::wire::{EstimateDifferenceDocument, EstimateDocument};
use serde_json::json;

use crate::desk::{book, estimate, labour, part, plan};

#[test]
fn a_version_says_line_by_line_what_has_changed() {
    let first = estimate(&book(), &plan(&[labour("engineer", 3600), part("fan", "1"), part("cable", "2")]));
    let mut later = plan(&[labour("engineer", 5400), part("drive", "1")]);
    later["version"] = json!(2);
    later["lines"][1]["id"] = json!("4");
    let mut cable = json!({"id": "3", "charge": part("cable", "2")});
    cable["payers"] = json!([{"payer": "goodwill", "percent": "100"}]);
    later["lines"].as_array_mut().unwrap().push(cable);
    let second = estimate(&book(), &later);
    let difference = second.difference_from(&first).unwrap();
    let ids = |lines: &[aftersales::cost::EstimateLine]| {
        lines.iter().map(|line| line.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&difference.added), ["4", "4/core_charge"]);
    assert_eq!(ids(&difference.removed), ["2", "2/procurement"]);
    let changed: Vec<_> = difference
        .changed
        .iter()
        .map(|change| (change.after.id.as_ref(), change.reasons.as_slice()))
        .collect();
    let expected: [(&str, &[ChangeReason]); 3] = [
        ("1", &[ChangeReason::Quantity, ChangeReason::Amount]),
        ("3", &[ChangeReason::Payers]),
        ("/tax/vat", &[ChangeReason::Amount]),
    ];
    assert_eq!(changed, expected);
    assert_eq!(difference.unchanged, 0);
    assert_eq!(difference.total_before, first.totals().total);
    assert_eq!(difference.customer_after, second.customer().total);
    let document = EstimateDifferenceDocument::from(&difference);
    assert_eq!(document.changed[0].reasons, ["quantity", "amount"]);
}

#[test]
fn an_earlier_version_must_be_earlier() {
    let first = estimate(&book(), &plan(&[labour("engineer", 3600)]));
    assert_eq!(first.difference_from(&first).unwrap_err().code(), "cost.value.out_of_range");
    let mut in_yen = book();
    in_yen["currency"] = json!("JPY");
    in_yen["rounding"] = json!({"mode": "half_up", "scope": "per_line"});
    let mut later = plan(&[labour("engineer", 3600)]);
    later["version"] = json!(2);
    let error = estimate(&in_yen, &later).difference_from(&first).unwrap_err();
    assert_eq!(error.code(), "money.currency.mixed");
}

#[test]
fn the_document_of_an_estimate_says_all_of_it() {
    let mut plan = plan(&[labour("engineer", 1200)]);
    plan["not_to_exceed"] = json!({"amount": "50.00", "currency": "EUR"});
    let estimated = estimate(&book(), &plan);
    let document = serde_json::to_value(EstimateDocument::from(&estimated)).unwrap();
    let euro = |amount: &str| json!({"amount": amount, "currency": "EUR"});
    let totals = json!({
        "net": euro("32.00"), "tax": euro("6.08"), "total": euro("38.08"), "cash_rounding": euro("0.00"),
        "amount_due": euro("38.08"),
    });
    let mut customer = totals.clone();
    customer["payer"] = json!("customer");
    let expected = json!({
        "version": 1,
        "price_book": estimated.price_book(),
        "issued_at": "2026-03-02T09:00:00Z",
        "valid_until": "2026-04-01T09:00:00Z",
        "prices": "without_tax",
        "lines": [
            {
                "id": "1", "kind": "labour", "item": "engineer", "hours": "regular", "effect": "added",
                "amount": euro("32.00"), "shares": [{"payer": "customer", "amount": euro("32.00")}],
                "formula": {
                    "type": "rate", "quantity": "1200", "unit": "second", "rate": "96.00", "per": "hour", "multiplier": "1",
                },
                "source": "labour.grades.engineer",
            },
            {
                "id": "/tax/vat", "kind": "tax", "item": "vat", "effect": "added", "amount": euro("6.08"),
                "shares": [{"payer": "customer", "amount": euro("6.08")}],
                "formula": {"type": "percent", "percent": "19", "of": "32.00"}, "source": "taxes[0].percent",
            },
        ],
        "totals": totals,
        "payers": [customer],
        "kinds": [{"kind": "labour", "amount": euro("32.00")}, {"kind": "tax", "amount": euro("6.08")}],
        "not_to_exceed": euro("50.00"),
    });
    assert_eq!(document, expected);
    let read: EstimateDocument = serde_json::from_value(document).unwrap();
    assert_eq!(read, EstimateDocument::from(&estimated));
}
