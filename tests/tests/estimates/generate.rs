//! Random price books and plans, drawn to where cents are lost.

use aftersales::cost::{CostError, Estimate, EstimateRequest, Payer, PriceBook};
use aftersales::time::ZoneDatabase;
use aftersales_tests::oracle::{EstimateOracle, Fraction, OracleCharge, OracleMinimum, OracleTax, PAYERS};
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
    percent_off: Option<i128>,
    /// A discount on the whole, in minor units.
    amount_off: Option<i128>,
    minimum: Option<DrawnMinimum>,
    /// What the oracle leaves out.
    pub(crate) extras: Option<Extras>,
}

/// A minimum charge.
#[derive(Debug, Clone)]
struct DrawnMinimum {
    /// In thousandths.
    amount: i128,
    labour: bool,
    parts: bool,
}

/// More of what a book and a plan can have.
#[derive(Debug, Clone)]
pub(crate) struct Extras {
    /// Per cent in tenths and the most in thousandths.
    consumables: Option<(i128, Option<i128>)>,
    /// Deposit and procurement of every part, in thousandths.
    core_charge: i128,
    procurement: i128,
    /// Fee in thousandths, and per cent that are credited.
    diagnosis: Option<(i128, i128)>,
    /// Minor units of the rounding step.
    step: i128,
    /// The taxes on fees, travel and consumables.
    fee_taxes: Vec<usize>,
    /// Minor units of each line that a payer pays first.
    fixed: Option<(usize, i128)>,
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
            let lines = lines(taxes.len());
            let percent_off = prop::option::weighted(0.3, 0..=1000_i128);
            let amount_off = prop::option::weighted(0.3, prop_oneof![0..100_i128, 0..20_000_i128]);
            let extras = prop::option::weighted(0.5, extras(taxes.len()));
            (lines, percent_off, amount_off, prop::option::weighted(0.4, minimums()), extras).prop_map(
                move |(lines, percent_off, amount_off, minimum, extras)| Scene {
                    with_tax,
                    per_line,
                    mode,
                    currency,
                    cash,
                    taxes: taxes.clone(),
                    lines,
                    percent_off,
                    amount_off,
                    minimum,
                    extras,
                },
            )
        },
    )
}

fn minimums() -> impl Strategy<Value = DrawnMinimum> {
    (prop_oneof![0..200_000_i128, (0..200_i128).prop_map(|amount| amount * 1000)], 1..4_u8).prop_map(
        |(amount, counted)| DrawnMinimum { amount, labour: counted & 1 != 0, parts: counted & 2 != 0 },
    )
}

fn extras(taxes: usize) -> impl Strategy<Value = Extras> {
    let cap = prop::option::of(0..50_000_i128);
    let consumables = prop::option::of((0..300_i128, cap));
    let fixed = prop::option::weighted(0.3, (0..PAYERS, 0..50_i128));
    let fee_taxes = subsequence((0..taxes).collect::<Vec<_>>(), 0..=taxes);
    let diagnosis = prop::option::of((0..100_000_i128, 0..=100_i128));
    let step = prop_oneof![3 => Just(1_i128), 1 => Just(5)];
    (consumables, 0..20_000_i128, 0..5_000_i128, diagnosis, step, fee_taxes, fixed).prop_map(
        |(consumables, core_charge, procurement, diagnosis, step, fee_taxes, fixed)| Extras {
            consumables,
            core_charge,
            procurement,
            diagnosis,
            step,
            fee_taxes,
            fixed,
        },
    )
}

fn taxes() -> impl Strategy<Value = DrawnTax> {
    let rate = prop_oneof![select(&[1900, 700, 2200, 550, 850][..]), 0..3000_i128];
    let payers =
        prop_oneof![3 => Just(Vec::new()), 1 => subsequence((0..PAYERS).collect::<Vec<_>>(), 1..PAYERS)];
    (rate, any::<bool>(), payers).prop_map(|(rate, compound, payers)| DrawnTax { rate, compound, payers })
}

