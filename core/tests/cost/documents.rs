//! Questions and answers as documents, as bindings carry them.

use aftersales::calendar::WorkingCalendar;
use aftersales::cost::{
    CostComposition, CostError, DelayRule, Estimate, EstimateRequest, PriceBook, Promise, Regime,
    StandardHours,
};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{CalendarDocument, EstimateDocument, PriceBookDocument, ShiftDocument};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn book() -> PriceBook {
    let document = json!({
        "currency": "EUR", "prices": "without_tax", "default_taxes": ["vat"], "estimate_valid_seconds": 86400,
        "taxes": [{"name": "vat", "percent": "19"}],
        "rounding": {"mode": "half_up", "scope": "per_line"},
        "labour": {"grades": {"engineer": {"per_hour": "96.00", "step_seconds": 900}}},
        "parts": {"fan": {"tiers": [{"from": "1", "price": "24.50"}]}}
    });
    PriceBook::compile(&read(document), &ZoneDatabase::bundled()).unwrap()
}

fn plan() -> Value {
    json!({
        "version": 1, "issued_at": "2026-03-02T09:00:00Z",
        "payers": [{"payer": "customer", "percent": "60"}, {"payer": "goodwill", "percent": "40"}],
        "lines": [
            {"id": "work", "charge": {"type": "labour", "procedure": "exchange fan", "grade": "engineer", "seconds": 3600}},
            {"id": "fan", "charge": {"type": "part", "part": "fan", "quantity": "1"},
             "discount": {"type": "percent", "percent": "10"}}
        ]
    })
}

fn estimate() -> Estimate {
    book().estimate(&EstimateRequest::try_from(&read(plan())).unwrap()).unwrap()
}

fn engineers() -> WorkingCalendar {
    let document = CalendarDocument::weekdays("Europe/Berlin", &[ShiftDocument::new("09:00", "17:00")]);
    WorkingCalendar::compile(&document, &ZoneDatabase::bundled()).unwrap()
}

#[test]
fn an_estimate_that_was_kept_is_the_same_again() {
    let estimate = estimate();
    let kept = serde_json::to_string(&EstimateDocument::from(&estimate)).unwrap();
    assert_eq!(Estimate::try_from(&EstimateDocument::from_json(&kept).unwrap()), Ok(estimate));
}

#[test]
fn a_book_without_a_currency_is_refused_by_name() {
    let text = r#"{"prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_line"}, "default_taxes": []}"#;
    let error = PriceBookDocument::from_json(text).unwrap_err();
    assert!(error.to_string().contains("`currency`"), "{error}");
}

#[test]
fn an_estimate_whose_sums_were_changed_is_refused() {
    let kept = serde_json::to_value(EstimateDocument::from(&estimate())).unwrap();
    for (pointer, value, path) in [
        ("/lines/0/shares/0/amount/amount", "1.00", "lines[0].shares"),
        ("/totals/tax/amount", "1.00", "totals"),
        ("/payers/1/total/amount", "1.00", "payers[1]"),
        ("/lines/0/amount/currency", "USD", "lines[0].amount"),
        ("/lines/0/kind", "magic", "lines[0].kind"),
        ("/lines/1/formula/rate", "dear", "lines[1].formula.rate"),
        ("/payers/0/payer", "nobody", "payers[0].payer"),
    ] {
        let mut spoilt = kept.clone();
        *spoilt.pointer_mut(pointer).unwrap() = json!(value);
        let error = Estimate::try_from(&read::<EstimateDocument>(spoilt)).unwrap_err();
        assert_eq!(error.path(), Some(path), "{error}");
    }
}

