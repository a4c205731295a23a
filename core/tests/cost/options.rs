//! Repair, exchange or refund.

use aftersales::cost::{CostError, OptionPolicy};
use aftersales::wire::{OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument, read_document};
use serde_json::{Value, json};

fn euro(amount: &str) -> Value {
    json!({"amount": amount, "currency": "EUR"})
}

fn request() -> Value {
    json!({
        "date": "2026-11-02", "purchased_on": "2024-05-02", "purchase_price": euro("900.00"),
        "guarantee_until": "2027-05-02",
        "repair": {"total": euro("270.00"), "customer": euro("120.00"), "guarantee_months": 3, "completion": "2026-11-06T16:00:00Z"},
        "exchange": {"total": euro("850.00"), "customer": euro("850.00"), "guarantee_months": 24},
        "refund": {"amount": euro("410.00"), "use_fee": euro("490.00")}
    })
}

fn policy(of: &str) -> OptionPolicy {
    let document = json!({
        "repair_up_to_percent": "60", "of": of, "depreciation": {"life_months": 60, "least_percent": "10"}
    });
    OptionPolicy::compile(&OptionPolicyDocument::from_json(&document.to_string()).unwrap()).unwrap()
}

fn sheet(of: &str, request: &Value) -> Result<OptionSheetDocument, CostError> {
    policy(of).sheet(&read_document::<OptionsRequestDocument>(&request.to_string())?)
}

fn recommended(request: &Value) -> (String, String) {
    let sheet = sheet("residual_value", request).unwrap();
    (sheet.recommendation.option, sheet.recommendation.reason)
}

fn pair(option: &str, reason: &str) -> (String, String) {
    (option.to_owned(), reason.to_owned())
}

#[test]
fn a_repair_is_worth_it_up_to_the_threshold() {
    let mut request = request();
    assert_eq!(recommended(&request), pair("repair", "repair_within_threshold"));
    request["repair"]["total"] = euro("270.01");
    assert_eq!(recommended(&request), pair("exchange", "repair_above_threshold"));
    let recommendation = sheet("residual_value", &request).unwrap().recommendation;
    assert_eq!(
        (recommendation.repair_up_to.amount.as_str(), recommendation.percent.as_str()),
        ("270.00", "60")
    );
    // Sixty per cent of another unit is 510.00.
    let sheet = sheet("replacement_price", &request).unwrap();
    assert_eq!(sheet.recommendation.repair_up_to.amount, "510.00");
    assert_eq!(sheet.recommendation.option, "repair");
}

#[test]
fn without_a_repair_comes_the_exchange_then_the_refund() {
    let without = |fields: &[&str]| {
        let mut request = request();
        fields.iter().for_each(|field| drop(request.as_object_mut().unwrap().remove(*field)));
        request
    };
    assert_eq!(recommended(&without(&["repair"])), pair("exchange", "no_repair"));
    assert_eq!(recommended(&without(&["repair", "exchange"])), pair("refund", "no_repair"));
    let mut dear = without(&["exchange", "refund"]);
    dear["repair"]["total"] = euro("899.00");
    assert_eq!(recommended(&dear), pair("repair", "nothing_else"));
    let error = sheet("residual_value", &without(&["repair", "exchange", "refund"])).unwrap_err();
    assert_eq!(error.to_string(), "`options` needs `repair`, which is missing");
    let error = sheet("replacement_price", &without(&["exchange"])).unwrap_err();
    assert_eq!(error.to_string(), "`repair_up_to_percent` needs `exchange`, which is missing");
}

#[test]
fn the_sheet_shows_what_each_option_means() {
    let mut request = request();
    request["remedies"] = json!(["exchange", "repair"]);
    let sheet = sheet("residual_value", &request).unwrap();
    assert_eq!(sheet.residual_value.amount, "450.00");
    let shown: Vec<_> = sheet
        .options
        .iter()
        .map(|each| {
            (
                each.option.as_str(),
                each.basis.as_str(),
                each.customer_pays.amount.as_str(),
                each.guarantee_until.as_deref(),
            )
        })
        .collect();
    // The guarantee of the unit outlives that of the repair; another unit has its own.
    let expected = [
        ("repair", "by_law", "120.00", Some("2027-05-02")),
        ("exchange", "by_law", "850.00", Some("2028-11-02")),
        ("refund", "by_choice", "0.00", None),
    ];
    assert_eq!(shown, expected);
    assert_eq!(sheet.options[0].completion, Some("2026-11-06T16:00:00Z".parse().unwrap()));
    assert_eq!(sheet.options[2].customer_gets.as_ref().unwrap().amount, "410.00");
    assert_eq!(sheet.options[2].use_fee.as_ref().unwrap().amount, "490.00");
    request["guarantee_until"] = json!("2026-11-01");
    let ended = self::sheet("residual_value", &request).unwrap();
    assert_eq!(ended.options[0].guarantee_until.as_deref(), Some("2027-02-02"));
}

#[test]
fn a_unit_loses_value_by_whole_months_down_to_its_least() {
    let residual = |bought: &str| {
        let mut request = request();
        request["purchased_on"] = json!(bought);
        sheet("residual_value", &request).unwrap().residual_value.amount
    };
    assert_eq!(residual("2026-11-02"), "900.00");
    assert_eq!(residual("2026-10-03"), "900.00");
    assert_eq!(residual("2026-10-02"), "885.00");
    assert_eq!(residual("2022-05-02"), "90.00");
    assert_eq!(residual("1999-05-02"), "90.00");
}

#[test]
fn what_does_not_fit_is_named() {
    let refused = |change: fn(&mut Value)| {
        let mut request = request();
        change(&mut request);
        sheet("residual_value", &request).unwrap_err().to_string()
    };
    assert!(
        refused(|request| request["purchased_on"] = json!("2026-11-03"))
            .starts_with("`purchased_on`: `2026-11-03`")
    );
    assert!(refused(|request| request["remedies"] = json!(["apology"])).starts_with("`remedies`: `apology`"));
    assert!(
        refused(|request| request["repair"]["total"] = euro("-1.00"))
            .starts_with("`repair.total`: `-1.00 EUR`")
    );
    let foreign = refused(|request| request["refund"]["amount"]["currency"] = json!("USD"));
    assert!(foreign.starts_with("`refund.amount`: `USD` and `EUR` do not mix"), "{foreign}");
    let document = json!({"repair_up_to_percent": "60", "of": "residual_value", "depreciation": {"life_months": 0, "least_percent": "10"}});
    let error =
        OptionPolicy::compile(&OptionPolicyDocument::from_json(&document.to_string()).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "`depreciation.life_months`: `0` is out of range; 1 to 1200 is allowed");
}
