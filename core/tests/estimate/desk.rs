//! A price book in euro with one of everything, and plans over it.

use aftersales::cost::{CostError, Estimate, EstimateRequest, PriceBook};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
use serde_json::{Value, json};

pub(crate) fn book() -> Value {
    json!({
        "currency": "EUR",
        "prices": "without_tax",
        "rounding": {"mode": "half_up", "scope": "per_line", "cash": {"mode": "half_up", "step": "0.05"}},
        "taxes": [{"name": "vat", "percent": "19"}],
        "default_taxes": ["vat"],
        "taxes_by_kind": {"core_charge": []},
        "valid_from": "2026-01-01T00:00:00Z",
        "valid_until": "2027-01-01T00:00:00Z",
        "estimate_valid_seconds": 2592000,
        "labour": {
            "grades": {
                "engineer": {"per_hour": "96.00"},
                "senior": {"per_hour": "120.00", "minimum_seconds": 3600, "step_seconds": 900}
            },
            "multipliers": {"after_hours": "1.5", "rest_day": "2"},
            "calendar": {
                "time_zone": "Europe/Berlin",
                "weekly": {
                    "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
                    "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]
                },
                "holidays": ["2026-04-06"]
            }
        },
        "travel": {"zones": {"city": "35.00"}, "per_kilometre": "0.415", "per_hour": "48.00"},
        "parts": {
            "fan": {"tiers": [{"from": "1", "price": "24.50"}, {"from": "10", "price": "20.00"}], "procurement": "1.20"},
            "drive": {"tiers": [{"from": "1", "price": "180.00"}], "core_charge": "30.00"},
            "cable": {"tiers": [{"from": "0", "price": "1.333"}]}
        },
        "freight": {"standard": {"amount": "6.90"}, "expedite": {"amount": "19.90", "per_kilogram": "2.50"}},
        "consumables": {"percent": "5", "of": ["labour"], "at_most": "10.00"},
        "outsourcing": {"markup_percent": "12.5"},
        "diagnosis": {"fee": "49.00", "credited_percent": "100"},
        "fees": {"disposal": {"amount": "4.00"}},
        "discounts": {"loyal": {"type": "percent", "percent": "10"}, "voucher": {"type": "amount", "amount": "15.00"}}
    })
}

pub(crate) fn compile(book: &Value) -> Result<PriceBook, CostError> {
    let document: PriceBookDocument = serde_json::from_value(book.clone()).unwrap();
    PriceBook::compile(&document, &ZoneDatabase::bundled())
}

/// A plan of the customer's whose lines are `1`, `2` and so on.
pub(crate) fn plan(charges: &[Value]) -> Value {
    let line = |(place, charge): (usize, &Value)| json!({"id": place.to_string(), "charge": charge});
    json!({
        "version": 1, "issued_at": "2026-03-02T09:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
        "lines": (1..).zip(charges).map(line).collect::<Vec<_>>()
    })
}

pub(crate) fn request(plan: &Value) -> Result<EstimateRequest, CostError> {
    let document: EstimateRequestDocument = serde_json::from_value(plan.clone()).unwrap();
    EstimateRequest::try_from(&document)
}

pub(crate) fn try_estimate(book: &Value, plan: &Value) -> Result<Estimate, CostError> {
    compile(book)?.estimate(&request(plan)?)
}

pub(crate) fn estimate(book: &Value, plan: &Value) -> Estimate {
    try_estimate(book, plan).unwrap_or_else(|error| panic!("{error}"))
}

/// Name, amount and source of every line.
pub(crate) fn lines(estimate: &Estimate) -> Vec<(String, String)> {
    estimate.lines().iter().map(|line| (line.id.to_string(), line.amount.amount().to_string())).collect()
}

/// The same for the charges of a plan, without the taxes.
pub(crate) fn charged(charges: &[Value]) -> Vec<(String, String)> {
    let mut lines = lines(&estimate(&book(), &plan(charges)));
    lines.retain(|line| !line.0.starts_with("/tax/"));
    lines
}

pub(crate) fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, amount)| ((*id).to_owned(), (*amount).to_owned())).collect()
}

pub(crate) fn labour(grade: &str, seconds: i64) -> Value {
    json!({"type": "labour", "grade": grade, "seconds": seconds})
}

pub(crate) fn part(part: &str, quantity: &str) -> Value {
    json!({"type": "part", "part": part, "quantity": quantity})
}
