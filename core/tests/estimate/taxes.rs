use aftersales::cost::{Effect, LineKind};
use serde_json::{Value, json};

use crate::desk::{book, compile, estimate, labour, part, plan, request};

/// Net amount, taxes, total, rounding to coins, amount due.
fn totals(book: &Value, plan: &Value) -> [String; 5] {
    let totals = estimate(book, plan).totals();
    [totals.net, totals.tax, totals.total, totals.cash_rounding, totals.amount_due]
        .map(|money| money.amount().to_string())
}

#[test]
fn one_line_has_two_totals_and_the_book_says_which() {
    let mut book = book();
    book["taxes"][0]["percent"] = json!("22");
    book["parts"]["panel"] = json!({"tiers": [{"from": "1", "price": "348.35"}]});
    let mut plan = plan(&[part("panel", "16")]);
    plan["lines"][0]["discount"] = json!({"type": "percent", "percent": "4"});
    assert_eq!(totals(&book, &plan)[2], "6527.81");
    book["rounding"]["scope"] = json!("per_document");
    assert_eq!(totals(&book, &plan), ["5350.66", "1177.14", "6527.80", "0.00", "6527.80"]);
}

#[test]
fn a_rounding_line_closes_the_sum_of_rounded_lines() {
    let mut book = book();
    book["rounding"]["scope"] = json!("per_document");
    let plan = plan(&[part("cable", "1"), part("cable", "1"), part("cable", "1")]);
    // Three times 1.333 is 3.999.
    let estimated = estimate(&book, &plan);
    let rounding = estimated.lines().iter().find(|line| line.kind == LineKind::Rounding).unwrap();
    assert_eq!((rounding.id.as_ref(), rounding.amount.to_string().as_str()), ("/rounding/sum", "0.01 EUR"));
    assert_eq!(totals(&book, &plan), ["4.00", "0.76", "4.76", "0.00", "4.76"]);
}

#[test]
fn prices_with_tax_keep_their_gross_total() {
    let mut book = book();
    book["prices"] = json!("with_tax");
    book["taxes"][0]["percent"] = json!("5");
    book["parts"]["a"] = json!({"tiers": [{"from": "1", "price": "90.00"}]});
    book["parts"]["b"] = json!({"tiers": [{"from": "1", "price": "55.00"}]});
    let plan = plan(&[part("a", "1"), part("b", "1")]);
    for (scope, net, tax) in [("per_line", "138.09", "6.91"), ("per_document", "138.10", "6.90")] {
        book["rounding"]["scope"] = json!(scope);
        assert_eq!(totals(&book, &plan), [net, tax, "145.00", "0.00", "145.00"], "{scope}");
        let estimate = estimate(&book, &plan);
        let tax = estimate.lines().iter().find(|line| line.kind == LineKind::Tax).unwrap();
        assert_eq!(tax.effect, Effect::Contained);
    }
}

#[test]
fn a_tax_can_be_taken_of_the_taxes_before_it() {
    let mut book = book();
    book["taxes"] = json!([
        {"name": "federal", "percent": "5"}, {"name": "province", "percent": "10", "on": "net_and_taxes_before"},
    ]);
    book["default_taxes"] = json!(["federal", "province"]);
    let estimated = estimate(&book, &plan(&[labour("engineer", 3600)]));
    let taxes: Vec<_> = estimated.lines()[1..].iter().map(|line| line.amount.amount().to_string()).collect();
    assert_eq!(taxes, ["4.80", "10.08"]);
    book["prices"] = json!("with_tax");
    // 96.00 / 1.155 is 83.117, but the taxes of 4.156 and 8.727 are rounded, and what is left is net.
    assert_eq!(
        totals(&book, &plan(&[labour("engineer", 3600)])),
        ["83.11", "12.89", "96.00", "0.00", "96.00"]
    );
}