#[test]
fn a_range_can_be_asked_for_with_a_document() {
    let efforts = json!({"work": {"type": "log_normal", "median_seconds": 3600, "sigma": "0.5"}});
    let request =
        |efforts: Value| read(json!({"estimate": plan(), "efforts": efforts, "method": "fenton_wilkinson"}));
    let range = book().estimate_range_of(&request(efforts)).unwrap();
    assert!(range.p10().totals().total < range.p90().totals().total);
    let path = |efforts: Value| {
        let error = book().estimate_range_of(&request(efforts)).unwrap_err();
        error.path().map(str::to_owned)
    };
    let wide = json!({"work": {"type": "log_normal", "median_seconds": 3600, "sigma": "wide"}});
    assert_eq!(path(wide).as_deref(), Some("efforts.work.sigma"));
    assert_eq!(path(json!({"fan": {"type": "fixed", "seconds": 60}})).as_deref(), Some("efforts"));
    let method = json!({"estimate": plan(), "efforts": {}, "method": "guess"});
    assert_eq!(book().estimate_range_of(&read(method)).unwrap_err().path(), Some("method"));
}

#[test]
fn a_completion_can_be_asked_for_with_a_document() {
    let request = |percent: u8, lead: &str| {
        read(json!({
            "start": "2026-03-02T09:00:00+01:00", "promised_percent": percent,
            "effort": [{"type": "fixed", "seconds": 3600}, {"type": "log_normal", "median_seconds": 7200, "sigma": "0.4"}],
            "parts": [{"ordered_at": "2026-03-02T09:00:00+01:00", "lead": {"type": lead, "seconds": 172800}}],
        }))
    };
    let promise = Promise::of_request(&engineers(), &request(80, "fixed")).unwrap();
    assert_eq!(promise.p50(), "2026-03-04T12:00:00+01:00".parse().unwrap());
    assert!(promise.p50() < promise.promised());
    let error = Promise::of_request(&engineers(), &request(96, "fixed")).unwrap_err();
    assert_eq!(error.path(), Some("promised_percent"));
}

#[test]
fn a_delay_is_told_with_reason_and_new_time() {
    let ask = |expected: &str, reason: Option<&str>| {
        DelayRule::answer(
            &engineers(),
            &read(json!({
                "started": "2026-03-02T09:00:00+01:00", "promised": "2026-03-02T14:00:00+01:00",
                "expected": expected, "reason": reason,
            })),
        )
    };
    let early = ask("2026-03-02T14:59:00+01:00", Some("a part is missing")).unwrap();
    assert_eq!((early.delay_percent, early.needs_notice, early.notice), (19, false, None));
    let late = ask("2026-03-02T15:00:00+01:00", Some("a part is missing")).unwrap();
    let notice = late.notice.unwrap();
    assert_eq!((notice.reason.as_str(), notice.delay_percent), ("a part is missing", 20));
    assert_eq!(Some(notice.new_completion), late.notice_from);
    let unexplained = ask("2026-03-02T15:00:00+01:00", None).unwrap();
    assert!(unexplained.needs_notice && unexplained.notice.is_none());
    assert_eq!(ask("2026-03-02T15:00:00+01:00", Some(" ")).unwrap_err().code(), "cost.document.missing");
}

#[test]
fn recorded_cases_come_with_the_job() {
    let hours = StandardHours::compile(&read(json!({
        "prior_cases": 4,
        "procedures": [{"name": "fan", "efforts": {"standard": {"type": "log_normal", "median_seconds": 1800, "sigma": "0.4"}}}]
    })))
    .unwrap();
    let case = |seconds: i64| json!({"procedure": "fan", "difficulty": "standard", "model": "X1", "fault": "noise", "grade": "senior", "seconds": seconds});
    let request = |cases: Vec<Value>| {
        read(
            json!({"job": {"model": "X1", "operations": [{"procedure": "fan", "difficulty": "standard", "quantity": 1}]},
                    "cases": cases}),
        )
    };
    let effort = hours.effort_of(&request(vec![case(3600); 12])).unwrap();
    assert_eq!(effort.operations()[0].corrections()[0].cases(), 12);
    assert!(effort.total().range().p50() > 1800.0);
    let error = hours.effort_of(&request(vec![case(3600), case(0)])).unwrap_err();
    assert_eq!(error.path(), Some("cases[1].seconds"));
}

