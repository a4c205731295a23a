//! What an estimate comes to, with exact fractions and one rule after the other.

use super::fraction::Fraction;

/// The payers in the order of the core; only their number and order matter here.
pub const PAYERS: usize = 6;

/// A book and a plan, as far as totals depend on them.
#[derive(Debug, Clone)]
pub struct EstimateOracle {
    /// Whether prices contain the taxes.
    pub with_tax: bool,
    /// Whether each line is rounded, or the document.
    pub per_line: bool,
    /// The name of the rounding mode.
    pub mode: &'static str,
    /// Minor units of one.
    pub minor: i128,
    /// The taxes in the order of the book.
    pub taxes: Vec<OracleTax>,
    /// What is charged.
    pub charges: Vec<OracleCharge>,
    /// Minor units that the customer's coins are multiples of, rounded half up.
    pub coin: Option<i128>,
}

/// A tax.
#[derive(Debug, Clone)]
pub struct OracleTax {
    /// Its share.
    pub rate: Fraction,
    /// Whether it is taken of the taxes before it too.
    pub compound: bool,
    /// The payers that pay it.
    pub payers: [bool; PAYERS],
}

/// A charge after the discount on it.
#[derive(Debug, Clone)]
pub struct OracleCharge {
    /// The amount before rounding.
    pub exact: Fraction,
    /// The places of its taxes.
    pub taxes: Vec<usize>,
    /// Per cents by payer, in hundredths.
    pub percents: [i128; PAYERS],
}

/// What it all comes to, in minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OracleTotals {
    /// Without taxes.
    pub net: i128,
    /// The taxes.
    pub tax: i128,
    /// Without rounding to coins.
    pub total: i128,
    /// Each charge after its discount.
    pub charges: Vec<i128>,
}

impl EstimateOracle {
    /// The totals.
    #[must_use]
    pub fn totals(&self) -> OracleTotals {
        let charges: Vec<i128> = self.charges.iter().map(|charge| self.rounded(charge.exact)).collect();
        let charged = if self.per_line {
            charges.iter().sum()
        } else {
            self.rounded(self.charges.iter().fold(Fraction::ZERO, |sum, charge| sum.plus(charge.exact)))
        };
        let tax = if self.per_line { self.tax_by_line(&charges) } else { self.tax_of_document() };
        let (net, total) = if self.with_tax { (charged - tax, charged) } else { (charged, charged + tax) };
        OracleTotals { net, tax, total, charges }
    }

    /// What an amount comes to in coins.
    #[must_use]
    pub fn in_coins(&self, amount: i128) -> i128 {
        self.coin.map_or(amount, |coin| round("half_up", Fraction::new(amount, coin)) * coin)
    }

    fn tax_by_line(&self, charges: &[i128]) -> i128 {
        let mut sum = 0;
        for (charge, &amount) in self.charges.iter().zip(charges) {
            for &tax in &charge.taxes {
                let payers = self.taxes[tax].payers;
                let percent: i128 =
                    (0..PAYERS).filter(|&payer| payers[payer]).map(|payer| charge.percents[payer]).sum();
                let base = match payers {
                    [true, true, true, true, true, true] => amount,
                    _ => self.rounded(charge.exact.times(Fraction::new(percent, 10_000))),
                };
                sum += self.rounded(self.tax(Fraction::new(base, self.minor), tax, charge));
            }
        }
        sum
    }

    fn tax_of_document(&self) -> i128 {
        let mut sum = 0;
        for tax in 0..self.taxes.len() {
            let under: Vec<&OracleCharge> =
                self.charges.iter().filter(|charge| charge.taxes.contains(&tax)).collect();
            let mut groups: Vec<(&[usize], Fraction)> = Vec::new();
            for charge in under {
                let payers = self.taxes[tax].payers;
                let percent: i128 =
                    (0..PAYERS).filter(|&payer| payers[payer]).map(|payer| charge.percents[payer]).sum();
                let own = self.tax(charge.exact.times(Fraction::new(percent, 10_000)), tax, charge);
                // Tax inside prices is rounded for all charges with the same taxes, other tax for the document.
                let key: &[usize] = if self.with_tax { &charge.taxes } else { &[] };
                match groups.iter_mut().find(|group| group.0 == key) {
                    Some(group) => group.1 = group.1.plus(own),
                    None => groups.push((key, own)),
                }
            }
            sum += groups.into_iter().map(|group| self.rounded(group.1)).sum::<i128>();
        }
        sum
    }

    /// One tax on an amount of a charge, before rounding.
    fn tax(&self, amount: Fraction, tax: usize, charge: &OracleCharge) -> Fraction {
        let mut gross = Fraction::ONE;
        let mut share = Fraction::ZERO;
        for &other in &charge.taxes {
            let OracleTax { rate, compound, .. } = self.taxes[other];
            let own = if compound { gross.times(rate) } else { rate };
            if other == tax {
                share = own;
            }
            gross = gross.plus(own);
        }
        if self.with_tax { amount.times(share).over(gross) } else { amount.times(share) }
    }

    fn rounded(&self, amount: Fraction) -> i128 {
        round(self.mode, amount.times(Fraction::new(self.minor, 1)))
    }
}

fn round(mode: &str, value: Fraction) -> i128 {
    let (below, rest) = value.floor();
    if rest == Fraction::ZERO {
        return below;
    }
    let half = Fraction::new(1, 2);
    let negative = value.is_below(Fraction::ZERO);
    let up = match mode {
        "floor" => false,
        "ceiling" => true,
        "down" => negative,
        "up" => !negative,
        _ if rest != half => half.is_below(rest),
        "half_up" => !negative,
        "half_down" => negative,
        "half_even" => below % 2 != 0,
        "half_odd" => below % 2 == 0,
        other => panic!("no rounding mode {other}"),
    };
    below + i128::from(up)
}
