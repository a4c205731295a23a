//! Who pays for a repair: warranty, contract and goodwill by date, unit, component and cause.

use aftersales::cost::{CostError, Coverage, CoverageRefusal, CoveredClaim, Payer, ShareReason};
use aftersales::money::Money;
use aftersales::wire::{ClaimDocument, CoverageDocument, CoveredClaimDocument, read_document};
use serde_json::{Value, json};

fn coverage() -> Value {
    json!({"agreements": [
        {
            "name": "maker", "payer": "warranty", "term": {"type": "since_purchase", "months": 24},
            "excluded_components": ["battery"], "excluded_causes": ["misuse", "liquid"],
            "covers": [{"kinds": ["labour", "diagnosis"], "percent": "100"}, {"kinds": ["part"], "percent": "100"}]
        },
        {
            "name": "service contract", "payer": "contract",
            "term": {"type": "dates", "from": "2026-01-01", "until": "2026-12-31"}, "serials": ["SN-1", "SN-2"],
            "covers": [
                {"kinds": ["part"], "percent": "80", "betterment_percent_per_year": "10"}, {"percent": "50"}
            ],
            "most": {"amount": "200.00", "currency": "EUR"}
        },
        {
            "name": "kindness", "payer": "goodwill", "term": {"type": "always"}, "components": ["battery"],
            "covers": [{"percent": "25"}]
        }
    ]})
}

fn line(id: &str, kind: &str, amount: &str) -> Value {
    json!({"id": id, "kind": kind, "amount": {"amount": amount, "currency": "EUR"}, "replaced_age_years": "0"})
}

fn claim(lines: &[Value]) -> Value {
    json!({
        "date": "2026-03-01", "purchased_on": "2023-06-01", "serial": "SN-1", "cause": "material", "lines": lines
    })
}

fn split(claim: &Value) -> Result<CoveredClaim, CostError> {
    let coverage = Coverage::compile(&CoverageDocument::from_json(&coverage().to_string())?)?;
    coverage.claim(&read_document::<ClaimDocument>(&claim.to_string())?)
}

/// Payer, amount and reason of each share of a line.
fn shares(claim: &CoveredClaim, line: usize) -> Vec<(Payer, String, ShareReason)> {
    let shares = claim.lines()[line].shares().iter();
    shares.map(|share| (share.payer(), share.amount().amount().to_string(), share.reason())).collect()
}

fn refusals(claim: &CoveredClaim, line: usize) -> Vec<(&str, CoverageRefusal)> {
    claim.lines()[line].refusals().collect()
}

#[test]
fn a_young_unit_is_the_makers() {
    let mut young = claim(&[
        line("labour", "labour", "96.00"),
        line("board", "part", "310.50"),
        line("trip", "travel", "40.00"),
    ]);
    young["purchased_on"] = json!("2024-03-01");
    let young = split(&young).unwrap();
    assert_eq!(shares(&young, 0), [(Payer::Warranty, "96.00".to_owned(), ShareReason::Agreement)]);
    assert_eq!(shares(&young, 1), [(Payer::Warranty, "310.50".to_owned(), ShareReason::Agreement)]);
    assert_eq!(
        refusals(&young, 0),
        [("service contract", CoverageRefusal::UsedUp), ("kindness", CoverageRefusal::ComponentNotCovered)]
    );
    let expected = [
        (Payer::Contract, "20.00".to_owned(), ShareReason::Agreement),
        (Payer::Customer, "20.00".to_owned(), ShareReason::Rest),
    ];
    assert_eq!(shares(&young, 2), expected);
    assert_eq!(refusals(&young, 2)[0], ("maker", CoverageRefusal::KindNotCovered));
}

