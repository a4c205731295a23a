//! Vectors of who must be asked and who pays: `cost/reauthorisation` and `cost/warranty_betterment_minimums`.

use std::fmt::Display;

use aftersales::cost::{
    AuthorisedAmounts, Betterment, Consent, Coverage, DelayReason, Estimate, EstimateRequest, Formula,
    GuaranteeState, Payer, PriceBook, Reauthorisation, Regime, RepairPeriod, UnitFacts, Usage, UseFee,
};
use aftersales::money::{Currency, Decimal, Money, Rounding, RoundingMode};
use aftersales::time::{Date, ZoneDatabase};
use aftersales::wire::{
    ClaimDocument, CoverageDocument, EstimateRequestDocument, PriceBookDocument, ReauthorisationDocument,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Difference, Evaluator, Malformed};

/// The evaluator of consent, coverage and remedies.
pub(super) struct CostRights;

impl Evaluator for CostRights {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        matches!(family, "cost/reauthorisation" | "cost/warranty_betterment_minimums")
    }

    fn check(&self, file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let input = &vector["input"];
        let answers = match file["family"].as_str() {
            Some("cost/reauthorisation") => reauthorisation(vector, input)?,
            _ => rights(input)?,
        };
        let expected = vector["expect"].as_object().ok_or_else(|| Malformed::new("`expect` is missing"))?;
        let mut differences = Vec::new();
        for (name, wanted) in expected {
            let got = answers
                .get(name)
                .ok_or_else(|| Malformed::new(format!("`expect.{name}` is not answered")))?;
            if !same(wanted, got) {
                differences.push(Difference::new(&format!("expect.{name}"), wanted, got));
            }
        }
        Ok(differences)
    }
}

/// Equal, or two ways to write one decimal number.
fn same(wanted: &Value, got: &Value) -> bool {
    let decimal = |value: &Value| value.as_str().and_then(|text| text.parse::<Decimal>().ok());
    wanted == got || decimal(wanted).is_some_and(|wanted| decimal(got) == Some(wanted))
}

fn reauthorisation(vector: &Value, input: &Value) -> Result<Value, Malformed> {
    // The law behind a vector, which must agree with the rule that the vector spells out.
    let id: String = read(vector, "id")?;
    let law = match id.split_once('-').map(|(place, _)| place) {
        Some("fl") => Some("us_fl_motor_vehicle_repair"),
        Some("on") => Some("ca_on_motor_vehicle_repair"),
        Some("ca") => Some("us_ca_motor_vehicle_repair"),
        _ => None,
    };
    let law = law.map(Regime::preset).transpose().map_err(malformed("regime"))?;
    let law = law.as_ref().and_then(Regime::reauthorisation);
    let currency = if id.starts_with("on") { "CAD" } else { "USD" };
    let rule = match input.get("rule") {
        Some(rule) => rule_of(rule, law, currency)?,
        None => json!({"tolerance": {"type": "none"}, "amounts": "with_tax", "section": "agreed"}),
    };
    let rule: ReauthorisationDocument = serde_json::from_value(rule).map_err(malformed("rule"))?;
    let rule = Reauthorisation::compile(&rule).map_err(malformed("rule"))?;
    let revised = money(input, "revised", currency)?;
    let authorised = match (input.get("authorised"), input.get("not_to_exceed")) {
        (Some(_), None) => AuthorisedAmounts::estimate(money(input, "authorised", currency)?),
        (None, Some(_)) => AuthorisedAmounts::not_to_exceed(money(input, "not_to_exceed", currency)?),
        _ => return Err(Malformed::new("either `authorised` or `not_to_exceed` is expected")),
    };
    let check = rule.check(&authorised, revised).map_err(malformed("authorised"))?;
    if let Some(law) = law {
        let by_law = law.check(&authorised, revised).map_err(malformed("regime"))?;
        if (by_law.consent(), by_law.allowance(), by_law.most())
            != (check.consent(), check.allowance(), check.most())
        {
            return Err(Malformed::new(format!("the regime says {by_law:?}, the rule {check:?}")));
        }
    }
    Ok(json!({
        "reauthorise": check.consent() != Consent::NotNeeded,
        "allowance": check.allowance().map(|allowance| allowance.to_string()),
        "record_on_oral_consent": check.record_on_oral_consent(),
    }))
}

fn rule_of(rule: &Value, law: Option<&Reauthorisation>, currency: &str) -> Result<Value, Malformed> {
    let kind: String = read(rule, "kind")?;
    let amount = |field: &str| json!({"amount": rule[field], "currency": currency});
    let tolerance = match kind.as_str() {
        "percent" => json!({"type": "percent", "percent": rule["pct"]}),
        "greater_of_capped" => json!({
            "type": "greater_of_capped", "percent": rule["pct"], "amount": amount("abs"), "most": amount("cap")
        }),
        unknown => return Err(Malformed::new(format!("`rule.kind`: unknown kind `{unknown}`"))),
    };
    let record = law.map(|law| law.document().record_on_oral_consent.clone()).unwrap_or_default();
    Ok(
        json!({"tolerance": tolerance, "amounts": "with_tax", "record_on_oral_consent": record, "section": "vector"}),
    )
}