#[test]
fn a_regime_answers_with_its_sections() {
    let phone = Regime::preset("cn_three_guarantees_phone").unwrap();
    let price = json!({"amount": "2750.00", "currency": "CNY"});
    let refund =
        phone.refund_of(&read(json!({"price": price, "usage": {"type": "days", "days": 60}}))).unwrap();
    assert_eq!((refund.use_fee.amount.as_str(), refund.refund.amount.as_str()), ("825.00", "1925.00"));
    assert!(!refund.section.is_empty());
    let car = Regime::preset("cn_three_guarantees_car").unwrap();
    let driven = |rate: Option<&str>| {
        car.refund_of(&read(
            json!({"price": price, "usage": {"type": "kilometres", "kilometres": 10_000}, "rate": rate}),
        ))
    };
    assert_eq!(driven(Some("0.004")).unwrap().use_fee.amount, "110.00");
    assert_eq!(driven(None).unwrap_err().code(), "cost.document.missing");
    assert_eq!(driven(Some("0.006")).unwrap_err().path(), Some("rate"));

    let eu = Regime::preset("eu_repair").unwrap();
    let repairs = json!([{"from": "2026-09-01", "to": "2026-09-11"}]);
    let ask = |repairs: &Value| eu.prolong(&read(json!({"guarantee_end": "2027-02-28", "repairs": repairs})));
    assert_eq!(ask(&repairs).unwrap().guarantee_end, "2028-02-28");
    let backwards = json!([{"from": "2026-09-11", "to": "2026-09-01"}]);
    assert_eq!(ask(&backwards).unwrap_err().path(), Some("repairs[0].to"));
    let none: Result<_, CostError> = Regime::preset("us_fl_motor_vehicle_repair")
        .unwrap()
        .prolong(&read(json!({"guarantee_end": "2027-02-28"})));
    assert_eq!(none.unwrap_err().code(), "cost.document.missing");

    let facts = json!({"days_since_sale": 7, "failed_repairs": 0, "repair_days": 0, "guarantee": "running"});
    let remedies = Regime::preset("cn_three_guarantees_general").unwrap().remedies_of(&read(facts)).unwrap();
    assert_eq!(remedies.remedies.len(), 3);
    assert_eq!(remedies.notice, "not legal advice");
}

#[test]
fn a_changed_price_is_checked_against_what_was_authorised() {
    let florida = Regime::preset("us_fl_motor_vehicle_repair").unwrap();
    let dollars = |amount: &str| json!({"amount": amount, "currency": "USD"});
    let check = |request: Value| florida.check_price(&read(request));
    let within = check(json!({"estimate": dollars("300.00"), "revised": dollars("330.00")})).unwrap();
    assert_eq!((within.outcome.as_str(), within.most.amount.as_str()), ("within_tolerance", "330.00"));
    let limited = json!({"estimate": dollars("300.00"), "not_to_exceed": dollars("310.00"), "revised": dollars("310.01")});
    assert_eq!(check(limited).unwrap().outcome, "above_not_to_exceed");
    assert_eq!(check(json!({"revised": dollars("1.00")})).unwrap_err().code(), "cost.document.missing");
}

#[test]
fn every_regime_says_what_it_rests_on() {
    for name in Regime::presets() {
        let regime = Regime::preset(name).unwrap();
        let source = &regime.document().source;
        assert!(source.rests_on.as_ref().is_some_and(|text| !text.is_empty()), "{name}");
    }
}

#[test]
fn the_actual_cost_stands_beside_the_estimate() {
    let euro = |amount: &str| json!({"amount": amount, "currency": "EUR"});
    let actual = json!({"labour": euro("60.00"), "parts": euro("20.00"), "transport": euro("0.00"), "other": euro("0.00")});
    let actual = CostComposition::try_from(&read(actual)).unwrap();
    let comparison = estimate().compare(actual).unwrap().document().unwrap();
    assert_eq!((comparison.charged.amount.as_str(), comparison.margin.amount.as_str()), ("118.05", "38.05"));
    let labour = &comparison.shares[0];
    assert_eq!((labour.share.as_str(), labour.typical_percent.as_str()), ("labour", "60"));
    assert_eq!(
        (labour.actual_percent.as_deref(), labour.beyond_typical.as_deref()),
        (Some("75.0"), Some("15.0"))
    );
}