#[test]
fn the_last_day_of_a_term_is_included() {
    let refusal = |bought: &str, date: &str| {
        let mut claim = claim(&[line("labour", "labour", "96.00")]);
        (claim["purchased_on"], claim["date"]) = (json!(bought), json!(date));
        let split = split(&claim).unwrap();
        refusals(&split, 0).into_iter().find(|(name, _)| *name == "maker").map(|(_, reason)| reason)
    };
    assert_eq!(refusal("2024-03-01", "2026-03-01"), None);
    assert_eq!(refusal("2024-03-01", "2026-03-02"), Some(CoverageRefusal::Ended));
    assert_eq!(refusal("2026-03-02", "2026-03-01"), Some(CoverageRefusal::NotYetRunning));
    let mut unknown = claim(&[line("labour", "labour", "96.00")]);
    unknown.as_object_mut().unwrap().remove("purchased_on");
    assert_eq!(refusals(&split(&unknown).unwrap(), 0)[0], ("maker", CoverageRefusal::PurchaseDateUnknown));
}

#[test]
fn misuse_is_the_customers() {
    let mut misused = claim(&[line("labour", "labour", "96.00")]);
    misused["cause"] = json!("liquid");
    (misused["purchased_on"], misused["serial"]) = (json!("2025-03-01"), json!("SN-9"));
    let split = split(&misused).unwrap();
    assert_eq!(shares(&split, 0), [(Payer::Customer, "96.00".to_owned(), ShareReason::Rest)]);
    let expected = [
        ("maker", CoverageRefusal::CauseExcluded),
        ("service contract", CoverageRefusal::OtherUnit),
        ("kindness", CoverageRefusal::ComponentNotCovered),
    ];
    assert_eq!(refusals(&split, 0), expected);
}

#[test]
fn the_loss_from_a_wrong_diagnosis_is_never_the_customers() {
    let mut wrong = line("second visit", "travel", "40.00");
    wrong["loss_from"] = json!("wrong_diagnosis");
    let mut claim = claim(&[wrong]);
    claim["cause"] = json!("misuse");
    let split = split(&claim).unwrap();
    assert_eq!(shares(&split, 0), [(Payer::ServiceSide, "40.00".to_owned(), ShareReason::WrongDiagnosis)]);
}

#[test]
fn what_a_new_part_gives_beyond_the_old_one_is_not_paid() {
    let mut old = line("board", "part", "100.00");
    old["replaced_age_years"] = json!("2.5");
    // A quarter of the price is betterment; the contract pays 80 % of the rest.
    let split = split(&claim(&[old])).unwrap();
    let expected = [
        (Payer::Contract, "60.00".to_owned(), ShareReason::Agreement),
        (Payer::Customer, "25.00".to_owned(), ShareReason::Betterment),
        (Payer::Customer, "15.00".to_owned(), ShareReason::Rest),
    ];
    assert_eq!(shares(&split, 0), expected);
    let plan: Vec<_> = split.lines()[0]
        .payer_shares()
        .into_iter()
        .map(|share| (share.payer, share.amount, share.percent))
        .collect();
    let amount = ("contract".to_owned(), Some("60.00".to_owned()), None);
    assert_eq!(plan, [amount, ("customer".to_owned(), None, Some("100".to_owned()))]);
}

#[test]
fn an_agreement_pays_no_more_than_its_most() {
    let claim = claim(&[
        line("board", "part", "150.00"),
        line("drive", "part", "150.00"),
        line("fan", "part", "20.00"),
    ]);
    let split = split(&claim).unwrap();
    assert_eq!(shares(&split, 0)[0].1, "120.00");
    assert_eq!(shares(&split, 1)[0].1, "80.00");
    assert_eq!(shares(&split, 2), [(Payer::Customer, "20.00".to_owned(), ShareReason::Rest)]);
    assert!(refusals(&split, 2).contains(&("service contract", CoverageRefusal::UsedUp)));
    let euro = "EUR".parse().unwrap();
    assert_eq!(split.paid_by(Payer::Contract, euro).unwrap().to_string(), "200.00 EUR");
}

