//! What the law says as data: consent to a changed price, remedies, refunds, guarantees.

use aftersales::cost::{
    AuthorisedAmounts, Consent, CostError, DelayReason, ExchangeState, GuaranteeState, Regime, Remedy,
    RepairPeriod, UnitFacts, Usage,
};
use aftersales::money::{Money, Rounding, RoundingMode};
use aftersales::time::Date;
use aftersales::wire::{ReauthorisationCheckDocument, RegimeDocument, UnitFactsDocument};
use serde_json::{Value, json};

fn money(text: &str, currency: &str) -> Money {
    Money::new(text.parse().unwrap(), currency.parse().unwrap()).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn compile(document: &Value) -> Result<Regime, CostError> {
    Regime::compile(&RegimeDocument::from_json(&document.to_string())?)
}

fn regime() -> Value {
    json!({
        "name": "house", "jurisdiction": "example", "title": "House rules", "scope": "all repairs",
        "source": {"statute": "house rules", "section": "1"}, "as_of": "2026-11-01", "notice": "not legal advice"
    })
}

#[test]
fn every_preset_names_its_source_and_date() {
    let names: Vec<_> = Regime::presets().collect();
    assert_eq!(names.len(), 8);
    for name in names {
        let regime = Regime::preset(name).unwrap();
        let document = regime.document();
        assert_eq!(document.name, name);
        assert_eq!(document.notice, "not legal advice");
        assert!(!document.source.statute.is_empty() && !document.source.section.is_empty(), "{name}");
        assert!(regime.as_of() <= date("2026-11-30"), "{name}");
        assert!(!regime.revision().is_empty());
        let again = RegimeDocument::from_json(&serde_json::to_string(document).unwrap()).unwrap();
        assert_eq!(&again, document);
    }
    let error = Regime::preset("atlantis").unwrap_err();
    assert!(
        error.to_string().starts_with("`regime`: `atlantis` is not defined; known are `ca_on_"),
        "{error}"
    );
}

#[test]
fn three_guarantees_count_days_repairs_and_delays() {
    let regime = Regime::preset("cn_three_guarantees_general").unwrap();
    let remedies = |change: fn(&mut UnitFacts)| {
        let mut facts = UnitFacts { days_since_sale: 100, ..UnitFacts::default() };
        change(&mut facts);
        regime.remedies(&facts).into_iter().map(Remedy::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(remedies(|facts| facts.days_since_sale = 7), "refund exchange repair");
    assert_eq!(remedies(|facts| facts.days_since_sale = 15), "exchange repair");
    assert_eq!(remedies(|facts| facts.days_since_sale = 16), "repair");
    assert_eq!(remedies(|facts| facts.failed_repairs = 1), "repair");
    assert_eq!(remedies(|facts| facts.failed_repairs = 2), "exchange repair");
    let delayed = |facts: &mut UnitFacts, days, reason| {
        (facts.repair_days, facts.delay_reason) = (days, Some(reason));
    };
    assert_eq!(remedies(|facts| facts.repair_days = 400), "repair");
    let seen = [
        (30, DelayReason::Repairer),
        (31, DelayReason::Repairer),
        (90, DelayReason::NoParts),
        (91, DelayReason::NoParts),
    ]
    .map(|(days, reason)| {
        let mut facts = UnitFacts { days_since_sale: 100, ..UnitFacts::default() };
        delayed(&mut facts, days, reason);
        regime.remedies(&facts).contains(&Remedy::Exchange)
    });
    assert_eq!(seen, [false, true, false, true]);
    let twice = |facts: &mut UnitFacts, exchange| (facts.failed_repairs, facts.exchange) = (2, exchange);
    let mut facts = UnitFacts { days_since_sale: 100, ..UnitFacts::default() };
    twice(&mut facts, ExchangeState::Unavailable);
    assert_eq!(regime.remedies(&facts), [Remedy::Refund, Remedy::Exchange, Remedy::Repair]);
    twice(&mut facts, ExchangeState::Declined);
    assert_eq!(regime.remedies(&facts), [Remedy::RefundLessUseFee, Remedy::Exchange, Remedy::Repair]);
    assert!(regime.reasons(&facts).contains(&(Remedy::RefundLessUseFee, "第十三条")));
    assert_eq!(remedies(|facts| facts.guarantee = GuaranteeState::Ended), "");
    assert_eq!(remedies(|facts| facts.cause = Some("misuse".to_owned())), "");
    assert_eq!(remedies(|facts| facts.cause = Some("material".to_owned())), "repair");
}

#[test]
fn remedies_are_shown_with_section_place_and_notice() {
    let facts = json!({"days_since_sale": 100, "failed_repairs": 2, "repair_days": 0, "guarantee": "running", "exchange": "declined"});
    let read = |facts: &Value| {
        UnitFacts::try_from(&serde_json::from_value::<UnitFactsDocument>(facts.clone()).unwrap())
    };
    let regime = Regime::preset("cn_three_guarantees_general").unwrap();
    let shown = regime.remedies_document(&read(&facts).unwrap());
    assert_eq!((shown.jurisdiction.as_str(), shown.notice.as_str()), ("CN", "not legal advice"));
    let remedies: Vec<_> =
        shown.remedies.iter().map(|each| (each.remedy.as_str(), each.sections.join(" "))).collect();
    let expected = [("refund_less_use_fee", "第十三条"), ("exchange", "第十一条"), ("repair", "第八条")];
    assert_eq!(remedies, expected.map(|(remedy, section)| (remedy, section.to_owned())));
    let mut wrong = facts;
    wrong["guarantee"] = json!("yes");
    assert_eq!(
        read(&wrong).unwrap_err().to_string(),
        "`guarantee`: `yes` is not defined; known are `running`, `ended`"
    );
}

#[test]
fn more_days_never_give_more_remedies() {
    let regime = Regime::preset("cn_three_guarantees_general").unwrap();
    let mut before = 4;
    for days_since_sale in 0..40 {
        let count = regime.remedies(&UnitFacts { days_since_sale, ..UnitFacts::default() }).len();
        assert!(count <= before, "day {days_since_sale}");
        before = count;
    }
}

#[test]
fn a_refund_and_its_use_fee_are_the_price() {
    let phone = Regime::preset("cn_three_guarantees_phone").unwrap();
    let price = money("2999.99", "CNY");
    let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, price.currency());
    let fee = phone.use_fee().unwrap();
    for days in [0, 1, 199, 200, 201, 10_000] {
        let refund = fee.refund(price, Usage::Days(days), rounding).unwrap();
        assert_eq!(refund.use_fee().plus(refund.refund()).unwrap(), price);
        assert!(!refund.refund().is_negative());
    }
    let error = fee.refund(price, Usage::Kilometres(1), rounding).unwrap_err();
    assert_eq!(error.to_string(), "`usage`: `Kilometres(1)` is out of range; days is allowed");
}

#[test]
fn the_maker_sets_the_rate_of_a_car_below_the_largest() {
    let car = Regime::preset("cn_three_guarantees_car").unwrap();
    let (fee, price) = (car.use_fee().unwrap(), money("100000", "CNY"));
    let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, price.currency());
    let unset = fee.refund(price, Usage::Kilometres(2_000), rounding).unwrap_err();
    assert_eq!(unset.to_string(), "`use_fee` needs `rate`, which is missing");
    let set = fee.with_rate("0.005".parse().unwrap()).unwrap();
    let refund = set.refund(price, Usage::Kilometres(2_000), rounding).unwrap();
    assert_eq!(refund.use_fee(), money("1000", "CNY"));
    // What the regulation of 2013 allowed.
    let error = fee.with_rate("0.008".parse().unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`rate`: `0.008` is out of range; a share that the regime allows is allowed"
    );
}

#[test]
fn time_in_repair_moves_the_end_of_a_guarantee() {
    let regime = Regime::preset("cn_three_guarantees_general").unwrap();
    let rule = regime.prolongation().unwrap();
    let repair = |from, to| RepairPeriod::new(date(from), date(to)).unwrap();
    let end = |repairs: &[RepairPeriod]| rule.end(date("2026-06-30"), repairs).unwrap().to_string();
    assert_eq!(end(&[]), "2026-06-30");
    assert_eq!(end(&[repair("2026-02-01", "2026-02-11")]), "2026-07-10");
    let twice = [repair("2026-02-06", "2026-02-21"), repair("2026-02-01", "2026-02-11")];
    assert_eq!(end(&twice), "2026-07-20", "days that overlap count once");
    // The second repair begins after the first end, within the one moved by the first repair.
    assert_eq!(end(&[repair("2026-06-20", "2026-06-30"), repair("2026-07-05", "2026-07-08")]), "2026-07-13");
    assert_eq!(end(&[repair("2026-07-01", "2026-07-08")]), "2026-06-30");
    let error = RepairPeriod::new(date("2026-02-02"), date("2026-02-01")).unwrap_err();
    assert_eq!(error.path(), Some("to"));
}

#[test]
fn the_union_prolongs_a_guarantee_once() {
    let regime = Regime::preset("eu_repair").unwrap();
    let rule = regime.prolongation().unwrap();
    let repair = RepairPeriod::new(date("2026-09-01"), date("2026-09-11")).unwrap();
    assert_eq!(rule.end(date("2026-08-31"), &[repair]).unwrap(), date("2026-08-31"));
    assert_eq!(rule.end(date("2028-02-29"), &[repair, repair]).unwrap(), date("2029-02-28"));
    assert_eq!(regime.offer_binds_until(date("2026-08-03")), Some(date("2026-09-02")));
    assert_eq!(
        Regime::preset("cn_three_guarantees_car").unwrap().offer_binds_until(date("2026-08-03")),
        None
    );
}

#[test]
fn consent_is_asked_for_from_the_first_cent_beyond() {
    let florida = Regime::preset("us_fl_motor_vehicle_repair").unwrap();
    let rule = florida.reauthorisation().unwrap();
    // Ten dollars below 100, a tenth from there on, 50 dollars from 500 on.
    for (estimate, most) in [
        ("40", "50.00"),
        ("99.99", "109.99"),
        ("100", "110.00"),
        ("333.33", "366.66"),
        ("500", "550.00"),
        ("9000", "9050.00"),
    ] {
        let authorised = AuthorisedAmounts::estimate(money(estimate, "USD"));
        let most = money(most, "USD");
        let check = rule.check(&authorised, most).unwrap();
        assert_eq!((check.consent(), check.most()), (Consent::NotNeeded, most));
        let beyond = most.plus(money("0.01", "USD")).unwrap();
        assert_eq!(rule.check(&authorised, beyond).unwrap().consent(), Consent::AboveTolerance, "{estimate}");
    }
}

#[test]
fn a_limit_beats_the_tolerance() {
    let ontario = Regime::preset("ca_on_motor_vehicle_repair").unwrap();
    let rule = ontario.reauthorisation().unwrap();
    let both = AuthorisedAmounts::estimate(money("500", "CAD")).with_limit(money("520", "CAD"));
    let within = rule.check(&both, money("520", "CAD")).unwrap();
    assert_eq!((within.consent(), within.most()), (Consent::NotNeeded, money("520", "CAD")));
    let beyond = rule.check(&both, money("520.01", "CAD")).unwrap();
    assert_eq!(beyond.consent(), Consent::AboveNotToExceed);
    let wide = AuthorisedAmounts::estimate(money("500", "CAD")).with_limit(money("900", "CAD"));
    assert_eq!(rule.check(&wide, money("600", "CAD")).unwrap().consent(), Consent::AboveTolerance);
    let error = rule.check(&both, money("520", "USD")).unwrap_err();
    assert_eq!(error.code(), "money.currency.mixed");
}

#[test]
fn an_oral_consent_is_recorded_where_the_law_asks() {
    let california = Regime::preset("us_ca_appliance_repair").unwrap();
    let rule = california.reauthorisation().unwrap();
    let authorised = AuthorisedAmounts::estimate(money("500", "USD"));
    let check = rule.check(&authorised, money("500.01", "USD")).unwrap();
    let document = ReauthorisationCheckDocument::from(&check);
    assert_eq!(document.outcome, "above_tolerance");
    assert!(document.record_on_oral_consent.contains(&"receiver".to_owned()));
    let check = rule.check(&authorised, money("500", "USD")).unwrap();
    assert!(check.record_on_oral_consent().is_empty());
}

#[test]
fn a_regime_that_makes_no_sense_is_refused() {
    assert!(compile(&regime()).is_ok());
    let refused = |field: &str, value: Value| {
        let mut document = regime();
        document[field] = value;
        compile(&document).unwrap_err().to_string()
    };
    assert_eq!(
        refused("notice", json!("legal advice")),
        "`notice`: `legal advice` is out of range; `not legal advice` is allowed"
    );
    assert_eq!(
        refused("source", json!({"statute": "", "section": "1"})),
        "`house` needs `source.statute`, which is missing"
    );
    assert!(refused("as_of", json!("today")).starts_with("`as_of`: `today`"));
    assert!(
        refused("offer", json!({"binding_days": 0, "section": "1"})).starts_with("`offer.binding_days`: `0`")
    );
    let word = json!([{"remedies": ["apology"], "section": "1"}]);
    assert_eq!(
        refused("remedies", word),
        "`remedies[0].remedies`: `apology` is not defined; known are `refund`, `refund_less_use_fee`, `exchange`, `repair`"
    );
    let reason = json!([{"remedies": ["repair"], "when": [{"type": "repair_days", "more_than": 3, "reason": "rain"}], "section": "1"}]);
    assert!(refused("remedies", reason).starts_with("`remedies[0].when`: `rain`"));
    assert!(
        refused("use_fee", json!({"type": "per_day", "rate": "1.5", "section": "1"}))
            .starts_with("`use_fee.rate`: `1.5`")
    );
    assert!(
        refused("prolongation", json!({"type": "months_once", "months": 0, "section": "1"}))
            .starts_with("`prolongation.months`: `0`")
    );
    let tolerance =
        json!({"tolerance": {"type": "percent", "percent": "-1"}, "amounts": "with_tax", "section": "1"});
    assert!(refused("reauthorisation", tolerance).starts_with("`reauthorisation.tolerance.percent`: `-1`"));
}