#[test]
fn kinds_and_parts_may_have_taxes_of_their_own() {
    let mut book = book();
    book["taxes"] = json!([{"name": "vat", "percent": "19"}, {"name": "reduced", "percent": "7"}]);
    book["taxes_by_kind"]["travel"] = json!(["reduced"]);
    book["parts"]["cable"]["taxes"] = json!([]);
    let charges =
        [labour("engineer", 3600), part("cable", "3"), json!({"type": "travel_zone", "zone": "city"})];
    let estimate = estimate(&book, &plan(&charges));
    let taxes: Vec<_> = estimate
        .lines()
        .iter()
        .filter(|line| line.kind == LineKind::Tax)
        .map(|line| line.amount.to_string())
        .collect();
    assert_eq!(taxes, ["18.24 EUR", "2.45 EUR"]);
}

#[test]
fn cash_is_rounded_for_the_customer_alone_and_after_the_total() {
    let mut plan = plan(&[labour("engineer", 3600), part("cable", "1")]);
    plan["lines"][1]["payers"] = json!([{"payer": "warranty", "percent": "100"}]);
    plan["settlement"] = json!("cash");
    // The customer pays 114.24, the warranty 1.33 and 0.25.
    assert_eq!(totals(&book(), &plan), ["97.33", "18.49", "115.82", "0.01", "115.83"]);
    let estimate = estimate(&book(), &plan);
    let customer = estimate.customer();
    assert_eq!(
        [customer.total, customer.amount_due].map(|money| money.to_string()),
        ["114.24 EUR", "114.25 EUR"]
    );
    let coins = estimate.lines().last().unwrap();
    assert_eq!((coins.id.as_ref(), coins.effect), ("/rounding/cash", Effect::AtPayment));
    assert!(!estimate.kinds().iter().any(|kind| kind.0 == LineKind::Rounding));
}

#[test]
fn a_currency_without_minor_units_is_rounded_to_whole_ones() {
    let mut book = book();
    book["currency"] = json!("JPY");
    book["rounding"] = json!({"mode": "down", "scope": "per_document"});
    book["taxes"][0]["percent"] = json!("10");
    let book = compile(&book).unwrap();
    let estimate = book.estimate(&request(&plan(&[part("cable", "100"), labour("engineer", 100)])).unwrap());
    // 133.3 and 2.666…
    let totals = estimate.unwrap().totals();
    assert_eq!(
        [totals.net, totals.tax, totals.total].map(|money| money.to_string()),
        ["135 JPY", "13 JPY", "148 JPY"]
    );
}

#[test]
fn an_amount_off_the_whole_is_rounded_before_it_is_split() {
    let mut book = book();
    book["prices"] = json!("with_tax");
    book["rounding"] = json!({"mode": "down", "scope": "per_line", "step": "0.05"});
    book["parts"]["cable"] = json!({"tiers": [{"from": "1", "price": "10.00"}], "taxes": []});
    let off = json!({"type": "discount", "discount": {"type": "amount", "amount": "1.07"}});
    // Halves of 1.07, rounded one by one, would come to 1.00.
    let plan = plan(&[labour("engineer", 375), part("cable", "1"), off]);
    assert_eq!(totals(&book, &plan)[2], "18.95");
}

#[test]
fn a_tax_that_an_amount_off_the_whole_reduces_is_rounded_to_the_last_digit() {
    let mut book = book();
    book["currency"] = json!("KWD");
    book["rounding"] = json!({"mode": "half_down", "scope": "per_document"});
    book["taxes"] = json!([
        {"name": "a", "percent": "19.47"}, {"name": "b", "percent": "28.91"}, {"name": "c", "percent": "19"}
    ]);
    book["default_taxes"] = json!(["a", "b", "c"]);
    book["labour"]["grades"]["engineer"]["per_hour"] = json!("0");
    book["minimum_charge"] = json!({"amount": "157", "of": ["labour"]});
    book["parts"]["cable"] = json!({"tiers": [{"from": "1", "price": "57.130"}], "taxes": []});
    let off = json!({"type": "discount", "discount": {"type": "amount", "amount": "0.033"}});
    // 285.650 and 157 less 0.033; the taxes on the 157 are 30.56562…, 45.38531… and 29.82777….
    let plan = plan(&[part("cable", "5"), labour("engineer", 1), off]);
    assert_eq!(totals(&book, &plan), ["442.617", "105.779", "548.396", "0.000", "548.396"]);
}