#[test]
fn later_agreements_pay_of_what_is_left() {
    let mut battery = line("battery", "part", "90.00");
    battery["component"] = json!("battery");
    let mut claim = claim(&[battery]);
    claim["purchased_on"] = json!("2025-06-01");
    let split = split(&claim).unwrap();
    let expected = [
        (Payer::Contract, "72.00".to_owned(), ShareReason::Agreement),
        (Payer::Goodwill, "4.50".to_owned(), ShareReason::Agreement),
        (Payer::Customer, "13.50".to_owned(), ShareReason::Rest),
    ];
    assert_eq!(shares(&split, 0), expected);
    let document = CoveredClaimDocument::from(&split);
    assert_eq!(document.lines[0].shares[1].agreement.as_deref(), Some("kindness"));
    assert_eq!(document.lines[0].refusals[0].reason, "component_not_covered");
}

#[test]
fn no_share_is_ever_lost() {
    let kinds = ["labour", "part", "travel", "diagnosis", "discount"];
    for seed in 0_i64..400 {
        let amount = Money::from_minor_units((seed * 7_919) % 50_021 - 9_000, "EUR".parse().unwrap());
        let mut each = line("x", kinds[(seed % 5) as usize], &amount.amount().to_string());
        each["replaced_age_years"] = json!(format!("{}.{}", seed % 13, seed % 10));
        if seed % 3 == 0 {
            each["component"] = json!("battery");
        }
        let mut claim = claim(&[each.clone(), each]);
        claim["purchased_on"] = json!(if seed % 2 == 0 { "2025-01-01" } else { "2020-01-01" });
        for line in split(&claim).unwrap().lines() {
            let shares = line.shares().iter().map(|share| share.amount());
            assert_eq!(Money::sum(shares, amount.currency()).unwrap(), amount, "{seed}");
            let sign = |money: Money| money.minor_units().signum();
            assert!(line.shares().iter().all(|share| sign(share.amount()) * sign(amount) >= 0), "{seed}");
        }
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let refused = |claim: Value| split(&claim).unwrap_err().to_string();
    let wrong = |field: &str, value: &str| {
        let mut line = line("x", "part", "10.00");
        line[field] = json!(value);
        refused(claim(&[line]))
    };
    assert!(
        wrong("kind", "magic").starts_with("`lines[0].kind`: `magic` is not defined; known are `diagnosis`")
    );
    assert!(
        wrong("loss_from", "rain")
            .starts_with("`lines[0].loss_from`: `rain` is not defined; known are `wrong_diagnosis`")
    );
    assert!(
        wrong("replaced_age_years", "old")
            .starts_with("`lines[0].replaced_age_years`: `old` is not a decimal")
    );
    let mut ageless = line("x", "part", "10.00");
    ageless.as_object_mut().unwrap().remove("replaced_age_years");
    assert_eq!(refused(claim(&[ageless])), "`lines[0]` needs `replaced_age_years`, which is missing");
    let mut foreign = line("x", "labour", "10.00");
    foreign["amount"]["currency"] = json!("USD");
    assert!(refused(claim(&[foreign])).contains("`USD` and `EUR` do not mix"));

    let refused = |change: fn(&mut Value)| {
        let mut document = coverage();
        change(&mut document["agreements"]);
        Coverage::compile(&CoverageDocument::from_json(&document.to_string()).unwrap())
            .unwrap_err()
            .to_string()
    };
    assert!(refused(|all| all[0]["payer"] = json!("santa")).starts_with("`agreements[0].payer`: `santa`"));
    assert!(refused(|all| all[0]["payer"] = json!("customer")).contains("a payer other than the customer"));
    assert_eq!(
        refused(|all| all[1]["name"] = json!("maker")),
        "`agreements[1].name`: `maker` stands there twice"
    );
    assert!(
        refused(|all| all[0]["covers"][0]["percent"] = json!("101"))
            .starts_with("`agreements[0].covers[0].percent`: `101`")
    );
    assert!(
        refused(|all| all[1]["term"]["until"] = json!("2025-01-01"))
            .starts_with("`agreements[1].term.until`: `2025-01-01`")
    );
    assert!(
        refused(|all| all[0]["term"]["months"] = json!(0)).starts_with("`agreements[0].term.months`: `0`")
    );
}
