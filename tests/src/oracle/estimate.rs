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
    /// The least that the charges that count come to.
    pub minimum: Option<OracleMinimum>,
    /// What per cents off the whole leave of it.
    pub left: Fraction,
    /// Minor units off the whole.
    pub amount_off: i128,
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
    /// Whether it counts towards the minimum charge.
    pub counts: bool,
}

/// A minimum charge.
#[derive(Debug, Clone)]
pub struct OracleMinimum {
    /// The amount.
    pub amount: Fraction,
    /// The places of the taxes on fees.
    pub taxes: Vec<usize>,
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
        let charges = self.charges.iter().map(|charge| self.rounded(charge.exact)).collect();
        let left: Vec<Fraction> = self.charges.iter().map(|charge| self.left_of(charge)).collect();
        let fee = self.fee(&left);
        let whole = left.iter().fold(fee, |sum, left| sum.plus(*left));
        let off = Fraction::new(self.amount_off, self.minor);
        let off = if whole.is_below(off) { whole } else { off };
        let charged = self.rounded(whole.minus(off));
        let alike = self
            .charges
            .windows(2)
            .all(|pair| (&pair[0].percents, &pair[0].taxes) == (&pair[1].percents, &pair[1].taxes));
        let tax = match (self.with_tax, self.per_line) {
            (true, true) => self.contained_by_line(&left, fee),
            (true, false) => self.contained(&left, fee),
            (false, _) if !alike && self.amount_off > 0 && whole != Fraction::ZERO => {
                let kept = Fraction::ONE.minus(off.over(whole));
                self.by_tax(&left, |exact| self.rounded(exact.times(kept)))
            }
            (false, false) => {
                self.by_tax(&left, |exact| self.rounded(exact)) + self.off_tax(off, true, &left)
            }
            (false, true) => self.tax_by_line(&left) + self.off_tax(off, false, &left),
        };
        let (net, total) = if self.with_tax { (charged - tax, charged) } else { (charged, charged + tax) };
        OracleTotals { net, tax, total, charges }
    }

    /// What is left of a charge after the per cents off the whole, rounded where lines are.
    fn left_of(&self, charge: &OracleCharge) -> Fraction {
        self.as_charged(charge.exact.times(self.left))
    }

    fn as_charged(&self, exact: Fraction) -> Fraction {
        if self.per_line { Fraction::new(self.rounded(exact), self.minor) } else { exact }
    }

    /// What is missing to the minimum charge.
    fn fee(&self, left: &[Fraction]) -> Fraction {
        let Some((minimum, _)) = self.floor() else { return Fraction::ZERO };
        let counted = self.charges.iter().zip(left).filter(|(charge, _)| charge.counts);
        let sum = counted.fold(Fraction::ZERO, |sum, (_, left)| sum.plus(*left));
        if sum.is_below(minimum) { minimum.minus(sum) } else { Fraction::ZERO }
    }

    /// The minimum charge and the first charge that counts, where one does.
    fn floor(&self) -> Option<(Fraction, &OracleCharge)> {
        let first = self.charges.iter().find(|charge| charge.counts)?;
        Some((self.as_charged(self.minimum.as_ref()?.amount), first))
    }

    /// The least share that a tax is of any charge that counts, or would be of the fee; of the minimum charge.
    fn least(&self, tax: usize) -> Option<Fraction> {
        let (minimum, first) = self.floor()?;
        let fee = OracleCharge { taxes: self.minimum.as_ref()?.taxes.clone(), ..first.clone() };
        let counted = self.charges.iter().filter(|charge| charge.counts).chain([&fee]);
        let share = |charge: &OracleCharge| {
            if charge.taxes.contains(&tax) {
                self.tax(self.paid(Fraction::ONE, tax, charge), tax, charge)
            } else {
                Fraction::ZERO
            }
        };
        let least = counted.map(share).reduce(|least, own| if own.is_below(least) { own } else { least })?;
        Some(least.times(minimum))
    }

    /// What those pay of an amount who pay a tax.
    fn paid(&self, amount: Fraction, tax: usize, charge: &OracleCharge) -> Fraction {
        let payers = self.taxes[tax].payers;
        let percent: i128 =
            (0..PAYERS).filter(|&payer| payers[payer]).map(|payer| charge.percents[payer]).sum();
        amount.times(Fraction::new(percent, 10_000))
    }

    /// What an amount comes to in coins.
    #[must_use]
    pub fn in_coins(&self, amount: i128) -> i128 {
        self.coin.map_or(amount, |coin| round("half_up", Fraction::new(amount, coin)) * coin)
    }

    /// Each tax on each line, rounded there, and at least what it is on the minimum charge.
    fn tax_by_line(&self, left: &[Fraction]) -> i128 {
        let mut sum = 0;
        for tax in 0..self.taxes.len() {
            let mut counted = 0;
            for (charge, &left) in
                self.charges.iter().zip(left).filter(|(charge, _)| charge.taxes.contains(&tax))
            {
                let everybody = self.taxes[tax].payers.iter().all(|pays| *pays);
                let base = if everybody {
                    left
                } else {
                    let part = self.paid(charge.exact.times(self.left), tax, charge);
                    Fraction::new(self.rounded(part), self.minor)
                };
                let own = self.rounded(self.tax(base, tax, charge));
                sum += own;
                counted += if charge.counts { own } else { 0 };
            }
            sum += self.least(tax).map_or(0, |least| (self.rounded(least) - counted).max(0));
        }
        sum
    }

    /// Each tax on the whole, rounded as the caller says.
    fn by_tax(&self, left: &[Fraction], rounded: impl Fn(Fraction) -> i128) -> i128 {
        (0..self.taxes.len()).map(|tax| rounded(self.whole_tax(tax, left))).sum()
    }

    /// One tax on the whole before rounding, and at least what it is on the minimum charge.
    fn whole_tax(&self, tax: usize, left: &[Fraction]) -> Fraction {
        let (mut sum, mut counted) = (Fraction::ZERO, Fraction::ZERO);
        for (charge, &left) in self.charges.iter().zip(left).filter(|(charge, _)| charge.taxes.contains(&tax))
        {
            let own = self.tax(self.paid(left, tax, charge), tax, charge);
            sum = sum.plus(own);
            counted = if charge.counts { counted.plus(own) } else { counted };
        }
        match self.least(tax) {
            Some(least) if counted.is_below(least) => sum.plus(least.minus(counted)),
            _ => sum,
        }
    }

    /// The taxes that an amount off charges that are taxed alike takes off: of the document, or of the line that it is.
    fn off_tax(&self, off: Fraction, of_document: bool, left: &[Fraction]) -> i128 {
        let charge = &self.charges[0];
        let off = Fraction::ZERO.minus(off);
        let mut sum = 0;
        for &tax in charge.taxes.iter().filter(|_| off != Fraction::ZERO) {
            let part = self.paid(off, tax, charge);
            sum += if of_document {
                let whole = self.whole_tax(tax, left);
                self.rounded(whole.plus(self.tax(part, tax, charge))) - self.rounded(whole)
            } else {
                let part = Fraction::new(self.rounded(part), self.minor);
                self.rounded(self.tax(part, tax, charge))
            };
        }
        sum
    }

    /// The taxes that each line contains.
    fn contained_by_line(&self, left: &[Fraction], fee: Fraction) -> i128 {
        let fee = self.floor().map(|(_, first)| (self.as_fee(first), fee));
        let lines = self.charges.iter().cloned().zip(left.iter().copied()).chain(fee);
        let taxes = |(charge, left): (OracleCharge, Fraction)| {
            charge.taxes.iter().map(|&tax| self.rounded(self.tax(left, tax, &charge))).sum::<i128>()
        };
        lines.map(taxes).sum()
    }

    /// The taxes that the sums of charges under the same taxes contain.
    fn contained(&self, left: &[Fraction], fee: Fraction) -> i128 {
        let fee = self.floor().map(|(_, first)| (self.as_fee(first), fee));
        let mut groups: Vec<(OracleCharge, Fraction)> = Vec::new();
        for (charge, left) in self.charges.iter().cloned().zip(left.iter().copied()).chain(fee) {
            match groups.iter_mut().find(|group| group.0.taxes == charge.taxes) {
                Some(group) => group.1 = group.1.plus(left),
                None => groups.push((charge, left)),
            }
        }
        let taxes = |(charge, sum): (OracleCharge, Fraction)| {
            charge.taxes.iter().map(|&tax| self.rounded(self.tax(sum, tax, &charge))).sum::<i128>()
        };
        groups.into_iter().map(taxes).sum()
    }

    fn as_fee(&self, first: &OracleCharge) -> OracleCharge {
        let taxes = self.minimum.as_ref().map(|minimum| minimum.taxes.clone()).unwrap_or_default();
        OracleCharge { taxes, ..first.clone() }
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
