//! Random price books and plans, drawn to where cents are lost.

use aftersales::cost::{Estimate, EstimateRequest, Payer, PriceBook};
use aftersales::time::ZoneDatabase;
use aftersales_tests::oracle::{EstimateOracle, Fraction, OracleCharge, OracleTax, PAYERS};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

const MODES: &[&str] = &["half_up", "half_even", "half_odd", "half_down", "up", "down", "ceiling", "floor"];
/// A currency with its minor units, and its coin where it has one.
const CURRENCIES: &[(&str, i128, Option<&str>)] =
    &[("EUR", 100, Some("0.05")), ("JPY", 1, Some("10")), ("KWD", 1000, Some("0.005"))];

/// One of everything that totals depend on.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) with_tax: bool,
    pub(crate) per_line: bool,
    mode: &'static str,
    currency: usize,
    cash: bool,
    taxes: Vec<DrawnTax>,
    pub(crate) lines: Vec<DrawnLine>,
    /// Per cent of a discount on the whole, in tenths.
    pub(crate) discount: Option<i128>,
}

#[derive(Debug, Clone)]
struct DrawnTax {
    /// Hundredths of a per cent.
    rate: i128,
    compound: bool,
    payers: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct DrawnLine {
    pub(crate) charge: DrawnCharge,
    /// Places of taxes.
    taxes: Vec<usize>,
    /// Per cent, in tenths.
    discount: Option<i128>,
    /// Per cents in hundredths.
    percents: [i128; PAYERS],
}

#[derive(Debug, Clone)]
pub(crate) enum DrawnCharge {
    /// Price of an hour in thousandths, and seconds.
    Labour(i128, i128),
    /// Price in thousandths, and pieces in thousandths.
    Part(i128, i128),
}

pub(crate) fn scenes() -> impl Strategy<Value = Scene> {
    let taxes = vec(taxes(), 0..4);
    (any::<[bool; 3]>(), select(MODES), 0..CURRENCIES.len(), taxes).prop_flat_map(
        |(flags, mode, currency, taxes)| {
            let [with_tax, per_line, cash] = flags;
            let lines = vec(lines(taxes.len()), 1..8);
            let discount = prop::option::weighted(0.3, 0..=1000_i128);
            (lines, discount).prop_map(move |(lines, discount)| Scene {
                with_tax,
                per_line,
                mode,
                currency,
                cash,
                taxes: taxes.clone(),
                lines,
                discount,
            })
        },
    )
}

fn taxes() -> impl Strategy<Value = DrawnTax> {
    let rate = prop_oneof![select(&[1900, 700, 2200, 550, 850][..]), 0..3000_i128];
    let payers =
        prop_oneof![3 => Just(Vec::new()), 1 => subsequence((0..PAYERS).collect::<Vec<_>>(), 1..PAYERS)];
    (rate, any::<bool>(), payers).prop_map(|(rate, compound, payers)| DrawnTax { rate, compound, payers })
}

fn lines(taxes: usize) -> impl Strategy<Value = DrawnLine> {
    let labour =
        (0..200_000_i128, 1..40_000_i128).prop_map(|(rate, seconds)| DrawnCharge::Labour(rate, seconds));
    let price = prop_oneof![0..100_000_i128, (0..20_000_i128).prop_map(|price| price * 5)];
    let quantity = prop_oneof![(1..20_i128).prop_map(|pieces| pieces * 1000), 1..5000_i128];
    let part = (price, quantity).prop_map(|(price, quantity)| DrawnCharge::Part(price, quantity));
    let own = subsequence((0..taxes).collect::<Vec<_>>(), 0..=taxes);
    let discount = prop::option::weighted(0.3, 0..=1000_i128);
    (prop_oneof![labour, part], own, discount, percents())
        .prop_map(|(charge, taxes, discount, percents)| DrawnLine { charge, taxes, discount, percents })
}

/// Per cents that come to 100.
fn percents() -> impl Strategy<Value = [i128; PAYERS]> {
    let one = (0..PAYERS).prop_map(|payer| {
        let mut percents = [0; PAYERS];
        percents[payer] = 10_000;
        percents
    });
    let two = (0..PAYERS, 0..PAYERS, 0..=10_000_i128).prop_map(|(left, right, percent)| {
        let mut percents = [0; PAYERS];
        percents[left] += percent;
        percents[right] += 10_000 - percent;
        percents
    });
    let three = Just([3_334, 3_333, 0, 3_333, 0, 0]);
    prop_oneof![2 => one, 2 => two, 1 => three]
}

/// A decimal number from its digits.
fn decimal(mantissa: i128, digits: u32) -> String {
    let unit = 10_i128.pow(digits);
    format!("{}.{:0width$}", mantissa / unit, mantissa % unit, width = digits as usize)
}

impl Scene {
    pub(crate) fn book(&self) -> PriceBook {
        let (currency, _, coin) = CURRENCIES[self.currency];
        let taxes: Vec<Value> =
            self.taxes.iter().enumerate().map(|(place, tax)| self.tax(place, tax)).collect();
        let (mut grades, mut parts) = (json!({}), json!({}));
        for (place, line) in self.lines.iter().enumerate() {
            let names: Vec<String> = line.taxes.iter().map(|tax| format!("tax-{tax}")).collect();
            match line.charge {
                DrawnCharge::Labour(rate, _) => {
                    grades[format!("grade-{place}")] = json!({"per_hour": decimal(rate, 3)});
                }
                DrawnCharge::Part(price, _) => {
                    parts[format!("part-{place}")] =
                        json!({"tiers": [{"from": "0", "price": decimal(price, 3)}], "taxes": names});
                }
            }
        }
        let mut rounding =
            json!({"mode": self.mode, "scope": if self.per_line { "per_line" } else { "per_document" }});
        if let Some(step) = coin {
            rounding["cash"] = json!({"mode": "half_up", "step": step});
        }
        let document = json!({
            "currency": currency,
            "prices": if self.with_tax { "with_tax" } else { "without_tax" },
            "rounding": rounding,
            "taxes": taxes,
            // Labour is under all taxes.
            "default_taxes": (0..self.taxes.len()).map(|tax| format!("tax-{tax}")).collect::<Vec<_>>(),
            "labour": {"grades": grades},
            "parts": parts,
        });
        let document = serde_json::from_value(document).unwrap();
        PriceBook::compile(&document, &ZoneDatabase::bundled()).unwrap()
    }

