//! What an estimate is spread over, against a simulation that prices every drawn job.

use std::collections::BTreeMap;

use aftersales::cost::{Distribution, EstimateRequest, Payer, PriceBook, RangeMethod};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{EstimateRangeDocument, EstimateRequestDocument, MoneyDocument, PriceBookDocument};
use serde_json::json;

use crate::range::{Numbers, log_normal};

fn book() -> PriceBook {
    let book = json!({
        "currency": "EUR", "prices": "without_tax", "estimate_valid_seconds": 86400,
        "rounding": {"mode": "half_up", "scope": "per_line"},
        "taxes": [{"name": "vat", "percent": "19"}], "default_taxes": ["vat"],
        "labour": {"grades": {
            "engineer": {"per_hour": "96.00", "step_seconds": 900, "minimum_seconds": 1800}, "junior": {"per_hour": "60.00"}
        }},
        "parts": {"fan": {"tiers": [{"from": "1", "price": "24.50"}]}}
    });
    let book: PriceBookDocument = serde_json::from_value(book).unwrap();
    PriceBook::compile(&book, &ZoneDatabase::bundled()).unwrap()
}

fn request(first: i64, second: i64) -> EstimateRequest {
    EstimateRequest::try_from(&request_document(first, second)).unwrap()
}

/// Two lines of labour of so many seconds, and a part under warranty.
fn request_document(first: i64, second: i64) -> EstimateRequestDocument {
    let request = json!({
        "version": 1, "issued_at": "2026-03-02T09:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
        "lines": [
            {"id": "board", "charge": {"type": "labour", "grade": "engineer", "seconds": first}},
            {"id": "clean", "charge": {"type": "labour", "grade": "junior", "seconds": second}},
            {"id": "fan", "charge": {"type": "part", "part": "fan", "quantity": "1"},
             "payers": [{"payer": "warranty", "percent": "100"}]}
        ]
    });
    serde_json::from_value(request).unwrap()
}

fn efforts() -> BTreeMap<String, Distribution> {
    BTreeMap::from([
        ("board".to_owned(), log_normal(3_600.0, 0.6)),
        ("clean".to_owned(), log_normal(2_400.0, 0.4)),
    ])
}

#[test]
fn the_range_is_that_of_priced_jobs() {
    let book = book();
    let range = book.estimate_range(&request(60, 60), &efforts(), RangeMethod::Convolution).unwrap();
    let mut numbers = Numbers(11);
    let parts = efforts();
    let mut seen: Vec<i64> = (0..4_000)
        .map(|_| {
            let [first, second] =
                ["board", "clean"].map(|line| (numbers.draw(&parts[line]).round() as i64).max(1));
            book.estimate(&request(first, second)).unwrap().totals().total.minor_units()
        })
        .collect();
    seen.sort_unstable();
    for (place, estimate) in [(400, range.p10()), (2_000, range.p50()), (3_600, range.p90())] {
        let (drawn, found) = (seen[place] as f64, estimate.totals().total.minor_units() as f64);
        // Engineers are charged by the quarter of an hour, which is 28.56 with tax.
        assert!((drawn - found).abs() <= 0.02 * drawn + 2_856.0, "{place}: {found} against {drawn}");
    }
}

#[test]
fn a_limit_does_not_hide_the_range() {
    let mut limited = request_document(60, 60);
    limited.not_to_exceed = Some(MoneyDocument::new("150.00", "EUR"));
    let limited = EstimateRequest::try_from(&limited).unwrap();
    let range = book().estimate_range(&limited, &efforts(), RangeMethod::Convolution).unwrap();
    assert!(range.p90().customer().total.minor_units() > 15_000);
}

#[test]
fn the_time_of_a_range_is_the_sum_of_its_lines() {
    let range = book().estimate_range(&request(60, 60), &efforts(), RangeMethod::Convolution).unwrap();
    let document = EstimateRangeDocument::from(&range);
    assert_eq!(document.effort.method, "convolution");
    assert!(
        document.effort.p10_seconds < document.effort.p50_seconds
            && document.effort.p50_seconds < document.effort.p90_seconds
    );
    let warranty = document.payers.iter().find(|each| each.payer.as_deref() == Some("warranty")).unwrap();
    assert_eq!((&warranty.p10, &warranty.p50), (&warranty.p90, &warranty.p90), "a part is not uncertain");
    for estimate in [range.p10(), range.p50(), range.p90()] {
        let payers = [Payer::Customer, Payer::Warranty].map(|payer| estimate.payer(payer).total);
        assert_eq!(payers[0].plus(payers[1]).unwrap(), estimate.totals().total);
    }
}

#[test]
fn a_line_that_is_no_labour_is_named() {
    let efforts = BTreeMap::from([("fan".to_owned(), log_normal(60.0, 0.1))]);
    let error = book().estimate_range(&request(60, 60), &efforts, RangeMethod::Convolution).unwrap_err();
    assert_eq!(error.to_string(), "`efforts`: `fan` is not defined; known are `board`, `clean`");
    let error =
        book().estimate_range(&request(60, 60), &BTreeMap::new(), RangeMethod::Convolution).unwrap_err();
    assert_eq!(error.path(), Some("efforts"));
}