/// Lines that are taxed and paid as each pleases, or all alike.
fn lines(taxes: usize) -> impl Strategy<Value = Vec<DrawnLine>> {
    (vec(line(taxes), 1..8), prop::bool::weighted(0.25)).prop_map(move |(mut lines, alike)| {
        let percents = lines[0].percents;
        for line in lines.iter_mut().filter(|_| alike) {
            (line.percents, line.taxes) = (percents, (0..taxes).collect());
        }
        lines
    })
}

fn line(taxes: usize) -> impl Strategy<Value = DrawnLine> {
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
        let (currency, minor, coin) = CURRENCIES[self.currency];
        let taxes: Vec<Value> =
            self.taxes.iter().enumerate().map(|(place, tax)| self.tax(place, tax)).collect();
        let (mut grades, mut parts) = (json!({}), json!({}));
        for (place, line) in self.lines.iter().enumerate() {
            match line.charge {
                DrawnCharge::Labour(rate, _) => {
                    grades[format!("grade-{place}")] = json!({"per_hour": decimal(rate, 3)});
                }
                DrawnCharge::Part(price, _) => {
                    let mut part = json!({
                        "tiers": [{"from": "0", "price": decimal(price, 3)}], "taxes": names(&line.taxes)
                    });
                    if let Some(extras) = &self.extras {
                        part["core_charge"] = json!(decimal(extras.core_charge, 3));
                        part["procurement"] = json!(decimal(extras.procurement, 3));
                    }
                    parts[format!("part-{place}")] = part;
                }
            }
        }
        let mut rounding =
            json!({"mode": self.mode, "scope": if self.per_line { "per_line" } else { "per_document" }});
        if let Some(step) = coin {
            rounding["cash"] = json!({"mode": "half_up", "step": step});
        }
        let mut document = json!({
            "currency": currency,
            "prices": if self.with_tax { "with_tax" } else { "without_tax" },
            "rounding": rounding,
            "taxes": taxes,
            // Labour is under all taxes.
            "default_taxes": names(&(0..self.taxes.len()).collect::<Vec<_>>()),
            "labour": {"grades": grades},
            "parts": parts,
        });
        if let Some(minimum) = &self.minimum {
            let of: Vec<&str> = [(minimum.labour, "labour"), (minimum.parts, "part")]
                .into_iter()
                .filter_map(|(counts, kind)| counts.then_some(kind))
                .collect();
            document["minimum_charge"] = json!({"amount": decimal(minimum.amount, 3), "of": of});
        }
        if let Some(extras) = &self.extras {
            extras.add_to(&mut document, minor);
        }
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
            self.lines.iter().enumerate().map(|(place, line)| self.line(place, line)).collect();
        if let Some(percent) = self.percent_off {
            let discount = json!({"type": "percent", "percent": decimal(percent, 1)});
            lines.push(json!({"id": "per-cent", "charge": {"type": "discount", "discount": discount}}));
        }
        if let Some(amount) = self.amount_off {
            let discount = json!({"type": "amount", "amount": self.minor(amount)});
            lines.push(json!({"id": "amount", "charge": {"type": "discount", "discount": discount}}));
        }
        if let Some(extras) = &self.extras {
            if extras.diagnosis.is_some() {
                lines.push(json!({"id": "diagnosis", "charge": {"type": "diagnosis", "repair": "accepted"}}));
            }
            if extras.consumables.is_some() {
                lines.push(json!({"id": "material", "charge": {"type": "consumables"}}));
            }
        }
        json!({
            "version": version, "issued_at": "2026-03-02T09:00:00Z", "valid_until": "2026-04-01T09:00:00Z",
            "settlement": if self.cash { "cash" } else { "account" },
            "payers": [{"payer": "customer", "percent": "100"}], "lines": lines,
        })
    }

    /// An amount in minor units as text.
    fn minor(&self, amount: i128) -> String {
        match CURRENCIES[self.currency].1 {
            1 => amount.to_string(),
            100 => decimal(amount, 2),
            _ => decimal(amount, 3),
        }
    }

    fn line(&self, place: usize, line: &DrawnLine) -> Value {
        let charge = match line.charge {
            DrawnCharge::Labour(_, seconds) => {
                json!({"type": "labour", "grade": format!("grade-{place}"), "seconds": seconds as i64})
            }
            DrawnCharge::Part(_, quantity) => {
                json!({"type": "part", "part": format!("part-{place}"), "quantity": decimal(quantity, 3)})
            }
        };
        let percents = line.percents.iter().zip(Payer::ALL).filter(|share| *share.0 > 0);
        let mut payers: Vec<Value> = percents
            .map(|(percent, payer)| json!({"payer": payer.as_str(), "percent": decimal(*percent, 2)}))
            .collect();
        if let Some((payer, amount)) = self.extras.as_ref().and_then(|extras| extras.fixed)
            && line.percents[payer] == 0
        {
            payers.push(json!({"payer": Payer::ALL[payer].as_str(), "amount": self.minor(amount)}));
        }
        let mut written = json!({"id": format!("line-{place}"), "charge": charge, "payers": payers});
        if let Some(percent) = line.discount {
            written["discount"] = json!({"type": "percent", "percent": decimal(percent, 1)});
        }
        written
    }

    /// The estimate; refused where a discount is more than the charges, or a payer's amount more than the line.
    pub(crate) fn estimate(&self) -> Result<Estimate, CostError> {
        self.estimate_of(&self.plan(1))
    }

    pub(crate) fn estimate_of(&self, plan: &Value) -> Result<Estimate, CostError> {
        let document = serde_json::from_value(plan.clone()).unwrap();
        self.book().estimate(&EstimateRequest::try_from(&document).unwrap())
    }

    /// Whether the oracle says what the taxes are: not where an amount is taken off prices that contain them.
    pub(crate) fn says_taxes(&self) -> bool {
        !self.with_tax || self.amount_off.is_none()
    }

    /// The same scene for the oracle; what it does not know is left out.
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
            let counts = self.minimum.as_ref().is_some_and(|minimum| match line.charge {
                DrawnCharge::Labour(..) => minimum.labour,
                DrawnCharge::Part(..) => minimum.parts,
            });
            OracleCharge { exact: full.times(left), taxes, percents: line.percents, counts }
        });
        let minimum = self.minimum.as_ref().map(|minimum| OracleMinimum {
            amount: Fraction::new(minimum.amount, 1000),
            taxes: (0..self.taxes.len()).collect(),
        });
        EstimateOracle {
            with_tax: self.with_tax,
            per_line: self.per_line,
            mode: self.mode,
            minor,
            taxes: taxes.collect(),
            charges: charges.collect(),
            minimum,
            left: Fraction::new(1000 - self.percent_off.unwrap_or(0), 1000),
            amount_off: self.amount_off.unwrap_or(0),
            coin,
        }
    }
}

impl Extras {
    fn add_to(&self, document: &mut Value, minor: i128) {
        if let Some((percent, most)) = self.consumables {
            document["consumables"] = json!({"percent": decimal(percent, 1), "of": ["labour", "part"]});
            if let Some(most) = most {
                document["consumables"]["at_most"] = json!(decimal(most, 3));
            }
        }
        if let Some((fee, percent)) = self.diagnosis {
            document["diagnosis"] = json!({"fee": decimal(fee, 3), "credited_percent": percent.to_string()});
        }
        for kind in ["fee", "consumables", "diagnosis"] {
            document["taxes_by_kind"][kind] = json!(names(&self.fee_taxes));
        }
        let digits = minor.ilog10();
        document["rounding"]["step"] = json!(decimal(self.step * 10_i128.pow(3 - digits), 3));
    }
}

fn names(taxes: &[usize]) -> Vec<String> {
    taxes.iter().map(|tax| format!("tax-{tax}")).collect()
}