    fn tax(&self, place: usize, tax: &DrawnTax) -> Value {
        let payers: Vec<&str> = tax.payers.iter().map(|&payer| Payer::ALL[payer].as_str()).collect();
        json!({
            "name": format!("tax-{place}"), "percent": decimal(tax.rate, 2),
            "on": if tax.compound { "net_and_taxes_before" } else { "net" },
            "payers": if self.with_tax { Vec::new() } else { payers },
        })
    }

    pub(crate) fn plan(&self, version: u32) -> Value {
        let mut lines: Vec<Value> =
            self.lines.iter().enumerate().map(|(place, line)| Self::line(place, line)).collect();
        if let Some(percent) = self.discount {
            let discount = json!({"type": "percent", "percent": decimal(percent, 1)});
            lines.push(json!({"id": "whole", "charge": {"type": "discount", "discount": discount}}));
        }
        json!({
            "version": version, "issued_at": "2026-03-02T09:00:00Z", "valid_until": "2026-04-01T09:00:00Z",
            "settlement": if self.cash { "cash" } else { "account" },
            "payers": [{"payer": "customer", "percent": "100"}], "lines": lines,
        })
    }

    fn line(place: usize, line: &DrawnLine) -> Value {
        let charge = match line.charge {
            DrawnCharge::Labour(_, seconds) => {
                json!({"type": "labour", "grade": format!("grade-{place}"), "seconds": seconds as i64})
            }
            DrawnCharge::Part(_, quantity) => {
                json!({"type": "part", "part": format!("part-{place}"), "quantity": decimal(quantity, 3)})
            }
        };
        let percents = line.percents.iter().zip(Payer::ALL).filter(|share| *share.0 > 0);
        let payers: Vec<Value> = percents
            .map(|(percent, payer)| json!({"payer": payer.as_str(), "percent": decimal(*percent, 2)}))
            .collect();
        let mut written = json!({"id": format!("line-{place}"), "charge": charge, "payers": payers});
        if let Some(percent) = line.discount {
            written["discount"] = json!({"type": "percent", "percent": decimal(percent, 1)});
        }
        written
    }

    pub(crate) fn estimate(&self) -> Estimate {
        self.estimate_of(&self.plan(1))
    }

    pub(crate) fn estimate_of(&self, plan: &Value) -> Estimate {
        let document = serde_json::from_value(plan.clone()).unwrap();
        self.book().estimate(&EstimateRequest::try_from(&document).unwrap()).unwrap()
    }

    /// The same scene for the oracle; the discount on the whole is left out.
    pub(crate) fn oracle(&self) -> EstimateOracle {
        let (_, minor, coin) = CURRENCIES[self.currency];
        let coin = coin.filter(|_| self.cash).map(|_| [5, 10, 5][self.currency]);
        let taxes = self.taxes.iter().map(|tax| {
            let everybody = self.with_tax || tax.payers.is_empty();
            OracleTax {
                rate: Fraction::new(tax.rate, 10_000),
                compound: tax.compound,
                payers: core::array::from_fn(|payer| everybody || tax.payers.contains(&payer)),
            }
        });
        let charges = self.lines.iter().map(|line| {
            let (full, taxes) = match line.charge {
                DrawnCharge::Labour(rate, seconds) => {
                    (Fraction::new(rate * seconds, 3_600_000), (0..self.taxes.len()).collect())
                }
                DrawnCharge::Part(price, quantity) => {
                    (Fraction::new(price * quantity, 1_000_000), line.taxes.clone())
                }
            };
            let left = Fraction::new(1000 - line.discount.unwrap_or(0), 1000);
            OracleCharge { exact: full.times(left), taxes, percents: line.percents }
        });
        EstimateOracle {
            with_tax: self.with_tax,
            per_line: self.per_line,
            mode: self.mode,
            minor,
            taxes: taxes.collect(),
            charges: charges.collect(),
            coin,
        }
    }
}
