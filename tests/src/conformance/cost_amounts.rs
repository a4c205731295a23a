//! Vectors of amounts: rounding, taxes, and what the price book charges (`tests/vectors/cost/README.md`).

use aftersales::cost::{Estimate, EstimateRequest, PriceBook};
use aftersales::money::{Decimal, Money, Rounding, RoundingMode};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
use serde_json::{Map, Value, json};

use super::{Difference, Evaluator, Malformed};

/// The evaluator of the cost vectors that ask for amounts.
pub(super) struct CostAmounts;

impl Evaluator for CostAmounts {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        matches!(family, "cost/currency_rounding" | "cost/tax_rounding")
    }

    fn check(&self, file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let input = &vector["input"];
        let answer = match file["family"].as_str() {
            Some("cost/currency_rounding") => rounded(input)?,
            _ => taxed(input)?,
        };
        compare(vector, &answer)
    }
}

/// The expected fields that the answer does not meet, and the forbidden ones that it does.
fn compare(vector: &Value, answer: &Value) -> Result<Vec<Difference>, Malformed> {
    let mut differences = Vec::new();
    for (name, met) in [("expect", true), ("expect_not", false)] {
        let Some(fields) = vector.get(name) else { continue };
        let fields =
            fields.as_object().ok_or_else(|| Malformed::new(format!("`{name}` must be an object")))?;
        for (key, wanted) in fields {
            let got =
                answer.get(key).ok_or_else(|| Malformed::new(format!("`{name}.{key}` is not answered")))?;
            if (wanted == got) != met {
                differences.push(Difference::new(&format!("{name}.{key}"), wanted, got));
            }
        }
    }
    Ok(differences)
}

fn rounded(input: &Value) -> Result<Value, Malformed> {
    if let Some(minor) = input.get("minor_units") {
        let minor = minor.as_i64().ok_or_else(|| Malformed::new("`minor_units` must be a whole number"))?;
        let ratios: Vec<u64> =
            serde_json::from_value(input["ratios"].clone()).map_err(malformed("ratios"))?;
        let euro = "EUR".parse().map_err(malformed("currency"))?;
        let shares = Money::from_minor_units(minor, euro).allocate(&ratios).map_err(malformed("ratios"))?;
        return Ok(json!({"shares": shares.iter().map(|share| share.minor_units()).collect::<Vec<_>>()}));
    }
    let mode: RoundingMode = text(input, "mode")?.parse().map_err(malformed("mode"))?;
    let rounding = Rounding::to_step(mode, decimal(input, "increment")?).map_err(malformed("increment"))?;
    let amount = decimal(input, "amount")?;
    let rounded = rounding.round(amount).map_err(malformed("amount"))?;
    let adjustment = rounded.minus(amount).map_err(malformed("amount"))?.normalized();
    Ok(json!({"amount": rounded.to_string(), "adjustment": adjustment.to_string()}))
}

fn taxed(input: &Value) -> Result<Value, Malformed> {
    if input.get("nets").is_some() {
        return Ok(totals(&gross_of_nets(input)?));
    }
    let lines = input["lines"].as_array().ok_or_else(|| Malformed::new("`lines` must be a list"))?;
    let mut sheet = Sheet::default();
    for line in lines {
        let (price, rate) = (text(line, "unit_price")?, text(line, "tax_rate_pct")?);
        let discount = line.get("discount_pct").and_then(Value::as_str);
        // A price below zero is a discount with a line of its own.
        match price.strip_prefix('-') {
            Some(amount) if text(line, "qty")? == "1" => sheet.discount(amount),
            Some(_) => return Err(Malformed::new("`qty` of a line below zero must be `1`")),
            None => sheet.part(price, text(line, "qty")?, Some(rate), discount),
        }
    }
    let prices = match input["prices_include_tax"].as_bool() {
        Some(true) => "with_tax",
        Some(false) => "without_tax",
        None => return Err(Malformed::new("`prices_include_tax` must be true or false")),
    };
    let rounding = json!({
        "mode": text(input, "rounding_mode")?, "scope": text(input, "rounding_policy")?,
        "step": text(input, "currency_increment")?,
    });
    Ok(totals(&sheet.estimate(prices, rounding)?))
}

