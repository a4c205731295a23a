use aftersales::cost::{Estimate, Payer};
use serde_json::{Value, json};

use crate::desk::{book, estimate, labour, part, plan};

fn paid(estimate: &Estimate) -> Vec<(&'static str, String)> {
    let paid = estimate.payers().iter();
    paid.map(|(payer, totals)| (payer.as_str(), totals.total.amount().to_string())).collect()
}

fn share(payer: &str, percent: &str) -> Value {
    json!({"payer": payer, "percent": percent})
}

#[test]
fn a_line_under_warranty_keeps_its_price_and_names_who_bears_it() {
    let mut plan = plan(&[labour("engineer", 3600), part("drive", "1")]);
    plan["lines"][1]["payers"] = json!([share("warranty", "100")]);
    let estimate = estimate(&book(), &plan);
    assert_eq!(paid(&estimate), [("customer", "114.24".to_owned()), ("warranty", "244.20".to_owned())]);
    assert_eq!(estimate.totals().total.to_string(), "358.44 EUR");
    assert_eq!(estimate.lines()[1].share(Payer::Warranty).to_string(), "180.00 EUR");
    assert!(estimate.lines()[1].share(Payer::Customer).is_zero());
}

#[test]
fn cents_that_cannot_be_split_go_to_the_first_of_equal_payers() {
    let mut plan = plan(&[part("cable", "4")]);
    plan["payers"] = json!([share("customer", "50"), share("goodwill", "50")]);
    let estimate = estimate(&book(), &plan);
    let shares: Vec<_> = estimate.lines()[0].shares().map(|(_, share)| share.minor_units()).collect();
    assert_eq!((estimate.lines()[0].amount.minor_units(), shares), (533, vec![267, 266]));
    // Tax of 1.01 is shared as its base is.
    assert_eq!(paid(&estimate), [("customer", "3.18".to_owned()), ("goodwill", "3.16".to_owned())]);
}

#[test]
fn an_amount_of_a_payer_comes_before_the_per_cents() {
    let mut plan = plan(&[part("drive", "2")]);
    plan["payers"] =
        json!([{"payer": "customer", "amount": "150.00"}, share("insurer", "80"), share("goodwill", "20")]);
    let shares = |plan: &Value| {
        let estimate = estimate(&book(), plan);
        estimate.lines()[0].shares().map(|(_, share)| share.amount().to_string()).collect::<Vec<_>>()
    };
    // The deposit of 60.00 is a line below 150.00, so the old drives are back.
    plan["lines"][0]["charge"]["replaced"] = json!("returned");
    assert_eq!(shares(&plan), ["150.00", "42.00", "168.00"]);
    // With a tenth off, 324.00 are left: the discount is shared as they are.
    plan["lines"][0]["discount"] = json!({"type": "percent", "percent": "10"});
    let estimated = estimate(&book(), &plan);
    assert_eq!(estimated.payer(Payer::Customer).net.to_string(), "150.00 EUR");
    assert_eq!(estimated.payer(Payer::Insurer).net.to_string(), "139.20 EUR");
    assert_eq!(estimated.payer(Payer::Goodwill).net.to_string(), "34.80 EUR");
}

#[test]
fn a_tax_may_be_for_some_payers_only() {
    for scope in ["per_line", "per_document"] {
        let mut book = book();
        book["rounding"]["scope"] = json!(scope);
        book["taxes"][0]["payers"] = json!(["customer", "insurer"]);
        let mut plan = plan(&[labour("engineer", 3600)]);
        plan["payers"] = json!([share("customer", "25"), share("service_side", "75")]);
        let estimate = estimate(&book, &plan);
        assert_eq!(paid(&estimate), [("customer", "28.56".to_owned()), ("service_side", "72.00".to_owned())]);
        assert_eq!(estimate.totals().tax.to_string(), "4.56 EUR");
    }
}

#[test]
fn everything_a_discount_takes_off_is_shared_as_what_it_is_taken_off() {
    let mut plan = plan(&[
        labour("engineer", 3600),
        part("drive", "1"),
        json!({"type": "discount", "discount": {"type": "amount", "amount": "27.60"}}),
    ]);
    plan["lines"][1]["payers"] = json!([share("insurer", "100")]);
    let estimate = estimate(&book(), &plan);
    assert_eq!(estimate.payer(Payer::Customer).net.to_string(), "86.40 EUR");
    // 180.00 and the deposit of 30.00 less 18.00.
    assert_eq!(estimate.payer(Payer::Insurer).net.to_string(), "192.00 EUR");
}