fn rights(input: &Value) -> Result<Value, Malformed> {
    let has = |name: &str| input.get(name).is_some();
    if has("regime") {
        return remedies(input);
    }
    if has("daily_rate") || has("km") {
        return use_fee(input);
    }
    if has("pct_per_year") {
        let price = money(input, "part_price", "CAD")?;
        let betterment =
            Betterment::per_year(decimal(input, "pct_per_year")?).map_err(malformed("pct_per_year"))?;
        let age: i64 = read(input, "age_years")?;
        let customer = betterment.of(price, age.into()).map_err(malformed("age_years"))?;
        let covered = price.minus(customer).map_err(malformed("part_price"))?;
        return Ok(
            json!({"customer": customer.amount().to_string(), "covered": covered.amount().to_string()}),
        );
    }
    if has("minimum_minutes") {
        return minimum(input);
    }
    if has("entitlement_discount_pct") {
        let lines = [(read::<String>(input, "list")?, "1".to_owned())];
        let percent: String = read(input, "entitlement_discount_pct")?;
        let estimate = covered(&lines, "contract", &percent)?;
        return Ok(json!({
            "charge": paid(&estimate, Payer::Customer), "contract_share": paid(&estimate, Payer::Contract)
        }));
    }
    if has("under_warranty") {
        let lines: Vec<(String, String)> = read(input, "lines")?;
        let percent = if read(input, "under_warranty")? { "100" } else { "0" };
        let estimate = covered(&lines, "warranty", percent)?;
        return Ok(json!({
            "customer_total": paid(&estimate, Payer::Customer), "warranty_total": paid(&estimate, Payer::Warranty)
        }));
    }
    let regime = Regime::preset("eu_repair").map_err(malformed("regime"))?;
    if has("issued") {
        let days: u32 = read(input, "validity_days")?;
        if regime.document().offer.as_ref().map(|offer| offer.binding_days) != Some(days) {
            return Err(Malformed::new("`validity_days` is not that of the regime"));
        }
        let (issued, accepted): (Date, Date) = (date(input, "issued")?, date(input, "accepted")?);
        return Ok(
            json!({"price_binding": regime.offer_binds_until(issued).is_some_and(|last| accepted <= last)}),
        );
    }
    if has("guarantee_end") {
        let end = date(input, "guarantee_end")?;
        let repair = RepairPeriod::new(end, end).map_err(malformed("guarantee_end"))?;
        let first: bool = read(input, "repaired_under_guarantee")?;
        let second: bool = read(input, "second_repair")?;
        let repairs = vec![repair; usize::from(first) + usize::from(second)];
        let rule = regime.prolongation().ok_or_else(|| Malformed::new("the regime prolongs nothing"))?;
        return Ok(json!({"new_end": rule.end(end, &repairs).map_err(malformed("guarantee_end"))?}));
    }
    Err(Malformed::new("the input names no question that is known"))
}

fn remedies(input: &Value) -> Result<Value, Malformed> {
    let regime = Regime::preset(&read::<String>(input, "regime")?).map_err(malformed("regime"))?;
    let reason: Option<String> = read(input, "delay_reason")?;
    let delay_reason = match reason.as_deref() {
        None => None,
        Some("repairer") => Some(DelayReason::Repairer),
        Some("no_parts") => Some(DelayReason::NoParts),
        Some(unknown) => return Err(Malformed::new(format!("`delay_reason`: unknown reason `{unknown}`"))),
    };
    let valid: bool = read(input, "within_validity")?;
    let facts = UnitFacts {
        days_since_sale: read(input, "days_since_sale")?,
        failed_repairs: read(input, "failed_repairs")?,
        repair_days: read(input, "repair_days")?,
        delay_reason,
        guarantee: if valid { GuaranteeState::Running } else { GuaranteeState::Ended },
        ..UnitFacts::default()
    };
    let remedies: Vec<&str> = regime.remedies(&facts).into_iter().map(|remedy| remedy.as_str()).collect();
    Ok(json!({"remedies": remedies}))
}

fn use_fee(input: &Value) -> Result<Value, Malformed> {
    let (fee, usage) = if input.get("km").is_some() {
        let kilometres: String = read(input, "km")?;
        let usage = Usage::Kilometres(kilometres.parse().map_err(malformed("km"))?);
        (UseFee::per_thousand_kilometres(decimal(input, "n")?).map_err(malformed("n"))?, usage)
    } else {
        let fee = UseFee::per_day(decimal(input, "daily_rate")?).map_err(malformed("daily_rate"))?;
        (fee, Usage::Days(read(input, "days")?))
    };
    let price = money(input, "price", "CNY")?;
    let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, price.currency());
    let refund = fee.refund(price, usage, rounding).map_err(malformed("price"))?;
    Ok(json!({
        "use_fee": refund.use_fee().amount().to_string(), "refund": refund.refund().amount().to_string()
    }))
}