/// An estimate with tax inside over the gross amounts of net ones.
fn gross_of_nets(input: &Value) -> Result<Estimate, Malformed> {
    let nets: Vec<String> = serde_json::from_value(input["nets"].clone()).map_err(malformed("nets"))?;
    let rate = decimal(input, "tax_rate_pct")?;
    let factor =
        rate.plus(Decimal::HUNDRED).and_then(Decimal::hundredth).map_err(malformed("tax_rate_pct"))?;
    let cents = Rounding::to_digits(RoundingMode::HalfUp, 2);
    let mut sheet = Sheet::default();
    for net in nets {
        let net: Decimal = net.parse().map_err(malformed("nets"))?;
        let gross = net.times(factor).and_then(|gross| cents.round(gross)).map_err(malformed("nets"))?;
        sheet.part(&gross.to_string(), "1", Some(&rate.to_string()), None);
    }
    sheet.estimate("with_tax", json!({"mode": "half_up", "scope": "per_line"}))
}

fn totals(estimate: &Estimate) -> Value {
    let totals = estimate.totals();
    let [net, tax, total] = [totals.net, totals.tax, totals.total].map(|money| money.amount().to_string());
    json!({"net": net, "tax": tax, "total": total})
}

/// A price book and a plan that grow line by line.
#[derive(Default)]
struct Sheet {
    rates: Vec<String>,
    parts: Map<String, Value>,
    lines: Vec<Value>,
}

impl Sheet {
    fn part(&mut self, price: &str, quantity: &str, rate: Option<&str>, discount: Option<&str>) {
        if let Some(rate) = rate
            && !self.rates.iter().any(|known| known == rate)
        {
            self.rates.push(rate.to_owned());
        }
        let part = format!("part-{}", self.lines.len());
        self.parts.insert(
            part.clone(),
            json!({"tiers": [{"from": "0", "price": price}], "taxes": rate.into_iter().collect::<Vec<_>>()}),
        );
        let mut line = json!({"charge": {"type": "part", "part": part, "quantity": quantity}});
        if let Some(percent) = discount {
            line["discount"] = json!({"type": "percent", "percent": percent});
        }
        self.line(line);
    }

    fn discount(&mut self, amount: &str) {
        self.line(json!({"charge": {"type": "discount", "discount": {"type": "amount", "amount": amount}}}));
    }

    fn line(&mut self, mut line: Value) {
        line["id"] = json!(format!("line-{}", self.lines.len()));
        self.lines.push(line);
    }

    fn estimate(&self, prices: &str, rounding: Value) -> Result<Estimate, Malformed> {
        let taxes: Vec<Value> =
            self.rates.iter().map(|rate| json!({"name": rate, "percent": rate})).collect();
        let book = json!({
            "currency": "EUR", "prices": prices, "rounding": rounding, "taxes": taxes, "default_taxes": [], "parts": self.parts,
        });
        let request = json!({
            "version": 1, "issued_at": "2026-03-02T09:00:00Z", "valid_until": "2026-04-01T09:00:00Z",
            "payers": [{"payer": "customer", "percent": "100"}], "lines": self.lines,
        });
        let book: PriceBookDocument = serde_json::from_value(book).map_err(malformed("input"))?;
        let request: EstimateRequestDocument = serde_json::from_value(request).map_err(malformed("input"))?;
        let book = PriceBook::compile(&book, &ZoneDatabase::bundled()).map_err(malformed("input"))?;
        let request = EstimateRequest::try_from(&request).map_err(malformed("input"))?;
        book.estimate(&request).map_err(malformed("input"))
    }
}

fn text<'a>(input: &'a Value, field: &str) -> Result<&'a str, Malformed> {
    input[field].as_str().ok_or_else(|| Malformed::new(format!("`{field}` must be a text")))
}

fn decimal(input: &Value, field: &str) -> Result<Decimal, Malformed> {
    text(input, field)?.parse().map_err(malformed(field))
}

fn malformed<E: std::fmt::Display>(field: &str) -> impl Fn(E) -> Malformed {
    move |error| Malformed::new(format!("`{field}`: {error}"))
}