fn minimum(input: &Value) -> Result<Value, Malformed> {
    let (minutes, least): (i64, i64) = (read(input, "minutes")?, read(input, "minimum_minutes")?);
    let grade = json!({"per_hour": input["rate_per_hour"], "minimum_seconds": least * 60});
    let line =
        json!({"id": "labour", "charge": {"type": "labour", "grade": "engineer", "seconds": minutes * 60}});
    let estimate = estimate(json!({"labour": {"grades": {"engineer": grade}}}), vec![line])?;
    let Some(Formula::Rate { quantity, .. }) = estimate.lines().first().map(|line| line.formula) else {
        return Err(Malformed::new("the line of labour has no rate"));
    };
    let billed = quantity.to_string().parse::<i64>().map_err(malformed("minutes"))? / 60;
    Ok(json!({"billed_minutes": billed, "charge": paid(&estimate, Payer::Customer)}))
}

/// Parts at list prices, of which one agreement pays a share.
fn covered(lines: &[(String, String)], payer: &str, percent: &str) -> Result<Estimate, Malformed> {
    let coverage: CoverageDocument = serde_json::from_value(json!({"agreements": [
        {"name": "agreement", "payer": payer, "term": {"type": "always"}, "covers": [{"percent": percent}]}
    ]}))
    .map_err(malformed("agreement"))?;
    let coverage = Coverage::compile(&coverage).map_err(malformed("agreement"))?;
    let (mut parts, mut plan, mut claimed) = (serde_json::Map::new(), Vec::new(), Vec::new());
    for (position, (price, quantity)) in lines.iter().enumerate() {
        let part = format!("part-{position}");
        let price_of = |text: &str| text.parse::<Decimal>().map_err(malformed("lines"));
        let amount = price_of(price)?.times(price_of(quantity)?).map_err(malformed("lines"))?;
        let amount = Money::new(amount, euro()?).map_err(malformed("lines"))?;
        claimed.push(json!({
            "id": part, "kind": "part", "amount": {"amount": amount.amount().to_string(), "currency": "EUR"}
        }));
        plan.push(json!({"id": part, "charge": {"type": "part", "part": part, "quantity": quantity}}));
        parts.insert(part, json!({"tiers": [{"from": "1", "price": price}]}));
    }
    let claim = json!({"date": "2026-11-02", "lines": claimed});
    let claim: ClaimDocument = serde_json::from_value(claim).map_err(malformed("lines"))?;
    let claim = coverage.claim(&claim).map_err(malformed("lines"))?;
    for (line, covered) in plan.iter_mut().zip(claim.lines()) {
        line["payers"] = json!(covered.payer_shares());
    }
    estimate(json!({"parts": parts}), plan)
}

/// An estimate in euros without taxes, of a price book with one tariff.
fn estimate(tariff: Value, lines: Vec<Value>) -> Result<Estimate, Malformed> {
    let mut book = json!({
        "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_line"}, "default_taxes": [],
        "estimate_valid_seconds": 86400
    });
    for (field, value) in tariff.as_object().into_iter().flatten() {
        book[field] = value.clone();
    }
    let book: PriceBookDocument = serde_json::from_value(book).map_err(malformed("price book"))?;
    let book = PriceBook::compile(&book, &ZoneDatabase::bundled()).map_err(malformed("price book"))?;
    let request = json!({
        "version": 1, "issued_at": "2026-11-02T09:00:00Z",
        "payers": [{"payer": "customer", "percent": "100"}], "lines": lines
    });
    let request: EstimateRequestDocument = serde_json::from_value(request).map_err(malformed("request"))?;
    let request = EstimateRequest::try_from(&request).map_err(malformed("request"))?;
    book.estimate(&request).map_err(malformed("request"))
}

fn paid(estimate: &Estimate, payer: Payer) -> String {
    estimate.payer(payer).total.amount().to_string()
}

fn euro() -> Result<Currency, Malformed> {
    "EUR".parse().map_err(malformed("currency"))
}

fn money(input: &Value, name: &str, currency: &str) -> Result<Money, Malformed> {
    Money::new(decimal(input, name)?, currency.parse().map_err(malformed("currency"))?)
        .map_err(malformed(name))
}

fn decimal(input: &Value, name: &str) -> Result<Decimal, Malformed> {
    read::<String>(input, name)?.parse().map_err(malformed(name))
}

fn date(input: &Value, name: &str) -> Result<Date, Malformed> {
    read::<String>(input, name)?.parse().map_err(malformed(name))
}

fn read<T: DeserializeOwned>(value: &Value, name: &str) -> Result<T, Malformed> {
    T::deserialize(value.get(name).unwrap_or(&Value::Null)).map_err(malformed(name))
}

fn malformed<E: Display>(name: &str) -> impl Fn(E) -> Malformed {
    move |error| Malformed::new(format!("`{name}`: {error}"))
}
